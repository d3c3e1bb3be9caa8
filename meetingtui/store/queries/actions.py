"""Reads of action items: lists narrowed by sitting, series, agency, state and due day."""

from __future__ import annotations

import json
from typing import Any

from meetingtui.domain.actions import STILL_OPEN, ActionFilter, ActionKind, ActionStatus, ActionView
from meetingtui.domain.registry import Registry
from meetingtui.store.reader import Reader, in_list

SELECT = """
SELECT a.id, a.number, a.text, a.lead_agency_id, a.assists, a.due, a.status, a.kind, a.session_id, s.number,
       s.series_id, s.day, a.agenda_item_id, a.note, a.version
FROM action_item a JOIN session s ON s.id = a.session_id WHERE
"""
ORDER = " ORDER BY s.day, s.id, a.ordinal"
CREDITED = "EXISTS (SELECT 1 FROM credit c WHERE c.session_id = s.id AND c.series_id IN {series}{track})"
ASSISTS = "',' || REPLACE(REPLACE(REPLACE(a.assists, '[', ''), ']', ''), ' ', '') || ','"
NUMBERS = "SELECT number FROM action_item WHERE number LIKE :start ORDER BY number LIMIT :limit"


def listed(reader: Reader, registry: Registry, asked: ActionFilter, today: str) -> list[ActionView]:
    """The action items that a filter lets through, by day and number; overdue as of the ISO day `today`."""
    where, params = condition(asked, today)
    return [_view(registry, row, today) for row in reader.rows(f"{SELECT}{where}{ORDER}", params)]


def by_id(reader: Reader, registry: Registry, action_id: int, today: str) -> ActionView | None:
    """The action item of that id."""
    row = reader.row(f"{SELECT} a.id = :id", {"id": action_id})
    return _view(registry, row, today) if row else None


def by_number(reader: Reader, registry: Registry, number: str, today: str) -> ActionView | None:
    """The action item of that number."""
    row = reader.row(f"{SELECT} a.number = :number", {"number": number})
    return _view(registry, row, today) if row else None


def numbers_like(reader: Reader, number: str, limit: int = 300) -> list[str]:
    """Numbers that share the first letters of a mistyped one."""
    start = number[:6].replace("%", "").replace("_", "")
    return [row[0] for row in reader.rows(NUMBERS, {"start": start + "%", "limit": limit})]


def condition(asked: ActionFilter, today: str) -> tuple[str, dict[str, Any]]:
    """The WHERE clause of a filter and its parameters."""
    clauses: list[str] = []
    params: dict[str, Any] = {}
    statuses = asked.statuses or (tuple(str(one) for one in STILL_OPEN) if asked.overdue else ())
    for column, name, values in (
        ("a.session_id", "session", asked.session_ids),
        ("a.agenda_item_id", "item", asked.item_ids),
        ("a.status", "status", statuses or None),
        ("s.year", "year", asked.years or None),
    ):
        if values is not None:
            marks, more = in_list(name, values)
            clauses.append(f"{column} IN {marks}")
            params |= more
    _add_series(asked, clauses, params)
    _add_agencies(asked, clauses, params)
    for sql, name, value in (
        ("a.due >= :first", "first", asked.first),
        ("a.due <= :last", "last", asked.last),
        ("s.day < :before", "before", asked.before),
        ("a.due < :today", "today", today if asked.overdue else ""),
        ("(a.number LIKE :words ESCAPE '!' OR a.text LIKE :words ESCAPE '!')", "words", _anywhere(asked.text)),
    ):
        if value:
            clauses.append(sql)
            params[name] = value
    return " AND ".join(clauses) or "1 = 1", params


def _add_series(asked: ActionFilter, clauses: list[str], params: dict[str, Any]) -> None:
    if asked.series_ids is None:
        return
    series, more = in_list("series", asked.series_ids)
    params |= more
    own, credited_track = f"s.series_id IN {series}", ""
    if asked.track_ids is not None:
        tracks, more = in_list("track", asked.track_ids)
        params |= more
        own += f" AND (s.track_id IS NULL OR s.track_id IN {tracks})"
        credited_track = f" AND (c.track_id IS NULL OR c.track_id IN {tracks})"
    if asked.credited:
        own = f"({own}) OR {CREDITED.format(series=series, track=credited_track)}"
    clauses.append(f"({own})")


def _add_agencies(asked: ActionFilter, clauses: list[str], params: dict[str, Any]) -> None:
    if asked.agency_ids is None:
        return
    leads, more = in_list("lead", asked.agency_ids)
    params |= more
    ways = [f"a.lead_agency_id IN {leads}"]
    for place, agency in enumerate(asked.agency_ids):
        ways.append(f"{ASSISTS} LIKE :assist_{place}")
        params[f"assist_{place}"] = f"%,{agency},%"
    clauses.append("(" + " OR ".join(ways) + ")")


def _anywhere(text: str) -> str:
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%" if text else ""


def _view(registry: Registry, row: tuple[Any, ...], today: str) -> ActionView:
    (
        action_id, number, text, lead_id, assists, due, status, kind, session_id, session_number, series_id, day,
        item_id, note, version,
    ) = row  # fmt: skip
    helpers = tuple(json.loads(assists))
    late = bool(due) and due < today and status in STILL_OPEN
    return ActionView(
        action_id, number, text, lead_id, registry.name("agency", lead_id), helpers,
        tuple(registry.name("agency", one) for one in helpers), due or "", ActionStatus(status), ActionKind(kind),
        _days(due, today) if late else 0, session_id, session_number, registry.series[series_id].code, day or "",
        item_id, note, version=version,
    )  # fmt: skip


def _days(earlier: str, later: str) -> int:
    from datetime import date

    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
