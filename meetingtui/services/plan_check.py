"""The check everybody sees, for the series of a registry in one year."""

from __future__ import annotations

from meetingtui.domain.plan_check import PlanCheck, check
from meetingtui.domain.registry import Registry, Series
from meetingtui.services.office import Office
from meetingtui.services.windows import cadence_of
from meetingtui.store.queries import sources

Reported = dict[int, tuple[int, str]]


def checks(office: Office, year: int) -> list[tuple[Series, PlanCheck]]:
    """Each series that meets in `year` (Gregorian) with its figures side by side; duties are checked too."""
    registry = office.registry()
    reported = sources.reported(office.reader)
    return [
        (one, of_series(registry, one, f"{year}-12-31", reported))
        for one in registry.series.values() if one.rules and not is_over(one, year)
    ]  # fmt: skip


def of_series(registry: Registry, series: Series, on: str, reported: Reported) -> PlanCheck:
    """The check of one series under the rule and tracks in force on an ISO day.

    Tracks that are only proposed count as places of the plan, never as stated ones. A duty is kept by the sittings
    of its joint series, so it is that one's cadence that answers its floor.
    """
    rule = series.rule(on)
    kept_by = registry.series.get(series.joint_id or 0, series).rule(on)
    tracks = registry.tracks_of(series.id, on)
    accepted = [track for track in tracks if not track.proposed]
    number, period = reported.get(series.id, (None, ""))
    return check(
        registry.name("series", series.id, on), rule.stated, cadence_of(kept_by), len(accepted) or len(tracks),
        rule.floor, rule.max_gap_months, number, reported_period=period, tracks_proposed=not accepted,
    )  # fmt: skip


def is_over(series: Series, year: int) -> bool:
    """Whether a series was retired before `year` (Gregorian) began."""
    return bool(series.retired_on) and str(series.retired_on) <= f"{year}-01-01"
