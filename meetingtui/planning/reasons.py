"""Why a sitting has no time, or none within its longest gap: what excludes what, and what would help, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from meetingtui.dates.showing import show_date
from meetingtui.language import _
from meetingtui.planning.clashes import time_words
from meetingtui.planning.contest import Contest, day_of, gap_rule
from meetingtui.planning.due import Due
from meetingtui.planning.exclusion import Exclusion, exclusion
from meetingtui.planning.exclusion_words import Words
from meetingtui.planning.explanation import ways_sentence, why_nowhere
from meetingtui.planning.gaps import GapLink
from meetingtui.planning.options import Option
from meetingtui.planning.outcome import Remedy, Unplaced, Wanted, WayOut
from meetingtui.planning.paired_ways import Pairs
from meetingtui.planning.placing import Search
from meetingtui.planning.request import first_usable
from meetingtui.planning.setting import Setting
from meetingtui.planning.spacing import strained
from meetingtui.planning.ways_out import Trial, Way, remedies

MOST = 12
"""Of more sittings without a time than this the others are told without what excludes them."""
_ALIKE = 6
"""Of more sittings of one series than this only the first `_FIRST` are told in full."""
_FIRST = 3
_LARGE = 10
"""So many sittings that exclude one another take as long to tell as one more sitting without a time."""


class Reasons:
    """Explains what a board leaves over."""

    def __init__(self, setting: Setting, contest: Contest, search: Search, most: int = MOST) -> None:
        """Of `most` sittings it is looked into what excludes them; of the others only the taken days are counted."""
        self._setting = setting
        self._contest = contest
        self._search = search
        self._words = Words(contest, search, setting.bookings.names)
        self._trial = Trial(setting, contest)
        self._pairs = Pairs(setting, self._trial)
        self.strained = strained(setting)
        self._most = most
        self._told = 0
        self._in_full = False

    @property
    def complete(self) -> bool:
        """Whether as many have been looked into, of those that were asked for, as ever are."""
        return min(self._told, MOST) <= self._most

    def all_unplaced(self, tasks: Iterable[int]) -> list[Unplaced]:
        """The sittings without a time, the first of each series explained before its others.

        Where many of one series are left over, the later ones are told in short: the cause is the same.
        """
        of_series: dict[tuple[int, bool], list[int]] = {}
        for task in tasks:
            due = self._contest.tasks[task].due
            usable = first_usable(self._setting.request, due.series)
            over = usable is not None and due.window.last < usable
            of_series.setdefault((due.series.series_id, over), []).append(task)
        ranked = [
            (rank, task, len(alike) > _ALIKE and rank >= _FIRST)
            for alike in of_series.values() for rank, task in enumerate(alike)
        ]  # fmt: skip
        told = {task: self.unplaced(task, short=short) for _rank, task, short in sorted(ranked)}
        return [told[task] for task in sorted(told)]

    def unplaced(self, task: int, *, short: bool = False) -> Unplaced:
        """A sitting without a time; in `short` without what excludes it."""
        due, not_before = self._contest.tasks[task].due, self._setting.request.not_before
        label = self._contest.tasks[task].label
        if not_before is not None and due.window.last < not_before:
            reason = self._counted(due, "") + _("如已召開，請補登。")
            return Unplaced(due.series.code, due.track_code, reason, past=True, window=due.window.label)
        if due.series.not_before is not None and due.window.last < due.series.not_before:
            return Unplaced(due.series.code, due.track_code, self._too_late(due), window=due.window.label)
        if short:
            reason = self._counted(due, "")
            return Unplaced(
                due.series.code, due.track_code, reason, window=due.window.label, why=reason, alike=True, counted=True,
                label=label, window_first=due.window.first,
            )  # fmt: skip
        found = self._exclusion(task)
        ways = self._ways(found)
        why = self._sentence(found)
        reason = why + (ways_sentence([one.words for one in ways]) if ways is not None else "")
        return Unplaced(
            due.series.code, due.track_code, reason, window=due.window.label, together=self._together(found),
            ways_out=tuple(ways or ()), why=why, counted=ways is None, label=label,
            window_first=due.window.first,
        )  # fmt: skip

    def broken(self, task: int, option: Option) -> str:
        """Why a sitting that is strained lies too far from its neighbours."""
        found = self._exclusion(task)
        ways = self._ways(found)
        there = _("先排在{when}，超過間隔。").format(when=time_words(option.start, option.until))
        return self._sentence(found) + there + (ways_sentence([one.words for one in ways]) if ways is not None else "")

    # ----- inside

    def _exclusion(self, task: int) -> Exclusion:
        """What excludes it; no sitting at all where that is not found out."""
        self._setting.board.require_wanted()
        self._told += 1
        self._in_full = self._told <= self._most
        found = exclusion(self._contest, task, self._beside(task)) if self._in_full else None
        if isinstance(found, Exclusion):
            self._told += len(found.tasks) // _LARGE
            return found
        if task in self.strained:
            return Exclusion(task, (), (gap_rule(self._contest.chain_of[task]),), frozenset())
        option = self._contest.all(task)[:1]
        keys = tuple(key for one in option for key in one.hard)
        return Exclusion(task, (), keys, frozenset())

    def _beside(self, task: int) -> set[int]:
        """The sittings that may exclude it: of one whose chain cannot keep its gap anyway only those of that chain."""
        placed = held(self._setting) - {task}
        if task in self.strained and self._contest.hopeless(chain := self._contest.chain_of[task]):
            return {one for one in placed if self._contest.chain_of.get(one) == chain}
        return placed

    def _ways(self, found: Exclusion) -> list[WayOut] | None:
        if not self._in_full:
            return None
        ways = self._trial.ways(found) or self._pairs.ways(found)
        return [
            WayOut("pair" if way.also else way.kind, words, tuple(self._remedies(found, way)))
            for way, words in zip(ways, self._words.ways(found, ways), strict=True)
        ]  # fmt: skip

    def _remedies(self, found: Exclusion, way: Way) -> Iterator[Remedy]:
        labels = [one.label for one in self._contest.tasks]
        for tasks, concessions in remedies(way, labels):
            (words,) = self._words.ways(found, [way._replace(tasks=tasks)])
            yield Remedy(words, concessions)

    def _sentence(self, found: Exclusion) -> str:
        due = self._contest.tasks[found.left].due
        if len(found.tasks) > 1:
            return _("{window}排不進：").format(window=due.window.label) + self._words.together(found)
        if not any(key.startswith("gap:") for key in found.needed):
            return self._counted(due, "")
        beside = self._contest.beside(found.left) if found.tasks else self._too_far(found.left)
        before, after, first, last = self._reach(found.left, *beside)
        chain = self._contest.rules.gaps.chains[self._contest.chain_of[found.left]]
        gap = self._words.gap(due, chain, before, after, (first, last))
        first, last = max(first, self._setting.opens(due)), min(last, due.window.last)
        if due.window.first <= last < first:
            return _("{window}排不進：").format(window=due.window.label) + gap + _("這段時間已來不及送達開會通知。")
        if first > last:
            head = _("{window}排不進：").format(window=due.window.label)
            return head + gap + _("這段時間不在{window}內。").format(window=due.window.label)
        if not found.tasks and any(first <= date.fromordinal(one.day) <= last for one in self._free(found.left)):
            head = _("{window}排不進：").format(window=due.window.label)
            return head + gap + _("若改排在這段時間，就換成其他場次超過間隔。")
        return self._counted(replace(due, window=due.window._replace(first=first, last=last)), gap)

    def _too_late(self, due: Due) -> str:
        """That no day is left in its window for which the notice can be out in time."""
        head = _("{window}排不進：時段（{first}至{last}）已來不及送達開會通知，最快{day}可召開；")
        return (head + _("如仍要召開，請自行新增並註明事由。")).format(
            window=due.window.label, first=show_date(due.window.first, "slash"),
            last=show_date(due.window.last, "slash"), day=show_date(due.series.not_before or due.window.last),
        )  # fmt: skip

    def _counted(self, due: Due, gap: str) -> str:
        due = replace(due, window=due.window._replace(first=self._setting.opens(due)))
        refusals = self._search.refusals(due, due.chair.post_id if due.chair else None)
        return why_nowhere(
            due, refusals, self._setting.bookings.names, gap, not_before=self._setting.request.not_before
        )  # fmt: skip

    def _too_far(self, task: int) -> tuple[date | None, date | None]:
        """The days that its neighbours have now from which a sitting that is strained lies too far."""
        board, number = self._setting.board, self._contest.chain_of[task]
        chain = board.gaps.chains[number]
        place = chain.nodes.index(task)
        before, after = (
            board.gaps.neighbour(chain, there, board.chosen)[0] if link in self.strained[task] else None
            for there, link in ((place - 1, GapLink(number, place)), (place + 1, GapLink(number, place + 1)))
        )
        return day_of(before), day_of(after)

    def _free(self, task: int) -> list[Option]:
        """The times of its window that what stands leaves open, near enough to its neighbours or not."""
        return self._contest.times(task, frozenset([gap_rule(self._contest.chain_of[task])]))

    def _reach(
        self, task: int, before: date | None, after: date | None
    ) -> tuple[date | None, date | None, date, date]:  # fmt: skip
        """The days of its neighbours again, and the first and last day that keep the gaps to them."""
        gaps, window = self._contest.rules.gaps, self._contest.tasks[task].due.window
        chain = gaps.chains[self._contest.chain_of[task]]
        first, last = window.first, window.last
        if before is not None:
            last = date.fromordinal(gaps.limit(chain, before.toordinal()))
        if after is not None:
            days = range(window.first.toordinal(), window.last.toordinal() + 1)
            near = (day for day in days if gaps.limit(chain, day) >= after.toordinal())
            first = date.fromordinal(next(near, after.toordinal()))
        return before, after, first, last

    def _together(self, found: Exclusion) -> tuple[Wanted, ...]:
        dues = [self._contest.tasks[task].due for task in found.tasks]
        return tuple(
            Wanted(
                due.series.code, due.series.name, due.track_code, due.window.label, due.window.first, due.window.last
            )
            for due in dues
        )  # fmt: skip


def held(setting: Setting) -> set[int]:
    """The sittings that have a time and keep their longest gap."""
    return {task for task, option in enumerate(setting.board.chosen) if option is not None} - strained(setting).keys()
