"""Something comes between: only what must move moves, nearest first, and all of it is one change."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from meetingtui.dates.office_calendar import Closure
from meetingtui.domain.sessions import Rule
from meetingtui.services import history, holders, replanning, scheduling
from tests import builders

YEAR = builders.YEAR + 1
WHY = "副縣長出國"
TWO_WEEKS = timedelta(days=14)
ANYHOW = frozenset(Rule)


def times(office):
    return {one.number: one.start for one in builders.sittings(office, year=YEAR)}


@pytest.fixture
def ahead(planned_office):
    """The office with the next year on its books."""
    builders.plan_year(planned_office, YEAR)
    return planned_office


@pytest.fixture
def coming(ahead):
    """A sitting of the next year that the deputy magistrate chairs."""
    return next(
        one for one in builders.sittings(ahead, year=YEAR) if one.day > f"{YEAR}-03-01" and one.chair == "副縣長"
    )


def test_a_year_in_which_nothing_came_between_stays_as_it_is(ahead):
    assert replanning.propose(ahead, YEAR) == ((), ())


def test_only_the_sittings_of_a_chair_who_is_away_move(ahead, coming):
    day = date.fromisoformat(coming.day)
    builders.busy(ahead, "副縣長", day - timedelta(days=2), day + timedelta(days=2))

    moves = replanning.propose(ahead, YEAR).moves

    assert [one.sitting.number for one in moves] == [coming.number]
    assert moves[0].hit
    assert "副縣長" in moves[0].why
    assert moves[0].acting or abs(moves[0].start.date() - day) >= timedelta(days=2)


def test_all_moves_are_one_change_that_one_undo_takes_back(ahead, coming):
    before = times(ahead)
    day = date.fromisoformat(coming.day)
    builders.busy(ahead, "副縣長", day, day + timedelta(days=1))
    moves = replanning.propose(ahead, YEAR).moves

    replanning.accept(ahead, YEAR, moves, reason=WHY)

    assert replanning.propose(ahead, YEAR).moves == ()
    history.undo(ahead)
    assert times(ahead) == before


def test_undo_names_all_that_was_moved_at_once(ahead, coming):
    day = date.fromisoformat(coming.day)
    builders.busy(ahead, "副縣長", day - timedelta(days=30), day + timedelta(days=30))
    moves = replanning.propose(ahead, YEAR).moves
    assert len(moves) > 1

    replanning.accept(ahead, YEAR, moves, reason=WHY)

    change = history.undo(ahead)
    assert (history.VERBS[change.verb], change.words) == ("重排年度", f"{YEAR - 1911}年：{replanning.tally(moves)}")


def test_a_proposal_that_was_overtaken_changes_nothing(ahead, coming):
    day = date.fromisoformat(coming.day)
    builders.busy(ahead, "副縣長", day, day + timedelta(days=1))
    moves = replanning.propose(ahead, YEAR).moves
    scheduling.lock(ahead, coming.id)
    before = times(ahead)

    with pytest.raises(replanning.Overtaken):
        replanning.accept(ahead, YEAR, moves, reason=WHY)

    assert times(ahead) == before


def test_a_locked_sitting_never_moves(ahead, coming):
    scheduling.lock(ahead, coming.id)
    day = date.fromisoformat(coming.day)
    builders.busy(ahead, "副縣長", day, day + timedelta(days=1))

    assert replanning.propose(ahead, YEAR).moves == ()


def test_two_locked_sittings_at_one_time_are_named_although_neither_may_move(ahead, coming):
    other = next(
        one for one in builders.sittings(ahead, year=YEAR)
        if one.chair == coming.chair and one.day > coming.day and one.series_id != coming.series_id
    )  # fmt: skip
    to = datetime.fromisoformat(coming.start).replace(tzinfo=None)
    scheduling.move(ahead, other.id, to, reason=WHY, despite=ANYHOW)
    scheduling.lock(ahead, coming.id)
    scheduling.lock(ahead, other.id)

    found = replanning.propose(ahead, YEAR)

    assert found.moves == ()
    assert {one.sitting.number for one in found.left} == {coming.number, other.number}
    assert all("已鎖定" in one.why for one in found.left)


def test_a_longest_gap_that_was_broken_by_hand_is_named_although_nothing_moves_for_it(ahead):
    late = next(one for one in builders.sittings(ahead, "PIF-02", YEAR) if one.ordinal == 2)
    scheduling.move(ahead, late.id, builders.at(f"{YEAR}-06-29"), reason=WHY, despite=ANYHOW)

    found = replanning.propose(ahead, YEAR)

    assert found.moves == ()
    assert [one.sitting.number for one in found.left] == [late.number]
    assert "相隔超過3個月" in found.left[0].why


def test_a_storm_in_one_township_moves_what_is_held_there(ahead):
    there = next(one for one in reversed(builders.sittings(ahead, year=YEAR)) if one.township)
    storm = Closure(date.fromisoformat(there.day), None, there.township, "颱風")

    moves = replanning.propose(ahead, YEAR, closures=[storm]).moves

    assert [one.sitting.number for one in moves] == [there.number]
    assert "颱風" in moves[0].why
    assert moves[0].start.date() != date.fromisoformat(there.day)


def test_a_sitting_moved_onto_another_of_its_chair_drives_one_of_them_away_and_no_third(ahead, coming):
    other = next(
        one for one in builders.sittings(ahead, year=YEAR)
        if one.chair == coming.chair and one.day > coming.day and one.series_id != coming.series_id
    )  # fmt: skip
    to = datetime.fromisoformat(coming.start).replace(tzinfo=None)
    scheduling.move(ahead, other.id, to, reason=WHY, despite=ANYHOW)

    moves = replanning.propose(ahead, YEAR).moves

    assert len(moves) == 1
    assert moves[0].sitting.number in {coming.number, other.number}
    assert (coming.number in moves[0].why) or (other.number in moves[0].why)


def test_a_post_that_passes_to_somebody_busy_elsewhere_moves_what_then_clashes(ahead, coming):
    other = next(one for one in builders.sittings(ahead, year=YEAR) if one.chair == "縣長")
    holders.appoint(ahead, coming.chair, "示範甲", date(YEAR, 1, 1))
    to = datetime.fromisoformat(coming.start).replace(tzinfo=None)
    scheduling.move(ahead, other.id, to, reason=WHY, room="另一會議室", despite=ANYHOW)
    assert replanning.propose(ahead, YEAR).moves == ()

    holders.appoint(ahead, other.chair, "示範甲", date.fromisoformat(coming.day))

    moves = replanning.propose(ahead, YEAR).moves
    assert len({coming.number, other.number} & {one.sitting.number for one in moves}) == 1


def test_who_only_gets_another_chair_is_not_counted_as_moved(ahead, coming):
    day = date.fromisoformat(coming.day)
    builders.busy(ahead, "DMAG", day, day + timedelta(days=1))
    moves = replanning.propose(ahead, YEAR).moves
    kept = sum(one.start.isoformat() == one.sitting.start[:19] for one in moves)

    said = replanning.tally(moves)

    assert ("改由代理主持" in said) == bool(kept)
    assert f"改期{len(moves) - kept}場" in said or len(moves) == kept


def test_a_sitting_that_was_put_there_for_a_reason_stays_and_the_other_one_gives_way(ahead, coming):
    other = next(
        one for one in builders.sittings(ahead, year=YEAR)
        if one.chair == coming.chair and one.day > coming.day and one.series_id != coming.series_id
    )  # fmt: skip
    to = datetime.fromisoformat(coming.start).replace(tzinfo=None)
    scheduling.move(ahead, other.id, to, reason="縣長指示", despite=ANYHOW)

    found = replanning.propose(ahead, YEAR)

    assert [one.sitting.number for one in found.moves] == [coming.number]
    assert other.number in found.moves[0].why
    assert found.left == ()


def test_a_sitting_that_was_put_there_for_a_reason_still_moves_when_offices_close(ahead, coming):
    other = next(
        one for one in builders.sittings(ahead, year=YEAR)
        if one.chair == coming.chair and one.day > coming.day and one.series_id != coming.series_id
    )  # fmt: skip
    to = datetime.fromisoformat(coming.start).replace(tzinfo=None)
    scheduling.move(ahead, other.id, to, reason="縣長指示", despite=ANYHOW)
    storm = Closure(date.fromisoformat(coming.day), None, None, "颱風")

    moves = replanning.propose(ahead, YEAR, closures=[storm]).moves

    assert {coming.number, other.number} <= {one.sitting.number for one in moves}


def test_whoever_moves_it_away_again_does_not_keep_it_there(ahead, coming):
    to = datetime.fromisoformat(coming.start).replace(tzinfo=None)
    later = to + timedelta(days=1)
    scheduling.move(ahead, coming.id, later, reason="縣長指示", despite=ANYHOW)
    scheduling.move(ahead, coming.id, to, reason="改回", despite=ANYHOW)
    builders.busy(ahead, "副縣長", to.date(), to.date() + timedelta(days=1))

    assert [one.sitting.number for one in replanning.propose(ahead, YEAR).moves] == [coming.number]


def test_a_week_is_shifted_before_the_chair_is_handed_to_a_deputy(ahead, coming):
    day = date.fromisoformat(coming.day)
    builders.busy(ahead, "副縣長", day - timedelta(days=7), day + timedelta(days=7))

    moves = replanning.propose(ahead, YEAR).moves

    assert coming.number in {one.sitting.number for one in moves}
    assert not any(one.acting for one in moves)


def test_the_first_deputy_presides_wherever_he_is_free(ahead):
    holders.appoint(ahead, "副縣長", "甲", builders.TODAY)
    holders.vacate(ahead, "副縣長", date(YEAR, 3, 1))

    moves = replanning.propose(ahead, YEAR).moves

    taken = [one for one in moves if one.sitting.series == "PIF-02"]
    assert len(taken) > 1
    assert {one.acting for one in taken} == {"社會處處長"}


def test_where_the_first_deputy_is_away_the_second_presides_and_it_is_said(ahead):
    holders.appoint(ahead, "副縣長", "甲", builders.TODAY)
    holders.vacate(ahead, "副縣長", date(YEAR, 3, 1))

    def taken_over():
        return [one for one in replanning.propose(ahead, YEAR).moves if one.sitting.series == "PIF-02"]

    before = taken_over()
    for one in before:
        builders.busy(ahead, "社會處處長", one.start.date() - TWO_WEEKS, one.start.date() + TWO_WEEKS)
    after = taken_over()

    assert [one.acting for one in after] == ["警察局局長"] * len(before)
    assert all("社會處處長當時另有場次或行程。" in one.why for one in after)


def test_without_deputies_a_sitting_gets_another_day_however_far(ahead, coming):
    day = date.fromisoformat(coming.day)
    builders.busy(ahead, "副縣長", day - 3 * TWO_WEEKS, day + 3 * TWO_WEEKS)

    handed_on = [one for one in replanning.propose(ahead, YEAR).moves if one.acting]
    moves = replanning.propose(ahead, YEAR, deputies=False).moves

    assert handed_on
    assert {one.sitting.number for one in moves} >= {one.sitting.number for one in handed_on}
    assert not any(one.acting or one.keeps_its_time for one in moves)
    assert replanning.accept(ahead, YEAR, moves, reason=WHY, deputies=False)


def test_without_deputies_a_vacant_post_moves_nothing_and_is_told(ahead):
    holders.appoint(ahead, "副縣長", "甲", builders.TODAY)
    holders.vacate(ahead, "副縣長", date(YEAR, 3, 1))
    taken_over = {one.sitting.number for one in replanning.propose(ahead, YEAR).moves}

    proposed = replanning.propose(ahead, YEAR, deputies=False)

    assert taken_over
    assert proposed.moves == ()
    assert {one.sitting.number for one in proposed.left} == taken_over
    assert all("副縣長出缺，未更動；可另行允許改由代理人主持。" in one.why for one in proposed.left)
