"""The roll of a sitting: ticking who came, who came for whom, who walked in; and whether it may open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from meetingtui.domain import names
from meetingtui.domain.attendance import MOST_PERSONS, PRESENCE_WORDS
from meetingtui.domain.errors import ChangedMeanwhile, Refusal
from meetingtui.domain.registry import Registry
from meetingtui.domain.registry_values import explained
from meetingtui.domain.roles import Role
from meetingtui.domain.roll import CAME, Roll, RollLine
from meetingtui.domain.seats import NotDelegable
from meetingtui.domain.sessions import Status, WrongTurn
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import attendees, finding, members, person_times, roll_lines, walk_ins, written
from meetingtui.services.attendance import NobodyAndSome
from meetingtui.services.holding import NotYet
from meetingtui.services.minutes_lock import require_open_minutes
from meetingtui.services.office import Office
from meetingtui.store.queries import attendance as rows

if TYPE_CHECKING:
    from meetingtui.store.tables import Attendance
    from meetingtui.store.unit_of_work import UnitOfWork

MOST_A_LINE = 1000
"""Persons on one line above which a figure is taken for a slip of the hand."""


def of(office: Office, name: str | int) -> Roll:
    """Who is expected, who came, and how the quorum stands. Raises NotFound."""
    registry = office.registry()
    return _roll(office, registry, finding.session_of(office, registry, name))


def mark(
    office: Office, name: str | int, key: str, presence: str, *, persons: int | None = None, person: str = "",
    title: str = "", online: bool | None = None, base_version: int | None = None,
) -> Roll:  # fmt: skip
    """Record of a line of the roll whether somebody came, who (a proxy: who instead), how many, and whether from afar.

    `key` is a line's, or any name of it; an empty `presence` takes the mark away. What is not said stays while the
    presence does. Raises NotFound, Ambiguous, NotYet, WrongTurn, NotDelegable, NobodyAndSome, MinutesLocked or
    ChangedMeanwhile.
    """

    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    line = line_of(registry, _roll(office, registry, sitting), key)
    _check(office, sitting, line, presence, persons)
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        before = person_times.counted(work, sitting.id)
        stored = _stored(office, registry, work, sitting, line)
        if base_version is not None and (stored.version if stored else None) != base_version:
            raise ChangedMeanwhile(line.name)
        row = stored or _new(office, registry, sitting, line)
        _tick(row, presence, persons, person, title, online)
        if stored is None:
            work.add(row)
        row.member_id = line.member_id if row.member_id is None else row.member_id
        person_times.follow(work, sitting.id, before)
        work.audit("attended", f"{sitting.number} {_mark_of(registry, line)}", "presence", "persons")
        work.commit()
    return of(office, sitting.id)


def mark_rest(office: Office, name: str | int, presence: str) -> Roll:
    """Record the same of everybody of whom nothing is recorded yet, as one change; observers only when they came.

    Raises as `mark` does, but for seats: who must come himself is left out of a general proxy.
    """
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    left = [
        line for line in _roll(office, registry, sitting).lines
        if not line.presence and (presence in CAME or line.role not in {Role.OBSERVER, Role.MAY})
        and (presence != "proxy" or line.delegable)
    ]  # fmt: skip
    if not left:
        return of(office, sitting.id)
    for line in left:
        _check(office, sitting, line, presence, None)
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        before = person_times.counted(work, sitting.id)
        for line in left:
            row = _stored(office, registry, work, sitting, line)
            if row is None:
                row = work.add(_new(office, registry, sitting, line))
            _tick(row, presence, None, "", "", None)
        person_times.follow(work, sitting.id, before)
        work.audit("attended", sitting.number, "presence", "persons")
        work.commit()
    return of(office, sitting.id)


def walk_in(
    office: Office, name: str | int, *, agency: str = "", person: str = "", title: str = "", role: str = "observer",
    persons: int = 1, literal: bool = False,
) -> Roll:  # fmt: skip
    """Somebody who came without being asked: of an agency of the registry, of another body, or for himself.

    A walk-in never counts for the quorum. A body that is a piece of known names is taken as it is typed only where it
    is meant `literal`. Raises MaybeMeant for such a one, NotYet, WrongTurn or Refusal.
    """
    from meetingtui.store.tables import Attendance

    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    _require_running(office, sitting, "present")
    who = written.line(person, _("姓名"))
    body = written.line(agency, _("單位"))
    if not who and not body:
        raise Refusal(_("請輸入單位或姓名。"))
    bureau = walk_ins.agency_of(registry, body, office.clock.today().isoformat(), literal=literal)
    known = next((line for line in _roll(office, registry, sitting).lines if bureau and _asked(line, bureau)), None)
    if known is not None and not known.presence:
        raise Refusal(_("{name}在應到名單中。請在名單上登記出席。"), name=known.name)
    row = Attendance(
        session_id=sitting.id, agency_id=bureau, name=registry.name("agency", bureau, sitting.day) or body or who,
        role=members.role_of(role), presence="present", persons=_persons("present", persons), person=who,
        title=written.line(title, _("職稱")), walk_in=True,
    )  # fmt: skip
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        before = person_times.counted(work, sitting.id)
        work.add(row)
        person_times.follow(work, sitting.id, before)
        work.audit("attended", sitting.number, "walk_in")
        work.commit()
    return of(office, sitting.id)


def remove_walk_in(office: Office, name: str | int, key: str) -> Roll:
    """Take a walk-in off the roll. Raises NotFound, or Refusal for somebody who was asked."""
    from meetingtui.store.tables import Attendance

    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    line = line_of(registry, _roll(office, registry, sitting), key)
    if not line.walk_in:
        raise Refusal(_("{name}是受邀單位，不能刪除。請改登記請假或缺席。"), name=line.name)
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        before = person_times.counted(work, sitting.id)
        work.delete(work.get(Attendance, line.row_id, base_version=line.version))
        person_times.follow(work, sitting.id, before)
        work.audit("attended", sitting.number, "walk_in")
        work.commit()
    return of(office, sitting.id)


def set_persons(office: Office, name: str | int, persons: int | None, about: bool = False) -> Roll:
    """Say how many came in all, `about` for an estimate; None goes back to those on the lines.

    Raises NotFound, WrongTurn, NotYet, or Refusal for a figure that cannot be.
    """
    from meetingtui.store.tables import Session

    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    _require_running(office, sitting, "present")
    written.whole(persons, _("人次"), 0, MOST_PERSONS)
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        row = work.get(Session, sitting.id, base_version=sitting.version)
        if persons is None and sitting.status == Status.HELD:
            persons = person_times.counted(work, sitting.id)
            about = False
        row.person_times, row.person_times_about = persons, about and persons is not None
        work.audit("attended", sitting.number, "person_times")
        work.commit()
    return of(office, sitting.id)


def line_of(registry: Registry, roll: Roll, key: str) -> RollLine:
    """The line of that key, or that is meant by a name of its agency, seat or person. Raises NotFound or Ambiguous."""
    exact = next((line for line in roll.lines if line.key == key.strip()), None)
    if exact is not None:
        return exact
    entries = []
    for line in roll.lines:
        agency = registry.agencies.get(line.agency_id or 0)
        known = (agency.code, *registry.names("agency", agency.id, agency.name, agency.short)) if agency else ()
        said = (line.name, line.person, line.holder, f"{line.name}{line.title}", *known)
        entries.append((line.key, tuple(one for one in said if one)))
    wanted = names.resolve(key, entries, _("簽到名單"))
    return next(line for line in roll.lines if line.key == wanted)


def _roll(office: Office, registry: Registry, sitting: SessionView) -> Roll:
    recorded = rows.recorded(office.reader, [sitting.id]).get(sitting.id, [])
    lines = tuple(roll_lines.of(registry, sitting, recorded))
    rule = registry.series[sitting.series_id].rule(sitting.day or f"{sitting.year}-01-01")
    counted = sum(line.persons for line in lines if line.came)
    persons = counted if sitting.person_times is None else sitting.person_times
    return Roll(
        sitting.id, sitting.number, lines, roll_lines.quorum(rule.quorum, lines), persons,
        sitting.person_times_about, counted,
    )  # fmt: skip


def _check(office: Office, sitting: SessionView, line: RollLine, presence: str, persons: int | None) -> None:
    if presence and presence not in PRESENCE_WORDS:
        raise Refusal(_("出席情形「{presence}」無法辨識。可用：{known}。"), presence=presence[:40],
                      known=explained(PRESENCE_WORDS))  # fmt: skip
    _require_running(office, sitting, presence)
    _persons(presence, persons)
    if presence == "proxy" and not line.delegable:
        if line.role == Role.CHAIR:
            raise Refusal(_("主席不由簽到代理。由他人主持時，請於場次更動代理主席。"))
        raise NotDelegable(line.name, line.seat)


def _require_running(office: Office, sitting: SessionView, presence: str) -> None:
    """Somebody may excuse himself before the day; the rest is recorded from the day on. Raises WrongTurn or NotYet."""
    if sitting.status in (Status.CANCELLED, Status.MERGED, Status.POSTPONED):
        raise WrongTurn(sitting.number, Status(sitting.status), N_("登記出席"), N_("請確認場次。"))
    if presence in {"", "excused"} or not sitting.day:
        return
    if date.fromisoformat(sitting.day) > office.clock.today():
        raise NotYet.to_tick(sitting.number, sitting.day)


def _persons(presence: str, persons: int | None) -> int:
    written.whole(persons, _("出席人數"), 0, MOST_A_LINE)
    if presence not in CAME:
        if persons:
            raise NobodyAndSome
        return 0
    if persons == 0:
        raise Refusal(_("出席者至少1人。未到者請登記請假或缺席。"))
    return persons or 1


def _tick(
    row: Attendance, presence: str, persons: int | None, person: str, title: str, online: bool | None
) -> None:  # fmt: skip
    """Write a mark onto a line; what is not said stays while the presence does, and goes with it."""
    same = row.presence == presence
    row.persons = row.persons if same and persons is None else _persons(presence, persons)
    came = presence in CAME
    who, rank = written.line(person, _("姓名")), written.line(title, _("職稱"))
    row.person = who or (row.person if same else "")
    row.title = rank or (row.title if same else "")
    row.online = came and (online if online is not None else bool(same and row.online))
    row.presence = presence


def _stored(
    office: Office, registry: Registry, work: UnitOfWork, sitting: SessionView, line: RollLine
) -> Attendance | None:
    """The row of a line as it stands inside the transaction."""
    from meetingtui.store.tables import Attendance

    there = rows.recorded(office.reader, [sitting.id]).get(sitting.id, [])
    now = next(one for one in [*roll_lines.of(registry, sitting, there), line] if one.key == line.key)
    return work.get(Attendance, now.row_id) if now.row_id is not None else None


def _new(office: Office, registry: Registry, sitting: SessionView, line: RollLine) -> Attendance:
    """A new row of a line, under the name and address by which invitations know it."""
    from meetingtui.store.tables import Attendance

    guests = attendees.Lists(registry, rows.addresses(office.reader)).of(sitting)
    if line.key == "chair":
        guest = next((one for one in guests if one.role == Role.CHAIR), None)
    else:
        guest = next((one for one in guests if one.agency_id == line.agency_id is not None), None)
    personal = line.key.startswith("m")
    return Attendance(
        session_id=sitting.id, agency_id=line.agency_id, member_id=line.member_id, role=line.role,
        name=line.name if guest is None or personal else guest.name,
        email="" if guest is None or personal else guest.email,
    )  # fmt: skip


def _asked(line: RollLine, agency_id: int) -> bool:
    return line.key == f"g{agency_id}"


def _mark_of(registry: Registry, line: RollLine) -> str:
    """How the trail names a line without telling a person's name."""
    agency = registry.agencies.get(line.agency_id or 0)
    return agency.code if agency and line.key.startswith("g") else line.key
