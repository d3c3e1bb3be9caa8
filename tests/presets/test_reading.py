from __future__ import annotations

import json

import pytest

from meetingtui.domain.errors import NotFound, WrongFile
from meetingtui.intake.presets import FOLDER, LARGEST_BYTES, read


def facts():
    return json.loads((FOLDER / "yilan.json").read_bytes())


def written(folder, content):
    path = folder / "own.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["yilan", "宜蘭縣", " 宜蘭 縣 "])
def test_a_county_is_named_by_its_key_or_its_name(name):
    assert read(name).code == "ILA"


def test_a_kaohsiung_is_not_guessed_from_a_slip():
    with pytest.raises(NotFound, match="kaohsiung"):
        read("kaohsiun")


def test_my_own_copy_of_a_registry_is_read_from_its_path(tmp_path):
    assert read(written(tmp_path, facts())) == read("yilan")


def test_the_empty_registry_has_nothing():
    assert read("empty").series == ()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        "[" * 100_000,
        '{"county": 1}',
        '{"county": {"code": "X"}}',
        "\x00",
    ],
)
def test_a_broken_file_is_refused_with_one_sentence(tmp_path, content):
    with pytest.raises(WrongFile, match=r"own\.json") as refused:
        read(written(tmp_path, content))
    assert "\n" not in str(refused.value)


def spoil_rhythm(one):
    one["series"][0]["cadence"]["rhythm"] = "sometimes"


def spoil_window(one):
    one["series"][0]["cadence"]["windows"] = ["13月底"]


def spoil_number(one):
    one["series"][0]["stated"] = -3


def spoil_flag(one):
    one["series"][0]["planned"] = "yes"


def spoil_agency(one):
    one["series"][0]["host"]["agency"] = "NOBODY"


def spoil_code(one):
    one["series"][1]["code"] = one["series"][0]["code"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoil_rhythm, "sometimes"),
        (spoil_window, "13月底"),
        (spoil_number, "-3"),
        (spoil_flag, "yes"),
        (spoil_agency, "ILA-01: NOBODY"),
        (spoil_code, "重複的代碼：ILA-01"),
    ],
)
def test_a_registry_that_does_not_hold_together_is_refused_with_the_place(tmp_path, spoil, words):
    spoilt = facts()
    spoil(spoilt)
    with pytest.raises(WrongFile, match=words):
        read(written(tmp_path, spoilt))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(WrongFile, match="8 MiB"):
        read(path)


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path):
    with pytest.raises(WrongFile, match="無法開啟"):
        read(tmp_path / "missing.json")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(WrongFile):
        read(tmp_path / "folder.json")


def test_braces_in_a_broken_file_are_shown_as_typed(tmp_path):
    spoilt = facts()
    spoilt["series"][0]["level"] = "{0.__class__}"
    with pytest.raises(WrongFile, match=r"\{0\.__class__\}"):
        read(written(tmp_path, spoilt))
