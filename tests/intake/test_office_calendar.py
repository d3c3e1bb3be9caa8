from __future__ import annotations

from datetime import date, timedelta

import pytest

from meetingtui.dates.official import shipped
from meetingtui.domain.errors import WrongFile
from meetingtui.intake.office_calendar import difference, read

HEAD = "西元日期,星期,是否放假,備註\r\n"


def official(year=2026, head=HEAD, **changed):
    day, lines = date(year, 1, 1), []
    while day.year == year:
        off = "2" if day.weekday() >= 5 else "0"
        lines.append(f"{day:%Y%m%d},{'一二三四五六日'[day.weekday()]},{off},\r\n")
        day += timedelta(days=1)
    for number, line in changed.items():
        lines[int(number[1:]) - 2] = line
    return (head + "".join(lines)).encode("utf-8-sig")


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-8", "cp950"])
def test_the_official_file_is_read_in_either_encoding(code):
    data = official(r2="20260101,四,2,開國紀念日\r\n").decode("utf-8-sig").encode(code)

    year = read(data, "115.csv", issued=date(2025, 6, 27))

    assert (year.year, year.issued, len(year.days)) == (2026, date(2025, 6, 27), 365)
    assert year.days[date(2026, 1, 1)] == (True, "開國紀念日")
    assert year.days[date(2026, 1, 2)] == (False, "")


def test_a_leap_year_has_a_day_more():
    assert len(read(official(2028)).days) == 366


def test_the_calendar_that_travels_with_the_program_can_be_imported_again():
    ours = shipped(2026)
    lines = [
        f"{day:%Y%m%d},{'一二三四五六日'[day.weekday()]},{2 if off else 0},{label}"
        for day, (off, label) in ours.days.items()
    ]

    again = read((HEAD + "\r\n".join(lines)).encode())

    assert again.days == ours.days
    assert difference(ours.days, again.days) == []


def test_a_revised_year_shows_what_changed():
    old, new = read(official()), read(official(r3="20260102,五,2,調整放假\r\n", r4="20260103,六,2,週末\r\n"))

    changes = difference(old.days, new.days)

    assert [(one.day, one.was, one.now, one.changes_work) for one in changes] == [
        (date(2026, 1, 2), (False, ""), (True, "調整放假"), True),
        (date(2026, 1, 3), (True, ""), (True, "週末"), False),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("20260102,四,0,\r\n", "第3列「星期」不符"),
        ("20260102,五,1,\r\n", "第3列「是否放假」"),
        ("20260102,五,,\r\n", "第3列「是否放假」"),
        ("20260101,四,0,\r\n", "第3列的2026-01-01重複"),
        ("2026/1/2,五,0,\r\n", "第3列「西元日期」"),
        ("20260230,五,0,\r\n", "第3列沒有20260230"),
        ("２０２６０１０２,五,0,\r\n", "8位數字"),
        ("20260102,五\r\n", "第3列的欄數"),
        ("20260102,五,0,,x\r\n", "第3列的欄數"),
        ("\r\n", "應有365天"),
        ("20250102,四,0,\r\n", "2025年與2026年"),
        ("20260102,五,0," + "x" * 200_000 + "\r\n", "CSV 格式"),
    ],
)
def test_one_wrong_row_refuses_the_whole_file_by_its_place(line, why):
    with pytest.raises(WrongFile, match=why) as refusal:
        read(official(r3=line), "115.csv")

    assert "115.csv" in str(refusal.value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Subject,Start Date,Start Time,End Date,End Time,All Day Event\n", "Google"),
        (b"date,year,name,isholiday,holidaycategory,description\n", "縣市開放資料"),
        ("西元日期,是否放假,星期,備註\n".encode(), "順序不同"),
        ("日期,是否放假\n".encode(), "自行整理"),
        (b"BEGIN:VCALENDAR\r\n", "ICS"),
        (b'[{"date":"20260101"}]', "JSON"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "試算表"),
        (b"<html>", "網頁"),
        (b"a,b,c\n1,2,3\n", "標題列不是"),
        (HEAD.encode(), "沒有日期"),
        (b"", "空的"),
        (b"x" * 1_000_001, "1 MB"),
    ],
)
def test_another_layout_is_refused_by_its_name(data, kind):
    with pytest.raises(WrongFile, match=kind):
        read(data)
