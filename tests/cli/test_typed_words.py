"""What may stand in a word of the command line: the same signs as in a paste or a file, told instead of left out."""

from __future__ import annotations

import os

import pytest

from meetingtui.domain.visible import harmless, left_out, one_line
from meetingtui.services import agenda, history
from meetingtui.services.office import Office
from tests.cli.conftest import Command

SITTING = "PIF-15-115-22"
BIG5 = os.fsdecode(b"\xb8\xea")
ODD = ("\x1b[31m", "\x00", "\x07", "\x7f", "\x9b", "\u200b", "\u202e", "\u2066", "\ufeff", "\ud800", BIG5, "\U000e0041")


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["agenda", "add", SITTING, "--kind", "report", "--matter", "{}"], "--matter"),
        (["agenda", "add", SITTING, "--kind", "report", "--matter", "案", "--explanation", "甲\n{}"], "--explanation"),
        (["agenda", "add", SITTING, "--kind", "report", "--matter", "案", "--paper", "{}"], "--paper"),
        (["sessions", "cancel", SITTING, "--reason", "{}"], "--reason"),
        (["sessions", "arrange", SITTING, "--room", "{}"], "--room"),
        (["roll", "mark", SITTING, "衛生局", "{}", "--status", "excused"], "WHO"),
        (["series", "add", "PIF-31", "{}"], "NAME"),
        (["agencies", "alias", "衛生局", "{}"], "NAME"),
        (["contacts", "add", "--name", "{}"], "--name"),
        (["calendar", "close", "11/27", "--reason", "{}"], "--reason"),
        (["notice", "edit", SITTING, "--remarks", "{}"], "--remarks"),
        (["minutes", "phrases", "--add", "{}"], "--add"),
        (["actions", "add", SITTING, "--text", "{}"], "--text"),
        (["paper", "settings", "set", "phone={}"], "NAME=VALUE"),
        (["plan", "116", "--what-if", "{}"], "--what-if"),
        (["search", "{}"], "TEXT"),
        (["sessions", "list", "--query", "{}"], "--query"),
        (["counts", "{}"], "YEAR"),
        (["--today", "{}", "today"], "--today"),
    ],
)  # fmt: skip
def test_a_sign_that_would_be_left_out_of_a_file_is_refused_wherever_it_is_typed(
    command: Command, planned_office: Office, words: list[str], option: str
) -> None:
    before = history.undoable(planned_office)

    answer = command(*(word.replace("{}", "社\x1b[31m會") for word in words))

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"用法有誤：{option}的第")
    assert "個字「␛」是控制字元或無法儲存的字元。請刪去這個字再執行" in answer.err
    assert answer.err.count("\n") == 1
    assert history.undoable(planned_office) == before


@pytest.mark.parametrize("odd", ODD)
def test_it_is_the_same_signs_that_pastes_and_files_leave_out(
    command: Command, planned_office: Office, odd: str
) -> None:
    assert left_out(odd)

    answer = command("agenda", "add", SITTING, "--kind", "report", "--matter", f"案由{odd}")

    assert answer.code == 2
    assert "--matter的第3個字" in answer.err
    assert answer.err.rstrip("\n").isprintable()
    assert not agenda.of(planned_office, SITTING).items


def test_lines_stay_where_a_text_may_have_several_and_are_joined_where_it_has_one(
    command: Command, planned_office: Office
) -> None:
    typed = "一、甲\r\n\t二、乙　Ａ𡈽"
    told = command("agenda", "add", SITTING, "--kind", "report", "--matter", typed, "--explanation", typed)

    assert told.code == 0, told.err
    item = agenda.of(planned_office, SITTING).items[0]
    assert (item.matter, item.explanation) == (one_line(typed), harmless(typed))
    assert (item.matter, item.explanation) == ("一、甲 二、乙　Ａ𡈽", "一、甲\n 二、乙　Ａ𡈽")


def test_a_file_whose_name_is_no_text_is_still_read(command: Command) -> None:
    name = f"函{BIG5}.txt"
    with open(name, "w", encoding="utf-8") as file:
        file.write("甲案照辦。\n")

    assert command("minutes", "phrases", "--file", name, "--json").json == ["甲案照辦。"]
