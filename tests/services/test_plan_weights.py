from __future__ import annotations

import pytest

from meetingtui.domain.errors import Ambiguous, NotFound, Refusal
from meetingtui.planning.weights import USUAL
from meetingtui.services import history, plan_weights, planning
from meetingtui.services.office import Office


def test_weights_are_the_usual_ones_until_somebody_changes_them(office: Office) -> None:
    assert plan_weights.of(office) == USUAL

    plan_weights.change(office, {"weekday": 0, "連續假期前一日": 9})

    assert plan_weights.of(office) == USUAL._replace(weekday=0, eve=9)
    assert planning.request(office, office.registry(), 2027).weights == plan_weights.of(office)
    shown = {one.name: (one.value, one.usual) for one in plan_weights.listing(office)}
    assert shown["weekday"] == (0, 7)


def test_a_change_of_weights_is_undone_and_reset_as_one(each_office: Office) -> None:
    plan_weights.change(each_office, {"weekday": 0, "eve": 9})
    plan_weights.change(each_office, {"eve": USUAL.eve, "hour": 5})
    assert plan_weights.of(each_office) == USUAL._replace(weekday=0, hour=5)

    history.undo(each_office)
    assert plan_weights.of(each_office) == USUAL._replace(weekday=0, eve=9)
    plan_weights.reset(each_office)
    assert plan_weights.of(each_office) == USUAL
    history.undo(each_office)
    assert plan_weights.of(each_office) == USUAL._replace(weekday=0, eve=9)


def test_the_same_weights_again_leave_no_trail(office: Office) -> None:
    trail = office.reader.value("SELECT COUNT(*) FROM audit")

    plan_weights.change(office, {"weekday": USUAL.weekday})
    plan_weights.reset(office)

    assert office.reader.value("SELECT COUNT(*) FROM audit") == trail


def test_other_weights_make_another_plan(office: Office) -> None:
    usual = planning.propose(office, 2027)
    plan_weights.change(office, {"weekday": 0, "hour": 0})

    assert {one.start for one in planning.propose(office, 2027).sittings} != {one.start for one in usual.sittings}


def test_a_weight_that_cannot_be_is_refused_and_changes_nothing(office: Office) -> None:
    for wrong in ({"weekday": 1001}, {"weekday": -1}, {"chair_day_most": 0}, {"weekday": 3, "eve": 1001}):
        with pytest.raises(Refusal):
            plan_weights.change(office, wrong)
    with pytest.raises(NotFound, match="weekday"):
        plan_weights.change(office, {"weekdy": 3})
    with pytest.raises(Ambiguous, match=r"travel_minutes|chair_day"):
        plan_weights.change(office, {"主持人": 3})
    for words in (["weekday"], ["weekday="], ["weekday=x"], ["weekday=-1"], ["weekday=٣"], ["weekday=" + "9" * 5000]):
        with pytest.raises(Refusal):
            plan_weights.read(words)
    assert plan_weights.of(office) == USUAL


def test_a_weight_is_found_by_a_part_of_its_words(office: Office) -> None:
    plan_weights.change(office, {"車程": 45})

    assert plan_weights.of(office).travel_minutes == 45
