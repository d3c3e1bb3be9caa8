from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.dates.clock import TAIPEI, Clock, iso_taipei, stamp, to_taipei, to_utc, unstamp
from meetingtui.dates.errors import DateError

at = datetime.fromisoformat
MOMENTS = st.datetimes(at("1912-01-01"), at("2910-12-31")).map(lambda one: one.replace(microsecond=0))


def test_today_is_the_day_in_taiwan():
    before = datetime.now(UTC) + timedelta(hours=8)
    today = Clock().today()
    after = datetime.now(UTC) + timedelta(hours=8)

    assert before.date() <= today <= after.date()


def test_a_pretended_day_is_today_and_now_falls_on_it():
    clock = Clock(date(2026, 11, 22))

    assert clock.today() == date(2026, 11, 22)
    assert clock.now().astimezone(TAIPEI).date() == date(2026, 11, 22)


def test_now_is_utc_in_whole_seconds():
    now = Clock().now()

    assert now.utcoffset() == timedelta(0)
    assert now.microsecond == 0


def test_a_sitting_at_half_past_nine_is_stored_in_utc_and_told_with_the_offset():
    assert stamp(at("2026-03-05T09:30")) == "2026-03-05T01:30:00Z"
    assert iso_taipei("2026-03-05T01:30:00Z") == "2026-03-05T09:30:00+08:00"


def test_a_sitting_at_midnight_is_stored_on_the_day_before_in_utc():
    assert stamp(at("2026-03-01")) == "2026-02-28T16:00:00Z"


@given(MOMENTS)
def test_what_is_stored_comes_back_the_same(local: datetime):
    assert to_taipei(unstamp(stamp(local))).replace(tzinfo=None) == local


@given(st.lists(MOMENTS, min_size=2, max_size=2))
def test_stored_moments_sort_as_text(pair: list[datetime]):
    assert sorted(map(stamp, pair)) == [stamp(one) for one in sorted(pair)]


@pytest.mark.parametrize("text", ["", "yesterday", "2026-03-05T09:30:00", "2026-13-05T09:30:00Z", "\x1b[31m"])
def test_a_damaged_stored_time_is_refused_in_a_sentence(text: str):
    with pytest.raises(DateError, match="請檢查資料庫") as refused:
        unstamp(text)
    assert str(refused.value).isprintable()


def test_the_first_day_of_the_calendar_has_no_utc_and_says_so():
    with pytest.raises(DateError, match="超出曆法範圍"):
        to_utc(at("0001-01-01"))


def test_only_a_day_that_somebody_chose_is_told_to_the_trail():
    assert Clock(marked=True).pretence() == ""
    assert Clock(date(2019, 3, 1)).pretence() == ""

    day, _comma, machine = Clock(date(2019, 3, 1), marked=True).pretence().partition(",")
    assert day == "today:2019-03-01"
    assert abs(unstamp(machine.removeprefix("clock:")) - Clock().now()) < timedelta(days=1)
