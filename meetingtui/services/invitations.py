"""Sittings as calendar files: the feed of many, the invite and the cancel of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from meetingtui.dates.clock import unstamp
from meetingtui.domain.attendance import AttendeeView
from meetingtui.domain.cadence import LEVEL_NAMES, Level
from meetingtui.domain.errors import Refusal
from meetingtui.domain.invitations import (
    NEUTRAL_TITLE,
    CalendarEntry,
    Guest,
    Method,
    NothingToExport,
    Reply,
    Role,
    WrongMethod,
    calendar_name,
    is_address,
    without_address,
)
from meetingtui.domain.registry import Agency, Registry
from meetingtui.domain.sessions import OPEN, Status
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.services import attendees, finding
from meetingtui.services.office import Office
from meetingtui.store.queries import attendance as attendance_rows
from meetingtui.store.queries import sessions as session_rows

NOBODY = "organizer@meetingtui.invalid"
"""Stands where the county has given no address: an invite without organizer is no invite (RFC 5546 §3.2.2)."""
CALLED_OFF = frozenset({Status.CANCELLED, Status.MERGED, Status.POSTPONED})
"""States in which a sitting does not take place at its time; a postponed one only while it has no new date."""


class HeldByOthers(Refusal):
    """An invite to a sitting that another body calls."""

    def __init__(self, number: str, host: str) -> None:
        super().__init__(
            _("{number}由{host}召開，不由本府發送邀請或取消。請改用訂閱檔（--method publish）。"),
            number=number,
            host=host or _("外部機關"),
        )


class Prepared(NamedTuple):
    """Calendar files by name, what is in them, and who cannot be reached by them.

    `unreachable` are guests without a usable e-mail, who still get paper; `no_sender` says that replies go nowhere;
    `unlisted` are confidential sittings whose files list nobody although somebody is asked.
    """

    files: dict[str, bytes]
    sittings: tuple[SessionView, ...]
    unreachable: tuple[str, ...]
    no_sender: bool
    method: Method = Method.PUBLISH
    agency: str = ""
    unlisted: tuple[SessionView, ...] = ()

    @property
    def fed(self) -> tuple[SessionView, ...]:
        """The sittings that stand in a feed, for `agency` (a code) only if one is named."""
        return self.sittings if self.method is Method.PUBLISH else ()

    @property
    def invited(self) -> tuple[SessionView, ...]:
        """The sittings of which an invitation or a cancellation goes out by these files; none of a feed's."""
        return () if self.method is Method.PUBLISH else self.sittings


def export(
    office: Office, wanted: SessionFilter | Sequence[int], method: Method, *, agency: str = "",
    alarm_minutes: int | None = 60, name: str = "",
) -> dict[str, bytes]:  # fmt: skip
    """Calendar files by name; as `prepare`."""
    return prepare(office, wanted, method, agency=agency, alarm_minutes=alarm_minutes, name=name).files


def prepare(
    office: Office, wanted: SessionFilter | Sequence[int], method: Method, *, agency: str = "",
    alarm_minutes: int | None = 60, name: str = "", for_one: str | None = None,
) -> Prepared:  # fmt: skip
    """One feed (PUBLISH), or a file for each sitting (REQUEST, CANCEL), of a filter or of ids in their order.

    `agency` keeps what that agency hosts or is asked to; `name` is what a feed is called. Of a confidential sitting
    nobody is listed, or in what goes to one (`for_one`: the address, empty where there is none) only that one. Of
    several sittings those that the method does not suit are left out. Raises NotFound, NothingToExport, and for a
    single sitting WrongMethod or HeldByOthers.
    """
    from meetingtui.formats import ics
    from meetingtui.formats.files import safe_name

    registry = office.registry()
    guests, sittings = _chosen(office, registry, wanted, agency)
    made = _entries(office, registry, sittings, guests, alarm_minutes)
    made = _suited(made, method)
    if not made:
        raise NothingToExport
    own = attendance_rows.sender(office.reader).email
    entries_made = [_without_others(entry, for_one, own) for _sitting, entry in made]
    if method is Method.PUBLISH:
        title = calendar_name(entries_made, name or _feed_name(office, registry, made, agency))
        stem = title if title != NEUTRAL_TITLE or name else _neutral_stem(registry, made, agency)
        files = {safe_name(stem, fallback="calendar", suffix=".ics"): ics.write(entries_made, method, name=title)}
    else:
        files = ics.write_each(entries_made, method)
    asked = [] if method is Method.PUBLISH else [guest for entry in entries_made for guest in entry.guests]
    missing = dict.fromkeys(guest.name for guest in without_address(asked))
    return Prepared(
        files, tuple(sitting for sitting, _entry in made), tuple(missing),
        method is not Method.PUBLISH and any(_asks_in_vain(entry, for_one) for entry in entries_made), method,
        finding.agency_of(registry, agency).code if agency else "", _unlisted(made, method) if for_one is None else (),
    )  # fmt: skip


def unlisted_words(sittings: Collection[SessionView]) -> str:
    """That the calendar files of these list nobody, and how to invite by name; '' where there are none."""
    if not sittings:
        return ""
    return _("密件的邀請檔與取消檔不列受邀人（{count}場），逐一邀請請用郵件草稿（notice mail）。").format(
        count=len({one.id for one in sittings})
    )


def entries(office: Office, sittings: Sequence[SessionView], *, alarm_minutes: int | None = 60) -> list[CalendarEntry]:
    """The calendar entries of sittings; those that never had a time are left out."""
    registry = office.registry()
    guests = attendees.of_sittings(office, registry, sittings)
    return [entry for _sitting, entry in _entries(office, registry, sittings, guests, alarm_minutes)]


def organizer(office: Office, one: SessionView) -> tuple[str, str]:
    """Who calls a sitting, by name and by the address to which its answers go; no address where none is known."""
    name, email = _organizer(office.registry(), one, attendance_rows.sender(office.reader))
    return name, "" if email == NOBODY else email


def _chosen(
    office: Office, registry: Registry, wanted: SessionFilter | Sequence[int], agency: str
) -> tuple[dict[int, list[AttendeeView]], list[SessionView]]:
    if isinstance(wanted, SessionFilter):
        sittings = session_rows.page(office.reader, registry, wanted)
    else:
        sittings = session_rows.by_ids(office.reader, registry, list(wanted))
    guests = attendees.of_sittings(office, registry, sittings)
    if agency:
        bureau = finding.agency_of(registry, agency)
        sittings = [one for one in sittings if _concerns(registry, bureau, one, guests[one.id])]
    return guests, sittings


def _concerns(registry: Registry, agency: Agency, sitting: SessionView, guests: Iterable[AttendeeView]) -> bool:
    return _host(registry, sitting) == agency.id or any(guest.agency_id == agency.id for guest in guests)


def _host(registry: Registry, sitting: SessionView) -> int | None:
    rule = registry.series[sitting.series_id].rule(_day(sitting))
    return sitting.host_agency_id or rule.host_agency_id


def _entries(
    office: Office, registry: Registry, sittings: Sequence[SessionView], guests: dict[int, list[AttendeeView]],
    alarm_minutes: int | None,
) -> list[tuple[SessionView, CalendarEntry]]:  # fmt: skip
    sender = attendance_rows.sender(office.reader)
    undated = [one.id for one in sittings if not one.start]
    before = attendance_rows.times_before_postponing(office.reader, undated)
    found = []
    for one in sittings:
        span = _span(registry, one, before.get(one.id, ""))
        if span is not None:
            name, email = _organizer(registry, one, sender)
            entry = CalendarEntry(
                uid=one.uid, number=one.number, sequence=one.sequence, changed_at=unstamp(one.changed_at),
                start=span[0], end=span[1], title=_title(one), room=one.room, township=one.township,
                description=tuple(_description(one)), categories=(LEVEL_NAMES[Level(one.level)],), organizer=name,
                organizer_email=email,
                guests=tuple(_guest(guest, one) for guest in guests[one.id] if not guest.walk_in),
                alarm_minutes=alarm_minutes or None, confidential=one.confidential, cancelled=_is_off(one),
            )  # fmt: skip
            found.append((one, entry))
    return found


def _span(registry: Registry, one: SessionView, before: str) -> tuple[datetime, datetime] | None:
    """When a sitting is, or was to be before it was postponed; None for one that never had a time."""
    if one.start:
        return datetime.fromisoformat(one.start), datetime.fromisoformat(one.end)
    if not before:
        return None
    start = unstamp(before)
    return start, start + timedelta(minutes=registry.series[one.series_id].rule(before[:10]).minutes)


def _is_off(one: SessionView) -> bool:
    return one.status in CALLED_OFF and not (one.status == Status.POSTPONED and one.start)


def _organizer(registry: Registry, one: SessionView, sender: attendance_rows.Sender) -> tuple[str, str]:
    """Who calls it: the host; of a confidential sitting the office where it has an address, as hosts tell the kind."""
    if one.confidential and is_address(sender.email):
        return sender.organizer or sender.county, sender.email
    agency = registry.agencies.get(_host(registry, one) or 0)
    if agency is not None and is_address(agency.email):
        return registry.name("agency", agency.id, _day(one)), agency.email
    return sender.organizer or sender.county, sender.email if is_address(sender.email) else NOBODY


def _title(one: SessionView) -> str:
    return f"{one.name}（{one.track_name}）" if one.track_name else one.name


def _description(one: SessionView) -> list[str]:
    """Lines in Chinese whatever the language of the program: they go to other agencies."""
    chair = f"{one.acting or one.chair}{one.chair_person}"
    lines = [("場次", one.number), ("主持人", f"{chair}（代理）" if one.acting else chair), ("主辦單位", one.host)]
    if _is_off(one):
        lines.append(("事由", one.reason))
    return [f"{name}：{value}" for name, value in lines if value]


def _guest(guest: AttendeeView, one: SessionView) -> Guest:
    """A guest with his answer, if it was given to the sitting as it stands."""
    current = bool(guest.reply) and guest.reply_sequence == one.sequence
    return Guest(
        guest.name, guest.email, Role(guest.role), guest.group, Reply(guest.reply) if current else Reply.NONE,
        guest.delegated_to if current else "",
    )  # fmt: skip


def _unlisted(made: Sequence[tuple[SessionView, CalendarEntry]], method: Method) -> tuple[SessionView, ...]:
    if method is Method.PUBLISH:
        return ()
    return tuple(sitting for sitting, entry in made if entry.confidential and entry.guests)


def _without_others(entry: CalendarEntry, for_one: str | None, own: str) -> CalendarEntry:
    """An entry as one recipient may see it: who else is asked to a confidential sitting tells the kind of case.

    So does the host's address, which only who is asked may see; `own` is the office's.
    """
    if not entry.confidential:
        return entry
    if for_one is not None:
        return replace(entry, guests=tuple(guest for guest in entry.guests if for_one and guest.email == for_one)[:1])
    return replace(entry, guests=(), organizer_email=own if is_address(own) else NOBODY)


def _asks_in_vain(entry: CalendarEntry, for_one: str | None) -> bool:
    """Whether answers to it would go nowhere; who is not listed gives none."""
    return entry.organizer_email == NOBODY and not (entry.confidential and for_one is None)


def _suited(made: list[tuple[SessionView, CalendarEntry]], method: Method) -> list[tuple[SessionView, CalendarEntry]]:
    """Of several entries those that the method suits; a single one must suit it."""
    if method is Method.PUBLISH:
        return made
    if len(made) == 1:
        sitting, entry = made[0]
        if sitting.external:
            raise HeldByOthers(sitting.number, sitting.host)
        if entry.cancelled is not (method is Method.CANCEL):
            raise WrongMethod(entry.number, cancelled=entry.cancelled)
        return made
    return [
        (sitting, entry) for sitting, entry in made
        if not sitting.external and (entry.cancelled if method is Method.CANCEL else sitting.status in OPEN)
        and not (method is Method.REQUEST and entry.cancelled)
    ]  # fmt: skip


def _feed_name(
    office: Office, registry: Registry, made: Sequence[tuple[SessionView, CalendarEntry]], agency: str
) -> str:
    """County, agency, years and series, as far as all sittings share them."""
    names = {sitting.name for sitting, _entry in made}
    whose = finding.agency_of(registry, agency).name if agency else registry.county or office.county_name
    return f"{whose}{_years(made)}年{names.pop() if len(names) == 1 else '會議'}"


def _neutral_stem(registry: Registry, made: Sequence[tuple[SessionView, CalendarEntry]], agency: str) -> str:
    """What tells confidential feeds in one folder apart: codes and years, as they stand in the numbers anyway."""
    series = {sitting.series for sitting, _entry in made}
    parts = [finding.agency_of(registry, agency).code if agency else "", series.pop() if len(series) == 1 else ""]
    return "_".join(filter(None, (NEUTRAL_TITLE, *parts, _years(made))))


def _years(made: Sequence[tuple[SessionView, CalendarEntry]]) -> str:
    """The ROC years of sittings: 115, 115-116."""
    years = sorted({sitting.year - 1911 for sitting, _entry in made})
    return f"{years[0]}" if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _day(one: SessionView) -> str:
    return one.day or f"{one.year}-01-01"
