"""The places in which a series is held: opened, corrected, renamed, closed, and proposed ones accepted."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry import Registry, Series, Track
from meetingtui.domain.sessions import require_reason
from meetingtui.domain.sittings import SessionFilter
from meetingtui.language import _
from meetingtui.services import codes, finding, renaming, standing, written
from meetingtui.services.office import Office
from meetingtui.services.registry import track_show
from meetingtui.services.renaming import Named
from meetingtui.services.series_views import TrackView


class TrackForm(NamedTuple):
    """A track as a form shows it; agency and chair by any of their names. Without a code the next one is given."""

    name: str = ""
    code: str = ""
    agency: str = ""
    chair: str = ""
    townships: tuple[str, ...] = ()
    version: int | None = None


def form(office: Office, series: str, name: str) -> TrackForm:
    """A track as it is now, to be changed and handed to `edit`. Raises NotFound or Ambiguous."""
    found = track_show(office, series, name)
    return TrackForm(found.name, found.code, found.agency, found.chair, found.townships, found.version)


def add(office: Office, series: str, new: TrackForm, *, since: date | None = None) -> TrackView:
    """Open a track, for all years unless `since` says from when. Raises WrongCode, CodeTaken or NameTaken."""
    from meetingtui.store import tables

    registry = office.registry()
    owner = finding.series_of(registry, series)
    if owner.is_duty:
        raise Refusal(_("{name}由聯合會議履行，不另分區。請在聯合會議新增分區。"), name=owner.name)
    bearers = {track.code: track.name for track in registry.tracks_of(owner.id)}
    code = codes.checked_track(new.code) if new.code.strip() else _next_code(bearers)
    codes.refuse_taken(code, bearers)
    columns = _columns(registry, new)
    renaming.refuse_taken_in(registry, owner, columns["name"])
    with office.begin() as work:
        work.add(
            tables.Track(
                series_id=owner.id, code=code, valid_from=since.isoformat() if since else None, **columns
            )
        )  # fmt: skip
        work.audit("added", f"{owner.code} {code}")
        work.commit()
    return track_show(office, owner.code, code)


def edit(office: Office, series: str, name: str, wanted: TrackForm, *, base_version: int | None = None) -> TrackView:
    """Correct a track; a new chair takes over its open sittings. Raises ChangedMeanwhile or NotFound."""
    from meetingtui.services.scheduling import turn
    from meetingtui.store import tables

    registry = office.registry()
    owner, track = _of(registry, series, name)
    if wanted.code and codes.checked_track(wanted.code) != track.code:
        raise Refusal(_("{code}的代碼已編入場次編號，不能更改。請另增分區。"), code=track.code)
    columns = _columns(registry, wanted)
    if columns["name"] != track.name:
        renaming.refuse_taken_in(registry, owner, columns["name"])
    with office.begin() as work:
        row = work.get(tables.Track, track.id, base_version=base_version or wanted.version or track.version)
        changed = [field for field, value in columns.items() if getattr(row, field) != value]
        if not changed:
            raise Refusal(_("{name}沒有變更。"), name=track.name)
        for field in changed:
            setattr(row, field, columns[field])
        work.audit("edited", f"{owner.code} {track.code}", *changed)
        if "chair_post_id" in changed and row.chair_post_id:
            today = office.clock.today().isoformat()
            for one in standing.after(office, registry, SessionFilter(track_ids=(track.id,)), today):
                if one.chair_post_id == track.chair_post_id:
                    sitting = work.get(tables.Session, one.id)
                    sitting.chair_post_id = row.chair_post_id
                    turn(work, sitting, "arranged", sitting.start_at, sitting.start_at, _("主席異動"))
        work.commit()
    return track_show(office, owner.code, track.code)


def rename(
    office: Office, series: str, name: str, new: str, *, since: date | None = None, base_version: int | None = None
) -> TrackView:
    """Give a track a new name from a day on (default today); before it the old one stays."""
    registry = office.registry()
    owner, track = _of(registry, series, name)
    renaming.rename(office, registry, _named(owner, track), new, since=since, base_version=base_version)
    return track_show(office, owner.code, track.code)


def alias(office: Office, series: str, name: str, other: str, *, remove: bool = False) -> TrackView:
    """Let a track be found by another name, or no longer. Raises NameTaken or NotFound."""
    registry = office.registry()
    owner, track = _of(registry, series, name)
    turn = renaming.remove_alias if remove else renaming.add_alias
    turn(office, registry, _named(owner, track), other)
    return track_show(office, owner.code, track.code)


def retire(
    office: Office, series: str, name: str, on: date, *, cancel: bool = False, reason: str = "",
    base_version: int | None = None,
) -> TrackView:  # fmt: skip
    """Close a track from a day on; years before it keep it.

    Raises StillPlanned when sittings stand after that day, unless `cancel` calls them off for a `reason`.
    """
    from meetingtui.store import tables

    registry = office.registry()
    owner, track = _of(registry, series, name)
    open_ones = standing.after(office, registry, SessionFilter(track_ids=(track.id,)), on.isoformat())
    if open_ones and not cancel:
        raise standing.StillPlanned(track.name, [one.number for one in open_ones])
    if open_ones:
        require_reason(reason)
    with office.begin() as work:
        row = work.get(tables.Track, track.id, base_version=base_version or track.version)
        row.valid_to = on.isoformat()
        work.audit("retired", f"{owner.code} {track.code}", "valid_to")
        standing.call_off(work, open_ones, reason)
        work.commit()
    return track_show(office, owner.code, track.code)


def revive(office: Office, series: str, name: str) -> TrackView:
    """Open a closed track again. Raises Refusal when it was never closed."""
    from meetingtui.store import tables

    registry = office.registry()
    owner, track = _of(registry, series, name)
    if track.valid_to is None:
        raise Refusal(_("{name}並未停用。"), name=track.name)
    with office.begin() as work:
        work.get(tables.Track, track.id, base_version=track.version).valid_to = None
        work.audit("revived", f"{owner.code} {track.code}", "valid_to")
        work.commit()
    return track_show(office, owner.code, track.code)


def accept(office: Office, series: str) -> list[TrackView]:
    """Take all proposed tracks of a series as its own: from now on they count as places of the stated plan."""
    from meetingtui.store import tables

    registry = office.registry()
    owner = finding.series_of(registry, series)
    proposed = [track for track in registry.tracks_of(owner.id) if track.proposed]
    if not proposed:
        raise Refusal(_("{name}沒有待確認的分區。"), name=owner.name)
    with office.begin() as work:
        for track in proposed:
            work.get(tables.Track, track.id, base_version=track.version).proposed = False
        work.audit("edited", owner.code, "proposed")
        work.commit()
    return [track_show(office, owner.code, track.code) for track in proposed]


def _of(registry: Registry, series: str, name: str) -> tuple[Series, Track]:
    owner = finding.series_of(registry, series)
    return owner, finding.track_of(registry, owner, name)


def _named(owner: Series, track: Track) -> Named:
    return Named("track", track.id, f"{owner.code} {track.code}", track.name, track.version)


def _next_code(bearers: dict[str, str]) -> str:
    return codes.following(list(bearers)) or "T1"


def _columns(registry: Registry, wanted: TrackForm) -> dict[str, Any]:
    places = dict.fromkeys(written.line(place, _("鄉鎮市區"), most=20) for place in wanted.townships)
    return {
        "name": written.line(wanted.name, _("分區名稱"), required=True),
        "agency_id": finding.agency_of(registry, wanted.agency).id if wanted.agency.strip() else None,
        "chair_post_id": finding.post_of(registry, wanted.chair).id if wanted.chair.strip() else None,
        "townships": json.dumps([place for place in places if place], ensure_ascii=False),
    }
