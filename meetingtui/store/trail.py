"""Adds a line to the audit trail without the ORM: for exports and prints, which change nothing else."""

from __future__ import annotations

from meetingtui.store import audit
from meetingtui.store.faults import told
from meetingtui.store.location import Location
from meetingtui.store.reader import BUSY_SECONDS, for_psycopg, psycopg_url


def append(location: Location, entry: audit.Entry) -> None:
    """Store `entry` behind the last one. Raises a refusal when the database cannot be written."""
    with told(location.shown):
        if location.path is None:
            import psycopg

            with psycopg.connect(psycopg_url(location)) as postgres:
                postgres.execute("LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE")
                last = postgres.execute(audit.LAST_HASH).fetchone()
                postgres.execute(for_psycopg(audit.INSERT), entry.chained(last[0] if last else ""))
            return
        import sqlite3

        connection = sqlite3.connect(location.path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            previous = connection.execute(audit.LAST_HASH).fetchone()
            connection.execute(audit.INSERT, entry.chained(previous[0] if previous else ""))
            connection.execute("COMMIT")
        finally:
            connection.close()
