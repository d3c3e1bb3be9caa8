from __future__ import annotations

import re

import pytest

from meetingtui.formats import paper_text
from meetingtui.papers import wording
from meetingtui.papers.cells import width
from meetingtui.papers.document import Cell, Document, Field, Paragraph, Table, Title, words
from meetingtui.papers.line_breaking import CLOSING, OPENING
from meetingtui.papers.settings import Look
from tests.formats.reading import joined
from tests.papers import examples


def lines_of(*blocks, width=80, **others):
    return paper_text.lines(Document("paper", blocks, Look(), **others), width)


@pytest.mark.parametrize(
    ("name", "cells"), [(name, cells) for name in examples.EXAMPLES for cells in (80, 100, 160)] + [("notice", 40)]
)
def test_no_line_is_wider_than_the_screen(name, cells):
    assert [line for line in paper_text.lines(examples.EXAMPLES[name](), cells) if width(line) > cells] == []


def test_no_line_of_the_minutes_breaks_chinese_where_a_reader_would_not():
    texts = [line.strip() for line in paper_text.lines(examples.minutes(), 80) if line.strip() and line[0] not in "+|"]

    assert [line for line in texts if line[0] in CLOSING or line[-1] in OPENING] == []


def test_a_list_of_names_hangs_behind_its_label():
    assert lines_of(Field("出席", "社會處王小明、衛生局陳美玲、警察局林志堃"), width=40) == [
        "出席：社會處王小明、衛生局陳美玲、警察局",
        "      林志堃",
    ]


def test_chair_and_minute_taker_stand_on_one_line():
    (line,) = lines_of(Field("主席", "李副縣長", ("紀錄", "林志堃")))

    assert line == f"主席：李副縣長{' ' * 26}紀錄：林志堃"


def test_every_level_hangs_behind_its_number():
    levels = [(0, "壹、"), (1, "一、"), (2, "（一）"), (3, "1、"), (4, "（1）")]
    lines = lines_of(*(Paragraph("會" * 40, level, number) for level, number in levels))

    assert [line[: re.search("會", line).start()] for line in lines if "會" in line and line.lstrip()[0] != "會"] == [
        "壹、",
        "    一、",
        "      （一）",
        "          1、 ",
        "            （1） ",
    ]
    assert [len(line) - len(line.lstrip()) for line in lines if line.lstrip()[:1] == "會"] == [4, 8, 12, 14, 18]


def test_a_title_stands_in_the_middle():
    assert lines_of(Title("會議紀錄"), width=40)[0] == f"{' ' * 16}會議紀錄"


def test_a_table_is_drawn_in_columns_of_cells():
    table = Table((Cell("編號", "centred"), Cell("件數")), ((Cell("甲"), Cell("12", "right")),), (50, 50))

    assert lines_of(table, width=40) == [
        "+-------------------+------------------+",
        "|       編號        | 件數             |",
        "+-------------------+------------------+",
        "| 甲                |               12 |",
        "+-------------------+------------------+",
    ]


def test_a_number_in_a_table_stays_on_one_line_where_other_columns_have_room():
    row = (Cell("PIF-15-115-01-01"), Cell("研訂跨網絡共訪流程，並提下次會議報告辦理情形。"))

    assert "| PIF-15-115-01-01 | 研訂" in "\n".join(lines_of(Table((), (row,), (20, 80)), width=60))


@pytest.mark.parametrize("name", ["notice", "minutes"])
def test_the_text_has_the_words_of_the_paper_in_their_order(name):
    document = examples.EXAMPLES[name]()
    kept = tuple(block for block in document.blocks if not isinstance(block, Table))
    document = document._replace(blocks=kept, mark="")

    assert joined(paper_text.lines(document)) == joined(words(document))


def test_the_words_of_a_table_stand_in_its_cells():
    table = examples.actions_table(3)
    lines = [line for line in lines_of(table, width=160) if line.startswith("|")]
    columns = [joined(line.split("|")[place] for line in lines) for place in range(1, 7)]

    assert columns == [joined([table.head[place].text, *(row[place].text for row in table.rows)]) for place in range(6)]


def test_long_texts_stand_below_what_is_short_where_they_would_be_towers():
    head = tuple(Cell(text) for text in ("編號", "決議（裁示）事項", "辦理情形", "期限"))
    text, report = (
        "研訂跨網絡共訪流程，並提下次會議報告辦理情形。" * 2,
        "已邀集相關單位研商，流程草案預定於下月定案。" * 2,
    )
    rows = tuple((Cell(f"PIF-14-115-T4-01-0{place}"), Cell(text), Cell(report), Cell("116.1.12")) for place in (1, 2))
    lines = lines_of(Table(head, rows, (20, 30, 35, 15)), width=60)

    begins = [place for place, line in enumerate(lines) if "PIF-14" in line]
    assert lines[1].split("|")[1].strip() == "編號"
    assert [one.strip() for one in lines[2].split("|")[1:3]] == ["決議（裁示）事項", "辦理情形"]
    assert [lines[place].split("|")[2].strip() for place in begins] == ["116.1.12", "116.1.12"]
    below = [line.split("|") for line in lines[begins[1] + 1 : -1]]
    assert ["".join(line[place].strip() for line in below) for place in (1, 2)] == [text, report]
    assert {width(line) for line in lines} == {60}


def test_the_mark_is_the_first_line():
    assert lines_of(Title("議程"), mark="密")[0] == "【密】"


def test_signs_that_act_on_a_terminal_are_shown():
    assert "\x1b" not in "".join(lines_of(Paragraph("甲\x1b[2J乙\u202e\ud800")))
    assert "甲〈001B〉[2J乙〈202E〉〈D800〉" in lines_of(Paragraph("甲\x1b[2J乙\u202e\ud800"), width=80)[0]


def test_two_million_signs_without_a_line_break_are_wrapped():
    lines = lines_of(Paragraph("社會安全網，" * 333_334))

    assert joined(lines) == "社會安全網，" * 333_334


def test_what_goes_on_after_a_labelled_paragraph_stands_under_its_text():
    said = (Paragraph("討論事項", 0, "壹、"), *wording.paragraphs("衛生局：照辦。\n教育處：同意。", "討論情形："))

    first, second = lines_of(*said)[-2:]

    assert width(first.partition("衛生局")[0]) == width(second.partition("教育處")[0])
