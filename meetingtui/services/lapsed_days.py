"""Items that a sitting left open without a new due day although theirs is over: told, since they stay overdue."""

from __future__ import annotations

from collections.abc import Sequence

from meetingtui.domain.actions import ActionStatus, ActionView
from meetingtui.domain.rulings import is_lapsed
from meetingtui.language import _
from meetingtui.services import actions, finding, written
from meetingtui.services.office import Office


def told(office: Office, session: str | int, items: Sequence[ActionView]) -> str:
    """A sentence on those of the items that a sitting has ruled on, and on parts of split ones; empty for none.

    A due day is never set by itself: what the chair has not said stands in no minutes. Raises NotFound.
    """
    sitting = finding.session_of(office, office.registry(), session)
    split = {one.number for one in items if one.status is ActionStatus.SPLIT}
    parts = [one for one in actions.of_session(office, sitting.id) if one.came_from in split] if split else []
    found = [one for one in (*items, *parts) if is_lapsed(one, sitting.day)]
    if not found:
        return ""
    text = (
        _("{numbers}未另訂期限，原期限{day}已屆，仍列為逾期。如有新期限（例如「下次會議」），請於同一場再裁示一次。")
        if len({one.due for one in found}) == 1
        else _("{numbers}未另訂期限，原期限均已屆，仍列為逾期。如有新期限（例如「下次會議」），請於同一場再裁示一次。")
    )
    return text.format(numbers=written.few([one.number for one in found]), day=written.roc_iso(found[0].due))
