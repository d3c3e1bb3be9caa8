"""What the app loads before its first screen, and what it does not."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "sqlalchemy",
    "sqlmodel",
    "alembic",
    "ics",
    "icalendar",
    "textual.widgets._data_table",
    "textual.widgets._markdown",
)


@pytest.mark.parametrize("heavy", [*HEAVY, "meetingtui.tui.screens.sessions", "meetingtui.tui.palette"])
def test_the_app_is_imported_without_what_its_first_screen_does_not_need(heavy):
    code = f"import sys, meetingtui.tui.app; print({heavy!r} in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "False\n"


def test_the_words_of_a_fault_are_found_without_textual():
    code = (
        "import sys; from meetingtui.tui import crash;"
        "print(crash.report(ValueError(), None)[:4], 'textual' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "程式發生 False\n"


async def test_quitting_while_the_first_screen_is_put_together_is_no_fault(small_app, capsys):
    app = small_app()
    app.call_later(app.exit)
    async with app.run_test():
        app.exit()

    assert "錯誤編號" not in "".join(capsys.readouterr())
