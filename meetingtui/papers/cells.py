"""Widths in display cells: a Chinese sign takes two, a combining mark none; `len` is never a width."""

from __future__ import annotations


class _Widths(dict[str, int]):
    """Cells of each sign, looked up once (Unicode East Asian Width; ambiguous signs count one)."""

    def __missing__(self, sign: str) -> int:
        from unicodedata import category, east_asian_width

        if category(sign) in {"Mn", "Me", "Cf", "Cc", "Cs"} or "\u1160" <= sign <= "\u11ff":
            cells = 0
        else:
            cells = 2 if east_asian_width(sign) in "WF" else 1
        self[sign] = cells
        return cells


_WIDTHS = _Widths()


def width(text: str) -> int:
    """Display cells that `text` takes on one line."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))


def cut(text: str, cells: int, ellipsis: str = "..") -> str:
    """`text` in at most `cells` cells; what is left out is marked by `ellipsis`."""
    if width(text) <= cells:
        return text
    room = cells - width(ellipsis)
    if room < 0:
        return cut(text, cells, "") if ellipsis else ""
    used = 0
    for place, sign in enumerate(text):
        used += _WIDTHS[sign]
        if used > room:
            return text[:place] + ellipsis
    return text  # pragma: no cover - the text is wider than the room, so the loop returns


def fit(text: str, cells: int, ellipsis: str = "..", *, right: bool = False) -> str:
    """`text` in exactly `cells` cells: cut, or padded with blanks on the right (`right`: on the left)."""
    text = cut(text, cells, ellipsis)
    blanks = " " * (cells - width(text))
    return blanks + text if right else text + blanks
