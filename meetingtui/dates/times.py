"""Times of day as people write them: 14:00, 1400, 下午2時, 十四點半."""

from __future__ import annotations

import re
from datetime import time

from meetingtui.dates.errors import DateError, quoted
from meetingtui.dates.numerals import plain
from meetingtui.language import _

_MORNING = ("凌晨", "清晨", "早上", "上午", "am")
_AFTERNOON = ("下午", "傍晚", "晚上", "晚間", "夜間", "pm")
_NIGHT = ("晚上", "晚間", "夜間")
_PART = f"(?:{'|'.join([*_MORNING, '中午', *_AFTERNOON])})"
CLOCK_FACE = (
    rf"{_PART}?\s*[0-9]{{1,2}}\s*"
    rf"(?:[:時點]\s*(?:[0-9]{{1,2}}(?:分|:[0-9]{{2}}(?:\.[0-9]+)?)?|[半整鐘])?)\s*(?:am|pm)?"
    rf"|{_PART}\s*[0-9]{{1,2}}|[0-9]{{1,2}}\s*(?:am|pm)"
)
"""A time that shows itself as one, so that it can be told from the date before it."""
_PARTED = (
    rf"({_PART})?([0-9]{{1,2}})(?:[:時點](?:([0-9]{{1,2}})(?:分|:([0-9]{{2}})(?:\.[0-9]+)?)?|([半整鐘]))?)?(am|pm)?"
)


def parse_time(text: str) -> time:
    """The time of day of 14:00, 1400, 下午2時, 14點30分, 9時半 or 2:30 pm. Raises DateError."""
    written = re.sub(r"\s+", "", plain(text))
    if re.fullmatch("[0-9]{3,4}", written):
        return _time("", int(written[:-2]), int(written[-2:]), 0, text)
    found = re.fullmatch(_PARTED, written)
    if not found or (found[1] and found[6]) or (written.endswith(":")):
        raise DateError(_("「{text}」看不出是幾點幾分。請寫成 14:00、1400 或下午2時。").format(text=quoted(text)))
    minute = 30 if found[5] == "半" else int(found[3] or 0)
    return _time(found[1] or found[6] or "", int(found[2]), minute, int(found[4] or 0), text)


def _time(part: str, hour: int, minute: int, second: int, text: str) -> time:
    if (part in ("上午", "早上") and hour == 12) or (part in _NIGHT and (hour == 12 or hour < 5)):
        raise DateError(
            _("「{text}」分不清是中午或半夜。請用24小時制，例如 12:00 或 00:00。").format(text=quoted(text))
        )
    if hour == 24 and minute == 0:
        raise DateError(_("一天到23:59為止，24時就是次日0時。請改寫次日的日期與 00:00。"))
    if (
        hour > 23
        or minute > 59
        or second > 59
        or (part in _MORNING and hour > 12)
        or (part == "中午" and 2 < hour < 11)
    ):
        raise DateError(_("沒有「{text}」這個時間：時是0到23，分是0到59。請更正。").format(text=quoted(text)))
    if part in ("凌晨", "清晨", "am") and hour == 12:
        hour = 0
    elif (part in _AFTERNOON and hour < 12) or (part == "中午" and hour < 3):
        hour += 12
    return time(hour, minute, second)
