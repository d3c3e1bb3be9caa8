"""Questions, help, the command menu and the palette, each over a place."""

from __future__ import annotations

import pytest

from meetingtui.tui.dialogs.ask import AskDespite, AskText, YesNo
from meetingtui.tui.palette import all_commands, find, screen_commands
from tests.tui.screen_picture import assert_picture, picture

ASKED = object()


async def answered(pilot, dialog, *keys):
    """What a dialog closes with after `keys`; ASKED while it is still open."""
    answers = []
    pilot.app.push_screen(dialog, answers.append)
    await pilot.pause()
    await pilot.press(*keys)
    return answers[0] if answers else ASKED


@pytest.mark.parametrize(("key", "answer"), [("enter", True), ("y", True), ("n", False), ("escape", None)])
async def test_a_question_is_answered_by_one_key(small_app, key, answer):
    async with small_app().run_test() as pilot:
        assert await answered(pilot, YesNo("要刪除嗎？"), key) is answer


async def test_a_reason_is_asked_for_until_there_is_one(small_app):
    async with small_app().run_test() as pilot:
        dialog = AskText("事由：")
        assert await answered(pilot, dialog, "space", "enter") is ASKED
        assert "請輸入文字" in picture(pilot.app)

        await pilot.press("颱", "風", "enter")
        assert pilot.app.screen is not dialog


async def test_escape_gives_a_reason_up(small_app):
    async with small_app().run_test() as pilot:
        assert await answered(pilot, AskText("事由："), "x", "escape") is None


async def test_broken_rules_are_shown_in_their_own_words_and_overruled_with_a_reason(small_app):
    async with small_app().run_test(size=(80, 24)) as pilot:
        rules = ["副縣長在115年3月5日14時已主持「治安會報[/會]」。", "115年2月28日是和平紀念日，放假一日。"]
        reason = await answered(pilot, AskDespite(rules))
        assert reason is ASKED
        assert_picture(pilot.app, "despite-80")

        answers = []
        pilot.app.screen.dismiss(None)
        reason = await answered(pilot, AskDespite(rules), *"首長指示", "enter")
        assert (reason, answers) == ("首長指示", [])


@pytest.mark.parametrize("key", ["f1", "?"])
async def test_help_explains_the_screen_and_the_keys_that_work_there(small_app, key):
    async with small_app().run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()

        assert_picture(pilot.app, "help-zh_TW-80")


async def test_help_explains_the_field_under_the_cursor(small_app):
    async with small_app().run_test(size=(80, 45)) as pilot:
        pilot.app.screen.query_one("#field").focus()
        await pilot.press("f1")
        await pilot.pause()
        from meetingtui.tui.dialogs.help import Help

        lines = dict(pilot.app.screen._sections)["游標所在之處"]
        assert isinstance(pilot.app.screen, Help)
        assert any("Ctrl+W" in line for line in lines)


async def test_the_menu_holds_every_command_of_the_screen_and_arrows_reach_it(small_app):
    async with small_app().run_test() as pilot:
        place = pilot.app.screen
        codes = [command.code for command in screen_commands(place)]
        assert {"desk.add", "place.year", "go.calendar", "app.help"} <= set(codes)

        await pilot.press("f10", *(["down"] * codes.index("desk.add")), "enter")
        await pilot.pause()

        assert place.added == 1


@pytest.mark.parametrize("words", ["新增", "add", "ADD", "desk.add", "ｄｅｓｋ", "desk 新"])
async def test_a_command_is_found_by_chinese_english_and_code(small_app, words):
    async with small_app().run_test() as pilot:
        assert "desk.add" in [command.code for command in find(all_commands(pilot.app), words)]


async def test_a_command_of_another_place_goes_there_first(small_app):
    async with small_app().run_test() as pilot:
        await pilot.press("ctrl+p", *"other.check", "enter")
        await pilot.pause()
        await pilot.pause()

        assert pilot.app.current_mode == "calendar"
        assert pilot.app.screen.checked == 1


async def test_looks_and_languages_are_chosen_in_the_palette(small_app, choices):
    async with small_app().run_test() as pilot:
        await pilot.press("ctrl+p", *"theme.meetingtui-dark", "enter")
        await pilot.press("ctrl+p", *"language.en", "enter")
        await pilot.pause()

        assert (choices.theme, choices.language) == ("meetingtui-dark", "en")
        assert "1 Today" in picture(pilot.app)


async def test_nothing_found_says_so(small_app):
    async with small_app().run_test() as pilot:
        await pilot.press("ctrl+p", *"鱷魚")
        await pilot.pause()

        assert "沒有符合的命令" in picture(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_menu_looks_as_kept(small_app, size):
    async with small_app().run_test(size=size) as pilot:
        await pilot.press("f10")
        await pilot.pause()

        assert_picture(pilot.app, f"menu-zh_TW-{size[0]}")
