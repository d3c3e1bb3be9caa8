"""A query line cut into its pieces: negation, field, sign, values, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

QUOTES = {'"': '"', "「": "」", "“": "”", "『": "』"}
FIELD = r"([^\s:：<>=＜＞＝\"「“『]+)([:：]?(?:[<>＜＞][=＝]?|[=＝])|[:：])"
"""A field's name and the sign behind it."""
NEGATIONS = "-－−"


class Token(NamedTuple):
    """A piece of the line: `sign` is what stands between field and value, '' for a word alone."""

    negated: bool
    field: str
    sign: str
    values: tuple[str, ...]
    quoted: bool


def quoted(value: str) -> str:
    """`value` as it must be typed: in quotes where it would fall apart without."""
    if not re.search(r"[\s,，、:：<>=＜＞＝\"「“『]|^[-－−]|\.\.|～|~", value):
        return value
    return f'"{value}"' if '"' not in value else f"「{value}」"


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a query line, in their order; an open quote goes to the end."""
    at, end = 0, len(text)
    while at < end:
        if text[at].isspace():
            at += 1
            continue
        negated = text[at] in NEGATIONS and at + 1 < end and not text[at + 1].isspace()
        at += negated
        found = re.compile(FIELD).match(text, at)
        field = sign = ""
        if found and not found[1].isdecimal():  # 14:00 is a time
            field, sign, at = found[1], found[2], found.end()
        values, at, was_quoted = _values(text, at, several=bool(sign))
        yield Token(negated, field, sign, values, was_quoted)


def _values(text: str, at: int, *, several: bool) -> tuple[tuple[str, ...], int, bool]:
    """Values from `at` on, parted by commas when there may be `several`; where they end; whether quoted."""
    values, was_quoted = [], False
    while True:
        if at < len(text) and text[at] in QUOTES:
            was_quoted = True
            close = text.find(QUOTES[text[at]], at + 1)
            close = len(text) if close < 0 else close
            values.append(text[at + 1 : close])
            at = close + 1
        else:
            found = re.compile(r"[^\s,，、]*" if several else r"\S*").match(text, at)
            values.append(found[0] if found else "")
            at = found.end() if found else at
        if not (several and at < len(text) and text[at] in ",，、"):
            return tuple(values), min(at, len(text)), was_quoted
        at += 1
