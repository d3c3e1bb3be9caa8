"""What is wrong with a time for a sitting: asked before every save, by the same pure rules as the planner's."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from meetingtui.dates.clock import stamp, to_taipei, unstamp
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import Rule, RulesBroken, Status
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.planning import clashes
from meetingtui.planning.clashes import Booking
from meetingtui.planning.request import room_key
from meetingtui.services import council, plan_weights
from meetingtui.services.office import Office
from meetingtui.store.queries import calendar as calendar_rows
from meetingtui.store.queries import sessions as session_rows

TAKING = (Status.PLANNED.value, Status.NOTICED.value, Status.HELD.value)
"""States in which a sitting takes its chair and room."""


class Proposal(NamedTuple):
    """A time somebody wants for a sitting; `start` and `end` are Taipei times without zone."""

    label: str
    start: datetime
    end: datetime
    presiding: int | None = None
    room: str = ""
    township: str = ""
    external: bool = False
    window_first: str = ""
    window_last: str = ""
    notice_days: int | None = None
    session_id: int | None = None


def broken(office: Office, registry: Registry, wanted: Proposal) -> list[tuple[Rule, str]]:
    """Every rule that the proposed time breaks, with its sentence."""
    found = [(Rule.CLASH, one) for one in _clashes(office, registry, wanted)]
    day = wanted.start.date()
    if not wanted.external:
        closed = clashes.day_off(calendar_rows.load(office.reader), wanted.start, wanted.end, wanted.township or None)
        if closed:
            found.append((Rule.HOLIDAY, closed))
    outside = clashes.outside_window(day, _day(wanted.window_first), _day(wanted.window_last))
    if outside:
        found.append((Rule.WINDOW, outside))
    today = office.clock.today()
    if wanted.notice_days is not None and day >= today:
        late = clashes.notice_too_short(today, day, wanted.notice_days)
        if late:
            found.append((Rule.NOTICE, late))
    return found


def refuse(
    office: Office, registry: Registry, wanted: Proposal, despite: frozenset[Rule], reason: str
) -> frozenset[Rule]:
    """The rules that are overruled. Raises RulesBroken with what is neither kept nor that; it needs a reason."""
    found = broken(office, registry, wanted)
    standing = [(rule, sentence) for rule, sentence in found if rule not in despite]
    if standing or (found and not reason.strip()):
        raise RulesBroken(standing or found)
    return frozenset(rule for rule, _sentence in found)


def booking_of(registry: Registry, sitting: SessionView) -> Booking | None:
    """What a sitting takes; None while it has no date."""
    if not sitting.start:
        return None
    start, end = datetime.fromisoformat(sitting.start), datetime.fromisoformat(sitting.end)
    keys = _keys(registry, sitting.presiding, sitting.day, sitting.room, sitting.township, sitting.external)
    return Booking(
        keys,
        start.replace(tzinfo=None),
        end.replace(tzinfo=None),
        _("{name}（{mark}）").format(name=sitting.name, mark=sitting.number),
        sitting.township,
    )


def key_names(registry: Registry, day: str) -> dict[str, str]:
    """What to call the keys of bookings on a day: posts by name, with the person who holds them."""
    names = {}
    for post in registry.posts.values():
        holder = registry.holder(post.id, day)
        name = registry.name("post", post.id, day)
        names[registry.person_key(post.id, day)] = f"{name}{holder.person}" if holder else name
    return names


def _keys(
    registry: Registry, presiding: int | None, day: str, room: str, township: str, external: bool
) -> frozenset[str]:
    keys = set()
    if presiding is not None:
        keys.add(registry.person_key(presiding, day))
    if room and not external:
        keys.add(room_key(room, township))
    return frozenset(keys)


def _clashes(office: Office, registry: Registry, wanted: Proposal) -> list[str]:
    day = wanted.start.date().isoformat()
    keys = _keys(registry, wanted.presiding, day, wanted.room, wanted.township, wanted.external)
    here = Booking(keys, wanted.start, wanted.end, wanted.label, wanted.township)
    same_day = session_rows.page(office.reader, registry, SessionFilter(first=day, last=day, statuses=TAKING))
    others = [booking_of(registry, one) for one in same_day if one.id != wanted.session_id]
    there = [one for one in others if one]
    found = clashes.clashes(here, there, key_names(registry, day), travel=travel_minutes(office))
    return [one.sentence for one in found] + _taken(office, registry, here) + _in_council(office, registry, here)


def travel_minutes(office: Office) -> int:
    """What a chair needs between two townships."""
    return plan_weights.of(office).travel_minutes


def _in_council(office: Office, registry: Registry, here: Booking) -> list[str]:
    """That who is to preside must sit in the county council that day."""
    day = here.start.date()
    text = _("{who}當日須列席議會（{title}）。")
    return [
        text.format(who=registry.name("post", post, day.isoformat()), title=one.title)
        for one in council.between(office, registry, day, day) if one.required for post in one.posts
        if registry.person_key(post, day.isoformat()) in here.keys
    ]  # fmt: skip


def _taken(office: Office, registry: Registry, here: Booking) -> list[str]:
    """Busy times, imported from a calendar, that a proposal runs into."""
    rows = calendar_rows.blackouts(office.reader, stamp(here.start), stamp(here.end))
    found = []
    for _id, post_id, room, start, end, _source in rows:
        day = here.start.date().isoformat()
        key = registry.person_key(post_id, day) if post_id else room_key(room)
        if key in here.keys:
            who = registry.name("post", post_id, day) if post_id else room
            found.append(_busy(who, to_taipei(unstamp(start)), to_taipei(unstamp(end)), day))
    return found


def _busy(who: str, start: datetime, end: datetime, day: str) -> str:
    """That somebody is busy on `day`, with the hours of that day only."""
    first = "00:00" if start.date().isoformat() < day else f"{start:%H:%M}"
    last = "24:00" if end.date().isoformat() > day else f"{end:%H:%M}"
    if (first, last) == ("00:00", "24:00"):
        return _("{who}當日整日另有行程。").format(who=who)
    return _("{who}當日{span}另有行程。").format(who=who, span=f"{first}-{last}")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def end_of(start: datetime, minutes: int) -> datetime:
    """When a sitting of that length ends; never on a later day."""
    last = start.replace(hour=23, minute=59)
    return min(start + timedelta(minutes=max(minutes, 1)), last) if start < last else start
