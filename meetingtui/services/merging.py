"""併開: which sitting may stand for another one too, and what it counts for then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import STANDING
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.services.office import Office
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.store.tables import Credit

NEAR = 92
"""Days before and after a sitting within which others are offered to stand for both."""


def hosts(office: Office, sitting: SessionView) -> list[SessionView]:
    """The sittings that may stand for `sitting` too, the nearest in time first.

    Those of its year when it has no date, else those of the three months before and after it.
    """
    wanted = SessionFilter(years=(sitting.year,), statuses=tuple(str(status) for status in STANDING))
    if sitting.day:
        day = date.fromisoformat(sitting.day)
        first, last = day - timedelta(days=NEAR), day + timedelta(days=NEAR)
        wanted = wanted._replace(years=(), first=first.isoformat(), last=last.isoformat())
    found = [one for one in session_rows.page(office.reader, office.registry(), wanted) if one.id != sitting.id]
    if not sitting.day:
        return found
    return sorted(found, key=lambda one: abs((date.fromisoformat(one.day) - day).days))


def carried(registry: Registry, sitting: SessionView, host: SessionView, reason: str) -> list[Credit]:
    """What the host of a merged sitting counts for from now on and did not before: its series, and its credits."""
    from meetingtui.store.tables import Credit

    tracks = {(track.series_id, track.code): track.id for track in registry.tracks.values()}
    counted = {(host.series_id, host.track), *((one.series_id, one.track) for one in host.credits)}
    wanted = {(sitting.series_id, sitting.track): reason}
    wanted |= {(one.series_id, one.track): one.reason for one in sitting.credits}
    return [
        Credit(session_id=host.id, series_id=series_id, track_id=tracks.get((series_id, track)), reason=why)
        for (series_id, track), why in wanted.items() if (series_id, track) not in counted
    ]  # fmt: skip
