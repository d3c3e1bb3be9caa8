"""What was typed and not saved when the program last ended: to go on with, to compare, or to drop."""

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
from meetingtui.domain.minutes import DECISION_WORDS, DecisionKind
from meetingtui.domain.text_versions import diff, is_changed
from meetingtui.language import N_, _
from meetingtui.services.drafts import KIND_WORDS, DraftView
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.tui.place import Page

COLUMNS = (
    ListColumn("at", N_("輸入時間"), 16, importance=8),
    ListColumn("number", N_("場次"), 16, importance=9),
    ListColumn("title", N_("內容"), 20, importance=10, grow=2),
    ListColumn("note", N_("注意"), 12, importance=6),
)


WRITTEN = ("text", "decision", "matter", "explanation", "proposal")
"""The fields of a draft that are read here; others of a form are seen when it is opened."""


class PendingDrafts(Dialog[DraftView]):
    """Closes with the draft to go on with; dropping takes effect at once, after a question."""

    HELP = N_(
        "上次結束時（或斷電前）輸入而沒有儲存的內容。Enter 接著編輯，c 與已存的比對，Del 捨棄；"
        "Esc 以後再說，內容仍留存，下次開啟時再問。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,space", "compare", N_("比對"), id="drafts.compare", tooltip=N_("與已存的內容比對")),
        Binding("delete,d", "drop", N_("捨棄"), id="drafts.drop", tooltip=N_("捨棄這一份輸入")),
    ]
    DEFAULT_CSS = """
    PendingDrafts > .dialog--box { width: 96%; }
    PendingDrafts RecordList { height: auto; min-height: 3; max-height: 8; }
    PendingDrafts VerticalScroll { height: auto; max-height: 10; margin-top: 1; }
    """

    def __init__(self, page: Page[Any], found: Sequence[DraftView]) -> None:
        super().__init__()
        self._page = page
        self._found = list(found)

    def heading(self) -> Content:
        return shown(_("尚未儲存的輸入：{count}份").format(count=len(self._found)))

    def body(self) -> ComposeResult:
        yield RecordList(COLUMNS, markable=False, sortable=False, footer=False, empty=N_("沒有尚未儲存的輸入。"))
        with VerticalScroll(can_focus=False):
            yield Static("", id="draft")

    def on_mount(self) -> None:
        """The cursor stands on the first draft."""
        self.query_one(RecordList).focus()
        self._show()

    def _show(self) -> None:
        self.query_one(RecordList).show(Rows([_row(one) for one in self._found]))

    def _in_hand(self) -> DraftView | None:
        row = self.query_one(RecordList).current
        return next((one for one in self._found if row is not None and one.id == row.id), None)

    @on(RecordList.Highlighted)
    def _tell(self) -> None:
        one = self._in_hand()
        self.query_one("#draft", Static).update(shown(_written(one.texts) if one else ""))

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        event.stop()
        one = self._in_hand()
        if one is not None and one.gone:
            self.query_one("#draft", Static).update(
                shown(
                    _("這一案已不存在，無法接續。可在此複製內容，或捨棄。\n\n{text}").format(text=_written(one.texts))
                )
            )
        elif one is not None:
            self._go_on_with(one)

    def _go_on_with(self, one: DraftView) -> None:
        from meetingtui.services import drafts
        from meetingtui.services.office import Office

        if isinstance(self._page.office, Office):
            self._page.fetch(partial(drafts.take_over, self._page.office, one), self._taken_over)

    def _taken_over(self, one: DraftView) -> None:
        self.dismiss(one)

    def action_compare(self) -> None:
        """Show what differs from what is saved."""
        one = self._in_hand()
        if one is None:
            return
        lines = diff(_written(one.stored), _written(one.texts))
        text = "\n".join(f"{line.sign} {line.text}" for line in lines if line.text or line.sign != " ")
        head = _("- 是已存的，+ 是尚未儲存的輸入：") if is_changed(lines) else _("與已存的內容相同。")
        self.query_one("#draft", Static).update(shown(f"{head}\n{text}"))

    def action_drop(self) -> None:
        """Forget the draft under the cursor, when she is sure."""
        one = self._in_hand()
        if one is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._drop(one)

        self.app.push_screen(
            YesNo(_("捨棄「{title}」尚未儲存的輸入？捨棄後無法復原。").format(title=one.title)), answered
        )

    def _drop(self, one: DraftView) -> None:
        from meetingtui.services import drafts
        from meetingtui.services.office import Office

        if isinstance(self._page.office, Office):
            self._page.fetch(partial(drafts.drop, self._page.office, one), lambda _none: None)
        self._found.remove(one)
        if self._found:
            self._show()
        else:
            self.dismiss(None)


def _row(one: DraftView) -> Row:
    notes = [_("已刪除")] if one.gone else [_("已被他人更新")] if one.overtaken else []
    notes += [_("已核定")] if one.locked else []
    title = shown_line("　".join(filter(None, (one.place, one.title)))).plain or _(KIND_WORDS.get(one.kind, "議程"))
    return Row(one.id, (show_moment(unstamp(one.at), "dot"), one.number, title, _("、").join(notes)),
               "warning" if notes else "")  # fmt: skip


def _written(texts: dict[str, str]) -> str:
    """The fields of a draft one below the other."""
    parts = []
    kind = texts.get("decision_kind", "")
    word = _(DECISION_WORDS[DecisionKind(kind)]) if kind in set(DecisionKind) else _("決議")
    for name, text in texts.items():
        if text and name in WRITTEN:
            parts.append(_("{word}：{text}").format(word=word, text=text) if name == "decision" else text)
    return "\n".join(parts)
