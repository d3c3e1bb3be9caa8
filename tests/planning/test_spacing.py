"""Years in which a longest gap cannot be kept: few days beyond it, and no breach that need not be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise, product

import pytest

from meetingtui.dates.months import add_months
from meetingtui.dates.office_calendar import Closure, OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning import engine, exact, solver
from meetingtui.planning.draft import Drafting, draft
from meetingtui.planning.request import Busy, ChairPost, PlanRequest, SeriesPlan
from meetingtui.planning.rescoring import rescored
from meetingtui.planning.weights import USUAL
from tests.planning import years

MAGISTRATE = ChairPost(2, "縣長")
LAST = date(2026, 11, 20)
JANUARY = date(2028, 1, 3)
"""The first working day of the year after."""
needs_solver = pytest.mark.skipif(not solver.available(), reason="the extra `solver` is not installed")


def youth(rhythm: Rhythm = Rhythm.QUARTER, *written: str, months: int = 3, last: date | None = LAST) -> SeriesPlan:
    cadence = Cadence(rhythm, 1, written)
    return SeriesPlan(1, "PIF-02", cadence, (), (MAGISTRATE,), weekday=2, max_gap_months=months, last_held=last)


def asked(*series: SeriesPlan, busy: tuple[Busy, ...] = (), closed: tuple[Closure, ...] = ()) -> PlanRequest:
    return PlanRequest(2027, series, OfficeCalendar(closures=list(closed)), busy=busy)


def away(first: date, last: date, post: int = 2) -> Busy:
    return Busy(f"post:{post}", datetime.combine(first, time()), datetime.combine(last + timedelta(days=1), time()))


def over(days: list[date], months: int) -> list[int]:
    """By how many days each neighbour comes too late, next January's sitting included."""
    late = [(b - add_months(a, months)).days for a, b in pairwise([LAST, *days, JANUARY])]
    return [days for days in late if days > 0]


def dated(request: PlanRequest) -> list[date]:
    return [one.start.date() for one in draft(request).sittings]


def test_one_breach_that_nobody_can_help_stays_one():
    session = away(date(2027, 4, 1), date(2027, 6, 10))

    found = draft(asked(youth(), busy=(session,)))

    assert len(over([one.start.date() for one in found.sittings], 3)) == 1
    assert sum(bool(one.broken) for one in found.sittings) == 1
    assert [one.kind for one in found.warnings] == ["gap"]


def test_a_breach_at_the_turn_of_the_year_leaves_the_rest_of_the_year_in_order():
    typhoon = tuple(Closure(date(2027, 1, 1) + timedelta(days=n), None, None, "颱風") for n in range(60))

    found = draft(asked(youth(), closed=typhoon))

    assert [bool(one.broken) for one in found.sittings] == [True, False, False, False]
    assert found.sittings[0].start.date() == date(2027, 3, 2)


def test_a_series_that_can_never_keep_its_gap_is_spread_with_the_fewest_days_over():
    windows = ("05-17/06-04", "08-30/09-17", "11-15/12-03")
    days = [
        [date(2027, 1, 1) + timedelta(days=n) for n in range(365)
         if first <= date(2027, 1, 1) + timedelta(days=n) <= last and n % 7 not in {1, 2}]
        for first, last in ((date(2027, 5, 17), date(2027, 6, 4)), (date(2027, 8, 30), date(2027, 9, 17)),
                            (date(2027, 11, 15), date(2027, 12, 3)))
    ]  # fmt: skip
    least = min(sum(over(list(three), 2)) for three in product(*days))

    found = dated(asked(replace(youth(months=2), cadence=Cadence(Rhythm.COUNT, 3, windows))))

    assert len(found) == 3
    assert sum(over(found, 2)) == least


def test_a_half_yearly_series_with_a_monthly_gap_lies_no_more_at_the_ends_of_its_windows():
    found = dated(asked(youth(Rhythm.HALF, months=1)))

    assert all(timedelta(days=20) < day - date(2027, 1, 1) for day in found)
    assert timedelta(days=120) < found[1] - found[0] < timedelta(days=250)


def test_each_day_beyond_a_gap_is_paid_for_and_said():
    found = draft(asked(youth(), closed=(Closure(date(2027, 2, 1), None, None, ""),), busy=(
        away(date(2027, 1, 1), date(2027, 2, 21)),)))  # fmt: skip

    (broken,) = [one for one in found.sittings if one.broken]
    days = sum(over([one.start.date() for one in found.sittings], 3))
    assert days > 0
    assert f"超過間隔{days * USUAL.over_gap}分" in broken.cost_words
    assert found.over_gap == days * USUAL.over_gap
    assert found.over_gap_words == f"其中{days * USUAL.over_gap}分是超過間隔的天數。"
    assert found.cost >= days * USUAL.over_gap > days * sum(cost for cost in (USUAL.near, USUAL.deputy, USUAL.hour))


def test_a_sitting_shifted_too_far_from_its_neighbours_pays_for_it():
    drafting = Drafting(asked(youth()))
    drafting.plain()
    found = drafting.told()
    assert not any("超過間隔" in one.cost_words for one in found.sittings)
    assert found.over_gap_words == ""

    last = found.sittings[-1]
    shift = timedelta(days=date(2027, 9, 1).toordinal() - last.start.date().toordinal())
    moved = replace(found, sittings=(*found.sittings[:-1], replace(
        last, start=last.start + shift, end=last.end + shift)))  # fmt: skip
    told = rescored(drafting.setting, moved, found)

    assert f"超過間隔{33 * USUAL.over_gap}分" in told.sittings[-1].cost_words
    assert told.over_gap == 33 * USUAL.over_gap
    assert told.cost > found.cost + 33 * USUAL.over_gap


def bad_year() -> PlanRequest:
    """A county of 155 sittings in which no quarterly series can keep its longest gap."""
    county = years.county(tight=True, gaps=True)
    quarterly = {one.series_id for one in county.series if one.cadence.rhythm is Rhythm.QUARTER}
    shorter = [replace(one, max_gap_months=2) if one.series_id in quarterly else one for one in county.series]
    return replace(county, series=tuple(shorter))


@needs_solver
def test_the_plain_year_with_broken_gaps_is_at_most_5_per_cent_above_the_proven_best():
    drafting = Drafting(bad_year())
    drafting.plain()
    board = drafting.setting.board
    plain, programme = engine.total(board), exact.programme(board)
    assert len(board.gaps.given_up) > 10
    assert int(sum(cost * value for cost, value in zip(programme.costs, programme.start, strict=True))) == plain

    found = solver.solve(programme)

    assert isinstance(found, solver.Solved)
    assert found.optimal
    drafting.choose(programme.chosen(found.values, len(board.tasks)))
    assert engine.total(board) == int(found.bound)
    assert plain <= engine.total(board) * 1.05


@needs_solver
def test_no_sitting_is_left_out_to_spare_the_days_beyond_its_gap():
    drafting = Drafting(asked(youth(months=1)))
    drafting.plain()
    board = drafting.setting.board
    programme = exact.programme(board)

    found = solver.solve(programme)

    assert isinstance(found, solver.Solved)
    assert None not in programme.chosen(found.values, len(board.tasks))
