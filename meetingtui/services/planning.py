"""A draft year from the registry: proposed beside what stands, saved only when the user accepts it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.dates.clock import to_taipei, unstamp
from meetingtui.dates.showing import show_year
from meetingtui.domain.errors import Refusal
from meetingtui.domain.invitations import Role
from meetingtui.domain.numbers import SessionNumber
from meetingtui.domain.registry import Registry, Series, Track, retired
from meetingtui.domain.sessions import KEPT, STANDING, Kind, Status
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.planning.draft import Draft, Drafting, DraftSitting, draft
from meetingtui.planning.explanation import alike_sentence
from meetingtui.planning.request import (
    Busy,
    ChairPost,
    CouncilDays,
    FixedSitting,
    PlanRequest,
    SeriesPlan,
    TrackPlan,
    room_key,
)  # fmt: skip
from meetingtui.services import chairs, council, plan_weights, windows
from meetingtui.services.office import Office
from meetingtui.store.queries import calendar as calendar_rows
from meetingtui.store.queries import counts as count_rows
from meetingtui.store.queries import numbering
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.store.tables import Session, SessionChange
    from meetingtui.store.unit_of_work import UnitOfWork

__all__ = ["Draft", "DraftSitting", "Drafting", "apply", "propose"]


class PlannedMeanwhile(Refusal):
    """Somebody has put sittings of the same series on the books since the draft was made."""

    def __init__(self, year: int, others: Sequence[SessionView]) -> None:
        super().__init__(
            _("{year}在編排之後，已有人存入{first}等{count}場，為免重複，這份草稿沒有存入。請重新編排。"),
            year=show_year(year), first=others[0].number, count=len(others),
        )  # fmt: skip


NO_REASONS: Mapping[int, str] = MappingProxyType({})


def propose(office: Office, year: int) -> Draft:
    """What is missing in `year` (Gregorian) beside the sittings that stand; nothing is saved."""
    return begin(office, year).told()


def begin(office: Office, year: int) -> Drafting:
    """The same, in a hand that a solver can better: placed by the plain engine so far."""
    begun = Drafting(request(office, office.registry(), year))
    begun.plain()
    return begun


def request(office: Office, registry: Registry, year: int) -> PlanRequest:
    """What the planner is asked: the series to plan, the days that may be used, what stands, who is busy."""
    first = f"{year}-01-01"
    before = _before(office, year)
    there, kept = standing(office, registry, year), session_rows.kept(office.reader)
    return PlanRequest(
        year=year,
        series=tuple(
            _series(office, registry, one, year, before)
            for one in registry.series.values()
            if one.planned and not one.is_duty and not retired(one, first)
        ),
        calendar=calendar_rows.load(office.reader),
        not_before=office.clock.today() + timedelta(days=1),
        fixed=tuple(_fixed(office, registry, one, kept.get(one.id, frozenset())) for one in there),
        busy=(*_busy(office, year), *council.sat(office, registry, year)),
        who=lambda post_id, day: registry.person_key(post_id, day.isoformat()),
        vacant=lambda post_id, day: registry.vacant(post_id, day.isoformat()),
        weights=plan_weights.of(office),
        council=tuple(
            CouncilDays(date.fromisoformat(one.first), date.fromisoformat(one.last), one.posts, one.title)
            for one in council.of_year(office, registry, year)
            if not one.required
        ),
        stood=frozenset(one.id for one in there),
    )


def apply(
    office: Office, proposed: Draft, *, chosen: Collection[int] | None = None, locked: bool = False,
    reasons: Mapping[int, str] = NO_REASONS,
) -> list[SessionView]:  # fmt: skip
    """Save the sittings of a draft (or those at the `chosen` places), as one change that one undo takes back.

    `reasons` say, by place, why a sitting is kept at a time that breaks a rule. Raises LinesBroken for one that breaks
    a rule without a reason, and PlannedMeanwhile where the draft has been overtaken.
    """
    from meetingtui.services import plan_rules
    from meetingtui.services.numbering import Numbers
    from meetingtui.store.tables import Credit

    registry = office.registry()
    picked = [place for place in range(len(proposed.sittings)) if chosen is None or place in chosen]
    if not picked:
        return []
    with office.begin() as work:
        require_not_overtaken(office, proposed, picked)  # nobody else can save from here on
        despite = plan_rules.settled(office, proposed, picked, reasons)
        numbers = Numbers(work)
        rows: list[Session] = []
        for place in picked:
            one = proposed.sittings[place]
            series = registry.series[one.series_id]
            track = next((t for t in registry.tracks_of(series.id) if t.code == one.track_code), None)
            row = _row(office, proposed.year, one, track)
            row.locked, row.reason = locked, despite.get(place, "")
            numbers.give(series, track, row)
            rows.append(row)
        work.add_all(rows)
        work.add_all([
            Credit(session_id=row.id or 0, series_id=duty.id, reason=_("聯合會議"))
            for row in rows for duty in registry.duties_of(row.series_id)
        ])  # fmt: skip
        work.add_all([_kept(work, row) for row in rows if row.reason])
        work.audit("planned", _("{year}年{count}場").format(year=proposed.year - 1911, count=len(rows)))
        work.commit()
    return session_rows.by_ids(office.reader, registry, [row.id or 0 for row in rows])


def require_not_overtaken(office: Office, proposed: Draft, places: Collection[int]) -> None:
    """Raises PlannedMeanwhile if the series at `places` have got other sittings since the draft was made."""
    ours = {(proposed.sittings[place].series_id, proposed.sittings[place].track_code) for place in places}
    others = [
        one for one in standing(office, office.registry(), proposed.year)
        if one.id not in proposed.stood and one.kind == Kind.ORDINARY and (one.series_id, one.track) in ours
    ]  # fmt: skip
    if others:
        raise PlannedMeanwhile(proposed.year, others)


def numbers(office: Office, registry: Registry, proposed: Draft) -> list[SessionNumber]:
    """The number that each sitting of a draft would get if all of it were saved now.

    A track that is only assumed has given none yet.
    """
    last = numbering.last(office.reader, proposed.year, "ordinary")
    given: dict[tuple[int, str], int] = {}
    found = []
    for one in proposed.sittings:
        track = next((t for t in registry.tracks_of(one.series_id) if t.code == one.track_code), None)
        key = one.series_id, one.track_code
        before = last.get((one.series_id, track.id if track else 0), 0) if track or not one.track_code else 0
        given[key] = given.get(key, before) + 1
        found.append(SessionNumber(one.code, proposed.year, given[key], one.track_code))
    return found


def in_full(begun: Drafting, proposed: Draft) -> Draft:
    """The draft with every sitting that found no time told in full: with many of them it takes a while."""
    from dataclasses import replace

    return replace(proposed, unplaced=tuple(begun.looked_into(one) for one in proposed.unplaced))


def alike(office: Office, proposed: Draft) -> dict[str, str]:
    """What is said of the sittings of a series, by its code, that find no time for the same cause as others of it."""
    day = f"{proposed.year}-12-31"
    return {code: alike_sentence(name_of(office, code, day), lost) for code, lost in proposed.alike.items()}


def name_of(office: Office, code: str, day: str) -> str:
    """What the series of a code was called on an ISO day; the code itself where there is none."""
    registry = office.registry()
    found = next((one for one in registry.series.values() if one.code == code), None)
    return registry.name("series", found.id, day) if found else code


def shifted(proposed: Draft, place: int, start: datetime) -> Draft:
    """The draft with the sitting at `place` moved to `start` (Taipei time), the others where they are.

    What it costs there `planning.rescoring` knows.
    """
    from dataclasses import replace

    one = proposed.sittings[place]
    moved = replace(
        one, start=start, end=start + (one.end - one.start), why=_("手動調整"), cost=0, costs=(), broken="",
    )  # fmt: skip
    return replace(proposed, sittings=(*proposed.sittings[:place], moved, *proposed.sittings[place + 1 :]))


def drafted_beside(office: Office, proposed: Draft) -> Draft:
    """What would be drafted beside `proposed` if it stood: its clashes, and what is to be corrected then."""
    from dataclasses import replace

    asked = request(office, office.registry(), proposed.year)
    return draft(replace(asked, fixed=(*asked.fixed, *proposed.as_fixed())))


class _Before(NamedTuple):
    """By series and track (0 for none): the last day before the year that stands, and the year's credited days."""

    last: dict[tuple[int, int], date]
    credited: dict[tuple[int, int], tuple[date, ...]]


def _before(office: Office, year: int) -> _Before:
    first, today = f"{year}-01-01", office.clock.today().isoformat()
    credited: dict[tuple[int, int], tuple[date, ...]] = {}
    for series_id, track_id, day in count_rows.credited_standing(office.reader, first, f"{year}-12-31"):
        credited[series_id, track_id] = (*credited.get((series_id, track_id), ()), date.fromisoformat(day))
    last = count_rows.last_standing(office.reader, first, today)
    return _Before({key: date.fromisoformat(day) for key, day in last.items()}, credited)


def _not_before(office: Office, one: Series, year: int) -> date:
    """The first day for which the notice of a sitting that is put on the books today is out in time."""
    today = office.clock.today()
    begins = max(today + timedelta(days=1), date(year, 1, 1)).isoformat()
    days = max(one.rule(begins).notice_days, one.rule(f"{year}-12-31").notice_days)
    return today + timedelta(days=max(1, days))


def _series(office: Office, registry: Registry, one: Series, year: int, before: _Before) -> SeriesPlan:
    on = f"{year}-01-01"
    rule = one.rule(f"{year}-12-31")
    tracks = registry.tracks_of(one.id, on) or registry.tracks_of(one.id, f"{year}-12-31")
    finals = [day for (series_id, _track), day in before.last.items() if series_id == one.id]
    duties = [duty.rule(on).max_gap_months for duty in registry.duties_of(one.id)]
    gaps = [months for months in (rule.max_gap_months, *duties) if months]
    return SeriesPlan(
        series_id=one.id, code=one.code, name=registry.name("series", one.id, on),
        cadence=windows.cadence_of(rule, until=one.retired_on),
        tracks=tuple(
            TrackPlan(
                t.id, t.code, t.townships,
                tuple(_posts(registry, (t.chair_post_id,) if t.chair_post_id else (), on)),
                before.last.get((one.id, t.id)), before.credited.get((one.id, t.id), ()),
            )
            for t in tracks
        ),
        chairs=tuple(_posts(registry, rule.chairs, on)), rota=rule.rotates,
        deputies=tuple(_posts(registry, rule.deputies, on)), weekday=rule.weekday, start=_clock(rule.start_time),
        minutes=rule.minutes, room=rule.room, rotate_townships=any(len(t.townships) > 1 for t in tracks),
        max_gap_months=min(gaps, default=None), target=rule.target, last_held=max(finals, default=None),
        level=one.level, external=one.external,
        rota_from=chairs.turns_taken(office, one, on) % len(rule.chairs) if rule.rotates and rule.chairs else 0,
        agencies=_agencies(registry, one.id, on), credited=before.credited.get((one.id, 0), ()),
        not_before=_not_before(office, one, year), each_its_own=rule.chairs_by_track,
    )  # fmt: skip


def _agencies(registry: Registry, series_id: int, on: str) -> tuple[str, ...]:
    """The agencies that send somebody to each sitting: its members, but for those that only sit in."""
    asked = (one for one in registry.members_of(series_id, on) if one.role != Role.OBSERVER and one.agency_id)
    return tuple(dict.fromkeys(f"agency:{one.agency_id}" for one in asked))


def _posts(registry: Registry, post_ids: Sequence[int], on: str) -> list[ChairPost]:
    return [ChairPost(post_id, registry.name("post", post_id, on)) for post_id in post_ids]


def standing(office: Office, registry: Registry, year: int) -> list[SessionView]:
    """The sittings on the books that are numbered in `year` (Gregorian) or lie in it."""
    numbered = SessionFilter(years=(year,), statuses=tuple(str(status) for status in STANDING))
    dated = numbered._replace(years=(), first=f"{year}-01-01", last=f"{year}-12-31")
    found = [one for wanted in (numbered, dated) for one in session_rows.page(office.reader, registry, wanted)]
    return list({one.id: one for one in found}.values())


def _fixed(office: Office, registry: Registry, one: SessionView, kept: frozenset[str]) -> FixedSitting:
    open_ = one.status in {Status.PLANNED, Status.NOTICED} and one.day > office.clock.today().isoformat()
    return FixedSitting(
        series_id=one.series_id, track_code=one.track, start=_wall(one.start), end=_wall(one.end), room=one.room,
        township=one.township, chair_post_id=one.presiding, kind=one.kind,
        label=_("{name}（{mark}）").format(name=one.name, mark=one.number),
        window_first=_day(one.window_first), window_last=_day(one.window_last), external=one.external,
        id=one.id, movable=open_ and not one.locked and not one.external, noticed=one.status == Status.NOTICED,
        notice_days=_notice_days(registry, one),
        kept=frozenset(rule.value for rule, verb in KEPT.items() if not kept.isdisjoint({verb, "planned"})),
    )  # fmt: skip


def _notice_days(registry: Registry, one: SessionView) -> int:
    """How many days ahead the notice of an ordinary sitting must be out."""
    return registry.series[one.series_id].rule(one.day).notice_days if one.day and one.kind == Kind.ORDINARY else 0


def _busy(office: Office, year: int) -> list[Busy]:
    rows = calendar_rows.blackouts(office.reader, f"{year - 1}-12-31T16:00:00Z", f"{year}-12-31T16:00:00Z")
    found = []
    for _id, post_id, room, start, end, source in rows:
        key = f"post:{post_id}" if post_id else room_key(room)
        begins, ends = (to_taipei(unstamp(moment)).replace(tzinfo=None) for moment in (start, end))
        found.append(Busy(key, begins, ends, _elsewhere(source)))
    return found


def _elsewhere(source: str) -> str:
    """What sentences call a time that is taken by something else; `source` is the file that told of it."""
    return _("其他行程（由{source}匯入）").format(source=source) if source else _("其他行程")


def _row(office: Office, year: int, one: DraftSitting, track: Track | None) -> Session:
    from meetingtui.services.scheduling import set_time
    from meetingtui.store.tables import Session

    row = Session(
        series_id=one.series_id, track_id=track.id if track else None, number="", uid="", year=year, ordinal=0,
        kind=one.kind, room=one.room, township=one.township, chair_post_id=one.chair_post_id,
        acting_post_id=one.acting_post_id, changed_at=office.now(),
        window_first=one.window_first.isoformat(), window_last=one.window_last.isoformat(),
    )  # fmt: skip
    set_time(row, one.start, one.end)
    return row


def _kept(work: UnitOfWork, row: Session) -> SessionChange:
    """That a sitting was put on the books although its time breaks a rule, and why."""
    from meetingtui.store.tables import SessionChange

    return SessionChange(
        session_id=row.id or 0, at=work.at, who=work.who, verb="planned", after=row.start_at, reason=row.reason
    )


def _wall(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=None) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return time(14, 0)
