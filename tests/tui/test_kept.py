"""Forms left with words in them: told in the title bar, taken up again, or dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from meetingtui.services import sessions
from meetingtui.services.office import Office
from meetingtui.tui.dialogs.kept_forms import KeptForms
from meetingtui.tui.dialogs.move_sitting import MoveSitting
from tests.tui.sittings_app import SittingsApp, notes, place, put_cursor, screen_text, settle, type_text

NUMBER = "PIF-17-115-T1-12"


@pytest.fixture
def app(planned_office: Office, choices: Any) -> SittingsApp:
    return SittingsApp(lambda: planned_office, choices)


async def leave_a_move(pilot: Any, office: Office, day: str) -> None:
    """Type another day for a sitting and leave the dialog."""
    await settle(pilot)
    await put_cursor(pilot, office, NUMBER)
    await pilot.press("m")
    await type_text(pilot, day)
    await pilot.press("escape")
    await settle(pilot)


@pytest.mark.parametrize("way", ["f12", "click"])
async def test_the_title_bar_leads_to_what_was_left_and_enter_takes_it_up(
    app: SittingsApp, planned_office: Office, way: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await leave_a_move(pilot, planned_office, "12/9")
        title = screen_text(app).splitlines()[0]
        assert "未存1 F12" in title
        if way == "click":
            await pilot.click(offset=(78, 0))
        else:
            await pilot.press("f12")
        await settle(pilot)
        assert isinstance(app.screen, KeptForms)
        assert NUMBER in screen_text(app)
        assert "新日期時間：12/9" in screen_text(app)

        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, MoveSitting)
        assert "已放回上次未存的內容" in screen_text(app)
        assert "Ctrl+N" in screen_text(app).splitlines()[-1]
        await type_reason_and_save(pilot)

        assert sessions.show(planned_office, NUMBER).day == "2026-12-09"
        assert "已儲存" in notes(app)
        assert app.unsaved == 0


async def type_reason_and_save(pilot: Any) -> None:
    await pilot.press("tab")
    await type_text(pilot, "場地異動")
    await pilot.press("ctrl+s")
    await settle(pilot)


async def test_what_was_left_is_dropped_by_a_key(app: SittingsApp, planned_office: Office) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await leave_a_move(pilot, planned_office, "12/9")
        await pilot.press("f12", "delete")
        await settle(pilot)
        assert app.screen is place(app)
        assert "未存" not in screen_text(app).splitlines()[0]

        await pilot.press("m")
        await settle(pilot)
        dialog = app.screen
        assert isinstance(dialog, MoveSitting)
        assert not dialog.form.changed


async def test_a_form_taken_up_and_emptied_is_kept_no_longer(app: SittingsApp, planned_office: Office) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await leave_a_move(pilot, planned_office, "12/9")
        await pilot.press("m")
        await settle(pilot)
        await pilot.press("ctrl+n", "escape")
        await settle(pilot)

        assert app.screen is place(app)
        assert app.unsaved == 0


async def test_the_key_is_offered_only_while_something_is_kept(small_app: Callable[..., Any]) -> None:
    async with small_app().run_test() as pilot:
        await pilot.press("f12")
        assert len(pilot.app.screen_stack) == 1

        pilot.app.unsaved = 1
        await pilot.press("f12")
        assert "編排草稿" in notes(pilot.app)
