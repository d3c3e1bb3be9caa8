"""A draft year: what is due, placed by the plain engine, and told in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from meetingtui.planning import engine
from meetingtui.planning.answer import Answer
from meetingtui.planning.check import FIRST_YEAR, LAST_YEAR, check_series, check_year, gap_warnings, readable, vacancies
from meetingtui.planning.clashes import Clash
from meetingtui.planning.contest import Contest
from meetingtui.planning.due import Chain, chains
from meetingtui.planning.exclusion import Fitting, exclusion
from meetingtui.planning.occupancy import Bookings, all_clashes
from meetingtui.planning.options import Option
from meetingtui.planning.outcome import Draft, DraftSitting, PlanWarning, Unplaced
from meetingtui.planning.reasons import MOST, held, strained
from meetingtui.planning.request import FixedSitting, PlanRequest, first_usable
from meetingtui.planning.setting import Setting
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

    def __init__(self, request: PlanRequest) -> None:
        """The year of `request` lies within FIRST_YEAR to LAST_YEAR."""
        self.request, slips = readable(request)
        self._warnings = [*check_year(request), *slips]
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
        self._contested: Contest | None = None

    def plain(self) -> None:
        """Place every sitting by the plain engine; those left over are tried again without their longest gap."""
        setting, board = self.setting, self.setting.board
        for task in engine.fill(board, setting.order()):
            if task < setting.in_chains:
                setting.give_up_gap(task)
                engine.fill(board, [task])
        self._rescue()
        engine.better(board)
        self._mend()

    def choose(self, chosen: Sequence[Option | None]) -> None:
        """Take the times that a solver has found."""
        engine.restore(self.setting.board, chosen)
        self._mend()

    def told(self) -> Draft:
        """The draft as it is now, with its sentences."""
        answer = Answer(self.setting, self._contest)
        sittings = answer.sittings()
        return Draft(
            self.request.year,
            sittings,
            (*self._unusable, *answer.unplaced()),
            self._clashes(answer),
            (
                *self._warnings,
                *vacancies(self.request, sittings),
                *gap_warnings(self.request, self._chains, sittings),
            ),
            cost=engine.total(self.setting.board),
            stood=self.request.stood,
        )

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
        for left in sorted(nowhere | strained(setting))[:MOST]:
            due = setting.tasks[left].due
            alike = due.series.series_id, due.window, due.chair, due.township
            if alike in in_vain or work <= 0 or not self._contest.times(left):
                continue
            placed = held(setting) - {left}
            found = exclusion(self._contest, left, placed)
            work -= len(placed)
            if isinstance(found, Fitting):
                self._take(left, found)
            else:
                in_vain.add(alike)

    def _mend(self) -> None:
        """Bring the neighbours of a sitting whose longest gap is given up as near to it as they can be."""
        board = self.setting.board
        gapless, board.gapless = board.gapless, set()
        for task in range(self.setting.in_chains if gapless else 0):
            option = board.chosen[task]
            if option is None or task in gapless or not board.gaps.broken(task, option.day, board.chosen):
                continue
            board.take(task)
            nearer = engine.cheapest(board, task)
            if nearer is not None:
                board.put(task, nearer)
            elif not engine.eject(board, task, kept=frozenset(gapless)):
                board.put(task, option)
        board.gapless = gapless

    def _take(self, left: int, found: Fitting) -> None:
        """Hold `left` and those that could shut each other out at the times found, and the rest where room is."""
        setting, board = self.setting, self.setting.board
        before, tasks, options = list(board.chosen), list(setting.tasks), list(board.options)
        gapless = set(board.gapless)
        board.gapless.discard(left)
        moved = {left, *found.times, *found.rest}
        for task in moved:
            board.take(task)
            if task in self._contest.chain_of:
                setting.tasks[task] = self._contest.tasks[task]
                board.options[task] = self._contest.changed(self._contest.tasks[task])
        for task, option in found.times.items():
            board.put(task, option)
        if engine.fill(board, found.rest):
            engine.restore(board, before)
            setting.tasks[:], board.options[:], board.gapless = tasks, options, gapless


def _by_series(fixed: Sequence[FixedSitting]) -> dict[int, list[FixedSitting]]:
    grouped: dict[int, list[FixedSitting]] = {}
    for one in fixed:
        grouped.setdefault(one.series_id, []).append(one)
    return grouped
