"""A pseudo-terminal of 160x45 that real programs are started on, typed into, looked at and ended."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from tests.bench.measure import environment

COLUMNS, LINES = 160, 45
PATIENCE = 120.0
"""Seconds after which a text that was waited for is taken not to come."""
QUIET = 0.5
"""Seconds without a new sign after which a program is taken to be done with a key."""
_CURSOR_ASKED, _CURSOR_TOLD = b"\x1b[6n", b"\x1b[1;2R"
_STYLING = re.compile(rb"\x1b\[[0-9;?:<=>]*[A-Za-z]")


class Terminal:
    """One program on a terminal of its own; leaving the block ends it at once, whatever it is doing."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(words)
        self._env = environment() | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._drawn = b""
        self._answered = 0

    def __enter__(self) -> Terminal:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._handle = ours
        self._started = subprocess.Popen(
            self.words, stdin=theirs, stdout=theirs, stderr=theirs, env=self._env, start_new_session=True
        )
        os.close(theirs)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        os.close(self._handle)

    def wait_for(self, *texts: str) -> None:
        """Read what is drawn until each of `texts` stood in one piece of it. Raises TimeoutError or EOFError."""
        wanted = [text.encode() for text in texts]
        until = time.monotonic() + PATIENCE
        while not all(text in self._plain() for text in wanted):
            self._read(until - time.monotonic())

    def press(self, keys: str) -> None:
        """Type, forget what was drawn before, and read until nothing more is drawn for a while."""
        self._drawn, self._answered = b"", 0
        os.write(self._handle, keys.encode())
        while select.select([self._handle], [], [], QUIET)[0]:
            self._read(QUIET)

    def resident(self) -> float:
        """Memory of the program that is in the machine now, in MiB."""
        status = Path(f"/proc/{self._started.pid}/status")
        if status.exists():
            return int(re.findall(r"VmRSS:\s*(\d+)", status.read_text())[0]) / 1024
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(self._started.pid)], capture_output=True, check=True)
        return int(told.stdout) / 1024

    def end(self) -> float:
        """Kill the program where it is; the CPU milliseconds, user and system, that it has spent by then."""
        if self._started.returncode is not None:
            return 0.0
        os.kill(self._started.pid, signal.SIGKILL)
        _pid, status, usage = os.wait4(self._started.pid, 0)
        self._started.returncode = os.waitstatus_to_exitcode(status)
        return (usage.ru_utime + usage.ru_stime) * 1000

    def _plain(self) -> bytes:
        return _STYLING.sub(b"", self._drawn)

    def _read(self, seconds: float) -> None:
        if not select.select([self._handle], [], [], max(0.0, seconds))[0]:
            raise TimeoutError(f"{self.words} has not drawn it:\n{self._plain().decode(errors='replace')}")
        try:
            self._drawn += os.read(self._handle, 65536)
        except OSError as error:  # Linux says so when the program has ended
            raise EOFError(f"{self.words} ended:\n{self._plain().decode(errors='replace')}") from error
        asked = self._drawn.count(_CURSOR_ASKED)
        os.write(self._handle, _CURSOR_TOLD * (asked - self._answered))
        self._answered = asked
