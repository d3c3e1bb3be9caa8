"""今日: what must be done now, and the sittings that come next."""

from __future__ import annotations

from collections.abc import Sequence
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
from meetingtui.language import N_, _
from meetingtui.tui import due_rows, sitting_words
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Place
from meetingtui.tui.sitting_actions import SITTING_KEYS, SittingActions
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.domain.due import Due
    from meetingtui.services.office import Office

AHEAD = 60
"""Sittings of the list of what comes next."""
WIDE = 140
"""Cells of the screen from which on both lists stand beside each other."""
PARTS = {"answers": "rounds", "round": "rounds", "ask": "rounds", "unnumbered": "notice"}
"""Kinds that lead to a page on one part of the sitting: to who has answered, to the notice."""
AGAIN = frozenset({"renotice", "invite", "feed"})
"""Kinds that lead to the page of what must go out again."""
NEXT = (
    ListColumn("at", N_("時間"), 20, importance=9),
    ListColumn("name", N_("會議別"), 28, importance=9, grow=3),
    ListColumn("track", N_("分區"), 10, importance=5, grow=1),
    ListColumn("chair", N_("主持"), 10, importance=4, grow=1),
    ListColumn("room", N_("地點"), 12, importance=3, grow=2),
    ListColumn("status", N_("狀態"), 8, importance=6),
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
        "今天該辦的事：逾期未登記、應發的通知、待補的發文字號、本週的場次、未回或應調查的辦理情形、逾期的列管事項、間隔將屆與落後的會議別；"
        "旁邊是接下來的場次。Tab 在兩個清單間移動，Enter 開啟那一場、那個會議別或那些列管事項，"
        "應重發、補送者到待補發（r）；"
        "改期、召開等命令作用於游標所在的場次。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f9", "add", N_("新增"), id="today.add", tooltip=N_("新增一場會議")),
        *SITTING_KEYS,
        Binding("r,ctrl+s", "outgoing", N_("待補發"), id="today.outgoing", tooltip=N_("異動後要再送的通知與行事曆檔")),
    ]

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self.seen: Seen | None = None

    def body(self) -> ComposeResult:
        self.set_class(self.app.size.width >= WIDE, "-wide")
        yield Static(id="today--head")
        yield RecordList(due_rows.COLUMNS, markable=False, sortable=False, footer=False, empty=EMPTY, id="due")
        yield RecordList(NEXT, markable=False, sortable=False, footer=False, empty=NOTHING_COMES, id="next")
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
        due, coming = self.query_one("#due", RecordList), self.query_one("#next", RecordList)
        text = _("今天{day}：{count}項該辦").format(day=show_date(seen.today), count=len(seen.dues))
        self.query_one("#today--head", Static).update(shown_line(text), layout=False)
        due.empty = EMPTY if seen.any_sitting else NOT_PLANNED
        due.show(Rows(list(due_rows.rows(seen.dues, seen.today))))
        coming.show(Rows([_row(one, seen.today) for one in seen.coming]))
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

        sitting, due = self._sitting_of(message.id), self._due_of(message.id)
        if due is not None and due.kind in AGAIN:
            jumps.open_outgoing(self, sitting)
            return
        if sitting is not None and due is not None and due.kind in PARTS:
            await self.app.push_screen(jumps.sitting_part(PARTS[due.kind], sitting))
            return
        if sitting is not None:
            await self.open_sitting(sitting)
            return
        if due is not None and due.kind == "overdue":
            await jumps.to_overdue(self.meeting_app, due.name)
        elif due is not None and due.series:
            await jumps.to_series(self.meeting_app, due.series)
        elif due is not None and self.seen is not None:
            year = int(due.day[:4]) if due.kind == "vacant" else self.seen.today.year + (due.kind == "unplanned")
            await jumps.to_calendar(self.meeting_app, year)

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

    def action_outgoing(self) -> None:
        """What must go out again after changes."""
        from meetingtui.tui import jumps

        jumps.open_outgoing(self)

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


def _row(one: SessionView, today: date) -> Row:
    """A sitting that comes next; those of today stand out."""
    return Row(one.id, (
        sitting_words.near_moment(one.start, today), one.name, one.track_name, sitting_words.chair(one),
        sitting_words.place(one), sitting_words.status(one, today),
    ), "accent" if one.day == today.isoformat() else "")  # fmt: skip
