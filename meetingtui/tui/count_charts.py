"""Bars and shades of a count, in the order of its table."""

from __future__ import annotations

from collections.abc import Sequence

from meetingtui.domain.counts import CountRow
from meetingtui.language import N_, _
from meetingtui.services.count_reports import APART_MARKS
from meetingtui.tui import count_columns, count_words
from meetingtui.tui.count_facts import CountFacts, parted
from meetingtui.tui.widgets.bar_chart import Bar
from meetingtui.tui.widgets.heat_map import HeatRow

MONTHS = (
    N_("1月"), N_("2月"), N_("3月"), N_("4月"), N_("5月"), N_("6月"), N_("7月"), N_("8月"), N_("9月"), N_("10月"),
    N_("11月"), N_("12月"),
)  # fmt: skip


def rows(facts: CountFacts) -> list[CountRow]:
    """The rows that bars show: all of them, what is counted apart last."""
    return [row for _why, found in parted(facts.counts.rows) for row in found]


def bars(facts: CountFacts, shown: Sequence[CountRow]) -> list[Bar]:
    """What counts for each row (credits too) against its target, and what is still planned."""
    found = []
    for row in shown:
        look = count_words.verdict(row, coming=facts.coming(row)).look
        held = count_words.met(row)
        found.append(Bar(_label(facts, row), held, row.target, held + max(0, row.planned - row.held), look))
    return found


def full_rows(facts: CountFacts) -> list[CountRow]:
    """The rows of which any month has a sitting: those that shades show."""
    return [row for row in rows(facts) if row.series_id in facts.months]


def shades(facts: CountFacts, shown: Sequence[CountRow]) -> tuple[list[str], list[HeatRow]]:
    """Headings and figures by month, from the first month of the period on; sittings without a date at the end."""
    first = facts.question.period.span.first.month
    order = [(first + step - 1) % 12 + 1 for step in range(12)]
    undated = any(facts.months[row.series_id or 0][0] for row in shown)
    columns = [_(MONTHS[month - 1]) for month in order] + ([_("未定")] if undated else [])
    order += [0] if undated else []
    return columns, [
        HeatRow(_label(facts, row), tuple(facts.months[row.series_id or 0][month] for month in order)) for row in shown
    ]


def _label(facts: CountFacts, row: CountRow) -> str:
    part = count_columns.part(facts, row)
    label = f"{part} {count_columns.name(facts, row)}" if part else row.name
    return _("{name}（{mark}）").format(name=label, mark=_(APART_MARKS[row.apart])) if row.apart else label
