"""A week or the days ahead as a list: a line for each day that has something, its sittings below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from meetingtui.language import N_
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, RecordList, Row, Rows


class AgendaDay(NamedTuple):
    """A day: how it is headed (115年3月5日（星期四）), a note (holiday, closure), and its sittings."""

    key: str
    heading: str
    rows: tuple[Row, ...] = ()
    note: str = ""


class AgendaList(RecordList):
    """A record list grouped by day; the ids of its rows are those of the sittings."""

    def __init__(
        self,
        columns: Sequence[ListColumn],
        *,
        empty: str = N_("這段期間沒有場次。"),
        markable: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(columns, empty=empty, markable=markable, sortable=False, footer=False, id=id, classes=classes)

    def rests(self, index: int) -> bool:
        """Also on a day without sittings: something may be added to it."""
        below = self.row(index + 1)
        return super().rests(index) or below is None or below.style == HEADING

    def show_days(self, days: Sequence[AgendaDay], *, cursor: int | None = None) -> None:
        """Show these days in their order, with the cursor on the first sitting or on line `cursor`."""
        rows: list[Row] = []
        for day in days:
            rows.append(Row(f"day:{day.key}", (day.heading, day.note), HEADING))
            rows.extend(day.rows)
        first = next((number for number, row in enumerate(rows) if row.style != HEADING), 0)
        self.show(Rows(rows), cursor=first if cursor is None else cursor)
