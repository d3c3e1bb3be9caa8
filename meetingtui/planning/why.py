"""Why a sitting lies where it lies: what kept it from the days nearer to its ideal one, and from its usual hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from meetingtui.dates.showing import show_date, weekday_name
from meetingtui.language import N_, _
from meetingtui.planning.clashes import Booking, named
from meetingtui.planning.occupancy import BUSY, Occupancy
from meetingtui.planning.options import Option, Task
from meetingtui.planning.setting import Setting

_SAID = 3
"""Reasons that are said, the most frequent first."""
_WORDS = {
    "taken": N_("{who}已有「{there}」"),
    "busy": N_("{who}已有他會"),
    "travel": N_("{who}來不及往返"),
    "gap": N_("超過間隔"),
    "weekday": N_("不是{weekday}"),
    "council": N_("在議會會期"),
    "eve": N_("在連續假期前一日"),
    "beside": N_("主持人或出席機關另有場次"),
    "journey": N_("主持人須另跑一趟外地"),
    "equal": N_("扣分相同"),
}


class _Reason(NamedTuple):
    """Why a time was not taken: a key of `_WORDS`, whom it concerns (a booking's key), and what that one has then."""

    kind: str
    who: str = ""
    there: str = ""


class Whys:
    """Says why the sittings of a board lie where they lie."""

    def __init__(
        self, setting: Setting, occupancy: Occupancy, own: Mapping[int, Booking], names: Mapping[str, str]
    ) -> None:
        """`own` are the bookings of the tasks themselves in `occupancy`."""
        self._setting = setting
        self._occupancy = occupancy
        self._own = own
        self._names = names

    def why(self, task: int, *, acting: str = "") -> str:
        """Its day, then its hour, then the deputy, each with what decided it."""
        board, one = self._setting.board, self._setting.tasks[task]
        option = board.take(task)
        if option is None:
            return ""
        said = [self._day(task, one, option), self._hour(task, one, option), *self._passed_over(task, one, option)]
        board.put(task, option)
        text = _("{window}：{why}。").format(
            window=one.due.window.label, why=_("；").join(part for part in said if part)
        )  # fmt: skip
        return text + _("由{who}代理主持。").format(who=acting) if acting else text

    # ----- inside

    def _day(self, task: int, one: Task, option: Option) -> str:
        aim = one.aim.toordinal()
        usual_hour = option.start.time() == one.due.series.start
        if option.day == aim:
            return _("理想日，平常時間") if usual_hour else _("理想日")
        far = abs(option.day - aim)
        nearer = [other for other in self._setting.board.options[task].usual if abs(other.day - aim) < far]
        if not nearer:
            return _("離理想日（{aim}）最近的可用日").format(aim=show_date(one.aim))
        return _("離理想日（{aim}）更近的上班日中，{reasons}").format(
            aim=show_date(one.aim), reasons=self._counted(one, (self._reason(task, other, option) for other in nearer))
        )  # fmt: skip

    def _hour(self, task: int, one: Task, option: Option) -> str:
        """Why it is not held at its usual hour, or not by its own chair; "" where it is."""
        usual = one.due.series.start
        same_hour, chair = option.start.time() == usual, one.due.chair
        if same_hour and (chair is None or option.post_id == chair.post_id):
            return ""
        at_its_hour = next(
            (other for other in self._setting.board.options[task].usual if other.day == option.day), None
        )
        reason = self._words(one, self._reason(task, at_its_hour, option)) if at_its_hour else _("未上班")
        if chair is not None and self._setting.times.vacant(chair.post_id, option.start.date()):
            reason = _("{post}出缺").format(post=chair.name)
        if same_hour:
            return reason
        return _("平常時間（{usual}）{reason}，改用其他時間").format(usual=f"{usual:%H:%M}", reason=reason)

    def _passed_over(self, task: int, one: Task, option: Option) -> Iterator[str]:
        """Why those deputies do not preside who come before the one who does."""
        chair, deputies = one.due.chair, one.due.series.deputies
        if chair is None or option.post_id == chair.post_id:
            return
        for post in deputies[: one.due.series.passed_over(option.post_id)]:
            theirs = next((other for other in self._setting.board.options[task] if (other.day, other.begin) == (
                option.day, option.begin) and other.post_id == post.post_id), None)  # fmt: skip
            if theirs is not None:
                yield self._words(one, self._reason(task, theirs, option))
            elif self._setting.times.vacant(post.post_id, option.start.date()):
                yield _("{post}出缺").format(post=post.name)

    def _reason(self, task: int, other: Option, chosen: Option) -> _Reason:
        """Why `other` was not taken instead of what was chosen; the task itself is off the board."""
        board = self._setting.board
        place = self._setting.tasks[task].place
        for key in other.hard:
            if board.diary.hits(key, other.day, other.begin, other.end, place):
                booking = self._occupancy.at(key, other.start, other.until, but=self._own[task])
                if booking is None:
                    return _Reason("travel", key)
                return _Reason("busy", key) if booking.label == _(BUSY) else _Reason("taken", key, booking.label)
        if board.gaps.broken(task, other.day, board.chosen):
            return _Reason("gap")
        theirs, ours = self._wishes(task, other), self._wishes(task, chosen)
        most = max(theirs, key=lambda wish: theirs[wish] - ours[wish])
        return _Reason(most if theirs[most] > ours[most] else "equal")

    def _wishes(self, task: int, option: Option) -> dict[str, int]:
        """What a time pays for wishes other than its distance from the ideal day."""
        setting, one, day = self._setting, self._setting.tasks[task], date.fromordinal(option.day)
        usual = one.due.series.weekday
        journey, over = self._journey(one, option), setting.board.over(task, option)
        return {
            "weekday": one.weekday_cost if usual is not None and day.weekday() != usual else 0,
            "council": setting.weights.council if setting.times.council_sits(option.chair, option.day) else 0,
            "eve": setting.weights.eve if setting.request.calendar.before_long_holiday(day) else 0,
            "gap": over,
            "beside": setting.board.points(task, option) - option.cost - journey - over,
            "journey": journey,
        }

    def _journey(self, one: Task, option: Option) -> int:
        """What it pays for a journey that the chair would make for it alone."""
        away = self._setting.board.travels(option.chair, option.day)
        return self._setting.weights.travel_day if one.place and option.chair and not away else 0

    def _counted(self, one: Task, reasons: Iterable[_Reason]) -> str:
        """The most frequent reasons, each with its days; what takes one person on several days is then not named."""
        counted = Counter(reasons)
        taken = Counter(reason.who for reason in counted if reason.kind in {"taken", "busy"})
        merged: Counter[_Reason] = Counter()
        for reason, days in counted.items():
            merged[_Reason("busy", reason.who) if taken[reason.who] > 1 and reason.kind == "taken" else reason] += days
        most: Sequence[tuple[_Reason, int]] = sorted(merged.items(), key=lambda pair: (-pair[1], pair[0]))[:_SAID]
        text = _("{days}日{reason}")
        return _("、").join(text.format(days=days, reason=self._words(one, reason)) for reason, days in most)

    def _words(self, one: Task, reason: _Reason) -> str:
        usual, monday = one.due.series.weekday, date(2024, 1, 1).toordinal()
        return _(_WORDS[reason.kind]).format(
            who=named(reason.who, self._names) if reason.who else "", there=reason.there,
            weekday=weekday_name(date.fromordinal(monday + usual)) if usual is not None else "",
        )  # fmt: skip
