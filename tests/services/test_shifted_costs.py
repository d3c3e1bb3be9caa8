"""What a shifted draft costs: by the figures it was proposed with, and the same as the judge finds once it is saved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from meetingtui.planning.rescoring import rescored
from meetingtui.services import drafting, planning, year_check
from tests import builders

NEXT = builders.YEAR + 1


@pytest.fixture
def hand(planned_office):
    return drafting.propose(planned_office, NEXT)


@pytest.mark.parametrize("county", ["pingtung", "kaohsiung"])
def test_a_draft_that_nobody_shifted_costs_what_it_was_proposed_with_line_by_line(county, tmp_path):
    office = builders.found_office(tmp_path / "fresh.db", county)
    begun = planning.begin(office, NEXT)
    proposed = begun.told()

    assert rescored(begun.setting, proposed, proposed) == proposed
    office.close()


@pytest.mark.parametrize("days", [7, -7, 1])
def test_a_shifted_line_tells_its_cost_and_the_year_costs_what_the_check_finds_when_it_is_saved(hand, days):
    place = next(n for n, line in enumerate(hand.lines) if line.code == "PIF-10" and line.ordinal == 2)
    before, was = hand.lines[place], hand.draft.cost

    hand.shift([(place, before.start + timedelta(days=days))])

    line, cost = hand.lines[place], hand.draft.cost
    assert cost != was
    assert "離理想日" in line.costs
    assert line.why.startswith(f"手動調整：原排在116.{before.start.month}.{before.start.day} 09:30")
    hand.keep(place, "縣長指示")
    hand.save(range(len(hand.lines)))
    assert year_check.check(hand.office, NEXT).points == cost


def test_a_line_that_comes_back_to_its_time_says_again_why_it_is_there(hand):
    before, was = hand.lines[0], hand.draft.cost

    hand.shift([(0, before.start + timedelta(days=1))])
    hand.shift([(0, before.start)])

    assert (hand.lines[0], hand.draft.cost) == (before, was)


def test_what_another_line_costs_follows_a_shift_too(hand):
    """A third sitting of one chair in a day makes the fullness of that day dearer for the others."""
    ours = [n for n, line in enumerate(hand.lines) if line.chair == "副縣長"]
    day = hand.lines[ours[0]].start
    before = hand.lines[ours[0]].costs

    hand.shift([(n, day + timedelta(hours=hour)) for n, hour in zip(ours[1:4], (-5, -3, 2), strict=True)])

    assert "當日" not in before
    assert "當日" in hand.lines[ours[0]].costs
