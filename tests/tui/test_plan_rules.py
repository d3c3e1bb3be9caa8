"""Lines of a draft that break a rule: said in red, kept for a reason, or left out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from meetingtui.tui.dialogs.ask import YesNo
from tests import builders
from tests.tui.keyboard import press
from tests.tui.plan_app import DRAFTED, NEXT, draft, draft_of
from tests.tui.screen_picture import picture


@pytest.fixture
def opened(planned_office, choices) -> Callable[..., Any]:
    """Opens the calendar of the planned office and drafts a year."""
    return partial(draft_of, planned_office, choices)


async def test_a_line_that_breaks_a_rule_turns_red_says_why_and_is_not_accepted(opened, planned_office):
    async with opened(size=(160, 45)) as pilot:
        await press(pilot, "ctrl+left", "ctrl+left")  # from Tuesday to Sunday
        assert draft(pilot).table.current.style == "error"
        assert "例假日" in picture(pilot.app)
        assert "違反規定1場" in picture(pilot.app)

        await press(pilot, "space")
        assert len(draft(pilot).table.marked) == DRAFTED - 1
        await press(pilot, "space")
        assert "不能接受" in picture(pilot.app)
        await press(pilot, "s")

    assert len(builders.sittings(planned_office, year=NEXT)) == DRAFTED - 1


async def test_what_was_accepted_and_then_broke_a_rule_stays_out_after_a_question(opened, planned_office):
    async with opened() as pilot:
        await press(pilot, "space", "ctrl+left", "ctrl+left", "s")
        assert isinstance(pilot.app.screen, YesNo)
        await press(pilot, "enter")

    assert len(builders.sittings(planned_office, year=NEXT)) == DRAFTED - 1


async def test_a_line_that_breaks_a_rule_is_kept_for_a_reason(opened, planned_office):
    async with opened() as pilot:
        await press(pilot, "k")
        assert draft(pilot)  # it breaks nothing, so nothing is asked
        await press(pilot, "ctrl+left", "ctrl+left", "k", *"縣長指示", "enter")
        assert "照排（縣長指示）116年1月3日（星期日）是例假日" in picture(pilot.app)
        assert "違反規定0場" in picture(pilot.app)
        assert "照排1場" in picture(pilot.app)

        await press(pilot, "exclamation_mark")
        assert "沒有違反規定" in picture(pilot.app)
        await press(pilot, "space", "s")

    saved = builders.sittings(planned_office, year=NEXT)
    assert len(saved) == DRAFTED
    assert [one.reason for one in saved if one.reason] == ["縣長指示"]


async def test_a_line_that_was_accepted_before_is_accepted_again_once_its_reason_is_given(opened, planned_office):
    async with opened() as pilot:
        await press(pilot, "ctrl+left", "ctrl+left", "space", "ctrl+k", *"配合議會期程", "enter", "s")

    assert len(builders.sittings(planned_office, year=NEXT)) == DRAFTED


async def test_a_reason_that_was_not_given_changes_nothing(opened):
    async with opened() as pilot:
        await press(pilot, "ctrl+left", "ctrl+left", "k", "a", "escape")

        assert "違反規定1場" in picture(pilot.app)


async def test_the_next_problem_is_found_from_anywhere(opened):
    async with opened() as pilot:
        await press(pilot, "exclamation_mark")
        assert "沒有違反規定" in picture(pilot.app)
        await press(pilot, "down", "down", "ctrl+right", "ctrl+right", "ctrl+right", "home")
        broken = [n for n, line in enumerate(draft(pilot).hand.lines) if line.broken]

        await press(pilot, "ctrl+n")

        assert draft(pilot).table.cursor == broken[0]


async def test_what_was_not_saved_is_said_and_a_shifted_draft_is_proven_no_longer(opened, planned_office):
    async with opened() as pilot:
        assert "已證明" in picture(pilot.app) or "按 b 採用" in picture(pilot.app)
        while not any(line.refused for line in pilot.app.screen.hand.lines):
            await press(pilot, "right")
        assert "已證明" not in picture(pilot.app)
        assert "按 b 採用" not in picture(pilot.app)
        await press(pilot, "space", "s")

        assert "其餘" in picture(pilot.app)
    assert len(builders.sittings(planned_office, year=NEXT)) < DRAFTED
