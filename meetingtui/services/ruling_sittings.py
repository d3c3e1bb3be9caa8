"""At which sittings action items can be ruled on now: begun, with open minutes, none later has ruled on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from meetingtui.domain.actions import ActionView
from meetingtui.domain.minutes import LOCKED
from meetingtui.domain.ruling_refusals import CannotFollow, NoSittingForAll, NoSittingRules, NotBegun
from meetingtui.domain.rulings import Ruling, may_follow
from meetingtui.domain.sittings import SessionView
from meetingtui.services import actions, rulings
from meetingtui.services.office import Office
from meetingtui.store.queries import action_rulings as rows
from meetingtui.store.queries import sessions as session_rows


class Turns(NamedTuple):
    """The sittings of an item's body since it was last ruled on: `ready` to rule on it, `sealed`, and to come."""

    ready: list[SessionView]
    sealed: list[SessionView]
    coming: list[SessionView]


def ready(office: Office, items: Sequence[str | int], verb: Ruling) -> list[SessionView]:
    """The sittings that can say `verb` of all of those items (ids or numbers), the latest first.

    Raises NotFound, NoSittingRules with what each waits for, CannotFollow, and NoSittingForAll.
    """
    found = [actions.show(office, one) for one in items]
    turns = [_turns(office, one) for one in found]
    for item, turn in zip(found, turns, strict=True):
        if not turn.ready:
            raise _nowhere(item, turn)
        if not (may_follow(item.status, verb) or _corrects(item, turn)):
            raise CannotFollow(item.number, item.status, verb)
    common = [one for one in turns[0].ready if all(one in turn.ready for turn in turns)] if turns else []
    if not common:
        raise NoSittingForAll(len(found))
    return common[::-1]


def _turns(office: Office, item: ActionView) -> Turns:
    states = dict(rows.since(office.reader, item.id))
    turns = Turns([], [], [])
    for one in session_rows.by_ids(office.reader, office.registry(), list(states)):
        if not _has_begun(office, one):
            turns.coming.append(one)
        elif states[one.id] in LOCKED:
            turns.sealed.append(one)
        else:
            turns.ready.append(one)
    return turns


def _corrects(item: ActionView, turn: Turns) -> bool:
    """Whether the last ruling on an item that has left can still give way at its own sitting."""
    turn.ready[:] = [one for one in turn.ready if one.number == item.ruled_in]
    return bool(turn.ready)


def _has_begun(office: Office, sitting: SessionView) -> bool:
    try:
        rulings.require_begun(office, sitting)
    except NotBegun:
        return False
    return True


def _nowhere(item: ActionView, turns: Turns) -> NoSittingRules:
    from meetingtui.services import written

    coming = next(iter(turns.coming), None)
    return NoSittingRules(
        item.number, turns.sealed[-1].number if turns.sealed else "", coming.number if coming else "",
        written.roc_iso(coming.day) if coming else "",
    )  # fmt: skip
