"""Whether the minutes of a sitting may still be changed: asked by everything that stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from meetingtui.domain.actions import Origin
from meetingtui.domain.minutes import LOCKED, MinutesLocked, MinutesStatus, SealStays, WrittenOn
from meetingtui.domain.rulings import Ruling
from meetingtui.services.office import Office
from meetingtui.store.queries import minutes as rows

if TYPE_CHECKING:
    from meetingtui.store.unit_of_work import UnitOfWork

STANDING = frozenset({"lead_agency_id", "assists", "due", "status", "level", "ruled_in", "merged_into_id", "version"})
"""Columns of an action item that say how it stands now: rulings and answers change them, whatever is approved."""
NOT_IN_MINUTES = frozenset({"priority", "labels", "case_code"})
"""Columns of an action item by which it is found; no minutes show them."""


def require_open_minutes(where: Office | UnitOfWork, session_id: int | None) -> None:
    """Raises MinutesLocked when the minutes of a sitting are approved; then agenda, roll and action items stay too.

    Asked of a unit of work it holds until that commits. A point that waits for a sitting (None) is always open.
    """
    if session_id is None:
        return
    found = rows.state(where.reader, session_id) if isinstance(where, Office) else _state(where, session_id)
    if found and MinutesStatus(found[1]) in LOCKED:
        raise MinutesLocked(found[0], MinutesStatus(found[1]))


def _state(work: UnitOfWork, session_id: int) -> tuple[str, str] | None:
    from meetingtui.store.tables import Minutes, Session

    for one in work.all(Minutes, session_id=session_id):
        return work.get(Session, session_id).number, one.status
    return None


def require_undoable(work: UnitOfWork, rows_of_change: list[dict[str, Any]]) -> None:
    """Raises MinutesLocked or SealStays when a change touched minutes that are approved, or would become so again.

    What others have written on a sitting, point or action item that the change had added stays too: raises WrittenOn.
    So does the order of rulings: raises HasRulings, RuledBefore or OrderOfRulings.
    """
    from meetingtui.services import ruling_order
    from meetingtui.store.undo import is_added

    added = {(row["table"], row["id"]) for row in rows_of_change if is_added(row)}
    for row in rows_of_change:
        before = row["before"] or {}
        if is_added(row):
            _require_nothing_on_it(work, row["table"], row["id"], added)
        if row["table"] == "minutes" and before.get("status") in LOCKED:
            require_open_minutes(work, before["session_id"])
            raise SealStays(_number(work, before["session_id"]))
        for session_id in _sittings_of(work, row["table"], row["id"], before):
            require_open_minutes(work, session_id)
    moved = [row for row in rows_of_change if row["table"] == "session" and row["before"]]
    ruling_order.require_undoable(
        work, {row["id"]: (row["before"]["status"], row["before"]["start_at"]) for row in moved}
    )


def _require_nothing_on_it(work: UnitOfWork, table: str, row_id: int, added: set[tuple[str, int]]) -> None:
    """Raises WrittenOn when agenda, minutes or action items stand on what is to be taken away; a bare head goes."""
    from meetingtui.store import tables

    leaning: dict[str, tuple[tuple[type[Any], str], ...]] = {
        "session": tuple(
            (one, "session_id")
            for one in (
                tables.AgendaItem, tables.MinutesVersion, tables.ActionItem, tables.ActionRuling, tables.ActionRound,
                tables.Notice, tables.Minutes,
            )
        ),
        "agenda_item": ((tables.MinutesItem, "agenda_item_id"), (tables.ActionItem, "agenda_item_id")),
        "action_item": (
            (tables.ActionRuling, "action_item_id"), (tables.ActionRequest, "action_item_id"),
            (tables.ActionReport, "action_item_id"), (tables.ActionItem, "came_from_id"),
            (tables.ActionItem, "merged_into_id"),
        ),
        "action_round": ((tables.ActionRequest, "round_id"), (tables.ActionReport, "round_id")),
    }  # fmt: skip
    for kind, column in leaning.get(table, ()):
        for one in work.all(kind, **{column: row_id}):
            if (one.__tablename__, one.id) in added:
                continue
            if kind is not tables.Minutes or one.remarks or one.adjourned_at or one.status != MinutesStatus.DRAFT:
                raise WrittenOn
            work.delete(one)


def _number(work: UnitOfWork, session_id: int) -> str:
    from meetingtui.store.tables import Session

    return work.get(Session, session_id).number


def _moved_on(work: UnitOfWork, item_id: int, before: dict[str, Any]) -> bool:
    """Whether a change of an item touched only how it stands or is found: its own minutes show its first ruling."""
    from meetingtui.store.tables import ActionItem

    changed = [
        {name for name, value in before.items() if getattr(now, name) != value}
        for now in work.all(ActionItem, id=item_id)
    ]
    return bool(changed) and changed[0] <= STANDING | NOT_IN_MINUTES


def _stands_nowhere(work: UnitOfWork, table: str, row_id: int) -> bool:
    """Whether a row is an item of her own list, or its first ruling: no minutes show that it came in."""
    from meetingtui.store import tables

    if table == "action_item":
        return any(one.came_by == Origin.IMPORTED for one in work.all(tables.ActionItem, id=row_id))
    made = work.all(tables.ActionRuling, id=row_id, verb=str(Ruling.MADE))
    return any(_stands_nowhere(work, "action_item", one.action_item_id) for one in made)


def _sittings_of(work: UnitOfWork, table: str, row_id: int, before: dict[str, Any]) -> set[int]:
    """The sittings whose minutes a row belongs to, as it is and as it was."""
    from meetingtui.store import tables

    if table == "session":
        changes = bool(before) and any(one.status != before["status"] for one in work.all(tables.Session, id=row_id))
        return {row_id} if changes else set()
    if table == "minutes_item":
        points = [
            before.get("agenda_item_id"),
            *(one.agenda_item_id for one in work.all(tables.MinutesItem, id=row_id)),
        ]
        found = [item for point in points if point for item in work.all(tables.AgendaItem, id=point)]
        return {one.session_id for one in found if one.session_id is not None}
    kinds: dict[str, Any] = {
        "minutes": tables.Minutes, "agenda_item": tables.AgendaItem, "action_item": tables.ActionItem,
        "action_ruling": tables.ActionRuling, "attendance": tables.Attendance,
    }  # fmt: skip
    if table not in kinds or (table == "action_item" and before and _moved_on(work, row_id, before)):
        return set()
    if table.startswith("action_") and _stands_nowhere(work, table, row_id):
        return set()
    ids = {before.get("session_id"), *(one.session_id for one in work.all(kinds[table], id=row_id))}
    return {one for one in ids if one is not None}
