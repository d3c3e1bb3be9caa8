"""Adds a line to the audit trail without the ORM: for exports and prints, which change next to nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from meetingtui.store import audit
from meetingtui.store.faults import told
from meetingtui.store.location import Location
from meetingtui.store.reader import BUSY_SECONDS, LOCK_TIMEOUT, for_psycopg, psycopg_url

INVITED = "UPDATE session SET invited_sequence = :sequence, invited_told = :told WHERE id = :id"
"""What the invitation of a sitting that went out last has told: no change of the sitting, so its version stays."""


def append(location: Location, entry: audit.Entry, invited: Sequence[tuple[int, int, str]] = ()) -> None:
    """Store `entry` behind the last one, and what an invitation has told of which sittings (id, sequence, told).

    Raises a refusal when the database cannot be written.
    """
    told_now = [{"id": session_id, "sequence": sequence, "told": said} for session_id, sequence, said in invited]
    with told(location.shown):
        if location.path is None:
            import psycopg

            with psycopg.connect(psycopg_url(location), options=LOCK_TIMEOUT) as postgres:
                postgres.execute("LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE")
                last = postgres.execute(audit.LAST_HASH).fetchone()
                postgres.execute(for_psycopg(audit.INSERT), entry.chained(last[0] if last else ""))
                for one in told_now:
                    postgres.execute(for_psycopg(INVITED), one)
            return
        import sqlite3

        connection = sqlite3.connect(location.path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            previous = connection.execute(audit.LAST_HASH).fetchone()
            connection.execute(audit.INSERT, entry.chained(previous[0] if previous else ""))
            connection.executemany(INVITED, told_now)
            connection.execute("COMMIT")
        finally:
            connection.close()
