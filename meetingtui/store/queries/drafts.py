"""Reads of what people have typed and not saved."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.store.reader import Reader

ALL = "SELECT id, object, typed_in, base_version, at, body FROM draft WHERE who = :who ORDER BY at, id"
ITEM = """
SELECT a.session_id, s.number, a.kind, a.matter, a.explanation, a.proposal, a.version, COALESCE(m.text, ''),
       COALESCE(m.decision_kind, ''), COALESCE(m.decision, ''), COALESCE(m.version, 0)
FROM agenda_item a LEFT JOIN session s ON s.id = a.session_id LEFT JOIN minutes_item m ON m.agenda_item_id = a.id
WHERE a.id = :item_id
"""
ACTION = "SELECT number FROM action_item WHERE id = :action_id"
REMARKS = """
SELECT s.number, COALESCE(m.remarks, ''), COALESCE(m.version, 0)
FROM session s LEFT JOIN minutes m ON m.session_id = s.id WHERE s.id = :session_id
"""


class Kept(NamedTuple):
    """A draft, and the window that it was typed in."""

    id: int
    object: str
    typed_in: str
    base_version: int
    at: str
    body: str


class Item(NamedTuple):
    """A point of an agenda with what is saved on it; `number` is that of its sitting, None while it waits for one."""

    session_id: int | None
    number: str | None
    kind: str
    matter: str
    explanation: str
    proposal: str
    version: int
    text: str
    decision_kind: str
    decision: str
    text_version: int


class Remarks(NamedTuple):
    """The opening words of a sitting as they are saved."""

    number: str
    text: str
    version: int


def all_of(reader: Reader, who: str) -> list[Kept]:
    """All that `who` has typed and not saved, oldest first."""
    return [Kept(*row) for row in reader.rows(ALL, {"who": who})]


def item(reader: Reader, item_id: int) -> Item | None:
    """What is saved of the point that a draft belongs to."""
    row = reader.row(ITEM, {"item_id": item_id})
    return Item(*row) if row else None


def remarks(reader: Reader, session_id: int) -> Remarks | None:
    """What is saved of the opening words that a draft belongs to."""
    row = reader.row(REMARKS, {"session_id": session_id})
    return Remarks(*row) if row else None


def action(reader: Reader, action_id: int) -> str | None:
    """The number of an action item."""
    row = reader.row(ACTION, {"action_id": action_id})
    return str(row[0]) if row else None
