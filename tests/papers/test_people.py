"""The lists at the head of minutes."""

from __future__ import annotations

from meetingtui.papers.people import Attendee, fields


def lists(*people: Attendee, masked: bool = False) -> dict[str, str]:
    return {field.label: field.text for field in fields(people, masked=masked)}


def test_everybody_stands_in_the_list_of_what_he_did():
    found = lists(
        Attendee("chair", "", person="林小華", presence="present"),
        Attendee("attendee", "衛生局", "科長", "王小明", "present"),
        Attendee("attendee", "教育處", presence="excused", holder="陳處長"),
        Attendee("attendee", "勞工處", presence="absent"),
        Attendee("attendee", "民政處"),
        Attendee("observer", "家防中心", presence="present", persons=2),
    )

    assert found == {"出席": "衛生局王科長小明", "列席": "家防中心（2人）", "請假": "教育處陳處長", "缺席": "勞工處"}


def test_a_proxy_is_named_with_whom_he_stands_for_and_who_sat_elsewhere_too():
    proxy = Attendee("attendee", "警察局", "組長", "李大同", "proxy", stands_in_for="許局長永和")
    afar = Attendee("attendee", "衛生局", "", "王小明", "present", online=True)

    assert lists(proxy, afar)["出席"] == "警察局李組長大同（代理許局長永和）、衛生局王小明（視訊）"


def test_a_person_without_agency_and_an_agency_without_person_are_named_as_far_as_known():
    found = lists(
        Attendee("attendee", "", "委員", "張簡美", "present"), Attendee("attendee", "戶政", "", "", "present")
    )

    assert found["出席"] == "張簡委員美、戶政"


def test_a_masked_list_names_agencies_only():
    found = lists(Attendee("attendee", "警察局", "組長", "李大同", "proxy", stands_in_for="許局長永和"), masked=True)

    assert found["出席"] == "警察局（代理）"


def test_the_lists_of_those_who_came_stand_even_when_they_are_empty():
    assert lists() == {"出席": "", "列席": ""}
