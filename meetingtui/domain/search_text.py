"""How written text is compared when it is searched: its key, the pieces of the key, and where a match stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_PIECE = re.compile(
    "(?=([0-9a-z]{1,2}"
    "|[^\0-\xbf\u2000-\u206f\u3000-\u3004\u3008-\u3020\u302a-\u3030\u303d\ufe00-\ufe0f\uff00-\uff0f\uff5f-\uff65]))"
)
"""At every letter or digit that one and the next, at every other sign that alone; nothing at punctuation and blanks.
The ranges are written out, so that every Python cuts alike, whichever Unicode it knows."""
_PLAIN = re.compile("[ -~\u3000-\u3029\u3030-\u303f\u4e00-\u9fff\uff01-\uff5e]*")
"""Texts of which every sign is folded by itself into one: nearly all."""
ENOUGH = 40
"""Pieces of a term by which its paragraphs are looked up; that it stands there whole is seen by the key."""
ALONE = "0123456789abcdefghijklmnopqrstuvwxyz"
"""The signs that are filed together with the one behind them."""


def key(text: str) -> str:
    """`text` as searches compare it: full and half width alike, small letters, 臺 as 台, blanks as one."""
    return " ".join(_folded_whole(text).split())


def terms(query: str) -> list[str]:
    """What a query asks for, each once: the pieces between blanks as keys. One that lies in another says no more."""
    asked = list(dict.fromkeys(key(query).split()))
    return [one for one in asked if not any(one != other and one in other for other in asked)]


def pieces(text: str) -> list[str]:
    """The tokens under which a key is filed, one for each of its letters, digits and signs.

    Every token begins with its own sign; one within a run of letters or digits has the next one with it, so that a
    part of a code (`0042` of `115-ipv-0042`, but `42` too) is found as a phrase, and seldom by chance.
    """
    return _PIECE.findall(text)


def phrase(term: str) -> str:
    """What every key holding `term` has, as FTS5 asks for it; empty where no piece of it is filed.

    A code is looked up by the two runs of it that are rarest in Chinese texts: every further one only costs time.
    """
    runs = re.findall("[0-9a-z]+", term)
    if term.isascii() and len(runs) > 2:
        runs.sort(key=_commonness)
        return " AND ".join(phrase(run) for run in runs[:2])
    tokens = pieces(term)
    if not tokens:
        return ""
    if len(term) == 1 and term in ALONE:
        return _beginning(term)
    run = re.search("[0-9a-z]+$", term)
    unfinished = run is not None
    if run is not None and len(run[0]) > 1:
        tokens.pop()  # the sign alone would say that the run ends here, which it may not
        unfinished = False
    if len(tokens) > ENOUGH:
        tokens, unfinished = tokens[:ENOUGH], False
    return '"' + " ".join(tokens) + '"' + ("*" if unfinished else "")


def sieves(term: str) -> list[str]:
    """The same in parts, every one of which alone lets all keys holding `term` through; none has to be gathered first.

    A phrase that ends in a lone letter or digit is: FTS5 reads all rows of all tokens that begin with it.
    """
    if term.isascii():
        return [phrase(run) for run in sorted(re.findall("[0-9a-z]+", term), key=_commonness)]
    found = phrase(term)
    parts = [phrase(term[:-1]), _beginning(term[-1])] if found.endswith("*") else [found]
    return [part for part in parts if part]


def _beginning(sign: str) -> str:
    """The tokens that begin with a letter or digit, one by one, so that only the rows that are wanted are read."""
    return "(" + " OR ".join(f'"{sign}{behind}"' for behind in ("", *ALONE)) + ")"


def _commonness(run: str) -> tuple[bool, bool, int]:
    """How common a run of letters and digits is likely to be: serial numbers least, then letters, then the rest."""
    return len(run) < 4, run.isdecimal(), -len(run)


def pairs(term: str) -> list[str]:
    """The neighbouring signs that every key holding `term` has, two by two; a single sign for itself."""
    found = [term[at : at + 2] for at in range(len(term) - 1)] or [term]
    return list(dict.fromkeys(found))[:ENOUGH]


def marks(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Where in `text` the keys `wanted` stand, as (start, end), in order and without overlaps."""
    folded, places = _folded(text)
    spans = []
    for term in wanted:
        start = folded.find(term)
        while term and start >= 0:
            end = start + len(term)
            spans.append((places[start], places[end - 1] + _length(text, places[end - 1])))
            start = folded.find(term, end)
    return _joined(sorted(spans))


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The key of `text` but for its blanks, and for each of its signs the place in `text` where that begins."""
    if _PLAIN.fullmatch(text):
        return _folded_whole(text), range(len(text))
    pieces = [_sign(sign) for sign in text]
    if all(len(piece) == 1 for piece in pieces):
        return "".join(pieces), range(len(text))
    folded: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        length = _length(text, at)
        piece = _folded_whole(text[at : at + length])
        folded.append(piece)
        places += [at] * len(piece)
        at += length
    return "".join(folded), places


def _folded_whole(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("臺", "台")


@lru_cache(4096)
def _sign(sign: str) -> str:
    """A sign folded by itself; nothing where that depends on what stands beside it."""
    return "" if unicodedata.combining(sign) or "\u1160" <= sign <= "\u11ff" else _folded_whole(sign)


def _length(text: str, at: int) -> int:
    """How many characters from `at` on are folded together: a sign with the marks that are set on it."""
    end = at + 1
    while end < len(text) and (unicodedata.combining(text[end]) or "\u1160" <= text[end] <= "\u11ff"):
        end += 1
    return end - at


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
