from __future__ import annotations

from datetime import date

from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning import engine, exact
from meetingtui.planning.request import Busy, FixedSitting, SeriesPlan
from tests import builders
from tests.planning.boards import DEPUTY, board, series, town


def full(*asked, **more):
    """A year placed by the plain engine, with what a solver is asked."""
    year = board(*asked, **more)
    assert engine.fill(year, range(len(year.tasks))) == []
    return year, exact.programme(year)


def paid(asked: exact.Programme, values) -> int:
    return int(sum(cost * value for cost, value in zip(asked.costs, values, strict=True)))


def test_each_sitting_has_its_twelve_cheapest_times_and_none():
    _year, asked = full(series("A"), series("B"))

    assert [len(columns) for columns in asked.ones] == [exact.CHEAPEST + 1] * 2


def test_a_year_costs_the_solver_what_it_costs_the_board():
    agencies = {"agencies": ("agency:5", "agency:6")}
    year, asked = full(
        *(series(code, Rhythm.MONTH, chairs=(), **agencies) for code in "ABC"), series("D", tracks=town("T1", "甲鄉"))
    )

    assert asked.kept_by(asked.start)
    assert paid(asked, asked.start) == engine.total(year)


def test_two_standing_sittings_that_clash_cost_the_plan_nothing():
    afternoon = (builders.at("2027-03-03", "14:00"), builders.at("2027-03-03", "16:00"))
    clashing = tuple(FixedSitting(99, start=afternoon[0], end=afternoon[1], label=label) for label in "甲乙")
    members = tuple(series(code, agencies=("agency:5",)) for code in ("A", "c"))
    other = SeriesPlan(99, "Z", Cadence(Rhythm.DEMAND, 0), agencies=("agency:5",))

    year, asked = full(*members, other, fixed=clashing)

    assert paid(asked, asked.start) == engine.total(year)


def test_two_sittings_of_one_chair_at_one_time_are_no_answer():
    year, asked = full(series("A"), series("B"))
    wanted = year.options[0].usual[0].start
    both = [float(option.start == wanted) for _task, option in asked.times]

    assert sum(both) == 2
    assert not asked.kept_by([*both, *[0.0] * (len(asked.costs) - len(both))])


def test_a_time_at_which_the_chair_is_busy_is_not_asked_about():
    busy = Busy(f"post:{DEPUTY.post_id}", builders.at("2027-06-01", "00:00"), builders.at("2027-07-31", "00:00"))
    _year, asked = full(series("A"), busy=(busy,))

    assert not [1 for _task, one in asked.times if date(2027, 6, 1) <= one.start.date() < date(2027, 7, 31)]


def test_a_sitting_left_out_costs_more_than_any_wish():
    year, asked = full(series("A"))
    nobody = [0.0] * len(asked.costs)
    nobody[asked.ones[0][-1]] = 1.0

    assert paid(asked, nobody) == exact.NOWHERE > engine.total(year)
    assert asked.chosen(nobody, 1) == [None]
