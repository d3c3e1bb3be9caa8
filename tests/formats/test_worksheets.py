"""Worksheets as they go out: locked but for the answers, read back whole, also after LibreOffice has saved them."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.domain.worksheets import Column, Filled
from tests.formats.office_desk import filled
from tests.formats.reading import needs_soffice
from tests.formats.sheets_to_fill import ORDER, WRITERS, at, line, read, worksheet

ANSWER = Filled("已於115年11月辦竣。\n  共 3 案。", "done", "close", "2026-12-31", 80)
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "{=1}", "http://x.example", "12", "<b>&amp;\"'", "_x0041_"]
signs = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn"]), max_size=60)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


@pytest.mark.parametrize("kind", WRITERS)
def test_what_was_sent_is_known_again_row_by_row(kind):
    came = read(WRITERS[kind](worksheet(line(1, ANSWER), line(2), line(3))))

    assert (came.session, came.agency) == ("PIF-10-115-03", "A05")
    assert came.sent == ("PIF-10-115-02-01", "PIF-10-115-02-02", "PIF-10-115-02-03")
    assert [(row.number, row.filled) for row in came.rows] == list(
        zip(came.sent, (ANSWER, Filled(), Filled()), strict=True)
    )
    assert all(row.mark and row.mark.number == row.number and not row.changed and not row.wrong for row in came.rows)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_or_a_figure(kind, text):
    [row] = read(WRITERS[kind](worksheet(line(1, Filled(text), text=text, last=text)))).rows

    assert (row.filled.text, row.changed, row.wrong) == (text, (), ())


@pytest.mark.parametrize("kind", WRITERS)
@given(text=signs)
@settings(max_examples=40)
def test_any_text_comes_back_as_it_was_sent(kind, text):
    [row] = read(WRITERS[kind](worksheet(line(1, Filled(text.strip()), text=text)))).rows

    assert row.filled.text == text.strip()
    assert row.changed == ()


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_worksheet_gives_the_same_bytes(kind):
    assert WRITERS[kind](worksheet()) == WRITERS[kind](worksheet())


def test_all_but_the_answers_is_locked_and_the_ids_are_out_of_sight():
    sheet = part(WRITERS["xlsx"](worksheet()), "xl/worksheets/sheet1.xml")
    content = part(WRITERS["ods"](worksheet()), "content.xml")

    assert "<sheetProtection" in sheet
    assert re.search('<col min="11" max="11" [^>]*hidden="1"', sheet)
    assert 'state="veryHidden"' in part(WRITERS["xlsx"](worksheet()), "xl/workbook.xml")
    assert content.count('table:protected="true"') == 2
    assert 'table:visibility="collapse"' in content
    assert content.count('style:cell-protect="none"') == 2


def test_progress_and_proposal_are_chosen_from_a_list():
    sheet = part(WRITERS["xlsx"](worksheet()), "xl/worksheets/sheet1.xml")
    content = part(WRITERS["ods"](worksheet()), "content.xml")

    for words in ("已辦理,辦理中,未辦理,情勢變更無法辦理", "建議解除列管,建議繼續列管,建議自行列管"):
        assert words in sheet
        assert words.replace(",", "&quot;;&quot;") in content


@pytest.mark.parametrize("kind", WRITERS)
def test_a_confidential_worksheet_bears_its_mark_and_a_neutral_sheet(kind):
    made = WRITERS[kind](worksheet(mark="密"))
    names = part(made, "xl/workbook.xml" if kind == "xlsx" else "content.xml")

    assert "會前資料表" in names
    assert "密" in part(made, "xl/worksheets/sheet1.xml" if kind == "xlsx" else "styles.xml")


@needs_soffice
@pytest.mark.parametrize(("kind", "saved"), list(product(WRITERS, WRITERS)))
def test_a_worksheet_filled_in_and_saved_by_libreoffice_is_read(kind, saved, tmp_path):
    source = tmp_path / f"sent.{kind}"
    source.write_bytes(WRITERS[kind](worksheet()))
    typed = {
        at(Column.REPORT, 1): "已於115年11月辦竣。\n共 3 案。", at(Column.PROGRESS, 1): "已辦理",
        at(Column.PERCENT, 1): "80%", at(Column.PROPOSAL, 1): "建議解除列管", at(Column.PROPOSED_DUE, 1): "115/12/31",
        at(Column.REPORT, 2): "=1+1", at(Column.REPORT, 3): "「引號」\"與\"＝", at(Column.TEXT, 3): "改了內容",
    }  # fmt: skip

    came = read(filled(source, typed, tmp_path / f"back.{saved}").read_bytes())

    first, second, third = came.rows
    assert first.filled == Filled("已於115年11月辦竣。\n共 3 案。", "done", "close", "2026-12-31", 80)
    assert (first.changed, first.wrong) == ((), ())
    assert [one.column for one in second.wrong] == [Column.REPORT]
    assert third.filled.text == '「引號」"與"＝'
    assert third.changed == (Column.TEXT,)
    assert (came.session, came.agency, len(came.sent)) == ("PIF-10-115-03", "A05", 3)


@needs_soffice
def test_a_sheet_that_was_renamed_moved_and_given_a_row_above_is_still_read(tmp_path):
    source = tmp_path / "sent.ods"
    source.write_bytes(WRITERS["ods"](worksheet()))
    moved = (
        's.unprotect("")\ns.Rows.insertByIndex(0, 2)\ns.Name = "衛生局回復"\nd.Sheets.insertNewByName("附註", 0)\n'
        's.getCellRangeByName("F6").setString("已辦理。")'
    )

    came = read(filled(source, {}, tmp_path / "back.xlsx", before=moved).read_bytes())

    assert [(row.row, row.filled.text) for row in came.rows] == [(6, "已辦理。"), (7, ""), (8, "")]


@needs_soffice
@pytest.mark.parametrize("kind", WRITERS)
def test_a_row_is_as_high_on_paper_as_its_longest_text(kind, tmp_path):
    import subprocess

    from pypdf import PdfReader

    source = tmp_path / f"sent.{kind}"
    source.write_bytes(
        WRITERS[kind](worksheet(*(line(place, text=f"{place}{ORDER * 3}末字") for place in range(1, 9))))
    )
    home = f"-env:UserInstallation={(tmp_path / '.office').as_uri()}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, source],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    pages = [page.extract_text() for page in PdfReader(tmp_path / "sent.pdf").pages]

    assert "".join("".join(pages).split()).count("末字") == 8
    assert all("本次辦理情形" in page for page in pages)
    assert "meetingtui" not in "".join(pages)
