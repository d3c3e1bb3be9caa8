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
INSERT INTO draft (who, object, base_version, at, body) VALUES (:who, :object, :base_version, :at, :body)
ON CONFLICT (who, object) DO UPDATE SET base_version = excluded.base_version, at = excluded.at, body = excluded.body
"""
FORGET = "DELETE FROM draft WHERE who = :who AND object = :object"


class Kept(NamedTuple):
    """A draft as it is stored: one for each person and object."""

    who: str
    object: str
    base_version: int
    at: str
    body: str


def keep(location: Location, draft: Kept) -> None:
    """Store `draft` over the one before. When this returns, it is on the disk. Raises a refusal where it cannot be."""
    _run(location, KEEP, {name: storable(value) for name, value in draft._asdict().items()})


def discard(location: Location, who: str, thing: str) -> None:
    """Forget what `who` typed into `thing`."""
    _run(location, FORGET, {"who": storable(who), "object": storable(thing)})


def forget(work: UnitOfWork, thing: str) -> None:
    """Forget what the person at work typed into `thing`, with the transaction that saves it."""
    from sqlalchemy import text

    work.session.execute(text(FORGET), {"who": work.who, "object": thing})


def _run(location: Location, sql: str, values: dict[str, object]) -> None:
    with told(location.shown):
        if location.path is None:
            import psycopg

            with psycopg.connect(psycopg_url(location), options=LOCK_TIMEOUT) as postgres:
                postgres.execute(for_psycopg(sql), values)
            return
        import sqlite3

        connection = sqlite3.connect(location.path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute(sql, values)
        finally:
            connection.close()
