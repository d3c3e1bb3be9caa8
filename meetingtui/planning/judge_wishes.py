"""The wishes that a year as it stands breaks, with their points: near the ideal day, the usual time, and the like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from meetingtui.dates.showing import show_date, weekday_name
from meetingtui.language import _
from meetingtui.planning.board import week_of
from meetingtui.planning.clashes import named
from meetingtui.planning.due import Chain, chains, fillers
from meetingtui.planning.ideal import earliest_days, gap_months
from meetingtui.planning.judge import Finding, Standing, place_of
from meetingtui.planning.occupancy import Bookings
from meetingtui.planning.options import council_chairs
from meetingtui.planning.placing import starts
from meetingtui.planning.request import FixedSitting, PlanRequest, SeriesPlan, first_usable
from meetingtui.planning.setting import GAP_WEEKDAY
from meetingtui.planning.weights import WEIGHT_WORDS
from meetingtui.planning.windows import windows

_NOON = 12
_MONDAY = date(2024, 1, 1)


class _Aim(NamedTuple):
    """The ideal day of a sitting, and what another weekday costs it."""

    day: date
    weekday: int


def wished(
    request: PlanRequest, standing: Sequence[Standing], *, names: Mapping[str, str] | None = None
) -> list[Finding]:  # fmt: skip
    """Every wish that the sittings still to be held break, in order of time; `names` gives the words for keys.

    A wish that several sittings break together stands with the last of them.
    """
    aims = _aims(request, [one.sitting for one in standing])
    bookings = Bookings(request)
    in_council = council_chairs(request, bookings)
    series = {one.series_id: one for one in request.series}
    found: list[Finding] = []
    for one in standing:
        if one.open and one.sitting.start is not None:
            found += _alone(request, one, series.get(one.sitting.series_id), aims.get(one.sitting.id))
            chair = _chair(bookings, one.sitting)
            if chair and chair in in_council.get(one.sitting.start.toordinal(), ()):
                found.append(_finding(one.sitting, "council", request.weights.council))
    dated = sorted((one for one in standing if one.sitting.start), key=lambda one: (one.sitting.start, one.sitting.id))
    found += _of_chairs(request, bookings, dated)
    found += _of_agencies(request, dated, names or {})
    return sorted((one for one in found if one.points), key=lambda one: (one.day or date.max, one.sitting, one.rule))


def _finding(one: FixedSitting, wish: str, points: int, words: str = "") -> Finding:
    return place_of(one, wish, words or _("{wish}。").format(wish=_(WEIGHT_WORDS[wish])), points=points)


def _chair(bookings: Bookings, one: FixedSitting) -> str:
    if one.chair_post_id is None or one.start is None:
        return ""
    return bookings.chair(one.chair_post_id, one.start.date())


# ----- by itself


def _alone(request: PlanRequest, standing: Standing, series: SeriesPlan | None, aim: _Aim | None) -> Iterator[Finding]:
    one, weights, start = standing.sitting, request.weights, standing.sitting.start
    if start is None:
        return
    day = start.date()
    if aim is not None:
        days = abs((day - aim.day).days)
        words = _("離理想日（{aim}）{days}日。").format(aim=show_date(aim.day), days=days)
        yield _finding(one, "near", days * weights.near, words)
    if series is not None and one.kind == "ordinary":
        if series.weekday is not None and day.weekday() != series.weekday:
            words = _("在{there}，平常為{usual}。").format(
                there=weekday_name(day), usual=weekday_name(_MONDAY + timedelta(days=series.weekday))
            )
            yield _finding(one, "weekday", weights.weekday if aim is None else aim.weekday, words)
        if start.time() != series.start:
            words = _("不在平常的時間（{usual}）。").format(usual=f"{series.start:%H:%M}")
            yield _finding(one, "hour", _hour_cost(series, start, weights.hour), words)
    if request.calendar.before_long_holiday(day):
        yield _finding(one, "eve", weights.eve)
    if standing.acting:
        yield _finding(one, "deputy", weights.deputy)


def _hour_cost(series: SeriesPlan, start: datetime, hour: int) -> int:
    """The nearest other hours of the day are the better ones."""
    _usual, *others = starts(series.start, series.minutes)
    place = others.index(start.time()) if start.time() in others else len(others)
    return hour + place if hour else 0


def _aims(request: PlanRequest, sittings: Sequence[FixedSitting]) -> dict[int, _Aim]:
    """The aim of each ordinary sitting that fills a window, as if the year were planned afresh today.

    One that lies before the days that can still be used was planned when it had its whole window before it; the others
    share with what is still due what is left of theirs, as in a draft of the running year, unless they lie nearer to
    the day at which they aimed before.
    """
    found: dict[int, _Aim] = {}
    own: defaultdict[tuple[int, str], list[FixedSitting]] = defaultdict(list)
    for one in sittings:
        if one.kind == "ordinary":
            own[one.series_id, one.track_code].append(one)
    for series in request.series:
        in_year, opens = windows(series.cadence, request.year), first_usable(request, series)
        codes = [track.code for track in series.tracks] or [""]
        early = [one for code in codes for one in own[series.series_id, code] if _before(one, opens)]
        for whole, left in zip(chains(series, in_year, ()), chains(series, in_year, early, opens), strict=True):
            filled = fillers(in_year, own[series.series_id, whole.track.code if whole.track else ""])
            aims = _chain_aims(request, whole, None)
            rest = aims | _chain_aims(request, left, opens)
            found |= {
                one.id: aims[place] if _before(one, opens) else _nearer(one, opens, rest[place], aims[place])
                for place, one in filled.items()
            }
    return found


def _before(one: FixedSitting, opens: date | None) -> bool:
    """Whether a sitting lies on no day that can still be used."""
    return one.start is None or (opens is not None and one.start.date() < opens)


def _nearer(one: FixedSitting, opens: date | None, rest: _Aim, whole: _Aim) -> _Aim:
    """The aim that a sitting lies nearer to; a day that cannot be used any more is none."""
    if one.start is None or (opens is not None and whole.day < opens):
        return rest
    day = one.start.date()
    return min(rest, whole, key=lambda aim: abs((day - aim.day).days))


def _chain_aims(request: PlanRequest, chain: Chain, opens: date | None) -> dict[int, _Aim]:
    """The aim in each window (by place) of a chain in which a sitting is due; none before `opens` where days follow."""
    weekday, months = request.weights.weekday, gap_months(chain.series)
    dues = {place: due for place, due in enumerate(chain.dues) if due is not None}
    if months is None:
        return {place: _Aim(due.ideal, weekday) for place, due in dues.items()}
    firsts = earliest_days(chain.windows, months, request.calendar.is_offered)
    return {
        place: _Aim(
            max(due.ideal, min(max(firsts[place], opens or firsts[place]), due.window.last)),
            min(GAP_WEEKDAY, weekday) if (due.window.last - due.window.first).days >= 28 * months else weekday,
        )
        for place, due in dues.items()
    }


# ----- together


def _of_chairs(request: PlanRequest, bookings: Bookings, dated: Sequence[Standing]) -> Iterator[Finding]:
    weights = request.weights
    days: defaultdict[tuple[str, int], list[Standing]] = defaultdict(list)
    weeks: defaultdict[tuple[str, int], list[Standing]] = defaultdict(list)
    for one in dated:
        chair, start = _chair(bookings, one.sitting), one.sitting.start
        if chair and start is not None:
            days[chair, start.toordinal()].append(one)
            weeks[chair, week_of(start.toordinal())].append(one)
    for group, most, cost, wish in (
        (days, weights.chair_day_most, weights.chair_day, "chair_day"),
        (weeks, weights.chair_week_most, weights.chair_week, "chair_week"),
    ):
        for (chair, _when), together in group.items():
            if len(together) > most and any(one.open for one in together):
                text = _("{who}當日主持{count}場。") if wish == "chair_day" else _("{who}當週主持{count}場。")
                words = text.format(who=bookings.names.get(chair, _("主持人")), count=len(together))
                yield _finding(together[-1].sitting, wish, cost * (len(together) - most), words)
    for together in days.values():
        away = [one for one in together if one.sitting.township]
        if any(one.open for one in away):
            yield _finding(away[-1].sitting, "travel_day", weights.travel_day)


def _of_agencies(request: PlanRequest, dated: Sequence[Standing], names: Mapping[str, str]) -> Iterator[Finding]:
    """Of one agency and half a day: sittings beyond one that it must go to at once."""
    agencies = {series.series_id: series.agencies for series in request.series}
    halves: defaultdict[tuple[str, date, bool], list[Standing]] = defaultdict(list)
    for one in dated:
        start = one.sitting.start
        for agency in agencies.get(one.sitting.series_id, ()) if start else ():
            if start is not None:
                halves[agency, start.date(), start.hour >= _NOON].append(one)
    for (agency, _day, _late), together in halves.items():
        too_many = max(_running(together, one.sitting.start) for one in together) - 1
        if too_many > 0 and any(one.open for one in together):
            text, at_once = _("{who}須同時派員出席{sittings}。"), _("、").join(_at_once(together))
            words = text.format(who=named(agency, names), sittings=at_once)
            yield _finding(together[-1].sitting, "agency", request.weights.agency * too_many, words)


def _at_once(together: Sequence[Standing]) -> list[str]:
    """What those are called that run beside another one."""
    return [
        one.sitting.label for one in together
        if any(
            other is not one and other.sitting.start and other.sitting.end and one.sitting.start and one.sitting.end
            and other.sitting.start < one.sitting.end and one.sitting.start < other.sitting.end
            for other in together
        )
    ]  # fmt: skip


def _running(together: Sequence[Standing], moment: datetime | None) -> int:
    return sum(
        one.sitting.start <= moment < one.sitting.end
        for one in together if one.sitting.start and one.sitting.end and moment
    )  # fmt: skip
