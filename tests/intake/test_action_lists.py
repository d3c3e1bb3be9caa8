"""Her own list of open items as it comes: wherever its headings stand, however days are written, whatever is wrong."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date

import pytest

from meetingtui.domain.errors import WrongFile
from meetingtui.intake.action_lists import NEXT_SITTING, read_action_list
from tests.builders import TODAY
from tests.formats.office_desk import filled
from tests.formats.reading import needs_soffice
from tests.services.list_desk import HEADINGS, csv, workbook

ROW = (
    "1150305-01", "社安網聯繫會議", date(2026, 3, 5), "研訂通報流程。", "社會處（衛生局、警察局）", "115.12.31",
    "已研商2次。", "繼續列管", "列管中", "",
)  # fmt: skip


def read(data, name="列管清單.xlsx", **more):
    return read_action_list(data, name, TODAY, **more)


def one(**cells):
    """A list of a single row in which some cells, by their heading, say something else."""
    row = list(ROW)
    for heading, cell in cells.items():
        row[HEADINGS.index(heading)] = cell
    return workbook(("列管", [HEADINGS, row]))


def said(found):
    return [problem.sentence() for problem in found.problems]


def test_the_usual_headings_are_recognised_below_titles_over_one_or_several_cells():
    rows = [
        ("屏東縣政府社會處115年列管事項一覽表",),
        ("製表單位：社會處", "", "", "", "", "製表日期：115.10.1"),
        (),
        HEADINGS,
        ROW,
    ]

    found = read(workbook(("說明", [("這是說明",)]), ("列管", rows)))

    assert (found.sheet, found.sheets, found.as_of) == ("列管", ("說明", "列管"), "2026-10-01")
    [row] = found.rows
    assert row._replace(row=0) == (
        0, "1150305-01", "社安網聯繫會議", "2026-03-05", "研訂通報流程。", ("社會處",), ("衛生局", "警察局"),
        "2026-12-31", "已研商2次。", "continue", "", "", "", (),
    )  # fmt: skip
    assert row.row == 5
    assert {field: column.letter for field, column in found.mapping.items()} == dict(
        zip(("number", "session", "date", "text", "parties", "due", "report", "proposal", "status", "note"),
            "ABCDEFGHIJ", strict=True)
    )  # fmt: skip


def test_headings_over_two_rows_with_merged_cells_are_read_as_one():
    upper = ("編號", "案由", "權責單位", "", "辦理期限")
    lower = ("", "", "主辦", "協辦", "")
    row = ("一", "訂定計畫", "教育處", "衛生局", "115/6/30")
    for merged in (("A1:A2", "B1:B2", "C1:D1", "E1:E2"), ()):
        [found] = read(workbook(("列管", [upper, lower, row]), merged=merged)).rows
        assert (found.row, found.leads, found.assists, found.due) == (3, ("教育處",), ("衛生局",), "2026-06-30")


def test_a_meeting_that_is_merged_over_its_rows_is_that_of_each_of_them():
    rows = [("會議名稱", "日期", "列管事項"), ("少輔會", "115.3.5", "甲"), ("", "", "乙"), ("", "", "丙")]

    found = read(workbook(("列管", rows), merged=("A2:A4", "B2:B4"))).rows

    assert [(one.session, one.day, one.text) for one in found] == [("少輔會", "2026-03-05", text) for text in "甲乙丙"]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("115.12.31", "2026-12-31"), ("115年12月31日前", "2026-12-31"), ("民國115年12月31日（四）", "2026-12-31"),
        ("1151231", "2026-12-31"), ("2026/12/31", "2026-12-31"), ("１１５／１２／３１", "2026-12-31"),
        ("12/31", "2026-12-31"),
        ("一百一十五年十二月三十一日", "2026-12-31"), ("115年12月底前", "2026-12-31"), ("116年2月底", "2027-02-28"),
        (date(2026, 12, 31), "2026-12-31"), (46387, "2026-12-31"), ("115.12.31 17:00", "2026-12-31"),
        ("下次會議", NEXT_SITTING), ("—", ""), ("無", ""), ("", ""), ("持續辦理", ""),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_form_in_which_lists_have_it(cell, day):
    [row] = read(one(辦理期限=cell)).rows
    assert row.due == day


def test_a_due_day_that_is_none_stays_in_the_note():
    [row] = read(one(辦理期限="持續辦理", 備註="每季提報")).rows
    assert row.note == "每季提報\n辦理期限：持續辦理"


@pytest.mark.parametrize(
    ("heading", "cell", "leads", "assists"),
    [
        ("主（協）辦單位", "社會處（衛生局、警察局）", ("社會處",), ("衛生局", "警察局")),
        ("主協辦單位", "主辦：社會處\n協辦：衛生局、警察局", ("社會處",), ("衛生局", "警察局")),
        ("主/協辦單位", "社會處、衛生局、警察局", ("社會處",), ("衛生局", "警察局")),
        ("主、協辦機關", "社會處(主)／衛生局(協)／警察局(協)", ("社會處",), ("衛生局", "警察局")),
        ("主辦單位", "社會處、衛生局", ("社會處", "衛生局"), ()),
        ("權責單位", "社會處", ("社會處",), ()),
    ],
)
def test_lead_and_assisting_agencies_are_told_apart_also_in_one_cell(heading, cell, leads, assists):
    [row] = read(workbook(("列管", [("編號", "案由", heading), ("1", "甲", cell)]))).rows
    assert (row.leads, row.assists) == (leads, assists)


@pytest.mark.parametrize("heading", ["狀態", "管制情形", "管考結果"])
def test_rows_that_have_left_are_counted_and_left_out(heading):
    states = ("解除列管", "已解列", "同意解除列管（115.6.1）", "自行列管", "結案", "繼續列管", "", "建議解除列管")
    rows = [("編號", "案由", heading), *((str(place), f"事項{place}", state) for place, state in enumerate(states))]

    found = read(workbook(("列管", rows)))

    assert found.closed == 5
    assert [(row.text, row.proposal) for row in found.rows] == [("事項5", ""), ("事項6", ""), ("事項7", "close")]


def test_a_proposal_to_close_is_not_yet_a_ruling():
    found = read(one(列管建議="解除列管"))
    assert (found.closed, found.rows[0].proposal) == (0, "close")


def test_a_column_can_be_given_by_letter_or_heading_or_left_out():
    rows = [("號", "會辦", "內容", "備註"), ("1", "衛生局", "甲", "乙")]
    mapping = {"text": "C", "lead": "會辦", "note": ""}

    found = read(workbook(("列管", rows)), mapping=mapping)

    assert [(row.number, row.leads, row.text, row.note) for row in found.rows] == [("", ("衛生局",), "甲", "")]
    with pytest.raises(WrongFile, match="沒有「Z」欄。請改用：A 號、B 會辦"):
        read(workbook(("列管", rows)), mapping=mapping | {"due": "Z"})
    with pytest.raises(WrongFile, match="找不到「列管事項」欄。請指定哪一欄是它，例如 --map 事項=C"):
        read(workbook(("列管", rows)))


def test_of_several_lists_in_one_file_one_is_chosen():
    book = workbook(("114年", [HEADINGS, ROW]), ("115年", [HEADINGS, ROW, ROW]))
    with pytest.raises(WrongFile, match="有2個工作表，請指定哪一個是列管清單（--sheet）：114年、115年"):
        read(book)
    assert len(read(book, sheet="115年").rows) == 2
    with pytest.raises(WrongFile, match="沒有「113年」這個工作表。請改用：114年、115年"):
        read(book, sheet="113年")


def test_section_titles_and_repeated_headings_are_no_items():
    found = read(workbook(("列管", [HEADINGS, ("一、衛政",), ROW, (), HEADINGS, ROW])))

    assert [row.row for row in found.rows] == [3, 6]
    assert [one.sentence() for one in found.left] == ["第2列：只有一格「一、衛政」，視為分段標題。"]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            {"辦理期限": "115.2.30"},
            "第2列（1150305-01）「辦理期限」：沒有30日：115年2月是1日到28日。請更正「115.2.30」。",
        ),
        ({"辦理期限": "儘速"}, "第2列（1150305-01）「辦理期限」：「儘速」看不出是哪一天。"),
        ({"辦理期限": date(1900, 1, 5)}, "第2列（1150305-01）「辦理期限」：「1900-01-05」不是合理的日期。"),
        ({"裁示事項": "=1+1"}, "第2列（1150305-01）「裁示事項」：是公式（結果為「0」），不是內容。"),
        ({"辦理期限": "=TODAY()"}, "第2列（1150305-01）「辦理期限」：是公式"),
        ({"裁示事項": ""}, "第2列（1150305-01）「裁示事項」：沒有寫列管的事項。"),
        ({"辦理情形": "字" * 20_000}, "第2列（1150305-01）「辦理情形」：有20000個字，最多10000個字。請摘要後再匯入。"),
    ],
)
def test_what_cannot_be_read_is_told_by_row_and_column(cells, sentence):
    [problem] = said(read(one(**cells)))
    assert problem.startswith(sentence)


def test_a_text_of_40000_characters_and_a_formula_of_a_csv_are_told():
    found = read(csv(("案由", "主辦"), ("字" * 40_000, "社會處"), ("=HYPERLINK(1)", "社會處")), "清單.csv")

    assert said(found) == [
        "第2列「案由」：有40000個字，最多10000個字。請摘要後再匯入。",
        "第3列「案由」：是公式（結果為「=HYPERLINK(1)」），不是內容。請改成文字（選擇性貼上「值」）再匯入。",
    ]


def test_a_csv_of_an_old_excel_with_lines_in_its_cells_is_read():
    data = csv(("編號", "案由", "主辦單位"), ("7", "第一點\n第二點", "社會處"), ("8", "乙", "衛生局"), encoding="cp950")
    assert [(row.row, row.text) for row in read(data, "清單.csv").rows] == [(2, "第一點\n第二點"), (3, "乙")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "檔案是空的"), (b"%PDF-1.7", "是 PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "舊版 XLS 或設有密碼"),
        (one()[:900], "不是完好的 XLSX"), (b"PK\x03\x04" + bytes(90), "不是完好的 XLSX"),
        (b"\x81\x00\xff", "不是 UTF-8 或 Big5"),
        (workbook(("列管", [HEADINGS])), "只有標題，沒有列管事項"), (workbook(("列管", [])), "檔案裡沒有資料"),
        (csv(("案由",), *[(f"第{place}項",) for place in range(10_001)]), "超過10000項"),
        (csv(*[("案由",)] * 100_001), "超過100000列"), (csv(("案由", *"甲" * 200)), "超過200欄"),
    ],
    ids=range(11),
)  # fmt: skip
def test_a_foreign_broken_locked_or_enormous_file_is_refused_in_a_sentence(data, why):
    with pytest.raises(WrongFile, match=why) as refused:
        read(data, "清單")
    assert str(refused.value).startswith("無法讀取「清單」：")


def test_a_file_that_was_damaged_anywhere_is_read_or_refused():
    whole, chance = one(), random.Random(5)
    for _turn in range(60):
        data = bytearray(whole)
        for _place in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(WrongFile):
            read(bytes(data))


@needs_soffice
@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_a_list_that_libreoffice_saved_is_read_with_its_merged_cells_and_days(kind, tmp_path):
    source = tmp_path / "hers.xlsx"
    rows = [("115年列管事項",), HEADINGS, ROW, ("1150305-02", "", "", *ROW[3:])]
    source.write_bytes(workbook(("列管", rows), merged=("A1:J1", "B3:B4", "C3:C4")))

    found = read(filled(source, {"F4": "115/6/30"}, tmp_path / f"saved.{kind}").read_bytes(), f"saved.{kind}")

    assert [(row.number, row.session, row.day, row.due) for row in found.rows] == [
        ("1150305-01", "社安網聯繫會議", "2026-03-05", "2026-12-31"),
        ("1150305-02", "社安網聯繫會議", "2026-03-05", "2026-06-30"),
    ]
