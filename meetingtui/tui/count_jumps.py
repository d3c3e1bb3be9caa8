"""From a figure to the sittings behind it: the query line that shows them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from meetingtui.dates.showing import ROC_BEGINS, show_date
from meetingtui.domain.counts import CountRow
from meetingtui.domain.query import quoted
from meetingtui.domain.query_words import FIELDS, VALUES, offered
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionFilter
from meetingtui.language import current
from meetingtui.tui.count_columns import track_of
from meetingtui.tui.count_facts import CountFacts

if TYPE_CHECKING:
    from meetingtui.services.office import Office


def behind(facts: CountFacts, row: CountRow) -> str:
    """The query of the sittings that a row counts: 會議:PIF-10 年:115."""
    by = facts.question.by
    terms = []
    if by == "level":
        terms.append(_term("level", offered(VALUES["level"][row.level])))
    elif by == "agency":
        terms.append(_term("host", quoted(row.name)))
    else:
        terms.append(_term("series", _sitting_code(facts, row)))
    track = track_of(facts, row) if by == "track" else None
    if track is not None:
        terms.append(_term("track", quoted(facts.registry.tracks[track].name)))
    if by == "quarter" and not row.key.endswith("-Q0"):
        terms.append(_term("quarter", row.key.rpartition("-Q")[2]))
    if by in {"level", "agency"} and row.apart == "external":
        terms.append(_term("is", offered(VALUES["is"]["external"])))
    return " ".join([*terms, _period(facts)])


def between(office: Office, facts: CountFacts, row: CountRow) -> str:
    """The query of the two sittings between which the gap is too long, whatever series they belong to."""
    from meetingtui.services import sessions

    if row.gap_broken is None:
        return behind(facts, row)
    codes: list[str] = []
    for day in row.gap_broken:
        for one in sessions.all_of(office, SessionFilter(first=day, last=day, statuses=(str(Status.HELD),))):
            if row.series_id in {one.series_id, *(credit.series_id for credit in one.credits)}:
                codes.append(one.series)
    wanted = ",".join(dict.fromkeys(codes)) or _sitting_code(facts, row)
    first, last = (date.fromisoformat(day) for day in row.gap_broken)
    return f"{_term('series', wanted)} {_days(first, last)}"


def _sitting_code(facts: CountFacts, row: CountRow) -> str:
    """The series whose sittings a row counts: a duty has none of its own, its joint series has."""
    series = facts.registry.series[row.series_id or 0]
    return facts.registry.series[series.joint_id or series.id].code


def _period(facts: CountFacts) -> str:
    span = facts.question.period.span
    if span.years is None:
        return _days(span.first, span.last)
    first, last = (_year(year) for year in span.years)
    return _term("year", first if first == last else f"{first}..{last}")


def _days(first: date, last: date) -> str:
    return _term("date", f"{_day(first)}..{_day(last)}")


def _year(year: int) -> str:
    return str(year - ROC_BEGINS + 1) if current() == "zh_TW" else str(year)


def _day(day: date) -> str:
    return show_date(day, "slash") if current() == "zh_TW" else day.isoformat()


def _term(field: str, value: str) -> str:
    return f"{offered(FIELDS[field])}:{value}"
