"""The 人次 of a sitting, which follow who is ticked off until somebody types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetingtui.domain.roll import CAME
from meetingtui.domain.sessions import Status

if TYPE_CHECKING:
    from meetingtui.store.tables import Session
    from meetingtui.store.unit_of_work import UnitOfWork


def counted(work: UnitOfWork, session_id: int) -> int:
    """Persons of all who came, as recorded so far in this transaction."""
    from meetingtui.store.tables import Attendance

    return sum(row.persons for row in work.all(Attendance, session_id=session_id) if row.presence in CAME)


def follow(work: UnitOfWork, session_id: int, before: int) -> None:
    """Let the 人次 of a held sitting follow its lines, where they were counted from these and not typed."""
    from meetingtui.store.tables import Session

    row: Session = work.get(Session, session_id)
    if row.status == Status.HELD and not row.person_times_about and row.person_times in (None, before):
        work.flush()
        now = counted(work, session_id)
        if row.person_times != now:
            row.person_times = now
