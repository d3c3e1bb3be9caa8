"""Times on a board: the cheapest free one, a whole plan put back, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence

from meetingtui.planning.board import Board
from meetingtui.planning.options import Option


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
