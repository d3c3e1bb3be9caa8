"""Planning a year: the draft is shifted and accepted, and saved in one go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from meetingtui.dates.clock import Clock
from meetingtui.domain.sessions import Kind
from meetingtui.services import adding, history
from meetingtui.services.adding import NewSitting
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.screens.calendar import Calendar
from meetingtui.tui.screens.plan import PlanScreen
from tests import builders
from tests.tui.calendar_app import CalendarApp
from tests.tui.keyboard import press, settled
from tests.tui.plan_app import DRAFTED, NEXT, draft, draft_of
from tests.tui.screen_picture import assert_picture, picture


@pytest.fixture
def opened(planned_office, choices) -> Callable[..., Any]:
    """Opens the calendar of the planned office and drafts a year."""
    return partial(draft_of, planned_office, choices)


async def test_a_year_is_planned_with_the_keys_of_the_journey(planned_office, choices):
    app = CalendarApp(lambda: planned_office, choices)
    app.DEFAULT_MODE = "sessions"
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for key in ("2", "y", "1", "1", "6", "g", "down", "right", "space", "s"):
            await press(pilot, key)

        assert isinstance(pilot.app.screen, Calendar)
        assert pilot.app.screen.facts.year == NEXT
    assert len(builders.sittings(planned_office, year=NEXT)) == DRAFTED


async def test_nothing_is_saved_before_it_is_accepted_and_saved(opened, planned_office):
    async with opened() as pilot:
        assert len(draft(pilot).hand.lines) == DRAFTED
        await press(pilot, "s")
        assert "尚未接受任何場次" in picture(pilot.app)
        assert draft(pilot)

    assert builders.sittings(planned_office, year=NEXT) == []


async def test_space_accepts_all_first_and_one_by_one_then(opened, planned_office):
    async with opened() as pilot:
        await press(pilot, "space")
        assert len(draft(pilot).table.marked) == DRAFTED
        assert "已接受111場" in picture(pilot.app)

        await press(pilot, "space", "space", "ctrl+s")

    assert len(builders.sittings(planned_office, year=NEXT)) == DRAFTED - 2


async def test_arrows_shift_by_week_and_with_shift_or_ctrl_by_day(opened):
    async with opened() as pilot:
        first = draft(pilot).hand.lines[0].start

        await press(pilot, "right")
        assert (draft(pilot).hand.lines[0].start - first).days == 7
        await press(pilot, "left", "shift+right", "ctrl+right", "full_stop", "comma")
        assert (draft(pilot).hand.lines[0].start - first).days == 2


async def test_a_date_is_typed_in_any_form(opened):
    async with opened() as pilot:
        await press(pilot, "e", *["backspace"] * 20, *"116/1/13 10:00", "enter")
        assert draft(pilot).hand.lines[0].start == builders.at("2027-01-13", "10:00")

        await press(pilot, "e", *["backspace"] * 20, *"116/2/30", "enter")
        assert draft(pilot).hand.lines[0].start == builders.at("2027-01-13", "10:00")


async def test_a_past_year_says_why_nothing_can_be_placed(opened):
    async with opened("113") as pilot:
        assert "已過期的時段（111）" in picture(pilot.app)
        rows = draft(pilot).table.total

        await press(pilot, "home", "down")
        assert "未排；如已召開，請補登" in picture(pilot.app)
        await press(pilot, "enter", "down")
        assert "已過。如已召開" in picture(pilot.app)
        await press(pilot, "up", "enter")
        assert draft(pilot).table.total == rows


async def test_a_year_without_official_calendar_says_so_above(opened):
    async with opened("117") as pilot:
        assert "117年尚無官方辦公日曆" in picture(pilot.app)


async def test_a_planned_year_has_nothing_left(opened, planned_office):
    planned_office.clock = Clock(builders.PLANNING_DAY)

    async with opened("115") as pilot:
        assert "應開的場次都已排定" in picture(pilot.app)


async def test_escape_asks_before_a_touched_draft_is_given_up(opened):
    async with opened() as pilot:
        await press(pilot, "right", "escape")
        assert isinstance(pilot.app.screen, YesNo)
        assert pilot.app.unsaved == 1
        await press(pilot, "escape")
        assert draft(pilot).hand.shifted

        await press(pilot, "escape", "enter")
        assert isinstance(pilot.app.screen, Calendar)
        assert pilot.app.unsaved == 0


async def test_escape_leaves_an_untouched_draft_at_once(opened):
    async with opened() as pilot:
        await press(pilot, "escape")

        assert isinstance(pilot.app.screen, Calendar)


async def test_the_draft_waits_while_another_place_is_visited_and_meets_what_was_added_there(opened, planned_office):
    async with opened() as pilot:
        await press(pilot, "right", "4")
        line = draft_behind(pilot).hand.lines[3]
        adding.add(
            planned_office, NewSitting(series="PIF-05", start=line.start, kind=Kind.EXTRAORDINARY, chair=line.chair)
        )
        pilot.app.records_changed()
        await press(pilot, "2")

        assert draft(pilot).hand.shifted == {0}
        assert "撞期" in "".join(draft(pilot).hand.lines[3].broken)


def draft_behind(pilot) -> PlanScreen:
    """The draft while another place is in front."""
    return next(one for one in pilot.app._screen_stacks["calendar"] if isinstance(one, PlanScreen))


async def test_one_undo_takes_the_plan_back(opened, planned_office):
    async with opened() as pilot:
        await press(pilot, "space", "s", "u")

        assert pilot.app.screen.facts.year == NEXT
    assert builders.sittings(planned_office, year=NEXT) == []
    assert history.undoable(planned_office)[0].object.startswith("115年")


async def test_another_language_leaves_the_draft_as_it_is(opened):
    async with opened() as pilot:
        await press(pilot, "down", "right", "space", "space")
        await pilot.app.use_language("en")
        await settled(pilot)

        assert len(draft(pilot).table.marked) == DRAFTED - 1
        assert draft(pilot).hand.shifted
        assert draft(pilot).table.cursor == 2


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_draft_looks_like_its_picture(opened, language, size):
    async with opened(size=size) as pilot:
        await pilot.app.use_language(language)
        await press(pilot, "down", "right", "space")

        assert_picture(pilot.app, f"plan-{language}-{size[0]}")


async def test_every_command_of_the_draft_is_reached_by_the_menu(opened):
    async with opened() as pilot:
        await press(pilot, "f10")

        codes = {command.code for command in pilot.app.screen._commands}
        assert {"plan.save", "plan.accept", "plan.week-later", "plan.day-earlier", "plan.date", "plan.problem"} <= codes
        assert "plan.keep" not in codes

        await press(pilot, "escape", "ctrl+left", "ctrl+left", "f10")
        assert "plan.keep" in {command.code for command in pilot.app.screen._commands}
