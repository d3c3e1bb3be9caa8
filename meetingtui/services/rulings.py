"""Rulings on action items: what a sitting says of what comes before it, and taking it back while its minutes are open.

A ruling belongs to the sitting that made it. Said again at the same sitting it gives way to the new one; a new lead
stands beside what else was ruled, where that leaves the item open. Each row holds the state after it, so that old
minutes never change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from meetingtui.domain.actions import ActionStatus, ActionView
from meetingtui.domain.ruling_refusals import (
    CannotFollow,
    LeftThere,
    MadeThere,
    NotBegun,
    NotItsSitting,
    NotRuled,
    RuledSince,
)
from meetingtui.domain.rulings import LEAVING, OUTCOMES, Part, Ruling, gives_way, may_follow
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import action_states, actions, agenda_drafting, finding, ruling_effects
from meetingtui.services.carrying import carried
from meetingtui.services.minutes_lock import require_open_minutes
from meetingtui.services.office import Office
from meetingtui.services.ruling_order import place_of
from meetingtui.services.ruling_orders import Order, Said, read, until, verb_of
from meetingtui.store.queries import action_rulings as rows
from meetingtui.store.queries import agenda as agenda_rows

if TYPE_CHECKING:
    from meetingtui.store.tables import ActionItem, ActionRuling
    from meetingtui.store.unit_of_work import UnitOfWork

__all__ = ["carried", "retract", "rule", "verb_of"]


def rule(
    office: Office, items: Sequence[str | int], verb: str | Ruling, *, at: str | int, due: date | str | None = None,
    lead: str | None = None, assists: str | Iterable[str] | None = None, reason: str = "",
    into: str | int | None = None, parts: Sequence[Part] = (), to: str = "", doc_no: str = "",
) -> list[ActionView]:  # fmt: skip
    """Let the sitting `at` rule on items (ids or numbers): all of them in one change, or none.

    `due` is a day in any form, `+30` after that sitting, 下次會議, or 各依建議 (each until the day that its lead
    proposes, where it does); None leaves it, empty takes it away. An item is merged `into` another open one, split
    into `parts`, or raised `to` a series or `central` (by the letter `doc_no`).
    Raises NotFound, MinutesLocked, NotBegun, NotItsSitting, MadeThere, RuledSince, CannotFollow, LeftThere,
    RulingUnclear, TakeBackFirst, ReasonNeeded, WrongDate or Ambiguous.
    """
    registry = office.registry()
    sitting = finding.session_of(office, registry, at)
    require_begun(office, sitting)
    said = Said(due, lead, assists, reason, into, parts, to.strip(), doc_no)
    order = read(office, registry, sitting, verb_of(verb), said)
    found = [actions.show(office, one) for one in items]
    days = _proposed(office, sitting) if order.as_proposed else {}
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        changed = [
            one.number for one in dict.fromkeys(found)
            if _ruled(office, work, sitting, one, until(order, days.get(one.id)))
        ]  # fmt: skip
        if changed:
            agenda_drafting.add_tracking(work, sitting)
            work.audit("ruled", " ".join([sitting.number, *changed]), str(order.verb))
            work.commit()
    return [actions.show(office, one.id) for one in found]


def retract(office: Office, items: Sequence[str | int], *, at: str | int) -> list[ActionView]:
    """Take back everything that a sitting has ruled on items, while its minutes are open: one change, or none.

    The parts of a split item go too (`goes_with`). Raises NotFound, MinutesLocked, NotRuled, RuledSince, and
    EffectStays when one was changed since, or others have gone on with what the ruling did.
    """
    registry = office.registry()
    sitting = finding.session_of(office, registry, at)
    found = list(dict.fromkeys(actions.show(office, one) for one in items))
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        for one in found:
            _take_back(work, sitting, one)
        work.audit("retracted", " ".join([sitting.number, *(one.number for one in found)]), "ruling")
        work.commit()
    return [actions.show(office, one.id) for one in found]


def goes_with(office: Office, items: Sequence[str | int], *, at: str | int) -> list[ActionView]:
    """The parts of split items that go when what a sitting has ruled is taken back. Raises NotFound."""
    registry = office.registry()
    said = rows.of_session(office.reader, registry, finding.session_of(office, registry, at).id)
    found = [actions.show(office, one).id for one in items]
    return [
        actions.show(office, number)
        for one in dict.fromkeys(found) for ruling in said.get(one, ()) if ruling.verb is Ruling.SPLIT
        for number in ruling.other
    ]  # fmt: skip


def withdrawn(office: Office, items: Sequence[str | int], *, at: str | int) -> str:
    """What higher bodies lose from what waits for them when a sitting's rulings are taken back; empty for nothing.

    Raises NotFound.
    """
    registry = office.registry()
    said = rows.of_session(office.reader, registry, finding.session_of(office, registry, at).id)
    found = [actions.show(office, one).id for one in items]
    sent = [one for one in dict.fromkeys(found) if any(each.verb is Ruling.RAISE for each in said.get(one, ()))]
    bodies = dict.fromkeys(body for one in sent for body in agenda_rows.awaited_by(office.reader, one))
    names = _("、").join(registry.name("series", one) for one in bodies)
    return _("已一併撤下提報{series}的待排議案。").format(series=names) if names else ""


def _take_back(work: UnitOfWork, sitting: SessionView, found: ActionView) -> None:
    """Remove what the sitting has ruled on one item. Raises NotRuled, RuledSince or EffectStays."""
    from meetingtui.store.tables import ActionItem

    row = work.get(ActionItem, found.id)
    said = action_states.rulings(work, row)
    gone = [one for one in said if one.session_id == sitting.id and one.verb != Ruling.MADE]
    if not gone:
        raise NotRuled(row.number, sitting.number)
    _require_last(work, row, sitting, said)
    for one in gone:
        ruling_effects.take_back(work, row, one)
        work.delete(one)
    action_states.settle(work, row)


def _proposed(office: Office, sitting: SessionView) -> dict[int, str]:
    """The days until which leads propose to go on, by item."""
    return {one.item.id: one.proposed_until(sitting.day or "") for one in carried(office, sitting.id)}


def require_begun(office: Office, sitting: SessionView) -> None:
    """Raises NotBegun for a sitting that is to come, has no date, or does not take place."""
    today = office.clock.today().isoformat()
    begun = sitting.status in (Status.PLANNED, Status.NOTICED) and bool(sitting.day) and sitting.day <= today
    if sitting.status != Status.HELD and not begun:
        raise NotBegun(sitting.number)


def _ruled(office: Office, work: UnitOfWork, sitting: SessionView, found: ActionView, order: Order) -> bool:
    """Let the sitting say it of one item; whether that changed anything."""
    from meetingtui.store.tables import ActionItem

    row = work.get(ActionItem, found.id)
    said = action_states.rulings(work, row)
    if row.session_id == sitting.id and order.verb is not Ruling.RAISE:
        raise MadeThere(row.number, sitting.number)
    if not _is_its_own(office, row, sitting):
        raise NotItsSitting(row.number, sitting.number)
    _require_last(work, row, sitting, said)
    here = [one for one in said if one.session_id == sitting.id and one.verb != Ruling.MADE]
    _require_not_left(work, row, sitting, here, order.verb)
    gone = [one for one in here if gives_way(Ruling(one.verb), order.verb)]
    kept = [one for one in said if one not in gone]
    if not may_follow(ActionStatus(kept[-1].status), order.verb):
        raise CannotFollow(row.number, ActionStatus(kept[-1].status), order.verb)
    before = _said(said)
    action_states.rebase(said, action_states.standing(said[0]), gone)
    new = ruling_effects.ruling(work, sitting, row, order, kept[-1])
    if _said([*kept, new]) == before and ruling_effects.is_same(work, row, order, gone):
        return False
    for one in gone:
        ruling_effects.require_nothing_made(work, row, one)
        ruling_effects.take_back(work, row, one)
        work.delete(one)
    ruling_effects.bring_about(work, sitting, row, order)
    work.add(new)
    action_states.settle(work, row)
    row.status = new.status  # whatever was proposed before has been ruled on
    return True


def _require_not_left(
    work: UnitOfWork, row: ActionItem, sitting: SessionView, here: Sequence[ActionRuling], verb: Ruling
) -> None:
    """Raises LeftThere, or TakeBackFirst for what was split, where another outcome is what can be said instead."""
    if not here or here[-1].verb not in LEAVING or verb in OUTCOMES:
        return
    if verb is not Ruling.REOPEN:
        ruling_effects.require_nothing_made(work, row, here[-1])
    raise LeftThere(row.number, sitting.number, Ruling(here[-1].verb), verb)


def _said(rulings: Iterable[ActionRuling]) -> list[tuple[object, ...]]:
    """What rulings say, to tell whether others say the same."""
    return [
        (one.verb, one.session_id, one.reason, one.other_id, one.series_id, one.doc_no, action_states.standing(one))
        for one in rulings
    ]


def _is_its_own(office: Office, row: ActionItem, sitting: SessionView) -> bool:
    action_id = row.id or 0
    if row.session_id == sitting.id:
        return True
    return rows.is_of_body(office.reader, sitting.id, action_id) or rows.was_sent_up(
        office.reader, action_id, sitting.series_id
    )


def _require_last(work: UnitOfWork, row: ActionItem, sitting: SessionView, said: Sequence[ActionRuling]) -> None:
    """Raises RuledSince when a sitting after this one has ruled on the item."""
    from meetingtui.store.tables import Session

    own = work.get(Session, sitting.id)
    for session_id in {one.session_id for one in said} - {sitting.id}:
        other = work.get(Session, session_id)
        if place_of(other.id, other.start_at) > place_of(own.id, own.start_at):
            raise RuledSince(row.number, other.number)
