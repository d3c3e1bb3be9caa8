from __future__ import annotations

import subprocess
import sys

import pytest

from meetingtui.cli import main
from meetingtui.domain.sessions import Rule
from meetingtui.papers.cells import width
from tests.cli.conftest import Command


@pytest.mark.parametrize(
    "words",
    [
        ["bogus"], ["sessions"], ["sessions", "bogus"], ["sessions", "move", "PIF-10-115-03"], ["counts", "--by", "x"],
        ["plan"], ["--lang", "de", "counts"], ["sessions", "hold", "N", "--persons", "3", "--about", "4"],
        ["sessions", "hold", "N", "--persons", "many"], ["sessions", "add", "S", "--start", "1/1", "--despite", "rain"],
        ["sessions", "add", "S", "--start", "1/1", "--minutes", "0"], ["counts", "115", "--school-year", "115"],
        ["counts", "--to", "115.1.1"], ["ics", "export"], ["ics", "export", "-o", "x", "--alarm", "-5"],
        ["ics", "export", "-o", "x", "--method", "reply"], ["db"], ["db", "backup"], ["undo", "now"],
        ["sessions", "attend", "N", "A", "--status", "late"],
    ],
)  # fmt: skip
def test_wrong_usage_ends_with_2_and_one_sentence(words: list[str], command: Command) -> None:
    answer = command(*words)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("用法有誤：")
    assert answer.err.count("\n") == 1


def test_a_mistyped_command_offers_the_nearest(anywhere: Command) -> None:
    assert "sessions" in anywhere("sesions").err


def test_help_speaks_chinese_and_english(anywhere: Command) -> None:
    chinese, english = anywhere("counts", "--help"), anywhere("counts", "--help", "--lang", "en")

    assert (chinese.code, english.code) == (0, 0)
    assert chinese.out.startswith("用法：meetingtui counts")
    assert "show this help message" not in chinese.out
    assert english.out != chinese.out


def test_help_keeps_to_the_width_of_the_terminal_in_display_cells(
    anywhere: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for words in (["series", "add"], ["series", "rule"], ["sessions", "list"], ["sessions", "import"], ["counts"]):
        for language in ("zh_TW", "en"):
            for line in anywhere(*words, "--help", "--lang", language).out.splitlines():
                assert width(line) <= 80, line
    told = anywhere("series", "add", "--help").out
    assert "case 個案會議" in told
    assert "half 每半年" in told


def test_the_overview_names_every_command_and_the_version_is_told(anywhere: Command) -> None:
    out = anywhere("--help").out
    assert all(noun in out for noun in main.NOUNS)

    assert anywhere("--version").out.startswith("meetingtui ")


def test_options_may_stand_before_or_behind_the_command(command: Command) -> None:
    before, behind = command("--json", "counts", "115"), command("counts", "115", "--json")

    assert before.json == behind.json


def test_a_value_that_is_called_like_a_command_is_no_command(anywhere: Command) -> None:
    answer = anywhere("--db", "counts", "sessions", "list")

    assert answer.code == 1
    assert "counts 沒有資料庫" in answer.err


def test_a_refusal_speaks_the_chosen_language(command: Command) -> None:
    words = ("sessions", "show", "PIF-10-115-09")

    assert command(*words).err != command(*words, "--lang", "en").err


def test_a_wrong_pretended_day_is_refused(home: object, capsys: pytest.CaptureFixture[str]) -> None:
    from meetingtui import bootstrap

    assert bootstrap.run(["counts", "--today", "115.2.30"]) == 1
    assert "沒有30日" in capsys.readouterr().err


def test_every_rule_can_be_named_with_despite() -> None:
    from meetingtui.cli.session_words import rules

    assert rules("clash，holiday,window, notice") == frozenset(Rule)


def test_date_and_time_without_quotes_are_one_moment() -> None:
    assert main._whole_moments(["--to", "115.3.5", "14:00", "--reason", "x"]) == [
        "--to",
        "115.3.5 14:00",
        "--reason",
        "x",
    ]
    assert main._whole_moments(["--to", "115.3.5", "下午2時"])[1] == "115.3.5 下午2時"
    assert main._whole_moments(["--start", "115.3.5", "PIF-10"]) == ["--start", "115.3.5", "PIF-10"]


def test_a_reversed_order_and_a_query_that_leaves_out_need_no_equals_sign(command: Command) -> None:
    newest = command("sessions", "list", "--order", "-day", "--json").json
    without = command("sessions", "list", "--query", "-會議:PIF-10", "--json").json

    assert newest[0]["start"] > newest[-1]["start"]
    assert "PIF-10" not in {one["series"] for one in without}


def test_only_commands_that_write_bring_an_older_database_up_to_date(anywhere: Command) -> None:
    for words, writes in (
        (["counts", "115"], False), (["counts", "115", "--freeze"], True), (["sessions", "list"], False),
        (["sessions", "hold", "N"], True), (["plan", "116"], False), (["plan", "116", "--apply"], True),
        (["today"], False), (["ics", "export", "-o", "x"], False), (["ics", "import", "x"], True),
        (["undo"], True), ([], True),
    ):  # fmt: skip
        assert main.writes(main.parse(words)) is writes, words


def test_a_closed_pipe_is_no_fault(command: Command, planned_office: object) -> None:
    program = f"{sys.executable} -m meetingtui sessions list --db {planned_office.location.file} | head -1"  # type: ignore[attr-defined] # the fixture is an office

    run = subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=False)

    assert run.stderr == ""


def test_a_usage_sentence_that_ends_already_gets_no_second_full_stop(anywhere: Command) -> None:
    answer = anywhere("actions", "import", "清單.xlsx", "--map", "foo=B")

    assert answer.code == 2
    assert "。。" not in answer.err
