"""`worksheet`: out to the agencies and back, as a script does it; with real files that LibreOffice filled in."""

from __future__ import annotations

from itertools import product

import pytest

from meetingtui.domain.worksheets import Column
from meetingtui.formats.worksheet_layout import COLUMNS
from tests import builders
from tests.cli.shell import Shell
from tests.formats.office_desk import filled
from tests.formats.reading import needs_soffice
from tests.services import sheet_desk


@pytest.fixture
def desk(founded_file, tmp_path):
    """A shell on an office whose next sitting asks two agencies about three items, and that sitting's number."""
    import shutil

    path = shutil.copy(founded_file, tmp_path / "office.db")
    office = builders.open_office(path)
    coming, _items = sheet_desk.asked(office)
    office.close()
    return Shell(str(path)), coming.number


def row(place: int, column: Column) -> str:
    """The address of a cell of the item of that place in a worksheet of two lines and a hint above."""
    return f"{chr(ord('A') + COLUMNS.index(column))}{place + 4}"


def health(folder):
    """The file for 衛生局."""
    [path] = folder.glob("*衛生局*")
    return path


@needs_soffice
@pytest.mark.parametrize(("sent", "saved"), list(product(("xlsx", "ods"), repeat=2)))
def test_a_file_goes_out_is_filled_in_with_libreoffice_and_merged_once(desk, tmp_path, sent, saved):
    shell, number = desk
    out = shell.json("worksheet", "export", number, "--format", sent, "-o", str(tmp_path / "out"))
    assert len(out["files"]) == 2
    typed = {
        row(1, Column.REPORT): "配合辦理。", row(2, Column.REPORT): "已於本月辦竣。\n共 3 案。",
        row(2, Column.PROGRESS): "已辦理", row(2, Column.PROPOSAL): "建議解除列管", row(2, Column.PERCENT): "100%",
        row(3, Column.PROGRESS): "情勢變更無法辦理", row(3, Column.PROPOSED_DUE): "116/1/31",
    }  # fmt: skip
    back = str(filled(health(tmp_path / "out"), typed, tmp_path / f"衛生局回復.{saved}"))

    seen = shell.json("worksheet", "import", back)
    assert (len(seen["changes"]), seen["missing"], seen["conflicts"], seen["refused"]) == (3, [], [], [])
    assert (seen["accepted"], seen["touched"]) == (None, [])
    assert shell.json("worksheet", "import", back, "--accept")["accepted"] == 3
    again = shell.json("worksheet", "import", back, "--accept")

    assert (again["accepted"], again["changes"], len(again["same"])) == (0, [], 3)
    board = {one["agency"]: one["state"] for one in shell.json("actions", "board", number)}
    assert board == {"衛生局": "answered", "教育處": "asked"}
    second = shell.json("actions", "list", "--open")[1]
    assert (second["status"], second["last_report"]) == ("proposed_close", "已於本月辦竣。\n共 3 案。")


def test_a_preview_says_what_changes_and_that_nothing_was_stored(desk, tmp_path):
    shell, number = desk
    office = builders.open_office(shell.always[1])
    made = sheet_desk.sheet(office, number)
    office.close()
    name, data = sheet_desk.returned(made, {2: {Column.REPORT: "辦理中。"}, 3: {Column.PERCENT: "200%"}})
    (tmp_path / name).write_bytes(data)

    said = shell("worksheet", "import", str(tmp_path / name))

    assert said.code == 0
    assert "[1:3]" in said.out
    assert "「衛生局.xlsx」第4列「完成百分比」" in said.out
    assert "尚未併入" in said.out
    refused = shell.refused("worksheet", "import", str(tmp_path / name), "--accept")
    assert "全部未併入" in refused
    assert "已併入1項" in shell("worksheet", "import", str(tmp_path / name), "--accept", "--skip-problems").out
    assert (tmp_path / name).read_bytes() == data


def test_taking_files_with_several_problems_names_each_of_them(desk, tmp_path):
    shell, number = desk
    office = builders.open_office(shell.always[1])
    made = sheet_desk.sheet(office, number)
    office.close()
    name, data = sheet_desk.returned(made, {2: {Column.PERCENT: "200%"}, 3: {Column.PERCENT: "300%"}})
    (tmp_path / name).write_bytes(data)

    said = shell("worksheet", "import", str(tmp_path / name), "--accept")

    assert said.code == 1
    assert "「衛生局.xlsx」第3列「完成百分比」" in said.out
    assert "「衛生局.xlsx」第4列「完成百分比」" in said.out


def test_before_anybody_was_asked_the_command_says_what_to_do(desk, tmp_path):
    shell, _number = desk
    shell("sessions", "add", "PIF-10", "--start", "2026-12-28 14:00", "--despite", "notice", "--reason", "另訂")

    said = shell.refused("worksheet", "export", "PIF-10-115-03", "-o", str(tmp_path / "out"))

    assert "actions ask PIF-10-115-03" in said
    assert not (tmp_path / "out").exists()


def test_cases_are_not_offered_yet_and_the_help_says_so(desk):
    shell, number = desk

    assert shell("worksheet", "export", number, "--kind", "cases", "-o", "x").code == 2
    assert "個案尚未提供" in shell("worksheet", "export", "--help").out
