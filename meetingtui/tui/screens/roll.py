"""簽到: who came, ticked off by a piece of a name and the space bar, with the quorum as it stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from meetingtui.domain.roll import Roll, RollLine
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import roll_words
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.keys import narrow
from meetingtui.tui.sitting_part import PART_KEYS, RULINGS_KEY, SittingPart
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.record_list import RecordList, Rows

if TYPE_CHECKING:
    from meetingtui.services.office import Office


class Seen(NamedTuple):
    """What one read answers."""

    sitting: SessionView
    roll: Roll


def _read(office: Office, sitting_id: int) -> Seen:
    from meetingtui.services import roll, sessions

    return Seen(sessions.show(office, sitting_id), roll.of(office, sitting_id))


class RollPage(SittingPart):
    """The expected ones by the part they take; each key marks the line under the cursor at once."""

    CSS_PATH = "roll.tcss"
    PART = "roll"
    READ = staticmethod(_read)
    HELP: ClassVar[str] = N_(
        "一場會議的出席登記。直接打名稱的一部分（例如「衛」）就只列出符合的單位，空白鍵登記出席，再按一次取消；"
        "z 線上出席、c 代理（填代理人）、l 請假、x 缺席，r 其餘未登記者全部出席，+ 現場加入，Enter 填姓名、職稱與人數，"
        "s 全場人次。上方隨時顯示是否已達開會人數。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space,ideographic_space", "tick", N_("已出席"), id="roll.present", tooltip=N_("登記出席；再按一次取消")
        ),
        Binding("l,ctrl+l", "mark('excused')", N_("請假"), id="roll.excused", tooltip=N_("登記請假")),
        Binding("x,ctrl+x", "mark('absent')", N_("缺席"), id="roll.absent", tooltip=N_("登記缺席")),
        Binding("c,ctrl+d", "proxy", N_("代理"), id="roll.proxy", tooltip=N_("登記代理出席，填代理人")),
        Binding("z,ctrl+o", "online", N_("線上"), id="roll.online", tooltip=N_("登記線上出席；再按一次改為現場")),
        Binding(
            "plus,n,f9", "walk_in", N_("現場加入"), id="roll.walk_in", tooltip=N_("沒有列在名單上而到場的單位或人")
        ),
        Binding("r,ctrl+r", "rest", N_("其餘出席"), id="roll.rest", tooltip=N_("尚未登記的應出席者全部登記出席")),
        Binding("s,ctrl+n", "persons", N_("人次"), id="roll.persons", tooltip=N_("填全場人次，可為約數")),
        Binding("delete,ctrl+g", "remove", N_("刪除"), id="roll.remove", show=False, tooltip=N_("刪除現場加入的一筆")),
        Binding("backspace", "unfind", N_("刪字"), id="roll.unfind", show=False),
        Binding("escape", "clear", N_("清除"), id="roll.clear", show=False, tooltip=N_("清除所打的字，列出全部")),
        *PART_KEYS,
        RULINGS_KEY,
    ]

    seen: Seen | None = None
    wanted = ""
    _marking = False
    _cursor_on: str | None = None

    def body(self) -> ComposeResult:
        yield Static("", id="quorum")
        yield Static("", id="finder")
        yield RecordList(
            roll_words.COLUMNS, markable=False, sortable=False, id="lines",
            empty=N_("名單是空的。按 + 加入，或到會議別設定成員。"),
        )  # fmt: skip

    def on_mount(self) -> None:
        """The cursor stands in the list."""
        self.set_focus(self.lines)
        super().on_mount()

    @property
    def lines(self) -> RecordList:
        """The list of who is expected."""
        return self.query_one("#lines", RecordList)

    # ----- what is shown

    def _show(self, seen: Seen) -> None:
        self.seen = seen
        self.head(seen.sitting)
        quorum = seen.roll.quorum
        told = self.query_one("#quorum", Static)
        told.update(shown(quorum.sentence))
        told.set_class(quorum.reached and bool(quorum.rule), "-reached")
        told.set_class(not quorum.rule, "-none")
        self._list()

    def _list(self) -> None:
        """The lines that hold what was typed, with the cursor where it was."""
        seen = self.seen
        if seen is None:
            return
        lines = seen.roll.lines
        if self.wanted:
            lines = tuple(roll_words.found(lines, self.whole_office.registry(), self.wanted))
        narrow_signs = cells.ascii_only(self)
        signs = {
            one: cells.sign(roll_words.signs_of(one), ascii_only=narrow_signs)
            for one in ("", "present", "proxy", "excused", "absent")
        }  # fmt: skip
        rows = roll_words.rows(list(lines), signs)
        wanted = self._cursor_on
        current = self.lines.current
        if wanted is None and current is not None:
            wanted = str(current.id)
        self._cursor_on = None
        places = [at for at, row in enumerate(rows) if row.id == wanted]
        self.lines.empty = (
            N_("沒有符合的單位。按 Esc 清除，或按 + 現場加入。") if self.wanted
            else N_("名單是空的。按 + 加入，或到會議別設定成員。")
        )  # fmt: skip
        self.lines.show(Rows(rows), summary=roll_words.sums(seen.roll), cursor=places[0] if places else 0)
        finder = self.query_one("#finder", Static)
        if self.wanted:
            finder.update(shown_line(_("找：{text}　空白鍵登記出席，Esc 清除").format(text=self.wanted)))
        else:
            finder.update(_("打單位或姓名的一部分即可找；空白鍵登記出席。"))

    async def on_key(self, event: events.Key) -> None:
        """Han characters are no commands: they find."""
        sign = event.character or ""
        if sign.isprintable() and not sign.isascii() and narrow(event.key) is None and not sign.isspace():
            event.stop()
            event.prevent_default()
            self.find(self.wanted + sign)

    def find(self, text: str) -> None:
        """Show only the lines that hold `text`, with the cursor on the first."""
        self.wanted = text
        self._cursor_on = ""
        self._list()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc clears what was typed before it leads back."""
        if action in ("clear", "unfind"):
            return bool(self.wanted)
        return super().check_action(action, parameters)

    def action_clear(self) -> None:
        """Every line again."""
        self._cursor_on = self._key()
        self.wanted = ""
        self._list()
        self.refresh_bindings()

    def action_unfind(self) -> None:
        """One character less to look for."""
        self.find(self.wanted[:-1])

    # ----- marking

    def _key(self) -> str | None:
        row = self.lines.current
        return str(row.id) if row is not None else None

    @property
    def line(self) -> RollLine | None:
        """The line under the cursor."""
        key = self._key()
        return next((one for one in self.seen.roll.lines if one.key == key), None) if self.seen else None

    def _in_hand(self) -> RollLine | None:
        one = self.line
        if one is None:
            self.meeting_app.told(_("請先選一個單位。"))
        return one

    def action_tick(self) -> None:
        """He came; or, of one that is marked so, nobody has said."""
        one = self._in_hand()
        if one is not None:
            self._mark(one, "" if one.presence == "present" else "present")

    def action_mark(self, presence: str) -> None:
        """Excused or absent; the same once more takes it away."""
        one = self._in_hand()
        if one is not None:
            self._mark(one, "" if one.presence == presence else presence)

    def action_online(self) -> None:
        """He came from afar; or, of one that is marked so, in person."""
        one = self._in_hand()
        if one is not None:
            self._mark(one, one.presence if one.came else "present", online=not one.online)

    def _mark(self, one: RollLine, presence: str, *, online: bool | None = None) -> None:
        from meetingtui.services import roll

        call = partial(
            roll.mark, self.whole_office, self.sitting_id, one.key, presence, online=online, base_version=one.version
        )
        self._after_marking(one.key)
        self.carry_out(call, self._marked)

    def _after_marking(self, key: str) -> None:
        """The cursor goes to the next line, or stays on the one that was found when all are shown again."""
        if self.wanted:
            self.wanted = ""
            self._cursor_on = key
            self._list()
            self.refresh_bindings()
        else:
            self.lines.cursor += 1

    def _marked(self, roll: Roll) -> None:
        if self.seen is not None:
            self._show(self.seen._replace(roll=roll))

    async def action_proxy(self) -> None:
        """Somebody came instead: who."""
        one = self._in_hand()
        if one is not None:
            await self._open(one, "proxy")

    @on(RecordList.Opened, "#lines")
    async def _opened(self, event: RecordList.Opened) -> None:
        event.stop()
        one = self._in_hand()
        if one is not None:
            await self._open(one, one.presence or "present")

    async def _open(self, one: RollLine, presence: str) -> None:
        from meetingtui.tui.dialogs.roll_lines import RollLineDialog

        if self.seen is not None:
            await self.app.push_screen(RollLineDialog(self, self.seen.roll, one, presence), self._answered)

    async def action_walk_in(self) -> None:
        """Somebody who was not asked."""
        from meetingtui.tui.dialogs.roll_lines import WalkIn

        if self.seen is not None:
            await self.app.push_screen(WalkIn(self, self.seen.roll), self._answered)

    async def action_persons(self) -> None:
        """How many in all."""
        from meetingtui.tui.dialogs.roll_lines import PersonTimes

        if self.seen is not None:
            await self.app.push_screen(PersonTimes(self, self.seen.roll), self._answered)

    def _answered(self, roll: Roll | None) -> None:
        if roll is not None:
            self.wanted = ""
            self._marked(roll)

    def action_rest(self) -> None:
        """Everybody of whom nothing is said came."""
        from meetingtui.services import roll

        call = partial(roll.mark_rest, self.whole_office, self.sitting_id, "present")
        self.carry_out(call, self._rest_marked)

    def _rest_marked(self, roll: Roll) -> None:
        self._marked(roll)
        self.meeting_app.told(_("其餘應出席者已登記出席。按 u 復原。"))

    def action_remove(self) -> None:
        """Take a walk-in off."""
        from meetingtui.services import roll

        one = self._in_hand()
        if one is not None:
            self.carry_out(partial(roll.remove_walk_in, self.whole_office, self.sitting_id, one.key), self._marked)
