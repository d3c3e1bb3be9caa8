"""`agenda` and `roll` from the command line, for people and for programs."""

from __future__ import annotations

import pytest

from meetingtui.services import agenda, holding, roll
from meetingtui.services.agenda_items import ItemForm
from meetingtui.services.office import Office
from tests.cli.conftest import Command

PAST, COMING, NEXT = "PIF-15-115-21", "PIF-15-115-22", "PIF-15-115-23"
COMMITTEE = "PIF-02-115-03"


def test_an_agenda_is_drafted_typed_moved_and_undone(command: Command, planned_office: Office) -> None:
    holding.hold(planned_office, PAST)
    drafted = command("agenda", "draft", COMING, "--json").json
    assert list(drafted) == ["number", "planned", "room", "over", "waiting", "items"]
    assert [one["kind"] for one in drafted["items"]] == ["confirm"]

    added = command(
        "agenda", "add", COMING, "--kind", "討論", "--matter", "通報流程", "--agency", "衛生局",
        "--paper", "附件.pdf|統計", "--minutes", "130",
    )  # fmt: skip
    assert added.code == 0
    item = command("agenda", "add", COMING, "--kind", "discussion", "--matter", "乙案", "--json").json
    moved = command("agenda", "move", str(item["id"]), "--up", "--json").json

    assert [(one["number"], one["matter"]) for one in moved["items"][1:]] == [("一、", "乙案"), ("二、", "通報流程")]
    assert moved["items"][2]["papers"] == [{"name": "附件.pdf", "note": "統計"}]
    assert "超出10分鐘" in command("agenda", "show", COMING).out
    command("undo")
    assert [one["matter"] for one in command("agenda", "show", COMING, "--json").json["items"]][1:] == [
        "通報流程", "乙案",
    ]  # fmt: skip


def test_a_point_is_changed_copied_postponed_taken_and_removed(command: Command) -> None:
    item = command("agenda", "add", COMING, "--kind", "report", "--matter", "甲", "--paper", "a", "--json").json
    key = str(item["id"])
    changed = command("agenda", "edit", key, "--matter", "乙", "--paper", "none", "--json").json
    assert (changed["matter"], changed["papers"], changed["version"]) == ("乙", [], 2)

    copy = command("agenda", "duplicate", key, "--json").json
    command("agenda", "remove", str(copy["id"]))
    command("agenda", "postpone", key)
    assert [one["matter"] for one in command("agenda", "waiting", "PIF-15", "--json").json] == ["乙"]
    assert "乙" in command("agenda", "waiting", "PIF-15").out
    assert command("agenda", "take", NEXT, key, "--json").json["origin"] == "carried"
    assert command("agenda", "show", COMING, "--json").json["items"] == []


def test_what_agencies_send_in_and_templates_reach_the_draft(command: Command) -> None:
    command("agenda", "send-in", "PIF-15", "--kind", "討論", "--matter", "警察局提案", "--agency", "警察局")
    shown = command("agenda", "template", "add", "PIF-15", "--kind", "報告", "--matter", "業務報告", "--minutes", "20")
    assert "業務報告" in shown.out
    command("agenda", "draft", COMING)

    kept = command("agenda", "template", "save", COMING, "--json").json
    assert [(one["matter"], one["minutes"]) for one in kept] == [("業務報告", 20)]
    assert [one["matter"] for one in command("agenda", "show", COMING, "--json").json["items"]] == [
        "業務報告", "警察局提案",
    ]  # fmt: skip
    assert command("agenda", "template", "remove", str(kept[0]["id"]), "--json").json == []
    assert command("agenda", "template", "show", "PIF-15").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("agenda", "add", COMING, "--kind", "謎", "--matter", "甲"), ("agenda", "edit", "99999", "--matter", "甲"),
        ("agenda", "show", "PIF-99-115-01"), ("agenda", "add", COMING, "--kind", "report", "--matter", " "),
        ("agenda", "template", "save", COMING), ("roll", "mark", COMMITTEE, "--status", "present"),
        ("roll", "mark", COMMITTEE, "沒有", "--status", "present"), ("roll", "walk-in", COMMITTEE),
        ("roll", "mark", COMMITTEE, "衛生局", "警察局", "--status", "present", "--persons", "2"),
        ("roll", "mark", COMING, "衛生局", "--status", "present"), ("roll", "remove", COMMITTEE, "衛生局"),
        ("series", "rule", "PIF-02", "--quorum", "五成"),
        ("series", "member", "PIF-02", "seat", "衛政", "--seat", "王"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence(command: Command, words: tuple[str, ...]) -> None:
    answer = command(*words)
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)


def test_a_roll_is_ticked_and_says_whether_the_sitting_may_open(command: Command) -> None:
    assert command("series", "rule", "PIF-02", "--quorum", "過半數").code == 0
    words = ("--label", "李委員", "--seat", "專家學者", "--title", "教授", "--json")
    added = command("series", "member", "PIF-02", "add", *words)
    assert (added.json[-1]["seat"], added.json[-1]["title"], added.json[-1]["delegable"]) == ("expert", "教授", False)

    found = command("roll", "mark", COMMITTEE, "衛生局", "警察局", "--status", "出席", "--json").json
    assert list(found) == ["number", "persons", "about", "counted", "quorum", "lines"]
    assert (found["quorum"]["present"], found["quorum"]["reached"]) == (2, False)
    told = command("roll", "mark", COMMITTEE, "衛生局", "--status", "proxy", "--person", "王科長", "--online").out
    assert "王科長" in told
    assert "代理出席（視訊）" in told
    assert "尚缺" in told
    assert "不得代理" in command("roll", "mark", COMMITTEE, "李委員", "--status", "proxy").err
    command("series", "member", "PIF-02", "seat", "李委員", "--delegable")
    assert command("roll", "mark", COMMITTEE, "李委員", "--status", "proxy").code == 0
    assert "已達開會人數" in command("roll", "mark", COMMITTEE, "--rest", "--status", "present").out


def test_walk_ins_and_person_times_are_told_on_the_command_line(command: Command) -> None:
    walked = command("roll", "walk-in", COMMITTEE, "--agency", "某基金會", "--person", "陳", "--persons", "3").out
    assert "未受邀" in walked
    assert "約17人次" in command("roll", "persons", COMMITTEE, "--about", "17").out
    assert command("roll", "persons", COMMITTEE, "--counted", "--json").json["persons"] == 3
    assert command("roll", "remove", COMMITTEE, "某基金會", "--json").json["persons"] == 0


def test_a_piece_of_known_names_walks_in_only_as_it_is_meant(command: Command) -> None:
    refused = command("roll", "walk-in", COMMITTEE, "--agency", "婦")

    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "SAD-WC 社會處婦幼科" in refused.err
    assert "--literal" in refused.err
    assert " 婦 " in command("roll", "walk-in", COMMITTEE, "--agency", "婦", "--literal").out


def test_seats_and_quorum_are_shown_with_the_series(command: Command) -> None:
    command("series", "rule", "PIF-02", "--quorum", "1/2")
    command("series", "member", "PIF-02", "seat", "衛生局", "--seat", "official", "--title", "局長", "--no-delegable")

    shown = command("series", "show", "PIF-02").out
    assert "出席2分之1以上" in shown
    assert "（局長、機關代表、不得代理）" in shown
    assert command("series", "show", "PIF-02", "--json").json["rules"][-1]["quorum"] == "1/2"
    assert "須親自" not in command("series", "member", "PIF-02").out
    command("series", "rule", "PIF-02", "--quorum", "none")
    assert command("series", "show", "PIF-02", "--json").json["rules"][-1]["quorum"] == ""
    usual = command("series", "member", "PIF-02", "seat", "衛生局", "--usual", "--json").json
    assert next(one for one in usual if one["title"] == "局長")["delegable"]


def test_hostile_text_that_is_stored_is_shown_as_pictures_only(command: Command, planned_office: Office) -> None:
    agenda.add(planned_office, COMING, ItemForm("report", "[bold]\x1b[31m甲\u202e"))
    roll.walk_in(planned_office, COMMITTEE, person="\x1b]0;x\x07陳")

    for out in (command("agenda", "show", COMING).out, command("roll", "show", COMMITTEE).out):
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert command("agenda", "show", COMING, "--json").json["items"][0]["matter"] == "[bold]\x1b[31m甲\u202e"


def test_reading_verbs_do_not_ask_to_write() -> None:
    from meetingtui.cli import main

    for words in (["agenda", "show", COMING], ["agenda", "waiting", "PIF-15"], ["agenda", "template", "show", "PIF-15"],
                  ["roll", "show", COMING]):  # fmt: skip
        assert not main.writes(main.parse(words))
    assert main.writes(main.parse(["roll", "mark", COMING, "--rest", "--status", "present"]))
