"""Where in its window a sitting would best lie: many tracks spread out, the later ones within reach of each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from meetingtui.dates.months import add_months
from meetingtui.planning.request import SeriesPlan, TrackPlan
from meetingtui.planning.windows import Window

_ONE_DAY = timedelta(days=1)
_FROM, _TO = 0.15, 0.85
"""The part of a window over which many tracks spread."""
_NO_YEAR = 9000
"""Days from this year on are slips, and months cannot always be added to them."""


def point(window: Window, place: int = 0, places: int = 1) -> date:
    """The day at which the `place`-th (from 0) of `places` tracks aims: the middle for one, else 15 % to 85 %."""
    share = 0.5 if places < 2 else _FROM + (_TO - _FROM) * place / (places - 1)
    return window.aim_first + timedelta(days=int((window.aim_last - window.aim_first).days * share))


def spread(window: Window, due: Sequence[int], places: int, not_before: date | None) -> dict[int, date]:
    """The day at which each of the tracks `due` (by place, from 0) aims; where one is over, all share what remains."""
    aims = {place: point(window, place, places) for place in due}
    if not_before is None or window.last < not_before or all(aim >= not_before for aim in aims.values()):
        return aims
    last = window.aim_last if window.aim_last > not_before else window.last
    rest = window._replace(aim_first=not_before, aim_last=last)
    return {place: point(rest, rank, len(due)) for rank, place in enumerate(due)}


def gap_months(series: SeriesPlan) -> int | None:
    """The longest gap in calendar months, or None where there is no sensible one (1 month to ten years)."""
    return series.max_gap_months if series.max_gap_months and 1 <= series.max_gap_months <= 120 else None


def known_dates(series: SeriesPlan, track: TrackPlan | None) -> list[date]:
    """The days from which the first gap counts: last year's final sitting, and those credited to series or track."""
    last = track.last_held if track is not None and track.last_held is not None else None
    last = last or (series.last_held if track is None or len(series.tracks) == 1 else None)
    credited = (*series.credited, *(track.credited if track is not None else ()))
    return sorted({day for day in (*([last] if last else []), *credited) if day.year < _NO_YEAR})


def earliest_days(windows: Sequence[Window], months: int | None, is_offered: Callable[[date], bool]) -> list[date]:
    """For each window the first day from which all later ones, and next January, can be reached within the gap.

    Where not even the last day of a window would do, that is its first: what follows is out of reach in any case.
    """
    days: list[date] = []
    following = next_january(windows, is_offered) if months else None
    for window in reversed(windows):
        day = window.first
        if months and following is not None:
            back = add_months(following, -months)
            first = max(day, back if add_months(back, months) >= following else back + _ONE_DAY)
            day = first if first <= window.last else day
        following = _on_to(day, window.last, is_offered)
        days.append(following)
    return days[::-1]


def next_january(windows: Sequence[Window], is_offered: Callable[[date], bool]) -> date | None:
    """The first offered day of the year after windows that reach to the end of theirs; the others wait for nobody."""
    if not windows or (windows[-1].last.month, windows[-1].last.day) != (12, 31):
        return None
    january = windows[-1].last + _ONE_DAY
    return _on_to(january, january + timedelta(days=30), is_offered)


def _on_to(day: date, last: date, is_offered: Callable[[date], bool]) -> date:
    """The first offered day from `day` on; `last` when there is none up to it."""
    while day < last and not is_offered(day):
        day += _ONE_DAY
    return day
