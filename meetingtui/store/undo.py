"""Reverse one change: put the touched rows back as they were, unless somebody has changed them since."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import SQLModel

from meetingtui.domain.errors import Refusal
from meetingtui.language import _
from meetingtui.store import tables
from meetingtui.store.unit_of_work import UnitOfWork

TELLING = frozenset({"sent_again"})
"""Verbs that note nothing but that an invitation has gone out."""
AT_ONCE = 400
"""Rows read or removed in one statement: below the parameters that an old SQLite takes."""


class NothingToUndo(Refusal):
    """This user has no change left to take back."""

    def __init__(self) -> None:
        super().__init__(_("沒有可復原的異動。最近一百次異動才能復原。"))


class ChangedSince(Refusal):
    """A row of the change has been changed again."""

    def __init__(self, thing: str) -> None:
        super().__init__(_("「{thing}」之後又有異動，無法復原。請先復原較新的異動，或直接修改。"), thing=thing)


def last(work: UnitOfWork) -> tables.Undo:
    """This user's newest change that is not undone yet. Raises NothingToUndo."""
    statement = (
        select(tables.Undo)
        .where(tables.Undo.who == work.who, tables.Undo.undone_at.is_(None))  # type: ignore[arg-type, union-attr] # SQLModel types columns as their values
        .order_by(tables.Undo.id.desc())  # type: ignore[union-attr] # the same
        .limit(1)
    )
    found = work.session.scalars(statement).first()
    if found is None:
        raise NothingToUndo
    return found


def reverse(work: UnitOfWork, change: tables.Undo) -> list[int]:
    """Put every row of `change` back; answers the ids of the sittings that are not as before.

    The sequence of a sitting rises again instead of falling back. Raises ChangedSince.
    """
    rows: list[dict[str, Any]] = json.loads(change.rows)
    current = _current(work, rows)
    for row in rows:
        _require_untouched(current.get((row["table"], row["id"])), row, change.object)
    added = [row for row in rows if is_added(row)]
    _remove(work, added)
    sittings = []
    restored: dict[tuple[str, int, int], int] = {}
    for row in reversed([row for row in rows if row["before"] is not None]):
        table = SQLModel.metadata.tables[row["table"]]
        now = None if is_added(row) else current.get((row["table"], row["id"]))
        values = dict(row["before"])
        if now is None:
            work.session.execute(insert(table).values(**values))
            continue
        if "version" in values:
            restored[row["table"], row["id"], values["version"]] = now["version"] + 1
            values["version"] = now["version"] + 1
        if row["table"] == "session":
            values |= {"sequence": now["sequence"] + 1, "changed_at": work.at}
            if change.verb not in TELLING:  # what was told by other means stays told
                values |= {name: now[name] for name in ("invited_sequence", "invited_told")}
            sittings.append(row["id"])
        work.session.execute(update(table).where(table.c.id == row["id"]).values(**values))
    work.restored([(row["table"], row["id"]) for row in rows])
    change.undone_at = work.at
    _carry_versions(work, restored)
    work.session.flush()
    return sittings


def is_added(row: dict[str, Any]) -> bool:
    """Whether a change added the row that a table has under that id now.

    On a file that an earlier version wrote it may have got the id of one that the change had removed.
    """
    return row["before"] is None or bool(row.get("replaced"))


def _current(work: UnitOfWork, rows: list[dict[str, Any]]) -> dict[tuple[str, int], Any]:
    """The touched rows as they stand now, by table and id, read a few hundred at a time."""
    found: dict[tuple[str, int], Any] = {}
    for name, ids in _by_table(rows).items():
        table = SQLModel.metadata.tables[name]
        for start in range(0, len(ids), AT_ONCE):
            wanted = select(table).where(table.c.id.in_(ids[start : start + AT_ONCE]))
            found |= {(name, one["id"]): one for one in work.session.execute(wanted).mappings()}
    return found


def _remove(work: UnitOfWork, rows: list[dict[str, Any]]) -> None:
    """Take out rows that the change had added, those that lean on others first."""
    by_table = _by_table(rows)
    for table in reversed(SQLModel.metadata.sorted_tables):
        name, ids = table.name, by_table.get(table.name, [])
        turns = SQLModel.metadata.tables["session_change"]
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            if name == "session":
                work.session.execute(delete(turns).where(turns.c.session_id.in_(some)))
            work.session.execute(delete(table).where(table.c.id.in_(some)))


def _by_table(rows: list[dict[str, Any]]) -> dict[str, list[int]]:
    """Ids by table, tables in the order in which the change came to them."""
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row["table"], []).append(row["id"])
    return found


def _carry_versions(work: UnitOfWork, restored: dict[tuple[str, int, int], int]) -> None:
    """Let older changes know the rows they left under the versions that these have now that they are back."""
    for older in work.all(tables.Undo, undone_at=None):
        rows = json.loads(older.rows)
        known = [row for row in rows if (row["table"], row["id"], row["version"]) in restored]
        for row in known:
            row["version"] = restored[row["table"], row["id"], row["version"]]
        if known:
            older.rows = json.dumps(rows, ensure_ascii=False)


def _require_untouched(now: Any, row: dict[str, Any], thing: str) -> None:
    """Raises ChangedSince when a row is no longer at the version in which the change left it (None: gone)."""
    if "version" not in SQLModel.metadata.tables[row["table"]].c:
        return
    if (now["version"] if now is not None else None) != row["version"]:
        raise ChangedSince(thing)
