"""A draft year: how often, when and where, and no two sittings at once."""

from __future__ import annotations

from datetime import date, time
from itertools import pairwise

from meetingtui.dates.office_calendar import Closure, OfficeCalendar
from meetingtui.domain.cadence import Rhythm
from meetingtui.planning.clashes import gap_broken
from meetingtui.planning.draft import Draft
from meetingtui.planning.request import Busy, ChairPost, TrackPlan
from tests.planning.drafts import DEPUTY, MAGISTRATE, WEDNESDAY, moment, plan, series


def test_a_quarterly_series_gets_four_wednesdays_at_its_usual_time_and_room():
    found = plan(series(weekday=WEDNESDAY, start=time(9, 30), minutes=90, room="301會議室"))

    assert [(s.start.month - 1) // 3 for s in found.sittings] == [0, 1, 2, 3]
    assert {s.start.weekday() for s in found.sittings} == {WEDNESDAY}
    assert {(s.start.time(), s.end.time(), s.room) for s in found.sittings} == {(time(9, 30), time(11), "301會議室")}
    assert (found.unplaced, found.clashes, found.warnings) == ((), (), ())


def test_seven_centres_meet_four_times_each_in_their_own_townships():
    tracks = tuple(
        TrackPlan(n, f"T{n}", (f"甲{n}", f"乙{n}", f"丙{n}"), (ChairPost(10 + n, f"主任{n}"),)) for n in range(1, 8)
    )

    found = plan(series("PIF-14", tracks=tracks, rotate_townships=True))

    assert len(found.sittings) == 28
    first = [s for s in found.sittings if s.track_code == "T1"]
    assert {s.chair_post_id for s in first} == {11}
    assert all(a.township != b.township for a, b in pairwise(first))
    assert {s.township for s in first} == {"甲1", "乙1", "丙1"}


def test_a_rota_takes_turns_and_goes_on_where_last_year_ended():
    posts = tuple(ChairPost(n, f"委員{n}") for n in (30, 31, 32))

    found = plan(series("PIF-15", Rhythm.MONTH, 2, chairs=posts, rota=True, rota_from=2))

    assert len(found.sittings) == 24
    assert [s.chair_post_id for s in found.sittings[:4]] == [32, 30, 31, 32]


def test_two_series_of_one_chair_never_meet_at_the_same_time():
    found = plan(*(series(f"PIF-{n}", weekday=WEDNESDAY) for n in range(8)))

    assert len(found.sittings) == 32
    assert len({s.start for s in found.sittings}) == 32
    assert found.clashes == ()


def test_two_series_share_a_room_one_after_the_other():
    found = plan(series("A", chairs=(DEPUTY,), room="大禮堂"), series("B", chairs=(MAGISTRATE,), room="大禮堂"))

    assert len({s.start for s in found.sittings}) == 8


def test_days_off_make_up_saturdays_and_closures_are_not_used():
    typhoon = [Closure(date(2026, 2, day), None, None, "颱風") for day in range(1, 20)]

    found = plan(series(rhythm=Rhythm.MONTH), calendar=OfficeCalendar(closures=typhoon))

    assert found.sittings[1].start.date() >= date(2026, 2, 20)


def test_a_township_that_is_closed_sends_the_sitting_to_another_day():
    track = TrackPlan(1, "T1", ("恆春鎮",))
    free = plan(series(rhythm=Rhythm.YEAR, tracks=(track,)))
    day = free.sittings[0].start.date()

    closed = OfficeCalendar(closures=[Closure(day, "pm", "恆春鎮", "颱風")])
    moved = plan(series(rhythm=Rhythm.YEAR, tracks=(track,)), calendar=closed)

    assert moved.sittings[0].start.date() != day
    assert moved.sittings[0].township == "恆春鎮"


def test_the_youth_committee_keeps_its_three_months_across_the_turn_of_the_year():
    last = date(2025, 10, 20)
    rivals = [series(f"R{n}", Rhythm.MONTH, weekday=WEDNESDAY) for n in range(5)]

    found = plan(series("PIF-02", max_gap_months=3, last_held=last, weekday=WEDNESDAY), *rivals)

    days = [s.start.date() for s in found.sittings if s.code == "PIF-02"]
    assert len(days) == 4
    assert gap_broken([last, *days], 3) == []
    assert [w for w in found.warnings if w.kind == "gap"] == []


def test_a_gap_that_cannot_be_kept_is_said():
    found = plan(series("PIF-02", max_gap_months=3, last_held=date(2025, 8, 1)))
    sparse = plan(series("PIF-02", Rhythm.HALF, max_gap_months=3))

    assert any("114年8月1日" in w.message for w in found.warnings if w.kind == "gap")
    assert [w.kind for w in sparse.warnings] == ["gap"]


def test_an_agency_with_one_delegate_is_spared_two_places_at_once():
    asked = [
        series("A", chairs=(DEPUTY,), agencies=("agency:5",)),
        series("B", chairs=(MAGISTRATE,), agencies=("agency:5",)),
    ]

    assert len({s.start for s in plan(*asked).sittings}) == 8


def test_an_agency_with_no_day_left_is_a_clash_in_the_list_and_no_reason_to_drop_the_sitting():
    busy = (Busy("agency:5", moment(1, 1, 0), moment(12, 31, 23)),)

    found = plan(series(rhythm=Rhythm.YEAR, agencies=("agency:5",)), busy=busy)

    assert len(found.sittings) == 1
    assert [c.kind for c in found.clashes] == ["agency"]


def test_on_demand_gives_nothing_and_no_complaint():
    assert plan(series(rhythm=Rhythm.DEMAND)) == Draft(2026)


def test_sixty_centres_of_one_chair_each_month_are_placed_without_a_clash():
    tracks = tuple(TrackPlan(n, f"T{n}") for n in range(60))

    found = plan(series("PIF-14", tracks=tracks, rhythm=Rhythm.QUARTER, minutes=90))

    assert len(found.sittings) + len(found.unplaced) == 240
    assert len(found.sittings) >= 220
    assert len({s.start for s in found.sittings}) == len(found.sittings)


def test_nothing_asked_is_nothing_planned():
    assert plan() == Draft(2026)


def test_a_month_that_is_far_too_full_is_filled_and_told_all_the_same():
    asked = [series(f"S{n:02}", Rhythm.COUNT, windows=("03-01/03-31",)) for n in range(60)]

    found = plan(*asked)

    assert len(found.sittings) == 44
    assert len(found.unplaced) == 16
    assert "都要副縣長主持" in found.unplaced[0].reason
