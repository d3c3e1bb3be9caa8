"""A draft year in hand: looked through and shifted before anything is saved."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from meetingtui.domain.sessions import Kind
from meetingtui.domain.sittings import SessionView
from meetingtui.planning.draft import Draft, PlanWarning, draft
from meetingtui.services import planning
from meetingtui.services.office import Office
from meetingtui.store.queries import numbering

__all__ = ["PlanLine", "PlanWarning", "YearInHand", "propose"]


class PlanLine(NamedTuple):
    """A proposed sitting as it is looked through; `ordinal` is the 第N次 that it would get.

    Times are Taipei's without zone; `broken` are sentences of the rules that its time breaks.
    """

    code: str
    name: str
    track: str
    ordinal: int
    start: datetime
    end: datetime
    room: str
    chair: str
    why: str
    broken: tuple[str, ...] = ()


class YearInHand:
    """A draft that the user shifts sitting by sitting; nothing is saved before `save`."""

    def __init__(self, office: Office, proposed: Draft) -> None:
        self.office = office
        self.draft = proposed
        self.shifted: set[int] = set()
        self.warnings = proposed.warnings
        self._ordinals = _ordinals(office, proposed)
        self.lines = [self._line(place) for place in range(len(proposed.sittings))]

    @property
    def year(self) -> int:
        """The Gregorian year that is planned."""
        return self.draft.year

    @property
    def uncovered(self) -> bool:
        """Whether no official office calendar speaks for the year."""
        return any(one.kind == "calendar" for one in self.warnings)

    def name_of(self, code: str) -> str:
        """The name of a series by its code."""
        return next((one.name for one in self.office.registry().series.values() if one.code == code), code)

    def shift(self, moves: Iterable[tuple[int, datetime]]) -> None:
        """Move the sittings at those places; those that share a day with them are checked again."""
        touched: set[date] = set()
        for place, start in moves:
            touched |= {self.draft.sittings[place].start.date(), start.date()}
            self.draft = planning.shifted(self.draft, place, start)
            self.shifted.add(place)
        for place, one in enumerate(self.draft.sittings):
            if one.start.date() in touched:
                self.lines[place] = self._line(place)

    def recheck(self) -> None:
        """Check every sitting again, after others have changed what stands."""
        self.lines = [self._line(place) for place in range(len(self.draft.sittings))]

    def review(self) -> tuple[PlanWarning, ...]:
        """What is to be corrected in the year as it is drafted now: the longest gaps follow every shift."""
        asked = planning.request(self.office, self.office.registry(), self.year)
        fixed = (*asked.fixed, *self.draft.as_fixed())
        return draft(replace(asked, fixed=fixed)).warnings

    def save(self, chosen: Collection[int]) -> list[SessionView]:
        """Save the sittings at the `chosen` places as one change."""
        return planning.apply(self.office, self.draft, chosen=chosen)

    def _line(self, place: int) -> PlanLine:
        one = self.draft.sittings[place]
        registry = self.office.registry()
        day = one.start.date().isoformat()
        track = next((t for t in registry.tracks_of(one.series_id) if t.code == one.track_code), None)
        return PlanLine(
            one.code, registry.name("series", one.series_id, day),
            registry.name("track", track.id if track else None, day), self._ordinals[place], one.start, one.end,
            f"{one.township}{one.room}", registry.name("post", one.chair_post_id, day), one.why,
            tuple(planning.breaks(self.office, self.draft, place)),
        )  # fmt: skip


def propose(office: Office, year: int) -> YearInHand:
    """What is missing in `year` (Gregorian), ready to be looked through."""
    return YearInHand(office, planning.propose(office, year))


def _ordinals(office: Office, proposed: Draft) -> list[int]:
    """The ordinal of each sitting: after the last one given, in the order of the draft."""
    registry = office.registry()
    last = numbering.last(office.reader, proposed.year, Kind.ORDINARY)
    found = []
    for one in proposed.sittings:
        track = next((t for t in registry.tracks_of(one.series_id) if t.code == one.track_code), None)
        key = (one.series_id, track.id if track else 0)
        last[key] = last.get(key, 0) + 1
        found.append(last[key])
    return found
