"""The copy of a count as it was reported, and what has changed since."""

from __future__ import annotations

from typing import Any, NamedTuple

from meetingtui.dates.clock import to_taipei, unstamp
from meetingtui.dates.showing import show_date
from meetingtui.domain.counts import Counts
from meetingtui.domain.errors import Refusal
from meetingtui.language import _
from meetingtui.services.office import Office
from meetingtui.store.queries import frozen as frozen_rows

COMPARED = (
    "stated", "computed", "floor", "target", "planned", "held", "postponed", "cancelled", "credited", "person_times",
    "shortfall", "extraordinary",
)  # fmt: skip
"""Figures that are held against the copy on any day; the longest gap grows by itself and only on the same one."""


class Difference(NamedTuple):
    """A figure that is no longer what was reported; None where the row was, or is, not there."""

    key: str
    name: str
    field: str
    frozen: int | None
    now: int | None


class Frozen(NamedTuple):
    """A reported copy: known on the ISO day `as_of`, kept at the stamp `at`, and how today's count differs."""

    as_of: str
    at: str
    who: str
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


class OnlyWholeYears(Refusal):
    """A count of another period than one year was to be frozen."""

    def __init__(self) -> None:
        super().__init__(_("只有單一年度的統計可以凍結。請改為單一年度，例如 meetingtui counts 115 --freeze。"))


class FrozenAlready(Refusal):
    """A copy stands, and today's count differs from it."""

    def __init__(self, day: str, count: int) -> None:
        super().__init__(
            _("此統計已於{day}凍結，現有{count}處不同。請先比對；確定要以現況取代時加上 --force。"),
            day=day,
            count=count,
        )


def compare(office: Office, found: Counts) -> Frozen | None:
    """How a count differs from its newest reported copy; None where there is no copy of its year and grouping.

    A copy that was known only later than the as-of day of the count says nothing about it.
    """
    if found.year is None:
        return None
    row = frozen_rows.latest(office.reader, found.year, found.by, found.as_of)
    if row is None:
        return None
    import json

    before = {one["key"]: one for one in json.loads(row.body)}
    now = {key: row for key, row in rows(found).items() if row}
    fields = (*COMPARED, "longest_gap_days") if row.as_of == found.as_of else COMPARED
    return Frozen(row.as_of, row.at, row.who, tuple(_differences(before, now, fields)))


def freeze(office: Office, found: Counts, *, force: bool = False) -> Frozen:
    """Keep a count as it is reported; the same again keeps the copy that stands.

    Raises OnlyWholeYears, or FrozenAlready when a copy differs and `force` is not given.
    """
    import json

    from meetingtui.store.tables import FrozenCount

    if found.year is None:
        raise OnlyWholeYears
    standing = compare(office, found)
    if standing is not None and not standing.same and not force:
        raise FrozenAlready(show_date(to_taipei(unstamp(standing.at)).date(), "dot"), len(standing.differences))
    if standing is not None and standing.same and standing.as_of == found.as_of:
        return standing
    body = json.dumps(list(rows(found).values()), ensure_ascii=False)
    with office.begin() as work:
        work.session.add(
            FrozenCount(year=found.year, grouping=found.by, as_of=found.as_of, at=work.at, who=work.who, body=body)
        )
        work.audit("frozen", f"{found.year - 1911} {found.by}", undoable=False)
        work.commit()
    return Frozen(found.as_of, work.at, work.who, ())


def rows(found: Counts) -> dict[str, dict[str, Any]]:
    """The figures of a count by key; of a level or host that is counted apart the reason is part of the key."""
    made: dict[str, dict[str, Any]] = {}
    for row in found.rows:
        key = f"{row.key}/{row.apart}" if row.apart and found.by in {"level", "agency"} else row.key
        made[key] = {"key": key, "name": row.name} | {
            field: getattr(row, field) for field in (*COMPARED, "longest_gap_days")
        }
    return made


def _differences(
    before: dict[str, dict[str, Any]], now: dict[str, dict[str, Any]], fields: tuple[str, ...]
) -> list[Difference]:
    found = []
    for key in dict.fromkeys((*before, *now)):
        old, new = before.get(key, {}), now.get(key, {})
        name = str((new or old).get("name", ""))
        found += [
            Difference(key, name, field, old.get(field), new.get(field))
            for field in fields if old.get(field) != new.get(field)
        ]  # fmt: skip
    return found
