"""The first run: choose language and county, and stand in the first place."""

from __future__ import annotations

import pytest

from meetingtui import language
from meetingtui.domain.errors import Refusal
from meetingtui.tui.needs import FirstRun
from tests.tui.screen_picture import assert_picture, picture

COUNTIES = [("pingtung", "屏東縣"), ("yilan", "宜蘭縣[/縣]"), ("empty", "空白")]


async def test_enter_on_a_county_makes_its_database_and_opens_the_first_place(small_app):
    made = []
    async with small_app(first_run=FirstRun(COUNTIES, made.append)).run_test() as pilot:
        await pilot.press("down", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()

        assert made == ["yilan"]
        assert pilot.app.current_mode == "today"
        assert pilot.app.screen.read == [2026]


async def test_a_second_enter_does_not_make_it_twice(small_app):
    made = []
    async with small_app(first_run=FirstRun(COUNTIES, made.append)).run_test() as pilot:
        await pilot.press("enter", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

        assert made == ["pingtung"]


async def test_a_database_that_cannot_be_made_is_told_and_can_be_tried_again(small_app):
    tries = []

    def make(county):
        tries.append(county)
        if len(tries) == 1:
            raise Refusal("無法建立資料庫：磁碟已滿。請清出空間後再試。")

    async with small_app(first_run=FirstRun(COUNTIES, make)).run_test(notifications=True) as pilot:
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()
        assert "磁碟已滿" in picture(pilot.app)

        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert pilot.app.current_mode == "today"


async def test_the_language_is_spoken_at_once(small_app, choices):
    async with small_app(first_run=FirstRun(COUNTIES, print)).run_test(size=(80, 24)) as pilot:
        assert_picture(pilot.app, "first-run-zh_TW-80")

        await pilot.press("shift+tab", "down", "enter")
        await pilot.pause()
        await pilot.pause()

        assert language.current() == choices.language == "en"
        assert_picture(pilot.app, "first-run-en-80")


@pytest.mark.parametrize("key", ["2", "f10", "ctrl+p", "y", "ctrl+z"])
async def test_nothing_of_the_places_can_be_reached_before_there_is_a_database(small_app, key):
    async with small_app(first_run=FirstRun(COUNTIES, print)).run_test() as pilot:
        await pilot.press(key)

        assert pilot.app.current_mode == "first_run"
        assert len(pilot.app.screen_stack) == 1
