from __future__ import annotations

from datetime import UTC, datetime

import pytest

from meetingtui.domain.errors import WrongFile
from meetingtui.domain.invitations import Reply
from meetingtui.intake.calendar_files import kind_of
from meetingtui.intake.replies import ReplyIn, read_replies


def answer(attendee: str, *lines: str, method: str = "REPLY") -> bytes:
    text = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        *([f"METHOD:{method}"] if method else []),
        "BEGIN:VEVENT",
        "UID:a1@meetingtui.example",
        "SEQUENCE:2",
        "DTSTAMP:20260301T010203Z",
        "SUMMARY:Accepted: 社會安全網",
        attendee,
        *lines,
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(text).encode()


ACCEPTED = "ATTENDEE;PARTSTAT=ACCEPTED;CN=衛生局:MAILTO:Health@PTHG.example"


def test_an_agency_that_accepts_is_known_by_uid_sequence_and_address():
    assert read_replies(answer(ACCEPTED, "COMMENT:派\\n科長\x1b出席")) == [
        ReplyIn(
            uid="a1@meetingtui.example",
            sequence=2,
            email="health@pthg.example",
            reply=Reply.ACCEPTED,
            comment="派 科長 出席",
            at=datetime(2026, 3, 1, 1, 2, 3, tzinfo=UTC),
        )
    ]


@pytest.mark.parametrize(
    ("word", "reply"), [("declined", Reply.DECLINED), ("TENTATIVE", Reply.TENTATIVE), ("ACCEPTED", Reply.ACCEPTED)]
)
def test_each_answer_is_understood_in_any_case(word, reply):
    [found] = read_replies(answer(f"ATTENDEE;PARTSTAT={word}:mailto:a@b.example"))

    assert found.reply is reply


def test_a_guest_who_sends_somebody_else_names_the_stand_in():
    [found] = read_replies(
        answer('ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:Deputy@pthg.example":mailto:chief@pthg.example')
    )

    assert (found.reply, found.email, found.delegated_to) == (
        Reply.DELEGATED,
        "chief@pthg.example",
        "deputy@pthg.example",
    )


def test_the_stand_in_says_for_whom_he_comes():
    [found] = read_replies(
        answer('ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:chief@pthg.example":mailto:deputy@pthg.example')
    )

    assert (found.email, found.delegated_from) == ("deputy@pthg.example", "chief@pthg.example")


def test_a_reply_without_sequence_answers_the_first_invite():
    [found] = read_replies(answer(ACCEPTED).replace(b"SEQUENCE:2\r\n", b""))

    assert found.sequence == 0


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (answer(ACCEPTED, method="REQUEST"), "不是出席回覆檔"),
        (answer("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:a@b.example"), "沒有出席、請假或代理"),
        (answer("ATTENDEE;PARTSTAT=ACCEPTED:http://x.example"), "沒有出席、請假或代理"),
        (answer(ACCEPTED).replace(b"UID:a1@meetingtui.example", b"X:1"), "UID"),
        (answer(ACCEPTED).replace(b"SEQUENCE:2", b"SEQUENCE:x"), "SEQUENCE"),
        (answer(ACCEPTED).replace(b"SEQUENCE:2", b"SEQUENCE:-1"), "SEQUENCE"),
        (b"hello", "不是行事曆檔"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_reason(data, why):
    with pytest.raises(WrongFile, match=why) as refusal:
        read_replies(data, filename="回覆.ics")

    assert "回覆.ics" in str(refusal.value)


def test_the_kind_of_a_file_is_told_from_its_method():
    assert kind_of(answer(ACCEPTED)) == "reply"
    assert kind_of(answer(ACCEPTED, method="PUBLISH")) == "busy"
    assert kind_of(answer(ACCEPTED, method="")) == "busy"
    assert kind_of(answer(ACCEPTED).replace(b"VEVENT", b"VFREEBUSY")) == "busy"
    with pytest.raises(WrongFile, match="COUNTER"):
        kind_of(answer(ACCEPTED, method="COUNTER"))


def test_our_own_invite_answered_by_a_calendar_is_read_back():
    data = answer(
        'ATTENDEE;CUTYPE=GROUP;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN="屏東縣政府\r\n 衛生局"'
        ":mailto:health@pthg.exam\r\n ple"
    )

    [found] = read_replies(data)

    assert found.email == "health@pthg.example"
