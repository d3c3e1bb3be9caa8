"""A draft year: what is due, placed by the plain engine, and told in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from meetingtui.planning import engine
from meetingtui.planning.answer import Answer
from meetingtui.planning.check import FIRST_YEAR, LAST_YEAR, check_series, check_year, gap_warnings, readable
from meetingtui.planning.due import Chain, chains
from meetingtui.planning.occupancy import Bookings, all_clashes
from meetingtui.planning.options import Option
from meetingtui.planning.outcome import Draft, DraftSitting, PlanWarning, Unplaced
from meetingtui.planning.request import FixedSitting, PlanRequest, TrackPlan
from meetingtui.planning.setting import Setting
from meetingtui.planning.windows import windows

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
                self._unusable += [Unplaced(series.code, track, unusable) for track in _track_codes(series.tracks)]
            else:
                in_year = windows(series.cadence, request.year)
                self._chains += chains(series, in_year, fixed.get(series.series_id, ()))
        self.setting = Setting(self.request, self._chains, Bookings(self.request), request.weights)

    def plain(self) -> None:
        """Place every sitting by the plain engine; those left over are tried again without their longest gap."""
        setting, board = self.setting, self.setting.board
        for task in engine.fill(board, setting.order()):
            if task < setting.in_chains:
                setting.give_up_gap(task)
                engine.fill(board, [task])
        engine.better(board)

    def choose(self, chosen: Sequence[Option | None]) -> None:
        """Take the times that a solver has found."""
        engine.restore(self.setting.board, chosen)

    def told(self) -> Draft:
        """The draft as it is now, with its sentences."""
        answer = Answer(self.setting)
        sittings = answer.sittings()
        return Draft(
            self.request.year,
            sittings,
            (*self._unusable, *answer.unplaced()),
            tuple(one for one in all_clashes(answer.occupancy, self.setting.bookings.names) if one.kind != "agency"),
            (*self._warnings, *gap_warnings(self.request, self._chains, sittings)),
            cost=engine.total(self.setting.board),
        )


def _by_series(fixed: Sequence[FixedSitting]) -> dict[int, list[FixedSitting]]:
    grouped: dict[int, list[FixedSitting]] = {}
    for one in fixed:
        grouped.setdefault(one.series_id, []).append(one)
    return grouped


def _track_codes(tracks: Sequence[TrackPlan]) -> list[str]:
    return [track.code for track in tracks] or [""]
