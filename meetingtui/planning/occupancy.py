"""Who and what is taken when: the standing sittings, busy times, and the draft as it grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from meetingtui.dates.errors import DateError
from meetingtui.language import N_, _
from meetingtui.planning.clashes import Booking, Clash, clashes
from meetingtui.planning.due import Due, sitting_of
from meetingtui.planning.request import Busy, FixedSitting, PlanRequest, SeriesPlan, chair_key, room_key, wall

BUSY = N_("已登記的忙碌時間")
"""What a busy time without a name is called."""
_LONGEST = 400
"""Days of one busy time that are looked at."""


class Occupancy:
    """Bookings by key and day, so that a time is asked for without looking at the whole year."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, date], list[Booking]] = {}
        self.sittings: list[Booking] = []

    def add(self, booking: Booking, *, is_sitting: bool = True) -> None:
        """Take the booking's keys for its time; one without length takes nothing."""
        if booking.start >= booking.end:
            return
        if is_sitting:
            self.sittings.append(booking)
        for day in _days(booking.start, booking.end):
            for key in booking.keys:
                self._taken.setdefault((key, day), []).append(booking)

    def at(self, key: str, start: datetime, end: datetime, *, but: Booking | None = None) -> Booking | None:
        """The first booking (`but` that one) that takes `key` in that time (of one day), or None."""
        for booking in self._taken.get((key, start.date()), ()):
            if booking.start < end and start < booking.end and booking is not but:
                return booking
        return None

    def met_by(self, booking: Booking) -> list[Booking]:
        """Every other booking that shares a key and a day with `booking`, by start and label."""
        found: dict[int, Booking] = {}
        for day in _days(booking.start, booking.end):
            for key in booking.keys:
                found |= {id(one): one for one in self._taken.get((key, day), ()) if one is not booking}
        return sorted(found.values(), key=lambda one: (one.start, one.label, one.end))


class Bookings:
    """How sittings and busy times of a request become bookings; knows the words for each key it has met."""

    def __init__(self, request: PlanRequest) -> None:
        self._request = request
        self._posts: dict[int, str] = {}
        self._series: dict[int, SeriesPlan] = {}
        self._keys: dict[tuple[int, date], str] = {}
        self.names: dict[str, str] = {}
        for series in request.series:
            self._series.setdefault(series.series_id, series)
            for post in (*series.chairs, *series.deputies, *(p for t in series.tracks for p in t.chair_posts)):
                self._posts.setdefault(post.post_id, post.name)

    def chair(self, post_id: int, day: date) -> str:
        """The key of whoever holds the post that day."""
        key = self._keys.get((post_id, day))
        if key is None:
            key = self._keys[post_id, day] = chair_key(post_id, day, self._request.who)
            if post_id in self._posts:
                self.names.setdefault(key, self._posts[post_id])
        return key

    def hard(self, due: Due, day: date, post_id: int | None) -> list[str]:
        """What a due sitting must have for itself that day: its chair and room; of an external one our person only."""
        keys = [self.chair(post_id, day)] if post_id is not None else []
        if due.series.external:
            return [key for key in keys if key.startswith("person:")]
        room = room_key(due.series.room, due.township)
        return [*keys, room] if room else keys

    def fixed(self, one: FixedSitting) -> Booking | None:
        """A standing sitting; None while it has no time."""
        if one.start is None or one.end is None:
            return None
        start, end = wall(one.start), wall(one.end)
        series = self._series.get(one.series_id)
        external = one.external or (series is not None and series.external)
        keys = {self.chair(one.chair_post_id, start.date())} if one.chair_post_id is not None else set()
        if external:
            keys = {key for key in keys if key.startswith("person:")}
        elif one.room:
            keys.add(room_key(one.room, one.township))
        keys |= set(series.agencies) if series else set()
        code = sitting_of(series.code if series else str(one.series_id), one.track_code)
        return Booking(frozenset(keys), start, end, one.label or f"{code}（{start.month}/{start.day}）")

    def busy(self, one: Busy) -> Iterator[Booking]:
        """A busy time, day by day: a post's is that of whoever holds it that day."""
        start, end = wall(one.start), wall(one.end)
        label = one.what or _(BUSY)
        kind, _colon, number = one.key.partition(":")
        post = int(number) if kind == "post" and number.isdecimal() and number.isascii() else None
        if post is None:
            yield Booking(frozenset({one.key}), start, end, label)
            return
        for day in _days(start, end):
            midnight = datetime.combine(day, datetime.min.time())
            yield Booking(
                frozenset({self.chair(post, day)}),
                max(start, midnight), min(end, midnight + timedelta(days=1)), label,
            )  # fmt: skip


def all_clashes(occupancy: Occupancy, names: dict[str, str]) -> tuple[Clash, ...]:
    """Every clash of a sitting with another one or with a busy time, each once, in order of time."""
    seen: set[tuple[int, int]] = set()
    found: list[Clash] = []
    for booking in sorted(occupancy.sittings, key=lambda one: (one.start, one.label, one.end)):
        others = [one for one in occupancy.met_by(booking) if (id(one), id(booking)) not in seen]
        seen |= {(id(booking), id(one)) for one in others}
        found += clashes(booking, others, names)
    return tuple(found)


def standing(request: PlanRequest, bookings: Bookings) -> Occupancy:
    """What is taken before anything is drafted."""
    occupancy = Occupancy()
    for one in request.fixed:
        if (booking := bookings.fixed(one)) is not None:
            occupancy.add(booking)
    for busy in near(request.busy, request.year):
        for booking in bookings.busy(busy):
            occupancy.add(booking, is_sitting=False)
    return occupancy


def near(busy: Iterable[Busy], year: int) -> Iterator[Busy]:
    """The busy times that touch the year, cut to it."""
    first, last = datetime(year, 1, 1), datetime(year + 1, 1, 1)  # noqa: DTZ001 - wall-clock time, see request.py
    for one in busy:
        try:
            start, end = max(wall(one.start), first), min(wall(one.end), last)
        except DateError:
            continue
        if start < end:
            yield Busy(one.key, start, end, one.what)


def _days(start: datetime, end: datetime) -> list[date]:
    """The days that a time touches; one that ends at midnight does not touch the next day."""
    count = ((end - timedelta(microseconds=1)).date() - start.date()).days + 1
    return [start.date() + timedelta(days=n) for n in range(min(max(count, 0), _LONGEST))]
