"""A plan made cheaper: each sitting goes to a better time, alone or with those that give way to one another for it.

The same plan gives the same better one; nothing depends on clock or chance.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from meetingtui.planning.board import Board
from meetingtui.planning.diary import STANDING
from meetingtui.planning.options import Option
from meetingtui.planning.seats import cheapest, floors

_ROUNDS = 8
"""Rounds over all sittings; fewer where nothing gets cheaper any more."""
_FURTHEST = 3
"""How many sittings in a row may give way to one another."""
_TIMES = 150
"""Cheapest times of a sitting for which others are asked to give way."""
_LOOKS = 30
"""How often a time is looked for, for the sake of one sitting."""
_FOR_ALL = 5_000
"""The same for a whole year; large ones need some 2,000, one that is overfull would never come to an end."""


def better(board: Board, tasks: Iterable[int] | None = None, rounds: int = _ROUNDS) -> None:
    """Move sittings (those `tasks`, else all) to cheaper times until nothing gets cheaper, the dearest first."""
    moved, left = list(range(len(board.tasks)) if tasks is None else tasks), _FOR_ALL
    for _round in range(rounds):
        by_price, before = sorted(moved, key=lambda task: (-board.paid(task), task)), list(board.chosen)
        for task in by_price:
            looking = _Bettering(board, min(_LOOKS, left))
            looking.move(task)
            left -= min(_LOOKS, left) - looking.left
        if board.chosen == before:
            return


class _Bettering:
    """The search for a better time of one sitting."""

    def __init__(self, board: Board, looks: int) -> None:
        self._board = board
        self.left = looks
        """How often a time may still be looked for."""

    def move(self, task: int) -> bool:
        """Whether it has found one; the plan is as before when not."""
        now = self._board.take(task)
        if now is None:
            return False
        if self._settle(task, self._board.price(task, now), _FURTHEST, frozenset()):
            return True
        self._board.put(task, now)
        return False

    def _settle(self, task: int, below: int, further: int, kept: frozenset[int]) -> bool:
        """Give `task` a time that costs less than `below`, or another's, if all together still cost less."""
        alone = cheapest(self._board, task, below=below)
        if alone is not None:
            self._board.put(task, alone)
            return True
        kept |= {task}
        for option, floor in islice(floors(self._board, task), _TIMES) if further else ():
            if option.floor >= below or self.left <= 0:
                return False
            if floor >= below:
                continue
            for other in self._in_the_way(task, option, kept):
                if self._push(task, option, other, below, further - 1, kept):
                    return True
        return False

    def _in_the_way(self, task: int, option: Option, kept: frozenset[int]) -> list[int]:
        """Whoever holds that time, if it is one; where nobody does, those who make it dear."""
        others = self._board.blockers(task, option)
        if STANDING in others or len(others) > 1 or others & kept:
            return []
        return sorted(others or self._board.rivals(task, option) - kept)

    def _push(self, task: int, option: Option, other: int, below: int, further: int, kept: frozenset[int]) -> bool:
        """Let `task` have that time and `other` go elsewhere, if the two then cost less than `below` and it did."""
        was = self._board.take(other)
        if was is None:
            return False
        self.left -= 1
        left = below + self._board.price(other, was) - self._board.price(task, option)
        if left > 0:
            self._board.put(task, option)
            if self._settle(other, left, further, kept):
                return True
            self._board.take(task)
        self._board.put(other, was)
        return False
