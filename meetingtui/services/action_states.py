"""How an action item stands after each ruling: its first one, what follows on another, and the columns of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetingtui.domain.actions import ActionStatus, Origin
from meetingtui.domain.agenda import Origin as PointOrigin
from meetingtui.domain.reports import Proposal
from meetingtui.domain.rulings import Ruling, Standing, rebased
from meetingtui.domain.sittings import SessionView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meetingtui.store.tables import ActionItem, ActionRuling
    from meetingtui.store.unit_of_work import UnitOfWork


def standing(row: ActionItem | ActionRuling) -> Standing:
    """Who does it by when, as an item or a ruling has it."""
    return Standing(row.lead_agency_id, row.assists, row.due, row.level)


def stand(row: ActionItem | ActionRuling, so: Standing) -> None:
    """Let an item or a ruling stand so."""
    row.lead_agency_id, row.assists, row.due, row.level = so


def make(work: UnitOfWork, sitting: SessionView, row: ActionItem) -> None:
    """Number an item after its sitting, store it with its first ruling, and link it to what was sent up."""
    from meetingtui.store.tables import ActionRuling, AgendaItem

    row.ordinal = _next_ordinal(work, sitting)
    row.number = f"{sitting.number}-{row.ordinal:02d}"
    row.ruled_in = sitting.id
    for point in work.all(AgendaItem, id=row.agenda_item_id) if row.agenda_item_id else ():
        if point.origin == PointOrigin.SENT_UP:
            row.came_by, row.came_from_id = Origin.RAISED, point.origin_id
    work.add(row)
    first = ActionRuling(
        action_item_id=row.id or 0, position=1, session_id=sitting.id, verb=Ruling.MADE, status=ActionStatus.OPEN,
        who=work.who, at=work.at,
    )  # fmt: skip
    stand(first, standing(row))
    work.add(first)


def rulings(work: UnitOfWork, row: ActionItem) -> list[ActionRuling]:
    """The rulings on an item in their order."""
    from meetingtui.store.tables import ActionRuling

    return sorted(work.all(ActionRuling, action_item_id=row.id), key=lambda one: one.position)


def rebase(said: Sequence[ActionRuling], first: Standing, gone: Sequence[ActionRuling] = ()) -> None:
    """Let the first of the rulings stand as `first`, and each after it keep what it said itself; `gone` are no more."""
    before = [standing(one) for one in said]
    now = first
    for place, one in enumerate(said):
        if one not in gone:
            now = rebased(before[place], before[place - 1], now) if place else first
            stand(one, now)


def settle(work: UnitOfWork, row: ActionItem) -> None:
    """Let an item stand as its last ruling left it, and as its lead has proposed since."""
    last = rulings(work, row)[-1]
    stand(row, standing(last))
    row.status = ActionStatus.PROPOSED_CLOSE if _proposed(work, row, last) else last.status
    row.ruled_in = last.session_id
    row.merged_into_id = last.other_id if last.verb == Ruling.MERGE else None


def is_followed(work: UnitOfWork, row: ActionItem) -> bool:
    """Whether anything has come of an item: rulings after the first, questions, answers, or other items."""
    from meetingtui.store.tables import ActionItem, ActionReport, ActionRequest, ActionRuling

    return (
        len(rulings(work, row)) > 1
        or any(work.all(table, action_item_id=row.id) for table in (ActionRequest, ActionReport))
        or any(work.all(ActionItem, **{column: row.id}) for column in ("came_from_id", "merged_into_id"))
        or bool(work.all(ActionRuling, other_id=row.id))  # merged into it once, and reopened since
    )


def take_out(work: UnitOfWork, row: ActionItem) -> None:
    """Remove an item that nothing has come of."""
    for one in rulings(work, row):
        work.delete(one)
    work.delete(row)


def _proposed(work: UnitOfWork, row: ActionItem, last: ActionRuling) -> bool:
    """Whether the newest answer of the lead since the last ruling proposes to close."""
    from meetingtui.store.tables import ActionReport

    if last.status != ActionStatus.OPEN or row.lead_agency_id is None:
        return False
    answers = work.all(ActionReport, action_item_id=row.id, agency_id=row.lead_agency_id)
    since = [one for one in answers if one.at >= last.at]
    return bool(since) and since[-1].proposal == Proposal.CLOSE


def _next_ordinal(work: UnitOfWork, sitting: SessionView) -> int:
    """The next ordinal of a sitting's items; the counter is never turned back, not even by undo."""
    from meetingtui.store.tables import Numbering

    kind = f"action:{sitting.id}"
    found = work.all(Numbering, series_id=sitting.series_id, year=sitting.year, kind=kind)
    counter = found[0] if found else Numbering(series_id=sitting.series_id, year=sitting.year, kind=kind)
    counter.last += 1
    work.session.add(counter)
    return counter.last
