"""What happens to a sitting besides its date: held or not, who chairs, where, what it counts for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from meetingtui.dates.showing import show_date
from meetingtui.domain.attendance import MOST_PERSONS
from meetingtui.domain.errors import Refusal
from meetingtui.domain.sessions import Rule, Status, WrongTurn, require_open, require_reason
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import finding, time_rules
from meetingtui.services.minutes_lock import require_open_minutes
from meetingtui.services.office import Office
from meetingtui.services.scheduling import NO_RULES, note_kept, proposal, turn
from meetingtui.store.queries import attendance as attendance_rows

if TYPE_CHECKING:
    from meetingtui.store.tables import Session
    from meetingtui.store.unit_of_work import UnitOfWork

UNCHANGED = "\0"
"""Stands for "leave it as it is" where an empty text means "none"."""


class NotYet(Refusal):
    """A sitting marked as held, or its roll ticked off, before its day (ISO)."""

    def __init__(self, number: str, day: str, text: str = "") -> None:
        text = text or _("{number}訂於{day}，尚未到期，不能登記為已召開。請確認日期，或先改期。")
        super().__init__(text, number=number, day=show_date(date.fromisoformat(day)))

    @classmethod
    def to_tick(cls, number: str, day: str) -> NotYet:
        """The roll of a sitting that has not begun: only who excuses himself is recorded before the day."""
        return cls(number, day, _("{number}訂於{day}，會前只能登記請假。出席、代理與缺席請於開會當日起登記。"))


def hold(
    office: Office, name: str | int, *, person_times: int | None = None, about: bool = False,
    base_version: int | None = None,
) -> SessionView:  # fmt: skip
    """Mark a sitting as held; whoever chaired it is frozen with it. Raises WrongTurn, NotYet or ChangedMeanwhile.

    `person_times` (人次, 0 or more) may be left open, then who is recorded as having come is counted; `about` says that
    it is an estimate.
    """
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    require_open(sitting.number, sitting.status, N_("登記召開"))
    if not sitting.day:
        raise WrongTurn(sitting.number, Status.POSTPONED, N_("登記召開"), N_("請先排定新日期。"))
    if date.fromisoformat(sitting.day) > office.clock.today():
        raise NotYet(sitting.number, sitting.day)
    if person_times is not None and not 0 <= person_times <= MOST_PERSONS:
        raise Refusal(_("人次須為0到{most}的整數。請更正。"), most=MOST_PERSONS)
    with office.begin() as work:
        row = _row(work, sitting, base_version)
        row.status = Status.HELD
        row.chair_person = sitting.chair_person
        if person_times is not None:
            row.person_times, row.person_times_about = person_times, about
        elif row.person_times is None:
            row.person_times = attendance_rows.persons_came(office.reader, sitting.id)
        turn(work, row, "held", row.start_at, row.start_at, "")
        work.commit()
    return finding.session_of(office, registry, sitting.id)


def unhold(office: Office, name: str | int, *, reason: str) -> SessionView:
    """Take back that a sitting was held.

    Raises WrongTurn, ReasonNeeded, or MinutesLocked once its minutes are approved.
    """
    require_reason(reason)
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    if sitting.status != Status.HELD:
        raise WrongTurn(sitting.number, Status(sitting.status), N_("取消召開登記"), N_("此場尚未登記召開。"))
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        row = _row(work, sitting, None)
        row.status, row.chair_person = Status.PLANNED, ""
        turn(work, row, "unheld", row.start_at, row.start_at, reason)
        work.commit()
    return finding.session_of(office, registry, sitting.id)


def arrange(
    office: Office, name: str | int, *, room: str = UNCHANGED, township: str = UNCHANGED, acting: str = UNCHANGED,
    host: str = UNCHANGED, note: str = UNCHANGED, reason: str = "", despite: frozenset[Rule] = NO_RULES,
    base_version: int | None = None,
) -> SessionView:  # fmt: skip
    """Another room, township, acting chair, host or note for this sitting only; an empty text means "as usual".

    Raises NotFound for a name, WrongTurn for one that is over, and RulesBroken unless overruled.
    """
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    if note == UNCHANGED or any(one != UNCHANGED for one in (room, township, acting, host)):
        require_open(sitting.number, sitting.status, N_("更動安排"))
    with office.begin() as work:
        row = _row(work, sitting, base_version)
        before = (row.room, row.township, row.acting_post_id, row.host_agency_id)
        row.room = row.room if room == UNCHANGED else room.strip()
        row.township = row.township if township == UNCHANGED else township.strip()
        row.note = row.note if note == UNCHANGED else note.strip()
        if acting != UNCHANGED:
            row.acting_post_id = finding.post_of(registry, acting).id if acting.strip() else None
        if host != UNCHANGED:
            row.host_agency_id = finding.agency_of(registry, host).id if host.strip() else None
        after = (row.room, row.township, row.acting_post_id, row.host_agency_id)
        if after != before:
            series = registry.series[row.series_id]
            overruled = NO_RULES
            if row.start_at:
                wanted = proposal(registry, series, row, None)
                as_it_is = despite | {Rule.WINDOW, Rule.HOLIDAY}
                overruled = time_rules.refuse(office, registry, wanted, as_it_is, reason or "-")
            turn(work, row, "arranged", row.start_at, row.start_at, reason)
            note_kept(work, row, overruled & despite, reason)
        elif row.note != sitting.note:
            work.audit("noted", row.number, "note")
        else:
            return sitting
        work.commit()
    return finding.session_of(office, registry, sitting.id)


def credit(office: Office, name: str | int, series: str, *, reason: str, track: str = "") -> SessionView:
    """Let a sitting count for another series (and track) too. Raises ReasonNeeded or NotFound."""
    from meetingtui.store.tables import Credit, Session

    require_reason(reason)
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    other = finding.series_of(registry, series)
    place = finding.track_of(registry, other, track) if track else None
    if other.id == sitting.series_id and place is None:
        raise Refusal(_("{number}本來就計入{name}，不必認列。請選其他會議別。"), number=sitting.number, name=other.name)
    if any(one.series_id == other.id and one.track == (place.code if place else "") for one in sitting.credits):
        raise Refusal(_("{number}已認列於{name}。如要更改，請先取消原認列。"), number=sitting.number, name=other.name)
    with office.begin() as work:
        work.add(
            Credit(
                session_id=sitting.id, series_id=other.id, track_id=place.id if place else None, reason=reason.strip()
            )
        )
        work.get(Session, sitting.id).changed_at = work.at
        work.audit("credited", f"{sitting.number} {other.code}", "credit")
        work.commit()
    return finding.session_of(office, registry, sitting.id)


def uncredit(office: Office, name: str | int, series: str, *, track: str = "") -> SessionView:
    """Take a credit back. Raises NotFound when the sitting is not credited to that series."""
    from meetingtui.store.tables import Credit

    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    other = finding.series_of(registry, series)
    place = finding.track_of(registry, other, track).code if track else None
    hits = [one for one in sitting.credits if one.series_id == other.id and place in {None, one.track}]
    if not hits:
        raise Refusal(_("{number}並未認列於{name}。"), number=sitting.number, name=other.name)
    with office.begin() as work:
        for one in hits:
            work.delete(work.get(Credit, one.id))
        work.audit("uncredited", f"{sitting.number} {other.code}", "credit")
        work.commit()
    return finding.session_of(office, registry, sitting.id)


def _row(work: UnitOfWork, sitting: SessionView, base_version: int | None) -> Session:
    from meetingtui.store.tables import Session

    return work.get(Session, sitting.id, base_version=sitting.version if base_version is None else base_version)
