"""Counts straight from the database: one grouped scan of a year, one of the days held, one of the credits."""

# Without postponed annotations: NamedTuple would compile each of them as text, on every start.

from typing import Any, NamedTuple

from meetingtui.store.reader import Reader


class Tally(NamedTuple):
    """Figures of one group of sittings; `part` is the track, quarter or host that was asked for."""

    series_id: int
    part: Any
    planned: int
    held: int
    postponed: int
    cancelled: int
    extraordinary: int
    person_times: int


PARTS = {
    "series": "0",
    "track": "COALESCE(track_id, 0)",
    "quarter": "CASE WHEN day IS NULL THEN 0 ELSE (CAST(SUBSTR(day, 6, 2) AS INTEGER) + 2) / 3 END",
    "host": "COALESCE(host_agency_id, 0)",
    "month": "CASE WHEN day IS NULL THEN 0 ELSE CAST(SUBSTR(day, 6, 2) AS INTEGER) END",
}
TALLY = """
SELECT series_id, {part} AS part,
       SUM(CASE WHEN status NOT IN ('cancelled', 'merged') THEN 1 ELSE 0 END),
       SUM(CASE WHEN status = 'held' AND day <= :as_of THEN 1 ELSE 0 END),
       SUM(CASE WHEN postponed_times > 0 THEN 1 ELSE 0 END),
       SUM(CASE WHEN status = 'cancelled' THEN 1 ELSE 0 END),
       SUM(CASE WHEN kind = 'extraordinary' AND status NOT IN ('cancelled', 'merged') THEN 1 ELSE 0 END),
       SUM(CASE WHEN status = 'held' AND day <= :as_of THEN COALESCE(person_times, 0) ELSE 0 END)
FROM session WHERE {where} GROUP BY {groups}
"""
CREDITED = """
SELECT c.series_id, COALESCE(c.track_id, 0), s.day, s.series_id
FROM credit c CROSS JOIN session s
WHERE s.id = c.session_id AND s.status = 'held' AND s.day >= :first AND s.day <= :until
"""
DAYS = """
SELECT DISTINCT series_id, COALESCE(track_id, 0), day FROM session
WHERE status = 'held' AND day >= :first AND day <= :until
"""
LAST_BEFORE = """
SELECT s.id, 0, (SELECT MAX(day) FROM session WHERE series_id = s.id AND status = 'held' AND day < :first) FROM series s
UNION ALL
SELECT t.series_id, t.id, (SELECT MAX(day) FROM session WHERE track_id = t.id AND status = 'held' AND day < :first)
FROM track t
UNION ALL
SELECT c.series_id, COALESCE(c.track_id, 0), MAX(s.day) FROM credit c CROSS JOIN session s
WHERE s.id = c.session_id AND s.status = 'held' AND s.day < :first GROUP BY c.series_id, COALESCE(c.track_id, 0)
"""
"""One step into an index for each series and track, instead of a walk through the years before."""
AHEAD = """
SELECT series_id, COALESCE(track_id, 0), MAX(day) FROM session
WHERE status IN ('planned', 'noticed') AND day >= :today AND day < :first GROUP BY series_id, COALESCE(track_id, 0)
UNION ALL
SELECT c.series_id, COALESCE(c.track_id, 0), MAX(s.day) FROM session s CROSS JOIN credit c
WHERE c.session_id = s.id AND s.status IN ('planned', 'noticed') AND s.day >= :today AND s.day < :first
GROUP BY c.series_id, COALESCE(c.track_id, 0)
"""
CREDITED_STANDING = """
SELECT c.series_id, COALESCE(c.track_id, 0), s.day FROM session s CROSS JOIN credit c
WHERE c.session_id = s.id AND s.status IN ('planned', 'noticed', 'held') AND s.day >= :first AND s.day <= :last
ORDER BY s.day
"""
BY_YEAR = "year = :year"
BY_YEARS = "year >= :year AND year <= :last_year"
BY_DAY = "day >= :first AND day <= :last"


def tally(
    reader: Reader, part: str, *, as_of: str, years: tuple[int, int] | None, first: str, last: str
) -> list[Tally]:
    """Sittings by series and `part` (a key of PARTS), of whole years or between two ISO days (both inclusive)."""
    where = BY_DAY if years is None else BY_YEAR if years[0] == years[1] else BY_YEARS
    sql = TALLY.format(part=PARTS[part], where=where, groups="series_id" if part == "series" else "series_id, part")
    params: dict[str, object] = {"as_of": as_of}
    params |= {"year": years[0], "last_year": years[1]} if years else {"first": first, "last": last}
    return [Tally(*row) for row in reader.rows(sql, params)]


def days_held(reader: Reader, first: str, until: str) -> list[tuple[int, int, str]]:
    """(series, track or 0, day) of sittings held between two ISO days, each day once."""
    return [(series, track, day) for series, track, day in reader.rows(DAYS, {"first": first, "until": until})]


def credited(reader: Reader, first: str, until: str) -> list[tuple[int, int, str, int]]:
    """(series, track or 0, day, series of the sitting) of credits of held sittings between two ISO days."""
    return [(a, b, c, d) for a, b, c, d in reader.rows(CREDITED, {"first": first, "until": until})]


def last_before(reader: Reader, first: str) -> dict[tuple[int, int], str]:
    """The final day before `first` on which each series (track 0) and each of its tracks sat or was credited."""
    found: dict[tuple[int, int], str] = {}
    for series, track, day in reader.rows(LAST_BEFORE, {"first": first}):
        if day is not None:
            found[series, track] = max(day, found.get((series, track), ""))
    return found


def last_standing(reader: Reader, first: str, today: str) -> dict[tuple[int, int], str]:
    """The same, with the sittings that are still planned between `today` and `first`, and those they count for."""
    found = last_before(reader, first)
    for series, track, day in reader.rows(AHEAD, {"first": first, "today": today}):
        for key in {(series, track), (series, 0)}:
            found[key] = max(day, found.get(key, ""))
    return found


def credited_standing(reader: Reader, first: str, last: str) -> list[tuple[int, int, str]]:
    """(series, track or 0, day) of credits of sittings that stand between two ISO days, held or not."""
    return [(a, b, c) for a, b, c in reader.rows(CREDITED_STANDING, {"first": first, "last": last})]
