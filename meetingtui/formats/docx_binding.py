"""裝訂線 in a DOCX: one text box on the paper's left edge, in which dotted lines and letters follow each other."""

from __future__ import annotations

from meetingtui.formats import paper_layout
from meetingtui.formats.packing import points, twips
from meetingtui.formats.paper_layout import BINDING_WIDE, SMALL, Page

MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def binding(page: Page, number: int) -> str:
    """The run that holds the text box; `number` tells the boxes of a document apart.

    In VML, the older of the two languages for shapes: Word reads both, LibreOffice puts only this one in its place.
    """
    top, height = page.height * paper_layout.BINDING_ENDS[0], sum(high for _letter, high in paper_layout.binding(page))
    place = (
        f"position:absolute;margin-left:{points(paper_layout.BINDING_AT - BINDING_WIDE / 2)};margin-top:{points(top)};"
        f"width:{points(BINDING_WIDE)};height:{points(height)};z-index:-1;mso-position-horizontal-relative:page;"
        "mso-position-vertical-relative:page"
    )
    return (
        f'<w:r><w:pict {_VML}><v:shape id="binding{number}" coordsize="21600,21600" path="m,l,21600r21600,l21600,xe"'
        f' style="{place}" filled="f" stroked="f"><v:textbox inset="0,0,0,0"><w:txbxContent>{_pieces(page)}'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def _pieces(page: Page) -> str:
    dots = '<w:pBdr><w:left w:val="dotted" w:sz="6" w:space="0" w:color="5A5A5A"/></w:pBdr>'
    indent = f'<w:ind w:left="{twips(BINDING_WIDE / 2)}"/>'
    half_points = round(SMALL * 1.1 * 2)
    letter_size = f'<w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="{half_points}"/></w:rPr>'
    made = []
    for letter, height in paper_layout.binding(page):
        spacing = f'<w:spacing w:before="0" w:after="0" w:line="{twips(height)}" w:lineRule="exact"/>'
        if letter:
            properties = f'{spacing}<w:jc w:val="center"/>'
            made.append(f"<w:p><w:pPr>{properties}</w:pPr><w:r>{letter_size}<w:t>{letter}</w:t></w:r></w:p>")
        else:
            made.append(f"<w:p><w:pPr>{dots}{spacing}{indent}</w:pPr></w:p>")
    return "".join(made)
