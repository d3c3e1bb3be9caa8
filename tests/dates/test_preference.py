from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.dates.errors import DateError
from meetingtui.dates.preference import nth_weekday, preferred_days, rule_of

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_the_second_wednesday_of_every_month():
    days = preferred_days("每月第2個週三", *YEAR)

    assert len(days) == 12
    assert days[:2] == [date(2026, 1, 14), date(2026, 2, 11)]
    assert days == [nth_weekday(2026, month, 2, 2) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("每月第二個星期三", "FREQ=MONTHLY;BYDAY=2WE"),
        ("每月第2、4個週三", "FREQ=MONTHLY;BYDAY=2WE,4WE"),
        ("每個月最後一個週五", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("單月第1個週二", "FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYDAY=1TU"),
        ("雙月15日", "FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=15"),
        ("每季第2個月第3個週四", "FREQ=MONTHLY;BYMONTH=2,5,8,11;BYDAY=3TH"),
        ("每半年第5個月月底", "FREQ=MONTHLY;BYMONTH=5,11;BYMONTHDAY=-1"),
        ("5、11月第３個週四", "FREQ=MONTHLY;BYMONTH=5,11;BYDAY=3TH"),
        ("每週三", "FREQ=WEEKLY;BYDAY=WE"),
        ("RRULE:FREQ=MONTHLY;BYDAY=2WE", "FREQ=MONTHLY;BYDAY=2WE"),
        ("freq=weekly;interval=2;byday=mo,th", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
    ],
)
def test_a_preference_is_understood_as_it_is_said(text: str, rule: str):
    assert rule_of(text) == rule


def test_a_fifth_friday_is_given_only_where_there_is_one():
    assert nth_weekday(2026, 1, 5, 4) == date(2026, 1, 30)
    assert nth_weekday(2026, 2, 5, 4) is None
    assert nth_weekday(2026, 2, -1, 4) == date(2026, 2, 27)


def test_the_31st_of_every_month_comes_seven_times_a_year():
    assert len(preferred_days("每月31日", *YEAR)) == 7


@pytest.mark.parametrize(
    "text",
    [
        "", "隨緣", "每月第6個週三", "每季第4個月15日", "13月15日", "2月30日", "每月0日", "FREQ=SECONDLY", "FREQ=DAILY",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYDAY=2WE;BYSETPOS=300", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=2WE;BYMONTHDAY=1",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTH=3;BYDAY=MO", "FREQ=MONTHLY;BYDAY=2WE;FREQ=WEEKLY", "FREQ=MONTHLY;X=\x1b[31m",
        "FREQ=MONTHLY;BYDAY=" + ",".join(["2WE"] * 200), "BYDAY=2WE",
    ],
)  # fmt: skip
def test_a_preference_that_is_none_or_never_comes_is_refused(text: str):
    with pytest.raises(DateError) as refused:
        preferred_days(text, *YEAR)
    assert str(refused.value).isprintable()


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 900),
    st.sampled_from(["每月第3個週四", "每週五", "月底"]),
)
def test_preferred_days_lie_in_the_span_and_in_order(first: date, length: int, text: str):
    last = date.fromordinal(first.toordinal() + length)
    days = preferred_days("每月月底" if text == "月底" else text, first, last)

    assert days == sorted(set(days))
    assert all(first <= day <= last for day in days)
