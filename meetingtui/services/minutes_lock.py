"""Whether the minutes of a sitting may still be changed: asked by everything that stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetingtui.domain.minutes import LOCKED, MinutesLocked, MinutesStatus
from meetingtui.services.office import Office
from meetingtui.store.queries import minutes as rows

if TYPE_CHECKING:
    from meetingtui.store.unit_of_work import UnitOfWork


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
