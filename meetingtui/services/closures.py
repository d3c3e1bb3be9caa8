"""A day of typhoon: the sittings that a closure hits, the next free date of each, and all of it saved as one change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.dates.clock import stamp, to_taipei, unstamp
from meetingtui.dates.office_calendar import Closure
from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import Kind, Rule, RulesBroken, Status, require_reason
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import N_, _
from meetingtui.planning import clashes
from meetingtui.planning.clashes import Booking
from meetingtui.planning.request import room_key
from meetingtui.services import calendar, replanning, time_rules
from meetingtui.services.office import Office
from meetingtui.store.queries import calendar as calendar_rows
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.dates.office_calendar import Half
    from meetingtui.store.tables import Session
    from meetingtui.store.unit_of_work import UnitOfWork

NATURAL_DISASTER = N_("天然災害停止上班")
"""The reason that a closure is filled in with (天然災害停止上班及上課作業辦法)."""
REACH = timedelta(days=60)
"""How far beyond the closed day, or its window, a new date is looked for."""


class NewDate(NamedTuple):
    """A sitting that a closure hits, and the date proposed for it (Taipei time without zone).

    `start` None leaves it without a date; `broken` are the rules that the date breaks nevertheless. A locked
    sitting keeps its date: `stays` is True. One that `makes_room` lies elsewhere and is moved for another one's sake.
    """

    sitting: SessionView
    start: datetime | None
    broken: tuple[tuple[Rule, str], ...] = ()
    stays: bool = False
    makes_room: bool = False


def proposals(office: Office, day: date, *, half: str = "", places: tuple[str, ...] = ()) -> list[NewDate]:
    """For each open sitting that a closure would hit, the nearest date that disturbs least, in its window if possible.

    Sittings that have to make room for those are proposed a new date too.
    """
    places = calendar.township_names(office, day, places)
    hit = calendar.hit(office, day, half=half, places=places)
    moving = {one.id for one in hit if not one.locked}
    closed = [Closure(day, _half(half), place or None) for place in places or ("",)]
    proposed = replanning.propose(office, day.year, moving_noticed=True, hit=moving, closures=closed).moves
    starts = {one.sitting.id: one.start for one in proposed}
    found = [NewDate(one, starts.get(one.id), stays=one.locked) for one in hit]
    found += [
        NewDate(one.sitting, one.start, makes_room=True)
        for one in proposed if not one.hit and one.sitting.id not in moving
    ]  # fmt: skip
    return rechecked(office, day, found)


def rechecked(office: Office, day: date, proposed: Sequence[NewDate]) -> list[NewDate]:
    """The proposals with what each date breaks now: asked after the user has moved one of them."""
    diary = _Diary(office, day, [one.sitting for one in proposed if not one.stays])
    for one in proposed:
        diary.take(one.sitting, one.start)
    return [one._replace(broken=diary.broken(one.sitting, one.start)) for one in proposed]


def settle(
    office: Office, day: date, *, reason: str, half: str = "", places: tuple[str, ...] = (),
    dates: Sequence[NewDate] = (), despite: frozenset[Rule] = frozenset(),
) -> list[SessionView]:  # fmt: skip
    """Register the closure and postpone the sittings to their new dates: one change, which one undo takes back.

    Numbers are kept; a closure that is stored already is not stored twice. Raises ReasonNeeded, ChangedMeanwhile,
    NotFound, ClosedAlready when nothing is left to do, and RulesBroken unless overruled.
    """
    if half not in {"", "am", "pm"}:
        raise Refusal(_("停班時段「{half}」無法辨識。請用 am（上午）、pm（下午），或不填（全日）。"), half=half)
    require_reason(reason)
    places = calendar.township_names(office, day, places)
    fresh = calendar.not_yet_closed(office, day, half, places)
    moving = [one for one in rechecked(office, day, dates) if not one.stays]
    broken = [(rule, sentence) for one in moving for rule, sentence in one.broken if rule not in despite]
    if broken:
        raise RulesBroken(broken)
    if not fresh and not moving:
        raise calendar.ClosedAlready(day, half, places)
    with office.begin() as work:
        _close(work, day, half, fresh, places, reason.strip())
        for one in moving:
            _postpone(work, one, reason)
        work.commit()
    return session_rows.by_ids(office.reader, office.registry(), [one.sitting.id for one in moving])


def _close(
    work: UnitOfWork, day: date, half: str, fresh: tuple[str, ...], places: tuple[str, ...], reason: str
) -> None:  # fmt: skip
    """Store the closures that are not stored yet, and note all that was closed."""
    from meetingtui.store.tables import Closure

    work.audit("closed", f"{day.isoformat()} {half}{'、'.join(places)}".strip())
    work.add_all([
        Closure(day=day.isoformat(), half=half, place=place, reason=reason, who=work.who) for place in fresh
    ])  # fmt: skip


def _postpone(work: UnitOfWork, one: NewDate, reason: str) -> None:
    from meetingtui.services.scheduling import set_time, turn
    from meetingtui.store.tables import Session

    row: Session = work.get(Session, one.sitting.id, base_version=one.sitting.version)
    before = row.start_at
    if one.start is None:
        row.status = Status.POSTPONED
        row.day = row.start_at = row.end_at = None
    else:
        set_time(row, one.start, one.start + _length(one.sitting))
        row.status = Status.PLANNED if row.status == Status.POSTPONED else row.status
    if one.makes_room:
        turn(work, row, "moved", before, row.start_at, reason)
    else:
        row.postponed_times += 1
        turn(work, row, "postponed", before, row.start_at, reason)


class _Diary:
    """Who and what is taken in the weeks after a closed day: read once, asked for each candidate."""

    def __init__(self, office: Office, day: date, hit: Sequence[SessionView]) -> None:
        self.registry = office.registry()
        self.calendar = calendar_rows.load(office.reader)
        self.today = office.clock.today()
        self.first = max(day, self.today) + timedelta(days=1)
        windows = [date.fromisoformat(one.window_last) for one in hit if one.window_last]
        self.last = max([self.first, *windows]) + REACH
        self._taken: dict[date, list[tuple[int, Booking]]] = {}
        moved = {one.id for one in hit}
        wanted = SessionFilter(first=self.today.isoformat(), statuses=time_rules.TAKING)
        for sitting in session_rows.page(office.reader, self.registry, wanted._replace(last=self.last.isoformat())):
            if sitting.id not in moved and (booking := time_rules.booking_of(self.registry, sitting)) is not None:
                self._put(sitting.id, booking)
        for booking in _blackouts(office, self.registry, self.first, self.last):
            self._put(0, booking)

    def take(self, sitting: SessionView, start: datetime | None) -> None:
        """Note where a sitting goes, so that the next one does not go there too."""
        if start is not None:
            self._put(sitting.id, self._booking(sitting, start))

    def broken(self, sitting: SessionView, start: datetime | None) -> tuple[tuple[Rule, str], ...]:
        """Every rule that a date breaks, with its sentence."""
        if start is None:
            return ()
        here, day = self._booking(sitting, start), start.date()
        others = [one for owner, one in self._taken.get(day, ()) if owner != sitting.id]
        names = time_rules.key_names(self.registry, day.isoformat())
        found = [(Rule.CLASH, clash.sentence) for clash in clashes.clashes(here, others, names)]
        found += _said(Rule.HOLIDAY, clashes.day_off(self.calendar, here.start, here.end, sitting.township or None))
        first, last = _day(sitting.window_first), _day(sitting.window_last)
        found += _said(Rule.WINDOW, clashes.outside_window(day, first, last))
        if sitting.kind == Kind.ORDINARY:
            days = self.registry.series[sitting.series_id].rule(day.isoformat()).notice_days
            found += _said(Rule.NOTICE, clashes.notice_too_short(self.today, day, days))
        return tuple(found)

    def _booking(self, sitting: SessionView, start: datetime) -> Booking:
        end = start + _length(sitting)
        there = sitting._replace(day=start.date().isoformat(), start=start.isoformat(), end=end.isoformat())
        booking = time_rules.booking_of(self.registry, there)
        return booking or Booking(frozenset(), start, end, sitting.name)

    def _put(self, owner: int, booking: Booking) -> None:
        day = booking.start.date()
        while day <= booking.end.date() and day <= self.last:
            self._taken.setdefault(day, []).append((owner, booking))
            day += timedelta(days=1)


def _blackouts(office: Office, registry: Registry, first: date, last: date) -> Iterable[Booking]:
    """Times taken by an imported calendar."""
    since, until = datetime.combine(first, time()), datetime.combine(last, time())
    for _id, post_id, room, start, end, source in calendar_rows.blackouts(office.reader, stamp(since), stamp(until)):
        begins = max(to_taipei(unstamp(start)).replace(tzinfo=None), since)
        key = registry.person_key(post_id, begins.date().isoformat()) if post_id else room_key(room)
        label = source or _("已登記的忙碌時間")
        yield Booking(frozenset({key}), begins, to_taipei(unstamp(end)).replace(tzinfo=None), label)


def _half(half: str) -> Half | None:
    return "am" if half == "am" else "pm" if half == "pm" else None


def _said(rule: Rule, sentence: str | None) -> list[tuple[Rule, str]]:
    return [(rule, sentence)] if sentence else []


def _length(sitting: SessionView) -> timedelta:
    return datetime.fromisoformat(sitting.end) - datetime.fromisoformat(sitting.start)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
