from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from meetingtui.dates.months import add_months
from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning.clashes import gap_broken
from meetingtui.planning.ideal import earliest_days, point, spread
from meetingtui.planning.windows import windows

CALENDAR = OfficeCalendar()
QUARTERS = windows(Cadence(Rhythm.QUARTER), 2026)


def test_a_series_without_tracks_aims_at_the_middle_of_its_window():
    assert point(QUARTERS[0]) == date(2026, 2, 14)


def test_eighteen_centres_aim_at_eighteen_days_from_15_to_85_percent_of_the_quarter():
    aims = [point(QUARTERS[0], n, 18) for n in range(18)]

    assert len(set(aims)) == 18
    assert aims[0] == date(2026, 1, 14)
    assert aims[-1] == date(2026, 3, 17)


def test_quarterly_middles_break_a_gap_of_three_months_so_later_days_are_asked_for():
    middles = [point(w) for w in QUARTERS]
    assert gap_broken(middles, 3)

    firsts = earliest_days(QUARTERS, 3, CALENDAR.is_offered)

    assert gap_broken(firsts, 3) == []
    assert add_months(firsts[-1], 3) >= date(2027, 1, 4)
    assert all(w.first <= day <= w.last for w, day in zip(QUARTERS, firsts, strict=True))


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_centres_whose_day_is_over_share_what_is_left_of_the_window(not_before):
    for window in QUARTERS:
        aims = spread(window, range(18), 18, not_before)

        assert all(window.first <= day <= window.last for day in aims.values())
        assert window.last < not_before or all(day >= not_before for day in aims.values())
        assert list(aims.values()) == sorted(aims.values())
