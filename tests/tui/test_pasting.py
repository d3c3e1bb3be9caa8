"""Pasted text, read by Textual's own parser: never a key, whatever it holds and however it comes in pieces."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from meetingtui.tui import pasting

SIGNS = ("甲", "\x1b", "[", "\x1b[31m", "\x1b[200~", "\x11", "\t", "\r\n", "\x1bOP", "2", "0", "~", "ab" * 20)
PIECES = st.sampled_from(SIGNS)


def read(*pieces: str) -> tuple[list[str], list[str]]:
    """What a reader of the keyboard hears: pasted texts, and keys."""
    pasting.install()
    parser = XTermParser()
    heard = [token for piece in pieces for token in parser.feed(piece)]
    pasted = [one.text for one in heard if isinstance(one, events.Paste)]
    return pasted, [one.key for one in heard if isinstance(one, events.Key)]


def test_an_escape_sign_in_a_paste_presses_no_key():
    text = "提案\x1b\x11[31m" + "字" * 40

    assert read(f"\x1b[200~{text}\x1b[201~x") == ([text.replace("\x1b", "")], ["x"])


def test_keys_are_read_as_ever():
    assert read("a", "\x1b[A", "\x1b[2", "0~", "甲") == ([], ["a", "up", "f9", "甲"])


@given(st.lists(PIECES, max_size=12), st.lists(st.integers(0, 200), max_size=6))
def test_however_a_paste_comes_only_the_key_behind_it_is_a_key(parts, cuts):
    text = "前" + "".join(parts)
    stream = f"k\x1b[200~{text}\x1b[201~k"
    at = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    pieces = [stream[first:last] for first, last in pairwise(at)]

    assert read(*pieces) == ([text.replace("\x1b", "")], ["k", "k"])
