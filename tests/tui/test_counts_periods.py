"""The counts of any year, period and as-of date, in five groupings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from meetingtui.services import counts
from meetingtui.tui.dialogs.period import PeriodDialog
from tests.tui.counts_app import above, counts_of, line, lines, truth
from tests.tui.keyboard import press, settled
from tests.tui.screen_picture import picture


@pytest.fixture
def opened(sample_office, choices) -> Callable[..., Any]:
    """Opens the counts of the sample."""
    return partial(counts_of, sample_office, choices)


async def test_another_year_is_counted_by_typing_it(opened, sample_office):
    async with opened() as pilot:
        await press(pilot, "y", "1", "1", "6")

        assert above(pilot).startswith("116年")
        assert line(pilot, "PIF-10")["planned"] == str(truth(sample_office, 2027)["PIF-10"].planned)


async def test_b_turns_through_the_five_groupings(opened, sample_office):
    async with opened(size=(160, 45)) as pilot:
        seen = []
        for _turn in range(5):
            await press(pilot, "b")
            seen.append(above(pilot).rpartition("，")[2])
        assert seen == ["依分區", "依季", "依層級", "依主辦機關", "依會議別"]


async def test_tracks_and_quarters_have_a_column_of_their_own(opened):
    async with opened() as pilot:
        await press(pilot, "b")
        assert line(pilot, "PIF-14-T3")["part"] == "第3中心（內埔區）"
        assert line(pilot, "PIF-14-T3")["name"] == "社區照顧資源整合平台會議"

        await press(pilot, "b")
        assert line(pilot, "PIF-14-Q4")["part"] == "第4季"
        assert "代碼" not in picture(pilot.app).splitlines()[2] or "第4季" not in line(pilot, "PIF-14-Q4")["name"]


async def test_levels_are_named_in_words_not_by_code(opened):
    async with opened() as pilot:
        await press(pilot, "b", "b", "b")
        assert "statutory" not in picture(pilot.app)
        assert {"法定委員會", "聯繫會議", "社區平台", "個案會議"} <= {one.get("name") for one in lines(pilot)}


PERIODS = {
    "several years": (["right", "tab", "1", "1", "4"], "114年至115年"),
    "school year": (["right", "right", "tab", "1", "1", "4"], "114學年度"),
    "phase": (["right", "right", "right", "tab", "第", "二", "tab"], "第二期"),
    "two days": (["right", "right", "right", "right", "tab", *"115.3.1", "tab", *"115.5.31"], "115.3.1-115.5.31"),
    "a year": (["tab", "2", "0", "2", "5"], "114年"),
}


@pytest.mark.parametrize(("keys", "words"), PERIODS.values(), ids=PERIODS.keys())
async def test_any_period_is_chosen_and_stands_above(opened, keys, words):
    async with opened() as pilot:
        await press(pilot, "d")
        await typed(pilot, keys)
        await press(pilot, "enter")

        assert above(pilot).startswith(f"{words}，基準日115.11.22")


async def typed(pilot, keys) -> None:
    """Type into the dialog; a field that is entered is emptied first."""
    for key in keys:
        await pilot.press(key)
        if key == "tab":
            await pilot.press("ctrl+a", "delete")
    await settled(pilot)


async def test_an_as_of_date_shows_what_was_known_on_that_day(opened, sample_office):
    async with opened() as pilot:
        await press(pilot, "d", "tab", "tab", *"115.6.30", "enter")

        assert above(pilot) == "115年，基準日115.6.30，依會議別"
        known = counts.count(sample_office, counts.year_span(2026), as_of=date(2026, 6, 30))
        assert line(pilot, "PIF-15")["held"] == str({row.key: row for row in known.rows}["PIF-15"].held)


async def test_a_period_that_is_none_is_refused_at_its_place(opened):
    async with opened() as pilot:
        await press(pilot, "d", "right")
        await typed(pilot, ["tab", *"116", "tab", *"115"])
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PeriodDialog)
        assert "統計迄年不能早於起年" in picture(pilot.app)

        await press(pilot, *"abc", "enter")
        assert "看不出是哪一年" in picture(pilot.app)


async def test_what_was_typed_into_the_period_is_there_again_after_escape(opened):
    async with opened() as pilot:
        await press(pilot, "d", "right", "right")
        await typed(pilot, ["tab", *"113"])
        await press(pilot, "escape", "d")

        assert "113.8.1至114.7.31" in picture(pilot.app)


@pytest.mark.parametrize("back", [["escape"], ["y", "1", "1", "5"], ["left_square_bracket", "right_square_bracket"]])
async def test_a_year_ends_the_period_that_was_chosen(opened, back):
    async with opened() as pilot:
        await press(pilot, "d", "right", "right", "enter")
        assert above(pilot).startswith("115學年度")

        await press(pilot, *back)
        assert above(pilot) == "115年，基準日115.11.22，依會議別"
