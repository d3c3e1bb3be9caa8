"""A paper as ODT (ODF 1.3, the editable standard of the government), written directly as its XML.

Numbers and labels are text, as the paper has them, so no list feature can count them anew. Page numbers are fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetingtui.formats import odt_page, paper_layout
from meetingtui.formats.column_widths import PADDING
from meetingtui.formats.odt_page import NAMESPACES
from meetingtui.formats.packing import escaped, packed, points
from meetingtui.formats.paper_layout import Break, Gap, Grid, Line, Part, Sheet
from meetingtui.papers.document import Cell, Document

TYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
HEADINGS = {"title": 1, "heading": 2}
"""Kinds of lines that are headings, with their level in the outline."""
_ALIGN = {"left": "justify", "ragged": "start", "centre": "center", "right": "end"}
_CELL_ALIGN = {"left": "start", "centred": "center", "right": "end"}


def render(document: Document) -> bytes:
    """The ODT of `document`; the same paper gives the same bytes."""
    sheet = paper_layout.laid_out(document)
    written = _Content(sheet)
    body = "".join(written.body())
    content = (
        f'<office:document-content {NAMESPACES} office:version="1.3">{odt_page.fonts(sheet.page)}'
        f"<office:automatic-styles>{''.join(written.styles.values())}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts = {
        "mimetype": TYPE,
        "META-INF/manifest.xml": _MANIFEST,
        "content.xml": content,
        "styles.xml": odt_page.styles(sheet.page),
        "meta.xml": odt_page.meta(sheet.page),
        "settings.xml": odt_page.SETTINGS,
    }
    return packed(parts, stored="mimetype")


class _Content:
    """The body of a paper, and the styles that it turns out to need."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.styles: dict[tuple[object, ...], str] = {}
        self._names: dict[tuple[object, ...], str] = {}
        self._opening = ' style:master-page-name="First"'
        """What the next part begins with: the first page, then perhaps a new one."""
        self._break = ""

    def body(self) -> Iterator[str]:
        """Paragraphs and tables in their order."""
        for part in self.sheet.parts or (Gap(self.sheet.page.body_pitch),):
            yield from self._part(part)

    def _part(self, part: Part) -> Iterator[str]:
        match part:
            case Line():
                style = self._paragraph(part)
                yield _element(part, style)
            case Grid():
                yield from self._grid(part)
            case Gap(height):
                yield f'<text:p text:style-name="{self._gap(height)}"/>'
            case Break():
                self._break = ' fo:break-before="page"'

    def _begin(self) -> tuple[str, str]:
        opening, self._opening = self._opening, ""
        page_break, self._break = self._break, ""
        return opening, page_break

    def _style(self, key: tuple[object, ...], family: str, prefix: str, inner: str, more: str = "") -> str:
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = f"{prefix}{len(self._names) + 1}"
            self.styles[key] = f'<style:style style:name="{name}" style:family="{family}"{more}>{inner}</style:style>'
        return name

    def _paragraph(self, line: Line) -> str:
        opening, page_break = self._begin()
        align = "ragged" if line.align == "left" and line.ragged else line.align
        key = ("line", line._replace(lead="", text="", second="", align=align), bool(line.second), opening, page_break)
        if key in self._names:
            return self._names[key]
        left = line.start + line.hang
        tab = (
            f'<style:tab-stops><style:tab-stop style:position="{points(line.half - left)}"/></style:tab-stops>'
            if line.second
            else ""
        )
        keep = ' fo:keep-with-next="always"' if line.keep else ""
        inner = (
            f'<style:paragraph-properties fo:margin-left="{points(left)}" fo:text-indent="{points(-line.hang)}"'
            f' fo:margin-top="{points(line.before)}" fo:margin-bottom="{points(line.after)}"'
            f' fo:line-height="{points(line.pitch)}" fo:text-align="{_ALIGN[align]}"{keep}{page_break}>{tab}'
            f"</style:paragraph-properties>{_size(line.size)}"
        )
        parent = f' style:parent-style-name="{line.kind.capitalize()}"'
        if line.kind in HEADINGS:
            parent += ' style:list-style-name=""'  # else LibreOffice gives it the indents of its own outline
        return self._style(key, "paragraph", "P", inner, parent + opening)

    def _gap(self, height: float) -> str:
        opening, page_break = self._begin()
        inner = f'<style:paragraph-properties fo:line-height="{points(max(1, height))}"{page_break}/>'
        return self._style(("gap", height, opening, page_break), "paragraph", "P", inner, opening)

    def _grid(self, grid: Grid) -> Iterator[str]:
        opening, page_break = self._begin()
        width = points(sum(grid.columns))
        inner = (
            f'<style:table-properties style:width="{width}" table:align="left" fo:margin-bottom="{points(grid.after)}"'
            f' table:border-model="collapsing"{page_break}/>'
        )
        table = self._style(("table", width, grid.after, opening, page_break), "table", "T", inner, opening)
        yield f'<table:table table:style-name="{table}">'
        for wide in grid.columns:
            inner = f'<style:table-column-properties style:column-width="{points(wide)}"/>'
            name = self._style(("column", wide), "table-column", "C", inner)
            yield f'<table:table-column table:style-name="{name}"/>'
        if grid.head:
            head = "".join(self._row(grid, grid.head, 0, head=True))
            repeats = grid.repeats(self.sheet.page)
            yield f"<table:table-header-rows>{head}</table:table-header-rows>" if repeats else head
        for place, row in enumerate(grid.rows):
            keeps, splits = place in grid.groups, grid.splits(row, self.sheet.page)
            yield from self._row(grid, row, grid.tall, keeps=keeps, splits=splits)
        yield "</table:table>"

    def _row(
        self, grid: Grid, row: tuple[Cell, ...], tall: float, *, head: bool = False, keeps: bool = False,
        splits: bool = False,
    ) -> Iterator[str]:  # fmt: skip
        least = f' style:min-row-height="{points(tall)}"' if tall else ""
        whole = "auto" if splits else "always"
        inner = f'<style:table-row-properties fo:keep-together="{whole}"{least}/>'
        yield f'<table:table-row table:style-name="{self._style(("row", tall, splits), "table-row", "R", inner)}">'
        middle = head or bool(tall)
        place = "middle" if middle else "top"
        inner = (
            f'<style:table-cell-properties fo:border="0.6pt solid #000000" fo:padding-left="{PADDING}pt"'
            f' fo:padding-right="{PADDING}pt" fo:padding-top="{points(grid.pitch / 6)}"'
            f' fo:padding-bottom="{points(grid.pitch / 6)}" style:vertical-align="{place}"/>'
        )
        style = self._style(("cell", grid.pitch, middle), "table-cell", "D", inner)
        for cell in row:
            align = "centred" if head else cell.align
            paragraph = self._cell_paragraph(grid, align, keeps=keeps)
            said = "".join(
                f'<text:p text:style-name="{paragraph}">{_text(one)}</text:p>' for one in cell.text.split("\n")
            )
            yield f'<table:table-cell table:style-name="{style}" office:value-type="string">{said}</table:table-cell>'
        yield "</table:table-row>"

    def _cell_paragraph(self, grid: Grid, align: str, *, keeps: bool) -> str:
        keep = ' fo:keep-with-next="always"' if keeps else ""
        inner = (
            f'<style:paragraph-properties fo:line-height="{points(grid.pitch)}"{keep}'
            f' fo:text-align="{_CELL_ALIGN.get(align, "start")}"/>{_size(grid.size)}'
        )
        return self._style(
            ("cell line", grid.pitch, grid.size, align, keeps),
            "paragraph",
            "P",
            inner,
            ' style:parent-style-name="Cell"',
        )


def _element(line: Line, style: str) -> str:
    lead = _text(line.lead) + ("<text:tab/>" if line.tabbed else "")
    second = f"<text:tab/>{_text(line.second)}" if line.second else ""
    text = "<text:line-break/>".join(map(_text, line.text.split("\n")))
    if line.kind in HEADINGS:
        level = HEADINGS[line.kind]
        return f'<text:h text:style-name="{style}" text:outline-level="{level}">{lead}{text}{second}</text:h>'
    return f'<text:p text:style-name="{style}">{lead}{text}{second}</text:p>'


def _size(size: float) -> str:
    return (
        f'<style:text-properties fo:font-size="{points(size)}" style:font-size-asian="{points(size)}"'
        f' style:font-size-complex="{points(size)}"/>'
    )


def _text(text: str) -> str:
    """Text in which every blank is kept (ODF joins several to one)."""
    said = escaped(text)
    if "  " in said or said[:1] == " " or said[-1:] == " ":
        return re.sub(" +", lambda found: f'<text:s text:c="{len(found[0])}"/>', said)
    return said
