from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.papers.cells import width
from meetingtui.papers.line_breaking import CLOSING, OPENING, wrapped

MIXED = st.text("社安網會議、。，（「」）115PIF-10 …！", max_size=200)


@pytest.mark.parametrize("cells", range(8, 40))
def test_punctuation_of_a_sentence_stays_where_a_reader_expects_it(cells):
    lines = wrapped(
        "請警察局（婦幼警察隊）會同衛生局、教育處，研擬「一人一案」之計畫；其期程、分工，應於下次會議提出。", cells
    )

    assert [line for line in lines if line[0] in CLOSING or line[-1] in OPENING] == []


@given(MIXED, st.integers(2, 60))
def test_no_word_is_lost_and_no_line_is_wider_than_asked_for(text, cells):
    lines = wrapped(text, cells)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert [line for line in lines if width(line) > cells] == []


def test_the_planned_time_of_a_point_stays_on_one_line():
    for cells in range(12, 30):
        assert "（10分鐘）" in "|".join(wrapped("上次個案追蹤情形彙整與檢討（10分鐘）", cells))


def test_a_line_break_that_was_typed_stays():
    assert wrapped("主席\n\n散會", 20) == ["主席", "", "散會"]


def test_a_word_wider_than_the_line_is_cut_where_the_line_ends():
    assert wrapped("safety-net@example.gov.tw", 10) == ["safety-net", "@example.g", "ov.tw"]
