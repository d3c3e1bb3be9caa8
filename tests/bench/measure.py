"""Measuring: CPU of this and of other processes, both sides in turns, and the table that the figures end up in."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import NamedTuple

PYTHON = sys.executable
MEETINGTUI = [str(Path(PYTHON).with_name("meetingtui"))]
"""The program as users start it."""
SET_HERE = ("PYTHON", "MEETINGTUI", "XDG_", "COLUMNS", "LINES")
"""Beginnings of the variables that would change what is measured."""


def environment() -> dict[str, str]:
    """What programs are started with: as users start them, who keep compiled modules, and without their settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SET_HERE)}
    nowhere = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME"), os.devnull)
    return kept | nowhere | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


class Ratio(NamedTuple):
    """One line of the report: both sides of every round, with the limit that the house has set itself, if it has."""

    what: str
    other_side: str
    ours: list[float]
    other: list[float]
    limit: float | None
    unit: str = "ms"

    @property
    def ratios(self) -> list[float]:
        """Ours as a multiple of the other side, round by round, smallest first."""
        return sorted(one / two for one, two in zip(self.ours, self.other, strict=True))

    @property
    def median(self) -> float:
        """The ratio that the limit is held against."""
        return statistics.median(self.ratios)


def in_turns(rounds: int, *sides: Callable[[], float]) -> list[list[float]]:
    """The figures of each side, run in turns so that a busy moment hits all; one round more to warm up is dropped."""
    figures = [[side() for side in sides] for _round in range(rounds + 1)][1:]
    return [list(one) for one in zip(*figures, strict=True)]


def cpu_of_process(words: Sequence[str]) -> float:
    """CPU milliseconds, user and system, of one process from start to end. Raises CalledProcessError when it fails."""
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, env=environment()) as started:
        _pid, status, usage = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, list(words))
    return (usage.ru_utime + usage.ru_stime) * 1000


def cpu_of(call: Callable[[], object]) -> float:
    """CPU milliseconds of this process, all its threads, while `call` runs."""
    begun = time.process_time()
    call()
    return (time.process_time() - begun) * 1000


async def cpu_of_waiting(call: Callable[[], Awaitable[object]]) -> float:
    """CPU milliseconds of this process, all its threads, until what `call` starts has ended."""
    begun = time.process_time()
    await call()
    return (time.process_time() - begun) * 1000


def table(lines: Sequence[Ratio]) -> str:
    """The report: medians of both sides, the median of the ratios, its limit and its spread."""
    width = max([len(line.what) for line in lines] + [4])
    beside = max([len(line.other_side) for line in lines] + [7])
    head = f"{'what':<{width}}  {'against':<{beside}}  {'ours':>10}  {'other':>10}  ratio  limit  spread of the ratio"
    return "\n".join([head, *(_line(line, width, beside) for line in lines)])


def _line(line: Ratio, width: int, beside: int) -> str:
    ours, other = (f"{statistics.median(side):,.1f} {line.unit}" for side in (line.ours, line.other))
    spread = f"{line.ratios[0]:.2f} to {line.ratios[-1]:.2f}, {len(line.ratios)} rounds"
    limit = "    -" if line.limit is None else f"{line.limit:>5.2f}"
    over = "  OVER THE LIMIT" if line.limit is not None and line.median > line.limit else ""
    return (
        f"{line.what:<{width}}  {line.other_side:<{beside}}  {ours:>10}  {other:>10}"
        f"  {line.median:>5.2f}  {limit}  {spread}{over}"
    )
