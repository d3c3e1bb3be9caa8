from __future__ import annotations

from datetime import date, time

import pytest

from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.domain.cadence import Rhythm
from meetingtui.planning.draft import Drafting
from meetingtui.planning.request import Busy, PlanRequest, SeriesPlan
from meetingtui.services import bettering
from tests import builders
from tests.planning.boards import DEPUTY, series

pytestmark = pytest.mark.skipif(not bettering.available(), reason="the extra `solver` is not installed")


def begun(*asked: SeriesPlan, busy: tuple[Busy, ...] = (), not_before: date | None = None) -> Drafting:
    found = Drafting(PlanRequest(2027, asked, OfficeCalendar(), busy=busy, not_before=not_before))
    found.plain()
    return found


def test_a_plan_without_a_gap_that_cannot_be_kept_is_proven_at_what_it_costs() -> None:
    proof = bettering.best(begun(series("A", Rhythm.QUARTER), series("B", Rhythm.QUARTER)))

    assert not isinstance(proof, bettering.Silent)
    assert proof.proven
    assert proof.bound == pytest.approx(proof.draft.cost, abs=0.5)
    assert proof.bound <= proof.draft.cost


def test_a_year_in_which_a_longest_gap_is_lost_is_proven_with_the_days_beyond_it() -> None:
    late = series("A", Rhythm.QUARTER, max_gap_months=3, last_held=date(2026, 8, 1))

    away = Busy(f"post:{DEPUTY.post_id}", builders.at("2027-01-01", "00:00"), builders.at("2027-01-25", "00:00"))

    proof = bettering.best(begun(late, busy=(away,)))

    assert not isinstance(proof, bettering.Silent)
    assert proof.proven
    assert proof.bound == pytest.approx(proof.draft.cost, abs=0.5)
    assert any("超過間隔" in one.cost_words for one in proof.draft.sittings)


def test_a_window_that_is_over_does_not_count_as_points_that_any_plan_costs() -> None:
    proof = bettering.best(begun(series("A", Rhythm.QUARTER), not_before=date(2027, 5, 20)))

    assert not isinstance(proof, bettering.Silent)
    assert proof.draft.past
    assert proof.proven
    assert proof.bound == pytest.approx(proof.draft.cost, abs=0.5)


def test_nothing_is_proven_of_a_year_in_which_a_sitting_finds_no_time_beside_the_others() -> None:
    away = (
        Busy(f"post:{DEPUTY.post_id}", builders.at("2027-01-01", "00:00"), builders.at("2027-06-01", "13:00")),
        Busy(f"post:{DEPUTY.post_id}", builders.at("2027-06-01", "18:00"), builders.at("2028-01-01", "00:00")),
    )  # fmt: skip
    told = []
    rivals = (series("A", minutes=180, start=time(14)), series("B", minutes=180, start=time(14)))
    drafting = begun(*rivals, busy=away)

    proof = bettering.best(drafting, told=lambda progress: told.append(progress) or True)

    assert not isinstance(proof, bettering.Silent)
    assert len(proof.draft.lost) == 1
    assert not proof.proven
    assert proof.bound is None
    assert all(one.bound is None or one.bound < 1000 for one in told)
