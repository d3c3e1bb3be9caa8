"""Guests by network: asked to one sitting only, besides those who are asked to its series."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from meetingtui.domain.guests import meant, of_network
from meetingtui.domain.registry import Agency, Member, Registry, Series
from meetingtui.domain.sessions import require_open
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_
from meetingtui.services import attendance, finding
from meetingtui.services.office import Office

if TYPE_CHECKING:
    from meetingtui.domain.attendance import AttendeeView
    from meetingtui.store.tables import Attendance


def asked_this_time(office: Office, registry: Registry, sitting: SessionView) -> list[Agency]:
    """The agencies that are asked to this sitting only."""
    series = registry.series[sitting.series_id]
    members = members_of(registry, series, sitting.track_id, sitting.day or f"{sitting.year}-01-01")
    lines = attendance.of(office, sitting.id)
    asked = (one.agency_id for one in lines if one.row_id is not None and not one.walk_in)
    return [registry.agencies[one] for one in asked if one is not None and one not in members]


def members_of(registry: Registry, series: Series, track_id: int | None, day: str) -> set[int]:
    """The agencies that are asked to every sitting of a series (and track) on an ISO day."""
    track = registry.tracks.get(track_id or 0)
    keeper = {track.agency_id} if track and track.agency_id is not None else set()
    members = registry.members_of(series.id, day)
    return keeper | {agency.id for member in members for agency in _agencies(registry, member, day)}


def besides(registry: Registry, series: Series, track_id: int | None, day: str, text: str) -> list[Agency]:
    """The agencies that `text` (`學 就 治`) names and that are not asked anyway. Raises NotFound or Ambiguous."""
    members = members_of(registry, series, track_id, day)
    return [one for one in meant(registry, text, day) if one.id not in members]


def invite(office: Office, name: str | int, text: str) -> list[AttendeeView]:
    """Ask exactly the networks and agencies that `text` names (`學 就 治`) to this sitting besides its members.

    Who was asked this time only and is no longer named is asked no more. Raises NotFound or Ambiguous for a word and
    WrongTurn for a sitting that is over.
    """
    from meetingtui.store.tables import Attendance, Session

    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    require_open(sitting.number, sitting.status, N_("更動安排"))
    series, day = registry.series[sitting.series_id], sitting.day or f"{sitting.year}-01-01"
    wanted = besides(registry, series, sitting.track_id, day, text)
    before = {one.id for one in asked_this_time(office, registry, sitting)}
    with office.begin() as work:
        lines = [one for one in work.all(Attendance, session_id=sitting.id, walk_in=False) if one.agency_id in before]
        gone = [one for one in lines if one.agency_id not in {agency.id for agency in wanted}]
        for one in gone:
            work.delete(one)
        fresh = rows((agency for agency in wanted if agency.id not in before), sitting.id)
        work.add_all(fresh)
        if gone or fresh:
            row = work.get(Session, sitting.id, base_version=sitting.version)
            row.sequence, row.changed_at = row.sequence + 1, work.at
            work.audit("arranged", sitting.number, "attendance")
            work.commit()
    return attendance.of(office, sitting.id)


def rows(agencies: Iterable[Agency], session_id: int) -> list[Attendance]:
    """New lines of a guest list for agencies that are asked this time only."""
    from meetingtui.store.tables import Attendance

    return [Attendance(session_id=session_id, agency_id=one.id, name=one.name, email=one.email) for one in agencies]


def _agencies(registry: Registry, member: Member, day: str) -> list[Agency]:
    if member.agency_id is not None:
        return [registry.agencies[member.agency_id]]
    return of_network(registry, member.network, day) if member.network else []
