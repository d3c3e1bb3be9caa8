"""How good a proposed year is: plain, bettered by a solver, or proven."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.office import Office
    from meetingtui.services.planning import Draft, Drafting
    from meetingtui.services.what_if import Assumption

SECONDS = 30.0
_MOST = 3600


class Answer(NamedTuple):
    """A draft, how long it took, and what is known of its cost: `proven` least, or at least `bound` points."""

    begun: Drafting
    draft: Draft
    seconds: float
    proven: bool = False
    bound: float | None = None

    def status(self, proposed: Draft) -> str:
        """As the interface promises it, of the draft or what it has been moved to."""
        if proposed.lost or proposed.clashes:
            return "infeasible"
        return "optimal" if self.proven and proposed is self.draft else "feasible"


def seconds(text: str) -> float:
    """Seconds as they are typed, 0 to an hour. Raises ArgumentTypeError."""
    try:
        found = float(text)
    except ValueError:
        found = -1
    if not 0 <= found <= _MOST:
        raise argparse.ArgumentTypeError(_("秒數須為0至{most}").format(most=_MOST))
    return found


def answer(office: Office, year: int, within: float, assumed: Sequence[Assumption] = ()) -> Answer:
    """The plain draft (under assumptions), bettered in so many seconds where a solver is installed."""
    from meetingtui.services import planning, what_if

    began = perf_counter()
    begun = what_if.begin(office, year, assumed) if assumed else planning.begin(office, year)
    proof = None
    if within > 0:
        from meetingtui.services import bettering

        proof = bettering.best(begun, seconds=within)
    draft, proven, bound = proof or (begun.told(), False, None)
    return Answer(begun, draft, round(perf_counter() - began, 3), proven, bound)


def sentence(proposed: Draft, found: Answer) -> str:
    """Whether a better plan is possible, as far as it is known."""
    if proposed is not found.draft:
        text = _("草稿已依指定更動：扣分{cost}分，原提案{was}分。")
        return text.format(cost=proposed.cost, was=found.draft.cost)
    if found.proven:
        return _("排程扣分{cost}分（離理想日、星期、時間等，越少越好），已證明沒有更好的排法。").format(
            cost=proposed.cost
        )
    if found.bound is not None:
        text = _("排程扣分{cost}分（離理想日、星期、時間等，越少越好），最好的排法不會少於{bound}分。")
        return text.format(cost=proposed.cost, bound=max(0, round(found.bound)))
    return _("排程扣分{cost}分（離理想日、星期、時間等，越少越好），未求證是否有更好的排法。").format(
        cost=proposed.cost
    )
