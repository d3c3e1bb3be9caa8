"""The audit trail: who did what to which object when; never a value. Plain SQL, so that exports load no ORM."""

from __future__ import annotations

from typing import Any, NamedTuple

from meetingtui.store.storable import storable

COLUMNS = ("at", "who", "verb", "object", "fields", "hash")
LAST_HASH = "SELECT hash FROM audit ORDER BY id DESC LIMIT 1"
INSERT = "INSERT INTO audit (at, who, verb, object, fields, hash) VALUES (:at, :who, :verb, :object, :fields, :hash)"


class Entry(NamedTuple):
    """One line of the trail before it is chained."""

    at: str
    who: str
    verb: str
    object: str
    fields: str = ""

    def chained(self, previous: str) -> dict[str, Any]:
        """The row to store after the row whose hash is `previous`."""
        stored = Entry(*map(storable, self))
        return {**stored._asdict(), "hash": link(previous, stored)}


def link(previous: str, entry: Entry) -> str:
    """The chain's next hash: SHA-256 over the previous one and the entry's parts, in hexadecimal."""
    from hashlib import sha256

    parts = (previous, entry.at, entry.who, entry.verb, entry.object, entry.fields)
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
