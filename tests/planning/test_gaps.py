from __future__ import annotations

from datetime import date

from meetingtui.domain.cadence import Rhythm
from meetingtui.planning.diary import STANDING
from meetingtui.planning.gaps import GapChain, GapLink, Gaps
from tests.planning.boards import at, board, series


def day(month: int, number: int, year: int = 2027) -> int:
    return date(year, month, number).toordinal()


def youth(**more: object):
    return board(series("A", Rhythm.QUARTER, max_gap_months=3, **more))


def test_a_sitting_more_than_three_months_after_last_years_final_one_is_too_late():
    year = youth(last_held=date(2026, 11, 18))

    assert STANDING in year.blockers(0, at(year, 0, date(2027, 2, 24)))
    assert year.blockers(0, at(year, 0, date(2027, 2, 17))) == set()


def test_the_next_sitting_is_pushed_aside_when_it_would_come_too_late():
    year = youth()
    year.put(1, at(year, 1, date(2027, 6, 2)))

    assert year.blockers(0, at(year, 0, date(2027, 2, 24))) == {1}
    assert year.blockers(0, at(year, 0, date(2027, 3, 3))) == set()


def test_a_link_that_cannot_be_kept_holds_up_nobody():
    year = youth()
    year.put(1, at(year, 1, date(2027, 6, 2)))
    year.gaps.given_up.add(GapLink(0, 1))

    assert year.blockers(0, at(year, 0, date(2027, 2, 24))) == set()


def test_the_last_sitting_of_the_year_lies_within_reach_of_january():
    chain = GapChain(3, (0,), (None,), None, day(1, 4, 2028))

    assert Gaps([chain]).broken(0, day(10, 1), [None]) == [STANDING]
    assert Gaps([chain]).broken(0, day(10, 4), [None]) == []


def test_three_months_after_the_end_of_a_month_is_the_end_of_a_shorter_one():
    gaps = Gaps([])

    assert gaps.limit(GapChain(3, (), (), None, None), day(11, 30)) == day(2, 29, 2028)


def test_a_sitting_credited_from_another_series_carries_the_gap_on():
    with_bridge = GapChain(3, (0,), (None,), day(11, 18, 2026), None, bridges=(day(2, 10),))

    assert Gaps([with_bridge]).broken(0, day(5, 5), [None]) == []
    assert Gaps([with_bridge]).broken(0, day(5, 11), [None]) == [STANDING]


def test_a_series_without_a_longest_gap_is_asked_nothing():
    assert Gaps([]).broken(0, day(5, 5), [None]) == []
