"""Import of an official office calendar: what it changes and which sittings it hits are seen before it is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from meetingtui.dates.office_calendar import DayStatus
from meetingtui.dates.showing import show_date, show_year
from meetingtui.language import N_, _
from meetingtui.services import calendar, files
from meetingtui.services.calendar import Import
from meetingtui.tui import sitting_words
from meetingtui.tui.dialogs.path_field import PathField
from meetingtui.tui.dialogs.previewed_file import PreviewedFile
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from meetingtui.services.office import Office

MOST_OCTETS = 2_000_000
CHANGES = (
    ListColumn("day", N_("日期"), 19, importance=9),
    ListColumn("was", N_("原為"), 14, importance=6, grow=1),
    ListColumn("now", N_("改為"), 14, importance=8, grow=1),
    ListColumn("hit", N_("受影響的場次"), 18, importance=7, grow=3),
)


class OfficeCalendarImport(PreviewedFile[Import, Import]):
    """Enter shows what a file changes, Enter again stores it; closes with what was stored."""

    HELP = N_(
        "輸入或貼上官方「政府行政機關辦公日曆表」CSV 檔的路徑，Enter 預覽變更與受影響的場次，再按 Enter 匯入。"
        "發布日期可不填；填了就能分辨新舊版本。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,ctrl+s", "go_on", N_("預覽／匯入"), id="office_calendar.go_on",
            tooltip=N_("先預覽，再按一次匯入"),
        ),
    ]  # fmt: skip
    COLUMNS = CHANGES
    EMPTY = N_("輸入檔案後按 Enter，這裡列出變更的日子。")
    UNCHANGED = N_("與現有的辦公日曆相同，沒有變更的日子。")

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page)
        self.path = PathField("path", _("檔案"), suffixes=(".csv",), placeholder=_("CSV 檔的路徑"))
        self._issued = DateField("issued", _("發布日期"), near=page.office.clock.today(), placeholder=_("可不填"))
        self.details = (self._issued,)

    def heading(self) -> Content:
        return shown(_("匯入官方辦公日曆"))

    def reading(self) -> Callable[[], Import]:
        return partial(_preview, self.office, self.path.value, self._issued.value)

    def listed(self, preview: Import) -> tuple[str, list[Row]]:
        text = _("{year}：變更{days}日，影響{hit}場。再按 Enter 匯入，Esc 取消。")
        year, days, hit = show_year(preview.issue.year), len(preview.changes), len(preview.hit)
        return text.format(year=year, days=days, hit=hit), [_row(preview, *change) for change in preview.changes]

    def take_over(self, preview: Import) -> None:
        """Store the calendar."""
        self.store(partial(_accept, self.office, preview))

    def stored(self, answer: Import) -> None:
        """Tells which sittings have to move, and closes with what was stored."""
        text = _("已匯入{year}辦公日曆；受影響的{hit}場在行事曆以「!」標示，請改期。按 u 可復原。")
        self.page.meeting_app.told(text.format(year=show_year(answer.issue.year), hit=len(answer.hit)))
        self.dismiss(answer)


def _accept(office: Office, incoming: Import) -> Import:
    calendar.accept(office, incoming)
    return incoming


def _preview(office: Office, path: str, issued: date | None) -> Import:
    return calendar.preview(
        office, files.read(path, MOST_OCTETS), path.replace("\\", "/").rpartition("/")[2], issued=issued
    )


def _row(incoming: Import, day: date, was: DayStatus, now: DayStatus) -> Row:
    hit = [sitting_words.title(one) for one in incoming.hit if one.day == day.isoformat()]
    texts = (show_date(day), _status(was), _status(now), _("、").join(hit))
    return Row(day.isoformat(), texts, "error" if hit else "")


def _status(status: DayStatus) -> str:
    word = _("放假") if status.off else _("上班")
    return f"{word} {_(status.label)}" if status.label else word
