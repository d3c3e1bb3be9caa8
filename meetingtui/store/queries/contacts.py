"""Reads of people: contacts of agencies, and which posts they hold."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.store.reader import Reader

CONTACTS = """
SELECT id, agency_id, title, name, email, phone, note, retired_on, version FROM contact ORDER BY agency_id, id
"""
HELD = "SELECT contact_id, post_id, valid_from, valid_to FROM holder ORDER BY valid_from, id"


class ContactRow(NamedTuple):
    """A person as stored; `title` is the post on the card, `retired_on` an ISO day or None."""

    id: int
    agency_id: int | None
    title: str
    name: str
    email: str
    phone: str
    note: str
    retired_on: str | None
    version: int


def every(reader: Reader) -> list[ContactRow]:
    """All contacts, by agency."""
    return [ContactRow(*row) for row in reader.rows(CONTACTS)]


def posts_held(reader: Reader, on: str) -> dict[int, list[int]]:
    """Ids of the posts that each contact holds on an ISO day."""
    found: dict[int, list[int]] = {}
    for contact_id, post_id, valid_from, valid_to in reader.rows(HELD):
        if valid_from <= on and (valid_to is None or on < valid_to):
            found.setdefault(contact_id, []).append(post_id)
    return found
