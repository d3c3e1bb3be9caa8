from __future__ import annotations

import subprocess
import sys

import pytest

RUN = "import gc, sys; from meetingtui.__main__ import main; sys.argv[1:] = {words!r}; main(); print({question})"


def last_line(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.splitlines()[-1]


def test_garbage_is_looked_for_again_once_a_command_runs(planned_file):
    words = ["--db", str(planned_file), "counts", "115", "--json"]

    assert last_line(RUN.format(words=words, question="gc.isenabled()")) == "True"


@pytest.mark.parametrize(
    "heavy", ["textual", "sqlalchemy", "dataclasses", "pathlib", "inspect", "urllib.parse", "csv", "tempfile"]
)
def test_counting_as_json_loads_nothing_that_it_does_not_need(heavy, planned_file):
    words = ["--db", str(planned_file), "--today", "2026-11-22", "counts", "115", "--json"]

    assert last_line(RUN.format(words=words, question=f"{heavy!r} in sys.modules")) == "False"
