"""The command line as a script calls it: words in; exit code, stdout and stderr out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from meetingtui import bootstrap
from meetingtui.services.office import Office
from tests import builders
from tests.cli.shell import Answer

Command = Callable[..., Answer]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own, and no setting of the person who runs the tests."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("MEETINGTUI_DATABASE", "MEETINGTUI_TODAY", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("MEETINGTUI_USER", builders.WHO)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def anywhere(home: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command without a database of its own."""

    def run(*words: str) -> Answer:
        capsys.readouterr()
        try:
            code = bootstrap.run([*words, "--today", builders.TODAY.isoformat()])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def command(anywhere: Command, planned_office: Office) -> Command:
    """Run a command on 屏東縣 with the year 115 planned."""
    return lambda *words: anywhere(*words, "--db", planned_office.location.file)
