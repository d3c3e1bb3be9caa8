"""Sittings as screens and commands see them, and how a list of them is narrowed."""

# Without postponed annotations: NamedTuple would compile each of them as text, on every start.

from typing import NamedTuple


class CreditView(NamedTuple):
    """Another series (and track) that a sitting counts for."""

    id: int
    series_id: int
    series: str
    track: str
    reason: str


class SessionView(NamedTuple):
    """One sitting. Days are ISO, `start` and `end` ISO with +08:00, empty while no date is set."""

    id: int
    number: str
    series_id: int
    series: str
    name: str
    level: str
    track_id: int | None
    track: str
    track_name: str
    year: int
    ordinal: int
    kind: str
    status: str
    day: str
    start: str
    end: str
    window_first: str
    window_last: str
    room: str
    township: str
    chair_post_id: int | None
    chair: str
    chair_person: str
    acting_post_id: int | None
    acting: str
    host_agency_id: int | None
    host: str
    external: bool
    confidential: bool
    locked: bool
    reason: str
    merged_into: int | None
    postponed_times: int
    person_times: int | None
    person_times_about: bool
    note: str
    uid: str
    sequence: int
    changed_at: str
    noticed_at: str
    version: int
    credits: tuple[CreditView, ...] = ()

    @property
    def presiding(self) -> int | None:
        """The post that presides this time: the acting one, else the chair."""
        return self.acting_post_id or self.chair_post_id


class ChangeView(NamedTuple):
    """One turn in the life of a sitting."""

    at: str
    who: str
    verb: str
    before: str
    after: str
    reason: str


class SessionFilter(NamedTuple):
    """What a list of sittings is narrowed to; an empty field narrows nothing, an empty tuple of ids matches nothing.

    Days are ISO and inclusive, months 1 to 12, `words` are looked for in number, room, note and reason, or (as ids)
    in the names that the registry knows. `invited` are agencies that host or are on the guest list this time; of each
    group of `either` at least one filter must let a sitting through.
    """

    years: tuple[int, ...] = ()
    series_ids: tuple[int, ...] | None = None
    track_ids: tuple[int, ...] | None = None
    statuses: tuple[str, ...] = ()
    not_statuses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    chair_post_ids: tuple[int, ...] | None = None
    months: tuple[int, ...] = ()
    first: str = ""
    last: str = ""
    number: str = ""
    locked: bool | None = None
    undated: bool | None = None
    words: tuple[tuple[str, tuple[int, ...]], ...] = ()
    nothing: bool = False
    excluded: tuple["SessionFilter", ...] = ()
    invited: tuple[int, ...] | None = None
    either: tuple[tuple["SessionFilter", ...], ...] = ()
