"""Rulings follow each other as their sittings do: moves, cancellations and their undo keep it so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from meetingtui.dates.clock import iso_taipei
from meetingtui.dates.showing import show_date
from meetingtui.domain.ruling_refusals import HasRulings, OrderOfRulings, RuledBefore
from meetingtui.domain.rulings import Ruling
from meetingtui.domain.sessions import Status
from meetingtui.store.queries.action_rulings import LATEST

if TYPE_CHECKING:
    from meetingtui.store.tables import ActionRuling, Session
    from meetingtui.store.unit_of_work import UnitOfWork

Place = tuple[str, int]
"""Start (a stamp) and id of a sitting: the order in which sittings take place."""
NOWHERE = frozenset({Status.CANCELLED, Status.MERGED, Status.POSTPONED})


def place_of(session_id: int | None, start_at: str | None) -> Place:
    """Where a sitting stands among others; one without a date comes last."""
    return start_at or LATEST, session_id or 0


def require_kept(work: UnitOfWork, row: Session, before: str | None) -> None:
    """Raises HasRulings, RuledBefore or OrderOfRulings when a changed sitting no longer fits what was ruled at it, and

    at others. `before` is when it was to begin until now.
    """
    _require(work, row, row.status, row.start_at, before, {})


def require_undoable(work: UnitOfWork, befores: Mapping[int, tuple[str, str | None]]) -> None:
    """The same, of sittings (by id) that undo would give the status and start that they had. Raises as require_kept."""
    from meetingtui.store.tables import Session

    starts = {session_id: start for session_id, (_status, start) in befores.items()}
    for session_id, (status, start) in befores.items():
        for row in work.all(Session, id=session_id):
            _require(work, row, status, start, row.start_at, starts)


def _require(
    work: UnitOfWork, row: Session, status: str, start_at: str | None, before: str | None,
    starts: Mapping[int, str | None],
) -> None:  # fmt: skip
    from meetingtui.store.tables import ActionRuling

    said = work.all(ActionRuling, session_id=row.id)
    if not said:
        return
    if status in NOWHERE or start_at is None:
        raise HasRulings(row.number, len({one.action_item_id for one in said}))
    known = dict(starts) | {row.id or 0: start_at}
    for item in dict.fromkeys(one.action_item_id for one in said):
        rulings = sorted(work.all(ActionRuling, action_item_id=item), key=lambda one: one.position)
        places = [_place(work, one, known) for one in rulings]
        if places != sorted(places):
            raise OrderOfRulings(row.number)
    if start_at != before:
        _require_not_ahead(work, row, start_at, before, said)


def _require_not_ahead(
    work: UnitOfWork, row: Session, start_at: str, before: str | None, said: Sequence[ActionRuling]
) -> None:
    """Raises RuledBefore for a day that has not come: what a sitting has said is not said by one that is to come.

    One that has only made items goes there as long as it has not begun: they were written down beforehand.
    """
    day, today = iso_taipei(start_at)[:10], iso_taipei(work.at)[:10]
    begun = before is not None and before <= work.at
    if day > today and (begun or any(one.verb != Ruling.MADE for one in said)):
        raise RuledBefore(row.number, len({one.action_item_id for one in said}), show_date(date.fromisoformat(day)))


def _place(work: UnitOfWork, ruling: ActionRuling, known: Mapping[int, str | None]) -> Place:
    from meetingtui.store.tables import Session

    if ruling.session_id in known:
        return place_of(ruling.session_id, known[ruling.session_id])
    return place_of(ruling.session_id, work.get(Session, ruling.session_id).start_at)
