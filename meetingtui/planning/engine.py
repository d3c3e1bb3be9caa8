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


def fill(board: Board, order: Iterable[int]) -> list[int]:
    """Give each task in turn its cheapest free time, pushing others aside where it has none; those left over."""
    left = []
    for task in order:
        option = cheapest(board, task)
        if option is not None:
            board.put(task, option)
        elif not eject(board, task):
            left.append(task)
    return [task for task in left if not eject(board, task)]


def eject(board: Board, task: int, depth: int = _DEEPEST, kept: frozenset[int] = frozenset()) -> bool:
    """Give `task` a time that others hold, if these find another one; nothing changes when they do not."""
    kept |= {task}
    for option in islice(board.options[task], _TRIED):
        others = board.blockers(task, option)
        if STANDING in others or others & kept or len(others) > depth:
            continue
        if _push(board, task, option, sorted(others), depth, kept):
            return True
    return False


def _push(board: Board, task: int, option: Option, others: Sequence[int], depth: int, kept: frozenset[int]) -> bool:
    """Put `task` there and find the `others` new times; all is as before when one finds none."""
    before = list(board.chosen)
    for other in others:
        board.take(other)
    board.put(task, option)
    for other in others:
        again = cheapest(board, other)
        if again is not None:
            board.put(other, again)
        elif depth < 2 or not eject(board, other, depth - 1, kept | set(others)):
            restore(board, before)
            return False
    return True
