"""A solver betters the plain plan and proves what cannot be bettered, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import Enum
from importlib.util import find_spec
from math import isfinite
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, NamedTuple

from meetingtui.planning.exact import Programme

SEED = 0
"""The answer does not depend on it: the tie-break leaves one best plan."""
COMMAND = (sys.executable, "-P", "-m", "meetingtui.planning.solver_process")
PATIENCE = 2.0
"""Seconds beyond the time that it was given, and a tenth of that, after which a silent solver is ended."""
_TICK = 0.2
"""Seconds after which `told` is asked again although nothing is new: whoever waits may have had enough."""


class Progress(NamedTuple):
    """The cost of the best plan so far and the least that any can cost, in points (None: unknown); seconds spent."""

    best: float | None
    bound: float | None
    seconds: float = 0.0


class Silent(Enum):
    """Why a solver gave no answer: not installed, broken off or talking nonsense, too late, stopped by the user."""

    MISSING = "missing"
    BROKEN = "broken"
    LATE = "late"
    STOPPED = "stopped"


class Solved(NamedTuple):
    """A solver's end: `optimal` when nothing better exists; `values` of the columns, none when it found nothing."""

    optimal: bool
    bound: float | None
    values: list[float]


def _go_on(_progress: Progress) -> bool:
    return True


def available() -> bool:
    """Whether the extra `solver` is installed; asking does not load it."""
    return find_spec("highspy") is not None


def solve(
    asked: Programme, *, seconds: float = 60.0, seed: int = SEED, told: Callable[[Progress], bool] = _go_on,
    command: Sequence[str] = COMMAND, patience: float = PATIENCE,
) -> Solved | Silent:  # fmt: skip
    """Solve within `seconds`, start included; `told` hears of progress several times a second, and ends it by False.

    Silent when there is no answer: the plan is then what it was before.
    """
    if not available():
        return Silent.MISSING
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        started = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing)  # noqa: S603 - no shell
    except OSError:
        return Silent.BROKEN
    with started:
        threads: list[Thread] = []
        try:
            lines: SimpleQueue[bytes] = SimpleQueue()
            threads = [
                Thread(target=_say, args=(started.stdin, _written(asked, seconds, seed)), daemon=True),
                Thread(target=_hear, args=(started.stdout, lines), daemon=True),
            ]
            for thread in threads:
                thread.start()
            found = _talk(lines, told, seconds * 1.1 + patience)
        except ValueError:
            return Silent.BROKEN
        finally:
            started.kill()
            for thread in threads:
                thread.join()
    if isinstance(found, Solved) and found.values and not asked.kept_by(found.values):
        return Silent.BROKEN
    return found


def _say(stdin: IO[bytes], what: bytes) -> None:
    with suppress(OSError), stdin:
        stdin.write(what)


def _hear(stdout: IO[bytes], lines: SimpleQueue[bytes]) -> None:
    """Hand on each line, and an empty one at the end."""
    for line in stdout:
        lines.put(line)
    lines.put(b"")


def _talk(lines: SimpleQueue[bytes], told: Callable[[Progress], bool], within: float) -> Solved | Silent:
    """The answer, or why there is none. Raises ValueError for nonsense."""
    progress, began = Progress(None, None), time.monotonic()
    while (spent := time.monotonic() - began) < within:
        try:
            line = lines.get(timeout=_TICK)
        except Empty:
            line = None
        if line == b"":
            return Silent.BROKEN
        if line is not None:
            said = _read(line)
            if isinstance(said, Solved):
                return said
            progress = said
        if not told(progress._replace(seconds=spent)):
            return Silent.STOPPED
    return Silent.LATE


def _read(line: bytes) -> Progress | Solved:
    """What a line says. Raises ValueError for one that says nothing."""
    said = json.loads(line)
    said = said if isinstance(said, dict) else {}
    if "status" not in said:
        return Progress(_finite(said.get("best")), _finite(said.get("bound")))
    values = said.get("values", [])
    if not isinstance(values, list) or any(_finite(value) is None for value in values):
        raise ValueError("values are no numbers")
    return Solved(said["status"] == "optimal", _finite(said.get("bound")), values)


def _written(asked: Programme, seconds: float, seed: int) -> bytes:
    rows: list[list[object]] = [[1, 1, columns, [1] * len(columns)] for columns in asked.ones]
    rows += [[None, row.most, row.columns, row.factors] for row in asked.rows]
    return json.dumps({
        "costs": asked.costs, "whole": asked.whole, "start": asked.start, "seconds": seconds, "seed": seed,
        "rows": rows,
    }).encode()  # fmt: skip


def _finite(figure: object) -> float | None:
    return float(figure) if isinstance(figure, int | float) and isfinite(figure) else None
