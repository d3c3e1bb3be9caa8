"""Stored text made visible: control, bidirectional and escape signs are shown, never obeyed."""

from __future__ import annotations

import re
from functools import cache

_UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e0fff]"
)
_LINE_ENDS = r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
_PICTURES = {0x7F: "␡"} | {code: chr(0x2400 + code) for code in range(0x20)}


@cache
def _unsafe() -> re.Pattern[str]:
    """The pattern, made at the first text that is shown: programs that only ask for JSON need none."""
    return re.compile(_UNSAFE)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return _PICTURES.get(code) or f"‹{code:04X}›"


def visible(text: str) -> str:
    """`text` with every sign that could act on a terminal replaced by a visible picture of it.

    Tabs and line breaks stay; lone surrogates become their number, so the result can always be encoded.
    """
    return _unsafe().sub(_picture, text)


def harmless(text: str) -> str:
    """`text` from outside with every line end written one way, tabs as blanks, and without signs that could act."""
    text = _one_line_end(text).replace("\t", " ")
    return _unsafe().sub("", text)


def left_out(text: str) -> int:
    """How many signs `harmless` leaves out of `text`."""
    return len(_one_line_end(text)) - len(harmless(text))


def first_unsafe(text: str) -> int | None:
    """Where the first sign stands that `harmless` leaves out of `text`, from 0; None where it leaves out none."""
    found = _unsafe().search(re.sub(_LINE_ENDS, lambda end: "\n" * len(end[0]), text))
    return found.start() if found else None


def one_line(text: str) -> str:
    """`text` as a field of one line takes it: `harmless`, and lines joined by a blank."""
    return " ".join(filter(None, map(str.strip, harmless(text).split("\n"))))


def _one_line_end(text: str) -> str:
    return re.sub(_LINE_ENDS, "\n", text)


def numbered(text: str) -> str:
    """`text` with every such sign as its number, 〈202E〉: for papers, whose fonts have no pictures of them.

    Tabs become blanks; all that ends a line becomes one line break. Every file format can hold the result.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _unsafe().sub(_number, plain)


def _number(match: re.Match[str]) -> str:
    return f"〈{ord(match[0]):04X}〉"


def visible_line(text: str) -> str:
    """`visible`, on one line: tabs and line breaks are shown as pictures too."""
    return visible(text).replace("\t", "␉").replace("\n", "␤")
