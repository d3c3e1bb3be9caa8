"""The plain engine: every sitting at its best free time, then room made for those left over, then bettered.

The same board gives the same plan; nothing depends on clock or chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from meetingtui.planning.board import Board
from meetingtui.planning.diary import STANDING
from meetingtui.planning.options import Option

_DEEPEST = 3
"""How many sittings in a row may push one another aside."""
_TRIED = 40
"""Cheapest times that are looked at for one that must push others aside."""
_FURTHEST = 1
"""How many sittings in a row may give way to one another for a cheaper plan."""
_ROUNDS = 8
"""Rounds of bettering; each ends sooner when nothing got better."""


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


def cheapest(board: Board, task: int, *, below: int | None = None) -> Option | None:
    """The free time that costs the least now, if there is one (at less than `below`)."""
    best, least = None, below
    for option in board.options[task]:
        if least is not None and option.floor >= least:
            break
        if board.blockers(task, option):
            continue
        price = board.price(task, option)
        if least is None or price < least:
            best, least = option, price
    return best


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


def better(board: Board, tasks: Iterable[int] | None = None, rounds: int = _ROUNDS) -> None:
    """Move sittings (those `tasks`, else all) to cheaper times, alone or with the one in the way, as long as any gets so."""
    tasks = list(range(len(board.tasks)) if tasks is None else tasks)
    for _round in range(rounds):
        by_price = sorted(tasks, key=lambda task: (-board.paid(task), task))
        found = sum(_better_one(board, task) for task in by_price)
        if not found:
            return


def _better_one(board: Board, task: int) -> bool:
    now = board.take(task)
    if now is None:
        return False
    if _settle(board, task, board.price(task, now), _FURTHEST, frozenset()):
        return True
    board.put(task, now)
    return False


def _settle(board: Board, task: int, below: int, further: int, kept: frozenset[int]) -> bool:
    """Give `task` a time that costs less than `below`, or others' one, if all together still cost less."""
    alone = cheapest(board, task, below=below)
    if alone is not None:
        board.put(task, alone)
        return True
    if not further:
        return False
    kept |= {task}
    for option in board.options[task]:
        if option.floor >= below:
            return False
        others = board.blockers(task, option)
        if STANDING in others or len(others) > 1 or others & kept:
            continue
        for other in sorted(others or board.rivals(task, option) - kept):
            if _push_on(board, task, option, other, below, further - 1, kept):
                return True
    return False


def _push_on(
    board: Board, task: int, option: Option, other: int, below: int, further: int, kept: frozenset[int]
) -> bool:
    """Let `task` take that time while `other` goes elsewhere, if both then cost less than `below` and the other did."""
    was = board.take(other)
    if was is None:
        return False
    left = below + board.price(other, was) - board.price(task, option)
    if left > 0:
        board.put(task, option)
        if _settle(board, other, left, further, kept):
            return True
        board.take(task)
    board.put(other, was)
    return False


def restore(board: Board, chosen: Sequence[Option | None]) -> None:
    """Bring the board back to what was chosen before."""
    changed = [task for task, option in enumerate(chosen) if board.chosen[task] is not option]
    for task in changed:
        board.take(task)
    for task in changed:
        option = chosen[task]
        if option is not None:
            board.put(task, option)


def total(board: Board) -> int:
    """What the whole plan costs, in points; each time is paid in the order of the tasks."""
    before = list(board.chosen)
    for task in range(len(before)):
        board.take(task)
    points = 0
    for task, option in enumerate(before):
        if option is not None:
            points += board.points(task, option)
            board.put(task, option)
    return points
