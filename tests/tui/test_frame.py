"""The frame: going from place to place, the year they share, fresh records, answers from threads."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.tui.messages import RecordsChanged
from meetingtui.tui.widgets.key_bar import KeyBar
from meetingtui.tui.widgets.title_bar import TitleBar
from tests.tui.screen_picture import assert_picture, picture


@pytest.mark.parametrize("key", ["2", "f3", "２"])
async def test_a_place_is_reached_by_digit_function_key_and_full_width_digit(small_app, key):
    async with small_app().run_test() as pilot:
        await pilot.press(key)

        assert pilot.app.current_mode == "calendar"


async def test_a_place_is_reached_by_a_click_on_its_name(small_app):
    async with small_app().run_test() as pilot:
        await pilot.click(TitleBar, offset=(10, 0))

        assert pilot.app.current_mode == "calendar"


async def test_a_key_is_pressed_by_a_click_on_the_key_bar(small_app):
    async with small_app().run_test() as pilot:
        await pilot.click(KeyBar, offset=(2, 0))

        assert pilot.app.screen.added == 1


async def test_digits_typed_into_a_field_stay_there(small_app):
    async with small_app().run_test() as pilot:
        pilot.app.screen.query_one("#field").focus()
        await pilot.press("2", "２", "n")

        assert pilot.app.current_mode == "today"
        assert pilot.app.screen.query_one("#field").value == "2２n"
        assert pilot.app.screen.added == 0


async def test_function_keys_work_while_a_field_is_being_typed_in(small_app):
    async with small_app().run_test() as pilot:
        pilot.app.screen.query_one("#field").focus()
        await pilot.press("f9")

        assert pilot.app.screen.added == 1


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("y113", 2024),
        ("y2024", 2024),
        ("y99" + "\r", 2010),
        ("y１１３", 2024),
        ("[", 2025),
        ("]]", 2028),
        ("「", 2025),
        ("y11", 2026),
        ("y0\r", 2026),
    ],
)
async def test_a_year_is_typed_or_turned_to_in_roc_or_gregorian(small_app, typed, year):
    async with small_app().run_test() as pilot:
        await pilot.press(*("enter" if sign == "\r" else sign for sign in typed))

        assert pilot.app.year == year
        assert pilot.app.screen.read[-1] == year


async def test_the_digits_of_a_year_are_seen_while_they_are_typed_and_escape_gives_up(small_app):
    async with small_app().run_test() as pilot:
        await pilot.press("y", "1", "1")
        assert "年度：11_" in picture(pilot.app)

        await pilot.press("escape")
        assert "年度：" not in picture(pilot.app)
        assert pilot.app.year == 2026


async def test_enter_after_a_whole_year_belongs_to_the_year(small_app):
    async with small_app().run_test() as pilot:
        opened = []
        pilot.app.screen.query_one("#field").action_submit = lambda: opened.append(True)
        await pilot.press("y", "1", "1", "3")
        pilot.app.screen.query_one("#field").focus()
        await pilot.press("enter")
        assert (pilot.app.year, opened) == (2024, [])

        await pilot.press("enter")
        assert opened == [True]


async def test_keys_typed_without_a_pause_go_to_the_place_and_its_year(small_app):
    async with small_app().run_test() as pilot:
        for key in "2y113k":
            pilot.app.simulate_key(key)
        await pilot.pause()
        await pilot.pause()

        assert (pilot.app.current_mode, pilot.app.year) == ("calendar", 2024)


async def test_other_places_read_the_year_when_they_come_to_the_front(small_app):
    async with small_app().run_test() as pilot:
        today = pilot.app.screen
        await pilot.press("2", "[")
        assert today.read == [2026]

        await pilot.press("1")
        assert today.read == [2026, 2025]


async def test_a_place_does_not_read_again_when_nothing_has_changed(small_app):
    async with small_app().run_test() as pilot:
        today = pilot.app.screen
        await pilot.press("2", "1", "2", "1")

        assert today.read == [2026]


async def test_after_a_save_the_visible_place_reads_again_and_the_others_later(small_app):
    async with small_app().run_test() as pilot:
        today = pilot.app.screen
        await pilot.press("2")
        pilot.app.screen.query_one("#field").post_message(RecordsChanged())
        await pilot.pause()
        assert (len(pilot.app.screen.read), len(today.read)) == (2, 1)

        await pilot.press("1")
        assert len(today.read) == 2


async def test_a_service_runs_in_a_thread_and_answers_among_the_widgets(small_app):
    async with small_app().run_test() as pilot:
        threads = []
        pilot.app.screen.fetch(
            lambda: threads.append(threading.current_thread()) or "好",
            lambda value: threads.extend([value, threading.current_thread()]),
        )
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

        assert threads[0] is not threading.main_thread()
        assert threads[1:] == ["好", threading.main_thread()]


async def test_the_newer_question_wins_over_the_older_answer(small_app):
    async with small_app().run_test() as pilot:
        answers = []
        may_end = threading.Event()
        pilot.app.screen.fetch(lambda: may_end.wait(5) and "舊", answers.append, desk="list")
        pilot.app.screen.fetch(lambda: "新", answers.append, desk="list")
        await asyncio.sleep(0)
        may_end.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

        assert answers == ["新"]


async def test_a_change_makes_every_list_read_again_and_a_refusal_does_not(small_app):
    def refuse():
        raise NotFound("會議別", "[/x]")

    async with small_app().run_test(notifications=True) as pilot:
        place = pilot.app.screen
        place.carry_out(lambda: None)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert len(place.read) == 2

        place.carry_out(refuse)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()
        assert len(place.read) == 2
        assert "找不到會議別「[/x]」" in picture(pilot.app)


async def test_a_refusal_at_the_door_ends_the_program_with_its_sentence_and_code(small_app, capsys):
    def closed():
        raise Refusal("資料庫較新。請更新程式。")

    app = small_app()
    app._open_office = closed
    async with app.run_test():
        pass

    assert app.return_code == 1


async def test_q_leaves_only_from_a_place(small_app):
    async with small_app().run_test() as pilot:
        await pilot.press("f1", "q")
        assert not pilot.app._exit

        await pilot.press("escape", "q")
        assert pilot.app._exit


async def test_quitting_asks_where_words_would_be_lost(small_app):
    async with small_app().run_test(size=(100, 24)) as pilot:
        pilot.app.unsaved = 2
        await pilot.pause()
        assert "未存2" in picture(pilot.app).splitlines()[0]

        await pilot.press("ctrl+q", "escape")
        assert not pilot.app._exit

        await pilot.press("q", "enter")
        assert pilot.app._exit


@contextmanager
def without_rights() -> Iterator[None]:
    """Let the machine answer for somebody who may write nowhere; root may, whatever the file says."""
    if os.geteuid():
        yield
        return
    os.setresuid(65534, 0, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


async def test_a_database_that_cannot_be_changed_says_so_above(small_app, office):
    office.location.path.chmod(0o400)
    with without_rights():
        async with small_app(office).run_test(size=(80, 24)) as pilot:
            first = picture(pilot.app).splitlines()[0]

    assert "唯讀" in first
    assert "pingtung.db" in first
    assert "示範" not in first


@pytest.mark.parametrize("language_name", ["zh_TW", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_frame_looks_as_kept(small_app, language_name, size):
    async with small_app().run_test(size=size) as pilot:
        await pilot.app.use_language(language_name)
        await pilot.pause()

        assert_picture(pilot.app, f"frame-{language_name}-{size[0]}")
