"""What the list of series shows: one read of a year, its sections, and a line for each series."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain.counts import CountRow
from meetingtui.language import N_, _
from meetingtui.services import counts, registry, series_filter
from meetingtui.services.series_views import SeriesView
from meetingtui.tui import registry_words
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, Row

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from meetingtui.services.office import Office

COLUMNS = (
    ListColumn("code", N_("代碼"), 8, importance=10),
    ListColumn("name", N_("會議別"), 16, importance=10, grow=5),
    ListColumn("level", N_("層級"), 9, importance=4),
    ListColumn("rhythm", N_("頻率"), 11, importance=6, grow=1),
    ListColumn("tracks", N_("分區"), 5, importance=5, numeric=True),
    ListColumn("stated", N_("載明"), 6, importance=8, numeric=True),
    ListColumn("computed", N_("算得"), 4, importance=8, numeric=True),
    ListColumn("floor", N_("法定"), 5, importance=7, numeric=True),
    ListColumn("gap", N_("間隔"), 4, importance=6, numeric=True),
    ListColumn("held", N_("召開"), 6, importance=9, numeric=True),
    ListColumn("check", N_("核對"), 10, importance=9),
    ListColumn("chair", N_("主席"), 10, importance=3, grow=2),
    ListColumn("host", N_("主辦"), 10, importance=2, grow=2),
)
SECTIONS = (
    ("planned", N_("排定的會議")),
    ("demand", N_("視需要召開，不編排")),
    ("external", N_("外部召開：只出席與追蹤")),
    ("other", N_("不是會議的項目：不編排")),
    ("over", N_("已停用")),
)


class SeriesFacts(NamedTuple):
    """The series of a (Gregorian) year that a query lets through, with what each held."""

    year: int
    views: list[SeriesView]
    held: dict[str, CountRow]


def read(office: Office, year: int, query: str = "") -> SeriesFacts:
    """Every series with its figures; also those given up, which stand in a section of their own."""
    kept = series_filter.matching(office, query, year)
    views = [one for one in registry.series_list(office, year, retired=True) if kept is None or one.id in kept]
    counted = counts.count(office, counts.year_span(year)).rows
    return SeriesFacts(year, views, {row.key: row for row in counted})


def section(view: SeriesView, year: int) -> str:
    """Under which heading a series stands."""
    if view.retired_on and view.retired_on <= f"{year}-01-01":
        return "over"
    if view.nature != "meeting":
        return "other"
    if view.external:
        return "external"
    return "planned" if view.planned or view.joint else "demand"


def rows(facts: SeriesFacts, sort: tuple[str, bool] | None = None) -> list[Row]:
    """The lines, by section; a duty stands below its joint series unless the list is sorted."""
    found: list[Row] = []
    for key, heading in SECTIONS:
        inside = [one for one in facts.views if section(one, facts.year) == key]
        if sort is not None:
            inside.sort(key=_order(facts, sort[0]), reverse=sort[1])
        if inside:
            found.append(Row(f"section:{key}", (_("{heading}（{count}）").format(
                heading=_(heading), count=len(inside)
            ),), HEADING))  # fmt: skip
            found += [row(facts, one) for one in inside]
    return found


def row(facts: SeriesFacts, one: SeriesView) -> Row:
    """A series as a line of the list."""
    counted = facts.held.get(one.code)
    texts = (
        one.code, f"　{one.name}" if one.joint else one.name, registry_words.what_it_is(one.nature, one.level),
        one.cadence.words, str(len(one.tracks)) if one.tracks else "", registry_words.number(one.stated),
        registry_words.number(one.computed), registry_words.number(one.floor),
        registry_words.months(one.max_gap_months), held(counted),
        registry_words.verdict(one.check, provisional=one.provisional and one.computed is not None), one.chair,
        one.host,
    )  # fmt: skip
    return Row(one.code, texts, look(one, facts.year))


def look(one: SeriesView, year: int) -> str:
    """How a line is drawn; its words say the same."""
    if section(one, year) in {"over", "other"}:
        return "muted"
    return "" if one.check.ok else "warning"


def held(counted: CountRow | None) -> str:
    """Held and credited this year against what is asked."""
    if counted is None:
        return ""
    return registry_words.out_of(counted.held + counted.credited, counted.target)


def summary(facts: SeriesFacts) -> str:
    """What the line below the list says."""
    wrong = sum(not one.check.ok for one in facts.views if section(one, facts.year) != "over")
    text = _("{count}個會議別").format(count=sum(not one.joint for one in facts.views))
    return _("{text}，{wrong}個待更正").format(text=text, wrong=wrong) if wrong else text


def check_line(one: SeriesView) -> str:
    """The sentence of the plan check, with a word that says whether somebody must act."""
    if one.retired_on:
        day = registry_words.day(one.retired_on)
        return _("停用：{name}自{day}起停用。").format(name=one.name, day=day)
    if one.nature != "meeting" and not one.planned and one.stated is None:
        what = registry_words.what_it_is(one.nature, one.level)
        return _("不編排：{name}是{what}，不是會議，保留原樣。").format(name=one.name, what=what)
    return _("{word}：{sentence}").format(word=registry_words.judgement(one.check), sentence=one.check.sentence)


def _order(facts: SeriesFacts, key: str) -> Callable[[SeriesView], tuple[bool, int | str]]:
    places = [column.key for column in COLUMNS]

    def of(one: SeriesView) -> tuple[bool, int | str]:
        figures = {
            "tracks": len(one.tracks) or None, "stated": one.stated, "computed": one.computed, "floor": one.floor,
            "gap": one.max_gap_months,
        }  # fmt: skip
        if key == "held":
            counted = facts.held.get(one.code)
            return counted is None, counted.held + counted.credited if counted else 0
        if key in figures:
            value = figures[key]
            return value is None, value or 0
        return False, row(facts, one).cells[places.index(key)].strip()

    return of


def signed(one: SeriesView, node: DOMNode) -> str:
    """The check line with its sign, in the form that the terminal draws right."""
    name = "mark" if one.check.ok else "problem"
    return f"{cells.sign(name, ascii_only=cells.ascii_only(node))} {check_line(one)}"
