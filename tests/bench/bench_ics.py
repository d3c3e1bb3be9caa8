"""Calendar files: ten thousand sittings through the writer against the same bytes joined by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from meetingtui.domain.invitations import CalendarEntry, Guest, Method, Role
from meetingtui.formats import ics
from tests.bench.databases import Workshop
from tests.bench.measure import Ratio, cpu_of, in_turns
from tests.formats import handwritten

GUESTS = (
    Guest("衛生局", "health@example.invalid"),
    Guest("警察局", "police@example.invalid", Role.MAY),
    Guest("屏東地方法院", "court@example.invalid", Role.OBSERVER),
)


def calendar_files(workshop: Workshop) -> list[Ratio]:
    """One feed of all sittings, and an invite with three guests for each."""
    count, rounds = workshop.sizes.calendar, workshop.sizes.rounds
    invites = [_entry(index) for index in range(count)]
    plain = [replace(entry, guests=()) for entry in invites]
    if ics.write(plain, Method.PUBLISH) != feed_by_hand(plain) or _written(invites[:9]) != _joined(invites[:9]):
        raise ValueError("the hand-written calendar is another one")
    feed = in_turns(
        rounds, lambda: cpu_of(lambda: ics.write(plain, Method.PUBLISH)), lambda: cpu_of(lambda: feed_by_hand(plain))
    )
    each = in_turns(rounds, lambda: cpu_of(lambda: _written(invites)), lambda: cpu_of(lambda: _joined(invites)))
    return [
        Ratio(f"{count:,} sittings as one ICS feed", "hand-written join", feed[0], feed[1], 8.0),
        Ratio(f"{count:,} sittings as ICS invites with 3 guests", "hand-written join", each[0], each[1], 8.0),
    ]


def feed_by_hand(entries: list[CalendarEntry]) -> bytes:
    """Many sittings in one file to subscribe to, joined by hand."""
    lines = b"METHOD:PUBLISH\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\nX-PUBLISHED-TTL:PT12H\r\n"
    return handwritten.invites(entries).replace(b"METHOD:REQUEST\r\n", lines, 1)


def _written(entries: list[CalendarEntry]) -> list[bytes]:
    return [ics.write([entry], Method.REQUEST) for entry in entries]


def _joined(entries: list[CalendarEntry]) -> list[bytes]:
    return [handwritten.invites([entry]) for entry in entries]


def _entry(index: int) -> CalendarEntry:
    start = datetime(2026, 1, 5, 1, 30, tzinfo=UTC) + timedelta(hours=index)
    return CalendarEntry(
        uid=f"{index:08d}@meetingtui.invalid", number=f"PIF-10-115-{index:05d}", sequence=index % 3,
        changed_at=datetime(2025, 11, 20, 1, 0, tzinfo=UTC), start=start, end=start + timedelta(hours=2),
        title="強化社會安全網跨網絡會議", room="屏東縣政府第一會議室", description=("召開依據：強化社會安全網計畫",),
        categories=("聯繫會議",), organizer="屏東縣政府社會處", organizer_email="office@example.invalid", guests=GUESTS,
        alarm_minutes=60,
    )  # fmt: skip
