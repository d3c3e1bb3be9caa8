"""Calendar files from outside: which kind of file somebody brings."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from meetingtui.services import files

ANY_DAY = date(2026, 1, 1)
"""A list is read through for what is wrong with it, whatever its days."""


class Incoming(NamedTuple):
    """A calendar file as it came; `kind` is reply (answers to an invite) or busy (somebody's calendar, or a list)."""

    data: bytes
    kind: str
    name: str


def read(path: str) -> Incoming:
    """The file at `path`. Raises WrongFile for one that is missing, too large, broken, or no calendar of use."""
    from meetingtui.intake import busy_lists, calendar_files

    data = files.read(path, calendar_files.MOST_OCTETS)
    name = files.name_of(path)
    if busy_lists.is_list(name):
        busy_lists.read_busy_list(data, ANY_DAY, ANY_DAY, filename=name)
        return Incoming(data, "busy", name)
    kind = calendar_files.kind_of(data, filename=name)
    calendar_files.read(data, filename=name)
    return Incoming(data, kind, name)
