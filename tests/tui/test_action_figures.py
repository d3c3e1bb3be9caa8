"""列管統計: figures of action items in the app, as table and bars, and as a file; tasks for calendars."""

from __future__ import annotations

from typing import Any

import icalendar
import pytest
from textual.pilot import Pilot

from meetingtui import language
from meetingtui.services import action_figures
from meetingtui.services.office import Office
from meetingtui.tui.screens.action_figures import ActionFiguresPage
from meetingtui.tui.widgets.view_bar import ViewBar
from tests import tracked_items
from tests.tui.actions_app import ActionsApp, listed, screen_text
from tests.tui.counts_app import counts_of, told
from tests.tui.keyboard import press, settled
from tests.tui.screen_picture import assert_picture


@pytest.fixture
def app(office: Office, choices: Any) -> ActionsApp:
    tracked_items.some(office)
    return ActionsApp(lambda: office, choices)


def page(pilot: Pilot[Any]) -> ActionFiguresPage:
    screen = pilot.app.screen
    assert isinstance(screen, ActionFiguresPage)
    return screen


@pytest.mark.parametrize("code", ["zh_TW", "en"])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (160, 45)])
@pytest.mark.parametrize("view", ["table", "rates", "ages"])
async def test_the_page_looks_as_its_picture(
    app: ActionsApp, choices: Any, code: str, width: int, height: int, view: str
) -> None:
    language.use(code)
    choices.language = code
    async with app.run_test(size=(width, height)) as pilot:
        await settled(pilot)
        await press(pilot, "f", *["v"] * ("table", "rates", "ages").index(view))

        assert_picture(app, f"action-figures-{view}-{code}-{width}")


@pytest.mark.parametrize("key", ["a", "ctrl+o"])
async def test_the_counts_lead_to_the_figures_of_action_items(office: Office, choices: Any, key: str) -> None:
    tracked_items.some(office)
    async with counts_of(office, choices) as pilot:
        await press(pilot, key)

        assert page(pilot).query_one(ViewBar).words == "115年，依列管主辦"
        assert "解除率%" in screen_text(app=pilot.app)  # type: ignore[arg-type] # any app


async def test_every_view_tells_the_same_figures(app: ActionsApp, office: Office) -> None:
    totals = action_figures.count(office, 2026).totals
    async with app.run_test(size=(160, 45)) as pilot:
        await settled(pilot)
        await press(pilot, "f")
        assert f"合計 {totals.made} {totals.closed}" in " ".join(screen_text(app).split())
        await press(pilot, "v")
        assert f"{totals.closed}/{totals.counted}" in screen_text(app)
        await press(pilot, "v")
        assert all(f"合計 {age}" in screen_text(app) for age in ("30日內", "31-90日", "91-180日", "逾180日"))


async def test_groups_and_years_are_turned_by_keys(app: ActionsApp) -> None:
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "f", "b")
        assert page(pilot).query_one(ViewBar).words == "115年，依會議別"
        await press(pilot, "left_square_bracket")
        assert page(pilot).found is not None
        assert page(pilot).found.totals.made == 0
        await press(pilot, "o")
        assert page(pilot).query_one(ViewBar).words == "歷年，依會議別"
        await press(pilot, "b")
        assert page(pilot).query_one(ViewBar).words == "歷年，依年度"


async def test_figures_are_told_as_of_a_day_that_is_over(app: ActionsApp) -> None:
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "f", "d", *"115.10.1", "enter")
        assert page(pilot).query_one(ViewBar).words == "115年，依列管主辦，截至115.10.1"
        assert page(pilot).found is not None
        assert page(pilot).found.totals.made == 3

        await press(pilot, "d", *["backspace"] * 9, *"116.12.31", "enter")
        assert "還沒到" in told(pilot)
        await press(pilot, "d", *["backspace"] * 9, "enter")
        assert page(pilot).found is not None
        assert page(pilot).found.totals.made == 8


async def test_a_line_leads_to_the_items_that_it_counts(app: ActionsApp, office: Office) -> None:
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "f")
        row = page(pilot).row_in_hand()
        assert row is not None
        await press(pilot, "enter")
        await settled(pilot)

        assert len(listed(app)) == row.made


async def test_figures_are_saved_by_one_key(app: ActionsApp, choices: Any) -> None:
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "f", "p")
        await settled(pilot)

    (file,) = (choices.data_folder / "exports").iterdir()
    assert "列管事項統計-列管主辦-1151122" in file.name
    assert "合計" in file.read_text("utf-8-sig")


async def test_what_the_list_shows_is_kept_as_tasks(app: ActionsApp, choices: Any) -> None:
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "l", "i")
        await settled(pilot)

    (file,) = (choices.data_folder / "exports").iterdir()
    assert len(icalendar.Calendar.from_ical(file.read_bytes()).walk("VTODO")) == 2
