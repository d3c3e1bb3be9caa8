"""How a worksheet stands on a page, once for both formats: A4 across, the heading on every page."""

from __future__ import annotations

from collections.abc import Sequence

from meetingtui.domain.worksheets import CHOICES, HEADINGS, SIGNATURE, Column, Line, Worksheet, mark_of, shown
from meetingtui.papers.cells import width

TAB = "會前資料表"
"""What the sheet is called, whatever the sitting."""
HIDDEN_TAB = "識別資料"
COLUMNS = tuple(Column)
WIDTHS = {
    Column.NUMBER: 37, Column.TEXT: 62, Column.PART: 27, Column.DUE: 25, Column.LAST: 48, Column.REPORT: 70,
    Column.PROGRESS: 23, Column.PERCENT: 17, Column.PROPOSAL: 32, Column.PROPOSED_DUE: 25, Column.MARK: 20,
}  # fmt: skip
"""In mm; a program fits all of it to the page."""
MARGIN = 10
"""Of the page, in mm."""
SIZE = 12
TITLE_SIZE = 16
PITCH = 1.35
"""Distance of lines as a multiple of their size."""
LEAST_LINES = 3
"""Lines of a row, so that there is room to write by hand."""
TALLEST = 409.0
"""Points: no program makes a row higher."""
_HALF_SIGN = SIZE / 2 * 0.3528
"""Width of half a Han sign in mm."""
CENTRED = frozenset({Column.PART, Column.DUE, Column.PROGRESS, Column.PERCENT, Column.PROPOSAL, Column.PROPOSED_DUE})
GREY = "#F2F2F2"
"""Behind what is locked; what is to be filled in stays white."""
HEADING_GREY = "#D9D9D9"
CHOSEN = tuple(CHOICES)
"""The columns with a drop-down."""
HINTS = {
    Column.PERCENT: "可不填。請寫整數，例如 80%。",
    Column.PROPOSED_DUE: "建議繼續列管時填寫，例如 115.12.31。",
}
"""What a program says beside a cell that is being filled in."""


def headings() -> list[str]:
    """The row of headings."""
    return [HEADINGS[column] for column in COLUMNS]


def cells(sheet: Worksheet, line: Line) -> list[str]:
    """A row in the order of COLUMNS."""
    filled = shown(line.filled)
    locked = {
        Column.NUMBER: line.number, Column.TEXT: line.text, Column.PART: line.part, Column.DUE: line.due,
        Column.LAST: line.last, Column.MARK: mark_of(sheet, line),
    }  # fmt: skip
    return [locked[column] if column in locked else filled[column] for column in COLUMNS]


def signature(sheet: Worksheet) -> list[tuple[str, str]]:
    """The rows of the hidden sheet: whose worksheet it is, and every item that was sent."""
    whose = [(SIGNATURE, sheet.made_on), ("session", sheet.session), ("agency", sheet.agency)]
    return whose + [("item", line.number) for line in sheet.lines]


def height(row: Sequence[str]) -> float:
    """About how high a row is in points; a program reckons it anew as soon as something is typed."""
    lines = LEAST_LINES
    for column, text in zip(COLUMNS, row, strict=True):
        if column is not Column.MARK:
            room = int((WIDTHS[column] - 3) / _HALF_SIGN)
            lines = max(lines, sum(max(1, -(-width(line) // room)) for line in text.split("\n")))
    return min(TALLEST, lines * SIZE * PITCH + 6)
