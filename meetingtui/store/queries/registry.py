"""Reads the whole registry of a county: a few hundred small rows, eight questions."""

from __future__ import annotations

import json
from typing import Any

from meetingtui.domain.registry import Agency, Holder, Member, Post, Registry, Rule, Series, Track
from meetingtui.store.reader import Reader

COUNTY = "SELECT name FROM county ORDER BY id LIMIT 1"
AGENCIES = """
SELECT id, code, name, name_en, short, kind, networks, email, phone, note, retired_on, version FROM agency ORDER BY id
"""
POSTS = "SELECT id, code, name, name_en, agency_id, retired_on, version FROM post ORDER BY id"
HOLDERS = """
SELECT h.id, h.post_id, h.contact_id, c.name, h.valid_from, h.valid_to, h.version
FROM holder h JOIN contact c ON c.id = h.contact_id ORDER BY h.valid_from, h.id
"""
SERIES = """
SELECT id, code, name, name_en, level, kind, nature, planned, external, joint_id, purpose, papers, note, retired_on,
       version
FROM series ORDER BY id
"""
RULES = """
SELECT id, series_id, valid_from, basis_type, basis, laws, host_agency_id, host, chair_rule, chair, legal_chair,
       rhythm, per_period, windows, qualifier, year_basis, cadence, provisional, stated, target, floor, floor_note,
       max_gap_months, confidential, notice_days, minutes_days, weekday, start_time, minutes, room, version,
       quorum
FROM series_rule ORDER BY series_id, valid_from
"""
CHAIRS = "SELECT rule_id, post_id, role FROM rule_chair ORDER BY rule_id, position, id"
TRACKS = """
SELECT id, series_id, code, name, agency_id, chair_post_id, townships, proposed, valid_from, valid_to, version
FROM track ORDER BY series_id, id
"""
MEMBERS = """
SELECT id, series_id, agency_id, network, label, role, valid_from, valid_to, version, seat, title, delegable
FROM member ORDER BY series_id, id
"""
ALIASES = "SELECT kind, owner_id, name FROM alias ORDER BY id"
FORMER = "SELECT kind, owner_id, until, name FROM former_name ORDER BY until, id"


def load(reader: Reader) -> Registry:
    """The registry as it stands."""
    return Registry(
        county=reader.value(COUNTY) or "",
        agencies={row[0]: _agency(row) for row in reader.rows(AGENCIES)},
        posts={row[0]: Post(*row) for row in reader.rows(POSTS)},
        holders=_holders(reader),
        series=_series(reader),
        tracks={row[0]: _track(row) for row in reader.rows(TRACKS)},
        members=_members(reader),
        aliases=_grouped((kind, owner, name) for kind, owner, name in reader.rows(ALIASES)),
        former=_grouped((kind, owner, (until, name)) for kind, owner, until, name in reader.rows(FORMER)),
    )


def _agency(row: tuple[Any, ...]) -> Agency:
    return Agency(*_decoded(row, tuples=(6,)))


def _track(row: tuple[Any, ...]) -> Track:
    return Track(*_decoded(row, tuples=(6,), truths=(7,)))


def _decoded(row: tuple[Any, ...], *, tuples: tuple[int, ...] = (), truths: tuple[int, ...] = ()) -> list[Any]:
    """The columns of a row with JSON lists read as tuples and flags as truths."""
    values = list(row)
    for column in tuples:
        values[column] = tuple(json.loads(values[column]))
    for column in truths:
        values[column] = bool(values[column])
    return values


def _holders(reader: Reader) -> dict[int, list[Holder]]:
    found: dict[int, list[Holder]] = {}
    for row in reader.rows(HOLDERS):
        found.setdefault(row[1], []).append(Holder(*row))
    return found


def _members(reader: Reader) -> dict[int, list[Member]]:
    found: dict[int, list[Member]] = {}
    for row in reader.rows(MEMBERS):
        delegable = None if row[11] is None else bool(row[11])
        found.setdefault(row[1], []).append(Member(*[*row[:11], delegable]))
    return found


def _series(reader: Reader) -> dict[int, Series]:
    chairs: dict[tuple[int, str], list[int]] = {}
    for rule_id, post_id, role in reader.rows(CHAIRS):
        chairs.setdefault((rule_id, role), []).append(post_id)
    rules: dict[int, list[Rule]] = {}
    for row in reader.rows(RULES):
        values = _decoded(row, tuples=(5, 13), truths=(17, 23))
        quorum = values.pop()
        posts = (tuple(chairs.get((row[0], role), ())) for role in ("chair", "deputy"))
        rules.setdefault(row[1], []).append(Rule(*[*values, *posts, quorum]))
    return {
        row[0]: Series(*[*_decoded(row, truths=(7, 8)), tuple(rules.get(row[0], ()))]) for row in reader.rows(SERIES)
    }


def _grouped(triples: Any) -> dict[tuple[str, int], tuple[Any, ...]]:
    found: dict[tuple[str, int], list[Any]] = {}
    for kind, owner, item in triples:
        found.setdefault((kind, owner), []).append(item)
    return {key: tuple(items) for key, items in found.items()}
