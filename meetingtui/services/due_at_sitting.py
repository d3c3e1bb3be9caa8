"""Items that are due on the day of a sitting which then moves: their day stays what was ruled, so it is told."""

from __future__ import annotations

from meetingtui.dates.clock import iso_taipei
from meetingtui.domain.actions import STILL_OPEN, ActionFilter
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import actions, sessions, written
from meetingtui.services.office import Office

MOVES = frozenset({"moved", "postponed"})


def told(office: Office, moved: SessionView) -> str:
    """A sentence on the open items of its series (and track) due on the day that a sitting has just left; else empty.

    A due day was ruled as a day, also where 下次會議 was said, and stands in the minutes: it never moves by itself.
    """
    turns = [one for one in sessions.history(office, moved.id) if one.verb in MOVES]
    left = iso_taipei(turns[-1].before)[:10] if turns and turns[-1].before else ""
    if not left or (moved.day and moved.day <= left):
        return ""
    wanted = ActionFilter(
        statuses=tuple(str(one) for one in STILL_OPEN), series_ids=(moved.series_id,), first=left, last=left,
        track_ids=None if moved.track_id is None else (moved.track_id,),
    )  # fmt: skip
    found = actions.listed(office, wanted)
    if not found:
        return ""
    text = _("{numbers}的期限是原開會日{day}，不隨改期更動，到期即列為逾期。請於會議裁示新期限。")
    return text.format(numbers=written.few([one.number for one in found], 2), day=written.roc_iso(left))
