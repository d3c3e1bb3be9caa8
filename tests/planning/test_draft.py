from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest

from meetingtui.dates.clock import TAIPEI
from meetingtui.dates.office_calendar import Closure, OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning.clashes import gap_broken
from meetingtui.planning.draft import Draft, draft
from meetingtui.planning.request import Busy, ChairPost, FixedSitting, PlanRequest, SeriesPlan, TrackPlan

CALENDAR = OfficeCalendar()
DEPUTY = ChairPost(1, "副縣長")
MAGISTRATE = ChairPost(2, "縣長")
WEDNESDAY = 2


def series(code: str = "PIF-10", rhythm: Rhythm = Rhythm.QUARTER, per_period: int = 1, **more: object) -> SeriesPlan:
    number = sum(map(ord, code))
    windows = more.pop("windows", ())
    return SeriesPlan(number, code, Cadence(rhythm, per_period, windows), **({"chairs": (DEPUTY,)} | more))


def plan(*asked: SeriesPlan, **more: object) -> Draft:
    return draft(PlanRequest(**({"year": 2026, "series": asked, "calendar": CALENDAR} | more)))


def moment(month: int, day: int, hour: int = 14) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour))


def every_day(hour: int) -> list[datetime]:
    return [moment(1, 1, hour) + timedelta(days=n) for n in range(365)]


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


def test_one_person_in_two_posts_is_in_one_place_at_a_time():
    asked = [series("A", chairs=(DEPUTY,)), series("B", chairs=(MAGISTRATE,))]

    found = plan(*asked, who=lambda _post, _day: "person:7")

    assert len({s.start for s in found.sittings}) == 8


def test_two_series_share_a_room_one_after_the_other():
    found = plan(series("A", chairs=(DEPUTY,), room="大禮堂"), series("B", chairs=(MAGISTRATE,), room="大禮堂"))

    assert len({s.start for s in found.sittings}) == 8


def test_a_time_at_which_a_post_is_busy_is_left_free_for_whoever_holds_it():
    busy = tuple(Busy("post:1", day, day + timedelta(hours=2)) for day in every_day(14))

    found = plan(series(), busy=busy, who=lambda _post, _day: "person:7")

    assert {s.start.time() for s in found.sittings} == {time(9)}
    assert "改用其他時間" in found.sittings[0].why
    assert found.clashes == ()


def test_other_hours_never_reach_into_lunch_or_the_evening():
    busy = tuple(Busy("room:301", day, day + timedelta(hours=2)) for day in every_day(14))

    found = plan(series(minutes=180, room="301", rhythm=Rhythm.MONTH), busy=busy)

    assert {s.start.time() for s in found.sittings} == {time(9)}


def test_a_month_in_which_the_chair_has_no_time_is_presided_by_a_deputy_and_says_so():
    march = Busy("post:1", moment(3, 1, 0), moment(4, 1, 0))

    found = plan(series(rhythm=Rhythm.MONTH, deputies=(MAGISTRATE,)), busy=(march,))

    assert [s.acting_post_id for s in found.sittings] == [None, None, MAGISTRATE.post_id, *([None] * 9)]
    assert {s.chair_post_id for s in found.sittings} == {DEPUTY.post_id}
    assert "由縣長代理主持" in found.sittings[2].why


def left_in_march(post_id: int, day: date) -> bool:
    """The deputy magistrate leaves with the end of February, and nobody follows."""
    return post_id == DEPUTY.post_id and day >= date(2026, 3, 1)


def test_once_a_post_is_vacant_its_deputy_presides_and_says_so():
    found = plan(series(rhythm=Rhythm.MONTH, deputies=(MAGISTRATE,)), vacant=left_in_march)

    assert [one.acting_post_id for one in found.sittings] == [None, None, *[MAGISTRATE.post_id] * 10]
    assert "副縣長出缺。由縣長代理主持。" in found.sittings[2].why
    assert [one.kind for one in found.warnings] == []


def test_a_vacant_post_without_a_deputy_is_named_with_the_sittings_that_nobody_presides():
    found = plan(series(rhythm=Rhythm.MONTH), vacant=left_in_march)

    assert len(found.sittings) == 12
    (warning,) = [one for one in found.warnings if one.kind == "vacant"]
    assert warning.message.startswith("PIF-10有10場（115年3月")
    assert "由副縣長主持，該職務屆時出缺" in warning.message


def test_without_a_deputy_the_reason_and_a_day_beside_the_window_are_named():
    march = Busy("post:1", moment(3, 1, 0), moment(4, 1, 0))

    found = plan(series(rhythm=Rhythm.MONTH), busy=(march,))

    assert len(found.sittings) == 11
    assert [u.series for u in found.unplaced] == ["PIF-10"]
    assert "副縣長有22日已排他會" in found.unplaced[0].reason
    assert "超出時段" in found.unplaced[0].reason


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


def test_planning_again_adds_only_what_is_missing():
    asked = series(weekday=WEDNESDAY)
    whole = plan(asked)
    three = [one for n, one in enumerate(whole.as_fixed()) if n != 1]

    again = plan(asked, fixed=tuple(three))
    nothing = plan(asked, fixed=whole.as_fixed())

    assert again.sittings == (whole.sittings[1],)
    assert nothing.sittings == ()


def test_a_sitting_moved_out_of_its_window_still_fills_it():
    asked = series()
    moved = replace(plan(asked).as_fixed()[0], start=moment(4, 8), end=moment(4, 8, 16))

    found = plan(asked, fixed=(moved,))

    assert [(s.window_first.month) for s in found.sittings] == [4, 7, 10]


def test_a_sitting_postponed_without_a_date_fills_its_window_and_no_room():
    asked = series(rhythm=Rhythm.YEAR)
    postponed = FixedSitting(asked.series_id, window_first=date(2026, 1, 1), window_last=date(2026, 12, 31))

    assert plan(asked, fixed=(postponed,)).sittings == ()


def test_an_extraordinary_sitting_takes_its_chair_but_fills_no_window():
    asked = series(rhythm=Rhythm.YEAR)
    at = plan(asked).sittings[0]
    extra = FixedSitting(asked.series_id, "", at.start, at.end, chair_post_id=1, kind="extraordinary", label="X01")

    found = plan(asked, fixed=(extra,))

    assert len(found.sittings) == 1
    assert found.sittings[0].start != at.start
    assert found.clashes == ()


def test_standing_sittings_that_clash_are_reported_once_and_left_where_they_are():
    both = tuple(
        FixedSitting(9, "", moment(3, 5), moment(3, 5, 16), chair_post_id=1, label=name) for name in ("甲", "乙")
    )

    found = plan(fixed=both)

    assert [(c.kind, c.a, c.b) for c in found.clashes] == [("chair", "乙", "甲")]


def test_stored_moments_with_a_zone_are_taken_as_taipei_time():
    asked = series(rhythm=Rhythm.YEAR, room="301")
    at = plan(asked).sittings[0]
    other = FixedSitting(9, "", at.start.replace(tzinfo=TAIPEI), at.end.replace(tzinfo=TAIPEI), room="301", label="甲")

    assert plan(asked, fixed=(other,)).sittings[0].start != at.start


def test_an_external_series_takes_neither_room_nor_chair_of_ours():
    court = series("EXT", external=True, chairs=(ChairPost(9, "院長"),), room="301")
    ours = series("PIF-01", chairs=(ChairPost(9, "院長"),), room="301")

    found = plan(court, ours)

    assert len(found.sittings) == 8
    assert len({s.start for s in found.sittings}) == 4
    assert found.clashes == ()


def test_our_own_person_in_the_chair_of_an_external_series_is_not_booked_twice():
    asked = [series("EXT", external=True), series("PIF-01")]

    found = plan(*asked, who=lambda _post, _day: "person:7")

    assert len({s.start for s in found.sittings}) == 8


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


def test_days_gone_by_are_not_used():
    found = plan(series(), not_before=date(2026, 8, 20))

    assert [s.window_first for s in found.sittings] == [date(2026, 7, 1), date(2026, 10, 1)]
    assert found.sittings[0].start.date() >= date(2026, 8, 20)
    assert len(found.unplaced) == 2


def test_on_demand_gives_nothing_and_no_complaint():
    assert plan(series(rhythm=Rhythm.DEMAND)) == Draft(2026)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (series(per_period=0), "召開頻率為0場"),
        (series(rhythm=Rhythm.COUNT, per_period=5000), "應是誤植"),
        (series(windows=("某日",)), "無法判讀"),
        (series(minutes=0), "無法在當日開完"),
        (series(start=time(23), minutes=120), "無法在當日開完"),
        (series(rhythm=Rhythm.MONTH, per_period=99, tracks=(TrackPlan(1, "T1"), TrackPlan(2, "T2"))), "應是誤植"),
    ],
)
def test_a_series_that_cannot_be_planned_is_listed_with_the_reason_and_the_others_go_on(asked, words):
    found = plan(asked, series("PIF-01"))

    assert [(u.series, u.track) for u in found.unplaced] == [(asked.code, "")]
    assert words in found.unplaced[0].reason
    assert len(found.sittings) == 4


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (series(rota=True, chairs=()), "rota"),
        (series(target=12), "target"),
        (series(start=time(11), minutes=120), "lunch"),
        (series(windows=("end-05", "end-06", "end-07", "end-08", "某日")), "cadence"),
    ],
)
def test_what_the_registry_should_correct_is_a_warning_and_the_dates_come_all_the_same(asked, kind):
    found = plan(asked)

    assert [w.kind for w in found.warnings] == [kind]
    assert len(found.sittings) == 4


def test_a_target_that_the_cadence_does_not_reach_shows_both_figures():
    warning = plan(series("PIF-16", Rhythm.BIMONTH, target=12)).warnings[0]

    assert (warning.stated, warning.computed) == (12, 6)


def test_a_written_window_that_leaves_fewer_sittings_than_the_rhythm_says_so():
    warning = plan(series("PIF-05", Rhythm.BIMONTH, windows=("03",))).warnings[0]

    assert warning.message == "PIF-05依時段只排得1場，目標6場；請增加時段，或更正頻率。"
    assert (warning.kind, warning.stated, warning.computed) == ("target", 6, 1)


def test_a_cadence_that_ends_within_the_year_is_no_slip_of_its_windows():
    ended = series("A", Rhythm.HALF, windows=("end-05", "end-11"))
    ended = replace(ended, cadence=ended.cadence._replace(valid_to=date(2026, 6, 30)))

    assert [one.kind for one in plan(ended).warnings] == []


def test_a_new_centre_has_no_chair_yet_and_takes_nobodys_time():
    heads = (ChairPost(11, "第1中心主任"), ChairPost(12, "第2中心主任"))
    tracks = (*(TrackPlan(n, f"T{n}", (), (head,)) for n, head in enumerate(heads, 1)), TrackPlan(3, "T3"))

    found = plan(series("PIF-14", tracks=tracks, chairs=heads, each_its_own=True))

    assert {one.track_code: one.chair_post_id for one in found.sittings} == {"T1": 11, "T2": 12, "T3": None}
    assert [one.message for one in found.warnings] == ["PIF-14的T3尚無主持人；已排日期，主持人待定。"]


def test_a_window_without_a_working_day_is_listed_and_the_others_are_placed():
    found = plan(series("A", windows=("01-03/01-04", "05")), series("B"))

    assert [one.start.month for one in found.sittings if one.code == "A"] == [5]
    assert [(one.series, "沒有可排的上班日" in one.reason) for one in found.unplaced] == [("A", True)]


def test_a_year_without_official_calendar_is_planned_with_a_warning():
    found = plan(series(), year=2040)

    assert len(found.sittings) == 4
    assert [w.kind for w in found.warnings] == ["calendar"]


@pytest.mark.parametrize("year", [0, -5, 115, 12000])
def test_a_year_that_is_none_is_answered_with_a_sentence(year):
    found = plan(series(), year=year)

    assert found.sittings == ()
    assert [w.kind for w in found.warnings] == ["year"]


def test_sixty_centres_of_one_chair_each_month_are_placed_without_a_clash():
    tracks = tuple(TrackPlan(n, f"T{n}") for n in range(60))

    found = plan(series("PIF-14", tracks=tracks, rhythm=Rhythm.QUARTER, minutes=90))

    assert len(found.sittings) + len(found.unplaced) == 240
    assert len(found.sittings) >= 220
    assert len({s.start for s in found.sittings}) == len(found.sittings)


def test_nothing_asked_is_nothing_planned():
    assert plan() == Draft(2026)


def test_a_sitting_put_ages_away_by_a_slip_keeps_its_window_and_is_named():
    asked = series(rhythm=Rhythm.YEAR, max_gap_months=3, last_held=date.max)
    ages = datetime.combine(date.max, time(9))
    slip = FixedSitting(
        asked.series_id, "", ages, ages + timedelta(hours=2), label="PIF-10-115-01",
        window_first=date(2026, 1, 1), window_last=date(2026, 12, 31),
    )  # fmt: skip

    found = plan(asked, fixed=(slip,), busy=(Busy("post:1", datetime.combine(date.min, time(0)), ages),))

    assert found.sittings == ()
    assert "PIF-10-115-01" in found.warnings[0].message


def test_no_sitting_is_drafted_for_a_day_for_which_its_notice_would_be_late():
    found = plan(series(rhythm=Rhythm.MONTH, not_before=date(2026, 11, 29)), not_before=date(2026, 11, 23))

    assert [s.start.date() for s in found.sittings][:1] == [date(2026, 11, 30)]
    assert [s.window_first.month for s in found.sittings] == [11, 12]
    assert all(one.past for one in found.unplaced)


def test_a_window_that_ends_before_a_notice_could_be_out_says_so_and_is_not_past():
    found = plan(series(rhythm=Rhythm.MONTH, not_before=date(2026, 12, 2)), not_before=date(2026, 11, 23))

    by_window = {one.window: one for one in found.unplaced}
    assert "已來不及送達開會通知" in by_window["11月"].reason
    assert not by_window["11月"].past
    assert by_window["10月"].past
    assert [s.start.month for s in found.sittings] == [12]


def test_what_is_left_of_a_window_is_shared_by_the_tracks_instead_of_its_first_day():
    tracks = tuple(TrackPlan(n, f"T{n}", (), (ChairPost(10 + n, f"主任{n}"),)) for n in range(1, 8))

    found = plan(series("PIF-14", tracks=tracks, not_before=date(2026, 11, 30)), not_before=date(2026, 11, 24))

    days = [s.start.date() for s in found.sittings]
    assert len(set(days)) == 7
    assert date(2026, 11, 30) < min(days) <= date(2026, 12, 7)
    assert date(2026, 12, 24) <= max(days)


def test_a_window_lost_to_the_notice_rule_leaves_the_gap_between_its_neighbours_in_view():
    asked = series(rhythm=Rhythm.MONTH, max_gap_months=1, last_held=None, not_before=date(2026, 3, 10))
    held = FixedSitting(asked.series_id, start=moment(1, 6), end=moment(1, 6, 16))

    found = plan(asked, fixed=(held,), not_before=date(2026, 3, 3))

    march = next(s for s in found.sittings if s.start.month == 3)
    assert march.broken
    assert any(one.kind == "gap" for one in found.warnings)


def test_a_day_credited_to_one_track_counts_for_the_gap_of_that_track_alone():
    tracks = (TrackPlan(1, "T1", credited=(date(2026, 5, 20),)), TrackPlan(2, "T2"))
    held = [FixedSitting(series("PIF-14").series_id, track, moment(2, 20), moment(2, 20, 16)) for track in ("T1", "T2")]
    asked = series("PIF-14", rhythm=Rhythm.HALF, tracks=tracks, max_gap_months=5)

    told = plan(asked, fixed=tuple(held), not_before=date(2026, 8, 10)).warnings

    assert [one.message[:9] for one in told if one.kind == "gap"] == ["PIF-14-T2"]


def test_a_month_that_is_far_too_full_is_filled_and_told_all_the_same():
    asked = [series(f"S{n:02}", Rhythm.COUNT, windows=("03-01/03-31",)) for n in range(60)]

    found = plan(*asked)

    assert len(found.sittings) == 44
    assert len(found.unplaced) == 16
    assert "都要副縣長主持" in found.unplaced[0].reason
