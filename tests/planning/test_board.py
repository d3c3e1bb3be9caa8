from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.cadence import Rhythm
from meetingtui.planning import engine
from meetingtui.planning.board import HALVES, busiest, crowding
from meetingtui.planning.diary import STANDING, Entry
from meetingtui.planning.request import Busy
from meetingtui.planning.weights import USUAL
from tests import builders
from tests.planning.boards import DEPUTY, at, board, series, town

WEDNESDAY = date(2027, 6, 30)


def entry(begin: float, end: float) -> Entry:
    return Entry(int(begin * 60), int(end * 60), "", 0)


def test_a_chair_who_presides_already_stands_in_the_way_of_a_second_sitting_then():
    year = board(series("A"), series("B"))
    year.put(0, at(year, 0, WEDNESDAY))

    assert year.blockers(1, at(year, 1, WEDNESDAY)) == {0}
    assert year.blockers(1, at(year, 1, WEDNESDAY, hour=9)) == set()


def test_what_stands_cannot_be_pushed_aside():
    busy = Busy(f"post:{DEPUTY.post_id}", builders.at(WEDNESDAY, "13:00"), builders.at(WEDNESDAY, "17:00"))
    year = board(series("A"), busy=(busy,))

    assert year.blockers(0, at(year, 0, WEDNESDAY)) == {STANDING}


def test_from_one_township_to_another_a_chair_needs_an_hour():
    year = board(
        series("A", tracks=town("T1", "甲鄉"), minutes=90), series("B", tracks=town("T1", "乙鄉"), minutes=90),
        series("C", tracks=town("T1", "甲鄉"), minutes=90),
    )  # fmt: skip
    year.put(0, at(year, 0, WEDNESDAY))

    assert year.blockers(1, at(year, 1, WEDNESDAY, hour=15)) == {0}
    assert year.blockers(2, at(year, 2, WEDNESDAY, hour=15)) == set()


def test_a_third_sitting_of_a_chair_on_one_day_costs_more_and_a_day_in_the_townships_a_journey():
    year = board(*(series(code, minutes=60) for code in "ABC"), series("D", tracks=town("T1", "甲鄉")))
    alone = year.points(2, at(year, 2, WEDNESDAY))
    for task, hour in ((0, 9), (1, 10)):
        year.put(task, at(year, task, WEDNESDAY, hour=hour))

    assert year.points(2, at(year, 2, WEDNESDAY)) == alone + USUAL.chair_day
    other = date(2027, 7, 7)
    assert year.points(3, at(year, 3, other)) == at(year, 3, other).cost + USUAL.travel_day


def test_a_time_that_is_taken_back_leaves_the_year_as_it_was():
    year = board(series("A", agencies=("agency:5",)), series("B", chairs=(), agencies=("agency:5",)))
    alone = year.points(1, at(year, 1, WEDNESDAY))

    year.put(0, at(year, 0, WEDNESDAY))
    assert year.points(1, at(year, 1, WEDNESDAY)) == alone + USUAL.agency
    assert year.rivals(1, at(year, 1, WEDNESDAY)) == {0}

    year.take(0)
    assert year.points(1, at(year, 1, WEDNESDAY)) == alone
    assert engine.total(year) == 0


@pytest.mark.parametrize(
    ("entries", "too_many"),
    [
        ([entry(9, 11)], 0),
        ([entry(9, 11), entry(11, 12)], 0),
        ([entry(9, 11), entry(10, 12)], 1),
        ([entry(9, 12), entry(10, 12), entry(10.5, 12), entry(14, 16), entry(14, 15)], 3),
        ([entry(9, 14), entry(11, 15)], 2),
    ],
)
def test_an_agency_is_short_of_delegates_at_its_worst_moment_of_each_half_day(entries, too_many):
    assert crowding(entries) == too_many
    assert busiest(entries, HALVES[0]) >= 1


def test_the_cheapest_time_is_the_wednesday_nearest_to_the_middle():
    year = board(series("A"))

    assert engine.cheapest(year, 0).start == builders.at(WEDNESDAY, "14:00")


def test_a_sitting_with_one_time_left_pushes_another_aside_that_has_more():
    wednesday, thursday, post = "2027-12-29", "2027-12-30", f"post:{DEPUTY.post_id}"
    busy = (
        Busy(post, builders.at(thursday, "00:00"), builders.at(thursday, "13:00")),
        Busy(post, builders.at(thursday, "16:00"), builders.at("2027-12-31", "23:00")),
        Busy("room:301", builders.at(wednesday, "00:00"), builders.at(wednesday, "23:00")),
    )
    year = board(series("A", weekday=3), series("B", room="301"), busy=busy, not_before=date(2027, 12, 29))
    assert engine.fill(year, [0]) == []
    assert year.chosen[0].start == builders.at(thursday, "14:00")

    assert engine.fill(year, [1]) == []
    assert year.chosen[1].start == builders.at(thursday, "14:00")
    assert year.chosen[0].start == builders.at(wednesday, "14:00")


def test_bettering_never_makes_a_year_dearer_and_leaves_nobody_out():
    year = board(*(series(code, Rhythm.MONTH) for code in "ABCD"))
    assert engine.fill(year, range(len(year.tasks))) == []
    before = engine.total(year)

    engine.better(year)

    assert engine.total(year) <= before
    assert None not in year.chosen
    assert all(not year.blockers(task, option) for task, option in enumerate(year.chosen))
