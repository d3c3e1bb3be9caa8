"""Action items as a file of tasks, kept in the usual folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.language import _
from meetingtui.tui import count_files

if TYPE_CHECKING:
    from meetingtui.domain.actions import ActionFilter
    from meetingtui.services.office import Office


class TaskReport(NamedTuple):
    """The items of a list that have a day, as tasks for calendars."""

    office: Office
    asked: ActionFilter

    def file_name(self, ending: str) -> str:
        """County and what it is."""
        return count_files.safe(_("{county}列管待辦").format(county=self.office.county_name), ending)

    def save(self, path: Path, *, force: bool = False) -> count_files.Saved | None:
        """As `count_files.Report.save`. Raises NoTasks."""
        from meetingtui.services import tasks
        from meetingtui.services.table_files import Made

        made = tasks.prepare(self.office, self.asked)
        (data,) = made.files.values()
        what = _("列管待辦檔 {count}項").format(count=len(made.items))
        return count_files.keep(self.office, path, Made(data), what, force=force)
