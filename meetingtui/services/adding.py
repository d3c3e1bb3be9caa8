"""Putting sittings on the books: what a new one is, which number it gets, what it is credited to."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain.errors import Refusal, WrongDate
from meetingtui.domain.registry import Registry, Series, Track, retired
from meetingtui.domain.sessions import Kind, Rule
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import chairs, finding, guests, time_rules
from meetingtui.services.numbering import Numbers
from meetingtui.services.office import Office
from meetingtui.services.scheduling import NO_RULES, clock_of, note_kept, proposal, set_time

if TYPE_CHECKING:
    from meetingtui.store.tables import Credit, Session


class TrackNeeded(Refusal):
    """A series with tracks was given a sitting without one."""

    def __init__(self, name: str, tracks: Sequence[str]) -> None:
        super().__init__(_("{name}分區召開，須指明分區。請選：{tracks}。"), name=name, tracks=_("、").join(tracks))


class NotASittingSeries(Refusal):
    """A duty of a joint series, or an entry that is no meeting, was given a sitting."""

    def __init__(self, name: str, advice: str) -> None:
        super().__init__(_("{name}不另編場次。{advice}"), name=name, advice=advice)


class NewSitting(NamedTuple):
    """What a user says of a sitting to add; what is left out comes from the series' rule.

    `start` is Taipei time without zone, `minutes` its length, `credits` pairs of series and track names, `guests` the
    networks and agencies asked this time only (`學 就 治`).
    """

    series: str
    start: datetime
    track: str = ""
    kind: Kind = Kind.ORDINARY
    minutes: int | None = None
    room: str | None = None
    township: str | None = None
    chair: str = ""
    host: str = ""
    credits: tuple[tuple[str, str], ...] = ()
    note: str = ""
    reason: str = ""
    guests: str = ""


def add(office: Office, new: NewSitting, *, despite: frozenset[Rule] = NO_RULES) -> SessionView:
    """Add one sitting, with the next number of its series, track and year, which no other will ever bear.

    Raises NotFound or Ambiguous for a name, TrackNeeded, NotASittingSeries, and RulesBroken unless overruled.
    """
    registry = office.registry()
    series = finding.series_of(registry, new.series)
    _require_sittings(registry, series, new.start.date().isoformat())
    track = _track(registry, series, new.track, new.start.date().isoformat())
    row = _row(office, registry, series, track, new)
    credits = credits_of(registry, series, new.credits, new.reason)
    day = new.start.date().isoformat()
    asked = guests.besides(registry, series, track.id if track else None, day, new.guests)
    reason = new.reason or new.note
    overruled = time_rules.refuse(office, registry, proposal(registry, series, row, new.kind), despite, reason)
    with office.begin() as work:
        number = Numbers(work).give(series, track, row)
        work.add(row)
        for credit in credits:
            credit.session_id = row.id or 0
        work.add_all([*credits, *guests.rows(asked, row.id or 0)])
        note_kept(work, row, overruled, reason)
        work.audit("added", number)
        work.commit()
    return finding.session_of(office, registry, number)


def what_breaks(office: Office, new: NewSitting) -> list[tuple[Rule, str]]:
    """Every rule that adding `new` would break, with its sentence: asked while it is typed. Raises as `add`."""
    registry = office.registry()
    series = finding.series_of(registry, new.series)
    _require_sittings(registry, series, new.start.date().isoformat())
    track = _track(registry, series, new.track, new.start.date().isoformat())
    row = _row(office, registry, series, track, new)
    return time_rules.broken(office, registry, proposal(registry, series, row, new.kind))


def start_of(office: Office, series: str, text: str) -> datetime:
    """The moment that `text` writes; a date alone means the usual time of the series. Raises WrongDate or NotFound."""
    try:
        return finding.moment(office, text)
    except WrongDate:
        with suppress(WrongDate):
            day = finding.day(office, text)
            rule = finding.series_of(office.registry(), series).rule(day.isoformat())
            return datetime.combine(day, clock_of(rule.start_time))
        raise


def _require_sittings(registry: Registry, series: Series, on: str) -> None:
    name = registry.name("series", series.id, on)
    if series.is_duty and series.joint_id is not None:
        joint = registry.name("series", series.joint_id, on)
        raise NotASittingSeries(name, _("請改在聯合會議「{name}」新增。").format(name=joint))
    if retired(series, on):
        raise NotASittingSeries(name, _("此會議別已停用，請先恢復使用。"))


def _track(registry: Registry, series: Series, name: str, on: str) -> Track | None:
    tracks = registry.tracks_of(series.id, on)
    if name:
        return finding.track_of(registry, series, name)
    if len(tracks) > 1:
        called = [f"{track.code} {registry.name('track', track.id, on)}" for track in tracks]
        raise TrackNeeded(registry.name("series", series.id, on), called)
    return tracks[0] if tracks else None


def _row(office: Office, registry: Registry, series: Series, track: Track | None, new: NewSitting) -> Session:
    from meetingtui.services import windows
    from meetingtui.store.tables import Session

    day = new.start.date().isoformat()
    rule = series.rule(day)
    host = finding.agency_of(registry, new.host) if new.host else None
    chair = finding.post_of(registry, new.chair).id if new.chair else chairs.next_chair(office, series, track, day)
    row = Session(
        series_id=series.id, track_id=track.id if track else None, number="", uid="", year=new.start.year, ordinal=0,
        kind=new.kind.value, room=rule.room if new.room is None else new.room.strip(),
        township=_township(track) if new.township is None else new.township.strip(),
        chair_post_id=chair, host_agency_id=host.id if host else None, note=new.note.strip(),
        reason=new.reason.strip(), changed_at=office.now(),
    )  # fmt: skip
    set_time(row, new.start, time_rules.end_of(new.start, new.minutes or rule.minutes))
    if new.kind is Kind.ORDINARY:
        row.window_first, row.window_last = windows.around(rule, new.start.date())
    return row


def _township(track: Track | None) -> str:
    return track.townships[0] if track and track.townships else ""


def credits_of(registry: Registry, series: Series, wanted: Sequence[tuple[str, str]], reason: str) -> list[Credit]:
    """The credits of a new sitting: each duty of a joint series, and what the user names."""
    from meetingtui.store.tables import Credit

    found = [Credit(session_id=0, series_id=duty.id, reason=_("聯合會議")) for duty in registry.duties_of(series.id)]
    for name, track_name in wanted:
        other = finding.series_of(registry, name)
        track = finding.track_of(registry, other, track_name) if track_name else None
        found.append(Credit(session_id=0, series_id=other.id, track_id=track.id if track else None, reason=reason))
    return found
