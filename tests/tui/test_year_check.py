"""A year held against its rules: what is broken stands first, and leads to the sitting and to what helps."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from meetingtui.tui.screens.replan import ReplanScreen
from meetingtui.tui.screens.session import SessionPage
from meetingtui.tui.screens.year_check import YearCheckScreen
from tests import builders
from tests.tui.calendar_app import CalendarApp
from tests.tui.keyboard import press
from tests.tui.screen_picture import picture

NEXT = builders.YEAR + 1


@pytest.fixture
def app(planned_office, choices):
    builders.plan_year(planned_office, NEXT)
    return CalendarApp(lambda: planned_office, choices)


@pytest.fixture
def away(planned_office, app):
    """A sitting of the next year whose chair is away by now."""
    one = next(one for one in builders.sittings(planned_office, year=NEXT) if one.chair == "副縣長")
    day = date.fromisoformat(one.day)
    builders.busy(planned_office, "副縣長", day, day + timedelta(days=1))
    return one


async def test_a_drafted_year_breaks_no_rule_and_its_wishes_are_told_with_their_weight(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "y", "1", "1", "6", "k")

        screen = picture(app)
        assert isinstance(app.screen, YearCheckScreen)
        assert "違反規定0項" in screen
        assert "未滿足的期望" in screen


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_broken_rule_stands_first_with_its_sitting_and_the_reason(app, away, size):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "y", "1", "1", "6", "k")

        screen = picture(app)
        assert "違反規定1項" in screen
        assert screen.index("違反規定（1）") < screen.index("未滿足的期望（")
        assert "副縣長" in screen


async def test_from_the_check_one_goes_to_the_sitting_and_to_what_has_to_move(app, away):
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "y", "1", "1", "6", "k", "enter")
        assert isinstance(app.screen, SessionPage)

        await press(pilot, "escape", "r")
        assert isinstance(app.screen, ReplanScreen)
