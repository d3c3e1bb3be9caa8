"""Who came to a sitting, and how many of them."""

from __future__ import annotations

from datetime import date

from meetingtui.domain.attendance import AttendeeView
from meetingtui.domain.errors import Refusal
from meetingtui.domain.sessions import Status, WrongTurn
from meetingtui.language import N_, _
from meetingtui.services import attendees, finding, person_times
from meetingtui.services.minutes_lock import require_open_minutes
from meetingtui.services.office import Office

CAME = frozenset({"present", "proxy"})


class NobodyAndSome(Refusal):
    """Persons counted of somebody who did not come."""

    def __init__(self) -> None:
        super().__init__(_("請假或未到者沒有出席人數。請刪去人數，或改登記為出席。"))


def of(office: Office, name: str | int) -> list[AttendeeView]:
    """The guest list of a sitting with replies and attendance. Raises NotFound."""
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    return attendees.of_sittings(office, registry, [sitting])[sitting.id]


def attend(
    office: Office, name: str | int, agency: str, *, presence: str, persons: int | None = None
) -> list[AttendeeView]:
    """Record whether an agency came, and with how many persons (one unless said); answers the whole list.

    Somebody may excuse himself before the day; the rest is recorded from the day on. Raises NotFound, WrongTurn,
    NotYet, NobodyAndSome, or MinutesLocked once the minutes are approved.
    """
    from meetingtui.services.holding import NotYet
    from meetingtui.store.tables import Attendance

    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    bureau = finding.agency_of(registry, agency)
    if sitting.status in (Status.CANCELLED, Status.MERGED, Status.POSTPONED):
        raise WrongTurn(sitting.number, Status(sitting.status), N_("登記出席"), N_("請確認場次。"))
    if presence != "excused" and sitting.day and date.fromisoformat(sitting.day) > office.clock.today():
        raise NotYet.to_tick(sitting.number, sitting.day)
    counted = _persons(presence, persons)
    known = attendees.of_sittings(office, registry, [sitting])[sitting.id]
    guest = next((one for one in known if one.agency_id == bureau.id and not one.walk_in), None)
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        before = person_times.counted(work, sitting.id)
        if guest is not None and guest.row_id is not None:
            row = work.get(Attendance, guest.row_id, base_version=guest.version)
        else:
            row = Attendance(session_id=sitting.id, agency_id=bureau.id, name=bureau.name)
            row.role = guest.role if guest else "attendee"
            row.email = guest.email if guest else ""
            work.add(row)
        row.presence, row.persons = presence, counted
        person_times.follow(work, sitting.id, before)
        work.audit("attended", f"{sitting.number} {bureau.code}", "presence", "persons")
        work.commit()
    return of(office, sitting.id)


def _persons(presence: str, persons: int | None) -> int:
    if persons is not None and not 0 <= persons < 1_000_000:
        raise Refusal(_("出席人數須為0以上的整數。請更正。"))
    if presence not in CAME:
        if persons:
            raise NobodyAndSome
        return 0
    return 1 if persons is None else persons
