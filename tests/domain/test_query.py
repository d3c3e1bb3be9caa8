"""The query line as people type it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.domain.query import Query, Term, WrongQuery, parse, quoted
from meetingtui.domain.query_completion import offers, put

TODAY = date(2026, 11, 22)


def terms(text: str) -> list[Term]:
    return list(parse(text, year=2026, near=TODAY).terms)


def test_series_state_month_and_chair_in_one_line():
    assert parse("會議:高危機 狀態:預定 3月 主席:副縣長") == Query(
        (Term("series", "高危機"), Term("status", "planned"), Term("month", "3"), Term("chair", "副縣長"))
    )


def test_english_fields_and_values_mean_the_same():
    assert terms("series:高危機 status:planned month:3 chair:副縣長") == terms("會議:高危機 狀態:預定 3月 主席:副縣長")


def test_full_width_signs_and_blanks_are_understood():
    assert terms("狀態：預定　月：３　日期：＞＝３/５") == terms("狀態:預定 月:3 日期:>=3/5")


def test_words_without_field_are_searched_and_a_minus_excludes_them():
    query = parse("颱風 -臨時 「兩個 字」")

    assert query.words == ("颱風", "兩個 字")
    assert query.without == ("臨時",)


def test_a_minus_before_a_field_negates_it():
    assert terms("-狀態:取消,已召開") == [Term("status", "cancelled", True, others=("held",))]


@pytest.mark.parametrize("text", ['會議:"詳 [/附件]"', "會議:「詳 [/附件]」", "會議：“詳 [/附件]”"])
def test_quotes_keep_blanks_together(text):
    assert terms(text) == [Term("series", "詳 [/附件]")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日期:3/1..3/31", Term("date", "2026-03-01", False, "..", "2026-03-31")),
        ("日期:115.3.1～", Term("date", "2026-03-01", False, ">=")),
        ("日期:..3/31", Term("date", "2026-03-31", False, "<=")),
        ("日期>=3/1", Term("date", "2026-03-01", False, ">=")),
        ("日期:<3/1", Term("date", "2026-03-01", False, "<")),
        ("3/5", Term("date", "2026-03-05")),
        ("115年3月5日", Term("date", "2026-03-05")),
        ("今天", Term("date", "2026-11-22")),
        ("本週", Term("date", "2026-11-16", False, "..", "2026-11-22")),
        ("日期:本月", Term("date", "2026-11-01", False, "..", "2026-11-30")),
        ("十二月", Term("month", "12")),
        ("3月..5月", Term("month", "3", False, "..", "5")),
        ("月:1,3", Term("month", "1", others=("3",))),
        ("Q2", Term("quarter", "2")),
        ("第二季", Term("quarter", "2")),
        ("年:115", Term("year", "2026")),
        ("2026年", Term("year", "2026")),
        ("類型:臨時會", Term("kind", "extraordinary")),
        ("層級:法定", Term("level", "statutory")),
        ("逾期", Term("is", "overdue")),
        ("狀態:逾期", Term("is", "overdue")),
        ("is:locked", Term("is", "locked")),
        ("編號:PIF-15-115-07", Term("number", "PIF-15-115-07")),
        ("機關:衛生局", Term("agency", "衛生局")),
        ("分區:T3", Term("track", "T3")),
        ("備註:a..b", Term("remarks", "a..b")),
    ],
)
def test_a_piece_means(text, expected):
    assert terms(text) == [expected]


def test_a_year_with_a_month_is_both():
    assert terms("115年3月") == [Term("year", "2026"), Term("month", "3")]


def test_a_time_is_a_word_and_no_field():
    assert parse("14:00").words == ("14:00",)


@pytest.mark.parametrize("text", ["", "   ", "狀態:", "日期:>=", "日期:..", "會議:,", '" "'])
def test_what_is_not_finished_asks_for_nothing(text):
    assert not parse(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("甲乙:1", "沒有「甲乙」這個查詢欄位"),
        ("狀態:啊", "狀態沒有「啊」"),
        ("日期:2/30", "沒有30日"),
        ("月:13", "1到12"),
        ("季:5", "1到4"),
        ("狀態:預定,逾期", "狀態沒有「逾期」"),
        ("年:甲", "看不出是哪一年"),
        ("x" * 501, "太長"),
    ],
)
def test_what_cannot_be_understood_is_said_in_a_sentence(text, part):
    with pytest.raises(WrongQuery) as refused:
        parse(text, year=2026)

    assert part in str(refused.value)


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(list('會議狀態日期:：-"「」,、.><=＝ 3月年/季Q{}[]%')), max_size=25).map("".join)
)
def test_any_text_is_read_or_refused_in_a_sentence(text):
    offers(text, len(text), lambda field, prefix: [prefix])
    with suppress(WrongQuery):
        parse(text, year=2026, near=TODAY)


@given(st.text(alphabet="甲乙ab :,.-'「~", min_size=1, max_size=12).map(str.strip).filter(bool))
def test_a_quoted_value_comes_back_whole(value):
    assert terms(f"會議:{quoted(value)}") == [Term("series", value)]


def test_fields_are_offered_by_what_was_typed_of_them():
    assert offers("會", 1) == ["會議:"]
    assert "狀態:" in offers("sta", 3)
    assert offers("", 0) == []


def test_values_are_offered_after_the_colon():
    assert offers("3月 狀態:預", 7) == ["預定"]
    assert offers("會議:高", 4, lambda field, prefix: [f"{field}/{prefix}"]) == ["series/高"]
    assert offers("-狀態:取消,預", 8) == ["預定"]


def test_only_states_that_a_sitting_can_have_are_known():
    states = ["預定", "已通知", "已召開", "延期", "已取消", "已併開"]

    assert offers("狀態:", 3) == states
    for unknown in ("pl", "draft", "approved", "列管中"):
        with pytest.raises(WrongQuery, match=f"可用：{'、'.join(states)}。"):
            parse(f"狀態:{unknown}")


def test_an_offer_is_put_where_it_was_begun_and_quoted_where_needed():
    assert put("會 3月", 1, "會議:") == ("會議: 3月", 3)
    assert put("狀態:預 3月", 4, "預定") == ("狀態:預定 3月", 5)
    assert put("會議:高", 4, "高 危機") == ('會議:"高 危機" ', 10)
    assert put('會議:"高 危', 7, "高 危機") == ('會議:"高 危機" ', 10)
