from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor

import pypdf
import pytest

from meetingtui.formats import fonts, paper_layout, pdf
from meetingtui.formats.paper_layout import Grid
from meetingtui.papers import actions
from meetingtui.papers.document import Cell, Document, Field, Paragraph, Table, Title
from meetingtui.papers.settings import Look
from tests.formats.reading import expected, in_pdf, joined
from tests.papers import examples


def paper(*blocks, **others):
    return Document("paper", blocks, Look(), **others)


def read(document):
    return pypdf.PdfReader(io.BytesIO(pdf.render(document)))


def text_of(document):
    return joined(page.extract_text() for page in read(document).pages)


@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_a_pdf_has_the_words_of_the_paper_in_their_order(name, tmp_path):
    document = examples.EXAMPLES[name]()
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf.render(document))

    assert in_pdf(path, document) == expected(document)


def test_the_same_paper_gives_the_same_bytes():
    assert pdf.render(examples.minutes()) == pdf.render(examples.minutes())


def test_several_papers_may_be_asked_for_at_once():
    asked = [examples.minutes(), examples.notice(), examples.counts()] * 4
    with ThreadPoolExecutor(len(asked)) as pool:
        made = list(pool.map(pdf.render, asked))

    assert made == [pdf.render(one) for one in asked]


def test_the_number_of_pages_is_known():
    made = pdf.render(examples.minutes(48))

    assert pdf.pages(made) == len(pypdf.PdfReader(io.BytesIO(made)).pages) == 29


def test_every_page_says_which_it_is_of_how_many():
    pages = [joined([page.extract_text()]) for page in read(examples.counts()).pages]

    assert [f"第{number}頁，共{len(pages)}頁" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)


def test_the_running_head_begins_on_the_second_page():
    document = examples.counts()
    first, *others = (joined([page.extract_text()]) for page in read(document).pages)

    assert not first.startswith(document.running)
    assert [page.startswith(document.running) for page in others] == [True] * len(others)


def test_the_mark_stands_on_every_page():
    pages = [page.extract_text() for page in read(examples.sign_in()).pages]

    assert len(pages) > 2
    assert ["遮罩本" in page for page in pages] == [True] * len(pages)


def test_the_head_of_a_table_stands_on_every_page_of_it():
    pages = [joined([page.extract_text()]) for page in read(examples.counts()).pages]

    assert ["會議別層級規定" in page for page in pages] == [True] * len(pages)


def test_a_landscape_paper_lies_across():
    box = read(examples.counts()).pages[0].mediabox

    assert (round(box.width), round(box.height)) == (842, 595)


def test_a_pdf_is_tagged_and_says_its_language():
    root = read(examples.minutes()).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("zh")


def test_a_row_that_is_lower_than_a_fifth_of_a_page_stays_whole():
    tall = "會" * 160
    rows = tuple((Cell(f"{number}起"), Cell(tall), Cell(f"{number}止")) for number in range(1, 29))
    head = (Cell("起"), Cell("文"), Cell("止"))
    pages = [joined([page.extract_text()]) for page in read(paper(Table(head, rows, (20, 60, 20)))).pages]

    assert len(pages) > 2
    assert [page.count("起") for page in pages] == [page.count("止") for page in pages]


def test_a_higher_row_goes_on_over_the_page_instead_of_leaving_much_of_one_empty():
    rows = tuple((Cell(f"{number}起"), Cell("會" * 400)) for number in range(1, 9))
    pages = [page.extract_text() for page in read(paper(Table((Cell("起"), Cell("文")), rows, (40, 60)))).pages]

    least = min(page.count("會") for page in pages[:-1])
    assert least > 0.8 * max(page.count("會") for page in pages)


def test_a_cell_longer_than_a_page_goes_on_and_loses_nothing():
    text = "".join(f"{number}、" for number in range(4000))
    document = paper(Table((Cell("案由"), Cell("說明")), ((Cell("一"), Cell(text)),), (20, 80)))

    said = re.sub("第\\d+頁，共\\d+頁|案由說明", "", text_of(document))

    assert said == f"一{text}"


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        '#include "x.typ"',
        "$ x $ *b* _i_ `raw` <label> @ref \\ // /* ~ --- ...",
        "]#panic()[",
        '"); #sys.inputs',
        "= 標題\n- 項\n+ 項\n/ 詞: 義",
        "http://example.invalid/#x",
        "<w:p>&amp;</w:p>",
    ],
)
def test_markup_that_people_wrote_stays_text(hostile):
    blocks = (
        Title(hostile),
        Field("備註", hostile),
        Paragraph(hostile, 1, "一、"),
        Table((), ((Cell(hostile),),), (100,)),
    )

    assert text_of(paper(*blocks)).count(joined([hostile])) == 4


def test_control_signs_and_lone_surrogates_are_shown_by_their_number():
    said = text_of(paper(Paragraph("甲\x00乙\x1b[31m丙\ud800丁\u202e戊\ufffe己", 1, "一、")))

    assert "甲〈0000〉乙〈001B〉[31m丙〈D800〉丁〈202E〉戊〈FFFE〉己" in said


@pytest.mark.parametrize("table", [Table((), (), ()), Table((Cell("案"),), (), ()), Table((), ((), ()), (50, 50))])
def test_an_empty_table_is_no_fault(table):
    assert pdf.pages(pdf.render(paper(table))) == 1


@pytest.mark.parametrize("text", ["社會安全網，" * 8_000, "a" * 20_000, "社會安全網\n" * 2_000])
def test_text_without_end_in_a_paragraph_and_in_a_cell_is_printed_whole(text):
    document = paper(Paragraph(text, 1, "一、", "案由："), Table((), ((Cell(text),),), (100,)))
    said = re.sub("第\\d+頁，共\\d+頁", "", text_of(document))

    assert said == "一、案由：" + joined([text]) * 2


def test_what_the_engine_does_not_take_is_one_sentence_with_another_way():
    with pytest.raises(pdf.CannotSet, match="請改存 ODT 或 DOCX"):
        pdf.compiled(fonts.find(), {"parts": []})


def test_a_cell_keeps_its_empty_lines():
    high, low = (pdf.pages(pdf.render(paper(Table((), ((Cell(text),),), (100,))))) for text in ("甲" + "\n" * 90, "甲"))

    assert (high, low) == (3, 1)


def test_the_planned_time_of_a_point_stays_on_one_line():
    points = tuple(Paragraph(f"{'檢討' * count}追蹤（10分鐘）", 1) for count in range(4, 24))
    lines = "\n".join(page.extract_text() for page in read(paper(*points)).pages)

    assert lines.count("（10分鐘）") == len(points)


def a_table_of_codes():
    texts = (CODE, "提供各分區通報統計及趨勢分析。", "屏東縣政府社會處", ANSWER, "114.12.14", "繼續列管")
    row = tuple(map(Cell, texts))
    return paper(Table((), (row,) * 3, actions.WIDTHS))


CODE = "PIF-14-115-T2-04-01"
ANSWER = "已彙整各分區通報統計，於會前函送各網絡單位。"


def test_a_date_in_a_narrow_column_is_never_broken_and_a_code_only_behind_a_hyphen(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf.render(a_table_of_codes()))

    lines = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)

    assert lines.count("114.12.14") == 3
    assert lines.count("PIF-14-115-T2-04-\n01") == 3


def test_every_format_gives_a_column_the_width_of_its_dates_and_the_texts_what_the_others_leave_empty():
    grid = next(part for part in paper_layout.laid_out(a_table_of_codes()).parts if isinstance(part, Grid))

    room = [wide - 2 * paper_layout.PADDING for wide in grid.columns]
    assert room[4] >= len("114.12.14") * grid.size / 2
    assert room[4] < len("（114.12.14）") * grid.size / 2
    assert min(room[1], room[3]) >= 6 * grid.size
    assert sum(grid.columns) == pytest.approx(paper_layout.laid_out(a_table_of_codes()).page.room)


def test_a_code_stays_on_one_line_where_its_column_need_grow_but_little(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf.render(paper(Table((), ((Cell(CODE), Cell("提供統計。")),), (28, 72)))))

    assert CODE in pypdf.PdfReader(path).pages[0].extract_text()


def test_columns_that_have_no_room_for_a_code_keep_their_shares():
    rows = ((Cell("A" * 24), Cell("B" * 24), Cell("C" * 24)),)

    grid = next(
        part for part in paper_layout.laid_out(paper(Table((), rows, (2, 1, 1)))).parts if isinstance(part, Grid)
    )

    assert grid.columns[0] == pytest.approx(2 * grid.columns[1])


@pytest.mark.parametrize("before", range(34, 42))
def test_the_head_of_a_group_of_rows_is_never_the_last_line_of_a_page(before):
    rows = [(Cell(f"第{place}列"), Cell("1")) for place in range(before)]
    rows += [(Cell("【另計】"), Cell("")), (Cell("其下首列"), Cell("1"))]

    pages = [
        joined([page.extract_text()])
        for page in read(paper(Table((), tuple(rows), (80, 20), groups=frozenset({before})))).pages
    ]

    assert any("【另計】其下首列" in page for page in pages)
