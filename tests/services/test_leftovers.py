"""What killed programs leave behind goes at the next start; nothing that somebody still works on does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from meetingtui.services import leftovers, outside_text


@pytest.fixture
def dead() -> int:
    """The number of a process that ran and has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as program:
        return program.pid


def aged(path: Path, data: bytes = b"books") -> Path:
    """A file as it was written an hour ago."""
    path.write_bytes(data)
    os.utime(path, (path.stat().st_mtime - 3600,) * 2)
    return path


def test_the_copy_of_a_killed_backup_goes_with_what_lies_beside_it(tmp_path: Path, dead: int):
    left = [aged(tmp_path / f".tmp-{dead}-0123456789abcdef{ending}") for ending in ("", "-wal", "-shm", "-journal")]

    assert leftovers.sweep([tmp_path]) == sorted(left)
    assert list(tmp_path.iterdir()) == []


def test_what_a_program_still_writes_or_somebody_else_has_written_stays(tmp_path: Path, dead: int):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        kept = [
            aged(tmp_path / f".tmp-{os.getpid()}-0123456789abcdef"),
            aged(tmp_path / f".tmp-{other.pid}-0123456789abcdef"),
            aged(tmp_path / f".tmp-{dead}-short"), aged(tmp_path / f".old-{dead}-0123456789abcdef"),
            aged(tmp_path / "meetingtui.db"),
        ]  # fmt: skip
        fresh = tmp_path / f".tmp-{dead}-fedcba9876543210"
        fresh.write_bytes(b"being written on another machine")

        assert leftovers.sweep([tmp_path, tmp_path / "none"]) == []
        assert sorted(tmp_path.iterdir()) == sorted([*kept, fresh])
        other.communicate(b"\n")


def test_a_text_left_by_a_killed_program_goes_unless_it_was_changed(tmp_path: Path):
    lay = (
        "import sys; from pathlib import Path; from meetingtui.services import outside_text\n"
        "outside_text.lay(Path(sys.argv[1]), sys.argv[2])"
    )
    for words in ("決議一", "決議二"):
        subprocess.run([sys.executable, "-c", lay, str(tmp_path), words], check=True)
    mine = outside_text.lay(tmp_path, "決議三")
    changed = next(path for path in tmp_path.iterdir() if path.read_text(encoding="utf-8") == "決議二\n")
    changed.write_text("決議二，另附帶決議", encoding="utf-8")
    for path in tmp_path.iterdir():
        aged(path, path.read_bytes())

    leftovers.sweep([tmp_path])

    assert set(tmp_path.iterdir()) == {mine, changed}


def test_a_backup_that_is_killed_leaves_nothing_for_long(planned_file: Path, tmp_path: Path):
    folder = tmp_path / "backups"
    folder.mkdir()
    kill = (
        "import os, signal, sys; from pathlib import Path; from meetingtui.services import database\n"
        "from meetingtui.store import backup\nbackup._copy = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "database.back_up(sys.argv[1], Path(sys.argv[2]))"
    )
    ended = subprocess.run([sys.executable, "-c", kill, str(planned_file), str(folder / "a.db")], check=False)
    assert ended.returncode == -signal.SIGKILL
    (left,) = folder.iterdir()
    os.utime(left, (time.time() - 3600,) * 2)

    from meetingtui.services import database

    database.back_up(str(planned_file), folder / "b.db")

    assert [path.name for path in folder.iterdir()] == ["b.db"]
