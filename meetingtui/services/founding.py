"""Making a database from a county's registry: everything of the preset, each figure with its source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from meetingtui.dates.clock import Clock
from meetingtui.domain import names
from meetingtui.domain.preset import Floor, Preset, PresetSeries, Source
from meetingtui.domain.registry import BEGINNING
from meetingtui.intake import presets
from meetingtui.language import _
from meetingtui.services import database
from meetingtui.services.office import Office
from meetingtui.store.location import Location

if TYPE_CHECKING:
    from meetingtui.store import tables
    from meetingtui.store.unit_of_work import UnitOfWork


def counties() -> list[tuple[str, str]]:
    """The shipped registries as (key, county's name)."""
    return presets.counties()


def found(address: str, county: str, clock: Clock, who: str) -> Office:
    """Make a new database at `address` from the registry of `county` (a key, code, name or a .json file).

    Raises a refusal when something stands there already or the registry cannot be read; then nothing is made.
    """
    preset = presets.read(county)
    location = Location.of(address)
    database.create(location)
    try:
        office = Office.open(location, clock, who)
        load(office, preset)
    except BaseException:
        database.discard(location)
        raise
    return office


def load(office: Office, preset: Preset) -> None:
    """Write the whole registry into an empty database, in one transaction."""
    from uuid import uuid4

    from meetingtui.store import tables

    with office.begin() as work:
        work.add(
            tables.County(
                code=preset.code, name=preset.name, document=preset.document, office_uid=uuid4().hex,
                organizer=preset.reporter or preset.name,
            )
        )  # fmt: skip
        _Loading(work, preset).run()
        work.audit("founded", preset.name, undoable=False)
        work.commit()


class _Loading:
    """One preset on its way into one empty database."""

    def __init__(self, work: UnitOfWork, preset: Preset) -> None:
        self.work = work
        self.preset = preset
        self.agencies: dict[str, int] = {}
        self.posts: dict[str, int] = {}
        self.series: dict[str, int] = {}

    def run(self) -> None:
        """Agencies, posts, series with all that hangs on them, figures."""
        self._load_agencies()
        self._load_posts()
        for one in self.preset.series:
            self._load_series(one)
        self._load_figures()
        self.work.flush()

    def _load_agencies(self) -> None:
        from meetingtui.store import tables

        for one in self.preset.agencies:
            row = self.work.add(
                tables.Agency(
                    code=one.code, name=one.name, name_en=one.name_en, short=one.short, kind=one.kind,
                    networks=json.dumps(one.networks, ensure_ascii=False), note=one.note,
                )
            )  # fmt: skip
            self.agencies[one.code] = _id(row)
            self._add_aliases("agency", _id(row), one.aliases)
            self._add_sources("agency", _id(row), [("", one.source)])

    def _load_posts(self) -> None:
        from meetingtui.store import tables

        for one in self.preset.posts:
            agency = self.agencies.get(one.agency)
            row = self.work.add(tables.Post(code=one.code, name=one.name, name_en=one.name_en, agency_id=agency))
            self.posts[one.code] = _id(row)
            self._add_aliases("post", _id(row), one.aliases)

    def _load_series(self, one: PresetSeries) -> None:
        from meetingtui.store import tables

        row = self.work.add(
            tables.Series(
                code=one.code, name=one.name, name_en=one.name_en, level=one.level.value, kind=one.kind,
                nature=one.nature, planned=one.planned, external=one.external, purpose=one.purpose,
                papers=_papers(one), note=one.note or one.plan_note,
            )
        )  # fmt: skip
        self.series[one.code] = _id(row)
        self._add_aliases("series", _id(row), one.aliases)
        self._add_sources("series", _id(row), [("", source) for source in one.sources])
        if one.stated_source:
            self._add_sources("series", _id(row), [("stated", one.stated_source)])
        rule = self.work.add(self._rule(one, _id(row)))
        self._add_chairs(one, _id(rule))
        self._add_members(one, _id(row))
        self._add_tracks(one, _id(row))
        self._add_duties(one, _id(row))
        self._add_actuals(one, _id(row))

    def _rule(self, one: PresetSeries, series_id: int) -> tables.SeriesRule:
        from meetingtui.store import tables

        cadence, floor = one.cadence, one.floor
        return tables.SeriesRule(
            series_id=series_id,
            valid_from=cadence.valid_from.isoformat() if cadence.valid_from else BEGINNING,
            basis_type=one.basis.type, basis=one.basis.as_stated,
            laws=json.dumps([_law(law) for law in one.basis.laws], ensure_ascii=False),
            host_agency_id=self.agencies.get(one.host), host=one.host_as_stated,
            chair_rule=one.chair.rule, chair=one.chair.as_stated, legal_chair=one.chair.legal_text,
            rhythm=cadence.rhythm.value, per_period=cadence.per_period,
            windows=json.dumps(cadence.windows, ensure_ascii=False), qualifier=cadence.qualifier,
            year_basis=cadence.year_basis, cadence=cadence.as_stated, provisional=cadence.provisional,
            stated=one.stated, target=one.target, floor=floor.per_year, floor_note=floor.note or floor.law,
            max_gap_months=floor.max_gap_months, confidential=one.confidentiality == "confidential",
            notice_days=one.notice_days, minutes_days=one.minutes_days, weekday=one.usual.weekday - 1,
            start_time=one.usual.time, minutes=one.usual.minutes, room=one.usual.room,
        )  # fmt: skip

    def _add_chairs(self, one: PresetSeries, rule_id: int) -> None:
        from meetingtui.store import tables

        for role, codes in (("chair", one.chair.posts), ("deputy", one.chair.deputies)):
            self.work.add_all([
                tables.RuleChair(rule_id=rule_id, post_id=self.posts[code], role=role, position=position)
                for position, code in enumerate(codes)
            ])  # fmt: skip

    def _add_members(self, one: PresetSeries, series_id: int) -> None:
        from meetingtui.store import tables

        self.work.add_all([
            tables.Member(
                series_id=series_id, agency_id=self.agencies.get(member.agency), network=member.network,
                label=member.label, role=member.role,
            )
            for member in one.members
        ])  # fmt: skip

    def _add_tracks(self, one: PresetSeries, series_id: int) -> None:
        from meetingtui.store import tables

        self.work.add_all([
            tables.Track(
                series_id=series_id, code=track.code, name=track.name, agency_id=self.agencies.get(track.agency),
                chair_post_id=self.posts.get(track.chair), proposed=one.tracks_source == "proposed",
                townships=json.dumps(track.townships, ensure_ascii=False),
            )
            for track in one.tracks
        ])  # fmt: skip

    def _add_duties(self, one: PresetSeries, series_id: int) -> None:
        from meetingtui.store import tables

        for duty in one.duties:
            row = self.work.add(
                tables.Series(
                    code=duty.code, name=duty.name, name_en=duty.name_en, level=one.level.value, kind="duty",
                    nature="meeting", planned=False, joint_id=series_id,
                )
            )  # fmt: skip
            self.series[duty.code] = _id(row)
            self._add_aliases("series", _id(row), duty.aliases)
            self.work.add(_duty_rule(_id(row), duty.floor))

    def _add_actuals(self, one: PresetSeries, series_id: int) -> None:
        self._add_figures([
            (series_id, actual.kind, actual.what, str(actual.value), actual.unit, actual.period, "", actual.source)
            for actual in one.actuals
        ])  # fmt: skip

    def _load_figures(self) -> None:
        self._add_figures([
            (
                self.series.get(one.reproduced_by.series) if one.reproduced_by else None, one.group, one.indicator,
                str(one.value), one.unit, one.period, "" if one.target is None else str(one.target), one.source,
            )
            for one in self.preset.figures
        ])  # fmt: skip
        self._add_sources(
            "county", 1, [(_("非會議：{why}").format(why=n.why), n.source) for n in self.preset.considered_not_meetings]
        )
        for finding in self.preset.arithmetic_findings:
            text = _("印為{printed}，應為{computed}").format(printed=finding.printed, computed=finding.computed)
            source = Source(self.preset.document, finding.line, finding.note or text)
            self._add_sources("county", 1, [(text, source)])

    def _add_figures(self, figures: list[tuple[Any, ...]]) -> None:
        from meetingtui.store import tables

        self.work.add_all([
            tables.Figure(
                series_id=series_id, kind=kind, indicator=indicator, value=value, unit=unit, period=period,
                target=target, document=source.document, line=source.line, text=source.text,
            )
            for series_id, kind, indicator, value, unit, period, target, source in figures
        ])  # fmt: skip

    def _add_aliases(self, kind: str, owner_id: int, aliases: tuple[str, ...]) -> None:
        from meetingtui.store import tables

        unique = dict.fromkeys(alias for alias in aliases if alias)
        self.work.add_all([
            tables.Alias(kind=kind, owner_id=owner_id, name=alias, key=names.key(alias)) for alias in unique
        ])  # fmt: skip

    def _add_sources(self, kind: str, owner_id: int, sources: list[tuple[str, Source]]) -> None:
        from meetingtui.store import tables

        self.work.add_all([
            tables.Source(
                kind=kind, owner_id=owner_id, field=field, document=source.document, line=source.line, text=source.text
            )
            for field, source in sources
        ])  # fmt: skip


def _duty_rule(series_id: int, floor: Floor) -> tables.SeriesRule:
    from meetingtui.store import tables

    return tables.SeriesRule(
        series_id=series_id, valid_from=BEGINNING, rhythm="demand", floor=floor.per_year,
        floor_note=floor.note or floor.law, max_gap_months=floor.max_gap_months,
    )  # fmt: skip


def _law(law: Any) -> dict[str, str]:
    return {"law": law.law, "article": law.article, "version_date": law.version_date, "note": law.note}


def _papers(one: PresetSeries) -> str:
    """What goes in and comes out, deadlines and open questions: read on the series' screen, never searched by field."""
    return json.dumps(
        {
            "what_goes_in": one.what_goes_in, "what_comes_out": one.what_comes_out, "deadlines": one.deadlines,
            "counts_for": one.counts_for, "possible_same_as": one.possible_same_as, "discrepancy": one.discrepancy,
            "note_en": one.note_en, "plan_note": one.plan_note, "track_kind": one.track_kind,
            "tracks_source": one.tracks_source, "chair_proposed": one.chair.proposed,
        },
        ensure_ascii=False,
    )  # fmt: skip


def _id(row: Any) -> int:
    number: int = row.id
    return number
