"""What approved minutes print besides their own texts, as it stood at approval: title, who came, action items."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from meetingtui.domain.actions import ActionKind, ActionStatus, ActionView
from meetingtui.domain.minutes import MinutesStatus, MinutesView
from meetingtui.domain.sittings import SessionView
from meetingtui.papers.people import Attendee
from meetingtui.services import actions, paper_facts, paper_people, paper_settings, roll
from meetingtui.services.office import Office
from meetingtui.store.queries import minutes as rows

SEALED = frozenset({MinutesStatus.APPROVED, MinutesStatus.SENT, MinutesStatus.CONFIRMED})
PART = "paper"
"""The part of a version in which this stands; it is no part of what versions are compared by."""
_KEPT = ("number", "text", "lead", "assists", "due", "status", "kind", "report")


class Sealed(NamedTuple):
    """What a paper of approved minutes says, whatever has been renamed or followed up since.

    `proposers` are the names of those who proposed a point, by its id.
    """

    agency: str
    front: str
    back: str
    people: tuple[Attendee, ...]
    before: tuple[ActionView, ...]
    made: tuple[ActionView, ...]
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
        "before": [_told(one) for one in actions.open_for(office, sitting.id)],
        "made": [_told(one) for one in actions.of_session(office, sitting.id)],
    }  # fmt: skip


def of(office: Office, sitting: SessionView, status: MinutesStatus) -> Sealed | None:
    """What stood at the last approval; None for minutes that are open, or were approved before it was kept."""
    if status not in SEALED:
        return None
    approved = [one.body for one in rows.versions(office.reader, sitting.id) if one.verb == "approved"]
    body = json.loads(approved[-1]) if approved else {}
    found = body.get(PART)
    if not found:
        return None
    return Sealed(
        found["agency"], found["front"], found["back"], tuple(Attendee(**one) for one in found["people"]),
        tuple(_view(sitting, one) for one in found["before"]), tuple(_view(sitting, one) for one in found["made"]),
        {one["id"]: one.get("agency", "") for one in body["items"]},
    )  # fmt: skip


def _told(one: ActionView) -> dict[str, Any]:
    return {field: getattr(one, field) for field in _KEPT}


def _view(sitting: SessionView, said: dict[str, Any]) -> ActionView:
    return ActionView(
        id=0, number=said["number"], text=said["text"], lead_id=None, lead=said["lead"], assist_ids=(),
        assists=tuple(said["assists"]), due=said["due"], status=ActionStatus(said["status"]),
        kind=ActionKind(said["kind"]), overdue_days=0, session_id=sitting.id, session_number=sitting.number,
        series=sitting.series, day=sitting.day, report=said["report"],
    )  # fmt: skip
