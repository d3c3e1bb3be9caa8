"""Reads for pre-meeting worksheets: what an agency is asked, and what is stored of what a returned file answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from meetingtui.domain.reports import Role
from meetingtui.store.reader import Reader, in_list

TO_FILL = """
SELECT q.agency_id, q.role, a.id, a.number, a.text, a.due, a.lead_agency_id
FROM action_request q JOIN action_item a ON a.id = q.action_item_id JOIN session s ON s.id = a.session_id
WHERE q.round_id = :round_id AND a.status IN ('open', 'proposed_close')
ORDER BY q.agency_id, s.day, s.id, a.ordinal
"""
BEFORE = """
SELECT r.action_item_id, r.agency_id, r.text FROM action_report r WHERE r.id IN (
    SELECT MAX(o.id) FROM action_report o
    JOIN action_request q ON q.action_item_id = o.action_item_id AND q.agency_id = o.agency_id
    WHERE q.round_id = :round_id AND (o.round_id IS NULL OR o.round_id <> :round_id) AND o.text <> ''
    GROUP BY o.action_item_id, o.agency_id)
"""
ASKED = """
SELECT s.number, q.agency_id, a.number, a.id, o.id, a.status, m.day
FROM action_request q JOIN action_round o ON o.id = q.round_id JOIN session s ON s.id = o.session_id
JOIN action_item a ON a.id = q.action_item_id JOIN session m ON m.id = a.session_id WHERE s.number IN
"""
ANSWERS = """
SELECT r.action_item_id, r.agency_id, r.round_id, r.text, r.progress, r.proposal, r.proposed_due, r.percent, r.worksheet
FROM action_report r JOIN action_round o ON o.id = r.round_id JOIN session s ON s.id = o.session_id WHERE s.number IN
"""
STATE = """
SELECT (SELECT COUNT(*) FROM action_report), (SELECT MAX(id) FROM action_report),
       (SELECT COUNT(*) FROM action_ruling), (SELECT MAX(id) FROM action_ruling),
       (SELECT COUNT(*) FROM action_request), (SELECT MAX(id) FROM action_request)
"""


class ToFill(NamedTuple):
    """One item about which an agency is asked; `due` is an ISO day or empty."""

    agency_id: int
    role: Role
    action_id: int
    number: str
    text: str
    due: str
    lead_id: int | None


class AskedRow(NamedTuple):
    """One item about which an agency was asked before a sitting; `made` is the day of the one that made it."""

    session: str
    agency_id: int
    number: str
    action_id: int
    round_id: int
    status: str
    made: str | None


class AnswerRow(NamedTuple):
    """One answer in a round; `worksheet` is the digest of the file in which it stood, empty for what was typed."""

    action_id: int
    agency_id: int
    round_id: int
    text: str
    progress: str
    proposal: str
    proposed_due: str
    percent: int | None
    worksheet: str


def to_fill(reader: Reader, round_id: int) -> list[ToFill]:
    """What is still open of what agencies are asked in a round, by agency, then oldest first."""
    return [_to_fill(row) for row in reader.rows(TO_FILL, {"round_id": round_id})]


def before(reader: Reader, round_id: int) -> dict[tuple[int, int], str]:
    """The newest words outside the round of each agency on each item that it asks for, by item and agency."""
    return {(item, agency): text for item, agency, text in reader.rows(BEFORE, {"round_id": round_id})}


def asked(reader: Reader, numbers: Sequence[str]) -> list[AskedRow]:
    """Who was asked about what before the sittings of those numbers."""
    marks, params = in_list("number", numbers)
    return [AskedRow(*row) for row in reader.rows(f"{ASKED}{marks}", params)]


def answers(reader: Reader, numbers: Sequence[str]) -> list[AnswerRow]:
    """Every answer in the rounds before the sittings of those numbers, in the order in which they came."""
    marks, params = in_list("number", numbers)
    return [_answer(row) for row in reader.rows(f"{ANSWERS}{marks} ORDER BY r.id", params)]


def state(reader: Reader) -> tuple[int | None, ...]:
    """Figures that are no longer the same once anything was answered, ruled or asked."""
    return tuple(reader.row(STATE) or ())


def _to_fill(row: tuple[Any, ...]) -> ToFill:
    agency, role, action, number, text, due, lead = row
    return ToFill(agency, Role(role), action, number, text, due or "", lead)


def _answer(row: tuple[Any, ...]) -> AnswerRow:
    item, agency, round_id, text, progress, proposal, due, percent, worksheet = row
    return AnswerRow(item, agency, round_id, text, progress, proposal, due or "", percent, worksheet)
