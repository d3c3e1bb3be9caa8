from __future__ import annotations

import pytest

from meetingtui.domain.errors import WrongFile
from meetingtui.domain.invitations import Method
from meetingtui.services import attendance, history, invitations, replies, scheduling, sessions
from meetingtui.services.office import Office
from meetingtui.services.replies import Preview
from tests import builders
from tests.services.test_invitations import CASE, LIAISON

HEALTH = "phb@county.example"


@pytest.fixture
def invited(planned_office: Office) -> Office:
    """The year with an address for every agency."""
    builders.give_addresses(planned_office)
    return planned_office


def reply(
    office: Office, answer: str, *, number: str = LIAISON, email: str = "", sequence: int | None = None,
    params: str = "", at: str = "20261101T010000Z", comment: str = "",
) -> bytes:  # fmt: skip
    sitting = sessions.show(office, number)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Other//EN", "METHOD:REPLY", "BEGIN:VEVENT", f"UID:{sitting.uid}",
        f"SEQUENCE:{sitting.sequence if sequence is None else sequence}", f"DTSTAMP:{at}", "DTSTART:20261029T013000Z",
        f"ATTENDEE;PARTSTAT={answer}{params}:MAILTO:{email or health(office).upper()}", f"COMMENT:{comment}",
        "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def health(office: Office) -> str:
    return next(one.email for one in office.registry().agencies.values() if one.name == "衛生局")


def known(office: Office, number: str = LIAISON, name: str = "衛生局") -> tuple[str, str, str]:
    [one] = [one for one in attendance.of(office, number) if one.name == name]
    return one.reply, one.delegated_to, one.comment


def states(found: Preview) -> list[str]:
    return [one.state for one in found.answers]


def take(office: Office, data: bytes) -> list[str]:
    found = replies.preview(office, data)
    replies.accept(office, found)
    return states(found)


@pytest.mark.parametrize(
    ("answer", "kept"), [("ACCEPTED", "accepted"), ("DECLINED", "declined"), ("TENTATIVE", "tentative")]
)
def test_an_answer_is_shown_first_and_recorded_when_accepted(invited: Office, answer: str, kept: str) -> None:
    found = replies.preview(invited, reply(invited, answer, comment="會晚到"))
    assert (states(found), known(invited)) == (["new"], ("", "", ""))

    replies.accept(invited, found)

    assert known(invited) == (kept, "", "會晚到")
    [event_answer] = [
        one.reply for one in invitations.entries(invited, [sessions.show(invited, LIAISON)])[0].guests
        if one.name == "衛生局"
    ]  # fmt: skip
    assert event_answer == kept


def test_the_same_file_twice_changes_nothing(invited: Office) -> None:
    data = reply(invited, "ACCEPTED")
    take(invited, data)
    trail = invited.reader.value("SELECT COUNT(*) FROM audit")

    assert take(invited, data) == ["same"]
    assert invited.reader.value("SELECT COUNT(*) FROM audit") == trail


def test_a_deputy_is_named_and_may_answer_for_himself(invited: Office) -> None:
    take(invited, reply(invited, "DELEGATED", params=';DELEGATED-TO="mailto:wang@county.example"'))
    assert known(invited) == ("delegated", "wang@county.example", "")

    assert take(invited, reply(invited, "ACCEPTED", email="wang@county.example")) == ["new"]
    [deputy] = [one for one in attendance.of(invited, LIAISON) if one.email == "wang@county.example"]
    assert (deputy.reply, deputy.role, deputy.group) == ("accepted", "attendee", False)


def test_an_answer_to_the_date_before_the_move_is_said_and_not_taken(invited: Office) -> None:
    old = reply(invited, "ACCEPTED")
    scheduling.move(
        invited, LIAISON, scheduling.new_start(invited, LIAISON, "115.12.8"), reason="議會",
        despite=frozenset(scheduling.Rule),
    )  # fmt: skip

    assert take(invited, old) == ["older"]
    assert known(invited) == ("", "", "")


def test_an_answer_given_before_the_move_no_longer_stands_in_the_new_invite(invited: Office) -> None:
    take(invited, reply(invited, "ACCEPTED"))
    scheduling.move(
        invited, LIAISON, scheduling.new_start(invited, LIAISON, "115.12.8"), reason="議會",
        despite=frozenset(scheduling.Rule),
    )  # fmt: skip

    files = invitations.export(invited, [sessions.show(invited, LIAISON).id], Method.REQUEST)
    assert b"PARTSTAT=ACCEPTED" not in next(iter(files.values()))
    assert known(invited)[0] == "accepted"


def test_a_file_that_arrives_late_does_not_undo_a_later_answer(invited: Office) -> None:
    take(invited, reply(invited, "DECLINED", at="20261103T010000Z"))

    assert take(invited, reply(invited, "ACCEPTED", at="20261101T010000Z")) == ["earlier"]
    assert known(invited)[0] == "declined"
    assert take(invited, reply(invited, "TENTATIVE", at="20261104T010000Z")) == ["new"]


def test_strangers_and_unknown_sittings_are_said_and_not_taken(invited: Office) -> None:
    assert take(invited, reply(invited, "ACCEPTED", email="stranger@elsewhere.example")) == ["nobody"]
    assert take(invited, reply(invited, "ACCEPTED").replace(b"UID:", b"UID:x")) == ["unknown"]
    assert take(invited, reply(invited, "ACCEPTED", sequence=9)) == ["newer"]
    scheduling.cancel(invited, LIAISON, reason="取消")
    assert take(invited, reply(invited, "ACCEPTED")) == ["over"]


def test_a_comment_on_a_case_conference_is_not_kept(invited: Office) -> None:
    guest = next(one for one in attendance.of(invited, CASE) if one.email)

    take(invited, reply(invited, "DECLINED", number=CASE, email=guest.email, comment="王小明案由承辦說明"))

    assert known(invited, CASE, guest.name) == ("declined", "", "")
    assert "王小明" not in str(invited.reader.rows("SELECT * FROM attendance"))


def test_recorded_answers_are_taken_back_by_one_undo(invited: Office) -> None:
    take(invited, reply(invited, "ACCEPTED"))

    history.undo(invited)

    assert known(invited) == ("", "", "")


def test_a_file_that_is_no_reply_is_refused(invited: Office) -> None:
    with pytest.raises(WrongFile):
        replies.preview(invited, reply(invited, "ACCEPTED").replace(b"METHOD:REPLY", b"METHOD:PUBLISH"))
    with pytest.raises(WrongFile):
        replies.preview(invited, b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n")
