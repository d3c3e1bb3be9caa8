"""Reads of what was done: the audit trail and the changes that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from meetingtui.dates.clock import MACHINE
from meetingtui.store.reader import Reader, in_list

UNDOABLE = """
SELECT id, at, verb, object FROM undo WHERE who = :who AND undone_at IS NULL ORDER BY id DESC LIMIT :limit
"""

IN_THE_TRAIL = """
SELECT DISTINCT at, verb, object, fields FROM audit WHERE who = :who AND at IN {ats}
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


def marked(reader: Reader, who: str, stamps: Sequence[str]) -> dict[tuple[str, str, str], str]:
    """The machine's own stamp of what this person did on pretended days, by stamp, verb and object."""
    ats, params = in_list("at", stamps)
    rows = reader.rows(IN_THE_TRAIL.format(ats=ats), {"who": who, **params}) if stamps else []
    return {(at, verb, thing): fields.rpartition(MACHINE)[2] for at, verb, thing, fields in rows if MACHINE in fields}
