"""The smallest set of sittings that cannot all be held, around one without a time, and the rules that make it so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from meetingtui.planning.contest import Contest, components, gap_rule
from meetingtui.planning.fitting import Undecided, crowd, fit
from meetingtui.planning.options import Option

_MOST = 40
"""More sittings than this are not searched, only counted."""


class Exclusion(NamedTuple):
    """`tasks` cannot all be held, `left` among them; without any one of them the others can.

    `needed` are the keys and chains without which they could, `without` the others that they also ask for.
    """

    left: int
    tasks: tuple[int, ...]
    needed: tuple[str, ...]
    without: frozenset[str]


class Fitting(NamedTuple):
    """They do fit: the times of those that could shut each other out, and the order in which the rest finds room."""

    times: dict[int, Option]
    rest: tuple[int, ...]


def exclusion(contest: Contest, left: int, placed: Collection[int]) -> Exclusion | Fitting | None:
    """Why `left` cannot be held beside those that are `placed`, or how it can; None where that is not found out."""
    return contest.once((left, frozenset(placed)), partial(_exclusion, contest, left, {*placed, left}))


def _exclusion(contest: Contest, left: int, among: set[int]) -> Exclusion | Fitting | None:
    found: Sequence[int] | Fitting | None = [left]
    if contest.times(left):
        rivals = contest.connected(left, among)
        found = crowd({task: contest.times(task) for task in rivals}, left) or _searched(contest, left, among)
    if not isinstance(found, list):
        return found if isinstance(found, Fitting) else None
    tasks = _smallest(contest, left, found)
    without = _idle(contest, tasks)
    rules = [key for key in _rules(contest, tasks) if key not in without]
    by_window = sorted(tasks, key=lambda task: (contest.tasks[task].due.window.first, task))
    return Exclusion(left, tuple(by_window), tuple(rules), without)


def _searched(contest: Contest, left: int, among: set[int]) -> list[int] | Fitting | None:
    """A set around `left` that does not fit, the nearest tried first."""
    kernel, rest = contest.kernel(among)
    if left not in kernel:
        return Fitting({}, tuple(rest))
    found: dict[int, Option] | None = {}
    rivals = contest.rivals(kernel)
    for group in _groups(contest, left, kernel, rivals):
        if len(group) > _MOST:
            return None
        try:
            found = fit({task: contest.times(task) for task in group}, contest.rules)
        except Undecided:
            return None
        if found is None:
            return sorted(group)
    return Fitting(found or {}, tuple(rest))


def _groups(contest: Contest, left: int, kernel: set[int], rivals: dict[int, set[int]]) -> Iterator[set[int]]:
    chain = contest.chain_of.get(left)
    yield {left} | {task for task in kernel if chain is not None and contest.chain_of.get(task) == chain}
    yield {left} | rivals[left]
    yield components(kernel, rivals, left)


def _smallest(contest: Contest, left: int, tasks: Sequence[int]) -> list[int]:
    """Leave out whom the others do not need to exclude each other, the farthest from `left` first."""
    kept = list(tasks)
    if len(kept) > _MOST:
        return kept
    for task in sorted(tasks, key=lambda one: (-_distance(contest, left, one), one)):
        rest = [one for one in kept if one != task]
        if task != left and _excluded(contest, rest, frozenset()):
            kept = rest
    return kept


def _idle(contest: Contest, tasks: Sequence[int]) -> frozenset[str]:
    """The keys and chains that need not count for them to exclude each other: rooms are dropped first, persons last."""
    without: frozenset[str] = frozenset()
    if len(tasks) > _MOST:
        return without
    for key in reversed(_rules(contest, tasks)):
        if _excluded(contest, tasks, without | {key}):
            without |= {key}
    return without


def _excluded(contest: Contest, tasks: Sequence[int], without: frozenset[str]) -> bool:
    """Whether it is proven that they cannot all be held."""
    try:
        return fit({task: contest.times(task, without) for task in tasks}, contest.rules, without) is None
    except Undecided:
        return False


def _rules(contest: Contest, tasks: Sequence[int]) -> list[str]:
    """The keys and chains that they ask for, persons first."""
    keys = {key for task in tasks for one in contest.all(task) for key in one.hard}
    chains = {contest.chain_of[task] for task in tasks if task in contest.chain_of}
    return [
        *sorted(key for key in keys if not key.startswith("room:")),
        *(gap_rule(chain) for chain in sorted(chains)),
        *sorted(key for key in keys if key.startswith("room:")),
    ]


def _distance(contest: Contest, left: int, other: int) -> int:
    """Days between the middles of two windows."""
    one, two = contest.tasks[left].due.window, contest.tasks[other].due.window
    return abs((one.first.toordinal() + one.last.toordinal()) - (two.first.toordinal() + two.last.toordinal())) // 2
