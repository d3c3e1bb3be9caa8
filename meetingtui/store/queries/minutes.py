"""Reads of minutes: what is written on each point, the head, and what the texts were before they were saved over."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.store.reader import Reader

HEAD = """
SELECT m.id, m.session_id, m.status, m.minute_taker, m.remarks, m.declared_secret, m.opened_at, m.adjourned_at,
       m.submitted_at, m.approved_on, m.approved_by, m.sent_on, m.doc_no, m.urgency, m.confirmed_in, c.number,
       m.confirmed_on, m.corrections, m.hash, m.version
FROM minutes m LEFT JOIN session c ON c.id = m.confirmed_in WHERE m.session_id = :session_id
"""
WRITTEN = """
SELECT m.agenda_item_id, m.text, m.decision_kind, m.decision, m.seconds, m.version
FROM agenda_item a JOIN minutes_item m ON m.agenda_item_id = a.id WHERE a.session_id = :session_id
"""
NUMBERS = "SELECT agenda_item_id, number FROM action_item WHERE session_id = :session_id ORDER BY ordinal"
STATE = """
SELECT s.number, m.status FROM minutes m JOIN session s ON s.id = m.session_id WHERE m.session_id = :session_id
"""
TAKER = """
SELECT m.minute_taker FROM session s JOIN minutes m ON m.session_id = s.id
WHERE s.series_id = :series_id AND s.status = 'held' AND m.minute_taker <> '' ORDER BY s.day DESC, s.id DESC LIMIT 1
"""
EARLIER = "SELECT who, rows FROM undo WHERE object = :thing ORDER BY id DESC LIMIT :limit"

VERSIONS = (
    "SELECT id, at, who, verb, reason, body, hash FROM minutes_version WHERE session_id = :session_id ORDER BY id"
)


class Head(NamedTuple):
    """The head of minutes as it is stored."""

    id: int
    session_id: int
    status: str
    minute_taker: str
    remarks: str
    declared_secret: bool
    opened_at: str | None
    adjourned_at: str | None
    submitted_at: str | None
    approved_on: str | None
    approved_by: str
    sent_on: str | None
    doc_no: str
    urgency: str
    confirmed_in: int | None
    confirmed_number: str | None
    confirmed_on: str | None
    corrections: str
    hash: str
    version: int


class Stored(NamedTuple):
    """What is stored on one point."""

    text: str
    decision_kind: str
    decision: str
    seconds: int
    version: int


class Saved(NamedTuple):
    """A save of somebody: the rows that it touched, as JSON, with what stood in them before."""

    who: str
    rows: str


class Version(NamedTuple):
    """A stored version."""

    id: int
    at: str
    who: str
    verb: str
    reason: str
    body: str
    hash: str


def head(reader: Reader, session_id: int) -> Head | None:
    """The head of a sitting's minutes; None while nothing has been written."""
    row = reader.row(HEAD, {"session_id": session_id})
    return Head(*row) if row else None


def written(reader: Reader, session_id: int) -> dict[int, Stored]:
    """What is written on the points of a sitting, by point."""
    return {row[0]: Stored(*row[1:]) for row in reader.rows(WRITTEN, {"session_id": session_id})}


def action_numbers(reader: Reader, session_id: int) -> dict[int, list[str]]:
    """The numbers of the action items of a sitting by the point that they came of."""
    found: dict[int, list[str]] = {}
    for item_id, number in reader.rows(NUMBERS, {"session_id": session_id}):
        if item_id is not None:
            found.setdefault(item_id, []).append(number)
    return found


def state(reader: Reader, session_id: int) -> tuple[str, str] | None:
    """The number of a sitting and the state of its minutes; None while it has none."""
    row = reader.row(STATE, {"session_id": session_id})
    return (row[0], row[1]) if row else None


def usual_taker(reader: Reader, series_id: int) -> str:
    """Who took the minutes of a series last; empty for nobody."""
    return str(reader.value(TAKER, {"series_id": series_id}) or "")


def earlier(reader: Reader, thing: str, limit: int = 100) -> list[Saved]:
    """The last changes of `thing` (as the trail names it), newest first."""
    return [Saved(*row) for row in reader.rows(EARLIER, {"thing": thing, "limit": limit})]


def versions(reader: Reader, session_id: int) -> list[Version]:
    """The versions of a sitting's minutes, oldest first."""
    return [Version(*row) for row in reader.rows(VERSIONS, {"session_id": session_id})]
