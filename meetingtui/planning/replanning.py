"""When something has come between: the fewest and nearest moves that make a year right again.

What stands and may move is a task that keeps its time for nothing; what an event has hit must find another one, and
pushes others aside only where that disturbs less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from meetingtui.dates.showing import show_date
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.language import _
from meetingtui.planning import bettering, clashes, engine
from meetingtui.planning.board import Board
from meetingtui.planning.diary import STANDING
from meetingtui.planning.due import Due
from meetingtui.planning.gaps import GapChain, Gaps
from meetingtui.planning.ideal import gap_months, known_dates
from meetingtui.planning.moves import REACH, Leaving, Move, Moves
from meetingtui.planning.occupancy import Bookings, standing
from meetingtui.planning.options import Option, Task, Times
from meetingtui.planning.request import ChairPost, FixedSitting, PlanRequest, SeriesPlan
from meetingtui.planning.setting import standing_diary
from meetingtui.planning.windows import Window

LEAVING = Leaving()


class Change(NamedTuple):
    """A sitting that has to move, in Taipei time: why, and whether the event itself has `hit` it or only the moves."""

    id: int
    before: datetime
    start: datetime
    end: datetime
    acting_post_id: int | None
    why: str
    hit: bool


class Stuck(NamedTuple):
    """A sitting that should move and does not, and why."""

    id: int
    why: str


class Repair(NamedTuple):
    """The moves that make the year right again, in order of time, and what cannot be helped."""

    changes: tuple[Change, ...]
    stuck: tuple[Stuck, ...]


def repair(
    request: PlanRequest, *, today: date, moving_noticed: bool = False, hit: Collection[int] = (),
    deputies: bool = True,
) -> Repair:  # fmt: skip
    """The fewest and nearest moves after which no movable sitting has a closed day, a taken chair or a taken room.

    Sittings with an id in `hit` leave their time in any case. Those whose notice is out stay unless `moving_noticed`.
    Without `deputies` no chair is handed on.
    """
    return Repairing(request, today, moving_noticed, frozenset(hit), deputies=deputies).done()


class Repairing:
    """A year while it is made right again; `board` holds what may move."""

    def __init__(
        self, request: PlanRequest, today: date, moving_noticed: bool = False, hit: frozenset[int] = frozenset(),
        *, deputies: bool = True,
    ) -> None:  # fmt: skip
        self._request = request
        self._today = today
        self._deputies = deputies
        movable = [one for one in request.fixed if one.movable and one.start is not None]
        self._hit = hit
        self._kept = [one for one in movable if one.id not in hit and self._placed_despite(one)]
        kept = {one.id for one in self._kept}
        movable = [one for one in movable if one.id not in kept]
        self._sittings = sorted(
            (one for one in movable if moving_noticed or not one.noticed), key=lambda one: (one.start, one.label)
        )
        kept_back = [one for one in movable if one.noticed and not moving_noticed]
        chosen = {one.id for one in self._sittings}
        rest = tuple(one for one in request.fixed if one.id not in chosen or not one.movable)
        self._still = replace(request, fixed=rest)
        self._bookings = Bookings(request)
        self._occupancy = standing(self._still, self._bookings)
        self._times = Times(self._still, self._days(), self._bookings, request.weights)
        self._moves = [self._move(one) for one in self._sittings]
        self._options = [Moves(self._times, move, LEAVING, request.weights) for move in self._moves]
        self.board = Board(
            [move.task for move in self._moves], self._options, standing_diary(self._still, self._bookings),
            Gaps(list(self._gap_chains())), request.weights,
        )  # fmt: skip
        self.board.over_gap = 0  # what stands too far from its neighbour is said, and nothing is moved for it
        self._why: dict[int, str] = {}
        self._stuck = [
            Stuck(one.id, _("{why}開會通知已發出，未更動；可另行允許更動已通知的場次。").format(why=why))
            for one in kept_back if (why := self._against(one, kept_back))
        ]  # fmt: skip
        self._stuck += self._locked()
        self._stuck += [
            Stuck(one.id, _("{why}已註明事由照排，未更動；如須改期，請自行改期。").format(why=why))
            for one in self._kept if (why := self._against(one, ()))
        ]  # fmt: skip

    def done(self) -> Repair:
        """Put what may stay, then find a time for the rest."""
        board = self.board
        waiting = [task for task in range(len(self._moves)) if not self._stays(task)]
        for task in waiting:
            self._options[task].stays = False
        for task in sorted(waiting, key=lambda task: (self._moves[task].window_last, task)):
            option = engine.cheapest(board, task)
            if option is not None:
                board.put(task, option)
            elif not engine.eject(board, task):
                self._give_back(task)
        bettering.better(board, [task for task, option in enumerate(board.chosen) if self._moved(task, option)])
        changes = [self._change(task, option) for task, option in enumerate(board.chosen) if self._moved(task, option)]
        self._stuck += self._without_chair({*(one.id for one in changes), *(one.id for one in self._stuck)})
        known = {one.id for one in self._stuck}
        stuck = [*self._stuck, *(one for one in self._too_far() if one.id not in known)]
        return Repair(tuple(sorted(changes, key=lambda one: (one.before, one.id))), tuple(stuck))

    # ----- what must move

    def _placed_despite(self, one: FixedSitting) -> bool:
        """Whether somebody has put it where it is although it clashes, or on a day off: then the others give way."""
        if one.start is None or one.end is None or one.kept.isdisjoint({"clash", "holiday"}):
            return False
        closed = clashes.day_off(self._request.calendar, one.start, one.end, f"{one.township}{one.room}")
        return "holiday" in one.kept or not closed

    def _stays(self, task: int) -> bool:
        """Put the sitting where it is, unless that is no longer possible."""
        now, sitting = self._moves[task].now, self._sittings[task]
        why = "" if now is None else self._blocked(now, sitting)
        if now is None or why or sitting.id in self._hit:
            self._why[task] = why
            return False
        self.board.gaps.given_up.update(
            one.link for one in self.board.gaps.too_long(task, now.day, self.board.chosen)
        )  # fmt: skip
        self.board.put(task, now)
        return True

    def _blocked(self, now: Option, sitting: FixedSitting) -> str:
        """Why the sitting cannot stay beside those that were put before it."""
        why = self._against(sitting, ())
        if why:
            return why
        for key in now.hard:
            for entry in self.board.diary.hits(key, now.day, now.begin, now.end, sitting.township):
                if entry.task != STANDING:
                    there = self._sittings[entry.task]
                    return _("與「{there}」同時，{who}無法兼顧。").format(
                        there=there.label, who=clashes.named(key, self._bookings.names)
                    )
        return ""

    def _against(self, sitting: FixedSitting, others: Sequence[FixedSitting]) -> str:
        """What closes the offices at its time, or has its chair or room then; "" when nothing does."""
        if sitting.start is None or sitting.end is None:
            return ""
        where = f"{sitting.township}{sitting.room}"
        closed = clashes.day_off(self._request.calendar, sitting.start, sitting.end, where)
        if closed and not sitting.external and "holiday" not in sitting.kept:
            return closed
        booking = self._bookings.fixed(sitting)
        if booking is None:
            return ""
        if self._deputies and (vacant := self._vacant(sitting)):
            return _("{post}出缺，改由代理人主持。").format(post=vacant)
        own = {one.label for one in (sitting, *others)}
        met = [one for one in self._occupancy.met_by(booking) if one.label not in own]
        hard = replace(booking, keys=frozenset(key for key in booking.keys if not key.startswith("agency:")))
        found = clashes.clashes(hard, met, self._bookings.names)
        return found[0].sentence if found else ""

    def _vacant(self, sitting: FixedSitting) -> str:
        """The post that is to preside and is vacant, where a deputy can instead; "" for none."""
        post, start = sitting.chair_post_id, sitting.start
        if post is None or start is None or not self._request.vacant(post, start.date()):
            return ""
        series = next((one for one in self._request.series if one.series_id == sitting.series_id), None)
        if series is None or all(self._request.vacant(one.post_id, start.date()) for one in series.deputies):
            return ""
        return clashes.named(f"post:{post}", self._bookings.names)

    def _give_back(self, task: int) -> None:
        """Nothing was found: the sitting stays where it is, and is said to."""
        move, sitting = self._moves[task], self._sittings[task]
        why = _("{why}到{last}沒有可改的時間。").format(why=self._why.get(task, ""), last=show_date(move.task.last))
        if not self._deputies and self._has_deputies(sitting):
            why += _("可另行允許改由代理人主持。")
        self._stuck.append(Stuck(sitting.id, why))
        if move.now is not None:
            self.board.put(task, move.now)

    # ----- what is broken and stays so

    def _without_chair(self, told: Collection[int]) -> Iterator[Stuck]:
        """Sittings whose chair's post is vacant, where no deputy may take over, but for those that are `told` of."""
        for one in self._sittings if not self._deputies else ():
            if one.id not in told and (vacant := self._vacant(one)):
                yield Stuck(one.id, _("{post}出缺，未更動；可另行允許改由代理人主持。").format(post=vacant))

    def _has_deputies(self, one: FixedSitting) -> bool:
        return any(series.series_id == one.series_id and series.deputies for series in self._request.series)

    def _locked(self) -> Iterator[Stuck]:
        """Sittings to come that may not move and cannot stay."""
        for one in self._request.fixed:
            if one.movable or one.external or one.start is None or one.start.date() <= self._today:
                continue
            if why := self._against(one, ()):
                yield Stuck(one.id, _("{why}已鎖定，未更動；請解除鎖定後再重排，或自行改期。").format(why=why))

    def _too_far(self) -> Iterator[Stuck]:
        """Sittings to come that lie too far from the one before them: no event, so nothing is moved for it."""
        task_of = {one.id: task for task, one in enumerate(self._sittings)}
        for series in self._request.series:
            months = gap_months(series)
            for track in series.tracks or (None,) if months else ():
                by_day = dict.fromkeys(known_dates(series, track), 0)
                for one in self._request.fixed:
                    if (one.series_id, one.track_code) == (series.series_id, track.code if track else ""):
                        chosen = self.board.chosen[task_of[one.id]] if one.id in task_of else None
                        start = chosen.start if chosen is not None else one.start
                        by_day |= {start.date(): one.id} if start is not None else {}
                for earlier, later in clashes.gap_broken(sorted(by_day), months or 1):
                    if later > self._today and by_day[later]:
                        text = _("與上一場（{earlier}）相隔超過{months}個月，未更動；請改期其中一場，或加開一場。")
                        yield Stuck(by_day[later], text.format(earlier=show_date(earlier), months=months))

    # ----- what comes of it

    def _moved(self, task: int, option: Option | None) -> bool:
        now = self._moves[task].now
        return option is not None and (now is None or (option.day, option.begin, option.post_id) != (
            now.day, now.begin, now.post_id))  # fmt: skip

    def _change(self, task: int, option: Option | None) -> Change:
        sitting, move = self._sittings[task], self._moves[task]
        if option is None or sitting.start is None:
            raise ValueError(sitting.label)
        acting = option.post_id if option.post_id != sitting.chair_post_id else None
        why = self._why.get(task) or _("讓出時間給其他受影響的場次。")
        why += self._passed_over(move, option) if acting is not None else ""
        if option.day > move.window_last.toordinal():
            why += _("時段內沒有空檔，逾期補開。")
        return Change(sitting.id, sitting.start, option.start, option.until, acting, why, task in self._why)

    def _passed_over(self, move: Move, option: Option) -> str:
        """Which deputies have no time then who come before the one who is to preside; "" where none does."""
        series, day, found = move.task.due.series, date.fromordinal(option.day), []
        for post in series.deputies[: series.passed_over(option.post_id)]:
            key = self._bookings.chair(post.post_id, day)
            if self.board.diary.hits(key, option.day, option.begin, option.end, move.task.place):
                found.append(clashes.named(key, self._bookings.names))
        return _("{who}當時另有場次或行程。").format(who=_("、").join(found)) if found else ""

    # ----- the board

    def _days(self) -> list[date]:
        first = self._request.not_before or self._today + timedelta(days=1)
        last = date(self._request.year, 12, 31) + REACH
        span = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in span if self._request.calendar.is_offered(day)]

    def _move(self, one: FixedSitting) -> Move:
        if one.start is None or one.end is None:
            raise ValueError(one.label)
        day = one.start.date()
        first, last = one.window_first or day - REACH, one.window_last or day
        series = self._series(one)
        chair = ChairPost(one.chair_post_id, "") if one.chair_post_id is not None else None
        due = Due(series, None, Window(first, last, "", 0, 0, first, last), day, chair, one.township)
        task = Task(due, day, max(first, self._today), max(last, day) + REACH, one.label, self._request.weights.weekday)
        begin = one.start.hour * 60 + one.start.minute
        hard = tuple(self._bookings.hard(due, day, one.chair_post_id))
        who = self._bookings.chair(one.chair_post_id, day) if one.chair_post_id is not None else ""
        now = Option(0, 0, day.toordinal(), begin, begin + series.minutes, hard, who, one.chair_post_id)
        return Move(task, now, one.noticed, first, last, self._today + timedelta(days=one.notice_days))

    def _series(self, one: FixedSitting) -> SeriesPlan:
        """The series as this sitting is held: its own hour, length and room."""
        known = next((s for s in self._request.series if s.series_id == one.series_id), None)
        series = replace(known, not_before=None) if known else SeriesPlan(
            one.series_id, one.label, Cadence(Rhythm.DEMAND, 0)
        )  # fmt: skip
        series = series if self._deputies else replace(series, deputies=())
        if one.start is None or one.end is None:
            return series
        minutes = max(1, int((one.end - one.start).total_seconds() // 60))
        return replace(
            series, start=one.start.time(), minutes=minutes, room=one.room, external=one.external, weekday=None
        )

    def _gap_chains(self) -> Sequence[GapChain]:
        """The longest gaps between the sittings as they stand, those that may move as tasks."""
        task_of = {one.id: task for task, one in enumerate(self._sittings)}
        found = []
        for series in self._request.series:
            months = gap_months(series)
            for track in series.tracks or (None,) if months else ():
                code = track.code if track else ""
                own = sorted(
                    (one.start.date().toordinal(), task_of.get(one.id, STANDING) if one.movable else STANDING)
                    for one in self._request.fixed
                    if one.series_id == series.series_id and one.track_code == code and one.start is not None
                )
                nodes = tuple(task for _day, task in own)
                found.append(GapChain(months or 1, nodes, tuple(day for day, _task in own), None, None))
        return found
