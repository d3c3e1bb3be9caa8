"""How many sittings each series held against what law and plan ask: for a year, a range, a school year, a phase."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from meetingtui.dates import periods
from meetingtui.dates.errors import DateError
from meetingtui.dates.showing import show_date, show_year
from meetingtui.domain.counts import CountRow, Counts
from meetingtui.domain.errors import Refusal, WrongDate
from meetingtui.language import N_, _
from meetingtui.services import count_rows
from meetingtui.services.office import Office

ROC = 1911
GROUPINGS = {
    "series": N_("會議別"), "track": N_("分區"), "quarter": N_("季"), "level": N_("層級"), "agency": N_("主辦機關"),
}  # fmt: skip
APART_WORDS = {
    "duty": N_("聯合會議任務"),
    "external": N_("外部召開"),
    "training": N_("訓練宣導"),
    "provisional": N_("預設頻率"),
}
APART_NOTES = {
    "duty": N_("聯合會議之各項任務依認列計算，不另計入合計。"),
    "external": N_("外部召開之會議列示但不計入合計。"),
    "training": N_("訓練、宣導與訪視列示但不計入合計。"),
    "provisional": N_("以可修改之預設頻率編排者（來源未載次數）另計，不計入合計。"),
}


class Span(NamedTuple):
    """The period of a count; `years` (first, last) where it is whole years of the ROC calendar."""

    first: date
    last: date
    years: tuple[int, int] | None
    words: str


def year_span(year: int, until: int | None = None) -> Span:
    """One year, or the years from `year` to `until` (Gregorian, both inclusive)."""
    last = until or year
    if last < year:
        raise Refusal(_("統計迄年不能早於起年。請調整起迄年度。"))
    words = show_year(year)
    if last != year:
        words = _("{first}年至{last}年").format(first=year - ROC, last=last - ROC)
    return Span(date(year, 1, 1), date(last, 12, 31), (year, last), words)


def school_span(number: int) -> Span:
    """A school year by its ROC (or Gregorian) number: August to July."""
    period = periods.school_year(number)
    return Span(period.first, period.last, None, _("{year}學年度").format(year=period.first.year - ROC))


def phase_span(name: str) -> Span:
    """A programme phase by name or number. Raises WrongDate with the list of phases."""
    try:
        phase = periods.phase(name)
    except DateError as error:
        raise WrongDate(str(error)) from error
    return Span(phase.period.first, phase.period.last, (phase.period.first.year, phase.period.last.year), phase.name)


def free_span(first: date, last: date) -> Span:
    """Any period between two days, both inclusive."""
    if last < first:
        raise Refusal(_("統計迄日不能早於起日。請調整起迄日期。"))
    return Span(first, last, None, f"{show_date(first, 'dot')}-{show_date(last, 'dot')}")


def count(office: Office, span: Span, *, by: str = "series", as_of: date | None = None) -> Counts:
    """Count the sittings of `span` by one of GROUPINGS, as known on `as_of` (default today).

    Sittings count in the year of their number; quarters, gaps, credits and other periods go by the date.
    """
    registry = office.registry()
    day = min(as_of or office.clock.today(), date.max)
    rows = count_rows.rows(office.reader, registry, span, by, day)
    totals = _totals(rows)
    year = span.years[0] if span.years and span.years[0] == span.years[1] else None
    return Counts(
        year, span.first.isoformat(), span.last.isoformat(), day.isoformat(), by, span.words, tuple(rows), totals,
        tuple(_notes(span, rows, day)),
    )  # fmt: skip


def year(office: Office, roc_or_gregorian: int) -> dict[str, CountRow]:
    """The rows of one year by series code."""
    gregorian = roc_or_gregorian + ROC if roc_or_gregorian < ROC else roc_or_gregorian
    return {row.key: row for row in count(office, year_span(gregorian)).rows}


def _totals(rows: list[CountRow]) -> dict[str, int]:
    """Each sitting once: rows that are counted apart stay out, and credits never add to `sessions` or `held`."""
    counted = [row for row in rows if not row.apart]
    return {
        "sessions": sum(row.planned for row in counted),
        "held": sum(row.held for row in counted),
        "credits": sum(row.credited for row in counted),
        "person_times": sum(row.person_times for row in counted),
        "apart": sum(row.planned for row in rows if row.apart),
    }


def _notes(span: Span, rows: list[CountRow], as_of: date) -> list[str]:
    notes = [
        _("統計期間：{period}；統計基準日：{day}。").format(period=span.words, day=show_date(as_of)),
        _("單位：場次；人次另列，兩者不相加。聯合會議認列多項者，合計仍計1場。"),
    ]
    notes += [_(APART_NOTES[why]) for why in APART_NOTES if any(row.apart == why for row in rows)]
    if span.years is None:
        notes.append(_("期間非整年度，不列應召開場次。"))
    if any(row.partial for row in rows):
        notes.append(_("同列會議別未全部載明（或未全部有法定下限）者，該欄不加總。"))
    return notes
