"""A day of typhoon: closed in the calendar with a few keys, its sittings moved, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from meetingtui.services import calendar
from meetingtui.tui.dialogs.closure import ClosureDialog
from meetingtui.tui.screens.calendar import Calendar
from meetingtui.tui.widgets.month_grid import MonthGrid
from meetingtui.tui.widgets.record_list import RecordList
from tests import builders
from tests.tui.calendar_app import EVE, STORM, calendar_on, page
from tests.tui.keyboard import press, settled
from tests.tui.screen_picture import picture


@pytest.fixture
def opened(planned_office, choices) -> Callable[..., Any]:
    """Opens the calendar of the planned office on a day."""
    return partial(calendar_on, planned_office, choices)


async def test_a_typhoon_day_is_settled_with_a_few_keys(opened, planned_office):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x")
        dialog = pilot.app.screen
        assert isinstance(dialog, ClosureDialog)
        assert len(dialog.proposed) == 2

        await press(pilot, "right", "right")
        assert len(dialog.proposed) == 1
        await press(pilot, "enter")

        assert page(pilot).view == "month"
    closed = calendar.closures(planned_office, 2026)
    assert [(one.day, one.half, one.place, one.reason) for one in closed] == [
        ("2026-02-24", "pm", "", "天然災害停止上班")
    ]
    postponed = [one for one in builders.sittings(planned_office) if one.postponed_times]
    assert [(one.number, one.status) for one in postponed] == [("PIF-17-115-T2-02", "planned")]


async def test_enter_at_once_waits_for_the_proposals(opened, planned_office):
    async with opened(EVE) as pilot:
        await pilot.press("v")
        await settled(pilot)
        await pilot.press("right", "x", "enter")
        await settled(pilot)

        assert isinstance(pilot.app.screen, Calendar)
    assert sum(one.postponed_times for one in builders.sittings(planned_office)) == 2


async def test_until_the_proposals_are_there_it_does_not_say_that_no_sitting_is_hit(opened):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x")
        dialog = pilot.app.screen
        dialog.proposed = []
        dialog._look()
        looking = dialog._hits.empty
        await settled(pilot)

        assert looking.startswith("計算中")
        assert len(dialog.proposed) == 2
        await press(pilot, "shift+tab", *"116.1.3")
        assert dialog._hits.empty.startswith("沒有受影響")


async def test_down_goes_from_the_half_of_the_day_to_the_townships_and_up_to_the_date(opened):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x", "down", "end", "space")
        dialog = pilot.app.screen
        assert dialog.places == ("牡丹鄉",)
        assert dialog._half.value == ""

        await press(pilot, "shift+tab", "up")
        assert dialog.focused is dialog._day.entry


async def test_only_the_ticked_townships_are_closed(opened, planned_office):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x", "tab", "end", "space")
        dialog = pilot.app.screen
        assert dialog.places == ("牡丹鄉",)
        assert dialog.proposed == []

        await press(pilot, "enter")
    assert [one.place for one in calendar.closures(planned_office, 2026)] == ["牡丹鄉"]


async def test_new_dates_are_shifted_and_what_they_break_is_said(opened):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x", "tab", "tab", "tab", "tab", "left", "left")
        dialog = pilot.app.screen

        assert any("放假" in sentence for _rule, sentence in dialog.proposed[0].broken)
        assert "假日" in picture(pilot.app)
        await press(pilot, "space")
        assert dialog.proposed[0].start is None
        await press(pilot, "space", "shift+right")
        assert dialog.proposed[0].start.date() == date(2026, 3, 3)


async def test_from_the_year_the_day_is_typed_first(opened):
    async with opened(EVE) as pilot:
        await press(pilot, "x", "up")

        assert pilot.app.screen._day.value == STORM
        assert len(pilot.app.screen.proposed) == 2


async def test_a_wrong_day_or_no_reason_is_said_at_the_field(opened, planned_office):
    async with opened(EVE) as pilot:
        await press(pilot, "x", *["backspace"] * 12, *"115.2.30", "enter")

        assert pilot.app.screen._day.error
        await press(pilot, "escape")
    assert calendar.closures(planned_office, 2026) == []


async def test_a_closure_is_taken_back_after_a_question(opened, planned_office):
    calendar.close(planned_office, STORM, reason="颱風")

    async with opened(STORM) as pilot:
        await press(pilot, "m")
        assert "停班：颱風" in pilot.app.screen.query_one(MonthGrid).days[STORM].name
        await press(pilot, "delete", "enter")

        assert calendar.closures(planned_office, 2026) == []
        await press(pilot, "delete")
        assert isinstance(pilot.app.screen, Calendar)


async def test_a_closure_of_a_day_that_is_none_says_so_and_shows_no_sittings(opened):
    async with opened(EVE) as pilot:
        await press(pilot, "x")
        pilot.app.screen._day.entry.value = "x"
        await settled(pilot)

        text = picture(pilot.app)
        assert "只登記停班" not in text
        assert "停班日還看不懂" in text
        assert pilot.app.screen.proposed == []


async def test_one_undo_takes_a_typhoon_day_back(opened, planned_office):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x", "enter", "u")

    assert calendar.closures(planned_office, 2026) == []
    assert sum(one.postponed_times for one in builders.sittings(planned_office)) == 0


async def test_enter_on_a_typhoon_day_writes_the_renewed_invites(opened, choices):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x", "enter")

    files = sorted(path.name for path in (choices.data_folder / "exports").iterdir())
    assert [name.partition("_")[0] for name in files] == ["PIF-14-115-T5-01", "PIF-17-115-T2-02"]
    text = (choices.data_folder / "exports" / files[0]).read_bytes()
    assert b"METHOD:REQUEST" in text
    assert b"SEQUENCE:1" in text


async def test_the_files_of_a_typhoon_day_may_be_left_out(opened, choices):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x", "tab", "tab", "tab", "right", "enter")

    assert not (choices.data_folder / "exports").exists()


async def test_an_empty_list_of_hits_still_registers_the_closure(opened, planned_office):
    async with opened(date(2026, 2, 14)) as pilot:
        await press(pilot, "m", "x")
        assert pilot.app.screen.query_one("#hits", RecordList).total == 0
        await press(pilot, "enter")

    assert [one.day for one in calendar.closures(planned_office, 2026)] == ["2026-02-14"]


async def test_a_day_typed_over_the_closure_is_the_day_that_is_closed_and_its_heading_says_so(opened, planned_office):
    async with opened(EVE) as pilot:
        await press(pilot, "m", "x")
        assert "停班與改期：115.2.23（一），全縣市" in picture(pilot.app)

        await press(pilot, *"2/24")
        assert "停班與改期：115.2.24（二），全縣市" in picture(pilot.app)
        await press(pilot, "enter")

    assert [one.day for one in calendar.closures(planned_office, 2026)] == ["2026-02-24"]


async def test_the_heading_of_a_closure_names_the_townships_and_the_half_of_the_day(opened):
    async with opened(EVE) as pilot:
        await press(pilot, "m", "x", "right", "tab", "space")

        heading = picture(pilot.app).split("停班與改期：")[1].splitlines()[0]
        assert heading.startswith("115.2.23（一）上午，")
        assert "全縣" not in heading
