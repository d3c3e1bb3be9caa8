"""A county's committees in a few words: who presides when, and when they are away."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning.draft import Draft, draft
from meetingtui.planning.request import Busy, ChairPost, PlanRequest, SeriesPlan

CALENDAR = OfficeCalendar()
DEPUTY, MAGISTRATE = ChairPost(1, "副縣長"), ChairPost(2, "縣長")
WEDNESDAY = 2


def head(number: int, of: str) -> tuple[ChairPost, ...]:
    return (ChairPost(10 + number, f"{of}科科長"),)


def series(name: str, *written: str, rhythm: Rhythm = Rhythm.YEAR, **more: object) -> SeriesPlan:
    number = sum(map(ord, name))
    cadence = Cadence(rhythm, 1, written)
    return SeriesPlan(number, f"S{number}", cadence, name=name, **({"chairs": (DEPUTY,), "weekday": WEDNESDAY} | more))


def plan(*asked: SeriesPlan, **more: object) -> Draft:
    return draft(PlanRequest(**({"year": 2026, "series": asked, "calendar": CALENDAR} | more)))


def away(key: str, first: date, last: date, *free: tuple[date, int], what: str = "") -> tuple[Busy, ...]:
    """Busy from the first day to the last but for the half days that begin at 0 or 12 o'clock of `free`."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    halves = [datetime.combine(day, time(hour)) for day in days for hour in (0, 12)]
    return tuple(
        Busy(key, half, half + timedelta(hours=12), what) for half in halves if (half.date(), half.hour) not in free
    )


def youth(**more: object) -> SeriesPlan:
    asked = {"chairs": (MAGISTRATE,), "max_gap_months": 3, "last_held": date(2025, 10, 20)}
    return series("少輔會", rhythm=Rhythm.QUARTER, **(asked | more))
