"""The page of an ODT: its named styles, margins, running head, mark, page numbers and 裝訂線."""

from __future__ import annotations

from meetingtui.formats import paper_layout
from meetingtui.formats.packing import escaped, points
from meetingtui.formats.paper_layout import BINDING_WIDE, SMALL, Page

NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in [
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("meta", "meta"),
    ]
)
KINDS = {
    "Title": "標題",
    "Heading": "大項",
    "Text": "內文",
    "Corner": "檔號",
    "Caption": "表名",
    "Stamp": "條戳",
    "Cell": "表格內文",
}
"""Named styles, so that a whole paper can be restyled at once; what is written in them has its own size."""

SETTINGS = (
    '<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:ooo="http://openoffice.org/2004/office"'
    ' xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" office:version="1.3"><office:settings>'
    '<config:config-item-set config:name="ooo:configuration-settings">'
    '<config:config-item config:name="TableRowKeep" config:type="boolean">true</config:config-item>'
    "</config:config-item-set></office:settings></office:document-settings>"
)
"""Lets LibreOffice keep a row of a table with the next one where its paragraphs say so."""


def fonts(page: Page) -> str:
    """The one font, by its name."""
    name = escaped(page.font)
    return (
        f'<office:font-face-decls><style:font-face style:name="F" svg:font-family="&apos;{name}&apos;"'
        ' style:font-family-generic="script" style:font-pitch="variable"/></office:font-face-decls>'
    )


def meta(page: Page) -> str:
    """A neutral name, and nothing about who made it when."""
    return (
        f'<office:document-meta {NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">'
        f"<office:meta><meta:generator>meetingtui</meta:generator><dc:title>{escaped(page.name)}</dc:title>"
        "<dc:language>zh-TW</dc:language></office:meta></office:document-meta>"
    )


def styles(page: Page) -> str:
    """styles.xml: the default paragraph, the named styles, and the two kinds of pages."""
    size = f'fo:font-size="{points(page.body)}" style:font-size-asian="{points(page.body)}"'
    named = "".join(
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph"'
        ' style:parent-style-name="Standard"/>'
        for name, shown in KINDS.items()
    )
    return (
        f'<office:document-styles {NAMESPACES} office:version="1.3">{fonts(page)}<office:styles>'
        '<style:default-style style:family="paragraph"><style:paragraph-properties style:text-autospace="none"'
        ' style:line-break="strict" style:punctuation-wrap="simple" style:writing-mode="lr-tb" fo:orphans="2"'
        ' fo:widows="2" style:snap-to-layout-grid="false"/>'
        f'<style:text-properties style:font-name="F" style:font-name-asian="F" style:font-name-complex="F" {size}'
        ' fo:language="en" fo:country="US" style:language-asian="zh" style:country-asian="TW"/></style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
        '<style:style style:name="Frame" style:family="graphic"/>'
        f"{named}</office:styles><office:automatic-styles>{_automatic(page)}</office:automatic-styles>"
        f"<office:master-styles>{_masters(page)}</office:master-styles></office:document-styles>"
    )


def _automatic(page: Page) -> str:
    small = f'<style:text-properties fo:font-size="{SMALL}pt" style:font-size-asian="{SMALL}pt"/>'
    head, foot = page.head_at, page.foot_at
    turned = "landscape" if page.landscape else "portrait"
    return (
        f'<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="{points(page.width)}"'
        f' fo:page-height="{points(page.height)}" style:print-orientation="{turned}"'
        f' fo:margin-top="{points(head)}" fo:margin-bottom="{points(foot)}" fo:margin-left="{points(page.left)}"'
        f' fo:margin-right="{points(page.right)}" style:writing-mode="lr-tb" style:layout-grid-mode="none"/>'
        f'<style:header-style><style:header-footer-properties svg:height="{points(page.top - head)}"'
        ' fo:margin-bottom="0pt" style:dynamic-spacing="false"/></style:header-style>'
        f'<style:footer-style><style:header-footer-properties svg:height="{points(page.bottom - foot)}"'
        ' fo:margin-top="0pt" style:dynamic-spacing="false"/></style:footer-style></style:page-layout>'
        '<style:style style:name="Head" style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:paragraph-properties><style:tab-stops><style:tab-stop style:position="{points(page.room)}"'
        f' style:type="right"/></style:tab-stops></style:paragraph-properties>{small}</style:style>'
        '<style:style style:name="Foot" style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:paragraph-properties fo:text-align="center" fo:margin-top="{points(SMALL / 2)}"/>{small}</style:style>'
        '<style:style style:name="Mark" style:family="text"><style:text-properties fo:border="0.6pt solid #000000"'
        f' fo:padding="2pt" fo:font-size="{points(SMALL * 1.3)}" style:font-size-asian="{points(SMALL * 1.3)}"/>'
        "</style:style>"
        f"{_binding_styles(page) if page.binding else ''}"
    )


def _masters(page: Page) -> str:
    mark = f'<text:span text:style-name="Mark">{escaped(page.mark)}</text:span>' if page.mark else ""
    line = _binding(page) if page.binding else ""
    foot = (
        '第 <text:page-number text:select-page="current">1</text:page-number> 頁，共'
        " <text:page-count>1</text:page-count> 頁"
        if page.numbers
        else ""
    )
    footer = f'<style:footer><text:p text:style-name="Foot">{foot}</text:p></style:footer>'

    def master(name: str, running: str, following: str = "") -> str:
        return (
            f'<style:master-page style:name="{name}" style:page-layout-name="Page"{following}><style:header>'
            f'<text:p text:style-name="Head">{line}{mark}{running}</text:p></style:header>{footer}</style:master-page>'
        )

    running = f"<text:tab/>{escaped(page.running)}" if page.running else ""
    return master("Standard", running) + master("First", "", ' style:next-style-name="Standard"')


def _binding_styles(page: Page) -> str:
    dots = "".join(
        f'<style:style style:name="Dots{number}" style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:paragraph-properties fo:line-height="{points(height)}" fo:margin-left="{points(BINDING_WIDE / 2)}"'
        ' fo:border-left="0.7pt dotted #5a5a5a" fo:padding="0pt"/></style:style>'
        for number, (letter, height) in enumerate(paper_layout.binding(page))
        if not letter
    )
    return (
        '<style:style style:name="Binding" style:family="graphic" style:parent-style-name="Frame">'
        '<style:graphic-properties fo:border="none" draw:stroke="none"'
        ' fo:padding="0pt" style:wrap="run-through" style:run-through="background" style:horizontal-pos="from-left"'
        ' style:horizontal-rel="page" style:vertical-pos="from-top" style:vertical-rel="page"'
        ' draw:fill="none" style:flow-with-text="false"/></style:style>'
        '<style:style style:name="Letter" style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:paragraph-properties fo:text-align="center" fo:line-height="{points(2 * SMALL)}"/>'
        f'<style:text-properties fo:font-size="{points(SMALL * 1.1)}" style:font-size-asian="{points(SMALL * 1.1)}"/>'
        f"</style:style>{dots}"
    )


def _binding(page: Page) -> str:
    """裝訂線: one frame on the paper's left edge, in which dotted lines and letters follow each other."""
    pieces = "".join(
        f'<text:p text:style-name="Letter">{letter}</text:p>' if letter else f'<text:p text:style-name="Dots{number}"/>'
        for number, (letter, _height) in enumerate(paper_layout.binding(page))
    )
    top = page.height * paper_layout.BINDING_ENDS[0]
    height = page.height * (paper_layout.BINDING_ENDS[1] - paper_layout.BINDING_ENDS[0])
    return (
        '<draw:frame draw:style-name="Binding" text:anchor-type="paragraph" draw:z-index="0" draw:name="裝訂線"'
        f' svg:x="{points(paper_layout.BINDING_AT - BINDING_WIDE / 2)}" svg:y="{points(top)}"'
        f' svg:width="{points(BINDING_WIDE)}" svg:height="{points(height)}"><draw:text-box>{pieces}</draw:text-box>'
        "</draw:frame>"
    )
