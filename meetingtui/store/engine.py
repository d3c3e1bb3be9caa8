"""The engine for writing: SQLAlchemy over SQLite or PostgreSQL, with the pragmas that keep every word."""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from meetingtui.store.location import Location
from meetingtui.store.reader import BUSY_SECONDS, LOCK_TIMEOUT, in_use, psycopg_url


def make_engine(location: Location, *, foreign_keys: bool = True) -> Engine:
    """An engine whose transactions take the write lock at once, so that waiting works and nothing is half done.

    Without `foreign_keys` a file does not look after them, as long as a migration makes tables anew.
    """
    if location.path is None:
        url = psycopg_url(location).replace("postgresql://", "postgresql+psycopg://", 1)
        return create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args={"options": LOCK_TIMEOUT})
    engine = create_engine(
        URL.create("sqlite", database=location.file),  # as text, a ? in it would end the name of the file
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin_immediate)
    if not foreign_keys:
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA foreign_keys=OFF"))
    return engine


def create_private_file(location: Location) -> None:
    """Make an empty database file that only its owner may read; raises FileExistsError where one stands."""
    if location.path is not None:
        location.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(location.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        in_use(location.path)


def _prepare(connection: Any, _record: object) -> None:
    for pragma in (
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=FULL",
        "trusted_schema=OFF",
        "cache_size=-65536",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
