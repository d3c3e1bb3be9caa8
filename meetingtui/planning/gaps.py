"""The longest gap between the sittings of a track, asked of a plan while it changes."""

from __future__ import annotations

from collections.abc import Sequence
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


class Gaps:
    """Which neighbours of a sitting a day of it is too far from."""

    def __init__(self, chains: Sequence[GapChain]) -> None:
        self.chains = chains
        self._at = {task: (chain, n) for chain in chains for n, task in enumerate(chain.nodes) if task != STANDING}
        self._limits: dict[tuple[GapChain, int], int] = {}

    def broken(self, task: int, day: int, chosen: Sequence[Option | None]) -> list[int]:
        """The neighbours (STANDING for what is not the planner's) that lie too far from `task` on that day."""
        found = self._at.get(task)
        if found is None:
            return []
        chain, place = found
        too_far = []
        before, whose = self._neighbour(chain, place - 1, chosen)
        if before is not None and day > self.limit(chain, before):
            too_far.append(whose)
        after, whose = self._neighbour(chain, place + 1, chosen)
        if after is not None and after > self.limit(chain, day):
            too_far.append(whose)
        return too_far

    def limit(self, chain: GapChain, day: int) -> int:
        """The last day that keeps the gap after `day`, carried on by bridges in between."""
        key = chain, day
        known = self._limits.get(key)
        if known is None:
            known = _reach(day, chain.months)
            for bridge in chain.bridges:
                if day < bridge <= known:
                    known = max(known, _reach(bridge, chain.months))
            self._limits[key] = known
        return known

    def _neighbour(self, chain: GapChain, place: int, chosen: Sequence[Option | None]) -> tuple[int | None, int]:
        """Day and task of the sitting at `place`; no day while it has none."""
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
