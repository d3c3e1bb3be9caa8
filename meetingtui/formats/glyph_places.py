"""Where in a paper a sign stands, in words that lead the user to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from meetingtui.domain.visible import numbered, visible
from meetingtui.language import _
from meetingtui.papers.document import Block, Document, Field, Paragraph, Stamp, Table, Title, words

ALWAYS = "裝訂線第頁，共0123456789"
"""What stands in the margins of papers."""


class Missing(NamedTuple):
    """A sign that no font can draw, and the place where it stands first."""

    sign: str
    place: str

    @property
    def code(self) -> str:
        """Its number in Unicode."""
        return f"U+{ord(self.sign):04X}"

    def sentence(self) -> str:
        """Such as 「𡈽（U+2123D，出席第7人）」."""
        return _("{sign}（{code}，{place}）").format(sign=visible(self.sign), code=self.code, place=self.place)


def signs(document: Document) -> set[str]:
    """Every sign that is printed; blanks and line breaks need no glyph."""
    found = set(ALWAYS)
    for text in (document.running, document.mark, *words(document)):
        found |= set(numbered(text))
    return found - set(" \n\u3000")


def places(document: Document, wanted: set[str]) -> list[Missing]:
    """Each of the `wanted` signs with its first place, in reading order."""
    left, found = set(wanted), []
    for place, text in _placed(document):
        for sign in numbered(text):
            if sign in left:
                left.discard(sign)
                found.append(Missing(sign, place))
        if not left:
            break
    return found + [Missing(sign, _("頁首或頁尾")) for sign in sorted(left)]


def _placed(document: Document) -> Iterator[tuple[str, str]]:
    for text in (*document.corner, document.running, document.mark):
        yield _("頁首"), text
    table, part = 0, ""
    for block in document.blocks:
        if isinstance(block, Paragraph) and (block.number or block.label):
            part = _part(block, part)
        if isinstance(block, Table):
            table += 1
        yield from _of_block(block, part, table)


def _part(block: Paragraph, before: str) -> str:
    if block.level == 0:
        return block.number + block.text[:12]
    heading = before.split("›", maxsplit=1)[0]
    return "›".join(filter(None, [heading, (block.number + block.label).rstrip("：、，")]))


def _of_block(block: Block, part: str, table: int) -> Iterator[tuple[str, str]]:
    match block:
        case Title(text):
            yield _("標題"), text
        case Stamp(text):
            yield _("署名"), text
        case Field(label, text, second):
            yield from _people(label, text)
            if second:
                yield from _people(*second)
        case Paragraph(text, _level, number, label):
            yield part or _("內文"), number + label + text
        case Table(head, rows, _widths, caption):
            where = caption or _("第{number}張表").format(number=table)
            yield where, caption
            yield from ((_("{table}的表頭").format(table=where), cell.text) for cell in head)
            for count, row in enumerate(rows, 1):
                yield from ((_("{table}第{number}列").format(table=where, number=count), cell.text) for cell in row)


def _people(label: str, text: str) -> Iterator[tuple[str, str]]:
    """The names of a list, each with its place in it."""
    yield label, label
    names = re.split("[、\n]", text)
    for number, name in enumerate(names, 1):
        yield (_("{list}第{number}人").format(list=label, number=number) if len(names) > 1 else label), name
