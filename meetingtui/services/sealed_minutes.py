"""What approved minutes print besides their own texts, as it stood at approval: title, who came, action items."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from meetingtui.domain.actions import STATUS_WORDS, ActionStatus
from meetingtui.domain.minutes import MinutesStatus, MinutesView
from meetingtui.domain.sittings import SessionView
from meetingtui.papers.actions import Entry
from meetingtui.papers.people import Attendee
from meetingtui.services import action_entries, paper_facts, paper_people, paper_settings, roll
from meetingtui.services.office import Office
from meetingtui.store.queries import minutes as rows

SEALED = frozenset({MinutesStatus.APPROVED, MinutesStatus.SENT, MinutesStatus.CONFIRMED})
VERB = "approved"
"""The version that keeps it."""
PART = "paper"
"""The part of a version in which this stands; it is no part of what versions are compared by."""


class Sealed(NamedTuple):
    """What a paper of approved minutes says, whatever has been renamed or followed up since.

    `proposers` are the names of those who proposed a point, by its id.
    """

    agency: str
    front: str
    back: str
    people: tuple[Attendee, ...]
    before: tuple[Entry, ...]
    made: tuple[Entry, ...]
    proposers: dict[int, str]

    def said(self, view: MinutesView) -> MinutesView:
        """The minutes with their proposers under the names of then."""
        items = (one._replace(item=one.item._replace(agency=self.proposers.get(one.item.id, ""))) for one in view.items)
        return view._replace(items=tuple(items))


def kept(office: Office, sitting: SessionView) -> dict[str, Any]:
    """What a version must keep of the paper besides the texts."""
    paper = paper_facts.sitting(office.registry(), paper_settings.of(office), sitting)
    return {
        "agency": paper.agency, "front": paper.front, "back": paper.back,
        "people": [paper_people.attendee(line)._asdict() for line in roll.of(office, sitting.id).lines],
        "before": [one._asdict() for one in action_entries.before(office, sitting.id)],
        "made": [one._asdict() for one in action_entries.made(office, sitting.id)],
    }  # fmt: skip


def of(office: Office, sitting: SessionView, status: MinutesStatus) -> Sealed | None:
    """What stood at the last approval; None for minutes that are open, or were approved before it was kept."""
    if status not in SEALED:
        return None
    approved = [one.body for one in rows.versions(office.reader, sitting.id) if one.verb == VERB]
    body = json.loads(approved[-1]) if approved else {}
    found = body.get(PART)
    if not found:
        return None
    return Sealed(
        found["agency"], found["front"], found["back"], tuple(Attendee(**one) for one in found["people"]),
        tuple(map(_entry, found["before"])), tuple(map(_entry, found["made"])),
        {one["id"]: one.get("agency", "") for one in body["items"]},
    )  # fmt: skip


def _entry(said: dict[str, Any]) -> Entry:
    """A row of the table as it was kept; the first ones kept a status instead of what was ruled."""
    status = said.get("status")
    known = {name: value for name, value in said.items() if name in Entry._fields}
    advice = STATUS_WORDS[ActionStatus(status)] if status else said["advice"]
    return Entry(**known | {"assists": tuple(said["assists"]), "advice": advice})
