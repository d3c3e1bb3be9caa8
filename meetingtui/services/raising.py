"""提報上級: at which level a series stands, and to which ones a recommendation goes up (區級 › 府級 › 中央)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from meetingtui.domain import cadence
from meetingtui.domain.actions import Level
from meetingtui.domain.registry import Registry, Series
from meetingtui.domain.ruling_refusals import RulingUnclear
from meetingtui.language import _

LADDER = (Level.DISTRICT, Level.COUNTY, Level.CENTRAL)
DELIBERATING = frozenset({cadence.Level.STATUTORY, cadence.Level.LIAISON, cadence.Level.PLATFORM})
"""What takes up a recommendation: neither a case conference nor training does."""


def level_of(registry: Registry, series: Series, on: date) -> Level | None:
    """The level at which a series stands: 區級 for a platform or one of tracks; None where nothing can be sent to.

    Those are case conferences, training, and what is confidential: a recommendation is to be read.
    """
    day = on.isoformat()
    if series.level not in DELIBERATING or series.confidential_on(day):
        return None
    local = series.level == cadence.Level.PLATFORM or registry.tracks_of(series.id, day)
    return Level.DISTRICT if local else Level.COUNTY


def upper_of(registry: Registry, series: Series, on: date) -> Level:
    """The level of a series to which something is sent. Raises RulingUnclear where nothing can be."""
    found = level_of(registry, series, on)
    if found is None:
        text = _("{name}是個案、訓練或密件會議，不受理政策建議的提報。請改選府級會議，或 central（中央）。")
        raise RulingUnclear(text, name=series.name)
    return found


def is_higher(upper: Level, level: str) -> bool:
    """Whether a level lies above that of an item; above none lies each."""
    return not level or LADDER.index(upper) > LADDER.index(Level(level))


def offered(registry: Registry, levels: Collection[str], on: date) -> list[Series]:
    """The series to which items of those levels can go up."""
    found = []
    for one in registry.series.values():
        upper = level_of(registry, one, on)
        if upper is not None and not one.is_duty and all(is_higher(upper, level) for level in levels):
            found.append(one)
    return found
