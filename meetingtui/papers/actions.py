"""列管事項一覽表: what agencies must do, by when, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from meetingtui.domain.actions import STATUS_WORDS, ActionView
from meetingtui.papers import wording
from meetingtui.papers.document import Block, Cell, Document, Field, PageBreak, Paragraph, Table, Title
from meetingtui.papers.masking import OPEN, Masking
from meetingtui.papers.settings import Look
from meetingtui.papers.sitting import CLASS, MASK

WORD = "列管事項一覽表"
HEAD = ("編號", "決議（裁示）事項", "主（協）辦單位", "辦理情形", "期限", "列管建議")
WIDTHS = (24, 24, 14, 14, 12, 12)
ACROSS = (16, 27, 15, 20, 13, 9)
"""The same on landscape paper."""
ORDERS = (24, 44, 20, 12)
NONE = "本期無列管事項。"
BEFORE = "歷次會議決議繼續列管案件"
NEW = "本次會議決議列管事項"


class Sheet(NamedTuple):
    """One agency's page, or without `agency` the page of everybody; `before` are those of earlier sittings."""

    agency: str
    actions: tuple[ActionView, ...]
    before: tuple[ActionView, ...] = ()

    def only(self, agency: str) -> Sheet:
        """The page of what an agency leads or assists in."""
        kept = [
            tuple(one for one in some if agency == one.lead or agency in one.assists)
            for some in (self.actions, self.before)
        ]
        return Sheet(agency, *kept)

    @property
    def agencies(self) -> list[str]:
        """Everybody who leads or assists in something, in the order of the items."""
        everything = (*self.before, *self.actions)
        return list(dict.fromkeys(name for one in everything for name in (one.lead, *one.assists) if name))


class Whose(NamedTuple):
    """Of what the table is: `title` names the series or sitting, `name` is the neutral name of the file.

    `day` is the day on which it is made; confidential action items make the whole table confidential.
    """

    agency: str
    title: str
    name: str
    day: date
    confidential: bool = False


def document(whose: Whose, sheets: Sequence[Sheet], look: Look, masking: Masking = OPEN) -> Document:
    """The table, each agency's on a page of its own."""
    blocks: list[Block] = []
    for sheet in sheets:
        blocks += [PageBreak()] if blocks else []
        blocks += _sheet(whose, sheet, masking)
    mark = MASK if masking.active else CLASS if whose.confidential else ""
    name = whose.name + (f"_{MASK}" if masking.active else "")
    return Document(name, tuple(blocks), look, running=f"{whose.title}{WORD}", mark=mark, landscape=True)


def table(
    actions: Iterable[ActionView], caption: str = "", masking: Masking = OPEN, *, with_delay: bool = False
) -> Table:
    """Action items as a table of six columns; on a paper of their own `with_delay`: how late each is today."""
    head = tuple(Cell(text, "centred") for text in HEAD)
    widths = ACROSS if with_delay else WIDTHS
    return Table(head, tuple(_rows(actions, masking, with_delay=with_delay)), widths, caption)


def orders(actions: Iterable[ActionView], caption: str, masking: Masking = OPEN) -> Table:
    """Action items that have just been made: what, who and by when."""
    head = tuple(Cell(HEAD[column], "centred") for column in (0, 1, 2, 4))
    rows = tuple((number, text, who, due) for number, text, who, _report, due, _state in _rows(actions, masking))
    return Table(head, rows, ORDERS, caption)


def _sheet(whose: Whose, sheet: Sheet, masking: Masking) -> list[Block]:
    day = wording.day_in_text(whose.day)
    blocks: list[Block] = [
        Title(f"{whose.title}{WORD}"),
        Field("機關", wording.line(sheet.agency), ("製表日期", day)) if sheet.agency else Field("製表日期", day),
    ]
    for some, caption in ((sheet.before, BEFORE), (sheet.actions, NEW if sheet.before else "")):
        if some:
            blocks.append(table(some, caption, masking, with_delay=True))
    return blocks if sheet.actions or sheet.before else [*blocks, Paragraph(NONE, 0)]


def _rows(actions: Iterable[ActionView], masking: Masking, *, with_delay: bool = False) -> list[tuple[Cell, ...]]:
    return [_row(one, masking, with_delay=with_delay) for one in actions]


def _row(one: ActionView, masking: Masking, *, with_delay: bool) -> tuple[Cell, ...]:
    lead = wording.line(one.lead) or "未定"
    assists = "、".join(map(wording.line, one.assists))
    due = wording.day_in_table(date.fromisoformat(one.due)) if one.due else ""
    late = f"\n（逾期{one.overdue_days}日）" if with_delay and one.overdue_days else ""
    return (
        Cell(one.number), Cell(masking.text(wording.clean(one.text))),
        Cell(f"{lead}\n（{assists}）" if assists else lead), Cell(masking.text(wording.clean(one.report))),
        Cell(due + late, "centred"), Cell(STATUS_WORDS[one.status], "centred"),
    )  # fmt: skip
