"""What 統計 asks and what it is answered: one count, its frozen copy, and the months of the heat map."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain.counts import CountRow, Counts
from meetingtui.domain.registry import Registry
from meetingtui.language import N_
from meetingtui.services import count_months, counts, frozen_counts
from meetingtui.services.count_months import Months
from meetingtui.services.counts import Span
from meetingtui.services.frozen_counts import Frozen

if TYPE_CHECKING:
    from meetingtui.services.office import Office

GROUPS = {
    "series": N_("會議別"), "track": N_("分區"), "quarter": N_("季"), "level": N_("層級"), "agency": N_("主辦機關"),
}  # fmt: skip
"""The groupings in the order in which a key turns through them."""
APART = ("provisional", "external", "training", "duty")
"""What is counted apart, in the order in which it stands below."""


class Period(NamedTuple):
    """What is counted, as known on `as_of` (None: today); `kind` is how the period was chosen."""

    kind: str
    span: Span
    as_of: date | None = None


class Question(NamedTuple):
    """One count: the period, the grouping, and whether the months are wanted too."""

    period: Period
    by: str
    months: bool = False


class CountFacts(NamedTuple):
    """The answer to a question."""

    question: Question
    counts: Counts
    registry: Registry
    frozen: Frozen | None
    months: dict[int, Months]
    ended: bool
    """Whether the as-of date lies at or behind the end of the period: nothing can be held any more."""

    def coming(self, row: CountRow) -> int:
        """Sittings on the books that may still count for a row; for a duty those of its joint series."""
        if self.ended:
            return 0
        series = self.registry.series.get(row.series_id or 0)
        if row.apart == "duty" and series is not None:
            joint = (one for one in self.counts.rows if one.series_id == series.joint_id)
            return sum(one.planned - one.held for one in joint)
        return row.planned - row.held


def of_year(year: int) -> Period:
    """A (Gregorian) year as known today."""
    return Period("year", counts.year_span(year))


def read(office: Office, question: Question) -> CountFacts:
    """Count."""
    period = question.period
    found = counts.count(office, period.span, by=question.by, as_of=period.as_of)
    day = date.fromisoformat(found.as_of)
    return CountFacts(
        question, found, office.registry(), frozen_counts.compare(office, found),
        count_months.by_month(office, period.span, day) if question.months else {},
        day >= period.span.last,
    )  # fmt: skip


def parted(rows: tuple[CountRow, ...]) -> list[tuple[str, list[CountRow]]]:
    """The rows by why they are counted apart; first those that are not ("")."""
    groups = [(why, [row for row in rows if row.apart == why]) for why in ("", *APART)]
    return [(why, found) for why, found in groups if found]
