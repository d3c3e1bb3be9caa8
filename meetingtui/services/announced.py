"""What a notice or an invitation tells of a sitting, so that a later look knows whether it still stands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from meetingtui.domain.attendance import AttendeeView
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_
from meetingtui.services import attendees
from meetingtui.services.office import Office

CALLED_OFF = frozenset({Status.CANCELLED, Status.MERGED})
_FEED = "feed"
FACT_WORDS = {
    "state": N_("召開與否"), "start": N_("時間"), "end": N_("時間"), "room": N_("地點"), "chair": N_("主持人"),
    "host": N_("主辦機關"), "recipients": N_("邀請對象"),
}  # fmt: skip
ON_PAPER_ONLY = frozenset({"recipients"})
"""The facts that a feed does not tell."""
OF_A_TURN = frozenset({"state", "start", "end", "room", "host"})
"""The facts that change by a turn in the life of a sitting, which has its reason."""


def now(office: Office, registry: Registry, some: Sequence[SessionView]) -> dict[int, str]:
    """What would be told of each sitting today, by id: canonical JSON, equal where the same is said."""
    if not some:
        return {}
    guests = attendees.of_sittings(office, registry, some)
    return {one.id: _facts(one, guests[one.id]) for one in some}


def differences(told: str | None, now_said: str) -> tuple[str, ...]:
    """Which facts (FACT_WORDS) stand otherwise now than was told; none where all of it still stands."""
    if told == now_said:
        return ()
    before, since = read(told), read(now_said)
    return tuple(name for name in FACT_WORDS if before.get(name) != since.get(name))


def by_feed(told: str | None) -> bool:
    """Whether the last calendar file that told of a sitting was a feed: nobody was invited by it."""
    return _FEED in read(told)


def in_feed(now_said: str, agency: str, told: str | None) -> str | None:
    """What to keep of a sitting that stands in a feed for an agency (a code, "" for everybody); None for what is kept.

    An invitation stays what was told last. Where another agency's feed holds the sitting, what that one says stays
    told until all of them are made anew.
    """
    last = read(told)
    if last and _FEED not in last:
        return None
    if not last or agency in {"", last[_FEED]}:
        return _written(read(now_said) | {_FEED: agency})
    return None if last[_FEED] == "" else _written(last | {_FEED: ""})


def _facts(one: SessionView, guests: Sequence[AttendeeView]) -> str:
    asked = {f"{guest.agency_id or guest.name} {guest.role}" for guest in guests if not guest.walk_in}
    facts = {
        "state": one.status if one.status in CALLED_OFF else "", "start": one.start, "end": one.end,
        "room": f"{one.township} {one.room}", "chair": f"{one.acting or one.chair} {one.chair_person}",
        "host": one.host, "recipients": sorted(asked), "postponed": one.postponed_times, "reason": one.reason,
    }  # fmt: skip
    return _written(facts)


def after(now_said: str, told: str | None) -> str:
    """What to keep of a notice that says `now_said` after the one before it had `told`: with that for its `before`.

    Said a second time it goes on telling of the same change.
    """
    last = read(told)
    before = last.pop("before", None)
    if last and differences(told, now_said):
        before = last
    return _written(read(now_said) | ({"before": before} if before else {}))


def _written(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(told: str | None) -> dict[str, Any]:
    """The facts that were told; none of what cannot be read."""
    try:
        found = json.loads(told or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
