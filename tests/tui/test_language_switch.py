"""The language changes while the program runs, on every screen that is open."""

from __future__ import annotations

from tests.tui.screen_picture import picture


async def test_every_label_is_said_anew_and_the_place_keeps_its_year(small_app, choices):
    async with small_app().run_test(size=(100, 24)) as pilot:
        await pilot.press("2", "[", "1")
        await pilot.app.use_language("en")
        await pilot.pause()

        seen = picture(pilot.app)
        assert "1 Today" in seen
        assert "F1 Help" in seen
        assert "2025" in seen.splitlines()[0]
        assert choices.language == "en"
        assert choices.saved == 1

        await pilot.press("2")
        assert "2 Calendar" in picture(pilot.app)
        await pilot.app.use_language("zh_TW")
        await pilot.pause()
        assert "2行事曆" in picture(pilot.app)
        assert "F1 說明" in picture(pilot.app)


async def test_remapped_keys_stay_where_they_are(small_app, choices):
    choices.keymap = {"desk.add": "ctrl+n"}
    async with small_app().run_test(size=(100, 24)) as pilot:
        await pilot.app.use_language("en")
        await pilot.pause()
        await pilot.press("ctrl+n")

        assert "Ctrl+N Add" in picture(pilot.app)
        assert pilot.app.screen.added == 1


async def test_textual_s_own_labels_are_said_too(small_app):
    async with small_app().run_test(size=(100, 45)) as pilot:
        labels = {active.binding.description for active in pilot.app.screen.active_bindings.values()}
        assert "下一欄" in labels

        await pilot.app.use_language("en")
        labels = {active.binding.description for active in pilot.app.screen.active_bindings.values()}
        assert "Focus next" in labels
        assert not {label for label in labels if not label.isascii()}
