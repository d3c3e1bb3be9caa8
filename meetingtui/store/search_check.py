"""Whether the searched paragraphs say what is written, and whether their index knows them; without the ORM."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from meetingtui.domain import search_text
from meetingtui.store import search_sources
from meetingtui.store.reader import Reader

LOOKED_UP = 5000
"""Paragraphs, evenly over all of them, that are looked up in the index one by one; of fewer, each."""


class Amiss(NamedTuple):
    """Lines that are written but not filed, lines that are filed but not written, and what the index does not find."""

    missing: int
    stale: int
    unindexed: int


def compare(reader: Reader) -> Amiss:
    """Hold every filed line against what is written, and the index against the filed lines."""
    with reader.snapshot():
        missing = stale = 0
        for source in search_sources.SOURCES:
            written, filed = set(_written(reader, source)), set(_filed(reader, source))
            missing += len(written - filed)
            stale += len(filed - written)
        return Amiss(missing, stale, _unindexed(reader) if reader.engine == "sqlite" else 0)


def _written(reader: Reader, source: str) -> Iterator[tuple[int, str, int, str]]:
    ids = search_sources.all_ids(reader.rows, source)
    for row in search_sources.written(reader.rows, source, ids):
        for place, line, said in row.lines:
            key = search_text.key(said)
            if key:
                yield row.owner_id, place, line, key


def _filed(reader: Reader, source: str) -> list[tuple[int, str, int, str]]:
    sql = "SELECT owner_id, place, line, key FROM paragraph WHERE source = :source"
    return [(owner, place, line, key) for owner, place, line, key in reader.rows(sql, {"source": source})]


def _unindexed(reader: Reader) -> int:
    """How many of some paragraphs the index does not find by their own words; what it has too many does no harm."""
    step = max(1, int(reader.value("SELECT COUNT(*) FROM paragraph")) // LOOKED_UP)
    some = reader.rows(
        "SELECT id, key FROM (SELECT id, key, ROW_NUMBER() OVER (ORDER BY id) AS place FROM paragraph)"
        " WHERE place % :step = 0",
        {"step": step},
    )
    return sum(not _found(reader, number, key) for number, key in some)


def _found(reader: Reader, number: int, key: str) -> bool:
    phrase = search_text.phrase(key)
    sql = "SELECT 1 FROM paragraph_index WHERE paragraph_index MATCH :phrase AND rowid = :id"
    return not phrase or reader.row(sql, {"phrase": phrase, "id": number}) is not None
