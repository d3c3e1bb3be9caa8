"""The editor of long Chinese text under the hands of who types minutes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.events import Paste

from meetingtui.domain.visible import harmless, visible
from meetingtui.tui.widgets.long_text import (
    LONGEST,
    PASTED_AT_ONCE,
    WALL,
    breaks,
    breaks_after,
    place_of,
    split_walls,
    word_count,
)
from meetingtui.tui.widgets.minutes_text import MinutesText
from meetingtui.tui.wrapping import CLOSING, OPENING

SENTENCE = "少年輔導委員會應於三個月內召開一次（含臨時會），由縣長擔任召集人。"
TEXTS = st.text(st.sampled_from("會議紀錄、。，「」（）； abcPIF-10\t𡈽é"), max_size=200)


# ----- rows and paragraphs


@given(TEXTS, st.integers(4, 60))
def test_rows_hold_the_whole_paragraph_and_none_is_wider_than_the_screen(text, width):
    offsets = breaks(text, width)
    rows = [text[a:b] for a, b in zip([0, *offsets], [*offsets, None], strict=True)]

    assert "".join(rows) == text
    assert all(sum(cell_len(sign) for sign in row) <= width for row in rows)
    assert all(rows) or not text


@pytest.mark.parametrize("width", range(10, 60, 3))
def test_no_row_begins_with_a_closing_mark_or_ends_with_an_opening_one(width):
    text = SENTENCE * 4 + "PIF-16 與 PIF-17；「詳附件《設置要點》」！"
    offsets = breaks(text, width)

    for begin in offsets:
        assert text[begin] not in CLOSING
        assert text[begin - 1] not in OPENING


def test_a_word_of_letters_stays_whole():
    text = "請洽承辦人查詢編號 PIF-10-115-03"

    assert [text[at:] for at in breaks(text, 30)] == ["PIF-10-115-03"]


def test_a_wall_of_text_is_split_at_the_ends_of_sentences_and_nothing_is_lost():
    wall = SENTENCE * 100
    split = split_walls("前言\n" + wall)

    assert split.replace("\n", "") == "前言" + wall
    assert all(len(line) <= WALL for line in split.split("\n"))
    assert all(line.endswith("。") for line in split.split("\n")[1:])


def test_a_wall_without_an_end_of_a_sentence_stays_as_it_is():
    wall = "無標點" * 2000

    assert split_walls(wall) == wall


@given(st.text(max_size=80))
def test_what_is_put_in_never_acts_on_a_terminal(text):
    safe = harmless(text)

    assert visible(safe) == safe
    assert "\t" not in safe
    assert "\r" not in safe
    assert safe == harmless(safe)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("照案通過。", 5), ("PIF-10-115-03", 1), ("115年3月5日 上午", 8), ("Teams 會議\n照辦", 5)],
)
def test_words_are_counted_as_offices_count_them(text, count):
    assert word_count(text) == count


@given(TEXTS.map(lambda text: text.replace("、", "\n")), st.integers(0, 200))
def test_a_place_is_found_from_a_count_of_characters(text, index):
    index = min(index, len(text))
    line, column = place_of(text, index)

    assert text.split("\n")[line][:column] == text[:index].split("\n")[-1]


# ----- typing


async def test_typed_chinese_stands_where_the_caret_was(stage):
    editor = MinutesText("甲\n乙")

    async with stage(editor) as on:
        await on.press("up", "end", "丙", "enter", "丁")

        assert editor.text == "甲丙\n丁\n乙"
        assert editor.changed


@pytest.mark.parametrize(
    ("before", "after"), [("照案通過", "照案通"), ("編號 PIF", "編號 "), ("通過。", "通過"), ("甲\n", "甲")]
)
async def test_ctrl_w_takes_one_character_or_one_word_but_never_a_clause(stage, before, after):
    editor = MinutesText(before)

    async with stage(editor) as on:
        await on.press("ctrl+end", "ctrl+w")

        assert editor.text == after


async def test_every_change_of_a_session_is_taken_back_and_done_again(stage):
    editor = MinutesText("頭")

    async with stage(editor) as on:
        for number in range(120):
            await on.press("enter", str(number % 10))
        written = editor.text
        for _step in range(260):
            editor.action_undo()
        assert editor.text == "頭"
        for _step in range(260):
            editor.action_redo()

        assert editor.text == written


async def test_undo_goes_on_where_a_text_was_left(stage):
    editor = MinutesText("第一案")

    async with stage(editor) as on:
        await on.press("ctrl+end", "甲")
        left = editor.give()
        editor.load("第二案")
        editor.action_undo()
        assert editor.text == "第二案"
        editor.take(left)
        assert editor.text == "第一案甲"
        await on.press("ctrl+z")

        assert editor.text == "第一案"


async def test_a_paste_keeps_its_paragraphs_and_leaves_out_what_would_act_on_a_terminal(stage):
    editor = MinutesText("頭")

    async with stage(editor) as on:
        await on.press("ctrl+end")
        editor.post_message(Paste("一\r\n二\t三\x1b[31m\x00\u202e紅\ud800\u2028四"))
        await on.pilot.pause()

        assert editor.text == "頭一\n二 三[31m紅\n四"


async def test_a_paste_of_two_million_characters_is_refused_and_the_text_stays(stage):
    editor = MinutesText("照案通過。")

    async with stage(editor) as on:
        editor.post_message(Paste("字" * 2_000_000))
        await on.pilot.pause()

        assert editor.text == "照案通過。"
        assert "2,000,000" in on.of(MinutesText.TooLong)[-1].sentence


async def test_a_text_that_would_become_too_long_is_refused_and_stays(stage):
    editor = MinutesText("一行\n" * (LONGEST // 3 - 10))
    before = editor.text

    async with stage(editor) as on:
        editor.post_message(Paste("字" * PASTED_AT_ONCE))
        await on.pilot.pause()

        assert editor.text == before
        assert on.of(MinutesText.TooLong)


async def test_a_text_that_is_read_only_takes_nothing(stage):
    editor = MinutesText("已核定", read_only=True)

    async with stage(editor) as on:
        await on.press("甲", "backspace", "ctrl+w", "ctrl+u")
        editor.post_message(Paste("乙"))
        await on.pilot.pause()
        assert editor.replace_all("核", "核") == 0

        assert editor.text == "已核定"


# ----- find and replace


async def test_found_words_are_selected_one_after_the_other_and_from_the_top_again(stage):
    editor = MinutesText("記錄甲\n記錄乙")

    async with stage(editor):
        editor.action_to_start()
        starts = []
        for _turn in range(3):
            assert editor.select_found("記錄")
            starts.append(editor.selection.start)

        assert starts == [(0, 0), (1, 0), (0, 0)]
        assert not editor.select_found("沒有")


async def test_all_are_replaced_at_once_and_taken_back_at_once(stage):
    editor = MinutesText("記錄甲\n記錄乙")

    async with stage(editor) as on:
        assert editor.replace_all("記錄", "紀錄") == 2
        assert editor.text == "紀錄甲\n紀錄乙"
        await on.press("ctrl+z")

        assert editor.text == "記錄甲\n記錄乙"


# ----- what is seen


async def test_the_hardware_cursor_stands_at_the_caret_of_a_wrapped_paragraph(stage):
    editor = MinutesText(SENTENCE * 5)

    async with stage(editor) as on:
        await on.press("ctrl+home", "right", "right", "down")
        region = editor.content_region
        caret = editor.cursor_screen_offset

        assert (caret.x - region.x, caret.y - region.y) == (4, 1)


async def test_only_what_is_seen_is_drawn_and_selection_shows(stage):
    editor = MinutesText("\n".join(f"第{number}段" for number in range(5000)))

    async with stage(editor) as on:
        await on.press("ctrl+home", "shift+right", "shift+right")
        strip = editor.render_line(0)

        assert strip.text.startswith("第0段")
        assert len({segment.style for segment in strip}) > 1
        assert len(editor._drawn) < 200


async def test_what_is_selected_or_the_paragraph_under_the_caret_is_taken_for_an_action_item(stage):
    editor = MinutesText("請教育處\n請社會處與衛生局研議。")

    async with stage(editor) as on:
        await on.press("ctrl+end")
        assert editor.paragraph == "請社會處與衛生局研議。"
        await on.press("shift+left", "shift+left", "shift+left")

        assert editor.paragraph == "研議。"


@given(TEXTS, TEXTS, st.integers(0, 200), st.integers(0, 20), st.integers(4, 40))
def test_an_edited_paragraph_breaks_as_if_it_were_broken_anew(text, put_in, at, gone, width):
    at = min(at, len(text))
    gone = min(gone, len(text) - at)
    after = text[:at] + put_in + text[at + gone :]

    again = breaks_after(after, width, breaks(text, width), at, at + len(put_in), len(put_in) - gone)

    assert again == breaks(after, width)
