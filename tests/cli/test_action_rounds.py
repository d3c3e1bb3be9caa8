"""`actions ask`, `board`, `remind`, `report`: a round as a script plays it."""

from __future__ import annotations

import pytest

from meetingtui.services import actions
from tests.cli.conftest import Command
from tests.services import sitting_desk


@pytest.fixture
def item(planned_office):
    """An open item of PIF-10, and the number of its next sitting."""
    before = sitting_desk.sitting(planned_office, "2026-11-20")
    coming = sitting_desk.sitting(planned_office, "2026-12-01")
    one = actions.from_decision(
        planned_office, before.number, item_id=None, text="修正表單", lead="教育處", assists="衛生局"
    )
    return one.number, coming.number


def test_a_round_is_asked_answered_and_told(command: Command, item):
    number, coming = item

    asked = command("actions", "ask", coming, "--due", "-2", "--json").json
    answer = command(
        "actions", "report", number, "--agency", "教", "--text", "辦妥", "--progress", "done", "--proposal", "close",
        "--percent", "100", "--json",
    ).json  # fmt: skip
    board = command("actions", "board", coming, "--json").json

    assert (asked["session"], asked["due_on"], asked["asked"]) == (coming, "2026-11-27", 2)
    assert {name: answer[name] for name in ("item", "agency", "session", "progress", "proposal", "percent")} == {
        "item": number, "agency": "教育處", "session": coming, "progress": "done", "proposal": "close", "percent": 100,
    }  # fmt: skip
    assert {one["agency"]: one["state"] for one in board} == {"衛生局": "asked", "教育處": "answered"}
    listed = command("actions", "show", number, "--json").json
    assert (listed["status"], listed["last_report"], listed["rounds"]) == ("proposed_close", "辦妥", 1)
    assert "尚有1項列管事項（協辦1項）" in command("actions", "remind", coming, "--agency", "衛").out


def test_people_read_the_board_as_a_table(command: Command, item):
    _number, coming = item
    assert "未調查" in command("actions", "board", coming).out
    command("actions", "ask", coming)

    table = command("actions", "board").out

    assert "教育處" in table
    assert "未回" in table
    assert command("actions", "board", "--agency", "警察局").out == "沒有進行中的辦理情形調查。\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--agency", "警察局", "--text", "辦妥"], "不是"),
        (["--agency", "教育處"], "空白"),
        (["--agency", "教育處", "--text", "a", "--percent", "120"], "0至100"),
        (["--agency", "教育處", "--text", "a", "--progress", "快了"], "已辦理、辦理中"),
        (["--agency", "教育處", "--text", "a", "--due", "2/30"], "2"),
        (["--agency", "教育處", "--text", "a", "--for-session", "PIF-10-115-99"], "PIF-10-115-99"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_refused_in_one_sentence(command: Command, item, words, sentence):
    number, _coming = item

    answer = command("actions", "report", number, *words)

    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert sentence in answer.err
