"""When the program meets a fault, neither the screen nor the log shows a value."""

from __future__ import annotations

import asyncio
import io
import os
import stat

import pytest
from rich.console import Console

from meetingtui.tui import crash
from meetingtui.tui.crash import LOG_NAME, describe, report

NAME = "王小明"
LONG = 60
"""Seconds after which a test gives up waiting."""


def fault():
    name = NAME
    try:
        {}[name]
    except KeyError as error:
        raise ValueError(f"{name} A123456789") from error


def caught():
    with pytest.raises(ValueError, match=NAME) as found:
        fault()
    return found.value


def test_a_fault_is_told_by_number_class_and_places_but_without_values(tmp_path):
    text = report(caught(), tmp_path)
    log = (tmp_path / LOG_NAME).read_text(encoding="utf-8")

    for written in (text, log):
        assert NAME not in written
        assert "A123456789" not in written
    assert "ValueError" in text
    assert "builtins.KeyError" in log
    assert "test_crash.py" in log
    assert " fault" in log
    assert str(os.getcwd()) not in log


def test_the_log_can_be_read_by_its_owner_only_even_if_it_was_open_before(tmp_path):
    (tmp_path / LOG_NAME).write_text("")
    (tmp_path / LOG_NAME).chmod(0o644)
    report(caught(), tmp_path)

    assert stat.S_IMODE((tmp_path / LOG_NAME).stat().st_mode) == 0o600


def test_a_log_is_not_written_through_a_link(tmp_path):
    (tmp_path / "elsewhere").write_text("x")
    (tmp_path / LOG_NAME).symlink_to(tmp_path / "elsewhere")
    text = report(caught(), tmp_path)

    assert (tmp_path / "elsewhere").read_text() == "x"
    assert "ValueError" in text


def test_without_a_folder_for_the_log_the_places_are_told_on_the_screen(tmp_path):
    text = report(caught(), tmp_path / "missing")

    assert "test_crash.py" in text
    assert NAME not in text


def test_a_ring_of_causes_ends():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first

    assert len(describe(first)) == 2


def test_the_log_does_not_grow_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(crash, "_LOG_LIMIT", 1000)
    for _time in range(20):
        report(caught(), tmp_path)

    assert (tmp_path / LOG_NAME).stat().st_size < 3000


async def end_with_a_fault(app, where):
    """Run the app with a name in a field and a fault met in `where`."""
    async with app.run_test() as pilot:
        app.screen.query_one("#field").value = NAME
        if where == "key":
            await pilot.press("g")
        else:
            app.screen.fetch(fault, print)
        async with asyncio.timeout(LONG):
            while app.return_code is None:
                await pilot.pause(0.01)


@pytest.mark.parametrize(("where", "kind"), [("key", NAME), ("thread", "Worker")])
async def test_a_fault_in_the_app_ends_it_quietly(small_app, choices, capsys, where, kind):
    app = small_app()
    # Textual takes the process's standard streams while an app runs, and a run under test may end before it gives them
    # back: what is said last then goes past `capsys`. A file of its own hears it either way.
    said = io.StringIO()
    app.error_console = Console(file=said, markup=False, highlight=False)
    with pytest.raises(Exception, match=kind):
        await end_with_a_fault(app, where)
    async with asyncio.timeout(LONG):
        while "errors.log" not in said.getvalue():
            await asyncio.sleep(0.01)
    seen = said.getvalue() + "".join(capsys.readouterr())
    log = (choices.data_folder / LOG_NAME).read_text(encoding="utf-8")

    assert app.return_code == 1
    assert "錯誤編號" in seen
    assert NAME not in seen + log
    assert "ValueError" in log
    assert "Traceback" not in seen
