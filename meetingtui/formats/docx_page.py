"""The page of a DOCX: its styles, settings, margins, running head, mark, page numbers and 裝訂線."""

from __future__ import annotations

from collections.abc import Sequence

from meetingtui.formats.docx_binding import MAIN, binding
from meetingtui.formats.packing import escaped, twips
from meetingtui.formats.paper_layout import SMALL, Page

_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {"styles": "styles", "settings": "settings", "fontTable": "fontTable"}
_MARGINS = {"header1": "header", "header2": "header", "footer1": "footer"}
"""What stands in the margins: header1 on the first page, header2 on the further ones."""
_KINDS = {
    "title": ("標題", 0),
    "heading": ("大項", 1),
    "text": ("內文段落", None),
    "corner": ("檔號", None),
    "caption": ("表名", None),
    "stamp": ("條戳", None),
    "cell": ("表格內文", None),
}
"""Named styles, with their level in the outline."""
_PARAGRAPHS = (
    '<w:widowControl/><w:kinsoku/><w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0"/>'
)
"""Chinese line breaks, no space beside figures (LibreOffice 7.4 reads neither word for it and sets that space in every
DOCX). Punctuation may hang, as Word does by itself: LibreOffice 7.4 takes the
word the wrong way round, and loses signs that hang."""


def style_name(kind: str, size: float) -> str:
    """The style of a kind of paragraph in a size."""
    return f"{kind}{round(size * 2)}"


def parts(page: Page, sizes: Sequence[tuple[str, float]]) -> dict[str, str]:
    """All parts but the document itself; `sizes` are the kinds and sizes of paragraphs that occur."""
    everything = _PARTS | _MARGINS
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in everything.items()
    )
    links = "".join(
        f'<Relationship Id="{name}" Type="{_LINKS}/{kind}" Target="{name}.xml"/>' for name, kind in everything.items()
    )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>{types}'
            '<Override PartName="/docProps/core.xml"'
            ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="document" Type="{_LINKS}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/></Relationships>'
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escaped(page.name)}</dc:title><dc:language>zh-TW</dc:language></cp:coreProperties>"
        ),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        "word/styles.xml": _styles(page, sizes),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": (
            f'<w:fonts {MAIN}><w:font w:name="{escaped(page.font)}"><w:altName w:val="DFKai-SB"/>'
            '<w:charset w:val="88"/><w:family w:val="script"/><w:pitch w:val="fixed"/></w:font></w:fonts>'
        ),
        "word/header1.xml": _header(page, running=""),
        "word/header2.xml": _header(page, running=page.running),
        "word/footer1.xml": _footer(page),
    }


def section(page: Page) -> str:
    """The last element of the body: the paper, its margins and what stands in them."""
    turned = ' w:orient="landscape"' if page.landscape else ""
    return (
        f'<w:sectPr xmlns:r="{_LINKS}"><w:headerReference w:type="first" r:id="header1"/>'
        '<w:headerReference w:type="default" r:id="header2"/><w:footerReference w:type="first" r:id="footer1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}"'
        f' w:left="{twips(page.left)}" w:header="{twips(page.head_at)}" w:footer="{twips(page.foot_at)}" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )


_SETTINGS = (
    f'<w:settings {MAIN}><w:zoom w:percent="100"/><w:defaultTabStop w:val="480"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-TW"/></w:settings>'
)


def _styles(page: Page, sizes: Sequence[tuple[str, float]]) -> str:
    font = escaped(page.font)
    named = "".join(_style(kind, size) for kind, size in sizes)
    return (
        f"<w:styles {MAIN}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}" w:hint="eastAsia"/>'
        f'<w:kern w:val="0"/><w:sz w:val="{round(page.body * 2)}"/><w:szCs w:val="{round(page.body * 2)}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-TW" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        f"{_PARAGRAPHS}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_PARAGRAPHS}</w:pPr></w:style>"
        f"{named}</w:styles>"
    )


def _style(kind: str, size: float) -> str:
    name, level = _KINDS[kind]
    outline = "" if level is None else f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_name(kind, size)}">'
        f'<w:name w:val="{name}（{size:g}）"/><w:basedOn w:val="Normal"/><w:qFormat/>{outline}'
        f'<w:rPr><w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr></w:style>'
    )


def _small(size: float = SMALL, more: str = "") -> str:
    return (
        f'<w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
        f"{more}</w:rPr>"
    )


def _said(text: str, size: float = SMALL, more: str = "") -> str:
    return f'<w:r>{_small(size, more)}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _header(page: Page, *, running: str) -> str:
    box = '<w:bdr w:val="single" w:sz="5" w:space="1" w:color="000000"/>'
    mark = _said(page.mark, SMALL * 1.3, box) if page.mark else ""
    text = f"<w:r>{_small()}<w:tab/></w:r>{_said(running)}" if running else ""
    line = binding(page, 2 if running else 1) if page.binding else ""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(page.room)}"/></w:tabs>'
    return f"<w:hdr {MAIN}><w:p><w:pPr>{tab}</w:pPr>{line}{mark}{text}</w:p></w:hdr>"


def _footer(page: Page) -> str:
    if not page.numbers:
        return f"<w:ftr {MAIN}><w:p/></w:ftr>"
    runs = _said("第 ") + _field("PAGE") + _said(" 頁，共 ") + _field("NUMPAGES") + _said(" 頁")
    return f'<w:ftr {MAIN}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p></w:ftr>'


def _field(name: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r>{_small()}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r>{_small()}<w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    return mark("begin") + code + mark("separate") + _said("1") + mark("end")
