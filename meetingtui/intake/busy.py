"""When a foreign calendar is busy: times only, merged, in Taipei time; titles are never read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Any, NamedTuple

from meetingtui.intake.calendar_files import read
from meetingtui.intake.recurrence import MOST_OCCURRENCES, NotRepeatable, Steps, occurrences
from meetingtui.language import N_, _

TAIPEI = timezone(timedelta(hours=8))
MOST_YEARS = 5
UNSURE = N_("暫定，未計入")
"""Why a tentative entry is left out."""
_LONGEST = timedelta(days=366)
_Part = Any
"""An event or busy list as the library gives it: each property may be missing, single or a list."""


class Busy(NamedTuple):
    """A time that is taken, aware, in Taipei time; `end` is not in it."""

    start: datetime
    end: datetime


class Skipped(NamedTuple):
    """An entry that was left out: which one, and why."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class BusyResult:
    """Busy times in order, overlapping ones merged, and what was left out."""

    busy: tuple[Busy, ...]
    skipped: tuple[Skipped, ...]


class Window(NamedTuple):
    """The moments asked about; `end` is not in it."""

    start: datetime
    end: datetime


def read_busy(
    data: bytes, first: date, last: date, *, filename: str = "", without: Container[str] = (), tentative: bool = False,
) -> BusyResult:  # fmt: skip
    """What is busy on the days `first` to `last` (both in it, at most five years). Raises WrongFile.

    Events whose UID is in `without` are left out, as our own invitations come back in other people's calendars.
    Cancelled entries, those shown as free and (without `tentative`) tentative ones of these days are named in
    `skipped`, and so is what cannot be understood, or repeats beyond the bounds.
    """
    last = min(last, first + timedelta(days=MOST_YEARS * 366))
    window = Window(midnight(first), midnight(last + timedelta(days=1)))
    file = read(data, filename=filename)
    busy: list[Busy] = []
    skipped: list[Skipped] = []
    steps, free_steps = Steps(), Steps()
    for number, event, moved in _series(one for one in file.events if str(one.get("UID", "")) not in without):
        if why := _why_free(event, tentative):
            if "RECURRENCE-ID" not in event and _touches(event, moved, window, free_steps):
                skipped.append(Skipped(_which(number, event), why))
            continue
        try:
            busy.extend(_times(event, moved, window, steps))
        except NotRepeatable as why:
            skipped.append(Skipped(_which(number, event), _(str(why))))
        except (OverflowError, ValueError, TypeError, AttributeError, KeyError):
            skipped.append(Skipped(_which(number, event), _("日期或時間寫法有誤")))
    for number, part in enumerate(file.free_busy, 1):
        try:
            taken, unsure = _periods(part, window)
            busy.extend([*taken, *unsure] if tentative else taken)
            if unsure and not tentative:
                skipped.append(Skipped(_which(number, part), _(UNSURE)))
        except (OverflowError, ValueError, TypeError, AttributeError):
            skipped.append(Skipped(_which(number, part), _("日期或時間寫法有誤")))
    return BusyResult(merged(busy, window), tuple(skipped))


def midnight(day: date) -> datetime:
    """The first moment of a day in Taipei."""
    return datetime.combine(day, time(), TAIPEI)


def _which(number: int, part: _Part) -> str:
    try:
        day = part["DTSTART"].dt.isoformat()[:10]
    except (KeyError, ValueError, AttributeError):
        return _("第{number}筆").format(number=number)
    return _("第{number}筆（{date}）").format(number=number, date=day)


def _series(events: Iterable[_Part]) -> Iterator[tuple[int, _Part, frozenset[datetime]]]:
    """Each event with its place in the file and the occurrences that others of the same UID replace.

    Of two versions of the same event the one with the higher sequence counts.
    """
    newest: dict[tuple[str, object], tuple[int, _Part]] = {}
    for number, event in enumerate(events, 1):
        uid = str(event.get("UID", "")) or f"#{number}"
        key = (uid, _key(event.get("RECURRENCE-ID")))
        known = newest.get(key)
        if known is None or _sequence(event) >= _sequence(known[1]):
            newest[key] = (number, event)
    moved: dict[str, set[datetime]] = defaultdict(set)
    for uid, instant in newest:
        if isinstance(instant, datetime):
            moved[uid].add(instant)
    for (uid, instant), (number, event) in newest.items():
        yield number, event, frozenset() if instant else frozenset(moved[uid])


def _key(recurrence: Any) -> datetime | str:
    """The occurrence that an event replaces, as an instant; nothing for the series itself."""
    if recurrence is None:
        return ""
    try:
        return _instant(recurrence.dt)
    except (AttributeError, OverflowError, ValueError, TypeError):
        return "?"


def _sequence(event: _Part) -> int:
    value = event.get("SEQUENCE", 0)
    return value if isinstance(value, int) else 0


def _instant(moment: date) -> datetime:
    """`moment` as an instant; a date is its first moment and a time without zone is meant in Taipei."""
    if not isinstance(moment, datetime):
        return midnight(moment)
    return moment.replace(tzinfo=TAIPEI) if moment.tzinfo is None else moment.astimezone(TAIPEI)


def _times(event: _Part, moved: frozenset[datetime], window: Window, steps: Steps) -> Iterator[Busy]:
    _refuse_unclear(event)
    start = event["DTSTART"].dt
    length = _length(event, start)
    zone = start.tzinfo if isinstance(start, datetime) and start.tzinfo else TAIPEI
    wall = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time())
    dropped = {_instant(moment) for moment in _dates(event, "EXDATE")} | moved
    days_dropped = {day for day in _dates(event, "EXDATE") if not isinstance(day, datetime)}
    for begin in _starts(event, wall, zone, Window(window.start - length, window.end), steps):
        local = begin.replace(tzinfo=zone)
        instant = local.astimezone(TAIPEI)
        if instant not in dropped and local.date() not in days_dropped:
            yield Busy(instant, instant + length)


def _why_free(event: _Part, tentative: bool) -> str:
    """Why nobody is taken by an event, in words; "" where somebody is."""
    status, shown = (str(event.get(name, "")).upper() for name in ("STATUS", "X-MICROSOFT-CDO-BUSYSTATUS"))
    if status == "CANCELLED":
        return _("已取消")
    if str(event.get("TRANSP", "")).upper() == "TRANSPARENT" or shown == "FREE":
        return _("標示為有空")
    if shown == "WORKINGELSEWHERE":
        return _("標示為在他處辦公")
    if "TENTATIVE" in {status, shown} and not tentative:
        return _(UNSURE)
    return ""


def _touches(event: _Part, moved: frozenset[datetime], window: Window, steps: Steps) -> bool:
    """Whether an event lies in the window, as far as that can be understood."""
    try:
        return bool(merged(_times(event, moved, window, steps), window))
    except (NotRepeatable, OverflowError, ValueError, TypeError, AttributeError, KeyError):
        return True


def _refuse_unclear(event: _Part) -> None:
    if event.errors or "DTSTART" not in event:
        raise NotRepeatable(N_("日期或時間寫法有誤"))
    if "EXRULE" in event or isinstance(event.get("RRULE"), list):
        raise NotRepeatable(N_("有一個以上的重複規則"))
    if "RECURRENCE-ID" in event and event["RECURRENCE-ID"].params.get("RANGE"):
        raise NotRepeatable(N_("一次改動之後的所有場次，無法換算"))
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        value = event.get(name)
        if value is not None and value.params.get("TZID") and getattr(value.dt, "tzinfo", None) is None:
            raise NotRepeatable(N_("時區不明，請將時區改為臺北後重新匯出"))


def _length(event: _Part, start: date) -> timedelta:
    """How long one occurrence lasts; a date without an end is one day (RFC 5545 §3.6.1)."""
    if "DTEND" in event:
        length = _instant(event["DTEND"].dt) - _instant(start)
    elif "DURATION" in event:
        length = event["DURATION"].dt
    else:
        length = timedelta(0) if isinstance(start, datetime) else timedelta(days=1)
    if not timedelta(0) < length <= _LONGEST:
        raise NotRepeatable(N_("沒有時間長度，或長於一年"))
    return length


def _starts(event: _Part, wall: datetime, zone: tzinfo, window: Window, steps: Steps) -> Iterator[datetime]:
    """Starts in the event's own wall time, one day wider than the window on each side."""
    first, last = (moment.astimezone(zone).replace(tzinfo=None) for moment in window)
    first, last = first - timedelta(days=1), last + timedelta(days=1)
    if "RRULE" in event:
        rule = event["RRULE"]
        until = _until(rule.get("UNTIL"), zone)
        yield from occurrences(rule.to_ical().decode(), wall, first, last, until=until, steps=steps)
    else:
        yield wall
    more = _dates(event, "RDATE")
    if len(more) > MOST_OCCURRENCES:
        raise NotRepeatable(N_("重複次數超過750次"))
    for moment in more:
        local = _instant(moment).astimezone(zone).replace(tzinfo=None)
        if first <= local <= last:
            yield local


def _until(value: Any, zone: tzinfo) -> datetime | None:
    if not value:
        return None
    until = value[0]
    if not isinstance(until, datetime):
        return datetime.combine(until, time(23, 59, 59))
    return until.astimezone(zone).replace(tzinfo=None) if until.tzinfo else until


def _dates(event: _Part, name: str) -> list[date]:
    """The dates or moments of EXDATE or RDATE lines; of a period its start."""
    values = event.get(name, [])
    found = [one.dt for line in (values if isinstance(values, list) else [values]) for one in line.dts]
    return [one[0] if isinstance(one, tuple) else one for one in found]


def _periods(part: _Part, window: Window) -> tuple[list[Busy], list[Busy]]:
    """The busy periods of a VFREEBUSY, and the tentative ones that lie in the window."""
    values = part.get("FREEBUSY", [])
    taken: list[Busy] = []
    unsure: list[Busy] = []
    for period in values if isinstance(values, list) else [values]:
        kind = str(period.params.get("FBTYPE", "BUSY")).upper()
        if kind != "FREE":
            start, end = _instant(period.start), _instant(period.end)
            if start < end:
                (unsure if kind == "BUSY-TENTATIVE" else taken).append(Busy(start, end))
    return taken, [one for one in unsure if one.start < window.end and one.end > window.start]


def merged(busy: Iterable[Busy], window: Window) -> tuple[Busy, ...]:
    """What of `busy` touches the window, in order, with overlapping times made one."""
    found: list[Busy] = []
    for one in sorted(busy):
        if one.end <= window.start or one.start >= window.end:
            continue
        if found and one.start <= found[-1].end:
            found[-1] = Busy(found[-1].start, max(one.end, found[-1].end))
        else:
            found.append(one)
    return tuple(found)
