"""Planning a year: the draft is shifted and accepted, and saved in one go."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from textual.widgets import Static

from meetingtui.dates.clock import Clock
from meetingtui.domain.sessions import Kind
from meetingtui.services import adding, blackouts, calendar, history, plan_weights, series_rules
from meetingtui.services.adding import NewSitting
from meetingtui.services.bettering import Progress, Proof, Silent
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.plan_exclusion import PlanExclusion
from meetingtui.tui.plan_proof import ProofTold
from meetingtui.tui.screens.calendar import Calendar
from meetingtui.tui.screens.plan import PlanScreen
from tests import builders
from tests.tui.screen_picture import assert_picture, picture

NEXT = builders.YEAR + 1
DRAFTED = 111
"""Sittings that the registry of 屏東縣 asks of a year."""


class CalendarApp(MeetingApp):
    """The real app, beginning in the calendar."""

    DEFAULT_MODE = "calendar"


@pytest.fixture
def opened(planned_office, choices) -> Callable[..., Any]:
    """Opens the calendar and drafts a year."""

    @asynccontextmanager
    async def draft(year: str = "116", size: tuple[int, int] = (80, 24), office: Any = None, **options: Any):
        app = CalendarApp(lambda: office or planned_office, choices, **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            await press(pilot, "y", *year, "g")
            yield pilot

    return draft


async def settled(pilot) -> None:
    """Wait until what was asked in threads is shown."""
    for _round in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot, *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def draft(pilot) -> PlanScreen:
    screen = pilot.app.screen
    assert isinstance(screen, PlanScreen)
    return screen


async def test_a_year_is_planned_with_the_keys_of_the_journey(planned_office, choices):
    app = CalendarApp(lambda: planned_office, choices)
    app.DEFAULT_MODE = "sessions"
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for key in ("2", "y", "1", "1", "6", "g", "down", "right", "space", "s"):
            await press(pilot, key)

        assert isinstance(pilot.app.screen, Calendar)
        assert pilot.app.screen.facts.year == NEXT
    assert len(builders.sittings(planned_office, year=NEXT)) == DRAFTED


async def test_nothing_is_saved_before_it_is_accepted_and_saved(opened, planned_office):
    async with opened() as pilot:
        assert len(draft(pilot).hand.lines) == DRAFTED
        await press(pilot, "s")
        assert "尚未接受任何場次" in picture(pilot.app)
        assert draft(pilot)

    assert builders.sittings(planned_office, year=NEXT) == []


async def test_space_accepts_all_first_and_one_by_one_then(opened, planned_office):
    async with opened() as pilot:
        await press(pilot, "space")
        assert len(draft(pilot).table.marked) == DRAFTED
        assert "已接受111場" in picture(pilot.app)

        await press(pilot, "space", "space", "ctrl+s")

    assert len(builders.sittings(planned_office, year=NEXT)) == DRAFTED - 2


async def test_arrows_shift_by_week_and_with_shift_or_ctrl_by_day(opened):
    async with opened() as pilot:
        first = draft(pilot).hand.lines[0].start

        await press(pilot, "right")
        assert (draft(pilot).hand.lines[0].start - first).days == 7
        await press(pilot, "left", "shift+right", "ctrl+right", "full_stop", "comma")
        assert (draft(pilot).hand.lines[0].start - first).days == 2


async def test_a_date_is_typed_in_any_form(opened):
    async with opened() as pilot:
        await press(pilot, "e", *["backspace"] * 20, *"116/1/13 10:00", "enter")
        assert draft(pilot).hand.lines[0].start == builders.at("2027-01-13", "10:00")

        await press(pilot, "e", *["backspace"] * 20, *"116/2/30", "enter")
        assert draft(pilot).hand.lines[0].start == builders.at("2027-01-13", "10:00")


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


async def test_a_past_year_says_why_nothing_can_be_placed(opened):
    async with opened("113") as pilot:
        assert "已過期的時段（111）" in picture(pilot.app)
        rows = draft(pilot).table.total

        await press(pilot, "home", "down")
        assert "未排；如已召開，請補登" in picture(pilot.app)
        await press(pilot, "enter", "down")
        assert "已過。如已召開" in picture(pilot.app)
        await press(pilot, "up", "enter")
        assert draft(pilot).table.total == rows


async def test_a_year_without_official_calendar_says_so_above(opened):
    async with opened("117") as pilot:
        assert "117年尚無官方辦公日曆" in picture(pilot.app)


async def test_a_planned_year_has_nothing_left(opened, planned_office):
    planned_office.clock = Clock(builders.PLANNING_DAY)

    async with opened("115") as pilot:
        assert "應開的場次都已排定" in picture(pilot.app)


async def test_escape_asks_before_a_touched_draft_is_given_up(opened):
    async with opened() as pilot:
        await press(pilot, "right", "escape")
        assert isinstance(pilot.app.screen, YesNo)
        assert pilot.app.unsaved == 1
        await press(pilot, "escape")
        assert draft(pilot).hand.shifted

        await press(pilot, "escape", "enter")
        assert isinstance(pilot.app.screen, Calendar)
        assert pilot.app.unsaved == 0


async def test_escape_leaves_an_untouched_draft_at_once(opened):
    async with opened() as pilot:
        await press(pilot, "escape")

        assert isinstance(pilot.app.screen, Calendar)


async def test_the_draft_waits_while_another_place_is_visited_and_meets_what_was_added_there(opened, planned_office):
    async with opened() as pilot:
        await press(pilot, "right", "4")
        line = draft_of(pilot).hand.lines[3]
        adding.add(
            planned_office, NewSitting(series="PIF-05", start=line.start, kind=Kind.EXTRAORDINARY, chair=line.chair)
        )
        pilot.app.records_changed()
        await press(pilot, "2")

        assert draft(pilot).hand.shifted == {0}
        assert "撞期" in "".join(draft(pilot).hand.lines[3].broken)


def draft_of(pilot) -> PlanScreen:
    """The draft while another place is in front."""
    return next(one for one in pilot.app._screen_stacks["calendar"] if isinstance(one, PlanScreen))


async def test_one_undo_takes_the_plan_back(opened, planned_office):
    async with opened() as pilot:
        await press(pilot, "space", "s", "u")

        assert pilot.app.screen.facts.year == NEXT
    assert builders.sittings(planned_office, year=NEXT) == []
    assert history.undoable(planned_office)[0].object.startswith("115年")


async def test_another_language_leaves_the_draft_as_it_is(opened):
    async with opened() as pilot:
        await press(pilot, "down", "right", "space", "space")
        await pilot.app.use_language("en")
        await settled(pilot)

        assert len(draft(pilot).table.marked) == DRAFTED - 1
        assert draft(pilot).hand.shifted
        assert draft(pilot).table.cursor == 2


async def test_an_unplaced_sitting_is_told_with_its_reason(opened, office):
    for number in range(31):
        calendar.close(office, date(2027, 1, 1 + number), reason="整修")

    async with opened(office=office, size=(160, 45)) as pilot:
        hand = draft(pilot).hand
        assert hand.draft.unplaced
        await press(pilot, "end", "exclamation_mark")
        assert "排不進" in picture(pilot.app)
        assert hand.draft.unplaced[0].reason[:12] in picture(pilot.app)


@pytest.fixture
def deputy_away(office):
    """副縣長 has one afternoon in January of the year that is drafted, and two sittings to chair."""
    lines = ["起,迄", "2027-01-01 00:00,2027-01-13 13:30", "2027-01-13 16:30,2027-02-01 00:00"]
    found = blackouts.preview(office, "\n".join(lines).encode(), chair="副縣長", filename="行程.csv")
    blackouts.accept(office, found)
    for code in ("PIF-10", "PIF-05"):
        rule = series_rules.form(office, code)
        monthly = rule._replace(rhythm="month", windows=(), stated=None, cadence="", deputies=())
        series_rules.change(office, code, monthly, since=date(2027, 1, 1))
    return office


async def on_the_first_without_a_time(pilot) -> None:
    assert draft(pilot).table.move_to("u0")
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, PlanExclusion)


async def test_sittings_that_exclude_each_other_stand_on_a_page_with_the_ways_out(opened, deputy_away):
    async with opened(office=deputy_away) as pilot:
        (left, *_rest) = draft(pilot).hand.draft.lost
        await on_the_first_without_a_time(pilot)

        text = picture(pilot.app)
        assert "互相排擠的2場" in text
        assert "強化社會安全網跨網絡會議" in text
        assert "延後一週" in text
        assert "代理主持" in text
        assert len(left.together) == 2


async def test_a_way_out_is_taken_in_the_draft_and_nothing_is_saved(opened, deputy_away):
    async with opened(office=deputy_away) as pilot:
        lost = len(draft(pilot).hand.draft.lost)
        await on_the_first_without_a_time(pilot)
        await press(pilot, "enter")

        hand = draft(pilot).hand
        assert len(hand.draft.lost) < lost
        assert "採用出路1項" in picture(pilot.app)
        line = hand.lines[draft(pilot).table.current.id]
        assert any("時段" in sentence for sentence in line.broken)
        assert builders.sittings(deputy_away, year=NEXT) == []


async def test_a_deputy_is_named_in_the_draft(opened, deputy_away):
    async with opened(office=deputy_away) as pilot:
        await on_the_first_without_a_time(pilot)
        ways = pilot.app.screen.query_one("#ways")
        place = next(n for n in range(ways.total) if "代理主持" in ways.row(n).cells[0])
        await press(pilot, *["down"] * place, "enter")

        hand = draft(pilot).hand
        acting = [one for one in hand.draft.sittings if one.acting_post_id is not None]
        assert [one.label for one in acting if one.label == hand.conceded[0].label]


async def test_a_shifted_draft_is_not_thrown_away_for_a_way_out(opened, deputy_away):
    async with opened(office=deputy_away) as pilot:
        await press(pilot, "right")
        await on_the_first_without_a_time(pilot)
        await press(pilot, "enter")

        assert draft(pilot).hand.shifted
        assert "草稿已有更動" in picture(pilot.app)


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_draft_looks_like_its_picture(opened, language, size):
    async with opened(size=size) as pilot:
        await pilot.app.use_language(language)
        await press(pilot, "down", "right", "space")

        assert_picture(pilot.app, f"plan-{language}-{size[0]}")


async def test_every_command_of_the_draft_is_reached_by_the_menu(opened):
    async with opened() as pilot:
        await press(pilot, "f10")

        codes = {command.code for command in pilot.app.screen._commands}
        assert {"plan.save", "plan.accept", "plan.week-later", "plan.day-earlier", "plan.date", "plan.problem"} <= codes
        assert "plan.keep" not in codes

        await press(pilot, "escape", "ctrl+left", "ctrl+left", "f10")
        assert "plan.keep" in {command.code for command in pilot.app.screen._commands}


# ----- what if


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


async def test_a_draft_that_is_shifted_while_the_best_is_looked_for_is_not_called_the_best(opened):
    async with opened() as pilot:
        await press(pilot, "right")
        draft(pilot)._proven(Proof(draft(pilot).hand.draft, proven=True, bound=None))
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
        page.post_message(ProofTold(Progress(200.0, 190.0, 12.3)))
        await pilot.pause()

        assert "（12秒）：目前最好200分，最少190分，差距5.0%" in picture(pilot.app)
        page.stop_proving()
        await pilot.pause()
        assert "已停止求最佳排法，未求證" in picture(pilot.app)


@pytest.mark.parametrize(("why", "said"), [(Silent.BROKEN, "求解程式中斷"), (Silent.LATE, "未在時限內回應")])
async def test_a_solver_that_fails_is_told_apart_from_one_that_is_slow(opened, why, said):
    async with opened() as pilot:
        draft(pilot)._proven(why)
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
