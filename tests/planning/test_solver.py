"""The solver is a guest: whatever becomes of its process, the year stays what it was."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from meetingtui.planning import engine, exact, solver
from meetingtui.planning.draft import Drafting
from meetingtui.planning.solver import Silent
from tests.planning import years

pytestmark = pytest.mark.skipif(not solver.available(), reason="the extra `solver` is not installed")


def begun(size: years.Size = years.SMALL) -> Drafting:
    drafting = Drafting(years.county(size, tight=True, gaps=True))
    drafting.plain()
    return drafting


def program(text: str) -> tuple[str, ...]:
    return sys.executable, "-c", text


def children() -> set[str]:
    """Processes that this one has started and that are still there, dead ones that nobody waited for included."""
    found = Path(f"/proc/{os.getpid()}/task")
    pids = set[str]()
    for task in found.iterdir():
        with suppress(FileNotFoundError):  # a thread that has ended meanwhile
            pids |= set((task / "children").read_text("ascii").split())
    return pids


@pytest.fixture(autouse=True)
def nobody_is_left_behind():
    before = children() if Path("/proc/self/task").exists() else set()
    yield
    assert not before or children() <= before


KILLED = """
import os, signal
from meetingtui.planning import solver_process
solver_process._say = lambda what: os.kill(os.getpid(), signal.SIGKILL)
solver_process.main()
"""
"""The real one, which dies by kill -9 when it would have said its first word."""


@pytest.mark.parametrize(
    "command",
    [
        program(KILLED),
        program("raise SystemExit(3)"),
        program("print('Segmentation fault')"),
        program("print(5)"),
        program('print(\'{}\'); print(\'{"status": "optimal", "bound": "x", "values": ["a"]}\')'),
        program('print(\'{"status": "optimal", "bound": 0, "values": [1, 1]}\')'),
        program("while True: print('0' * 100_000)"),
        ("/nowhere/python",),
    ],
    ids=["killed", "failed", "nonsense", "a number", "no numbers", "too few values", "shouting", "missing"],
)
def test_a_solver_that_is_killed_or_talks_nonsense_leaves_the_year_as_it_was(command):
    drafting = begun()
    before = list(drafting.setting.board.chosen)

    assert solver.solve(exact.programme(drafting.setting.board), seconds=20, command=command) is Silent.BROKEN
    assert drafting.setting.board.chosen == before


def test_a_solver_that_says_nothing_is_ended_when_its_time_is_over():
    asked = exact.programme(begun().setting.board)
    silent = program("import time; time.sleep(600)")

    assert solver.solve(asked, seconds=0.2, patience=0.2, command=silent) is Silent.LATE


def test_a_solver_that_says_nothing_is_ended_when_the_user_has_had_enough():
    asked = exact.programme(begun().setting.board)
    silent = program("import sys, time; sys.stdin.read(); time.sleep(600)")
    heard = []

    assert solver.solve(asked, command=silent, told=lambda progress: bool(heard.append(progress))) is Silent.STOPPED
    assert [(one.best, one.bound) for one in heard] == [(None, None)]


def test_a_year_that_two_sittings_would_share_is_not_taken_from_a_solver():
    asked = exact.programme(begun().setting.board)
    doubled = [1.0] * len(asked.costs)

    assert asked.kept_by(asked.start)
    assert not asked.kept_by(doubled)


@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("tight", [False, True])
def test_a_proven_year_costs_what_the_board_says_and_the_plain_one_at_most_5_per_cent_more(tight, gaps):
    drafting = Drafting(years.county(tight=tight, gaps=gaps))
    drafting.plain()
    board = drafting.setting.board
    plain = engine.total(board)
    asked = exact.programme(board)

    found = solver.solve(asked)

    assert found is not None
    assert found.optimal
    drafting.choose(asked.chosen(found.values, len(board.tasks)))
    assert None not in board.chosen
    assert engine.total(board) == int(found.bound)
    assert plain <= engine.total(board) * 1.05


def test_more_times_for_each_sitting_give_no_cheaper_year():
    board = begun().setting.board

    bounds = {round(solver.solve(exact.programme(board, most)).bound, 3) for most in (exact.CHEAPEST, 25)}

    assert len(bounds) == 1


def test_the_solver_starts_from_the_plain_year():
    drafting = begun()
    board = drafting.setting.board
    asked = exact.programme(board)

    assert asked.chosen(asked.start, len(board.tasks)) == board.chosen
