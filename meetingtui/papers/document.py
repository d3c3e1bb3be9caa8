"""What an official paper says, free of formats: blocks in their order, with every number already written.

A renderer lays the blocks out; it never counts, renames or adds a word. So text, ODT, DOCX and PDF of one document
have the same words in the same order (`words`). Texts are plain: no markup of any format stands in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from meetingtui.papers.settings import Look


class Title(NamedTuple):
    """A line of the paper's title, centred and without punctuation."""

    text: str


class Field(NamedTuple):
    """A labelled line such as 「時間：…」, its further lines hanging behind the label.

    `second` is a field that stands on the same line (主席 … 紀錄 …). `large` is set in the size of 受文者 and of what
    a notice is about.
    """

    label: str
    text: str
    second: tuple[str, str] | None = None
    large: bool = False


class Paragraph(NamedTuple):
    """A paragraph with a hanging indent: `number` is the written one (「一、」), or empty.

    `level` 0 is a heading (壹、), 1 to 4 the levels below it (一、 （一） 1、 （1）); a text without number stands
    under the text of its level: what was said under 壹、 has level 0. `label` is a lead-in such as
    「案由：」 behind which the text hangs; `under` is the label of an earlier paragraph that goes on here.
    """

    text: str
    level: int = 1
    number: str = ""
    label: str = ""
    under: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it opens a part of the paper."""
        return self.level == 0 and bool(self.number)


class Cell(NamedTuple):
    """A cell of a table: its paragraphs, set left, `centred` or `right`."""

    text: str
    align: str = "left"


class Table(NamedTuple):
    """A table that breaks between its rows and repeats its head on every page.

    `widths` are shares of the page's width in percent, 100 together. `caption` stands above (「表1　…」). `tall` is the
    least height of a body row in cm, 0 for as high as its text (a sign-in sheet needs room for signatures). `groups`
    are the places of rows that head those below them: none stands alone at a page's end.
    """

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    caption: str = ""
    tall: float = 0.0
    groups: frozenset[int] = frozenset()


class Space(NamedTuple):
    """Empty lines."""

    lines: int = 1


class PageBreak(NamedTuple):
    """What follows begins on a new page."""


class Stamp(NamedTuple):
    """The closing line of a paper in large letters: 機關條戳, or who signs."""

    text: str


Block: TypeAlias = Title | Field | Paragraph | Table | Space | PageBreak | Stamp


class Document(NamedTuple):
    """A paper: its blocks, and what stands on every page of it.

    `name` is neutral (no case, no kind of case): it may stand in file and job names and in the file's properties.
    `corner` are the small lines at the top right of the first page (檔號, 保存年限), `running` the text at the top of
    each further page, `mark` a word on every page (密, 遮罩本), `binding` whether 裝訂線 stands at the left.
    """

    name: str
    blocks: tuple[Block, ...]
    look: Look
    corner: tuple[str, ...] = ()
    running: str = ""
    mark: str = ""
    binding: bool = False
    landscape: bool = False


def words(document: Document) -> Iterator[str]:
    """Every text of a document in reading order, each as it is written: what all formats must have alike."""
    yield from document.corner
    for block in document.blocks:
        yield from (text for text in _texts(block) if text)


def _texts(block: Block) -> Sequence[str]:
    match block:
        case Title(text) | Stamp(text):
            return [text]
        case Field(label, text, second):
            return [f"{label}：{text}", *([f"{second[0]}：{second[1]}"] if second else [])]
        case Paragraph(text, _level, number, label):
            return [f"{number}{label}{text}"]
        case Table():
            return [block.caption, *(cell.text for row in (block.head, *block.rows) for cell in row)]
        case _:
            return []
