"""The draft of a bad year: shown at once, then explained, then bettered; whatever the user does meanwhile stays."""

from __future__ import annotations

from datetime import timedelta

from textual.widgets import Static

from meetingtui.domain.errors import Refusal
from meetingtui.services import drafting
from meetingtui.services.bettering import Progress, Proof, Silent
from meetingtui.tui.dialogs.plan_exclusion import PlanExclusion
from meetingtui.tui.messages import Fetched
from meetingtui.tui.plan_proof import ProofTold
from meetingtui.tui.screens.calendar import Calendar
from tests import builders
from tests.tui.keyboard import press, settled
from tests.tui.plan_app import NEXT, draft, draft_of
from tests.tui.screen_picture import picture


def begun_anew(page) -> None:
    """The plain draft has just come, and nothing of it is explained yet."""
    page.taken(drafting.assume(page.office, NEXT, ""))
    assert page.busy
    assert not page.hand.explained


def progress(page) -> str:
    return str(page.query_one("#plan--proof", Static).content)


async def test_the_plain_draft_is_there_before_its_explanations_and_says_what_is_being_done(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        page = draft(pilot)
        whole = page.hand.draft
        begun_anew(page)

        (left,) = page.hand.draft.lost
        rows = [page.table.row(n) for n in range(page.table.total)]
        assert [line.start for line in page.hand.lines] == [one.start for one in whole.sittings]
        assert [row.cells[-1] for row in rows if row.id == "u0"] == [left.reason]
        assert "個上班日" in left.reason
        assert progress(page) == "草稿已排出，正在找1場為何排不進或超過間隔，以及出路。Esc 停止。"

        page.show_exclusion("u0")
        await settled(pilot)
        assert page.hand.draft == whole
        assert "正在找互相排擠的場次與出路" in picture(pilot.app)


async def test_what_is_shifted_before_the_explanations_are_there_stays_and_they_are_added(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        page = draft(pilot)
        whole = page.hand.draft
        begun_anew(page)
        page._move(3, page.hand.lines[3].start + timedelta(days=7))
        shifted = page.hand.lines[3]
        await settled(pilot)

        assert page.hand.lines[3] == shifted
        assert page.hand.draft.lost == whole.lost
        assert page.hand.draft.cost != whole.cost
        assert f"原提案{whole.cost}分" in progress(page)


async def test_escape_ends_the_explanations_only_and_enter_asks_for_them_again(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        page = draft(pilot)
        begun_anew(page)
        page.action_leave()
        await settled(pilot)
        assert draft(pilot) is page
        assert not page.hand.explained
        assert "已停止" in progress(page)

        assert page.table.move_to("u0")
        await press(pilot, "enter")
        assert page.hand.explained
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PlanExclusion)


async def test_leaving_before_the_explanations_are_there_ends_them(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        page = draft(pilot)
        begun_anew(page)
        hand = page.hand
        page.dismiss(None)
        await pilot.pause()

        assert isinstance(pilot.app.screen, Calendar)
        await settled(pilot)
        assert not hand.explained


async def test_a_draft_that_is_replaced_takes_no_explanation_of_the_one_before(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        page = draft(pilot)
        begun_anew(page)
        old = page.hand
        begun_anew(page)
        await settled(pilot)

        assert page.hand is not old
        assert (page.hand.explained, old.explained) == (True, False)


async def test_a_search_for_the_best_tells_nothing_of_another_draft(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        page = draft(pilot)
        former = page._given_up
        page.prove()
        page.post_message(ProofTold(Progress(200.0, 190.0, 12.3), former))
        page._proven(drafting.propose(deputy_away, NEXT), Silent.BROKEN)
        assert page._proving
        await settled(pilot)

        assert former.is_set()
        assert "12秒" not in picture(pilot.app)
        assert "求解程式中斷" not in picture(pilot.app)


async def test_a_year_with_a_sitting_without_a_time_says_that_nothing_is_proven_of_it(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        page = draft(pilot)
        page._proving = True
        page._proven(page.hand, Proof(page.hand.draft, proven=False, bound=None))

        assert progress(page) == "有場次排不進，無從求證是否有更好的排法。"


def a_week_later(hand):
    """The first way out of the sitting that finds no time, and when it then is."""
    (left,) = hand.draft.lost
    way = next(one for one in left.ways_out if one.kind == "week").remedies[0]
    given = drafting.concede(hand, way.concessions)
    return way.concessions, next(one for one in given.draft.sittings if one.label == way.concessions[0].label)


async def test_what_is_shifted_while_a_way_out_is_worked_out_stays_too(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        page = draft(pilot)
        concessions, _given = a_week_later(page.hand)
        page._give_way(concessions)
        page._move(5, page.hand.lines[5].start + timedelta(days=7))
        label, there = page.hand.draft.sittings[5].label, page.hand.lines[5].start
        await settled(pilot)

        assert page.hand.conceded == concessions
        assert [page.hand.draft.sittings[place].label for place in page.hand.shifted] == [label]
        assert [page.hand.lines[place].start for place in page.hand.shifted] == [there]


async def test_a_way_out_that_a_sitting_shifted_by_hand_stands_in_the_way_of_is_not_taken(deputy_away, choices):
    async with draft_of(deputy_away, choices) as pilot:
        page = draft(pilot)
        concessions, given = a_week_later(page.hand)
        other = next(
            n for n, line in enumerate(page.hand.lines) if line.chair == "副縣長" and line.start > given.start
        )  # fmt: skip
        page._move(other, given.start)
        former = page.hand
        page._give_way(concessions)
        await settled(pilot)

        assert page.hand is former
        assert former.shifted == {other}
        assert "手動調整的場次會有1場違反規定；草稿不變" in picture(pilot.app).replace("\n", "")


async def test_an_assumption_that_is_abandoned_with_escape_is_not_worked_out_any_further(deputy_away, choices):
    heard = []
    async with draft_of(deputy_away, choices, heard=heard.append) as pilot:
        page = draft(pilot)
        before = page.hand
        page._assume("PIF-14 分區+2")
        page.action_leave()
        await settled(pilot)

        answers = [one.value for one in heard if isinstance(one, Fetched) and one.desk == "assume"]
        assert [str(one) for one in answers if isinstance(one, Refusal)] == ["已停止試算，草稿不變。"]
        assert page.hand is before
        assert builders.sittings(deputy_away, year=NEXT) == []
