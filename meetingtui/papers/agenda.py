"""議程: what a sitting is to deal with, in the order of the minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from meetingtui.domain.agenda import AgendaItemView, ItemKind
from meetingtui.papers import actions as actions_paper
from meetingtui.papers import wording
from meetingtui.papers.actions import Entry
from meetingtui.papers.document import Block, Document, Field
from meetingtui.papers.masking import OPEN, Masking
from meetingtui.papers.points import Part, heading_of, parts, point
from meetingtui.papers.settings import Look
from meetingtui.papers.sitting import SECRECY_SAID, Sitting

WORD = "議程"
CAPTION = "表1　列管事項辦理情形一覽表"


def document(
    sitting: Sitting, items: Sequence[AgendaItemView], actions: Sequence[Entry], look: Look,
    masking: Masking = OPEN,
) -> Document:  # fmt: skip
    """The agenda as a paper; points that were postponed are left to the next one."""
    blocks: list[Block] = [
        *sitting.titles(WORD),
        *sitting.off,
        Field("時間", wording.moment(sitting.start)),
        Field("地點", wording.line(sitting.place)),
        Field("主席", sitting.chair),
    ]
    if sitting.secret_cases:
        blocks.append(Field("保密宣告", SECRECY_SAID))
    standing = [one for one in items if not one.postponed]
    blocks += parts(_parts(standing, actions, look, masking))
    return Document(sitting.file_name(WORD), tuple(blocks), look, running=f"{sitting.title}{WORD}", mark=sitting.mark)


def _parts(items: Sequence[AgendaItemView], actions: Sequence[Entry], look: Look, masking: Masking) -> Iterator[Part]:
    yield "主席致詞", ()
    for kind in ItemKind:
        alike = [one for one in items if one.kind == kind]
        if not alike and kind != ItemKind.MOTION:
            continue
        blocks: list[Block] = []
        for place, one in enumerate(alike, 1):
            blocks += point(one, masking, place=place, dotted=look.dotted, planned=True)
        if kind == ItemKind.TRACKING and actions:
            blocks.append(actions_paper.table(actions, CAPTION, masking))
        yield heading_of(kind), blocks
    yield "散會", ()
