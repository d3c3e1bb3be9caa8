"""A day of typhoon: which half day and townships are closed, which sittings that hits, and their new dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from meetingtui.dates.showing import show_date, weekday_name
from meetingtui.domain.errors import Refusal
from meetingtui.domain.sessions import RULE_WORDS
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import calendar, closures
from meetingtui.services.closures import NewDate
from meetingtui.tui import sitting_words
from meetingtui.tui.dialogs import renewed_invites
from meetingtui.tui.dialogs.dialog import Dialog, answer_of
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field, LineField
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows
from meetingtui.tui.widgets.switch_line import SwitchLine
from meetingtui.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from meetingtui.services.office import Office

HALVES = (("", N_("全日")), ("am", N_("上午")), ("pm", N_("下午")))
SIDE = 16
"""Cells of the labels."""
FILES = (("write", N_("一併匯出")), ("", N_("不匯出")))
HITS = (
    ListColumn("name", N_("受影響的場次"), 20, importance=9, grow=3),
    ListColumn("old", N_("原訂"), 17, importance=6),
    ListColumn("new", N_("新日期"), 17, importance=8),
    ListColumn("note", N_("緣由"), 14, importance=5, grow=2),
)


class HitList(RecordList):
    """The sittings that a closure hits, with their new dates: arrows shift them."""

    HELP = N_("左右方向鍵把新日期提前或延後一週，加 Shift 或 Ctrl 為一天；空白鍵改為日期待定，再按放回建議日期。")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "screen.shift(7)", N_("後一週"), id="closure.week-later"),
        Binding("left", "screen.shift(-7)", N_("前一週"), id="closure.week-earlier"),
        Binding("shift+right,ctrl+right,full_stop", "screen.shift(1)", N_("後一天"), False, id="closure.day-later"),
        Binding("shift+left,ctrl+left,comma", "screen.shift(-1)", N_("前一天"), False, id="closure.day-earlier"),
        Binding(
            "space,ideographic_space", "screen.leave_open", N_("日期待定"), id="closure.open",
            tooltip=N_("這一場先不定新日期"),
        ),
    ]  # fmt: skip


NOTHING_HIT = N_("沒有受影響的場次；Enter 只登記停班。")
LOOKING = N_("計算中：受影響的場次與新日期隨後列出。")


class ClosureDialog(Dialog[list[SessionView]]):
    """Registers a closure and postpones what it hits, in one go; closes with the sittings as they stand then."""

    CSS_PATH = "closure.tcss"
    HELP = N_(
        "選時段與鄉鎮（不勾為全縣），下方列出受影響的場次與建議的新日期：先找應召開時段內最近的空檔。"
        "Tab 換欄，左右方向鍵調整日期，Enter 登記停班並改期。編號不變，統計計為延期。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "accept", N_("登記並改期"), id="closure.accept", priority=True,
                tooltip=N_("登記停班，受影響的場次改到新日期")),
    ]  # fmt: skip

    def __init__(self, page: Page[Any], day: date, *, choose_day: bool = False) -> None:
        """`choose_day` puts the cursor into the date first."""
        super().__init__()
        self.page = page
        self.proposed: list[NewDate] = []
        self._first_proposed: dict[int, datetime | None] = {}
        self._townships: list[str] = []
        self._choose_day = choose_day
        self._waiting = False
        self._accept_later = False
        office = self.office
        self._day = DateField("day", _("停班日"), day, near=office.clock.today(), year=page.year, required=True)
        self._day.entry.select_on_focus = True
        self._half = SwitchLine(_("時段"), HALVES, side=SIDE, id="half")
        self._reason = LineField("reason", _("原因"), _(closures.NATURAL_DISASTER), required=True, max_length=200)
        self._files = SwitchLine(_("行事曆檔"), FILES, side=SIDE, id="files")
        self._places = RecordList(
            (ListColumn("place", N_("停班鄉鎮（空白鍵勾選，不勾為全縣）"), 40, grow=1),), sortable=False,
            empty=N_("會議別未登記鄉鎮；停班及於全縣。"), id="places",
        )  # fmt: skip
        self._hits = HitList(
            HITS,
            markable=False,
            sortable=False,
            footer=False,
            empty=LOOKING,
            id="hits",
        )

    @property
    def office(self) -> Office:
        """What services are asked with."""
        return cast("Office", self.page.office)

    def heading(self) -> Content:
        """Which day is closed, and where: Enter asks no more."""
        day = self._day.value
        if day is None:
            return shown(_("停班與改期"))
        half = {"am": _("上午"), "pm": _("下午")}.get(self._half.value, "")
        where = _("、").join(self.places) or _("全縣市")
        when = f"{sitting_words.short_day(day.isoformat())}{half}"
        return shown_line(_("停班與改期：{when}，{where}").format(when=when, where=where))

    def _head(self) -> None:
        self.query_one(".dialog--box").border_title = self.heading()

    def on_key(self, event: events.Key) -> None:
        """A figure typed anywhere but in a field begins another day."""
        if event.character and event.character.isdecimal() and not isinstance(self.focused, TextField):
            event.stop()
            self._day.entry.value = event.character
            self._day.entry.select_on_focus = False
            self.set_focus(self._day.entry)
            self._day.entry.action_end()

    def body(self) -> ComposeResult:
        yield self._day
        yield self._half
        yield self._places
        yield self._reason
        yield self._files
        yield self._hits
        yield Static(id="closure--note")
        yield Static("", classes="dialog--error")

    def on_mount(self) -> None:
        """The cursor stands where the first choice is made; the sittings hit are looked for at once."""
        self.set_focus(self._day.entry if self._choose_day else self._half)
        self._look()

    # ----- what is hit

    @on(SwitchLine.Changed, "#half")
    @on(RecordList.Marked)
    def _chosen(self) -> None:
        self._look()

    @on(Field.Edited)
    def _edited(self, event: Field.Edited) -> None:
        event.stop()
        self.say("")
        if event.field is self._day:
            self._look()

    @property
    def places(self) -> tuple[str, ...]:
        """The townships ticked; none means the whole county."""
        return tuple(str(one) for one in self._places.chosen()) if self._places.marked else ()

    def _look(self) -> None:
        self._head()
        day = self._day.value
        if day is None:
            self._no_day()
            return
        self._waiting = True
        self._hits.empty = LOOKING
        if not self.proposed:
            self._show([])
        call = partial(_asked, self.office, day, self._half.value, self.places)
        self.page.fetch(partial(answer_of, call), self._found, desk=f"closure {id(self)}")

    def _no_day(self) -> None:
        """Nothing is known of a day that is none: say what is wrong with it, and drop an answer about another."""
        self._waiting = False
        self.page.fetch(lambda: None, lambda _nothing: None, desk=f"closure {id(self)}")
        self._hits.empty = N_("停班日還看不懂；寫好後列出受影響的場次。")
        self._show([])
        if self._day.entry.value.strip():
            self._day.check()

    def _found(self, answer: tuple[list[str], list[NewDate]] | Refusal) -> None:
        self._waiting = False
        if not self.is_attached:
            return
        if isinstance(answer, Refusal):
            self._hits.empty = N_("未能算出受影響的場次。")
            self._show([])
            self.say(str(answer))
            return
        townships, proposed = answer
        self._hits.empty = NOTHING_HIT
        self._offer(townships)
        self._first_proposed = {one.sitting.id: one.start for one in proposed}
        self._show(proposed)
        if self._accept_later:
            self.action_accept()

    def _offer(self, townships: list[str]) -> None:
        """Offer the townships, those with a sitting that day first; ticks stay."""
        if townships != self._townships:
            self._townships = townships
            ticked = set(self._places.marked)
            self._places.show(Rows([Row(name, (name,)) for name in townships]))
            self._places.marked = ticked

    def _show(self, proposed: list[NewDate]) -> None:
        self.proposed = proposed
        cursor = self._hits.cursor
        self._hits.show(Rows([_hit_row(one) for one in proposed]), cursor=cursor)
        self._note()

    @on(RecordList.Highlighted)
    def _note(self) -> None:
        """What the new date under the cursor breaks."""
        at = self._hits.cursor
        one = self.proposed[at] if at < len(self.proposed) else None
        text = "".join(sentence for _rule, sentence in one.broken) if one else ""
        if one is not None and one.stays:
            text = _("{number} 已鎖定，日期不變；如要改期請先解除鎖定。").format(number=one.sitting.number)
        elif one is not None and one.start is None:
            text = _("找不到空檔或留待決定：列為延期待定。")
        self.query_one("#closure--note", Static).update(shown(text))

    # ----- other dates

    def action_shift(self, days: int) -> None:
        """Move the new date under the cursor; its clashes follow."""
        at = self._hits.cursor
        if at >= len(self.proposed) or self.proposed[at].stays:
            return
        one = self.proposed[at]
        start = one.start or datetime.fromisoformat(one.sitting.start).replace(tzinfo=None)
        self._put(at, start + timedelta(days=days))

    def action_leave_open(self) -> None:
        """Leave the sitting under the cursor without a date, or give it the proposed one again."""
        at = self._hits.cursor
        if at < len(self.proposed) and not self.proposed[at].stays:
            one = self.proposed[at]
            self._put(at, self._first_proposed.get(one.sitting.id) if one.start is None else None)

    def _put(self, at: int, start: datetime | None) -> None:
        day = self._day.value
        if day is not None:
            changed = [one._replace(start=start) if n == at else one for n, one in enumerate(self.proposed)]
            self._show(closures.rechecked(self.office, day, changed))

    # ----- saving

    def action_accept(self) -> None:
        """Register the closure and postpone what it hits."""
        if self._waiting:
            self._accept_later = True
            return
        self._accept_later = False
        wrong = [field for field in (self._day, self._reason) if not field.check()]
        day = self._day.value
        if wrong or day is None:
            wrong[0].focus_entry()
            return
        call = partial(
            closures.settle, self.office, day, reason=self._reason.value, half=self._half.value, places=self.places,
            dates=self.proposed, despite=frozenset(rule for one in self.proposed for rule, _said in one.broken),
        )  # fmt: skip
        self.page.fetch(partial(answer_of, call), partial(self._settled, day), desk=f"settle {id(self)}")

    def _settled(self, day: date, answer: list[SessionView] | Refusal) -> None:
        if isinstance(answer, Refusal):
            self.say(str(answer))
            return
        self.page.meeting_app.records_changed()
        said = _("已登記{day}停班，{count}場延期。按 u 可一次復原。").format(day=show_date(day), count=len(answer))
        self.page.meeting_app.told(said)
        if answer and self._files.value:
            renewed_invites.write(self.page, [one.id for one in answer], said)
        self.dismiss(answer)


def _asked(office: Office, day: date, half: str, places: tuple[str, ...]) -> tuple[list[str], list[NewDate]]:
    """The townships, those with a sitting that day first, and the sittings hit with their new dates."""
    return calendar.townships(office, day), closures.proposals(office, day, half=half, places=places)


def _hit_row(one: NewDate) -> Row:
    sitting = one.sitting
    if one.stays:
        new = _("不變")
    elif one.start is None:
        new = _("日期待定")
    else:
        new = _short(one.start)
    words = dict.fromkeys(_(RULE_WORDS[rule]) for rule, _sentence in one.broken)
    note = _("已鎖定") if one.stays else ("! " + _("、").join(words) if words else _("時段內空檔"))
    if not one.stays and one.start is None:
        note = ""
    style = "warning" if one.broken or one.start is None else ""
    return Row(sitting.id, (f"{sitting.name}{sitting.track_name}", _short(_start(sitting)), new, note), style)


def _start(sitting: SessionView) -> datetime:
    return datetime.fromisoformat(sitting.start).replace(tzinfo=None)


def _short(moment: datetime) -> str:
    weekday = weekday_name(moment.date(), short=True)
    day = _("{month}/{day}（{weekday}）").format(month=moment.month, day=moment.day, weekday=weekday)
    return f"{day} {moment:%H:%M}"
