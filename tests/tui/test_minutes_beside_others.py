"""Minutes that are open while others change them, that cannot be typed into, and what stands beside their text."""

from __future__ import annotations

import pytest

from meetingtui.services import agenda, drafts, holding, minutes, minutes_life, sessions
from meetingtui.services.agenda_items import ItemForm
from meetingtui.tui.dialogs.pending_drafts import PendingDrafts
from tests.builders import open_office
from tests.tui.keyboard import until
from tests.tui.sitting_parts_app import part_of, press_and_settle
from tests.tui.sittings_app import SittingsApp, notes, screen_text, settle, type_text

NUMBER = "PIF-10-115-03"
LONG = "有關跨網絡共同訪視之出勤機制與分工，提請討論"


@pytest.fixture
def tabled(planned_office):
    """A sitting that was held, with points that begin alike."""
    agenda.add(planned_office, NUMBER, ItemForm("report", "業務報告"))
    for number in "甲乙丙":
        form = ItemForm("discussion", f"{LONG}（{number}）", explanation=f"說明{number}" * 3, proposal=f"擬辦{number}")
        agenda.add(planned_office, NUMBER, form)
    holding.hold(planned_office, NUMBER)
    return planned_office


@pytest.fixture
def other(tabled):
    """Somebody else at another desk."""
    opened = open_office(tabled.location.file, who="other")
    yield opened
    opened.close()


def approve(office):
    minutes_life.submit(office, NUMBER, despite_findings=True)
    minutes_life.approve(office, NUMBER)


async def test_an_open_page_follows_what_somebody_else_does_to_the_minutes(tabled, other, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        approve(other)
        await until(pilot, lambda: "核定（" in screen_text(pilot.app))
        await press_and_settle(pilot)("escape", "escape", "w")
        minutes_life.reopen(other, NUMBER, reason="補充")
        await until(pilot, lambda: "草稿" in screen_text(pilot.app))
        await type_text(pilot, "補充說明")
        await press_and_settle(pilot)("ctrl+s")

    assert "補充說明" in [one.text for one in minutes.of(tabled, NUMBER).items]


async def test_the_line_of_keys_follows_what_can_be_typed(tabled, other, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        assert "Ctrl+S 儲存" in screen_text(pilot.app)
        approve(other)
        await until(pilot, lambda: "核定（" in screen_text(pilot.app))
        await until(pilot, lambda: "Ctrl+S 儲存" not in screen_text(pilot.app))
        minutes_life.reopen(other, NUMBER, reason="補充")
        await until(pilot, lambda: "Ctrl+S 儲存" in screen_text(pilot.app))


async def test_what_was_changed_after_handing_in_is_shown_before_the_approval(tabled, choices):
    minutes_life.submit(tabled, NUMBER, despite_findings=True)
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await type_text(pilot, "案主A123456789")
        await press("ctrl+s", "ctrl+g")
        assert "身分證統一編號" in screen_text(pilot.app)

        await press("ctrl+g", "ctrl+s")

    assert minutes.of(tabled, NUMBER).status == "approved"


async def test_a_letter_that_is_a_command_of_approved_minutes_is_not_taken_for_typing(tabled, choices):
    approve(tabled)
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        await press_and_settle(pilot)("h", "escape")

        assert "文字不能更動" not in notes(pilot.app)


async def test_what_is_typed_stays_when_somebody_else_approves_and_is_saved_after_reopening(tabled, other, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        await type_text(pilot, "正在打的字")
        approve(other)
        await until(pilot, lambda: "核定（" in screen_text(pilot.app))
        assert "正在打的字" in screen_text(pilot.app)
        await until(pilot, lambda: "未存的1案仍留存" in notes(pilot.app))
        minutes_life.reopen(other, NUMBER, reason="補充")
        await until(pilot, lambda: "草稿" in screen_text(pilot.app))
        await press_and_settle(pilot)("ctrl+s")

    assert minutes.of(tabled, NUMBER).items[0].text == "正在打的字"


async def test_an_open_agenda_shows_what_somebody_else_adds(tabled, other, choices):
    async with part_of(tabled, NUMBER, "a", choices) as pilot:
        agenda.add(other, NUMBER, ItemForm("motion", "他人的動議"))
        await until(pilot, lambda: "他人的動議" in screen_text(pilot.app))


async def test_typing_into_approved_minutes_is_answered_once_with_the_key_that_reopens_them(tabled, choices):
    approve(tabled)
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        await type_text(pilot, "改一個字")
        await settle(pilot)

        assert notes(pilot.app).count("紀錄已核定，文字不能更動；按x敘明理由退回草稿後再改") == 1


async def test_drafts_of_points_that_begin_alike_are_told_apart_by_their_number(tabled, choices):
    session = sessions.show(tabled, NUMBER)
    for one in agenda.of(tabled, NUMBER).items[1:]:
        window = open_office(tabled.location.file)
        drafts.keep(window, drafts.minutes_object(session.id, one.id), drafts.packed(text="未存"), 0)
        window.close()
    app = SittingsApp(lambda: tabled, choices, ascii_only=False)

    async with app.run_test(size=(80, 24)) as pilot:
        app.offer_drafts()
        await settle(pilot)
        assert isinstance(app.screen, PendingDrafts)
        assert all(f"討論{mark}　有關" in screen_text(app) for mark in "一二三")


async def test_on_a_large_screen_points_are_told_apart_and_what_they_are_about_stands_beside_the_text(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices, size=(160, 45)) as pilot:
        await press_and_settle(pilot)("ctrl+down", "ctrl+down")
        seen = screen_text(pilot.app)
        assert all(f"（{number}）" in seen for number in "甲乙丙")
        assert "說明：說明乙說明乙說明乙" in seen
        assert "擬辦：擬辦乙" in seen
