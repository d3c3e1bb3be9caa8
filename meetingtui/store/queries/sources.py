"""Reads of what the registry stands on: document lines, and the figures that documents state."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.store.reader import Reader

OF_ONE = "SELECT field, document, line, text FROM source WHERE kind = :kind AND owner_id = :owner_id ORDER BY id"
FIGURES = """
SELECT kind, indicator, value, unit, period, target, document, line, text FROM figure
WHERE series_id = :series_id ORDER BY id
"""
LOOSE_FIGURES = """
SELECT kind, indicator, value, unit, period, target, document, line, text FROM figure
WHERE series_id IS NULL ORDER BY id
"""
REPORTED = "SELECT series_id, value, period FROM figure WHERE kind = 'reported' AND series_id IS NOT NULL ORDER BY id"


class SourceLine(NamedTuple):
    """The line of a document on which an entry stands, or one `field` of it (empty: the entry itself)."""

    field: str
    document: str
    line: int
    text: str


class FigureLine(NamedTuple):
    """A figure that a document states, with the line where it stands; `kind` is reported, other, meetings, …"""

    kind: str
    indicator: str
    value: str
    unit: str
    period: str
    target: str
    document: str
    line: int
    text: str


def of_one(reader: Reader, kind: str, owner_id: int) -> list[SourceLine]:
    """The lines on which one entry stands (`kind`: county, agency, series)."""
    return [SourceLine(*row) for row in reader.rows(OF_ONE, {"kind": kind, "owner_id": owner_id})]


def figures(reader: Reader, series_id: int | None) -> list[FigureLine]:
    """The figures of a series, or those that belong to no series."""
    if series_id is None:
        return [FigureLine(*row) for row in reader.rows(LOOSE_FIGURES)]
    return [FigureLine(*row) for row in reader.rows(FIGURES, {"series_id": series_id})]


def reported(reader: Reader) -> dict[int, tuple[int, str]]:
    """Sittings that a report counts, with its period, by series; the first figure of each."""
    found: dict[int, tuple[int, str]] = {}
    for series_id, value, period in reader.rows(REPORTED):
        try:
            number = int(float(value))
        except (ValueError, OverflowError):
            continue
        found.setdefault(series_id, (number, period))
    return found
