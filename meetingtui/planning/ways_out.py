"""What would give a sitting without a time one: single concessions, each tried on the board and taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from meetingtui.planning import engine
from meetingtui.planning.board import Board
from meetingtui.planning.concessions import deputised, elsewhere, in_room, longer
from meetingtui.planning.contest import Contest, gap_rule
from meetingtui.planning.due import Due
from meetingtui.planning.exclusion import Exclusion
from meetingtui.planning.fitting import Undecided, fit
from meetingtui.planning.gaps import Gaps
from meetingtui.planning.options import Option, Task
from meetingtui.planning.request import ChairPost, Concession
from meetingtui.planning.setting import Setting
from meetingtui.planning.spacing import days_over, respace, strained

WEEKS = (7, 14, 31)
"""Days by which a window is made longer."""
_MEMBERS = 12
"""Of a larger set only `_SOME` sittings are asked for a concession."""
_SOME = 2
_CROWD = 24
"""A set that is larger than this wants another track, if one helps: no other concession is tried then."""
_OTHERS = 6
"""How many other posts or rooms are tried."""
MONTHS = 3
"""By how many months a longest gap is relaxed at the most."""


SOMEBODY = ChairPost(-1, "")
"""Whoever would preside a second track: free at any time."""

Change = Callable[[Task], Task | None]


class Way(NamedTuple):
    """A concession that works: `kind` is week, deputy, room, track or gap.

    It works at each of `tasks` alone (a track: at all of them together). `figure` is days (earlier when negative),
    months or sittings, `name` that of the `post` or of the room, `option` the time that the first of `tasks` then has.
    Where it works only together with another one, that is `also`.
    """

    kind: str
    tasks: tuple[int, ...]
    option: Option
    figure: int = 0
    name: str = ""
    post: ChairPost | None = None
    also: Way | None = None


def remedies(way: Way, labels: Sequence[str]) -> list[tuple[tuple[int, ...], tuple[Concession, ...]]]:
    """What would carry a way out, by the tasks that it is about; nothing where that is a rule's own change.

    `labels` are those of all tasks.
    """
    if "gap" in {way.kind, way.also.kind if way.also else ""}:
        return []
    given = {task: _concession(way, labels[task]) for task in way.tasks}
    if way.also is not None:
        return [(way.tasks, (*given.values(), *(_concession(way.also, labels[task]) for task in way.also.tasks)))]
    if way.kind == "track":
        return [(way.tasks, tuple(given.values()))]
    return [((task,), (one,)) for task, one in given.items()]


def _concession(way: Way, label: str) -> Concession:
    return Concession(way.kind, label, way.figure, way.post, way.name if way.kind == "room" else "")


class Trial:
    """Tries concessions on the board of a setting."""

    def __init__(self, setting: Setting, contest: Contest) -> None:
        self._setting = setting
        self._contest = contest
        self._rooms = list(dict.fromkeys(
            one.room for one in setting.request.series if one.room and not one.external
        ))  # fmt: skip
        stand_in = Counter(post for one in setting.request.series for post in one.deputies)
        chairs = (post for one in setting.request.series if not one.external for post in one.chairs)
        self._posts = list(dict.fromkeys([*(post for post, _n in stand_in.most_common()), *chairs]))

    def ways(self, found: Exclusion) -> list[Way]:
        """What would make room, one way of each kind, the least first."""
        found = found._replace(tasks=found.tasks or (found.left,))
        asked = found.tasks if len(found.tasks) <= _MEMBERS else (found.left, *found.tasks[:_SOME])
        asked = tuple(dict.fromkeys(asked))
        persons = [key for key in found.needed if not key.startswith(("gap:", "room:"))]
        rooms = [key for key in found.needed if key.startswith("room:")]
        if persons and len(found.tasks) > _CROWD and (tracks := [way for way in self._tracks(found) if way]):
            return tracks
        ways = [self._week(found, asked)]
        if persons:
            ways += [self._deputy(found, asked), *self._tracks(found)]
        if rooms:
            ways.append(self._room(found, asked))
        ways += self._gaps(found)
        return [way for way in ways if way is not None]

    # ----- concessions

    def _week(self, found: Exclusion, asked: Sequence[int]) -> Way | None:
        for days in WEEKS:
            for sign in (1, -1):
                way = self._each("week", found, asked, partial(longer, days=days * sign), days * sign)
                if way is not None:
                    return way
        return None

    def _deputy(self, found: Exclusion, asked: Sequence[int]) -> Way | None:
        for post in self.posts(asked, found.left):
            way = self._each("deputy", found, asked, partial(deputised, post=post), name=post.name)
            if way is not None:
                return way._replace(post=post)
        return None

    def posts(self, asked: Sequence[int], left: int) -> list[ChairPost]:
        """Whoever might preside at the sittings `asked` besides those who may, the nearest to that of `left` first."""
        known = {
            post.post_id for task in asked for post in (self._due(task).chair, *self._due(task).series.deputies) if post
        }
        posts = [one for one in self._posts if one.post_id not in known and one.name]
        near = self._near(left)
        return sorted(posts, key=lambda one: one.post_id not in near)[:_OTHERS]

    def _near(self, task: int) -> set[int]:
        """Posts that stand in for the sitting's chair elsewhere, and those for whom the chair does."""
        chair, found = self._due(task).chair, set[int]()
        for one in self._setting.request.series if chair else ():
            if chair in one.chairs:
                found |= {post.post_id for post in one.deputies}
            if chair in one.deputies:
                found |= {post.post_id for post in one.chairs}
        return found

    def _room(self, found: Exclusion, asked: Sequence[int]) -> Way | None:
        for room in self.rooms(asked):
            way = self._each("room", found, asked, partial(in_room, room=room), name=room)
            if way is not None:
                return way
        return None

    def rooms(self, asked: Sequence[int]) -> list[str]:
        """Where the sittings `asked` might be held instead, "" for a room that nobody else uses at last."""
        taken = {self._due(task).series.room for task in asked}
        return [*[one for one in self._rooms if one not in taken][:_OTHERS], ""]

    def _tracks(self, found: Exclusion) -> Iterator[Way | None]:
        """A second track for a series with several sittings in the set: every other one goes to it."""
        of_series: dict[int, list[int]] = {}
        for task in found.tasks:
            if task not in self._contest.chain_of:
                of_series.setdefault(self._due(task).series.series_id, []).append(task)
        for tasks in of_series.values():
            moved = tuple(tasks[1::2])
            if not moved:
                continue
            option = self.tried(found, {task: elsewhere(self._contest.tasks[task], SOMEBODY) for task in moved})
            if option is not None:
                yield Way("track", moved, option, len(moved))

    def _gaps(self, found: Exclusion) -> Iterator[Way]:
        for number in self.chains(found):
            for months in range(self.months(number) + 1, self.months(number) + 1 + MONTHS):
                option = self.tried(found, *self.relaxed(number, months))
                if option is not None:
                    yield Way("gap", (self.speaker(number),), option, months)
                    break

    def chains(self, found: Exclusion) -> list[int]:
        """The chains whose longest gap is among what excludes the sittings."""
        return [n for n in range(len(self._contest.rules.gaps.chains)) if gap_rule(n) in found.needed]

    def own_chain(self, task: int) -> list[int]:
        """The chain of a sitting, if it has one."""
        return [self._contest.chain_of[task]] if task in self._contest.chain_of else []

    def months(self, number: int) -> int:
        """The longest gap of a chain."""
        return self._contest.rules.gaps.chains[number].months

    def speaker(self, number: int) -> int:
        """A sitting of a chain, by which its series is named."""
        return next(task for task, at in self._contest.chain_of.items() if at == number)

    def task(self, task: int) -> Task:
        """A sitting with its whole window."""
        return self._contest.tasks[task]

    def relaxed(self, number: int, months: int) -> tuple[dict[int, Task], Gaps]:
        """The sittings of a chain as they are, and the gaps with so many months for that one."""
        chains = list(self._contest.rules.gaps.chains)
        chains[number] = chains[number]._replace(months=months)
        of_chain = [task for task, at in self._contest.chain_of.items() if at == number]
        return {task: self._contest.tasks[task] for task in of_chain}, Gaps(chains)

    # ----- trying

    def _each(
        self, kind: str, found: Exclusion, asked: Sequence[int], change: Change, figure: int = 0, name: str = ""
    ) -> Way | None:
        """The sittings at each of which the concession alone is enough."""
        works: dict[int, Option] = {}
        for task in asked:
            changed = change(self._contest.tasks[task])
            option = self.tried(found, {task: changed}) if changed is not None else None
            if option is not None:
                works[task] = option
        if not works:
            return None
        return Way(kind, tuple(works), next(iter(works.values())), figure, name)

    def tried(self, found: Exclusion, changed: Mapping[int, Task], gaps: Gaps | None = None) -> Option | None:
        """The time of the first changed sitting (the one left over without one), if all get one then.

        For one that is strained it is no help when others are too far apart instead.
        """
        if gaps is None and not self._may(found, changed):
            return None
        option = self._among_them(found, changed, gaps)
        return option if option is not None or gaps is not None else self._along_the_chain(found, changed)

    def _along_the_chain(self, found: Exclusion, changed: Mapping[int, Task]) -> Option | None:
        """The same, with all sittings of its chain free to move: what is between them may have to be shared anew."""
        setting, board, left = self._setting, self._setting.board, found.left
        if left not in self._contest.chain_of:
            return None
        before, tasks, options = list(board.chosen), list(setting.tasks), list(board.options)
        given_up, over, marked = set(board.gaps.given_up), days_over(setting), strained(setting)
        for task, new in changed.items():
            board.take(task)
            setting.tasks[task], board.options[task] = new, self._contest.changed(new)
        try:
            respace(setting, [left])
            held = {task for task, option in enumerate(before) if option is not None}
            if any(board.chosen[task] is None for task in {left, *changed, *held}):
                return None
            if days_over(setting) > over - (left in marked):
                return None
            return board.chosen[next(iter(changed))]
        finally:
            engine.restore(board, before)
            setting.tasks[:], board.options[:], board.gaps.given_up = tasks, options, given_up

    def _among_them(self, found: Exclusion, changed: Mapping[int, Task], gaps: Gaps | None) -> Option | None:
        """The time of the first changed sitting, with those that exclude each other and hardly anybody else moved."""
        board, left = self._setting.board, found.left
        before, kept_gaps, marked = list(board.chosen), board.gaps, strained(self._setting)
        over = days_over(self._setting)
        kept = {task: (self._setting.tasks[task], board.options[task]) for task in changed}
        group = {*found.tasks, *changed} - (marked.keys() - {left})
        group = {task for task in group if task in found.tasks or before[task] is not None}
        for task in group:
            board.take(task)
        for task, new in changed.items():
            self._setting.tasks[task], board.options[task] = new, self._contest.changed(new)
        chains = gaps.chains if gaps is not None else kept_gaps.chains
        board.gaps = Gaps(chains, kept_gaps.given_up - marked.get(left, set()))
        try:
            order = sorted(group, key=lambda task: (len(list(board.options[task])), task))
            if not all(_put(board, task) for task in order):
                return None
            if left in marked and days_over(self._setting) >= over:
                return None
            return board.chosen[next(iter(changed)) if gaps is None else left]
        finally:
            engine.restore(board, before)
            for task, (was, options) in kept.items():
                self._setting.tasks[task], board.options[task] = was, options
            board.gaps = kept_gaps

    def _may(self, found: Exclusion, changed: Mapping[int, Task]) -> bool:
        """Whether those that exclude each other would fit then, if there were no others."""
        contest = self._contest
        times = {
            task: contest.left_open(task, contest.changed(one)) if (one := changed.get(task)) else contest.times(task)
            for task in found.tasks
        }
        try:
            return fit(times, contest.rules) is not None
        except Undecided:
            return True

    def _due(self, task: int) -> Due:
        return self._contest.tasks[task].due


def _put(board: Board, task: int) -> bool:
    """Give `task` its cheapest time, one other sitting making room at the most."""
    option = engine.cheapest(board, task)
    if option is None:
        return engine.eject(board, task, depth=1)
    board.put(task, option)
    return True
