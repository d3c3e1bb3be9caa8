"""Reads of what is due: a few seeks each, however many sittings there are.

CROSS JOIN is how SQLite is told which table to go through: the small one, and then by index into the sittings.
"""

from __future__ import annotations

from meetingtui.store.reader import Reader

LATE = """
SELECT s.id FROM series CROSS JOIN session s
WHERE s.series_id = series.id AND s.status IN ('planned', 'noticed') AND s.day < :today
ORDER BY s.day, s.id LIMIT :limit
"""
AHEAD = """
SELECT id FROM session
WHERE day >= :first AND day <= :last AND status IN ('planned', 'noticed') ORDER BY day, start_at, id LIMIT :limit
"""
UNNOTICED = """
SELECT id FROM session
WHERE day >= :first AND day <= :last AND status = 'planned' ORDER BY day, start_at, id LIMIT :limit
"""
UNNUMBERED = """
SELECT s.id, n.issued_on FROM series CROSS JOIN session s CROSS JOIN notice n
WHERE s.series_id = series.id AND NOT series.external AND s.status = 'noticed' AND s.day >= :today
AND n.session_id = s.id AND n.issued_on IS NOT NULL AND n.doc_no = '' AND n.issued_doc_no = ''
ORDER BY n.issued_on, s.day, s.id LIMIT :limit
"""
PRESIDED = """
SELECT COALESCE(acting_post_id, chair_post_id), day, COUNT(*) FROM session
WHERE day >= :today AND status IN ('planned', 'noticed') AND chair_post_id IS NOT NULL
GROUP BY COALESCE(acting_post_id, chair_post_id), day ORDER BY 2, 1
"""
UNDATED = """
SELECT s.id FROM series CROSS JOIN session s
WHERE s.series_id = series.id AND s.status = 'postponed' AND s.day IS NULL ORDER BY s.series_id, s.id LIMIT :limit
"""
OPEN_MINUTES = """
SELECT s.id, m.status FROM series CROSS JOIN session s LEFT JOIN minutes m ON m.session_id = s.id
WHERE s.series_id = series.id AND NOT series.external AND s.status = 'held' AND s.day >= :earliest AND s.day <= :today
AND (m.status IN ('draft', 'submitted') OR (m.status IS NULL AND s.day >= :since))
ORDER BY s.day, s.id LIMIT :limit
"""
LAST_HELD = """
SELECT MAX(day) FROM session WHERE series_id = :series_id AND status = 'held' AND day <= :today
"""
LAST_CREDITED = """
SELECT MAX(s.day) FROM credit c JOIN session s ON s.id = c.session_id
WHERE c.series_id = :series_id AND s.status = 'held' AND s.day <= :today
"""
NEXT_OF = """
SELECT MIN(day) FROM session WHERE series_id = :series_id AND status = :status AND day >= :today
"""
HELD = "SELECT series_id, COUNT(*) FROM session WHERE year = :year AND status = 'held' GROUP BY series_id"
CREDITED = """
SELECT c.series_id, COUNT(*) FROM credit c CROSS JOIN session s
WHERE s.id = c.session_id AND s.status = 'held' AND s.day >= :first AND s.day <= :today GROUP BY c.series_id
"""
ANY_OF_YEAR = "SELECT id FROM session WHERE year = :year LIMIT 1"
OVERDUE_ITEMS = """
SELECT lead_agency_id, COUNT(*), MIN(due) FROM action_item
WHERE status IN ('open', 'proposed_close') AND due < :today GROUP BY lead_agency_id
"""
CALENDAR_YEARS = "SELECT year FROM office_year"


def late(reader: Reader, today: str, limit: int) -> list[int]:
    """Ids of the sittings whose day lies before `today` and that nobody has recorded, oldest first."""
    return [row[0] for row in reader.rows(LATE, {"today": today, "limit": limit})]


def ahead(reader: Reader, first: str, last: str, limit: int) -> list[int]:
    """Ids of the sittings to be held between two ISO days."""
    return [row[0] for row in reader.rows(AHEAD, {"first": first, "last": last, "limit": limit})]


def unnoticed(reader: Reader, first: str, last: str, limit: int) -> list[int]:
    """Ids of the sittings between two ISO days of which no notice has gone out."""
    return [row[0] for row in reader.rows(UNNOTICED, {"first": first, "last": last, "limit": limit})]


def unnumbered(reader: Reader, today: str, limit: int) -> list[tuple[int, str]]:
    """Ids of the sittings from `today` on whose notice has gone out without a number, with the ISO day of issue."""
    params = {"today": today, "limit": limit}
    return [(session, day) for session, day in reader.rows(UNNUMBERED, params)]


def presided(reader: Reader, today: str) -> list[tuple[int, str, int]]:
    """Posts that preside sittings from `today` on, with the ISO day and how many there are that day, by day."""
    return [(post, day, count) for post, day, count in reader.rows(PRESIDED, {"today": today})]


def undated(reader: Reader, limit: int) -> list[int]:
    """Ids of the sittings that were postponed without a new date, by series."""
    return [row[0] for row in reader.rows(UNDATED, {"limit": limit})]


def open_minutes(reader: Reader, today: str, since: str, earliest: str, limit: int) -> list[tuple[int, str]]:
    """Ids of held sittings whose minutes are not approved, with the state of these (empty: not begun), oldest first.

    Those that nobody began are listed from the ISO day `since` on, the others from `earliest`.
    """
    params = {"today": today, "since": since, "earliest": earliest, "limit": limit}
    return [(row[0], row[1] or "") for row in reader.rows(OPEN_MINUTES, params)]


def last_held(reader: Reader, series_id: int, today: str) -> str:
    """The last ISO day until `today` on which a series sat or was credited; empty for never."""
    params = {"series_id": series_id, "today": today}
    return max(reader.value(LAST_HELD, params) or "", reader.value(LAST_CREDITED, params) or "")


def next_of(reader: Reader, series_id: int, today: str) -> str:
    """The ISO day of a series' next sitting from `today` on; empty where none is planned."""
    days = [
        reader.value(NEXT_OF, {"series_id": series_id, "status": status, "today": today})
        for status in ("planned", "noticed")
    ]
    return min((day for day in days if day), default="")


def held(reader: Reader, year: int, first: str, today: str) -> dict[int, int]:
    """How many sittings each series has held, or been credited with, in a year until `today`."""
    found: dict[int, int] = dict(reader.rows(HELD, {"year": year}))
    for series, count in reader.rows(CREDITED, {"first": first, "today": today}):
        found[series] = found.get(series, 0) + count
    return found


def is_planned(reader: Reader, year: int) -> bool:
    """Whether a year has a single sitting."""
    return reader.row(ANY_OF_YEAR, {"year": year}) is not None


def overdue_items(reader: Reader, today: str) -> list[tuple[int | None, int, str]]:
    """Of each lead (None: of nobody) how many open items are past their day, and the oldest of these ISO days."""
    found = [(lead, count, first) for lead, count, first in reader.rows(OVERDUE_ITEMS, {"today": today})]
    return sorted(found, key=lambda one: (one[2], one[0] or 0))


def calendar_years(reader: Reader) -> list[int]:
    """The years whose official calendar a user imported."""
    return [row[0] for row in reader.rows(CALENDAR_YEARS)]
