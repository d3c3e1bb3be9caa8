"""The points of an agenda as agenda and minutes print them, under numbered headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from meetingtui.domain.agenda import HEADINGS, AgendaItemView, ItemKind, Origin
from meetingtui.domain.numbering import heading
from meetingtui.papers import wording
from meetingtui.papers.document import Block, Paragraph
from meetingtui.papers.masking import Masking

Part = tuple[str, Sequence[Block]]
"""A heading without number, and what stands under it."""


def parts(found: Iterable[Part]) -> Iterator[Block]:
    """Parts of a paper under headings 壹、, 貳、 and so on."""
    for place, (text, blocks) in enumerate(found, 1):
        yield Paragraph(text, 0, heading(place))
        yield from blocks


def heading_of(kind: ItemKind) -> str:
    """The heading under which points of a kind stand."""
    return HEADINGS[kind]


def level_of(one: AgendaItemView) -> int:
    """The level of a point's texts: below its number, or right under the heading where there is only one."""
    return 1 if one.number else 0


def point(
    one: AgendaItemView, masking: Masking, *, place: int = 1, dotted: bool = False, planned: bool = False
) -> Iterator[Block]:
    """What is known of a point before it is discussed: who proposes it, 案由, 說明, 擬辦, papers.

    `planned` adds its time. What is only the drafted point for following up is said by its heading already. A masked
    case says its code, or which one it is by its `place`.
    """
    level = level_of(one)
    if one.kind == ItemKind.CASE and masking.active:
        yield Paragraph(wording.line(one.case_code) or f"個案{place}", level, one.number, "案號：")
        return
    minutes = f"（{one.minutes}分鐘）" if planned and one.minutes else ""
    if one.kind != ItemKind.TRACKING or one.origin != Origin.TRACKING or one.number:
        yield from _opening(one, masking.text(wording.line(one.matter)) + minutes, level)
    bare = one.kind in {ItemKind.REPORT, ItemKind.CONFIRM, ItemKind.TRACKING}
    for text, label in ((one.explanation, "" if bare else "說明："), (one.proposal, "擬辦：")):
        if text.strip():
            yield from wording.paragraphs(masking.text(text), label, level=level, dotted=dotted)
    if one.papers:
        names = (
            masking.attachment(number, wording.line(paper.name)) + _note(masking.text(paper.note))
            for number, paper in enumerate(one.papers, 1)
        )
        yield Paragraph("、".join(names), level, "", "附件：")


def _opening(one: AgendaItemView, matter: str, level: int) -> Iterator[Block]:
    """The line with the point's number, and the matter."""
    agency = wording.line(one.agency)
    if one.kind == ItemKind.CASE and one.case_code:
        code = wording.line(one.case_code)
        yield Paragraph(code, level, one.number, "案號：")
        yield Paragraph(_without_code(matter, code), level, "", "案由：")
    elif one.kind in {ItemKind.DISCUSSION, ItemKind.MOTION, ItemKind.CASE}:
        if agency:
            yield Paragraph(agency, level, one.number, "提案單位：")
        yield Paragraph(matter, level, "" if agency else one.number, "案由：")
    else:
        own = agency if agency and agency not in matter else ""
        yield Paragraph(f"{own}：{matter}" if own else matter, level, one.number)


def _without_code(matter: str, code: str) -> str:
    """A matter that begins with the number of its case, which stands above it already, without that number."""
    bare = matter.removeprefix("案號").lstrip("：: ")
    rest = bare.removeprefix(code)
    ends = rest != bare and not re.match("[0-9A-Za-z-]", rest)
    return rest.lstrip("：:，、 ") or matter if ends else matter


def _note(text: str) -> str:
    said = wording.line(text)
    return f"（{said}）" if said else ""
