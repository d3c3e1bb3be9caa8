"""The longest gap between the sittings of a track, asked of a plan while it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from meetingtui.dates.months import add_months
from meetingtui.planning.diary import STANDING
from meetingtui.planning.options import Option


class GapChain(NamedTuple):
    """The sittings of a track in order: task numbers, STANDING where `pinned` holds the day of one that stands.

    Days are ordinals, None where nothing is known. `before` is the final sitting of the year before, `after` the day
    of the next year that must be within reach; `bridges` are days credited from other series.
    """

    months: int
    nodes: tuple[int, ...]
    pinned: tuple[int | None, ...]
    before: int | None
    after: int | None
    bridges: tuple[int, ...] = ()


class GapLink(NamedTuple):
    """Two neighbours of a chain (by its number): the sittings at `place` and before it, or what lies beyond its ends.

    At the first place that is the year before, at the one after the last sitting the year that follows.
    """

    chain: int
    place: int


class Broken(NamedTuple):
    """A link that is too long: by how many days, and the neighbour (STANDING for what is not the planner's)."""

    link: GapLink
    whose: int
    days: int


class Gaps:
    """Which neighbours of a sitting a day of it is too far from."""

    def __init__(self, chains: Sequence[GapChain], given_up: Iterable[GapLink] = ()) -> None:
        self.chains = chains
        self.given_up = set(given_up)
        """Links that cannot be kept: they hold up nobody, and each day beyond costs points."""
        self._at = {task: (c, n) for c, chain in enumerate(chains) for n, task in enumerate(chain.nodes)}
        self._at.pop(STANDING, None)
        self._limits: dict[tuple[int, tuple[int, ...], int], int] = {}

    def chain_of(self, task: int) -> int | None:
        """The number of the chain that a sitting is part of."""
        found = self._at.get(task)
        return found[0] if found is not None else None

    def links(self, number: int) -> list[GapLink]:
        """All links of a chain."""
        return [GapLink(number, place) for place in range(len(self.chains[number].nodes) + 1)]

    def gives_way(self, task: int) -> bool:
        """Whether a link of `task` is given up."""
        found = self._at.get(task) if self.given_up else None
        return found is not None and not self.given_up.isdisjoint(
            (GapLink(found[0], found[1]), GapLink(found[0], found[1] + 1))
        )

    def broken(self, task: int, day: int, chosen: Sequence[Option | None]) -> list[int]:
        """The neighbours that lie too far from `task` on that day, but for links that are given up."""
        return [one.whose for one in self.too_long(task, day, chosen) if one.link not in self.given_up]

    def days_over(self, task: int, day: int, chosen: Sequence[Option | None]) -> int:
        """By how many days the links of `task` that are given up are too long, with it on that day."""
        if not self.given_up:
            return 0
        return sum(one.days for one in self.too_long(task, day, chosen) if one.link in self.given_up)

    def too_long(self, task: int, day: int, chosen: Sequence[Option | None]) -> Sequence[Broken]:
        """The links of `task` that are too long with it on that day, given up or not."""
        found = self._at.get(task)
        if found is None:
            return ()
        number, place = found
        chain, too_long = self.chains[number], []
        before, whose = self.neighbour(chain, place - 1, chosen)
        if before is not None and (days := day - self.limit(chain, before)) > 0:
            too_long.append(Broken(GapLink(number, place), whose, days))
        after, whose = self.neighbour(chain, place + 1, chosen)
        if after is not None and (days := after - self.limit(chain, day)) > 0:
            too_long.append(Broken(GapLink(number, place + 1), whose, days))
        return too_long

    def limit(self, chain: GapChain, day: int) -> int:
        """The last day that keeps the gap after `day`, carried on by bridges in between."""
        key = chain.months, chain.bridges, day
        known = self._limits.get(key)
        if known is None:
            known = _reach(day, chain.months)
            for bridge in chain.bridges:
                if day < bridge <= known:
                    known = max(known, _reach(bridge, chain.months))
            self._limits[key] = known
        return known

    def neighbour(self, chain: GapChain, place: int, chosen: Sequence[Option | None]) -> tuple[int | None, int]:
        """Day and task of the sitting at `place`, of what lies beyond at those next to the ends; no day without one."""
        if place < 0:
            return chain.before, STANDING
        if place == len(chain.nodes):
            return chain.after, STANDING
        task = chain.nodes[place]
        if task == STANDING:
            return chain.pinned[place], STANDING
        option = chosen[task]
        return (option.day if option else None), task


def _reach(day: int, months: int) -> int:
    return add_months(date.fromordinal(day), months).toordinal()
