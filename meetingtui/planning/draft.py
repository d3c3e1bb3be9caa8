"""A draft year: what is due, placed by the plain engine, and told in sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy

from meetingtui.planning import engine, spacing
from meetingtui.planning.answer import Answer
from meetingtui.planning.board import always
from meetingtui.planning.check import FIRST_YEAR, LAST_YEAR, check_series, check_year, gap_warnings, readable, vacancies
from meetingtui.planning.clashes import Clash
from meetingtui.planning.contest import Contest
from meetingtui.planning.due import Chain, chains
from meetingtui.planning.exclusion import Fitting, exclusion
from meetingtui.planning.occupancy import Bookings, all_clashes
from meetingtui.planning.options import Option
from meetingtui.planning.outcome import Draft, DraftSitting, PlanWarning, Unplaced
from meetingtui.planning.reasons import MOST, held
from meetingtui.planning.request import FixedSitting, PlanRequest, first_usable
from meetingtui.planning.setting import Setting
from meetingtui.planning.spacing import strained
from meetingtui.planning.windows import windows

_WORK = 2000
"""Sittings that are looked through for the sake of those left over: all for twelve in a county of usual size."""

__all__ = ["Draft", "DraftSitting", "Drafting", "PlanWarning", "Unplaced", "draft"]


def draft(request: PlanRequest) -> Draft:
    """Propose what is missing in the year beside the standing sittings, which are kept; the same for the same request.

    What cannot be met is said in `unplaced` and `warnings`; no input raises.
    """
    if not FIRST_YEAR <= request.year <= LAST_YEAR:
        return Draft(request.year, warnings=tuple(check_year(request)))
    drafting = Drafting(request)
    drafting.plain()
    return drafting.told()


class Drafting:
    """A year while it is drafted: first by the plain engine, then perhaps by a solver that betters it."""

    def __init__(
        self, request: PlanRequest, wanted: Callable[[], bool] | None = None, noted: Sequence[PlanWarning] = ()
    ) -> None:
        """The year of `request` lies within FIRST_YEAR to LAST_YEAR; once `wanted` answers False it is Abandoned.

        What is `noted` by whoever asks stands among the warnings.
        """
        self.request, slips = readable(request)
        self._warnings = [*check_year(request), *noted, *slips]
        self._unusable: list[Unplaced] = []
        self._chains: list[Chain] = []
        fixed = _by_series(self.request.fixed)
        for series in self.request.series:
            problems, unusable = check_series(series, request.year)
            self._warnings += problems
            if unusable:
                self._unusable.append(Unplaced(series.code, "", unusable))
            else:
                in_year = windows(series.cadence, request.year)
                self._chains += chains(
                    series, in_year, fixed.get(series.series_id, ()), first_usable(self.request, series)
                )
        self.setting = Setting(self.request, self._chains, Bookings(self.request), request.weights)
        self.setting.board.wanted = wanted or always
        self._contested: Contest | None = None

    def plain(self) -> None:
        """Place every sitting by the plain engine; where a longest gap cannot be kept, its chain is spread anew."""
        setting, board = self.setting, self.setting.board
        spacing.respace(setting, engine.fill(board, setting.order()))
        self._rescue()
        engine.better(board)

    def choose(self, chosen: Sequence[Option | None]) -> None:
        """Take the times that a solver has found."""
        engine.restore(self.setting.board, chosen)

    def aside(self, wanted: Callable[[], bool] = always) -> Drafting:
        """The same with a board of its own: while that one is worked on, this one can be read."""
        own = copy(self)
        own.setting = self.setting.aside(self.setting.board.gaps.given_up)
        own.setting.board.wanted = wanted
        own.choose(self.setting.board.chosen)
        return own

    def told(self, *, explained: bool = True) -> Draft:
        """The draft as it is now, with its sentences; unless `explained`, without what excludes what and would help.

        Only that takes long. Raises Abandoned.
        """
        answer = Answer(self.setting, self._contest, MOST if explained else 0)
        sittings, unplaced = answer.sittings(), answer.unplaced()
        return Draft(
            self.request.year,
            sittings,
            (*self._unusable, *unplaced),
            self._clashes(answer),
            (
                *self._warnings,
                *vacancies(self.request, sittings),
                *gap_warnings(self.request, self._chains, sittings),
            ),
            cost=engine.total(self.setting.board),
            over_gap=spacing.over_points(self.setting),
            stood=self.request.stood,
            explained=answer.complete,
        )

    def looked_into(self, left: Unplaced) -> Unplaced:
        """What found no time with what excludes it and what would help, where only the taken days were counted.

        Raises Abandoned.
        """
        return (left.counted and Answer(self.setting, self._contest).explained(left.label)) or left

    # ----- inside

    def _clashes(self, answer: Answer) -> tuple[Clash, ...]:
        """Those left in the year; that an agency must send two delegates at once is a wish with its points instead."""
        labels = {one.label for one in answer.occupancy.sittings}
        found = all_clashes(answer.occupancy, self.setting.bookings.names)
        return tuple(one for one in found if one.kind != "agency" or not {one.a, one.b} <= labels)

    @property
    def _contest(self) -> Contest:
        if self._contested is None:
            self._contested = Contest(self.setting)
        return self._contested

    def _rescue(self) -> None:
        """Place those left over that can be held beside all others, which the plain engine has not seen."""
        setting, board = self.setting, self.setting.board
        nowhere = {task for task, option in enumerate(board.chosen) if option is None}
        in_vain, work = set[tuple[object, ...]](), _WORK
        for left in sorted(nowhere | strained(setting).keys())[:MOST]:
            due = setting.tasks[left].due
            alike = due.series.series_id, due.window, due.chair, due.township
            if alike in in_vain or work <= 0 or not self._contest.times(left):
                continue
            if board.chosen[left] is not None and self._contest.hopeless(self._contest.chain_of[left]):
                continue
            placed = held(setting) - {left}
            found = exclusion(self._contest, left, placed)
            work -= len(placed)
            if isinstance(found, Fitting):
                self._take(left, found)
            else:
                in_vain.add(alike)

    def _take(self, left: int, found: Fitting) -> None:
        """Hold `left` and those that could shut each other out at the times found, and the rest where room is.

        The times were found without those that are strained, which make room too. One that is strained itself gets
        nothing at the price of more days beyond the gaps.
        """
        setting, board = self.setting, self.setting.board
        before, tasks, options = list(board.chosen), list(setting.tasks), list(board.options)
        given_up, marked, over = set(board.gaps.given_up), strained(setting), spacing.days_over(setting)
        board.gaps.given_up -= marked.get(left, set())
        rest = [*found.rest, *sorted(marked.keys() - {left, *found.times, *found.rest})]
        moved = {left, *found.times, *rest}
        for task in moved:
            board.take(task)
            if task in self._contest.chain_of:
                setting.tasks[task] = self._contest.tasks[task]
                board.options[task] = self._contest.changed(self._contest.tasks[task])
        for task, option in found.times.items():
            board.put(task, option)
        if engine.fill(board, rest) or (left in marked and spacing.days_over(setting) >= over):
            engine.restore(board, before)
            setting.tasks[:], board.options[:], board.gaps.given_up = tasks, options, given_up


def _by_series(fixed: Sequence[FixedSitting]) -> dict[int, list[FixedSitting]]:
    grouped: dict[int, list[FixedSitting]] = {}
    for one in fixed:
        grouped.setdefault(one.series_id, []).append(one)
    return grouped
