"""A draft year: greedy, the most constrained sitting first, each at the free time nearest to its ideal day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from meetingtui.language import _
from meetingtui.planning.check import check_series, check_year, gap_warnings, readable
from meetingtui.planning.clashes import Booking, time_words
from meetingtui.planning.due import Chain, Due, chains
from meetingtui.planning.explanation import why_nowhere, why_there
from meetingtui.planning.ideal import aimed, earliest_days, gap_months, known_dates
from meetingtui.planning.occupancy import Bookings, all_clashes, standing
from meetingtui.planning.outcome import Draft, DraftSitting, PlanWarning, Unplaced
from meetingtui.planning.placing import Place, Search
from meetingtui.planning.request import FixedSitting, PlanRequest, TrackPlan
from meetingtui.planning.windows import windows

__all__ = ["Draft", "DraftSitting", "PlanWarning", "Unplaced", "draft"]

_GAP_WEEKDAY = 2
"""Under a longest gap another weekday costs little: a week given away each time would eat the year up."""
_WIDER = timedelta(days=14)
"""How far outside its window a sitting that fits nowhere is tried, to say what would help."""


def draft(request: PlanRequest) -> Draft:
    """Propose what is missing in the year beside the standing sittings, which are kept; the same for the same request.

    What cannot be met is said in `unplaced` and `warnings`; no input raises.
    """
    warnings = check_year(request)
    if any(one.kind == "year" for one in warnings):
        return Draft(request.year, warnings=tuple(warnings))
    request, slips = readable(request)
    warnings += slips
    work = _Work(request)
    found: list[Chain] = []
    fixed = _by_series(request.fixed)
    for series in request.series:
        problems, unusable = check_series(series, request.year)
        warnings += problems
        if unusable:
            work.unplaced += [Unplaced(series.code, track, unusable) for track in _track_codes(series.tracks)]
            continue
        found += chains(series, windows(series.cadence, request.year), fixed.get(series.series_id, ()))
    for chain in sorted((one for one in found if gap_months(one.series)), key=_chain_order):
        work.place_chain(chain, fixed.get(chain.series.series_id, ()))
    work.place_all([due for chain in found if not gap_months(chain.series) for due in chain.dues if due is not None])
    warnings += gap_warnings(request, found, work.sittings)
    return Draft(
        request.year,
        tuple(sorted(work.sittings, key=lambda one: (one.start, one.code, one.track_code, one.window_first))),
        tuple(work.unplaced),
        all_clashes(work.occupancy, work.bookings.names),
        tuple(warnings),
    )


def _by_series(fixed: Sequence[FixedSitting]) -> dict[int, list[FixedSitting]]:
    grouped: dict[int, list[FixedSitting]] = {}
    for one in fixed:
        grouped.setdefault(one.series_id, []).append(one)
    return grouped


def _track_codes(tracks: Sequence[TrackPlan]) -> list[str]:
    return [track.code for track in tracks] or [""]


def _chain_order(chain: Chain) -> tuple[int, str, str]:
    """Those with the most sittings a year first."""
    return -len(chain.windows), chain.series.code, chain.track.code if chain.track else ""


class _Work:
    """The draft while it grows: what is taken, what has been placed, what found no time."""

    def __init__(self, request: PlanRequest) -> None:
        self.bookings = Bookings(request)
        self.occupancy = standing(request, self.bookings)
        self.sittings: list[DraftSitting] = []
        self.unplaced: list[Unplaced] = []
        self._calendar = request.calendar
        self._not_before = request.not_before
        self._free: dict[tuple[object, ...], int] = {}
        self._search = Search(request.calendar, _offered(request), self.bookings, self.occupancy)

    def place_chain(self, chain: Chain, fixed: Sequence[FixedSitting]) -> None:
        """Place a track's sittings in order of time, each within the longest gap of the one before."""
        months = gap_months(chain.series) or 1
        code = chain.track.code if chain.track else ""
        known = known_dates(chain.series, chain.track)
        known += [one.start.date() for one in fixed if one.track_code == code and one.start is not None]
        pinned = [
            window if (day := chain.filled.get(n)) is None else window._replace(first=day, last=day)
            for n, window in enumerate(chain.windows)
        ]
        earliest = earliest_days(pinned, months, self._calendar.is_offered)
        for due, start in zip(chain.dues, earliest, strict=True):
            if due is None:
                continue
            aim = aimed(chain.track, due.window, due.ideal, start, known, months)
            tight = (due.window.last - due.window.first).days >= 28 * months
            cost = {"weekday_cost": _GAP_WEEKDAY} if tight else {}
            post = due.chair.post_id if due.chair else None
            place = self._search.place(due, aim.day, aim.earliest, aim.latest, post_id=post, **cost)
            if place is None:
                place = self._search.place(due, aim.latest, due.window.first, due.window.last, post_id=post)
            if self._settle(due, place, aim.day):
                known.append(self.sittings[-1].start.date())

    def place_all(self, dues: Sequence[Due]) -> None:
        """Place sittings in any order of time: those with the fewest free days for their rivals first."""
        rivals: Counter[tuple[object, ...]] = Counter()
        for due in dues:
            rivals.update(_rivalries(due))
        slack = [self._free_days(due) - max((rivals[r] for r in _rivalries(due)), default=0) for due in dues]
        for _slack, due in sorted(zip(slack, dues, strict=True), key=lambda pair: (pair[0], *_due_order(pair[1]))):
            post = due.chair.post_id if due.chair else None
            place = self._search.place(due, due.ideal, due.window.first, due.window.last, post_id=post)
            self._settle(due, place, due.ideal)

    def _settle(self, due: Due, place: Place | None, aim: date) -> bool:
        """Write down where a sitting goes, or why it goes nowhere; whether it was placed."""
        series, post = due.series, due.chair.post_id if due.chair else None
        if place is None:
            refusals = self._search.refusals(due, post)
            reason = why_nowhere(due, refusals, self.bookings.names, self._remedy(due), not_before=self._not_before)
            past = self._not_before is not None and due.window.last < self._not_before
            self.unplaced.append(Unplaced(series.code, due.track_code, reason, past, due.window.label))
            return False
        keys = [*self.bookings.hard(due, place.start.date(), post), *series.agencies]
        self.occupancy.add(Booking(frozenset(keys), place.start, place.end, due.label))
        self.sittings.append(
            DraftSitting(
                series.series_id, series.code, due.track_code, "ordinary", place.start, place.end, series.room,
                due.township, post, due.window.first, due.window.last,
                why_there(due, place, aim, self.bookings.names),
            )
        )  # fmt: skip
        return True

    def _remedy(self, due: Due) -> str:
        """One concession that would make room: a deputy in the chair, or a day beside the window; "" when neither."""
        first, last = due.window.first, due.window.last
        for deputy in due.series.deputies:
            place = self._search.place(due, due.ideal, first, last, post_id=deputy.post_id)
            if place is not None:
                when = time_words(place.start, place.end)
                return _("可行：{when}改由{who}代理主持。").format(when=when, who=deputy.name)
        post = due.chair.post_id if due.chair else None
        place = self._search.place(due, due.ideal, first - _WIDER, last + _WIDER, post_id=post)
        if place is None:
            return ""
        return _("可行：改在{when}（超出時段）。").format(when=time_words(place.start, place.end))

    def _free_days(self, due: Due) -> int:
        post, series = due.chair.post_id if due.chair else None, due.series
        key = (
            post, series.room, due.township, series.external, due.window.first, due.window.last,
            series.start, series.minutes,
        )  # fmt: skip
        if key not in self._free:
            self._free[key] = self._search.free_days(due, post)
        return self._free[key]


def _offered(request: PlanRequest) -> list[date]:
    """The year's days on which sittings may be put, in order."""
    first = date(request.year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(request.year, 12, 31) - first).days + 1))
    start = request.not_before or first
    return [day for day in days if day >= start and request.calendar.is_offered(day)]


def _rivalries(due: Due) -> list[tuple[object, ...]]:
    """What a sitting contends for in its window: a chair, a room."""
    window = due.window.first, due.window.last
    chair = [("chair", due.chair.post_id, *window)] if due.chair else []
    room = [("room", due.series.room, due.township, *window)] if due.series.room and not due.series.external else []
    return [*chair, *room]


def _due_order(due: Due) -> tuple[date, date, str, str, int]:
    return due.window.last, due.ideal, due.series.code, due.track_code, due.window.k
