"""Who is expected at a sitting, who came, for whom, and whether that is enough to open it."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.domain.seats import Quorum

CAME = frozenset({"present", "proxy"})
"""Presences of somebody who sat there."""


class RollLine(NamedTuple):
    """A line of the sign-in sheet. `key` names it for marking and stays while the registry does.

    `name` is the agency's, post's or member's, `title` that of the seat or of who came, `holder` who holds it as far
    as the registry knows, `person` who sat there. `role` is a value of roles.Role, `seat` of seats.Seat or empty.
    `presence` is a key of attendance.PRESENCE_WORDS, empty while nobody has said; `persons` are heads. `stands_in_for`
    is whom a proxy stands for, `delegable` whether that is allowed, `counts` whether the seat counts for the quorum.
    `reply` and `delegated_to` are what was answered to the invitation; `version` None while nothing is recorded.
    """

    key: str
    name: str
    title: str
    role: str
    seat: str
    agency_id: int | None
    agency: str
    person: str
    presence: str
    stands_in_for: str
    delegable: bool
    counts: bool
    online: bool
    walk_in: bool
    persons: int
    version: int | None
    holder: str = ""
    reply: str = ""
    delegated_to: str = ""
    row_id: int | None = None
    member_id: int | None = None

    @property
    def came(self) -> bool:
        """Whether somebody sat there."""
        return self.presence in CAME


class Roll(NamedTuple):
    """The attendance of a sitting: chair, members in their order, guests of this time, walk-ins.

    `persons` is what the counts take (人次): as typed, else those on the lines; `about` that it is an estimate (約).
    `counted` are those on the lines.
    """

    session_id: int
    number: str
    lines: tuple[RollLine, ...]
    quorum: Quorum
    persons: int
    about: bool
    counted: int = 0
