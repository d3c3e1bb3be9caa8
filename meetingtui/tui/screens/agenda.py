"""議程: the points of a sitting in the order of the paper, with their numbers and the time they take."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from meetingtui.domain.agenda import Agenda, AgendaItemView, ItemKind
from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import agenda_words
from meetingtui.tui.gate import shown_line
from meetingtui.tui.sitting_part import PART_KEYS, RULINGS_KEY, SittingPart
from meetingtui.tui.widgets.detail import Detail
from meetingtui.tui.widgets.record_list import RecordList, Rows

if TYPE_CHECKING:
    from meetingtui.services.agenda_templates import TemplateView
    from meetingtui.services.office import Office

WIDE = 110
"""Cells from which on the list and the point under the cursor stand side by side."""


class Seen(NamedTuple):
    """What one read answers."""

    sitting: SessionView
    agenda: Agenda


def _read(office: Office, sitting_id: int) -> Seen:
    from meetingtui.services import agenda, sessions

    return Seen(sessions.show(office, sitting_id), agenda.of(office, sitting_id))


class AgendaPage(SittingPart):
    """The points by kind; the one under the cursor beside or below them."""

    CSS_PATH = "agenda.tcss"
    PART = "agenda"
    READ = staticmethod(_read)
    HELP: ClassVar[str] = N_(
        "一場會議的議程，依公文順序分類編號。第一次開啟時自動草擬：確認上次紀錄、列管事項、延來與機關提報的議案、範本。"
        "n 新增，Enter 修改，Ctrl 加上下鍵調整順序，o 延至下次，d 複製，+ 列入待排議案，g 補上尚缺的，T 範本。"
        "上方是預定時間與會議時間的比較。t 簽到、w 紀錄、v 預覽與列印。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f9", "add", N_("新增"), id="agenda.add", tooltip=N_("新增一案")),
        Binding("o,ctrl+o", "postpone", N_("延期"), id="agenda.postpone", tooltip=N_("延至下次會議，由下次議程帶入")),
        Binding("ctrl+up,K", "shift(-1)", N_("上移"), id="agenda.up", tooltip=N_("與同類的上一案對調")),
        Binding("ctrl+down,J", "shift(1)", N_("下移"), id="agenda.down", show=False, tooltip=N_("與同類的下一案對調")),
        Binding("d,ctrl+d", "duplicate", N_("複製"), id="agenda.duplicate", tooltip=N_("在其後再列一份")),
        Binding("x,delete,ctrl+x", "remove", N_("刪除"), id="agenda.remove", tooltip=N_("由議程刪除這一案")),
        Binding(
            "g,ctrl+g", "draft", N_("草擬"), id="agenda.draft", tooltip=N_("補上尚缺的：上次紀錄、列管、待排、範本")
        ),
        Binding("plus,ctrl+n", "take", N_("待排"), id="agenda.take", tooltip=N_("選擇待排的議案列入")),
        Binding("T,ctrl+t", "templates", N_("範本"), id="agenda.templates", tooltip=N_("這個會議別的議程範本")),
        *PART_KEYS,
        RULINGS_KEY,
    ]

    seen: Seen | None = None
    _drafted = False
    _wanted: int | None = None

    def body(self) -> ComposeResult:
        yield Static("", id="time")
        with Horizontal(id="agenda--parts"):
            yield RecordList(
                agenda_words.COLUMNS, markable=False, sortable=False, id="items",
                empty=N_("議程還是空的。按 n 新增一案，或按 g 依列管、待排與範本草擬。"),
            )  # fmt: skip
            yield Detail(id="item", empty=N_("沒有選取任何一案。"))

    def on_mount(self) -> None:
        """The cursor stands in the list."""
        self.set_focus(self.items)
        self.on_resize()
        super().on_mount()

    def on_resize(self) -> None:
        """Side by side where there is room."""
        self.set_class(self.app.size.width < WIDE, "-narrow")

    @property
    def items(self) -> RecordList:
        """The list of points."""
        return self.query_one("#items", RecordList)

    # ----- what is shown

    def _show(self, seen: Seen) -> None:
        first, self.seen = self.seen is None, seen
        agenda = seen.agenda
        self.head(seen.sitting)
        time = self.query_one("#time", Static)
        waiting = _("；待排{count}案，按 + 列入").format(count=agenda.waiting) if agenda.waiting else ""
        time.update(shown_line(agenda_words.time_sentence(agenda) + waiting))
        time.set_class(bool(agenda.over), "-over")
        at, wanted = self.items.cursor, self._wanted
        if wanted is None and first:
            wanted = self.asked.get("item", self.asked.get("typing"))
        current = self.items.current
        rows = agenda_words.rows(agenda)
        if wanted is None and current is not None:
            wanted = current.id if isinstance(current.id, int) else None
        places = [number for number, row in enumerate(rows) if row.id == wanted]
        self.items.show(Rows(rows), cursor=places[0] if places else at)
        self._wanted = None
        self._tell_item()
        if first and "typing" in self.asked:
            self.call_next(self._go_on_typing, self.asked["typing"])
        elif first and not agenda.items and seen.sitting.status in OPEN and not self.whole_office.read_only:
            self.action_draft()

    @on(RecordList.Highlighted, "#items")
    def _tell_item(self) -> None:
        one = self.item
        self.query_one("#item", Detail).show(agenda_words.pairs(one) if one else ())

    @property
    def item(self) -> AgendaItemView | None:
        """The point under the cursor."""
        row = self.items.current
        items = self.seen.agenda.items if self.seen else ()
        return next((one for one in items if row is not None and one.id == row.id), None)

    def _in_hand(self) -> AgendaItemView | None:
        one = self.item
        if one is None:
            self.meeting_app.told(_("請先選一案。"))
        return one

    # ----- what can be done

    async def action_add(self) -> None:
        """A new point, of the kind under the cursor."""
        from meetingtui.tui.dialogs.agenda_item import AgendaItemDialog, blank

        one = self.item
        typed = {ItemKind.REPORT, ItemKind.DISCUSSION, ItemKind.MOTION, ItemKind.CASE}
        kind = one.kind if one is not None and one.kind in typed else ItemKind.DISCUSSION
        await self.app.push_screen(AgendaItemDialog(self, self.sitting_id, blank(kind)), self._added)

    async def _go_on_typing(self, item_id: int) -> None:
        """Open the form in which something was typed and not saved."""
        if item_id == agenda_words.NEW_POINT:
            await self.action_add()
        else:
            await self._open_item()

    @on(RecordList.Opened, "#items")
    async def _open(self, event: RecordList.Opened) -> None:
        event.stop()
        await self._open_item()

    async def _open_item(self) -> None:
        from meetingtui.services import agenda
        from meetingtui.tui.dialogs.agenda_item import AgendaItemDialog

        one = self._in_hand()
        if one is not None:
            form = agenda.form(self.whole_office, one.id)
            await self.app.push_screen(AgendaItemDialog(self, self.sitting_id, form, one), self._added)

    def _added(self, one: AgendaItemView | None) -> None:
        if one is not None:
            self._wanted = one.id
            self.meeting_app.told(_("已存入「{matter}」。").format(matter=one.matter))
            self.reload()

    def action_shift(self, by: int) -> None:
        """Change places with its neighbour of the same kind."""
        from meetingtui.services import agenda

        one = self._in_hand()
        if one is not None:
            self._wanted = one.id
            self.carry_out(partial(agenda.shift, self.whole_office, one.id, by))

    def action_postpone(self) -> None:
        """To the next sitting."""
        from meetingtui.services import agenda

        one = self._in_hand()
        if one is not None:
            told = _("「{matter}」已延至下次會議，下次草擬議程時帶入。").format(matter=one.matter)
            call = partial(agenda.postpone, self.whole_office, one.id)
            self.carry_out(call, lambda _waiting: self.meeting_app.told(told))

    def action_duplicate(self) -> None:
        """The same point a second time."""
        from meetingtui.services import agenda

        one = self._in_hand()
        if one is not None:
            self.carry_out(partial(agenda.duplicate, self.whole_office, one.id), self._duplicated)

    def _duplicated(self, copy: AgendaItemView) -> None:
        self._wanted = copy.id
        self.reload()

    def action_remove(self) -> None:
        """Take it off."""
        from meetingtui.services import agenda

        one = self._in_hand()
        if one is not None:
            told = _("已刪除「{matter}」。按 u 復原。").format(matter=one.matter)
            self.carry_out(partial(agenda.remove, self.whole_office, one.id), lambda _none: self.meeting_app.told(told))

    def action_draft(self) -> None:
        """Add what is open and not on it yet."""
        from meetingtui.services import agenda

        self.carry_out(partial(agenda.draft, self.whole_office, self.sitting_id), self._was_drafted)

    def _was_drafted(self, agenda: Agenda) -> None:
        added = len(agenda.items) - (len(self.seen.agenda.items) if self.seen else 0)
        if added > 0:
            self.meeting_app.told(_("已草擬{count}案。按 u 復原。").format(count=added))
        elif self._drafted:
            self.meeting_app.told(_("沒有尚未列入的事項。"))
        self._drafted = True
        self.reload()

    def action_take(self) -> None:
        """Choose from what waits."""
        from meetingtui.services import agenda

        if self.seen is not None:
            sitting = self.seen.sitting
            self.fetch(
                partial(agenda.waiting, self.whole_office, sitting.series, sitting.track or ""), self._waiting_read
            )

    def _waiting_read(self, items: list[AgendaItemView]) -> None:
        from meetingtui.tui.dialogs.agenda_lists import Waiting

        self.app.push_screen(Waiting(items), self._take)

    def _take(self, ids: list[int] | None) -> None:
        from meetingtui.services import agenda

        for one in ids or ():
            self.carry_out(partial(agenda.take, self.whole_office, self.sitting_id, one))

    def action_templates(self) -> None:
        """The template of the series."""
        from meetingtui.services import agenda_templates
        from meetingtui.tui.dialogs.agenda_lists import Templates

        seen = self.seen
        if seen is None:
            return

        def show(found: list[TemplateView]) -> None:
            self.app.push_screen(Templates(self, seen.agenda, seen.sitting.series, found))

        self.fetch(partial(agenda_templates.of, self.whole_office, seen.sitting.series), show)
