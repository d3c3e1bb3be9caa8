"""The hours at which a sitting may begin, and why the days of its window are refused."""

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
    """Looks through the offered days of a year for what takes them."""

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

    def _open(self, due: Due, start: datetime, end: datetime) -> bool:
        return self._calendar.is_open(start.date(), start.time(), end.time(), due.township or None)

    def _hard_hit(self, due: Due, start: datetime, end: datetime, post_id: int | None) -> tuple[str, Booking] | None:
        for key in self._bookings.hard(due, start.date(), post_id):
            booking = self._occupancy.at(key, start, end)
            if booking is not None:
                return key, booking
        return None
