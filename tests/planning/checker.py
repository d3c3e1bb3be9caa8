"""A second opinion on a drafted year, by brute force and from the rules alone: it shares nothing with the planner.

Every pair of sittings is looked at, every day counted on the calendar, every gap in months on the fingers.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from itertools import combinations, pairwise

from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.planning.outcome import Draft, DraftSitting
from meetingtui.planning.request import PlanRequest, SeriesPlan, TrackPlan

MONTHS = {"month": 1, "bimonth": 2, "quarter": 3, "third": 4, "half": 6, "year": 12}


def faults(request: PlanRequest, draft: Draft) -> list[str]:
    """Every hard rule that the year breaks, in plain words; an empty list is a good year.

    A longest gap is no fault where the draft says itself that it could not be kept.
    """
    series = {one.series_id: one for one in request.series}
    told = {one.series for one in draft.warnings if one.kind == "gap"}
    return [
        *_when(request, series, draft.sittings),
        *_beside_each_other(request, series, draft.sittings),
        *_beside_what_stands(request, series, draft.sittings),
        *(fault for one in request.series for fault in _series(request, one, draft, told)),
    ]


def name(one: DraftSitting) -> str:
    return f"{one.code} {one.track_code} {one.start:%m-%d %H:%M}"


# ----- one sitting by itself


def _when(request: PlanRequest, series: dict[int, SeriesPlan], sittings: Iterable[DraftSitting]) -> Iterator[str]:
    for one in sittings:
        day, wanted = one.start.date(), series[one.series_id]
        if one.end - one.start != timedelta(minutes=wanted.minutes) or one.end.date() != day:
            yield f"{name(one)}: wrong length"
        if not one.window_first <= day <= one.window_last or day.year != request.year:
            yield f"{name(one)}: outside {one.window_first} to {one.window_last}"
        if request.not_before and day < request.not_before:
            yield f"{name(one)}: in the past"
        if day.weekday() > 4 or not request.calendar.is_working(day) or _closed(request.calendar, one):
            yield f"{name(one)}: nobody works then"
        if one.room != wanted.room:
            yield f"{name(one)}: wrong room"
        if one.acting_post_id and one.acting_post_id not in {post.post_id for post in wanted.deputies}:
            yield f"{name(one)}: acting chair is no deputy"


def _closed(calendar: OfficeCalendar, one: DraftSitting) -> bool:
    noon = time(12)
    for closure in calendar.closures(one.start.date()):
        there = not closure.place or closure.place in one.township
        then = closure.half is None or (one.start.time() < noon if closure.half == "am" else one.end.time() > noon)
        if there and then:
            return True
    return False


# ----- two at once


def _person(request: PlanRequest, series: dict[int, SeriesPlan], one: DraftSitting) -> str:
    """Who must be there; of a sitting of other hosts we only know people of ours."""
    post = one.acting_post_id or one.chair_post_id
    if post is None:
        return ""
    known = request.who(post, one.start.date())
    return known or ("" if series[one.series_id].external else f"post:{post}")


def _room(series: dict[int, SeriesPlan], one: DraftSitting) -> tuple[str, str] | None:
    return None if not one.room or series[one.series_id].external else (one.township, one.room)


def _beside_each_other(
    request: PlanRequest, series: dict[int, SeriesPlan], sittings: Iterable[DraftSitting]
) -> Iterator[str]:
    travel = timedelta(minutes=request.weights.travel_minutes)
    for one, other in combinations(sittings, 2):
        if one.start.date() != other.start.date():
            continue
        both = _person(request, series, one)
        if both and both == _person(request, series, other):
            apart = travel if one.township != other.township else timedelta()
            if one.start < other.end + apart and other.start < one.end + apart:
                yield f"{both} is at {name(one)} and {name(other)}"
        room = _room(series, one)
        if room and room == _room(series, other) and one.start < other.end and other.start < one.end:
            yield f"{room} has {name(one)} and {name(other)}"


def _beside_what_stands(
    request: PlanRequest, series: dict[int, SeriesPlan], sittings: Iterable[DraftSitting]
) -> Iterator[str]:
    travel = timedelta(minutes=request.weights.travel_minutes)
    for one in sittings:
        who, room, day = _person(request, series, one), _room(series, one), one.start.date()
        for busy in request.busy:
            if busy.start < one.end and one.start < busy.end:
                post = busy.key.removeprefix("post:")
                whose = (request.who(int(post), day) or busy.key) if post.isdigit() else busy.key
                if whose and whose == who:
                    yield f"{who} is busy at {name(one)}"
                if room and busy.key in {f"room:{room[1]}"} and not room[0]:
                    yield f"{room} is busy at {name(one)}"
        for standing in request.fixed:
            if standing.start is None or standing.end is None or standing.start.date() != day:
                continue
            post_id = standing.chair_post_id
            theirs = "" if post_id is None else request.who(post_id, day) or f"post:{post_id}"
            outside = standing.external or (standing.series_id in series and series[standing.series_id].external)
            if who and who == theirs and (who.startswith("person:") or not outside):
                apart = travel if standing.township != one.township else timedelta()
                if standing.start < one.end + apart and one.start < standing.end + apart:
                    yield f"{who} is at {name(one)} and at what stands"
            taken = standing.start < one.end and one.start < standing.end
            if room and taken and room == (standing.township, standing.room) and not outside:
                yield f"{room} has {name(one)} and what stands"


# ----- the year of a series


def _series(request: PlanRequest, series: SeriesPlan, draft: Draft, told: set[str]) -> Iterator[str]:
    by_track: defaultdict[str, list[DraftSitting]] = defaultdict(list)
    for one in draft.sittings:
        if one.series_id == series.series_id:
            by_track[one.track_code].append(one)
    extra = set(by_track) - ({track.code for track in series.tracks} or {""})
    if extra:
        yield f"{series.code}: unknown tracks {extra}"
    for track in series.tracks or (None,):
        code = track.code if track else ""
        mine = sorted(by_track[code], key=lambda one: (one.window_first, one.window_last, one.start))
        stands = [one for one in request.fixed if one.series_id == series.series_id and one.track_code == code]
        lost = sum(one.series == series.code and one.track == code for one in draft.unplaced)
        yield from _periods(request, series, mine)
        if not lost and not stands and mine:
            yield from _in_turn(series, track, mine)
        if series.code not in told:
            days = [one.start.date() for one in mine] + [one.start.date() for one in stands if one.start]
            yield from _gaps(request, series, track, days, complete=not lost)


def _periods(request: PlanRequest, series: SeriesPlan, mine: list[DraftSitting]) -> Iterator[str]:
    """Not more in a period than it asks for, and two a month in different halves."""
    cadence = series.cadence
    asked = cadence.sittings_per_track()
    if asked is not None and not cadence.windows and len(mine) > asked:
        yield f"{series.code}: {len(mine)} of {asked}"
    months = MONTHS.get(str(cadence.rhythm))
    if months is None or cadence.windows:
        return
    halves = months == 1 and cadence.per_period == 2
    held: Counter[tuple[int, bool]] = Counter()
    for one in mine:
        held[(one.start.month - 1) // months, halves and one.start.day > 15] += 1
    most = 1 if halves else cadence.per_period
    yield from (f"{series.code}: {count} in period {period}" for period, count in held.items() if count > most)


def _in_turn(series: SeriesPlan, track: TrackPlan | None, mine: list[DraftSitting]) -> Iterator[str]:
    """Chairs and townships of a whole year take turns, each as often as the others."""
    posts = [one.post_id for one in ((track.chair_posts if track else ()) or series.chairs)]
    turns = (
        [posts[(series.rota_from + n) % len(posts)] if series.rota else posts[0] for n in range(len(mine))]
        if posts
        else []
    )
    if Counter(one.chair_post_id for one in mine) != Counter(turns or [None] * len(mine)):
        yield f"{series.code}: the chairs do not take turns"
    towns = track.townships if track else ()
    if towns and series.rotate_townships:
        visits = Counter(one.township for one in mine)
        if set(visits) - set(towns) or max(visits.values()) - min(visits[town] for town in towns) > 1:
            yield f"{series.code}: {dict(visits)}"
        if len({(one.window_first, one.window_last) for one in mine}) == len(mine):
            places = [towns.index(one.township) for one in mine if one.township in towns]
            if any((a + 1) % len(towns) != b for a, b in pairwise(places)):
                yield f"{series.code}: townships out of turn"


def _gaps(
    request: PlanRequest, series: SeriesPlan, track: TrackPlan | None, days: list[date], *, complete: bool
) -> Iterator[str]:
    """Neighbours within the longest gap, from last year's final sitting to the first working day of next year."""
    months = series.max_gap_months
    if not months or not 1 <= months <= 120:
        return
    last = track.last_held if track else None
    if last is None and len(series.tracks) < 2:
        last = series.last_held
    known = sorted({*days, *series.credited, *([last] if last else [])})
    for earlier, later in pairwise(known):
        if later > _months_on(earlier, months) and later.year == request.year:
            yield f"{series.code}: {earlier} to {later}"
    final = max((day for day in known if day.year == request.year), default=None)
    if complete and final is not None and _months_on(final, months) < date(request.year, 12, 31):
        yield f"{series.code}: nothing after {final}"


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
