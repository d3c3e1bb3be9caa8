"""What people type, made plain: full-width signs, look-alike dots and dashes, Chinese numerals."""

from __future__ import annotations

import re

from meetingtui.dates.errors import DateError, quoted
from meetingtui.language import _

LONGEST = 60
"""Characters; no date or moment that a person writes is longer."""

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_DIGITS |= {sign: value for value, sign in enumerate("零壹貳參肆伍陸柒捌玖")} | {"兩": 2}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_NUMERALS = "".join([*_DIGITS, *_UNITS])
_LOOKALIKES: dict[int, str | None] = {}
_LOOKALIKES |= {ord(sign): "." for sign in "。‧・·•"} | {ord(sign): "-" for sign in "‐‑‒–—―−"}
_LOOKALIKES |= {ord("○"): "〇", ord("◯"): "〇", ord("∶"): ":", ord("廿"): "二十", ord("卅"): "三十"}
_LOOKALIKES |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


def plain(text: str) -> str:
    """`text` in ASCII digits and signs, lower case, trimmed; weekdays (星期三, (三)) keep their word.

    Raises DateError when nothing is written or far too much.
    """
    if len(text) > LONGEST:
        raise DateError(_("「{text}」太長，不像日期或時間。請只寫日期或時間。").format(text=quoted(text)))
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES).replace("元年", "1年")
        text = re.sub(f"(?<![期週周拜(])[{_NUMERALS}]+", _arabic, text)
    text = text.strip().lower()
    if not text:
        raise DateError(_("沒有寫日期或時間。請寫成 115.3.5、3/5 或 115.3.5 14:00。"))
    return text


def _arabic(match: re.Match[str]) -> str:
    value = _value(match[0])
    return match[0] if value is None else value


def _value(run: str) -> str | None:
    """The digits of a run of Chinese numerals: 一一五 and 一百一十五 are both 115; None when malformed.

    一百五 is malformed: spoken it is 150, carelessly written it is 105.
    """
    if not any(sign in _UNITS for sign in run):
        return "".join(str(_DIGITS[sign]) for sign in run)
    total, digit, last_unit, zero = 0, None, 10_000, False
    for sign in run:
        if sign in _UNITS:
            if _UNITS[sign] >= last_unit or digit == 0:
                return None
            last_unit = _UNITS[sign]
            total += last_unit * (1 if digit is None else digit)
            digit, zero = None, False
        elif _DIGITS[sign] == 0 and digit is None and not zero:
            zero = True
        elif digit is None:
            digit = _DIGITS[sign]
        else:
            return None
    if digit is not None and last_unit > 10 and not zero:
        return None
    return str(total + (digit or 0))
