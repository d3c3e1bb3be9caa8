"""What of action items may leave the house only as a number, and makes a paper that tells more of it 密."""

from __future__ import annotations

from collections.abc import Iterable

from meetingtui.domain.actions import ActionView
from meetingtui.domain.registry import Registry
from meetingtui.services.office import Office
from meetingtui.store.queries import actions as rows


def of_items(office: Office, registry: Registry, items: Iterable[ActionView]) -> frozenset[str]:
    """The numbers of those that are secret, as `numbers` tells them."""
    return numbers(office, registry).intersection(one.number for one in items)


def numbers(office: Office, registry: Registry) -> frozenset[str]:
    """The items of cases, and those of series that are confidential now or were on the sitting's day."""
    return of_series(office, registry).union(rows.of_cases(office.reader))


def of_series(office: Office, registry: Registry) -> frozenset[str]:
    """The items that sittings of confidential series have made."""
    today = office.clock.today().isoformat()
    series = {one.id: one for one in registry.series.values() if one.is_ever_confidential}
    return frozenset(
        number for number, series_id, day in rows.of_series(office.reader, list(series))
        if any(series[series_id].confidential_on(on) for on in (today, day or today))
    )  # fmt: skip
