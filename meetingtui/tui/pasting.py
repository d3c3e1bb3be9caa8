"""Pasted text is text: an escape sign inside the marks of a paste never makes keys of what follows it.

Textual reads an escape sequence also within a paste, and what it does not understand comes again as keys: a pasted
text could press Ctrl+Q. Not every terminal takes such signs out. So they are taken out here, before Textual's parser
sees them; `tests/tui/test_pasting.py` fails when an upgrade no longer reads what it is fed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from weakref import WeakKeyDictionary

ESCAPE = "\x1b"
BEGIN = "\x1b[200~"
END = "\x1b[201~"


class Gate:
    """What one parser has been fed: whether a paste goes on, and the pieces of marks that came so far."""

    def __init__(self) -> None:
        self._pasting = False
        self._before = ""
        self._held = ""

    def let_through(self, data: str) -> str:
        """`data` without the escape signs of pasted text; a mark may come in pieces."""
        text, self._held = self._held + data, ""
        passed = []
        while text:
            if not self._pasting:
                found = (self._before + text).find(BEGIN)
                end = len(text) if found < 0 else found + len(BEGIN) - len(self._before)
                self._pasting = found >= 0
                self._before = "" if self._pasting else (self._before + text)[1 - len(BEGIN) :]
                passed.append(text[:end])
                text = text[end:]
                continue
            end = text.find(END)
            if end < 0:
                self._held = _begun(text)
                passed.append(text[: len(text) - len(self._held)].replace(ESCAPE, ""))
                break
            self._pasting = False
            passed.append(text[:end].replace(ESCAPE, "") + END)
            text = text[end + len(END) :]
        return "".join(passed)


def _begun(text: str) -> str:
    """The piece of the mark of the end with which `text` ends."""
    return next((END[:size] for size in range(len(END) - 1, 0, -1) if text.endswith(END[:size])), "")


def install() -> None:
    """Let every later reader of the keyboard take escape signs out of what is pasted."""
    from textual._xterm_parser import XTermParser

    feed: Callable[..., Iterable[Any]] = XTermParser.feed
    if hasattr(feed, "__wrapped__"):
        return
    gates: WeakKeyDictionary[XTermParser, Gate] = WeakKeyDictionary()

    @wraps(feed)
    def feed_without_escapes(self: XTermParser, data: str) -> Iterable[Any]:
        passed = gates.setdefault(self, Gate()).let_through(data) if data else data
        return feed(self, passed) if passed or not data else ()

    XTermParser.feed = feed_without_escapes  # type: ignore[method-assign] # asked by both drivers
