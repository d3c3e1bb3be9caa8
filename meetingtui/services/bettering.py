"""The best plan of a year: a solver betters the plain one, or proves that it cannot be bettered."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from meetingtui.planning import exact, solver
from meetingtui.planning.draft import Draft, Drafting
from meetingtui.planning.solver import Progress, available

__all__ = ["SECONDS", "Progress", "Proof", "available", "best"]

SECONDS = 30.0
"""How long a solver may look for the best plan, unless told otherwise."""


class Proof(NamedTuple):
    """A solver's plan. `proven`: none costs less; else `bound` is the least that one can cost, in points, if known."""

    draft: Draft
    proven: bool
    bound: float | None


def best(
    begun: Drafting, *, seconds: float = SECONDS, told: Callable[[Progress], bool] = lambda _: True
) -> Proof | None:
    """The best plan that is found within `seconds`; `told` hears of progress and ends it by answering False.

    None when no solver is installed, or it was ended or failed: the plain plan stands.
    """
    board = begun.setting.board
    asked = exact.programme(board)
    solved = solver.solve(asked, seconds=seconds, told=told)
    if solved is None:
        return None
    if solved.values:
        begun.choose(asked.chosen(solved.values, len(board.tasks)))
    return Proof(begun.told(), solved.optimal, solved.bound)
