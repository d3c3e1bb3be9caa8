"""The times that a due sitting may take, each with what it costs by itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from zlib import crc32

from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.planning.due import Due
from meetingtui.planning.occupancy import Bookings
from meetingtui.planning.placing import starts
from meetingtui.planning.request import PlanRequest
from meetingtui.planning.weights import Weights

TIE = 10_000
"""Ties of equal cost are settled by a number below this, made of sitting and time: the same on every machine.

It is raised by as much for each deputy who comes first in the series: of those who are free, the first presides.
"""
SCALE = 10_000_000
"""One point of cost against the tie-breaks of a whole year."""


class Option(NamedTuple):
    """A time for a sitting: its own cost, the tie-break, the day (ordinal), minutes of the day, and who presides.

    `hard` are the keys that it must have for itself; `chair` is that of who presides, "" without one.
    """

    cost: int
    tie: int
    day: int
    begin: int
    end: int
    hard: tuple[str, ...]
    chair: str
    post_id: int | None

    @property
    def floor(self) -> int:
        """What it costs at the least, scaled, with its tie-break; options are ordered by it."""
        return self.cost * SCALE + self.tie

    @property
    def start(self) -> datetime:
        """When it begins."""
        return _moment(self.day, self.begin)

    @property
    def until(self) -> datetime:
        """When it ends."""
        return _moment(self.day, self.end)


class Task(NamedTuple):
    """A due sitting with the days it may use and the one it aims at; `label` tells it apart from all others."""

    due: Due
    aim: date
    first: date
    last: date
    label: str
    weekday_cost: int

    @property
    def place(self) -> str:
        """The township where it is held, "" in the county's own rooms."""
        return self.due.township

    @property
    def agencies(self) -> tuple[str, ...]:
        """Agencies of which one delegate comes."""
        return self.due.series.agencies


class Options:
    """The open times of a task, the cheapest first; those at other hours or with a deputy are made when asked for."""

    def __init__(self, times: Times, task: Task) -> None:
        self._times = times
        self._task = task
        self.usual = times.usual(task)
        """At the usual hour, presided by the chair."""
        self._all: list[Option] | None = None

    def __iter__(self) -> Iterator[Option]:
        apart = self._times.apart
        for option in self.usual:
            if option.cost >= apart:
                break
            yield option
        for option in self.all():
            if option.cost >= apart:
                yield option

    def all(self) -> list[Option]:
        """Every open time, the cheapest first."""
        if self._all is None:
            self._all = sorted([*self.usual, *self._times.unusual(self._task)])
        return self._all


class Times:
    """Finds the times of tasks among the offered days of a year."""

    def __init__(self, request: PlanRequest, offered: Sequence[date], bookings: Bookings, weights: Weights) -> None:
        calendar = request.calendar
        self._bookings = bookings
        self._weights = weights
        self._days = [(day, day.toordinal(), calendar.before_long_holiday(day)) for day in offered]
        self._closed = _Closed(calendar)
        self._in_council = council_chairs(request, bookings)
        self._request = request
        self._empty: dict[tuple[int, date], bool] = {}
        self.apart = min(weights.hour, weights.deputy)
        """The least that a time at another hour or with a deputy costs."""

    def usual(self, task: Task) -> list[Option]:
        """The open times at the usual hour, presided by the chair, the cheapest first."""
        due = task.due
        return sorted(self._at(task, due.series.start, due.chair.post_id if due.chair else None, 0))

    def unusual(self, task: Task) -> Iterator[Option]:
        """All other open times: at other hours, or presided by a deputy."""
        due, weights = task.due, self._weights
        usual, *others = starts(due.series.start, due.series.minutes)
        clocks = [(usual, 0), *((clock, weights.hour + place) for place, clock in enumerate(others))]
        chair = due.chair.post_id if due.chair else None
        deputies = [] if chair is None else [one.post_id for one in due.series.deputies if one.post_id != chair]
        for clock, cost in clocks[1:]:
            yield from self._at(task, clock, chair, cost)
        for place, post_id in enumerate(deputies):
            for clock, cost in clocks:
                for option in self._at(task, clock, post_id, cost + weights.deputy):
                    yield option._replace(tie=option.tie + place * TIE)

    def vacant(self, post_id: int, day: date) -> bool:
        """Whether nobody holds the post any more that day."""
        known = self._empty.get((post_id, day))
        if known is None:
            known = self._empty[post_id, day] = self._request.vacant(post_id, day)
        return known

    def _given_over(self, due: Due, post_id: int, day: date) -> bool:
        """Whether somebody else has to preside: nobody holds the post, and there is a deputy."""
        if not self.vacant(post_id, day):
            return False
        return any(not self.vacant(one.post_id, day) for one in due.series.deputies)

    def council_sits(self, chair: str, day: int) -> bool:
        """Whether `chair` had better not preside on an ordinal day: the council sits."""
        return chair in self._in_council.get(day, ())

    def _at(self, task: Task, clock: time, post_id: int | None, extra: int) -> Iterator[Option]:
        """The task's days at that hour, presided by whoever holds the post."""
        due, weights, aim = task.due, self._weights, task.aim.toordinal()
        first = max(task.first, due.series.not_before or task.first).toordinal()
        last, usual = task.last.toordinal(), due.series.weekday
        begin = clock.hour * 60 + clock.minute
        end = begin + due.series.minutes
        seed = crc32(f"{task.label} {begin} {post_id}".encode())
        for day, ordinal, eve in self._days[bisect_left(self._days, first, key=_ordinal) :]:
            if ordinal > last:
                return
            if self._closed.at(day, clock, due.series.minutes, due.township):
                continue
            if post_id is not None and self._given_over(due, post_id, day):
                continue
            cost = abs(ordinal - aim) * weights.near + extra
            if usual is not None and day.weekday() != usual:
                cost += task.weekday_cost
            if eve:
                cost += weights.eve
            hard = tuple(self._bookings.hard(due, day, post_id))
            chair = self._bookings.chair(post_id, day) if post_id is not None else ""
            if self.council_sits(chair, ordinal):
                cost += weights.council
            tie = crc32(ordinal.to_bytes(4, "big"), seed) % TIE
            yield Option(cost, tie, ordinal, begin, end, hard, chair, post_id)


def council_chairs(request: PlanRequest, bookings: Bookings) -> dict[int, frozenset[str]]:
    """The chairs (keys) that had better not preside, by ordinal day of the year: the council sits."""
    found: dict[int, frozenset[str]] = {}
    first, last = date(request.year, 1, 1).toordinal(), date(request.year, 12, 31).toordinal()
    for one in request.council:
        for ordinal in range(max(one.first.toordinal(), first), min(one.last.toordinal(), last) + 1):
            day = date.fromordinal(ordinal)
            keys = frozenset(bookings.chair(post, day) for post in one.post_ids)
            found[ordinal] = found.get(ordinal, frozenset()) | keys
    return found


def _ordinal(day: tuple[date, int, bool]) -> int:
    return day[1]


class _Closed:
    """Whether offices are closed, asked of the calendar once for each day, hour and township."""

    def __init__(self, calendar: OfficeCalendar) -> None:
        self._calendar = calendar
        self._known: dict[tuple[date, time, int, str], bool] = {}

    def at(self, day: date, clock: time, minutes: int, township: str) -> bool:
        key = day, clock, minutes, township
        known = self._known.get(key)
        if known is None:
            end = _moment(day.toordinal(), clock.hour * 60 + clock.minute + minutes).time()
            known = self._known[key] = not self._calendar.is_open(day, clock, end, township or None)
        return known


def _moment(day: int, minutes: int) -> datetime:
    hours, rest = divmod(minutes, 60)
    return datetime.combine(date.fromordinal(day), time(hours, rest))
