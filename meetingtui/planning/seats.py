"""Times on a board: the cheapest free one, a whole plan put back, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from meetingtui.planning.board import Board
from meetingtui.planning.options import SCALE, Option


def cheapest(board: Board, task: int, *, below: int | None = None) -> Option | None:
    """The free time that costs the least now, if there is one (at less than `below`). Raises Abandoned."""
    board.require_wanted()
    best, least, reached = None, below, _Reached(board, task)
    for option, floor in floors(board, task):
        if least is not None and floor >= least:
            if option.floor >= least:
                break
            continue
        if not reached.within(option.day) or board.blockers(task, option):
            continue
        price = board.price(task, option)
        if least is None or price < least:
            best, least = option, price
    return best


class _Reached:
    """Which days keep the longest gaps of a sitting, asked once for all times of a day."""

    def __init__(self, board: Board, task: int) -> None:
        self._board = board
        self._task = task
        self._free = board.gaps.chain_of(task) is None
        self._known: dict[int, bool] = {}

    def within(self, day: int) -> bool:
        """Whether that day does."""
        if self._free:
            return True
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = not self._board.gaps.broken(self._task, day, self._board.chosen)
        return known


def floors(board: Board, task: int) -> Iterator[tuple[Option, int]]:
    """The times of `task` in their order, each with the least that it can cost now, scaled."""
    if not board.gaps.gives_way(task):
        for option in board.options[task]:
            yield option, option.floor
        return
    over: dict[int, int] = {}
    for option in board.options[task]:
        if option.day not in over:
            over[option.day] = board.over(task, option) * SCALE
        yield option, option.floor + over[option.day]


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
