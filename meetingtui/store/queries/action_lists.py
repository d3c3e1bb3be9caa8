"""Reads for lists of items from outside: what the books hold already."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.store.reader import Reader

KNOWN = "SELECT number, old_number, session_id, text FROM action_item ORDER BY id"


class KnownItem(NamedTuple):
    """An item on the books: its number, what it was called in the list that it came from, and what is to be done."""

    number: str
    old_number: str
    session_id: int
    text: str


def known(reader: Reader) -> list[KnownItem]:
    """All items there are, oldest first."""
    return [KnownItem(*row) for row in reader.rows(KNOWN)]
