"""What the calendar shows: one read of a year, and the rows of each of its views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.dates.showing import show_date
from meetingtui.domain.cadence import LEVEL_NAMES, Level
from meetingtui.domain.counts import CountRow, Counts
from meetingtui.domain.sessions import OPEN, STATUS_WORDS, Status
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import N_, _
from meetingtui.services import calendar, counts, sessions
from meetingtui.tui import sitting_words
from meetingtui.tui.widgets.agenda_list import AgendaDay
from meetingtui.tui.widgets.month_grid import DaySitting, MonthDay
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, Row
from meetingtui.tui.widgets.year_grid import GridRow, Mark

if TYPE_CHECKING:
    from meetingtui.services.office import Office

DAY = timedelta(days=1)
MOST = 50_000
"""Sittings of a year that are drawn; no county holds more."""
EDGE = timedelta(days=7)
"""Days of the neighbouring years that a week or a month of this one may show."""
AGENDA = (
    ListColumn("time", N_("時間"), 11, importance=9),
    ListColumn("name", N_("會議別"), 22, importance=9, grow=3),
    ListColumn("number", N_("編號"), 16, importance=6),
    ListColumn("chair", N_("主持人"), 10, importance=5, grow=1),
    ListColumn("room", N_("場地"), 10, importance=4, grow=1),
    ListColumn("status", N_("狀態"), 10, importance=8),
)
_STATES = {
    Status.HELD: "held", Status.CANCELLED: "cancelled", Status.MERGED: "cancelled",
}  # fmt: skip
_STYLES = {"problem": "error", "moved": "warning", "cancelled": "muted", "held": "success"}


class YearFacts(NamedTuple):
    """A year as read: its sittings, counts and special days; `problems` by id of the sitting, in words."""

    year: int
    today: date
    sittings: list[SessionView]
    counts: Counts
    days: Mapping[date, calendar.DayView]
    covered: bool
    problems: Mapping[int, str]


def read(office: Office, year: int) -> YearFacts:
    """Everything that the views of a (Gregorian) year show."""
    found = _sittings(office, year)
    found.sort(key=lambda one: (one.start or "9", one.id))
    days = calendar.load(office)
    today = office.clock.today()
    problems = {}
    for one in found:
        if one.status in OPEN and one.start:
            start, end = datetime.fromisoformat(one.start), datetime.fromisoformat(one.end)
            where = f"{one.township}{one.room}"
            if start.date() < today:
                problems[one.id] = _("逾期未登記")
            elif not one.external and days.why_closed(start.date(), start.time(), end.time(), where):
                problems[one.id] = _("當日不上班")
    return YearFacts(
        year, today, found, counts.count(office, counts.year_span(year)),
        {one.day: one for one in calendar.show(office, year)}, days.covers(year), problems,
    )  # fmt: skip


def _sittings(office: Office, year: int) -> list[SessionView]:
    """The sittings that bear the year in their number, and those of others that lie in it or at its edges."""
    first, last = (day.isoformat() for day in _around(year))
    own = SessionFilter(years=(year,))
    registry = office.registry()
    parts = (
        SessionFilter(first=first, last=last), own._replace(undated=True), own._replace(first=_day_after(last)),
        own._replace(last=_day_before(first)),
    )  # fmt: skip
    return [one for part in parts for one in sessions.Listing(office, registry, part).page(0, MOST)]


def _day_after(iso: str) -> str:
    day = date.fromisoformat(iso)
    return (day + DAY).isoformat() if day < date.max else "9999-12-32"


def _day_before(iso: str) -> str:
    day = date.fromisoformat(iso)
    return (day - DAY).isoformat() if day > date.min else "0001-01-00"


def _around(year: int) -> tuple[date, date]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return (first - EDGE if year > date.min.year else first), (last + EDGE if year < date.max.year else last)


def state(facts: YearFacts, one: SessionView) -> str:
    """One of year_grid.STATES."""
    if one.id in facts.problems:
        return "problem"
    status = Status(one.status)
    if status in OPEN:
        return "moved" if not one.start and (status is Status.POSTPONED or one.postponed_times) else "planned"
    return _STATES[status]


# ----- the year


def grid_rows(facts: YearFacts) -> list[GridRow]:
    """Each series with its sittings by month, under the headings of the levels."""
    marks: dict[int, list[list[Mark]]] = {}
    for one in facts.sittings:
        if one.year == facts.year:
            month, day = _spot(facts.year, one)
            marks.setdefault(one.series_id, [[] for _month in range(12)])[month - 1].append(
                Mark(day, state(facts, one))
            )
    rows: list[GridRow] = []
    counted = [one for one in facts.counts.rows if one.series_id is not None]
    for level in Level:
        found = [_grid_row(one, marks.get(one.series_id or 0)) for one in counted if one.level == level]
        if found:
            rows.append(GridRow(f"level:{level}", _(LEVEL_NAMES[level]), style=HEADING))
            rows += found
    return rows


def _grid_row(row: CountRow, marks: Sequence[Sequence[Mark]] | None) -> GridRow:
    months = tuple(tuple(month) for month in marks) if marks else ((),) * 12
    return GridRow(row.series_id or 0, row.name, months, row.held + row.credited, row.target)


def _spot(year: int, one: SessionView) -> tuple[int, int]:
    """The month in which a sitting of that year is drawn, and its day (0: none yet)."""
    day = one.day or one.window_last
    if not day:
        return 12, 0
    written = date.fromisoformat(day)
    if written.year != year:
        return (1 if written.year < year else 12), 0
    return written.month, written.day if one.day else 0


def code_of(facts: YearFacts, series_id: object) -> str:
    """The code of a series of the grid."""
    return next((row.key for row in facts.counts.rows if row.series_id == series_id), "")


# ----- the month


def month_days(facts: YearFacts, *, hours: bool) -> dict[date, MonthDay]:
    """Every day of the year that has a sitting, a holiday or a closure; with the hours where there is room."""
    sittings: dict[date, list[DaySitting]] = {}
    for one in facts.sittings:
        if one.start:
            start = datetime.fromisoformat(one.start)
            text = f"{start:%H:%M} {one.name}{one.track_name}" if hours else one.name
            sittings.setdefault(start.date(), []).append(DaySitting(text, state(facts, one)))
    return {
        day: MonthDay(tuple(sittings.get(day, ())), *_off(facts, day)) for day in sorted({*sittings, *facts.days})
    }  # fmt: skip


def _off(facts: YearFacts, day: date) -> tuple[bool, str]:
    """Whether a day is off, and its holiday or closures in words."""
    special = facts.days.get(day)
    if special is None:
        return day.weekday() >= 5, ""
    words = [_(special.label)] if special.label and special.layer != "local" else []
    words += dict.fromkeys(_closure(one.half, one.place, one.reason) for one in special.closures)
    return special.off, _("、").join(words)


def _closure(half: str | None, place: str | None, reason: str) -> str:
    part = {"am": _("上午"), "pm": _("下午")}.get(half or "", "")
    return _("停班：{what}").format(what=f"{place or ''}{part}{reason}")


# ----- a week, the days ahead


def agenda(facts: YearFacts, first: date, last: date, *, every_day: bool) -> list[AgendaDay]:
    """The days from `first` to `last`, each with its sittings; days without any only where `every_day`."""
    by_day: dict[date, list[SessionView]] = {}
    for one in facts.sittings:
        if one.day:
            by_day.setdefault(date.fromisoformat(one.day), []).append(one)
    if every_day:
        days: Iterable[date] = (first + DAY * n for n in range((last - first).days + 1))
    else:
        days = sorted(day for day in by_day if first <= day <= last)
    found = [_agenda_day(facts, day, by_day.get(day, ())) for day in days]
    waiting = [one for one in facts.sittings if not one.day and one.year == facts.year and one.status in OPEN]
    if waiting and not every_day:
        rows = tuple(agenda_row(facts, one) for one in waiting)
        found.insert(0, AgendaDay("waiting", _("日期未定（{count}場）").format(count=len(waiting)), rows))
    return found


def _agenda_day(facts: YearFacts, day: date, sittings: Iterable[SessionView]) -> AgendaDay:
    off, name = _off(facts, day)
    note = name or (_("例假日") if off else "")
    if day == facts.today:
        note = " ".join(filter(None, (_("今日"), note)))
    return AgendaDay(day.isoformat(), show_date(day), tuple(agenda_row(facts, one) for one in sittings), note)


def agenda_row(facts: YearFacts, one: SessionView) -> Row:
    """A sitting as a line of an agenda; its id is that of the sitting."""
    now = state(facts, one)
    texts = (
        f"{one.start[11:16]}-{one.end[11:16]}" if one.start else "", f"{one.name}{one.track_name}", one.number,
        sitting_words.chair(one), sitting_words.place(one),
        facts.problems.get(one.id) or _(STATUS_WORDS[Status(one.status)]),
    )  # fmt: skip
    return Row(one.id, texts, _STYLES.get(now, ""))
