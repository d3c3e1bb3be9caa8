from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.dates.errors import DateError
from meetingtui.dates.office_calendar import Closure, DayStatus, OfficeCalendar
from meetingtui.dates.official import OfficialYear, shipped

CALENDAR = OfficeCalendar()
TYPHOON = date(2026, 7, 10)
MORNING, AFTERNOON = (time(9, 30), time(11)), (time(14), time(16))
DAYS = st.dates(date(2022, 1, 1), date(2029, 12, 31))


def test_new_year_is_off_and_the_official_calendar_says_so():
    assert CALENDAR.day(date(2026, 1, 1)) == DayStatus(True, "開國紀念日", "official")


def test_a_year_without_official_data_knows_weekends_and_fixed_dates_only():
    assert not CALENDAR.covers(2030)
    assert CALENDAR.covers(2026)
    assert CALENDAR.day(date(2030, 10, 10)) == DayStatus(True, "國慶日", "fixed")
    assert CALENDAR.day(date(2030, 2, 2)) == DayStatus(True, "", "weekend")
    assert CALENDAR.is_working(date(2030, 2, 4))


def test_a_fixed_date_is_no_holiday_where_the_official_calendar_works_on_it():
    assert CALENDAR.is_working(date(2024, 12, 25))


def test_a_make_up_saturday_is_worked_but_not_offered():
    assert CALENDAR.is_working(date(2025, 2, 8))
    assert not CALENDAR.is_offered(date(2025, 2, 8))
    assert CALENDAR.is_offered(date(2025, 2, 7))


def test_a_reissued_calendar_wins_where_it_differs_and_each_day_remembers_who_spoke():
    revised = shipped(2025)
    assert revised is not None
    new_days = {date(2025, 9, 29): (False, ""), date(2025, 10, 24): (False, ""), date(2025, 12, 25): (False, "")}
    first = OfficialYear(2025, date(2024, 6, 1), {**revised.days, **new_days})
    calendar = OfficeCalendar([first])

    assert calendar.day(date(2025, 12, 25)) == DayStatus(True, "行憲紀念日", "revised")
    assert calendar.day(date(2025, 1, 1)).layer == "official"
    assert calendar.issued(2025) == date(2025, 6, 13)
    before = OfficeCalendar([first], base=None)
    assert [change.day for change in before.changes(revised)] == sorted(new_days)
    assert before.changes(first) == []


def test_rows_from_the_database_make_the_same_calendar():
    official = shipped(2026)
    assert official is not None
    rows = [(day, off, label, official.issued) for day, (off, label) in official.days.items()]
    stored = OfficeCalendar.from_rows(rows, base=None)

    assert all(stored.day(day) == CALENDAR.day(day) for day in official.days)


def test_a_typhoon_day_is_off_for_the_whole_county():
    calendar = OfficeCalendar(closures=[Closure(TYPHOON, reason="天然災害停止上班")])

    assert calendar.day(TYPHOON) == DayStatus(True, "天然災害停止上班", "local")
    assert calendar.why_closed(TYPHOON, *MORNING) == "115年7月10日（星期五）停止上班（天然災害停止上班）。"


def test_a_typhoon_afternoon_leaves_the_morning_open():
    calendar = OfficeCalendar(closures=[Closure(TYPHOON, "pm", None, "颱風")])

    assert calendar.is_working(TYPHOON)
    assert calendar.is_open(TYPHOON, *MORNING)
    assert not calendar.is_open(TYPHOON, *AFTERNOON)
    assert not calendar.is_open(TYPHOON, time(11), time(13))
    assert calendar.why_closed(TYPHOON, *MORNING) is None
    assert calendar.why_closed(TYPHOON, *AFTERNOON) == "115年7月10日（星期五）下午停止上班（颱風）。"


def test_a_township_closes_alone():
    calendar = OfficeCalendar(closures=[Closure(TYPHOON, None, "台東鎮", "停電")])

    assert not calendar.is_open(TYPHOON, *MORNING, "臺東鎮公所3樓")
    assert calendar.is_open(TYPHOON, *MORNING, "琉球鄉")
    assert calendar.is_open(TYPHOON, *MORNING)
    assert "台東鎮停止上班（停電）" in str(calendar.why_closed(TYPHOON, *MORNING, "臺東鎮公所3樓"))


def test_morning_and_afternoon_closed_make_a_day_off():
    calendar = OfficeCalendar(closures=[Closure(TYPHOON, "am", None, "颱風"), Closure(TYPHOON, "pm", None, "颱風")])
    assert calendar.day(TYPHOON) == DayStatus(True, "颱風", "local")


def test_a_holiday_and_a_weekend_say_why_they_are_closed():
    assert CALENDAR.why_closed(date(2026, 2, 17), *MORNING) == "115年2月17日（星期二）放假（春節）。"
    assert CALENDAR.why_closed(date(2026, 3, 7), *MORNING) == "115年3月7日（星期六）是例假日，不上班。"


def test_the_days_around_the_long_holiday():
    assert CALENDAR.next_working(date(2026, 2, 13)) == date(2026, 2, 23)
    assert CALENDAR.previous_working(date(2026, 2, 23)) == date(2026, 2, 13)
    assert CALENDAR.before_long_holiday(date(2026, 2, 13))
    assert not CALENDAR.before_long_holiday(date(2026, 2, 6))
    assert not CALENDAR.before_long_holiday(date(2026, 2, 14))


def test_a_notice_three_working_days_ahead_steps_over_the_holiday():
    assert CALENDAR.minus_working_days(date(2026, 2, 24), 3) == date(2026, 2, 12)
    assert CALENDAR.minus_working_days(date(2026, 2, 24), 0) == date(2026, 2, 24)


def test_115_has_245_working_days():
    assert len(CALENDAR.working_days(date(2026, 1, 1), date(2026, 12, 31))) == 365 - 120


@given(DAYS, st.integers(0, 60))
def test_working_days_back_and_forth_lead_to_the_same_day(day: date, count: int):
    start = day if CALENDAR.is_working(day) else CALENDAR.next_working(day)
    back = CALENDAR.minus_working_days(start, count)

    assert CALENDAR.minus_working_days(back, -count) == start
    assert len(CALENDAR.working_days(back, start)) == count + 1


@given(DAYS)
def test_there_is_no_working_day_between_a_day_and_its_next(day: date):
    following = CALENDAR.next_working(day)

    assert following > day
    assert CALENDAR.is_working(following)
    assert CALENDAR.working_days(day + timedelta(days=1), following) == [following]


def test_the_end_of_the_calendar_is_refused_in_a_sentence():
    with pytest.raises(DateError, match="找不到上班日"):
        CALENDAR.next_working(date(9999, 12, 31))
    with pytest.raises(DateError, match="找不到上班日"):
        CALENDAR.minus_working_days(date(1, 1, 8), 30)
