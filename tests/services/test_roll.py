"""The roll: who is expected, who came for whom, who walked in, and whether it is enough to open."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.errors import Ambiguous, ChangedMeanwhile, NotFound, Refusal
from meetingtui.domain.minutes import MinutesLocked
from meetingtui.domain.roll import Roll, RollLine
from meetingtui.domain.seats import NotDelegable
from meetingtui.domain.sessions import WrongTurn
from meetingtui.services import (
    attendance,
    guests,
    history,
    holders,
    holding,
    members,
    roll,
    scheduling,
    series_rules,
    sessions,
)
from meetingtui.services.attendance import NobodyAndSome
from meetingtui.services.holding import NotYet
from meetingtui.services.members import MemberForm, SeatForm
from meetingtui.services.office import Office
from meetingtui.services.walk_ins import MaybeMeant
from meetingtui.store import tables
from tests import builders

PAST, COMING = "PIF-02-115-03", "PIF-15-115-24"
COMMITTEE = "PIF-02"


def line(found: Roll, name: str) -> RollLine:
    [one] = [one for one in found.lines if one.name == name]
    return one


def quorum(office: Office, asked: str) -> None:
    series_rules.change(office, COMMITTEE, series_rules.form(office, COMMITTEE)._replace(quorum=asked))


def test_the_chair_stands_first_then_the_members_as_they_were_on_the_day(planned_office: Office) -> None:
    office = planned_office
    day = date.fromisoformat(sessions.show(office, PAST).day)
    members.add(office, COMMITTEE, MemberForm(label="李前委員", seat="expert", title="教授"))
    members.remove(office, COMMITTEE, "李前委員", on=day)
    members.add(office, COMMITTEE, MemberForm(label="陳新委員", seat="專家學者", title="副教授"), since=day)

    found = roll.of(office, PAST)

    assert (found.lines[0].key, found.lines[0].role) == ("chair", "chair")
    assert (line(found, "陳新委員").title, line(found, "陳新委員").delegable) == ("副教授", False)
    assert "李前委員" not in {one.name for one in found.lines}
    assert "李前委員" in {one.name for one in roll.of(office, "PIF-02-115-02").lines}


def test_everybody_of_the_guest_list_stands_on_the_roll_under_one_record(planned_office: Office) -> None:
    office = planned_office
    attendance.attend(office, PAST, "衛生局", presence="present", persons=3)
    roll.mark(office, PAST, "警察局", "proxy", person="王副局長", title="副局長", persons=2)

    assert [one.name for one in attendance.of(office, PAST)] == [one.name for one in roll.of(office, PAST).lines]
    assert {one.name: (one.presence, one.persons) for one in attendance.of(office, PAST) if one.presence} == {
        "衛生局": ("present", 3), "警察局": ("proxy", 2),
    }  # fmt: skip
    police = line(roll.of(office, PAST), "警察局")
    assert (police.person, police.title, police.stands_in_for) == ("王副局長", "副局長", "警察局")


def test_marks_are_set_changed_taken_away_and_undone(planned_office: Office) -> None:
    office = planned_office
    roll.mark(office, PAST, "衛生局", "present", person="林")
    roll.mark(office, PAST, "衛生局", "present", online=True)
    one = line(roll.of(office, PAST), "衛生局")
    assert (one.presence, one.person, one.online, one.persons) == ("present", "林", True, 1)

    one = line(roll.mark(office, PAST, one.key, "excused"), "衛生局")
    assert (one.presence, one.person, one.online, one.persons) == ("excused", "", False, 0)
    one = line(roll.mark(office, PAST, one.key, ""), "衛生局")
    assert (one.presence, one.came) == ("", False)
    history.undo(office)
    history.undo(office)
    assert line(roll.of(office, PAST), "衛生局").online


def test_the_chair_is_ticked_like_everybody_and_counts(planned_office: Office) -> None:
    office = planned_office
    found = roll.mark(office, PAST, "chair", "present")

    assert (found.quorum.present, found.persons) == (1, 1)
    assert [one.presence for one in attendance.of(office, PAST) if one.role == "chair"] == ["present"]
    with pytest.raises(Refusal, match="代理主席"):
        roll.mark(office, PAST, "chair", "proxy", person="某人")


def test_who_sits_as_a_person_must_come_unless_the_series_says_otherwise(planned_office: Office) -> None:
    office = planned_office
    members.add(office, COMMITTEE, MemberForm(label="李委員", seat="expert"))
    with pytest.raises(NotDelegable, match="專家學者"):
        roll.mark(office, PAST, "李委員", "proxy", person="助理")

    members.set_seat(office, COMMITTEE, "李委員", SeatForm("expert", "教授", True))
    found = roll.mark(office, PAST, "李委員", "proxy", person="助理")
    assert (line(found, "李委員").stands_in_for, found.quorum.delegates) == ("李委員", 1)
    members.set_seat(office, COMMITTEE, "李委員", SeatForm("expert", "教授", None))
    assert (roll.of(office, PAST).quorum.refused, roll.of(office, PAST).quorum.present) == (1, 0)


def test_the_quorum_follows_the_ticks_and_leaves_observers_and_guests_out(planned_office: Office) -> None:
    office = planned_office
    quorum(office, "過半數")
    members.add(office, COMMITTEE, MemberForm(label="旁聽者", role="observer"))
    seats = [one for one in roll.of(office, PAST).lines if one.counts]
    needed = len(seats) // 2 + 1

    for one in seats[: needed - 1]:
        found = roll.mark(office, PAST, one.key, "present", persons=9)
    roll.mark(office, PAST, "旁聽者", "present")
    found = roll.walk_in(office, PAST, agency="某報社", person="記者")

    assert (found.quorum.needed, found.quorum.present, found.quorum.reached) == (needed, needed - 1, False)
    assert f"尚缺1席始達開會人數（過半數，{needed}席）" in found.quorum.sentence
    assert roll.mark(office, PAST, seats[-1].key, "proxy" if seats[-1].delegable else "present").quorum.reached


def test_the_quorum_of_the_rule_in_force_on_the_day_is_asked(planned_office: Office) -> None:
    office = planned_office
    wanted = series_rules.form(office, COMMITTEE)._replace(quorum="5")
    series_rules.change(office, COMMITTEE, wanted, since=date(2026, 11, 1))

    assert roll.of(office, PAST).quorum.rule == ""
    assert roll.of(office, "PIF-02-115-04").quorum.needed == 5


def test_walk_ins_are_counted_kept_apart_and_taken_off(planned_office: Office) -> None:
    office = planned_office
    stranger = next(
        one for one in office.registry().agencies.values()
        if one.id not in {line.agency_id for line in roll.of(office, PAST).lines}
    )  # fmt: skip
    roll.walk_in(office, PAST, agency=stranger.code, person="吳科長", persons=2)
    found = roll.walk_in(office, PAST, agency="某某基金會", person="=cmd|' /C calc'!A0")

    first, second = [one for one in found.lines if one.walk_in]
    assert (first.agency, first.person, first.persons, first.role) == (stranger.name, "吳科長", 2, "observer")
    assert (second.agency_id, second.name, found.persons) == (None, "某某基金會", 3)
    found = roll.remove_walk_in(office, PAST, first.key)
    assert [one.name for one in found.lines if one.walk_in] == ["某某基金會"]
    with pytest.raises(Refusal):
        roll.remove_walk_in(office, PAST, "衛生局")
    with pytest.raises(Refusal, match="應到名單"):
        roll.walk_in(office, PAST, agency="衛生局")
    with pytest.raises(Refusal):
        roll.walk_in(office, PAST, agency=" ")


def test_walk_ins_are_no_guests_of_invitations(planned_office: Office) -> None:
    office = planned_office
    stranger = next(
        one for one in office.registry().agencies.values()
        if one.id not in {line.agency_id for line in roll.of(office, PAST).lines}
    )  # fmt: skip
    roll.walk_in(office, PAST, agency=stranger.code)
    guests.invite(office, PAST, "")

    assert [one.agency for one in roll.of(office, PAST).lines if one.walk_in] == [stranger.name]


def test_person_times_follow_the_ticks_until_they_are_typed(planned_office: Office) -> None:
    office = planned_office
    roll.mark(office, PAST, "衛生局", "present", persons=2)
    holding.hold(office, PAST)
    roll.mark(office, PAST, "警察局", "present", persons=3)
    assert sessions.show(office, PAST).person_times == 5

    attendance.attend(office, PAST, "警察局", presence="present", persons=4)
    assert sessions.show(office, PAST).person_times == 6

    found = roll.set_persons(office, PAST, 17, about=True)
    assert (found.persons, found.about, found.counted) == (17, True, 6)
    roll.mark(office, PAST, "警察局", "absent")
    assert sessions.show(office, PAST).person_times == 17
    assert roll.set_persons(office, PAST, None).persons == 2
    assert not sessions.show(office, PAST).person_times_about


def test_the_rest_is_marked_at_once_and_taken_back_at_once(planned_office: Office) -> None:
    office = planned_office
    roll.mark(office, PAST, "衛生局", "present")
    members.add(office, COMMITTEE, MemberForm(label="旁聽者", role="observer"))

    found = roll.mark_rest(office, PAST, "absent")

    assert {one.presence for one in found.lines} == {"present", "absent", ""}
    assert line(found, "旁聽者").presence == ""
    history.undo(office)
    assert [one.name for one in roll.of(office, PAST).lines if one.presence] == ["衛生局"]


def test_a_tick_over_somebody_elses_is_refused_when_the_version_is_told(planned_office: Office) -> None:
    office = planned_office
    found = roll.mark(office, PAST, "衛生局", "present")
    seen = line(found, "衛生局").version
    roll.mark(office, PAST, "衛生局", "absent")

    with pytest.raises(ChangedMeanwhile):
        roll.mark(office, PAST, "衛生局", "present", base_version=seen)
    assert line(roll.of(office, PAST), "衛生局").presence == "absent"


def test_a_roll_of_what_cannot_be_is_refused(planned_office: Office) -> None:
    office = planned_office
    for wrong in ("沒有這個", "999"):
        with pytest.raises(NotFound):
            roll.mark(office, PAST, wrong, "present")
    with pytest.raises(NobodyAndSome):
        roll.mark(office, PAST, "衛生局", "absent", persons=2)
    for number in (-1, 0, 10**9):
        with pytest.raises(Refusal):
            roll.mark(office, PAST, "衛生局", "present", persons=number)
    with pytest.raises(Refusal, match="無法辨識"):
        roll.mark(office, PAST, "衛生局", "dancing")
    with pytest.raises(Refusal):
        roll.mark(office, PAST, "衛生局", "present", person="甲" * 2_000_000)
    with pytest.raises(NotYet):
        roll.mark(office, COMING, "衛生局", "present")
    roll.mark(office, COMING, "衛生局", "excused")
    scheduling.cancel(office, COMING, reason="取消")
    with pytest.raises(WrongTurn):
        roll.mark(office, COMING, "衛生局", "excused")


def test_a_name_that_several_bear_is_asked_back(planned_office: Office) -> None:
    office = planned_office
    for title in ("甲大學教授", "乙大學教授"):
        members.add(office, COMMITTEE, MemberForm(label=f"王委員{title}", seat="expert", title=title))
    with pytest.raises(Ambiguous):
        roll.mark(office, PAST, "王委員", "present")


def test_two_seats_of_one_agency_are_two_lines(planned_office: Office) -> None:
    office = planned_office
    members.set_seat(office, COMMITTEE, "衛生局", SeatForm("official", "局長"))
    with pytest.raises(Refusal):
        members.add(office, COMMITTEE, MemberForm("衛生局", label="衛生局局長", seat="official", title="局長"))
    members.add(office, COMMITTEE, MemberForm("衛生局", label="衛生局科長", seat="official", title="科長"))

    lines = [one for one in roll.of(office, PAST).lines if one.agency == "衛生局"]
    assert [(one.name, one.title, one.seat) for one in lines] == [
        ("衛生局", "局長", "official"), ("衛生局", "科長", "official"),
    ]  # fmt: skip
    assert len({one.key for one in lines}) == 2
    found = roll.mark(office, PAST, lines[1].key, "present")
    assert [one.presence for one in found.lines if one.agency == "衛生局"] == ["", "present"]


def test_the_roll_works_alike_on_both_databases(each_office: Office) -> None:
    office = each_office
    builders.plan_year(office)
    quorum(office, "1/2")
    members.add(office, COMMITTEE, MemberForm(label="李委員", seat="expert", title="教授", delegable=False))
    hostile = "[bold]\x1b[31m\u202e𡈽\x00"

    found = roll.mark(office, PAST, "李委員", "present", person=hostile, title="教授", online=True)
    found = roll.walk_in(office, PAST, agency=hostile, person="峯")
    holding.hold(office, PAST)

    assert (line(found, "李委員").person, line(found, "李委員").online) == ("[bold]\x1b[31m\u202e𡈽␀", True)
    assert sessions.show(office, PAST).person_times == 2
    history.undo(office)
    history.undo(office)
    assert [one.name for one in roll.of(office, PAST).lines if one.came] == ["李委員"]


def test_approved_minutes_lock_the_roll_and_the_older_way_to_tick(planned_office: Office) -> None:
    office = planned_office
    found = roll.walk_in(office, PAST, person="陳")
    with office.begin() as work:
        work.add(tables.Minutes(session_id=found.session_id, status="approved"))
        work.audit("imported", "test")
        work.commit()

    for change in (
        lambda: roll.mark(office, PAST, "衛生局", "present"), lambda: roll.mark_rest(office, PAST, "absent"),
        lambda: roll.walk_in(office, PAST, person="林"), lambda: roll.set_persons(office, PAST, 5),
        lambda: roll.remove_walk_in(office, PAST, found.lines[-1].key),
        lambda: attendance.attend(office, PAST, "衛生局", presence="present"),
    ):  # fmt: skip
        with pytest.raises(MinutesLocked):
            change()
    assert roll.of(office, PAST) == found


def test_two_desks_that_tick_the_same_line_leave_one_record(planned_office: Office) -> None:
    here = planned_office
    there = builders.open_office(here.location.path, who="另一位")
    seen = roll.of(here, PAST)

    roll.mark(there, PAST, "衛生局", "present")
    roll.mark(here, PAST, line(seen, "衛生局").key, "excused")

    assert [one.presence for one in roll.of(there, PAST).lines if one.name == "衛生局"] == ["excused"]
    there.close()


def test_a_chair_who_was_ticked_stays_so_when_the_holder_is_entered_later(planned_office: Office) -> None:
    office = planned_office
    roll.mark(office, PAST, "chair", "present")
    holders.appoint(office, "副縣長", "王大明", date(2024, 1, 1))

    chairs = [one for one in roll.of(office, PAST).lines if one.role == "chair"]
    assert [(one.key, one.holder, one.presence) for one in chairs] == [("chair", "王大明", "present")]


def test_who_ticks_off_a_sitting_of_next_week_reads_its_day_as_the_office_writes_it(planned_office: Office) -> None:
    day = sessions.show(planned_office, COMING).day

    with pytest.raises(NotYet) as refused:
        roll.mark_rest(planned_office, COMING, "present")

    assert day not in str(refused.value)
    assert "年" in str(refused.value)
    assert "登記為已召開" not in str(refused.value)
    assert "請假" in str(refused.value)


def test_a_piece_of_a_post_holders_name_offers_the_person(planned_office: Office) -> None:
    holders.appoint(planned_office, "副縣長", "王大明", date(2025, 1, 1))

    with pytest.raises(MaybeMeant) as met:
        roll.walk_in(planned_office, PAST, agency="王大")

    assert [one.label for one in met.value.known] == ["王大明 副縣長"]
