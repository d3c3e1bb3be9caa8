"""The day a series likes best: 每月第2個週三, or a calendar rule (RFC 5545 RRULE); dates, not windows."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from meetingtui.dates.errors import DateError, quoted
from meetingtui.dates.numerals import LONGEST, plain
from meetingtui.language import _

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY_SIGNS = "一二三四五六日"
_PARTS = {
    "FREQ": "WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "[1-9]|1[0-2]",
    "BYDAY": "(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)){0,30}",
    "BYMONTHDAY": "-?(?:[1-9]|[12][0-9]|3[01])(?:,-?(?:[1-9]|[12][0-9]|3[01])){0,30}",
    "BYMONTH": "(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2])){0,11}",
}
"""What a rule may hold. Rules that never come true would be searched to the year 9999, so the rest is refused."""
_MONTHS = (
    r"每個?月|單月|雙月|每(季|半年)(?:的?第([1-6])個?月)?|(?:每年)?([0-9]{1,2}(?:[、,][0-9]{1,2})*)月|每(?=週|周|星期)"
)
_DAY = r"的?(?:第([1-5](?:[、,][1-5])*)個?|(最後)1?個?)?(?:週|周|星期)([一二三四五六日])|([0-9]{1,2})[日號]|(月底)"


def nth_weekday(year: int, month: int, n: int, weekday: int) -> date | None:
    """The n-th (1 to 5; -1 the last) weekday (0 Monday) of a month; None when it has no fifth one."""
    from dateutil.relativedelta import relativedelta
    from dateutil.relativedelta import weekday as the

    start = date(year, month, 1) if n > 0 else date(year, month, 1) + relativedelta(day=31)
    day: date = start + relativedelta(weekday=the(weekday, n))
    return day if day.month == month else None


def preferred_days(rule_text: str, first: date, last: date) -> list[date]:
    """The days of a preference from `first` to `last`, days off not yet taken out.

    Understood: 每月第2個週三, 雙月第1個週五, 每季第2個月最後一個週二, 5、11月第3個週四, 每月15日, 每週三, and RRULE
    with FREQ, INTERVAL (counted from `first`), BYDAY, BYMONTHDAY, BYMONTH. Raises DateError.
    """
    from dateutil.rrule import rrulestr

    rule = rrulestr(rule_of(rule_text), dtstart=datetime.combine(first, time()))
    days: list[date] = []
    for moment in rule:
        if moment.date() > last:
            break
        days.append(moment.date())
    return days


def rule_of(text: str) -> str:
    """A preference as an RRULE value, checked: `FREQ=MONTHLY;BYDAY=2WE`. Raises DateError."""
    if "=" in text and len(text) <= 4 * LONGEST:
        return _checked(text.strip().upper().removeprefix("RRULE:"), text)
    written = re.sub(r"\s+", "", plain(text))
    found = re.fullmatch(f"(?P<months>{_MONTHS})(?P<day>{_DAY})", written)
    if not found:
        raise _not_understood(text)
    months, day = found["months"], found["day"]
    parts = [f"FREQ={'WEEKLY' if months == '每' else 'MONTHLY'}", _months_part(months, text), _day_part(day)]
    return _checked(";".join(part for part in parts if part), text)


def _months_part(words: str, text: str) -> str:
    if words in ("單月", "雙月"):
        return "BYMONTH=" + ",".join(map(str, range(1 if words == "單月" else 2, 13, 2)))
    found = re.fullmatch(_MONTHS, words)
    if found and found[1]:
        step, first = (3 if found[1] == "季" else 6), int(found[2] or 1)
        if first > step:
            raise _not_understood(text)
        return "BYMONTH=" + ",".join(map(str, range(first, 13, step)))
    return "BYMONTH=" + ",".join(re.findall("[0-9]+", words)) if found and found[3] else ""


def _day_part(words: str) -> str:
    found = re.fullmatch(_DAY, words)
    if not found or found[5]:
        return "BYMONTHDAY=-1"
    if found[4]:
        return f"BYMONTHDAY={int(found[4])}"
    weekday = _WEEKDAYS[_WEEKDAY_SIGNS.index(found[3])]
    ordinals = ["-1"] if found[2] else re.findall("[1-5]", found[1] or "") or [""]
    return "BYDAY=" + ",".join(ordinal + weekday for ordinal in ordinals)


def _checked(rule: str, text: str) -> str:
    parts: dict[str, str] = {}
    for part in rule.strip(";").split(";"):
        name, _equals, value = part.partition("=")
        if name in parts or name not in _PARTS or not re.fullmatch(_PARTS[name], value):
            raise _not_understood(text)
        parts[name] = value
    weekly = parts.get("FREQ") == "WEEKLY"
    numbered = re.search("[0-9]", parts.get("BYDAY", ""))
    if (
        "FREQ" not in parts
        or ("BYDAY" in parts) == ("BYMONTHDAY" in parts)
        or (weekly and (numbered or "BYMONTHDAY" in parts))
        or ("BYMONTH" in parts and parts.get("INTERVAL", "1") != "1")
        or not _comes_true(parts)
    ):
        raise _not_understood(text)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _comes_true(parts: dict[str, str]) -> bool:
    """Whether some month of the rule has some day of it: the 30th of February would be searched for ever."""
    from meetingtui.dates.months import days_in_month

    if "BYMONTHDAY" not in parts:
        return True
    months = [int(one) for one in parts.get("BYMONTH", "1").split(",")]
    longest = max(days_in_month(2000, one) for one in months)
    return min(abs(int(one)) for one in parts["BYMONTHDAY"].split(",")) <= longest


def _not_understood(text: str) -> DateError:
    return DateError(
        _("「{text}」看不出是哪些日子。請寫成「每月第2個週三」、「每月15日」或 FREQ=MONTHLY;BYDAY=2WE。").format(
            text=quoted(text)
        )
    )
