from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.domain.errors import WrongFile
from meetingtui.intake.busy import read_busy

TAIPEI = timezone(timedelta(hours=8))
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def calendar(*events: str, head: str = "") -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, [head]), *events, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", "SUMMARY:看診 王小明", *lines, "END:VEVENT"])


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=TAIPEI)


def busy(*events: str, head: str = ""):
    result = read_busy(calendar(*events, head=head), FIRST, LAST)
    assert result.skipped == ()
    return [tuple(one) for one in result.busy]


def reason(*events: str) -> str:
    result = read_busy(calendar(*events), FIRST, LAST)
    assert result.busy == ()
    [skipped] = result.skipped
    return skipped.reason


TWO_HOURS = ("DTSTART;TZID=Asia/Taipei:20260305T140000", "DTEND;TZID=Asia/Taipei:20260305T160000")


@pytest.mark.parametrize(
    "times",
    [
        TWO_HOURS,
        ("DTSTART:20260305T060000Z", "DTEND:20260305T080000Z"),
        ("DTSTART:20260305T140000", "DURATION:PT2H"),
        ("DTSTART;TZID=Taipei Standard Time:20260305T140000", "DTEND;TZID=Taipei Standard Time:20260305T160000"),
        ("DTSTART;TZID=America/New_York:20260305T010000", "DTEND;TZID=America/New_York:20260305T030000"),
    ],
)
def test_a_meeting_written_in_any_zone_is_busy_at_the_same_time_in_taipei(times):
    assert busy(event(*times)) == [(at(3, 5, 14), at(3, 5, 16))]


def test_a_zone_defined_in_the_file_counts_even_when_it_stands_last_and_not_for_the_next_file():
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Our Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:{0}\r\nTZOFFSETTO:{0}\r\nTZNAME:X\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
    times = ("DTSTART;TZID=Our Office:20260305T140000", "DURATION:PT2H")

    assert busy(event(*times), zone.format("+0900")) == [(at(3, 5, 13), at(3, 5, 15))]
    assert busy(event(*times), head=zone.format("+0800")) == [(at(3, 5, 14), at(3, 5, 16))]
    assert "時區不明" in reason(event(*times))


def test_a_whole_day_off_is_busy_from_midnight_to_midnight():
    assert busy(event("DTSTART;VALUE=DATE:20260305")) == [(at(3, 5), at(3, 6))]
    assert busy(event("DTSTART;VALUE=DATE:20260305", "DTEND;VALUE=DATE:20260307")) == [(at(3, 5), at(3, 7))]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("STATUS:CANCELLED", "已取消"), ("TRANSP:TRANSPARENT", "標示為有空"),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", "標示為有空"), ("STATUS:TENTATIVE", "暫定，未計入"),
        ("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "暫定，未計入"),
    ],
)  # fmt: skip
def test_what_takes_nobody_is_named_with_the_reason(line, why):
    result = read_busy(calendar(event(*TWO_HOURS, line)), FIRST, LAST)

    assert (result.busy, [(one.what, one.reason) for one in result.skipped]) == ((), [("第1筆（2026-03-05）", why)])


def test_free_times_of_other_years_are_not_listed():
    old = event("DTSTART:20200305T140000", "DTEND:20200305T160000", "TRANSP:TRANSPARENT")

    assert read_busy(calendar(old), FIRST, LAST).skipped == ()


def test_tentative_times_are_taken_when_asked_for():
    period = "BEGIN:VFREEBUSY\r\nFREEBUSY;FBTYPE=BUSY-TENTATIVE:20260307T060000Z/PT1H\r\nEND:VFREEBUSY"
    data = calendar(event(*TWO_HOURS, "STATUS:TENTATIVE"), period)

    asked, plain = (read_busy(data, FIRST, LAST, tentative=wanted) for wanted in (True, False))

    assert ([one.start for one in asked.busy], asked.skipped) == ([at(3, 5, 14), at(3, 7, 14)], ())
    assert (plain.busy, len(plain.skipped)) == ((), 2)


def test_overlapping_and_touching_times_become_one():
    assert busy(
        event("DTSTART:20260305T140000", "DTEND:20260305T160000"),
        event("DTSTART:20260305T150000", "DTEND:20260305T170000"),
        event("DTSTART:20260305T170000", "DTEND:20260305T180000"),
    ) == [(at(3, 5, 14), at(3, 5, 18))]


def test_only_the_days_asked_for_are_told():
    old, new = event("DTSTART:20251231T230000", "DURATION:PT30M"), event("DTSTART:20270101T000000", "DURATION:PT1H")
    over = event("DTSTART:20251231T230000", "DURATION:PT2H")

    assert busy(old, new) == []
    assert busy(over) == [(datetime(2025, 12, 31, 23, tzinfo=TAIPEI), at(1, 1, 1))]


def test_a_weekly_meeting_is_busy_each_week_but_for_the_days_taken_out():
    found = busy(
        event(
            *TWO_HOURS,
            "UID:a",
            "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20260402T060000Z",
            "EXDATE;TZID=Asia/Taipei:20260312T140000",
        ),
        event("UID:a", "RECURRENCE-ID;TZID=Asia/Taipei:20260319T140000", "DTSTART:20260320T090000", "DURATION:PT1H"),
        event("UID:a", "RECURRENCE-ID;TZID=Asia/Taipei:20260326T140000", *TWO_HOURS, "STATUS:CANCELLED"),
    )

    assert [start for start, _end in found] == [at(3, 5, 14), at(3, 20, 9), at(4, 2, 14)]


@pytest.mark.parametrize(
    ("start", "rule", "days"),
    [
        ("20100104T090000", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=20260131T000000", [(1, 12), (1, 26)]),
        ("20150131T090000", "FREQ=MONTHLY;UNTIL=20260401T000000", [(1, 31), (3, 31)]),
        ("19900229T090000".replace("1990", "1992"), "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", [(3, 1)]),
        ("19950310T090000", "FREQ=YEARLY", [(3, 10)]),
        ("20000101T090000", "FREQ=DAILY;INTERVAL=365;UNTIL=20261231T000000", [(12, 25)]),
        ("20260105T090000", "FREQ=DAILY;COUNT=3", [(1, 5), (1, 6), (1, 7)]),
        ("20251230T090000", "FREQ=DAILY;COUNT=3", [(1, 1)]),
        ("20260106T090000", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", [(1, 6), (1, 30), (2, 27)]),
        ("20200101T090000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20260228T000000", [(1, 30), (2, 27)]),
    ],
)
def test_a_series_that_began_long_ago_falls_on_the_right_days(start, rule, days):
    found = busy(event(f"DTSTART:{start}", "DURATION:PT1H", f"RRULE:{rule}"))

    assert [(begin.month, begin.day) for begin, _end in found] == days
    assert {begin.hour for begin, _end in found} == {9}


def test_a_series_in_a_country_with_summer_time_keeps_its_wall_time_there():
    found = busy(
        event(
            "DTSTART;TZID=America/New_York:20260302T200000",
            "DURATION:PT1H",
            "RRULE:FREQ=WEEKLY;COUNT=2",
        )
    )

    assert [start for start, _end in found] == [at(3, 3, 9), at(3, 10, 8)]


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY", "只接受"),
        ("FREQ=MINUTELY;INTERVAL=1", "只接受"),
        ("FREQ=DAILY;BYSECOND=1,2", "時、分、秒"),
        ("FREQ=DAILY;BYHOUR=1,2,3", "時、分、秒"),
        ("FREQ=YEARLY;BYDAY=XX", "寫法有誤"),
        ("FREQ=DAILY;INTERVAL=0", "寫法有誤"),
        ("FREQ=DAILY;COUNT=0", "寫法有誤"),
        ("FREQ=DAILY;X=1", "不認得"),
        ("FREQ=YEARLY;BYMONTHDAY=" + "1," * 200 + "1", "太長"),
    ],
)
def test_a_rule_out_of_bounds_is_skipped_with_its_reason(rule, why):
    found = reason(event(*TWO_HOURS, f"RRULE:{rule}"))

    assert why in found or "寫法有誤" in found


def test_more_than_750_occurrences_are_not_counted_out():
    data = calendar(event("DTSTART:20200101T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY"))

    assert "750" in read_busy(data, date(2022, 1, 1), date(2026, 12, 31)).skipped[0].reason
    assert len(read_busy(data, date(2026, 1, 1), date(2026, 12, 31)).busy) == 365


def test_a_file_full_of_rules_that_never_come_true_ends_soon():
    rules = [
        event(
            f"UID:{number}",
            "DTSTART:19000101T090000",
            "DURATION:PT1H",
            "RRULE:FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2;COUNT=9",
        )
        for number in range(200)
    ]

    result = read_busy(calendar(*rules), FIRST, LAST)

    assert "太多" in result.skipped[-1].reason


def test_titles_are_nowhere_in_what_is_read():
    result = read_busy(calendar(event(*TWO_HOURS), event("DTSTART:x")), FIRST, LAST)

    assert "王小明" not in repr(result)
    assert result.skipped[0].what == "第2筆"


def test_a_free_busy_list_is_read_without_its_free_times():
    text = (
        "BEGIN:VFREEBUSY\r\nFREEBUSY:20260305T060000Z/20260305T080000Z,20260306T060000Z/PT1H\r\n"
        "FREEBUSY;FBTYPE=FREE:20260307T060000Z/PT1H\r\nEND:VFREEBUSY"
    )

    assert busy(text) == [(at(3, 5, 14), at(3, 5, 16)), (at(3, 6, 14), at(3, 6, 15))]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "空的"),
        (b"PK\x03\x04rest", "不是行事曆檔"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "截斷"),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "第2行"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "沒有行程"),
        (b"BEGIN:VCALENDAR\r\n" + b"X" * 5_000_000, "5 MB"),
        (calendar(event("RDATE:" + "20260305," * 9000)), "第5行太長"),
        (calendar(*[event()] * 20_001), "20000"),
    ],
)
def test_a_broken_or_huge_file_is_refused_with_the_place_and_the_reason(data, why):
    with pytest.raises(WrongFile, match=why):
        read_busy(data, FIRST, LAST, filename="行事曆.ics")


def test_a_hostile_time_zone_is_refused_before_it_is_counted_out():
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Evil\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=SECONDLY\r\n"
        "TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )

    with pytest.raises(WrongFile, match="時區規則"):
        read_busy(calendar(event("DTSTART;TZID=Evil:20260305T140000"), head=zone), FIRST, LAST)


def test_alarms_and_attachments_inside_an_event_do_not_disturb_it():
    inside = (
        "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "A" * 50_000,
        "BEGIN:VALARM\r\nTRIGGER:-PT10M\r\nDTSTART:19990101T000000\r\nEND:VALARM",
        "BEGIN:X-ODD\r\nBEGIN:VEVENT\r\nDTSTART:20260101T000000\r\nEND:VEVENT\r\nEND:X-ODD",
    )

    assert busy(event(*inside, *TWO_HOURS)) == [(at(3, 5, 14), at(3, 5, 16))]


_LINE = st.one_of(
    st.sampled_from(
        [
            "DTSTART:20260305T140000",
            "DTSTART;VALUE=DATE:20260305",
            "DTSTART:99991231T235959Z",
            "DTSTART;TZID=America:20260101T000000",
            "DTEND:00010101T000000",
            "DURATION:-P1W",
            "DURATION:P99999999D",
            "RRULE:FREQ=DAILY",
            "RRULE:FREQ=WEEKLY;UNTIL=x",
            "RRULE:UNTIL=20260101",
            "RDATE;VALUE=PERIOD:20260101T000000Z/PT1H",
            "EXDATE:20260305",
            "RECURRENCE-ID:20260305T140000",
            "SEQUENCE:x",
            "BEGIN:VALARM",
            "END:VALARM",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "BEGIN:VTIMEZONE",
            "TZID:x",
            "END:VTIMEZONE",
            "FREEBUSY:x/y",
        ]
    ),
    st.text(max_size=30),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_LINE, max_size=12))
def test_no_file_whatever_makes_the_reader_fall_over(lines):
    with suppress(WrongFile):
        read_busy(calendar("BEGIN:VEVENT", *lines, "END:VEVENT"), FIRST, LAST)
