"""What names and days in a term of a query line mean in this county, whatever is listed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from meetingtui.domain import names
from meetingtui.domain.query import Term
from meetingtui.domain.registry import Agency, Registry


class Days(NamedTuple):
    """From an ISO day to another, both included; an empty end is open."""

    first: str = ""
    last: str = ""


def bears(term: Term, known: Iterable[str]) -> bool:
    """Whether one of the names holds what was typed."""
    keys = [names.key(name) for name in known]
    return any(names.key(value) in name for value in term.values for name in keys)


def series_ids(registry: Registry, term: Term) -> tuple[int, ...]:
    """The series whose code it is, else those that bear the name."""
    exact = [s.id for s in registry.series.values() if any(names.key(v) == names.key(s.code) for v in term.values)]
    if exact:
        return tuple(exact)
    return tuple(
        s.id for s in registry.series.values()
        if bears(term, registry.names("series", s.id, s.name, s.code, s.name_en))
    )  # fmt: skip


def agencies(registry: Registry, term: Term) -> list[Agency]:
    """The agencies that bear the name, or belong to the network."""
    return [
        agency for agency in registry.agencies.values()
        if bears(term, registry.names("agency", agency.id, agency.name, agency.short, agency.code))
        or bears(term, agency.networks)
    ]  # fmt: skip


def years(term: Term) -> Days:
    """The days of a span of 西元 years."""
    year, until = int(term.value), int(term.until or term.value)
    spans = {"..": (year, until), ">=": (year, 9999), ">": (year + 1, 9999), "<=": (1, year), "<": (1, year - 1)}
    first, last = spans.get(term.op, (year, year))
    return Days(f"{first:04d}-01-01", f"{last:04d}-12-31")


def days(term: Term) -> Days:
    """The days that a term on a day lets through."""
    from datetime import date, timedelta

    day = date.fromisoformat(term.value)
    one = timedelta(days=1)
    if term.op == "..":
        return Days(term.value, term.until)
    if term.op in {">=", ">"}:
        return Days(first=(day + (one if term.op == ">" else timedelta())).isoformat())
    if term.op in {"<=", "<"}:
        return Days(last=(day - (one if term.op == "<" else timedelta())).isoformat())
    return Days(term.value, term.value)
