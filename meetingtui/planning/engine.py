"""The plain engine: every sitting at its best free time, and room made for those left over; then bettered.

The same board gives the same plan; nothing depends on clock or chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from meetingtui.planning.bettering import better
from meetingtui.planning.board import Board
from meetingtui.planning.diary import STANDING
from meetingtui.planning.options import Option
from meetingtui.planning.seats import cheapest, restore, total

__all__ = ["better", "cheapest", "eject", "fill", "restore", "total"]

_DEEPEST = 3
"""How many sittings in a row may push one another aside."""
_TRIED = 40
"""Cheapest times that are looked at for one that must push others aside."""
_FOR_ONE = 400
"""How often others are pushed aside for the sake of one sitting."""
_FOR_ALL = 1500
"""The same in vain for all of a year: in an overfull one everybody is tried in everybody's place."""


class _Looks:
    """How often others may still be pushed aside."""

    def __init__(self, left: int) -> None:
        self.left = left


def fill(board: Board, order: Iterable[int]) -> list[int]:
    """Give each task in turn its cheapest free time, pushing others aside where it has none; those left over."""
    left, vain = [], _FOR_ALL
    for task in order:
        option = cheapest(board, task)
        if option is not None:
            board.put(task, option)
            continue
        looks = _Looks(min(_FOR_ONE, vain))
        allowed = looks.left
        if not _eject(board, task, _DEEPEST, frozenset(), looks):
            left.append(task)
            vain -= allowed - looks.left
    again = _Looks(max(vain, 0))
    return [task for task in left if not _eject(board, task, _DEEPEST, frozenset(), again)]


def eject(board: Board, task: int, depth: int = _DEEPEST, kept: frozenset[int] = frozenset()) -> bool:
    """Give `task` a time that others hold, if these find another one; nothing changes when they do not."""
    return _eject(board, task, depth, kept, _Looks(_FOR_ONE))


def _eject(board: Board, task: int, depth: int, kept: frozenset[int], looks: _Looks) -> bool:
    kept |= {task}
    for option in islice(board.options[task], _TRIED):
        others = board.blockers(task, option)
        if STANDING in others or others & kept or len(others) > depth:
            continue
        if looks.left <= 0:
            return False
        looks.left -= 1
        if _push(board, task, option, sorted(others), depth, kept, looks):
            return True
    return False


def _push(
    board: Board, task: int, option: Option, others: Sequence[int], depth: int, kept: frozenset[int], looks: _Looks
) -> bool:
    """Put `task` there and find the `others` new times; all is as before when one finds none."""
    before = list(board.chosen)
    for other in others:
        board.take(other)
    board.put(task, option)
    for other in others:
        again = cheapest(board, other)
        if again is not None:
            board.put(other, again)
        elif depth < 2 or not _eject(board, other, depth - 1, kept | set(others), looks):
            restore(board, before)
            return False
    return True
