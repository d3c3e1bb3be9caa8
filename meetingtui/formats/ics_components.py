"""The `ics` package's components with serialisers of our own: order, time zone, guests and alarms as calendars need.

The package leaves out folding, SEQUENCE, time zones and the order of guests, and breaks on commas in names;
its own `Meta.serializer` is where all of that can be mended. Lines are cheap to build here: no Arrow objects,
and each class finds its serialisers once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from ics import Attendee, Calendar, Event, Organizer
from ics.alarm import DisplayAlarm
from ics.grammar.parse import Container, ContentLine
from ics.serializers.serializer import Serializer

from meetingtui.domain.invitations import (
    CalendarEntry,
    Guest,
    Method,
    Reply,
    Role,
    calendar_name,
    is_address,
    location,
    neutral,
    summary,
)
from meetingtui.formats.ics_text import before, clean, clean_line, escape, local_time, quoted, utc_time

PRODUCT = "-//meetingtui//meetingtui//ZH"
REMINDER = "會議提醒"
_ROLES = {
    Role.CHAIR: "CHAIR",
    Role.ATTENDEE: "REQ-PARTICIPANT",
    Role.MAY: "OPT-PARTICIPANT",
    Role.OBSERVER: "NON-PARTICIPANT",
}
_ANSWERS = {
    Reply.NONE: "NEEDS-ACTION",
    Reply.ACCEPTED: "ACCEPTED",
    Reply.DECLINED: "DECLINED",
    Reply.TENTATIVE: "TENTATIVE",
    Reply.DELEGATED: "DELEGATED",
}
_ZONE = """BEGIN:VTIMEZONE
TZID:Asia/Taipei
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
TZNAME:CST
END:STANDARD
END:VTIMEZONE""".replace("\n", "\r\n")


class InOrder(Serializer):  # type: ignore[misc] # the package ships no types
    """Finds the serialisers of a class once; the package looks for them at every component."""

    _found: tuple[Callable[[Any, Any], None], ...] = ()

    def __init_subclass__(cls) -> None:
        cls._found = tuple(Serializer.get_serializers.__func__(cls))

    @classmethod
    def get_serializers(cls) -> tuple[Callable[[Any, Any], None], ...]:
        """The functions named serialize_…, in the order of their names."""
        return cls._found


class _AlarmLines(InOrder):
    def serialize_1action(alarm: DisplayAlarm, container: Container) -> None:  # noqa: N805 - the package's own form
        container.append("ACTION:DISPLAY")
        container.append(f"DESCRIPTION:{alarm.display_text}")
        container.append(f"TRIGGER:{before(int(alarm.trigger.total_seconds()) // -60)}")


class _Alarm(DisplayAlarm):  # type: ignore[misc] # the package ships no types
    """A reminder before the sitting; its text is the same for every sitting."""

    class Meta(DisplayAlarm.Meta):  # type: ignore[misc] # the package ships no types
        serializer = _AlarmLines


class _OrganizerLine(InOrder):
    def serialize_1name(person: Organizer, line: ContentLine) -> None:  # noqa: N805 - the package's own form
        line.params["CN"] = [quoted(person.common_name)]


class _Organizer(Organizer):  # type: ignore[misc] # the package ships no types
    class Meta(Organizer.Meta):  # type: ignore[misc] # the package ships no types
        serializer = _OrganizerLine


class _GuestLine(InOrder):
    def serialize_1guest(person: _Guest, line: ContentLine) -> None:  # noqa: N805 - the package's own form
        params = line.params
        params["CUTYPE"] = [person.cutype]
        params["ROLE"] = [person.role]
        params["PARTSTAT"] = [person.partstat]
        if person.rsvp:
            params["RSVP"] = [person.rsvp]
        if person.delegate:
            params["DELEGATED-TO"] = [f'"mailto:{person.delegate}"']
        params["CN"] = [quoted(person.common_name)]


class _Guest(Attendee):  # type: ignore[misc] # the package ships no types
    """A guest with its role and answer; asked to answer unless the sitting is called off."""

    class Meta(Attendee.Meta):  # type: ignore[misc] # the package ships no types
        serializer = _GuestLine

    def __init__(self, guest: Guest, *, asked: bool) -> None:
        super().__init__(
            guest.email,
            guest.name,
            rsvp="TRUE" if asked else None,
            role=_ROLES[guest.role],
            partstat=_ANSWERS[guest.reply],
            cutype="GROUP" if guest.group else "INDIVIDUAL",
        )
        self.delegate = guest.delegated_to if is_address(guest.delegated_to) else ""


class _EventLines(InOrder):
    def serialize_1identity(event: _Sitting, container: Container) -> None:  # noqa: N805 - the package's own form
        entry = event.entry
        changed = utc_time(entry.changed_at)
        container += [
            f"UID:{clean_line(event.uid)}",
            f"DTSTAMP:{changed}",
            f"LAST-MODIFIED:{changed}",
            f"SEQUENCE:{entry.sequence}",
            f"DTSTART;TZID=Asia/Taipei:{local_time(entry.start)}",
            f"DTEND;TZID=Asia/Taipei:{local_time(entry.end)}",
        ]

    def serialize_2text(event: _Sitting, container: Container) -> None:  # noqa: N805 - the package's own form
        container.append(f"SUMMARY:{escape(clean_line(event.name))}")
        if event.location:
            container.append(f"LOCATION:{escape(clean_line(event.location))}")
        if event.description:
            container.append(f"DESCRIPTION:{escape(clean(event.description))}")
        categories = [escape(clean_line(name)) for name in event.entry.categories if name]
        if categories:
            container.append(f"CATEGORIES:{','.join(categories)}")

    def serialize_3state(event: _Sitting, container: Container) -> None:  # noqa: N805 - the package's own form
        container.append(f"STATUS:{event.status}")
        container.append(f"CLASS:{event.classification}")
        container.append("TRANSP:TRANSPARENT" if event.transparent else "TRANSP:OPAQUE")

    def serialize_4people(event: _Sitting, container: Container) -> None:  # noqa: N805 - the package's own form
        if event.organizer:
            container.append(event.organizer.serialize())
        container += [guest.serialize() for guest in event.in_order]

    def serialize_5alarm(event: _Sitting, container: Container) -> None:  # noqa: N805 - the package's own form
        container += [alarm.serialize() for alarm in event.alarms]


class _Sitting(Event):  # type: ignore[misc] # the package ships no types
    """The only way from an entry to bytes: what is confidential is made neutral here, before anything else.

    `in_order` holds the guests, as the package's own `attendees` is a set without order.
    """

    class Meta(Event.Meta):  # type: ignore[misc] # the package ships no types
        serializer = _EventLines

    def __init__(self, entry: CalendarEntry, method: Method) -> None:
        self.entry = entry = neutral(entry)
        called_off = entry.cancelled or method is Method.CANCEL
        super().__init__(
            name=summary(entry, method),
            uid=entry.uid,
            description="\n".join(entry.description),
            location=location(entry),
            transparent=called_off,
            status="CANCELLED" if called_off else "TENTATIVE" if entry.tentative else "CONFIRMED",
            classification="CONFIDENTIAL" if entry.confidential else "PUBLIC",
        )
        if is_address(entry.organizer_email):
            self.organizer = _Organizer(entry.organizer_email, entry.organizer)
        self.in_order = (
            []
            if method is Method.PUBLISH
            else [_Guest(guest, asked=not called_off) for guest in entry.guests if is_address(guest.email)]
        )
        if entry.alarm_minutes is not None and not called_off:
            self.alarms = [_Alarm(timedelta(minutes=-entry.alarm_minutes), display_text=REMINDER)]


class _CalendarLines(InOrder):
    def serialize_1head(calendar: CalendarFile, container: Container) -> None:  # noqa: N805 - the package's own form
        container += ["VERSION:2.0", f"PRODID:{calendar.creator}", "CALSCALE:GREGORIAN", f"METHOD:{calendar.method}"]
        if calendar.name:
            container.append(f"X-WR-CALNAME:{escape(clean_line(calendar.name))}")
        if calendar.method == Method.PUBLISH:
            container += ["REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"]

    def serialize_2zone(calendar: CalendarFile, container: Container) -> None:  # noqa: N805 - the package's own form
        if calendar.zoned:
            container.append(_ZONE)

    def serialize_3components(calendar: CalendarFile, container: Container) -> None:  # noqa: N805 - the package's form
        container += [one.serialize() for one in calendar.components]


class CalendarFile(Calendar):  # type: ignore[misc] # the package ships no types
    """A calendar whose components keep their order; the package's own `events` and `todos` are sets.

    `zoned` files have times in Taipei.
    """

    class Meta(Calendar.Meta):  # type: ignore[misc] # the package ships no types
        serializer = _CalendarLines

    def __init__(self, components: Sequence[Any], method: Method, name: str, *, zoned: bool) -> None:
        super().__init__(creator=PRODUCT)
        self.method = method
        self.components = components
        self.name = name
        self.zoned = zoned


def calendar_text(entries: Sequence[CalendarEntry], method: Method, name: str) -> str:
    """The whole file as lines joined by CRLF, not yet folded."""
    called = calendar_name(entries, name) if name else ""
    text: str = CalendarFile([_Sitting(entry, method) for entry in entries], method, called, zoned=True).serialize()
    return text
