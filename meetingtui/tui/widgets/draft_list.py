"""The draft of a year as a list: shifted by arrows, accepted by the space bar, what is wrong in red."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from meetingtui.dates.showing import weekday_name
from meetingtui.language import N_, _
from meetingtui.services import planning
from meetingtui.services.drafting import PlanLine, YearInHand
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, RecordList, Row, RowId

LEFT = "u"
"""What the ids of lines of sittings without a time begin with, their number behind it."""
PAST = "past "
"""What the ids of lines that sum up the windows of a series begin with."""
ALIKE = f"{PAST}alike "
"""The same of lines that sum up the sittings of a series that find no time for one cause."""
COLUMNS = (
    ListColumn("sign", "", 1, importance=10),
    ListColumn("day", N_("日期"), 11, importance=9),
    ListColumn("before", N_("前一年"), 11, importance=3),
    ListColumn("time", N_("時間"), 11, importance=7),
    ListColumn("name", N_("會議別"), 16, importance=9, grow=3),
    ListColumn("track", N_("分區"), 8, importance=6, grow=2),
    ListColumn("ordinal", N_("次別"), 6, importance=8),
    ListColumn("chair", N_("主持人"), 8, importance=5, grow=1),
    ListColumn("room", N_("場地"), 12, importance=4, grow=1),
    ListColumn("why", N_("緣由"), 14, importance=2, grow=3),
)


class DraftList(RecordList):
    """The draft as a list: arrows shift the sitting under the cursor, the space bar accepts."""

    HELP = N_(
        "左右方向鍵提前或延後一週，加 Shift 或 Ctrl 為一天；違反規定的場次以「!」標示，註明事由照排的以「=」標示。"
        "空白鍵先接受全部，再按則取消或接受游標所在的一場。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space,ideographic_space,ctrl+space", "accept", N_("接受"), id="plan.accept",
            tooltip=N_("尚未接受時接受全部，之後接受或取消這一場"),
        ),
        Binding("right", "screen.shift(7)", N_("後一週"), id="plan.week-later", tooltip=N_("這一場延後一週")),
        Binding("left", "screen.shift(-7)", N_("前一週"), id="plan.week-earlier", tooltip=N_("這一場提前一週")),
        Binding(
            "shift+right,ctrl+right,full_stop", "screen.shift(1)", N_("後一天"), id="plan.day-later", show=False,
            tooltip=N_("這一場延後一天"),
        ),
        Binding(
            "shift+left,ctrl+left,comma", "screen.shift(-1)", N_("前一天"), id="plan.day-earlier", show=False,
            tooltip=N_("這一場提前一天"),
        ),
    ]  # fmt: skip

    @dataclass
    class NotAcceptable(Message):
        """The user wants to accept a line that cannot be saved as it is."""

        id: RowId

    def __init__(self, id: str | None = None) -> None:
        super().__init__(COLUMNS, empty=N_("編排中，請稍候。"), sortable=False, id=id)
        self.acceptable: frozenset[RowId] = frozenset()

    def action_accept(self) -> None:
        """Accept everything first, and this line or not from then on."""
        if self.marked:
            self.action_mark()
        else:
            self.action_mark_all()

    def action_mark(self) -> None:
        row = self.current
        if row is not None and row.style != HEADING and row.id not in self.acceptable | self.marked:
            self.post_message(self.NotAcceptable(row.id))
        else:
            super().action_mark()

    def action_mark_all(self) -> None:
        self.marked = set() if self.acceptable <= self.marked else set(self.acceptable)
        self.post_message(self.Marked(self))
        self.refresh()


def draft_rows(hand: YearInHand, opened: Collection[RowId] = ()) -> Iterable[Row]:
    """The sittings by date, then what found no time, then windows that are over, then what the user should know.

    Windows that are over are one line for each series; those of the lines in `opened` stand below it one by one.
    """
    for place, line in enumerate(hand.lines):
        yield _row(place, line, moved=place in hand.shifted)
    lost = hand.draft.lost
    if lost:
        yield Row("unplaced", (_("排不進的場次（{count}）").format(count=len(lost)),), HEADING)
    for number, one in enumerate(lost):
        if one.alike and f"{ALIKE}{one.series}" not in opened:
            continue
        track = hand.track_of(one.series, one.track)
        yield _note_row(f"{LEFT}{number}", "!", hand.name_of(one.series), track, one.reason, "error", first=one.window)
    for code, text in planning.alike(hand.office, hand.draft).items():
        key, first = f"{ALIKE}{code}", _("另{count}場").format(count=len(hand.draft.alike[code]))
        yield _note_row(key, "-" if key in opened else "+", hand.name_of(code), "", text, "error", first=first)
    yield from _past_rows(hand, opened)
    notes = [one for one in hand.warnings if one.kind not in {"year", "calendar"}]
    if notes:
        yield Row("notes", (_("請留意（{count}）").format(count=len(notes)),), HEADING)
    for number, note in enumerate(notes):
        style = "error" if note.kind == "gap" else "warning"
        yield _note_row(f"w{number}", "!", hand.name_of(note.series), "", note.message, style)


def _past_rows(hand: YearInHand, opened: Collection[RowId]) -> Iterable[Row]:
    past = hand.draft.past
    if past:
        count = sum(len(windows) for windows in past.values())
        yield Row("past", (_("已過期的時段（{count}）").format(count=count),), HEADING)
    for code, windows in past.items():
        key = f"{PAST}{code}"
        text = _("已過期的時段{count}個未排；如已召開，請補登。Enter 逐一列出。").format(count=len(windows))
        yield _note_row(
            key, "-" if key in opened else "+", hand.name_of(code), "", text, "warning",
            first=_("{count}個時段").format(count=len(windows)),
        )  # fmt: skip
        if key in opened:
            for number, one in enumerate(windows):
                track = hand.track_of(code, one.track)
                yield _note_row(f"{code} {number}", "", "", track, one.reason, "", first=one.window)


def _note_row(key: str, sign: str, name: str, track: str, text: str, style: str, *, first: str = "") -> Row:
    return Row(key, (sign, first, "", "", name, track, "", "", "", text), style)


def _row(place: int, line: PlanLine, *, moved: bool) -> Row:
    sign = "=" if line.kept else "!" if line.broken else ">" if moved else ""
    style = "warning" if line.kept else "error" if line.broken else "accent" if moved else ""
    before = short_day(line.before) if line.before else ""
    texts = (
        sign, short_day(line.start), before, f"{line.start:%H:%M}-{line.end:%H:%M}", line.name, line.track,
        ordinal(line), line.chair, line.room, kept_words(line) or "".join(line.broken) or line.why,
    )  # fmt: skip
    return Row(place, texts, style)


def kept_words(line: PlanLine) -> str:
    """照排（事由）, of a line that is kept although it breaks a rule."""
    return _("照排（{reason}）").format(reason=line.kept) if line.kept else ""


def ordinal(line: PlanLine) -> str:
    """第N次 in the language in use."""
    return _("第{n}次").format(n=line.ordinal)


def short_day(moment: datetime) -> str:
    """3/5（四）."""
    weekday = weekday_name(moment.date(), short=True)
    return _("{month}/{day}（{weekday}）").format(month=moment.month, day=moment.day, weekday=weekday)
