from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.domain import search_text

SIGNS = st.sampled_from("社家暴臺台防治會議115-IPV0042pifＰ㈱é，。 \u3000𠀀\u0301")
TEXT = st.text(SIGNS, max_size=30)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("臺東縣", "台東縣"),
        ("ＰＩＦ－１５", "pif-15"),
        ("  家暴\u3000 防治\n會議 ", "家暴 防治 會議"),
        ("115-IPV-0042", "115-ipv-0042"),
        ("", ""),
    ],
)
def test_full_and_half_width_capitals_and_the_two_ways_to_write_taiwan_are_alike(text: str, key: str) -> None:
    assert search_text.key(text) == key


def test_a_word_within_another_word_of_the_query_asks_for_no_more() -> None:
    assert search_text.terms("家暴 家暴防治 社 社") == ["家暴防治", "社"]


def test_every_token_begins_with_its_own_sign() -> None:
    assert search_text.pieces("第115-ip號。") == ["第", "11", "15", "5", "ip", "p", "號"]


@pytest.mark.parametrize(
    ("term", "phrase"),
    [
        ("家暴", '"家 暴"'),
        ("社", '"社"'),
        ("115-ipv", '"11 15 5 ip pv"'),
        ("115-ipv-0042", '"00 04 42" AND "ip pv"'),
        ("pif-15-115-07", '"pi if" AND "11 15"'),
        ("第4", '"第 4"*'),
        ("。", ""),
        ('"*', ""),
        ("near(", '"ne ea ar r"'),
    ],
)
def test_a_word_of_the_query_becomes_a_phrase_of_signs(term: str, phrase: str) -> None:
    assert search_text.phrase(term) == phrase


def test_a_lone_letter_or_digit_is_asked_for_by_all_tokens_that_begin_with_it() -> None:
    asked = search_text.phrase("4")[1:-1].split(" OR ")

    assert asked[:2] == ['"4"', '"40"']
    assert asked[-1] == '"4z"'
    assert len(asked) == 37


@pytest.mark.parametrize(
    ("term", "sieves"),
    [
        ("家暴", ['"家 暴"']),
        ("115-ipv-0042", ['"00 04 42"', '"ip pv"', '"11 15"']),
        ("第4", ['"第"', search_text.phrase("4")]),
        ("，4", [search_text.phrase("4")]),
        ("。", []),
        ("-", []),
    ],
)
def test_a_word_of_the_query_is_taken_apart_into_what_is_quickly_looked_up(term: str, sieves: list[str]) -> None:
    assert search_text.sieves(term) == sieves


@given(TEXT, TEXT, TEXT)
def test_every_key_that_holds_a_word_is_filed_under_its_phrase_and_each_sieve(
    before: str, word: str, behind: str
) -> None:
    whole, term = search_text.key(before + word + behind), search_text.key(word)
    if term not in whole:
        return
    filed = search_text.pieces(whole)
    phrase = search_text.phrase(term)
    for part in [*(phrase.split(" AND ") if phrase else []), *search_text.sieves(term)]:
        assert any(_lies_in(filed, one) for one in part.strip("()").split(" OR "))


def _lies_in(filed: list[str], phrase: str) -> bool:
    """Whether the tokens of an FTS5 phrase stand one behind the other among those of a key."""
    wanted = phrase.rstrip("*")[1:-1].split()
    runs = [filed[at : at + len(wanted)] for at in range(len(filed) - len(wanted) + 1)]
    if phrase.endswith("*"):
        return any(run[:-1] == wanted[:-1] and run[-1].startswith(wanted[-1]) for run in runs)
    return wanted in runs


@given(TEXT, TEXT, TEXT)
def test_every_key_that_holds_a_word_has_all_its_pairs(before: str, word: str, behind: str) -> None:
    whole, term = search_text.key(before + word + behind), search_text.key(word)
    if term and term in whole:
        assert all(pair in whole for pair in search_text.pairs(term))


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("請衛生局追蹤，衛生局回報", "衛生局", ["衛生局", "衛生局"]),
        ("臺東縣政府", "台東", ["臺東"]),
        ("案號ＩＰＶ－００４２", "ipv-0042", ["ＩＰＶ－００４２"]),
        ("家暴　防治", "家暴 防治", ["家暴", "防治"]),
        ("家暴防治會議", "家暴防 防治", ["家暴防治"]),
        ("㈱社", "(株)", ["㈱"]),
        ("cafe\u0301", "CAFÉ", ["cafe\u0301"]),
        ("請ﬁle結案", "結案", ["結案"]),
        ("無關", "家暴", []),
    ],
)  # fmt: skip
def test_the_words_of_a_query_are_marked_where_they_stand(text: str, query: str, marked: list[str]) -> None:
    spans = search_text.marks(text, search_text.terms(query))
    assert [text[start:end] for start, end in spans] == marked


@given(st.text(max_size=40), st.text(max_size=8))
def test_marks_lie_within_the_text_and_never_overlap(text: str, query: str) -> None:
    last = 0
    for start, end in search_text.marks(text, search_text.terms(query)):
        assert last <= start < end <= len(text)
        last = end
