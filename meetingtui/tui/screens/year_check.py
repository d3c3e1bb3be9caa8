"""A year held against every rule and wish: what is broken, where, and how much it weighs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType

from meetingtui.dates.showing import show_year
from meetingtui.language import N_, _
from meetingtui.tui import jumps
from meetingtui.tui.noted_list import NotedList
from meetingtui.tui.widgets.draft_list import short_day
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.services.office import Office
    from meetingtui.services.year_check import CheckLine, YearCheck

COLUMNS = (
    ListColumn("sign", "", 1, importance=10),
    ListColumn("rule", N_("項目"), 14, importance=10, grow=1),
    ListColumn("points", N_("扣分"), 4, importance=8, numeric=True),
    ListColumn("day", N_("日期"), 11, importance=9),
    ListColumn("number", N_("場次"), 16, importance=6),
    ListColumn("name", N_("會議別"), 14, importance=8, grow=2),
    ListColumn("message", N_("情形"), 20, importance=5, grow=4),
)


class YearCheckScreen(NotedList[None]):
    """What the sittings of a year break, the rules that must be kept first."""

    COLUMNS = COLUMNS
    WAITING = N_("檢核中，請稍候。")
    HELP = N_(
        "這裡列出這一年的場次違反的規定與未能滿足的期望：「!」為違反規定，其餘依扣分由多到少。"
        "Enter 開啟場次，r 看須改期的場次與建議日期；已註明事由照排者，說明中附事由。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,ctrl+r", "replan", N_("重排"), id="year_check.replan", tooltip=N_("須改期的場次與建議日期")),
        Binding("escape", "leave", N_("返回"), id="year_check.leave", tooltip=N_("回到行事曆")),
    ]

    def __init__(self, year: int) -> None:
        """`year` is Gregorian."""
        super().__init__()
        self.checked_year = year
        self.lines: Sequence[CheckLine] = ()

    def reload(self) -> None:
        """Check the year as it stands now."""
        from meetingtui.services import year_check

        self.table.focus()
        self.fetch(partial(year_check.check, cast("Office", self.office), self.checked_year), self._take)

    def _take(self, found: YearCheck) -> None:
        self.lines = found.lines
        self.table.empty = N_("沒有違反規定，期望也都滿足。")
        self.table.show(Rows(_rows(found)))
        text = _("{year}{sittings}場：違反規定{hard}項，未滿足的期望{wishes}項（共扣{points}分）。").format(
            year=show_year(found.year), sittings=found.sittings, hard=len(found.hard), wishes=len(found.wishes),
            points=found.points,
        )  # fmt: skip
        self.tell_head(text)
        self.tell_note()

    def noted(self, row: Row) -> tuple[str, str] | None:
        line = self._line(row)
        if line is None:
            return None
        why = line.message + (_("（照排事由：{reason}）").format(reason=line.reason) if line.kept else "")
        return " ".join(filter(None, (line.name, line.track, line.number, _day(line)))), why

    def _line(self, row: Row | None) -> CheckLine | None:
        return self.lines[row.id] if row is not None and isinstance(row.id, int) else None

    @on(RecordList.Opened)
    def _open(self) -> None:
        """The sitting on a page of its own."""
        line = self._line(self.table.current)
        if line is not None and line.session_id is not None:
            jumps.open_sitting(self, line.session_id)

    def action_replan(self) -> None:
        """What has to move, and where to."""
        jumps.open_replan(self, self.checked_year)

    def action_leave(self) -> None:
        """Back to the calendar."""
        self.dismiss(None)


def _rows(found: YearCheck) -> list[Row]:
    rows = [_row(place, one) for place, one in enumerate(found.lines)]
    must, may = rows[: len(found.hard)], rows[len(found.hard) :]
    if must:
        must.insert(0, Row("hard", (_("違反規定（{count}）").format(count=len(found.hard)),), HEADING))
    if may:
        may.insert(0, Row("wishes", (_("未滿足的期望（{count}）").format(count=len(found.wishes)),), HEADING))
    return [*must, *may]


def _row(place: int, one: CheckLine) -> Row:
    points = "" if one.points is None else str(one.points)
    cells = ("!" if one.hard and not one.kept else "", one.word, points, _day(one), one.number, one.name, one.message)
    return Row(place, cells, "error" if one.hard and not one.kept else "")


def _day(one: CheckLine) -> str:
    return short_day(datetime.fromisoformat(one.day)) if one.day else ""
