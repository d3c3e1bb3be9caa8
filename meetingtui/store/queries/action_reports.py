"""Reads of follow-up: rounds before sittings, who was asked about what, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from meetingtui.domain.registry import Registry
from meetingtui.domain.reports import Lateness, Progress, Proposal, ReportView, Role
from meetingtui.store.reader import Reader, in_list

AT_ONCE = 400
"""Ids of one statement: below the parameters that an old SQLite takes."""
LAST = "9999-12-31"
"""The ISO day before which every sitting lies."""
REPORTS = """
SELECT r.id, r.action_item_id, a.number, r.agency_id, r.round_id, s.number, r.day, r.at, r.who, r.text, r.progress,
       r.proposal, r.proposed_due, r.percent, r.lateness, r.worksheet
FROM action_report r JOIN action_item a ON a.id = r.action_item_id
LEFT JOIN action_round o ON o.id = r.round_id LEFT JOIN session s ON s.id = o.session_id
"""
NEWEST_OF = """
SELECT MAX(id) FROM action_report WHERE action_item_id IN {items} GROUP BY action_item_id, agency_id, round_id
"""
OF_ROUND = """
WHERE r.id IN (
    SELECT MAX(id) FROM action_report WHERE round_id = :round_id AND lateness <> :but GROUP BY action_item_id, agency_id
)
ORDER BY r.id
"""
PARTS = """
SELECT a.id, a.number, a.lead_agency_id, a.assists, a.status, s.day
FROM action_item a JOIN session s ON s.id = a.session_id WHERE a.id IN
"""
ROUND = "o.id, o.session_id, s.number, s.day, s.start_at, s.status, o.asked_on, o.due_on, o.version"
ROUNDS = f"SELECT {ROUND} FROM action_round o JOIN session s ON s.id = o.session_id "  # noqa: S608 - a constant
CURRENT_ROUNDS = f"""SELECT {ROUND} FROM action_round o CROSS JOIN session s WHERE s.id = o.session_id
AND s.status IN ('planned', 'noticed', 'postponed') AND (s.day IS NULL OR s.day >= :today)
"""  # noqa: S608 - a constant
"""CROSS JOIN is how SQLite is told to go through the few rounds, not through all sittings to come."""
ASKED = """
FROM action_request q JOIN action_item a ON a.id = q.action_item_id
JOIN action_round o ON o.id = q.round_id JOIN session s ON s.id = o.session_id
JOIN session l ON l.id = COALESCE(a.ruled_in, a.session_id)
"""
GONE = """(a.status NOT IN ('open', 'proposed_close') AND l.id <> s.id
AND COALESCE(l.start_at, '') < COALESCE(s.start_at, '9999'))"""
"""Whether an item that was asked about has left by a ruling of an earlier sitting: nobody owes an answer any more."""
REQUESTS = f"""
SELECT q.id, q.round_id, q.action_item_id, a.number, q.agency_id, q.role, CASE WHEN {GONE} THEN 1 ELSE 0 END {ASKED}
"""
BOARD = """
SELECT q.round_id, q.agency_id, SUM(CASE WHEN q.role = 'lead' THEN 1 ELSE 0 END),
       SUM(CASE WHEN q.role = 'lead' THEN 0 ELSE 1 END), COUNT(r.newest), MAX(r.day),
       SUM(CASE WHEN r.lateness <> '' THEN 1 ELSE 0 END)
{asked} LEFT JOIN (
    SELECT round_id, action_item_id, agency_id, MAX(id) AS newest, MAX(day) AS day, MIN(lateness) AS lateness
    FROM action_report WHERE round_id IN {rounds} GROUP BY round_id, action_item_id, agency_id
) r ON r.round_id = q.round_id AND r.action_item_id = q.action_item_id AND r.agency_id = q.agency_id
WHERE q.round_id IN {rounds} AND (r.newest IS NOT NULL OR NOT {gone}) GROUP BY q.round_id, q.agency_id
"""
SET_FOR = "SELECT session_id, before FROM session_change WHERE verb = 'asked' AND before IS NOT NULL AND session_id IN "
SINCE_RULED = """r.day >= COALESCE((
    SELECT MAX(t.day) FROM action_ruling g JOIN session t ON t.id = g.session_id
    WHERE g.action_item_id = r.action_item_id AND t.day < {last}), '')"""
"""Whether an answer was given since the last ruling on its item before the day `last`."""
BETWEEN = f"""
SELECT MAX(r.id) FROM action_report r
WHERE {{which}} AND (r.day < :last OR (r.day = :last AND r.at < :start)) AND r.action_item_id IN {{items}}
AND {SINCE_RULED.format(last=":last")} GROUP BY r.action_item_id, r.agency_id
"""  # noqa: S608 - a constant
NO_ROUND = "r.round_id IS NULL"
UNHEARD = f"""({NO_ROUND} OR EXISTS (
    SELECT 1 FROM action_round d JOIN session x ON x.id = d.session_id
    WHERE d.id = r.round_id AND x.id <> :session_id
    AND (x.status IN ('cancelled', 'merged') OR COALESCE(x.start_at, '9999-99') > :start)))"""  # noqa: S608 - a constant
"""Whether no other sitting up to `start` has had an answer before it: it was for none, or that one took no place."""
ELSEWHERE = f"""
SELECT q.round_id, q.action_item_id, q.agency_id, MAX(r.id), MAX(r.day)
FROM session x JOIN action_round d ON d.session_id = x.id JOIN action_report r ON r.round_id = d.id
JOIN action_request q ON q.action_item_id = r.action_item_id AND q.agency_id = r.agency_id AND q.round_id <> d.id
JOIN action_round o ON o.id = q.round_id JOIN session s ON s.id = o.session_id
JOIN action_item a ON a.id = q.action_item_id JOIN session l ON l.id = COALESCE(a.ruled_in, a.session_id)
WHERE x.status IN ('cancelled', 'merged', 'postponed') AND q.round_id IN {{rounds}} AND NOT {GONE}
AND r.day <= COALESCE(s.day, '9999') AND r.at < COALESCE(s.start_at, '9999')
AND {SINCE_RULED.format(last="COALESCE(s.day, '9999')")}
AND NOT EXISTS (SELECT 1 FROM action_report w WHERE w.round_id = q.round_id
    AND w.action_item_id = q.action_item_id AND w.agency_id = q.agency_id)
GROUP BY q.round_id, q.action_item_id, q.agency_id
"""  # noqa: S608 - a constant


class Parts(NamedTuple):
    """Who has a part in an item, and how it stands: `lead` and `assists` are agencies, `day` that of its sitting."""

    id: int
    number: str
    lead: int | None
    assists: tuple[int, ...]
    status: str
    day: str


class RoundRow(NamedTuple):
    """A round as it is stored, and its sitting: `start_at` is a stored moment (UTC), `day` and it empty for none."""

    id: int
    session_id: int
    session_number: str
    day: str
    start_at: str
    status: str
    asked_on: str
    due_on: str
    version: int


class RequestRow(NamedTuple):
    """Who was asked about what; `gone` when the item has left before the sitting, so that nothing is owed."""

    id: int
    round_id: int
    action_id: int
    action_number: str
    agency_id: int
    role: Role
    gone: bool = False


class ElsewhereRow(NamedTuple):
    """What an agency asked in a round has answered in that of a sitting that took no place; `day` is ISO."""

    round_id: int
    action_id: int
    agency_id: int
    report_id: int
    day: str


class BoardRow(NamedTuple):
    """One agency in one round: items asked of it as lead and assisting, answered, its last day, answers in late."""

    round_id: int
    agency_id: int
    leads: int
    assists: int
    answered: int
    last: str
    late_answers: int


def of_item(reader: Reader, registry: Registry, action_id: int) -> list[ReportView]:
    """Everything that agencies have answered on an item, oldest first."""
    found = reader.rows(REPORTS + "WHERE r.action_item_id = :id ORDER BY r.id", {"id": action_id})
    return [_report(registry, row) for row in found]


def newest(reader: Reader, registry: Registry, action_ids: Sequence[int]) -> list[ReportView]:
    """The newest answer of each agency on those items in each round, and between rounds; by id."""
    found = []
    for marks, params in _chunks("item", action_ids):
        found += reader.rows(f"{REPORTS}WHERE r.id IN ({NEWEST_OF.format(items=marks)})", params)
    return sorted(_report(registry, row) for row in found)


def of_round(reader: Reader, registry: Registry, round_id: int, *, in_time: bool = False) -> list[ReportView]:
    """The newest answer of each agency on each item in a round, or the newest before its sitting began; by id."""
    but = str(Lateness.AFTER_SITTING) if in_time else "-"
    return [_report(registry, row) for row in reader.rows(REPORTS + OF_ROUND, {"round_id": round_id, "but": but})]


def between(reader: Reader, registry: Registry, action_ids: Sequence[int]) -> list[ReportView]:
    """The newest answer of each agency outside rounds, given since the last ruling on the item; by id."""
    return _since_ruled(reader, registry, action_ids, NO_ROUND, {"last": LAST, "start": LAST})


def unheard(
    reader: Reader, registry: Registry, action_ids: Sequence[int], session_id: int, last: str, start: str
) -> list[ReportView]:
    """The newest answer of each agency that no sitting has had before it, from its item's ruling on until a sitting.

    Such were given outside rounds, or in that of a sitting that took no place. `last` is the ISO day of the sitting
    `session_id`; on that day those count that were stored before `start` (a stored moment).
    """
    params = {"session_id": session_id, "last": last, "start": start}
    return _since_ruled(reader, registry, action_ids, UNHEARD, params)


def elsewhere(reader: Reader, round_ids: Sequence[int]) -> list[ElsewhereRow]:
    """Who has not answered in those rounds, yet since the last ruling in one before a sitting that took no place."""
    found = []
    for marks, params in _chunks("round", round_ids):
        found += reader.rows(ELSEWHERE.format(rounds=marks), params)
    return sorted(ElsewhereRow(*row) for row in found)


def reports_by_id(reader: Reader, registry: Registry, ids: Sequence[int]) -> dict[int, ReportView]:
    """The answers of those ids."""
    found = []
    for marks, params in _chunks("id", ids):
        found += reader.rows(f"{REPORTS}WHERE r.id IN {marks}", params)
    return {one.id: one for one in (_report(registry, row) for row in found)}


def parts(reader: Reader, action_ids: Sequence[int]) -> dict[int, Parts]:
    """Who has a part in those items, by id."""
    import json

    found = {}
    for marks, params in _chunks("item", action_ids):
        for number, name, lead, assists, status, day in reader.rows(PARTS + marks, params):
            found[number] = Parts(number, name, lead, tuple(json.loads(assists)), status, day or "")
    return found


def rounds(reader: Reader, session_ids: Sequence[int]) -> list[RoundRow]:
    """The rounds before those sittings, by day of the sitting."""
    found = []
    for marks, params in _chunks("session", session_ids):
        found += reader.rows(f"{ROUNDS}WHERE o.session_id IN {marks}", params)
    return sorted(map(_round, found), key=lambda one: (one.day or "9", one.id))


def rounds_by_id(reader: Reader, ids: Sequence[int]) -> dict[int, RoundRow]:
    """The rounds of those ids."""
    found = []
    for marks, params in _chunks("id", ids):
        found += reader.rows(f"{ROUNDS}WHERE o.id IN {marks}", params)
    return {one.id: one for one in map(_round, found)}


def current_rounds(reader: Reader, today: str, every: bool) -> list[RoundRow]:
    """The rounds before sittings that are still to be held from the ISO day `today` on, or every one; by day."""
    found = reader.rows(ROUNDS) if every else reader.rows(CURRENT_ROUNDS, {"today": today})
    return sorted(map(_round, found), key=lambda one: (one.day or "9", one.id))


def set_for(reader: Reader, session_ids: Sequence[int]) -> dict[int, str]:
    """When (UTC stamp) those sittings were to begin when a day for answers before them was set last."""
    found: dict[int, str] = {}
    for marks, params in _chunks("session", session_ids):
        found.update(reader.rows(f"{SET_FOR}{marks} ORDER BY id", params))
    return found


def requests(reader: Reader, round_ids: Sequence[int]) -> list[RequestRow]:
    """Who was asked about what in those rounds, by id."""
    found = []
    for marks, params in _chunks("round", round_ids):
        found += reader.rows(f"{REQUESTS}WHERE q.round_id IN {marks}", params)
    return sorted(map(_request, found))


def requests_about(reader: Reader, action_ids: Sequence[int]) -> list[RequestRow]:
    """In which rounds who was asked about those items, by id."""
    found = []
    for marks, params in _chunks("item", action_ids):
        found += reader.rows(f"{REQUESTS}WHERE q.action_item_id IN {marks}", params)
    return sorted(map(_request, found))


def board(reader: Reader, round_ids: Sequence[int]) -> list[BoardRow]:
    """How each agency stands in each of those rounds."""
    found = []
    for marks, params in _chunks("round", round_ids):
        for row in reader.rows(BOARD.format(rounds=marks, asked=ASKED, gone=GONE), params):
            round_id, agency_id, leads, assists, answered, last, late = row
            found.append(BoardRow(round_id, agency_id, leads, assists, answered, last or "", late))
    return sorted(found)


def _since_ruled(
    reader: Reader, registry: Registry, action_ids: Sequence[int], which: str, params: dict[str, Any]
) -> list[ReportView]:
    found = []
    for marks, items in _chunks("item", action_ids):
        newest = BETWEEN.format(items=marks, which=which)
        found += reader.rows(f"{REPORTS}WHERE r.id IN ({newest})", items | params)
    return sorted(_report(registry, row) for row in found)


def _chunks(name: str, values: Iterable[int]) -> Iterator[tuple[str, dict[str, Any]]]:
    wanted = list(dict.fromkeys(values))
    for start in range(0, len(wanted), AT_ONCE):
        yield in_list(name, wanted[start : start + AT_ONCE])


def _round(row: tuple[Any, ...]) -> RoundRow:
    round_id, session_id, number, day, start_at, *rest = row
    return RoundRow(round_id, session_id, number, day or "", start_at or "", *rest)


def _request(row: tuple[Any, ...]) -> RequestRow:
    request_id, round_id, action_id, number, agency_id, role, gone = row
    return RequestRow(request_id, round_id, action_id, number, agency_id, Role(role), bool(gone))


def _report(registry: Registry, row: tuple[Any, ...]) -> ReportView:
    (
        report_id, action_id, number, agency_id, round_id, session, day, at, who, text, progress, proposal, due,
        percent, lateness, worksheet,
    ) = row  # fmt: skip
    return ReportView(
        report_id, action_id, number, agency_id, registry.name("agency", agency_id), round_id, session or "", day, at,
        who, text, Progress(progress) if progress else None, Proposal(proposal) if proposal else None, due or "",
        percent, Lateness(lateness) if lateness else None, bool(worksheet),
    )  # fmt: skip
