"""What a draft is worth: what if, by which weights, at what cost, and whether the best is proven."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from textual.widgets import Static

from meetingtui.services import plan_weights
from meetingtui.services.bettering import Progress, Proof, Silent
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.plan_proof import ProofTold
from meetingtui.tui.screens.plan import PlanScreen
from tests import builders
from tests.tui.keyboard import press, settled
from tests.tui.plan_app import DRAFTED, NEXT, draft, draft_of
from tests.tui.screen_picture import picture


@pytest.fixture
def opened(planned_office, choices) -> Callable[..., Any]:
    """Opens the calendar of the planned office and drafts a year."""
    return partial(draft_of, planned_office, choices)


def prove(page: PlanScreen, answer: Proof | Silent) -> None:
    """Let the search for the best plan end with an answer."""
    page._proving = True
    page._proven(page.hand, answer)


async def test_a_year_under_assumptions_is_drafted_and_thrown_away_again(opened):
    async with opened() as pilot:
        await press(pilot, "w", *"PIF-14+2", "enter")
        assert "看不出假設的內容" in picture(pilot.app)

        await press(pilot, "w", *"PIF-14", "space", *"分區+2", "comma", *"PIF-16", "space", *"每月", "enter")
        assert f"編排草稿{DRAFTED + 8 + 12}場" in picture(pilot.app)
        assert "假設：PIF-14 分區+2、PIF-16 每月" in picture(pilot.app)

        await press(pilot, "w", "ctrl+u", "enter")
        assert f"編排草稿{DRAFTED}場" in picture(pilot.app)


async def test_while_an_assumption_is_worked_out_nothing_can_be_saved_and_escape_goes_back(opened, planned_office):
    async with opened() as pilot:
        page = draft(pilot)
        page._assume("PIF-14 分區+2")
        page.action_save()
        waiting = page.hand is None, page.table.total, str(page.query_one("#plan--head", Static).content)
        page.action_leave()
        await settled(pilot)

        assert waiting == (True, 0, "116年試算中：PIF-14 分區+2。Esc 停止，回到原來的草稿。")
        assert f"編排草稿{DRAFTED}場" in picture(pilot.app)
        assert builders.sittings(planned_office, year=NEXT) == []


async def test_an_assumption_that_is_refused_leaves_the_draft_as_it_was(opened):
    async with opened() as pilot:
        await press(pilot, "w", *"PIF-17", "space", *"分區+60", "comma", *"PIF-17", "space", *"每月3場", "enter")

        assert "這項假設沒有採" in picture(pilot.app)
        assert len(draft(pilot).hand.lines) == DRAFTED


async def test_assumptions_are_written_down_only_after_a_question(opened, planned_office):
    async with opened() as pilot:
        await press(pilot, "w", *"PIF-14", "space", *"分區+2", "enter", "space", "s")
        assert isinstance(pilot.app.screen, YesNo)
        await press(pilot, "escape")
        assert builders.sittings(planned_office, year=NEXT) == []

        await press(pilot, "s", "enter")

    assert len(builders.sittings(planned_office, year=NEXT)) == DRAFTED + 8


async def test_two_more_centres_are_added_to_a_year_that_is_planned_already(opened, planned_office):
    builders.plan_year(planned_office, NEXT, on=builders.TODAY)
    stood = len(builders.sittings(planned_office, year=NEXT))
    async with opened() as pilot:
        await press(pilot, "w", *"PIF-14", "space", *"分區+2", "enter")
        assert "編排草稿8場，已接受0場；違反規定0場" in picture(pilot.app)
        await press(pilot, "space", "s", "enter")

    assert len(builders.sittings(planned_office, year=NEXT)) == stood + 8


async def test_what_plans_are_judged_by_is_changed_on_one_form_and_drafts_anew(opened, planned_office):
    async with opened() as pilot:
        await press(pilot, "W")
        for name in ("離理想日每一日", "不在平常的星期", "鄉鎮之間的車程"):
            assert name in picture(pilot.app)
        await press(pilot, "tab", *"1001", "ctrl+s")
        assert "1000" in picture(pilot.app)
        await press(pilot, "shift+tab", "tab", *"3", "ctrl+s")

        assert plan_weights.of(planned_office).weekday == 3
        assert isinstance(pilot.app.screen, PlanScreen)


async def test_a_draft_that_is_shifted_while_the_best_is_looked_for_is_not_called_the_best(opened):
    async with opened() as pilot:
        await press(pilot, "right")
        prove(draft(pilot), Proof(draft(pilot).hand.draft, proven=True, bound=None))
        await settled(pilot)

        assert "已證明" not in picture(pilot.app)


async def test_without_a_solver_the_draft_says_that_nothing_is_proven_and_what_helps(opened, monkeypatch):
    monkeypatch.setitem(sys.modules, "highspy", None)  # as if it were not installed
    async with opened() as pilot:
        assert "未安裝求解程式（附加套件 solver），未求證" in picture(pilot.app)


async def test_while_the_best_plan_is_looked_for_the_seconds_and_the_gap_are_told(opened):
    async with opened(size=(160, 45)) as pilot:
        page = draft(pilot)
        page._proving = True
        page.post_message(ProofTold(Progress(200.0, 190.0, 12.3), page._given_up))
        await pilot.pause()

        assert "（12秒）：目前最好200分，最少190分，差距5.0%" in picture(pilot.app)
        page.stop_proving()
        await pilot.pause()
        assert "已停止求最佳排法，未求證" in picture(pilot.app)


@pytest.mark.parametrize(("why", "said"), [(Silent.BROKEN, "求解程式中斷"), (Silent.LATE, "未在時限內回應")])
async def test_a_solver_that_fails_is_told_apart_from_one_that_is_slow(opened, why, said):
    async with opened() as pilot:
        prove(draft(pilot), why)
        await pilot.pause()

        assert said in picture(pilot.app)


async def test_a_shifted_line_says_what_it_costs_now_and_the_draft_what_it_cost_before(opened):
    async with opened(size=(160, 45)) as pilot:
        was = draft(pilot).hand.draft.cost
        await press(pilot, "right")

        hand, screen = draft(pilot).hand, picture(pilot.app)
        assert f"手動調整後扣分{hand.draft.cost}分（原提案{was}分）" in screen
        assert f"扣分：{hand.lines[draft(pilot).table.current.id].costs}" in screen


async def test_each_line_says_what_it_costs_and_when_the_same_one_was_due_the_year_before(opened, planned_office):
    async with opened(size=(160, 45)) as pilot:
        lines = pilot.app.screen.hand.lines
        dear = next(place for place, line in enumerate(lines) if line.costs)
        await press(pilot, *["down"] * dear)

        assert f"扣分：{lines[dear].costs}" in picture(pilot.app)
        first = lines[0]
        same = next(
            one for one in builders.sittings(planned_office)
            if (one.series, one.track_name, one.ordinal) == (first.code, first.track, first.ordinal)
        )  # fmt: skip
        assert first.before.date().isoformat() == same.day
