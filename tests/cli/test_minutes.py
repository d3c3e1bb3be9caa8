"""`minutes` and `actions` from the command line, for people and for programs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from meetingtui.services import minutes
from meetingtui.services.office import Office
from tests.cli.conftest import Command
from tests.services import sitting_desk

SERIES = "PIF-10"


@pytest.fixture
def number(planned_office: Office) -> str:
    """A sitting of 115.11.18, held, with complete minutes."""
    return sitting_desk.complete(planned_office).number


def test_minutes_are_shown_for_people_and_for_programs(command: Command, number: str) -> None:
    told = command("minutes", "show", number)
    found = command("minutes", "show", number, "--json").json

    assert (told.code, "洽悉。" in told.out, "草稿" in told.out) == (0, True, True)
    assert (found["number"], found["status"], len(found["items"])) == (number, "draft", 5)
    assert found["items"][1]["decision_kind"] == "decision"
    assert found["adjourned_at"] == "2026-11-18T16:05:00+08:00"


def test_a_text_is_edited_from_a_file_or_from_stdin(
    command: Command, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = command("minutes", "show", number, "--json").json["items"][1]
    (tmp_path / "text.txt").write_bytes("\ufeff一、報告。\r\n二、說明。".encode())

    answer = command(
        "minutes", "edit", number, str(item["id"]), "--text-file", "text.txt", "--kind", "決定", "--decision", "備查。"
    )
    assert answer.code == 0, answer.err
    now = command("minutes", "show", number, "--json").json["items"][1]
    assert (now["text"], now["decision"], now["version"]) == ("一、報告。\n二、說明。", "備查。", item["version"] + 1)

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("標準輸入。".encode())))
    one = command("minutes", "edit", number, str(item["id"]), "--text-file", "-", "--json").json
    assert (one["text"], one["decision"]) == ("標準輸入。", "備查。")

    stale = command("minutes", "edit", number, str(item["id"]), "--decision", "x", "--base-version", "1")
    assert (stale.code, stale.err.count("\n")) == (1, 1)


def test_control_signs_of_a_file_are_left_out_of_the_minutes_with_a_sentence(
    command: Command, number: str, tmp_path: Path
) -> None:
    (tmp_path / "odd.txt").write_bytes("社會\x07處\x1b報\0告\u202e。\x0b第二段\ufeff".encode())

    answer = command("minutes", "head", number, "--remarks-file", "odd.txt")

    assert answer.code == 0
    assert "這份文字有5個控制字元或無法儲存的字元，已略去。" in answer.err
    assert command("minutes", "show", number, "--json").json["remarks"] == "社會處報告。\n第二段"


@pytest.mark.parametrize("bad", ["nothing.txt", ".", "latin.txt"])
def test_a_file_that_cannot_be_read_is_refused(command: Command, number: str, tmp_path: Path, bad: str) -> None:
    (tmp_path / "latin.txt").write_bytes(b"\xff\xfe\xe9")
    item = command("minutes", "show", number, "--json").json["items"][1]["id"]

    answer = command("minutes", "edit", number, str(item), "--text-file", bad)

    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)


def test_the_life_of_minutes_runs_on_the_command_line(command: Command, number: str, planned_office: Office) -> None:
    later = sitting_desk.sitting(planned_office, "2026-11-20").number

    assert "送核" in command("minutes", "status", number, "submitted").out
    assert command("minutes", "status", number, "approved", "--chair", "周縣長", "--on", "11/20").code == 0
    sent = command("minutes", "status", number, "sent", "--doc-no", "第1號", "--urgency", "速件", "--json").json
    assert (sent["status"], sent["approved_by"], sent["approved_on"], sent["locked"]) == (
        "sent", "周縣長", "2026-11-20", True,
    )  # fmt: skip
    done = command("minutes", "status", number, "confirmed", "--at", later, "--json").json
    assert (done["status"], done["confirmed_in"]) == ("confirmed", later)
    assert command("minutes", "status", number, "reopen", "--reason", "更正").code == 1
    assert command("minutes", "status", number, "unconfirm", "--reason", "誤登").code == 0
    assert command("minutes", "status", number, "reopen", "--reason", "更正", "--json").json["status"] == "draft"

    versions = command("minutes", "versions", number, "--json").json
    assert [one["verb"] for one in versions] == ["submitted", "approved", "unconfirmed", "unsealed"]
    assert "相同" in command("minutes", "compare", number, "1").out


def test_a_comparison_shows_what_went_and_what_came(command: Command, number: str) -> None:
    command("minutes", "status", number, "submitted")
    item = command("minutes", "show", number, "--json").json["items"][1]["id"]
    command("minutes", "edit", number, str(item), "--decision", "准予備查。")

    told = command("minutes", "compare", number, "1").out

    assert told.splitlines() == ["- 報告事項 一　決定：洽悉。", "+ 報告事項 一　決定：准予備查。"]
    assert command("minutes", "compare", number, "9").code == 1


def test_the_phrases_of_the_office_are_listed_changed_and_put_back(command: Command, tmp_path: Path) -> None:
    usual = command("minutes", "phrases", "--json").json
    assert usual[0] == "照案通過。"

    own = command("minutes", "phrases", "--add", "請依限辦理。", "--remove", "1", "--json").json
    assert own == [*usual[1:], "請依限辦理。"]
    assert "請依限辦理。" in command("minutes", "phrases").out
    (tmp_path / "own.txt").write_text("甲\n\n乙\n甲\n", encoding="utf-8")
    assert command("minutes", "phrases", "--file", str(tmp_path / "own.txt"), "--json").json == ["甲", "乙"]
    assert command("minutes", "phrases", "--remove", "3").code == 1
    assert command("minutes", "phrases", "--add", "字" * 301).code == 1
    assert command("minutes", "phrases", "--add", "前\x1b[31m後").code == 2
    assert command("paper", "settings", "list").code == 0
    assert command("minutes", "phrases", "--reset", "--json").json == usual
    assert "常用語" in command("undo", "--list").out


def test_findings_end_with_one_and_can_be_overruled(command: Command, planned_office: Office) -> None:
    number = sitting_desk.complete(planned_office).number
    assert command("minutes", "lint", number).code == 0

    view = minutes.of(planned_office, number)
    minutes.save_head(planned_office, number, adjourned="", base_version=view.version)
    found = command("minutes", "lint", number, "--json")
    assert (found.code, [one["kind"] for one in json.loads(found.out)]) == (1, ["not_adjourned"])
    assert "散會" in command("minutes", "lint", number).out

    assert "散會" in command("minutes", "status", number, "submitted").err
    assert command("minutes", "status", number, "submitted", "--despite", "findings").code == 0


def test_the_head_is_saved(command: Command, number: str) -> None:
    found = command("minutes", "head", number, "--adjourned", "17:00", "--taker", "李大同", "--secret", "--json").json

    assert (found["adjourned_at"][11:16], found["minute_taker"], found["declared_secret"]) == ("17:00", "李大同", True)
    assert found["remarks"] != ""


def test_an_action_item_is_added_listed_changed_and_removed(command: Command, number: str) -> None:
    item = str(command("minutes", "show", number, "--json").json["items"][3]["id"])
    one = command(
        "actions", "add", number, "--item", item, "--text", "函送表單", "--lead", "教", "--assist", "社 衛",
        "--due", "+1", "--json",
    ).json  # fmt: skip
    assert list(one)[:11] == [
        "id", "number", "text", "lead", "assists", "due", "status", "overdue_days", "source_session", "last_report",
        "rounds",
    ]  # fmt: skip
    assert (one["number"], one["due"], one["overdue_days"], one["source_session"]) == (
        f"{number}-01", "2026-11-19", 3, number,
    )  # fmt: skip

    for words in (["--overdue"], ["--open"], ["--agency", "衛生局"], ["--series", SERIES], ["--session", number]):
        assert [each["number"] for each in command("actions", "list", *words, "--json").json] == [one["number"]]
    assert command("actions", "list", "--agency", "警察局", "--json").json == []
    assert "教育處" in command("actions", "show", one["number"]).out
    assert command("actions", "edit", one["number"], "--due", "12/31", "--json").json["due"] == "2026-12-31"
    assert command("actions", "remove", one["number"]).code == 0
    assert command("actions", "show", one["number"]).code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("minutes", "show", "nothing"), ("minutes", "status", "PIF-10-115-01", "approved"),
        ("actions", "add", "PIF-10-115-01", "--text", " "), ("actions", "show", "../../x"),
        ("actions", "show", "9" * 30),
        ("minutes", "edit", "PIF-10-115-01", "999999", "--decision", "x"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(command: Command, words: tuple[str, ...]) -> None:
    answer = command(*words)

    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert "Traceback" not in answer.err


def test_due_days_of_action_items_are_written_as_people_read_them(command: Command, number: str) -> None:
    one = command("actions", "add", number, "--text", "辦理訪視", "--due", "2026-12-10", "--json").json

    assert "期限：115年12月10日（星期四）" in command("actions", "show", one["number"]).out
    assert "2026-12-10" not in command("actions", "list").out
