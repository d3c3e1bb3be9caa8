"""`actions rule`, `retract` and `carried` from the command line."""

from __future__ import annotations

from typing import Any

import pytest

from meetingtui.services import actions
from meetingtui.services.office import Office
from tests.cli.conftest import Command
from tests.services import sitting_desk


@pytest.fixture
def numbers(planned_office: Office) -> tuple[str, str, str, str]:
    """Two sittings of a planned series (another one lies between them) and two items of the first."""
    first, second = (sitting_desk.sitting(planned_office, day) for day in ("2026-10-14", "2026-11-18"))
    made = [actions.from_decision(planned_office, first.id, item_id=None, text=one, lead="教") for one in "甲乙"]
    return first.number, second.number, made[0].number, made[1].number


def test_many_items_are_ruled_on_at_once(command: Command, numbers: tuple[str, str, str, str]) -> None:
    _first, second, one, two = numbers

    found = command("actions", "rule", one, two, "continue", "--at", second, "--due", "+30", "--json").json
    told = command("actions", "carried", second)

    assert [(each["number"], each["due"]) for each in found] == [(one, "2026-12-18"), (two, "2026-12-18")]
    assert told.out.count("繼續列管") >= 2


def test_going_on_without_a_new_day_is_told_where_the_old_one_is_over(command: Command, numbers: Any) -> None:
    _first, second, one, _two = numbers
    command("actions", "edit", one, "--due", "115.11.1")

    kept = command("actions", "rule", one, "continue", "--at", second, "--json")

    assert kept.json[0]["overdue_days"] == 21
    assert f"{one}未另訂期限，原期限115.11.1已屆" in kept.err
    assert command("actions", "rule", one, "continue", "--at", second, "--due", "+30").err == ""


def test_a_new_lead_is_ruled_and_taken_back(command: Command, numbers: tuple[str, str, str, str]) -> None:
    _first, second, one, _two = numbers

    command("actions", "rule", one, "改列主辦", "--lead", "衛生局", "--assist", "教", "--at", second)
    carried = command("actions", "carried", second, "--json").json
    assert [(each["ruling"], each["lead"], each["assists"]) for each in carried[0]["rulings"]] == [
        ("lead", "衛生局", ["教育處"])
    ]

    assert command("actions", "retract", one, "--at", second, "--json").json[0]["lead"] == "教育處"
    assert command("actions", "carried", second, "--json").json[0]["rulings"] == []


def test_a_ruling_that_cannot_be_is_one_sentence(command: Command, numbers: tuple[str, str, str, str]) -> None:
    first, _second, one, _two = numbers

    answer = command("actions", "rule", one, "close", "--at", first)

    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)


def test_an_item_tells_priority_labels_case_and_level(command: Command, numbers: tuple[str, str, str, str]) -> None:
    first = numbers[0]

    made = command(
        "actions", "add", first, "--text", "修正補助基準", "--kind", "policy", "--priority", "急迫", "--label", "經費",
        "--label", "中央", "--case", "115-IPV-0042", "--due", "下次會議", "--json",
    ).json  # fmt: skip

    assert (made["kind"], made["due"]) == ("policy", "2026-10-29")
    assert (made["priority"], made["labels"], made["case_code"], made["level"]) == (
        "urgent", ["經費", "中央"], "115-IPV-0042", "county",
    )  # fmt: skip


def test_taking_back_what_was_sent_up_tells_what_the_higher_body_loses(command: Command, numbers: Any) -> None:
    first, second, one, _two = numbers
    sent = command(
        "actions", "add", first, "--text", "修正補助基準", "--kind", "policy", "--level", "區級", "--json"
    ).json["number"]  # fmt: skip
    command("actions", "rule", sent, "raise", "--to", "PIF-09", "--at", second)
    command("actions", "rule", one, "close", "--at", second)

    assert "待排議案" not in command("actions", "retract", one, "--at", second).err
    assert "已一併撤下提報" in command("actions", "retract", sent, "--at", second).err
    assert command("agenda", "waiting", "PIF-09", "--json").json == []


def test_a_life_is_told_and_printed(command: Command, numbers: tuple[str, str, str, str]) -> None:
    _first, second, one, _two = numbers
    command("actions", "rule", one, "close", "--at", second, "--reason", "已函頒")

    told = command("actions", "life", one)
    found = command("actions", "life", one, "--json").json
    paper = command("paper", "life", one)

    assert "已函頒" in told.out
    assert [each["what"] for each in found["events"]][-1] == "ruled"
    assert "列管事項辦理歷程" in paper.out
