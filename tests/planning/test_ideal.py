from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from meetingtui.dates.months import add_months
from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning.clashes import gap_broken
from meetingtui.planning.ideal import ideal_dates, point
from meetingtui.planning.request import SeriesPlan, TrackPlan
from meetingtui.planning.windows import windows

CALENDAR = OfficeCalendar()
QUARTERS = windows(Cadence(Rhythm.QUARTER), 2026)


def youth_committee(last_held: date | None) -> SeriesPlan:
    return SeriesPlan(1, "PIF-02", Cadence(Rhythm.QUARTER), max_gap_months=3, last_held=last_held)


def test_a_series_without_tracks_aims_at_the_middle_of_its_window():
    assert point(QUARTERS[0]) == date(2026, 2, 14)


def test_eighteen_centres_aim_at_eighteen_days_from_15_to_85_percent_of_the_quarter():
    aims = [point(QUARTERS[0], n, 18) for n in range(18)]

    assert len(set(aims)) == 18
    assert aims[0] == date(2026, 1, 14)
    assert aims[-1] == date(2026, 3, 17)


def test_each_track_has_an_ideal_day_in_each_window():
    tracks = tuple(TrackPlan(n, f"T{n}") for n in range(1, 8))
    series = SeriesPlan(14, "PIF-14", Cadence(Rhythm.QUARTER), tracks=tracks)

    ideals = ideal_dates(series, QUARTERS, tracks)

    assert len(ideals) == 28
    assert all(i.window.first <= i.day <= i.window.last for i in ideals)


def test_quarterly_middles_break_a_gap_of_three_months_so_the_days_are_brought_forward():
    middles = [point(w) for w in QUARTERS]
    assert gap_broken(middles, 3)

    ideals = [i.day for i in ideal_dates(youth_committee(None), QUARTERS, ())]

    assert gap_broken(ideals, 3) == []


@given(st.dates(date(2025, 10, 15), date(2025, 12, 31)))
def test_the_gap_is_kept_from_last_years_final_sitting_on_wherever_that_was(last_held):
    ideals = ideal_dates(youth_committee(last_held), QUARTERS, (), is_offered=CALENDAR.is_offered)
    days = [i.day for i in ideals]

    assert gap_broken([last_held, *days], 3) == []
    assert all(i.earliest <= i.day <= i.latest for i in ideals)
    assert add_months(days[-1], 3) >= date(2027, 1, 4)


def test_a_gap_that_is_broken_already_asks_for_the_first_day():
    ideals = ideal_dates(youth_committee(date(2025, 8, 1)), QUARTERS, ())

    assert ideals[0].day == date(2026, 1, 1)


def test_a_sitting_credited_to_the_series_counts_for_its_gap():
    series = SeriesPlan(
        1, "S", Cadence(Rhythm.YEAR, windows=("05",)), max_gap_months=3,
        last_held=date(2025, 12, 1), credited=(date(2026, 2, 20),),
    )  # fmt: skip

    ideal = ideal_dates(series, windows(series.cadence, 2026), ())[0]

    assert ideal.latest == date(2026, 5, 20)
