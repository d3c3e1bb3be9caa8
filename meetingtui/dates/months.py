"""Calendar months: their length, and adding them to a date."""

from __future__ import annotations

from datetime import date

from meetingtui.dates.errors import DateError
from meetingtui.language import _


def days_in_month(year: int, month: int) -> int:
    """28 to 31; `month` is 1 to 12."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def add_months(day: date, count: int) -> date:
    """`day` moved by `count` calendar months (negative: back), held to the last day of a shorter month.

    31 January plus one month is 28 or 29 February. Raises DateError beyond the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        raise DateError(_("加減月數後超出曆法範圍。請改用較小的月數。"))
    month += 1
    return date(year, month, min(day.day, days_in_month(year, month)))
