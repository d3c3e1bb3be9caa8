"""Everybody at a sitting: chair, members, track and guests, with their addresses, answers and attendance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from meetingtui.domain import seats
from meetingtui.domain.attendance import AttendeeView
from meetingtui.domain.guests import of_network
from meetingtui.domain.registry import Agency, Registry
from meetingtui.domain.sittings import SessionView
from meetingtui.services.office import Office
from meetingtui.store.queries import attendance as rows
from meetingtui.store.queries.attendance import Addresses, Recorded


def of_sittings(office: Office, registry: Registry, sittings: Sequence[SessionView]) -> dict[int, list[AttendeeView]]:
    """The guest list of each sitting, by its id."""
    addresses = rows.addresses(office.reader)
    recorded = rows.recorded(office.reader, [one.id for one in sittings])
    lists = Lists(registry, addresses)
    return {one.id: merged(lists.of(one), recorded.get(one.id, ())) for one in sittings}


class Lists:
    """Makes guest lists from the registry; the same people are looked up once a day of the year."""

    def __init__(self, registry: Registry, addresses: Addresses) -> None:
        self._registry = registry
        self._addresses = addresses

    def of(self, sitting: SessionView) -> list[AttendeeView]:
        """The chair first, then the members in their order, then who keeps the track; nobody twice."""
        found: list[AttendeeView] = []
        seen: set[object] = set()
        for guest in self._asked(sitting):
            marks = {guest.email.lower() or None, guest.agency_id, guest.name} - {None}
            if guest.role == "chair" and not guest.group:
                marks.discard(guest.agency_id)
            if seen.isdisjoint(marks):
                found.append(guest)
            seen |= marks
        return found

    def _asked(self, sitting: SessionView) -> Iterator[AttendeeView]:
        registry = self._registry
        on = sitting.day or f"{sitting.year}-01-01"
        chair = self._chair(sitting, on)
        if chair is not None:
            yield chair
        for member in registry.members_of(sitting.series_id, on):
            if member.agency_id is not None:
                yield self._bureau(registry.agencies[member.agency_id], member.role, on)
                continue
            bureaus = of_network(registry, member.network, on) if member.network else []
            for agency in bureaus:
                yield self._bureau(agency, member.role, on)
            if not bureaus and member.label:
                yield AttendeeView(member.label, "", member.role, group=member.seat in seats.DELEGABLE)
        track = registry.tracks.get(sitting.track_id or 0)
        if track is not None and track.agency_id is not None:
            yield self._bureau(registry.agencies[track.agency_id], "attendee", on)

    def _chair(self, sitting: SessionView, on: str) -> AttendeeView | None:
        post = self._registry.posts.get(sitting.presiding or 0)
        if post is None:
            return None
        holder = self._registry.holder(post.id, on)
        name = f"{self._registry.name('post', post.id, on)}{sitting.chair_person}"
        email = self._addresses.by_contact.get(holder.contact_id, "") if holder else ""
        return AttendeeView(name, email, "chair", group=False)

    def _bureau(self, agency: Agency, role: str, on: str) -> AttendeeView:
        email = agency.email or self._addresses.by_agency.get(agency.id, "")
        return AttendeeView(self._registry.name("agency", agency.id, on), email, role, agency.id)


def merged(asked: Sequence[AttendeeView], recorded: Sequence[Recorded]) -> list[AttendeeView]:
    """The guest list with what is recorded; who is recorded without being asked (a deputy, a former member) follows."""
    left = list(recorded)
    found = []
    for guest in asked:
        row = next((one for one in left if _same(guest, one)), None)
        if row is None:
            found.append(guest)
            continue
        left.remove(row)
        found.append(_with(guest, row))
    for row in left:
        guest = AttendeeView(row.name or row.email, row.email, row.role, row.agency_id, group=row.agency_id is not None)
        found.append(_with(guest, row))
    return found


def _same(guest: AttendeeView, row: Recorded) -> bool:
    if row.walk_in:
        return False
    if guest.agency_id is not None or row.agency_id is not None:
        return guest.agency_id == row.agency_id
    return (guest.email.lower() == row.email.lower() != "") or (not row.email and guest.name == row.name)


def _with(guest: AttendeeView, row: Recorded) -> AttendeeView:
    return guest._replace(
        reply=row.reply, reply_sequence=row.reply_sequence, replied_at=row.replied_at or "",
        delegated_to=row.delegated_to, comment=row.comment, presence=row.presence, persons=row.persons,
        row_id=row.id, version=row.version, walk_in=bool(row.walk_in),
    )  # fmt: skip
