"""Dates, times and years as people write them: ROC or Gregorian in, Python's own out."""

from __future__ import annotations

import re
from datetime import date, datetime

from meetingtui.dates.clock import to_taipei
from meetingtui.dates.errors import DateError, quoted
from meetingtui.dates.months import add_months, days_in_month
from meetingtui.dates.numerals import plain
from meetingtui.dates.showing import (
    ENGLISH_WEEKDAYS,
    LAST_ROC_YEAR,
    ROC_BEGINS,
    show_date,
    show_moment,
    show_time,
    show_year,
    weekday_name,
)
from meetingtui.dates.times import CLOCK_FACE, parse_time
from meetingtui.language import _

__all__ = [
    "DateError",
    "far_off",
    "gregorian",
    "parse_date",
    "parse_moment",
    "parse_time",
    "parse_year",
    "roc_year",
    "show_date",
    "show_moment",
    "show_time",
    "show_year",
    "weekday_name",
]

# Patterns are texts: `re` compiles and keeps them at first use, so that importing this module stays quick.
_BEFORE = "(?:中華)?民國前|民前"
_ERA = f"({_BEFORE}|(?:中華)?民國|roc|西元|公元|ad)?"
_YEAR_MONTH_DAY = "([0-9]{1,4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})[日號]?"
_MONTH_DAY = "([0-9]{1,2})[月./-]([0-9]{1,2})[日號]?"
_NO_DAY = "(?:[0-9]{3,4}[年./-])?[0-9]{1,2}月|[0-9]{3,4}[年./-](?:[0-9]{1,2})?"
_WEEKDAY = (
    r"\(?(?:星期|週|周|禮拜)([一二三四五六日天])\)?"
    r"|\(([一二三四五六日])\)"
    r"|\(?((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\)?"
)
_YEAR = f"{_ERA}([0-9]{{1,4}})(?:學?年度?)?"
_ZONED = r".*[0-9]t[0-9:.]+(?:z|[+-][0-9]{2}:?[0-9]{2})"


def roc_year(year: int) -> int:
    """The ROC year of a 西元 year: 2026 is 115; 0 and below are 民國前."""
    return year - ROC_BEGINS + 1


def gregorian(roc: int) -> int:
    """The 西元 year of an ROC year: 115 is 2026."""
    return roc + ROC_BEGINS - 1


def far_off(day: date, today: date, years: int = 10) -> bool:
    """Whether a planning date is so far from today that one had better ask."""
    return not add_months(today, -12 * years) <= day <= add_months(today, 12 * years)


def parse_year(text: str) -> int:
    """The 西元 year of 115, 2026, 民國115年 or 一百一十五年度.

    Raises DateError outside 民國1年 to 999年: nobody plans or counts meetings there.
    """
    found = re.fullmatch(_YEAR, re.sub(r"\s+", "", plain(text) if text.strip() else ""))
    if not found:
        raise DateError(_("「{text}」看不出是哪一年。請寫成 115 或 2026。").format(text=quoted(text)))
    year = _gregorian_year(found[1], found[2], text)
    if not 1 <= roc_year(year) <= LAST_ROC_YEAR:
        raise DateError(
            _("「{text}」不在可用的年度內（民國1年到999年，即西元1912年到2910年）。請更正年度。").format(
                text=quoted(text)
            )
        )
    return year


def parse_date(text: str, *, year: int | None = None, near: date | None = None) -> date:
    """The day that `text` names, in any form of the field: 112.04.19, 1120419, 112年4月19日（三）, 2026-03-05, 4/19.

    A date without year is in the 西元 `year` shown, else the one nearest to `near`. A weekday written with
    the date must be right. Raises DateError.
    """
    body, weekday = _without_weekday(_squeezed(plain(text)))
    day = _read(body, text, year, near)
    if weekday is not None and day.weekday() != weekday:
        raise DateError(_("{date}，與所寫的星期不符。請查明是日期或是星期寫錯。").format(date=show_date(day)))
    return day


def parse_moment(text: str, *, year: int | None = None, near: date | None = None) -> datetime:
    """The moment of 115.3.5 14:00, 3/5 下午2時 or 2026-03-05T09:30, in Taiwan and without zone.

    With an offset (…+08:00, …Z) it is brought to Taiwan. Raises DateError.
    """
    written = plain(text)
    if re.fullmatch(_ZONED, written):
        try:
            zoned = datetime.fromisoformat(written.upper())
        except ValueError:
            raise _unreadable(text) from None
        return to_taipei(zoned).replace(tzinfo=None)
    found = re.fullmatch(rf"(.+?)(\s*,?\s*|(?<=[0-9])t)({CLOCK_FACE})", written) or re.fullmatch(
        r"(.+?)(\s+)([0-9]{3,4})", written
    )
    if not found or (not found[2] and found[1][-1].isdigit() and found[3][0].isdigit()):
        day = parse_date(text, year=year, near=near)
        raise DateError(
            _("「{text}」沒有時間。請補上，例如 {date} 14:00。").format(text=quoted(text), date=show_date(day, "dot"))
        )
    return datetime.combine(parse_date(found[1], year=year, near=near), parse_time(found[3]))


def _squeezed(written: str) -> str:
    """Without blanks, but for those between two digits: 115 3 5 must not become 11535."""
    return re.sub(r"(?<![0-9])\s+|\s+(?![0-9])", "", written)


def _without_weekday(written: str) -> tuple[str, int | None]:
    found = re.search(f"(?:{_WEEKDAY})$", written)
    if not found:
        return written, None
    if found[3]:
        names = [name.lower() for name in ENGLISH_WEEKDAYS]
        hits = [number for number, name in enumerate(names) if name.startswith(found[3])]
        return (written[: found.start()], hits[0]) if hits else (written, None)
    return written[: found.start()], "一二三四五六日".index((found[1] or found[2]).replace("天", "日"))


def _read(body: str, text: str, year: int | None, near: date | None) -> date:
    found = re.match(_ERA, body)
    era = found[1] if found else None
    rest = body[len(era or "") :]
    if re.fullmatch("[0-9]+", rest):
        return _from_digits(era, rest, text)
    if parts := re.fullmatch(_YEAR_MONTH_DAY, rest):
        return _day(_gregorian_year(era, parts[1], text), int(parts[2]), int(parts[3]), text)
    if not era and (parts := re.fullmatch(_MONTH_DAY, rest)):
        return _without_year(int(parts[1]), int(parts[2]), text, year, near)
    if re.fullmatch(_NO_DAY, rest):
        raise DateError(_("「{text}」沒有寫明是哪一日。請寫成 115.3.5 或 115年3月5日。").format(text=quoted(text)))
    raise _unreadable(text)


def _from_digits(era: str | None, digits: str, text: str) -> date:
    if len(digits) not in (6, 7, 8):
        raise DateError(
            _("「{text}」是{count}位數字，看不出年月日如何分。請寫成 1150305、20260305 或 115.3.5。").format(
                text=quoted(text), count=len(digits)
            )
        )
    return _day(_gregorian_year(era, digits[:-4], text), int(digits[-4:-2]), int(digits[-2:]), text)


def _gregorian_year(era: str | None, digits: str, text: str) -> int:
    number = int(digits)
    if number == 0:
        raise DateError(_("「{text}」寫了0年，但民國與西元都從1年（元年）起算。請更正年份。").format(text=quoted(text)))
    if era and re.fullmatch(_BEFORE, era):
        if number >= ROC_BEGINS:
            raise DateError(_("「{text}」早於西元1年，超出曆法範圍。請更正年份。").format(text=quoted(text)))
        return ROC_BEGINS - number
    if era in ("西元", "公元", "ad") or (not era and number >= 1000):
        return number
    if number > LAST_ROC_YEAR:
        raise DateError(
            _("「{text}」的年份像是西元。請刪去「民國」，或改寫民國年（西元減1911）。").format(text=quoted(text))
        )
    if len(digits) == 4:
        raise DateError(
            _("「{text}」的年份是四位數卻以0開頭，看不出是民國或西元。請加寫「民國」或「西元」。").format(
                text=quoted(text)
            )
        )
    return gregorian(number)


def _without_year(month: int, day: int, text: str, year: int | None, near: date | None) -> date:
    if year is not None:
        return _day(year, month, day, text)
    if near is None:
        raise DateError(_("「{text}」沒有年份，這裡無從推定。請補上年份，例如 115.3.5。").format(text=quoted(text)))
    around = [one for one in (near.year, near.year + 1, near.year - 1) if 1 <= one <= 9999]
    real = [date(one, month, day) for one in around if 1 <= month <= 12 and 1 <= day <= days_in_month(one, month)]
    return min(real, key=lambda one: abs(one - near)) if real else _day(near.year, month, day, text)


def _day(year: int, month: int, day: int, text: str) -> date:
    if not 1 <= month <= 12:
        raise DateError(_("沒有{month}月，月份是1到12。請更正「{text}」。").format(month=month, text=quoted(text)))
    last = days_in_month(year, month)
    if not 1 <= day <= last:
        raise DateError(
            _("沒有{day}日：{year}{month}月是1日到{last}日。請更正「{text}」。").format(
                day=day, year=show_year(year), month=month, last=last, text=quoted(text)
            )
        )
    return date(year, month, day)


def _unreadable(text: str) -> DateError:
    return DateError(
        _("「{text}」看不出是哪一天。請寫成 115.3.5、115年3月5日、1150305、2026-03-05 或 3/5。").format(
            text=quoted(text)
        )
    )
