"""Two concessions at once, for a sitting that no single one gives a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations, product
from typing import NamedTuple

from meetingtui.planning.concessions import deputised, in_room, longer
from meetingtui.planning.exclusion import Exclusion
from meetingtui.planning.gaps import Gaps
from meetingtui.planning.options import Option, Task
from meetingtui.planning.request import ChairPost
from meetingtui.planning.setting import Setting
from meetingtui.planning.ways_out import MONTHS, SOMEBODY, WEEKS, Change, Trial, Way

_TRIALS = 80
"""So many pairs are tried of one sitting: a count, so that the same year is always told the same."""
_ASKED = 3
"""Of so many sittings that exclude each other a concession is asked."""
_TOLD = 2
"""So many pairs are enough to choose from."""


class _Step(NamedTuple):
    """A concession before it is known to help: at the sitting `task`, or for the longest gap of a `chain`.

    `figure`, `name` and `post` are those of `ways_out.Way`.
    """

    kind: str
    task: int
    change: Change | None = None
    figure: int = 0
    name: str = ""
    post: ChairPost | None = None
    chain: int = -1

    def way(self, option: Option, also: Way | None = None) -> Way:
        """The same once it is known to help, at least together with another one."""
        return Way(self.kind, (self.task,), option, self.figure, self.name, self.post, also)


class _Family(NamedTuple):
    """Concessions of one kind at one place, the least first; `most` gives more than any of them."""

    most: _Step
    steps: Sequence[_Step]


class Pairs:
    """Looks for two concessions that help together. What cannot help even at its most is not looked into."""

    def __init__(self, setting: Setting, trial: Trial) -> None:
        self._setting = setting
        self._trial = trial
        self._left = 0

    def ways(self, found: Exclusion) -> list[Way]:
        """Pairs that make room, each of two kinds or at two sittings; none of them alone is enough."""
        found = found._replace(tasks=found.tasks or (found.left,))
        self._left = _TRIALS
        told: dict[tuple[str, str], Way] = {}
        for one, other in self._sites(found):
            if (one.most.kind, other.most.kind) not in told and (way := self._least(found, one, other)) is not None:
                told[one.most.kind, other.most.kind] = way
                if len(told) == _TOLD:
                    break
        return list(told.values())

    # ----- what is tried

    def _sites(self, found: Exclusion) -> Iterator[tuple[_Family, _Family]]:
        """Which two are tried together: a longest gap and something else, two at one sitting, one at each of two."""
        asked = list(dict.fromkeys((found.left, *found.tasks)))[:_ASKED]
        at = {task: list(self._families(task)) for task in asked}
        for chain in dict.fromkeys([*self._trial.own_chain(found.left), *self._trial.chains(found)]):
            yield from product([self._gap(chain)], [one for task in asked for one in at[task]])
        for task in asked:
            yield from combinations(at[task], 2)
        for one, other in combinations(asked, 2):
            yield from product(at[one], at[other])

    def _families(self, task: int) -> Iterator[_Family]:
        now = self._trial.task(task)
        if deputised(now, SOMEBODY) is not None:
            steps = [
                _Step("deputy", task, partial(deputised, post=post), name=post.name, post=post)
                for post in self._trial.posts([task], task)
            ]
            yield _Family(_Step("deputy", task, partial(deputised, post=SOMEBODY)), steps)
        if in_room(now, "") is not None:
            steps = [_Step("room", task, partial(in_room, room=room), name=room) for room in self._trial.rooms([task])]
            yield _Family(steps[-1], steps)
        ends = [weeks * sign for weeks in WEEKS for sign in (1, -1)]
        steps = [_Step("week", task, partial(longer, days=days), days) for days in ends]
        yield _Family(_Step("week", task, _longest), steps)

    def _gap(self, chain: int) -> _Family:
        months, speaker = self._trial.months(chain), self._trial.speaker(chain)
        steps = [_Step("gap", speaker, figure=months + more, chain=chain) for more in range(1, 1 + MONTHS)]
        return _Family(steps[-1], steps)

    # ----- trying

    def _least(self, found: Exclusion, one: _Family, other: _Family) -> Way | None:
        """The first pair that helps."""
        if self._tried(found, one.most, other.most) is None:
            return None
        for first in one.steps:
            if self._tried(found, first, other.most) is None:
                continue
            for second in other.steps:
                option = self._tried(found, first, second)
                if option is not None:
                    return first.way(option, second.way(option))
        return None

    def _tried(self, found: Exclusion, *steps: _Step) -> Option | None:
        """The time that the sitting gets by the two, None where it gets none or enough has been tried."""
        self._setting.board.require_wanted()
        self._left -= 1
        if self._left < 0:
            return None
        changed: dict[int, Task] = {}
        gaps: Gaps | None = None
        for step in steps:
            if step.change is None:
                changed, gaps = self._trial.relaxed(step.chain, step.figure)
                continue
            task = step.change(changed.get(step.task, self._trial.task(step.task)))
            if task is None:
                return None
            changed[step.task] = task
        return self._trial.tried(found, changed, gaps)


def _longest(task: Task) -> Task:
    return longer(longer(task, -WEEKS[-1]), WEEKS[-1])
