"""A paper as DOCX (ECMA-376, transitional, as Word writes it), written directly as its XML.

Numbers and labels are text, as the paper has them. Every font is named outright, also for Han characters, as a theme
would set them in another one; columns have their widths twice, in the grid and in each cell, as readers differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from meetingtui.formats import docx_page, paper_layout
from meetingtui.formats.column_widths import PADDING
from meetingtui.formats.docx_binding import MAIN
from meetingtui.formats.packing import escaped, packed, twips
from meetingtui.formats.paper_layout import Break, Gap, Grid, Line, Part, Sheet
from meetingtui.papers.document import Cell, Document

_ALIGN = {"left": "both", "ragged": "left", "centre": "center", "right": "right"}
_CELL_ALIGN = {"left": "left", "centred": "center", "right": "right"}
_RUN = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'


def render(document: Document) -> bytes:
    """The DOCX of `document`; the same paper gives the same bytes."""
    sheet = paper_layout.laid_out(document)
    sizes = {(part.kind, part.size) for part in sheet.parts if isinstance(part, Line)}
    sizes |= {("cell", part.size) for part in sheet.parts if isinstance(part, Grid)}
    body = "".join(_body(sheet))
    parts = docx_page.parts(sheet.page, sorted(sizes))
    parts["word/document.xml"] = (
        f"<w:document {MAIN}><w:body>{body}{docx_page.section(sheet.page)}</w:body></w:document>"
    )
    return packed(parts)


def _body(sheet: Sheet) -> Iterator[str]:
    broken = False
    """Whether what follows begins on a new page."""
    for part in sheet.parts or (Gap(sheet.page.body_pitch),):
        if isinstance(part, Break):
            broken = True
            continue
        if broken and isinstance(part, Grid):
            yield _empty(1, broken=True)
        yield from _part(part, sheet, broken=broken)
        broken = False


def _part(part: Part, sheet: Sheet, *, broken: bool) -> Iterator[str]:
    match part:
        case Line():
            yield _line(part, broken=broken)
        case Grid():
            yield from _grid(part, sheet)
            yield _empty(part.after)
        case Gap(height):
            yield _empty(height, broken=broken)


def _empty(height: float, *, broken: bool = False) -> str:
    new_page = "<w:pageBreakBefore/>" if broken else ""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{twips(max(1, height))}" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{new_page}{spacing}</w:pPr></w:p>"


def _line(line: Line, *, broken: bool) -> str:
    left = twips(line.start + line.hang)
    align = "ragged" if line.align == "left" and line.ragged else line.align
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{twips(line.half)}"/></w:tabs>' if line.second else ""
    properties = (
        f'<w:pStyle w:val="{docx_page.style_name(line.kind, line.size)}"/>'
        f"{'<w:keepNext/>' if line.keep else ''}{'<w:pageBreakBefore/>' if broken else ''}{tab}"
        f'<w:spacing w:before="{twips(line.before)}" w:after="{twips(line.after)}" w:line="{twips(line.pitch)}"'
        f' w:lineRule="exact"/><w:ind w:left="{left}" w:hanging="{twips(line.hang)}"/>'
        f'<w:jc w:val="{_ALIGN[align]}"/>'
    )
    runs = _text(line.lead) + ("<w:tab/>" if line.tabbed else "") + _text(line.text)
    if line.second:
        runs += f"<w:tab/>{_text(line.second)}"
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{_RUN}{runs}</w:r></w:p>"


def _grid(grid: Grid, sheet: Sheet) -> Iterator[str]:
    widths = [twips(wide) for wide in grid.columns]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="5" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    padding, gap = twips(PADDING), twips(grid.pitch / 6)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{gap}" w:type="dxa"/><w:left w:w="{padding}" w:type="dxa"/><w:bottom w:w="{gap}" w:type="dxa"/>'
        f'<w:right w:w="{padding}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )
    if grid.head:
        yield from _row(grid, grid.head, widths, head=True, repeats=grid.repeats(sheet.page))
    for place, row in enumerate(grid.rows):
        yield from _row(grid, row, widths, keeps=place in grid.groups, splits=grid.splits(row, sheet.page))
    yield "</w:tbl>"


def _row(
    grid: Grid, row: tuple[Cell, ...], widths: list[int], *, head: bool = False, repeats: bool = False,
    keeps: bool = False, splits: bool = False,
) -> Iterator[str]:  # fmt: skip
    tall = 0 if head else twips(grid.tall)
    least = f'<w:trHeight w:val="{tall}" w:hRule="atLeast"/>' if tall else ""
    whole = "" if splits else "<w:cantSplit/>"
    yield f"<w:tr><w:trPr>{whole}{least}{'<w:tblHeader/>' if repeats else ''}</w:trPr>"
    middle = '<w:vAlign w:val="center"/>' if head or tall else ""
    for cell, wide in zip(row, widths, strict=True):
        align = "center" if head else _CELL_ALIGN.get(cell.align, "left")
        properties = (
            f'<w:pPr><w:pStyle w:val="{docx_page.style_name("cell", grid.size)}"/>{"<w:keepNext/>" if keeps else ""}'
            f'<w:spacing w:before="0" w:after="0" w:line="{twips(grid.pitch)}" w:lineRule="exact"/>'
            f'<w:jc w:val="{align}"/></w:pPr>'
        )
        yield f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{middle}</w:tcPr>'
        for line in cell.text.split("\n"):
            yield f"<w:p>{properties}<w:r>{_RUN}{_text(line)}</w:r></w:p>"
        yield "</w:tc>"
    yield "</w:tr>"


def _text(text: str) -> str:
    lines = text.split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(line)}</w:t>' if line else "" for line in lines)
