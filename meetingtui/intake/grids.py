"""Sheets of a file as plain cells, whatever program wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from meetingtui.intake.packages import MOST_CELLS

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged block, each as row and column from 0."""


class Grid(NamedTuple):
    """A sheet: its rows of cells (texts, figures, dates), where formulas stand (row and column from 0), what is merged.

    Of `merged` only the rows count: a block of one row is left out by some programs.
    """

    name: str
    rows: list[list[object]]
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[Range, ...] = ()


def fill_down(rows: list[list[object]], merged: Sequence[Range]) -> None:
    """Write the text of a cell that is merged over several rows into each of them that holds anything else.

    A figure stays where it stands: one that is written once over several rows is that of all of them together.
    Raises ValueError where that would be more than a sheet may hold.
    """
    if sum(max(0, min(bottom, len(rows)) - top) for (top, _left), (bottom, _right) in merged) > MOST_CELLS:
        raise ValueError(len(merged))
    for (top, column), (bottom, _right) in merged:
        if top >= len(rows) or column >= len(rows[top]):
            continue
        value = rows[top][column]
        if value == "" or isinstance(value, (bool, int, float)):
            continue
        for row in rows[top + 1 : bottom + 1]:
            if any(cell != "" for cell in row):
                row.extend([""] * (column + 1 - len(row)))
                row[column] = value if row[column] == "" else row[column]


def text_of(cell: object) -> str:
    """A cell as people would type it: whole figures without point, dates as ISO."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
