"""A draft year in hand: shifted, checked again at once, saved in one go."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

import pytest

from meetingtui.domain.sessions import Kind, Rule
from meetingtui.services import adding, blackouts, drafting, history, plan_rules, planning, posts, series, sessions
from meetingtui.services.adding import NewSitting
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


def a_sunday(hand, place=0):
    """The Sunday after the sitting at `place`."""
    start = hand.lines[place].start
    return start + timedelta(days=6 - start.weekday())


def test_a_line_that_breaks_a_rule_is_kept_for_a_reason_which_its_history_tells(hand, planned_office):
    hand.shift([(0, a_sunday(hand))])
    assert hand.lines[0].refused

    hand.keep(0, " 縣長指示 ")
    assert (hand.lines[0].refused, hand.lines[0].kept) == (False, "縣長指示")
    saved = hand.save({0, 1})

    ours = next(one for one in saved if one.start[:10] == f"{hand.lines[0].start:%Y-%m-%d}")
    assert ours.reason == "縣長指示"
    turns = sessions.history(planned_office, ours.id)
    assert [(turn.verb, turn.reason) for turn in turns] == [("planned", "縣長指示")]
    assert [one.reason for one in saved if one.id != ours.id] == [""]


def test_saving_is_refused_for_a_line_without_a_reason_and_nothing_is_saved(hand, planned_office):
    hand.shift([(0, a_sunday(hand))])

    with pytest.raises(plan_rules.LinesBroken, match="例假日") as refusal:
        hand.save({0, 1, 2})

    assert len(refusal.value.lines) == 1
    assert builders.sittings(planned_office, year=NEXT) == []
    assert len(hand.save({1, 2})) == 2


def test_a_clash_that_one_sitting_answers_for_is_no_fault_of_the_other(hand):
    first, second = [n for n, line in enumerate(hand.lines) if line.chair == "副縣長"][:2]
    hand.shift([(second, hand.lines[first].start)])

    hand.keep(second, "兩會合併辦理")

    assert hand.lines[first].broken == ()
    assert "撞期" in "".join(hand.lines[second].broken)
    assert len(hand.save({first, second})) == 2


def test_a_reason_does_not_hold_for_another_time_or_another_rule(hand, planned_office):
    hand.shift([(0, a_sunday(hand))])
    hand.keep(0, "縣長指示")
    hand.shift([(0, a_sunday(hand) + timedelta(days=7))])
    assert hand.lines[0].refused

    hand.keep(0, "縣長指示")
    line = hand.lines[0]
    adding.add(
        planned_office, NewSitting("PIF-05", line.start, kind=Kind.EXTRAORDINARY, room=line.room, reason="x"),
        despite=frozenset(Rule),
    )  # fmt: skip
    hand.recheck()
    assert hand.lines[0].refused
    assert "撞期" in "".join(hand.lines[0].broken)


def test_a_line_that_breaks_nothing_needs_no_reason(hand):
    hand.keep(0, "多此一舉")

    assert hand.lines[0].kept == ""
    assert [one.reason for one in hand.save({0})] == [""]


def test_windows_that_are_over_are_told_apart_from_what_finds_no_time(office):
    with builders.pretending(office, date(2026, 7, 1)):
        proposed = planning.propose(office, builders.YEAR)

    assert proposed.lost == ()
    assert len(proposed.past["PIF-15"]) == 12
    assert all(one.past and "已過" in one.reason for one in proposed.unplaced)


def test_a_draft_names_a_series_as_it_is_called_on_that_day(planned_office):
    code, old = "PIF-10", "強化社會安全網跨網絡會議"
    series.rename(planned_office, code, "改名後的委員會", since=date(2027, 7, 1))

    hand = drafting.propose(planned_office, NEXT)

    assert {line.start.month >= 7: line.name for line in hand.lines if line.code == code} == {
        False: old, True: "改名後的委員會"
    }  # fmt: skip
    ours = [n for n, line in enumerate(hand.lines) if line.code == code]
    other = next(n for n, line in enumerate(hand.lines) if line.chair == hand.lines[ours[0]].chair and n not in ours)
    hand.shift([(other, hand.lines[ours[0]].start)])
    assert old in "".join(hand.lines[other].broken)
    assert "改名後" not in "".join(hand.lines[other].broken)


def test_a_clash_names_the_chair_as_the_post_is_called_on_that_day(planned_office):
    posts.rename(planned_office, "副縣長", "第一副縣長", since=date(2027, 7, 1))
    hand = drafting.propose(planned_office, NEXT)

    for called in ("副縣長", "第一副縣長"):
        first, second = [n for n, line in enumerate(hand.lines) if line.chair == called][:2]
        hand.shift([(second, hand.lines[first].start)])
        assert any(sentence.startswith(f"{called}在") for sentence in hand.lines[first].broken)


def test_one_undo_takes_lines_that_were_kept_for_a_reason_back_too(hand, planned_office):
    hand.shift([(0, a_sunday(hand))])
    hand.keep(0, "縣長指示")
    hand.save({0, 1})

    history.undo(planned_office)

    assert builders.sittings(planned_office, year=NEXT) == []
    assert planned_office.reader.rows("SELECT id FROM session_change") == []


def test_a_draft_that_somebody_else_has_overtaken_is_not_saved_a_second_time(hand, planned_office):
    other = drafting.propose(planned_office, NEXT)
    saved = other.save(range(len(other.lines)))

    with pytest.raises(planning.PlannedMeanwhile, match="重新編排"):
        hand.save(range(len(hand.lines)))

    assert len(builders.sittings(planned_office, year=NEXT)) == len(saved)


def test_a_draft_made_from_what_stands_completes_a_year_that_is_partly_saved(hand, planned_office):
    hand.save({0, 1, 2})
    rest = drafting.propose(planned_office, NEXT)

    rest.save(range(len(rest.lines)))

    assert len(builders.sittings(planned_office, year=NEXT)) == len(hand.lines)


def test_a_draft_that_nobody_waits_for_any_more_ends(planned_office):
    asked = []

    with pytest.raises(drafting.Abandoned):
        drafting.assume(planned_office, NEXT, "PIF-14 分區+2", wanted=lambda: bool(asked.append(1)))

    assert len(asked) == 1


def test_the_plain_draft_comes_first_and_learns_what_excludes_what(deputy_away):
    hand = drafting.assume(deputy_away, NEXT, "")
    (plain,) = hand.draft.lost
    lines = list(hand.lines)

    told = hand.explanation()
    assert hand.draft.lost == (plain,)
    hand.learn(told)

    (left,) = hand.draft.lost
    assert (plain.together, plain.ways_out) == ((), ())
    assert "個上班日" in plain.reason
    assert len(left.together) == 2
    assert left.ways_out
    assert hand.lines == lines
    assert hand.explained
    assert told == planning.propose(deputy_away, NEXT)


def test_a_year_in_which_everything_finds_its_time_is_explained_at_once(planned_office):
    assert drafting.assume(planned_office, NEXT, "").explained


def test_what_is_shifted_while_explanations_and_better_plans_are_worked_out_costs_the_same(deputy_away):
    """Concessions are tried on a board of their own: a shift reads the times of the draft in hand meanwhile."""
    alone, busy = drafting.assume(deputy_away, NEXT, ""), drafting.assume(deputy_away, NEXT, "")
    moves = [(place, alone.lines[place].start + timedelta(days=7)) for place in range(0, 60, 3)]
    with ThreadPoolExecutor() as others:
        told = [others.submit(work) for work in (busy.explanation, partial(busy.better, lambda _progress: True))]
        while not all(one.done() for one in told):
            busy.shift(moves)
            busy.shift([(place, alone.lines[place].start) for place, _start in moves])
    for hand in (alone, busy):
        hand.shift(moves)
    busy.learn(told[0].result())
    alone.learn(alone.explanation())

    assert busy.draft == alone.draft
    assert busy.lines == alone.lines


def test_a_gap_that_cannot_be_kept_is_explained_on_its_line_unless_that_was_shifted(office):
    away = "起,迄\n2027-03-01 00:00,2027-06-20 00:00"
    for post in ("副縣長", "社會處處長", "警察局局長"):
        blackouts.accept(office, blackouts.preview(office, away.encode(), chair=post, filename=f"{post}.csv"))
    hand = drafting.assume(office, NEXT, "")
    strained = [place for place, one in enumerate(hand.draft.sittings) if one.broken]
    assert strained
    assert not hand.explained
    before = {place: hand.lines[place].why for place in strained}
    hand.shift([(strained[0], hand.lines[strained[0]].start + timedelta(days=1))])
    shifted = hand.lines[strained[0]]

    hand.learn(hand.explanation())

    assert hand.lines[strained[0]] == shifted
    assert all("可行" in hand.lines[place].why for place in strained[1:])
    assert all("可行" not in why for why in before.values())


def test_an_explanation_that_nobody_waits_for_any_more_ends_and_can_be_asked_for_again(deputy_away):
    hand = drafting.assume(deputy_away, NEXT, "")

    with pytest.raises(drafting.Abandoned):
        hand.explanation(lambda: False)

    hand.learn(hand.explanation())
    assert hand.draft == planning.propose(deputy_away, NEXT)


def test_a_way_out_followed_a_second_time_takes_back_the_reasons_that_were_taken_back(hand):
    hand.shift([(0, a_sunday(hand))])
    hand.keep(0, "縣長指示")
    later = drafting.concede(hand, ())
    assert later.lines[0].kept == "縣長指示"

    hand.keep(0, "")
    hand.shift([(1, hand.lines[1].start + timedelta(days=1))])
    later.follow(hand)

    assert later.lines == hand.lines
    assert later.lines[0].refused


def test_centres_that_are_only_assumed_are_told_apart_and_each_counts_from_the_first(planned_office):
    hand = drafting.assume(planned_office, NEXT, "PIF-14 分區+2")

    by_track = {}
    for line in hand.lines:
        if line.code == "PIF-14":
            by_track.setdefault(line.track, []).append(line.ordinal)

    assert by_track["T8"] == by_track["T9"] == [1, 2, 3, 4]
    assert len(by_track) == 9
