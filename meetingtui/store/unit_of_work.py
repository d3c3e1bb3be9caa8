"""One change of the secretariat: one transaction, its audit rows, and what it takes to undo it."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import func, insert, inspect, select, text
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import SQLModel

from meetingtui.dates.clock import iso_taipei
from meetingtui.domain.errors import ChangedMeanwhile, NotFound
from meetingtui.language import _
from meetingtui.store import audit, search_index, tables
from meetingtui.store.faults import told
from meetingtui.store.storable import storable

R = TypeVar("R", bound=SQLModel)
UNTRACKED = frozenset({"audit", "undo", "numbering", "frozen_count", "draft", "session_change", "minutes_version"})
"""Tables whose rows no undo takes back: trails, and the counters that keep numbers from being reused."""
UNDO_KEPT = 100
ONE_WRITER = "LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE"
"""What PostgreSQL is told at the start, so that writers wait for each other as they do on SQLite: numbers and the
audit chain are read and written by one at a time. Readers never wait."""


class UnauditedError(AssertionError):
    """A commit that changed rows and told nobody: a fault of the program."""


class UnitOfWork:
    """A transaction: `with office.begin() as work: ...; work.commit()`. Leaving without commit rolls back."""

    def __init__(self, engine: Any, *, who: str, at: str, where: str, mark: str = "") -> None:
        """`mark` is what each line of the trail tells of the clock."""
        self.session = OrmSession(engine, expire_on_commit=False, autoflush=False)
        self.who = str(storable(who))
        self.at = at
        self._where = where
        self._mark = mark
        self._entries: list[audit.Entry] = []
        self._touched: dict[tuple[str, int], tuple[Any, dict[str, Any] | None]] = {}
        self._restored: list[tuple[str, int]] = []
        self._inserted: list[tuple[str, int]] = []
        self._undoable: tuple[str, str] | None = None

    def __enter__(self) -> UnitOfWork:
        try:
            with told(self._where):
                self.session.connection()
                if self.session.get_bind().dialect.name == "postgresql":
                    self.session.execute(text(ONE_WRITER))
        except BaseException:
            self.session.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with told(self._where):
            self.session.rollback()
            self.session.close()
            if error is not None:
                raise error

    def get(self, model: type[R], number: int | None, *, base_version: int | None = None) -> R:
        """The row of that id. Raises NotFound, or ChangedMeanwhile when it is no longer at `base_version`."""
        with told(self._where):
            found = self.session.get(model, number, with_for_update=True) if number is not None else None
        if found is None:
            raise NotFound(_("資料"), str(number))
        if base_version is not None and getattr(found, "version", base_version) != base_version:
            raise ChangedMeanwhile(str(getattr(found, "number", None) or getattr(found, "name", "")))
        return found

    def all(self, model: type[R], **equal: object) -> list[R]:
        """The rows whose columns equal the given values, in order of id."""
        statement = (
            select(model).filter_by(**{name: storable(value) for name, value in equal.items()}).order_by(text("id"))
        )
        with told(self._where):
            return list(self.session.scalars(statement))

    def add(self, row: R) -> R:
        """Add a row and give it its id."""
        self.session.add(row)
        self.flush()
        return row

    def add_all(self, rows: list[Any]) -> None:
        """Add many rows at once; each gets its id."""
        self.session.add_all(rows)
        self.flush()

    def insert(self, model: type[SQLModel], rows: list[dict[str, Any]]) -> None:
        """Add many rows of a table without versions by their values: several times as quick as objects of them.

        Nobody else writes until the end of this transaction, so what is numbered higher than before is what was added.
        """
        if not rows:
            return
        self.flush()
        table = inspect(model).local_table
        kept = [{name: storable(value) for name, value in row.items()} for row in rows]
        with told(self._where):
            last = self.session.scalar(select(func.max(table.c.id))) or 0
            self.session.execute(insert(table), kept)
            ids = self.session.scalars(select(table.c.id).where(table.c.id > last).order_by(table.c.id))
            self._inserted += [(table.name, number) for number in ids]

    def delete(self, row: SQLModel) -> None:
        """Remove a row (undo brings it back)."""
        self.session.delete(row)
        self.flush()

    def flush(self) -> None:
        """Send the changes so far to the database, remembering each row as it was before."""
        with told(self._where):
            fresh = self._note_changes()
            self.session.flush()
            for row in fresh:
                self._touched[row.__tablename__, row.id] = (row, None)

    def audit(self, verb: str, thing: str, *fields: str, undoable: bool = True) -> None:
        """Say what this change is: `verb` of `thing`; without `fields` the changed columns are named."""
        self._entries.append(audit.Entry(self.at, self.who, verb, thing, ",".join(fields)))
        if undoable and self._undoable is None:
            self._undoable = (verb, thing)

    def restored(self, rows: list[tuple[str, int]]) -> None:
        """Say which rows, as (table, id), were written past this transaction's objects, so that searches follow."""
        self._restored += rows

    def commit(self) -> None:
        """Save everything, or nothing. Raises a refusal when the database cannot take it now."""
        self.flush()
        if (self._touched or self._inserted) and not self._entries:
            raise UnauditedError(sorted([*self._touched, *self._inserted]))
        with told(self._where):
            self._write_trail()
            self._write_undo()
            search_index.refresh(self.session.connection(), [*self._touched, *self._inserted, *self._restored])
            self.session.commit()

    def _note_changes(self) -> list[Any]:
        fresh = []
        for row in [*self.session.new, *self.session.dirty]:
            _make_storable(row)
        for row in self.session.new:
            if getattr(row, "written_on", "") is None:
                row.written_on = iso_taipei(self.at)[:10]
            if row.__tablename__ not in UNTRACKED:
                fresh.append(row)
        changed: list[Any] = sorted(self.session.dirty, key=lambda row: (row.__tablename__, row.id))  # a set has none
        for row in [*changed, *self.session.deleted]:
            if row.__tablename__ in UNTRACKED:
                continue
            before = _before(row)
            gone = row in self.session.deleted
            if before is None and not gone:
                continue
            self._touched.setdefault((row.__tablename__, row.id), (row, before or _columns(row)))
            if not gone and hasattr(row, "version"):
                row.version += 1
        return fresh

    def _write_trail(self) -> None:
        if not self._entries:
            return
        previous = self.session.scalar(text(audit.LAST_HASH)) or ""
        changed = ",".join(sorted(self._changed_columns()))
        for entry in self._entries:
            fields = ",".join(filter(None, (entry.fields or changed, self._mark)))
            row = entry._replace(fields=fields).chained(previous)
            self.session.execute(text(audit.INSERT), row)
            previous = row["hash"]

    def _changed_columns(self) -> set[str]:
        rows = [(row, before) for row, before in self._touched.values() if before and not _is_gone(row)]
        names = {name for row, before in rows for name, value in before.items() if getattr(row, name) != value}
        return names - {"version"}

    def _write_undo(self) -> None:
        if self._undoable is None or not (self._touched or self._inserted):
            return
        rows = [
            {"table": table, "id": number, "before": before, "version": _version(row)}
            for (table, number), (row, before) in self._touched.items()
        ]
        rows += [{"table": table, "id": number, "before": None, "version": None} for table, number in self._inserted]
        verb, thing = self._undoable
        self.session.add(
            tables.Undo(
                at=self.at, who=self.who, verb=verb, object=storable(thing), rows=json.dumps(rows, ensure_ascii=False)
            )
        )
        self.session.flush()
        self.session.execute(
            text(
                "DELETE FROM undo WHERE who = :who AND id NOT IN"
                " (SELECT id FROM undo WHERE who = :who ORDER BY id DESC LIMIT :kept)"
            ),
            {"who": self.who, "kept": UNDO_KEPT},
        )


def _version(row: Any) -> int | None:
    """The version that a touched row has now; None when it is gone or has no versions."""
    version: int | None = None if _is_gone(row) else getattr(row, "version", None)
    return version


def _is_gone(row: Any) -> bool:
    state = inspect(row)
    return bool(state.was_deleted or state.deleted)


def _make_storable(row: Any) -> None:
    for name, value in list(vars(row).items()):
        kept = storable(value)
        if kept is not value:
            setattr(row, name, kept)


def _columns(row: Any) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in inspect(type(row)).columns}


def _before(row: Any) -> dict[str, Any] | None:
    """The columns of a changed row as they were loaded; None when none changed."""
    state = inspect(row)
    values = {}
    changed = False
    for column in state.mapper.columns:
        history = state.attrs[column.key].history
        values[column.key] = history.deleted[0] if history.deleted else getattr(row, column.key)
        changed = changed or bool(history.deleted)
    return values if changed else None
