"""Reads of the counters behind the numbers of sittings."""

from __future__ import annotations

from meetingtui.store.reader import Reader

LAST = "SELECT series_id, track_id, last FROM numbering WHERE year = :year AND kind = :kind"


def last(reader: Reader, year: int, kind: str) -> dict[tuple[int, int], int]:
    """The last ordinal given in a year, by series and track (0: none)."""
    rows = reader.rows(LAST, {"year": year, "kind": kind})
    return {(series_id, track_id): number for series_id, track_id, number in rows}
