from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.errors import ChangedMeanwhile, NotFound, Refusal
from meetingtui.domain.sessions import Kind, LockedSitting, ReasonNeeded, Rule, RulesBroken, WrongTurn
from meetingtui.services import adding, counts, holding, merging, plan_weights, scheduling, sessions
from meetingtui.services.adding import NewSitting, NotASittingSeries, TrackNeeded
from meetingtui.services.office import Office
from tests import builders
from tests.builders import at

THIRD = "PIF-10-115-03"
FREE_DAY = at("2026-12-08", "09:30")
"""A Tuesday morning on which nothing else is planned."""
DESPITE = frozenset({Rule.WINDOW, Rule.NOTICE})
IN_HENGCHUN = NewSitting(
    "PIF-14", at("2026-12-08", "09:00"), track="T7", chair="縣長", township="恆春鎮", kind=Kind.EXTRAORDINARY
)
"""Until eleven, far from the county's own rooms."""


def test_a_moved_sitting_keeps_its_number_and_uid_and_raises_its_sequence(planned_office: Office) -> None:
    before = sessions.show(planned_office, THIRD)

    after = scheduling.move(planned_office, THIRD, FREE_DAY, reason="議會定期會", despite=DESPITE)

    assert (after.number, after.uid, after.year) == (before.number, before.uid, before.year)
    assert after.sequence == before.sequence + 1
    assert (after.start, after.end) == ("2026-12-08T09:30:00+08:00", "2026-12-08T11:30:00+08:00")
    [turn] = sessions.history(planned_office, THIRD)
    assert (turn.verb, turn.after, turn.reason) == ("moved", "2026-12-08T01:30:00Z", "議會定期會")


def test_a_move_without_a_reason_is_refused(planned_office: Office) -> None:
    with pytest.raises(ReasonNeeded):
        scheduling.move(planned_office, THIRD, FREE_DAY, reason="　")


def test_a_move_into_the_chairs_other_meeting_a_holiday_or_outside_the_window_says_all_of_it(
    planned_office: Office,
) -> None:
    other = builders.sittings(planned_office, "PIF-05")[-1]
    with pytest.raises(RulesBroken) as refusal:
        scheduling.move(planned_office, THIRD, at(other.day), reason="改期")
    assert {rule for rule, _sentence in refusal.value.broken} >= {Rule.CLASH}
    assert other.number in str(refusal.value)

    with pytest.raises(RulesBroken) as refusal:
        scheduling.move(planned_office, THIRD, at("2027-01-01"), reason="改期")
    rules = {rule for rule, _sentence in refusal.value.broken}
    assert rules >= {Rule.HOLIDAY, Rule.WINDOW}
    assert "--despite" in str(refusal.value)


def test_a_refused_move_changes_nothing(planned_office: Office) -> None:
    before = sessions.show(planned_office, THIRD)

    with pytest.raises(RulesBroken):
        scheduling.move(planned_office, THIRD, at("2026-11-29"), reason="改期")

    assert sessions.show(planned_office, THIRD) == before
    assert sessions.history(planned_office, THIRD) == []


def test_what_breaks_says_the_same_as_the_move(planned_office: Office) -> None:
    to = at("2027-01-01")
    with pytest.raises(RulesBroken) as refusal:
        scheduling.move(planned_office, THIRD, to, reason="改期")

    assert scheduling.what_breaks(planned_office, THIRD, to) == refusal.value.broken


def test_a_meeting_ten_days_ahead_may_be_moved_but_one_with_too_short_notice_says_so(planned_office: Office) -> None:
    with pytest.raises(RulesBroken, match="通知") as refusal:
        scheduling.move(planned_office, THIRD, at("2026-11-25", "09:30"), reason="改期")

    assert Rule.NOTICE in {rule for rule, _sentence in refusal.value.broken}


def test_a_sitting_may_be_moved_to_its_own_time(planned_office: Office) -> None:
    last = builders.sittings(planned_office, "PIF-15")[-1]

    moved = scheduling.move(planned_office, last.number, at(last.day, last.start[11:16]), reason="確認")

    assert moved.start == last.start


def test_a_postponed_sitting_waits_without_a_date_and_gets_one_by_a_move(planned_office: Office) -> None:
    waiting = scheduling.postpone(planned_office, THIRD, reason="颱風停班")
    assert (waiting.status, waiting.start, waiting.day) == ("postponed", "", "")

    back = scheduling.move(planned_office, THIRD, FREE_DAY, reason="補開", despite=DESPITE)

    assert (back.status, back.postponed_times, back.start[:10]) == ("planned", 1, "2026-12-08")
    assert back.end[11:16] == "11:30"
    row = counts.year(planned_office, 115)["PIF-10"]
    assert (row.planned, row.postponed) == (3, 1)


def test_a_sitting_can_be_postponed_to_a_date_at_once(planned_office: Office) -> None:
    later = scheduling.postpone(planned_office, THIRD, reason="主席公出", to=FREE_DAY, despite=DESPITE)

    assert (later.status, later.day, later.postponed_times) == ("planned", "2026-12-08", 1)


def test_a_cancelled_sitting_keeps_its_number_and_reason_and_leaves_the_count(planned_office: Office) -> None:
    called_off = scheduling.cancel(planned_office, THIRD, reason="併入下次會議")

    assert (called_off.number, called_off.status, called_off.reason) == (THIRD, "cancelled", "併入下次會議")
    assert called_off.day == sessions.show(planned_office, THIRD).day
    row = counts.year(planned_office, 115)["PIF-10"]
    assert (row.planned, row.cancelled) == (2, 1)


def test_a_number_of_a_cancelled_sitting_is_never_given_again(planned_office: Office) -> None:
    scheduling.cancel(planned_office, THIRD, reason="取消")

    added = adding.add(planned_office, NewSitting("PIF-10", FREE_DAY, reason="補開"), despite=DESPITE)

    assert added.number == "PIF-10-115-04"


@pytest.mark.parametrize("turn", ["move", "postpone", "cancel", "hold"])
def test_nothing_more_happens_to_a_cancelled_sitting(turn: str, planned_office: Office) -> None:
    scheduling.cancel(planned_office, THIRD, reason="取消")

    with pytest.raises(WrongTurn, match="取消"):
        {
            "move": lambda: scheduling.move(planned_office, THIRD, FREE_DAY, reason="改期"),
            "postpone": lambda: scheduling.postpone(planned_office, THIRD, reason="延期"),
            "cancel": lambda: scheduling.cancel(planned_office, THIRD, reason="取消"),
            "hold": lambda: holding.hold(planned_office, THIRD),
        }[turn]()


def test_a_held_sitting_is_not_cancelled_before_it_is_unheld(planned_office: Office) -> None:
    holding.hold(planned_office, THIRD)
    with pytest.raises(WrongTurn):
        scheduling.cancel(planned_office, THIRD, reason="取消")

    holding.unhold(planned_office, THIRD, reason="誤登")
    assert scheduling.cancel(planned_office, THIRD, reason="取消").status == "cancelled"


def test_a_locked_sitting_stays_where_it_is_until_it_is_unlocked(planned_office: Office) -> None:
    scheduling.lock(planned_office, THIRD)
    with pytest.raises(LockedSitting):
        scheduling.move(planned_office, THIRD, FREE_DAY, reason="改期", despite=DESPITE)

    scheduling.lock(planned_office, THIRD, locked=False)
    assert scheduling.move(planned_office, THIRD, FREE_DAY, reason="改期", despite=DESPITE).day == "2026-12-08"


def test_a_merged_sitting_counts_for_its_own_series_through_the_other_one(planned_office: Office) -> None:
    host = builders.sittings(planned_office, "PIF-05")[0]
    merged = scheduling.merge(planned_office, THIRD, host.number, reason="合併召開")
    holding.hold(planned_office, host.number)

    assert (merged.status, merged.merged_into) == ("merged", host.id)
    rows = counts.year(planned_office, 115)
    assert (rows["PIF-10"].planned, rows["PIF-10"].held, rows["PIF-10"].credited) == (2, 0, 1)
    assert rows["PIF-05"].held == 1
    assert sessions.history(planned_office, THIRD)[-1].after.endswith("Z")


def test_two_tracks_held_together_count_for_both_tracks(planned_office: Office) -> None:
    first, second = builders.sittings(planned_office, "PIF-14")[:2]
    assert first.track != second.track

    scheduling.merge(planned_office, second.number, first.number, reason="合併召開")

    [credit] = sessions.show(planned_office, first.number).credits
    assert (credit.series, credit.track) == ("PIF-14", second.track)


def test_what_a_merged_sitting_counted_for_goes_with_it(planned_office: Office) -> None:
    joint = builders.sittings(planned_office, "PIF-02")[0]
    host, later = builders.sittings(planned_office, "PIF-05")[:2]
    duties = {credit.series for credit in joint.credits}
    assert duties

    scheduling.merge(planned_office, joint.number, host.number, reason="合併召開")
    assert {one.series for one in sessions.show(planned_office, host.number).credits} == {"PIF-02", *duties}

    scheduling.merge(planned_office, host.number, later.number, reason="再併")
    assert {one.series for one in sessions.show(planned_office, later.number).credits} == {"PIF-02", *duties}
    assert sessions.show(planned_office, joint.number).merged_into == later.id


def test_the_sittings_that_may_stand_for_another_are_offered_by_nearness(planned_office: Office) -> None:
    sitting = sessions.show(planned_office, "PIF-10-115-02")
    scheduling.cancel(planned_office, "PIF-15-115-17", reason="取消")

    offered = merging.hosts(planned_office, sitting)

    far = [abs(date.fromisoformat(one.day) - date.fromisoformat(sitting.day)) for one in offered]
    assert far == sorted(far)
    assert {"PIF-10-115-02", "PIF-15-115-17"}.isdisjoint(one.number for one in offered)

    scheduling.postpone(planned_office, "PIF-10-115-02", reason="待定")
    undated = merging.hosts(planned_office, sessions.show(planned_office, "PIF-10-115-02"))
    assert {one.year for one in undated} == {builders.YEAR}


def test_a_merge_over_somebodys_newer_change_is_refused(planned_office: Office) -> None:
    seen = sessions.show(planned_office, THIRD)
    holding.arrange(planned_office, THIRD, room="地下室")

    with pytest.raises(ChangedMeanwhile):
        scheduling.merge(planned_office, THIRD, "PIF-05-115-01", reason="合併", base_version=seen.version)


def test_a_sitting_is_not_merged_into_itself_or_into_a_cancelled_one(planned_office: Office) -> None:
    second = "PIF-10-115-02"
    scheduling.cancel(planned_office, second, reason="取消")

    for into in (THIRD, second):
        with pytest.raises(Refusal):
            scheduling.merge(planned_office, THIRD, into, reason="合併")


def test_somebodys_newer_change_is_not_overwritten(planned_office: Office) -> None:
    seen = sessions.show(planned_office, THIRD)
    holding.arrange(planned_office, THIRD, room="地下室")

    with pytest.raises(ChangedMeanwhile):
        scheduling.move(planned_office, THIRD, FREE_DAY, reason="改期", despite=DESPITE, base_version=seen.version)


def test_an_unknown_number_offers_the_nearest(planned_office: Office) -> None:
    with pytest.raises(NotFound, match=THIRD):
        scheduling.cancel(planned_office, "PIF-10-115-30", reason="取消")


def test_a_new_sitting_takes_room_chair_length_and_window_from_its_series(office: Office) -> None:
    added = adding.add(office, NewSitting("強化社會安全網跨網絡會議", at("2026-12-08", "09:30")))

    assert added.number == "PIF-10-115-01"
    assert (added.room, added.chair, added.end[11:16]) == ("屏東縣政府第一會議室", "副縣長", "11:30")
    assert added.window_first <= added.day <= added.window_last


def test_extraordinary_sittings_are_numbered_apart_and_have_no_window(office: Office) -> None:
    new = NewSitting("PIF-10", at("2026-12-08"), kind=adding.Kind.EXTRAORDINARY)

    first, second = (
        adding.add(office, new._replace(start=at(day, "09:30"))).number for day in ("2026-12-08", "2026-12-09")
    )

    assert (first, second) == ("PIF-10-115-X01", "PIF-10-115-X02")
    assert sessions.show(office, first).window_first == ""
    row = counts.year(office, 115)["PIF-10"]
    assert (row.planned, row.extraordinary) == (2, 2)


def test_a_series_with_tracks_asks_for_the_track_and_numbers_each_by_itself(office: Office) -> None:
    start = at("2026-12-08", "09:30")
    with pytest.raises(TrackNeeded, match="T1"):
        adding.add(office, NewSitting("PIF-14", start))

    assert adding.add(office, NewSitting("PIF-14", start, track="T3")).number == "PIF-14-115-T3-01"
    assert adding.add(office, NewSitting("PIF-14", at("2026-12-09"), track="T2")).number == "PIF-14-115-T2-01"


def test_a_duty_of_a_joint_series_is_held_in_the_joint_series(office: Office) -> None:
    with pytest.raises(NotASittingSeries, match="聯合"):
        adding.add(office, NewSitting("PIF-02-B", at("2026-12-08")))

    joint = adding.add(office, NewSitting("PIF-02", at("2026-12-08")))
    assert {credit.series for credit in joint.credits} >= {"PIF-02-A", "PIF-02-B"}


def test_a_new_sitting_may_be_credited_to_others_at_once(office: Office) -> None:
    added = adding.add(
        office, NewSitting("PIF-10", at("2026-12-08", "09:30"), credits=(("PIF-14", "T3"),), reason="聯合")
    )

    assert [(one.series, one.track, one.reason) for one in added.credits] == [("PIF-14", "T3", "聯合")]


def test_a_sitting_in_a_year_without_numbers_is_refused(office: Office) -> None:
    for day in ("1900-03-05", "3000-03-05"):
        with pytest.raises(Refusal, match="年度"):
            adding.add(office, NewSitting("PIF-10", at(day), reason="x"), despite=frozenset(Rule))


def test_a_new_sitting_in_somebody_elses_room_is_refused_until_overruled_with_a_reason(office: Office) -> None:
    start = at("2026-12-08", "09:30")
    adding.add(office, NewSitting("PIF-10", start))
    second = NewSitting("PIF-05", start, room="屏東縣政府第一會議室", chair="縣長")

    with pytest.raises(RulesBroken, match="屏東縣政府第一會議室"):
        adding.add(office, second)
    with pytest.raises(RulesBroken):
        adding.add(office, second, despite=frozenset({Rule.CLASH, Rule.WINDOW}))
    assert adding.add(office, second._replace(reason="分隔使用"), despite=frozenset({Rule.CLASH, Rule.WINDOW})).number


def test_a_date_without_a_time_means_the_usual_time(planned_office: Office) -> None:
    assert adding.start_of(planned_office, "PIF-10", "115.12.8") == at("2026-12-08", "09:30")
    assert scheduling.new_start(planned_office, THIRD, "12/8") == at("2026-12-08", "09:30")
    assert scheduling.new_start(planned_office, THIRD, "12/8 下午2時") == at("2026-12-08", "14:00")


def test_the_rota_goes_on_past_a_cancelled_sitting(planned_office: Office) -> None:
    planned = builders.sittings(planned_office, "PIF-15")
    chairs = [one.chair for one in planned]
    assert len(set(chairs[:3])) > 1

    scheduling.cancel(planned_office, planned[-1].number, reason="取消")
    with builders.pretending(planned_office, date(2026, 11, 22)):
        added = adding.add(
            planned_office, NewSitting("PIF-15", at("2026-12-29"), reason="補開"), despite=frozenset(Rule)
        )

    assert added.chair == planned[-1].chair


def test_a_chair_who_cannot_come_in_time_from_another_township_is_told_before_saving(office: Office) -> None:
    adding.add(office, IN_HENGCHUN)
    soon = NewSitting("PIF-10", at("2026-12-08", "11:30"), chair="縣長", kind=Kind.EXTRAORDINARY)

    with pytest.raises(RulesBroken, match="間隔不到60分鐘車程（恆春鎮）") as refused:
        adding.add(office, soon)
    assert [rule for rule, _sentence in refused.value.broken] == [Rule.CLASH]
    assert adding.add(office, soon._replace(township="恆春鎮"), despite=frozenset({Rule.WINDOW}))
    assert adding.add(office, soon._replace(start=at("2026-12-08", "14:30")))


def test_a_journey_too_short_is_overruled_with_a_reason_like_any_clash(office: Office) -> None:
    adding.add(office, IN_HENGCHUN)
    soon = NewSitting("PIF-10", at("2026-12-08", "11:30"), chair="縣長", kind=Kind.EXTRAORDINARY, reason="改由視訊主持")

    assert adding.add(office, soon, despite=frozenset({Rule.CLASH})).reason == "改由視訊主持"


def test_where_towns_are_near_less_time_is_asked_between_them(office: Office) -> None:
    plan_weights.change(office, {"travel_minutes": 20})
    adding.add(office, IN_HENGCHUN)

    assert adding.add(office, NewSitting("PIF-10", at("2026-12-08", "11:30"), chair="縣長", kind=Kind.EXTRAORDINARY))
