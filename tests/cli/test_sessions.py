from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from meetingtui.dates.showing import show_date
from meetingtui.services import holding
from meetingtui.services.office import Office
from tests import builders
from tests.cli.conftest import Command

PROMISED = [
    "id", "number", "series", "name", "track", "year", "ordinal", "kind", "status", "start", "end", "room", "chair",
    "host", "credits", "locked", "ics_uid", "ics_sequence",
]  # fmt: skip
THIRD = "PIF-10-115-03"


def first_day(office: Office) -> date:
    """When PIF-10 meets for the first time in the planned year."""
    return date.fromisoformat(builders.sittings(office, "PIF-10")[0].day)


def test_a_list_has_the_promised_keys_and_iso_times(command: Command, planned_office: Office) -> None:
    answer = command("sessions", "list", "--series", "PIF-10", "--json")

    assert [one["number"] for one in answer.json] == [f"PIF-10-115-0{n}" for n in (1, 2, 3)]
    assert all(list(one)[:18] == PROMISED for one in answer.json)
    first = answer.json[0]
    assert (first["year"], first["ordinal"], first["track"], first["credits"]) == (2026, 1, None, [])
    assert first["start"] == f"{first_day(planned_office)}T09:30:00+08:00"
    assert (first["chair"], first["host"]) == ("副縣長", "屏東縣政府社會處")


@pytest.mark.parametrize(
    ("words", "series"),
    [
        (["--year", "115", "--series", "高危機個案網絡會議"], {"PIF-15"}),
        (["--year", "2026", "--status", "預定", "--series", "PIF-10"], {"PIF-10"}),
        (["--query", "會議:高危機 3月"], {"PIF-15"}),
        (["--agency", "勞青處", "--query", "會議:網絡會議"], {"PIF-10"}),
        (["--year", "114"], set()),
        (["--status", "held"], set()),
    ],
)
def test_a_list_is_narrowed(words: list[str], series: set[str], command: Command) -> None:
    assert {one["series"] for one in command("sessions", "list", *words, "--json").json} == series


def test_a_list_for_people_has_columns_and_a_sum(command: Command, planned_office: Office) -> None:
    out = command("sessions", "list", "--series", "PIF-10").out

    assert f"{show_date(first_day(planned_office))} 09:30-11:30" in out
    assert out.endswith("共3場。\n")
    assert "沒有符合條件" in command("sessions", "list", "--year", "114").out


def test_an_agency_finds_what_it_is_asked_to_also_once_only(command: Command) -> None:
    def numbers(*words: str) -> set[str]:
        return {one["number"] for one in command("sessions", "list", "--year", "115", *words, "--json").json}

    assert not {one for one in numbers("--agency", "原民處") if one.startswith("PIF-16")}
    command("sessions", "invite", "PIF-16-115-T2-06", "原民處")
    command(
        "sessions", "arrange", "PIF-10-115-03", "--host", "屏東地方檢察署", "--despite", "notice", "--reason", "代辦"
    )

    assert {one for one in numbers("--agency", "原民處") if one.startswith("PIF-16")} == {"PIF-16-115-T2-06"}
    assert numbers("--agency", "原民處") == numbers("--query", "機關:原民處")
    assert not numbers("--query", "-機關:原民處") & numbers("--agency", "原民處")
    assert len(numbers("--query", "-機關:原民處") | numbers("--agency", "原民處")) == len(numbers())
    assert numbers("--agency", "原民處", "--query", "機關:衛生局") == numbers("--agency", "原民處") & numbers(
        "--agency", "衛生局"
    )


def test_an_agency_of_one_track_finds_only_the_sittings_of_its_track(command: Command) -> None:
    command("agencies", "add", "FAM9", "新中心")
    command("series", "track", "PIF-14", "edit", "T3", "--agency", "FAM9")

    found = command("sessions", "list", "--year", "115", "--agency", "新中心", "--json").json

    assert {one["track"] for one in found} == {"T3"}
    assert len(found) == 4


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("track", lambda one: one["track"] or ""),
        ("-分區", lambda one: one["track"] or ""),
        ("credits", lambda one: one["credits"] != []),
        ("-認列", lambda one: one["credits"] != []),
        ("locked", lambda one: one["locked"]),
        ("-鎖定", lambda one: one["locked"]),
    ],
)
def test_a_list_is_ordered_by_its_columns_forward_and_back(order: str, key: Any, command: Command) -> None:
    command("sessions", "lock", "PIF-14-115-T5-02")

    found = command("sessions", "list", "--year", "115", f"--order={order}", "--json").json

    told = [key(one) for one in found if one["track"] is None or one["series"] == "PIF-14"]
    assert told == sorted(told, reverse=order.startswith("-"))
    assert len(set(told)) > 1


def test_a_list_ordered_by_its_chairs_has_each_of_them_together(command: Command) -> None:
    found = command("sessions", "list", "--year", "115", "--order", "主持人", "--json").json

    chairs = [one["chair"] for one in found]
    assert sum(one != other for one, other in pairwise(chairs)) == len(set(chairs)) - 1


def test_a_sitting_is_shown_by_number_or_id_with_guests_and_turns(command: Command) -> None:
    command("sessions", "move", THIRD, "--to", "115.12.8", "--reason", "議會", "--despite", "window,notice")

    shown = command("sessions", "show", THIRD, "--json").json
    assert (shown["number"], shown["start"]) == (THIRD, "2026-12-08T09:30:00+08:00")
    assert [turn["verb"] for turn in shown["history"]] == ["moved"]
    assert shown["history"][0]["before"].endswith("+08:00")
    assert "衛生局" in [guest["name"] for guest in shown["attendance"]]
    assert command("sessions", "show", str(shown["id"]), "--json").json["number"] == THIRD
    assert "議會" in command("sessions", "show", THIRD).out


def test_the_life_of_a_sitting_from_the_command_line(command: Command) -> None:
    added = command(
        "sessions", "add", "PIF-10", "--start", "115.11.20", "14:30", "--extraordinary", "--credit", "PIF-14:T3",
        "--room", "地下室", "--note", "專案", "--reason", "議員關切", "--json",
    ).json  # fmt: skip
    number = added["number"]
    assert (number, added["kind"], added["start"]) == ("PIF-10-115-X01", "extraordinary", "2026-11-20T14:30:00+08:00")
    assert added["credits"] == [{"series": "PIF-14", "track": "T3", "reason": "議員關切"}]

    for words in (
        ["lock", number], ["unlock", number], ["credit", number, "PIF-04", "--reason", "合併"],
        ["uncredit", number, "PIF-04"], ["arrange", number, "--acting", "縣長"],
        ["attend", number, "衛生局", "--status", "present", "--persons", "3"], ["hold", number, "--about", "17"],
        ["unhold", number, "--reason", "誤登"], ["postpone", number, "--reason", "停班"],
        ["move", number, "--to", "115.12.8", "14:30", "--reason", "補開", "--despite", "notice"],
        ["cancel", number, "--reason", "取消"],
    ):  # fmt: skip
        answer = command("sessions", *words, "--json")
        assert (answer.code, answer.err) == (0, ""), (words, answer)
        assert answer.json["number"] == number

    assert command("sessions", "show", number, "--json").json["status"] == "cancelled"


def test_merging_and_inviting_guests(command: Command) -> None:
    merged = command("sessions", "merge", THIRD, "PIF-05-115-01", "--reason", "併開", "--json").json
    assert (merged["status"], merged["merged_into"] is not None) == ("merged", True)

    invited = command("sessions", "invite", "PIF-15-115-24", "學 就", "--json").json
    assert len(invited["attendance"]) > 3


def test_people_read_what_was_done(command: Command, planned_office: Office) -> None:
    day = show_date(first_day(planned_office))

    answer = command("sessions", "hold", "PIF-10-115-01", "--persons", "17")

    assert answer.out.startswith(f"已登記召開：PIF-10-115-01 強化社會安全網跨網絡會議，{day}")
    credited = command("sessions", "credit", "PIF-10-115-01", "PIF-14", "--track", "T7", "--reason", "聯合")
    assert credited.out.startswith(
        "已認列於PIF-14 社區照顧資源整合平台會議（第7中心（恆春區））：PIF-10-115-01 強化社會安全網跨網絡會議"
    )
    assert command("sessions", "uncredit", "PIF-10-115-01", "PIF-14").out.startswith("已取消認列於PIF-14 ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["show", "PIF-10-115-09"], "PIF-10-115-03"),
        (["add", "PIF-99", "--start", "115.12.8"], "找不到會議別"),
        (["add", "PIF-10", "--start", "115.2.30"], "沒有30日"),
        (["add", "PIF-10", "--start", "115.12.8 25:00"], "25:00"),
        (["add", "PIF-14", "--start", "115.12.8"], "須指明分區"),
        (["move", THIRD, "--to", "116.1.1", "--reason", "x"], "--despite"),
        (["move", THIRD, "--to", "115.12.8"], "--reason"),
        (["cancel", THIRD], "--reason"),
        (["hold", "PIF-15-115-24"], "尚未到期"),
        (["hold", "PIF-10-115-01", "--persons", "-3"], "人次"),
        (["arrange", THIRD], "--room"),
        (["list", "--status", "預訂"], "預定"),
        (["list", "--year", "19"], None),
        (["list", "--agency", "衛升局"], "衛生局"),
        (["list", "--query", "狀態:"], None),
    ],
)
def test_a_refusal_is_one_sentence_on_stderr_and_changes_nothing(
    words: list[str], sentence: str | None, command: Command, planned_office: Office
) -> None:
    before = builders.sittings(planned_office)

    answer = command("sessions", *words)

    if sentence is not None:
        assert answer.code == 1
        assert sentence in answer.err
        assert answer.out == ""
        assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err
    assert builders.sittings(planned_office) == before


def test_markup_and_stored_control_signs_are_shown_and_do_nothing(command: Command, planned_office: Office) -> None:
    holding.arrange(planned_office, THIRD, note="詳[/附件] \x1b[31m[@click=app.quit]\u202e", room="[b]室")

    out = command("sessions", "show", THIRD).out
    assert "詳[/附件] ␛[31m[@click=app.quit]‹202E›" in out
    assert "\x1b" not in out
    assert command("sessions", "show", THIRD, "--json").json["room"] == "[b]室"


def test_a_part_of_one_name_is_enough_and_several_are_listed(command: Command) -> None:
    assert {one["series"] for one in command("sessions", "list", "--series", "高危機", "--json").json} == {"PIF-15"}
    several = command("sessions", "list", "--series", "社會安全網")
    assert (several.code, "請改用代碼指明" in several.err) == (1, True)

    credited = command("sessions", "credit", THIRD, "PIF-14", "--track", "恆春", "--reason", "聯合", "--json").json
    assert credited["credits"] == [{"series": "PIF-14", "track": "T7", "reason": "聯合"}]
    by_place = command("sessions", "credit", THIRD, "PIF-14", "--track", "滿州", "--reason", "聯合")
    assert by_place.code == 1
    assert "已" in by_place.err
    unknown = command("sessions", "credit", THIRD, "PIF-14", "--track", "火星", "--reason", "聯合")
    assert "是否指：T1 第1中心（屏東區）、T2" in unknown.err


@pytest.mark.parametrize("query", ["高危雞", "會議:高危雞"])
def test_a_query_that_finds_nothing_offers_the_nearest_names(query: str, command: Command) -> None:
    told = command("sessions", "list", "--query", query).out

    assert "沒有符合條件" in told
    assert "「高危雞」是否指：親密關係高危機網絡評估會議" in told
