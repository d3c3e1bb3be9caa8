from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning.windows import MOST_PER_YEAR, split, unreadable, windows


def spans(cadence: Cadence, year: int = 2026) -> list[tuple[date, date]]:
    return [(w.first, w.last) for w in windows(cadence, year)]


@pytest.mark.parametrize(
    ("rhythm", "number", "first_ends"),
    [
        (Rhythm.MONTH, 12, date(2026, 1, 31)),
        (Rhythm.BIMONTH, 6, date(2026, 2, 28)),
        (Rhythm.QUARTER, 4, date(2026, 3, 31)),
        (Rhythm.THIRD, 3, date(2026, 4, 30)),
        (Rhythm.HALF, 2, date(2026, 6, 30)),
        (Rhythm.YEAR, 1, date(2026, 12, 31)),
    ],
)
def test_each_rhythm_gives_its_periods_from_january_to_december(rhythm, number, first_ends):
    found = spans(Cadence(rhythm))

    assert len(found) == number
    assert found[0] == (date(2026, 1, 1), first_ends)
    assert found[-1][1] == date(2026, 12, 31)
    assert all(later[0] == earlier[1] + timedelta(days=1) for earlier, later in pairwise(found))


def test_twice_a_month_is_once_in_each_half_of_the_month():
    found = windows(Cadence(Rhythm.MONTH, 2), 2026)

    assert len(found) == 24
    assert [(w.first.day, w.last.day, w.label) for w in found[2:4]] == [(1, 15, "2月上半"), (16, 28, "2月下半")]
    assert [(w.period_index, w.k) for w in found[2:4]] == [(1, 0), (1, 1)]


def test_twice_a_quarter_is_once_in_each_half_of_the_quarter():
    found = windows(Cadence(Rhythm.QUARTER, 2), 2026)

    assert len(found) == 8
    assert found[0].last < found[1].first <= found[1].last == date(2026, 3, 31)
    assert found[1].label == "第1季第2場"


def test_four_times_a_month_may_lie_anywhere_in_the_month_and_aims_at_its_week():
    found = windows(Cadence(Rhythm.MONTH, 4), 2026)

    assert len(found) == 48
    assert {(w.first, w.last) for w in found[:4]} == {(date(2026, 1, 1), date(2026, 1, 31))}
    assert [w.aim_first.day for w in found[:4]] == sorted({w.aim_first.day for w in found[:4]})


@given(st.integers(1, MOST_PER_YEAR), st.integers(1912, 2910))
def test_a_number_a_year_is_spread_evenly_inside_the_year(number, year):
    found = windows(Cadence(Rhythm.COUNT, number), year)

    assert len(found) == number
    assert all(date(year, 1, 1) <= w.first <= w.aim_first <= w.aim_last <= w.last <= date(year, 12, 31) for w in found)
    assert [w.aim_first for w in found] == sorted(w.aim_first for w in found)


def test_end_of_may_and_end_of_november_stand_in_place_of_the_half_years():
    found = windows(Cadence(Rhythm.HALF, windows=("end-05", "end-11")), 2026)

    assert [(w.first, w.last, w.label) for w in found] == [
        (date(2026, 5, 21), date(2026, 5, 31), "5月下旬"),
        (date(2026, 11, 21), date(2026, 11, 30), "11月下旬"),
    ]


def test_a_number_a_year_is_shared_out_over_the_written_windows():
    found = windows(Cadence(Rhythm.COUNT, 3, ("05", "11")), 2026)

    assert [w.first.month for w in found] == [5, 5, 11]


def test_a_window_that_nobody_can_read_is_named_and_the_others_hold():
    cadence = Cadence(Rhythm.HALF, windows=("end-05", "某日", "02-30/03-31"))

    assert len(windows(cadence, 2026)) == 1
    assert unreadable(cadence, 2026) == ["某日", "02-30/03-31"]


def test_a_pilot_phase_of_another_year_gives_no_window_and_is_not_called_unreadable():
    cadence = Cadence(Rhythm.YEAR, windows=("111-07-01/111-11-30",))

    assert windows(cadence, 2026) == []
    assert unreadable(cadence, 2026) == []
    assert spans(cadence, 2022) == [(date(2022, 7, 1), date(2022, 11, 30))]


def test_a_cadence_in_force_from_july_has_the_two_later_quarters():
    found = spans(Cadence(Rhythm.QUARTER, valid_from=date(2026, 7, 15)))

    assert found == [(date(2026, 7, 15), date(2026, 9, 30)), (date(2026, 10, 1), date(2026, 12, 31))]


@pytest.mark.parametrize("cadence", [Cadence(Rhythm.DEMAND), Cadence(Rhythm.MONTH, 0), Cadence(Rhythm.COUNT, -3)])
def test_on_demand_and_a_cadence_of_zero_give_no_window(cadence):
    assert windows(cadence, 2026) == []


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 400), st.integers(1, 50))
def test_the_parts_of_a_period_cover_it_and_none_leaves_it(first, days, parts):
    last = first + timedelta(days=days - 1)
    found = split(first, last, parts)

    assert len(found) == parts
    assert all(first <= a <= b <= last for a, b in found)
    assert {a + timedelta(days=n) for a, b in found for n in range((b - a).days + 1)} == {
        first + timedelta(days=n) for n in range(days)
    }
