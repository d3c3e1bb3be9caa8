"""How often a series meets: its rhythm, the written windows it keeps, and how many sittings that makes a year."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from meetingtui.language import N_, _


class Rhythm(StrEnum):
    """What a series' sittings repeat with; `count` is a number without a rhythm, `demand` no number at all."""

    MONTH = "month"
    BIMONTH = "bimonth"
    QUARTER = "quarter"
    THIRD = "third"
    HALF = "half"
    YEAR = "year"
    COUNT = "count"
    DEMAND = "demand"


class Level(StrEnum):
    """What kind of gathering a series is, from the committee a law asks for to training and outreach."""

    STATUTORY = "statutory"
    LIAISON = "liaison"
    PLATFORM = "platform"
    CASE = "case"
    TRAINING = "training"


LEVEL_NAMES = {
    Level.STATUTORY: N_("法定委員會"),
    Level.LIAISON: N_("聯繫會議"),
    Level.PLATFORM: N_("社區平台"),
    Level.CASE: N_("個案會議"),
    Level.TRAINING: N_("訓練、宣導與訪視"),
}

PERIODS_A_YEAR = {
    Rhythm.MONTH: 12,
    Rhythm.BIMONTH: 6,
    Rhythm.QUARTER: 4,
    Rhythm.THIRD: 3,
    Rhythm.HALF: 2,
    Rhythm.YEAR: 1,
}

_TEXTS = {
    Rhythm.MONTH: N_("每月{n}場"),
    Rhythm.BIMONTH: N_("每2個月{n}場"),
    Rhythm.QUARTER: N_("每季{n}場"),
    Rhythm.THIRD: N_("每4個月{n}場"),
    Rhythm.HALF: N_("每半年{n}場"),
    Rhythm.YEAR: N_("每年{n}場"),
    Rhythm.COUNT: N_("全年{n}場"),
    Rhythm.DEMAND: N_("視需要召開"),
}

AT_LEAST = frozenset({"at_least", "more_than"})


class Cadence(NamedTuple):
    """A series' rule of meeting within [valid_from, valid_to].

    `per_period` is the number of sittings in one period of the rhythm (「每月2場」is month x 2, half a month apart);
    with `count` it is the number a year. `windows` are written as `window_dates` reads them. `qualifier` is exact,
    at_least, more_than or at_least_per_case; `year_basis` calendar or school_year (August to July). A `provisional`
    cadence is our editable default where the source states none: such sittings are counted apart. A provisional
    `demand` means that nobody has said how often, so nothing is planned until somebody does.
    """

    rhythm: Rhythm
    per_period: int = 1
    windows: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    qualifier: str = "exact"
    year_basis: str = "calendar"
    as_stated: str = ""
    provisional: bool = False

    def sittings_per_track(self) -> int | None:
        """Sittings a year in one place; None on demand."""
        if self.rhythm is Rhythm.DEMAND:
            return None
        return PERIODS_A_YEAR.get(self.rhythm, 1) * self.per_period

    def computed(self, tracks: int = 1) -> int | None:
        """Sittings a year in all `tracks` places (0 tracks is one place); None on demand."""
        each = self.sittings_per_track()
        return None if each is None else each * max(tracks, 1)

    def interval_months(self) -> float | None:
        """Months from one sitting to the next where the rhythm is kept evenly; None for a mere count or on demand."""
        periods = PERIODS_A_YEAR.get(self.rhythm)
        return None if periods is None else 12 / (periods * self.per_period)

    def widest_gap_months(self) -> float | None:
        """Longest time between neighbours if each sitting merely stays in its own period: first day to last day."""
        interval = self.interval_months()
        return None if interval is None else 2 * interval

    def in_force(self, day: date) -> bool:
        """Whether this rule holds on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def text(self) -> str:
        """The rhythm as a secretary says it: 每季1場."""
        return _(_TEXTS[self.rhythm]).format(n=self.per_period)


# Patterns are texts: `re` compiles and keeps them at first use, so that importing this module stays quick.
_PART = r"(?:(early|mid|end)-)?(\d{2})"
_YEARLY = r"(\d{2})-(\d{2})/(\d{2})-(\d{2})"
_ONCE = r"(\d{1,3})-(\d{2})-(\d{2})/(\d{1,3})-(\d{2})-(\d{2})"
_FIRST_DAY = {"early": 1, "mid": 11, "end": 21, None: 1}
_LAST_DAY = {"early": 10, "mid": 20}
_ROC = 1911


def window_dates(written: str, year: int) -> tuple[date, date] | None:
    """First and last day of a written window in the Gregorian `year`; None when it does not fall in that year.

    Forms: `05` (the whole of May), `early-05`, `mid-05`, `end-05` (上旬, 中旬, 下旬: days 1-10, 11-20, 21 to the
    last), `06-01/06-30` (each year; may pass the turn of the year), `111-07-01/111-11-30` (once, ROC years; cut to
    the year asked for). Raises ValueError for anything else.
    """
    if match := re.fullmatch(_PART, written):
        part, month = match[1], int(match[2])
        last = _LAST_DAY.get(part)
        return date(year, month, _FIRST_DAY[part]), date(year, month, last) if last else _month_end(year, month)
    if match := re.fullmatch(_YEARLY, written):
        first = date(year, int(match[1]), int(match[2]))
        last_day = date(year, int(match[3]), int(match[4]))
        return first, last_day if first <= last_day else date(year + 1, int(match[3]), int(match[4]))
    if match := re.fullmatch(_ONCE, written):
        y1, m1, d1, y2, m2, d2 = (int(part) for part in match.groups())
        first, last_day = date(y1 + _ROC, m1, d1), date(y2 + _ROC, m2, d2)
        if first > last_day:
            raise ValueError(f"{written!r}")
        if not first.year <= year <= last_day.year:
            return None
        return max(first, date(year, 1, 1)), min(last_day, date(year, 12, 31))
    raise ValueError(f"{written!r}")


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
