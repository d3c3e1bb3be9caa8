"""What is installed is whole: the wheel carries everything, and works from another folder than the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
CARRIED = (
    "meetingtui/migrations/env.py",
    "meetingtui/migrations/versions/0001_registry_sittings_counts.py",
    "meetingtui/presets/pingtung.json",
    "meetingtui/presets/nantou.json",
    "meetingtui/presets/changhua.json",
    "meetingtui/presets/kaohsiung.json",
    "meetingtui/presets/yilan.json",
    "meetingtui/presets/empty.json",
    "meetingtui/presets/registry.schema.json",
    "meetingtui/dates/office-calendar/115.csv",
    "meetingtui/dates/phases.json",
    "meetingtui/locale/en/LC_MESSAGES/meetingtui.mo",
    "meetingtui/tui/app.tcss",
    "meetingtui/formats/typst/paper.typ",
    "meetingtui/sample.db",
    "meetingtui/py.typed",
)
Run = Callable[..., str]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the checkout."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("meetingtui", "migrations"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "sample.db"):
        shutil.copy(ROOT / name, source)
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    built = subprocess.run(words, cwd=source, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return next(target.glob("*.whl"))


@pytest.fixture
def run(wheel: Path, tmp_path: Path) -> Run:
    """Runs the program of the wheel, in a folder and for a user of its own."""
    installed = tmp_path / "installed"
    ZipFile(wheel).extractall(installed)
    (tmp_path / "elsewhere").mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MEETINGTUI_", "XDG_"))}
    environment |= {"PYTHONPATH": str(installed), "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}

    def run(*words: str) -> str:
        answer = subprocess.run(
            [sys.executable, "-m", "meetingtui", *words], cwd=tmp_path / "elsewhere", env=environment,
            stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    return run


def test_the_wheel_carries_all_that_the_program_reads(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())

    assert set(CARRIED) - names == set()
    assert {name for name in names if name.startswith("tests/") or name.endswith(".pyc")} == set()
    screens = {path.name for path in (ROOT / "meetingtui").rglob("*.tcss")}
    assert screens == {Path(name).name for name in names if name.endswith(".tcss")}


def test_the_wheel_takes_exactly_the_libraries_that_are_declared(wheel: Path) -> None:
    metadata = next(name for name in ZipFile(wheel).namelist() if name.endswith("METADATA"))
    text = ZipFile(wheel).read(metadata).decode()

    for library in ("textual<8.3,>=8.2.8", "python-dateutil<5,>=4.0", "ics<0.8,>=0.7.3", "sqlmodel<0.1,>=0.0.50"):
        assert f"Requires-Dist: {library}" in text


def test_an_installed_program_founds_plans_counts_and_exports_a_county(run: Run, tmp_path: Path) -> None:
    run("init", "--county", "pingtung")
    run("plan", "116", "--apply")
    counted = json.loads(run("counts", "116", "--json"))
    run("ics", "export", "--year", "116", "-o", "116.ics")

    assert counted["totals"]["sessions"] == 97
    assert (tmp_path / "elsewhere" / "116.ics").read_bytes().count(b"BEGIN:VEVENT") >= 97
    assert json.loads(run("db", "info", "--json"))["path"] == str(tmp_path / ".local/share/meetingtui/meetingtui.db")


def test_an_installed_program_shows_its_sample_and_its_version(run: Run) -> None:
    from meetingtui import __version__

    assert run("--version").split()[-1] == __version__
    assert "97" in run("demo")
