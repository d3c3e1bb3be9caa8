"""Fills an empty database from a dumped document, all tables in one transaction."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Integer, Table, bindparam, insert, text, update
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import SQLModel

from meetingtui.domain.errors import WrongFile
from meetingtui.language import _
from meetingtui.store import (
    revision,
    search_index,
    tables,  # noqa: F401 - registers the tables
)
from meetingtui.store.engine import make_engine
from meetingtui.store.faults import told
from meetingtui.store.location import Location
from meetingtui.store.revision import DERIVED
from meetingtui.store.storable import storable

Rows = dict[str, list[dict[str, Any]]]
GREATEST = 2**31 - 1
"""The greatest whole number that PostgreSQL's columns take; SQLite is held to the same."""


def checked(document: object) -> Rows:
    """The tables of a dumped document. Raises WrongFile for one that is not ours, or of another structure."""
    if not isinstance(document, dict) or not isinstance(document.get("meetingtui"), dict):
        raise WrongFile(_("這不是 meetingtui 匯出的資料。請選用 meetingtui db dump 產生的 JSON 檔。"))
    found = document["meetingtui"].get("revision")
    if found != revision.HEAD:
        raise WrongFile(
            _("匯出檔的結構為 {found}，本版為 {head}。請以相同版本的程式載入後再升級。"),
            found=found,
            head=revision.HEAD,
        )
    rows: Rows = {}
    for name, table in SQLModel.metadata.tables.items():
        if name in DERIVED:
            continue
        listed = document.get(name, [])
        if not isinstance(listed, list) or not all(_fits(table, row) for row in listed):
            raise WrongFile(_("匯出檔的「{table}」內容不合格式。請重新匯出。"), table=name)
        rows[name] = [{key: storable(value) for key, value in row.items()} for row in listed]
    unknown = set(document) - set(rows) - {"meetingtui"}
    if unknown:
        raise WrongFile(_("匯出檔有無法辨識的內容：{names}。請確認檔案來源。"), names=_("、").join(sorted(unknown)))
    return rows


def fill(location: Location, rows: Rows) -> dict[str, int]:
    """Insert all rows as they were, then set the counters that number new ones behind them.

    Raises WrongFile for rows that contradict each other: an id or number twice, a reference to nothing.
    """
    engine = make_engine(location)
    try:
        with told(location.shown), engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                connection.execute(text("PRAGMA defer_foreign_keys=ON"))
            stored = [table for table in SQLModel.metadata.sorted_tables if table.name not in DERIVED]
            for table in stored:
                _insert(connection, table, sorted(rows[table.name], key=lambda row: row["id"]))
            if engine.dialect.name == "sqlite":
                _require_no_orphans(connection)
            for name, last in _given(rows).items():
                _number_behind(connection, name, last)
            search_index.refill(connection)
    except (IntegrityError, DataError) as error:
        reason = str(error.orig).splitlines()[0]
        raise WrongFile(_("匯出檔的內容互相矛盾（{reason}），未載入任何資料。請重新匯出。"), reason=reason) from error
    finally:
        engine.dispose()
    return {name: len(listed) for name, listed in rows.items()}


def _given(rows: Rows) -> dict[str, int]:
    """The greatest id that each table has given so far: that of a row, or of a removed one that undo still knows."""
    last = {name: max((row["id"] for row in listed), default=0) for name, listed in rows.items()}
    for change in rows["undo"]:
        for one in _remembered(change["rows"]):
            table, number = one.get("table"), one.get("id")
            if table in last and isinstance(number, int) and last[table] < number <= GREATEST:
                last[table] = number
    return last


def _remembered(text: str) -> list[dict[str, Any]]:
    """What a change remembers of the rows that it touched; nothing where a document says nonsense."""
    try:
        found = json.loads(text)
    except ValueError:
        return []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _number_behind(connection: Connection, name: str, last: int) -> None:
    """Let the next row of a table get an id behind `last`."""
    if connection.dialect.name == "postgresql":
        sql = f"SELECT setval(pg_get_serial_sequence('\"{name}\"', 'id'), :next, false)"
        connection.execute(text(sql), {"next": last + 1})
        return
    connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
    connection.execute(
        text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), {"name": name, "last": last}
    )


def _fits(table: Table, row: object) -> bool:
    """Whether `row` has all columns of `table` and no others, each with a value of its kind."""
    return (
        isinstance(row, dict)
        and set(row) == set(table.columns.keys())
        and all(_fits_column(column, row[column.key]) for column in table.columns)
    )


def _fits_column(column: Column[Any], value: object) -> bool:
    if value is None:
        return bool(column.nullable)
    if isinstance(value, bool) or isinstance(column.type, Boolean):
        return isinstance(value, bool) and isinstance(column.type, Boolean)
    if isinstance(column.type, Integer):
        return isinstance(value, int) and abs(value) <= GREATEST
    return isinstance(value, str)


def _require_no_orphans(connection: Connection) -> None:
    """Raises WrongFile for a reference to a row that is not there (PostgreSQL says so by itself)."""
    orphan = connection.execute(text("PRAGMA foreign_key_check")).first()
    if orphan is not None:
        raise WrongFile(
            _("匯出檔的內容互相矛盾（{reason}），未載入任何資料。請重新匯出。"), reason=f"{orphan[0]} → {orphan[2]}"
        )


def _insert(connection: Connection, table: Table, listed: list[dict[str, Any]]) -> None:
    """Insert the rows of a table; those that point at others of the same table do so once all are there."""
    if not listed:
        return
    pointers = [one.parent.name for one in table.foreign_keys if one.column.table is table]
    connection.execute(insert(table), [row | dict.fromkeys(pointers) for row in listed] if pointers else listed)
    for pointer in pointers:
        pointing = [{"row_id": row["id"], "aim": row[pointer]} for row in listed if row[pointer] is not None]
        if pointing:
            aimed = update(table).where(table.c.id == bindparam("row_id")).values({pointer: bindparam("aim")})
            connection.execute(aimed, pointing)
