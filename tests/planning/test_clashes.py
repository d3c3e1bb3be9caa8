from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.dates.months import add_months
from meetingtui.dates.office_calendar import Closure, OfficeCalendar
from meetingtui.planning.clashes import (
    Booking,
    Slot,
    clashes,
    day_off,
    gap_broken,
    notice_too_short,
    outside_window,
    time_words,
)


def at(hour: int, minute: int = 0, day: int = 5) -> datetime:
    return datetime(2026, 3, day, hour, minute)  # noqa: DTZ001 - the planner works in wall-clock time


def booking(label: str, *keys: str, start: datetime | None = None, end: datetime | None = None) -> Booking:
    return Booking(frozenset(keys), start or at(14), end or at(16), label)


def test_a_chair_cannot_preside_in_two_places_and_the_sentence_says_who_where_and_when():
    found = clashes(
        booking("跨網絡會議", "person:7", "room:A"),
        [booking("治安會議", "person:7", "room:B", start=at(15), end=at(17))],
        {"person:7": "副縣長"},
    )

    assert [(c.kind, c.a, c.b) for c in found] == [("chair", "跨網絡會議", "治安會議")]
    assert found[0].sentence == "副縣長在115年3月5日（星期四）15:00至17:00已有「治安會議」，與「跨網絡會議」撞期。"


def test_chair_room_and_agency_taken_at_once_are_three_clashes():
    keys = ("person:7", "room:多功能會議室", "agency:5")
    found = clashes(booking("甲", *keys), [booking("乙", *keys)])

    assert [c.kind for c in found] == ["chair", "room", "agency"]
    assert "多功能會議室" in found[1].sentence


def test_one_sitting_that_ends_when_the_next_begins_is_no_clash():
    assert clashes(booking("甲", "person:7"), [booking("乙", "person:7", start=at(16), end=at(17))]) == []
    assert not Slot(at(9), at(10)).meets(Slot(at(10), at(11)))


@given(*[st.tuples(st.integers(0, 23), st.integers(1, 60))] * 2)
def test_a_clash_is_mutual(one, other):
    a, b = (
        booking(name, "room:A", start=at(hour), end=at(hour) + timedelta(minutes=minutes))
        for name, (hour, minutes) in (("甲", one), ("乙", other))
    )

    assert bool(clashes(a, [b])) == bool(clashes(b, [a]))


def test_a_holiday_is_said_with_its_name():
    calendar = OfficeCalendar()

    assert day_off(calendar, datetime(2026, 3, 5, 14), datetime(2026, 3, 5, 16)) is None  # noqa: DTZ001 - wall clock
    why = day_off(calendar, datetime(2026, 1, 1, 14), datetime(2026, 1, 1, 16))  # noqa: DTZ001 - wall clock
    assert why is not None
    assert "開國紀念日" in why


def test_a_typhoon_afternoon_in_one_township_closes_only_that():
    calendar = OfficeCalendar(closures=[Closure(date(2026, 3, 5), "pm", "恆春鎮", "颱風")])

    assert day_off(calendar, at(14), at(16), "恆春鎮") is not None
    assert day_off(calendar, at(14), at(16), "屏東市") is None
    assert day_off(calendar, at(9), at(11), "恆春鎮") is None


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2026, 1, 1), True), (date(2026, 3, 31), True), (date(2026, 4, 1), False), (date(2025, 12, 31), False)],
)
def test_a_day_outside_the_window_is_said_with_the_window(day, inside):
    why = outside_window(day, date(2026, 1, 1), date(2026, 3, 31))

    assert (why is None) == inside
    assert why is None or "115年1月1日" in why


def test_a_sitting_without_a_window_is_never_outside():
    assert outside_window(date(2026, 1, 1), None, None) is None
    assert outside_window(date(2026, 1, 1), None, date(2025, 1, 1)) is not None
    assert outside_window(date(2026, 1, 1), date(2027, 1, 1), None) is not None


def test_a_notice_needs_its_days():
    assert notice_too_short(date(2026, 3, 1), date(2026, 3, 8), 7) is None
    assert "只剩6天" in (notice_too_short(date(2026, 3, 2), date(2026, 3, 8), 7) or "")
    assert "已過" in (notice_too_short(date(2026, 3, 9), date(2026, 3, 8), 0) or "")


def test_three_calendar_months_to_the_day_keep_the_gap_and_one_day_more_breaks_it():
    assert gap_broken([date(2026, 2, 14), date(2026, 5, 14)], 3) == []
    assert gap_broken([date(2026, 5, 15), date(2026, 2, 14)], 3) == [(date(2026, 2, 14), date(2026, 5, 15))]
    assert gap_broken([date(2025, 11, 30), date(2026, 2, 28)], 3) == []
    assert gap_broken([date(2026, 1, 1), date(2027, 1, 1)], 0) == []


@given(st.lists(st.dates(date(2025, 1, 1), date(2027, 1, 1)), max_size=12), st.integers(1, 12))
def test_every_broken_gap_is_a_pair_of_neighbours_too_far_apart(days, months):
    ordered = sorted(days)
    for earlier, later in gap_broken(days, months):
        assert later > add_months(earlier, months)
        assert ordered.index(later) - ordered.index(earlier) == ordered.count(earlier)


def test_a_time_over_several_days_is_read_with_both_dates():
    first = at(8, day=29)

    assert time_words(first, at(18, day=30)).endswith("08:00至115年3月30日（星期一）18:00")
    assert time_words(at(0, day=28), at(0, day=31)).endswith("至115年3月30日（星期一）")
