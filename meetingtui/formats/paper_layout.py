"""Where everything of a paper stands: sizes, indents and distances, reckoned once for every format.

A renderer writes down what stands here; it reckons nothing. All measures are points (a cm has 28.35).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from meetingtui.domain.visible import numbered
from meetingtui.formats import column_widths
from meetingtui.formats.column_widths import PADDING
from meetingtui.papers.cells import width as cells_of
from meetingtui.papers.document import (
    Block,
    Cell,
    Document,
    Field,
    PageBreak,
    Paragraph,
    Space,
    Stamp,
    Table,
    Title,
)

CM = 72 / 2.54
A4 = (21.0 * CM, 29.7 * CM)
SMALL = 10.0
"""Size of what stands in the margins: running head, page number, 裝訂線."""
PITCH = 1.45
"""Distance of lines as a multiple of their size (20 pt for 14 pt), of tables a little less."""
TABLE_PITCH = 1.3
HANGS = (2.0, 2.0, 3.0, 2.0, 3.0)
"""Room for the number of each level, in its own signs: 「一、」 takes two, 「（一）」 three."""
STARTS = (0.0, 2.0, 3.0, 5.0, 6.0)
"""Where the number of each level begins, in signs; one less where no headings stand above."""
WIDEST_LEAD = 16
"""Signs of a label behind which a text may still hang; behind a longer one it runs on from the second sign."""
_UNBROKEN = re.compile(r"[^\s\u2e80-\U0010ffff]+")
LONGEST_EVEN = 6
"""Letters of a word, such as a year or a date without its points, which moves to the next line without harm."""
LEAST_TALL = 0.85
"""Share of their height that rows for signatures keep so that a sheet stays on one page."""
MOST_FILLED = 0.97
"""Share of a page's height that is reckoned to be filled, as programs differ by lines and borders."""
MOST_EMPTY = 1 / 5
"""Share of a page's height that a row leaves empty at most, where it begins on the next page to stay whole."""
BINDING_AT = 1.5 * CM
"""裝訂線: distance of the dotted line from the paper's left edge; the letters stand at these shares of its height."""
BINDING_LETTERS = (("裝", 0.28), ("訂", 0.45), ("線", 0.615))
BINDING_ENDS = (0.085, 0.915)
BINDING_WIDE = 2 * SMALL
"""Width of the strip in which line and letters stand; a letter takes as much of its height."""


class Line(NamedTuple):
    """One paragraph: `lead` (number and label) begins at `start`, the text and all its lines `hang` behind it.

    `second` stands on the same line from `half` on. `align` is left, centre or right; `keep` holds it to what
    follows. A lead that is too long to hang behind is `run_on`.
    `kind` is title, heading, text, corner, caption or stamp.
    """

    kind: str
    lead: str
    text: str
    size: float
    pitch: float
    start: float = 0.0
    hang: float = 0.0
    before: float = 0.0
    after: float = 0.0
    align: str = "left"
    keep: bool = False
    second: str = ""
    half: float = 0.0
    run_on: bool = False

    def height(self, room: float) -> float:
        """About how high it becomes in a page of that width."""
        from math import ceil

        lines = ceil(_signs(self.lead + self.text) * self.size / (room - self.start))
        return self.before + max(1, lines) * self.pitch + self.after

    @property
    def ragged(self) -> bool:
        """Whether its right edge stays uneven in a text program, which would spread a line that ends before a long
        word over the whole width."""
        return any(len(word) > LONGEST_EVEN for word in _UNBROKEN.findall(self.lead + self.text))

    @property
    def tabbed(self) -> bool:
        """Whether the lead is narrower than its room, so that a tab must lead to the text."""
        return bool(self.lead) and not self.run_on and _signs(self.lead) * self.size < self.hang - self.size / 8


class Grid(NamedTuple):
    """A table: `columns` are widths; every row has as many cells. `tall` is the least height of a body row.

    `groups` are the places of rows that stay with the next one.
    """

    columns: tuple[float, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float
    pitch: float
    tall: float
    after: float
    groups: frozenset[int] = frozenset()

    def height_of(self, row: tuple[Cell, ...]) -> float:
        """About how high a row becomes."""
        return max(self.tall, self.text_height(row))

    def text_height(self, row: tuple[Cell, ...]) -> float:
        """About how high the texts of a row are."""
        from math import ceil

        lines = (
            sum(
                max(1, ceil(_signs(text) * self.size / max(self.size, wide - 2 * PADDING)))
                for text in cell.text.split("\n")
            )
            for cell, wide in zip(row, self.columns, strict=False)
        )
        return max(lines, default=0) * self.pitch

    def splits(self, row: tuple[Cell, ...], page: Page) -> bool:
        """Whether a row may go on over the page: whole, it could leave more than a fifth of one empty."""
        return self.height_of(row) > page.high * MOST_EMPTY

    def repeats(self, page: Page) -> bool:
        """Whether the head may stand on every page: it leaves room for more than itself."""
        return self.height_of(self.head) < page.high / 3


class Gap(NamedTuple):
    """Empty height."""

    height: float


class Break(NamedTuple):
    """A new page."""


Part: TypeAlias = Line | Grid | Gap | Break


class Page(NamedTuple):
    """The paper itself, and what stands in its margins; `running` from the second page on."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    font: str
    name: str
    running: str
    mark: str
    binding: bool
    numbers: bool
    landscape: bool
    body: float

    @property
    def body_pitch(self) -> float:
        """Distance of the lines of the body."""
        return self.body * PITCH

    @property
    def high(self) -> float:
        """Height between the margins."""
        return self.height - self.top - self.bottom

    @property
    def head_at(self) -> float:
        """Where the running head begins, from the paper's upper edge."""
        return self.top * 0.45

    @property
    def foot_at(self) -> float:
        """Where the page number ends, from the paper's lower edge."""
        return self.bottom * 0.4

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right


def binding(page: Page) -> list[tuple[str, float]]:
    """裝訂線 from top to bottom: letters and, without one, pieces of dotted line; each with its height."""
    at, pieces = BINDING_ENDS[0] * page.height, []
    for letter, share in BINDING_LETTERS:
        begun = share * page.height - BINDING_WIDE / 2
        pieces += [("", begun - at), (letter, BINDING_WIDE)]
        at = begun + BINDING_WIDE
    return [*pieces, ("", BINDING_ENDS[1] * page.height - at)]


class Sheet(NamedTuple):
    """A paper, ready to be written down."""

    page: Page
    parts: tuple[Part, ...]


def laid_out(document: Document) -> Sheet:
    """Everything of `document` with its place; texts hold nothing that a format could take for more than text."""
    page = _page(document)
    parts = [*_corner(document, page)]
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        made = list(_parts(block, document, page))
        if made and isinstance(made[-1], Line) and _opens(block, following, page):
            made[-1] = made[-1]._replace(keep=True)
        parts += made
    return Sheet(page, _pressed(tuple(_spaced(parts)), page))


def _opens(block: Block, following: Block | None, page: Page) -> bool:
    """Whether a numbered line, such as 「一、案號：…」, stands above what belongs to it: not alone at a page's end."""
    if not isinstance(block, Paragraph) or not isinstance(following, Paragraph) or not block.number:
        return False
    below = following.level > block.level or (following.level == block.level and not following.number)
    return below and _signs(block.number + block.label + block.text) * page.body < page.room / 2


def is_notice(document: Document) -> bool:
    """Whether the sizes of a notice hold: it has 裝訂線, or a line in large letters."""
    return document.binding or any(isinstance(block, Field) and block.large for block in document.blocks)


def _page(document: Document) -> Page:
    look = document.look
    short, long = A4
    body = look.notice_body if is_notice(document) else look.body
    width, height = (long, short) if document.landscape else (short, long)
    texts = [numbered(text).replace("\n", " ") for text in (look.font, document.name, document.running, document.mark)]
    font, name, running, mark = texts
    return Page(
        width, height, look.top * CM, look.right * CM, look.bottom * CM, look.left * CM, font, name, running, mark,
        document.binding, look.page_numbers, document.landscape, body,
    )  # fmt: skip


def _corner(document: Document, page: Page) -> list[Part]:
    texts = [numbered(text) for text in document.corner]
    widest = max((_signs(text) for text in texts), default=0.0) * SMALL
    start = max(0.0, page.room - widest - 2 * SMALL)
    return [Line("corner", "", text, SMALL, SMALL * PITCH, start) for text in texts]


def _parts(block: Block, document: Document, page: Page) -> Iterator[Part]:
    look, notice, body = document.look, is_notice(document), page.body
    match block:
        case Title(text):
            size = look.notice_title if notice else look.title
            yield Line("title", "", numbered(text), size, size * PITCH, align="centre", keep=True)
        case Field():
            yield from _field(block, look.notice_large if block.large else body, page)
        case Paragraph():
            yield _paragraph(block, body, headed=_has_headings(document))
        case Table():
            yield from _grid(block, look.table, page)
        case Space(lines):
            yield Gap(max(0, lines) * page.body_pitch)
        case PageBreak():
            yield Break()
        case Stamp(text):
            size = look.notice_large if notice else body
            yield Line("stamp", "", numbered(text), size, size * PITCH, before=2 * body)


def _spaced(parts: Sequence[Part]) -> Iterator[Part]:
    """A little room behind the last line of the title, and where large letters begin or end."""
    for part, following in zip_longest(parts, parts[1:]):
        if not isinstance(part, Line) or not isinstance(following, Line):
            yield part
        elif part.kind == "title" != following.kind:
            yield part._replace(after=part.size / 3)
        elif part.kind == following.kind == "text" and part.size != following.size:
            yield part._replace(after=min(part.size, following.size) * 0.7)
        else:
            yield part


def _pressed(parts: tuple[Part, ...], page: Page) -> tuple[Part, ...]:
    """A sheet to be signed that is little more than a page gets lower rows, as then it is one; in any program."""
    lines = [one for one in parts if isinstance(one, Line)]
    grids = [one for one in parts if isinstance(one, Grid)]
    if len(grids) != 1 or not grids[0].tall or len(lines) + 1 != len(parts):
        return parts
    grid = grids[0]
    padding = grid.pitch / 3
    room = page.high * MOST_FILLED - sum(one.height(page.room) for one in lines) - grid.after
    room -= grid.text_height(grid.head) + padding
    texts = [grid.text_height(row) + padding for row in grid.rows]
    low = [text for text in texts if text <= grid.tall * LEAST_TALL]
    tall = (room - sum(texts) + sum(low)) / max(1, len(low))
    if not grid.tall * LEAST_TALL <= tall < grid.tall:
        return parts
    return tuple(one._replace(tall=tall) if isinstance(one, Grid) else one for one in parts)


def _has_headings(document: Document) -> bool:
    return any(isinstance(block, Paragraph) and block.level == 0 and block.number for block in document.blocks)


def _paragraph(block: Paragraph, size: float, *, headed: bool) -> Line:
    level = min(max(block.level, 0), len(STARTS) - 1)
    start = STARTS[level] - (1 if level and not headed else 0)
    number, label = numbered(block.number), numbered(block.label)
    heading = level == 0 and bool(number)
    if not number and (level or headed):
        start += HANGS[level]
    behind = _signs(numbered(block.under))
    start += behind if behind <= WIDEST_LEAD else 0
    own = _signs(number)
    hang = (max(HANGS[level], own) if own > HANGS[level] - 1 else own) if number else 0.0
    hang += _signs(label)
    run_on = hang > WIDEST_LEAD
    if run_on:
        hang = HANGS[level]
    return Line(
        "heading" if heading else "text", number + label, numbered(block.text), size, size * PITCH, start * size,
        hang * size, before=size / 2 if heading else 0.0, keep=heading or not block.text, run_on=run_on,
    )  # fmt: skip


def _field(block: Field, size: float, page: Page) -> Iterator[Line]:
    lead, text = f"{numbered(block.label)}：", numbered(block.text)
    hang = _signs(lead) * size
    run_on = hang > page.room / 2
    line = Line("text", lead, text, size, size * PITCH, 0.0, 2 * size if run_on else hang, run_on=run_on)
    if not block.second:
        yield line
        return
    second_lead, second_text = f"{numbered(block.second[0])}：", numbered(block.second[1])
    half = page.room / 2
    fits = "\n" not in text + second_text and hang + _signs(text) * size < half - size
    if fits and _signs(second_lead + second_text) * size < half:
        yield line._replace(second=second_lead + second_text, half=half)
    else:
        yield line
        yield line._replace(lead=second_lead, text=second_text, hang=_signs(second_lead) * size)


def _grid(block: Table, size: float, page: Page) -> Iterator[Part]:
    if block.caption:
        yield Line("caption", "", numbered(block.caption), size, size * PITCH, keep=True)
    count = max([len(block.head), *map(len, block.rows)])
    if not count:
        return
    head = _row(block.head, count) if block.head else ()
    rows = tuple(_row(row, count) for row in block.rows)
    shares = [max(1, share) for share in block.widths[:count]]
    shares += [sum(shares) // max(1, len(shares)) or 1] * (count - len(shares))
    wanted = [page.room * share / sum(shares) for share in shares]
    columns = column_widths.widths(wanted, head, rows, size)
    yield Grid(columns, head, rows, size, size * TABLE_PITCH, block.tall * 72 / 2.54, size / 2, block.groups)


def _row(cells: Sequence[Cell], count: int) -> tuple[Cell, ...]:
    written = [Cell(numbered(cell.text), cell.align) for cell in cells]
    return (*written, *[Cell("")] * (count - len(written)))


def _signs(text: str) -> float:
    """Width in Han signs."""
    return cells_of(text) / 2
