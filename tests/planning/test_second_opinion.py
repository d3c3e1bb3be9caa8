"""Whatever a county asks, no draft breaks a hard rule: an independent checker looks at random and real registries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingtui.dates.office_calendar import Closure, OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning import exact, solver
from meetingtui.planning.draft import Drafting, draft
from meetingtui.planning.request import Busy, ChairPost, FixedSitting, PlanRequest, SeriesPlan, TrackPlan
from meetingtui.services import planning
from tests import builders
from tests.planning import years
from tests.planning.checker import faults

POSTS = tuple(ChairPost(n, f"職務{n}") for n in range(1, 5))
TYPHOON = [
    Closure(date(2027, 8, 2), None, None, "颱風"),
    Closure(date(2027, 8, 3), "am", None, "颱風"),
    *(Closure(date(2027, 8, 4) + timedelta(days=n), "pm", "甲鄉", "道路中斷") for n in range(20)),
]
CALENDAR = OfficeCalendar(closures=TYPHOON)
RHYTHMS = [Rhythm.MONTH, Rhythm.BIMONTH, Rhythm.QUARTER, Rhythm.THIRD, Rhythm.HALF, Rhythm.YEAR]
posts = st.lists(st.sampled_from(POSTS), min_size=1, max_size=3, unique=True).map(tuple)
days = st.dates(date(2027, 1, 1), date(2027, 12, 31))
winter = st.none() | st.dates(date(2026, 10, 1), date(2026, 12, 31))


def who(post_id: int, day: date) -> str:
    """Posts 1 and 2 are one person's until June; nobody known holds post 4."""
    return {1: "person:1", 2: "person:1" if day.month < 7 else "person:2", 3: "person:3"}.get(post_id, "")


@st.composite
def one_series(draw: st.DrawFn, number: int) -> SeriesPlan:
    tracks = tuple(
        TrackPlan(n, f"T{n}", ("甲鄉", "乙鄉", "丙鄉"), draw(st.just(()) | posts), draw(winter))
        for n in range(draw(st.integers(0, 3)))
    )
    return SeriesPlan(
        number, f"S{number}", Cadence(draw(st.sampled_from(RHYTHMS)), draw(st.integers(1, 2))), tracks, draw(posts),
        draw(st.booleans()), draw(st.just(()) | posts), draw(st.none() | st.integers(0, 4)),
        time(draw(st.sampled_from([9, 10, 14])), 30), draw(st.sampled_from([60, 90, 120, 180])),
        draw(st.sampled_from(["", "301", "大禮堂"])), rotate_townships=draw(st.booleans()),
        max_gap_months=draw(st.none() | st.integers(2, 7)), last_held=draw(winter),
        external=draw(st.integers(0, 5)) == 0, agencies=draw(st.sampled_from([(), ("agency:5",)])),
    )  # fmt: skip


@st.composite
def away(draw: st.DrawFn) -> Busy:
    start = builders.at(draw(days), draw(st.sampled_from(["00:00", "08:00", "13:00"])))
    key = draw(st.sampled_from(["person:1", "post:2", "post:3", "post:4", "room:301"]))
    return Busy(key, start, start + timedelta(hours=draw(st.sampled_from([4, 10, 24 * 30]))))


@st.composite
def year(draw: st.DrawFn) -> PlanRequest:
    series = tuple(draw(one_series(number)) for number in range(draw(st.integers(1, 5))))
    stands = []
    for one in draw(st.lists(st.sampled_from(series), max_size=3, unique=True)):
        start = builders.at(draw(days), "09:30")
        code = one.tracks[0].code if one.tracks else ""
        stands.append(
            FixedSitting(
                one.series_id, code, start, start + timedelta(hours=2), one.room, "", one.chairs[0].post_id,
                label="既定場次",
            )
        )  # fmt: skip
    busy = tuple(draw(st.lists(away(), max_size=4)))
    not_before = draw(st.none() | st.dates(date(2026, 12, 1), date(2027, 10, 31)))
    return PlanRequest(2027, series, CALENDAR, tuple(stands), busy, who, not_before)


def solved(request: PlanRequest, seed: int = solver.SEED) -> Drafting:
    """The year as a solver leaves it."""
    drafting = Drafting(request)
    drafting.plain()
    asked = exact.programme(drafting.setting.board)
    found = solver.solve(asked, seconds=20, seed=seed)
    assert isinstance(found, solver.Solved)
    drafting.choose(asked.chosen(found.values, len(drafting.setting.tasks)))
    return drafting


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(year())
def test_no_drafted_year_breaks_a_hard_rule_and_asked_twice_it_is_the_same(request):
    found = draft(request)

    assert faults(request, found) == []
    assert draft(replace(request, calendar=OfficeCalendar(closures=TYPHOON))) == found


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(year())
@pytest.mark.skipif(not solver.available(), reason="the extra `solver` is not installed")
def test_no_solved_year_breaks_a_hard_rule_and_another_seed_gives_the_same(request):
    drafting = solved(request)

    found = drafting.told()
    assert faults(request, found) == []
    assert solved(request, seed=4711).setting.board.chosen == drafting.setting.board.chosen


@pytest.mark.parametrize("tight", [False, True])
@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("size", [years.MIDDLE, years.LARGE], ids=["155", "317"])
def test_a_large_year_is_complete_and_without_fault(size, gaps, tight):
    request = years.county(size, tight=tight, gaps=gaps)

    found = draft(request)

    assert len(found.sittings) == years.due(request)
    assert faults(request, found) == []


def test_the_years_to_plan_are_as_large_as_they_say():
    assert [years.due(years.county(size)) for size in (years.MIDDLE, years.LARGE)] == [155, 317]
    assert sum(years.due(one) for one in years.nation()) == 4190
    assert years.county(tight=True).busy == years.county(tight=True).busy


@pytest.mark.parametrize("county", ["pingtung", "nantou", "changhua", "kaohsiung", "yilan"])
def test_the_year_116_of_each_county_has_no_clash_and_no_fault(county, tmp_path):
    office = builders.found_office(tmp_path / f"{county}.db", county)
    request = planning.request(office, office.registry(), 2027)

    found = planning.propose(office, 2027)

    assert (found.clashes, found.unplaced) == ((), ())
    assert faults(request, found) == []
    joint = {duty.id for one in office.registry().series.values() for duty in office.registry().duties_of(one.id)}
    assert not joint & {one.series_id for one in found.sittings}
    office.close()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"start": builders.at("2027-01-02", "14:00"), "end": builders.at("2027-01-02", "16:00")}, "nobody works"),
        ({"start": builders.at("2027-12-30", "14:00"), "end": builders.at("2027-12-30", "16:00")}, "outside"),
        ({"acting_post_id": 99}, "no deputy"),
        ({"room": "別處"}, "wrong room"),
        ({"chair_post_id": 99}, "turns"),
    ],
)
def test_the_checker_sees_what_is_wrong(change, word):
    request = years.county(years.SMALL, gaps=True)
    found = draft(request)
    place = next(n for n, one in enumerate(found.sittings) if one.code.endswith("-02"))
    spoilt = (*found.sittings[:place], replace(found.sittings[place], **change), *found.sittings[place + 1 :])

    assert any(word in fault for fault in faults(request, replace(found, sittings=spoilt)))


def test_the_checker_sees_two_sittings_of_one_chair_and_a_year_without_end():
    request = years.county(years.SMALL, gaps=True)
    found = draft(request)
    mine = [one for one in found.sittings if one.chair_post_id == years.DEPUTY]
    twice = replace(mine[1], start=mine[0].start, end=mine[0].end, window_first=mine[0].window_first)

    assert any("is at" in fault for fault in faults(request, replace(found, sittings=(*found.sittings, twice))))
    early = [one for one in found.sittings if one.start.month < 9]
    assert any("nothing after" in fault for fault in faults(request, replace(found, sittings=tuple(early))))
