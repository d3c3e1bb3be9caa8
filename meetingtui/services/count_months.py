"""How full each month of a period is, series by series: what the heat map of a year shows."""

from __future__ import annotations

from datetime import date

from meetingtui.services.counts import Span
from meetingtui.services.office import Office
from meetingtui.store.queries import counts as queries

Months = tuple[int, ...]
"""Sittings by month, 1 to 12; at 0 those that have no date yet."""


def by_month(office: Office, span: Span, as_of: date) -> dict[int, Months]:
    """Sittings on the books (neither cancelled nor merged) by id of the series and month of their date.

    A period of several years adds up the same months of all of them.
    """
    found: dict[int, list[int]] = {}
    tallies = queries.tally(
        office.reader, "month", as_of=as_of.isoformat(), years=span.years,
        first=span.first.isoformat(), last=span.last.isoformat(),
    )  # fmt: skip
    for tally in tallies:
        found.setdefault(tally.series_id, [0] * 13)[int(tally.part)] += tally.planned
    return {series: tuple(months) for series, months in found.items() if any(months)}
