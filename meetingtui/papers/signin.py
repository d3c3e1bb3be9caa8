"""簽到表: who is expected, with room to sign, and blank rows for whoever comes besides."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.papers import wording
from meetingtui.papers.document import Block, Cell, Document, Field, Table
from meetingtui.papers.settings import Look
from meetingtui.papers.sitting import SECRECY, Sitting

WORD = "簽到表"
ROLE_WORDS = {"chair": "主席", "attendee": "出席", "may": "出席", "observer": "列席"}
ROW_CM = 1.0


class Expected(NamedTuple):
    """Somebody who is expected: agency, title and name as far as they are known."""

    role: str
    agency: str
    title: str = ""
    person: str = ""


def document(sitting: Sitting, expected: tuple[Expected, ...], look: Look, *, blank_rows: int = 6) -> Document:
    """The sheet as a paper; a masked one names agencies but no person."""
    order = {role: place for place, role in enumerate(ROLE_WORDS)}
    listed = sorted(expected, key=lambda one: order.get(one.role, len(order)))
    rows = [_row(one, masked=sitting.masked) for one in listed]
    rows += [tuple(Cell("") for _column in range(5))] * blank_rows
    blocks: list[Block] = [
        *sitting.titles(WORD),
        *sitting.off,
        Field("時間", wording.moment(sitting.start)),
        Field("地點", wording.line(sitting.place)),
        Field("主席", sitting.chair),
    ]
    if sitting.secret_cases:
        blocks.append(Field("保密宣告", SECRECY))
    head = tuple(Cell(text, "centred") for text in ("區分", "機關（單位）", "職稱", "姓名", "簽名"))
    blocks.append(Table(head, tuple(rows), (9, 33, 16, 16, 26), tall=ROW_CM))
    return Document(sitting.file_name(WORD), tuple(blocks), look, running=f"{sitting.title}{WORD}", mark=sitting.mark)


def _row(one: Expected, *, masked: bool) -> tuple[Cell, ...]:
    person = "" if masked else wording.line(one.person)
    return (
        Cell(ROLE_WORDS.get(one.role, ""), "centred"), Cell(wording.line(one.agency)),
        Cell(wording.line(one.title), "centred"), Cell(person, "centred"), Cell(""),
    )  # fmt: skip
