"""Who is asked to a sitting: its members, and guests by network for this time only."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.errors import Ambiguous, NotFound
from meetingtui.domain.guests import meant
from meetingtui.domain.sessions import Kind, Rule, WrongTurn
from meetingtui.services import adding, agencies, attendance, finding, guests, history, scheduling, sessions
from meetingtui.services.adding import NewSitting
from meetingtui.services.agencies import AgencyForm
from meetingtui.services.office import Office
from tests import builders

TODAY = builders.TODAY.isoformat()


def case_conference(office: Office, asked: str = "") -> str:
    new = NewSitting("PIF-16", builders.at("2026-12-08"), "T1", Kind.EXTRAORDINARY, guests=asked)
    return adding.add(office, new).number


def this_time(office: Office, number: str) -> list[str]:
    return [one.name for one in guests.asked_this_time(office, office.registry(), sessions.show(office, number))]


def test_three_signs_of_the_plan_ask_the_right_bureaus_of_this_county(each_office: Office) -> None:
    number = case_conference(each_office, "學 就 治")

    assert this_time(each_office, number) == ["教育處", "勞青處"]
    everybody = {one.name for one in attendance.of(each_office, number)}
    assert {"警察局", "衛生局", "教育處", "勞青處"} <= everybody


def test_guests_come_and_go_with_the_sitting_in_one_change(office: Office) -> None:
    number = case_conference(office, "學、就")

    history.undo(office)

    with pytest.raises(NotFound):
        sessions.show(office, number)


def test_who_is_no_longer_named_is_asked_no_more_and_the_invite_goes_out_again(office: Office) -> None:
    number = case_conference(office, "學 就")
    before = sessions.show(office, number)

    guests.invite(office, number, "勞青處 民間")

    assert this_time(office, number) == ["勞青處", "民間單位"]
    assert sessions.show(office, number).sequence == before.sequence + 1


def test_asking_the_same_again_changes_nothing(office: Office) -> None:
    number = case_conference(office, "學")
    before = sessions.show(office, number)

    guests.invite(office, number, "教育")

    assert sessions.show(office, number) == before


def test_a_bureau_that_is_given_up_later_is_asked_until_that_day(office: Office) -> None:
    agencies.add(office, AgencyForm("CAB", "民政處", kind="bureau", networks=("民政",)))
    agencies.retire(office, "CAB", date(2027, 6, 1))

    def asked(number: str) -> set[str]:
        return {one.name for one in attendance.of(office, number)}

    before = adding.add(office, NewSitting("PIF-07", builders.at("2027-03-04"))).number
    after = adding.add(office, NewSitting("PIF-07", builders.at("2027-09-02"))).number

    assert ("民政處" in asked(before), "民政處" in asked(after)) == (True, False)
    assert [one.code for one in meant(office.registry(), "民政", "2027-05-31")] == ["CAB"]
    with pytest.raises(NotFound):
        meant(office.registry(), "民政", "2027-06-01")


def test_a_word_that_no_network_bears_is_refused_with_the_nearest(office: Office) -> None:
    with pytest.raises(NotFound, match="網絡或機關「衛生處」"):
        meant(office.registry(), "衛生處", TODAY)


def test_a_word_that_two_agencies_bear_is_refused_with_both(office: Office) -> None:
    registry = office.registry()
    first, second = list(registry.agencies.values())[1:3]
    registry.agencies[second.id] = second._replace(short=first.short)

    with pytest.raises(Ambiguous, match=f"{first.code}、{second.code}"):
        meant(registry, first.short, TODAY)


def test_nobody_is_asked_to_a_cancelled_sitting(office: Office) -> None:
    number = case_conference(office)
    scheduling.cancel(office, number, reason="案主撤回")

    with pytest.raises(WrongTurn):
        guests.invite(office, number, "學")


def test_a_new_sitting_says_what_it_would_break_before_it_is_saved(planned_office: Office) -> None:
    there = builders.sittings(planned_office, "PIF-05")[0]
    at = builders.at(there.day, there.start[11:16])

    broken = dict(adding.what_breaks(planned_office, NewSitting("PIF-01", at, kind=Kind.EXTRAORDINARY)))

    assert "治安會議" in broken[Rule.CLASH]


@pytest.mark.parametrize(("sign", "name"), [
    ("警", "警察局"), ("衛", "衛生局"), ("教", "教育處"), ("社", "屏東縣政府社會處"), ("學", "教育處"),
    ("就", "勞青處"), ("治", "警察局"),
])  # fmt: skip
def test_one_sign_names_an_agency_wherever_an_agency_is_asked_for(office: Office, sign: str, name: str) -> None:
    assert finding.agency_of(office.registry(), sign).name == name


def test_a_sign_that_no_network_bears_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        finding.agency_of(office.registry(), "龜")
