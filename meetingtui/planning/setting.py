"""The board of a request: what is due, the times it may take, and what stands already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date, timedelta

from meetingtui.planning.board import Board
from meetingtui.planning.concessions import conceded
from meetingtui.planning.diary import STANDING, Diary, entries_of
from meetingtui.planning.due import Chain, Due
from meetingtui.planning.gaps import GapChain, GapLink, Gaps
from meetingtui.planning.ideal import earliest_days, gap_months, known_dates, next_january
from meetingtui.planning.occupancy import Bookings, near
from meetingtui.planning.options import Options, Task, Times
from meetingtui.planning.request import PlanRequest
from meetingtui.planning.weights import Weights

GAP_WEEKDAY = 2
"""Under a longest gap another weekday costs little: a week given away each time would eat the year up."""


class Setting:
    """Tasks and options by number, with the board that they are placed on."""

    def __init__(self, request: PlanRequest, chains: Sequence[Chain], bookings: Bookings, weights: Weights) -> None:
        self.request = request
        self.bookings = bookings
        self.weights = weights
        self._gap_chains: list[GapChain] = []
        self.tasks: list[Task] = []
        for chain in sorted((one for one in chains if gap_months(one.series)), key=_chain_order):
            self._add_chain(chain)
        self.in_chains = len(self.tasks)
        self.tasks += [
            Task(due, due.ideal, self.opens(due), due.window.last, due.label, weights.weekday)
            for chain in chains if not gap_months(chain.series) for due in chain.dues if due is not None
        ]  # fmt: skip
        self.tasks = [conceded(task, request.conceded) for task in self.tasks]
        self.times = Times(request, offered(request), bookings, weights)
        self._diary = standing_diary(request, bookings)
        options = [Options(self.times, task) for task in self.tasks]
        self.board = Board(self.tasks, options, self._diary, Gaps(self._gap_chains), weights)
        self.count_standing()

    def aside(self, given_up: Iterable[GapLink]) -> Setting:
        """The same with an empty board of its own, where those links may be too long: this one is left alone."""
        own, theirs = copy(self), self.board
        own.tasks, own._diary = list(self.tasks), standing_diary(self.request, self.bookings)
        own.board = Board(own.tasks, theirs.options, own._diary, Gaps(theirs.gaps.chains, given_up), self.weights)
        own.count_standing()
        return own

    def order(self) -> list[int]:
        """The tasks as they are best placed: chains in order of time, then the rest by the days left to rivals."""
        rivals: Counter[tuple[object, ...]] = Counter()
        rest = range(self.in_chains, len(self.tasks))
        for task in rest:
            rivals.update(_rivalries(self.tasks[task].due))
        slack = {
            task: self._free_days(task) - max((rivals[one] for one in _rivalries(self.tasks[task].due)), default=0)
            for task in rest
        }
        by_slack = sorted(rest, key=lambda task: (slack[task], *_due_order(self.tasks[task].due)))
        return [*range(self.in_chains), *by_slack]

    def opens(self, due: Due) -> date:
        """The first day of its window for which its notice can still be out in time."""
        return max(due.window.first, due.series.not_before or due.window.first)

    def open_up(self, task: int) -> None:
        """Let `task` take any day of its window, also those from which what follows cannot be reached."""
        first = min(self.tasks[task].first, self.opens(self.tasks[task].due))
        if first < self.tasks[task].first:
            self.tasks[task] = self.tasks[task]._replace(first=first)
            self.board.options[task] = Options(self.times, self.tasks[task])

    def count_standing(self) -> None:
        """Let the board know how much the chairs preside already in sittings that stand."""
        for one in self.request.fixed:
            if one.start is not None and one.chair_post_id is not None:
                day = one.start.date()
                chair = self.bookings.chair(one.chair_post_id, day)
                self.board.stand(chair, day.toordinal(), away=bool(one.township))

    # ----- inside

    def _add_chain(self, chain: Chain) -> None:
        """Its due sittings, each from the first day on from which all later ones can be reached within the gap."""
        months = gap_months(chain.series) or 1
        calendar = self.request.calendar
        pinned = [
            window if (day := chain.filled.get(n)) is None else window._replace(first=day, last=day)
            for n, window in enumerate(chain.windows)
        ]
        nodes: list[int] = []
        days: list[int | None] = []
        for n, (due, start) in enumerate(
            zip(chain.dues, earliest_days(pinned, months, calendar.is_offered), strict=True)
        ):
            if due is None:
                day = chain.filled.get(n)
                nodes.append(STANDING)
                days.append(day.toordinal() if day else None)
                continue
            first = max(min(start, chain.windows[n].last), self.opens(due))
            tight = (due.window.last - due.window.first).days >= 28 * months
            cost = min(GAP_WEEKDAY, self.weights.weekday) if tight else self.weights.weekday
            if first <= due.window.last:
                nodes.append(len(self.tasks))
                days.append(None)
            self.tasks.append(Task(due, max(due.ideal, first), first, due.window.last, due.label, cost))
        known = known_dates(chain.series, chain.track)
        before = [day.toordinal() for day in known if day.year < self.request.year]
        after = next_january(chain.windows, calendar.is_offered)
        self._gap_chains.append(
            GapChain(
                months, tuple(nodes), tuple(days),
                max(before, default=None), after.toordinal() if after else None,
                tuple(sorted(day.toordinal() for day in known if day.year >= self.request.year)),
            )
        )  # fmt: skip

    def _free_days(self, task: int) -> int:
        """How many days of its window have chair and room free at the usual time."""
        place = self.tasks[task].place
        return sum(
            not any(self._diary.hits(key, option.day, option.begin, option.end, place) for key in option.hard)
            for option in self.board.options[task].usual
        )


def standing_diary(request: PlanRequest, bookings: Bookings) -> Diary:
    """What is taken before anything is placed: by sittings that stand, and by busy times."""
    diary = Diary(request.weights.travel_minutes)
    for one in request.fixed:
        booking = bookings.fixed(one)
        for day, entry in entries_of(booking, one.township) if booking else ():
            for key in booking.keys if booking else ():
                diary.add(key, day, entry)
    for busy in near(request.busy, request.year):
        for booking in bookings.busy(busy):
            for day, entry in entries_of(booking, None):
                for key in booking.keys:
                    diary.add(key, day, entry)
    return diary


def offered(request: PlanRequest) -> list[date]:
    """The year's days on which sittings may be put, in order."""
    first = date(request.year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(request.year, 12, 31) - first).days + 1))
    start = request.not_before or first
    return [day for day in days if day >= start and request.calendar.is_offered(day)]


def _chain_order(chain: Chain) -> tuple[int, str, str]:
    """Those with the most sittings a year first."""
    return -len(chain.windows), chain.series.code, chain.track.code if chain.track else ""


def _rivalries(due: Due) -> list[tuple[object, ...]]:
    """What a sitting contends for in its window: a chair, a room."""
    window = due.window.first, due.window.last
    chair = [("chair", due.chair.post_id, *window)] if due.chair else []
    room = [("room", due.series.room, due.township, *window)] if due.series.room and not due.series.external else []
    return [*chair, *room]


def _due_order(due: Due) -> tuple[date, date, str, str, int]:
    return due.window.last, due.ideal, due.series.code, due.track_code, due.window.k
