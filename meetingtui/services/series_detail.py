"""Everything of one series on one screen: rules through the years, who presides, sources, papers, next sitting."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from meetingtui.domain.counts import CountRow
from meetingtui.domain.registry import Registry, Rule, Series
from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.services import chairs, series_views
from meetingtui.services.office import Office
from meetingtui.services.series_views import SeriesView
from meetingtui.store.queries import sessions as session_rows
from meetingtui.store.queries import sources as source_rows
from meetingtui.store.queries.sources import FigureLine, SourceLine


class RuleView(NamedTuple):
    """One rule of a series; it holds from `valid_from` until `until` (exclusive, empty: until now)."""

    id: int
    valid_from: str
    until: str
    cadence: series_views.CadenceView
    qualifier: str
    year_basis: str
    basis: str
    basis_type: str
    laws: tuple[dict[str, str], ...]
    host: str
    chair: str
    chair_rule: str
    chairs: tuple[str, ...]
    deputies: tuple[str, ...]
    legal_chair: str
    stated: int | None
    target: int | None
    floor: int | None
    floor_note: str
    max_gap_months: int | None
    provisional: bool
    confidential: bool
    notice_days: int
    minutes_days: int
    weekday: int | None
    start_time: str
    minutes: int
    room: str
    version: int
    quorum: str = ""


class ChairView(NamedTuple):
    """A post that chairs or deputises (`role`: chair, deputy), with who holds it today and since when."""

    post: str
    name: str
    role: str
    person: str
    since: str
    next_turn: bool


class DutyView(NamedTuple):
    """One duty of a joint series."""

    code: str
    name: str
    floor: int | None
    max_gap_months: int | None
    held: int
    longest_gap_days: int | None


class SeriesDetail(NamedTuple):
    """A series with all that is known of it; `rules` oldest first, `former` (until, name) oldest first."""

    series: SeriesView
    purpose: str
    note: str
    papers: dict[str, Any]
    rules: tuple[RuleView, ...]
    chairs: tuple[ChairView, ...]
    duties: tuple[DutyView, ...]
    former: tuple[tuple[str, str], ...]
    sources: tuple[SourceLine, ...]
    figures: tuple[FigureLine, ...]
    next_sitting: SessionView | None
    counts: CountRow | None

    def document(self) -> dict[str, Any]:
        """The keys that programs read: those of the list, and the rest beside them."""
        found = self.series.document() | {"purpose": self.purpose, "note": self.note, "papers": self.papers}
        found["rules"] = [rule._asdict() | {"cadence": rule.cadence._asdict()} for rule in self.rules]
        for name in ("chairs", "duties", "sources", "figures"):
            found["presiding" if name == "chairs" else name] = [one._asdict() for one in getattr(self, name)]
        found["former_names"] = [{"until": until, "name": name} for until, name in self.former]
        upcoming = self.next_sitting
        found["next"] = {"number": upcoming.number, "start": upcoming.start} if upcoming else None
        found["counts"] = self.counts._asdict() if self.counts else None
        return found


def detail(office: Office, registry: Registry, series: Series, year: int) -> SeriesDetail:
    """One series as it stands at the end of `year` (Gregorian), its people as of today."""
    on, today = f"{year}-12-31", office.clock.today().isoformat()
    counted = _counts(office, registry, year)
    return SeriesDetail(
        series=series_views.view(registry, series, on, source_rows.reported(office.reader)),
        purpose=series.purpose, note=series.note, papers=papers_of(series),
        rules=tuple(_rule(registry, series, place) for place in range(len(series.rules))),
        chairs=tuple(_chairs(office, registry, series, series.rule(on), today)),
        duties=tuple(_duty(registry, duty, on, counted) for duty in registry.duties_of(series.id)),
        former=registry.former.get(("series", series.id), ()),
        sources=tuple(source_rows.of_one(office.reader, "series", series.id)),
        figures=tuple(source_rows.figures(office.reader, series.id)),
        next_sitting=_next(office, registry, series, today), counts=counted.get(series.code),
    )  # fmt: skip


def papers_of(series: Series) -> dict[str, Any]:
    """What goes in and comes out, deadlines and open questions, as the sources have them."""
    try:
        found = json.loads(series.papers or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _rule(registry: Registry, series: Series, place: int) -> RuleView:
    rule = series.rules[place]
    later = series.rules[place + 1].valid_from if place + 1 < len(series.rules) else ""
    on = rule.valid_from
    return RuleView(
        id=rule.id, valid_from=rule.valid_from, until=later, cadence=series_views.cadence_view(rule),
        qualifier=rule.qualifier, year_basis=rule.year_basis, basis=series_views.basis_words(rule),
        basis_type=rule.basis_type, laws=rule.laws, host=series_views.host_words(registry, rule, on),
        chair=series_views.chair_words(registry, rule, on), chair_rule=rule.chair_rule,
        chairs=tuple(registry.posts[post].code for post in rule.chairs),
        deputies=tuple(registry.posts[post].code for post in rule.deputies), legal_chair=rule.legal_chair,
        stated=rule.stated, target=rule.target, floor=rule.floor, floor_note=rule.floor_note,
        max_gap_months=rule.max_gap_months, provisional=rule.provisional, confidential=rule.confidential,
        notice_days=rule.notice_days, minutes_days=rule.minutes_days, weekday=rule.weekday,
        start_time=rule.start_time, minutes=rule.minutes, room=rule.room, version=rule.version,
        quorum=rule.quorum,
    )  # fmt: skip


def _chairs(office: Office, registry: Registry, series: Series, rule: Rule, today: str) -> list[ChairView]:
    turn = None
    if rule.rotates and rule.chairs:
        turn = rule.chairs[chairs.turns_taken(office, series, today) % len(rule.chairs)]
    found = []
    for role, posts in (("chair", rule.chairs), ("deputy", rule.deputies)):
        for post_id in posts:
            holder = registry.holder(post_id, today)
            found.append(
                ChairView(
                    registry.posts[post_id].code, registry.name("post", post_id, today), role,
                    holder.person if holder else "", holder.valid_from if holder else "",
                    role == "chair" and post_id == turn,
                )
            )  # fmt: skip
    return found


def _duty(registry: Registry, duty: Series, on: str, counted: dict[str, CountRow]) -> DutyView:
    rule, row = duty.rule(on), counted.get(duty.code)
    return DutyView(
        duty.code, registry.name("series", duty.id, on), rule.floor, rule.max_gap_months,
        row.held + row.credited if row else 0, row.longest_gap_days if row else None,
    )  # fmt: skip


def _next(office: Office, registry: Registry, series: Series, today: str) -> SessionView | None:
    wanted = SessionFilter(
        series_ids=(series.id,), statuses=tuple(str(status) for status in OPEN), first=today, undated=False
    )
    return next(iter(session_rows.page(office.reader, registry, wanted, limit=1)), None)


def _counts(office: Office, registry: Registry, year: int) -> dict[str, CountRow]:
    from meetingtui.services import count_rows
    from meetingtui.services.counts import year_span

    rows = count_rows.rows(office.reader, registry, year_span(year), "series", office.clock.today())
    return {row.key: row for row in rows}
