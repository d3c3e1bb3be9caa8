"""Text in display cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.tui.widgets import cells


@pytest.mark.parametrize(
    ("text", "room", "fitted"),
    [
        ("會議", 6, "會議  "),
        ("高危機個案", 7, "高危.. "),
        ("高危機個案", 8, "高危機.."),
        ("abc", 2, "a."),
        ("會議", 1, "."),
        ("會議", 0, ""),
    ],
)
def test_a_han_character_takes_two_cells_and_is_never_halved(text, room, fitted):
    assert cells.fit(text, room) == fitted


def test_figures_stand_at_the_right_and_headings_in_the_middle():
    assert cells.fit("12", 5, "right") == "   12"
    assert cells.fit("會", 4, "center") == " 會 "


@given(st.text(max_size=60), st.integers(0, 40), st.sampled_from(["left", "right", "center"]))
def test_any_text_fills_its_cells_exactly(text, room, align):
    assert cells.width(cells.fit(cells.plain(text), room, align)) == room


def test_every_sign_has_a_form_for_terminals_that_draw_wide():
    assert all(cells.sign(name, ascii_only=True).isascii() for name in cells._SIGNS)
    assert all(cells.width(cells.sign(name)) == 1 for name in cells._SIGNS)
