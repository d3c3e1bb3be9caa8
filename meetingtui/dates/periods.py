"""Periods that meetings are planned and counted in: years, school years, quarters, months, programme phases."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.dates.errors import DateError, quoted
from meetingtui.dates.months import add_months, days_in_month
from meetingtui.dates.showing import ROC_BEGINS
from meetingtui.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "PHASES", "RHYTHMS", "Period", "Phase", "add_months", "bimonth", "half_month", "half_year", "month",
    "period_of", "periods_of", "phase", "quarter", "school_year", "school_year_of", "third", "year",
]  # fmt: skip

RHYTHMS = {"half_month": 24, "month": 12, "bimonth": 6, "quarter": 4, "third": 3, "half": 2, "year": 1}
"""How often a year each rhythm comes round."""

PHASE_NAMES = (N_("第一期"), N_("第二期"), N_("社安網2.0"))


class Period(NamedTuple):
    """From `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        """Number of days, both ends included."""
        return (self.last - self.first).days + 1

    def dates(self) -> Iterator[date]:
        """Every day of it, in order."""
        return (self.first + timedelta(days=number) for number in range(self.days))


class Phase(NamedTuple):
    """A phase of the 強化社會安全網 programme."""

    number: int
    name: str
    aliases: tuple[str, ...]
    period: Period


def year(gregorian: int) -> Period:
    """The calendar year of a 西元 year."""
    return _months(gregorian, 1, 12)


def school_year(number: int) -> Period:
    """學年度: 1 August to 31 July; 115 (ROC) and 2026 (西元) are the same one."""
    begins = number if number >= 1000 else number + ROC_BEGINS - 1
    return Period(date(begins, 8, 1), date(begins + 1, 7, 31))


def school_year_of(day: date) -> int:
    """The ROC number of the 學年度 that `day` lies in: 2026-03-05 is in 114."""
    return day.year - ROC_BEGINS + (1 if day.month >= 8 else 0)


def half_year(gregorian: int, number: int) -> Period:
    """上半年 (1) or 下半年 (2)."""
    return _months(gregorian, number * 6 - 5, 6)


def third(gregorian: int, number: int) -> Period:
    """One of the year's three spans of four months."""
    return _months(gregorian, number * 4 - 3, 4)


def quarter(gregorian: int, number: int) -> Period:
    """One of the year's four quarters."""
    return _months(gregorian, number * 3 - 2, 3)


def bimonth(gregorian: int, number: int) -> Period:
    """One of the year's six spans of two months."""
    return _months(gregorian, number * 2 - 1, 2)


def month(gregorian: int, number: int) -> Period:
    """One month."""
    return _months(gregorian, number, 1)


def half_month(gregorian: int, number: int, half: int) -> Period:
    """The 1st to the 15th of a month (`half` 1), or the rest of it (2)."""
    whole = month(gregorian, number)
    middle = whole.first.replace(day=15)
    return Period(whole.first, middle) if half == 1 else Period(middle + timedelta(days=1), whole.last)


def periods_of(rhythm_name: str, gregorian: int) -> list[Period]:
    """The year's periods of a rhythm in order; raises ValueError for a name outside RHYTHMS."""
    if rhythm_name == "half_month":
        return [half_month(gregorian, number, half) for number in range(1, 13) for half in (1, 2)]
    if rhythm_name not in RHYTHMS:
        raise ValueError(f"no such rhythm: {rhythm_name}")
    length = 12 // RHYTHMS[rhythm_name]
    return [_months(gregorian, first, length) for first in range(1, 13, length)]


def period_of(rhythm_name: str, day: date) -> Period:
    """The period of a rhythm that `day` lies in."""
    return next(one for one in periods_of(rhythm_name, day.year) if day in one)


def phase(name_or_number: str | int) -> Phase:
    """The programme phase of a number, name or alias. Raises DateError with the list of phases."""
    wanted = str(name_or_number).strip()
    for one in PHASES:
        if wanted in (str(one.number), one.name, *one.aliases):
            return one
    raise DateError(
        _("沒有「{name}」這個計畫期。請從這些選一個：{phases}。").format(
            name=quoted(wanted), phases=_("、").join(_(one.name) for one in PHASES)
        )
    )


def _months(gregorian: int, first: int, length: int) -> Period:
    last = first + length - 1
    return Period(date(gregorian, first, 1), date(gregorian, last, days_in_month(gregorian, last)))


def _phases() -> tuple[Phase, ...]:
    with open(os.path.join(os.path.dirname(__file__), "phases.json"), encoding="utf-8") as file:
        rows = json.load(file)
    return tuple(
        Phase(
            row["number"], row["name"], tuple(row["aliases"]),
            Period(date.fromisoformat(row["first"]), date.fromisoformat(row["last"])),
        )
        for row in rows
    )  # fmt: skip


PHASES = _phases()
"""In order; 107-109, 110-114 and 115-119. The next phase is one more row of phases.json."""
