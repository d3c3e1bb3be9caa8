"""The rows of a count: for each series, track, quarter, level or host what was planned, held, credited and missed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from meetingtui.domain.cadence import LEVEL_NAMES, Cadence, Level, Rhythm
from meetingtui.domain.counts import (
    CountRow,
    due_by,
    longest_broken_gap,
    longest_gap,
    shortfall,
    target_of,
)  # fmt: skip
from meetingtui.domain.registry import Registry, Rule, Series
from meetingtui.language import _
from meetingtui.store.queries import counts as queries
from meetingtui.store.queries.counts import Tally
from meetingtui.store.reader import Reader

Key = tuple[int, int]
"""A series and one of its tracks; track 0 is a sitting without track."""
Line = tuple[list[date], date | None]
"""Days of sittings, and the last one before the period."""
Asked = tuple[int | None, int | None, int | None, int | None]
NOTHING_ASKED: Asked = (None, None, None, None)


ADDED = ("planned", "held", "postponed", "cancelled", "credited", "person_times", "extraordinary")
"""Figures that every row has."""


class Span(Protocol):
    """The period of a count."""

    @property
    def first(self) -> date:
        """Its first day."""

    @property
    def last(self) -> date:
        """Its last day."""

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year where it is whole years."""


class Facts(NamedTuple):
    """What the database says of a period, read once for all rows."""

    tallies: dict[int, list[Tally]]
    held: dict[Key, list[date]]
    credited: dict[Key, list[date]]
    before: dict[Key, date]
    until: date

    def days(self, series_id: int, shelf: dict[Key, list[date]]) -> list[date]:
        """The days of all tracks of a series."""
        return [day for (one, _track), days in shelf.items() if one == series_id for day in days]

    def lines(self, series_id: int, *, tracks: bool) -> list[Line]:
        """The days between which the gaps of a series lie: of each track, as places are not helped by each other's
        sittings, or of the series as a whole.
        """
        if tracks:
            keys = {key for key in (*self.held, *self.credited, *self.before) if key[0] == series_id and key[1]}
            return [(self.held.get(key, []) + self.credited.get(key, []), self.before.get(key)) for key in sorted(keys)]
        carried = max((day for (one, _track), day in self.before.items() if one == series_id), default=None)
        return [(self.days(series_id, self.held) + self.days(series_id, self.credited), carried)]


def rows(reader: Reader, registry: Registry, span: Span, by: str, as_of: date) -> list[CountRow]:
    """The rows of a count over `span`, known on `as_of`, grouped by series, track, quarter, level or agency."""
    part = by if by in {"track", "quarter"} else "series"
    facts = _facts(reader, span, part, as_of)
    found: list[CountRow] = []
    for series in registry.series.values():
        tallies = facts.tallies.get(series.id, [])
        if by == "track":
            tallies = [*tallies, *_of_idle_tracks(registry, series, span, {tally.part for tally in tallies})]
            found += [_track_row(registry, series, span, facts, tally) for tally in sorted(tallies)]
        elif by == "quarter":
            found += [_quarter_row(registry, series, span, facts, tally) for tally in sorted(tallies)]
        elif tallies or _is_owed(series, span) or facts.days(series.id, facts.credited):
            found.append(_series_row(registry, series, span, facts, tallies))
    if by == "level":
        return _summed(found, lambda row: (row.level, _(LEVEL_NAMES[Level(row.level)])))
    if by == "agency":
        return _summed(found, lambda row: _host(registry, row, span))
    return found


def apart(series: Series, rule: Rule) -> str:
    """Why a series stays out of the totals: duty, external, training, provisional; "" when it does not."""
    if series.is_duty:
        return "duty"
    if series.external:
        return "external"
    if series.level == Level.TRAINING:
        return "training"
    return "provisional" if rule.provisional else ""


def _facts(reader: Reader, span: Span, part: str, as_of: date) -> Facts:
    first, last = span.first.isoformat(), span.last.isoformat()
    until = min(span.last, as_of)
    tallies: dict[int, list[Tally]] = {}
    for tally in queries.tally(reader, part, as_of=as_of.isoformat(), years=span.years, first=first, last=last):
        tallies.setdefault(tally.series_id, []).append(tally)
    held: dict[Key, list[date]] = {}
    for series, track, day in queries.days_held(reader, first, until.isoformat()):
        held.setdefault((series, track), []).append(date.fromisoformat(day))
    credited: dict[Key, list[date]] = {}
    for series, track, day, _from in queries.credited(reader, first, until.isoformat()):
        credited.setdefault((series, track), []).append(date.fromisoformat(day))
    before = {key: date.fromisoformat(day) for key, day in queries.last_before(reader, first).items()}
    return Facts(tallies, held, credited, before, until)


def _is_owed(series: Series, span: Span) -> bool:
    """Whether a series stands in the report without a single sitting: it is planned, or a duty with a floor.

    Nothing is owed by a series that meets on demand and of which no figure is asked.
    """
    if series.retired_on and series.retired_on <= span.first.isoformat():
        return False
    rule = series.rule(span.last.isoformat())
    if series.is_duty:
        return rule.floor is not None or rule.max_gap_months is not None
    figures = (rule.stated, rule.floor, rule.target)
    return series.planned and (rule.rhythm != Rhythm.DEMAND or any(one is not None for one in figures))


def _of_idle_tracks(registry: Registry, series: Series, span: Span, sitting: set[int]) -> list[Tally]:
    """Empty tallies of the tracks of a planned series that are in force in the period and have no sitting in it."""
    first, last = span.first.isoformat(), span.last.isoformat()
    if not series.planned or (series.retired_on and series.retired_on <= first):
        return []
    return [
        Tally(series.id, track.id, 0, 0, 0, 0, 0, 0) for track in registry.tracks_of(series.id)
        if track.id not in sitting
        and (track.valid_from or "") <= last and (track.valid_to is None or track.valid_to > first)
    ]  # fmt: skip


def _series_row(registry: Registry, series: Series, span: Span, facts: Facts, tallies: Sequence[Tally]) -> CountRow:
    on = span.last.isoformat()
    rule = series.rule(on)
    tracks = registry.tracks_of(series.id, on)
    lines = facts.lines(series.id, tracks=len(tracks) > 1)
    months = rule.max_gap_months
    row = _row(
        series,
        rule,
        series.code,
        registry.name("series", series.id, on),
        _while_in_use(_asked(rule, [t.proposed for t in tracks], span), series, span),
        tallies,
        len(facts.days(series.id, facts.credited)),
    )
    return row._replace(
        longest_gap_days=max(filter(None, (_days(*line, facts.until) for line in lines)), default=None),
        max_gap_months=months,
        gap_broken=_broken(lines, months, facts.until),
        due_by=_iso(min(filter(None, (due_by(_together(line), months) for line in lines)), default=None)),
    )


def _track_row(registry: Registry, series: Series, span: Span, facts: Facts, tally: Tally) -> CountRow:
    on = span.last.isoformat()
    rule = series.rule(on)
    track = registry.tracks.get(tally.part)
    key = (series.id, tally.part)
    code, name = series.code, registry.name("series", series.id, on)
    asked = NOTHING_ASKED
    if track is not None:
        code = f"{code}-{track.code}"
        name = _("{name}（{track}）").format(name=name, track=registry.name("track", track.id, on))
        computed = _asked(rule, [False], span)[1]
        asked = (None, computed, None, computed)
    credits = facts.credited.get(key, [])
    days = facts.held.get(key, []) + credits
    row = _row(series, rule, code, name, asked, [tally], len(credits))
    return row._replace(longest_gap_days=_days(days, facts.before.get(key), facts.until))


def _quarter_row(registry: Registry, series: Series, span: Span, facts: Facts, tally: Tally) -> CountRow:
    on = span.last.isoformat()
    quarter = int(tally.part)
    words = _("第{n}季").format(n=quarter) if quarter else _("日期未定")
    credits = [day for day in facts.days(series.id, facts.credited) if (day.month + 2) // 3 == quarter]
    name = _("{name}（{mark}）").format(name=registry.name("series", series.id, on), mark=words)
    return _row(series, series.rule(on), f"{series.code}-Q{quarter}", name, NOTHING_ASKED, [tally], len(credits))


def _row(
    series: Series, rule: Rule, key: str, name: str, asked: Asked, tallies: Iterable[Tally], credited: int
) -> CountRow:
    sums = [0] * 6
    for tally in tallies:
        for place, figure in enumerate(tally[2:]):
            sums[place] += figure
    planned, held, postponed, cancelled, extraordinary, persons = sums
    stated, computed, floor, target = asked
    return CountRow(
        key, name, stated, computed, floor, target, planned, held, postponed, cancelled, credited, persons, None,
        shortfall(target, held, credited), extraordinary=extraordinary, apart=apart(series, rule), level=series.level,
        series_id=series.id,
    )  # fmt: skip


def _asked(rule: Rule, proposed: Sequence[bool], span: Span) -> Asked:
    """Stated, computed, floor and target for a period of whole years; nothing for any other period.

    `proposed` says of each track whether only we propose it: such tracks count for the target, not for `computed`.
    """
    if span.years is None:
        return NOTHING_ASKED
    times = span.years[1] - span.years[0] + 1
    cadence = Cadence(Rhythm(rule.rhythm), rule.per_period)
    computed = cadence.computed(sum(not one for one in proposed))
    target = target_of(rule.stated, rule.floor, cadence.computed(len(proposed)), rule.target)
    stated, computed, floor, target = (
        None if one is None else one * times for one in (rule.stated, computed, rule.floor, target)
    )
    return stated, computed, floor, target


def _while_in_use(asked: Asked, series: Series, span: Span) -> Asked:
    """What is asked of a series that is retired within the period: its share of the days, rounded up."""
    if series.retired_on is None or series.retired_on > span.last.isoformat():
        return asked
    days = (span.last - span.first).days + 1
    used = max(0, (date.fromisoformat(series.retired_on) - span.first).days)
    stated, computed, floor, target = (None if one is None else -(-one * used // days) for one in asked)
    return stated, computed, floor, target


def _broken(lines: Sequence[Line], months: int | None, until: date) -> tuple[str, str] | None:
    """The longest gap of any line that is longer than so many months."""
    if not months:
        return None
    found = (longest_broken_gap(days, months, carried_in=carried, as_of=until) for days, carried in lines)
    widest = max((gap for gap in found if gap), key=lambda gap: gap[1] - gap[0], default=None)
    return (widest[0].isoformat(), widest[1].isoformat()) if widest else None


def _together(line: Line) -> list[date]:
    days, carried = line
    return [*days, *([carried] if carried else [])]


def _days(days: Sequence[date], carried: date | None, until: date) -> int | None:
    gap = longest_gap(days, carried_in=carried, as_of=until)
    return gap.days if gap else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _host(registry: Registry, row: CountRow, span: Span) -> tuple[str, str]:
    series = registry.series[row.series_id or 0]
    rule = series.rule(span.last.isoformat())
    agency = registry.agencies.get(rule.host_agency_id or 0)
    if agency is not None:
        return agency.code, registry.name("agency", agency.id, span.last.isoformat())
    return rule.host or "-", rule.host or _("未載明")


def _summed(found: Iterable[CountRow], group: Callable[[CountRow], tuple[str, str]]) -> list[CountRow]:
    """Rows added up by level or host; what is counted apart makes rows of its own, duties none."""
    groups: dict[tuple[str, str, str], list[CountRow]] = {}
    for row in found:
        if row.apart != "duty":
            key, name = group(row)
            groups.setdefault((key, name, row.apart), []).append(row)
    return [_added(key, name, rows) for (key, name, _apart), rows in groups.items()]


def _added(key: str, name: str, rows: Sequence[CountRow]) -> CountRow:
    """One row for several; a series of which nothing is asked takes nothing from the figures of the others."""
    asked = [row for row in rows if row.target is not None]
    return CountRow(
        key, name, _all_of(asked, "stated"), _all_of(asked, "computed"), _all_of(asked, "floor"),
        _all_of(asked, "target"), **{field: sum(getattr(row, field) for row in rows) for field in ADDED},
        longest_gap_days=None, shortfall=_all_of(asked, "shortfall"), apart=rows[0].apart, level=rows[0].level,
        partial=any(_is_partial(asked, field) for field in ("stated", "computed", "floor")),
    )  # fmt: skip


def _is_partial(rows: Sequence[CountRow], field: str) -> bool:
    """Whether only some of the rows have a figure."""
    return len({getattr(row, field) is None for row in rows}) > 1


def _all_of(rows: Sequence[CountRow], field: str) -> int | None:
    """The sum of a figure, None unless each row has it: that of some would read as that of all."""
    figures = [getattr(row, field) for row in rows]
    return None if not figures or None in figures else sum(figures)
