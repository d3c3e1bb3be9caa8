"""The year while it is planned: which sitting has which time, what stands in the way of another, and what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from meetingtui.planning.diary import STANDING, Diary, Entry
from meetingtui.planning.gaps import Gaps
from meetingtui.planning.options import SCALE, Option, Task
from meetingtui.planning.weights import Weights

HALVES = range(12 * 60), range(12 * 60, 24 * 60)
"""The minutes of the morning and of the afternoon."""


class Choices(Protocol):
    """The times of a task, the cheapest first; `usual` are those that are meant at first."""

    @property
    def usual(self) -> Sequence[Option]: ...

    def __iter__(self) -> Iterator[Option]: ...


class Abandoned(Exception):  # noqa: N818 - no error: nobody waits for the plan any more
    """The plan was given up while it was made."""


def always() -> bool:
    """That a plan is waited for, whatever it takes."""
    return True


class Board:
    """Tasks by number, their options, and the option that each has now (None without a time)."""

    def __init__(
        self, tasks: Sequence[Task], options: Sequence[Choices], diary: Diary, gaps: Gaps, weights: Weights
    ) -> None:
        self.tasks = tasks
        self.options = list(options)
        self.chosen: list[Option | None] = [None] * len(tasks)
        self.diary = diary
        self.gaps = gaps
        self.weights = weights
        self.wanted: Callable[[], bool] = always
        """Asked while a plan is made and explained, from its thread."""
        self.over_gap = weights.over_gap
        """Points of each day beyond a longest gap that is given up."""
        self._per_day: Counter[tuple[str, int]] = Counter()
        self._per_week: Counter[tuple[str, int]] = Counter()
        self._away: Counter[tuple[str, int]] = Counter()
        self._standing_days: Counter[tuple[str, int]] = Counter()
        self._standing_weeks: Counter[tuple[str, int]] = Counter()
        self._standing_away: set[tuple[str, int]] = set()

    def require_wanted(self) -> None:
        """Raises Abandoned once nobody waits for the plan any more."""
        if not self.wanted():
            raise Abandoned

    # ----- what may be

    def blockers(self, task: int, option: Option) -> set[int]:
        """The tasks that must go for `task` to take that time; STANDING is among them when that is not possible."""
        place, chosen = self.tasks[task].place, self.chosen
        found = {
            one.task for key in option.hard for one in self.diary.hits(key, option.day, option.begin, option.end, place)
        }
        found.discard(task)
        found.update(self.gaps.broken(task, option.day, chosen))
        return found

    def rivals(self, task: int, option: Option) -> set[int]:
        """Those without which that time might cost `task` less: of its agencies then, of a chair with a full day."""
        weights, found = self.weights, set[int]()
        for agency in self.tasks[task].agencies:
            found |= {
                one.task for one in self.diary.on(agency, option.day)
                if one.begin < option.end and option.begin < one.end
            }  # fmt: skip
        if option.chair and self._per_day[option.chair, option.day] >= weights.chair_day_most:
            found |= {one.task for one in self.diary.on(option.chair, option.day)}
        return found - {task, STANDING}

    def price(self, task: int, option: Option) -> int:
        """What that time costs now, wishes of others' sittings included, scaled, with its tie-break."""
        return self.points(task, option) * SCALE + option.tie

    def points(self, task: int, option: Option) -> int:
        """The same in points, without the tie-break."""
        return option.cost + self._beside(task, option) + self.over(task, option)

    def over(self, task: int, option: Option) -> int:
        """Of that, the days beyond longest gaps that are given up."""
        return self.over_gap * self.gaps.days_over(task, option.day, self.chosen)

    def paid(self, task: int) -> int:
        """What the time that `task` has costs now, in points: what would be saved if it were gone."""
        option = self.take(task)
        if option is None:
            return 0
        points = self.points(task, option)
        self.put(task, option)
        return points

    # ----- changing it

    def put(self, task: int, option: Option) -> None:
        """Give `task` that time."""
        self.chosen[task] = option
        self._count(task, option, 1)
        for key, entry in self._entries(task, option):
            self.diary.add(key, option.day, entry)

    def take(self, task: int) -> Option | None:
        """Take its time from `task` and return it."""
        option = self.chosen[task]
        if option is not None:
            self.chosen[task] = None
            self._count(task, option, -1)
            for key, entry in self._entries(task, option):
                self.diary.drop(key, option.day, entry)
        return option

    def stand(self, chair: str, day: int, *, away: bool) -> None:
        """Count a standing sitting of whoever presides it."""
        for counted in (self._per_day, self._standing_days):
            counted[chair, day] += 1
        for counted in (self._per_week, self._standing_weeks):
            counted[chair, week_of(day)] += 1
        if away:
            self._away[chair, day] += 1
            self._standing_away.add((chair, day))

    def standing_on(self, chair: str, day: int) -> int:
        """Standing sittings that `chair` presides that day."""
        return self._standing_days[chair, day]

    def standing_in(self, chair: str, week: int) -> int:
        """Standing sittings that `chair` presides in that week (of `week_of`)."""
        return self._standing_weeks[chair, week]

    def away_on(self, chair: str, day: int) -> bool:
        """Whether a standing sitting takes `chair` to a township that day."""
        return (chair, day) in self._standing_away

    def travels(self, chair: str, day: int) -> bool:
        """Whether a sitting, standing or placed, takes `chair` to a township that day."""
        return self._away[chair, day] > 0

    # ----- inside

    def _entries(self, task: int, option: Option) -> list[tuple[str, Entry]]:
        one = self.tasks[task]
        entry = Entry(option.begin, option.end, one.place, task)
        return [(key, entry) for key in (*option.hard, *one.agencies)]

    def _count(self, task: int, option: Option, step: int) -> None:
        if option.chair:
            self._per_day[option.chair, option.day] += step
            self._per_week[option.chair, week_of(option.day)] += step
            if self.tasks[task].place:
                self._away[option.chair, option.day] += step

    def _beside(self, task: int, option: Option) -> int:
        """The wishes that this time breaks together with others: too much for a chair or an agency, a journey more."""
        weights, one, cost = self.weights, self.tasks[task], 0
        if option.chair:
            if self._per_day[option.chair, option.day] >= weights.chair_day_most:
                cost += weights.chair_day
            if self._per_week[option.chair, week_of(option.day)] >= weights.chair_week_most:
                cost += weights.chair_week
            if one.place and not self._away[option.chair, option.day]:
                cost += weights.travel_day
        for agency in one.agencies:
            others = [one for one in self.diary.on(agency, option.day) if one.task != task]
            if any(beside.begin < option.end and option.begin < beside.end for beside in others):
                new = Entry(option.begin, option.end, one.place, task)
                cost += (crowding([*others, new]) - crowding(others)) * weights.agency
        return cost


def crowding(entries: Sequence[Entry]) -> int:
    """Of one key and day: how many sittings too many run at once, at the worst of the morning and of the afternoon."""
    return sum(max(0, busiest(entries, half) - 1) for half in HALVES)


def busiest(entries: Sequence[Entry], half: range) -> int:
    """The most entries that run at one moment of a half day."""
    inside = [one for one in entries if one.begin < half.stop and half.start < one.end]
    moments = {max(one.begin, half.start) for one in inside}
    return max((sum(one.begin <= moment < one.end for one in inside) for moment in moments), default=0)


def week_of(day: int) -> int:
    """The week that an ordinal day lies in, Monday to Sunday."""
    return (day - 1) // 7
