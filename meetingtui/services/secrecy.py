"""What of action items may leave the house only as a number."""

from __future__ import annotations

from collections.abc import Iterable

from meetingtui.domain.actions import ActionView
from meetingtui.domain.registry import Registry
from meetingtui.services.office import Office
from meetingtui.store.queries import actions as rows


def of_items(office: Office, registry: Registry, items: Iterable[ActionView]) -> frozenset[str]:
    """The numbers of those that are of a case, or of a series that is confidential now or was at the sitting's day."""
    today = office.clock.today().isoformat()
    series, of_cases = {one.code: one for one in registry.series.values()}, rows.of_cases(office.reader)
    return frozenset(
        one.number for one in items
        if one.number in of_cases
        or any(series[one.series].confidential_on(day) for day in (today, one.day or today))
    )  # fmt: skip
