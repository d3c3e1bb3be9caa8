"""What the two commands of the README do, where there is no terminal too."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample.db"


def test_make_run_opens_the_demonstration() -> None:
    assert _make("run") == [".venv/bin/meetingtui demo"]


def test_make_test_lints_checks_types_and_contracts_and_runs_all_tests() -> None:
    wanted = ("ruff check", "ruff format --check", "mypy", "lint-imports", "pytest")

    steps = _make("test")

    assert len(steps) == len(wanted)
    assert all(part in step for part, step in zip(wanted, steps, strict=True))


def test_without_a_terminal_the_demonstration_says_what_it_would_show(tmp_path: Path) -> None:
    before = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()

    said = _demo(tmp_path)

    assert "97" in said
    assert "不是終端機" in said
    assert "PIF-15-115-22" in said
    feed = next(Path(word.rstrip("。")) for word in said.split() if word.rstrip("。").endswith(".ics"))
    assert feed.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert hashlib.sha256(SAMPLE.read_bytes()).hexdigest() == before
    assert [path.name for path in ROOT.glob("sample.db*")] == ["sample.db"]


def test_the_demonstration_answers_programs_too(tmp_path: Path) -> None:
    document = json.loads(_demo(tmp_path, "--json"))

    assert document["today"] == "2026-11-22"
    assert document["counts"]["totals"]["sessions"] == 97
    assert document["next"][0]["number"] == "PIF-17-115-T2-11"


def test_the_demonstration_speaks_english(tmp_path: Path) -> None:
    assert "terminal" in _demo(tmp_path, "--lang", "en")


def _make(target: str) -> list[str]:
    words = ["make", "--no-print-directory", "-n", "-o", ".venv/ready", "-o", ".venv/ready-to-test", target]
    answer = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return answer.stdout.strip().splitlines()


def _demo(home: Path, *words: str) -> str:
    """What `meetingtui demo` says to somebody who has neither a terminal nor a database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MEETINGTUI_", "LC_", "LANG"))}
    answer = subprocess.run(
        [sys.executable, "-m", "meetingtui", "demo", *words], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True,
        encoding="utf-8", check=False, env=kept | {"HOME": str(home), "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "",
        "TMPDIR": str(home)},
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    return answer.stdout
