"""What each line of a draft costs, wish by wish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning.draft import Draft, draft
from meetingtui.planning.request import Busy, ChairPost, PlanRequest, SeriesPlan, TrackPlan
from meetingtui.planning.weights import USUAL, Weights
from tests import builders

DEPUTY, MAGISTRATE = ChairPost(1, "副縣長"), ChairPost(2, "縣長")
WEDNESDAY = 2


def series(code: str = "PIF-10", rhythm: Rhythm = Rhythm.MONTH, **more: object) -> SeriesPlan:
    return SeriesPlan(sum(map(ord, code)), code, Cadence(rhythm), **({"chairs": (DEPUTY,)} | more))


def plan(*asked: SeriesPlan, busy: tuple[Busy, ...] = (), weights: Weights = USUAL) -> Draft:
    return draft(PlanRequest(2026, asked, OfficeCalendar(), busy=busy, weights=weights))


def test_a_line_says_how_far_it_is_from_its_ideal_day_and_what_that_costs():
    (one,) = plan(series(rhythm=Rhythm.YEAR, weekday=WEDNESDAY)).sittings

    days = abs((one.start.date() - date(2026, 7, 2)).days)
    assert one.cost_words == f"離理想日{days}日{days}分"
    assert one.costs[0].wish == "near"


def test_a_day_that_is_not_the_usual_one_an_hour_that_is_not_and_a_deputy_each_have_their_points():
    wednesdays = tuple(
        Busy("post:1", start, start + timedelta(hours=24))
        for n in range(365) if (start := datetime.combine(date(2026, 1, 1) + timedelta(days=n), time(0))).weekday() == 2
    )  # fmt: skip
    afternoons = tuple(
        Busy("post:1", start, start + timedelta(hours=5))
        for n in range(365) if (start := datetime.combine(date(2026, 1, 1) + timedelta(days=n), time(13)))
    )  # fmt: skip
    march = Busy("post:1", datetime.combine(date(2026, 3, 1), time(0)), datetime.combine(date(2026, 4, 1), time(0)))

    day = plan(series(weekday=WEDNESDAY), busy=wednesdays).sittings[0]
    hour = plan(series(), busy=afternoons).sittings[0]
    acting = plan(series(deputies=(MAGISTRATE,)), busy=(march,)).sittings[2]

    assert "非星期三7分" in day.cost_words
    assert "非平常時間" in hour.cost_words
    assert "由代理人主持60分" in acting.cost_words


def test_the_parts_add_up_to_the_whole_under_any_weights():
    heavy = Weights(near=2, weekday=9, hour=40, eve=15, agency=11, chair_day=25, chair_day_most=1, travel_day=6)
    tracks = tuple(TrackPlan(n, f"T{n}", ("恆春鎮", "潮州鎮")) for n in range(6))
    asked = (
        *(series(f"A{n}", weekday=WEDNESDAY, agencies=("agency:5",), deputies=(MAGISTRATE,)) for n in range(5)),
        series("B", tracks=tracks, rotate_townships=True, weekday=WEDNESDAY),
        series("C", Rhythm.QUARTER, chairs=(MAGISTRATE,), agencies=("agency:5",), max_gap_months=3),
    )  # fmt: skip

    for weights in (USUAL, heavy):
        found = plan(*asked, weights=weights)
        assert all(one.cost == sum(part.points for part in one.costs) for one in found.sittings)
        assert "other" not in {part.wish for one in found.sittings for part in one.costs}


def test_the_year_of_a_real_office_names_every_point(office):
    from meetingtui.services import planning

    with builders.pretending(office, builders.PLANNING_DAY):
        found = planning.propose(office, builders.YEAR)

    assert all(one.cost == sum(part.points for part in one.costs) for one in found.sittings)
    assert "other" not in {part.wish for one in found.sittings for part in one.costs}
    assert any(one.cost_words for one in found.sittings)


def test_a_sitting_that_was_shifted_by_hand_does_not_keep_the_points_of_its_old_time(office):
    from meetingtui.services import planning

    found = plan(series(rhythm=Rhythm.YEAR, weekday=WEDNESDAY))

    moved = planning.shifted(found, 0, found.sittings[0].start + timedelta(days=1))

    assert replace(moved.sittings[0], start=found.sittings[0].start).cost_words == ""
