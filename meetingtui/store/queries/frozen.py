"""Reads of counts as they were reported."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.store.reader import Reader

LATEST = """
SELECT as_of, at, who, body FROM frozen_count
WHERE year = :year AND grouping = :grouping AND as_of <= :as_of ORDER BY as_of DESC, id DESC LIMIT 1
"""


class FrozenRow(NamedTuple):
    """A stored copy of a count: known on which day, frozen when and by whom, and its rows as JSON."""

    as_of: str
    at: str
    who: str
    body: str


def latest(reader: Reader, year: int, grouping: str, as_of: str) -> FrozenRow | None:
    """The newest copy of a year's count by one grouping that was known no later than the ISO day `as_of`."""
    found = reader.row(LATEST, {"year": year, "grouping": grouping, "as_of": as_of})
    return FrozenRow(*found) if found else None
