"""How a journey's strokes are counted, held against the notes and against the table of CONTRIBUTING.md.

Ours: each key that is struck is one stroke, the characters of what is typed, Tab, Enter and Ctrl+S included.

The notes' count of a journey is computed from the line that describes it (quoted in each test):
- a key that the line writes is one stroke (`written`);
- a text that the line spells or names (a year after `y`, a date, a person, a room, a township) is its characters
  and the one stroke that ends it (`typed`), unless the line writes the key that follows it;
- a choice that the line names without a key (half a day, a red line, a deputy, by quarter) is one stroke (`chosen`);
- a text that the line lets be pasted is one stroke and the one that ends it;
- calendar files that the line names without a key are two, as in journey 1: the key and what is to be written.
Nothing is added for opening, closing or saving. What stands in brackets in the issue (notices, the case, the phone
list) counts on neither side. CONTRIBUTING.md lists what is played here; the tests hold the two together.
"""

from __future__ import annotations

import json
from typing import Any

from meetingtui.domain.sessions import Rule
from tests.tui.real_terminal import ROOT, Desk, RealTerminal

ANYHOW = frozenset(Rule)
ICS = 2
WHY = "應業務需要"


def written(*keys: str) -> int:
    """Keys that the notes write."""
    return len(keys)


def typed(*texts: str) -> int:
    """Texts that the notes spell or name, each with the stroke that ends it."""
    return sum(len(text) + 1 for text in texts)


def chosen(*things: str) -> int:
    """Choices that the notes name."""
    return len(things)


def said_by(desk: Desk, *words: str) -> Any:
    """What a command answers, as JSON."""
    return json.loads(desk.command(*words, "--json"))


def keys_in_words(*played: RealTerminal) -> str:
    """The keys as CONTRIBUTING.md writes them: `keys` and 「texts」."""
    names = {"right": "→", "down": "↓", "shift+tab": "Shift+Tab", "ctrl+s": "Ctrl+S",
             "ctrl+r": "Ctrl+R", "escape": "Esc", "ctrl+k": "Ctrl+K", "ctrl+g": "Ctrl+G"}  # fmt: skip
    parts = []
    for key, text in (one for terminal in played for one in terminal.played):
        parts.append(f"「{key}」" if text else f"`{names.get(key, key.capitalize() if len(key) > 1 else key)}`")
    return " ".join(parts)


def assert_counted(journey: str, notes: int, *played: RealTerminal) -> None:
    """No more strokes than the notes write, and the table says what was played."""
    strokes = sum(terminal.strokes for terminal in played)
    assert strokes <= notes
    row = f"| {journey} | {keys_in_words(*played)} | {strokes} | {notes} |"
    assert row in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), f"the table lacks:\n{row}"
