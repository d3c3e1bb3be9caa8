"""The person's own editor in a real terminal: the text goes out, comes back, and no file stays."""

from __future__ import annotations

import stat
from contextlib import closing
from pathlib import Path

import pytest

from meetingtui.services import agenda, drafts, minutes
from meetingtui.services.agenda_items import ItemForm
from tests.tui.real_terminal import Desk, RealTerminal

OPEN, SECRET = "PIF-10-115-03", "PIF-17-115-T2-11"
EDITOR = """#!/bin/sh
stat -c %a "$1" > {home}/mode
cp "$1" {home}/seen
{does}
"""


def desk_with(tmp_path: Path, source: Path, number: str, does: str) -> Desk:
    """A desk on the day of a sitting, with an editor that does something to its file."""
    day = {OPEN: "2026-09-03", SECRET: "2026-11-24"}[number]
    made = Desk.with_copy(tmp_path, source, day)
    with closing(made.office()) as office:
        from meetingtui.services import sessions

        made.environment["MEETINGTUI_TODAY"] = sessions.show(office, number).day
        agenda.add(office, number, ItemForm("report", "業務報告"))
    script = made.home / "editor.sh"
    script.write_text(EDITOR.format(home=made.home, does=does), encoding="utf-8")
    script.chmod(0o700)
    made.environment["EDITOR"] = str(script)
    return made


def at_the_minutes(terminal: RealTerminal, number: str) -> RealTerminal:
    terminal.wait_for("今日")
    terminal.press("4").wait_for(number)
    return terminal.press("w").wait_for("業務報告", "全部已存")


def stored(desk: Desk, number: str) -> str:
    with closing(desk.office()) as office:
        return minutes.of(office, number).items[0].text


def left(desk: Desk) -> list[Path]:
    return list(desk.database.parent.glob("edit-*"))


def test_a_text_goes_to_the_editor_as_a_private_file_and_comes_back(tmp_path: Path, planned_file: Path):
    desk = desk_with(tmp_path, planned_file, OPEN, 'printf "第二段。\\n" >> "$1"')
    with desk.open() as screen:
        at_the_minutes(screen, OPEN)
        screen.type("第一段。").wait_for("第一段。")
        screen.press("escape", "e").wait_for("第二段。", "未存1案")
        screen.press("ctrl+s").wait_until(lambda: stored(desk, OPEN) == "第一段。\n第二段。", "both paragraphs")

    assert (desk.home / "seen").read_text(encoding="utf-8") == "第一段。\n"
    assert (desk.home / "mode").read_text().strip() == f"{stat.S_IRUSR | stat.S_IWUSR:o}"
    assert left(desk) == []


def test_words_are_kept_as_a_draft_before_the_editor_opens(tmp_path: Path, planned_file: Path):
    desk = desk_with(tmp_path, planned_file, OPEN, "kill -9 $PPID")
    with desk.open() as screen:
        at_the_minutes(screen, OPEN)
        screen.type("第一段。").press("escape", "e").wait_end()

    with closing(desk.office()) as office:
        assert [one.texts["text"] for one in drafts.pending(office)] == ["第一段。"]


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("exit 1", "沒有正常結束"),
        (":", "文字沒有更動"),
        ('printf "\\377\\376" > "$1"', "不是 UTF-8"),
    ],
)
def test_an_editor_that_fails_leaves_the_text_as_it_was(tmp_path: Path, planned_file: Path, does: str, told: str):
    desk = desk_with(tmp_path, planned_file, OPEN, does)
    with desk.open() as screen:
        at_the_minutes(screen, OPEN)
        screen.type("第一段。").press("escape", "e").wait_for(told, "第一段。")

    assert bool(left(desk)) == ("UTF-8" in told)


def test_what_somebody_else_saved_meanwhile_is_shown_beside_what_comes_back(tmp_path: Path, planned_file: Path):
    desk = desk_with(tmp_path, planned_file, OPEN, 'printf "我改的。\\n" > "$1"; touch $HOME/out; sleep 3')
    with desk.open() as screen:
        at_the_minutes(screen, OPEN)
        screen.press("escape", "e").wait_until((desk.home / "out").exists, "the editor")
        with closing(desk.office()) as office:
            item = agenda.of(office, OPEN).items[0]
            minutes.save_item(office, OPEN, item.id, text="他改的。", decision_kind="", decision="", base_version=0)
        screen.wait_for("我改的。")
        screen.press("ctrl+s").wait_for("編輯時已被他人修改", "我改的。", "他改的。")


def test_the_text_of_a_confidential_sitting_never_goes_to_a_file(tmp_path: Path, planned_file: Path):
    desk = desk_with(tmp_path, planned_file, SECRET, ":")
    with desk.open() as screen:
        at_the_minutes(screen, SECRET)
        screen.press("escape", "e").wait_for("不存成檔案")

    assert not (desk.home / "seen").exists()
    assert left(desk) == []


def test_without_an_editor_it_says_how_to_set_one(tmp_path: Path, planned_file: Path):
    desk = desk_with(tmp_path, planned_file, OPEN, ":")
    del desk.environment["EDITOR"]
    with desk.open() as screen:
        at_the_minutes(screen, OPEN)
        screen.press("escape", "e").wait_for("EDITOR=nano")
