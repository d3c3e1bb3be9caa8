"""What may follow at the caret of a query line: names of fields, then values of the field."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from meetingtui.domain.names import key
from meetingtui.domain.query_tokens import FIELD, NEGATIONS, QUOTES, quoted
from meetingtui.domain.query_words import SITTINGS, Vocabulary, offered

MOST = 50  # offers; whoever wants more types another character

Complete = Callable[[str, str], list[str]]
"""Values of a field (its name in the vocabulary) that fit what was typed of them."""


class Typed(NamedTuple):
    """What stands before the caret: the piece begins at `start`; `field` is None while it may become one."""

    start: int
    field: str | None
    prefix: str


def typed(text: str, caret: int, words: Vocabulary = SITTINGS) -> Typed:
    """The piece of the line that is being typed at `caret`."""
    start, close = 0, ""
    for at, sign in enumerate(text[:caret]):
        if close:
            close = "" if sign == close else close
        elif sign in QUOTES:
            close = QUOTES[sign]
        elif sign.isspace():
            start = at + 1
    if start < caret and text[start] in NEGATIONS:
        start += 1
    found = re.compile(FIELD).match(text, start, caret)
    field = words.field_of(found[1]) if found else None
    if found is None or field is None:
        return Typed(start, None, text[start:caret])
    start = found.end()
    if not close:
        start += max(text[start:caret].rfind(sign) for sign in ",，、") + 1
    if start < caret and text[start] in QUOTES:
        return Typed(start, field, text[start + 1 : caret])
    return Typed(start, field, text[start:caret])


def offers(text: str, caret: int, complete: Complete | None = None, words: Vocabulary = SITTINGS) -> list[str]:
    """What may be put at the caret, ready for `put`: `會議:`, or a value; none where nothing was begun."""
    piece = typed(text, caret, words)
    wanted = key(piece.prefix)
    if piece.field is None:
        if not wanted:
            return []
        fields = words.fields.values()
        return [f"{offered(names)}:" for names in fields if any(key(name).startswith(wanted) for name in names)]
    if piece.field in words.values:
        known = words.values[piece.field].values()
        return [offered(names) for names in known if any(key(name).startswith(wanted) for name in names)]
    return complete(piece.field, piece.prefix)[:MOST] if complete else []


def put(text: str, caret: int, offer: str, words: Vocabulary = SITTINGS) -> tuple[str, int]:
    """The line and the caret after `offer` was taken: a field waits for its value, a value is closed by a blank."""
    piece = typed(text, caret, words)
    rest = text[caret:]
    written = offer if piece.field is None else quoted(offer) + ("" if rest[:1].isspace() else " ")
    line = text[: piece.start] + written + rest
    return line, piece.start + len(written)
