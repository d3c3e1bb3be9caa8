"""開會通知 in the app: who gets it and how, what it says, and everything written with one key."""

from __future__ import annotations

import pytest

from meetingtui.services import notices, sessions
from meetingtui.tui.screens.notice import NoticePage
from meetingtui.tui.widgets.record_list import RecordList
from tests.builders import sittings
from tests.tui.screen_picture import assert_picture
from tests.tui.sitting_parts_app import part_of, press_and_settle
from tests.tui.sittings_app import notes, screen_text, settle, type_text

NUMBER = "PIF-15-115-22"


async def until_told(pilot, word: str) -> None:
    """Wait for what a longer work tells at its end."""
    for _turn in range(100):
        await pilot.pause(0.1)
        if word in notes(pilot.app):
            break
    await settle(pilot)


async def test_each_recipient_stands_with_role_and_way_and_its_own_paper(planned_office, choices):
    async with part_of(planned_office, NUMBER, "f", choices, size=(160, 45)) as pilot:
        press = press_and_settle(pilot)
        table = pilot.app.screen.query_one(RecordList)
        agencies = [one.agency for one in notices.recipients(planned_office, NUMBER)]
        rows = [table.row(place) for place in range(table.total)]

        assert [row.id for row in rows[:-1]] == agencies
        assert all(row.cells[2] == "紙本" or "@" in row.cells[2] for row in rows[:-1])
        await press("down")
        assert f"受文者：{agencies[1]}" in screen_text(pilot.app)
        await press("end")
        assert "受文者：如正副本行文單位" in screen_text(pilot.app)


async def test_what_is_filled_in_stands_on_the_paper_at_once(planned_office, choices):
    async with part_of(planned_office, NUMBER, "f", choices, size=(160, 45)) as pilot:
        press = press_and_settle(pilot)
        await press("e")
        await type_text(pilot, "屏府社工字第1150001號")
        await press("tab")
        await type_text(pilot, "速件")
        await press("tab", "ctrl+s")

        text = screen_text(pilot.app)
        assert "發文字號：屏府社工字第1150001號" in text
        assert "速別：速件" in text

    assert notices.of(planned_office, NUMBER).form.urgency == "速件"


async def test_one_key_writes_notices_calendar_file_and_drafts_and_notes_the_issue(planned_office, choices):
    async with part_of(planned_office, NUMBER, "f", choices) as pilot:
        await pilot.press("o")
        await until_told(pilot, "已寫出")
        assert "已發文 115.11.22" in screen_text(pilot.app)

    folder = choices.data_folder / "exports" / NUMBER
    assert {one.suffix for one in folder.iterdir()} == {".pdf", ".eml", ".ics"}
    assert sessions.show(planned_office, NUMBER).status == "noticed"


async def test_a_notice_that_goes_out_without_a_number_says_so_before_and_after(planned_office, choices):
    async with part_of(planned_office, NUMBER, "f", choices, size=(160, 45)) as pilot:
        press = press_and_settle(pilot)
        assert "發文字號空白（e 填寫）" in screen_text(pilot.app)
        await pilot.press("o")
        await until_told(pilot, f"發文字號待補：{NUMBER}。")
        assert "發文字號待補（e 填寫）" in screen_text(pilot.app)

        await press("e")
        await type_text(pilot, "屏府社工字第1號")
        await press("ctrl+s")
        assert "發文字號：屏府社工字第1號" in screen_text(pilot.app)
        assert "發文字號待補（e" not in screen_text(pilot.app)


async def test_files_that_stand_there_are_replaced_only_when_told_to(planned_office, choices):
    async with part_of(planned_office, NUMBER, "f", choices) as pilot:
        await pilot.press("o")
        await until_told(pilot, "已寫出")
        folder = choices.data_folder / "exports" / NUMBER
        draft = sorted(folder.glob("*.eml"))[0]
        draft.write_bytes(b"mine")

        await pilot.press("o")
        for _turn in range(100):
            await pilot.pause(0.1)
            if not isinstance(pilot.app.screen, NoticePage):
                break
        assert "已有同名的檔案" in screen_text(pilot.app)
        await press_and_settle(pilot)("escape")

        assert draft.read_bytes() == b"mine"


async def test_an_issue_is_noted_with_day_and_number_without_files(planned_office, choices):
    async with part_of(planned_office, NUMBER, "f", choices) as pilot:
        press = press_and_settle(pilot)
        await press("d", "ctrl+u")
        await type_text(pilot, "11/20")
        await press("tab")
        await type_text(pilot, "字第9號")
        await press("ctrl+s")

    view = notices.of(planned_office, NUMBER)
    assert (view.issued_on, view.shown.doc_no) == ("2026-11-20", "字第9號")
    assert not (choices.data_folder / "exports").exists()


async def test_the_number_of_a_notice_that_is_noted_without_one_can_follow(planned_office, choices):
    async with part_of(planned_office, NUMBER, "f", choices) as pilot:
        press = press_and_settle(pilot)
        await press("d", "ctrl+s")
        assert "發文字號待補，取得後按 e 填寫" in notes(pilot.app)
        assert "發文字號待補（e 填寫）" in screen_text(pilot.app)
        await press("e")
        await type_text(pilot, "字第9號")
        await press("ctrl+s")

    assert notices.of(planned_office, NUMBER).shown.doc_no == "字第9號"


async def test_a_sitting_called_by_others_says_that_they_send_the_notice(planned_office, choices):
    outside = next(one for one in sittings(planned_office) if one.external)

    async with part_of(planned_office, outside.number, "f", choices) as pilot:
        await press_and_settle(pilot)("o")

        assert "由該機關發出" in screen_text(pilot.app)
        assert not (choices.data_folder / "exports").exists()


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_page_looks_as_it_did(planned_office, choices, size):
    async with part_of(planned_office, NUMBER, "f", choices, size=size) as pilot:
        assert_picture(pilot.app, f"notice-{size[0]}")
