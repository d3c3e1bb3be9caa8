"""What comes before a sitting: the items that were open when it began, as they stood then, and what it has ruled."""

from __future__ import annotations

from meetingtui.domain.actions import STILL_OPEN, ActionStatus, ActionView
from meetingtui.domain.reports import Proposal
from meetingtui.domain.rulings import Carried, RulingView
from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.services import finding, reports, sessions
from meetingtui.services.office import Office
from meetingtui.store.queries import action_rulings as ruling_rows
from meetingtui.store.queries import actions as rows
from meetingtui.store.queries import sessions as session_rows
from meetingtui.store.queries.action_rulings import CarriedRow


def carried(office: Office, session: str | int) -> list[Carried]:
    """The items that come before a sitting, oldest first, as the rulings before it left them.

    A later ruling, report or sitting changes nothing of it. Raises NotFound.
    """
    registry = office.registry()
    sitting = finding.session_of(office, registry, session)
    found = ruling_rows.carried(office.reader, sitting.id)
    if not found:
        return []
    here = ruling_rows.of_session(office.reader, registry, sitting.id)
    passed = ruling_rows.passed_over(office.reader, sitting.id, [one.ruling_id for one in found])
    stood = {one.action_id: one.ruling_id for one in found}
    answers = reports.for_sitting(office, sitting.id, list(stood))
    made = []
    for item in _as_of(office, sitting, found):
        said = tuple(answers.get(item.id, ()))
        over = passed.get(stood[item.id], 0)
        came = Carried(item._replace(passed_over=over), said, over, tuple(here.get(item.id, ())))
        if came.proposal == Proposal.CLOSE and item.status in STILL_OPEN:
            came = came._replace(item=item._replace(status=ActionStatus.PROPOSED_CLOSE))
        made.append(came)
    return made


def made_at(office: Office, session: str | int) -> list[ActionView]:
    """The items that a sitting made, by number, as it left them itself. Raises NotFound."""
    sitting = finding.session_of(office, office.registry(), session)
    found = ruling_rows.made(office.reader, sitting.id)
    return _as_of(office, sitting, found) if found else []


def next_sitting(office: Office, item: ActionView) -> SessionView | None:
    """The next sitting to come of the body that tracks an item: of its series, and of its track where it has one."""
    made = sessions.show(office, item.session_id)
    asked = SessionFilter(
        series_ids=(made.series_id,), first=office.clock.today().isoformat(), statuses=tuple(str(one) for one in OPEN),
        track_ids=None if made.track_id is None else (made.track_id,),
    )  # fmt: skip
    return next(iter(session_rows.page(office.reader, office.registry(), asked)), None)


def items(office: Office, ids: list[int]) -> list[ActionView]:
    """Items by their ids, as they stand now."""
    return rows.by_ids(office.reader, office.registry(), ids, office.clock.today().isoformat())


def as_ruled(item: ActionView, ruling: RulingView, day: str) -> ActionView:
    """An item as a ruling left it; overdue as of the ISO day `day`."""
    from datetime import date

    late = bool(ruling.due) and ruling.due < day and ruling.status in STILL_OPEN
    return item._replace(
        lead_id=ruling.lead_id, lead=ruling.lead, assist_ids=ruling.assist_ids, assists=ruling.assists, due=ruling.due,
        status=ruling.status, level=ruling.level or "", ruled_in=ruling.session_number, ruled_day=ruling.day,
        overdue_days=(date.fromisoformat(day) - date.fromisoformat(ruling.due)).days if late else 0,
    )  # fmt: skip


def _as_of(office: Office, sitting: SessionView, found: list[CarriedRow]) -> list[ActionView]:
    """The items as their rulings left them, overdue on the day of the sitting, or today where that is to come."""
    registry, today = office.registry(), office.clock.today().isoformat()
    day = min(sitting.day or today, today)
    by_id = ruling_rows.by_ids(office.reader, registry, [one.ruling_id for one in found])
    stood = {one.action_id: by_id[one.ruling_id] for one in found}
    made = [as_ruled(one, stood[one.id], day) for one in items(office, list(stood))]
    return sorted(made, key=lambda one: (one.day, one.session_id, one.number))
