"""Reads of the office calendar: imported years, local closures, times that are taken."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from meetingtui.dates.office_calendar import Closure, OfficeCalendar
from meetingtui.dates.official import OfficialYear
from meetingtui.store.reader import Reader

YEARS = "SELECT year, issued, days FROM office_year ORDER BY year"
CLOSURES = "SELECT day, half, place, reason FROM closure ORDER BY day, id"
CLOSURE_ROWS = (
    "SELECT id, day, half, place, reason, who FROM closure WHERE day >= :first AND day <= :last ORDER BY day, id"
)
BLACKOUTS = """
SELECT id, post_id, room, start_at, end_at, source FROM blackout
WHERE end_at > :first AND start_at < :last ORDER BY start_at, id
"""


def load(reader: Reader, more: Iterable[Closure] = ()) -> OfficeCalendar:
    """The calendar: what is shipped, what was imported over it, local closures, and `more` of them."""
    issues = [_issue(year, issued, days) for year, issued, days in reader.rows(YEARS)]
    closures = [
        Closure(date.fromisoformat(day), half or None, place or None, reason)
        for day, half, place, reason in reader.rows(CLOSURES)
    ]
    return OfficeCalendar(issues, [*closures, *more])


def blackouts(reader: Reader, first: str, last: str) -> list[tuple[int, int | None, str, str, str, str]]:
    """(id, post, room, start stamp, end stamp, source) of times taken between two stamps."""
    return reader.rows(BLACKOUTS, {"first": first, "last": last})


def closures(reader: Reader, first: str, last: str) -> list[tuple[int, str, str, str, str, str]]:
    """(id, day, half, place, reason, who) of closures between two ISO days."""
    return reader.rows(CLOSURE_ROWS, {"first": first, "last": last})


def _issue(year: int, issued: str | None, days: str) -> OfficialYear:
    return OfficialYear(
        year,
        date.fromisoformat(issued) if issued else None,
        {date.fromisoformat(day): (off, label) for day, (off, label) in json.loads(days).items()},
    )
