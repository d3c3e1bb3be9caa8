"""What the calendar does to a year as a whole and to a day: plan, check, export it; add a sitting, close a day."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, cast

from meetingtui.dates.showing import show_date
from meetingtui.language import _
from meetingtui.tui import jumps
from meetingtui.tui.calendar_rows import YearFacts
from meetingtui.tui.place import Place

if TYPE_CHECKING:
    from meetingtui.domain.sittings import SessionView
    from meetingtui.services.office import Office

USUAL = time(14)
"""The hour that a day is added with before a series is chosen."""


class YearActions(Place):
    """A place that shows a year in `view`, with a day under the cursor."""

    view = "year"
    facts: YearFacts | None = None

    def under_cursor(self) -> date:
        """The day that the cursor stands on."""
        raise NotImplementedError

    async def action_add(self) -> None:
        """A new sitting, on the day under the cursor where one is chosen."""
        from meetingtui.tui.dialogs.new_sitting import NewSittingDialog

        office = cast("Office", self.office)
        on = None if self.view == "year" else datetime.combine(self.under_cursor(), USUAL)
        await self.app.push_screen(NewSittingDialog(self, office.registry(), on=on), self._added)

    def _added(self, sitting: SessionView | None) -> None:
        if sitting is not None:
            self.meeting_app.told(_("已新增 {number}。").format(number=sitting.number))

    def action_plan(self) -> None:
        """Draft what is missing in the year."""
        jumps.open_plan(self, self.year)

    def action_check(self) -> None:
        """What the year breaks."""
        jumps.open_year_check(self, self.year)

    def action_replan(self) -> None:
        """What has to move after something came between."""
        jumps.open_replan(self, self.year)

    def action_taken_days(self, shelf: str) -> None:
        """The days that plans go round: the council's, or those of chairs and rooms."""
        jumps.open_taken_days(self, shelf)

    def action_export_ics(self) -> None:
        """Calendar files of the year."""
        from meetingtui.tui.dialogs.export_year import ExportYear

        facts = self.facts
        ids = [one.id for one in facts.sittings if one.year == facts.year] if facts is not None else []
        if not ids:
            self.meeting_app.told(_("這一年還沒有場次可以匯出：按 g 編排全年。"))
            return
        self.app.push_screen(ExportYear(self, self.year, ids))

    def action_close_day(self) -> None:
        """Register a closure of the day under the cursor, and give its sittings new dates."""
        from meetingtui.tui.dialogs.closure import ClosureDialog

        self.app.push_screen(ClosureDialog(self, self.under_cursor(), choose_day=self.view == "year"))

    def action_reopen_day(self) -> None:
        """Take the closures of the day under the cursor back."""
        from meetingtui.services import calendar
        from meetingtui.tui.dialogs.ask import YesNo

        office, day = cast("Office", self.office), self.under_cursor()
        found = [one for one in calendar.closures(office, day.year) if one.day == day.isoformat()]
        if not found:
            self.meeting_app.told(_("{day}沒有停班登記。").format(day=show_date(day)))
            return
        question = _("撤銷{day}的停班登記？場次日期不會改回。").format(day=show_date(day))
        self.app.push_screen(YesNo(question, _("撤銷停班")), partial(self._reopen, [one.id for one in found]))

    def _reopen(self, closure_ids: list[int], agreed: bool | None) -> None:
        from meetingtui.services import calendar

        for closure_id in closure_ids if agreed else ():
            self.carry_out(partial(calendar.reopen, cast("Office", self.office), closure_id))

    def action_import_calendar(self) -> None:
        """Import an official office calendar, with a preview."""
        from meetingtui.tui.dialogs.office_calendar_import import OfficeCalendarImport

        self.app.push_screen(OfficeCalendarImport(self))
