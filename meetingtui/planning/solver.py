"""A solver betters the plain plan and proves what cannot be bettered, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from math import isfinite
from typing import NamedTuple

from meetingtui.planning.exact import Programme

SEED = 0
"""The answer does not depend on it: the tie-break leaves one best plan."""


class Progress(NamedTuple):
    """The cost of the best plan so far and the least that any can cost, in points; None while unknown."""

    best: float | None
    bound: float | None


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
    asked: Programme, *, seconds: float = 60.0, seed: int = SEED, told: Callable[[Progress], bool] = _go_on
) -> Solved | None:
    """Solve within `seconds`; `told` hears of progress, and ends it by answering False.

    None when the solver is missing, was ended, killed or failed: the plan is then what it was before.
    """
    if not available():
        return None
    words = [sys.executable, "-P", "-m", "meetingtui.planning.solver_process"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as started:
        try:
            return _talk(started, _written(asked, seconds, seed), told)
        except (OSError, ValueError):
            return None
        finally:
            started.kill()


def _talk(started: subprocess.Popen[bytes], asked: bytes, told: Callable[[Progress], bool]) -> Solved | None:
    if started.stdin is None or started.stdout is None:
        return None
    started.stdin.write(asked)
    started.stdin.close()
    for line in started.stdout:
        said = json.loads(line)
        if "status" in said:
            bound = _finite(said["bound"])
            return Solved(said["status"] == "optimal", bound, said.get("values", []))
        if not told(Progress(_finite(said["best"]), _finite(said["bound"]))):
            return None
    return None


def _written(asked: Programme, seconds: float, seed: int) -> bytes:
    rows: Iterator[list[object]] = iter([[1, 1, columns, [1] * len(columns)] for columns in asked.ones])
    return json.dumps({
        "costs": asked.costs, "whole": asked.whole, "start": asked.start, "seconds": seconds, "seed": seed,
        "rows": [*rows, *([None, row.most, row.columns, row.factors] for row in asked.rows)],
    }).encode()  # fmt: skip


def _finite(figure: float) -> float | None:
    return figure if isfinite(figure) else None
