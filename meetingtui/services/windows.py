"""The window of the year in which a sitting of a rule falls."""

from __future__ import annotations

from datetime import date, timedelta

from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.domain.registry import Rule


def cadence_of(rule: Rule, until: str | None = None) -> Cadence:
    """The cadence that a rule states, up to the ISO day before `until`."""
    return Cadence(
        Rhythm(rule.rhythm),
        rule.per_period,
        rule.windows,
        valid_to=date.fromisoformat(until) - timedelta(days=1) if until else None,
        qualifier=rule.qualifier,
        year_basis=rule.year_basis,
        as_stated=rule.cadence,
        provisional=rule.provisional,
    )


def around(rule: Rule, day: date) -> tuple[str | None, str | None]:
    """First and last ISO day of the window of `rule` that holds `day`; (None, None) when none does."""
    from meetingtui.planning.windows import windows

    for window in windows(cadence_of(rule), day.year):
        if window.first <= day <= window.last:
            return window.first.isoformat(), window.last.isoformat()
    return None, None
