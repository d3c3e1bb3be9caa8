"""Who presides a drafted sitting, and when he has time: busy days, deputies, vacant posts, outside hosts."""

from __future__ import annotations

from datetime import date, time, timedelta

from meetingtui.domain.cadence import Rhythm
from meetingtui.planning.request import Busy, ChairPost, TrackPlan
from tests.planning.drafts import DEPUTY, MAGISTRATE, every_day, moment, plan, series


def test_one_person_in_two_posts_is_in_one_place_at_a_time():
    asked = [series("A", chairs=(DEPUTY,)), series("B", chairs=(MAGISTRATE,))]

    found = plan(*asked, who=lambda _post, _day: "person:7")

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


CHIEF = ChairPost(3, "社會處處長")


def test_deputies_preside_in_their_order_and_the_second_only_where_the_first_has_no_time():
    may = Busy("post:2", moment(5, 1, 0), moment(6, 1, 0))
    asked = series(rhythm=Rhythm.MONTH, deputies=(MAGISTRATE, CHIEF))

    found = plan(asked, vacant=left_in_march, busy=(may,))

    assert [one.acting_post_id for one in found.sittings] == [
        None, None, *[MAGISTRATE.post_id] * 2, CHIEF.post_id, *[MAGISTRATE.post_id] * 7
    ]  # fmt: skip
    assert found.sittings[4].why.endswith("副縣長出缺；縣長已有他會。由社會處處長代理主持。")


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


def test_a_new_centre_has_no_chair_yet_and_takes_nobodys_time():
    heads = (ChairPost(11, "第1中心主任"), ChairPost(12, "第2中心主任"))
    tracks = (*(TrackPlan(n, f"T{n}", (), (head,)) for n, head in enumerate(heads, 1)), TrackPlan(3, "T3"))

    found = plan(series("PIF-14", tracks=tracks, chairs=heads, each_its_own=True))

    assert {one.track_code: one.chair_post_id for one in found.sittings} == {"T1": 11, "T2": 12, "T3": None}
    assert [one.message for one in found.warnings] == ["PIF-14的T3尚無主持人；已排日期，主持人待定。"]
