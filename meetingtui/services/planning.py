"""A draft year from the registry: proposed beside what stands, saved only when the user accepts it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from meetingtui.dates.clock import to_taipei, unstamp
from meetingtui.domain.numbers import SessionNumber
from meetingtui.domain.registry import Registry, Series, Track, retired
from meetingtui.domain.sessions import STANDING
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.planning.draft import Draft, DraftSitting, draft
from meetingtui.planning.request import (
    Busy,
    ChairPost,
    FixedSitting,
    PlanRequest,
    SeriesPlan,
    TrackPlan,
    room_key,
)  # fmt: skip
from meetingtui.services import chairs, windows
from meetingtui.services.office import Office
from meetingtui.store.queries import calendar as calendar_rows
from meetingtui.store.queries import counts as count_rows
from meetingtui.store.queries import numbering
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.planning.clashes import Booking
    from meetingtui.store.tables import Session

__all__ = ["Draft", "DraftSitting", "apply", "propose"]


def propose(office: Office, year: int) -> Draft:
    """What is missing in `year` (Gregorian) beside the sittings that stand; nothing is saved."""
    return draft(request(office, office.registry(), year))


def request(office: Office, registry: Registry, year: int) -> PlanRequest:
    """What the planner is asked: the series to plan, the days that may be used, what stands, who is busy."""
    first = f"{year}-01-01"
    last_held = {key: date.fromisoformat(day) for key, day in count_rows.last_before(office.reader, first).items()}
    return PlanRequest(
        year=year,
        series=tuple(
            _series(office, registry, one, year, last_held)
            for one in registry.series.values()
            if one.planned and not one.is_duty and not retired(one, first)
        ),
        calendar=calendar_rows.load(office.reader),
        not_before=office.clock.today() + timedelta(days=1),
        fixed=tuple(_fixed(one) for one in _standing(office, registry, year)),
        busy=tuple(_busy(office, registry, year)),
        who=lambda post_id, day: registry.person_key(post_id, day.isoformat()),
    )


def apply(
    office: Office, proposed: Draft, *, chosen: Collection[int] | None = None, locked: bool = False
) -> list[SessionView]:
    """Save the sittings of a draft (or those at the `chosen` places), as one change that one undo takes back."""
    from meetingtui.services.numbering import Numbers
    from meetingtui.store.tables import Credit

    registry = office.registry()
    picked = [one for place, one in enumerate(proposed.sittings) if chosen is None or place in chosen]
    if not picked:
        return []
    with office.begin() as work:
        numbers = Numbers(work)
        rows: list[Session] = []
        for one in picked:
            series = registry.series[one.series_id]
            track = next((t for t in registry.tracks_of(series.id) if t.code == one.track_code), None)
            row = _row(office, proposed.year, one, track)
            row.locked = locked
            numbers.give(series, track, row)
            rows.append(row)
        work.add_all(rows)
        work.add_all([
            Credit(session_id=row.id or 0, series_id=duty.id, reason=_("聯合會議"))
            for row in rows for duty in registry.duties_of(row.series_id)
        ])  # fmt: skip
        work.audit("planned", _("{year}年{count}場").format(year=proposed.year - 1911, count=len(rows)))
        work.commit()
    return session_rows.by_ids(office.reader, registry, [row.id or 0 for row in rows])


def numbers(office: Office, registry: Registry, proposed: Draft) -> list[SessionNumber]:
    """The number that each sitting of a draft would get if all of it were saved now."""
    given = dict(numbering.last(office.reader, proposed.year, "ordinary"))
    found = []
    for one in proposed.sittings:
        track = next((t for t in registry.tracks_of(one.series_id) if t.code == one.track_code), None)
        key = (one.series_id, track.id if track else 0)
        given[key] = given.get(key, 0) + 1
        found.append(SessionNumber(one.code, proposed.year, given[key], track.code if track else ""))
    return found


def shifted(proposed: Draft, place: int, start: datetime) -> Draft:
    """The draft with the sitting at `place` moved to `start` (Taipei time), the others where they are."""
    from dataclasses import replace

    one = proposed.sittings[place]
    moved = replace(one, start=start, end=start + (one.end - one.start), why=_("手動調整"))
    return replace(proposed, sittings=(*proposed.sittings[:place], moved, *proposed.sittings[place + 1 :]))


def breaks(office: Office, proposed: Draft, place: int) -> list[str]:
    """Sentences of the rules that the draft's sitting at `place` breaks, against what stands and the draft itself."""
    from meetingtui.planning import clashes
    from meetingtui.services import time_rules

    registry = office.registry()
    one = proposed.sittings[place]
    series = registry.series[one.series_id]
    wanted = time_rules.Proposal(
        label=series.name, start=one.start, end=one.end, presiding=one.chair_post_id, room=one.room,
        township=one.township, external=series.external, window_first=one.window_first.isoformat(),
        window_last=one.window_last.isoformat(),
    )  # fmt: skip
    found = [sentence for _rule, sentence in time_rules.broken(office, registry, wanted)]
    here = _booking(registry, one)
    there = [_booking(registry, other) for at, other in enumerate(proposed.sittings) if at != place]
    names = time_rules.key_names(registry, one.start.date().isoformat())
    return found + [clash.sentence for clash in clashes.clashes(here, there, names)]


def _booking(registry: Registry, one: DraftSitting) -> Booking:
    from meetingtui.planning.clashes import Booking

    series = registry.series[one.series_id]
    day = one.start.date().isoformat()
    keys = {registry.person_key(one.chair_post_id, day)} if one.chair_post_id else set()
    if one.room and not series.external:
        keys.add(room_key(one.room, one.township))
    return Booking(frozenset(keys), one.start, one.end, f"{series.name} {one.track_code}".rstrip())


def _series(
    office: Office, registry: Registry, one: Series, year: int, last_held: dict[tuple[int, int], date]
) -> SeriesPlan:
    on = f"{year}-01-01"
    rule = one.rule(f"{year}-12-31")
    tracks = registry.tracks_of(one.id, on) or registry.tracks_of(one.id, f"{year}-12-31")
    finals = [day for (series_id, _track), day in last_held.items() if series_id == one.id]
    duties = [duty.rule(on).max_gap_months for duty in registry.duties_of(one.id)]
    gaps = [months for months in (rule.max_gap_months, *duties) if months]
    return SeriesPlan(
        series_id=one.id, code=one.code, cadence=windows.cadence_of(rule, until=one.retired_on),
        tracks=tuple(
            TrackPlan(
                t.id, t.code, t.townships,
                tuple(_posts(registry, (t.chair_post_id,) if t.chair_post_id else ())), last_held.get((one.id, t.id)),
            )
            for t in tracks
        ),
        chairs=tuple(_posts(registry, rule.chairs)), rota=rule.rotates,
        deputies=tuple(_posts(registry, rule.deputies)), weekday=rule.weekday, start=_clock(rule.start_time),
        minutes=rule.minutes, room=rule.room, rotate_townships=any(len(t.townships) > 1 for t in tracks),
        max_gap_months=min(gaps, default=None), target=rule.target, last_held=max(finals, default=None),
        level=one.level, external=one.external,
        rota_from=chairs.turns_taken(office, one, on) % len(rule.chairs) if rule.rotates and rule.chairs else 0,
    )  # fmt: skip


def _posts(registry: Registry, post_ids: Sequence[int]) -> list[ChairPost]:
    return [ChairPost(post_id, registry.name("post", post_id)) for post_id in post_ids]


def _standing(office: Office, registry: Registry, year: int) -> list[SessionView]:
    numbered = SessionFilter(years=(year,), statuses=tuple(str(status) for status in STANDING))
    dated = numbered._replace(years=(), first=f"{year}-01-01", last=f"{year}-12-31")
    found = [one for wanted in (numbered, dated) for one in session_rows.page(office.reader, registry, wanted)]
    return list({one.id: one for one in found}.values())


def _fixed(one: SessionView) -> FixedSitting:
    return FixedSitting(
        series_id=one.series_id, track_code=one.track, start=_wall(one.start), end=_wall(one.end), room=one.room,
        township=one.township, chair_post_id=one.presiding, kind=one.kind,
        label=_("{name}（{mark}）").format(name=one.name, mark=one.number),
        window_first=_day(one.window_first), window_last=_day(one.window_last), external=one.external,
    )  # fmt: skip


def _busy(office: Office, registry: Registry, year: int) -> list[Busy]:
    rows = calendar_rows.blackouts(office.reader, f"{year - 1}-12-31T16:00:00Z", f"{year}-12-31T16:00:00Z")
    found = []
    for _id, post_id, room, start, end, source in rows:
        begins = to_taipei(unstamp(start)).replace(tzinfo=None)
        key = registry.person_key(post_id, begins.date().isoformat()) if post_id else room_key(room)
        found.append(Busy(key, begins, to_taipei(unstamp(end)).replace(tzinfo=None), source))
    return found


def _row(office: Office, year: int, one: DraftSitting, track: Track | None) -> Session:
    from meetingtui.services.scheduling import set_time
    from meetingtui.store.tables import Session

    row = Session(
        series_id=one.series_id, track_id=track.id if track else None, number="", uid="", year=year, ordinal=0,
        kind=one.kind, room=one.room, township=one.township, chair_post_id=one.chair_post_id, changed_at=office.now(),
        window_first=one.window_first.isoformat(), window_last=one.window_last.isoformat(),
    )  # fmt: skip
    set_time(row, one.start, one.end)
    return row


def _wall(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=None) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return time(14, 0)
