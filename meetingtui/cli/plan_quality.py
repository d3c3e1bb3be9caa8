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
    """A draft, how long it took, and what is known of its cost: `proven` least, or at least `bound` points.

    `unproven` says why no solver has judged it: a value of bettering.Silent, or "off".
    """

    begun: Drafting
    draft: Draft
    seconds: float
    proven: bool = False
    bound: float | None = None
    unproven: str | None = None

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
    unproven: str | None = "off"
    draft, proven, bound = None, False, None
    if within > 0:
        from meetingtui.services import bettering

        found = bettering.best(begun, seconds=within)
        if isinstance(found, bettering.Silent):
            unproven = found.value
        else:
            unproven, (draft, proven, bound) = None, found
    return Answer(begun, draft or begun.told(), round(perf_counter() - began, 3), proven, bound, unproven)


def sentence(proposed: Draft, found: Answer) -> str:
    """Its points, what of them is for broken gaps, and whether a better plan is possible, as far as it is known."""
    return _judged(proposed, found) + proposed.over_gap_words


def _judged(proposed: Draft, found: Answer) -> str:
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
    cost = _("排程扣分{cost}分（離理想日、星期、時間等，越少越好）。").format(cost=proposed.cost)
    return cost + _why_unproven(proposed, found)


def _why_unproven(proposed: Draft, found: Answer) -> str:
    from meetingtui.services import bettering

    if found.unproven == "off":
        return _("依指定未求證是否有更好的排法（--seconds 0）。")
    if found.unproven is not None:
        return _(bettering.SILENT_WORDS[bettering.Silent(found.unproven)])
    if proposed.lost:
        return _("有場次排不進，無從求證是否有更好的排法。")
    return _("時限內未能求證是否有更好的排法；請以 --seconds 加長時間。")
