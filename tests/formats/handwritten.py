"""The same calendar file joined by hand: the oracle of the writer and the measure of its speed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

from meetingtui.domain.invitations import CalendarEntry, Guest, Reply, Role

_TAIPEI = timezone(timedelta(hours=8))
_ZONE = """BEGIN:VTIMEZONE\r
TZID:Asia/Taipei\r
BEGIN:STANDARD\r
DTSTART:19700101T000000\r
TZOFFSETFROM:+0800\r
TZOFFSETTO:+0800\r
TZNAME:CST\r
END:STANDARD\r
END:VTIMEZONE"""
_ROLE = {
    Role.CHAIR: "CHAIR",
    Role.ATTENDEE: "REQ-PARTICIPANT",
    Role.MAY: "OPT-PARTICIPANT",
    Role.OBSERVER: "NON-PARTICIPANT",
}


def invites(entries: Sequence[CalendarEntry]) -> bytes:
    """All entries as invites in one file (which no calendar would take, but takes as long to build)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//meetingtui//meetingtui//ZH", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:REQUEST", _ZONE]
    for e in entries:
        changed = e.changed_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        lines += [
            "BEGIN:VEVENT",
            f"UID:{e.uid}",
            f"DTSTAMP:{changed}",
            f"LAST-MODIFIED:{changed}",
            f"SEQUENCE:{e.sequence}",
            f"DTSTART;TZID=Asia/Taipei:{_wall(e.start)}",
            f"DTEND;TZID=Asia/Taipei:{_wall(e.end)}",
            f"SUMMARY:{_text(e.title)} {e.number}",
            f"LOCATION:{_text(e.township + e.room)}",
            f"DESCRIPTION:{_text(chr(10).join(e.description))}",
            f"CATEGORIES:{','.join(map(_text, e.categories))}",
            "STATUS:CONFIRMED",
            "CLASS:PUBLIC",
            "TRANSP:OPAQUE",
            f'ORGANIZER;CN="{e.organizer}":mailto:{e.organizer_email}',
        ]
        lines += [_guest(guest) for guest in e.guests]
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:會議提醒",
            f"TRIGGER:-PT{e.alarm_minutes}M",
            "END:VALARM",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(map(_fold, "\r\n".join(lines).split("\r\n")))


def _guest(guest: Guest) -> str:
    kind = "GROUP" if guest.group else "INDIVIDUAL"
    answer = "NEEDS-ACTION" if guest.reply is Reply.NONE else guest.reply.upper()
    role = _ROLE[guest.role]
    return f'ATTENDEE;CUTYPE={kind};ROLE={role};PARTSTAT={answer};RSVP=TRUE;CN="{guest.name}":mailto:{guest.email}'


def _wall(moment: datetime) -> str:
    return moment.astimezone(_TAIPEI).strftime("%Y%m%dT%H%M%S")


def _text(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> bytes:
    octets = line.encode()
    if len(octets) <= 75:
        return octets + b"\r\n"
    cut = 75
    while octets[cut] & 0xC0 == 0x80:
        cut -= 1
    folded = octets[:cut]
    while octets := octets[cut:]:
        cut = 74
        while cut < len(octets) and octets[cut] & 0xC0 == 0x80:
            cut -= 1
        folded += b"\r\n " + octets[:cut]
    return folded + b"\r\n"
