from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.domain.sessions import ReasonNeeded, RulesBroken, WrongTurn
from meetingtui.services import attendance, counts, holders, holding, scheduling, sessions
from meetingtui.services.holding import NotYet
from meetingtui.services.office import Office
from tests import builders
from tests.builders import at

FIRST = "PIF-10-115-01"
LAST = "PIF-15-115-24"
"""Planned for 115年12月, after the day of the tests."""


def test_a_held_sitting_counts_with_its_person_times(planned_office: Office) -> None:
    held = holding.hold(planned_office, FIRST, person_times=17)

    assert (held.status, held.person_times, held.person_times_about) == ("held", 17, False)
    row = counts.year(planned_office, 115)["PIF-10"]
    assert (row.held, row.person_times, row.shortfall) == (1, 17, 2)


def test_an_estimate_is_kept_as_one(planned_office: Office) -> None:
    assert holding.hold(planned_office, FIRST, person_times=20, about=True).person_times_about


def test_person_times_follow_from_who_was_recorded_as_having_come(planned_office: Office) -> None:
    attendance.attend(planned_office, FIRST, "衛生局", presence="present", persons=3)
    attendance.attend(planned_office, FIRST, "警察局", presence="proxy")
    attendance.attend(planned_office, FIRST, "教育處", presence="excused")

    assert holding.hold(planned_office, FIRST).person_times == 4


def test_a_sitting_of_next_month_is_not_held_yet(planned_office: Office) -> None:
    with pytest.raises(NotYet, match="尚未到期"):
        holding.hold(planned_office, LAST)


def test_a_sitting_without_a_date_is_not_held(planned_office: Office) -> None:
    scheduling.postpone(planned_office, FIRST, reason="停班")

    with pytest.raises(WrongTurn, match="新日期"):
        holding.hold(planned_office, FIRST)


def test_fewer_than_no_persons_is_refused(planned_office: Office) -> None:
    with pytest.raises(Refusal, match="人次"):
        holding.hold(planned_office, FIRST, person_times=-1)

    assert sessions.show(planned_office, FIRST).status == "planned"


def test_unholding_takes_the_sitting_out_of_the_count_again(planned_office: Office) -> None:
    holding.hold(planned_office, FIRST, person_times=17)
    with pytest.raises(ReasonNeeded):
        holding.unhold(planned_office, FIRST, reason="")

    assert holding.unhold(planned_office, FIRST, reason="誤登").status == "planned"
    assert counts.year(planned_office, 115)["PIF-10"].held == 0
    with pytest.raises(WrongTurn):
        holding.unhold(planned_office, FIRST, reason="再取消")


def test_a_deputy_another_room_and_another_host_are_for_this_sitting_only(planned_office: Office) -> None:
    arranged = holding.arrange(
        planned_office, "PIF-10-115-03", acting="縣長", room="地下室", host="衛生局", note="備茶"
    )

    assert (arranged.acting, arranged.room, arranged.host, arranged.note) == ("縣長", "地下室", "衛生局", "備茶")
    assert arranged.chair == "副縣長"
    other = sessions.show(planned_office, "PIF-10-115-02")
    assert (other.acting, other.room) == ("", "屏東縣政府第一會議室")


def test_an_empty_acting_chair_means_as_usual_again(planned_office: Office) -> None:
    holding.arrange(planned_office, FIRST, acting="縣長")

    usual = holding.arrange(planned_office, FIRST, acting="", host="")

    assert (usual.acting, usual.acting_post_id, usual.host_agency_id) == ("", None, None)


def test_an_acting_chair_who_presides_elsewhere_at_that_time_is_refused(planned_office: Office) -> None:
    third = sessions.show(planned_office, "PIF-10-115-03")
    other = builders.sittings(planned_office, "PIF-05")[0]
    everything = frozenset(scheduling.Rule)
    scheduling.move(
        planned_office, other.number, at(third.day, third.start[11:16]), reason="x", room="另一室", despite=everything
    )
    holding.arrange(planned_office, other.number, acting="縣長", reason="x", despite=everything)

    with pytest.raises(RulesBroken, match="縣長"):
        holding.arrange(planned_office, third.number, acting="縣長")


def test_arranging_what_is_so_already_changes_nothing(planned_office: Office) -> None:
    before = sessions.show(planned_office, FIRST)

    assert holding.arrange(planned_office, FIRST, room=before.room, note=before.note) == before
    assert sessions.show(planned_office, FIRST).version == before.version


def test_a_note_may_still_be_written_when_the_sitting_is_over(planned_office: Office) -> None:
    holding.hold(planned_office, FIRST)

    assert holding.arrange(planned_office, FIRST, note="會議紀錄已簽核").note == "會議紀錄已簽核"
    with pytest.raises(WrongTurn):
        holding.arrange(planned_office, FIRST, room="地下室")


def test_who_presided_is_frozen_with_the_sitting(planned_office: Office) -> None:
    holders.appoint(planned_office, "副縣長", "王大明", date(2025, 1, 1))
    held = holding.hold(planned_office, FIRST)
    holders.appoint(planned_office, "副縣長", "李小華", date(2026, 1, 1))

    assert held.chair_person == "王大明"
    assert sessions.show(planned_office, FIRST).chair_person == "王大明"


def test_a_sitting_counts_for_another_series_by_credit_once_in_the_totals(planned_office: Office) -> None:
    holding.credit(planned_office, FIRST, "PIF-14", track="T3", reason="合併召開")
    holding.hold(planned_office, FIRST, person_times=5)

    found = counts.count(planned_office, counts.year_span(2026))
    rows = {row.key: row for row in found.rows}
    assert (rows["PIF-14"].credited, rows["PIF-14"].held, rows["PIF-14"].shortfall) == (1, 0, 27)
    assert (found.totals["held"], found.totals["credits"], found.totals["person_times"]) == (1, 1, 5)


def test_a_credit_needs_a_reason_another_series_and_is_given_once(planned_office: Office) -> None:
    with pytest.raises(ReasonNeeded):
        holding.credit(planned_office, FIRST, "PIF-04", reason=" ")
    with pytest.raises(Refusal, match="不必認列"):
        holding.credit(planned_office, FIRST, "PIF-10", reason="x")
    with pytest.raises(NotFound, match="PIF-04"):
        holding.credit(planned_office, FIRST, "PIF-4", reason="x")
    holding.credit(planned_office, FIRST, "PIF-04", reason="x")
    with pytest.raises(Refusal, match="已認列"):
        holding.credit(planned_office, FIRST, "PIF-04", reason="x")


def test_credits_of_two_tracks_stand_beside_each_other_and_go_one_by_one(planned_office: Office) -> None:
    for track in ("T1", "T2"):
        holding.credit(planned_office, FIRST, "PIF-14", track=track, reason="聯合")

    left = holding.uncredit(planned_office, FIRST, "PIF-14", track="T1")

    assert [(one.series, one.track) for one in left.credits] == [("PIF-14", "T2")]
    assert holding.uncredit(planned_office, FIRST, "PIF-14").credits == ()
    with pytest.raises(Refusal, match="並未認列"):
        holding.uncredit(planned_office, FIRST, "PIF-14")


def test_a_joint_sitting_counts_for_each_duty(planned_office: Office) -> None:
    joint = builders.sittings(planned_office, "PIF-02")[0]
    holding.hold(planned_office, joint.number)

    rows = counts.year(planned_office, 115)
    assert (rows["PIF-02"].held, rows["PIF-02-B"].credited, rows["PIF-02-B"].planned) == (1, 1, 0)
