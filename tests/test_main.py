from __future__ import annotations

import signal
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


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_program_that_is_killed_leaves_no_image_of_what_it_has_read(planned_file, tmp_path):
    words = ["--db", str(planned_file), "counts", "115", "--json"]
    killed = RUN.format(words=words, question="os.kill(os.getpid(), signal.SIGQUIT)")
    allowed = "import os, signal, resource as r; r.setrlimit(r.RLIMIT_CORE, (r.getrlimit(r.RLIMIT_CORE)[1],) * 2); "

    run = subprocess.run([sys.executable, "-c", allowed + killed], capture_output=True, check=False, cwd=tmp_path)

    assert run.returncode == -signal.SIGQUIT
    assert list(tmp_path.iterdir()) == []
