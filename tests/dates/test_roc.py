from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui import language
from meetingtui.dates.roc import (
    DateError,
    far_off,
    gregorian,
    parse_date,
    parse_moment,
    parse_time,
    parse_year,
    roc_year,
    show_date,
    show_moment,
    show_time,
    show_year,
    weekday_name,
)

FIFTH_OF_MARCH = date(2026, 3, 5)
FORMS = st.sampled_from(["long", "full", "dot", "slash", "compact"])
LANGUAGES = st.sampled_from(["zh_TW", "en"])


@pytest.mark.parametrize(
    "text",
    [
        "115.03.05", "115.3.5", "1150305", "115/3/5", "115-3-5", "115年3月5日", "民國115年3月5日",
        "中華民國115年3月5日",
        "2026-03-05", "2026.3.5", "2026/03/05", "20260305", "西元2026年3月5日", "公元2026年3月5日", "ROC 115.3.5",
        "１１５．３．５", "１１５／３／５", "１１５０３０５", "115。3。5", "115·3·5", "115–3–5", " 115 年 3 月 5 日 ",
        "115年3月5日（星期四）", "115.3.5(四)", "115.3.5（週四）", "115年3月5日周四", "115/3/5 禮拜四",
        "2026-03-05 (Thu)",
        "一一五年三月五日", "一百一十五年三月五日", "民國一百十五年三月五日（星期四）",
        "二〇二六年三月五日", "二○二六年三月五日",
        "115年3月5號", "\ufeff115.3.5\u200b", "AD 2026-03-05",
    ],
)  # fmt: skip
def test_every_way_of_writing_the_fifth_of_march_is_read(text: str):
    assert parse_date(text) == FIFTH_OF_MARCH


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("112.04.19", date(2023, 4, 19)),
        ("1120419", date(2023, 4, 19)),
        ("112/4/19", date(2023, 4, 19)),
        ("112年3月15日", date(2023, 3, 15)),
        ("990305", date(2010, 3, 5)),
        ("99.12.31", date(2010, 12, 31)),
        ("民國元年一月一日", date(1912, 1, 1)),
        ("元年10月10日", date(1912, 10, 10)),
        ("民國前1年10月10日", date(1911, 10, 10)),
        ("民前17年4月17日", date(1895, 4, 17)),
        ("1895.4.17", date(1895, 4, 17)),
        ("一百零五年十二月三十一日", date(2016, 12, 31)),
        ("一百年廿五日", None),
        ("一〇五年十二月卅一日", date(2016, 12, 31)),
        ("113年2月29日", date(2024, 2, 29)),
    ],
)
def test_old_years_first_years_and_chinese_numerals_are_read(text: str, day: date | None):
    if day is None:
        with pytest.raises(DateError):
            parse_date(text)
    else:
        assert parse_date(text) == day


def test_a_date_without_year_is_in_the_year_shown():
    assert parse_date("4/19", year=2027, near=date(2026, 11, 22)) == date(2027, 4, 19)
    assert parse_date("四月十九日（星期一）", year=2027) == date(2027, 4, 19)


def test_a_date_without_year_is_else_the_nearest_to_today():
    assert parse_date("1/5", near=date(2026, 11, 22)) == date(2027, 1, 5)
    assert parse_date("12/28", near=date(2026, 1, 3)) == date(2025, 12, 28)
    assert parse_date("4.19", near=date(2026, 3, 5)) == date(2026, 4, 19)
    assert parse_date("2/29", near=date(2027, 11, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "沒有寫"), ("   ", "沒有寫"), ("明天", "看不出是哪一天"), ("5/3/2026", "看不出是哪一天"),
        ("11535", "5位數字"), ("0305", "4位數字"), ("115030512", "9位數字"),
        ("115.2.29", "115年2月是1日到28日"), ("115.4.31", "沒有31日"), ("115.4.0", "沒有0日"), ("115.13.1", "沒有13月"),
        ("115.0.1", "沒有0月"), ("0.3.5", "0年"), ("000305", "0年"), ("西元0年1月1日", "0年"),
        ("民國前0年1月1日", "0年"),
        ("民國前1912年1月1日", "早於西元1年"), ("民國2026年3月5日", "像是西元"), ("0115.3.5", "以0開頭"),
        ("115.3.5（星期三）", "115年3月5日（星期四），與所寫的星期不符"), ("2026-03-05 (Friday)", "星期寫錯"),
        ("3/5", "沒有年份"), ("115年3月", "哪一日"), ("115/3", "哪一日"), ("3月", "哪一日"), ("2026-03", "哪一日"),
        ("115 3 5", "看不出"), ("115.3.5 14:00", "看不出"), ("一百五年三月五日", "看不出"), ("٣/٥", "看不出"),
        ("115.3.5" * 20, "太長"), ("[red]\x1b[2J\u202e", "看不出"),
    ],
)  # fmt: skip
def test_a_wrong_date_is_refused_with_its_reason(text: str, reason: str):
    with pytest.raises(DateError, match=reason) as refused:
        parse_date(text)
    assert str(refused.value).endswith("。")
    assert str(refused.value).isprintable()


def test_a_leap_day_is_refused_in_a_year_shown_without_one():
    with pytest.raises(DateError, match="115年2月是1日到28日"):
        parse_date("2/29", year=2026)


@given(st.dates(), FORMS, LANGUAGES)
def test_a_shown_date_is_read_back_in_every_form_and_language(day: date, form: str, spoken: str):
    assert parse_date(show_date(day, form, language=spoken)) == day


@given(st.datetimes().filter(lambda one: one.year > 1), FORMS, LANGUAGES)
def test_a_shown_moment_is_read_back_in_every_form_and_language(moment: datetime, form: str, spoken: str):
    moment = moment.replace(second=0, microsecond=0)
    assert parse_moment(show_moment(moment, form, language=spoken)) == moment


@given(st.times(), LANGUAGES)
def test_a_shown_time_is_read_back(clock: time, spoken: str):
    assert parse_time(show_time(clock, language=spoken)) == clock.replace(second=0, microsecond=0)


@given(st.text(max_size=70) | st.text("0123456789年月日./-()星期民國前元一二三十百零時分:午上下 T", max_size=24))
def test_whatever_is_typed_is_read_or_refused_in_a_printable_sentence(text: str):
    for read in (parse_date, parse_time, parse_moment, parse_year):
        assert _answer(read, text).isprintable()


def _answer(read: Callable[[str], object], text: str) -> str:
    try:
        return str(read(text))
    except DateError as refused:
        return str(refused)


def test_a_date_is_shown_in_five_forms():
    shown = [show_date(FIFTH_OF_MARCH, form) for form in ("full", "long", "dot", "slash", "compact")]

    assert shown == ["中華民國115年3月5日（星期四）", "115年3月5日（星期四）", "115.3.5", "115/3/5", "1150305"]
    assert show_date(date(2010, 3, 5), "compact") == "0990305"


def test_years_before_the_republic_and_far_ahead_are_shown_with_their_era():
    assert show_date(date(1911, 10, 10), "full") == "中華民國前1年10月10日（星期二）"
    assert show_date(date(1911, 10, 10), "dot") == "民國前1.10.10"
    assert show_year(2911) == "西元2911年"
    assert show_year(1912) == "1年"


def test_an_english_screen_shows_english_dates_and_a_paper_stays_chinese():
    language.use("en")
    try:
        assert show_date(FIFTH_OF_MARCH) == "2026-03-05 (Thu)"
        assert show_moment(datetime.fromisoformat("2026-03-05T14:00")) == "2026-03-05 (Thu) 14:00"
        assert weekday_name(FIFTH_OF_MARCH) == "Thursday"
        assert show_date(FIFTH_OF_MARCH, "full", language="zh_TW") == "中華民國115年3月5日（星期四）"
    finally:
        language.use("zh_TW")


def test_weekdays_have_a_long_and_a_short_name():
    assert weekday_name(FIFTH_OF_MARCH) == "星期四"
    assert weekday_name(date(2026, 3, 8), short=True) == "日"


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("14:00", time(14)), ("1400", time(14)), ("930", time(9, 30)), ("14", time(14)), ("下午2時", time(14)),
        ("下午2時30分", time(14, 30)), ("14點30分", time(14, 30)), ("十四點半", time(14, 30)), ("上午九時整", time(9)),
        ("中午12時", time(12)), ("中午1點", time(13)), ("下午0時30分", time(12, 30)), ("下午12時", time(12)),
        ("凌晨12時", time(0)), ("晚上7點", time(19)), ("１４：００", time(14)), ("2:30 pm", time(14, 30)),
        ("12am", time(0)), ("09:30:00", time(9, 30)), ("上午 9 時 30 分", time(9, 30)), ("下午14時", time(14)),
        ("下午2時三十分", time(14, 30)),
    ],
)  # fmt: skip
def test_times_are_read_as_they_are_said(text: str, clock: time):
    assert parse_time(text) == clock


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "沒有寫"), ("下午", "看不出是幾點"), ("14:", "看不出是幾點"), ("24:00", "次日"), ("25:00", "沒有"),
        ("14:60", "沒有"), ("上午12時", "分不清"), ("晚上12時", "分不清"), ("晚上2點", "分不清"), ("上午14時", "沒有"),
        ("13am", "沒有"), ("pm 2 am", "看不出"), ("12345", "看不出"),
    ],
)  # fmt: skip
def test_a_wrong_time_is_refused_with_its_reason(text: str, reason: str):
    with pytest.raises(DateError, match=reason):
        parse_time(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05 14:00", "2026-03-05T14:00", "2026-03-05T14:00:00", "2026-03-05T14:00:00+08:00",
        "2026-03-05T06:00:00Z", "115.3.5 14:00", "3/5 下午2時", "3/5下午2時", "1150305 1400",
        "115年3月5日（星期四）下午2時",
        "115年3月5日14時", "中華民國一百一十五年三月五日（星期四）下午二時",
        "115.3.5（四）14:00", "115.3.5，14:00", "3月5日十四點",
        "2026-03-05 (Thursday) 2 pm",
    ],
)  # fmt: skip
def test_a_date_with_a_time_is_a_moment(text: str):
    assert parse_moment(text, year=2026) == datetime.fromisoformat("2026-03-05T14:00")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("115.3.5", "沒有時間"), ("14:00", "看不出是哪一天"), ("115.2.30 14:00", "2月"), ("115.3.5 25:00", "沒有"),
        ("115.3.5（三）14:00", "星期"), ("2026-13-05T09:30:00Z", "看不出"), ("2026-03-0509:30", "看不出|位數字|沒有"),
        ("0001-01-01T00:00:00+09:00", "曆法"),
    ],
)  # fmt: skip
def test_a_wrong_moment_is_refused_with_its_reason(text: str, reason: str):
    with pytest.raises(DateError, match=reason):
        parse_moment(text)


def test_a_year_is_roc_or_gregorian():
    assert {
        parse_year(one) for one in ("115", "2026", "民國115年", "115年度", "一百一十五年", "西元2026年", "１１５")
    } == {2026}
    assert parse_year("元年") == 1912
    assert (roc_year(2026), gregorian(115)) == (115, 2026)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0", "0年"),
        ("1911", "不在可用"),
        ("9999", "不在可用"),
        ("民國前1年", "不在可用"),
        ("115.3", "哪一年"),
        ("x", "哪一年"),
        (" ", "哪一年"),
    ],
)
def test_a_year_that_nobody_plans_is_refused_with_its_reason(text: str, reason: str):
    with pytest.raises(DateError, match=reason):
        parse_year(text)


def test_a_planning_date_more_than_ten_years_off_had_better_be_asked_about():
    today = date(2026, 11, 22)
    assert far_off(parse_date("26/3/5"), today)
    assert not far_off(parse_date("116/3/5"), today)


def test_reading_dates_loads_no_calendar_library_no_time_zones_and_no_dataclasses():
    heavy = "{'dateutil', 'zoneinfo', 'dataclasses', 'inspect', 'calendar', 'csv', 'locale'}"
    script = (
        "import sys, argparse, json, sqlite3; before = set(sys.modules)\n"
        "import meetingtui.dates.roc, meetingtui.dates.office_calendar, meetingtui.dates.periods\n"
        f"print(sorted((set(sys.modules) - before) & {heavy}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
