"""Two versions side by side: everything of both is there, and what changed is marked."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from meetingtui.domain.text_versions import diff, is_changed

TEXTS = some.lists(some.text("照案通過洽悉。，", max_size=8), max_size=8).map("\n".join)


@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_from_their_comparison(before: str, after: str) -> None:
    lines = diff(before, after)

    assert "\n".join(one.text for one in lines if one.sign in " -") == before
    assert "\n".join(one.text for one in lines if one.sign in " +") == after
    assert is_changed(lines) == (before != after)


@given(TEXTS, TEXTS)
def test_what_is_not_marked_in_a_rewritten_line_stands_in_both(before: str, after: str) -> None:
    lines = diff(before, after)

    for one, other in pairwise(lines):
        if one.sign == "-" and other.sign == "+" and one.spans and other.spans:
            assert _kept(one.text, one.spans) == _kept(other.text, other.spans)


def test_the_changed_signs_of_a_rewritten_line_are_marked() -> None:
    gone, come = diff("請社會處於12月底前函復。", "請教育處於12月底前函復。")

    assert (gone.text[slice(*gone.spans[0])], come.text[slice(*come.spans[0])]) == ("社會", "教育")


def test_a_very_long_line_is_compared_as_a_whole() -> None:
    gone, come = diff("字" * 50_000, "字" * 49_999 + "句")

    assert (gone.spans, come.spans) == ((), ())


def _kept(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return "".join(sign for place, sign in enumerate(text) if not any(first <= place < end for first, end in spans))
