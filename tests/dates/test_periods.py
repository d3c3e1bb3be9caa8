from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.dates import periods
from meetingtui.dates.errors import DateError
from meetingtui.dates.periods import PHASES, RHYTHMS, Period, add_months, period_of, periods_of, phase

DAYS = st.dates(date(1912, 1, 1), date(2900, 12, 31))


def test_a_school_year_runs_from_august_to_july_and_is_named_roc_or_gregorian():
    assert periods.school_year(114) == periods.school_year(2025) == Period(date(2025, 8, 1), date(2026, 7, 31))
    assert periods.school_year_of(date(2026, 3, 5)) == 114
    assert periods.school_year_of(date(2026, 8, 1)) == 115


def test_quarters_thirds_halves_and_half_months_end_where_they_should():
    assert periods.quarter(2026, 1) == Period(date(2026, 1, 1), date(2026, 3, 31))
    assert periods.third(2026, 2) == Period(date(2026, 5, 1), date(2026, 8, 31))
    assert periods.half_year(2026, 2) == Period(date(2026, 7, 1), date(2026, 12, 31))
    assert periods.bimonth(2026, 1) == Period(date(2026, 1, 1), date(2026, 2, 28))
    assert periods.half_month(2028, 2, 2) == Period(date(2028, 2, 16), date(2028, 2, 29))
    assert periods.month(2028, 2).days == 29


@given(st.sampled_from(sorted(RHYTHMS)), st.integers(1912, 2900))
def test_the_periods_of_a_rhythm_fill_the_year_without_gap_or_overlap(rhythm: str, year: int):
    parts = periods_of(rhythm, year)

    assert len(parts) == RHYTHMS[rhythm]
    assert (parts[0].first, parts[-1].last) == (date(year, 1, 1), date(year, 12, 31))
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(parts))


@given(st.sampled_from(sorted(RHYTHMS)), DAYS)
def test_every_day_lies_in_its_period(rhythm: str, day: date):
    assert day in period_of(rhythm, day)


@given(DAYS)
def test_every_day_lies_in_its_school_year(day: date):
    assert day in periods.school_year(periods.school_year_of(day) + 1911)


def test_a_rhythm_that_is_none_is_an_error():
    with pytest.raises(ValueError, match="no such rhythm"):
        periods_of("demand", 2026)


def test_adding_months_holds_to_the_end_of_a_shorter_month():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_adding_months_beyond_the_calendar_is_refused():
    with pytest.raises(DateError, match="超出曆法範圍"):
        add_months(date(2026, 1, 1), 12 * 9000)


@given(DAYS, st.integers(-600, 600))
def test_adding_months_agrees_with_the_calendar_library(day: date, count: int):
    from dateutil.relativedelta import relativedelta

    assert add_months(day, count) == day + relativedelta(months=count)


def test_the_programme_phases_follow_each_other():
    assert [(one.period.first.year - 1911, one.period.last.year - 1911) for one in PHASES] == [
        (107, 109), (110, 114), (115, 119),
    ]  # fmt: skip


def test_a_phase_is_found_by_number_name_or_alias():
    assert phase(2) == phase("2") == phase("第二期") == PHASES[1]
    assert phase("社安網2.0") == phase("2.0") == PHASES[2]
    with pytest.raises(DateError, match="第一期、第二期、社安網2"):
        phase("第九期")


def test_every_phase_name_is_marked_for_translation():
    assert tuple(one.name for one in PHASES) == periods.PHASE_NAMES
