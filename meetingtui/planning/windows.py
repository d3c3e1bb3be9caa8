"""The windows of a year: the spans of days in each of which a cadence asks for one sitting."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from meetingtui.dates.periods import Period, periods_of
from meetingtui.domain.cadence import Cadence, Rhythm, window_dates
from meetingtui.language import N_, _

MOST_PER_YEAR = 1000
"""More sittings a year than this of one track are a slip of the pen."""
_SHORTEST = 13
"""Days below which a part of a period is an aim only: a long holiday may cover it whole."""
_AROUND = 14
"""Days on each side within which a sitting of a mere number a year may lie."""


class Window(NamedTuple):
    """From `first` to `last` one sitting is due: the `k`-th of period `period_index` (both from 0).

    `aim_first` to `aim_last` is the part of it to aim at.
    """

    first: date
    last: date
    label: str
    period_index: int
    k: int
    aim_first: date
    aim_last: date


def windows(cadence: Cadence, year: int) -> list[Window]:
    """Every window of the (Gregorian) year in which the cadence is in force, in order of time.

    None on demand, or for a cadence of zero. Written windows (`end-05`) stand in place of the rhythm's periods; a
    mere number a year is spread evenly.
    """
    each = min(cadence.per_period, MOST_PER_YEAR)
    if cadence.rhythm is Rhythm.DEMAND or each < 1:
        return []
    return [kept for window in _of_the_year(cadence, year, each) if (kept := _in_force(window, cadence)) is not None]


def unreadable(cadence: Cadence, year: int) -> list[str]:
    """The written windows that no day of the year answers to because they cannot be read."""
    return [written for written in cadence.windows if _dates(written, year) is False]


def _dates(written: str, year: int) -> tuple[date, date] | Literal[False] | None:
    """The days of a written window; None when they lie in another year, False when it cannot be read."""
    try:
        return window_dates(written, year)
    except ValueError:
        return False


def _of_the_year(cadence: Cadence, year: int, each: int) -> list[Window]:
    """The windows of the whole year, as if the cadence held all of it."""
    if cadence.windows:
        spans = [(*span, written) for written in cadence.windows if (span := _dates(written, year))]
        return _written(sorted(spans), each, a_year=cadence.rhythm is Rhythm.COUNT)
    if cadence.rhythm is Rhythm.COUNT:
        return _count(year, each)
    if cadence.rhythm is Rhythm.MONTH and each == 2:
        return [
            Window(p.first, p.last, _half_month(n), n // 2, n % 2, p.first, p.last)
            for n, p in enumerate(periods_of("half_month", year))
        ]
    found: list[Window] = []
    for index, period in enumerate(periods_of(str(cadence.rhythm), year)):
        found += _parts(period.first, period.last, _label(cadence.rhythm, index, period), index, each)
    return found


def _in_force(window: Window, cadence: Cadence) -> Window | None:
    """The part of a window in which the cadence is in force, or None."""
    low, high = cadence.valid_from or window.first, cadence.valid_to or window.last
    first, last = max(window.first, low), min(window.last, high)
    if first > last:
        return None
    if (first, last) == (window.first, window.last):
        return window
    aim_first, aim_last = max(window.aim_first, first), min(window.aim_last, last)
    return window._replace(
        first=first, last=last, aim_first=min(aim_first, last), aim_last=max(aim_last, min(aim_first, last))
    )


def split(first: date, last: date, parts: int) -> list[tuple[date, date]]:
    """The days from `first` to `last` in `parts` runs as equal as can be; more runs than days share days."""
    days = (last - first).days + 1
    edges = [first + timedelta(days=days * n // parts) for n in range(parts + 1)]
    return [(a, max(a, b - timedelta(days=1))) for a, b in pairwise(edges)]


def _parts(first: date, last: date, label: str, index: int, parts: int) -> list[Window]:
    """The windows of one period: its parts, or the whole period aimed at in parts where those are too short."""
    if parts == 1:
        return [Window(first, last, label, index, 0, first, last)]
    found: list[Window] = []
    for k, (a, b) in enumerate(split(first, last, parts)):
        text = _("{period}第{n}場").format(period=label, n=k + 1)
        short = (b - a).days + 1 < _SHORTEST
        found.append(Window(first if short else a, last if short else b, text, index, k, a, b))
    return found


def _written(spans: list[tuple[date, date, str]], each: int, *, a_year: bool) -> list[Window]:
    """`each` windows in each written span; when `each` is the number a year, that many over all spans."""
    found: list[Window] = []
    for index, (first, last, written) in enumerate(spans):
        parts = each if not a_year else each // len(spans) + (index < each % len(spans))
        if parts:
            found += _parts(first, last, _written_label(written, first, last), index, parts)
    return found


def _count(year: int, number: int) -> list[Window]:
    """A number a year, evenly: each in its own part of the year, or around it where the parts are short."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found: list[Window] = []
    for n, (a, b) in enumerate(split(first, last, number)):
        short = (b - a).days + 1 <= 2 * _AROUND
        middle = a + (b - a) // 2
        lo, hi = ((middle - first).days, (last - middle).days) if short else (0, 0)
        found.append(
            Window(
                middle - timedelta(days=min(_AROUND, lo)) if short else a,
                middle + timedelta(days=min(_AROUND, hi)) if short else b,
                _("全年第{n}場").format(n=n + 1), n, 0, a, b,
            )
        )  # fmt: skip
    return found


def _half_month(n: int) -> str:
    return (_("{month}月下半") if n % 2 else _("{month}月上半")).format(month=n // 2 + 1)


def _label(rhythm: Rhythm, index: int, period: Period) -> str:
    """What the period is called."""
    if rhythm is Rhythm.MONTH:
        return _("{month}月").format(month=period.first.month)
    if rhythm is Rhythm.QUARTER:
        return _("第{n}季").format(n=index + 1)
    if rhythm is Rhythm.HALF:
        return _("下半年") if index else _("上半年")
    if rhythm is Rhythm.YEAR:
        return _("全年")
    return _("{first}至{last}月").format(first=period.first.month, last=period.last.month)


_TENS = {"early": N_("{month}月上旬"), "mid": N_("{month}月中旬"), "end": N_("{month}月下旬")}


def _written_label(written: str, first: date, last: date) -> str:
    """What a written window is called."""
    part, dash, _month = written.partition("-")
    if dash and part in _TENS:
        return _(_TENS[part]).format(month=first.month)
    if not dash:
        return _("{month}月").format(month=first.month)
    return _("{first}至{last}").format(first=f"{first.month}/{first.day}", last=f"{last.month}/{last.day}")
