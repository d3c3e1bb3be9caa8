from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from meetingtui.domain.tables import Column, Table
from meetingtui.formats.tables import to_csv, to_json, to_text, to_xlsx
from meetingtui.formats.workbooks import TooMuchForASheet
from meetingtui.papers.cells import width

COUNTS = Table(
    title="115年度場次統計",
    columns=(Column("name", "會議別"), Column("planned", "預定", numeric=True), Column("held", "已召開", numeric=True)),
    rows=(("社會安全網跨網絡聯繫會議", 3, 2), ("少年輔導委員會", 4, -1), ("府級", None, 1.5)),
    notes=("聯合會議只計一次",),
    period="115-01-01 至 115-12-31",
    as_of="2026-11-22",
    totals=("合計", 7, 2.5),
)
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠a", "  =1", "\ufeff=1", "\u202e=1"]


def table_of(*texts):
    return Table("表", (Column("t", "文字"),), tuple((text,) for text in texts))


def cells_of(data):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def test_a_csv_opens_in_excel_with_headings_rows_and_footnotes():
    data = to_csv(COUNTS)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))

    assert data.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["會議別", "預定", "已召開"]
    assert rows[2] == ["少年輔導委員會", "4", "-1"]
    assert rows[4] == ["合計", "7", "2.5"]
    assert rows[6:] == [["統計期間：115-01-01 至 115-12-31"], ["統計基準日：2026-11-22"], ["註：聯合會議只計一次"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_formula_in_a_csv(text):
    rows = list(csv.reader(io.StringIO(to_csv(table_of(text)).decode("utf-8-sig"))))

    assert rows[1][0].startswith("'")


@pytest.mark.parametrize("text", [*HOSTILE, "http://x.example", "12", "{=1}"])
def test_every_text_stays_a_text_in_a_workbook(text):
    [_title, _heading, [cell]] = cells_of(to_xlsx(table_of(text)))

    assert cell == text.replace("\r", "").replace("\u202e", "")
    assert isinstance(cell, str)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u202e", "\u2066", "\u200f", "\u061c"])
def test_no_sign_that_ends_a_line_or_turns_the_direction_stands_in_a_table_file(sign):
    table = Table(f"甲{sign}", (Column("name", f"欄{sign}"),), ((f"王{sign}小明",),), notes=(f"註{sign}",))

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(table))).get_sheet_by_index(0).to_python()

    assert sign not in to_csv(table).decode()
    assert "王小明" in to_csv(table).decode()
    assert ["王小明"] in sheet
    assert sign not in "".join(str(cell) for row in sheet for cell in row)


def test_a_workbook_shows_title_period_figures_and_notes():
    rows = cells_of(to_xlsx(COUNTS))

    assert rows[0][0] == "115年度場次統計"
    assert rows[1][0] == "統計期間：115-01-01 至 115-12-31"
    assert rows[3] == ["會議別", "預定", "已召開"]
    assert rows[5] == ["少年輔導委員會", 4.0, -1.0]
    assert rows[7] == ["合計", 7.0, 2.5]
    assert rows[-1][0] == "註：聯合會議只計一次"


def test_the_same_table_gives_the_same_workbook():
    assert to_xlsx(COUNTS) == to_xlsx(COUNTS)


def test_a_cell_too_long_for_a_sheet_is_refused_by_its_place():
    with pytest.raises(TooMuchForASheet, match="第3列「文字」"):
        to_xlsx(table_of("x" * 32_768))
    with pytest.raises(TooMuchForASheet):
        to_xlsx(table_of("𠮷" * 16_384))
    to_xlsx(table_of("x" * 32_767))


@pytest.mark.parametrize("title", ["", "'a'", "a/b:c[d]*?\\", "History", "很長" * 40, "\x1b\x00", "𠮷" * 20])
def test_any_title_makes_a_workbook(title):
    assert cells_of(to_xlsx(Table(title, (Column("a", "甲"),), ())))[-1] == ["甲"]


def test_json_names_each_cell_by_its_key():
    document = json.loads(to_json(COUNTS))

    assert document["rows"][1] == {"name": "少年輔導委員會", "planned": 4, "held": -1}
    assert document["totals"]["held"] == 2.5
    assert document["as_of"] == "2026-11-22"


def test_text_is_aligned_by_display_cells():
    assert to_text(COUNTS) == (
        "115年度場次統計\n"
        "會議別                    預定  已召開\n"
        "--------------------------------------\n"
        "社會安全網跨網絡聯繫會議     3       2\n"
        "少年輔導委員會               4      -1\n"
        "府級                               1.5\n"
        "--------------------------------------\n"
        "合計                         7     2.5\n"
        "統計期間：115-01-01 至 115-12-31\n"
        "統計基準日：2026-11-22\n"
        "註：聯合會議只計一次\n"
    )


def test_a_narrow_screen_cuts_the_text_and_keeps_the_figures():
    lines = to_text(COUNTS, 30).splitlines()[1:8]

    assert max(map(width, lines)) == 30
    assert lines[2].startswith("社會安全網跨網..")
    assert lines[2].endswith("3       2")


@given(st.lists(st.tuples(st.text(), st.one_of(st.none(), st.integers(), st.floats(allow_nan=False), st.text()))))
def test_any_cells_can_be_written_in_every_form(rows):
    table = Table("表", (Column("a", "甲"), Column("b", "乙", numeric=True)), tuple(rows))

    assert len(json.loads(to_json(table))["rows"]) == len(rows)
    assert to_csv(table).decode("utf-8-sig")
    assert "\x1b" not in to_text(table, 40)
    assert to_xlsx(table).startswith(b"PK")


def test_the_workbook_writer_is_loaded_at_the_first_workbook_only():
    code = "import sys, meetingtui.formats.tables; sys.exit('xlsxwriter' in sys.modules or 'csv' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
