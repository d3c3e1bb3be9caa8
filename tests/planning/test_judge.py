from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning.draft import Draft, draft
from meetingtui.planning.judge import Finding, Standing, broken
from meetingtui.planning.judge_wishes import wished
from meetingtui.planning.occupancy import Bookings
from meetingtui.planning.request import CouncilDays, FixedSitting, PlanRequest, SeriesPlan, TrackPlan
from tests.planning.years import DEPUTY, LARGE, MIDDLE, YEAR, county

TODAY = date(YEAR - 1, 11, 22)
Year = tuple[PlanRequest, list[Standing]]


def stood(request: PlanRequest, proposed: Draft) -> Year:
    """The draft as it stands once saved, with what the judge is told of it."""
    fixed = tuple(replace(one, id=number) for number, one in enumerate(proposed.as_fixed(), 1))
    acting = [one.acting_post_id is not None for one in proposed.sittings]
    standing = [Standing(one, open=True, acting=acts) for one, acts in zip(fixed, acting, strict=True)]
    return replace(request, fixed=fixed), standing


@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("tight", [False, True])
def test_the_judge_and_the_planner_agree_about_a_draft_to_the_point(tight: bool, gaps: bool) -> None:
    asked = county(MIDDLE, tight=tight, gaps=gaps)
    first = date(YEAR, 5, 3)
    asked = replace(asked, council=(CouncilDays(first, first + timedelta(days=25), (DEPUTY,)),))
    proposed = draft(asked)
    request, standing = stood(asked, proposed)

    assert broken(request, standing, TODAY) == []
    assert not proposed.lost
    assert sum(one.points or 0 for one in wished(request, standing)) == proposed.cost


@pytest.mark.parametrize("gaps", [False, True])
def test_a_draft_of_the_running_year_costs_the_judge_no_more_than_it_cost_the_planner(gaps: bool) -> None:
    asked = county(MIDDLE, gaps=gaps)
    soon = date(YEAR, 7, 20)
    before = tuple(one for one in draft(asked).as_fixed() if one.start and one.start.date() < date(YEAR, 7, 1))
    series = tuple(replace(one, not_before=soon) for one in asked.series)
    proposed = draft(replace(asked, fixed=before, series=series, not_before=soon))
    request, standing = stood(replace(asked, series=series, not_before=soon), proposed)
    held = [Standing(replace(one, id=1000 + number), open=False) for number, one in enumerate(before)]
    request = replace(request, fixed=(*request.fixed, *(one.sitting for one in held)))

    assert 0 < sum(one.points or 0 for one in wished(request, [*standing, *held])) <= proposed.cost


def test_a_centre_that_was_moved_late_in_its_window_makes_the_others_no_dearer() -> None:
    tracks = tuple(TrackPlan(n, f"T{n}") for n in range(1, 4))
    series = SeriesPlan(14, "PIF-14", Cadence(Rhythm.QUARTER), start=time(14), minutes=120, tracks=tracks)
    asked = PlanRequest(YEAR, (series,), OfficeCalendar())
    request, standing = stood(asked, draft(asked))
    late = next(one for one in standing if one.sitting.track_code == "T1" and one.sitting.window_first.month == 7)
    there = datetime(YEAR, 9, 1, 14)  # noqa: DTZ001 - wall-clock time, see request.py
    moved = late._replace(sitting=replace(late.sitting, start=there, end=there + timedelta(hours=2)))
    standing = [moved if one is late else one for one in standing]

    found = wished(replace(request, not_before=date(YEAR, 8, 1)), standing)

    others = {one.sitting.id for one in standing if one is not moved}
    before = [one for one in wished(request, standing) if one.sitting in others]
    assert [one for one in found if one.sitting in others] == before


def test_a_sitting_in_the_middle_of_its_window_costs_nothing_more_when_half_of_that_is_over() -> None:
    series = SeriesPlan(1, "PIF-10", Cadence(Rhythm.QUARTER), start=time(14), minutes=120)
    middle = datetime.combine(date(YEAR, 8, 15), time(14))
    one = FixedSitting(1, start=middle, end=middle + timedelta(hours=2), id=1)
    asked = PlanRequest(YEAR, (series,), OfficeCalendar(), fixed=(one,), not_before=date(YEAR, 8, 20))

    assert wished(asked, [Standing(one, open=True)]) == []


def by_hand(random: Random) -> Year:
    """A year that nobody planned: each sitting of a good one thrown somewhere near, some of them held or locked."""
    asked = county(LARGE, tight=True)
    request, standing = stood(asked, draft(asked))
    thrown = []
    for one in standing:
        start = one.sitting.start or datetime.combine(date(YEAR, 1, 4), time(9))
        day = min(max(start.date() + timedelta(days=random.randint(-4, 4)), date(YEAR, 1, 1)), date(YEAR, 12, 31))
        begin = datetime.combine(day, time(random.randint(8, 16), random.choice((0, 30))))
        end = begin + timedelta(minutes=random.choice((60, 90, 120)))
        sitting = replace(one.sitting, start=begin, end=end)
        thrown.append(one._replace(sitting=sitting, open=random.random() < 0.8, locked=random.random() < 0.3))
    return replace(request, fixed=tuple(one.sitting for one in thrown)), thrown


def minutes_taken(one: FixedSitting, keys: frozenset[str]) -> set[tuple[str, datetime]]:
    """Every minute of every chair and room that a sitting takes: the slow way."""
    start, end = one.start or datetime.max, one.end or datetime.min  # noqa: DTZ901 - wall-clock time, see request.py
    count = int((end - start).total_seconds() // 60)
    return {(key, start + timedelta(minutes=n)) for n in range(count) for key in keys}


def brute(request: PlanRequest, standing: list[Standing], wanted: Callable[[str], bool]) -> set[frozenset[int]]:
    """The pairs of sittings that share a minute of a wanted key, found by looking at each minute."""
    bookings = Bookings(request)
    taken: dict[int, set[tuple[str, datetime]]] = {}
    for one in standing:
        booking = bookings.fixed(one.sitting)
        keys = frozenset(key for key in booking.keys if wanted(key)) if booking else frozenset()
        taken[one.sitting.id] = minutes_taken(one.sitting, keys)
    still = {one.sitting.id for one in standing if one.open}
    by_minute: dict[tuple[str, datetime], list[int]] = {}
    for number, minutes in taken.items():
        for minute in minutes:
            by_minute.setdefault(minute, []).append(number)
    return {frozenset((a, b)) for there in by_minute.values() for a in there for b in there if a < b and still & {a, b}}


def pairs(found: list[Finding], *rules: str) -> set[frozenset[int]]:
    return {frozenset((one.sitting, one.other)) for one in found if one.rule in rules and one.other}


@pytest.mark.parametrize("seed", range(4))
def test_in_a_year_thrown_together_the_judge_finds_what_a_look_at_every_minute_finds(seed: int) -> None:
    request, standing = by_hand(Random(seed))

    found = broken(request, standing, TODAY)

    chairs = brute(request, standing, lambda key: key.startswith(("person:", "post:")))
    rooms = brute(request, standing, lambda key: key.startswith("room:"))
    assert chairs
    assert rooms
    assert pairs(found, "chair", "room", "locked") == chairs | rooms
    both_locked = {one.sitting.id for one in standing if one.locked}
    assert pairs(found, "locked") == {pair for pair in chairs | rooms if pair <= both_locked} | {
        pair for pair in pairs(found, "locked") if pair not in chairs | rooms
    }


@pytest.mark.parametrize("seed", range(4))
def test_in_a_year_thrown_together_every_window_and_closed_day_is_found(seed: int) -> None:
    request, standing = by_hand(Random(seed))
    found = {(one.sitting, one.rule) for one in broken(request, standing, TODAY)}

    for one in standing:
        sitting = one.sitting
        assert sitting.start
        assert sitting.window_first
        assert sitting.window_last
        outside = not sitting.window_first <= sitting.start.date() <= sitting.window_last
        off = request.calendar.day(sitting.start.date()).off and not sitting.external
        assert ((sitting.id, "window") in found) == (one.open and outside)
        assert ((sitting.id, "holiday") in found) == (one.open and off)
