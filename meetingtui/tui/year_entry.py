"""A year typed without a prompt of its own: digits until the year is whole."""

from __future__ import annotations

from meetingtui.dates.showing import LAST_ROC_YEAR, ROC_BEGINS

FIRST, LAST = ROC_BEGINS, ROC_BEGINS + LAST_ROC_YEAR - 1  # 西元 years that can be shown: 民國1年 to 999年


def feed(typed: str, key: str) -> tuple[str | None, int | None]:
    """What is typed after `key`, and the 西元 year once it is whole.

    Three digits that begin with 1 are an ROC year, four a 西元 one; Enter ends a shorter ROC year.
    (None, None) means that the entry was given up: by Esc, or by any other key.
    """
    if key == "enter":
        return None, _year(typed)
    if key == "backspace":
        return typed[:-1], None
    if len(key) != 1 or key not in "0123456789":
        return None, None
    typed += key
    if len(typed) == 4 or (len(typed) == 3 and typed[0] == "1"):
        return None, _year(typed)
    return typed, None


def _year(typed: str) -> int | None:
    number = int(typed or "0")
    year = number if len(typed) == 4 else number + ROC_BEGINS - 1
    return year if number and FIRST <= year <= LAST else None
