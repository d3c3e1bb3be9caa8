"""公文設定 in the app: a notice follows what is typed, nothing is kept before it is saved, and all can be put back."""

from __future__ import annotations

import pytest

from meetingtui.services import paper_settings
from meetingtui.tui.dialogs.paper_settings import PaperSettingsForm
from tests.tui.screen_picture import assert_picture
from tests.tui.sitting_parts_app import part_of, press_and_settle
from tests.tui.sittings_app import screen_text, settle, type_text

NUMBER = "PIF-15-115-22"


async def followed(pilot, word: str) -> bool:
    """Whether the preview shows a word within the time it takes to follow."""
    for _turn in range(60):
        await pilot.pause(0.1)
        await settle(pilot)
        if word in screen_text(pilot.app):
            return True
    return False


async def test_the_preview_follows_what_is_typed_and_nothing_is_kept_before_it_is_saved(planned_office, choices):
    async with part_of(planned_office, NUMBER, "f", choices, size=(160, 45)) as pilot:
        press = press_and_settle(pilot)
        await press("g")
        await type_text(pilot, "屏東縣試排公所")

        assert await followed(pilot, "屏東縣試排公所　開會通知單")
        assert paper_settings.stored(planned_office).agency == ""
        await press("ctrl+s")

    assert paper_settings.stored(planned_office).agency == "屏東縣試排公所"


async def test_a_field_or_all_of_them_go_back_to_what_is_usual(planned_office, choices):
    paper_settings.change(planned_office, {"agency": "甲公所", "phone": "08-7320415", "body": "16"})

    async with part_of(planned_office, NUMBER, "f", choices, size=(160, 45)) as pilot:
        press = press_and_settle(pilot)
        await press("g", "ctrl+r", "ctrl+s")
        assert paper_settings.stored(planned_office)[:1] == ("",)
        assert paper_settings.stored(planned_office).phone == "08-7320415"
        await press("g", "ctrl+t", "ctrl+s")

    assert paper_settings.stored(planned_office) == paper_settings.USUAL


async def test_a_size_that_cannot_be_used_is_said_and_the_form_stays(planned_office, choices):
    async with part_of(planned_office, NUMBER, "f", choices, size=(160, 45)) as pilot:
        press = press_and_settle(pilot)
        await press("g")
        dialog = pilot.app.screen
        assert isinstance(dialog, PaperSettingsForm)
        dialog.form.field("body").text = "900"
        await press("ctrl+s")

        assert isinstance(pilot.app.screen, PaperSettingsForm)
        assert "應為6至48的數字" in screen_text(pilot.app)

    assert paper_settings.stored(planned_office) == paper_settings.USUAL


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_form_looks_as_it_did(planned_office, choices, size):
    async with part_of(planned_office, NUMBER, "f", choices, size=size) as pilot:
        await press_and_settle(pilot)("g")
        assert await followed(pilot, "開會通知單")

        assert_picture(pilot.app, f"paper-settings-{size[0]}")
