"""Personal details are found, and figures that are none are left alone."""

from __future__ import annotations

import pytest

from meetingtui.domain.personal import Personal, ages, is_id, personal


def found(text: str) -> list[tuple[Personal, str]]:
    """The kinds and words that are found in a text."""
    return [(kind, text[start:end]) for kind, start, end in personal(text)]


@pytest.mark.parametrize("number", ["A123456789", "F131104093", "A800000014", "AD30196818"])
def test_an_id_number_is_told_by_its_check_digit(number: str) -> None:
    assert is_id(number)
    assert not is_id(number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize(
    "text",
    ["案主身分證A123456789已查驗", "案主身分證Ａ１２３４５６７８９", "a123456789"],
)
def test_an_id_number_is_found_however_it_is_typed(text: str) -> None:
    ((kind, word),) = found(text)
    assert kind is Personal.ID
    assert len(word) == 10


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("電話0912-345-678，", "0912-345-678"), ("手機０９１２３４５６７８", "０９１２３４５６７８"),
        ("請撥08-7320415。", "08-7320415"), ("(08)732-0415", "(08)732-0415"), ("02 2345 6789", "02 2345 6789"),
        ("+886 912345678", "+886 912345678"),
    ],
)  # fmt: skip
def test_a_telephone_number_is_found(text: str, word: str) -> None:
    assert found(text) == [(Personal.PHONE, word)]


@pytest.mark.parametrize(
    "text", ["住屏東市中正路12號3樓", "潮州鎮三星里延平路二段15巷3弄2之1號", "案家位於復興街八十八號"]
)
def test_an_address_is_found(text: str) -> None:
    assert [kind for kind, _word in found(text)] == [Personal.ADDRESS]


@pytest.mark.parametrize(
    "text",
    [
        "", "案號115-IPV-0042", "A123456788", "屏府社工字第1150012345號函", "依社字第11500123450號", "1150305",
        "經費1,234,567元", "113專線與110、119", "第3次會議計12案", "20260305T093000", "網路平台第12案", "家暴法第50條",
        "依道路交通管理處罰條例第12號公文", "PIF-10-115-03-01", "0800-013-999免付費"[4:], "115.3.5 09:30",
    ],
)  # fmt: skip
def test_other_figures_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_numbers_of_offices_may_stand_in_minutes() -> None:
    assert personal("請洽08-7320415", frozenset({"087320415"})) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("案主王小明身分證未帶", "王小明"), ("（家暴被害人李大華之夫）續列管", "李大華"),
        ("相對人：林志強，已約談", "林志強"), ("案母為陳美，無業", "陳美"), ("訪視王小明家", "王小明"),
        ("學生林大同（國二）在校", "林大同"), ("據李先生表示", "李"), ("請王美玉女士到場", "王美玉"),
    ],
)  # fmt: skip
def test_a_name_behind_a_word_for_a_client_is_found(text: str, name: str) -> None:
    assert found(text) == [(Personal.NAME, name)]


@pytest.mark.parametrize(
    "text",
    [
        "個案高風險，案主曾遭家暴", "案主陳述明確，相對人施暴", "個案連結資源，個案方案續行", "案主許多需求",
        "王小明主任報告", "訪視陳主任", "被害人何時返家", "個案金額不足", "案主於114年入監",
        "個案○○續列管", "案主甲", "個案管理由衛生局辦理", "學生高中職階段",
        "學生連續缺課", "學生方面由教育處協助", "家長先生女士們",
    ],
)  # fmt: skip
def test_other_words_behind_a_word_for_a_client_are_no_name(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("案主35歲，無業", "35歲"), ("案主三十五歲", "三十五歲"), ("３５歲男性", "３５歲"),
        ("王○○三十五歲", "三十五歲"), ("年滿35歲", "35歲"), ("案女3歲半", "3歲半"),
        ("三歲又八個月之幼童", "三歲又八個月"),
        ("約四十餘歲", "四十餘歲"), ("年齡：35，女", "年齡：35"), ("8個月大", "8個月大"), ("35 years", "35 years"),
        ("a 35-year-old", "35-year-old"), ("Aged 35", "Aged 35"), ("35 y/o", "35 y/o"),
    ],
)  # fmt: skip
def test_an_age_is_found_however_it_is_written(text: str, age: str) -> None:
    assert [text[start:end] for start, end in ages(text)] == [age]


@pytest.mark.parametrize(
    "text",
    [
        "未滿18歲之兒少",
        "未滿十八歲",
        "65歲以上長者",
        "12歲至18歲之少年",
        "12至18歲",
        "0-6歲",
        "35年度計畫",
        "歲末關懷",
        "萬歲",
        "35yards",
    ],
)
def test_what_bounds_a_group_is_nobodys_age(text: str) -> None:
    assert ages(text) == []
