"""Figures of action items: what was made, what has left and how, how old the rest is, and who answers on time."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.language import N_

GROUPINGS = {"agency": N_("列管主辦"), "series": N_("會議別"), "year": N_("年度")}
"""What figures are told by; an agency has the items that it led on the day of the figures."""
AGES = (30, 90, 180)
"""Days since its sitting up to which an open item is of the first, second and third age; older ones are the fourth."""
AGE_WORDS = {
    "days_30": N_("30日內"), "days_90": N_("31-90日"), "days_180": N_("91-180日"), "days_over": N_("逾180日"),
}  # fmt: skip
"""The four ages by what they are called for programs."""


class FigureRow(NamedTuple):
    """One line of figures: items counted once, at their lead, series or year, as they stood on one day.

    Made ones are closed by a ruling, delegated (自行列管), moved (split or merged: others go on for them) or open.
    `days` is the sum of days from the sitting of each closed item to the ruling that closed it. `ages` are the open
    ones by AGES, `reopened` items that a sitting took up again, `passed_over` open ones of which a later sitting of
    their body has said nothing. `asked` are answers asked of agencies (of that agency, in any part) whose day has
    passed, `on_time` those that came by then, `late` those that came later.
    """

    key: str
    name: str
    made: int = 0
    closed: int = 0
    delegated: int = 0
    moved: int = 0
    open: int = 0
    overdue: int = 0
    ages: tuple[int, int, int, int] = (0, 0, 0, 0)
    reopened: int = 0
    passed_over: int = 0
    days: int = 0
    asked: int = 0
    on_time: int = 0
    late: int = 0

    @property
    def counted(self) -> int:
        """Of how many the close rate is: without those for which other items go on."""
        return self.made - self.moved

    @property
    def close_rate(self) -> float | None:
        """Closed of those counted, 0 to 1; None where there is nothing to close."""
        return self.closed / self.counted if self.counted else None

    @property
    def average_days(self) -> float | None:
        """Days from sitting to closing ruling, on average; None while nothing is closed."""
        return self.days / self.closed if self.closed else None

    @property
    def on_time_rate(self) -> float | None:
        """Answers on time of those asked, 0 to 1; None where nobody was asked."""
        return self.on_time / self.asked if self.asked else None


class ActionFigures(NamedTuple):
    """Figures by agency, series or year; `year` is Gregorian, None for all years, `as_of` an ISO day."""

    year: int | None
    as_of: str
    by: str
    rows: tuple[FigureRow, ...]
    totals: FigureRow


def added(rows: tuple[FigureRow, ...], name: str) -> FigureRow:
    """The sums of all rows."""
    sums = {
        field: sum(getattr(row, field) for row in rows)
        for field in FigureRow._fields if field not in {"key", "name", "ages"}
    }  # fmt: skip
    first, second, third, fourth = (sum(row.ages[place] for row in rows) for place in range(4))
    return FigureRow("", name, ages=(first, second, third, fourth), **sums)
