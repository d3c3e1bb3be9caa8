"""What the terminal can do: asked in a real pseudo terminal, drawn in ASCII where it draws wide."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import termios

import pytest
from rich.cells import cell_len

from meetingtui.tui.terminal import plain_signs, wants_ascii
from tests.tui.screen_picture import assert_picture, picture

ASK = "from meetingtui.tui import terminal; print('answer', terminal.ambiguous_is_wide(3.0))"


def ask_in_terminal(answer: bytes) -> tuple[str, bool]:
    """The program's answer when the terminal says `answer` to the question where the cursor stands."""
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    program = subprocess.Popen([sys.executable, "-c", ASK], stdin=theirs, stdout=theirs, stderr=theirs)
    seen = b""
    while b"\x1b[6n" not in seen:
        seen += os.read(ours, 100)
    os.write(ours, answer)
    while b"answer" not in seen or not seen.endswith(b"\n"):
        seen += os.read(ours, 100)
    program.wait(10)
    same = termios.tcgetattr(theirs) == before
    os.close(ours)
    os.close(theirs)
    return seen.decode().split("answer ")[1].strip(), same


@pytest.mark.parametrize(("answer", "wide"), [(b"\x1b[5;2R", "False"), (b"\x1b[5;3R", "True")])
def test_the_terminal_is_asked_how_wide_it_draws_and_put_back_as_it_was(answer, wide):
    assert ask_in_terminal(answer) == (wide, True)


def test_where_there_is_no_terminal_nothing_is_asked():
    run = subprocess.run(
        [sys.executable, "-c", ASK], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )

    assert run.stdout == "answer None\n"


def test_doctor_says_what_is_wrong_and_what_to_do():
    code = "from meetingtui.tui import terminal\nfor row in terminal.report(): print(row)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONIOENCODING": "ascii:backslashreplace"},
    )  # fmt: skip

    assert "UTF-8" in run.stdout


def test_asking_what_the_terminal_can_do_loads_no_textual():
    code = (
        "import sys; from meetingtui.tui import terminal; terminal.prepare_environment();"
        "print('textual' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "False\n"


@pytest.mark.parametrize("own", [None, "0"])
def test_the_extended_keyboard_is_off_unless_the_person_wants_it(own):
    code = (
        "import os; from meetingtui.tui import terminal; terminal.prepare_environment();"
        "print(os.environ['TEXTUAL_DISABLE_KITTY_KEY'])"
    )
    env = {name: value for name, value in os.environ.items() if name != "TEXTUAL_DISABLE_KITTY_KEY"}
    if own is not None:
        env["TEXTUAL_DISABLE_KITTY_KEY"] = own
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)

    assert run.stdout.strip() == (own or "1")


@pytest.mark.parametrize(("asked", "kept", "drawn"), [(True, False, True), (False, True, True), (False, False, False)])
def test_ascii_is_drawn_when_asked_for_or_kept(asked, kept, drawn):
    assert wants_ascii(asked, kept) is drawn


def test_chinese_stays_and_every_sign_keeps_its_one_cell():
    text = "┌─…│█▓①※“社”·×→▲±é 、。（１）"
    plain = plain_signs(text)

    assert plain == '+-~|##1x"社".x>^+e' + " 、。（１）"
    assert cell_len(plain) == cell_len(text)


async def test_in_ascii_mode_nothing_of_uncertain_width_is_drawn(small_app):
    import unicodedata

    async with small_app(ascii_only=True).run_test(size=(80, 24)) as pilot:
        pilot.app.screen.text = "┌─…①※"
        pilot.app.records_changed()
        await pilot.press("f1")
        await pilot.pause()

        odd = {sign for sign in picture(pilot.app) if not sign.isascii() and unicodedata.east_asian_width(sign) in "AN"}
        assert odd == set()
        assert_picture(pilot.app, "help-ascii-80")


async def test_full_lines_come_back_by_a_command_and_are_kept(small_app, choices):
    async with small_app(ascii_only=True).run_test(size=(80, 24)) as pilot:
        pilot.app.keep_ascii(False)
        await pilot.press("f1")
        await pilot.pause()

        assert "╭" in picture(pilot.app)
        assert choices.ascii is False
