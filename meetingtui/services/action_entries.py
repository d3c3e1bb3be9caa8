"""The rows of a sitting's action table: what came before it and what it made, as that sitting left them."""

from __future__ import annotations

from meetingtui.domain.sessions import Status
from meetingtui.papers import actions as paper
from meetingtui.papers.actions import Entry
from meetingtui.services import carrying, finding
from meetingtui.services.office import Office
from meetingtui.store.queries import action_rulings as ruling_rows


def before(office: Office, session_id: int) -> tuple[Entry, ...]:
    """What comes before a sitting, with what agencies answered and what it has ruled."""
    held = finding.session_of(office, office.registry(), session_id).status == Status.HELD
    return tuple(paper.carried(one, held=held) for one in carrying.carried(office, session_id))


def made(office: Office, session_id: int) -> tuple[Entry, ...]:
    """What a sitting has made."""
    here = ruling_rows.of_session(office.reader, office.registry(), session_id)
    return tuple(paper.made(one, here.get(one.id, ())) for one in carrying.made_at(office, session_id))
