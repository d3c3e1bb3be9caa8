from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders
from tests.cli import shell
from tests.cli.shell import Shell

PROMISED = {
    "id", "code", "name", "level", "basis", "host", "chair", "cadence", "tracks", "stated", "computed", "floor",
    "max_gap_months", "discrepancy", "aliases", "members",
}  # fmt: skip


@pytest.fixture
def run(founded_file: Path, tmp_path: Path) -> Iterator[Shell]:
    yield from shell.on(founded_file, tmp_path)


@pytest.mark.parametrize("county", ["pingtung", "nantou", "changhua", "kaohsiung", "yilan", "empty"])
def test_the_list_of_each_county_has_the_promised_keys(county: str, tmp_path: Path) -> None:
    builders.found_office(tmp_path / "office.db", county).close()
    run = Shell(str(tmp_path / "office.db"))

    found = run.json("series", "list")

    assert all(set(one) >= PROMISED for one in found)
    assert all(set(one["cadence"]) >= {"freq", "per_period", "interval_months", "windows"} for one in found)
    assert len(run("series", "list").out.splitlines()) > len(found)


def test_a_series_is_shown_by_any_of_its_names(run: Shell) -> None:
    assert run.json("series", "show", "高危機個案網絡會議")["code"] == "PIF-15"
    assert "第640行：7中心至各鄉鎮召開" in run("series", "show", "PIF-14").out
    assert "是否指" in run.refused("series", "show", "高危機會義")


def test_the_check_says_the_sentence(run: Shell) -> None:
    assert "載明12場，依頻率僅6場" in run("series", "check", "PIF-16").out
    by_code = {one["code"]: one for one in run.json("series", "check")}
    assert (by_code["PIF-14"]["ok"], by_code["PIF-16"]["ok"], by_code["PIF-16"]["propose_tracks"]) == (True, False, 2)


def test_a_series_is_added_changed_from_a_day_renamed_and_given_up(run: Shell) -> None:
    made = run.json(
        "series", "add", "PIF-31", "脆弱家庭業務聯繫會報", "--level", "statutory", "--rhythm", "half", "--floor", "2",
        "--chair", "副縣長", "--deputy", "社會處處長", "--host-agency", "社會處", "--weekday", "3",
        "--law", "脆弱家庭兒少通報協助辦法|第8條", "--alias", "脆家會報", "--confidential",
    )  # fmt: skip
    assert (made["computed"], made["floor"], made["chair_rule"], made["chairs"]) == (2, 2, "fixed", ["DMAG"])
    assert (made["basis"], made["confidential"], made["rules"][0]["weekday"]) == (
        "脆弱家庭兒少通報協助辦法第8條", True, 2,
    )  # fmt: skip

    run.json("series", "rule", "脆家會報", "--rhythm", "quarter", "--from", "116.1.1")
    assert [run.json("series", "show", "PIF-31", "--year", year)["computed"] for year in ("115", "116")] == [2, 4]
    assert [rule["valid_from"] for rule in run.json("series", "rule", "PIF-31")] == ["1912-01-01", "2027-01-01"]
    run.json("series", "rule", "PIF-31", "--drop", "116.1.1")
    run.json("series", "rule", "PIF-31", "--floor", "none", "--window", "05", "--window", "11")
    assert run.json("series", "show", "PIF-31")["cadence"]["windows"] == ["05", "11"]
    assert "沒有要更動" in run.refused("series", "rule", "PIF-31", "--from", "116.1.1")

    run.json("series", "rename", "PIF-31", "脆家聯繫會報", "--from", "116.1.1")
    assert run.json("series", "show", "脆弱家庭業務聯繫會報", "--year", "116")["name"] == "脆家聯繫會報"
    run.json("series", "alias", "PIF-31", "新別名")
    assert run.json("series", "show", "新別名")["code"] == "PIF-31"
    run.json("series", "alias", "PIF-31", "新別名", "--remove")
    run.json("series", "edit", "PIF-31", "--note", "試辦", "--no-planned")
    run.json("series", "retire", "PIF-31", "--from", "117.1.1")
    assert run.json("series", "revive", "PIF-31")["retired_on"] is None
    assert run.json("series", "delete", "PIF-31") == {"deleted": "PIF-31"}


def test_levels_rhythms_and_the_like_are_understood_in_words(run: Shell) -> None:
    made = run.json(
        "series", "add", "PIF-31", "脆弱家庭業務聯繫會報", "--level", "法定", "--nature", "會議", "--rhythm", "每季",
        "--basis-type", "法規", "--qualifier", "至少", "--year-basis", "曆年", "--chair-rule", "固定主持",
    )  # fmt: skip

    rule = made["rules"][0]
    assert (made["level"], made["nature"], made["cadence"]["freq"]) == ("statutory", "meeting", "quarter")
    assert (rule["basis_type"], rule["qualifier"], rule["year_basis"]) == ("law", "at_least", "calendar")
    assert (rule["chair_rule"], made["planned"]) == ("fixed", True)
    assert run.json("series", "add", "PIF-32", "臨時協調會")["planned"] is False
    assert "month 每月" in run.refused("series", "rule", "PIF-15", "--rhythm", "weekly")


def test_a_series_that_is_given_a_rhythm_says_that_it_is_planned_now(run: Shell) -> None:
    run("series", "add", "PIF-31", "臨時協調會")

    assert "已一併編入年度行程" in run("series", "rule", "PIF-31", "--rhythm", "每季").out
    assert "已一併編入" not in run("series", "rule", "PIF-31", "--rhythm", "每月").out


def test_help_says_in_words_what_a_level_or_rhythm_means(run: Shell) -> None:
    told = "".join(run("series", "add", "--help").out.split())

    for words in ("statutory法定委員會", "quarter每季", "meeting會議", "law法規", "rotating輪流主持"):
        assert words in told


def test_who_presides_is_listed_and_changed(run: Shell) -> None:
    assert [one["post"] for one in run.json("series", "chair", "少輔會")] == ["DMAG", "SAD-H", "PB-H"]

    changed = run.json("series", "chair", "少輔會", "--chair", "縣長", "--deputy", "none", "--from", "116.1.1")

    assert [rule["chairs"] for rule in changed["rules"]] == [["DMAG"], ["MAG"]]
    rota = run.json("series", "chair", "少輔會", "--chair", "縣長", "--chair", "副縣長")
    assert rota["chair_rule"] == "rotating"


def test_tracks_are_listed_opened_and_accepted(run: Shell) -> None:
    found = run.json("series", "track", "PIF-14", "add", "琉球中心", "--township", "琉球鄉", "--from", "116.1.1")
    assert (found[-1]["code"], found[-1]["townships"]) == ("T8", ["琉球鄉"])
    run.json("series", "track", "PIF-14", "edit", "T8", "--chair", "縣長", "--township", "none")
    run.json("series", "track", "PIF-14", "rename", "T8", "小琉球中心", "--from", "116.2.1")
    run.json("series", "track", "PIF-14", "alias", "T8", "離島")
    assert run.json("series", "track", "PIF-14", "retire", "離島", "--from", "117.1.1")[-1]["valid_to"] == "2028-01-01"
    run.json("series", "track", "PIF-14", "revive", "T8")
    assert [one["proposed"] for one in run.json("series", "track", "PIF-16", "accept")] == [False, False]
    assert run.json("series", "show", "PIF-16")["discrepancy"] == ""
    assert "琉球" in run("series", "track", "PIF-14").out


def test_members_are_listed_added_and_changed(run: Shell) -> None:
    found = run.json("series", "member", "PIF-02", "add", "--agency", "勞青處", "--role", "列席")
    assert (found[-1]["agency_name"], found[-1]["role"]) == ("勞青處", "observer")
    found = run.json("series", "member", "PIF-02", "role", "勞青處", "出席")
    assert found[-1]["role"] == "attendee"
    assert len(run.json("series", "member", "PIF-02", "remove", "勞青處")) == len(found) - 1
    assert "警政" in run("series", "member", "PIF-02").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "PIF-30", "新會議"), "可改用PIF-31"),
        (("add", "會議", "新會議"), "不合格式"),
        (("rule", "PIF-15", "--per-period", "0"), "不能是0場"),
        (("rule", "PIF-15", "--rhythm", "weekly"), "無法辨識"),
        (("rename", "PIF-15", "少輔會"), "已由PIF-02"),
        (("retire", "PIF-15", "--from", "115.2.30"), "2月"),
        (("list", "--year", "abc"), "abc"),
        (("show", "PIF-99"), "找不到會議別"),
        (("member", "PIF-02", "add"), "不能空白"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_changes_nothing(
    run: Shell, words: tuple[str, ...], says: str
) -> None:
    before = run.json("series", "list")
    assert says in run.refused("series", *words)
    assert run.json("series", "list") == before


@pytest.mark.parametrize("words", [("series",), ("series", "dance"), ("series", "rule", "PIF-15", "--stated", "many")])
def test_wrong_usage_ends_with_two(run: Shell, words: tuple[str, ...]) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert "用法有誤" in answer.err


def test_escape_signs_in_a_stored_name_never_reach_the_terminal(run: Shell) -> None:
    name = "詳[/附件]\x1b[31m\u202e會議"
    run.json("series", "add", "PIF-31", "會議")
    with sqlite3.connect(run.always[1]) as database:
        database.execute("UPDATE series SET name = ? WHERE code = 'PIF-31'", (name,))

    assert run.json("series", "show", "PIF-31")["name"] == name
    for words in (("series", "list"), ("series", "show", "PIF-31"), ("series", "check")):
        out = run(*words).out
        assert "[/附件]" in out
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_editing_what_belongs_to_the_rule_points_to_its_command(run: Shell) -> None:
    assert "series rule PIF-14" in run.refused("series", "edit", "PIF-14", "--target", "4")
    assert "series chair PIF-14" in run.refused("series", "edit", "PIF-14", "--chair", "縣長")
    assert "--target" not in run("series", "edit", "--help").out
