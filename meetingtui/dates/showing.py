"""Dates and times as people read them; the official papers always ask for zh_TW."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from meetingtui.dates.clock import to_taipei
from meetingtui.language import current

ROC_BEGINS = 1912
"""西元 year of 民國元年."""
LAST_ROC_YEAR = 999
"""Years of four digits are read as 西元, so 民國 is written up to here."""

_WEEKDAYS = "一二三四五六日"
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEPARATORS = {"dot": ".", "slash": "/"}


def weekday_name(day: date, *, short: bool = False, language: str | None = None) -> str:
    """星期四, or 四 when `short`; Thursday, or Thu. `language` None is the one in use."""
    number = day.weekday()
    if (language or current()) != "zh_TW":
        return ENGLISH_WEEKDAYS[number][:3] if short else ENGLISH_WEEKDAYS[number]
    return _WEEKDAYS[number] if short else "星期" + _WEEKDAYS[number]


def show_year(year: int, *, language: str | None = None) -> str:
    """A 西元 year as 115年, 民國前1年 or 西元2911年; in English the 西元 figure."""
    if (language or current()) != "zh_TW":
        return str(year)
    era, number = era_year(year)
    return f"{era}{number}年"


def era_year(year: int) -> tuple[str, int]:
    """The era's sign and the year in it: ("", 115), ("民國前", 1), ("西元", 2911)."""
    if year < ROC_BEGINS:
        return "民國前", ROC_BEGINS - year
    number = year - ROC_BEGINS + 1
    return ("西元", year) if number > LAST_ROC_YEAR else ("", number)


def show_date(day: date, form: str = "long", *, language: str | None = None) -> str:
    """`day` in one of five forms, each readable by `parse_date`.

    full 中華民國115年3月5日（星期四）, long 115年3月5日（星期四）, dot 115.3.5, slash 115/3/5, compact 1150305.
    In English 2026-03-05 (Thursday), 2026-03-05 (Thu), 2026-03-05 for dot and slash, and 20260305.
    """
    era, number = era_year(day.year)
    if (language or current()) != "zh_TW":
        return _english_date(day, form)
    if form in _SEPARATORS:
        sign = _SEPARATORS[form]
        return f"{'' if era == '西元' else era}{number}{sign}{day.month}{sign}{day.day}"
    if form == "compact":
        return f"{'' if era == '西元' else era}{number:03}{day.month:02}{day.day:02}"
    if form not in ("long", "full"):
        raise ValueError(f"no such form of a date: {form}")
    if form == "full":
        era = {"": "中華民國", "民國前": "中華民國前"}.get(era, era)
    return f"{era}{number}年{day.month}月{day.day}日（{weekday_name(day, language='zh_TW')}）"


def _english_date(day: date, form: str) -> str:
    written = ("AD " if day.year < 1000 else "") + date.isoformat(day)[:10]
    if form in _SEPARATORS:
        return written
    if form == "compact":
        return written.replace("-", "")
    if form not in ("long", "full"):
        raise ValueError(f"no such form of a date: {form}")
    return f"{written} ({weekday_name(day, short=form == 'long', language='en')})"


def show_time(clock: time, *, language: str | None = None) -> str:
    """上午9時30分, 中午12時, 下午2時; in English 09:30."""
    if (language or current()) != "zh_TW":
        return f"{clock.hour:02}:{clock.minute:02}"
    part = "上午" if clock.hour < 12 else "中午" if clock.hour == 12 else "下午"
    hour = clock.hour - 12 if clock.hour > 12 else clock.hour
    return f"{part}{hour}時" + (f"{clock.minute}分" if clock.minute else "")


def show_moment(moment: datetime, form: str = "long", *, language: str | None = None) -> str:
    """Date and time in Taiwan, 115年3月5日（星期四）上午9時30分; with dot, slash or compact 115.3.5 09:30."""
    local = to_taipei(moment)
    day = show_date(local.date(), form, language=language)
    if form in ("long", "full"):
        gap = "" if (language or current()) == "zh_TW" else " "
        return day + gap + show_time(local.time(), language=language)
    return f"{day} {local.hour:02}:{local.minute:02}"


def show_edges(start: datetime, end: datetime) -> tuple[str, str]:
    """From when to when something lasts, short: whole days as their first and last date, else as moments."""
    begins, ends = to_taipei(start), to_taipei(end)
    if begins.time() == ends.time() == time() and begins < ends:
        return show_date(begins.date(), "dot"), show_date((ends - timedelta(days=1)).date(), "dot")
    return show_moment(start, "dot"), show_moment(end, "dot")
