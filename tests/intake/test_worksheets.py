"""Worksheets that come back: read wherever they were saved, and every fault told with file, row and column."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.domain.errors import WrongFile
from meetingtui.domain.reports import MOST_TEXT
from meetingtui.domain.worksheets import HEADINGS, Column, Filled, mark_of
from meetingtui.formats.worksheet_layout import COLUMNS, cells
from meetingtui.intake.worksheets import read_worksheet
from tests.formats.sheets_to_fill import TODAY, WRITERS, changed, line, read, worksheet

XLSX, ODS = WRITERS["xlsx"](worksheet()), WRITERS["ods"](worksheet())
FILES = {"衛生局.xlsx": XLSX, "衛生局.ods": ODS}
MANIFEST = "META-INF/manifest.xml"


def typed(column, value, **format_):
    """A workbook in which somebody has put `value` into a cell of the first row by their own program."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": True})
    sheet = book.add_worksheet("回復")
    sheet.write_row(0, 0, [HEADINGS[one] for one in COLUMNS])
    sheet.write_row(1, 0, cells(worksheet(), line(1)))
    place = COLUMNS.index(column)
    if isinstance(value, date):
        sheet.write_datetime(1, place, value, book.add_format({"num_format": "yyyy/mm/dd"}))
    else:
        sheet.write(1, place, value)
    book.close()
    return out.getvalue()


def ods_row(*attributes, told=""):
    """The ODS with a report whose cell has other attributes and content."""
    empty = '<table:table-cell table:style-name="Open"/>'
    cell = f"<table:table-cell {' '.join(attributes)}>{told}</table:table-cell>"
    return changed(ODS, {"content.xml": lambda text: text.replace(empty, cell, 1)})


@pytest.mark.parametrize(
    ("column", "value", "filled"),
    [
        (Column.REPORT, 42, Filled("42")),
        (Column.REPORT, date(2026, 11, 5), Filled("2026-11-05")),
        (Column.REPORT, " 已辦理\r\n完畢 \u202e", Filled("已辦理\n完畢")),
        (Column.PROGRESS, "已辦理", Filled(progress="done")),
        (Column.PROGRESS, "情勢變更", Filled(progress="overtaken")),
        (Column.PROPOSAL, "建議自行列管", Filled(proposal="delegate")),
        (Column.PROPOSAL, "解除", Filled(proposal="close")),
        (Column.PROPOSAL, "繼續 ", Filled(proposal="continue")),
        (Column.PROPOSAL, "自行列管", Filled(proposal="delegate")),
        (Column.PERCENT, "８０％", Filled(percent=80)),
        (Column.PERCENT, 0.8, Filled(percent=80)),
        (Column.PERCENT, 0, Filled(percent=0)),
        (Column.PERCENT, 100, Filled(percent=100)),
        (Column.PERCENT, "約30%", Filled(percent=30)),
        (Column.PROPOSED_DUE, "115.12.31", Filled(proposed_due="2026-12-31")),
        (Column.PROPOSED_DUE, "12/31", Filled(proposed_due="2026-12-31")),
        (Column.PROPOSED_DUE, date(2026, 12, 31), Filled(proposed_due="2026-12-31")),
        (Column.PROPOSED_DUE, 1151231, Filled(proposed_due="2026-12-31")),
    ],
)
def test_what_people_type_is_understood(column, value, filled):
    [row] = read(typed(column, value)).rows

    assert (row.filled, row.wrong) == (filled, ())


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        (Column.REPORT, "=1+1", "公式（結果為「0」）"),
        (Column.PROGRESS, '="已辦理"', "公式"),
        (Column.PROGRESS, "差不多了", "「差不多了」不在選項之中"),
        (Column.PROPOSAL, "解除好了", "不在選項之中"),
        (Column.PERCENT, "120%", "不是0到100的整數"),
        (Column.PERCENT, "-3", "不是0到100的整數"),
        (Column.PERCENT, 33.5, "不是0到100的整數"),
        (Column.PERCENT, 1, "1%或100%"),
        (Column.PROPOSED_DUE, "115.2.30", "115年2月"),
        (Column.PROPOSED_DUE, "下個月底", "「下個月底」"),
        (Column.PROPOSED_DUE, "1.1.1", "不是合理的期限"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_with_its_column_and_its_reason(column, value, why):
    [row] = read(typed(column, value)).rows

    [wrong] = row.wrong
    assert wrong.column is column
    assert why in wrong.text


@pytest.mark.parametrize("kind", WRITERS)
def test_an_answer_that_is_too_long_for_a_table_is_refused_with_its_length(kind):
    at_most, over = Filled("字" * MOST_TEXT), Filled("字" * (MOST_TEXT + 1))

    first, second = read(WRITERS[kind](worksheet(line(1, at_most), line(2, over)))).rows

    assert (first.filled, first.wrong) == (at_most, ())
    assert "10001個字" in second.wrong[0].text


def test_an_answer_of_forty_thousand_characters_is_refused_too():
    [row] = read(WRITERS["ods"](worksheet(line(1, Filled("字" * 40_000))))).rows

    assert "40000個字" in row.wrong[0].text


def test_an_ods_cell_is_read_with_its_lines_and_blanks_and_without_its_comment():
    told = (
        '<office:annotation><text:p>批註</text:p></office:annotation><text:p>一<text:s text:c="2"/>二</text:p>'
        "<text:p>三<text:line-break/><text:span>四</text:span></text:p>"
    )

    assert read(ods_row('office:value-type="string"', told=told)).rows[0].filled.text == "一  二\n三\n四"


@pytest.mark.parametrize(
    ("attributes", "filled"),
    [
        (('office:value-type="date"', 'office:date-value="2026-12-31"'), "2026-12-31"),
        (('office:value-type="date"', 'office:date-value="2026-12-31T00:00:00"'), "2026-12-31"),
        (('office:value-type="percentage"', 'office:value="0.8"'), "80%"),
        (('office:value-type="float"', 'office:value="3"'), "3"),
    ],
)
def test_an_ods_cell_is_read_as_it_is_meant(attributes, filled):
    assert read(ods_row(*attributes, told="<text:p>…</text:p>")).rows[0].filled.text == filled


def test_a_year_that_a_program_took_for_one_of_our_era_is_an_roc_year():
    cell = '<table:table-cell office:value-type="date" office:date-value="0115-12-31"/>'
    empty = '<table:table-cell table:style-name="OpenCentred" table:content-validation-name="V_proposed_due"/>'
    came = read(changed(ODS, {"content.xml": lambda text: text.replace(empty, cell, 1)}))

    assert came.rows[0].filled.proposed_due == "2026-12-31"


def test_an_ods_formula_is_found_where_it_stands():
    [wrong] = read(ods_row('table:formula="of:=1+1"', 'office:value-type="float"', 'office:value="2"')).rows[0].wrong

    assert wrong.column is Column.REPORT
    assert "結果為「2」" in wrong.text


def test_the_marks_of_rows_count_wherever_they_stand_and_whoever_wrote_the_file():
    [row] = read(typed(Column.REPORT, "已辦理")).rows

    assert row.mark is not None
    assert (row.mark.session, row.mark.agency, row.mark.number) == ("PIF-10-115-03", "A05", "PIF-10-115-02-01")
    assert (row.row, row.number, row.changed) == (2, "PIF-10-115-02-01", ())


@pytest.mark.parametrize("column", [Column.TEXT, Column.PART, Column.DUE, Column.LAST])
def test_a_locked_cell_that_was_changed_is_named(column):
    [row] = read(typed(column, "改過")).rows

    assert row.changed == (column,)


@pytest.mark.parametrize("change", [("-02-01|", "-02-02|"), ("A05|", "A06|"), ("PIF-10-115-03|", "PIF-10-115-04|")])
def test_a_mark_in_which_something_was_changed_is_none(change):
    [row] = read(typed(Column.MARK, mark_of(worksheet(), line(1)).replace(*change))).rows

    assert row.mark is None


def raw(**parts):
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def row_of(cell="", row=""):
    """A row with one cell that says something, and attributes of both."""
    said = '<table:table-cell {cell} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    return f"<table:table-row {row}>{said.format(cell=cell)}</table:table-row>"


ROWS, CELLS = "table:number-rows-repeated", "table:number-columns-repeated"
END = "</table:table><table:table "


def in_content(old, new):
    """The ODS with one piece of its content put in place of another."""
    return changed(ODS, {"content.xml": lambda text: text.replace(old, new, 1)})


def with_rows(rows):
    """The ODS with more rows below."""
    return in_content(END, rows + END)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "空的"),
        (b"a,b\n1,2\n", "不是 XLSX 或 ODS"),
        (b"%PDF-1.7", "不是 XLSX 或 ODS"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "密碼"),
        (b"PK\x03\x04nonsense", "不是完好的"),
        (XLSX[: len(XLSX) // 2], "不是完好的"),
        (ODS[: len(ODS) // 2], "不是完好的"),
        (b"PK" + b"x" * 20_000_001, "20 MB"),
        (raw(x="y"), "壓縮檔或其他文件"),
        (raw(mimetype="application/vnd.oasis.opendocument.text"), "壓縮檔或其他文件"),
        (changed(ODS, {"content.xml": None}), "不是完好的"),
        (changed(ODS, {"content.xml": lambda text: text[:-30]}), "不是完好的"),
        (in_content("?>", "?><!DOCTYPE a [<!ENTITY b 'c'>]>"), "不是完好的"),
        (changed(ODS, {MANIFEST: lambda text: text.replace("</", "<manifest:encryption-data/></", 1)}), "密碼"),
        (changed(ODS, {"encrypted-package": b"x"}), "密碼"),
        (in_content("識別碼", "x"), "識別碼"),
        (in_content("本次辦理情形", "x"), "不是本程式匯出的會前資料表"),
        (with_rows(row_of(row=f'{ROWS}="900000"')), "100000列"),
        (with_rows(row_of(f'{CELLS}="9999"')), "200欄"),
        (with_rows(row_of(f'{CELLS}="99"', f'{ROWS}="99000"')), "3000000格"),
        (with_rows(row_of(row=f'{ROWS}="1e9"')), "不是完好的"),
        (with_rows(row_of(row=f'{ROWS}="-1"')), "不是完好的"),
        (with_rows("<a>" * 200 + "</a>" * 200), "不是完好的"),
        (changed(ODS, {"Pictures/x.bin": b"\0" * 210_000_000}), "解開後過大"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_worksheet_is_refused_with_its_name_and_the_reason(data, why):
    with pytest.raises(WrongFile, match=why) as refusal:
        read(data, "衛生局.ods")

    assert "衛生局.ods" in str(refusal.value)


def test_a_workbook_of_somebody_else_is_refused():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet().write_row(0, 0, ["機關", "姓名"])
    book.close()

    with pytest.raises(WrongFile, match="不是本程式匯出的會前資料表"):
        read(out.getvalue())


def test_a_sheet_that_was_copied_within_the_file_is_refused():
    def twice(text):
        first = text[text.index("<table:table ") : text.index("</table:table>") + len("</table:table>")]
        return text.replace(first, first + first.replace('"會前資料表"', '"副本"', 1), 1)

    with pytest.raises(WrongFile, match="2個工作表"):
        read(changed(ODS, {"content.xml": twice}))


@pytest.mark.parametrize("filename", FILES)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=60)
def test_a_damaged_file_is_read_or_refused_and_never_more(filename, seed):
    chance = random.Random(seed)
    data = bytearray(FILES[filename])
    for _flip in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(WrongFile):
        came = read_worksheet(bytes(data[: chance.choice([None, chance.randrange(len(data))])]), filename, TODAY)
        assert all(isinstance(row.filled, Filled) for row in came.rows)


def test_a_file_full_of_empty_rows_is_read_at_once():
    empty = f'<table:table-row {ROWS}="1040000"><table:table-cell {CELLS}="1024"/></table:table-row>'

    assert len(read(with_rows(empty)).rows) == 3
