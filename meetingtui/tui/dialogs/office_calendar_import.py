"""Import of an official office calendar: what it changes and which sittings it hits are seen before it is stored."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from meetingtui.dates.office_calendar import DayStatus
from meetingtui.dates.showing import show_date, show_year
from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.services import calendar, files
from meetingtui.services.calendar import Import
from meetingtui.tui import sitting_words
from meetingtui.tui.dialogs.dialog import Dialog, answer_of
from meetingtui.tui.dialogs.path_field import PathField
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.services.office import Office

MOST_OCTETS = 2_000_000
CHANGES = (
    ListColumn("day", N_("日期"), 19, importance=9),
    ListColumn("was", N_("原為"), 14, importance=6, grow=1),
    ListColumn("now", N_("改為"), 14, importance=8, grow=1),
    ListColumn("hit", N_("受影響的場次"), 18, importance=7, grow=3),
)


class OfficeCalendarImport(Dialog[Import]):
    """Enter shows what a file changes, Enter again stores it; closes with what was stored."""

    CSS_PATH = "office_calendar_import.tcss"
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

    def __init__(self, page: Page[Any]) -> None:
        super().__init__()
        self.page = page
        self.incoming: Import | None = None
        self._path = PathField("path", _("檔案"), suffixes=(".csv",), placeholder=_("CSV 檔的路徑"))
        self._issued = DateField("issued", _("發布日期"), near=page.office.clock.today(), placeholder=_("可不填"))
        self._changes = RecordList(
            CHANGES, markable=False, sortable=False, empty=N_("輸入檔案後按 Enter，這裡列出變更的日子。"), id="changes"
        )

    @property
    def office(self) -> Office:
        """What services are asked with."""
        return cast("Office", self.page.office)

    def heading(self) -> Content:
        return shown(_("匯入官方辦公日曆"))

    def body(self) -> ComposeResult:
        yield self._path
        yield self._issued
        yield Static(id="office-calendar--summary")
        yield self._changes
        yield Static("", classes="dialog--error")

    def on_mount(self) -> None:
        """The cursor stands in the path."""
        self._path.focus_entry()

    @on(Field.Edited)
    def _edited(self, event: Field.Edited) -> None:
        """Another file or date is previewed anew."""
        event.stop()
        self.incoming = None
        self.say("")

    @on(Input.Submitted)
    @on(RecordList.Opened)
    def _enter(self, event: Input.Submitted | RecordList.Opened) -> None:
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """Preview what is typed, or store what was previewed."""
        wrong = [field for field in (self._path, self._issued) if not field.check()]
        if wrong:
            wrong[0].focus_entry()
        elif self.incoming is None:
            call = partial(_preview, self.office, self._path.value, self._issued.value)
            self.page.fetch(partial(answer_of, call), self._previewed, desk=f"office calendar {id(self)}")
        else:
            store = partial(calendar.accept, self.office, self.incoming)
            self.page.fetch(partial(answer_of, store), self._accepted, desk=f"office calendar {id(self)}")

    def _previewed(self, answer: Import | Refusal) -> None:
        if not self.is_attached:
            return
        if isinstance(answer, Refusal):
            self.say(str(answer))
            self._path.focus_entry()
            return
        self.incoming = answer
        self._changes.empty = N_("與現有的辦公日曆相同，沒有變更的日子。")
        self._changes.show(Rows([_row(answer, *change) for change in answer.changes]))
        text = _("{year}：變更{days}日，影響{hit}場。再按 Enter 匯入，Esc 取消。")
        self.query_one("#office-calendar--summary", Static).update(
            shown(text.format(year=show_year(answer.issue.year), days=len(answer.changes), hit=len(answer.hit)))
        )

    def _accepted(self, answer: Refusal | None) -> None:
        if isinstance(answer, Refusal):
            self.say(str(answer))
            return
        self.page.meeting_app.records_changed()
        if self.incoming is not None:
            year, hit = show_year(self.incoming.issue.year), len(self.incoming.hit)
            text = _("已匯入{year}辦公日曆；受影響的{hit}場在行事曆以「!」標示，請改期。按 u 可復原。")
            self.page.meeting_app.told(text.format(year=year, hit=hit))
        self.dismiss(self.incoming)


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
