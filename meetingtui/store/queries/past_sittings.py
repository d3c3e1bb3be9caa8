"""Reads that tell whether a sitting of an old list stands on the books already."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.store.reader import Reader

TAKEN = """
SELECT series_id, track_id, day, start_at, number, status FROM session WHERE day >= :first AND day <= :last
ORDER BY day, id
"""
POSTPONED = """
SELECT s.series_id, s.track_id, c.before, s.number, s.status
FROM session_change c JOIN session s ON s.id = c.session_id
WHERE c.verb = 'postponed' AND c.before >= :from_stamp AND c.before < :to_stamp ORDER BY c.id
"""


class Taken(NamedTuple):
    """A sitting on the books; `start_at` is its UTC stamp, of a postponed one the time it was postponed from."""

    series_id: int
    track_id: int | None
    day: str
    start_at: str
    number: str
    status: str


def taken(reader: Reader, first: str, last: str) -> list[Taken]:
    """The sittings between two ISO days, both inclusive."""
    return [Taken(*row) for row in reader.rows(TAKEN, {"first": first, "last": last})]


def postponed(reader: Reader, from_stamp: str, to_stamp: str) -> list[Taken]:
    """The sittings that were postponed from a time between two stamps; `day` is left empty."""
    rows = reader.rows(POSTPONED, {"from_stamp": from_stamp, "to_stamp": to_stamp})
    return [
        Taken(series_id, track_id, "", before, number, status) for series_id, track_id, before, number, status in rows
    ]
