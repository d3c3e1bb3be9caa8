"""Who came, who watched, who excused himself: the lists at the head of minutes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from meetingtui.papers import wording
from meetingtui.papers.document import Field

CAME = frozenset({"present", "proxy"})
OBSERVING = "observer"


class Attendee(NamedTuple):
    """Somebody on the roll. `role` and `presence` are values of domain.roles.Role and attendance.PRESENCE_WORDS.

    `person` sat there (of a proxy: who came instead, for `stands_in_for`), `holder` is who was expected; `persons` are
    heads, `online` that they were elsewhere.
    """

    role: str
    agency: str
    title: str = ""
    person: str = ""
    presence: str = ""
    stands_in_for: str = ""
    holder: str = ""
    persons: int = 1
    online: bool = False


def fields(people: Iterable[Attendee], *, masked: bool) -> list[Field]:
    """出席, 列席, 請假, 缺席, as far as there are such; the first two always."""
    everybody = [one for one in people if one.role != "chair"]
    came = [one for one in everybody if one.presence in CAME]
    lists = [
        ("出席", [one for one in came if one.role != OBSERVING], True),
        ("列席", [one for one in came if one.role == OBSERVING], True),
        ("請假", [one for one in everybody if one.presence == "excused"], False),
        ("缺席", [one for one in everybody if one.presence == "absent"], False),
    ]
    return [
        Field(label, "、".join(filter(None, (_said(one, masked=masked) for one in some))))
        for label, some, always in lists
        if some or always
    ]


def _said(one: Attendee, *, masked: bool) -> str:
    marks = ["視訊"] if one.online else []
    if one.presence == "proxy":
        stood_for = wording.line(one.stands_in_for)
        marks.append(
            f"代理{stood_for}" if stood_for and stood_for != wording.line(one.agency) and not masked else "代理"
        )
    heads = [f"{one.persons}人"] if one.persons > 1 else []
    agency = wording.line(one.agency)
    name = agency if masked else _named(agency, one)
    note = "，".join([*heads, *marks]) if one.presence in CAME else ""
    return f"{name}（{note}）" if note else name


def _named(agency: str, one: Attendee) -> str:
    """Agency and person, the person with the title (衛生局王科長小明); somebody without agency by the name alone."""
    title = wording.line(one.title)
    person = wording.line(one.person if one.presence in CAME else one.person or one.holder)
    if not person:
        return agency if title in agency else f"{agency}{title}"
    if person in agency:
        return agency
    title = title.removeprefix(agency)
    return f"{agency}{wording.with_title(title, person)}"
