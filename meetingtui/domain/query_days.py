"""Spans of days as they are typed in a query line: 今天, 本週, 下個月, 3月, 115年3月, 115年."""

from __future__ import annotations

import re
from datetime import date, timedelta

DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
SINGLE = {"今天": 0, "今日": 0, "today": 0, "明天": 1, "明日": 1, "tomorrow": 1, "昨天": -1, "yesterday": -1}
WEEKS = {"本週": 0, "本周": 0, "這週": 0, "下週": 7, "下周": 7, "上週": -7, "上周": -7}
MONTHS = {"本月": 0, "這個月": 0, "下月": 1, "下個月": 1, "上月": -1, "上個月": -1}
_ONE = timedelta(days=1)


def named(word: str, near: date | None) -> tuple[str, str] | None:
    """今天, 明天, 本週, 下週, 本月, counted from `near`: first and last ISO day; the last is '' for a single day."""
    if near is None:
        return None
    if word.lower() in SINGLE:
        return (near + timedelta(days=SINGLE[word.lower()])).isoformat(), ""
    if word in WEEKS:
        first = near - timedelta(days=near.weekday() - WEEKS[word])
        return first.isoformat(), (first + timedelta(days=6)).isoformat()
    if word in MONTHS:
        months = near.year * 12 + near.month - 1 + MONTHS[word]
        return _month(months // 12, months % 12 + 1)
    return None


def period(word: str, near: date | None, year: int | None = None) -> tuple[str, str] | None:
    """First and last ISO day of 115年3月 (or 115.3), 115年, or 3月 in the 西元 `year` shown, else nearest to `near`."""
    from meetingtui.dates import roc

    typed = re.sub("^([0-9]{3,4})[./-]([0-9]{1,2})$", r"\1年\2月", word.translate(DIGITS))
    found = re.fullmatch("(?:民國)?(?:([0-9]{2,4})年度?)?(?:([0-9]{1,2})月份?)?", typed)
    if not found or not word or (found[2] and not 1 <= int(found[2]) <= 12):
        return None
    try:
        shown = roc.parse_year(found[1]) if found[1] else year
    except roc.DateError:
        return None
    if not found[2]:
        return (f"{shown:04d}-01-01", f"{shown:04d}-12-31") if found[1] else None
    month = int(found[2])
    if shown is None and near is not None:
        shown = min(
            (near.year + by for by in (-1, 0, 1)), key=lambda one: abs((one - near.year) * 12 + month - near.month)
        )
    return _month(shown, month) if shown else None


def _month(year: int, month: int) -> tuple[str, str]:
    first = date(year, month, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - _ONE
    return first.isoformat(), last.isoformat()
