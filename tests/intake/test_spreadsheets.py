from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.domain.errors import WrongFile
from meetingtui.intake.spreadsheets import column_of, read_rows


def workbook(*sheets, hidden=()):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy/mm/dd"})
    clock = book.add_format({"num_format": "hh:mm"})
    for place, rows in enumerate(sheets):
        sheet = book.add_worksheet()
        if place in hidden:
            sheet.hide()
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                style = clock if isinstance(cell, time) else day if isinstance(cell, date) else None
                sheet.write(number, column, cell, style)
    if hidden:
        book.worksheets()[max(set(range(len(sheets))) - set(hidden))].activate()
    book.close()
    return out.getvalue()


def changed(data, **parts):
    """The workbook with some parts replaced or added, by path."""
    out = io.BytesIO()
    new = {name.replace("__", "/"): text for name, text in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in old.namelist():
            package.writestr(name, new.pop(name, None) or old.read(name))
        for name, text in new.items():
            package.writestr(name, text)
    return out.getvalue()


def texts(sheet):
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp950", "utf-16"])
def test_a_csv_is_read_whatever_excel_saved_it_as(code):
    sheet = read_rows("機關,姓名\r\n衛生局,王小明\r\n\r\n警察局,\r\n".encode(code), "名冊.csv")

    assert sheet.headings == ("機關", "姓名")
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("衛生局", "王小明")), (4, ("警察局", ""))]


@pytest.mark.parametrize("text", ["機關\t姓名\n甲\t乙\n", "機關;姓名\n甲;乙\n", '"機關","姓名"\n甲,乙\n'])
def test_tabs_semicolons_and_quotes_are_read_too(text):
    assert texts(read_rows(text.encode())) == [("甲", "乙")]


def test_a_title_over_the_table_is_passed_over():
    sheet = read_rows("115年度聯絡名冊,,\n,,\n機關,姓名,\n甲,乙,\n".encode())

    assert sheet.headings == ("機關", "姓名")
    assert sheet.rows[0].number == 4


def test_a_list_of_one_column_is_a_list_too():
    sheet = read_rows("機關\n甲\n乙\n".encode())

    assert (sheet.headings, texts(sheet)) == (("機關",), [("甲",), ("乙",)])


def test_a_workbook_gives_dates_times_and_figures_as_people_type_them():
    data = workbook(
        [
            ["日期", "時間", "人數", "比率", "起"],
            [date(2026, 3, 5), time(14, 30), 17, 0.5, datetime.fromisoformat("2026-03-05")],
        ]
    )

    assert texts(read_rows(data)) == [("2026-03-05", "14:30", "17", "0.5", "2026-03-05")]


def test_hidden_and_empty_sheets_are_passed_over():
    data = workbook([["秘密", "x"]], [], [["機關", "姓名"], ["甲", "乙"]], hidden=[0])

    assert read_rows(data).headings == ("機關", "姓名")


def test_an_empty_sheet_area_keeps_the_row_numbers_of_the_file():
    assert read_rows(workbook([[], [], ["機關", "姓名"], ["甲", "乙"]])).rows[0].number == 4


def test_control_and_direction_signs_do_not_get_in():
    [row] = read_rows("機關,姓名\n衛生\x1b[31m局,\u202e王\n".encode()).rows

    assert row.cells == ("衛生 [31m局", "王")


def test_a_column_is_found_by_any_of_its_names():
    sheet = read_rows("單 位,Ｅ-mail（公務）\n甲,a@b\n".encode())

    assert column_of(sheet, ["機關", "單位"]) == 0
    assert column_of(sheet, ["email"]) == 1
    assert column_of(sheet, ["電話"]) is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "空的"),
        (b"\n,,\n", "沒有資料"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "舊版 XLS"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04nonsense", "不是完好的"),
        (b"\xff\xff\xff,\xfe", "不是 UTF-8 或 Big5"),
        (b"a,b\x00\n", "不是 UTF-8 或 Big5"),
        (b"a,b\n" + b"1,2\n" * 100_000, "100000列"),
        (b",".join([b"a"] * 201) + b"\n", "200欄"),
        (b"a,b\n1,2,3\n", "第2列的欄數"),
        ("機關,機 關\n1,2\n".encode(), "第1列有兩欄"),
        (b'a,b\n"' + b"x" * 200_000, "CSV 格式"),
        (b"a,b\n" + b"x" * 20_000_001, "20 MB"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_the_place_and_the_reason(data, why):
    with pytest.raises(WrongFile, match=why) as refusal:
        read_rows(data, "名冊.csv")

    assert "名冊.csv" in str(refusal.value)


SMALL = workbook([["機關", "姓名"], ["甲", "乙"]])
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "100000列"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "200欄"),
        ('<row r="1"><c s="1" r="XFD1"><v>1</v></c></row>', "200欄"),
        ("<row><c><v>1</v></c></row>", "不是完好"),
        ('<row r="1"><c r="&#88;FD1"><v>1</v></c></row>', "不是完好"),
        ('<row r="1"><c x=">" r="XFD1"><v>1</v></c></row>', "不是完好"),
        ("<!-- " + " " * 3_000_000 + "-->", "解開後過大"),
    ],
)
def test_a_sheet_that_would_spread_over_all_memory_is_refused_unread(sheet, why):
    data = changed(SMALL, xl__worksheets__sheet1__xml="") if not sheet else SMALL
    data = changed(data, **{"xl/worksheets/sheet1.xml": HEAD + sheet + TAIL})

    with pytest.raises(WrongFile, match=why):
        read_rows(data, "名冊.xlsx")


def test_a_sheet_in_two_byte_signs_is_refused_as_its_cells_cannot_be_measured():
    sheet = (HEAD + '<row r="1"><c r="XFD1"><v>1</v></c></row>' + TAIL).encode("utf-16")

    with pytest.raises(WrongFile, match="不是完好"):
        read_rows(changed(SMALL, **{"xl/worksheets/sheet1.xml": sheet}))


def test_a_package_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<a/>")

    with pytest.raises(WrongFile, match="不是試算表"):
        read_rows(out.getvalue())
    with pytest.raises(WrongFile, match="不是試算表"):
        read_rows(changed(SMALL, **{"content.xml": "<a/>"}))


@given(st.integers(0, len(SMALL) - 1), st.integers(0, 255))
def test_a_damaged_workbook_is_read_or_refused_but_never_fatal(place, octet):
    data = SMALL[:place] + bytes([octet]) + SMALL[place + 1 :]
    try:
        read_rows(data, "名冊.xlsx")
    except WrongFile:
        return


@given(st.binary(max_size=200))
def test_no_bytes_whatever_make_the_reader_fall_over(data):
    try:
        read_rows(data)
    except WrongFile:
        return


def merged(rows, *blocks):
    """A workbook of `rows` with blocks (first row, column, last row, column, text) merged over it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell != "":
                sheet.write(number, column, cell)
    for block in blocks:
        sheet.merge_range(*block)
    book.close()
    return out.getvalue()


def test_what_is_written_once_over_merged_rows_stands_in_each_of_them():
    data = merged(
        [[], ["機關", "姓名"], ["", "甲"], ["", "乙"], ["", ""], ["教育處", "丙"]],
        (0, 0, 0, 1, "聯絡名冊"), (2, 0, 4, 0, "衛生局"),
    )  # fmt: skip

    assert [(row.number, row.cells) for row in read_rows(data).rows] == [
        (3, ("衛生局", "甲")), (4, ("衛生局", "乙")), (6, ("教育處", "丙")),
    ]  # fmt: skip


def test_a_figure_over_merged_rows_is_not_counted_in_each_of_them():
    data = merged([["會議", "日期", "人次"], ["甲", "", ""], ["乙", "", ""]], (1, 1, 2, 1, "115.3.5"), (1, 2, 2, 2, 17))

    assert texts(read_rows(data)) == [("甲", "115.3.5", "17"), ("乙", "115.3.5", "")]


@pytest.mark.parametrize(
    ("blocks", "why"),
    [
        ("".join(f'<mergeCell ref="A{n}:A{n + 1}"/>' for n in range(1, 100_002)), "合併儲存格"),
        ('<mergeCell ref="A1:A90000"/>' * 100, "不是完好"),
        ('<mergeCell ref="??"/>', "不是完好"),
        ('<mergeCell ref="A1:XFD1048576"/>', ""),
        ('<mergeCell ref="B9:A1"/>', ""),
    ],
)
def test_merged_cells_without_end_are_refused_or_cut_to_what_there_is(blocks, why):
    row = '<row r="{0}"><c r="A{0}" t="str"><v>甲</v></c><c r="B{0}" t="str"><v>乙</v></c></row>'
    sheet = HEAD + "".join(row.format(number) for number in range(1, 40_000 if "90000" in blocks else 3))
    sheet += f"</sheetData><mergeCells>{blocks}</mergeCells></worksheet>"
    data = changed(SMALL, **{"xl/worksheets/sheet1.xml": sheet})

    if not why:
        assert len(texts(read_rows(data))) == 1
        return
    with pytest.raises(WrongFile, match=why):
        read_rows(data, "名冊.xlsx")
