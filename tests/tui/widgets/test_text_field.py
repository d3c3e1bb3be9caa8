"""The one-line field under Chinese hands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Paste

from meetingtui.domain.visible import visible_line
from meetingtui.tui.widgets.text_field import TextField, one_line, word_start


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("高危機個案", "高危機個"),
        ("高危機，個案 ", "高危機，個"),
        ("高危機，", "高危機"),
        ("會議 PIF-10", "會議 PIF-"),
        ("會議 PIF-", "會議 PIF"),
        ("會議abc", "會議"),
        ("１１５", ""),
        ("ab  ", ""),
        ("", ""),
    ],
)
async def test_ctrl_w_takes_one_han_character_or_one_word_but_never_a_clause(stage, before, after):
    field = TextField(before)

    async with stage(field) as on:
        await on.press("end", "ctrl+w")

        assert field.value == after


async def test_a_paste_of_several_lines_joins_them(stage):
    field = TextField("頭")

    async with stage(field) as on:
        await on.press("end")
        field.post_message(Paste("第一行\r\n  第二行\n\n第三\t行\n"))
        await on.pilot.pause()

        assert field.value == "頭第一行 第二行 第三 行"
        assert field.cursor_position == len(field.value)


async def test_a_paste_leaves_out_what_would_act_on_a_terminal(stage):
    field = TextField()

    async with stage(field) as on:
        field.post_message(Paste("詳[/附件]\x1b[31m\x00\u202e紅\ud800"))
        await on.pilot.pause()

        assert field.value == "詳[/附件][31m紅"


async def test_a_paste_replaces_what_is_selected(stage):
    field = TextField("舊的字")

    async with stage(field) as on:
        await on.press("ctrl+a")
        field.post_message(Paste("新"))
        await on.pilot.pause()

        assert field.value == "新"


async def test_the_hardware_cursor_stands_at_the_caret(stage):
    field = TextField()

    async with stage(field) as on:
        assert on.app.cursor_position == (0, 0)
        await on.press("會", "議", "a")
        assert on.app.cursor_position == (5, 0)
        await on.press("left", "left")
        assert on.app.cursor_position == (2, 0)


async def test_the_hardware_cursor_stays_inside_a_long_line(stage):
    field = TextField("議" * 100)

    async with stage(field) as on:
        await on.press("home", "end")
        x, y = on.app.cursor_position

        assert (70 < x < 80, y) == (True, 0)
        await on.press("home")
        assert on.app.cursor_position == (0, 0)


async def test_stored_texts_are_shown_as_typed_and_stay_as_they_are(stage, hostile):
    fields = [TextField(text) for text in hostile]

    async with stage(*fields) as on:
        await on.press("end", "left", "tab", "shift+home")

        assert on.harmless()
        assert "詳[/附件]" in on.text
        assert "␛[31m紅" in on.text
        assert [field.value for field in fields] == list(hostile)


async def test_a_placeholder_from_outside_is_shown_as_typed_and_cut_to_the_field(stage, hostile):
    fields = [TextField(placeholder=text + "會議別名稱、簡稱或代碼" * 8) for text in hostile]

    async with stage(*fields) as on:
        assert on.harmless()
        for line, text in zip(on.lines, hostile, strict=False):
            assert line.startswith(visible_line(text))


async def test_a_picture_takes_one_place_of_the_caret(stage):
    field = TextField("\u202e\x1bab")

    async with stage(field) as on:
        await on.press("home", "right", "right", "X")

        assert field.value == "\u202e\x1bXab"
        assert on.app.cursor_position == (3, 0)


async def test_a_click_puts_the_caret_between_han_characters(stage):
    field = TextField("高危機會議")

    async with stage(field) as on:
        await on.pilot.click(TextField, offset=(4, 0))

        assert field.cursor_position == 2


async def test_ctrl_z_takes_back_typing_in_this_field(stage):
    field = TextField("原文")

    async with stage(field) as on:
        await on.press("end", "甲", "ctrl+u", "ctrl+z")
        assert field.value == "原文甲"
        await on.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert field.value == "原文"


@given(st.text(max_size=30))
def test_a_word_to_delete_is_never_empty_nor_reaches_before_the_line(text):
    start = word_start(text, len(text))
    assert 0 <= start < len(text) or not text


@given(st.text(max_size=60))
def test_pasted_text_is_one_line(text):
    assert "\n" not in one_line(text)
