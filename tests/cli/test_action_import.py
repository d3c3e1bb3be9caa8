"""`actions import`: her own list, as a script takes it in."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from meetingtui.services import holding
from tests import builders
from tests.cli.shell import Shell
from tests.services import sitting_desk
from tests.services.list_desk import HEADINGS, workbook

ROWS = (
    ("1150910-01", "社安網網絡會議", date(2026, 9, 10), "研訂通報流程。", "社會處（衛生局）", "115.12.31",
     "已研商。", "", "", ""),
    ("1150910-02", "社安網網絡會議", date(2026, 9, 10), "盤點床位。", "衛生所", "115.12.31", "", "", "", ""),
    ("1150910-03", "社安網網絡會議", date(2026, 9, 10), "已經結束。", "衛生局", "", "", "", "解除列管", ""),
)  # fmt: skip


@pytest.fixture
def desk(founded_file, tmp_path):
    """A shell on an office with one sitting that was held, and her list."""
    path = shutil.copy(founded_file, tmp_path / "office.db")
    office = builders.open_office(path)
    sitting = sitting_desk.sitting(office, "2026-09-10")
    holding.hold(office, sitting.number)
    office.close()
    mine = tmp_path / "列管清單.xlsx"
    mine.write_bytes(workbook(("115年", [("社會處列管一覽表",), HEADINGS, *ROWS])))
    return Shell(str(path)), mine


def test_a_list_is_previewed_then_taken_in_without_the_rows_that_cannot_be_read(desk, tmp_path):
    shell, mine = desk
    before = mine.read_bytes()
    seen = shell("actions", "import", str(mine), "--report", str(tmp_path / "報告.csv")).out
    assert "欄位對應：編號＝A 編號、會議＝B 會議名稱" in seen
    assert "! 第4列（1150910-02）「主（協）辦單位」：找不到機關「衛生所」。是否指：PHB 衛生局" in seen
    assert "新增1項、已有0項、已解除1項（未匯入）、非事項0列、問題1處。" in seen
    assert "尚未寫入，請加 --accept。" in seen
    assert "問題" in (tmp_path / "報告.csv").read_text(encoding="utf-8-sig")
    assert shell.json("actions", "list") == []

    refused = shell("actions", "import", str(mine), "--accept")
    assert refused.code == 1
    assert "「列管清單.xlsx」有1處問題，未匯入：第4列（1150910-02）「主（協）辦單位」：" in refused.err

    found = shell.json("actions", "import", str(mine), "--accept", "--skip-problems")
    assert [(one["number"], one["old_number"], one["came_by"]) for one in found["items"]] == [
        ("PIF-10-115-01-01", "1150910-01", "imported")
    ]
    assert "1150910-01" in shell("actions", "show", "PIF-10-115-01-01").out
    assert "已有1項" in shell("actions", "import", str(mine), "--accept", "--skip-problems").out
    assert mine.read_bytes() == before
    assert shell("undo").code == 0
    assert shell.json("actions", "list") == []


def test_a_mapping_is_said_by_field_and_column(desk):
    shell, mine = desk
    found = shell.json("actions", "import", str(mine), "--map", "主協辦=", "--map", "備註=辦理情形")
    assert [(one["lead"], one["note"]) for one in found["new"]] == [(None, "已研商。"), (None, "")]
    wrong = shell("actions", "import", str(mine), "--map", "主任=C")
    assert wrong.code == 2
    assert "沒有「主任」這種欄位，可用：number 編號" in wrong.err
