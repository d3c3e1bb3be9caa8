"""A draft year in hand: shifted, checked again at once, saved in one go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from meetingtui.services import drafting, history, planning
from tests import builders

NEXT = builders.YEAR + 1


@pytest.fixture
def hand(planned_office):
    return drafting.propose(planned_office, NEXT)


def test_a_fresh_draft_breaks_no_rule_and_counts_from_the_first(hand):
    assert all(not line.broken for line in hand.lines)
    assert {line.ordinal for line in hand.lines if line.code == "PIF-02"} == {1, 2, 3, 4}


def test_a_sitting_shifted_to_a_sunday_says_so_and_back_is_fine_again(hand):
    line = hand.lines[0]
    sunday = line.start + timedelta(days=6 - line.start.weekday())

    hand.shift([(0, sunday)])
    assert "例假日" in "".join(hand.lines[0].broken)

    hand.shift([(0, line.start)])
    assert hand.lines[0].broken == ()


def test_the_other_sitting_of_a_clash_turns_red_too(hand):
    first = next(n for n, line in enumerate(hand.lines) if line.code == "PIF-10" or line.chair == "副縣長")
    second = next(n for n, line in enumerate(hand.lines) if line.chair == "副縣長" and n != first)

    hand.shift([(second, hand.lines[first].start)])

    assert "撞期" in "".join(hand.lines[first].broken)
    assert "撞期" in "".join(hand.lines[second].broken)


def test_a_gap_made_too_long_by_a_shift_is_told(hand):
    ours = [n for n, line in enumerate(hand.lines) if line.code == "PIF-02"]
    assert [one for one in hand.review() if one.kind == "gap"] == []

    hand.shift([(ours[1], hand.lines[ours[1]].start + timedelta(days=60))])

    assert any(one.kind == "gap" for one in hand.review())


def test_what_is_chosen_is_saved_at_its_shifted_time_as_one_change(hand, planned_office):
    moved = hand.lines[0].start + timedelta(days=7)
    hand.shift([(0, moved)])

    saved = hand.save({0, 1, 2})

    assert len(saved) == 3
    assert moved.isoformat() in {one.start[:19] for one in saved}
    history.undo(planned_office)
    assert builders.sittings(planned_office, year=NEXT) == []


def test_numbers_go_on_after_what_was_saved_and_even_taken_back(hand, planned_office):
    hand.save(range(len(hand.lines)))
    history.undo(planned_office)

    again = drafting.propose(planned_office, NEXT)

    assert [line.ordinal for line in again.lines if line.code == "PIF-02"] == [5, 6, 7, 8]
    assert {one.ordinal for one in again.save(range(len(again.lines))) if one.series == "PIF-02"} == {5, 6, 7, 8}


def test_a_year_without_official_calendar_says_so(planned_office):
    assert drafting.propose(planned_office, 2028).uncovered
    assert not drafting.propose(planned_office, NEXT).uncovered


def test_a_year_that_is_planned_has_nothing_left_to_draft(planned_office):
    with builders.pretending(planned_office, builders.PLANNING_DAY):
        assert drafting.propose(planned_office, builders.YEAR).lines == []
        assert planning.propose(planned_office, builders.YEAR).unplaced == ()
