"""The command line in a test: words in, exit code and output back, on a database of the test's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from meetingtui import bootstrap
from tests import builders


class Answer(NamedTuple):
    """What a command ended with and said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


class Shell:
    """Runs commands on one database."""

    def __init__(self, address: str) -> None:
        self.always = ("--db", address, "--today", builders.TODAY.isoformat(), "--lang", "zh_TW")

    def __call__(self, *words: str) -> Answer:
        """Run `meetingtui WORDS` and answer what it did."""
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code = bootstrap.run([*words, *self.always])
            except SystemExit as ended:
                code = int(ended.code or 0)
        return Answer(code, out.getvalue(), err.getvalue())

    def json(self, *words: str) -> Any:
        """The document that a command prints; it must have succeeded."""
        answer = self(*words, "--json")
        assert answer.code == 0, answer.err
        return answer.json

    def refused(self, *words: str) -> str:
        """The one sentence with which a command is refused."""
        answer = self(*words)
        assert (answer.code, answer.out) == (1, ""), answer
        assert answer.err.count("\n") == 1
        return answer.err.strip()


def on(source: Path, folder: Path) -> Iterator[Shell]:
    """A shell on a copy of `source`."""
    import shutil

    target = folder / "office.db"
    shutil.copyfile(source, target)
    target.chmod(0o600)
    yield Shell(str(target))
