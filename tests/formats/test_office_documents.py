"""ODT and DOCX: what both promise alike."""

from __future__ import annotations

import io
import re
from types import ModuleType
from xml.parsers.expat import ParserCreate
from zipfile import ZIP_STORED, ZipFile

import pypdf
import pytest

from meetingtui.formats import docx, odt, paper_layout, pdf
from meetingtui.formats.paper_layout import Grid
from meetingtui.papers.document import Cell, Document, Field, PageBreak, Paragraph, Table, Title
from meetingtui.papers.settings import Look
from tests.formats.reading import expected, in_docx, in_odt, in_pdf, joined, needs_soffice, opened, without_heads
from tests.papers import examples

BOTH = pytest.mark.parametrize("engine", [odt, docx], ids=["odt", "docx"])
HOSTILE = "甲\x00\x1b[2J<b>&amp;乙]]>\ud800\u202e\ufffe<!-- ${x} {{ 1+1 }} <?php"


def ending(engine: ModuleType) -> str:
    return engine.__name__.rpartition(".")[2]


def said(engine: ModuleType, document: Document) -> str:
    made = engine.render(document)
    return in_odt(made) if engine is odt else in_docx(made)


def parts(made: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def paper(*blocks, **others):
    return Document("paper", blocks, Look(), **others)


@BOTH
@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_the_file_has_the_words_of_the_paper_in_their_order(engine, name):
    document = examples.EXAMPLES[name]()

    assert without_heads(said(engine, document), document) == expected(document)


@BOTH
def test_the_same_paper_gives_the_same_bytes(engine):
    assert engine.render(examples.notice()) == engine.render(examples.notice())


@BOTH
@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_every_part_is_well_formed(engine, name):
    made = parts(engine.render(examples.EXAMPLES[name]()))

    for text in (text for part, text in made.items() if part != "mimetype"):
        assert ParserCreate().Parse(text, True) == 1


@BOTH
def test_what_people_wrote_is_never_markup_and_signs_that_no_file_may_hold_are_shown(engine):
    blocks = (
        Title(HOSTILE),
        Field("備註", HOSTILE),
        Paragraph(HOSTILE, 1, "一、"),
        Table((), ((Cell(HOSTILE),),), (100,)),
    )
    document = paper(*blocks, corner=(HOSTILE,))._replace(name=HOSTILE, running=HOSTILE, mark=HOSTILE)

    assert said(engine, document) == expected(document)
    assert "〈0000〉〈001B〉[2J<b>&amp;乙]]>〈D800〉〈202E〉〈FFFE〉" in said(engine, document)


@BOTH
def test_two_million_signs_are_written(engine):
    text = "社會安全網，" * 333_334

    assert said(engine, paper(Paragraph(text))) == text


@BOTH
@pytest.mark.parametrize("table", [Table((), (), ()), Table((Cell("案"),), (), ()), Table((), ((), ()), (50, 50))])
def test_an_empty_table_is_no_fault(engine, table):
    assert said(engine, paper(table)) == joined(cell.text for cell in table.head)


@BOTH
def test_blanks_and_line_breaks_inside_a_text_are_kept(engine):
    made = parts(engine.render(paper(Paragraph("甲  乙\n\n丙"))))
    text = made["content.xml" if engine is odt else "word/document.xml"]

    assert len(re.findall(r"<text:line-break/>|<w:br/>", text)) == 2
    assert '<text:s text:c="2"/>' in text or '<w:t xml:space="preserve">甲  乙</w:t>' in text


@BOTH
def test_page_numbers_are_fields(engine):
    made = "".join(parts(engine.render(examples.minutes())).values())

    assert ("<text:page-number " in made and "<text:page-count>" in made) or (" PAGE " in made and " NUMPAGES " in made)


@BOTH
def test_fonts_are_named_outright_for_every_script(engine):
    made = "".join(parts(engine.render(examples.minutes(look=Look(font="全字庫正楷體")))).values())

    assert "全字庫正楷體" in made
    assert "Theme" not in made
    assert 'w:eastAsia="全字庫正楷體"' in made or 'style:font-name-asian="F"' in made


@BOTH
def test_a_file_tells_nothing_of_who_made_it_when(engine):
    made = parts(engine.render(examples.notice()))
    about = made["meta.xml" if engine is odt else "docProps/core.xml"]

    assert re.findall("creat|modif|date", about) == []


def test_an_odt_begins_with_its_type_uncompressed():
    with ZipFile(io.BytesIO(odt.render(examples.notice()))) as archive:
        first = archive.infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)


def test_the_columns_of_a_docx_have_their_widths_in_grid_and_cells():
    text = parts(docx.render(examples.minutes()))["word/document.xml"]
    grid = re.findall(r'<w:gridCol w:w="(\d+)"', text)

    assert re.findall(r'<w:tcW w:w="(\d+)"', text)[: len(grid)] == grid


@needs_soffice
@BOTH
@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_libreoffice_opens_the_file_and_finds_every_word(engine, name, tmp_path):
    document = examples.EXAMPLES[name]()

    pdf = opened(engine.render(document), ending(engine), tmp_path)

    read = pypdf.PdfReader(pdf).pages
    assert sorted(without_heads(in_pdf(pdf, document), document)) == sorted(expected(document))
    assert [document.mark in page.extract_text() for page in read] == [True] * len(read)
    assert f"第{len(read)}頁，共{len(read)}頁" in joined([read[-1].extract_text()])


@needs_soffice
@BOTH
def test_in_libreoffice_table_heads_repeat_rows_stay_whole_and_the_running_head_begins_on_page_two(engine, tmp_path):
    tall = "會" * 160
    rows = tuple((Cell(f"{number}起"), Cell(tall), Cell(f"{number}止")) for number in range(1, 29))
    document = paper(Table((Cell("頭"), Cell("文"), Cell("尾")), rows, (20, 60, 20)), running="逐頁標題")

    pdf = opened(engine.render(document), ending(engine), tmp_path)

    pages = [joined([page.extract_text()]) for page in pypdf.PdfReader(pdf).pages]
    assert len(pages) > 2
    assert ["頭文尾" in page for page in pages] == [True] * len(pages)
    assert [page.count("起") for page in pages] == [page.count("止") for page in pages]
    assert ["逐頁標題" in page for page in pages] == [False] + [True] * (len(pages) - 1)


@needs_soffice
@BOTH
def test_in_libreoffice_a_cell_longer_than_a_page_loses_nothing(engine, tmp_path):
    text = "".join(f"{number}、" for number in range(4000))
    document = paper(
        Table((Cell("案由"), Cell("說明")), ((Cell("一"), Cell(text)),), (20, 80)), PageBreak(), Paragraph("完")
    )

    pdf = opened(engine.render(document), ending(engine), tmp_path)

    assert in_pdf(pdf, document) == expected(document)


@needs_soffice
@BOTH
def test_in_libreoffice_the_head_of_a_group_of_rows_stays_with_its_first_row(engine, tmp_path):
    blocks = []
    for before in range(25, 45):
        rows = [(Cell(f"第{place}列"), Cell("1")) for place in range(before)]
        rows += [(Cell("【另計】"), Cell("")), (Cell("其下首列"), Cell("1"))]
        blocks += [Table((), tuple(rows), (80, 20), groups=frozenset({before})), PageBreak()]

    pdf = opened(engine.render(paper(*blocks)), ending(engine), tmp_path)

    pages = [joined([page.extract_text()]) for page in pypdf.PdfReader(pdf).pages]
    assert sum("【另計】其下首列" in page for page in pages) == 20


@needs_soffice
@BOTH
def test_in_libreoffice_a_heading_stands_at_the_margin_and_its_text_behind_it(engine, tmp_path):
    pdf = opened(engine.render(paper(Paragraph("主席致詞", 0, "壹、"), Paragraph("略述", 0))), ending(engine), tmp_path)

    starts: dict[str, float] = {}
    pypdf.PdfReader(pdf).pages[0].extract_text(
        visitor_text=lambda text, _user, at, _font, _size: starts.setdefault(joined([text])[:1], at[4])
    )
    assert starts["壹"] == pytest.approx(Look().left * 72 / 2.54, abs=2)
    assert starts["略"] == pytest.approx(starts["壹"] + 2 * Look().body, abs=2)


@needs_soffice
@BOTH
def test_in_libreoffice_a_line_that_ends_before_a_long_word_or_by_hand_is_not_spread(engine, tmp_path):
    code = "PIF-14-115-T3-03-03"
    blocks = (Paragraph("短行\n次行", 0, label="討論情形："), Paragraph(f"甲乙丙丁{'Z' * 40}{code}", 0))

    pdf = opened(engine.render(paper(*blocks)), ending(engine), tmp_path)

    lines = pypdf.PdfReader(pdf).pages[0].extract_text().splitlines()
    assert lines[:3] == ["討論情形：短行", "次行", "甲乙丙丁"]


@needs_soffice
def test_a_sheet_to_be_signed_that_is_little_more_than_a_page_is_one_in_every_format(tmp_path):
    rows = ((Cell("出席"), Cell("屏東縣政府社會處"), Cell("")),) * 20
    fields = (Title("屏東縣政府"), Title("簽到表"), *[Field("時間", "上午9時30分")] * 3)
    document = paper(*fields, Table((Cell("區分"), Cell("機關"), Cell("簽名")), rows, (20, 40, 40), tall=1.0))
    made = [pdf.render(document)]
    made += [opened(engine.render(document), ending(engine), tmp_path).read_bytes() for engine in (odt, docx)]

    assert [len(pypdf.PdfReader(io.BytesIO(one)).pages) for one in made] == [1, 1, 1]
    fifty = paper(*fields, document.blocks[-1]._replace(rows=rows + rows + rows[:10]))
    assert [part.tall for part in paper_layout.laid_out(fifty).parts if isinstance(part, Grid)] == [
        pytest.approx(72 / 2.54)
    ]
