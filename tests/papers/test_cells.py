from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.papers.cells import cut, fit, width


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("衛生局", 6),
        ("第3次", 5),
        ("ＡＢ", 4),
        ("e\u0301", 1),
        ("ㄅ", 2),
        ("\u200b", 0),
        ("ｱ", 1),
        ("·", 1),
    ],
)
def test_a_chinese_sign_takes_two_cells_and_a_combining_mark_none(text, cells):
    assert width(text) == cells


def test_what_does_not_fit_is_cut_and_marked():
    assert cut("屏東縣政府", 10) == "屏東縣政府"
    assert cut("屏東縣政府", 9) == "屏東縣.."
    assert cut("屏東縣政府", 8) == "屏東縣.."
    assert cut("屏東", 1) == ""
    assert cut("ab", 0) == ""


def test_figures_stand_to_the_right():
    assert fit("12", 5, right=True) == "   12"
    assert fit("衛生局", 8) == "衛生局  "


@given(st.text(), st.integers(0, 40))
def test_a_fitted_text_has_exactly_the_cells_asked_for(text, cells):
    assert width(fit(text, cells)) == cells
