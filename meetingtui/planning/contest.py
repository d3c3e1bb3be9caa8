"""What the sittings of a year contend for: the times that standing ones leave each, and who gets into whose way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import date
from functools import partial
from typing import TypeVar, cast

from meetingtui.planning.board import week_of
from meetingtui.planning.diary import STANDING
from meetingtui.planning.fitting import Link, Rules, Undecided, fit
from meetingtui.planning.options import Option, Options, Task
from meetingtui.planning.setting import Setting

T = TypeVar("T")

_NOON = 12 * 60 + 30


class Contest:
    """The sittings of a setting with their whole windows, as if none had a time yet."""

    def __init__(self, setting: Setting) -> None:
        self._board = setting.board
        self._times = setting.times
        self._open: dict[tuple[int, frozenset[str]], list[Option]] = {}
        self._all: dict[int, list[Option]] = {}
        self._weeks: dict[int, set[tuple[str, int]]] = {}
        self._answers: dict[Hashable, object] = {}
        self.begins = date(setting.request.year, 1, 1)
        if setting.request.not_before is not None:
            self.begins = max(self.begins, setting.request.not_before)
        self.tasks = [one._replace(first=setting.opens(one.due)) for one in setting.tasks]
        gaps = setting.board.gaps
        links = [
            Link(gap_rule(number), chain, earlier, later)
            for number, chain in enumerate(gaps.chains)
            for earlier, later in zip(chain.nodes, chain.nodes[1:], strict=False) if STANDING not in (earlier, later)
        ]  # fmt: skip
        self.chain_of = {task: n for n, chain in enumerate(gaps.chains) for task in chain.nodes if task != STANDING}
        self._linked: defaultdict[int, set[int]] = defaultdict(set)
        for link in links:
            self._linked[link.earlier].add(link.later)
            self._linked[link.later].add(link.earlier)
        self.rules = Rules([one.place for one in self.tasks], setting.weights.travel_minutes, gaps, links)

    def times(self, task: int, without: frozenset[str] = frozenset()) -> list[Option]:
        """The times of its window that standing sittings, busy times and standing neighbours leave open.

        `without` are keys and chains that do not count.
        """
        found = self._open.get((task, without))
        if found is None:
            found = self._open[task, without] = self.left_open(task, self.all(task), without)
        return found

    def left_open(
        self, task: int, options: Iterable[Option], without: frozenset[str] = frozenset()
    ) -> list[Option]:  # fmt: skip
        """Those of `options` that what stands leaves open, one for each time and chair."""
        kept: dict[tuple[object, ...], Option] = {}
        for one in options:
            if one[2:6] not in kept and not self._stopped(task, one, without):
                kept[one[2:6]] = one
        return list(kept.values())

    def all(self, task: int) -> list[Option]:
        """Every time of its window in opening hours, the cheapest first."""
        found = self._all.get(task)
        if found is None:
            found = self._all[task] = Options(self._times, self.tasks[task]).all()
        return found

    def changed(self, task: Task) -> Options:
        """The times that a sitting would have if it were so."""
        return Options(self._times, task)

    def kernel(self, among: Collection[int]) -> tuple[set[int], list[int]]:
        """Those of `among` that others could shut out, and the rest: each finds a half day wherever those are held.

        The rest is ordered so that each is placed before those that have more room.
        """
        halves = {task: len(self._halves(task)) for task in among}
        touched = {task: self._touched(task) for task in among}
        rivals = self.rivals(among)
        kept, rest = set(among), list[int]()
        while free := [
            task for task in sorted(kept)
            if not self._linked[task] & kept and halves[task] > sum(touched[one] for one in rivals[task] & kept)
        ]:  # fmt: skip
            kept.difference_update(free)
            rest += free
        return kept, rest[::-1]

    def once(self, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question about the sittings, found out at the first time only."""
        if question not in self._answers:
            self._answers[question] = answer()
        return cast("T", self._answers[question])

    def hopeless(self, chain: int) -> bool:
        """Whether a chain cannot keep its gap, even if nobody else had a time."""
        return self.once(("hopeless", chain), partial(self._alone_in_vain, chain))

    def connected(self, left: int, among: Iterable[int]) -> list[int]:
        """Those of `among` that need a person or room in a week of `left`, of its rivals there, and so on."""
        holders: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for task in among:
            for asked in self._asked(task):
                holders[asked].append(task)
        found, next_ = {left}, [left]
        while next_:
            for asked in self._asked(next_.pop()):
                new = set(holders.pop(asked, ())) - found
                found |= new
                next_ += new
        return sorted(found)

    def rivals(self, among: Collection[int]) -> dict[int, set[int]]:
        """For each task those that may need its person or room on the same day, or are its neighbours in a chain."""
        holders: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
        for task in among:
            for key, day in {(key, one.day) for one in self.times(task) for key in one.hard}:
                holders[key, day].add(task)
        found: dict[int, set[int]] = {task: set() for task in among}
        for tasks in {frozenset(tasks) for tasks in holders.values()}:
            for task in tasks:
                found[task] |= tasks
        return {task: (others | self._linked[task] & found.keys()) - {task} for task, others in found.items()}

    def beside(self, task: int) -> tuple[date | None, date | None]:
        """The days of what stands right before and after a sitting in its chain, next January's included."""
        chain = self.rules.gaps.chains[self.chain_of[task]]
        place = chain.nodes.index(task)
        days = [chain.before, *chain.pinned, chain.after]
        nodes = [STANDING, *chain.nodes, STANDING]
        before, after = (days[n] if nodes[n] == STANDING else None for n in (place, place + 2))
        return day_of(before), day_of(after)

    # ----- inside

    def _alone_in_vain(self, chain: int) -> bool:
        times = {task: self.times(task) for task, number in self.chain_of.items() if number == chain}
        try:
            return fit(times, self.rules) is None
        except Undecided:
            return False

    def _asked(self, task: int) -> set[tuple[str, int]]:
        """The persons and rooms that it may need, and in which weeks."""
        found = self._weeks.get(task)
        if found is None:
            found = self._weeks[task] = {(key, week_of(one.day)) for one in self.times(task) for key in one.hard}
        return found

    def _stopped(self, task: int, option: Option, without: Collection[str]) -> bool:
        place = self.tasks[task].place
        for key in option.hard:
            if key not in without:
                entries = self._board.diary.hits(key, option.day, option.begin, option.end, place)
                if any(one.task == STANDING for one in entries):
                    return True
        chain = self.chain_of.get(task)
        if chain is None or gap_rule(chain) in without:
            return False
        nobody: list[Option | None] = [None] * len(self.tasks)
        return any(self.rules.gaps.too_long(task, option.day, nobody))

    def _halves(self, task: int) -> set[tuple[int, bool]]:
        """The half days in which it has a time."""
        return {
            (one.day, one.begin >= _NOON)
            for one in self.times(task) if (one.begin >= _NOON) == (one.end > _NOON)
        }  # fmt: skip

    def _touched(self, task: int) -> int:
        """Half days that it takes from others at the most, wherever it is held."""
        travel = self.rules.travel
        both = any(one.begin - travel < _NOON < one.end + travel for one in self.times(task))
        return 2 if both else 1


def gap_rule(chain: int) -> str:
    """What stands for the longest gap of a chain among keys."""
    return f"gap:{chain}"


def day_of(ordinal: int | None) -> date | None:
    """The day of an ordinal, None without one."""
    return date.fromordinal(ordinal) if ordinal is not None else None


def components(tasks: Iterable[int], rivals: dict[int, set[int]], start: int) -> set[int]:
    """Those of `tasks` that are rivals of `start`, or of its rivals, and so on."""
    among, found, next_ = set(tasks), {start}, [start]
    while next_:
        new = (rivals[next_.pop()] & among) - found
        found |= new
        next_ += new
    return found
