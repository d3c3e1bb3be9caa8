"""The official 政府行政機關辦公日曆表 that travel with the program, one year a file, with their date of issue."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.dates.showing import ROC_BEGINS, show_date
from meetingtui.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).parent / "office-calendar"

HOLIDAYS = (
    N_("開國紀念日"), N_("小年夜"), N_("農曆除夕"), N_("春節"), N_("和平紀念日"), N_("兒童節"), N_("清明節"),
    N_("民族掃墓節"), N_("兒童節及民族掃墓節"), N_("勞動節"), N_("端午節"), N_("中秋節"), N_("孔子誕辰紀念日"),
    N_("孔子誕辰紀念日/教師節"), N_("國慶日"), N_("臺灣光復暨金門古寧頭大捷紀念日"), N_("行憲紀念日"),
    N_("補假"), N_("調整放假"), N_("補行上班"),
)  # fmt: skip
"""The words of the official remarks, so that `_(label)` knows them in every language."""


class OfficialYear(NamedTuple):
    """One issue of one year's office calendar: each date's day off (or not) and its remark.

    `year` is 西元; `issued` is None where the date of issue is not known.
    """

    year: int
    issued: date | None
    days: Mapping[date, tuple[bool, str]]
    document: str = ""

    def days_off(self) -> int:
        """How many days of the year are off, Saturdays and Sundays included."""
        return sum(off for off, _label in self.days.values())

    def issued_text(self) -> str:
        """The date of issue for people."""
        if self.issued is None:
            return _("發布日期未載明")
        return _("{date}發布").format(date=show_date(self.issued, "dot"))


@cache
def _issues() -> dict[int, tuple[date | None, str]]:
    """西元 year -> date and document of issue."""
    written: dict[str, dict[str, str | None]] = json.loads((_FOLDER / "issued.json").read_text("utf-8"))
    return {
        int(roc) + ROC_BEGINS - 1: (date.fromisoformat(one["issued"]) if one["issued"] else None, one["document"] or "")
        for roc, one in written.items()
    }


def shipped_years() -> tuple[int, ...]:
    """The 西元 years whose official calendar is shipped, in order."""
    return tuple(sorted(_issues()))


@cache
def shipped(year: int) -> OfficialYear | None:
    """The shipped calendar of a 西元 year, read once; None where none is shipped."""
    if year not in _issues():
        return None
    issued, document = _issues()[year]
    days: dict[date, tuple[bool, str]] = {}
    lines = (_FOLDER / f"{year - ROC_BEGINS + 1}.csv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        day, _weekday, off, label = line.split(",")
        days[date(int(day[:4]), int(day[4:6]), int(day[6:]))] = (off == "2", label)
    return OfficialYear(year, issued, days, document)
