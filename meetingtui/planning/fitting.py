"""Whether sittings can be held beside each other at all: an exact search among few, a count that suffices for many.

The count: each time of a person or room needs a unit of it, and sittings that need more units than there are exclude
each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from meetingtui.planning.gaps import GapChain, Gaps
from meetingtui.planning.options import Option

STEPS = 400
"""How many choices are tried before a question stays open."""

Times = Mapping[int, Sequence[Option]]
"""The times that each task may take."""
Unit = tuple[str, int, int]
"""A key, a day, and a minute at which only one sitting can hold the key."""


class Undecided(Exception):  # noqa: N818 - no error: the question is too large
    """Whether they fit has not been found out within the steps."""


class Link(NamedTuple):
    """Two neighbours of a chain that must not lie too far from each other; `rule` names the chain."""

    rule: str
    chain: GapChain
    earlier: int
    later: int


class Rules(NamedTuple):
    """What sittings ask of each other: `places` by task, minutes between townships, longest gaps."""

    places: Sequence[str]
    travel: int
    gaps: Gaps
    links: Sequence[Link]

    def meet(self, task: int, option: Option, other: int, there: Option, without: Collection[str] = ()) -> bool:
        """Whether the two times need one person or room at once, or leave no time for the journey."""
        if option.day != there.day:
            return False
        for key in option.hard:
            if key in there.hard and key not in without:
                travels = not key.startswith("room:") and self.places[task] != self.places[other]
                apart = self.travel if travels else 0
                if there.begin < option.end + apart and option.begin < there.end + apart:
                    return True
        return False


def fit(times: Times, rules: Rules, without: Collection[str] = (), steps: int = STEPS) -> dict[int, Option] | None:
    """A time for each task so that none excludes another, or None where there is none. Raises Undecided.

    `without` are keys and chains that do not count.
    """
    links = [one for one in rules.links if {one.earlier, one.later} <= times.keys() and one.rule not in without]
    return _Search(times, rules._replace(links=links), without, steps).found()


def crowd(times: Times, left: int) -> list[int] | None:
    """The tasks, `left` among them, that need one more unit than all their times have; None where the units suffice.

    One task less, and they would have enough. All but `left` have enough among themselves.
    """
    units = _Units(times, ())
    for rooms in (False, True):
        needed = units.needed(times, rooms=rooms)
        if left in needed:
            taken: dict[Unit, int] = {}
            for task in sorted(needed.keys() - {left}, key=lambda one: (len(needed[one]), one)):
                _augment(task, needed, taken, set())
            seen: set[Unit] = set()
            if not _augment(left, needed, taken, seen):
                return sorted({left, *(taken[unit] for unit in seen)})
    return None


class _Search:
    """One question while it is looked into."""

    def __init__(self, times: Times, rules: Rules, without: Collection[str], steps: int) -> None:
        self._times = times
        self._rules = rules
        self._without = without
        self._steps = steps
        self._units = _Units(times, without)

    def found(self) -> dict[int, Option] | None:
        return self._solve({task: list(options) for task, options in self._times.items()}, frozenset())

    def _solve(self, times: dict[int, list[Option]], decided: frozenset[int]) -> dict[int, Option] | None:
        self._steps -= 1
        if self._steps < 0:
            raise Undecided
        self._link(times)
        if not all(times.values()):
            return None
        guess = self._guess(times)
        if guess is None or self._agree(guess):
            return guess
        open_ = times.keys() - decided
        if not open_:
            return None
        task = min(open_, key=lambda one: (len(times[one]), one))
        for option in times[task]:
            narrowed = {
                other: [one for one in options if not self._rules.meet(task, option, other, one, self._without)]
                for other, options in times.items() if other != task
            }  # fmt: skip
            answer = self._solve({**narrowed, task: [option]}, decided | {task})
            if answer is not None:
                return answer
        return None

    def _link(self, times: dict[int, list[Option]]) -> None:
        """Drop the times that lie too far from every time of a neighbour."""
        limit, changed = self._rules.gaps.limit, True
        while changed:
            changed = False
            for _rule, chain, earlier, later in self._rules.links:
                if not times[earlier] or not times[later]:
                    return
                reach = limit(chain, max(one.day for one in times[earlier]))
                first = min(one.day for one in times[later])
                near = [one for one in times[later] if one.day <= reach]
                late = [one for one in times[earlier] if limit(chain, one.day) >= first]
                changed = changed or len(near) < len(times[later]) or len(late) < len(times[earlier])
                times[earlier], times[later] = late, near

    def _guess(self, times: Times) -> dict[int, Option] | None:
        """A time of each that has a unit to itself; None when the units do not suffice."""
        guess = {task: options[0] for task, options in times.items()}
        for rooms in (True, False):
            needed, taken = self._units.needed(times, rooms=rooms), dict[Unit, int]()
            for task in sorted(needed, key=lambda one: (len(needed[one]), one)):
                if not _augment(task, needed, taken, set()):
                    return None
            for unit, task in taken.items():
                guess[task] = next(one for one in times[task] if unit in self._units.of(one, rooms=rooms))
        return guess

    def _agree(self, guess: Mapping[int, Option]) -> bool:
        by_day: dict[int, list[int]] = {}
        for task, option in guess.items():
            others = by_day.setdefault(option.day, [])
            if any(self._rules.meet(task, option, other, guess[other], self._without) for other in others):
                return False
            others.append(task)
        limit = self._rules.gaps.limit
        return all(guess[one.later].day <= limit(one.chain, guess[one.earlier].day) for one in self._rules.links)


class _Units:
    """The units of each person and room: as few minutes of each day as touch every time that needs it."""

    def __init__(self, times: Times, without: Collection[str]) -> None:
        asked: dict[tuple[str, int], set[tuple[int, int]]] = {}
        for options in times.values():
            for one in options:
                for key in one.hard:
                    if key not in without:
                        asked.setdefault((key, one.day), set()).add((one.end, one.begin))
        self._minutes = {key: _stabs(spans) for key, spans in asked.items()}
        self._known: dict[tuple[bool, Option], tuple[Unit, ...]] = {}

    def of(self, option: Option, *, rooms: bool) -> tuple[Unit, ...]:
        """The units that a time holds of its room, or of who presides."""
        known = self._known.get((rooms, option))
        if known is None:
            known = self._known[rooms, option] = tuple(
                (key, option.day, minute)
                for key in option.hard if key.startswith("room:") is rooms
                for minute in self._minutes.get((key, option.day), ()) if option.begin <= minute < option.end
            )  # fmt: skip
        return known

    def needed(self, times: Times, *, rooms: bool) -> dict[int, list[Unit]]:
        """The units that would do for each task, of those that cannot do without one."""
        found: dict[int, list[Unit]] = {}
        for task, options in times.items():
            units = [self.of(one, rooms=rooms) for one in options]
            if all(units):
                found[task] = list(dict.fromkeys(unit for some in units for unit in some))
        return found


def _stabs(spans: Iterable[tuple[int, int]]) -> list[int]:
    """The fewest minutes such that each (end, begin) holds one."""
    found: list[int] = []
    for end, begin in sorted(spans):
        if not found or found[-1] < begin:
            found.append(end - 1)
    return found


def _augment(task: int, needed: Mapping[int, Sequence[Unit]], taken: dict[Unit, int], seen: set[Unit]) -> bool:
    """Find `task` a unit, others changing theirs for it; `seen` are the units that were asked for."""
    for unit in needed[task]:
        if unit not in taken:
            taken[unit] = task
            return True
    for unit in needed[task]:
        if unit not in seen:
            seen.add(unit)
            if _augment(taken[unit], needed, taken, seen):
                taken[unit] = task
                return True
    return False
