"""Sittings of a draft that find no time: why, and the ways out."""

from __future__ import annotations

from datetime import date

from meetingtui.services import calendar
from meetingtui.tui.dialogs.plan_exclusion import PlanExclusion
from tests import builders
from tests.tui.keyboard import press
from tests.tui.plan_app import NEXT, draft, draft_of
from tests.tui.screen_picture import picture


async def test_an_unplaced_sitting_is_told_with_its_reason(office, choices):
    for number in range(31):
        calendar.close(office, date(2027, 1, 1 + number), reason="整修")

    async with draft_of(office, choices, size=(160, 45)) as pilot:
        hand = draft(pilot).hand
        assert hand.draft.unplaced
        await press(pilot, "end", "exclamation_mark")
        assert "排不進" in picture(pilot.app)
        assert hand.draft.unplaced[0].reason[:12] in picture(pilot.app)


async def on_the_first_without_a_time(pilot) -> None:
    assert draft(pilot).table.move_to("u0")
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, PlanExclusion)


async def test_sittings_that_exclude_each_other_stand_on_a_page_with_the_ways_out(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        (left, *_rest) = draft(pilot).hand.draft.lost
        await on_the_first_without_a_time(pilot)

        text = picture(pilot.app)
        assert "互相排擠的2場" in text
        assert "強化社會安全網跨網絡會議" in text
        assert "延後一週" in text
        assert "代理主持" in text
        assert len(left.together) == 2


async def test_a_way_out_that_is_too_long_for_its_line_is_read_in_full_below(office, choices):
    builders.busy(office, "衛生局局長", date(NEXT, 2, 20), date(NEXT, 6, 10))
    builders.busy(office, "衛生局副局長", date(NEXT, 2, 20), date(NEXT, 6, 10))
    async with draft_of(office, choices) as pilot:
        (left, *_rest) = draft(pilot).hand.draft.lost
        await on_the_first_without_a_time(pilot)

        assert left.ways_out[0].remedies[0].words in picture(pilot.app)


async def test_a_way_out_is_taken_in_the_draft_and_nothing_is_saved(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        lost = len(draft(pilot).hand.draft.lost)
        await on_the_first_without_a_time(pilot)
        await press(pilot, "enter")

        hand = draft(pilot).hand
        assert len(hand.draft.lost) < lost
        assert "採用出路1項" in picture(pilot.app)
        line = hand.lines[draft(pilot).table.current.id]
        assert any("時段" in sentence for sentence in line.broken)
        assert builders.sittings(deputy_away, year=NEXT) == []


async def test_a_deputy_is_named_in_the_draft(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        await on_the_first_without_a_time(pilot)
        ways = pilot.app.screen.query_one("#ways")
        place = next(n for n in range(ways.total) if "代理主持" in ways.row(n).cells[0])
        await press(pilot, *["down"] * place, "enter")

        hand = draft(pilot).hand
        acting = [one for one in hand.draft.sittings if one.acting_post_id is not None]
        assert [one.label for one in acting if one.label == hand.conceded[0].label]


async def test_a_sitting_shifted_by_hand_stays_where_it_is_when_a_way_out_is_taken(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        await press(pilot, "right")
        former = draft(pilot).hand
        (place,) = former.shifted
        await on_the_first_without_a_time(pilot)
        await press(pilot, "enter")

        hand = draft(pilot).hand
        assert "採用出路1項" in picture(pilot.app)
        assert len(hand.draft.lost) < len(former.draft.lost)
        assert [hand.lines[one].start for one in hand.shifted] == [former.lines[place].start]


async def test_one_of_many_that_was_only_counted_is_looked_into_when_it_is_asked_for(office, choices):
    for post in ("衛生局科長", "衛生局副局長"):
        builders.busy(office, post, date(NEXT, 1, 1), date(NEXT + 1, 1, 1))
    async with draft_of(office, choices) as pilot:
        page = draft(pilot)
        assert page.table.move_to("past alike PIF-17")
        await press(pilot, "enter")
        place, left = next(
            pair for pair in enumerate(page.hand.draft.lost) if pair[1].series == "PIF-17" and pair[1].alike
        )
        assert left.ways_out == ()
        assert page.table.move_to(f"u{place}")
        await press(pilot, "enter")

        assert isinstance(pilot.app.screen, PlanExclusion)
        assert "代理主持" in picture(pilot.app)
        told = page.hand.draft.lost[place]
        assert (told.window, told.track, told.alike) == (left.window, left.track, False)
        assert told.ways_out
