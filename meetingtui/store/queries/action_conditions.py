"""What a filter of action items is in SQL: the WHERE clause over `action_item a JOIN session s`, and its parameters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from meetingtui.domain.actions import STILL_OPEN, ActionFilter
from meetingtui.domain.reports import Answer
from meetingtui.store.queries.action_rulings import IMPORTED_AT, TOOK_PART
from meetingtui.store.reader import Reader, in_list

OPEN = "a.status IN ('open', 'proposed_close')"
CREDITED = "a.session_id IN (SELECT c.session_id FROM credit c WHERE c.series_id IN {series}{track})"
ASSISTS = "',' || REPLACE(REPLACE(REPLACE(a.assists, '[', ''), ']', ''), ' ', '') || ','"
LAST = "LEFT JOIN session l ON l.id = COALESCE(a.ruled_in, a.session_id)"
"""The sitting that ruled last: whatever is asked with these conditions is asked of `a`, `s` and this `l`."""
SINCE = (
    "h.status = 'held' AND h.day >= l.day AND h.start_at > l.start_at"
    f" AND (a.came_by <> 'imported' OR h.start_at > {IMPORTED_AT})"
)
OWN_SINCE = (
    "FROM session h WHERE h.series_id = s.series_id"
    f" AND (h.track_id IS NULL OR s.track_id IS NULL OR h.track_id = s.track_id) AND {SINCE}"
)
"""The sittings of its series, and track, that were held after its last ruling."""
CREDITED_SINCE = (
    "FROM credit c JOIN session h ON h.id = c.session_id WHERE c.series_id = s.series_id"
    f" AND (c.track_id IS NULL OR s.track_id IS NULL OR c.track_id = s.track_id) AND {SINCE} AND {TOOK_PART}"
)
"""Those of other series that were held for its series too."""
PASSED_OVER = f"CASE WHEN {OPEN} THEN (SELECT COUNT(*) {OWN_SINCE}) + (SELECT COUNT(*) {CREDITED_SINCE}) ELSE 0 END"
IS_PASSED_OVER = f"({OPEN} AND (EXISTS (SELECT 1 {OWN_SINCE}) OR EXISTS (SELECT 1 {CREDITED_SINCE})))"
ASKED = (
    "FROM action_request q JOIN action_round r ON r.id = q.round_id JOIN session h ON h.id = r.session_id"
    " WHERE q.action_item_id = a.id AND h.start_at > l.start_at"
    " AND h.status NOT IN ('cancelled', 'merged')"
)
"""Whoever was asked about it since its last ruling, before a sitting that takes place."""
OFF = (
    "SELECT d.id FROM action_round d JOIN session x ON x.id = d.session_id"
    " WHERE x.status IN ('cancelled', 'merged', 'postponed')"
)
UNANSWERED = (
    f"EXISTS (SELECT 1 {ASKED} AND NOT EXISTS (SELECT 1 FROM action_report p"  # noqa: S608 - constants
    " WHERE p.action_item_id = a.id AND p.agency_id = q.agency_id AND (p.round_id = q.round_id"
    f" OR (p.round_id IN ({OFF}) AND p.day >= l.day))))"
)
ANSWERS = {
    Answer.NOT_ASKED: f"NOT EXISTS (SELECT 1 {ASKED})",
    Answer.ASKED: UNANSWERED,
    Answer.ANSWERED: f"(EXISTS (SELECT 1 {ASKED}) AND NOT {UNANSWERED})",
}
PROGRESS = (
    "(SELECT p.progress FROM action_report p WHERE p.action_item_id = a.id AND p.agency_id = a.lead_agency_id"
    " ORDER BY p.id DESC LIMIT 1)"
)
"""How far its lead says that it is."""
REOPENED = "EXISTS (SELECT 1 FROM action_ruling o WHERE o.action_item_id = a.id AND o.verb = 'reopen')"
MINE = (
    "EXISTS (SELECT 1 FROM action_ruling r WHERE r.action_item_id = a.id AND r.who = :{0} AND (r.position = 1"
    " OR r.position = (SELECT MAX(m.position) FROM action_ruling m WHERE m.action_item_id = a.id)))"
)

Params = dict[str, Any]


def condition(reader: Reader, asked: ActionFilter, today: str) -> tuple[str, Params]:
    """The WHERE clause of a filter and its parameters; overdue is as of the ISO day `today`."""
    params: Params = {}
    where = _all(asked, today, params)
    if reader.engine == "postgresql":
        where = where.replace(" LIKE ", " ILIKE ")  # as SQLite compares
    return where, params


def _all(asked: ActionFilter, today: str, params: Params) -> str:
    clauses = ["1 = 0"] if asked.nothing else []
    _add_lists(asked, clauses, params)
    _add_series(asked, clauses, params)
    _add_agencies(asked, clauses, params)
    _add_values(asked, today, clauses, params)
    _add_words(asked, clauses, params)
    clauses += [f"({_all(one, today, params)})" for one in asked.also]
    clauses += [f"NOT COALESCE(({_all(one, today, params)}), 1 = 0)" for one in asked.excluded]
    return " AND ".join(clauses) or "1 = 1"


def _in(column: str, values: Sequence[object], params: Params) -> str:
    marks, more = in_list(f"v{len(params)}", values)
    params |= more
    return f"{column} IN {marks}"


def _named(sql: str, value: object, params: Params) -> str:
    """`sql` with the name under which `value` is given."""
    name = f"v{len(params)}"
    params[name] = value
    return sql.format(name)


def _add_lists(asked: ActionFilter, clauses: list[str], params: Params) -> None:
    statuses = asked.statuses or (tuple(map(str, STILL_OPEN)) if asked.overdue else ())
    for column, values in (
        ("a.session_id", asked.session_ids),
        ("a.agenda_item_id", asked.item_ids),
        ("a.status", statuses or None),
        ("s.year", asked.years or None),
        ("a.kind", asked.kinds or None),
        ("a.priority", asked.priorities or None),
        ("a.level", asked.levels or None),
        (PROGRESS, asked.progress or None),
    ):
        if values is not None:
            clauses.append(_in(column, values, params))


def _add_series(asked: ActionFilter, clauses: list[str], params: Params) -> None:
    if asked.series_ids is None:
        return
    series, more = in_list(f"v{len(params)}", asked.series_ids)
    params |= more
    own, credited_track = f"s.series_id IN {series}", ""
    if asked.track_ids is not None:
        tracks, more = in_list(f"v{len(params)}", asked.track_ids)
        params |= more
        own += f" AND (s.track_id IS NULL OR s.track_id IN {tracks})"
        credited_track = f" AND (c.track_id IS NULL OR c.track_id IN {tracks})"
    if asked.credited:
        own = f"({own}) OR {CREDITED.format(series=series, track=credited_track)}"
    clauses.append(f"({own})")


def _add_agencies(asked: ActionFilter, clauses: list[str], params: Params) -> None:
    if asked.no_lead:
        clauses.append("a.lead_agency_id IS NULL")
    if asked.lead_ids is not None:
        clauses.append(_in("a.lead_agency_id", asked.lead_ids, params))
    for ids, ways in (
        (asked.assist_ids, []),
        (asked.agency_ids, [_in("a.lead_agency_id", asked.agency_ids or (), params)]),
    ):
        if ids is not None:
            assisting = [_named(f"{ASSISTS} LIKE :{{0}}", f"%,{one},%", params) for one in ids]
            clauses.append("(" + (" OR ".join([*ways, *assisting]) or "1 = 0") + ")")


def _add_values(asked: ActionFilter, today: str, clauses: list[str], params: Params) -> None:
    for sql, value in (
        ("a.due >= :{0}", asked.first),
        ("a.due <= :{0}", asked.last),
        ("s.day < :{0}", asked.before),
        ("s.day >= :{0}", asked.held_first),
        ("s.day <= :{0}", asked.held_last),
        ("a.due < :{0}", today if asked.overdue else ""),
        ("a.number LIKE :{0} ESCAPE '!'", _escaped(asked.number, after="%")),
        ("s.number LIKE :{0} ESCAPE '!'", _escaped(asked.session_number, after="%")),
        ("a.case_code LIKE :{0} ESCAPE '!'", _anywhere(asked.case_code)),
        ("(a.number LIKE :{0} ESCAPE '!' OR a.text LIKE :{0} ESCAPE '!')", _anywhere(asked.text)),
        (MINE, asked.mine),
    ):
        if value:
            clauses.append(_named(sql, value, params))
    if asked.labels:
        held = [_named("a.labels LIKE :{0} ESCAPE '!'", _label(one), params) for one in asked.labels]
        clauses.append("(" + " OR ".join(held) + ")")
    if asked.undated:
        clauses.append("a.due IS NULL")
    if asked.passed_over:
        clauses.append(IS_PASSED_OVER)
    if asked.reopened:
        clauses.append(REOPENED)
    if asked.answer:
        clauses.append(ANSWERS[Answer(asked.answer)])


def _add_words(asked: ActionFilter, clauses: list[str], params: Params) -> None:
    for word, series_ids, agency_ids in asked.words:
        columns = ("a.number", "a.text", "a.note", "a.case_code", "a.old_number")
        found = " OR ".join(f"{column} LIKE :{{0}} ESCAPE '!'" for column in columns)
        ways = [_named(found, _anywhere(word), params)]
        ways.append(_in("s.series_id", series_ids, params))
        ways.append(_in("a.lead_agency_id", agency_ids, params))
        clauses.append("(" + " OR ".join(ways) + ")")


def _escaped(text: str, *, before: str = "", after: str = "") -> str:
    escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"{before}{escaped}{after}" if text else ""


def _anywhere(text: str) -> str:
    return _escaped(text, before="%", after="%")


def _label(label: str) -> str:
    """One entry of the list as it is stored."""
    return _anywhere(json.dumps(label, ensure_ascii=False))
