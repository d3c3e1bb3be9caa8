"""Reads of what stands on papers: settings of the office, and what the notice of a sitting says."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.store.reader import Reader, in_list

SETTINGS = "SELECT name, value FROM paper_setting ORDER BY id"
NOTICE = """
SELECT doc_no, issued_doc_no, issued_on, urgency, security, declassify, attachments, subject, remarks, contact,
       contact_phone, copies, version
FROM notice WHERE session_id = :session_id
"""
TOLD = """
SELECT noticed_sequence, invited_sequence, noticed_told, invited_told FROM session WHERE id = :session_id
"""
TOLD_OF = """
SELECT id, noticed_sequence, invited_sequence, noticed_told, invited_told FROM session WHERE id IN {marks}
"""
OVERTAKEN = """
SELECT id, noticed_sequence, invited_sequence, noticed_told, invited_told, day, start_at FROM session
WHERE (noticed_sequence < sequence OR invited_sequence < sequence)
AND (day >= :today AND status IN ('planned', 'noticed', 'postponed', 'cancelled', 'merged')
     OR day IS NULL AND status IN ('postponed', 'cancelled', 'merged'))
"""
"""The second line is the condition of an index, word by word, in which only these sittings stand."""


class NoticeRow(NamedTuple):
    """What stands on the notice of a sitting; days are ISO."""

    doc_no: str = ""
    issued_doc_no: str = ""
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
    """At which sequences of a sitting its notice and its invitation went out last, and what these said."""

    noticed: int | None = None
    invited: int | None = None
    noticed_told: str | None = None
    invited_told: str | None = None


def settings(reader: Reader) -> dict[str, str]:
    """The settings that are not the usual ones, by name."""
    return dict(reader.rows(SETTINGS))


def notice(reader: Reader, session_id: int) -> NoticeRow:
    """What is stored of a sitting's notice; an empty one of version 0 while there is none."""
    found = reader.row(NOTICE, {"session_id": session_id})
    return NoticeRow(*found) if found else NoticeRow()


def told(reader: Reader, session_id: int) -> Told:
    """What of a sitting has gone out."""
    return Told(*(reader.row(TOLD, {"session_id": session_id}) or ()))


def told_of(reader: Reader, session_ids: list[int]) -> dict[int, Told]:
    """What of sittings has gone out, by id."""
    marks, params = in_list("id", session_ids)
    return {row[0]: Told(*row[1:]) for row in reader.rows(TOLD_OF.format(marks=marks), params)}


def overtaken(reader: Reader, today: str) -> dict[int, Told]:
    """The sittings from an ISO day on that somebody touched after their notice or invitation, by id in order of time.

    What they say may be the same again by now.
    """
    found = sorted(reader.rows(OVERTAKEN, {"today": today}), key=lambda row: (row[5] or "", row[6] or "", row[0]))
    return {row[0]: Told(*row[1:5]) for row in found}
