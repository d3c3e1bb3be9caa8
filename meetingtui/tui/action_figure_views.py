"""Figures of action items as they are shown: a table, bars of what is closed, bars of how old the rest is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from meetingtui.dates.showing import show_date
from meetingtui.domain.action_figures import AGE_WORDS, GROUPINGS, ActionFigures, FigureRow
from meetingtui.language import N_, _
from meetingtui.services import action_figures
from meetingtui.tui import count_files
from meetingtui.tui.count_columns import Figure, Table
from meetingtui.tui.count_views import CountBars
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.bar_chart import Bar
from meetingtui.tui.widgets.columns import ListColumn
from meetingtui.tui.widgets.record_list import Row

if TYPE_CHECKING:
    from meetingtui.services.office import Office

COLUMNS = (
    Figure("made", N_("列管"), 10), Figure("closed", N_("解除"), 9), Figure("delegated", N_("自行列管"), 3),
    Figure("moved", N_("分併案"), 2), Figure("open", N_("未結"), 10), Figure("overdue", N_("逾期"), 9),
    Figure("close_rate", N_("解除率%"), 9), Figure("average_days", N_("平均日數"), 8),
    Figure("days_30", N_("30日內"), 4), Figure("days_90", N_("31-90日"), 4), Figure("days_180", N_("91-180日"), 4),
    Figure("days_over", N_("逾180日"), 7), Figure("reopened", N_("重新列管"), 2),
    Figure("passed_over", N_("未裁示"), 5),
    Figure("asked", N_("應回復"), 4), Figure("on_time", N_("如期回復"), 4), Figure("late", N_("逾期回復"), 1),
    Figure("on_time_rate", N_("如期率%"), 6),
)  # fmt: skip
NAME_AT_LEAST = 14  # cells
AGE_LOOKS = dict(zip(AGE_WORDS, ("accent", "accent", "warning", "error"), strict=True))
OPEN_KEY: list[BindingType] = [
    Binding("enter", "open", N_("事項"), id="figures.open", tooltip=N_("看這一列的列管事項")),
]


class RateBars(CountBars):
    """What was closed of what there was to close."""

    LEGEND: ClassVar[tuple[tuple[str, str], ...]] = (("bar", N_("解除")), ("rest", N_("列管（不計分併案）")))
    BINDINGS: ClassVar[list[BindingType]] = OPEN_KEY


class AgeBars(CountBars):
    """How many open items are how old."""

    LEGEND: ClassVar[tuple[tuple[str, str], ...]] = (("bar", N_("未結件數，依會議日起算的日數")),)
    BINDINGS: ClassVar[list[BindingType]] = OPEN_KEY


class FigureReport(NamedTuple):
    """The figures as a file."""

    office: Office
    found: ActionFigures

    def file_name(self, ending: str) -> str:
        """County, period, grouping and day."""
        from datetime import date

        text = _("{county}{period}列管事項統計-{group}-{day}").format(
            county=self.office.county_name, period=action_figures.period(self.found),
            group=_(GROUPINGS[self.found.by]), day=show_date(date.fromisoformat(self.found.as_of), "compact"),
        )  # fmt: skip
        return count_files.safe(text, ending)

    def save(self, path: Path, *, force: bool = False) -> count_files.Saved | None:
        """As `count_files.Report.save`."""
        from meetingtui.services import table_files

        made = action_figures.made(self.office, self.found, table_files.ending_of(path.name))
        what = _("{period}列管事項統計").format(period=action_figures.period(self.found))
        return count_files.keep(self.office, path, made, what, force=force)


def table(found: ActionFigures) -> Table[FigureRow]:
    """Every figure, with the sums on the last line."""
    lines = {row.key: _texts(row) for row in found.rows}
    totals = _texts(found.totals)
    columns = [ListColumn("name", GROUPINGS[found.by], NAME_AT_LEAST, importance=10, grow=3)]
    for place, figure in enumerate(COLUMNS, 1):
        texts = (_(figure.heading), *(line[place] for line in (*lines.values(), totals)))
        width = max(cells.width(text) for text in texts)
        columns.append(ListColumn(figure.key, figure.heading, width, importance=figure.importance, numeric=True))
    rows = [Row(row.key, lines[row.key]) for row in found.rows]
    return Table(tuple(columns), rows, totals, {row.key: row for row in found.rows})


def rates(found: ActionFigures) -> tuple[list[FigureRow], list[Bar]]:
    """Each row of which anything was to be closed, with the totals first."""
    shown = [row for row in (found.totals, *found.rows) if row.counted]
    return shown, [
        Bar(f"{row.name} {row.close_rate or 0:.1%}", row.closed, row.counted, row.counted, "accent") for row in shown
    ]


def ages(found: ActionFigures) -> tuple[list[FigureRow], list[Bar]]:
    """Four bars for the totals and for each row that has something open."""
    shown, bars = [], []
    for row in (found.totals, *found.rows):
        for (key, word), count in zip(AGE_WORDS.items(), row.ages, strict=True):
            if row.open:
                shown.append(row)
                bars.append(Bar(f"{row.name} {_(word)}", count, style=AGE_LOOKS[key]))
    return shown, bars


def sentence(row: FigureRow) -> str:
    """All that a row says, in words."""
    told = [
        _("{name}：列管{made}件，解除{closed}、自行列管{delegated}、分併案{moved}、未結{open}（逾期{overdue}）").format(
            **row._asdict()
        )
    ]
    if row.close_rate is not None:
        text = _("解除率{rate}（{closed}／{counted}）")
        told.append(text.format(rate=f"{row.close_rate:.1%}", closed=row.closed, counted=row.counted))
    if row.average_days is not None:
        told.append(_("平均{days}日辦結").format(days=f"{row.average_days:.1f}"))
    if row.asked:
        told.append(_("如期回復{on_time}／{asked}").format(on_time=row.on_time, asked=row.asked))
    return _("；").join(told)


def _texts(row: FigureRow) -> tuple[str, ...]:
    """The cells of a line as they are shown: name, then COLUMNS."""
    name, *figures = action_figures.cells(row, coded=False)
    by_key = dict(zip(action_figures.COLUMNS, figures, strict=True))
    return (str(name), *(_text(by_key[figure.key]) for figure in COLUMNS))


def _text(figure: str | int | float | None) -> str:
    if figure is None:
        return ""
    return f"{figure:,.1f}" if isinstance(figure, float) else f"{figure:,}" if isinstance(figure, int) else figure
