"""Reads of the county council's sessions."""

from __future__ import annotations

import json
from typing import NamedTuple

from meetingtui.store.reader import Reader

PHASES = """
SELECT id, name, phase, first_day, last_day, required, posts, version FROM council_session
WHERE last_day >= :first AND first_day <= :last ORDER BY first_day, last_day, id
"""


class CouncilRow(NamedTuple):
    """A phase as it is stored; `posts` are codes."""

    id: int
    name: str
    phase: str
    first: str
    last: str
    required: bool
    posts: tuple[str, ...]
    version: int


def phases(reader: Reader, first: str, last: str) -> list[CouncilRow]:
    """The phases that touch the ISO days `first` to `last`, in order of time."""
    return [
        CouncilRow(number, name, phase, begins, ends, bool(required), tuple(json.loads(posts)), version)
        for number, name, phase, begins, ends, required, posts, version in reader.rows(
            PHASES, {"first": first, "last": last}
        )
    ]
