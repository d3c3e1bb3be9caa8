"""The calendar by month, week and list: each keeps the day, and leads from a day to its sittings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from meetingtui.tui.screens.calendar import DayList
from meetingtui.tui.widgets.month_grid import MonthGrid
from tests import builders
from tests.tui.calendar_app import EVE, STORM, calendar_on, page
from tests.tui.keyboard import press, settled
from tests.tui.screen_picture import picture


@pytest.fixture
def opened(planned_office, choices) -> Callable[..., Any]:
    """Opens the calendar of the planned office on a day."""
    return partial(calendar_on, planned_office, choices)


@pytest.mark.parametrize("key", ["v", "tab"])
async def test_the_views_follow_each_other_and_keep_the_day(opened, key):
    async with opened() as pilot:
        seen = []
        for _view in range(5):
            seen.append(page(pilot).view)
            await press(pilot, key)

        assert seen == ["year", "month", "week", "agenda", "year"]


async def test_a_click_on_a_view_shows_it(opened):
    async with opened() as pilot:
        await pilot.click("#views", offset=(7, 0))
        await settled(pilot)

        assert page(pilot).view == "month"


async def test_a_month_names_its_holidays_and_today(opened):
    async with opened(EVE, size=(160, 45)) as pilot:
        await press(pilot, "m")

        text = picture(pilot.app)
        assert "115年2月" in text
        assert "23今" in text
        assert "農曆除夕" in text
        assert "09:30 社區照顧" in text


async def test_arrows_beyond_the_month_and_the_year_go_on(opened):
    async with opened(date(2026, 12, 30)) as pilot:
        await press(pilot, "m", "right", "right")

        assert pilot.app.year == 2027
        assert page(pilot).query_one(MonthGrid).day == date(2027, 1, 1)
        await press(pilot, "pageup")
        assert pilot.app.year == 2026
        await press(pilot, "t")
        assert page(pilot).day == date(2026, 12, 30)


async def test_a_week_shows_every_day_and_arrows_change_it(opened):
    async with opened() as pilot:
        await press(pilot, "w")
        assert "115年11月28日（星期六） 例假日" in picture(pilot.app)

        await press(pilot, "right")
        assert "115年12月5日（星期六） 例假日" in picture(pilot.app)
        await press(pilot, "m")
        assert page(pilot).query_one(MonthGrid).day == date(2026, 11, 29)


async def test_the_list_begins_at_the_day_and_holds_the_whole_year(opened):
    async with opened() as pilot:
        await press(pilot, "l")

        table = page(pilot).query_one("#agenda", DayList)
        assert table.current.cells[2] == "PIF-17-115-T2-11"
        await press(pilot, "home")
        assert (table.cursor, table.row(0).cells[0][:6]) == (1, "115年1月")


async def test_a_sitting_of_a_day_opens_on_its_page_and_escape_leads_back(opened):
    async with opened(STORM) as pilot:
        await press(pilot, "w", "enter")
        assert type(pilot.app.screen).__name__ == "SessionPage"

        await press(pilot, "escape")
        assert page(pilot).view == "week"


async def test_a_day_with_several_sittings_leads_to_their_list(opened):
    async with opened(STORM) as pilot:
        await press(pilot, "m", "enter")

        assert pilot.app.current_mode == "sessions"
        assert pilot.app.screen.line.value == "日期:115/2/24"
        assert pilot.app.screen.sittings.total == 2


async def test_a_new_sitting_begins_on_the_day_under_the_cursor(opened):
    async with opened(STORM) as pilot:
        await press(pilot, "m", "right", "f9")

        assert pilot.app.screen.form.field("start").value == builders.at("2026-02-25")
