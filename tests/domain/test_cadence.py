from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.cadence import Cadence, Rhythm, window_dates


@pytest.mark.parametrize(
    ("rhythm", "per_period", "tracks", "year"),
    [
        (Rhythm.MONTH, 2, 0, 24),
        (Rhythm.MONTH, 1, 1, 12),
        (Rhythm.BIMONTH, 1, 1, 6),
        (Rhythm.QUARTER, 1, 7, 28),
        (Rhythm.QUARTER, 1, 18, 72),
        (Rhythm.THIRD, 1, 1, 3),
        (Rhythm.HALF, 1, 1, 2),
        (Rhythm.YEAR, 1, 4, 4),
        (Rhythm.COUNT, 54, 0, 54),
        (Rhythm.DEMAND, 1, 5, None),
    ],
)
def test_a_year_has_as_many_sittings_as_periods_times_number_times_tracks(rhythm, per_period, tracks, year):
    assert Cadence(rhythm, per_period).computed(tracks) == year


def test_two_a_month_are_half_a_month_apart():
    assert Cadence(Rhythm.MONTH, 2).interval_months() == 0.5
    assert Cadence(Rhythm.MONTH, 2).text() == "每月2場"


def test_quarters_alone_allow_almost_half_a_year_between_two_sittings():
    assert Cadence(Rhythm.QUARTER).widest_gap_months() == 6
    assert Cadence(Rhythm.COUNT, 4).widest_gap_months() is None


def test_a_rule_holds_between_its_two_days_only():
    pilot = Cadence(Rhythm.DEMAND, valid_from=date(2022, 7, 1), valid_to=date(2022, 11, 30))
    assert pilot.in_force(date(2022, 7, 1))
    assert pilot.in_force(date(2022, 11, 30))
    assert not pilot.in_force(date(2022, 12, 1))
    assert Cadence(Rhythm.MONTH).in_force(date(1, 1, 1))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("end-05", date(2026, 5, 21), date(2026, 5, 31)),
        ("end-02", date(2026, 2, 21), date(2026, 2, 28)),
        ("mid-11", date(2026, 11, 11), date(2026, 11, 20)),
        ("early-01", date(2026, 1, 1), date(2026, 1, 10)),
        ("12", date(2026, 12, 1), date(2026, 12, 31)),
        ("06-01/06-30", date(2026, 6, 1), date(2026, 6, 30)),
        ("11-15/01-15", date(2026, 11, 15), date(2027, 1, 15)),
        ("115-07-01/116-03-31", date(2026, 7, 1), date(2026, 12, 31)),
    ],
)
def test_a_written_window_is_read_as_its_first_and_last_day(written, first, last):
    assert window_dates(written, 2026) == (first, last)


def test_a_window_of_one_year_does_not_fall_in_another():
    assert window_dates("111-07-01/111-11-30", 2026) is None
    assert window_dates("111-07-01/111-11-30", 2022) == (date(2022, 7, 1), date(2022, 11, 30))


@pytest.mark.parametrize("written", ["", "5月底", "end-5", "end-13", "06-31/07-01", "111-11-30/111-07-01"])
def test_a_window_that_cannot_be_read_is_refused(written):
    with pytest.raises(ValueError):  # noqa: PT011 - each wrong form fails in its own words, none is shown to users
        window_dates(written, 2026)
