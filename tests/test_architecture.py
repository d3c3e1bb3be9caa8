"""The house keeps its own rules: contracts that can fail, small modules, one clock, one reader of the environment."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "meetingtui"
MODULES = sorted(PACKAGE.rglob("*.py"))
SOURCES = [*MODULES, *sorted((ROOT / "migrations").rglob("*.py")), *sorted((ROOT / "tests").rglob("*.py"))]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = [one["id"] for one in PROJECT["tool"]["importlinter"]["contracts"]]

PLANTED = {
    "layers": [("store/reader.py", "from meetingtui.services import office")],
    "config": [("services/office.py", "from meetingtui import config")],
    "plain": [("planning/windows.py", "import sqlalchemy")],
    "sql": [("services/sessions.py", "from sqlmodel import select")],
    "textual": [("cli/printing.py", "from textual.app import App")],
    "argparse": [("services/finding.py", "import argparse")],
    "calendars": [("services/sessions.py", "import ics")],
    "workbooks": [("cli/printing.py", "import xlsxwriter")],
    "documents": [("services/sessions.py", "import typst")],
    "solver": [("planning/engine.py", "import highspy")],
    "faces": [("cli/printing.py", "from meetingtui.store import location")],
    "screens": [
        ("tui/screens/__init__.py", '"""Planted."""'),
        ("tui/screens/planted_here.py", '"""Planted."""'),
        ("tui/screens/planted_there.py", "from meetingtui.tui.screens import planted_here"),
    ],
    "cycles": [
        ("domain/errors.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import meetingtui.domain.query")
    ],
}
"""For each contract an import that it must catch: (module, line)."""

ASK_THE_TERMINAL = {"tui/terminal.py", "cli/usage_words.py"}
"""Besides config.py, which alone reads what the user sets: these read what the terminal says of itself."""


def test_every_import_contract_has_a_planted_violation() -> None:
    assert sorted(CONTRACTS) == sorted(PLANTED)


@pytest.mark.parametrize("contract", CONTRACTS)
def test_an_import_against_the_flow_is_caught(contract: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "meetingtui", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    before = _lint(tmp_path, contract)

    for module, line in PLANTED[contract]:
        with (tmp_path / "meetingtui" / module).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    after = _lint(tmp_path, contract)

    assert before.returncode == 0, before.stdout
    assert after.returncode == 1, after.stdout
    assert "1 broken" in after.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_stays_within_four_hundred_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_says_in_its_first_line_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


def test_no_room_is_called_after_nothing() -> None:
    empty_names = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc)$")
    assert [path for path in PACKAGE.rglob("*") if empty_names.search(path.stem)] == []


def test_only_the_clock_asks_what_day_it_is() -> None:
    found = [
        f"{module.relative_to(ROOT)}:{call.lineno}"
        for module in MODULES
        if module.parent != PACKAGE / "dates"
        for call in _calls(module)
        if _asks_now(call.func)
    ]
    assert found == []


def test_only_the_configuration_reads_the_environment() -> None:
    found = {
        str(module.relative_to(PACKAGE))
        for module in MODULES
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"}
    }
    assert found <= {"config.py"} | ASK_THE_TERMINAL


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_ignored_lint_has_its_reason(source: Path) -> None:
    lines = source.read_text(encoding="utf-8").splitlines()
    bare = re.compile(r"# (noqa(: *[A-Z]+[0-9]+(, *[A-Z]+[0-9]+)*)?|type: ignore(\[[^]]*\])?)(?P<reason>.*)$")
    silent = [line for line in lines if (found := bare.search(line)) and len(found["reason"].strip(" -#")) < 5]
    assert [line for line in silent if '"# (noqa' not in line] == []


def test_every_rule_switched_off_for_the_project_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ruff = text.split("[tool.ruff.lint]")[1].split("[tool.mypy]")[0]
    off = [line for line in ruff.splitlines() if re.match(r'\s+"[A-Z]+\d+",|"[^"]+" = \[', line)]
    assert off
    assert [line for line in off if " # " not in line] == []


def test_every_screen_has_its_stylesheet_beside_it() -> None:
    screens = PACKAGE / "tui" / "screens"
    paired = [path.with_suffix(".py") for path in screens.glob("*.tcss")]
    assert [path.name for path in paired if not path.exists()] == []


HEAVY = {"sqlalchemy", "sqlmodel", "alembic", "pydantic", "psycopg"}
DOCUMENTS = {"ics", "icalendar", "xlsxwriter", "python_calamine", "typst", "pylopdf_fonts_zh_tw", "lxml", "ortools"}
SCREENS = {"textual", "rich"}


def test_the_core_needs_neither_screens_nor_orm() -> None:
    rooms = ("dates", "domain", "planning", "papers", "services", "store/queries")
    names = [
        ".".join(module.relative_to(ROOT).with_suffix("").parts)
        for room in rooms
        for module in (PACKAGE / room).glob("*.py")
    ]
    loaded = _loaded_after(f"import importlib\nfor name in {names!r}: importlib.import_module(name)")
    assert loaded & (HEAVY | SCREENS | DOCUMENTS) == set()


def test_opening_the_app_loads_neither_orm_nor_documents() -> None:
    assert _loaded_after("import meetingtui.tui.app") & (HEAVY | DOCUMENTS) == set()


def test_asking_for_the_version_loads_next_to_nothing() -> None:
    assert _loaded_by_command("--version") & (HEAVY | SCREENS | DOCUMENTS) == set()


@pytest.mark.parametrize(
    "command",
    [
        "counts 115 --json",
        "counts 115 --by quarter",
        "series list --json",
        "series show PIF-14",
        "sessions list --year 115 --json",
        "sessions show PIF-10-115-01",
        "agencies list --json",
        "posts list --json",
        "contacts list --json",
        "calendar show 115",
        "plan 116 --json",
        "today --json",
        "undo --list",
        "db info --json",
        "db check",
    ],
)
def test_reading_loads_neither_screens_nor_orm(command: str, planned_file: Path) -> None:
    loaded = _loaded_by_command("--db", str(planned_file), "--today", "2026-11-22", *command.split())
    assert loaded & (HEAVY | SCREENS | DOCUMENTS) == set()


def test_exporting_a_calendar_loads_neither_screens_nor_orm(planned_file: Path, tmp_path: Path) -> None:
    copy = shutil.copy(planned_file, tmp_path / "county.db")
    words = ("ics", "export", "--year", "115", "-o", str(tmp_path / "year.ics"))
    assert _loaded_by_command("--db", str(copy), *words) & (HEAVY | SCREENS) == set()


def _lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c()"
    words = ["--config", "pyproject.toml", "--no-cache", "--contract", contract]
    return subprocess.run([sys.executable, "-c", code, *words], cwd=folder, capture_output=True, text=True, check=False)


def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def _calls(module: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(_tree(module)) if isinstance(node, ast.Call))


def _asks_now(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute):
        return False
    owner = function.value.attr if isinstance(function.value, ast.Attribute) else getattr(function.value, "id", "")
    return (owner in {"date", "datetime"} and function.attr in {"today", "now", "utcnow"}) or (
        owner == "time" and function.attr in {"time", "localtime", "gmtime", "strftime"}
    )


def _loaded_after(code: str) -> set[str]:
    """The top-level names of all modules that a fresh process has loaded after running `code`."""
    tell = "\nimport json, sys\nprint(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    run = subprocess.run(
        [sys.executable, "-c", code + tell], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout.splitlines()[-1]))


def _loaded_by_command(*words: str) -> set[str]:
    return _loaded_after(
        "import sys\nfrom meetingtui.bootstrap import run\n"
        f"try: code = run({list(words)!r})\nexcept SystemExit as end: code = end.code\n"
        "if code: sys.exit(code)"
    )
