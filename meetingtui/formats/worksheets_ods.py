"""A pre-meeting worksheet as ODS, written directly as its XML: locked but for the answer cells, with drop-downs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from meetingtui.domain.worksheets import CHOICES, FILLED, Column, Worksheet
from meetingtui.formats.odt_page import NAMESPACES as PAPER_NAMESPACES
from meetingtui.formats.packing import escaped, packed
from meetingtui.formats.worksheet_layout import (
    CENTRED,
    COLUMNS,
    GREY,
    HEADING_GREY,
    HIDDEN_TAB,
    HINTS,
    MARGIN,
    SIZE,
    TAB,
    TITLE_SIZE,
    WIDTHS,
    cells,
    headings,
    signature,
)

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = (
    PAPER_NAMESPACES + ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
_PARTS = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{TYPE}"/>'
    + "".join(f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml"/>' for part in _PARTS)
    + "</manifest:manifest>"
)
_FRAME = 'fo:border="0.5pt solid #000000" fo:padding="1mm"'
_SELECTABLE = '<loext:table-protection loext:select-protected-cells="true" loext:select-unprotected-cells="true"/>'


def to_ods(sheet: Worksheet) -> bytes:
    """The ODS; the same worksheet gives the same bytes."""
    parts = {
        "mimetype": TYPE, "META-INF/manifest.xml": _MANIFEST, "content.xml": _content(sheet),
        "styles.xml": _styles(sheet), "meta.xml": _meta(sheet), "settings.xml": _settings(len(sheet.above)),
    }  # fmt: skip
    return packed(parts, stored="mimetype")


def _content(sheet: Worksheet) -> str:
    return (
        f'<office:document-content {NAMESPACES} office:version="1.3">{_fonts(sheet)}'
        f"<office:automatic-styles>{''.join(_cell_styles())}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(_validations())}"
        f'<table:table table:name="{TAB}" table:style-name="ta1" table:protected="true">{_SELECTABLE}'
        f"{''.join(_rows(sheet))}</table:table>"
        f'<table:table table:name="{HIDDEN_TAB}" table:style-name="ta2" table:protected="true">'
        f'<table:table-column table:number-columns-repeated="2"/>'
        f"{''.join(_row([_cell(text, 'Locked') for text in facts]) for facts in signature(sheet))}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def _fonts(sheet: Worksheet) -> str:
    name = escaped(sheet.font)
    return (
        f'<office:font-face-decls><style:font-face style:name="F" svg:font-family="&apos;{name}&apos;"'
        ' style:font-family-generic="script" style:font-pitch="variable"/></office:font-face-decls>'
    )


def _cell_styles() -> Iterator[str]:
    """The styles; LibreOffice 7.4 cannot save a file again in which the style of a row has a name of one letter."""
    yield '<number:text-style style:name="Text"><number:text-content/></number:text-style>'
    for name, display in (("ta1", "true"), ("ta2", "false")):
        yield (
            f'<style:style style:name="{name}" style:family="table" style:master-page-name="Default">'
            f'<style:table-properties table:display="{display}" style:writing-mode="lr-tb"/></style:style>'
        )
    for column in COLUMNS:
        yield (
            f'<style:style style:name="co_{column}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{WIDTHS[column]}mm"/></style:style>'
        )
    yield (
        '<style:style style:name="ro1" style:family="table-row">'
        '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
    )
    yield _style("Title", f'{_size(TITLE_SIZE)} fo:font-weight="bold" style:font-weight-asian="bold"', centred=True)
    yield _style("Above", "")
    yield _style(
        "Heading", 'fo:font-weight="bold" style:font-weight-asian="bold"',
        f'{_FRAME} fo:background-color="{HEADING_GREY}" fo:wrap-option="wrap" style:vertical-align="middle"',
        centred=True,
    )  # fmt: skip
    wrapped = f'{_FRAME} fo:wrap-option="wrap" style:vertical-align="top"'
    for centred in (False, True):
        end = "Centred" if centred else ""
        yield _style(f"Locked{end}", "", f'{wrapped} fo:background-color="{GREY}"', centred=centred)
        yield _style(f"Open{end}", "", f'{wrapped} style:cell-protect="none"', centred=centred)


def _style(name: str, text: str, cell: str = "", *, centred: bool = False) -> str:
    align = "center" if centred else "start"
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default"'
        f' style:data-style-name="Text"><style:table-cell-properties {cell}/>'
        f'<style:paragraph-properties fo:text-align="{align}" style:line-break="strict"/>'
        f"<style:text-properties {text}/></style:style>"
    )


def _size(size: int) -> str:
    return f'fo:font-size="{size}pt" style:font-size-asian="{size}pt" style:font-size-complex="{size}pt"'


def _validations() -> Iterator[str]:
    """Drop-downs and hints; each cell names its own."""
    yield "<table:content-validations>"
    for column, words in CHOICES.items():
        offered = ";".join(f'"{word}"' for word in words)
        yield (
            f'<table:content-validation table:name="V_{column}" table:allow-empty-cell="true"'
            f' table:display-list="unsorted" table:condition="of:cell-content-is-in-list({escaped(offered)})"'
            f' table:base-cell-address="{TAB}.A1"><table:error-message table:message-type="stop" table:display="true">'
            f"<text:p>{escaped('、'.join(words))}</text:p></table:error-message></table:content-validation>"
        )
    for column, hint in HINTS.items():
        yield (
            f'<table:content-validation table:name="V_{column}" table:allow-empty-cell="true"'
            f' table:base-cell-address="{TAB}.A1"><table:help-message table:display="true">'
            f"<text:p>{escaped(hint)}</text:p></table:help-message></table:content-validation>"
        )
    yield "</table:content-validations>"


def _rows(sheet: Worksheet) -> Iterator[str]:
    for column in COLUMNS:
        hidden = ' table:visibility="collapse"' if column is Column.MARK else ""
        yield f'<table:table-column table:style-name="co_{column}"{hidden} table:default-cell-style-name="Default"/>'
    across = len(COLUMNS) - 1
    for row, text in enumerate(sheet.above):
        spanned = f' table:number-columns-spanned="{across}" table:number-rows-spanned="1"'
        covered = f'<table:covered-table-cell table:number-columns-repeated="{across - 1}"/>'
        yield _row([_cell(text, "Above" if row else "Title", spanned), covered])
    yield f"<table:table-header-rows>{_row([_cell(text, 'Heading') for text in headings()])}</table:table-header-rows>"
    styles = [_style_of(column) for column in COLUMNS]
    asked = [f' table:content-validation-name="V_{one}"' if one in CHOICES or one in HINTS else "" for one in COLUMNS]
    for line in sheet.lines:
        yield _row([_cell(*cell) for cell in zip(cells(sheet, line), styles, asked, strict=True)])


def _style_of(column: Column) -> str:
    if column is Column.MARK:
        return "Above"
    return ("Open" if column in FILLED else "Locked") + ("Centred" if column in CENTRED else "")


def _row(row: Sequence[str]) -> str:
    return f'<table:table-row table:style-name="ro1">{"".join(row)}</table:table-row>'


def _cell(text: str, style: str, more: str = "") -> str:
    if not text:
        return f'<table:table-cell table:style-name="{style}"{more}/>'
    lines = "".join(f"<text:p>{_text(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string"{more}>{lines}</table:table-cell>'


def _text(line: str) -> str:
    said = escaped(line).replace("\t", "<text:tab/>")
    return re.sub("^ | {2,}| $", lambda found: f'<text:s text:c="{len(found[0])}"/>', said)


def _meta(sheet: Worksheet) -> str:
    return (
        f'<office:document-meta {NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">'
        f"<office:meta><meta:generator>meetingtui</meta:generator><dc:title>{escaped(sheet.name)}</dc:title>"
        "<dc:language>zh-TW</dc:language></office:meta></office:document-meta>"
    )


def _styles(sheet: Worksheet) -> str:
    mark = f'<text:p text:style-name="Mark">{escaped(sheet.mark)}</text:p>' if sheet.mark else "<text:p/>"
    mark = f"<style:region-right>{mark}</style:region-right>"
    return (
        f'<office:document-styles {NAMESPACES} office:version="1.3">{_fonts(sheet)}<office:styles>'
        '<style:default-style style:family="table-cell"><style:text-properties style:font-name="F"'
        f' style:font-name-asian="F" style:font-name-complex="F" {_size(SIZE)} fo:language="en" fo:country="US"'
        ' style:language-asian="zh" style:country-asian="TW"/></style:default-style>'
        '<style:style style:name="Default" style:family="table-cell"/></office:styles><office:automatic-styles>'
        '<style:page-layout style:name="Across"><style:page-layout-properties fo:page-width="297mm"'
        f' fo:page-height="210mm" style:print-orientation="landscape" fo:margin="{MARGIN}mm"'
        f' fo:margin-top="{MARGIN}mm" fo:margin-bottom="{MARGIN}mm" fo:margin-left="{MARGIN}mm"'
        f' fo:margin-right="{MARGIN}mm" style:scale-to-X="1"/>'
        '<style:header-style><style:header-footer-properties fo:min-height="7mm" fo:margin-bottom="1mm"/>'
        "</style:header-style>"
        '<style:footer-style><style:header-footer-properties fo:min-height="7mm"/></style:footer-style>'
        '</style:page-layout><style:style style:name="Mark" style:family="paragraph"><style:paragraph-properties'
        f' fo:text-align="end"/><style:text-properties style:font-name="F" style:font-name-asian="F" {_size(14)}/>'
        '</style:style><style:style style:name="Foot" style:family="paragraph"><style:paragraph-properties'
        f' fo:text-align="center"/><style:text-properties style:font-name="F" style:font-name-asian="F" {_size(10)}/>'
        '</style:style></office:automatic-styles><office:master-styles><style:master-page style:name="Default"'
        f' style:page-layout-name="Across"><style:header>{mark}</style:header><style:footer><text:p'
        ' text:style-name="Foot">第 <text:page-number>1</text:page-number> 頁，共'
        " <text:page-count>1</text:page-count> 頁</text:p></style:footer></style:master-page></office:master-styles>"
        "</office:document-styles>"
    )


def _settings(top: int) -> str:
    """The headings and the first column stay in sight while the rest is scrolled."""
    frozen = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, kind, value in (
            ("HorizontalSplitMode", "short", 2), ("VerticalSplitMode", "short", 2),
            ("HorizontalSplitPosition", "int", 1), ("VerticalSplitPosition", "int", top + 1),
            ("ActiveSplitRange", "short", 3), ("PositionRight", "int", 1), ("PositionBottom", "int", top + 1),
        )
    )  # fmt: skip
    return (
        '<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:ooo="http://openoffice.org/2004/office"'
        ' xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        '<config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1'
        '</config:config-item><config:config-item-map-named config:name="Tables">'
        f'<config:config-item-map-entry config:name="{TAB}">{frozen}</config:config-item-map-entry>'
        "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )
