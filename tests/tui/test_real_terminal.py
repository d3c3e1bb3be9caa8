"""What a person meets in a real terminal: Chinese typed and pasted, names that are hostile, a first run, a crash."""

from __future__ import annotations

import shutil
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from meetingtui.tui.widgets import cells
from tests import builders
from tests.tui.real_terminal import LARGE, SMALL, Desk, RealTerminal

HOSTILE = {
    "詳[/附件]": "詳[/附件]",
    "[@click=app.quit]離開[/]": "[@click=app.quit]離開[/]",
    "[bold red]紅": "[bold red]紅",
    "紅\x1b[31m字\x1b]0;OWNED\x07": "紅␛[31m字␛]0;OWNED␇",
    "甲\x00乙": "甲␀乙",
    "右\u202e左": "右‹202E›左",
}
"""Names as they are stored, and as they must be seen."""
NEVER = [b"\x1b[31m\xe5\xad\x97", b"\x1b]0;OWNED", b"\x00", "\u202e".encode()]


@pytest.fixture
def desk(planned_file: Path, tmp_path: Path) -> Desk:
    """A desk with 屏東縣's planned year."""
    made = Desk(tmp_path / "home", builders.TODAY.isoformat())
    shutil.copyfile(planned_file, made.database)
    made.database.chmod(0o600)
    return made


@pytest.fixture
def empty_desk(tmp_path: Path) -> Desk:
    """A desk without a database."""
    return Desk(tmp_path / "home", builders.TODAY.isoformat())


def change(desk: Desk, sql: str, *values: object) -> None:
    """Write into the database behind the program's back."""
    with closing(sqlite3.connect(desk.database)) as database:
        database.execute(sql, values)
        database.commit()


def opened(terminal: RealTerminal) -> RealTerminal:
    """Once the first place has its rows."""
    return terminal.wait_for("115年11月22日", "11.24（二）14:00")


# ----- typing


def caret_after(terminal: RealTerminal, text: str) -> Callable[[], bool]:
    """Whether the hardware cursor stands right behind `text`."""

    def stands() -> bool:
        column, line = terminal.cursor
        before = terminal.lines[line].partition(text)[0]
        return text in terminal.lines[line] and column == cells.width(before + text)

    return stands


def test_chinese_is_typed_where_the_hardware_cursor_stands(desk):
    with desk.open() as terminal:
        opened(terminal).press("4").wait_for("PIF-17-115-T2-11")
        terminal.press("/").type("高危機").wait_until(caret_after(terminal, "高危機"), "caret behind what was typed")
        terminal.press("left").wait_until(caret_after(terminal, "高危"), "caret one sign to the left")
        terminal.press("backspace").wait_until(caret_after(terminal, "高"), "caret where a sign was taken away")

        assert "高機" in terminal.text


def test_pasted_lines_are_joined_and_nothing_in_them_is_obeyed(desk):
    with desk.open() as terminal:
        opened(terminal).press("4").wait_for("PIF-17-115-T2-11")
        terminal.press("/").paste("高危機\n狀態:預定\x1b]0;OWNED\x07").wait_for("高危機 狀態:預定")
        terminal.press("ctrl+q").wait_end()

        assert "OWNED" not in terminal.title
        assert not [bad for bad in NEVER if bad in terminal.bytes]


def test_a_whole_command_is_typed_ahead_of_the_screen(desk):
    with desk.open() as terminal:
        opened(terminal).press("n").type("高危").press("tab").type("12/3 9:30").press("tab").type("學 就 治")
        terminal.press("ctrl+s").wait_for("PIF-15-115-25")


# ----- names from outside


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_hostile_names_are_shown_as_they_were_typed_in_every_place(desk, size):
    for number, name in enumerate(HOSTILE):
        code = ("PIF-15", "PIF-14", "PIF-10", "PIF-05", "PIF-02", "PIF-07")[number]
        change(desk, "UPDATE series SET name = ? WHERE code = ?", name, code)
    change(desk, "UPDATE session SET room = ?, note = ?, chair_person = ?", *list(HOSTILE)[3:])
    change(desk, "UPDATE county SET name = ?", "屏東[/]縣\x1b]0;OWNED\x07")
    seen = {}
    with desk.open(size=size) as terminal:
        terminal.wait_for("115年11月22日", "[@click=app.quit]")
        seen["今日"] = terminal.text
        for key, sign in (("2", "12月"), ("3", "PIF-01"), ("4", "PIF-17-115-T2-11"), ("7", "人次")):
            terminal.press(key).wait_for(sign, "詳[/附件]")
            seen[key] = terminal.text
        terminal.press("4").wait_for("PIF-17-115-T2-11")
        terminal.press("down", "enter").wait_for("詳[/附件]", "甲␀乙")
        seen["一場"] = terminal.text
        terminal.press("escape", "q")

        assert terminal.wait_end() == 0
        assert "OWNED" not in terminal.title
        assert not [bad for bad in NEVER if bad in terminal.bytes]
    for place, text in seen.items():
        assert "詳[/附件]" in text, place
    room = 5 if size == SMALL else 30
    for shown in HOSTILE.values():
        for place in ("3", "7"):
            assert shown[:room] in seen[place], f"{place}:\n{seen[place]}"


# ----- first run, signs, sizes, the end


def test_the_first_run_leads_from_county_and_language_into_the_app(empty_desk):
    with empty_desk.open() as terminal:
        terminal.wait_for("English", "屏東縣", "宜蘭縣")
        terminal.press("enter").wait_for("115年11月22日", "屏東縣", "meetingtui.db")
        terminal.press("3").wait_for("PIF-01")
        terminal.press("q")

        assert terminal.wait_end() == 0
    assert empty_desk.database.stat().st_mode & 0o777 == 0o600
    assert "PIF-01" in empty_desk.command("series", "list")


def test_the_first_run_speaks_english_once_it_is_chosen(empty_desk):
    with empty_desk.open() as terminal:
        terminal.wait_for("English", "屏東縣")
        terminal.press("shift+tab", "down", "enter").wait_gone("請選擇縣市")
        terminal.press("enter").wait_for("Today", "2026")

        assert "今日" not in terminal.lines[0]


def test_ascii_draws_no_sign_that_a_terminal_may_draw_wide(desk):
    with desk.open("--ascii") as terminal:
        opened(terminal)
        seen = terminal.text
        for key, sign in (("2", "12月"), ("3", "PIF-01"), ("4", "PIF-17-115-T2-11"), ("7", "人次")):
            terminal.press(key).wait_for(sign)
            seen += terminal.text
        terminal.press("4").wait_for("PIF-17-115-T2-11")
        terminal.press("n").wait_for("學 就 治")
        seen += terminal.text

    assert not {sign for sign in seen if ord(sign) > 127 and unicodedata.east_asian_width(sign) in "AN"}


@pytest.mark.parametrize("place", ["1", "2", "3", "4", "7"])
def test_the_screen_follows_the_size_of_the_terminal(desk, place):
    with desk.open(size=SMALL) as terminal:
        opened(terminal).press(place)
        for size in (LARGE, SMALL):
            terminal.resize(size).wait_until(_fills(terminal, size), f"a screen of {size}")


def _fills(terminal: RealTerminal, size: tuple[int, int]) -> Callable[[], bool]:
    """Whether title and key bar stand at the edges of the terminal."""
    columns, lines = size

    def fills() -> bool:
        seen = terminal.lines
        return (
            len(seen) == lines
            and "meetingtui.db" in seen[0]
            and "F10" in seen[-1]
            and columns - 3 <= cells.width(seen[0]) <= columns
            and columns - 3 <= cells.width(seen[-1]) <= columns
        )

    return fills


def test_a_crash_shows_an_error_number_and_no_stored_word(desk):
    change(desk, "UPDATE session SET day = '2026-12-王小明', start_at = '王小明' WHERE day > '2026-11-25'")
    with desk.open() as terminal:
        code = terminal.wait_end()
        left = terminal.bytes.rpartition(b"\x1b[?1049l")[2].decode()

    assert code == 1
    assert "錯誤編號" in left
    assert "王小明" not in terminal.bytes.decode(errors="replace")
    assert "Traceback" not in left
    log = (desk.database.parent / "errors.log").read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "王小明" not in log


def test_a_database_that_cannot_be_read_ends_with_a_sentence(desk):
    desk.database.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    with desk.open() as terminal:
        assert terminal.wait_end() == 1

        assert "Traceback" not in terminal.text
        assert "資料庫" in terminal.text


def test_leaving_gives_the_terminal_back(desk):
    with desk.open() as terminal:
        opened(terminal).press("q")

        assert terminal.wait_end() == 0
        assert b"\x1b[?1049h" in terminal.bytes
        for mode in (b"\x1b[?1049", b"\x1b[?2004"):
            assert terminal.bytes.rfind(mode + b"h") < terminal.bytes.rfind(mode + b"l")
