"""A draft beside what stands already, and of a year that has begun: what is filled, what is over, what notices need."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from meetingtui.dates.clock import TAIPEI
from meetingtui.domain.cadence import Rhythm
from meetingtui.planning.request import Busy, ChairPost, FixedSitting, TrackPlan
from tests.planning.drafts import WEDNESDAY, moment, plan, series


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


def test_days_gone_by_are_not_used():
    found = plan(series(), not_before=date(2026, 8, 20))

    assert [s.window_first for s in found.sittings] == [date(2026, 7, 1), date(2026, 10, 1)]
    assert found.sittings[0].start.date() >= date(2026, 8, 20)
    assert len(found.unplaced) == 2


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
