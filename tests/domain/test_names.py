from __future__ import annotations

import pytest

from meetingtui.domain.errors import Ambiguous, NotFound
from meetingtui.domain.names import hits, key, nearest, resolve

SERIES = [
    ("PIF-02", ("兒少年權益保障暨少年輔導委員會", "少輔會")),
    ("PIF-09", ("強化社會安全網聯繫會議", "社安網聯繫會議")),
    ("PIF-10", ("強化社會安全網跨網絡會議", "社安網網絡會議", "聯合會議")),
    ("PIF-14", ("社區照顧資源整合平台會議", "聯合會議")),
]


def test_names_are_alike_whatever_the_width_the_blanks_and_the_character_for_tai():
    assert key("臺 中（Ａ）") == key("台中(a)")


@pytest.mark.parametrize("typed", ["PIF-02", "pif-02", "ＰＩＦ－０２", "少輔會", " 少 輔 會 "])
def test_a_code_a_name_or_an_alias_finds_the_series(typed):
    assert resolve(typed, SERIES, "會議別") == "PIF-02"


def test_a_name_that_two_bear_is_refused_with_both():
    with pytest.raises(Ambiguous, match="PIF-10 強化社會安全網跨網絡會議、PIF-14"):
        resolve("聯合會議", SERIES, "會議別")
    assert hits("聯合會議", SERIES) == ["PIF-10", "PIF-14"]


def test_a_name_that_nobody_bears_is_refused_with_the_nearest():
    with pytest.raises(NotFound, match="社安網聯繫會議"):
        resolve("社安網聯係會議", SERIES, "會議別")


def test_an_empty_name_finds_nothing_and_suggests_nothing():
    assert hits("  ", [("A", ("",))]) == []
    assert nearest("", ["甲"]) == []
    with pytest.raises(NotFound):
        resolve("　", SERIES, "會議別")


def test_braces_in_a_name_are_only_a_name():
    with pytest.raises(NotFound, match=r"\{0\}"):
        resolve("{0}", SERIES, "會議別")


def test_a_part_of_one_name_finds_its_series_and_of_several_is_refused_with_the_list():
    assert resolve("權益保障", SERIES, "會議別") == "PIF-02"
    assert resolve("網絡會議", [*SERIES[:3]], "會議別") == "PIF-10"
    with pytest.raises(Ambiguous, match="PIF-09 強化社會安全網聯繫會議、PIF-10"):
        resolve("社會安全網", SERIES, "會議別")


def test_a_whole_name_goes_before_a_part_and_one_character_is_no_part():
    assert resolve("縣長", [("A", ("縣長",)), ("B", ("副縣長",))], "職務") == "A"
    with pytest.raises(NotFound):
        resolve("輔", SERIES, "會議別")


def test_a_slip_in_a_short_name_offers_the_long_one_that_holds_the_rest():
    assert nearest("高危雞", ["親密關係高危機網絡評估會議", "強化社會安全網聯繫會議"]) == ["親密關係高危機網絡評估會議"]
    assert nearest("火星", ["親密關係高危機網絡評估會議"]) == []
