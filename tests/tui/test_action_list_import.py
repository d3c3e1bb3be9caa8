"""Her own list of open items comes in at the place 列管: the columns are seen and changed, every row is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from meetingtui import language
from meetingtui.domain.actions import ActionFilter
from meetingtui.services import actions, holding
from meetingtui.services.office import Office
from meetingtui.tui.dialogs.action_list_import import ActionListFile, ActionListImport, SaveListReport
from meetingtui.tui.dialogs.ask import YesNo
from tests.services import sitting_desk
from tests.services.list_desk import HEADINGS, workbook
from tests.tui.actions_app import ActionsApp, listed, screen_text
from tests.tui.keyboard import press, settled
from tests.tui.screen_picture import assert_picture

ROWS = (
    ("社會處列管事項一覽表",), HEADINGS,
    ("1150910-01", "社安網網絡會議", date(2026, 9, 10), "研訂[b]通報流程。", "社會處（衛生局）", "115.12.31",
     "已研商。", "", "", ""),
    ("1150910-02", "舊平台會議", "112.5.5", "盤點床位。", "衛生局", "下次會議前", "", "", "", ""),
    ("1150910-03", "社安網網絡會議", date(2026, 9, 10), "修正表單。", "衛生所", "115.12.31", "", "", "", ""),
    ("1150910-04", "社安網網絡會議", date(2026, 9, 10), "已經結束。", "衛生局", "", "", "", "解除列管", ""),
)  # fmt: skip


@pytest.fixture
def app(office: Office, choices: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> ActionsApp:
    sitting = sitting_desk.sitting(office, "2026-09-10")
    sitting_desk.sitting(office, "2026-12-10")
    holding.hold(office, sitting.number)
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path / "mine")
    (tmp_path / "mine" / "list.xlsx").write_bytes(workbook(("115年", ROWS)))
    return ActionsApp(lambda: office, choices)


async def opened(pilot: Any) -> None:
    """Open the list."""
    await settled(pilot)
    await press(pilot, "I", *"list.xlsx", "ctrl+s")


@pytest.mark.parametrize("code", ["zh_TW", "en"])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (160, 45)])
async def test_the_columns_and_rows_of_a_list_look_as_their_picture(
    app: ActionsApp, choices: Any, code: str, width: int, height: int
) -> None:
    language.use(code)
    choices.language = code
    async with app.run_test(size=(width, height)) as pilot:
        await opened(pilot)

        assert_picture(app, f"action-list-import-{code}-{width}")


async def test_a_list_is_seen_with_what_cannot_be_read_then_comes_in_and_is_undone(
    app: ActionsApp, office: Office
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        assert isinstance(app.screen, ActionListImport)
        assert "新增1項、已有0項、已解除1項（未匯入）、非事項0列、問題2處。" in screen_text(app)
        assert "研訂[b]通報流程。" in screen_text(app)
        assert "找不到會議別「舊平台會議」" in screen_text(app)

        await press(pilot, *"PIF-10-115-01", "tab")
        assert "新增2項、已有0項、已解除1項（未匯入）、非事項0列、問題1處。" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, YesNo)
        assert "找不到機關「衛生所」。是否指：PHB 衛生局" in screen_text(app)
        await press(pilot, "n")
        assert actions.listed(office, ActionFilter()) == []
        await press(pilot, "ctrl+s", "enter")

        assert listed(app) == ["PIF-10-115-01-02", "PIF-10-115-01-01"]
        await press(pilot, "u")
        assert listed(app) == []


async def test_another_column_is_chosen_and_the_rows_are_read_again(app: ActionsApp, office: Office) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        dialog = app.screen
        assert isinstance(dialog, ActionListImport)
        field = next(one for one in dialog.form.fields if one.key == "parties")
        field.focus_entry()
        await press(pilot, "ctrl+a", "delete")

        assert "衛生所" not in screen_text(app)
        assert "問題1處" in screen_text(app)


async def test_what_becomes_of_each_row_is_saved_as_a_report(app: ActionsApp, tmp_path: Any) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await press(pilot, "ctrl+r")
        assert isinstance(app.screen, SaveListReport)
        await press(pilot, *str(tmp_path / "report.csv"), "ctrl+s")

        assert isinstance(app.screen, ActionListImport)
    assert "找不到機關「衛生所」" in (tmp_path / "report.csv").read_text(encoding="utf-8-sig")


async def test_a_file_that_is_no_list_is_refused_where_it_was_typed(app: ActionsApp, tmp_path: Any) -> None:
    (tmp_path / "mine" / "a.xlsx").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "mine" / "b.xlsx").write_bytes(workbook(("114年", ROWS), ("115年", ROWS)))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "I", *"a.xlsx", "ctrl+s")
        assert isinstance(app.screen, ActionListFile)
        assert "不是完好的 XLSX" in screen_text(app)

        await press(pilot, "ctrl+n", *"b.xlsx", "ctrl+s")
        assert "有2個工作表，請指定哪一個是列管清單" in screen_text(app)
        await press(pilot, "tab", *"115年", "ctrl+s")
        assert isinstance(app.screen, ActionListImport)
