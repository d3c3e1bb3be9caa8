"""What a calendar file would change: answers to invites, or busy times of a chair or a room; seen, then stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from meetingtui.dates.showing import show_edges
from meetingtui.domain.errors import Refusal
from meetingtui.domain.guests import REPLY_WORDS
from meetingtui.domain.registry import Registry
from meetingtui.language import N_, _
from meetingtui.services import blackouts, replies
from meetingtui.services.calendar_files import Incoming
from meetingtui.tui import sitting_words
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import FormDialog, Values
from meetingtui.tui.dialogs.registry_form import yes_or_no
from meetingtui.tui.dialogs.sitting_dialog import text_of
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.field import Field
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

ANSWERS = (
    ListColumn("number", N_("場次"), 16, importance=9),
    ListColumn("who", N_("回覆者"), 14, importance=8, grow=1),
    ListColumn("before", N_("原登記"), 8, importance=4),
    ListColumn("reply", N_("回覆"), 8, importance=10),
    ListColumn("state", N_("處理"), 20, importance=7, grow=2),
)
TIMES = (
    ListColumn("what", N_("處理"), 6, importance=9),
    ListColumn("when", N_("時間"), 30, importance=8),
    ListColumn("text", N_("內容"), 20, importance=7, grow=1),
)


class CalendarImport(FormDialog[int]):
    """A form over a preview; closes with how many rows were changed."""

    CSS_PATH = "import_ics.tcss"
    COLUMNS: tuple[ListColumn, ...] = ANSWERS
    EMPTY = N_("檔案裡沒有可以採用的內容。")

    def __init__(self, page: Page[Any], came: Incoming) -> None:
        self.came = came
        self.rows = RecordList(self.COLUMNS, markable=False, sortable=False, empty=self.EMPTY, id="rows")
        super().__init__(page, keep=came.name)

    def body(self) -> ComposeResult:
        yield Static(shown(self.facts()), classes="dialog--facts")
        yield self.form
        yield self.rows
        yield Static("", classes="dialog--broken")
        yield Static("", classes="dialog--error")

    def tell(self, sentence: str, *, fine: bool) -> None:
        """Sum the preview up below it."""
        where = self.query_one(".dialog--broken", Static)
        where.set_class(fine, "-fine")
        where.update(shown(sentence))


class ImportReplies(CalendarImport):
    """Who comes and who does not, as they answered an invite."""

    HELP: ClassVar[str] = N_(
        "列出檔案裡的每一則回覆與處理方式；只有「將登記」的會存入。"
        "回覆改期前版本的不採用，請重新發送邀請。Ctrl+S 採用，Esc 取消。"
    )

    def __init__(self, page: Page[Any], came: Incoming, found: replies.Preview) -> None:
        self.found = found
        super().__init__(page, came)

    def heading(self) -> Content:
        return shown_line(_("匯入出席回覆：{file}").format(file=self.came.name))

    def facts(self) -> str:
        """What to press."""
        return _("按 Ctrl+S 採用「將登記」的回覆，Esc 取消。")

    def fields(self) -> Sequence[Field]:
        return ()

    def on_mount(self) -> None:
        """Show every answer."""
        super().on_mount()
        self.rows.show(Rows([_answer(number, one) for number, one in enumerate(self.found.answers)]))
        self.set_focus(self.rows)
        changes = len(self.found.changes)
        self.tell(_("將登記{count}則回覆。").format(count=changes), fine=bool(changes))

    def saving(self, values: Values) -> Callable[[], int]:
        assert not values  # noqa: S101 - there is nothing to fill in
        return lambda: len(replies.accept(self.office, self.found))


def _answer(number: int, one: replies.Answer) -> Row:
    reply = _(REPLY_WORDS.get(one.reply, one.reply))
    if one.delegated_to:
        reply = f"{reply} {one.delegated_to}"
    texts = (one.number, one.name or one.email, _(REPLY_WORDS.get(one.before, one.before)), reply,
             " ".join(part for part in (replies.state_words(one), one.comment) if part))  # fmt: skip
    return Row(number, texts, "success" if one.state == "new" else "muted")


class ImportBusy(CalendarImport):
    """Times at which a chair or a room is taken; never what for."""

    COLUMNS = TIMES
    EMPTY = N_("選好是誰的或哪個場地的，就會列出忙碌時段。")
    HELP: ClassVar[str] = N_(
        "忙碌時段只記「何時有事」，不記內容。先指明屬於哪一位主持人，或哪一個場地（擇一），下方列出會新增的時段與撞期的場次。"
        "標為暫定的時段略過，選「含暫定」則計入。Ctrl+S 採用，Esc 取消。"
    )

    def __init__(self, page: Page[Any], came: Incoming, registry: Registry) -> None:
        self.registry = registry
        super().__init__(page, came)

    def heading(self) -> Content:
        return shown_line(_("匯入忙碌時段：{file}").format(file=self.came.name))

    def facts(self) -> str:
        """What is needed."""
        return _("這些時段屬於誰？主持人與場地擇一。")

    def fields(self) -> Sequence[Field]:
        return (
            ChoiceField("chair", _("主持人"), choices.posts(self.registry), placeholder=_("職務或姓名")),
            ChoiceField("room", _("場地"), choices.rooms(self.registry), free=True, placeholder=_("或場地名稱")),
            yes_or_no("tentative", _("含暫定"), value=False),
        )

    def edited(self, field: Field) -> None:
        """Another chair or room: look again."""
        if field.display:
            self.page.fetch(partial(self._seen, self.form.values), self._show, desk=f"dialog {id(self)}")

    def _seen(self, values: Values) -> blackouts.Preview | Refusal:
        try:
            return self._preview(values)
        except Refusal as refusal:
            return refusal

    def _preview(self, values: Values) -> blackouts.Preview:
        chair, room = text_of(values["chair"]), text_of(values["room"])
        if bool(chair) == bool(room):
            raise Refusal(_("請指明忙碌時段屬於哪一位主持人，或哪一個場地，擇一。"))
        return blackouts.preview(
            self.office, self.came.data, chair=chair, room=room, filename=self.came.name,
            tentative=values["tentative"] is True,
        )  # fmt: skip

    def _show(self, seen: blackouts.Preview | Refusal) -> None:
        if not self.is_attached:
            return
        if isinstance(seen, Refusal):
            self.rows.show(Rows())
            self.tell(str(seen), fine=False)
            return
        self.rows.show(Rows(busy_rows(seen)))
        self.tell(busy_summary(seen), fine=not seen.hit)

    def saving(self, values: Values) -> Callable[[], int]:
        return lambda: blackouts.accept(self.office, self._preview(values))


def busy_summary(seen: blackouts.Preview) -> str:
    """What a calendar would change, counted."""
    text = _("新增{added}筆，已有{known}筆，略過{skipped}筆，撞期{hit}場。").format(
        added=len(seen.added), known=seen.known, skipped=len(seen.skipped), hit=len(seen.hit)
    )
    return text + (_("移除{count}筆。").format(count=len(seen.removed)) if seen.removed else "")


def busy_rows(seen: blackouts.Preview) -> list[Row]:
    """The sittings that it runs into first, then what comes and goes, then what is left out and why."""
    hit = [
        Row(f"h{one.id}", (_("撞期"), sitting_words.span(one), sitting_words.title(one)), "error") for one in seen.hit
    ]
    added = [Row(f"a{n}", (_("新增"), _span(start, end), seen.who)) for n, (start, end) in enumerate(seen.added)]
    removed = [
        Row(f"r{one.id}", (_("移除"), _span(*map(datetime.fromisoformat, (one.start, one.end))), one.source), "warning")
        for one in seen.removed
    ]  # fmt: skip
    skipped = [Row(f"s{n}", (_("略過"), "", f"{one.what} {one.reason}"), "muted") for n, one in enumerate(seen.skipped)]
    return [*hit, *added, *removed, *skipped]


def _span(start: datetime, end: datetime) -> str:
    begins, ends = show_edges(start, end)
    return begins if begins == ends else f"{begins}–{ends}"
