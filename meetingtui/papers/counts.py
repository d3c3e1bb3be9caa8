"""年度場次統計表: what each series owed and held in a year, on landscape paper."""

from __future__ import annotations

from datetime import date

from meetingtui.domain.cadence import LEVEL_NAMES
from meetingtui.domain.counts import CountRow, Counts
from meetingtui.domain.numbering import number
from meetingtui.papers import wording
from meetingtui.papers.document import Block, Cell, Document, Paragraph, Space, Table, Title
from meetingtui.papers.settings import Look

WORD = "場次統計表"
COLUMNS = (
    ("載明", "stated"), ("下限", "floor"), ("應召開", "target"), ("預定", "planned"), ("已召開", "held"),
    ("認列", "credited"), ("尚缺", "shortfall"), ("延期", "postponed"), ("取消", "cancelled"),
    ("人次", "person_times"), ("最長間隔（日）", "longest_gap_days"),
)  # fmt: skip
APART_WORDS = {
    "duty": "聯合會議任務", "external": "外部召開", "training": "訓練宣導", "provisional": "預設頻率",
}  # fmt: skip
APART_NOTES = {
    "duty": "聯合會議之各項任務依認列計算，不另計入合計。",
    "external": "外部召開之會議列示但不計入合計。",
    "training": "訓練、宣導與訪視列示但不計入合計。",
    "provisional": "來源未載次數、以預設頻率編排者另計，不計入合計。",
}
WIDTHS = (31, *(6 for _column in COLUMNS[:-1]), 9)


def document(agency: str, counts: Counts, look: Look) -> Document:
    """The table of a count by series, level by level; what is counted apart stands below the totals."""
    period = _period(counts)
    by_level = [
        _group(name, [row for row in counts.rows if row.level == level and not row.apart])
        for level, name in LEVEL_NAMES.items()
    ]
    apart = [
        _group(f"另計：{name}", [row for row in counts.rows if row.apart == why]) for why, name in APART_WORDS.items()
    ]
    rows: list[tuple[Cell, ...]] = []
    groups = []
    for some in (*by_level, [_totals(counts)], *apart):
        groups += [len(rows)] if len(some) > 1 else []
        rows += some
    head = tuple(Cell(text, "centred") for text in ("會議名稱", *(heading for heading, _field in COLUMNS)))
    title = f"{wording.line(agency)}{period}社會安全網會議{WORD}"
    table = Table(head, tuple(rows), WIDTHS, groups=frozenset(groups))
    blocks: list[Block] = [Title(title), table, Space(), *_notes(counts, period)]
    return Document(f"{period}_{WORD}", tuple(blocks), look, running=title, landscape=True)


def _group(name: str, some: list[CountRow]) -> list[tuple[Cell, ...]]:
    """Rows under a line that says what they are."""
    blank = (Cell(""),) * len(COLUMNS)
    return [(Cell(f"【{name}】"), *blank), *map(_row, some)] if some else []


def _row(row: CountRow) -> tuple[Cell, ...]:
    return (Cell(wording.line(row.name)), *(_figure(getattr(row, field)) for _heading, field in COLUMNS))


def _totals(counts: Counts) -> tuple[Cell, ...]:
    told = {
        "planned": counts.totals["sessions"], "held": counts.totals["held"], "credited": counts.totals["credits"],
        "person_times": counts.totals["person_times"],
    }  # fmt: skip
    return (Cell("合計", "centred"), *(_figure(told.get(field)) for _heading, field in COLUMNS))


def _figure(value: int | None) -> Cell:
    return Cell("" if value is None else str(value), "right")


def _period(counts: Counts) -> str:
    """115年度, 107年至109年, or the two days."""
    first, last = date.fromisoformat(counts.first), date.fromisoformat(counts.last)
    if counts.year is not None:
        return f"{counts.year - 1911}年度"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year - 1911}年至{last.year - 1911}年"
    return f"{wording.day_in_table(first)}-{wording.day_in_table(last)}"


def _notes(counts: Counts, period: str) -> list[Block]:
    as_of = wording.day_in_text(date.fromisoformat(counts.as_of))
    why = {row.apart for row in counts.rows}
    notes = [
        f"統計期間：{period}；統計基準日：{as_of}。",
        "單位：場次；出席人次另列，兩者不相加。聯合會議認列多項者，合計仍計1場。",
        *(APART_NOTES[one] for one in APART_NOTES if one in why),
    ]
    return [Paragraph("備註", 0), *(Paragraph(text, 1, number(1, place)) for place, text in enumerate(notes, 1))]
