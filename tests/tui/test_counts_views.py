"""The other views of the counts: bars, months, and the statutory check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from meetingtui.dates.clock import Clock
from meetingtui.services import holding, scheduling
from meetingtui.tui.widgets.bar_chart import BarChart
from meetingtui.tui.widgets.heat_map import HeatMap
from meetingtui.tui.widgets.view_bar import ViewBar
from tests import builders
from tests.tui.counts_app import YOUTH, counts_of, line, page, query, table, truth
from tests.tui.keyboard import press, settled
from tests.tui.screen_picture import picture


@pytest.fixture
def opened(sample_office, choices) -> Callable[..., Any]:
    """Opens the counts of the sample."""
    return partial(counts_of, sample_office, choices)


async def test_bars_show_what_counts_against_the_target(opened, sample_office):
    truths = truth(sample_office)
    async with opened() as pilot:
        await press(pilot, "g")

        bars = {bar.label: bar for bar in page(pilot).query_one(BarChart).bars}
        assert bars["社區照顧資源整合平台會議"].target == truths["PIF-14"].target
        assert bars["社區照顧資源整合平台會議"].held == truths["PIF-14"].held
        assert bars["強化社會安全網跨網絡會議"].held == truths["PIF-10"].held + truths["PIF-10"].credited
        assert bars["金三角會議（外部）"].target is None


async def test_the_heat_map_shows_the_months_of_the_year(opened, sample_office):
    on_books = [one for one in builders.sittings(sample_office, "PIF-14") if one.status not in {"cancelled", "merged"}]

    async with opened() as pilot:
        await press(pilot, "h")

        heat = page(pilot).query_one(HeatMap)
        row = next(one for one in heat.rows if one.label == "社區照顧資源整合平台會議")
        assert heat.columns[:12] == tuple(f"{month}月" for month in range(1, 13))
        assert list(row.values[:12]) == [
            sum(one.day[5:7] == f"{month:02}" for one in on_books) for month in range(1, 13)
        ]
        assert "格內為在案場次" in picture(pilot.app)


async def test_the_heat_map_of_a_school_year_begins_in_august(opened):
    async with opened() as pilot:
        await press(pilot, "h", "d", "right", "right", "enter")

        assert page(pilot).query_one(HeatMap).columns[:2] == ("8月", "9月")


async def test_a_sitting_that_waits_for_a_date_has_a_column_in_the_heat_map(planned_office, choices):
    scheduling.postpone(planned_office, builders.sittings(planned_office, "PIF-07")[0].id, reason="颱風")

    async with counts_of(planned_office, choices) as pilot:
        await press(pilot, "h")

        heat = page(pilot).query_one(HeatMap)
        assert heat.columns[-1] == "未定"
        assert next(one for one in heat.rows if one.label == "強迫入學委員會").values[-1] == 1


async def test_views_are_turned_to_by_key_tab_and_mouse(opened):
    async with opened() as pilot:
        seen = []
        for key in ("v", "tab", "v", "tab"):
            await press(pilot, key)
            seen.append(page(pilot).view)
        assert seen == ["bars", "heat", "check", "table"]

        await pilot.click(ViewBar, offset=(12, 0))
        await settled(pilot)
        assert page(pilot).view == "bars"


async def test_the_statutory_check_takes_two_keys_and_enter_shows_the_pair_of_dates(opened):
    """Journey 2: `7` `c`, then `Enter`."""
    async with opened() as pilot:
        await press(pilot, "c")
        assert line(pilot, YOUTH)["finding"] == "! 4/4，最長間隔97天：過長"

        await press(pilot, "enter")
        assert pilot.app.current_mode == "sessions"
        assert query(pilot) == "會議:PIF-02 日期:115/5/12..115/8/17"
        days = [pilot.app.screen.sittings.row(at).cells[1] for at in range(pilot.app.screen.sittings.total)]
        assert days == ["115.5.12（二）", "115.8.17（一）"]


async def test_the_check_has_those_first_that_do_not_meet_what_is_asked(opened):
    async with opened() as pilot:
        await press(pilot, "c")

        looks = [table(pilot).row(at).style for at in range(table(pilot).total)]
        assert looks == sorted(looks, key=lambda look: look != "error")
        assert looks.count("error") == 2
        heading = picture(pilot.app).splitlines()[2]
        for asked in ("載明", "預定", "已召開", "下限", "最長間隔", "判定"):
            assert asked in heading


async def test_a_duty_leads_to_the_sittings_of_its_joint_series(opened):
    async with opened() as pilot:
        await press(pilot, "c", "down", "enter")
        assert query(pilot) == "會議:PIF-02 日期:115/5/12..115/8/17"


async def test_a_duty_is_not_alarming_while_its_joint_sittings_are_still_to_come(planned_office, choices):
    planned_office.clock = Clock(date(2026, 1, 2))

    async with counts_of(planned_office, choices) as pilot:
        await press(pilot, "c")
        assert line(pilot, YOUTH)["finding"].startswith("○ 0/4，缺4已排")
        assert not any(table(pilot).row(at).style for at in range(table(pilot).total))


async def test_a_gap_that_a_credited_sitting_ends_leads_to_both_series(planned_office, choices):
    planned_office.clock = Clock(date(2026, 11, 22))
    own = builders.sittings(planned_office, "PIF-02")[0]
    other = next(one for one in builders.sittings(planned_office, "PIF-10") if one.day > "2026-09-01")
    holding.hold(planned_office, own.id)
    holding.hold(planned_office, other.id)
    holding.credit(planned_office, other.id, "PIF-02", reason="合併討論")

    async with counts_of(planned_office, choices) as pilot:
        await press(pilot, "c", "enter")
        assert query(pilot).startswith("會議:PIF-02,PIF-10 日期:")
