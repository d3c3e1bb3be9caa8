"""The day and hour of one sitting: the nearest free one to its ideal day, at its usual time if that can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.language import _
from meetingtui.planning.clashes import Booking
from meetingtui.planning.due import Due
from meetingtui.planning.occupancy import BUSY, Bookings, Occupancy

_STARTS = (time(9), time(10, 30), time(14), time(15, 30))
_NOON, _AFTERNOON, _EVENING = time(12), time(13, 30), time(17, 30)
_OTHER_WEEKDAY = 7
"""Another weekday than the usual one is as bad as a week's distance."""
_GRAIN = 7
"""Days further off that a sitting goes so that no delegate has to be in two places."""


@dataclass(frozen=True, slots=True)
class Place:
    """A free time for a sitting. `first_refusal` is the booking that kept it from an earlier choice, if one did."""

    start: datetime
    end: datetime
    first_refusal: tuple[str, Booking] | None


@dataclass(slots=True)
class Refusals:
    """Why days were refused at the usual time: days closed, and days taken by key.

    `what` is what takes a key on each of those days, where it is one registered thing on all.
    """

    days: int
    closed: int
    taken: Counter[str]
    what: dict[str, str]


def starts(usual: time, minutes: int) -> list[time]:
    """The usual start, then the others of the day from the nearest on; those never reach into lunch or evening."""
    others = [one for one in _STARTS if one != usual and _fits(one, minutes)]
    return [usual, *sorted(others, key=lambda one: (abs(_minutes(one) - _minutes(usual)), one))]


def over_lunch(start: time, minutes: int) -> bool:
    """Whether a sitting reaches from the morning over noon by more than half an hour."""
    return start < _NOON and _minutes(start) + minutes > _minutes(_NOON) + 30


def _fits(start: time, minutes: int) -> bool:
    end = _minutes(start) + minutes
    return end <= _minutes(_NOON) or (start >= _AFTERNOON and end <= _minutes(_EVENING))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


class Search:
    """Looks for free times among the offered days of a year."""

    def __init__(
        self, calendar: OfficeCalendar, offered: Sequence[date], bookings: Bookings, occupancy: Occupancy
    ) -> None:
        self._calendar = calendar
        self._offered = offered
        self._bookings = bookings
        self._occupancy = occupancy
        self._within: dict[tuple[date, date], list[date]] = {}

    def days(self, first: date, last: date) -> list[date]:
        """The offered days from `first` to `last`."""
        known = self._within.get((first, last))
        if known is None:
            known = self._within[first, last] = [day for day in self._offered if first <= day <= last]
        return known

    def place(
        self, due: Due, aim: date, first: date, last: date, *, post_id: int | None, weekday_cost: int = _OTHER_WEEKDAY
    ) -> Place | None:
        """The best free time from `first` to `last`: usual time on the nearest days first, then other hours."""
        usual, length = due.series.weekday, timedelta(minutes=due.series.minutes)
        days = sorted((_cost(day, aim, usual, weekday_cost), day) for day in self.days(first, last))
        refusal: tuple[str, Booking] | None = None
        for clock in starts(due.series.start, due.series.minutes):
            fallback: Place | None = None
            enough = 0
            for cost, day in days:
                start = datetime.combine(day, clock)
                if fallback is not None and cost > enough:
                    return fallback
                if not self._open(due, start, start + length):
                    continue
                hit = self._hard_hit(due, start, start + length, post_id)
                if hit is not None:
                    refusal = refusal or hit
                elif self._agency_hit(due, start, start + length) is None:
                    return Place(start, start + length, refusal)
                elif fallback is None:
                    fallback, enough = Place(start, start + length, refusal), cost + _GRAIN
            if fallback is not None:
                return fallback
        return None

    def refusals(self, due: Due, post_id: int | None) -> Refusals:
        """Why each day of the window is refused at the usual time."""
        length = timedelta(minutes=due.series.minutes)
        found = Refusals(0, 0, Counter(), {})
        for day in self.days(due.window.first, due.window.last):
            start = datetime.combine(day, due.series.start)
            found.days += 1
            if not self._open(due, start, start + length):
                found.closed += 1
            elif (hit := self._hard_hit(due, start, start + length, post_id)) is not None:
                key, booking = hit
                found.taken[key] += 1
                what = "" if booking.label == _(BUSY) else booking.label
                found.what[key] = what if found.what.get(key, what) == what else ""
        return found

    def free_days(self, due: Due, post_id: int | None) -> int:
        """How many days of the window have chair and room free at the usual time."""
        length = timedelta(minutes=due.series.minutes)
        starts_ = [datetime.combine(d, due.series.start) for d in self.days(due.window.first, due.window.last)]
        return sum(self._hard_hit(due, start, start + length, post_id) is None for start in starts_)

    def _open(self, due: Due, start: datetime, end: datetime) -> bool:
        return self._calendar.is_open(start.date(), start.time(), end.time(), due.township or None)

    def _hard_hit(self, due: Due, start: datetime, end: datetime, post_id: int | None) -> tuple[str, Booking] | None:
        for key in self._bookings.hard(due, start.date(), post_id):
            booking = self._occupancy.at(key, start, end)
            if booking is not None:
                return key, booking
        return None

    def _agency_hit(self, due: Due, start: datetime, end: datetime) -> Booking | None:
        hits = (self._occupancy.at(key, start, end) for key in due.series.agencies)
        return next((hit for hit in hits if hit is not None), None)


def _cost(day: date, aim: date, usual: int | None, weekday_cost: int) -> int:
    other = usual is not None and day.weekday() != usual
    return abs((day - aim).days) + (weekday_cost if other else 0)
