"""Something comes between: the year is made right again with as few moves as any plan could do with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from meetingtui.dates.office_calendar import Closure, OfficeCalendar
from meetingtui.planning import exact, solver
from meetingtui.planning.draft import draft
from meetingtui.planning.replanning import Repairing
from meetingtui.planning.request import Busy, PlanRequest
from tests.planning import years

TODAY = date(years.YEAR, 1, 2)
MOVE = 1000
"""Points from which on a sitting counts as moved."""


@pytest.fixture(scope="module", params=[False, True], ids=["normal", "tight"])
def standing(request) -> PlanRequest:
    """A county's year with its whole draft on the books."""
    asked = years.county(years.SMALL, tight=request.param)
    fixed = tuple(
        replace(one, id=number, movable=True, label=f"{number}")
        for number, one in enumerate(draft(asked).as_fixed(), 1)
    )
    return replace(asked, fixed=fixed)


def storm(standing: PlanRequest, number: int) -> PlanRequest:
    """Offices are closed on the day of the sitting of that number."""
    day = standing.fixed[number].start.date()
    return replace(standing, calendar=OfficeCalendar(closures=[Closure(day, None, None, "颱風")]))


def away(standing: PlanRequest, number: int) -> PlanRequest:
    """The chair of the sitting of that number is away for two weeks."""
    one = standing.fixed[number]
    begins = datetime.combine(one.start.date() - timedelta(days=3), time())
    busy = Busy(f"post:{one.chair_post_id}", begins, begins + timedelta(days=14), "請假")
    return replace(standing, busy=(*standing.busy, busy))


def under_repair(standing: PlanRequest, number: int) -> PlanRequest:
    """The room of the sitting of that number is closed for a week."""
    one = next(one for one in (*standing.fixed[number:], *standing.fixed) if one.room)
    begins = datetime.combine(one.start.date(), time())
    return replace(
        standing, busy=(*standing.busy, Busy(f"room:{one.room}", begins, begins + timedelta(days=7), "整修"))
    )


@pytest.mark.parametrize("event", [storm, away, under_repair])
@pytest.mark.parametrize("share", [0.1, 0.35, 0.6, 0.85])
def test_as_few_move_as_the_solver_proves_to_be_the_least(standing, event, share):
    hurt = event(standing, int(len(standing.fixed) * share))
    repairing = Repairing(hurt, TODAY)
    found = repairing.done()
    asked = exact.programme(repairing.board, 40)
    least = solver.solve(asked)

    assert isinstance(least, solver.Solved)
    assert least.optimal
    proven = asked.chosen(least.values, len(repairing.board.tasks))
    assert found.changes
    assert len(found.changes) <= sum(option is not None and option.cost >= MOVE for option in proven)
    again = replace(
        hurt,
        fixed=tuple(
            replace(one, start=moved.start, end=moved.end, chair_post_id=moved.acting_post_id or one.chair_post_id)
            if (moved := next((change for change in found.changes if change.id == one.id), None)) else one
            for one in hurt.fixed
        ),
    )  # fmt: skip
    assert Repairing(again, TODAY).done().changes == ()
