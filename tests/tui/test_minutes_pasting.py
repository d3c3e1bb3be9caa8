"""Pasting into minutes and the forms beside them: too much, and signs that cannot be kept."""

from __future__ import annotations

from textual import events

from tests.tui.sitting_parts_app import part_of, press_and_settle
from tests.tui.sittings_app import notes, screen_text, settle, type_text
from tests.tui.test_minutes_page import NUMBER, page, tabled, written

__all__ = ["tabled"]


async def test_a_paste_that_is_too_long_is_told_and_the_text_stays(tabled, choices):
    from textual.events import Paste

    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        await type_text(pilot, "原文")
        page(pilot).editor("text").post_message(Paste("字" * 2_000_000))
        await settle(pilot)

        assert "2,000,000字" in notes(pilot.app)
        assert page(pilot).editor("text").text == "原文"


HOSTILE = "前\x07\x00\ud800\u202e後"


async def test_signs_that_cannot_be_kept_are_left_out_of_a_paste_and_that_is_told(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        page(pilot).editor("text").post_message(events.Paste(HOSTILE))
        await settle(pilot)
        assert "有4個控制字元或無法儲存的字元，已略去" in notes(pilot.app)
        await press("ctrl+s")

    assert written(tabled)["業務報告"][0] == "前後"


async def test_a_paste_into_a_form_leaves_them_out_too_and_one_too_long_is_told_at_its_field(tabled, choices):
    async with part_of(tabled, NUMBER, "a", choices) as pilot:
        press = press_and_settle(pilot)
        await press("n")
        form = pilot.app.screen.form
        form.field("matter").entry.post_message(events.Paste(HOSTILE))
        form.field("explanation").editor.post_message(events.Paste("字" * 400_000))
        await settle(pilot)

        assert "有4個控制字元" in notes(pilot.app)
        assert (form.texts["matter"], form.texts["explanation"]) == ("前後", "")
        assert "超過一次300,000字的上限" in screen_text(pilot.app).replace("\n", "")
