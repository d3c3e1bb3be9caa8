"""Who is on a roll, as papers name them: a body by its agency, a person by the own name and title."""

from __future__ import annotations

import re

from meetingtui.domain.roll import RollLine
from meetingtui.domain.seats import DELEGABLE, Seat
from meetingtui.papers.people import Attendee

_PERSON = re.compile(r"[\u3400-\u9fff\uf900-\ufaff○〇\U00020000-\U0003ffff]{2,4}")
_BODY = re.compile(
    "(?:會|中心|團體?|院|校|所|社|處|局|科|署|部|隊|站|國[小中]|高中|大學|基金|機構|公司|聯盟|單位|網絡)$"
)


def attendee(line: RollLine) -> Attendee:
    """A line of the roll as minutes name it."""
    agency, person = whose(line)
    return Attendee(
        line.role, agency, line.title, person, line.presence, line.stands_in_for, line.holder,
        max(1, line.persons), line.online,
    )  # fmt: skip


def whose(line: RollLine) -> tuple[str, str]:
    """Agency and person of a line: a seat that somebody holds in person bears the person's own name."""
    if line.agency:
        return line.agency, line.person or (line.name if line.name != line.agency else "")
    if is_person(line):
        return "", line.person or line.name
    return line.name, line.person


def is_person(line: RollLine) -> bool:
    """Whether a line is named after a person: who was chosen as one, or the named head of a body without agency."""
    if line.seat not in DELEGABLE:
        return True
    named = line.seat == Seat.CIVIC and bool(line.title) and not line.agency
    return named and bool(_PERSON.fullmatch(line.name)) and not _BODY.search(line.name)
