"""What a font file says of itself: the names of its faces, and the signs that each can draw (OpenType 1.9).

Only the two tables that are asked for are read; a file that is no font, or broken, has no faces.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

MOST_FACES = 64
MOST_OCTETS = 4_000_000
"""Longest table that is read; the cmap of a font with all of Unicode has less than a tenth of it."""
_FAMILY = (1, 16)
_WINDOWS, _UNICODE, _MAC = 3, 0, 1
_BROKEN = (OSError, struct.error, IndexError, UnicodeDecodeError)


class Face(NamedTuple):
    """One face of a font file (a .ttc holds several), with every family name that it bears."""

    path: Path
    offset: int
    names: frozenset[str]
    weight: int
    """Boldness, 400 for a text face."""


def faces(path: Path) -> list[Face]:
    """The faces of a font file; none when it cannot be read."""
    try:
        with path.open("rb") as file:
            return [_face(path, file, offset) for offset in _offsets(file)]
    except _BROKEN:
        return []


def _face(path: Path, file: BinaryIO, offset: int) -> Face:
    measures = _table(file, offset, b"OS/2")
    weight = struct.unpack_from(">H", measures, 4)[0] if measures else 400
    return Face(path, offset, _names(_table(file, offset, b"name")), weight)


def undrawn(face: Face, signs: Iterable[str]) -> set[str]:
    """Those of `signs` that the face has no glyph for."""
    starts, ranges = _ranges(face)

    def drawn(sign: str) -> bool:
        place = bisect_right(starts, ord(sign)) - 1
        return place >= 0 and ord(sign) <= ranges[place]

    return {sign for sign in signs if not drawn(sign)}


def _offsets(file: BinaryIO) -> list[int]:
    head = file.read(12)
    if head[:4] != b"ttcf":
        return [0] if head[:4] in {b"\x00\x01\x00\x00", b"OTTO", b"true"} else []
    (count,) = struct.unpack(">I", head[8:12])
    return list(struct.unpack(f">{min(count, MOST_FACES)}I", file.read(4 * min(count, MOST_FACES))))


def _table(file: BinaryIO, offset: int, name: bytes) -> bytes:
    """The octets of a table of the face at `offset`; none when there is no such table."""
    file.seek(offset + 4)
    (count,) = struct.unpack(">H6x", file.read(8))
    for tag, _checksum, start, length in struct.iter_unpack(">4sIII", file.read(16 * count)):
        if tag == name:
            file.seek(start)
            return file.read(min(length, MOST_OCTETS))
    return b""


def _names(table: bytes) -> frozenset[str]:
    if not table:
        return frozenset()
    count, strings = struct.unpack_from(">2xHH", table)
    found = set()
    for number in range(count):
        platform, _encoding, _language, kind, length, at = struct.unpack_from(">6H", table, 6 + 12 * number)
        if kind in _FAMILY:
            octets = table[strings + at : strings + at + length]
            wide = platform in {_WINDOWS, _UNICODE}
            found.add(octets.decode("utf-16-be" if wide else "mac-roman", "replace").strip("\0 "))
    return frozenset(found - {""})


@cache
def _ranges(face: Face) -> tuple[list[int], list[int]]:
    """First and last signs of the runs that the face draws, in order."""
    try:
        with face.path.open("rb") as file:
            table = _table(file, face.offset, b"cmap")
        runs = sorted(run for at in _subtables(table) for run in _runs(table, at))
    except _BROKEN:
        runs = []
    merged: list[tuple[int, int]] = []
    for first, last in runs:
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return [first for first, _last in merged], [last for _first, last in merged]


def _subtables(table: bytes) -> list[int]:
    """Where the Unicode tables begin."""
    if not table:
        return []
    (count,) = struct.unpack_from(">2xH", table)
    kinds = (struct.unpack_from(">HHI", table, 4 + 8 * number) for number in range(count))
    return [at for platform, code, at in kinds if platform == _UNICODE or (platform == _WINDOWS and code in {1, 10})]


def _runs(table: bytes, at: int) -> list[tuple[int, int]]:
    (form,) = struct.unpack_from(">H", table, at)
    if form == 12:
        (count,) = struct.unpack_from(">I", table, at + 12)
        groups = struct.iter_unpack(">III", table[at + 16 : at + 16 + 12 * count])
        return [(first + (glyph == 0), last) for first, last, glyph in groups]
    return _segments(table, at) if form == 4 else []


def _segments(table: bytes, at: int) -> list[tuple[int, int]]:
    """The runs of a table of format 4, whose glyphs are given by a difference or, sign by sign, in a list."""
    (double,) = struct.unpack_from(">H", table, at + 6)
    count = double // 2
    columns = [
        struct.unpack_from(f">{count}H", table, at + 14 + shift * double + (2 if shift else 0)) for shift in range(4)
    ]
    runs: list[tuple[int, int]] = []
    for place, (last, first, _delta, distance) in enumerate(zip(*columns, strict=True)):
        if first == 0xFFFF:
            continue
        if distance == 0:
            runs.append((first, last))
            continue
        begun = at + 16 + 3 * double + 2 * place + distance
        glyphs = struct.unpack_from(f">{last - first + 1}H", table, begun)
        runs += [(first + step, first + step) for step, glyph in enumerate(glyphs) if glyph]
    return runs
