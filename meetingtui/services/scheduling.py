"""Moving sittings that are on the books: move, postpone, cancel, merge, lock."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, time
from typing import TYPE_CHECKING

from meetingtui.dates.clock import stamp, to_taipei, unstamp
from meetingtui.dates.showing import show_date
from meetingtui.domain.errors import Refusal, WrongDate
from meetingtui.domain.registry import Registry, Series
from meetingtui.domain.sessions import (
    KEPT,
    STANDING,
    Kind,
    LockedSitting,
    Rule,
    Status,
    require_open,
    require_reason,
)  # fmt: skip
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import finding, time_rules
from meetingtui.services.office import Office
from meetingtui.services.time_rules import Proposal

if TYPE_CHECKING:
    from meetingtui.store.tables import Session
    from meetingtui.store.unit_of_work import UnitOfWork

NO_RULES: frozenset[Rule] = frozenset()
FIRST_YEAR, LAST_YEAR = 1912, 2910
"""民國1年 to 999年: years of up to three digits, as numbers bear them."""


class YearOutOfRange(Refusal):
    """A date in a year for which there are no numbers."""

    def __init__(self, start: datetime) -> None:
        super().__init__(_("{day}不在可排定的年度內（民國1年到999年）。請更正年份。"), day=show_date(start.date()))


def move(
    office: Office, name: str | int, to: datetime, *, reason: str, minutes: int | None = None,
    room: str | None = None, township: str | None = None, despite: frozenset[Rule] = NO_RULES,
    base_version: int | None = None,
) -> SessionView:  # fmt: skip
    """Move a sitting to `to` (Taipei time), keeping its number and raising its calendar sequence.

    A postponed one gets its new date this way. Raises WrongTurn, LockedSitting, ReasonNeeded, ChangedMeanwhile,
    and RulesBroken unless overruled.
    """
    require_reason(reason)
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    _require_movable(sitting, N_("改期"))
    with office.begin() as work:
        row = _open_row(work, sitting, base_version)
        before = row.start_at
        length = minutes or _minutes(row, registry.series[row.series_id], to)
        row.room = row.room if room is None else room.strip()
        row.township = row.township if township is None else township.strip()
        set_time(row, to, time_rules.end_of(to, length))
        kind = Kind(row.kind)
        overruled = time_rules.refuse(
            office, registry, proposal(registry, registry.series[row.series_id], row, kind), despite, reason
        )
        if row.status == Status.POSTPONED:
            row.status = Status.PLANNED
        turn(work, row, "moved", before, row.start_at, reason)
        note_kept(work, row, overruled, reason)
        work.commit()
    return finding.session_of(office, registry, sitting.id)


def new_start(office: Office, name: str | int, text: str) -> datetime:
    """The moment that `text` writes; a date alone keeps the sitting's time of day. Raises WrongDate or NotFound."""
    try:
        return finding.moment(office, text)
    except WrongDate:
        with suppress(WrongDate):
            day = finding.day(office, text)
            registry = office.registry()
            sitting = finding.session_of(office, registry, name)
            if sitting.start:
                return datetime.combine(day, datetime.fromisoformat(sitting.start).time())
            return datetime.combine(day, clock_of(registry.series[sitting.series_id].rule(day.isoformat()).start_time))
        raise


def clock_of(text: str) -> time:
    """A usual time as the registry writes it; two in the afternoon where it is none."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        return time(14, 0)


def what_breaks(office: Office, name: str | int, to: datetime, *, minutes: int | None = None) -> list[tuple[Rule, str]]:
    """Every rule that moving a sitting to `to` would break, with its sentence: asked while the date is typed."""
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    series = registry.series[sitting.series_id]
    rule = series.rule(to.date().isoformat())
    length = minutes or _length(sitting.start, sitting.end) or rule.minutes
    return time_rules.broken(
        office, registry,
        Proposal(
            label=sitting.name, start=to, end=time_rules.end_of(to, length),
            presiding=sitting.presiding, room=sitting.room, township=sitting.township,
            external=sitting.external, window_first=sitting.window_first, window_last=sitting.window_last,
            notice_days=None if sitting.kind == Kind.EXTRAORDINARY else rule.notice_days, session_id=sitting.id,
        ),
    )  # fmt: skip


def postpone(
    office: Office, name: str | int, *, reason: str, to: datetime | None = None,
    despite: frozenset[Rule] = NO_RULES, base_version: int | None = None,
) -> SessionView:  # fmt: skip
    """Postpone a sitting, to a new date or until one is found; it keeps its number and counts as postponed once.

    Raises what `move` raises.
    """
    require_reason(reason)
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    _require_movable(sitting, N_("延期"))
    with office.begin() as work:
        row = _open_row(work, sitting, base_version)
        before, overruled = row.start_at, NO_RULES
        series = registry.series[row.series_id]
        if to is None:
            row.status = Status.POSTPONED
            row.day = row.start_at = row.end_at = None
        else:
            set_time(row, to, time_rules.end_of(to, _minutes(row, series, to)))
            wanted = proposal(registry, series, row, Kind(row.kind))
            overruled = time_rules.refuse(office, registry, wanted, despite, reason)
            row.status = Status.PLANNED if row.status == Status.POSTPONED else row.status
        row.postponed_times += 1
        turn(work, row, "postponed", before, row.start_at, reason)
        note_kept(work, row, overruled, reason)
        work.commit()
    return finding.session_of(office, registry, sitting.id)


def cancel(office: Office, name: str | int, *, reason: str, base_version: int | None = None) -> SessionView:
    """Call a sitting off: it keeps its number, its date and the reason. Raises WrongTurn or ReasonNeeded."""
    require_reason(reason)
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    require_open(sitting.number, sitting.status, N_("取消"))
    with office.begin() as work:
        row = _open_row(work, sitting, base_version)
        row.status = Status.CANCELLED
        turn(work, row, "cancelled", row.start_at, row.start_at, reason)
        work.commit()
    return finding.session_of(office, registry, sitting.id)


def merge(
    office: Office, name: str | int, into: str | int, *, reason: str, base_version: int | None = None
) -> SessionView:
    """Hold a sitting together with another one, which stands for both.

    The other one counts from now on for the series of both, and for all that this one counted for; sittings that were
    merged into this one go with it. Raises WrongTurn, ReasonNeeded or ChangedMeanwhile.
    """
    require_reason(reason)
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    host = finding.session_of(office, registry, into)
    require_open(sitting.number, sitting.status, N_("併開"))
    if host.id == sitting.id or Status(host.status) not in STANDING:
        raise Refusal(_("{into}不能作為併入的場次。請選另一場未取消的會議。"), into=host.number)
    with office.begin() as work:
        from meetingtui.services.merging import carried
        from meetingtui.store.tables import Session

        row = _open_row(work, sitting, base_version)
        row.status, row.merged_into = Status.MERGED, host.id
        after = stamp(datetime.fromisoformat(host.start)) if host.start else None
        turn(work, row, "merged", row.start_at, after, reason)
        for one in work.all(Session, merged_into=sitting.id):
            one.merged_into = host.id
        work.add_all(carried(registry, sitting, host, reason.strip()))
        work.commit()
    return finding.session_of(office, registry, sitting.id)


def lock(office: Office, name: str | int, *, locked: bool = True) -> SessionView:
    """Keep (or free) the date of a sitting: the planner and moves leave a locked one where it is."""
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    with office.begin() as work:
        from meetingtui.store.tables import Session

        row = work.get(Session, sitting.id, base_version=sitting.version)
        row.locked = locked
        work.audit("locked" if locked else "unlocked", row.number, "locked")
        work.commit()
    return finding.session_of(office, registry, sitting.id)


def turn(work: UnitOfWork, row: Session, verb: str, before: str | None, after: str | None, reason: str) -> None:
    """Note a turn in the life of a sitting: its change, its sequence, its audit line.

    Raises HasRulings, RuledBefore or OrderOfRulings when it no longer fits what was ruled at it.
    """
    from meetingtui.services import ruling_order
    from meetingtui.store.tables import SessionChange

    ruling_order.require_kept(work, row, before)
    row.sequence += 1
    row.changed_at = work.at
    row.reason = reason.strip() or row.reason
    work.session.add(
        SessionChange(
            session_id=row.id or 0,
            at=work.at,
            who=work.who,
            verb=verb,
            before=before,
            after=after,
            reason=reason.strip(),
        )
    )
    work.audit(verb, row.number, "start_at", "status", "reason")


def note_kept(work: UnitOfWork, row: Session, overruled: Collection[Rule], reason: str) -> None:
    """Note which rules the time of a sitting breaks for a reason: re-planning leaves it there, a check says so."""
    from meetingtui.store.tables import SessionChange

    for rule in sorted(overruled) if reason.strip() else ():
        work.session.add(SessionChange(
            session_id=row.id or 0, at=work.at, who=work.who, verb=KEPT[rule], before=row.start_at, after=row.start_at,
            reason=reason.strip(),
        ))  # fmt: skip


def set_time(row: Session, start: datetime, end: datetime) -> None:
    """Give a sitting its time (Taipei, without zone): day and stamps always together. Raises YearOutOfRange."""
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        raise YearOutOfRange(start)
    row.day = start.date().isoformat()
    row.start_at, row.end_at = stamp(start), stamp(end)


def _require_movable(sitting: SessionView, verb: str) -> None:
    require_open(sitting.number, sitting.status, verb)
    if sitting.locked:
        raise LockedSitting(sitting.number)


def _open_row(work: UnitOfWork, sitting: SessionView, base_version: int | None) -> Session:
    from meetingtui.store.tables import Session

    return work.get(Session, sitting.id, base_version=sitting.version if base_version is None else base_version)


def _minutes(row: Session, series: Series, to: datetime) -> int:
    if row.start_at and row.end_at:
        return _length(row.start_at, row.end_at)
    return series.rule(to.date().isoformat()).minutes


def _length(start: str, end: str) -> int:
    if not start or not end:
        return 0
    return int((datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() // 60)


def proposal(registry: Registry, series: Series, row: Session, kind: Kind | None) -> Proposal:
    """The time that a row now asks for; the days of notice are asked of an ordinary sitting only."""
    day = row.day or ""
    return Proposal(
        label=registry.name("series", series.id, day),
        start=to_taipei(unstamp(row.start_at or "")).replace(tzinfo=None),
        end=to_taipei(unstamp(row.end_at or "")).replace(tzinfo=None),
        presiding=row.acting_post_id or row.chair_post_id, room=row.room, township=row.township,
        external=series.external, window_first=row.window_first or "", window_last=row.window_last or "",
        notice_days=series.rule(day).notice_days if kind is Kind.ORDINARY else None, session_id=row.id,
    )  # fmt: skip
