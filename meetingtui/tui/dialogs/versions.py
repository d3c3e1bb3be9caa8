"""The versions of minutes, and how each differs from what they say now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from meetingtui.dates.clock import unstamp
from meetingtui.dates.showing import show_moment
from meetingtui.domain.text_versions import DiffLine, is_changed
from meetingtui.language import N_, _
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.services.minutes_versions import VersionView
    from meetingtui.tui.place import Page

COLUMNS = (
    ListColumn("version", N_("版本"), 4, importance=9, numeric=True),
    ListColumn("at", N_("時間"), 16, importance=8),
    ListColumn("verb", N_("原因"), 8, importance=8),
    ListColumn("who", N_("誰"), 8, importance=4),
    ListColumn("reason", N_("理由"), 12, importance=6, grow=2),
    ListColumn("hash", N_("驗證碼"), 12, importance=3),
)
NOW = 0


class Versions(Dialog[None]):
    """Enter compares the version under the cursor with what the minutes say now, Space with the version before."""

    HELP = N_(
        "送核、核定、重啟時各留一個版本，不會更動。Enter 與現在的內容比對，空白鍵與前一版比對；+ 是後來的，- 是原來的。"
        "驗證碼是內容的雜湊值開頭，標「不符」表示資料庫外被動過。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "with_before", N_("與前版比對"), id="versions.before", tooltip=N_("與前一個版本比對")),
    ]
    DEFAULT_CSS = """
    Versions > .dialog--box { width: 96%; height: 90%; }
    Versions RecordList { height: 8; }
    Versions VerticalScroll { height: 1fr; border-top: solid $border-blurred; }
    """

    def __init__(self, page: Page[Any], sitting_id: int, found: Sequence[VersionView]) -> None:
        super().__init__()
        self._page = page
        self._sitting_id = sitting_id
        self._found = found

    def heading(self) -> Content:
        return shown(_("紀錄的版本"))

    def body(self) -> ComposeResult:
        yield RecordList(COLUMNS, markable=False, sortable=False, footer=False)
        with VerticalScroll(can_focus=True):
            yield Static("", id="differences")

    def on_mount(self) -> None:
        """The cursor stands on the newest version."""
        table = self.query_one(RecordList)
        table.show(Rows([_row(one) for one in self._found]), cursor=len(self._found) - 1)
        table.focus()

    @on(RecordList.Opened)
    def _with_now(self, event: RecordList.Opened) -> None:
        event.stop()
        self._compare(int(event.id), NOW)

    def action_with_before(self) -> None:
        """Against the version before."""
        row = self.query_one(RecordList).current
        if row is not None and int(row.id) > 1:
            self._compare(int(row.id) - 1, int(row.id))

    def _compare(self, before: int, after: int) -> None:
        from meetingtui.services import minutes_versions
        from meetingtui.services.office import Office

        office = self._page.office
        if isinstance(office, Office):
            call = partial(minutes_versions.compare, office, self._sitting_id, before, after)
            self._page.fetch(call, self._show, desk="versions")

    def _show(self, lines: list[DiffLine]) -> None:
        if not self.is_attached:
            return
        text = _("兩者內容相同。") if not is_changed(lines) else ""
        parts: list[Content] = [shown_line(text)] if text else []
        place = None
        for line in lines if not text else ():
            if line.sign == " ":
                continue
            if line.place != place:
                place = line.place
                parts.append(shown_line(place).stylize("bold"))
            look = "$text-error" if line.sign == "-" else "$text-success"
            parts.append(shown_line(f"{line.sign} {line.text}").stylize(look))
        self.query_one("#differences", Static).update(Content("\n").join(parts))


def _row(one: VersionView) -> Row:
    from meetingtui.services.minutes_versions import VERB_WORDS

    code = one.hash[:12] if one.intact else _("不符")
    verb = _(VERB_WORDS.get(one.verb, one.verb)) + (_("（現在）") if one.current else "")
    at = show_moment(unstamp(one.at), "dot")
    return Row(one.version, (str(one.version), at, verb, one.who, one.reason, code), "" if one.intact else "error")
