"""Repeats of a foreign event, counted out within bounds that no file can stretch (RFC 5545 §3.3.10).

Own arithmetic period by period, as dateutil walks to the year 9999 when a rule never comes true. Only DAILY,
WEEKLY, MONTHLY and YEARLY rules of whole days; at most 750 occurrences of one event in the time asked for; and
one budget of steps for the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from meetingtui.language import N_

MOST_OCCURRENCES = 750
_MOST_STEPS = 300_000
_LONGEST_RULE = 300
_MOST_INTERVAL = 1_000
_COST = {"DAILY": 1, "WEEKLY": 3, "MONTHLY": 15, "YEARLY": 100}
_NAMES = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"}
_VALUE = re.compile(r"[-+A-Z0-9,]+")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"([-+]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_WRONG = N_("重複規則寫法有誤")


class NotRepeatable(Exception):  # noqa: N818 - it becomes the reason why one event is skipped
    """A rule that is not followed; its text is the reason, in Chinese source words."""


class Steps:
    """What is left of the work that one file may cause."""

    def __init__(self, left: int = _MOST_STEPS) -> None:
        self.left = left

    def spend(self, steps: int) -> None:
        """Raise NotRepeatable when the file has used up its share."""
        self.left -= steps
        if self.left < 0:
            raise NotRepeatable(N_("檔案裡的重複行程太多，請縮短匯出的期間"))


class _Rule(NamedTuple):
    freq: str
    interval: int
    times: int
    week_start: int
    months: frozenset[int]
    month_days: tuple[int, ...]
    days: tuple[tuple[int, int], ...]
    positions: tuple[int, ...]


def occurrences(
    text: str, start: datetime, first: datetime, last: datetime, *, until: datetime | None, steps: Steps
) -> list[datetime]:
    """Starts of a repeated event between `first` and `last`, its own start included where that falls in.

    All in the event's wall time without zone; `until` is the rule's UNTIL brought to it. Raises NotRepeatable.
    """
    rule = _read(text)
    end = min(last, until) if until else last
    found = {start} if first <= start <= last else set()
    if end >= start:
        counted = (moment for moment in _counted(rule, start, first, end, steps) if moment >= first)
        found.update(islice(counted, MOST_OCCURRENCES + 1))
    if len(found) > MOST_OCCURRENCES:
        raise NotRepeatable(N_("重複次數超過750次"))
    return sorted(found)


def _read(text: str) -> _Rule:
    """The rule as figures, or NotRepeatable."""
    if len(text) > _LONGEST_RULE:
        raise NotRepeatable(N_("重複規則太長"))
    parts: dict[str, str] = {}
    for part in filter(None, text.upper().split(";")):
        name, _equals, value = part.partition("=")
        if name in parts or not _VALUE.fullmatch(value):
            raise NotRepeatable(_WRONG)
        parts[name] = value
    if parts.get("FREQ") not in _COST:
        raise NotRepeatable(N_("只接受每日、每週、每月、每年的重複"))
    if set(parts) - _NAMES:
        raise NotRepeatable(N_("重複規則含有時、分、秒或不認得的條件"))
    try:
        rule = _Rule(
            freq=parts["FREQ"],
            interval=_figure(parts.get("INTERVAL", "1"), 1, _MOST_INTERVAL),
            times=_figure(parts["COUNT"], 1, 10**9) if "COUNT" in parts else 0,
            week_start=_WEEKDAYS.index(parts.get("WKST", "MO")),
            months=frozenset(_figures(parts, "BYMONTH", 1, 12)),
            month_days=_figures(parts, "BYMONTHDAY", -31, 31),
            days=tuple(_weekday(day) for day in parts["BYDAY"].split(",")) if "BYDAY" in parts else (),
            positions=_figures(parts, "BYSETPOS", -366, 366),
        )
    except ValueError:
        raise NotRepeatable(_WRONG) from None
    if rule.freq in {"DAILY", "WEEKLY"} and (any(nth for nth, _day in rule.days)):
        raise NotRepeatable(_WRONG)
    return rule


def _figure(text: str, least: int, most: int) -> int:
    value = int(text)
    if not least <= value <= most:
        raise ValueError(text)
    return value


def _figures(parts: dict[str, str], name: str, least: int, most: int) -> tuple[int, ...]:
    values = tuple(_figure(value, least, most) for value in parts[name].split(",")) if name in parts else ()
    if 0 in values:
        raise ValueError(name)
    return values


def _weekday(text: str) -> tuple[int, int]:
    """-1FR as (-1, 4), FR as (0, 4)."""
    found = _BY_DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return _figure(found[1] or "0", -53, 53), _WEEKDAYS.index(found[2])


def _counted(rule: _Rule, start: datetime, first: datetime, end: datetime, steps: Steps) -> Iterator[datetime]:
    """Occurrences up to `end`; without COUNT the periods before `first` are stepped over at once."""
    origin = _period(rule, start.date())
    begin = 0 if rule.times else max(0, (_period(rule, max(start, first).date()) - origin) // rule.interval - 1)
    over = (_period(rule, end.date()) - origin) // rule.interval
    steps.spend(_COST[rule.freq] * (over - begin + 1))
    clock, left = start.time(), rule.times
    for turn in range(begin, over + 1):
        for day in _days(rule, origin + turn * rule.interval, start.date()):
            moment = datetime.combine(day, clock)
            if moment < start:
                continue
            if moment > end:
                return
            yield moment
            left -= 1
            if not left:
                return


def _period(rule: _Rule, day: date) -> int:
    """The number of the day, week, month or year that `day` is in."""
    if rule.freq == "DAILY":
        return day.toordinal()
    if rule.freq == "WEEKLY":
        return (day.toordinal() - 1 - rule.week_start) // 7
    return day.year * 12 + day.month - 1 if rule.freq == "MONTHLY" else day.year


def _days(rule: _Rule, period: int, start: date) -> list[date]:
    """The days of one period that the rule names, in order."""
    if rule.freq == "DAILY":
        days = [day for day in [date.fromordinal(period)] if _is_named(rule, day)]
    elif rule.freq == "WEEKLY":
        monday = period * 7 + 1 + rule.week_start
        week = [date.fromordinal(number) for number in range(max(1, monday), monday + 7)]
        named = {weekday for _nth, weekday in rule.days} or {start.weekday()}
        days = [day for day in week if day.weekday() in named and (not rule.months or day.month in rule.months)]
    elif rule.freq == "MONTHLY":
        year, month = divmod(period, 12)
        days = _month(rule, year, month + 1, start) if not rule.months or month + 1 in rule.months else []
    elif rule.days and not rule.months and not rule.month_days:
        days = _nth(rule, [date(period, 1, 1) + timedelta(days=number) for number in range(_length(period))])
    else:
        whole = range(1, 13) if rule.month_days else (start.month,)
        days = [day for month in sorted(rule.months) or whole for day in _month(rule, period, month, start)]
    if rule.positions:
        chosen = {place - 1 if place > 0 else len(days) + place for place in rule.positions}
        days = [day for place, day in enumerate(days) if place in chosen]
    return days


def _is_named(rule: _Rule, day: date) -> bool:
    """Whether a DAILY rule does not leave this day out."""
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.month_days or _is_month_day(rule, day))
        and (not rule.days or day.weekday() in {weekday for _nth, weekday in rule.days})
    )


def _is_month_day(rule: _Rule, day: date) -> bool:
    return day.day in rule.month_days or day.day - _length(day.year, day.month) - 1 in rule.month_days


def _month(rule: _Rule, year: int, month: int, start: date) -> list[date]:
    """The days of one month that a MONTHLY rule, or a YEARLY one for this month, names."""
    days = [date(year, month, number + 1) for number in range(_length(year, month))]
    if rule.days:
        days = _nth(rule, days)
    elif not rule.month_days:
        return [day for day in days if day.day == start.day]
    return [day for day in days if _is_month_day(rule, day)] if rule.month_days else days


def _nth(rule: _Rule, days: list[date]) -> list[date]:
    """Of `days` (a month or a year) the weekdays of BYDAY, each or only the nth from the front or the back."""
    named: set[date] = set()
    for nth, weekday in rule.days:
        same = [day for day in days if day.weekday() == weekday]
        if not nth:
            named.update(same)
        elif abs(nth) <= len(same):
            named.add(same[nth - 1 if nth > 0 else nth])
    return sorted(named)


def _length(year: int, month: int = 0) -> int:
    """Days of a year, or of one of its months."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not month:
        return 366 if leap else 365
    if month == 2:
        return 29 if leap else 28
    return 30 if month in {4, 6, 9, 11} else 31
