"""The best plan of a year: a solver betters the plain one, or proves that it cannot be bettered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from meetingtui.language import N_
from meetingtui.planning import exact, solver
from meetingtui.planning.draft import Draft, Drafting
from meetingtui.planning.exact import Programme
from meetingtui.planning.options import Option
from meetingtui.planning.solver import Progress, Silent, available

__all__ = ["SECONDS", "SILENT_WORDS", "Progress", "Proof", "Silent", "available", "best"]

SECONDS = 30.0
"""How long a solver may look for the best plan, unless told otherwise."""
SILENT_WORDS = {
    Silent.MISSING: N_("未安裝求解程式（附加套件 solver），未求證是否有更好的排法；安裝後再排一次即可求證。"),
    Silent.BROKEN: N_("求解程式中斷，未求證是否有更好的排法；請再排一次。"),
    Silent.LATE: N_("求解程式未在時限內回應，未求證是否有更好的排法；請稍後再排一次。"),
    Silent.STOPPED: N_("已停止求最佳排法，未求證是否有更好的排法。"),
}
"""Why nothing is known of a draft, and what helps."""
_NEARLY = 0.5
"""Plans cost whole points."""


class Proof(NamedTuple):
    """A solver's plan. `proven`: none costs less; else `bound` is the least that one can cost, in points, if known.

    Nothing is known where a sitting has no time. Of longest gaps the solver knows which links the plain plan gave up,
    and pays each day beyond them as that does.
    """

    draft: Draft
    proven: bool
    bound: float | None


def best(
    begun: Drafting, *, seconds: float = SECONDS, told: Callable[[Progress], bool] = lambda _: True
) -> Proof | Silent:
    """The best plan that is found within `seconds`; `told` hears of progress and ends it by answering False.

    Silent when no solver is installed, or it was ended or failed: the plain plan stands, and `begun` in any case.
    """
    begun = begun.aside()
    board = begun.setting.board
    asked = exact.programme(board)
    lacking = _lacking(asked, board.chosen)
    solved = solver.solve(asked, seconds=seconds, told=lambda progress: told(_of_wishes(progress, asked, lacking)))
    if isinstance(solved, Silent):
        return solved
    if solved.values:
        begun.choose(asked.chosen(solved.values, len(board.tasks)))
    found = begun.told()
    # the solver's bound counts the tie-breaks too, which are no points
    if solved.bound is None or _lacking(asked, board.chosen):
        return Proof(found, False, None)
    return Proof(found, solved.optimal and found.cost < solved.bound + _NEARLY, min(solved.bound, found.cost))


def _lacking(asked: Programme, chosen: Sequence[Option | None]) -> int:
    """How many sittings have no time although there is one that they could take."""
    return sum(option is None and len(columns) > 1 for option, columns in zip(chosen, asked.ones, strict=True))


def _of_wishes(progress: Progress, asked: Programme, lacking: int) -> Progress:
    """The progress without what sittings cost that have no time: at most those that had none at first."""
    if progress.best is None or progress.bound is None:
        return progress
    nowhere = asked.nowhere * min(lacking, progress.best // asked.nowhere)
    return progress._replace(best=progress.best - nowhere, bound=progress.bound - nowhere)
