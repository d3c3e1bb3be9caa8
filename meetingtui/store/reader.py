"""The one small reader for plain SQL on the database's own driver: quick to start, the same on both engines."""

from __future__ import annotations

import _thread  # `threading.local` without loading the rest of threading
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from meetingtui.language import _
from meetingtui.store.faults import DatabaseBroken, DatabaseMissing, told
from meetingtui.store.location import Location
from meetingtui.store.storable import storable

Params = Mapping[str, object]
T = TypeVar("T")
_NAMED = r"(?<!:):([a-z_][a-z0-9_]*)"
_HEADER = 100
BUSY_SECONDS = 5.0
LOCK_TIMEOUT = "-c lock_timeout=5000"
"""What tells PostgreSQL to wait for other writers as long as SQLite does."""
SQLITE_VERSION = sqlite3.sqlite_version
"""The embedded engine's own version, for reports."""


class Reader:
    """Answers `:name`-style SQL; one connection a thread, opened at the first question, never written through."""

    def __init__(self, location: Location) -> None:
        self.location = location
        self.engine = location.engine
        self._threads = _thread._local()

    def rows(self, sql: str, params: Params | None = None) -> list[tuple[Any, ...]]:
        """All rows that `sql` finds."""
        with told(self.location.shown):
            asked = sql if self.engine == "sqlite" else for_psycopg(sql)
            values = {name: storable(value) for name, value in (params or {}).items()}
            found: list[tuple[Any, ...]] = self._connection().execute(asked, values).fetchall()
            return found

    def row(self, sql: str, params: Params | None = None) -> tuple[Any, ...] | None:
        """The first row that `sql` finds, or None."""
        found = self.rows(sql, params)
        return found[0] if found else None

    def value(self, sql: str, params: Params | None = None) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, params)
        return found[0] if found else None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All questions inside see the database as it is at the first of them, whatever others write meanwhile."""
        begin = "BEGIN" if self.engine == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with told(self.location.shown):
            self._connection().execute(begin)
        try:
            yield
        finally:
            self._connection().execute("ROLLBACK")

    def unchanged(self, make: Callable[[Reader], T]) -> T:
        """What `make` reads, read anew by this thread only when the database has changed since (a server: always)."""
        if self.engine != "sqlite":
            return make(self)
        version = self.value("PRAGMA data_version")
        kept = self._threads.kept.get(make)
        if kept is None or kept[0] != version:
            kept = self._threads.kept[make] = (version, make(self))
        made: T = kept[1]
        return made

    def days_between(self, earlier: str, later: str) -> str:
        """SQL for the whole days from one ISO day column to another."""
        if self.engine == "sqlite":
            return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"
        return f"(({later})::date - ({earlier})::date)"

    def holds(self, column: str, name: str) -> str:
        """SQL for whether a text column holds the text of the parameter `name`, sign by sign."""
        return f"{'instr' if self.engine == 'sqlite' else 'strpos'}({column}, :{name}) > 0"

    def close(self) -> None:
        """Close this thread's connection; the next question opens a new one."""
        connection = getattr(self._threads, "connection", None)
        if connection is not None:
            connection.close()
            self._threads.connection = None

    def _connection(self) -> Any:
        connection = getattr(self._threads, "connection", None)
        if connection is None or getattr(connection, "closed", False):  # a server may have hung up meanwhile
            if self.location.file:
                connection = connect_sqlite(self.location.file)
            else:
                import psycopg

                connection = psycopg.connect(psycopg_url(self.location), autocommit=True)
            self._threads.connection = connection
            self._threads.kept = {}  # versions are counted by each connection for itself
        return connection


def for_psycopg(sql: str) -> str:
    """`:name` parameters written as psycopg wants them."""
    return re.sub(_NAMED, r"%(\1)s", sql.replace("%", "%%"))


def psycopg_url(location: Location) -> str:
    """The URL that psycopg itself takes, with a limit on waiting for the server."""
    url = location.url.replace("postgresql+psycopg://", "postgresql://", 1)
    return url + ("&" if "?" in url else "?") + "connect_timeout=5"


def in_list(name: str, values: Sequence[object]) -> tuple[str, dict[str, object]]:
    """`(:name_0, :name_1, …)` and its parameters; an empty list matches nothing."""
    if not values:
        return "(NULL)", {}
    params: dict[str, object] = {f"{name}_{index}": value for index, value in enumerate(values)}
    return "(" + ", ".join(f":{key}" for key in params) + ")", params


_LOOKED_INTO: set[tuple[str, int, int]] = set()
"""Path, device and number of the files that SQLite may have open in this process."""


def connect_sqlite(file: str) -> sqlite3.Connection:
    """A read-only connection. Raises DatabaseMissing or DatabaseBroken before the engine can be misled.

    Only a file in a folder that nobody here may write to is read as it stands when it cannot be locked (write-ahead
    log): a connection that takes a file for unchangeable never sees what is written later.
    """
    check_file(file)
    uri = read_only_uri(file)
    try:
        return _opened(uri)
    except sqlite3.OperationalError:
        if os.access(os.path.dirname(file) or ".", os.W_OK):
            return _opened(uri)  # what another program was just doing to the log is over
        if os.path.exists(file + "-wal"):
            raise
        return _opened(uri + "&immutable=1")


def read_only_uri(file: str | os.PathLike[str]) -> str:
    """The URI by which SQLite opens that file and no other, whatever signs its name has, for reading only."""
    return "file:" + os.fspath(file).replace("%", "%25").replace("?", "%3f").replace("#", "%23") + "?mode=ro"


def _opened(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").close()
        connection.execute("PRAGMA trusted_schema=OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def check_file(path: str | os.PathLike[str]) -> None:
    """Refuse a file that is missing, empty, cut short or no SQLite database.

    A file is looked into once, before SQLite has it open: a process that closes any handle to a file loses all its
    locks on it (sqlite.org/howtocorrupt.html, 2.2), and another process then deletes the log that it writes to.
    """
    file = os.fspath(path)
    if not os.path.exists(file):
        raise DatabaseMissing(file)
    if os.path.isdir(file):
        raise DatabaseBroken(file, _("是資料夾"))
    if not os.path.getsize(file):
        raise DatabaseBroken(file, _("檔案是空的"))
    if _identity(file) not in _LOOKED_INTO:
        _look_into(file)
        in_use(file)


def in_use(path: str | os.PathLike[str]) -> None:
    """Note that SQLite may have the file open in this process: nothing else opens it from now on."""
    _LOOKED_INTO.add(_identity(os.fspath(path)))


def is_in_use(path: str | os.PathLike[str]) -> bool:
    """Whether SQLite may have that file open in this process."""
    try:
        return _identity(os.fspath(path)) in _LOOKED_INTO
    except (OSError, ValueError):
        return False


def _identity(file: str) -> tuple[str, int, int]:
    status = os.stat(file)
    return os.path.realpath(file), status.st_dev, status.st_ino


def _look_into(file: str) -> None:
    try:
        with open(file, "rb") as opened:
            head = opened.read(_HEADER)
            size = os.fstat(opened.fileno()).st_size
    except OSError as error:
        raise DatabaseBroken(file, error.strerror or _("無法讀取")) from error
    if not head.startswith(b"SQLite format 3\0"):
        raise DatabaseBroken(file, _("不是 SQLite 資料庫，或已加密"))
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    waiting = os.path.exists(file + "-wal") and os.path.getsize(file + "-wal") > 0
    if pages and size < pages * page and not waiting:
        raise DatabaseBroken(file, _("檔案被截斷"))
