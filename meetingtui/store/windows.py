"""Which windows of the program are open on a database: what is typed in one belongs to it for as long as it runs.

A window is known by a random number and holds a lock of that number: on a file, one byte of a file beside it; on a
server, an advisory lock. The system takes the lock back when the program ends in whatever way, kill -9 and a power cut
too, and asks neither a clock nor the number of a process. A window that could not lock counts as ended: what was typed
in it is rather offered once too often.
"""

from __future__ import annotations

import os
from _thread import allocate_lock
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from meetingtui.store.location import Location

if TYPE_CHECKING:
    from meetingtui.store.reader import Reader

BESIDE = "-windows"
"""What the name of the file with the locks ends in, after that of the database; it stays empty."""
DIGITS = 15
"""Of a window's name: its number, hexadecimal, below what a file or a server can lock."""
HELD = """
SELECT (l.classid::bigint << 32) | l.objid::bigint FROM pg_locks l JOIN pg_database d ON d.oid = l.database
WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted
"""
HANG_UP = (("idle", "10"), ("interval", "5"), ("count", "3"))
"""Seconds, seconds and questions after which a server takes a machine that is silent for switched off."""


class Window:
    """This window; `name` tells it from every other one."""

    def __init__(self, location: Location) -> None:
        self._location = location
        self._number = int.from_bytes(os.urandom(8), "big") >> 4
        self._holding = allocate_lock()
        self._server: Any = None
        self.name = f"{self._number:0{DIGITS}x}"

    def hold(self) -> None:
        """Be known as open from now on. Where that cannot be, others take this window for one that has ended."""
        with self._holding:
            if self._location.file:
                _lock_in(_beside(self._location), self._number)
            else:
                self._hold_on_server()

    def _hold_on_server(self) -> None:
        import psycopg

        from meetingtui.store.reader import psycopg_url

        try:
            if self._server is not None and not self._server.closed:
                self._server.execute("SELECT 1")
                return
        except psycopg.Error:
            self._server.close()
        try:
            self._server = psycopg.connect(psycopg_url(self._location), autocommit=True)
            for name, value in HANG_UP:
                self._server.execute("SELECT set_config(%s, %s, false)", (f"tcp_keepalives_{name}", value))
            self._server.execute("SELECT pg_try_advisory_lock(%s)", (self._number,))
        except psycopg.Error:
            return

    def _let_go_on_server(self) -> None:
        import psycopg

        try:  # a connection that closes is noticed a moment later only
            self._server.execute("SELECT pg_advisory_unlock(%s)", (self._number,))
        except psycopg.Error:
            return
        finally:
            self._server.close()

    def let_go(self) -> None:
        """Count as ended; `hold` takes it back."""
        with self._holding:
            if self._location.file:
                _let_go(self._number)
            elif self._server is not None:
                self._let_go_on_server()
                self._server = None

    def open_ones(self, names: Iterable[str], reader: Reader) -> set[str]:
        """Those of `names` that are other windows and open now."""
        numbers = {name: int(name, 16) for name in names if name != self.name and _is_name(name)}
        if not numbers:
            return set()
        if self._location.file:
            place = _beside(self._location)
            return {name for name, number in numbers.items() if _is_locked_in(place, number)}
        held = {row[0] for row in reader.rows(HELD)}
        return {name for name, number in numbers.items() if number in held}


def _is_name(text: str) -> bool:
    return len(text) == DIGITS and all(sign in "0123456789abcdef" for sign in text)


def _beside(location: Location) -> str:
    return os.path.realpath(location.file) + BESIDE


# ----- bytes of a file

_Identity = tuple[int, int]
_one_at_a_time = allocate_lock()
_opened: dict[_Identity, int] = {}
"""Files with locks by device and number, each with its one handle: closing any would give up all locks of this process
on that file."""
_ours: set[tuple[_Identity, int]] = set()
"""What this process has locked: its own locks do not stop it."""


def _lock_in(place: str, number: int) -> None:
    with _one_at_a_time:
        try:
            found = _handle(place, make=True)
            if found is not None and (found[0], number) not in _ours and _lock(found[1], number, own=True):
                _ours.add((found[0], number))
        except OSError:
            return


def _let_go(number: int) -> None:
    with _one_at_a_time:
        for identity, ours in [one for one in _ours if one[1] == number]:
            _ours.discard((identity, ours))
            _unlock(_opened[identity], number)


def _is_locked_in(place: str, number: int) -> bool:
    with _one_at_a_time:
        try:
            found = _handle(place, make=False)
            if found is None:
                return False
            if (found[0], number) in _ours:
                return True
            if not _lock(found[1], number, own=False):
                return True
            _unlock(found[1], number)
        except OSError:
            return False
        return False


def _handle(place: str, *, make: bool) -> tuple[_Identity, int] | None:
    """The file and its handle; None where there is none and none is to be made."""
    try:
        known = _identity(os.stat(place))
    except FileNotFoundError:
        if not make:
            return None
        known = None
    if known in _opened:
        return known, _opened[known]
    mode = os.stat(place.removesuffix(BESIDE)).st_mode & 0o666
    handle = os.open(place, os.O_RDWR | (os.O_CREAT if make else 0) | getattr(os, "O_NOFOLLOW", 0), mode)
    identity = _identity(os.fstat(handle))
    _opened[identity] = handle
    return identity, handle


def _identity(status: os.stat_result) -> _Identity:
    return status.st_dev, status.st_ino


try:
    import fcntl
except ImportError:
    import msvcrt

    def _lock(handle: int, number: int, *, own: bool) -> bool:  # noqa: ARG001 - these locks know one kind only
        """Lock a byte; False when another process holds it."""
        os.lseek(handle, number, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined] # Windows has it
        except OSError:
            return False
        return True

    def _unlock(handle: int, number: int) -> None:
        os.lseek(handle, number, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined] # the same
else:

    def _lock(handle: int, number: int, *, own: bool) -> bool:
        """Lock a byte; False when another process holds it. Two that only ask are not in each other's way."""
        try:
            fcntl.lockf(handle, (fcntl.LOCK_EX if own else fcntl.LOCK_SH) | fcntl.LOCK_NB, 1, number)
        except BlockingIOError:
            return False
        except PermissionError:  # what some systems answer instead
            return False
        return True

    def _unlock(handle: int, number: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_UN, 1, number)
