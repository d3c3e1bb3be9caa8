"""議程 in the app: drafted when first opened, typed, put in order, postponed."""

from __future__ import annotations

import pytest

from meetingtui.services import agenda, drafts
from meetingtui.services.agenda_items import ItemForm
from tests.tui.conftest import Choices
from tests.tui.sitting_parts_app import part_of, press_and_settle
from tests.tui.sittings_app import notes, screen_text, type_text

NUMBER = "PIF-10-115-03"


def matters(office):
    return [one.matter for one in agenda.of(office, NUMBER).items]


async def test_an_agenda_drafts_itself_when_it_is_first_opened(planned_office, choices: Choices):
    coming = "PIF-15-115-22"
    agenda.send_in(planned_office, "PIF-15", ItemForm("discussion", "通報流程"))

    async with part_of(planned_office, coming, "a", choices) as pilot:
        assert "通報流程" in screen_text(pilot.app)

    assert "通報流程" in [one.matter for one in agenda.of(planned_office, coming).items]


async def test_an_item_is_added_with_its_matter_alone_and_shows_under_its_kind(planned_office, choices):
    async with part_of(planned_office, NUMBER, "a", choices) as pilot:
        press = press_and_settle(pilot)
        await press("n")
        await type_text(pilot, "共訪機制")
        await press("ctrl+s")

        text = screen_text(pilot.app)
        assert "討論事項" in text
        assert "共訪機制" in text
        assert "120分" in text


async def test_a_form_that_is_left_is_kept_until_it_is_dropped(planned_office, choices):
    async with part_of(planned_office, NUMBER, "a", choices) as pilot:
        press = press_and_settle(pilot)
        await press("n")
        await type_text(pilot, "共訪機制")
        await press("escape")
        assert [one.texts["matter"] for one in drafts.pending(planned_office)] == ["共訪機制"]
        await press("n")
        assert "共訪機制" in screen_text(pilot.app)
        await press("escape", "f12", "delete")

    assert drafts.pending(planned_office) == []


async def test_a_form_that_is_filled_in_again_from_the_start_keeps_nothing(planned_office, choices):
    async with part_of(planned_office, NUMBER, "a", choices) as pilot:
        press = press_and_settle(pilot)
        await press("n")
        await type_text(pilot, "共訪機制")
        await press("escape", "n", "ctrl+n", "escape")

    assert drafts.pending(planned_office) == []


async def test_items_change_places_are_copied_postponed_and_removed(planned_office, choices):
    for matter in ("甲案", "乙案"):
        agenda.add(planned_office, NUMBER, ItemForm("discussion", matter, minutes=70))

    async with part_of(planned_office, NUMBER, "a", choices) as pilot:
        press = press_and_settle(pilot)
        assert "超出20分" in screen_text(pilot.app)
        await press("ctrl+down")
        assert matters(planned_office)[-2:] == ["乙案", "甲案"]
        await press("d")
        assert matters(planned_office)[-3:] == ["乙案", "甲案", "甲案"]
        await press("x")
        assert matters(planned_office)[-2:] == ["乙案", "甲案"]
        await press("home", "o")

    waiting = [one.matter for one in agenda.waiting(planned_office, "PIF-10")]
    assert waiting == ["乙案"]


async def test_what_waits_is_taken_and_the_template_kept(planned_office, choices):
    agenda.add(planned_office, NUMBER, ItemForm("report", "業務報告"))
    agenda.send_in(planned_office, "PIF-10", ItemForm("discussion", "機關提案"))

    async with part_of(planned_office, NUMBER, "a", choices) as pilot:
        press = press_and_settle(pilot)
        assert "待排1案" in screen_text(pilot.app)
        await press("plus", "enter")
        assert "機關提案" in matters(planned_office)
        await press("T", "s", "escape")
        assert "業務報告" in [one.matter for one in _template(planned_office)]


def _template(office):
    from meetingtui.services import agenda_templates

    return agenda_templates.of(office, "PIF-10")


async def test_explanations_of_several_lines_are_typed_in_the_form(planned_office, choices):
    async with part_of(planned_office, NUMBER, "a", choices) as pilot:
        press = press_and_settle(pilot)
        await press("n")
        await type_text(pilot, "案")
        await press("tab", "tab", "甲", "enter", "乙", "ctrl+s")

    assert agenda.of(planned_office, NUMBER).items[-1].explanation == "甲\n乙"


@pytest.mark.parametrize("matter", ["[b]粗[/b]", "\x1b[31m紅", "空\x00字"])
async def test_hostile_matters_are_shown_and_do_nothing(planned_office, choices, matter):
    agenda.add(planned_office, NUMBER, ItemForm("report", matter))

    async with part_of(planned_office, NUMBER, "a", choices) as pilot:
        assert pilot.app.is_running
        assert "\x1b" not in screen_text(pilot.app)


async def test_an_agenda_of_a_held_sitting_is_not_drafted_by_looking_at_it(planned_office, choices):
    from meetingtui.services import holding

    agenda.send_in(planned_office, "PIF-10", ItemForm("discussion", "晚到的提案"))
    number = "PIF-10-115-01"
    holding.hold(planned_office, number)

    async with part_of(planned_office, number, "a", choices) as pilot:
        assert "晚到" not in screen_text(pilot.app)
        assert not notes(pilot.app)
