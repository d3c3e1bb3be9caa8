from __future__ import annotations

import pytest

from meetingtui.domain.errors import NotFound
from meetingtui.domain.sessions import WrongTurn
from meetingtui.services import attendance, history, scheduling
from meetingtui.services.attendance import NobodyAndSome
from meetingtui.services.holding import NotYet
from meetingtui.services.office import Office

PAST, COMING = "PIF-10-115-01", "PIF-15-115-24"


def of(office: Office, number: str, name: str) -> tuple[str, int]:
    [one] = [one for one in attendance.of(office, number) if one.name == name]
    return one.presence, one.persons


def test_the_chair_stands_first_and_everybody_once(planned_office: Office) -> None:
    everybody = attendance.of(planned_office, PAST)

    assert (everybody[0].name, everybody[0].role, everybody[0].group) == ("副縣長", "chair", False)
    assert len({one.name for one in everybody}) == len(everybody)
    assert {one.role for one in everybody} == {"chair", "attendee", "observer"}


def test_attendance_is_recorded_corrected_and_taken_back(planned_office: Office) -> None:
    attendance.attend(planned_office, PAST, "衛生局", presence="present", persons=2)
    attendance.attend(planned_office, PAST, "衛生局", presence="proxy")
    assert of(planned_office, PAST, "衛生局") == ("proxy", 1)

    history.undo(planned_office)
    assert of(planned_office, PAST, "衛生局") == ("present", 2)
    history.undo(planned_office)
    assert of(planned_office, PAST, "衛生局") == ("", 0)


def test_somebody_excuses_himself_before_the_day_but_nobody_comes_before_it(planned_office: Office) -> None:
    attendance.attend(planned_office, COMING, "衛生局", presence="excused")
    assert of(planned_office, COMING, "衛生局") == ("excused", 0)

    with pytest.raises(NotYet):
        attendance.attend(planned_office, COMING, "衛生局", presence="present")


def test_who_was_absent_has_no_persons(planned_office: Office) -> None:
    with pytest.raises(NobodyAndSome):
        attendance.attend(planned_office, PAST, "衛生局", presence="absent", persons=3)


def test_an_agency_that_was_not_asked_may_have_come(planned_office: Office) -> None:
    strangers = {"屏東基督教醫院", "民政處"}
    names = {one.name for one in planned_office.registry().agencies.values()}
    asked = {one.name for one in attendance.of(planned_office, PAST)}
    guest = sorted((names - asked) or strangers)[0]

    attendance.attend(planned_office, PAST, guest, presence="present")

    assert of(planned_office, PAST, guest) == ("present", 1)


def test_nobody_comes_to_a_cancelled_sitting_and_unknown_agencies_are_refused(planned_office: Office) -> None:
    with pytest.raises(NotFound, match="衛生局"):
        attendance.attend(planned_office, PAST, "衛升局", presence="present")
    scheduling.cancel(planned_office, PAST, reason="取消")
    with pytest.raises(WrongTurn):
        attendance.attend(planned_office, PAST, "衛生局", presence="present")
