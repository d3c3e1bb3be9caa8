"""Single cells from outside: what people wrote in them as clean text of one or more lines, and days however stored."""

from __future__ import annotations

import re
from datetime import date, datetime

from meetingtui.dates.roc import parse_date
from meetingtui.intake.grids import text_of

_LAST_ROC_YEAR = 200
"""A date of an earlier year is an ROC one that a program took for the year of our era: 0115-12-31."""
_NEVER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]+"
)
_BREAKS = re.compile("_x000[dD]_\n?|\r\n?|[\x85\u2028\u2029]")


def lines_of(text: str) -> str:
    """Foreign text without control and direction signs; its lines stay."""
    if text.isprintable():
        return text
    return _NEVER.sub("", _BREAKS.sub("\n", text))


def day_of(cell: object, near: date) -> date:
    """The day that a cell says, as a date of the program or in words; without a year the one nearest to `near`.

    Raises DateError.
    """
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        if cell.year >= _LAST_ROC_YEAR:
            return cell
        # by its figures, for 2月29日 falls into other years of the ROC
        return parse_date(f"{cell.year}.{cell.month}.{cell.day}", near=near)
    return parse_date(text_of(cell), near=near)
