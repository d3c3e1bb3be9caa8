"""Planning: the plain plan against what a solver proves to be the best, all counties against one, and the memory."""

from __future__ import annotations

import subprocess
import time
from dataclasses import replace
from datetime import date
from itertools import product

from meetingtui.dates.office_calendar import Closure, OfficeCalendar
from meetingtui.planning import engine, exact, solver
from meetingtui.planning.draft import Drafting, draft
from meetingtui.planning.replanning import repair
from meetingtui.planning.request import PlanRequest
from tests.bench.databases import Workshop
from tests.bench.measure import PYTHON, Ratio, cpu_of, environment, in_turns
from tests.planning import years

KINDS = list(product((False, True), repeat=2))
"""Tight or not, with longest gaps or not."""
_IMPORTED = "from tests.planning import years; from meetingtui.planning.draft import Drafting; "
_PLANNED = _IMPORTED + "Drafting(years.county(years.LARGE, tight=True, gaps=True)).plain()"
_SAID = "\nprint(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
_SOLVED = (
    "import json, resource, sys; from meetingtui.planning import exact, solver; " + _IMPORTED
    + "one = Drafting(years.county(years.LARGE, tight=True, gaps=True)); one.plain(); "
    "solver.solve(exact.programme(one.setting.board)); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)  # fmt: skip


def plans(workshop: Workshop) -> list[Ratio]:
    """Each size and kind by both engines, the whole country, and what it takes in memory."""
    full = workshop.sizes.counties > 1
    sizes = (years.MIDDLE, years.LARGE) if full else (years.SMALL,)
    rounds = min(3, workshop.sizes.rounds)
    lines: list[Ratio] = []
    for size, (tight, gaps) in product(sizes, KINDS) if solver.available() else ():
        lines += _both(years.county(size, tight=tight, gaps=gaps), _name(tight, gaps), rounds)
    return [*lines, *_repaired(rounds), *_country(workshop.sizes.counties, rounds), *_memory(rounds)]


def _name(tight: bool, gaps: bool) -> str:
    return ("tight" if tight else "normal") + (", gaps" if gaps else "")


def _both(request: PlanRequest, kind: str, rounds: int) -> list[Ratio]:
    """Cost of the plain plan and of the proven best, and how long either takes."""
    costs: list[float] = []

    def plain() -> float:
        begun = time.perf_counter()
        _planned(request)
        return (time.perf_counter() - begun) * 1000

    def proof() -> float:
        drafting = _planned(request)
        costs.append(engine.total(drafting.setting.board))
        begun = time.perf_counter()
        asked = exact.programme(drafting.setting.board)
        found = solver.solve(asked)
        spent = (time.perf_counter() - begun) * 1000
        if found is None or not found.optimal:
            raise RuntimeError(f"nothing was proven: {found and found.bound}")
        drafting.choose(asked.chosen(found.values, len(drafting.setting.tasks)))
        costs.append(engine.total(drafting.setting.board))
        return spent

    sides = in_turns(rounds, plain, proof)
    what = f"{years.due(request)} sittings, {kind}"
    return [
        Ratio(f"cost of {what}, plain", "the proven best", costs[:1], costs[1:2], 1.05, "points"),
        Ratio(f"time of {what}, plain", "the solver's proof", sides[0], sides[1], 1.0),
    ]


def _planned(request: PlanRequest) -> Drafting:
    drafting = Drafting(request)
    drafting.plain()
    return drafting


def _repaired(rounds: int) -> list[Ratio]:
    """Making a year right again after a day of storm, against planning it anew."""
    asked = years.county(years.LARGE, tight=True)
    fixed = [replace(one, id=n, movable=True, label=str(n)) for n, one in enumerate(draft(asked).as_fixed(), 1)]
    days = [one.start.date() for one in fixed if one.start is not None]
    stormy = OfficeCalendar(closures=[Closure(days[len(days) // 2], None, None, "")])
    hurt = replace(asked, fixed=tuple(fixed), calendar=stormy)
    today = date(years.YEAR, 1, 2)
    sides = in_turns(rounds, lambda: cpu_of(lambda: repair(hurt, today=today)), lambda: cpu_of(lambda: _planned(asked)))
    return [Ratio(f"{len(fixed)} sittings made right again after a storm", "a fresh plain plan", *sides, 1.0)]


def _country(counties: int, rounds: int) -> list[Ratio]:
    """The national year, county by county, against one of 317 sittings."""
    nation = years.nation(tight=True, gaps=True)[:counties]
    one = years.county(years.LARGE, tight=True, gaps=True)
    sides = in_turns(
        rounds, lambda: cpu_of(lambda: [_planned(request) for request in nation]), lambda: cpu_of(lambda: _planned(one))
    )
    total = sum(years.due(request) for request in nation)
    return [Ratio(f"{total:,} sittings of {len(nation)} counties", "317 sittings", sides[0], sides[1], 20.0)]


def _memory(rounds: int) -> list[Ratio]:
    """The largest size of the planning process and of the solver's, against one that has only imported the planner."""
    bare = in_turns(rounds, lambda: _largest(_PLANNED), lambda: _largest(_IMPORTED))
    lines = [Ratio("memory of a plan of 317 sittings", "the planner imported", bare[0], bare[1], None, "MiB")]
    if solver.available():
        guest = in_turns(rounds, _of_the_solver, lambda: _largest(_IMPORTED))
        lines.append(Ratio("memory of the solver's process", "the planner imported", guest[0], guest[1], None, "MiB"))
    return lines


def _largest(script: str) -> float:
    """The largest resident size of a process that runs `script`, in MiB."""
    said = subprocess.run([PYTHON, "-c", script + _SAID], check=True, capture_output=True, env=environment()).stdout
    return int(said) / 1024


def _of_the_solver() -> float:
    said = subprocess.run([PYTHON, "-c", _SOLVED], check=True, capture_output=True, env=environment()).stdout
    return int(said) / 1024
