"""The times that a sitting which stands may be moved to, priced by how much it disturbs: staying costs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from meetingtui.planning.options import Option, Task, Times
from meetingtui.planning.weights import Weights


class Leaving(NamedTuple):
    """What it costs to leave a time, in points: at all, once its notice is out, each day, and what it breaks then.

    A `deputy` costs so much beside what `Weights` ask, unless nobody holds the post: some two weeks are nearer than
    handing the chair on.
    """

    moved: int = 1000
    noticed: int = 3000
    day: int = 10
    deputy: int = 100
    overrun: int = 500
    short_notice: int = 300


REACH = timedelta(days=60)
"""How far beyond its window a sitting is looked a day for."""


class Move(NamedTuple):
    """A standing sitting as a task: where it is now (None without a time), and from which day on notice suffices."""

    task: Task
    now: Option | None
    noticed: bool
    window_first: date
    window_last: date
    notice_until: date


class Moves:
    """The options of a standing sitting, the cheapest first; `stays` while its time may be kept."""

    def __init__(self, times: Times, move: Move, leaving: Leaving, weights: Weights) -> None:
        self._times = times
        self._move = move
        self._leaving = leaving
        self._weights = weights
        self._others: list[Option] | None = None
        self.stays = move.now is not None
        chair = move.task.due.chair
        self._vacant = chair is not None and times.vacant(chair.post_id, move.task.aim)

    @property
    def usual(self) -> list[Option]:
        """The time that it has."""
        return [self._move.now] if self.stays and self._move.now is not None else []

    def __iter__(self) -> Iterator[Option]:
        yield from self.usual
        if self._others is None:
            found = [*self._times.usual(self._move.task), *self._times.unusual(self._move.task)]
            self._others = sorted(self._priced(option) for option in found if not self._is_now(option))
        yield from self._others

    def _is_now(self, option: Option) -> bool:
        now = self._move.now
        return now is not None and (option.day, option.begin, option.post_id) == (now.day, now.begin, now.post_id)

    def _priced(self, option: Option) -> Option:
        leaving, move = self._leaving, self._move
        aim = move.task.aim.toordinal()
        cost = option.cost + (leaving.noticed if move.noticed else leaving.moved)
        cost += max(0, leaving.day - self._weights.near) * abs(option.day - aim)
        if not move.window_first.toordinal() <= option.day <= move.window_last.toordinal():
            cost += leaving.overrun
        chair = move.task.due.chair
        if chair is not None and option.post_id != chair.post_id and not self._vacant:
            cost += leaving.deputy
        if option.day < move.notice_until.toordinal():
            cost += leaving.short_notice
        return option._replace(cost=cost)
