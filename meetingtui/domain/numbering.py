"""The written numbers of official papers: 壹、 › 一、 › （一） › 1、 › （1）."""

from __future__ import annotations

FORMAL = "壹貳參肆伍陸柒捌玖"
PLAIN = "一二三四五六七八九"


def heading(place: int) -> str:
    """The number of a part of a paper (level 0), from 1 to 99: 壹、 … 拾壹、."""
    return f"{_written(place, FORMAL, '拾')}、"


def number(level: int, place: int, *, dotted: bool = False) -> str:
    """The number at a level: 0 壹、, 1 一、, 2 （一）, 3 1、 (`dotted`: 1.), 4 （1）."""
    if level == 0:
        return heading(place)
    if level == 1:
        return f"{_written(place, PLAIN, '十')}、"
    if level == 2:
        return f"（{_written(place, PLAIN, '十')}）"
    if level == 3:
        return f"{place}." if dotted else f"{place}、"
    return f"（{place}）"


def _written(place: int, digits: str, ten: str) -> str:
    """`place` from 1 to 99 in Chinese; figures beyond."""
    if not 1 <= place <= 99:
        return str(place)
    tens, ones = divmod(place, 10)
    said = "" if tens == 0 else ten if tens == 1 else digits[tens - 1] + ten
    return said + (digits[ones - 1] if ones else "")
