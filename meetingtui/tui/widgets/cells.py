"""Text in display cells: a Han character takes two, and a cut never leaves half of one."""

from __future__ import annotations

from typing import Literal

from rich.cells import cell_len, set_cell_size
from textual.dom import DOMNode

from meetingtui.tui.gate import shown_line

LONGEST = 400  # characters of a text that one line ever looks at; no terminal is wider
Align = Literal["left", "right", "center"]

# Signs of ambiguous width beside what every terminal draws one cell wide. The dots of a cut are always
# plain: "…" is of ambiguous width and stands in every table.
_SIGNS = {
    "held": ("●", "*"),
    "planned": ("○", "o"),
    "cancelled": ("×", "x"),
    "problem": ("!", "!"),
    "moved": ("→", ">"),
    "mark": ("✓", "*"),
    "up": ("▲", "^"),
    "down": ("▼", "v"),
    "bar": ("█", "#"),
    "rest": ("░", "."),
    "target": ("│", "|"),
    "line": ("│", "|"),
    "rule": ("─", "-"),
    "odd": ("\N{REPLACEMENT CHARACTER}", "?"),
}


def sign(name: str, *, ascii_only: bool = False) -> str:
    """The one-cell sign called `name`, in the form that the terminal draws right."""
    return _SIGNS[name][ascii_only]


def ascii_only(node: DOMNode) -> bool:
    """Whether the app runs for a terminal that draws ambiguous signs two cells wide (`--ascii`)."""
    return node.app.has_class("-ascii")


def plain(text: str) -> str:
    """Stored text for one drawn line: through the gate, no longer than a line can be."""
    return shown_line(text[:LONGEST]).plain


def width(text: str) -> int:
    """Display cells that `text` takes."""
    return cell_len(text)


def cut(text: str, room: int) -> str:
    """`text` in at most `room` cells; two dots say that something is missing."""
    if room <= 0:
        return ""
    if cell_len(text) <= room:
        return text
    dots = ".." if room > 2 else "."[:room]
    return set_cell_size(text, room - len(dots)).rstrip() + dots


def fit(text: str, room: int, align: Align = "left") -> str:
    """`text` in exactly `room` cells, cut or filled with blanks."""
    text = cut(text, room)
    missing = max(0, room - cell_len(text))
    if align == "right":
        return " " * missing + text
    if align == "center":
        left = missing // 2
        return " " * left + text + " " * (missing - left)
    return text + " " * missing
