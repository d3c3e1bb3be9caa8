"""A table as a report means it: headings, rows, period and footnotes, before anybody chooses a file format."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` for machines, `heading` for people; `numeric` ones are set to the right."""

    key: str
    heading: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; period, as-of date (ISO) and notes stand on every way of writing it.

    Each row, and `totals` if there is one, has a cell for each column.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    period: str = ""
    as_of: str = ""
    totals: tuple[Cell, ...] | None = None

    def all_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, with the totals as the last one."""
        return self.rows if self.totals is None else (*self.rows, self.totals)
