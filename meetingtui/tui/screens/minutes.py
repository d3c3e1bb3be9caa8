"""會議紀錄: the agenda at the left, the text at the right; every word is kept as it is typed."""

from __future__ import annotations

import time
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static, TextArea

from meetingtui.domain.minutes import MinutesStatus
from meetingtui.domain.sessions import OPEN, Status
from meetingtui.language import N_, _
from meetingtui.tui import minutes_points, minutes_words
from meetingtui.tui.gate import shown_line
from meetingtui.tui.keys import key_name
from meetingtui.tui.minutes_commands import PointCommands
from meetingtui.tui.minutes_finding import FindsInMinutes
from meetingtui.tui.minutes_keeping import OFTEN
from meetingtui.tui.minutes_outside import EditsOutside
from meetingtui.tui.minutes_points import REMARKS, Key, Seen
from meetingtui.tui.sitting_part import PART_KEYS
from meetingtui.tui.widgets.find_bar import FindBar
from meetingtui.tui.widgets.minutes_text import MinutesText
from meetingtui.tui.widgets.record_list import RecordList

COUNT_AFTER = 8
"""Looks after which words are counted although typing goes on; else they are when it rests."""
WIDE = 100
"""Cells from which on the points stand beside the text."""
ROOMY = (120, 30)
"""Cells and lines from which on the points get more room, and 說明 and 擬辦 of the one in hand stand below them."""


class MinutesPage(FindsInMinutes, EditsOutside, PointCommands):
    """One point at a time under the hands; Ctrl with up and down goes to its neighbours."""

    CSS_PATH = "minutes.tcss"
    PART = "minutes"
    READ = staticmethod(minutes_points.read)
    HELP: ClassVar[str] = N_(
        "一場會議的紀錄：左邊（窄畫面在上方）是議程，右邊是這一案的討論與決議。"
        "Ctrl+上下鍵換案，Tab 由討論到決議再到下一案。"
        "Ctrl+R 換決議種類（決議、決定、結論、裁示、建議），不合時以 ! 標示；"
        "Ctrl+K 由游標所在的一段或選取的文字產生列管事項；"
        "Ctrl+T 常用語；Ctrl+F 尋找與取代；Ctrl+S 儲存。輸入中的文字每半秒自動留存，斷電後再開啟即可接續。"
        "Esc 到左邊的清單，在清單裡可用單鍵：r 種類、k 列管、g 進度（送核、核定、函送、確認）、v 預覽。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("儲存"), id="minutes.save", tooltip=N_("儲存有更動的各案")),
        Binding(
            "r,ctrl+r", "kind", N_("種類"), id="minutes.kind", tooltip=N_("換決議種類：決議、決定、結論、裁示、建議")
        ),
        Binding(
            "k,ctrl+k", "action_item", N_("列管"), id="minutes.action", tooltip=N_("由這一段或選取的文字產生列管事項")
        ),
        Binding("ctrl+up,ctrl+pageup", "turn(-1)", N_("上一案"), id="minutes.before", show=False),
        Binding("ctrl+down,ctrl+pagedown", "turn(1)", N_("下一案"), id="minutes.next", tooltip=N_("到下一案")),
        Binding("ctrl+t", "phrases", N_("常用語"), id="minutes.phrases", tooltip=N_("放入常用語：照案通過、洽悉…")),
        Binding(
            "e",
            "outside",
            N_("外部編輯"),
            id="minutes.outside",
            show=False,
            tooltip=N_("以 EDITOR 指定的編輯程式修改這一份文字"),
        ),
        Binding("ctrl+f,slash", "find", N_("尋找"), id="minutes.find", tooltip=N_("在紀錄中尋找與取代")),
        Binding("g,ctrl+g", "go_on", N_("進度"), id="minutes.go_on", tooltip=N_("下一步：送核、核定、函送、確認")),
        Binding("b,ctrl+b", "head", N_("散會"), id="minutes.head", tooltip=N_("開會與散會時間、紀錄人員、保密宣告")),
        Binding("n,f9", "motion", N_("動議"), id="minutes.motion", tooltip=N_("新增臨時動議或其他議案")),
        Binding("z,ctrl+o", "timer", N_("計時"), id="minutes.timer", tooltip=N_("這一案的計時開始或停止")),
        Binding("l,ctrl+l", "actions", N_("列管清單"), id="minutes.actions", tooltip=N_("這一場產生的列管事項")),
        Binding("d,ctrl+n", "lint", N_("檢查"), id="minutes.lint", tooltip=N_("送核前檢查尚缺與不妥之處")),
        Binding("h,ctrl+e", "versions", N_("版本"), id="minutes.versions", tooltip=N_("歷次版本與比對")),
        Binding("x,ctrl+x", "reopen", N_("重啟"), id="minutes.reopen", tooltip=N_("敘明理由，退回草稿")),
        Binding("tab", "onward(1)", N_("下一欄"), id="minutes.onward", show=False),
        Binding("shift+tab", "onward(-1)", N_("上一欄"), id="minutes.backward", show=False),
        Binding(
            "escape",
            "to_points",
            N_("返回"),
            id="minutes.to_points",
            show=False,
            tooltip=N_("由文字到清單，由清單返回"),
        ),
        *PART_KEYS,
        Binding("c", "part('rulings')", N_("裁示"), id="minutes.rulings", tooltip=N_("列管事項的辦理情形與裁示")),
    ]

    seen: Seen | None = None
    _told_of: MinutesStatus | None = None
    """The state of which was said that nothing can be typed."""

    def __init__(
        self, sitting_id: int, *, point: Key | None = None, field: str = "text", word: tuple[int, str] = (0, "")
    ) -> None:  # fmt: skip
        """`point` is the one to begin with, `field` text or decision; from that line on, `word` is looked for there."""
        super().__init__(sitting_id)
        self.points = {}
        self.current: Key = REMARKS
        self._begin: Key | None = point
        self._begin_field = field
        self._begin_word = word
        self._timing = 0.0
        self._counted: tuple[int, int] = (0, 0)
        self._uncounted = 0
        """Looks in a row at which more had been typed since the words were counted."""
        self._listed = []
        self._editors = {}

    def body(self) -> ComposeResult:
        self.collect()  # another language: what stood in the editors goes into the new ones
        self._blank = True
        self._editors = {
            "text": MinutesText(id="text", hint=N_("討論與發言要點；可留空。")),
            "decision": MinutesText(id="decision", hint=N_("決議內容。Ctrl+T 常用語，Ctrl+K 產生列管事項。")),
        }
        yield Static("", id="state")
        with Horizontal(id="minutes--parts"):
            with Vertical(id="agenda"):
                yield RecordList(
                    minutes_points.COLUMNS, markable=False, sortable=False, footer=False, id="points",
                    empty=N_("議程是空的。按 a 到議程草擬，或按 n 新增一案。"),
                )  # fmt: skip
                with VerticalScroll(id="brief", can_focus=False):
                    yield Static("")
            with Vertical(id="writing"):
                yield Static("", id="point")
                yield self._editors["text"]
                yield Static("", id="kind")
                yield self._editors["decision"]
                yield FindBar(id="finder")
        yield Static("", id="foot")

    def on_mount(self) -> None:
        """The cursor stands in the text; what is typed is looked at twice a second."""
        self.on_resize()
        self.set_focus(self.editor("text"))
        self.set_interval(OFTEN, self._tick)
        super().on_mount()

    def on_unmount(self) -> None:
        """The page or the program ends: nothing typed stays behind."""
        if self.office is not None:
            self.keep_now()
            self.meeting_app.left_minutes[self.sitting_id] = self.points

    def on_resize(self) -> None:
        """Beside or above; with what the point is about where there is room."""
        width, height = self.app.size
        self.set_class(width < WIDE, "-narrow")
        self.set_class(width >= ROOMY[0] and height >= ROOMY[1], "-roomy")

    # ----- reading

    def reload(self) -> None:
        """Read again; the first time with what was typed and not saved."""
        if self.seen is None:
            self.read_with(partial(minutes_points.with_drafts, self.READ))
        else:
            super().reload()

    def _show(self, seen: Seen) -> None:
        first, before = self.seen is None, self._is_locked
        if not first:
            self.collect()
        self.seen = seen
        self.points = minutes_points.points_of(seen, self.points)
        self.head(seen.sitting)
        if first:
            self._first_shown(seen)
        elif self.current not in self.points:
            self.current = next(iter(self.points))
            self._enter(self.current)
        else:
            self._refill()
        self._lock()
        if not first and self._is_locked and not before:
            self._tell_locked()
        self._list_points()
        self.told_kept()

    def _first_shown(self, seen: Seen) -> None:
        minutes_points.take_up(self.points, self.meeting_app.left_minutes.pop(self.sitting_id, {}))
        wanted = self._begin
        if wanted not in self.points:
            open_ones = (one.key for one in self.points.values() if one.item and not one.decision.text.strip())
            wanted = next(open_ones, next((one.key for one in self.points.values() if one.item), REMARKS))
        self._enter(wanted if wanted is not None else REMARKS)
        if self._begin_field == "decision":
            self.editor("decision").focus()
        line, word = self._begin_word
        if word:
            editor = self.editor(self._begin_field)
            editor.move_cursor((line, 0))
            editor.select_found(word)
        drafted = [one for one in self.points.values() if one.from_draft]
        if drafted:
            self.meeting_app.told(_("已接續上次未存的{count}案；Ctrl+S 儲存。").format(count=len(drafted)))
        today = self.whole_office.clock.today().isoformat()
        if seen.sitting.day == today and not seen.minutes.version and not self._is_locked and seen.minutes.items:
            from meetingtui.services import minutes

            self.carry_out(partial(minutes.open_for_typing, self.whole_office, self.sitting_id))

    @property
    def _is_locked(self) -> bool:
        seen = self.seen
        if seen is None or seen.minutes.locked or self.whole_office.read_only:
            return True
        return Status(seen.sitting.status) not in (*OPEN, Status.HELD)

    def is_secret(self) -> bool:
        return self.seen is None or self.seen.sitting.confidential

    def _why_locked(self) -> str:
        if self.seen is None or self.whole_office.read_only:
            return _("資料庫只能讀取，文字不能更動。")
        key = key_name(self.meeting_app.settings.keymap.get("minutes.reopen", "x").split(",")[0].strip())
        return minutes_words.why_locked(self.seen.minutes, self.seen.sitting, key)

    def _tell_locked(self) -> None:
        """Others have approved what somebody types here."""
        if self.unsaved:
            kept = _("未存的{count}案仍留存，重啟後再存。").format(count=len(self.unsaved))
            self.meeting_app.told(self._why_locked() + kept)

    def _lock(self) -> None:
        if self.editor("text").read_only != self._is_locked:
            self.refresh_bindings()  # single letters are commands in a locked text
        for name in ("text", "decision"):
            self.editor(name).read_only = self._is_locked

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A locked text takes no commands that change it."""
        if (
            action in ("save", "kind", "head", "action_item", "phrases", "timer", "motion", "outside")
            and self.seen is not None
        ):
            return not self._is_locked
        if action == "reopen":
            return self.seen is not None and self.seen.minutes.status != MinutesStatus.DRAFT
        return super().check_action(action, parameters)

    async def action_to_points(self) -> None:
        """Where single letters are commands; from there, back to where one came from."""
        if isinstance(self.focused, MinutesText):
            self.point_list.focus()
        elif await self.may_leave():
            self.dismiss(None)

    async def may_leave(self) -> bool:
        """What is typed is kept before."""
        self.keep_now()
        left = len(self.unsaved)
        if left:
            self.meeting_app.told(_("{count}案尚未儲存，已留存；再開啟時接續。").format(count=left))
        return True

    # ----- what is typed

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if not self._filling and not self._touched:
            self._touched = True
            self.told_kept()

    @on(MinutesText.Locked)
    def _typed_in_vain(self, event: MinutesText.Locked) -> None:
        event.stop()
        if self.seen is not None and self._told_of != self.seen.minutes.status:
            self._told_of = self.seen.minutes.status
            self.meeting_app.told(self._why_locked())

    @on(MinutesText.TooLong)
    def _too_long(self, event: MinutesText.TooLong) -> None:
        from meetingtui.domain.errors import Refusal

        event.stop()
        self.refused(Refusal(event.sentence))

    def _tick(self) -> None:
        if self._timing and self.point is not None:
            now = time.monotonic()
            self.point.seconds += now - self._timing
            self._timing = now
        touched = self._touched
        self.keep_due()
        if touched:
            self.collect()
            self._list_points()
            self._tell_kind()
        self._uncounted += touched
        if self._uncounted and (not touched or self._uncounted >= COUNT_AFTER):
            self._count()
            touched = True
        if touched or self._timing:
            self.told_kept()

    def _count(self) -> None:
        one, self._uncounted = self.point, 0
        if one is not None:
            here = one.text.words + one.decision.words
            self._counted = here, sum(each.text.words + each.decision.words for each in self.points.values())

    def told_kept(self) -> None:
        """State, days since, words, and whether everything is saved."""
        seen, one = self.seen, self.point
        if seen is None or one is None:
            return
        if self._counted == (0, 0):
            self._count()
        state = self.query_one("#state", Static)
        state.update(shown_line(minutes_words.state(seen.minutes, seen.sitting)), layout=False)
        state.set_class(minutes_words.is_late(seen.minutes), "-late")
        foot = self.query_one("#foot", Static)
        foot.set_class(bool(self.trouble), "-trouble")
        said = minutes_words.foot(
            one, self._counted, len(self.unsaved), timing=bool(self._timing), kept=not (self._touched or self._at_store)
        )  # fmt: skip
        foot.update(shown_line(self.trouble or said), layout=False)

    # ----- commands

    def action_save(self) -> None:
        """Store what is typed."""
        self.save_all()
