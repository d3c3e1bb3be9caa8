"""辦理情形調查表: what an agency is asked about before a sitting, with room to answer by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from meetingtui.domain.reports import PROGRESS_WORDS, Role
from meetingtui.domain.worksheets import Line
from meetingtui.papers import wording
from meetingtui.papers.document import Block, Cell, Document, Field, PageBreak, Space, Table, Title
from meetingtui.papers.masking import OPEN, Masking
from meetingtui.papers.settings import Look
from meetingtui.papers.sitting import CLASS, MASK

WORD = "辦理情形調查表"
PARTS = {Role.LEAD: "主辦事項", Role.ASSIST: "協辦事項"}
HEAD = ("編號", "決議（裁示）事項", "期限", "前次辦理情形", "本次辦理情形", "進度", "列管建議")
WIDTHS = (14, 20, 9, 15, 18, 12, 12)
TALL = 2.5
"""Room of a row in cm, to write into by hand."""
PROGRESS = "\n".join(f"□{word.removesuffix('無法辦理')}" for word in PROGRESS_WORDS.values())
PROPOSALS = "□解除\n□繼續，至\n　　　　　\n□自行"


class Asked(NamedTuple):
    """One agency's page: its full name, its lines, and what tells its file apart from those of others."""

    agency: str
    code: str
    lines: tuple[Line, ...]


class Round(NamedTuple):
    """The round that asks: `title` names the sitting, `name` is its number, `due` the day of answers."""

    title: str
    name: str
    due: date
    contact: str = ""
    phone: str = ""
    confidential: bool = False


def document(on: Round, pages: Sequence[Asked], look: Look, masking: Masking = OPEN) -> Document:
    """The pages of agencies, each beginning on a page of its own; of one agency the name of the file tells which."""
    blocks: list[Block] = []
    for one in pages:
        blocks += [PageBreak()] if blocks else []
        blocks += _page(on, one, masking)
    mark = MASK if masking.active else CLASS if on.confidential else ""
    parts = (on.name, WORD, pages[0].code if len(pages) == 1 else "", MASK if masking.active else "")
    return Document(
        "_".join(filter(None, parts)), tuple(blocks), look, running=f"{on.title}{WORD}", mark=mark, landscape=True
    )


def _page(on: Round, one: Asked, masking: Masking) -> list[Block]:
    blocks: list[Block] = [
        Title(f"{on.title}列管事項{WORD}"),
        Field("機關", wording.line(one.agency), ("回復期限", wording.day_in_text(on.due))),
    ]
    if on.contact:
        blocks.append(Field("聯絡人", f"{wording.line(on.contact)}　{wording.line(on.phone)}".rstrip("　")))
    for role, caption in PARTS.items():
        lines = [line for line in one.lines if line.role is role]
        if lines:
            blocks.append(_table(lines, f"{caption}（{len(lines)}項）", masking, is_lead=role is Role.LEAD))
    return [*blocks, Space(), Field("填報人", "　" * 8, ("單位主管", "　" * 8)), Field("填報日期", "　年　月　日")]


def _table(lines: Sequence[Line], caption: str, masking: Masking, *, is_lead: bool) -> Table:
    """The lines with an empty cell for what is to be said; only who leads proposes what the sitting rules."""
    columns = len(HEAD) if is_lead else len(HEAD) - 1
    widths = WIDTHS if is_lead else (*WIDTHS[:4], WIDTHS[4] + WIDTHS[6], WIDTHS[5])
    rows = tuple(_row(line, masking)[:columns] for line in lines)
    return Table(tuple(Cell(text, "centred") for text in HEAD[:columns]), rows, widths, caption, tall=TALL)


def _row(line: Line, masking: Masking) -> tuple[Cell, ...]:
    led = line.part.partition("\n")[2] if line.role is Role.ASSIST else ""
    return (
        Cell(line.number), Cell(masking.order(line.number, line.text) + led), Cell(line.due, "centred"),
        Cell(masking.said(line.number, wording.clean(line.filled.text or line.last))), Cell(""), Cell(PROGRESS),
        Cell(PROPOSALS),
    )  # fmt: skip
