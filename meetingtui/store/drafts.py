"""What somebody is typing, kept at once and without the ORM: one plain upsert, in the database and never in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meetingtui.store.faults import told
from meetingtui.store.location import Location
from meetingtui.store.reader import BUSY_SECONDS, LOCK_TIMEOUT, for_psycopg, psycopg_url
from meetingtui.store.storable import storable

if TYPE_CHECKING:
    from meetingtui.store.unit_of_work import UnitOfWork

KEEP = """
INSERT INTO draft (who, object, typed_in, base_version, at, body)
VALUES (:who, :object, :typed_in, :base_version, :at, :body) ON CONFLICT (who, object, typed_in)
DO UPDATE SET base_version = excluded.base_version, at = excluded.at, body = excluded.body
"""
FORGET = "DELETE FROM draft WHERE who = :who AND object = :object AND typed_in = :typed_in"
TAKE_OVER = """
UPDATE draft SET typed_in = :now WHERE id = :id AND typed_in = :before AND NOT EXISTS
(SELECT 1 FROM draft mine WHERE mine.who = draft.who AND mine.object = draft.object AND mine.typed_in = :now)
"""
DROP = "DELETE FROM draft WHERE id = :id AND typed_in = :before"


class Kept(NamedTuple):
    """A draft as it is stored: one for each person, object and window (`typed_in`)."""

    who: str
    object: str
    typed_in: str
    base_version: int
    at: str
    body: str


def keep(location: Location, draft: Kept) -> None:
    """Store `draft` over the one before. When this returns, it is on the disk. Raises a refusal where it cannot be."""
    _run(location, KEEP, {name: storable(value) for name, value in draft._asdict().items()})


def discard(location: Location, who: str, thing: str, typed_in: str) -> None:
    """Forget what `who` typed into `thing` in that window."""
    _run(location, FORGET, {"who": storable(who), "object": storable(thing), "typed_in": typed_in})


def take_over(location: Location, number: int, before: str, now: str) -> bool:
    """Make the draft of that id, which belongs to the window `before`, one of the window `now`.

    False when it belongs to `before` no longer, or when `now` has a draft of the same object already.
    """
    return _run(location, TAKE_OVER, {"id": number, "before": before, "now": now}) == 1


def drop(location: Location, number: int, before: str) -> None:
    """Forget the draft of that id, unless another window than `before` has taken it over."""
    _run(location, DROP, {"id": number, "before": before})


def forget(work: UnitOfWork, thing: str, typed_in: str) -> None:
    """Forget what the person at work typed into `thing` in that window, with the transaction that saves it."""
    from sqlalchemy import text

    work.session.execute(text(FORGET), {"who": work.who, "object": thing, "typed_in": typed_in})


def _run(location: Location, sql: str, values: dict[str, object]) -> int:
    """The number of rows that `sql` has changed."""
    with told(location.shown):
        if location.path is None:
            import psycopg

            with psycopg.connect(psycopg_url(location), options=LOCK_TIMEOUT) as postgres:
                return int(postgres.execute(for_psycopg(sql), values).rowcount)
        import sqlite3

        connection = sqlite3.connect(location.path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous=FULL")
            return int(connection.execute(sql, values).rowcount)
        finally:
            connection.close()
