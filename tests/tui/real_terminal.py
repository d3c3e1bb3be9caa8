"""The real program in a real pseudo terminal: typed at as a person types, read as a person reads.

The screen is what pyte makes of the bytes that reach the terminal. Nothing is waited for by the clock: every
question about the screen is asked until it is answered or PATIENCE is over.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pexpect
import pyte
from wcwidth import wcwidth

from meetingtui.services.office import Office
from tests import builders

ROOT = Path(__file__).parents[2]
SMALL = (80, 24)
TINY = (40, 10)
LARGE = (160, 45)
PATIENCE = 30.0
"""Seconds after which something that should stand on the screen is given up; a slow machine needs some."""
ESCAPE_ALONE = 0.4
"""Seconds after which Esc is taken for itself and not for the beginning of another key."""
KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f10": "\x1b[21~",
    "f11": "\x1b[23~",
}
_FRAME = re.compile(rb"(\x1b\[\?2026[hl])")
"""Around what a program wants shown at once, where the terminal said that it can do so."""
_CAN_FRAMES = (b"\x1b[?2026$p", "\x1b[?2026;2$y")
_PRIVATE = re.compile(rb"\x1b\[[<=>?][0-9;]*(?:\$p|[a-gi-km-z])")
"""What Textual asks and pyte would print; [?…h and [?…l are left to pyte."""


class _Screen(pyte.Screen):
    """A terminal's memory of its cells that also answers where its cursor stands."""

    answer: Callable[[str], Any]
    said_title = ""

    def write_process_input(self, data: str) -> None:
        self.answer(data)

    def set_title(self, param: str) -> None:
        self.said_title = param

    def line(self, y: int) -> str:
        """A line as it is seen; half of a wide sign that was drawn over is a blank, as terminals show it."""
        signs = [self.buffer[y][x].data for x in range(self.columns)]
        seen = []
        for x, sign in enumerate(signs):
            if not sign:
                seen.append("" if x and wcwidth(signs[x - 1][:1]) == 2 else " ")
            elif wcwidth(sign[0]) == 2 and x + 1 < len(signs) and signs[x + 1]:
                seen.append(" ")
            else:
                seen.append(sign)
        return "".join(seen).rstrip()


class RealTerminal:
    """The program, its screen, and how many keys were struck."""

    def __init__(self, words: tuple[str, ...], environment: dict[str, str], size: tuple[int, int], folder: Path):
        self.strokes = 0
        self.played: list[tuple[str, bool]] = []
        """What was struck, in order: keys, and texts marked with True."""
        self.environment = environment
        self.bytes = b""
        """Everything that reached the terminal."""
        self._changed = threading.Condition()
        self._screen = _Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self._frame: list[str] | None = None
        columns, lines = size
        self._program = pexpect.spawn(
            sys.executable, ["-m", "meetingtui", *words], env=environment, dimensions=(lines, columns), cwd=str(folder),
            timeout=None,
        )  # fmt: skip
        self._program.delaybeforesend = None
        self._screen.answer = self._send
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    # ----- typing

    def press(self, *keys: str) -> RealTerminal:
        """Strike keys by name (`enter`, `ctrl+s`) or by their sign; each is one stroke."""
        for key in keys:
            self.strokes += 1
            self.played.append((key, False))
            self._send(_bytes_of(key))
            if key == "escape":
                time.sleep(ESCAPE_ALONE)
        return self

    def type(self, text: str) -> RealTerminal:
        """Type a text; each of its characters is one stroke."""
        self.strokes += len(text)
        self.played.append((text, True))
        self._send(text)
        return self

    def paste(self, text: str) -> RealTerminal:
        """Paste a text, as terminals send it when the program has asked for marks around it."""
        self.strokes += 1
        self.played.append(("貼上", False))
        self._send(f"\x1b[200~{text}\x1b[201~")
        return self

    def resize(self, size: tuple[int, int]) -> RealTerminal:
        """Make the terminal larger or smaller."""
        columns, lines = size
        with self._changed:
            self._screen.resize(lines, columns)
            self._screen.reset()
        self._program.setwinsize(lines, columns)
        return self

    def _send(self, text: str) -> None:
        try:
            self._program.send(text.encode())
        except OSError:
            if self._program.isalive():
                raise

    # ----- reading

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        with self._changed:
            return self._seen() if self._frame is None else list(self._frame)

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def title(self) -> str:
        """What the program has asked the terminal to call its window."""
        return self._screen.said_title

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line at which the hardware cursor stands, from 0."""
        with self._changed:
            return self._screen.cursor.x, self._screen.cursor.y

    def line_of(self, text: str) -> str:
        """The first line that holds `text`; '' where none does."""
        return next((line for line in self.lines if text in line), "")

    def wait_for(self, *texts: str) -> RealTerminal:
        """Until all `texts` stand on the screen."""
        return self.wait_until(lambda: all(text in self.text for text in texts), f"{texts!r} on the screen")

    def wait_gone(self, text: str) -> RealTerminal:
        """Until `text` stands on the screen no longer."""
        return self.wait_until(lambda: text not in self.text, f"{text!r} gone from the screen")

    def wait_until(self, true: Callable[[], bool], wanted: str) -> RealTerminal:
        """Until something is so; asked after every byte that comes."""
        end = time.monotonic() + PATIENCE
        while not true():
            left = end - time.monotonic()
            if left <= 0 or not (self._reader.is_alive() or true()):
                raise AssertionError(f"no {wanted}:\n{self.text}")
            with self._changed:
                self._changed.wait(min(left, 0.2))
        return self

    def wait_end(self) -> int:
        """Until the program has ended; its exit code."""
        self._reader.join(PATIENCE)
        assert not self._reader.is_alive(), f"the program goes on:\n{self.text}"
        self._program.wait()
        return int(self._program.exitstatus if self._program.exitstatus is not None else -1)

    def _read(self) -> None:
        while True:
            try:
                piece = self._program.read_nonblocking(65536, timeout=None)
            except (pexpect.EOF, OSError, ValueError):
                break
            with self._changed:
                self.bytes += piece
                self._feed()
                self._changed.notify_all()
        with self._changed:
            self._changed.notify_all()

    def _feed(self) -> None:
        """Give the screen what has come, but for a question that is not whole yet."""
        waiting = self.bytes[self._fed :]
        tail = waiting.rfind(b"\x1b", max(0, len(waiting) - 24))
        whole = len(waiting) if tail < 0 or re.match(rb"\x1b(?:\[[0-9;<=>?$]*[@-~]|[^\[])", waiting[tail:]) else tail
        self._fed += whole
        for piece in _FRAME.split(waiting[:whole]):
            if _FRAME.fullmatch(piece):
                self._frame = self._seen() if piece.endswith(b"h") else None
            else:
                self._stream.feed(_PRIVATE.sub(b"", piece))
        if _CAN_FRAMES[0] in waiting[:whole]:
            self._send(_CAN_FRAMES[1])

    def _seen(self) -> list[str]:
        return [self._screen.line(y) for y in range(self._screen.lines)]

    # ----- ending

    def told_to_end(self, number: int) -> RealTerminal:
        """Send the program a signal."""
        self._program.kill(number)
        return self

    @property
    def given_back(self) -> bool:
        """Whether the program has left its own screen, paste marks and mouse reports, and shows the cursor again."""
        modes = (b"\x1b[?1049", b"\x1b[?2004", b"\x1b[?1000", b"\x1b[?1003", b"\x1b[?1006")
        hidden = self.bytes.rfind(b"\x1b[?25l") > self.bytes.rfind(b"\x1b[?25h")
        return not hidden and all(self.bytes.rfind(mode + b"h") < self.bytes.rfind(mode + b"l") for mode in modes)

    def close(self) -> None:
        """End the program, whatever it does."""
        self._program.close(force=True)
        self._reader.join(PATIENCE)


class Desk:
    """A person's machine: folders of her own, a day of her own, and the program in a terminal or as a command."""

    def __init__(self, home: Path, today: str):
        self.home = home
        self.today = today
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "VIRTUAL_ENV"}}
        self.environment = kept | {
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "TMPDIR": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "zh_TW.UTF-8",
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(ROOT),
            "MEETINGTUI_TODAY": today,
            "MEETINGTUI_USER": "tester",
        }
        self.database.parent.mkdir(parents=True)

    @classmethod
    def with_copy(cls, folder: Path, source: Path, today: str = builders.TODAY.isoformat()) -> Desk:
        """A desk in a folder, with a private copy of a database."""
        made = cls(folder / f"home-{source.stem}", today)
        shutil.copyfile(source, made.database)
        made.database.chmod(0o600)
        return made

    @property
    def database(self) -> Path:
        """Where the program looks for its database."""
        return self.home / "data" / "meetingtui" / "meetingtui.db"

    @property
    def exports(self) -> Path:
        """Where the app writes its files."""
        return self.database.parent / "exports"

    @contextmanager
    def open(self, *words: str, size: tuple[int, int] = SMALL) -> Iterator[RealTerminal]:
        """The program in a terminal."""
        terminal = RealTerminal(words, self.environment, size, self.home)
        try:
            yield terminal
        finally:
            terminal.close()

    def office(self) -> Office:
        """The services over the database, on the day of the desk."""
        return builders.open_office(self.database, date.fromisoformat(self.today))

    def command(self, *words: str) -> str:
        """What a command prints; it must not be refused."""
        answer = subprocess.run(
            [sys.executable, "-m", "meetingtui", *words], env=self.environment, cwd=self.home, capture_output=True,
            encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr
        return answer.stdout


def _bytes_of(key: str) -> str:
    if key in KEYS:
        return KEYS[key]
    if key.startswith("ctrl+") and len(key) == 6:
        return chr(ord(key[-1].upper()) - 64)
    assert len(key) == 1, f"no key is called {key!r}"
    return key
