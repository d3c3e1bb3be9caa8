"""Columns and rows of a count: figures at the right, what is counted apart below, totals on the last line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from meetingtui.dates.showing import show_date
from meetingtui.domain.counts import CountRow
from meetingtui.language import N_, _
from meetingtui.tui import count_words
from meetingtui.tui.count_facts import GROUPS, CountFacts, parted
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, Row

GROWING = {"name": (16, 3), "finding": (28, 1)}
"""Cells that a column has at least, and its share of what is left over."""
PART_AT_MOST = 20  # cells
Sort = tuple[str, bool]
R = TypeVar("R")


class Figure(NamedTuple):
    """A column: its heading, and the lower the importance the sooner it goes; `always` even without a value."""

    key: str
    heading: str
    importance: int
    numeric: bool = True
    always: bool = True


TABLE = (
    Figure("key", N_("代碼"), 5, numeric=False, always=False),
    Figure("part", "", 10, numeric=False, always=False),
    Figure("name", N_("名稱"), 10, numeric=False),
    Figure("stated", N_("載明"), 4, always=False),
    Figure("computed", N_("依頻率"), 3, always=False),
    Figure("floor", N_("下限"), 4, always=False),
    Figure("target", N_("應召開"), 9, always=False),
    Figure("planned", N_("預定"), 9),
    Figure("held", N_("已召開"), 10),
    Figure("credited", N_("認列"), 8),
    Figure("shortfall", N_("尚缺"), 8, always=False),
    Figure("postponed", N_("曾延期"), 3),
    Figure("cancelled", N_("已取消"), 7),
    Figure("extraordinary", N_("臨時會"), 2),
    Figure("person_times", N_("人次"), 6),
    Figure("longest_gap_days", N_("最長間隔"), 7, always=False),
    Figure("due_by", N_("下次最遲"), 2, numeric=False, always=False),
    Figure("status", N_("判定"), 10, numeric=False, always=False),
)
CHECK = (
    Figure("key", N_("代碼"), 4, numeric=False),
    Figure("name", N_("名稱"), 10, numeric=False),
    Figure("stated", N_("載明"), 7),
    Figure("planned", N_("預定"), 8),
    Figure("held", N_("已召開"), 8),
    Figure("credited", N_("認列"), 5),
    Figure("floor", N_("下限"), 7),
    Figure("longest_gap_days", N_("最長間隔"), 7),
    Figure("max_gap_months", N_("上限（月）"), 3),
    Figure("finding", N_("判定"), 9, numeric=False),
)
"""The statutory check."""


class Table(NamedTuple, Generic[R]):
    """A list ready to be shown; `records` are the counted rows by the ids of their lines."""

    columns: tuple[ListColumn, ...]
    rows: list[Row]
    totals: tuple[str, ...]
    records: dict[str, R]


def table(facts: CountFacts, *, sort: Sort | None = None, ascii_only: bool = False) -> Table[CountRow]:
    """Every figure of the count; rows counted apart stand below, under why."""
    entries: list[CountRow | str] = []
    for why, found in parted(facts.counts.rows):
        entries += [why] if why else []
        entries += _sorted(found, sort)
    return _laid(facts, TABLE, entries, sort, _totals(facts), ascii_only=ascii_only)


def check(facts: CountFacts, *, sort: Sort | None = None, ascii_only: bool = False) -> Table[CountRow]:
    """The series of which law or plan asks something, those that do not meet it first."""
    looks = {
        row.key: count_words.verdict(row, coming=facts.coming(row)).look for row in facts.counts.rows if is_asked(row)
    }
    asked = [row for row in facts.counts.rows if row.key in looks]
    asked.sort(key=lambda row: looks[row.key] != "error")
    wrong = sum(look == "error" for look in looks.values())
    totals = {
        "name": _("共{count}項").format(count=len(asked)), "finding": _("{count}項不符").format(count=wrong),
    }  # fmt: skip
    return _laid(facts, CHECK, _sorted(asked, sort), sort, totals, ascii_only=ascii_only)


def is_asked(row: CountRow) -> bool:
    """Whether a number or a gap is asked of a series."""
    return any(figure is not None for figure in (row.stated, row.floor, row.target, row.max_gap_months))


def part(facts: CountFacts, row: CountRow) -> str:
    """The quarter or track that a row is about; '' for other groupings."""
    by = facts.question.by
    if by == "quarter":
        number = row.key.rpartition("-Q")[2]
        return _("第{n}季").format(n=number) if number != "0" else _("日期未定")
    if by == "track":
        track = track_of(facts, row)
        return facts.registry.name("track", track, facts.counts.last) if track else ""
    return ""


def track_of(facts: CountFacts, row: CountRow) -> int | None:
    """The id of the track that a row counts; None where it counts a series without."""
    series = facts.registry.series[row.series_id or 0]
    tracks = facts.registry.tracks_of(series.id)
    return next((one.id for one in tracks if row.key == f"{series.code}-{one.code}"), None)


def name(facts: CountFacts, row: CountRow) -> str:
    """The name of a row, without the quarter or track, which has a column of its own."""
    if facts.question.by in {"quarter", "track"} and row.series_id is not None:
        return facts.registry.name("series", row.series_id, facts.counts.last)
    return row.name


# ----- texts of the cells


def _texts(facts: CountFacts, *, ascii_only: bool) -> Callable[[str, CountRow], str]:
    """What stands in a column of a row; '' for a figure that nobody states."""
    special: dict[str, Callable[[CountRow], str]] = {
        "key": lambda row: "" if facts.question.by == "level" else row.key,
        "part": lambda row: part(facts, row),
        "name": lambda row: name(facts, row),
        "due_by": lambda row: show_date(date.fromisoformat(row.due_by), "dot") if row.due_by else "",
        "status": lambda row: count_words.verdict(row, coming=facts.coming(row)).text(ascii_only=ascii_only),
        "finding": lambda row: _finding(facts, row, ascii_only=ascii_only),
    }

    def text(key: str, row: CountRow) -> str:
        if key in special:
            return special[key](row)
        value = getattr(row, key)
        return value if isinstance(value, str) else "" if value is None else f"{value:,}"

    return text


def _finding(facts: CountFacts, row: CountRow, *, ascii_only: bool) -> str:
    sign = count_words.verdict(row, coming=facts.coming(row)).sign
    return f"{cells.sign(sign, ascii_only=ascii_only)} {count_words.finding(row, coming=facts.coming(row))}"


def _sorted(rows: Sequence[CountRow], sort: Sort | None) -> list[CountRow]:
    """By a column; rows without a figure stay behind."""
    if sort is None or sort[0] in {"part", "status", "finding"}:
        return list(rows)
    key, descending = sort

    def value(row: CountRow) -> str | int:
        found = getattr(row, key)
        assert isinstance(found, str | int)  # noqa: S101 - rows without one are left out below
        return found

    known = [row for row in rows if getattr(row, key) not in (None, "")]
    rest = [row for row in rows if getattr(row, key) in (None, "")]
    return sorted(known, key=value, reverse=descending) + rest


def _totals(facts: CountFacts) -> dict[str, str]:
    """Each sitting once: without rows that are counted apart, and without credits."""
    totals = facts.counts.totals
    figures = {
        "planned": totals["sessions"], "held": totals["held"], "credited": totals["credits"],
        "person_times": totals["person_times"],
    }  # fmt: skip
    return {"name": _("合計")} | {key: f"{figure:,}" for key, figure in figures.items()}


def _laid(
    facts: CountFacts, figures: Sequence[Figure], entries: Sequence[CountRow | str], sort: Sort | None,
    totals: Mapping[str, str], *, ascii_only: bool,
) -> Table[CountRow]:  # fmt: skip
    """Rows and headings as lines; columns in which nothing stands are left out."""
    text = _texts(facts, ascii_only=ascii_only)
    rows = [entry for entry in entries if not isinstance(entry, str)]
    kept = [one for one in figures if one.always or any(text(one.key, row) for row in rows)]
    lines: list[Row] = []
    records: dict[str, CountRow] = {}
    for entry in entries:
        if isinstance(entry, str):
            lines.append(Row(f"apart:{entry}", (_(count_words.APART_WORDS[entry]),), HEADING))
            continue
        look = count_words.verdict(entry, coming=facts.coming(entry)).look
        lines.append(Row(f"{entry.key}/{entry.apart}", tuple(text(one.key, entry) for one in kept), look))
        records[f"{entry.key}/{entry.apart}"] = entry
    last = tuple(totals.get(one.key, "") for one in kept)
    made = [[*line.cells] for line in lines if line.style != HEADING] + [list(last)]
    columns = tuple(_column(facts, one, [row[at] for row in made], sort) for at, one in enumerate(kept))
    return Table(columns, lines, last, records)


def _column(facts: CountFacts, figure: Figure, texts: Sequence[str], sort: Sort | None) -> ListColumn:
    """A column as wide as its widest figure: a number is never cut. Names take what is left."""
    heading = figure.heading or GROUPS[facts.question.by]
    widest = max((cells.width(cells.plain(text)) for text in texts), default=0)
    sign = int(sort is not None and sort[0] == figure.key)
    width = max(cells.width(_(heading)) + sign, widest)
    if figure.key in GROWING:
        least, grow = GROWING[figure.key]
        return ListColumn(figure.key, heading, least, importance=figure.importance, grow=grow)
    if figure.key == "part":
        width = min(width, PART_AT_MOST)
    return ListColumn(figure.key, heading, width, importance=figure.importance, numeric=figure.numeric)
