"""What a year as it stands breaks, whoever made it: each rule that must be kept, with its place.

It asks the rules themselves and nothing of what the planner keeps while it plans, so that it also judges the planner.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import combinations
from typing import NamedTuple

from meetingtui.dates.months import add_months
from meetingtui.dates.showing import show_date, show_year
from meetingtui.language import N_, _
from meetingtui.planning import clashes
from meetingtui.planning.clashes import Booking
from meetingtui.planning.due import sitting_of
from meetingtui.planning.ideal import gap_months, known_dates
from meetingtui.planning.occupancy import Bookings, near
from meetingtui.planning.request import Busy, FixedSitting, PlanRequest, SeriesPlan, TrackPlan

RULE_WORDS = {
    "chair": N_("主持人撞期"), "room": N_("場地撞期"), "travel": N_("車程不足"), "locked": N_("鎖定場次互撞"),
    "busy": N_("忙碌時段"), "council": N_("議會須列席"), "holiday": N_("停止上班"), "window": N_("超出時段"),
    "notice": N_("通知過遲"), "gap": N_("間隔過長"), "vacant": N_("主持人出缺"),
}  # fmt: skip
"""What each rule that must be kept is called."""
OVERRULED = {
    **dict.fromkeys(("chair", "room", "travel", "locked", "busy", "council"), "clash"),
    "holiday": "holiday", "window": "window", "notice": "notice",
}  # fmt: skip
"""Under which of the rules in `FixedSitting.kept` each of them is broken for a reason."""


class Standing(NamedTuple):
    """A sitting that stands. `open`: still to be held, so that its time can be wrong; `acting`: a deputy presides.

    `noticed_on` is when its notice went out, if it did; `credits` are series and track codes that it counts for too.
    """

    sitting: FixedSitting
    open: bool
    locked: bool = False
    acting: bool = False
    noticed_on: date | None = None
    credits: tuple[tuple[int, str], ...] = ()


class Finding(NamedTuple):
    """A broken rule (a key of RULE_WORDS), or wish (of WEIGHT_WORDS) with its points; where, and why.

    `sitting` is 0 where none stands yet, `other` the one that it is broken with, 0 for none.
    """

    rule: str
    series_id: int
    track: str
    day: date | None
    message: str
    sitting: int = 0
    other: int = 0
    points: int | None = None

    @property
    def hard(self) -> bool:
        """Whether it must be kept; a wish has points instead."""
        return self.points is None


def broken(
    request: PlanRequest, standing: Sequence[Standing], today: date, *,
    names: Mapping[str, str] | None = None, council: Collection[Busy] = (),
) -> list[Finding]:  # fmt: skip
    """Every rule that the sittings of the request's year break, in order of time.

    `names` gives the words for keys, `council` those of the busy times that are the council's.
    """
    bookings = Bookings(request)
    taken = {one.sitting.id: booking for one in standing if (booking := _hard(bookings.fixed(one.sitting)))}
    words = {**bookings.names, **(names or {})}
    found = [
        *_clashes(standing, taken, words, request.weights.travel_minutes),
        *_busy(request, standing, taken, bookings, words, council),
        *(finding for one in standing if one.open for finding in _alone(request, one, today)),
        *(finding for one in standing if one.open for finding in _vacant(request, one, words)),
        *(finding for series in request.series for finding in _gaps(request, series, standing)),
    ]
    return sorted(found, key=lambda one: (one.day or date.max, one.sitting, one.rule, one.other, one.message))


def place_of(one: FixedSitting, rule: str, message: str, *, other: int = 0, points: int | None = None) -> Finding:
    """A finding about a sitting."""
    day = one.start.date() if one.start else None
    return Finding(rule, one.series_id, one.track_code, day, message, one.id, other, points)


# ----- with others


def _hard(booking: Booking | None) -> Booking | None:
    """The booking without its agencies, which are a wish."""
    if booking is None:
        return None
    keys = frozenset(key for key in booking.keys if clashes.kind_of(key) != "agency")
    return Booking(keys, booking.start, booking.end, booking.label, booking.place)


def _clashes(
    standing: Sequence[Standing], taken: Mapping[int, Booking], names: Mapping[str, str], travel: int
) -> Iterator[Finding]:
    days: dict[date, list[Standing]] = {}
    for one in standing:
        if one.sitting.id in taken:
            days.setdefault(taken[one.sitting.id].start.date(), []).append(one)
    for there in days.values():
        for first, second in combinations(there, 2):
            if not (first.open or second.open):
                continue
            here, other = (second, first) if second.open else (first, second)
            a, b = (_at(taken[one.sitting.id], one.sitting.township) for one in (here, other))
            for clash in clashes.clashes(a, [b], names, travel=travel):
                rule, message = str(clash.kind), clash.sentence
                if here.locked and other.locked:
                    rule, message = "locked", clash.sentence + _("兩場都已鎖定，請先解除一場的鎖定。")
                yield place_of(here.sitting, rule, message, other=other.sitting.id)


def _at(booking: Booking, township: str) -> Booking:
    return Booking(booking.keys, booking.start, booking.end, booking.label, township)


def _busy(
    request: PlanRequest, standing: Sequence[Standing], taken: Mapping[int, Booking], bookings: Bookings,
    names: Mapping[str, str], council: Collection[Busy],
) -> Iterator[Finding]:  # fmt: skip
    times: dict[str, list[tuple[Booking, bool]]] = {}
    of_council = {one.what for one in council}
    for busy in near(request.busy, request.year):
        for booking in bookings.busy(busy):
            for key in booking.keys:
                times.setdefault(key, []).append((booking, busy.what in of_council))
    for one in standing:
        here = taken.get(one.sitting.id)
        for key in sorted(here.keys) if here and one.open else ():
            for there, sits in times.get(key, ()):
                if here and here.slot.meets(there.slot):
                    rule = "council" if sits else "busy"
                    yield place_of(one.sitting, rule, _taken(clashes.named(key, names), here, there, sits=sits))


def _taken(who: str, here: Booking, there: Booking, *, sits: bool) -> str:
    midnight = datetime.combine(here.start.date(), time())
    start, end = max(there.start, midnight), min(there.end, midnight + timedelta(days=1))
    if sits:
        text = _("{who}在{day}須列席議會（{what}），不能主持「{here}」。")
        return text.format(who=who, day=show_date(start.date()), what=there.label, here=here.label)
    return _("{who}在{when}另有行程，與「{here}」撞期。").format(
        who=who, when=clashes.time_words(start, end), here=here.label
    )


# ----- by itself


def _alone(request: PlanRequest, one: Standing, today: date) -> Iterator[Finding]:
    sitting = one.sitting
    if sitting.start is None or sitting.end is None:
        return
    day = sitting.start.date()
    if not sitting.external:
        place = f"{sitting.township}{sitting.room}" or None
        if closed := clashes.day_off(request.calendar, sitting.start, sitting.end, place):
            yield place_of(sitting, "holiday", closed)
    if outside := clashes.outside_window(day, sitting.window_first, sitting.window_last):
        yield place_of(sitting, "window", outside)
    if late := _late(one, day, today):
        yield place_of(sitting, "notice", late)


def _vacant(request: PlanRequest, one: Standing, names: Mapping[str, str]) -> Iterator[Finding]:
    """That nobody holds the post any more that is to preside."""
    start, post = one.sitting.start, one.sitting.chair_post_id
    if start is not None and post is not None and request.vacant(post, start.date()):
        text = _("{post}屆時出缺；請登記新任職者，或指定代理人。")
        yield place_of(one.sitting, "vacant", text.format(post=clashes.named(f"post:{post}", names)))


def _late(one: Standing, day: date, today: date) -> str | None:
    """That its notice went out too late, or can only do so now."""
    days = one.sitting.notice_days
    if days < 1 or day < today:
        return None
    if one.noticed_on is None:
        return None if one.sitting.noticed else clashes.notice_too_short(today, day, days)
    left = (day - one.noticed_on).days
    if left >= days:
        return None
    return _("通知於{sent}發出，距{day}只有{left}天，應於{days}天前送達。").format(
        sent=show_date(one.noticed_on), day=show_date(day), left=left, days=days
    )


# ----- along the year


def _gaps(request: PlanRequest, series: SeriesPlan, standing: Sequence[Standing]) -> Iterator[Finding]:
    months = gap_months(series)
    if months is None:
        return
    for track in series.tracks or (None,):
        code = track.code if track else ""
        held = _held(series, code, standing)
        yield from _track_gaps(request, series, track, held, months)


def _held(series: SeriesPlan, code: str, standing: Sequence[Standing]) -> dict[date, FixedSitting]:
    """The days on which the series (and track) is held, also by sittings that are credited to it."""
    found = {}
    for one in standing:
        own = (one.sitting.series_id, one.sitting.track_code)
        counted = {own, *one.credits}
        if one.sitting.start and ((series.series_id, code) in counted or (series.series_id, "") in counted - {own}):
            found[one.sitting.start.date()] = one.sitting
    return found


def _track_gaps(
    request: PlanRequest, series: SeriesPlan, track: TrackPlan | None, held: Mapping[date, FixedSitting], months: int
) -> Iterator[Finding]:
    code = track.code if track else ""
    name = sitting_of(series.code, code)
    days = sorted({*known_dates(series, track), *held})
    for earlier, later in clashes.gap_broken(days, months):
        if later.year >= request.year >= earlier.year - 1:
            text = _("{series}：{earlier}至{later}相隔超過{months}個月。")
            message = text.format(series=name, earlier=show_date(earlier), later=show_date(later), months=months)
            number = held[later].id if later in held else 0
            yield Finding("gap", series.series_id, code, later, message, number)
    year_end = date(request.year, 12, 31)
    last = max((day for day in days if day <= year_end), default=None)
    if last is not None and last.year >= request.year - 1 and add_months(last, months) < year_end:
        text = _("{series}：{earlier}之後到{year}底沒有下一場，將超過{months}個月。")
        message = text.format(series=name, earlier=show_date(last), year=show_year(request.year), months=months)
        yield Finding("gap", series.series_id, code, last, message, held[last].id if last in held else 0)
