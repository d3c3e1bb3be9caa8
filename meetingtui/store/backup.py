"""Copies of a SQLite database while it is in use, and back: a copied open file would be empty or torn."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from meetingtui.domain.errors import Refusal
from meetingtui.domain.visible import visible_line
from meetingtui.language import _
from meetingtui.store.faults import DatabaseBroken, DatabaseFull, DatabaseLocked, told
from meetingtui.store.location import Location
from meetingtui.store.reader import BUSY_SECONDS, check_file, read_only_uri
from meetingtui.store.revision import INDEX


class CannotBackUp(Refusal):
    """A backup that cannot be written where it was asked for."""

    def __init__(self, target: str, why: str) -> None:
        super().__init__(_("無法備份到 {target}：{why}。請改用其他檔名或資料夾。"), target=target, why=why)


class FileOnly(Refusal):
    """Something only a file can do was asked of a server."""

    def __init__(self) -> None:
        super().__init__(_("PostgreSQL 資料庫請由伺服器管理者以 pg_dump 備份，或用 meetingtui db dump 匯出。"))


def back_up(location: Location, target: Path, *, force: bool = False) -> Path:
    """Copy the database into a new private file, then open the copy and compare it. Raises CannotBackUp."""
    if location.path is None:
        raise FileOnly
    check_file(location.path)
    try:
        fresh = _beside(target)
        if target.exists() and not force:
            raise CannotBackUp(str(target), _("檔案已存在（如要覆寫請加 --force）"))
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except (OSError, ValueError) as error:
        raise CannotBackUp(str(target), _why(error)) from error
    try:
        with told(location.shown):
            _copy(location.path, fresh)
        fresh.replace(target)
    except OSError as error:
        _discard(fresh)
        raise CannotBackUp(str(target), _why(error)) from error
    except DatabaseFull as full:
        _discard(fresh)
        raise CannotBackUp(str(target), _("磁碟已滿")) from full
    except BaseException:
        _discard(fresh)
        raise
    return target


def put_back(source: Location, target: Path) -> None:
    """Give the database at `target` the content of a backup, or make it where none stands.

    One that stands is written over by SQLite in one transaction: a file put in its place would leave everybody who has
    it open saving into the old one, which is gone. Raises CannotBackUp, DatabaseLocked or DatabaseFull; then it is as
    it was.
    """
    fresh = _beside(target)
    back_up(source, fresh)
    if not target.exists():
        fresh.replace(target)
        return
    try:
        with told(str(target)):
            _write_over(target, fresh)
    finally:
        _discard(fresh)


def _beside(target: Path) -> Path:
    """Nobody else's file, nor another backup's; it bears the process, so that what a killed one leaves is known."""
    return target.with_name(f".tmp-{os.getpid()}-{os.urandom(8).hex()}")


def _write_over(target: Path, fresh: Path) -> None:
    def give_way(status: int, _left: int, _pages: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise DatabaseLocked(str(target))

    read = sqlite3.connect(fresh, isolation_level=None)
    write = sqlite3.connect(target, timeout=BUSY_SECONDS)
    try:
        size = write.execute("PRAGMA page_size").fetchone()[0]
        if read.execute("PRAGMA page_size").fetchone()[0] != size:  # that of a log in use cannot be changed
            read.execute(f"PRAGMA page_size={int(size)}")
            read.execute("VACUUM")
        read.backup(write, progress=give_way)
    finally:
        write.close()
        read.close()


def _discard(fresh: Path) -> None:
    """Remove a copy that could not be made whole, with what SQLite keeps beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        fresh.with_name(fresh.name + ending).unlink(missing_ok=True)


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or _("路徑含有不能使用的字元")


def check(path: Path) -> list[str]:
    """What SQLite finds wrong with a file; nothing when it is whole."""
    with told(str(path)):
        connection = sqlite3.connect(read_only_uri(path), uri=True)
        try:
            problems = [row[0] for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            problems += [_("不是本程式所建：{name}").format(name=name) for name in _foreign(connection)]
            keys = connection.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.close()
    return problems + [f"{table} {rowid} → {parent}" for table, rowid, parent, _key in keys]


def require_own(path: Path) -> None:
    """Raises DatabaseBroken for a file that would act by itself: this program makes no triggers and no views."""
    with told(str(path)):
        connection = sqlite3.connect(read_only_uri(path), uri=True)
        try:
            found = _foreign(connection)
        finally:
            connection.close()
    if found:
        raise DatabaseBroken(str(path), _("有不是本程式所建的{name}").format(name=_("、").join(found[:3])))


def _foreign(connection: sqlite3.Connection) -> list[str]:
    """Triggers and views, by kind and name."""
    listed = connection.execute("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name")
    return [visible_line(f"{kind} {name}") for kind, name in listed]


def _copy(source: Path, target: Path) -> None:
    read = sqlite3.connect(read_only_uri(source), uri=True)
    write = sqlite3.connect(target)
    try:
        read.backup(write)
        write.execute("PRAGMA journal_mode=DELETE")
        if write.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok" or _sizes(read) != _sizes(write):
            raise DatabaseBroken(str(source), _("複本與原檔不符"))
    finally:
        write.close()
        read.close()


def _sizes(connection: sqlite3.Connection) -> dict[str, int]:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        table: connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - names from the schema itself
        for table in tables
        if not table.startswith(("sqlite_", INDEX))
    }
