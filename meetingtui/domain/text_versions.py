"""Two versions of a text side by side: which lines stayed, went and came, and which signs of a line changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

Spans = tuple[tuple[int, int], ...]
LONGEST_COMPARED = 2_000
"""Signs of a line up to which the changed signs are looked for; longer lines are shown as changed as a whole."""
NEAR = 0.3
"""How much two lines share at least so that one is taken for the other, rewritten."""


class DiffLine(NamedTuple):
    """A line of a comparison: `sign` is ` ` (in both), `-` (only before) or `+` (only after).

    `place` says where it stands (a field of the minutes, empty within a plain text); `spans` are the signs of `text`
    that differ from the line it was rewritten from or into, as (start, end), empty where all of it is new or gone.
    """

    sign: str
    text: str
    place: str = ""
    spans: Spans = ()


class Line(NamedTuple):
    """A line of a version and where it stands."""

    text: str
    place: str = ""


def diff(before: str, after: str) -> list[DiffLine]:
    """The lines of two texts, compared."""
    return compare([Line(one) for one in before.split("\n")], [Line(one) for one in after.split("\n")])


def compare(before: Sequence[Line], after: Sequence[Line]) -> list[DiffLine]:
    """The lines of two versions, compared; a rewritten line stands as `-` and then `+`."""
    found: list[DiffLine] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            found += [DiffLine(" ", one.text, one.place) for one in before[first:last]]
        else:
            found += _changed(before[first:last], after[start:end])
    return found


def is_changed(lines: Sequence[DiffLine]) -> bool:
    """Whether a comparison shows any difference."""
    return any(one.sign != " " for one in lines)


def _changed(gone: Sequence[Line], come: Sequence[Line]) -> Iterator[DiffLine]:
    """What went and what came: lines that were rewritten in pairs, the rest for itself."""
    pairs = dict(zip(range(len(gone)), range(len(come)), strict=False)) if len(gone) == len(come) else {}
    for place, one in enumerate(gone):
        if place in pairs:
            continue
        yield DiffLine("-", one.text, one.place)
    for place, one in enumerate(come):
        if place not in pairs:
            yield DiffLine("+", one.text, one.place)
            continue
        before = gone[place]
        here, there = _spans(before.text, one.text)
        yield DiffLine("-", before.text, before.place, here)
        yield DiffLine("+", one.text, one.place, there)


def _spans(before: str, after: str) -> tuple[Spans, Spans]:
    if max(len(before), len(after)) > LONGEST_COMPARED:
        return (), ()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < NEAR:
        return (), ()
    changed = [one for one in matcher.get_opcodes() if one[0] != "equal"]
    return (
        tuple((one[1], one[2]) for one in changed if one[2] > one[1]),
        tuple((one[3], one[4]) for one in changed if one[4] > one[3]),
    )
