"""列管事項辦理歷程: everything that happened to one action item, from the sitting that made it to the last ruling."""

from __future__ import annotations

from datetime import date

from meetingtui.domain.action_life import HAPPENING_WORDS, Happening, Life, LifeEvent
from meetingtui.domain.actions import KIND_WORDS, LEVEL_WORDS, ORIGIN_WORDS, STATUS_WORDS, Level, Origin
from meetingtui.papers import actions as actions_paper
from meetingtui.papers import wording
from meetingtui.papers.document import Block, Cell, Document, Field, Paragraph, Space, Table, Title
from meetingtui.papers.masking import OPEN, Masking
from meetingtui.papers.settings import Look
from meetingtui.papers.sitting import CLASS, MASK

WORD = "列管事項辦理歷程"
HEAD = ("日期", "場次", "事由", "機關", "內容")
WIDTHS = (12, 17, 11, 20, 40)


def document(
    agency: str, life: Life, look: Look, day: date, masking: Masking = OPEN, *, confidential: bool = False
) -> Document:
    """The life of an item as a paper, made on `day`."""
    item = life.item
    blocks: list[Block] = [
        Title(f"{wording.line(agency)}{WORD}"),
        Field("編號", item.number, ("製表日期", wording.day_in_text(day))),
        Field("類別", _kind(life)),
        Field("主辦機關", wording.line(item.lead) or "未定"),
        *([Field("協辦機關", "、".join(map(wording.line, item.assists)))] if item.assists else []),
        Field("辦理期限", wording.day_in_text(date.fromisoformat(item.due)) if item.due else "未定"),
        Field("目前狀態", _status(life)),
        Space(),
        *wording.paragraphs(masking.order(item.number, item.text), "事項：", level=0, dotted=look.dotted),
        Space(),
        Table(
            tuple(Cell(text, "centred") for text in HEAD),
            tuple(_row(one, item.number, masking) for one in life.events), WIDTHS,
        ),
    ]  # fmt: skip
    if item.note:
        blocks.append(Paragraph(masking.said(item.number, wording.line(item.note)), 0, label="備註："))
    mark = MASK if masking.active else CLASS if confidential else ""
    name = f"{item.number}_{WORD}" + (f"_{MASK}" if masking.active else "")
    return Document(name, tuple(blocks), look, running=f"{WORD}　{item.number}", mark=mark)


def _kind(life: Life) -> str:
    item = life.item
    level = f"（{LEVEL_WORDS[Level(item.level)]}）" if item.level else ""
    came = f"　{ORIGIN_WORDS[Origin(item.came_by)]}{item.came_from}" if item.came_by and item.came_from else ""
    return f"{KIND_WORDS[item.kind]}{level}{came}"


def _status(life: Life) -> str:
    item = life.item
    merged = f"（併入{item.merged_into}）" if item.merged_into else ""
    late = f"（逾期{item.overdue_days}日）" if item.overdue_days else ""
    return f"{STATUS_WORDS[item.status]}{merged}{late}"


def _row(one: LifeEvent, number: str, masking: Masking) -> tuple[Cell, ...]:
    day = wording.day_in_table(date.fromisoformat(one.day)) if one.day else ""
    agencies = "、".join(map(wording.line, one.agencies))
    return (
        Cell(day, "centred"), Cell(one.session), Cell(HAPPENING_WORDS[one.what], "centred"), Cell(agencies),
        Cell(masking.text(wording.clean(_said(_without_case(one, number, masking))))),
    )  # fmt: skip


def _without_case(one: LifeEvent, number: str, masking: Masking) -> LifeEvent:
    """The event without what was said of a masked case: the answers and the reasons of rulings."""
    if one.report is not None:
        return one._replace(report=one.report._replace(text=masking.said(number, one.report.text)))
    if one.ruling is not None:
        return one._replace(ruling=one.ruling._replace(reason=masking.said(number, one.ruling.reason)))
    return one


def _said(one: LifeEvent) -> str:
    """What an event says in the last column."""
    if one.report is not None:
        proposed = actions_paper.proposed(one.report)
        return "\n".join(filter(None, (actions_paper.answer(one.report, named=False), proposed)))
    if one.ruling is not None:
        due = f"期限{wording.day_in_table(date.fromisoformat(one.ruling.due))}" if one.ruling.due else ""
        said = "" if one.what is Happening.MADE else actions_paper.ruled(one.ruling)
        came = f"來自{'、'.join(one.others)}" if one.what is Happening.MADE and one.others else ""
        return "，".join(filter(None, (said, came, due, wording.line(one.ruling.reason))))
    if one.what is Happening.ASKED:
        return f"請於{wording.day_in_table(date.fromisoformat(one.due))}前回復"
    return "、".join(one.others)
