from __future__ import annotations

from datetime import date, time

import pytest

from meetingtui.domain.errors import WrongFile
from meetingtui.domain.sessions import Status
from meetingtui.intake.past_sessions import PastRow, guess_mapping, read_past_sessions
from meetingtui.intake.spreadsheets import read_rows


def past(text, mapping=None, **more):
    sheet = read_rows(text.encode(), "歷年場次.csv")
    return read_past_sessions(sheet, guess_mapping(sheet.headings) if mapping is None else mapping, **more)


def test_the_columns_of_her_own_list_are_recognised():
    assert guess_mapping(
        ["會議名稱", "開會日期", "時間", "會議室", "主持人", "辦理情形", "人次", "會次", "社福中心", "備註", "經費"]
    ) == {
        "series": "會議名稱",
        "date": "開會日期",
        "time": "時間",
        "place": "會議室",
        "chair": "主持人",
        "status": "辦理情形",
        "persons": "人次",
        "ordinal": "會次",
        "track": "社福中心",
        "note": "備註",
    }


def test_a_whole_row_becomes_a_sitting():
    found = past(
        "會議別,日期,時間,地點,主席,狀態,人次,會次,分區,備註\n"
        "高危機會議,114.03.05（三）,14:00～16:00,多功能會議室,副縣長,已召開,約17人次,第三次,屏東中心,無\n"
    )

    assert found.problems == ()
    assert found.rows == (
        PastRow(
            2, "高危機會議", date(2025, 3, 5), time(14), time(16), "多功能會議室", "副縣長",
            Status.HELD, 17, True, 3, "屏東中心", "無",
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("1140305", None),
        ("2025-03-05", None),
        ("114/3/5 14:00", time(14)),
        ("114年3月5日下午2時", time(14)),
        ("3/5", None),
    ],
)
def test_a_date_is_read_in_every_form_of_the_field(written, start):
    [row] = past(f"會議別,開會時間\n甲,{written}\n", year=2025).rows

    assert (row.date, row.start, row.status) == (date(2025, 3, 5), start, Status.HELD)


@pytest.mark.parametrize(
    ("word", "status"),
    [("取消", Status.CANCELLED), ("延期", Status.POSTPONED), ("", Status.HELD), ("Held", Status.HELD)],
)
def test_the_state_is_told_by_the_word_in_the_list(word, status):
    assert past(f"會議別,日期,狀態\n甲,114.3.5,{word}\n").rows[0].status is status


def test_every_problem_is_told_with_its_row_and_column_and_the_sound_rows_are_kept_for_the_preview():
    found = past(
        "會議別,日期,時間,狀態,人次,會次\n"
        "甲,114.2.30,,,,\n"
        ",114.3.5,25:00,改天,很多,第X次\n"
        "乙,,,,,\n"
        "丙,114.3.5,16:00-14:00,,,\n"
        "丁,114.3.5,,,,\n"
        "丁,114.3.5,,,,\n"
    )

    assert [(problem.row, problem.column) for problem in found.problems] == [
        (2, "日期"),
        *((3, column) for column in ("會議別", "時間", "狀態", "人次", "會次")),
        (4, "日期"),
        (5, "時間"),
        (7, ""),
    ]
    assert {row.series for row in found.rows} == {"丁"}


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        ({"series": "會議別"}, "缺少「日期」"),
        ({"series": "會議別", "date": "沒有這欄"}, "找不到「沒有這欄」"),
        ({"series": "會議別", "date": "日期", "color": "日期"}, "color"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(mapping, why):
    with pytest.raises(WrongFile, match=why):
        past("會議別,日期\n甲,114.3.5\n", mapping)


def test_an_unmapped_field_may_be_left_empty():
    assert past("會議別,日期\n甲,114.3.5\n", {"series": "會議別", "date": "日期", "note": ""}).rows[0].note == ""


def test_hostile_text_comes_through_as_harmless_text():
    [row] = past("會議別,日期\n詳[/附件]\x1b[31m,114.3.5\n").rows

    assert row.series == "詳[/附件] [31m"
