"""Every text can be read on every ground it stands on, in every look."""

from __future__ import annotations

import pytest
from textual.color import Color

from meetingtui.tui import themes

LOOKS = {theme.name: theme for theme in themes.themes()}


def luminance(colour: Color) -> float:
    """Relative luminance, WCAG 2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How well text in one colour reads on the other, 1 to 21, WCAG 2."""
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(name: str) -> dict[str, str]:
    return {**LOOKS[name].to_color_system().generate(), **LOOKS[name].variables}


def test_the_measure_knows_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_there_are_a_light_a_dark_and_a_high_contrast_look():
    assert set(LOOKS) == set(themes.NAMES)


@pytest.mark.parametrize("name", LOOKS)
def test_texts_are_readable_on_every_ground(name):
    least = 7 if name == "meetingtui-contrast" else 4.5
    found = colours(name)
    pairs = [(text, ground) for text in themes.TEXTS for ground in themes.GROUNDS] + list(themes.PAIRS)

    poor = {pair: round(contrast(found[pair[0]], found[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < least} == {}


@pytest.mark.parametrize("name", LOOKS)
def test_no_text_is_left_to_textual_to_colour(name):
    assert {key for key, value in colours(name).items() if key.startswith("text") and "auto" in value} == set()


async def test_a_look_is_taken_at_once_and_kept(small_app, choices):
    async with small_app().run_test() as pilot:
        pilot.app.use_theme("meetingtui-contrast")

        assert pilot.app.theme == choices.theme == "meetingtui-contrast"
        assert choices.saved == 1


async def test_a_look_from_another_version_does_not_stop_the_program(small_app, choices):
    choices.theme = "gone"
    async with small_app().run_test() as pilot:
        assert pilot.app.theme == themes.DEFAULT


async def test_without_colours_the_place_shown_and_the_demo_are_still_told_by_words(small_app, monkeypatch):
    from tests.tui.screen_picture import picture

    monkeypatch.setenv("NO_COLOR", "1")
    async with small_app().run_test() as pilot:
        styles = [
            segment.style
            for strips in pilot.app.screen._compositor.render_update(full=True).strips
            for strip in strips
            for segment in strip
            if segment.style and segment.style.color and segment.style.color.triplet
        ]

        assert "示範" in picture(pilot.app)
        assert all(len(set(style.color.triplet)) == 1 for style in styles)
