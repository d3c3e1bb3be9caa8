from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.errors import WrongFile
from meetingtui.intake.busy_lists import is_list, read_busy_list
from meetingtui.intake.calendar_files import MOST_OCTETS

FIRST, LAST = date(2026, 11, 22), date(2028, 12, 31)


def times(text: str) -> list[str]:
    return [
        f"{one.start:%Y-%m-%dT%H:%M}/{one.end:%Y-%m-%dT%H:%M}"
        for one in read_busy_list(text.encode(), FIRST, LAST, filename="b.csv").busy
    ]


def test_dates_are_whole_days_and_moments_are_moments() -> None:
    assert times("起,迄,事由\n116.3.5,116/3/7,出國\n民國116年4月1日 9:00,116.4.1 12:00,議會\n1160501,,\n") == [
        "2027-03-05T00:00/2027-03-08T00:00", "2027-04-01T09:00/2027-04-01T12:00", "2027-05-01T00:00/2027-05-02T00:00",
    ]  # fmt: skip


def test_a_day_with_two_times_of_day_is_read_too() -> None:
    assert times("日期,起,迄\n12/8,14:00,下午4時\n12/9,,\n12/10,13:30,\n") == [
        "2026-12-08T14:00/2026-12-08T16:00", "2026-12-09T00:00/2026-12-10T00:00", "2026-12-10T13:30/2026-12-11T00:00",
    ]  # fmt: skip


def test_what_for_is_never_read_and_overlapping_times_are_one() -> None:
    found = read_busy_list(
        "起,迄,事由\n116.3.5,116.3.7,心臟手術\n116.3.6,116.3.9,住院\n".encode(), FIRST, LAST, filename="b.csv"
    )

    assert [(one.start.day, one.end.day) for one in found.busy] == [(5, 10)]
    assert "手術" not in repr(found)


def test_a_row_that_is_over_is_named_too() -> None:
    found = read_busy_list("起,迄\n115.3.1,115.3.2\n116.3.5,116.3.5\n".encode(), FIRST, LAST, filename="b.csv")

    assert ([(one.what, one.reason) for one in found.skipped], len(found.busy)) == ([("第2列", "已經過去")], 1)


def test_a_row_that_cannot_be_understood_is_named_and_the_others_stand() -> None:
    text = "起,迄\n116.2.30,116.3.1\n116.3.9,116.3.1\n116.3.1,118.3.1\n9999-12-31,\n116.3.5,116.3.5\n"
    found = read_busy_list(text.encode(), FIRST, LAST, filename="b.csv")

    assert [one.what for one in found.skipped] == ["第2列", "第3列", "第4列", "第5列"]
    assert all(one.reason for one in found.skipped)
    assert len(found.busy) == 1


def test_times_before_and_behind_the_days_asked_for_are_left_out() -> None:
    assert times("起,迄\n115.1.1,115.1.5\n119.1.1,119.1.2\n115.11.20,115.11.30\n") == [
        "2026-11-20T00:00/2026-12-01T00:00"
    ]


def test_a_file_that_is_no_list_of_times_is_refused() -> None:
    for data in (
        b"",
        b"a,b\n1,2\n",
        "起,迄\n".encode(),
        b"PK\x03\x04broken",
        b"\x00\xff" * 50,
        b"x" * (MOST_OCTETS + 1),
    ):
        with pytest.raises(WrongFile):
            read_busy_list(data, FIRST, LAST, filename="b.csv")


def test_lists_and_calendars_are_told_apart_by_name() -> None:
    assert [is_list(name) for name in ("行程.CSV", "a.xlsx", "a.ics", "a", "")] == [True, True, False, False, False]
