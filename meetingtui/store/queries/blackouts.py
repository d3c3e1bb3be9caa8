"""Reads of the times at which a chair or a room is taken."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.store.reader import Reader

OF_OWNER = """
SELECT id, post_id, room, start_at, end_at, source FROM blackout
WHERE COALESCE(post_id, 0) = :post_id AND room = :room AND end_at > :from_stamp ORDER BY start_at, id
"""
ALL = """
SELECT id, post_id, room, start_at, end_at, source FROM blackout WHERE end_at > :from_stamp ORDER BY start_at, id
"""
ROOMS = "SELECT room FROM blackout UNION SELECT room FROM session WHERE township = '' ORDER BY 1"
UIDS = "SELECT uid FROM session"


class BlackoutRow(NamedTuple):
    """A time that is taken, in UTC stamps."""

    id: int
    post_id: int | None
    room: str
    start_at: str
    end_at: str
    source: str


def of_owner(reader: Reader, post_id: int | None, room: str, from_stamp: str) -> list[BlackoutRow]:
    """The times of one chair or one room that end after a stamp."""
    found = reader.rows(OF_OWNER, {"post_id": post_id or 0, "room": room, "from_stamp": from_stamp})
    return [BlackoutRow(*row) for row in found]


def every(reader: Reader, from_stamp: str) -> list[BlackoutRow]:
    """All times that end after a stamp."""
    return [BlackoutRow(*row) for row in reader.rows(ALL, {"from_stamp": from_stamp})]


def uids(reader: Reader) -> frozenset[str]:
    """The UIDs of all our sittings."""
    return frozenset(row[0] for row in reader.rows(UIDS))


def rooms(reader: Reader) -> list[str]:
    """Every room of the county that a sitting or a taken time names."""
    return [row[0] for row in reader.rows(ROOMS) if row[0]]
