"""Reads of what was done: the audit trail and the changes that can be taken back."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.store.reader import Reader

UNDOABLE = """
SELECT id, at, verb, object FROM undo WHERE who = :who AND undone_at IS NULL ORDER BY id DESC LIMIT :limit
"""


NEWEST = "SELECT COALESCE(MAX(id), 0) FROM audit"


class Change(NamedTuple):
    """A change that can be taken back: when (UTC stamp), which verb, of what."""

    id: int
    at: str
    verb: str
    object: str


def newest(reader: Reader) -> int:
    """The number of the newest entry of the trail: every change of whomever raises it."""
    return int(reader.value(NEWEST))


def undoable(reader: Reader, who: str, limit: int = 100) -> list[Change]:
    """This person's changes that are not undone, newest first."""
    return [Change(*row) for row in reader.rows(UNDOABLE, {"who": who, "limit": limit})]
