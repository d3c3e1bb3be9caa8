"""What a person meets in a real terminal: Chinese typed and pasted, names that are hostile, a first run, a crash."""

from __future__ import annotations

import signal
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from meetingtui.domain.visible import visible_line
from meetingtui.tui.widgets import cells
from tests import builders
from tests.tui.real_terminal import LARGE, SMALL, TINY, Desk, RealTerminal

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
    return Desk.with_copy(tmp_path, planned_file)


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


def test_what_is_pasted_into_a_dialog_is_saved_as_one_harmless_line(desk):
    with desk.open() as terminal:
        opened(terminal).press("4").wait_for("PIF-17-115-T2-11")
        terminal.press("e").wait_for("更動安排").press("tab", "tab", "tab")
        terminal.paste("提案一\r\n提案二\x1b[31m\x00\u202e\u200b[/附件]\t\x1b\x11👩、ＡＢ").wait_for(
            "提案一 提案二[31m[/附件]"
        )
        terminal.press("ctrl+s").wait_gone("更動安排")
        terminal.press("q").wait_end()
    with closing(sqlite3.connect(desk.database)) as database:
        [note] = database.execute("SELECT note FROM session WHERE note <> ''").fetchone()

    assert note == "提案一 提案二[31m[/附件] 👩、ＡＢ"


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


DIALOGS = {
    "4": ("PIF-17-115-T2-11", ("e", "m", "o", "x", "h", "c", "b", "g", "i", "n")),
    "3": ("PIF-01 ", ("e", "n")),
    "2": ("12月", ("x", "i")),
}
"""What each place shows once it is there, and the keys that open a dialog on it."""


@pytest.mark.parametrize("place", list(DIALOGS))
@pytest.mark.parametrize("name", ["[@click=app.quit]離[/]", "詳[/附件]\x1b[31m字\x1b]0;OWNED\x07右\u202e左\u200b"])
def test_a_hostile_name_is_harmless_in_every_dialog(desk, place, name):
    for sql in (
        "UPDATE series SET name = ? || id", "UPDATE agency SET name = ? || id", "UPDATE post SET name = ? || id",
        "UPDATE track SET name = ? || id",
    ):  # fmt: skip
        change(desk, sql, name)
    change(desk, "UPDATE session SET room = ?, note = ?, reason = ?, chair_person = ?", *[name] * 4)
    with desk.open() as terminal:
        sign, keys = DIALOGS[place]
        opened(terminal).press(place).wait_for(sign, visible_line(name)[:5])
        for key in keys:
            terminal.press(key).wait_for("╭").press("escape").wait_gone("╭")
        terminal.press("ctrl+q")

        assert terminal.wait_end() == 0
        assert "OWNED" not in terminal.title
        assert not [bad for bad in [*NEVER, "\u200b".encode()] if bad in terminal.bytes]


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
    with desk.open(size=LARGE) as terminal:
        opened(terminal).press(place)
        terminal.resize(SMALL).wait_until(_fills(terminal, SMALL), "a screen of 80x24")
        terminal.resize(TINY).wait_until(_holds(terminal, TINY), "a screen of 40x10")
        terminal.resize(LARGE).wait_until(_fills(terminal, LARGE), "a screen of 160x45")


def test_the_caret_of_a_dialog_moves_with_the_size_of_the_terminal(desk):
    with desk.open(size=LARGE) as terminal:
        opened(terminal).press("4").wait_for("PIF-17-115-T2-11")
        terminal.press("n").wait_for("新增場次").press("tab").type("12/3 9:30")
        for size in (SMALL, TINY, LARGE):
            terminal.resize(size).wait_until(caret_after(terminal, "12/3 9:30"), f"caret in the field at {size}")


def _holds(terminal: RealTerminal, size: tuple[int, int]) -> Callable[[], bool]:
    """Whether the key bar stands on the last line and no line is too long."""
    return lambda: "F10" in terminal.lines[-1] and all(cells.width(line) <= size[0] for line in terminal.lines)


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

        assert terminal.given_back

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


@pytest.mark.parametrize("keys", [("q",), ("ctrl+q",), ("4", "n", "ctrl+q")])
def test_leaving_gives_the_terminal_back(desk, keys):
    with desk.open() as terminal:
        opened(terminal).press(*keys)

        assert terminal.wait_end() == 0
        assert b"\x1b[?1049h" in terminal.bytes
        assert terminal.given_back


def test_ctrl_c_says_how_to_leave_and_leaves_nothing_behind(desk):
    with desk.open() as terminal:
        opened(terminal).press("ctrl+c").wait_for("按 Ctrl+Q 離開程式。")


def test_a_machine_that_shuts_down_gets_its_terminal_back(desk):
    with desk.open() as terminal:
        opened(terminal).told_to_end(signal.SIGTERM)

        assert terminal.wait_end() == 128 + signal.SIGTERM
        assert terminal.given_back
        assert "Traceback" not in terminal.text


def test_without_a_terminal_a_summary_is_printed_and_nothing_is_drawn(desk):
    printed = desk.command()

    assert "不是終端機" in printed
    assert "PIF-15" in printed
    assert "\x1b" not in printed


# ----- the demonstration


def test_what_the_demonstration_exports_goes_with_it(empty_desk: Desk) -> None:
    def folders() -> list[Path]:
        return list(empty_desk.home.glob("meetingtui-demo-*"))

    with empty_desk.open("demo", size=LARGE) as terminal:
        terminal.wait_for("示範").press("7").wait_for("PIF-10").press("p").wait_until(
            lambda: any(folders()[0].glob("exports/*.csv")), "the count in the demonstration's own folder"
        )
        terminal.press("ctrl+q").wait_end()
        assert "匯出到示範資料夾的檔案都已刪除" in terminal.text

    assert folders() == []
    assert not empty_desk.exports.exists()
