"""Counting sittings: what was planned, held and owed, the longest gap, and what is still short."""

# Without postponed annotations: NamedTuple would compile each of them as text, on every start.

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from meetingtui.dates.periods import add_months


class CountRow(NamedTuple):
    """One line of a count. Figures that nobody states are None; `apart` says why it stays out of the totals.

    `planned` is all on the books but cancelled and merged, `held` those that took place until the as-of date,
    `credited` held sittings of other series that count here, `longest_gap_days` in days with the open gap,
    `gap_broken` the ISO days of the longest gap beyond `max_gap_months`.
    In a row that adds several series up, `stated`, `computed` and `floor` are None unless every series of which
    anything is asked has that figure: a sum of some would read as that of all. `partial` says that it is so.
    `apart` is "", "external", "training" or "provisional".
    """

    key: str
    name: str
    stated: int | None
    computed: int | None
    floor: int | None
    target: int | None
    planned: int
    held: int
    postponed: int
    cancelled: int
    credited: int
    person_times: int
    longest_gap_days: int | None
    shortfall: int | None
    extraordinary: int = 0
    apart: str = ""
    max_gap_months: int | None = None
    gap_broken: tuple[str, str] | None = None
    due_by: str = ""
    level: str = ""
    series_id: int | None = None
    partial: bool = False

    @property
    def share(self) -> float | None:
        """Held and credited against the target, 0 to 1 and more; None without a target."""
        return (self.held + self.credited) / self.target if self.target else None


class Counts(NamedTuple):
    """A count over a period. `first` and `last` are ISO days, `year` the Gregorian year where the period is one."""

    year: int | None
    first: str
    last: str
    as_of: str
    by: str
    period: str
    rows: tuple[CountRow, ...]
    totals: dict[str, int]
    notes: tuple[str, ...]


def longest_gap(held: Sequence[date], *, carried_in: date | None = None, as_of: date | None = None) -> timedelta | None:
    """Longest time between neighbouring sittings, from last year's final one and up to the as-of date.

    None where there are fewer than two dates. 少年輔導委員會設置及輔導實施辦法 asks a sitting at least every
    three months: a gap, not a number a year.
    """
    dates = _line(held, carried_in, as_of)
    return max((later - earlier for earlier, later in pairwise(dates)), default=None)


def longest_broken_gap(
    held: Sequence[date], months: int, *, carried_in: date | None = None, as_of: date | None = None
) -> tuple[date, date] | None:
    """Of neighbouring dates of which the later lies after the earlier plus `months` calendar months, those farthest
    apart; of several as far, the first. None where the gap is kept.
    """
    broken = [
        (earlier, later) for earlier, later in pairwise(_line(held, carried_in, as_of))
        if later > add_months(earlier, months)
    ]  # fmt: skip
    return max(broken, key=lambda gap: gap[1] - gap[0], default=None)


def due_by(held: Iterable[date], months: int | None) -> date | None:
    """The last day on which the next sitting keeps a gap of `months` calendar months; None without rule or sitting."""
    last = max(held, default=None)
    return add_months(last, months) if last and months else None


def target_of(stated: int | None, floor: int | None, computed: int | None, chosen: int | None) -> int | None:
    """What is asked a year: the user's own figure, else the higher of floor and stated, else the cadence's."""
    if chosen is not None:
        return chosen
    asked = [figure for figure in (stated, floor) if figure is not None]
    return max(asked) if asked else computed


def shortfall(target: int | None, held: int, credited: int) -> int | None:
    """How many sittings are still missing, never below zero; None without a target."""
    return None if target is None else max(0, target - held - credited)


def _line(held: Sequence[date], carried_in: date | None, as_of: date | None) -> list[date]:
    dates = sorted([*([carried_in] if carried_in else []), *held])
    if as_of is not None and dates and as_of > dates[-1]:
        dates.append(as_of)
    return dates
