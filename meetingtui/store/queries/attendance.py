"""Reads of who is asked, who answered, who came, and by which e-mail they are reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from meetingtui.store.reader import Reader, in_list

ROWS = """
SELECT id, session_id, agency_id, name, email, role, reply, reply_sequence, replied_at, delegated_to, comment, presence,
       persons, version, member_id, title, person, online, walk_in
FROM attendance WHERE session_id IN {ids} ORDER BY id
"""
ADDRESSES = """
SELECT id, agency_id, email FROM contact WHERE email <> '' AND retired_on IS NULL ORDER BY id
"""
BY_UID = "SELECT id FROM session WHERE uid = :uid"
PERSONS = "SELECT SUM(persons) FROM attendance WHERE session_id = :session_id AND presence IN ('present', 'proxy')"
COUNTY = """
SELECT c.name, c.organizer, COALESCE((SELECT p.value FROM paper_setting p WHERE p.name = 'email'), c.organizer_email)
FROM county c ORDER BY c.id LIMIT 1
"""
LAST_TIMES = """
SELECT session_id, before FROM session_change
WHERE session_id IN {ids} AND verb = 'postponed' AND before IS NOT NULL ORDER BY id
"""
_CHUNK = 500


class Recorded(NamedTuple):
    """One stored line of attendance."""

    id: int
    session_id: int
    agency_id: int | None
    name: str
    email: str
    role: str
    reply: str
    reply_sequence: int
    replied_at: str | None
    delegated_to: str
    comment: str
    presence: str
    persons: int
    version: int
    member_id: int | None = None
    title: str = ""
    person: str = ""
    online: bool = False
    walk_in: bool = False


class Addresses(NamedTuple):
    """E-mail addresses of people: by contact, and the first of each agency."""

    by_contact: dict[int, str]
    by_agency: dict[int, str]


class Sender(NamedTuple):
    """The county, and who sends its invitations."""

    county: str
    organizer: str
    email: str


def recorded(reader: Reader, session_ids: Sequence[int]) -> dict[int, list[Recorded]]:
    """What is recorded of each sitting, oldest line first."""
    found: dict[int, list[Recorded]] = {}
    for start in range(0, len(session_ids), _CHUNK):
        marks, params = in_list("id", session_ids[start : start + _CHUNK])
        for row in reader.rows(ROWS.format(ids=marks), params):
            one = Recorded(*row)
            found.setdefault(one.session_id, []).append(one)
    return found


def addresses(reader: Reader) -> Addresses:
    """The addresses of everybody who is still there."""
    found = Addresses({}, {})
    for contact_id, agency_id, email in reader.rows(ADDRESSES):
        found.by_contact[contact_id] = email
        if agency_id is not None:
            found.by_agency.setdefault(agency_id, email)
    return found


def session_of_uid(reader: Reader, uid: str) -> int | None:
    """The sitting whose calendar entry bears that UID."""
    number: int | None = reader.value(BY_UID, {"uid": uid})
    return number


def persons_came(reader: Reader, session_id: int) -> int | None:
    """How many people came, as far as attendance was recorded; None where none was."""
    total: int | None = reader.value(PERSONS, {"session_id": session_id})
    return total


def sender(reader: Reader) -> Sender:
    """Who sends the invitations."""
    return Sender(*(reader.row(COUNTY) or ("", "", "")))


def times_before_postponing(reader: Reader, session_ids: Sequence[int]) -> dict[int, str]:
    """The start stamp that each postponed sitting had last."""
    found: dict[int, str] = {}
    for start in range(0, len(session_ids), _CHUNK):
        marks, params = in_list("id", session_ids[start : start + _CHUNK])
        found |= dict(reader.rows(LAST_TIMES.format(ids=marks), params))
    return found
