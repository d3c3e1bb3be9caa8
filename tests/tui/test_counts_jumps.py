"""From a figure of the counts to the sittings that lie behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from meetingtui.tui.widgets.bar_chart import BarChart
from tests.tui.counts_app import counts_of, line, page, query, table
from tests.tui.keyboard import press, settled


@pytest.fixture
def opened(sample_office, choices) -> Callable[..., Any]:
    """Opens the counts of the sample."""
    return partial(counts_of, sample_office, choices)


JUMPS = {
    "series": (0, "PIF-10", "會議:PIF-10 年:115"),
    "track": (1, "PIF-14-T3", "會議:PIF-14 分區:第3中心（內埔區） 年:115"),
    "quarter": (2, "PIF-15-Q2", "會議:PIF-15 季:2 年:115"),
}


@pytest.mark.parametrize(("turns", "code", "wanted"), JUMPS.values(), ids=JUMPS.keys())
async def test_enter_on_a_row_shows_the_sittings_it_counts(opened, turns, code, wanted):
    async with opened() as pilot:
        await press(pilot, *"b" * turns)
        figure = int(line(pilot, code)["planned"])
        table(pilot).move_to(f"{code}/")
        await press(pilot, "enter")

        assert query(pilot) == wanted
        open_ones = [row for row in rows_of(pilot) if "取消" not in " ".join(row)]
        assert len(open_ones) == figure


def rows_of(pilot) -> list[tuple[str, ...]]:
    list_ = pilot.app.screen.sittings
    return [list_.row(at).cells for at in range(list_.total)]


@pytest.mark.parametrize(("turns", "wanted"), [(3, "層級:法定 年:115"), (4, "主辦:屏東縣政府社會處 年:115")])
async def test_a_level_or_host_leads_to_its_sittings(opened, turns, wanted):
    async with opened() as pilot:
        await press(pilot, *"b" * turns)
        await press(pilot, "enter")

        assert query(pilot) == wanted
        assert pilot.app.screen.sittings.total > 0


async def test_a_bar_is_opened_by_enter_and_by_a_second_click(opened):
    async with opened() as pilot:
        await press(pilot, "g", "down", "enter")
        assert query(pilot) == "會議:PIF-07 年:115"

        await press(pilot, "7")
        await pilot.click(BarChart, offset=(30, 2))
        await settled(pilot)
        assert page(pilot).query_one(BarChart).cursor == 2
        await pilot.click(BarChart, offset=(30, 2))
        await settled(pilot)
        assert query(pilot) == "會議:PIF-10 年:115"


async def test_a_period_of_days_goes_along_to_the_sittings(opened):
    async with opened() as pilot:
        await press(pilot, "d", "right", "right", "enter", "enter")
        assert query(pilot) == "會議:PIF-02 日期:115/8/1..116/7/31"


async def test_in_english_the_query_is_english_and_understood(opened, choices):
    async with opened() as pilot:
        await pilot.app.use_language("en")
        await settled(pilot)
        await press(pilot, "c", "enter")

        assert query(pilot) == "series:PIF-02 date:2026-05-12..2026-08-17"
        assert pilot.app.screen.sittings.total == 2
