from __future__ import annotations

from datetime import date

import pytest

from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.dates.official import HOLIDAYS, shipped, shipped_years


@pytest.mark.parametrize(("year", "days_off"), [(2023, 116), (2024, 115), (2025, 118), (2026, 120), (2027, 121)])
def test_each_official_year_has_the_days_off_that_were_announced(year: int, days_off: int):
    official = shipped(year)
    assert official is not None
    assert official.days_off() == days_off
    assert len(official.days) == (date(year + 1, 1, 1) - date(year, 1, 1)).days


def test_the_years_112_to_116_are_shipped_and_no_other():
    assert shipped_years() == (2023, 2024, 2025, 2026, 2027)
    assert shipped(2022) is None


def test_115_and_116_have_no_make_up_saturday():
    calendar = OfficeCalendar()
    made_up = [
        day for year in shipped_years() for day in (shipped(year) or _none()).days
        if calendar.is_working(day) and not calendar.is_offered(day)
    ]  # fmt: skip
    assert {day.year for day in made_up} == {2023, 2024, 2025}
    assert date(2023, 1, 7) in made_up


def test_each_year_says_when_it_was_issued_or_that_it_does_not_say():
    revised, unknown = shipped(2025), shipped(2027)
    assert revised is not None
    assert unknown is not None
    assert (revised.issued, revised.issued_text()) == (date(2025, 6, 13), "114.6.13發布")
    assert (unknown.issued, unknown.issued_text()) == (None, "發布日期未載明")


def test_every_official_remark_is_marked_for_translation():
    labels = {label for year in shipped_years() for _off, label in (shipped(year) or _none()).days.values()}
    assert labels - {""} <= set(HOLIDAYS)


def _none():
    raise AssertionError("a shipped year is missing")
