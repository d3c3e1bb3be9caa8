from __future__ import annotations

from pathlib import Path

from meetingtui.services.office import Office
from tests.cli.conftest import Command

LIST = "會期,議程,起,迄\n第20屆第9次定期會,總質詢,116.5.3,116.5.28\n第20屆第9次定期會,審查預算,116.5.31,116.6.9\n"


def test_council_sessions_are_imported_after_a_look_and_listed(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "會期.csv"
    file.write_text(LIST)

    seen = command("calendar", "council", "import", str(file), "--json").json
    assert (seen["accepted"], [one["required"] for one in seen["new"]]) == (False, [True, False])
    assert command("calendar", "council", "list", "116", "--json").json == []

    assert command("calendar", "council", "import", str(file), "--accept").code == 0
    listed = command("calendar", "council", "list", "116", "--json").json
    assert [(one["phase"], one["first"], one["required"], one["usual"]) for one in listed] == [
        ("總質詢", "2027-05-03", True, True), ("審查預算", "2027-05-31", False, True),
    ]  # fmt: skip
    assert {"MAG", "DMAG", "SAD-H"} <= set(listed[0]["posts"])
    assert "須列席" in command("calendar", "council", "list", "116").out


def test_a_session_is_added_and_removed_and_its_hits_are_named(command: Command, planned_office: Office) -> None:
    words = ("calendar", "council", "add", "第20屆第8次定期會", "--from", "115.11.23", "--to", "115.12.31")
    answer = command(*words, "--phase", "總質詢", "--json").json
    assert answer["hit"]
    [added] = answer["added"]

    assert command("calendar", "council", "remove", str(added["id"])).code == 0
    assert command("calendar", "council", "list", "115", "--json").json == []
    assert command("calendar", "council", "remove", str(added["id"])).code == 1
    assert command("undo").code == 0
    assert len(command("calendar", "council", "list", "115", "--json").json) == 1


def test_posts_and_presence_are_chosen(command: Command) -> None:
    words = ("calendar", "council", "add", "第20屆第9次定期會", "--from", "116.3.1", "--phase", "總質詢")
    [added] = command(*words, "--no-required", "--post", "縣長", "--post", "DMAG", "--json").json["added"]

    assert (added["required"], added["posts"], added["usual"]) == (False, ["MAG", "DMAG"], False)
    assert command(*words, "--post", "無此職務").code == 1
    assert command("calendar", "council").code == 2


def test_busy_times_of_a_list_are_taken_over_like_those_of_a_calendar(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "行程.csv"
    file.write_text("起,迄,事由\n116.3.5,116.3.7,出國\n116.2.30,,x\n")
    words = ("calendar", "busy", "import", str(file), "--chair", "副縣長")

    seen = command(*words, "--json").json
    assert (seen["changes"], len(seen["skipped"]), seen["accepted"]) == (1, 1, False)
    assert command(*words, "--accept").code == 0
    [one] = command("calendar", "busy", "list", "--json").json
    assert (one["who"], one["start"], one["end"]) == (
        "副縣長", "2027-03-05T00:00:00+08:00", "2027-03-08T00:00:00+08:00",
    )  # fmt: skip
    assert command("ics", "busy", "--json").json == [one]
    assert command("calendar", "busy", "remove", str(one["id"]), "--json").json == []
    assert command("calendar", "busy", "import", str(file)).code == 1


def test_weights_are_seen_changed_and_set_back(command: Command) -> None:
    usual = command("weights", "list", "--json").json
    assert [list(one) for one in usual] == [["name", "label", "value", "usual"]] * len(usual)

    changed = command("weights", "set", "weekday=0", "eve=9", "--json").json
    assert {one["name"]: one["value"] for one in changed if one["value"] != one["usual"]} == {"weekday": 0, "eve": 9}
    for wrong in ("weekday", "weekday=1001", "weekdy=3", "weekday=-1"):
        answer = command("weights", "set", wrong)
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert command("weights", "list", "--json").json == changed
    assert "連續假期前一日" in command("weights", "list").out
    assert command("weights", "reset", "--json").json == usual


def test_without_a_year_the_sessions_of_this_year_and_the_next_ones_are_listed(command: Command) -> None:
    command("calendar", "council", "add", "第20屆第9次定期會", "--from", "116.4.1", "--to", "116.4.10")

    assert "第20屆第9次定期會" in command("calendar", "council", "list").out
    assert "115年沒有登記" in command("calendar", "council", "list", "115").out
