"""Who and what is taken when, by numbers: the standing sittings and the tasks that have a time so far."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.planning.clashes import Booking

STANDING = -1
"""Stands for the task of what is not the planner's to move."""


class Entry(NamedTuple):
    """A taken time of a day in minutes; `place` is its township, None where nobody knows, `task` whose it is."""

    begin: int
    end: int
    place: str | None
    task: int


class Diary:
    """Entries by key and day. Persons need `travel` minutes between two townships."""

    def __init__(self, travel: int) -> None:
        self._travel = travel
        self._entries: dict[tuple[str, int], list[Entry]] = {}

    def add(self, key: str, day: int, entry: Entry) -> None:
        """Take `key` on the day."""
        self._entries.setdefault((key, day), []).append(entry)

    def drop(self, key: str, day: int, entry: Entry) -> None:
        """Give it back."""
        self._entries[key, day].remove(entry)

    def on(self, key: str, day: int) -> list[Entry]:
        """What is taken of `key` that day."""
        return self._entries.get((key, day), [])

    def hits(self, key: str, day: int, begin: int, end: int, place: str) -> list[Entry]:
        """The entries that leave no room for that time at `place`."""
        entries = self._entries.get((key, day))
        if not entries:
            return []
        travels = self._travel and not key.startswith("room:")
        found = []
        for one in entries:
            apart = self._travel if travels and one.place is not None and one.place != place else 0
            if one.begin < end + apart and begin < one.end + apart:
                found.append(one)
        return found


def entries_of(booking: Booking, place: str | None) -> list[tuple[int, Entry]]:
    """A standing booking, day by day (ordinals)."""
    first, last = booking.start.date().toordinal(), booking.end.date().toordinal()
    found = []
    for day in range(first, last + 1):
        begin = booking.start.hour * 60 + booking.start.minute if day == first else 0
        end = booking.end.hour * 60 + booking.end.minute if day == last else 24 * 60
        if begin < end:
            found.append((day, Entry(begin, end, place, STANDING)))
    return found
