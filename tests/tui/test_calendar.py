"""行事曆: the year by series and month, what it marks and counts, how it looks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from meetingtui.domain.sessions import Rule
from meetingtui.services import holding, scheduling
from meetingtui.tui import calendar_rows
from meetingtui.tui.screens.calendar import DayList
from meetingtui.tui.widgets.year_grid import YearGrid
from tests import builders
from tests.tui.calendar_app import calendar_on, page
from tests.tui.keyboard import press
from tests.tui.screen_picture import assert_picture, picture


@pytest.fixture
def opened(planned_office, choices) -> Callable[..., Any]:
    """Opens the calendar of the planned office on a day."""
    return partial(calendar_on, planned_office, choices)


async def test_the_year_shows_each_series_by_month_with_held_against_target(opened, planned_office):
    first = builders.sittings(planned_office, "PIF-17")[0]
    holding.hold(planned_office, first.id)

    async with opened() as pilot:
        rows = {row.label: row for row in page(pilot).query_one(YearGrid).rows}
        shown = rows["心衛社工多元議題共案結案評估會"]

        assert (shown.held, shown.target) == (1, 24)
        assert [mark.state for mark in shown.months[0]] == ["held", "problem"]
        assert [mark.state for mark in shown.months[11]] == ["planned", "planned"]
        assert "法定委員會" in rows


async def test_sittings_of_the_past_that_nobody_recorded_are_marked_as_a_problem(opened):
    async with opened() as pilot:
        assert "有問題" in picture(pilot.app)
    async with opened(date(2025, 12, 1)) as pilot:
        await press(pilot, "right_square_bracket")
        assert page(pilot).facts.problems == {}


@pytest.mark.parametrize("view", ["a", "m", "w", "l"])
async def test_a_sitting_whose_chair_is_away_is_marked_in_every_view_once_the_year_is_checked(
    opened, planned_office, view
):
    one = next(one for one in builders.sittings(planned_office) if one.chair == "副縣長")
    day = date.fromisoformat(one.day)
    builders.busy(planned_office, "副縣長", day, day + timedelta(days=1))

    async with opened(date(2025, 12, 1), size=(160, 45)) as pilot:
        await press(pilot, *"y115", view)
        facts = page(pilot).facts
        page(pilot).day = day
        await press(pilot, view)

        assert facts.problems == {one.id: "忙碌時段"}
        assert "1場有問題" in picture(pilot.app)
        assert ("忙碌時段" if view in "wl" else "!") in picture(pilot.app).partition("\n")[2]


async def test_marking_what_is_broken_leaves_the_cursor_of_the_list_where_it_is(opened, planned_office):
    one = next(one for one in builders.sittings(planned_office) if one.chair == "副縣長")
    async with opened(date(2025, 12, 1)) as pilot:
        await press(pilot, *"y115", "l", "home", "down", "down", "down")
        before = page(pilot).query_one("#agenda", DayList).cursor

        page(pilot)._found({one.id: "忙碌時段"})

        assert page(pilot).query_one("#agenda", DayList).cursor == before


async def test_a_postponed_sitting_without_date_stands_in_the_month_of_its_window(opened, planned_office):
    sitting = builders.sittings(planned_office, "PIF-02")[3]
    scheduling.postpone(planned_office, sitting.id, reason="主席另有公務")

    async with opened() as pilot:
        row = next(row for row in page(pilot).query_one(YearGrid).rows if "少年輔導委員會" in row.label)
        assert [(mark.day, mark.state) for mark in row.months[11]] == [(0, "moved")]

        await press(pilot, "l", "home")
        assert "日期未定（1場）" in picture(pilot.app)


async def test_a_year_with_nothing_on_its_books_says_what_to_do(opened):
    async with opened() as pilot:
        await press(pilot, *"y117")

        note = picture(pilot.app)
        assert "117年尚未編排：按 g 編排全年。" in note
        assert "117年尚無官方辦公日曆" in note


async def test_brackets_turn_the_year(opened):
    async with opened() as pilot:
        await press(pilot, "left_square_bracket")
        assert page(pilot).facts.year == 2025
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert page(pilot).facts.year == 2027


async def test_a_cell_leads_to_its_sittings(opened):
    async with opened() as pilot:
        await press(pilot, "end", "pagedown", "pagedown", "enter")

        assert pilot.app.current_mode == "sessions"
        assert pilot.app.screen.line.value == "會議:PIF-17 月:12"
        assert pilot.app.screen.sittings.total == 2


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_hostile_name_shows_as_typed_in_every_view(opened, planned_office, size):
    hostile = "詳[/附件]\x1b[31m[@click=app.quit]"
    with planned_office.begin() as work:
        from meetingtui.store.tables import Series

        row = work.all(Series, code="PIF-17")[0]
        row.name = hostile
        work.audit("renamed", "PIF-17")
        work.commit()

    async with opened(size=size) as pilot:
        for view in ("a", "w", "l", "m"):
            await press(pilot, view)
            text = picture(pilot.app)
            assert "\x1b" not in text
            assert "詳[" in text


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
@pytest.mark.parametrize("view", ["a", "m"])
async def test_the_calendar_looks_like_its_picture(opened, choices, language, size, view):
    async with opened(size=size) as pilot:
        await pilot.app.use_language(language)
        await press(pilot, view)

        assert_picture(pilot.app, f"calendar-{view}-{language}-{size[0]}")


async def test_only_ascii_is_drawn_where_the_terminal_needs_it(opened):
    async with opened(ascii_only=True) as pilot:
        for view in ("a", "w", "l", "m"):
            await press(pilot, view)
            assert not set("●○×→│█░╭▲▼✓") & set(picture(pilot.app))


async def test_every_command_of_the_calendar_is_reached_by_the_menu(opened):
    async with opened() as pilot:
        await press(pilot, "f10")

        codes = {command.code for command in pilot.app.screen._commands}
        assert {"calendar.plan", "calendar.close", "calendar.import", "calendar.view", "calendar.reopen"} <= codes


async def test_a_sitting_that_has_its_new_date_is_no_longer_shown_as_waiting_for_one(opened, planned_office):
    moved = next(one for one in builders.sittings(planned_office) if one.start)
    to = datetime.fromisoformat("2026-12-28T14:00")
    scheduling.postpone(planned_office, moved.number, to=to, reason="颱風", despite=frozenset({Rule.WINDOW}))
    async with opened() as pilot:
        facts = pilot.app.screen.facts
        found = next(one for one in facts.sittings if one.id == moved.id)

        assert (found.postponed_times, calendar_rows.state(facts, found)) == (1, "problem")
        assert facts.problems[found.id] == "超出時段"


async def test_the_year_counts_the_same_set_as_the_counts_and_says_what_stands_apart(opened):
    async with opened(size=(120, 40)) as pilot:
        totals = pilot.app.screen.facts.counts.totals
        words = pilot.app.screen.query_one("#views").words

        assert f"在案{totals['sessions']}場，已召開{totals['held']}場，另計{totals['apart']}場" in words
