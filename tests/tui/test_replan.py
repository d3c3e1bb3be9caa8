"""What has to move after something came between: looked through and moved in one go."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from meetingtui.services import history
from meetingtui.tui.screens.replan import ReplanScreen
from meetingtui.tui.screens.session import SessionPage
from tests import builders
from tests.tui.calendar_app import CalendarApp
from tests.tui.keyboard import press
from tests.tui.screen_picture import picture
from tests.tui.sittings_app import notes

NEXT = builders.YEAR + 1


@pytest.fixture
def away(planned_office):
    """A sitting of the next year whose chair is away by now."""
    builders.plan_year(planned_office, NEXT)
    one = next(one for one in builders.sittings(planned_office, year=NEXT) if one.chair == "副縣長")
    day = date.fromisoformat(one.day)
    builders.busy(planned_office, "副縣長", day, day + timedelta(days=1))
    return one


def of(office, sitting):
    return next(one for one in builders.sittings(office, year=NEXT) if one.id == sitting.id)


@pytest.fixture
def app(planned_office, away, choices):
    return CalendarApp(lambda: planned_office, choices)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_page_names_what_has_to_move_where_to_and_why(app, away, size):
    async with app.run_test(size=size) as pilot:
        await press(pilot, "y", "1", "1", "6", "r")

        screen = picture(app)
        assert isinstance(app.screen, ReplanScreen)
        assert "116年須改期1場，勾選1場" in screen
        assert away.number in screen
        assert "副縣長" in screen


async def test_all_of_it_moves_with_one_reason_and_comes_back_with_one_undo(app, away, planned_office):
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "y", "1", "1", "6", "r", "s", *"出國", "enter")

        moved = of(planned_office, away)
        assert (moved.start, moved.acting) != (away.start, away.acting)
        assert moved.reason == "出國"
        assert not isinstance(app.screen, ReplanScreen)
        assert "按 u 可以復原。這些場次尚未發出通知、邀請或匯出行事曆檔，沒有要補發的" in notes(app)

        await press(pilot, "u", "enter")

    assert of(planned_office, away).start == away.start
    assert history.undoable(planned_office)[0].verb != "moved"


async def test_what_is_not_ticked_stays(app, away, planned_office):
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "y", "1", "1", "6", "r", "space", "s")

        assert isinstance(app.screen, ReplanScreen)

    assert of(planned_office, away) == away


async def test_a_sitting_is_opened_from_the_list(app, away):
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "y", "1", "1", "6", "r", "enter")

        assert isinstance(app.screen, SessionPage)


async def test_deputies_are_forbidden_and_allowed_again_with_one_key(app, away, planned_office):
    day = date.fromisoformat(away.day)
    builders.busy(planned_office, "副縣長", day - timedelta(days=42), day + timedelta(days=42))
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "y", "1", "1", "6", "r")
        assert any(one.acting for one in app.screen.proposed.moves)

        await press(pilot, "d")
        assert "不改由代理人主持。" in picture(app)
        assert not any(one.acting for one in app.screen.proposed.moves)

        await press(pilot, "d")
        assert any(one.acting for one in app.screen.proposed.moves)
