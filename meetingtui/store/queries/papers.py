"""Reads of what stands on papers: settings of the office, and what the notice of a sitting says."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.store.reader import Reader

SETTINGS = "SELECT name, value FROM paper_setting ORDER BY id"
NOTICE = """
SELECT doc_no, issued_on, urgency, security, declassify, attachments, subject, remarks, contact, contact_phone, copies,
       version
FROM notice WHERE session_id = :session_id
"""
TOLD = "SELECT noticed_sequence, invited_sequence, noticed_at FROM session WHERE id = :session_id"
TURNS = """
SELECT verb, before, after, reason FROM session_change
WHERE session_id = :session_id AND verb IN ('moved', 'postponed', 'cancelled', 'merged', 'arranged', 'noticed')
ORDER BY id
"""
OUTDATED = """
SELECT s.id FROM session s
WHERE s.status IN ('planned', 'noticed', 'postponed', 'cancelled', 'merged') AND (s.day IS NULL OR s.day >= :today)
  AND (s.noticed_sequence < s.sequence OR s.invited_sequence < s.sequence)
ORDER BY s.day, s.start_at, s.id
"""


class NoticeRow(NamedTuple):
    """What stands on the notice of a sitting; days are ISO."""

    doc_no: str = ""
    issued_on: str | None = None
    urgency: str = ""
    security: str = ""
    declassify: str = ""
    attachments: str = ""
    subject: str = ""
    remarks: str = ""
    contact: str = ""
    contact_phone: str = ""
    copies: str = ""
    version: int = 0


class Told(NamedTuple):
    """The sequences of a sitting that its notice and its invitation have told, and the stamp of its notice."""

    noticed: int | None
    invited: int | None
    noticed_at: str | None


class TurnRow(NamedTuple):
    """A change that a notice must tell, or that the notice went out; `before` and `after` are start stamps."""

    verb: str
    before: str | None
    after: str | None
    reason: str


def settings(reader: Reader) -> dict[str, str]:
    """The settings that are not the usual ones, by name."""
    return dict(reader.rows(SETTINGS))


def notice(reader: Reader, session_id: int) -> NoticeRow:
    """What is stored of a sitting's notice; an empty one of version 0 while there is none."""
    found = reader.row(NOTICE, {"session_id": session_id})
    return NoticeRow(*found) if found else NoticeRow()


def told(reader: Reader, session_id: int) -> Told:
    """What of a sitting has gone out."""
    return Told(*(reader.row(TOLD, {"session_id": session_id}) or (None, None, None)))


def turns(reader: Reader, session_id: int) -> list[TurnRow]:
    """Every change of a sitting that a notice must tell, and every notice that went out, oldest first."""
    return [TurnRow(*row) for row in reader.rows(TURNS, {"session_id": session_id})]


def outdated(reader: Reader, today: str) -> list[int]:
    """Ids of the sittings from an ISO day on of which a notice or an invitation has told something else."""
    return [row[0] for row in reader.rows(OUTDATED, {"today": today})]
