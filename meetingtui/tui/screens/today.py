"""今日: what must be done now, and the sittings that come next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from meetingtui.dates.showing import show_date
from meetingtui.domain.errors import Refusal
from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import N_, _, current
from meetingtui.tui import sitting_words
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Place
from meetingtui.tui.sitting_actions import SITTING_KEYS, SittingActions
from meetingtui.tui.widgets.agenda_list import AgendaDay, AgendaList
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.services.office import Office
    from meetingtui.services.today import Due

AHEAD = 60
"""Sittings of the list of what comes next."""
WIDE = 120
"""Cells of the screen from which on both lists stand beside each other."""
DUES = (
    ListColumn("sentence", N_("該辦的事"), 30, importance=9, grow=1),
    ListColumn("day", N_("期限"), 15, importance=7),
)
NEXT = (
    ListColumn("time", N_("時間"), 5, importance=9),
    ListColumn("name", N_("會議別"), 20, importance=9, grow=3),
    ListColumn("track", N_("分區"), 8, importance=4, grow=1),
    ListColumn("chair", N_("主持"), 10, importance=5, grow=1),
    ListColumn("room", N_("地點"), 12, importance=3, grow=1),
    ListColumn("status", N_("狀態"), 9, importance=6),
)

EMPTY = N_("目前沒有該辦的事。")
NOT_PLANNED = N_("還沒有任何場次：按 2 到行事曆，y 選年度，g 編排全年；或按 n 新增一場。")
NOTHING_COMES = N_("今後沒有排定的場次：按 2 到行事曆，y 選年度，g 編排全年。")


class Seen(NamedTuple):
    """What one read of the day answers."""

    today: date
    dues: Sequence[Due]
    coming: Sequence[SessionView]
    any_sitting: bool


class Today(SittingActions, Place):
    """The first place: what is overdue, what is to be sent, what comes this week, which gap runs out."""

    CSS_PATH = "today.tcss"
    HELP: ClassVar[str] = N_(
        "今天該辦的事：逾期未登記、應發的通知、本週的場次、間隔將屆與落後的會議別；旁邊是接下來的場次。"
        "Tab 在兩個清單間移動，Enter 開啟那一場或那個會議別；改期、召開等命令作用於游標所在的場次。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f9", "add", N_("新增"), id="today.add", tooltip=N_("新增一場會議")),
        *SITTING_KEYS,
    ]

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self.seen: Seen | None = None

    def body(self) -> ComposeResult:
        self.set_class(self.app.size.width >= WIDE, "-wide")
        yield Static(id="today--head")
        yield RecordList(DUES, markable=False, sortable=False, footer=False, empty=EMPTY, id="due")
        yield AgendaList(NEXT, markable=False, empty=NOTHING_COMES, id="next")
        yield Static(id="today--note")

    def on_mount(self) -> None:
        """The cursor stands in what must be done."""
        self.set_focus(self.query_one("#due"))
        super().on_mount()

    # ----- reading

    def reload(self) -> None:
        """Read the day; the first time at once, so that the first thing painted is what is due."""
        if self.seen is not None:
            self.fetch(partial(_read, self.whole_office), self._take)
            return
        try:
            self._take(_read(self.whole_office))
        except Refusal as refusal:
            self.refused(refusal)

    def on_resize(self) -> None:
        """Beside each other or below."""
        self.set_class(self.app.size.width >= WIDE, "-wide")

    def _take(self, seen: Seen) -> None:
        self.seen = seen
        due, coming = self.query_one("#due", RecordList), self.query_one("#next", AgendaList)
        text = _("今天{day}：{count}項該辦").format(day=show_date(seen.today), count=len(seen.dues))
        self.query_one("#today--head", Static).update(shown_line(text), layout=False)
        due.empty = EMPTY if seen.any_sitting else NOT_PLANNED
        due.show(Rows(list(_due_rows(seen))), cursor=1 if seen.dues else 0)
        coming.show_days(_days(seen))
        for table in (due, coming):  # before the first layout a list scrolls its cursor to the top, off its heading
            table.scroll_to(y=0, animate=False, force=True)
        if not seen.dues and seen.coming and self.focused is due:
            self.set_focus(coming)

    @on(RecordList.Highlighted, "#due")
    def _note(self, message: RecordList.Highlighted) -> None:
        """The whole sentence under the cursor: the line may be too short for it."""
        due = self._due_of(message.id)
        self.query_one("#today--note", Static).update(shown(due.sentence if due else ""), layout=False)

    # ----- opening and acting

    @on(RecordList.Opened)
    async def _opened(self, message: RecordList.Opened) -> None:
        from meetingtui.tui import jumps

        sitting = self._sitting_of(message.id)
        if sitting is not None:
            await self.open_sitting(sitting)
            return
        due = self._due_of(message.id)
        if due is not None and due.series:
            await jumps.to_series(self.meeting_app, due.series)
        elif due is not None and self.seen is not None:
            await jumps.to_calendar(self.meeting_app, self.seen.today.year + (due.kind == "unplanned"))

    def _due_of(self, row_id: object) -> Due | None:
        seen = self.seen
        if seen is None or not isinstance(row_id, str) or not row_id.startswith("due:"):
            return None
        return seen.dues[int(row_id.removeprefix("due:"))]

    def _sitting_of(self, row_id: object) -> int | None:
        if isinstance(row_id, int):
            return row_id
        due = self._due_of(row_id)
        return due.session_id if due is not None else None

    def in_hand(self) -> int | None:
        focused = self.focused
        row = focused.current if isinstance(focused, RecordList) else None
        return self._sitting_of(row.id) if row is not None else None

    async def action_add(self) -> None:
        """A new sitting."""
        from meetingtui.tui.dialogs.new_sitting import NewSittingDialog

        await self._open(NewSittingDialog(self, self.whole_office.registry()), _("已新增 {number}：{moment}。"))


def _read(office: Office) -> Seen:
    """What is due and what comes next; plain reads, so that the first screen needs nothing else."""
    from meetingtui.services import sessions, today

    now = office.clock.today()
    wanted = SessionFilter(first=now.isoformat(), statuses=tuple(str(status) for status in OPEN))
    coming = sessions.listing(office, wanted).page(0, AHEAD)
    any_sitting = bool(coming) or bool(sessions.listing(office, SessionFilter()).page(0, 1))
    return Seen(now, today.due(office), coming, any_sitting)


def _due_rows(seen: Seen) -> Iterator[Row]:
    """What is due, under the heading of its kind with how many there are."""
    from meetingtui.services.today import KIND_WORDS

    for kind, word in KIND_WORDS.items():
        found = [(place, due) for place, due in enumerate(seen.dues) if due.kind == kind]
        if not found:
            continue
        yield Row(f"kind:{kind}", (_("{kind}（{count}）").format(kind=_(word), count=len(found)),), HEADING)
        for place, due in found:
            yield Row(f"due:{place}", (due.sentence, _until(due)), "error" if due.late else "")


def _until(due: Due) -> str:
    """The day by which something is due, with a word where it has passed."""
    if not due.day:
        return ""
    day = show_date(date.fromisoformat(due.day), "dot") if current() == "zh_TW" else due.day
    return _("逾期{day}").format(day=day) if due.late else day


def _days(seen: Seen) -> list[AgendaDay]:
    """The sittings that come next, by day."""
    found: list[AgendaDay] = []
    for one in seen.coming:
        row = Row(one.id, (
            sitting_words.clock(one.start), one.name, one.track_name, sitting_words.chair(one),
            sitting_words.place(one), sitting_words.status(one, seen.today),
        ))  # fmt: skip
        if found and found[-1].key == one.day:
            found[-1] = AgendaDay(one.day, found[-1].heading, (*found[-1].rows, row), found[-1].note)
        else:
            note = _("今日") if one.day == seen.today.isoformat() else ""
            found.append(AgendaDay(one.day, show_date(date.fromisoformat(one.day)), (row,), note))
    return found
