"""The sittings of a track that cannot keep its longest gap: spread anew, as few days beyond it as there can be.

What is given up are single links of the chain, not sittings: one breach that nobody can help stays one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from meetingtui.planning import engine
from meetingtui.planning.board import Board
from meetingtui.planning.diary import STANDING
from meetingtui.planning.gaps import GapChain, GapLink
from meetingtui.planning.options import SCALE, Option
from meetingtui.planning.setting import Setting

_Burden = tuple[int, int, int, int]
"""Sittings without a time, days beyond the gap, links that are too long, and the price of the wishes."""


class _Stop(NamedTuple):
    """A day on which a node of the chain may lie (None: it has no time), and the time that a task would have."""

    day: int | None
    price: int = 0
    option: Option | None = None


_NOWHERE = _Stop(None)


class _Reached(NamedTuple):
    """The lightest way to a stop: its burden, and the place of the stop before it."""

    burden: _Burden
    before: int


def respace(setting: Setting, left: Iterable[int]) -> None:
    """Place the chains of the tasks `left` over anew: fewest days beyond their gap, then fewest breaches, then wishes.

    A task that is part of no chain stays as it is.
    """
    gaps = setting.board.gaps
    for number in sorted({found for task in left if (found := gaps.chain_of(task)) is not None}):
        _spread(setting, number)
        nowhere = [task for task in _tasks(gaps.chains[number]) if setting.board.chosen[task] is None]
        gaps.given_up.update(gaps.links(number))
        if nowhere and len(engine.fill(setting.board, nowhere)) < len(nowhere):
            _spread(setting, number)
        _give_up(setting.board, number)


def strained(setting: Setting) -> dict[int, set[GapLink]]:
    """The sittings that are marked for a longest gap that was given up and is broken, with the links of each.

    It is the later one of two neighbours that is marked, the earlier one where only that is the planner's.
    """
    board, found = setting.board, dict[int, set[GapLink]]()
    for link in board.gaps.given_up:
        nodes = (STANDING, *board.gaps.chains[link.chain].nodes, STANDING)[link.place : link.place + 2]
        task = next((one for one in reversed(nodes) if one != STANDING), STANDING)
        option = board.chosen[task] if task != STANDING else None
        if option is not None and any(one.link == link for one in board.gaps.too_long(task, option.day, board.chosen)):
            found.setdefault(task, set()).add(link)
    return found


def days_over(setting: Setting) -> int:
    """By how many days the links that are given up are too long, all together."""
    board, found = setting.board, dict[GapLink, int]()
    for task, option in enumerate(board.chosen[: setting.in_chains]):
        if option is not None and board.gaps.given_up:
            found |= {one.link: one.days for one in board.gaps.too_long(task, option.day, board.chosen)}
    return sum(found.values())


def over_points(setting: Setting) -> int:
    """What those days cost, all together."""
    return days_over(setting) * setting.board.over_gap


def _spread(setting: Setting, number: int) -> None:
    """Give each sitting of the chain the time that is best for all of it, of those that others leave free."""
    board, chain = setting.board, setting.board.gaps.chains[number]
    for task in _tasks(chain):
        board.take(task)
        setting.open_up(task)
    board.gaps.given_up.update(board.gaps.links(number))
    stops = [_end(chain.before)]
    stops += [
        _end(day) if task == STANDING else _stops(board, task)
        for task, day in zip(chain.nodes, chain.pinned, strict=True)
    ]  # fmt: skip
    stops.append(_end(chain.after))
    shut_out = []
    for task, stop in zip(chain.nodes, _lightest(board, chain, stops)[1:-1], strict=True):
        if stop.option is not None and board.blockers(task, stop.option):
            shut_out.append(task)
        elif stop.option is not None:
            board.put(task, stop.option)
    engine.fill(board, shut_out)


def _give_up(board: Board, number: int) -> None:
    """Give up those links of the chain that are too long, and keep all others."""
    gaps = board.gaps
    gaps.given_up.difference_update(gaps.links(number))
    too_long = {
        one.link
        for task in _tasks(gaps.chains[number]) if (option := board.chosen[task]) is not None
        for one in gaps.too_long(task, option.day, board.chosen)
    }  # fmt: skip
    gaps.given_up.update(too_long)


def _lightest(board: Board, chain: GapChain, stops: Sequence[Sequence[_Stop]]) -> list[_Stop]:
    """The stop of each node on the way through the chain that weighs least."""
    limits: dict[int, int] = {}
    ways = [[_Reached((0, 0, 0, 0), 0) for _stop in stops[0]]]
    for earlier, later in pairwise(stops):
        for one in earlier:
            if one.day is not None and one.day not in limits:
                limits[one.day] = board.gaps.limit(chain, one.day)
        ways.append([_reached(one, earlier, ways[-1], limits) for one in later])
    place = min(range(len(stops[-1])), key=lambda n: ways[-1][n].burden)
    found = []
    for node in range(len(stops) - 1, -1, -1):
        found.append(stops[node][place])
        place = ways[node][place].before
    return found[::-1]


def _reached(one: _Stop, earlier: Sequence[_Stop], ways: Sequence[_Reached], limits: Mapping[int, int]) -> _Reached:
    """The lightest way to a stop from those of the node before it."""
    return min(
        _Reached(_joined(one, other, way.burden, limits), place)
        for place, (other, way) in enumerate(zip(earlier, ways, strict=True))
    )


def _joined(one: _Stop, other: _Stop, so_far: _Burden, limits: Mapping[int, int]) -> _Burden:
    """The burden of a way that leads from `other` to `one`; two sittings at once are as good as one without a time."""
    nowhere, over, breaches, price = so_far
    if one.day is None:
        return nowhere + 1, over, breaches, price
    price += one.price
    if other.day is None:
        return nowhere, over, breaches, price
    if one.day == other.day and one.option and other.option and not _beside(one.option, other.option):
        return nowhere + 1, over, breaches, price
    days = max(0, one.day - limits[other.day])
    return nowhere, over + days, breaches + (days > 0), price


def _beside(one: Option, other: Option) -> bool:
    """Whether two times of one day leave each other room."""
    return one.end <= other.begin or other.end <= one.begin


def _stops(board: Board, task: int) -> list[_Stop]:
    """The cheapest free time of each day, and that there may be none."""
    found: dict[int, _Stop] = {}
    for option in board.options[task]:
        if option.day not in found and not board.blockers(task, option):
            price = board.price(task, option) - board.over(task, option) * SCALE
            found[option.day] = _Stop(option.day, price, option)
    return [*found.values(), _NOWHERE]


def _end(day: int | None) -> list[_Stop]:
    return [_NOWHERE if day is None else _Stop(day)]


def _tasks(chain: GapChain) -> Collection[int]:
    return [task for task in chain.nodes if task != STANDING]
