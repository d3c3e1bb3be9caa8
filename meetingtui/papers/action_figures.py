"""列管事項統計表: what was made, has left and is still open in a year, on landscape paper."""

from __future__ import annotations

from datetime import date

from meetingtui.domain.action_figures import ActionFigures, FigureRow
from meetingtui.domain.numbering import number
from meetingtui.papers import wording
from meetingtui.papers.document import Block, Cell, Document, Paragraph, Space, Table, Title
from meetingtui.papers.settings import Look

WORD = "列管事項統計表"
HEADS = {"agency": "主辦機關", "series": "會議名稱", "year": "年度"}
COLUMNS = (
    "列管", "解除", "自行\n列管", "分案\n併案", "未結", "逾期", "解除率", "平均\n日數", "30日\n以內", "31至\n90日",
    "91至\n180日", "逾\n180日", "重新\n列管", "未經\n裁示", "如期\n回復",
)  # fmt: skip
WIDTHS = (18, 5, 5, 5, 5, 5, 5, 7, 6, 5, 5, 6, 6, 5, 5, 7)
NOTES = (
    "單位：件。依產生事項之會議年度統計，按統計基準日之主辦機關計1次，協辦不重複計。",
    "列管＝解除＋自行列管＋分併案＋未結；分併案（已分案、已併案）由他案續管；解除率＝解除÷（列管－分併案）。",
    "平均日數自產生事項之會議起算，至裁示解除之會議止；其後各欄為未結者自會議日起算之日數。",
    "如期回復為如期件數／已屆期限之應回復件數，依各機關（含協辦）計。",
)


def document(agency: str, found: ActionFigures, look: Look) -> Document:
    """The table of figures with its totals and how they are counted."""
    period = f"{found.year - 1911}年度" if found.year is not None else "歷年"
    title = f"{wording.line(agency)}{period}{WORD}"
    head = tuple(Cell(text, "centred") for text in (HEADS[found.by], *COLUMNS))
    rows = tuple(_row(row) for row in (*found.rows, found.totals._replace(name="合計")))
    as_of = f"統計期間：{period}；統計基準日：{wording.day_in_text(date.fromisoformat(found.as_of))}。"
    notes = [Paragraph(text, 1, number(1, place)) for place, text in enumerate((as_of, *NOTES), 1)]
    blocks: list[Block] = [Title(title), Table(head, rows, WIDTHS), Space(), Paragraph("備註", 0), *notes]
    return Document(f"{period}_{WORD}", tuple(blocks), look, running=title, landscape=True)


def _row(row: FigureRow) -> tuple[Cell, ...]:
    rate = "" if row.close_rate is None else f"{row.close_rate:.1%}"
    days = "" if row.average_days is None else f"{row.average_days:.1f}"
    answered = f"{row.on_time}/{row.asked}" if row.asked else ""
    figures = (
        row.made, row.closed, row.delegated, row.moved, row.open, row.overdue, rate, days, *row.ages, row.reopened,
        row.passed_over, answered,
    )  # fmt: skip
    return (Cell(wording.line(row.name)), *(Cell(str(figure), "right") for figure in figures))
