"""Small years to draft: series of the deputy magistrate in 2026."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning.draft import Draft, draft
from meetingtui.planning.request import ChairPost, PlanRequest, SeriesPlan

CALENDAR = OfficeCalendar()
DEPUTY = ChairPost(1, "副縣長")
MAGISTRATE = ChairPost(2, "縣長")
WEDNESDAY = 2


def series(code: str = "PIF-10", rhythm: Rhythm = Rhythm.QUARTER, per_period: int = 1, **more: object) -> SeriesPlan:
    """A quarterly one that the deputy magistrate chairs, unless told otherwise."""
    number = sum(map(ord, code))
    windows = more.pop("windows", ())
    return SeriesPlan(number, code, Cadence(rhythm, per_period, windows), **({"chairs": (DEPUTY,)} | more))


def plan(*asked: SeriesPlan, **more: object) -> Draft:
    """The draft of 2026."""
    return draft(PlanRequest(**({"year": 2026, "series": asked, "calendar": CALENDAR} | more)))


def moment(month: int, day: int, hour: int = 14) -> datetime:
    """A time of day in 2026."""
    return datetime.combine(date(2026, month, day), time(hour))


def every_day(hour: int) -> list[datetime]:
    """That hour of each day of 2026."""
    return [moment(1, 1, hour) + timedelta(days=n) for n in range(365)]
