"""Mail drafts as files: what mail programs find in them, and what nobody can smuggle in."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default

import pytest

from meetingtui.domain.roles import Method
from meetingtui.formats.mail import Attachment, Draft, reachable, write

CALENDAR = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:\xe6\x9c\x83\xe8\xad\xb0\r\nEND:VCALENDAR\r\n"
DRAFT = Draft(
    "屏東縣政府社會處", "sad@example.invalid", "屏東縣政府衛生局", "phb@example.invalid", "開會通知單：第3次會議",
    "您好：\n請查照。", (Attachment("PIF-10-115-03_notice.pdf", "pdf", b"%PDF-1.7 \x00\xff"),), CALENDAR,
)  # fmt: skip


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_opens_unsent_with_sender_recipient_and_subject():
    message = read(write(DRAFT))

    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "開會通知單：第3次會議"
    assert str(message["To"].addresses[0]) == "屏東縣政府衛生局 <phb@example.invalid>"
    assert message["From"].addresses[0].addr_spec == "sad@example.invalid"


def test_the_invitation_is_the_last_alternative_and_attached_once_more():
    message = read(write(DRAFT))

    mixed = list(message.iter_parts())
    assert [part.get_content_type() for part in mixed] == [
        "multipart/alternative", "application/pdf", "application/ics",
    ]  # fmt: skip
    ways = list(mixed[0].iter_parts())
    assert [part.get_content_type() for part in ways] == ["text/plain", "text/calendar"]
    assert ways[1].get_param("method") == "REQUEST"
    assert ways[1].get_content_charset() == "utf-8"
    assert ways[1].get_payload(decode=True) == mixed[2].get_payload(decode=True) == CALENDAR
    assert mixed[1].get_payload(decode=True) == b"%PDF-1.7 \x00\xff"


def test_a_cancellation_says_that_it_is_one():
    part = read(write(DRAFT._replace(method=Method.CANCEL))).get_body(("plain",))
    calendar = [one for one in read(write(DRAFT._replace(method=Method.CANCEL))).walk() if one.get_param("method")]

    assert part is not None
    assert [one.get_param("method") for one in calendar] == ["CANCEL"]


def test_the_same_draft_gives_the_same_bytes_with_lines_that_end_as_mail_asks():
    made = write(DRAFT)

    assert made == write(DRAFT)
    assert made.count(b"\n") == made.count(b"\r\n")
    assert max(map(len, made.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    "hostile",
    [
        "局\r\nBcc: spy@example.invalid", "局\nX-Evil: 1", "\x00局\x1b[31m", "局\u202e反",
        '局" <spy@example.invalid>, "',
        "局\ud800", "長" * 5000, "=?utf-8?q?x?=", "",
    ],
)  # fmt: skip
def test_a_hostile_name_begins_no_header_and_adds_no_recipient(hostile: str):
    message = read(write(DRAFT._replace(to=hostile, sender=hostile, subject=hostile)))

    assert set(message.keys()) == {"X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type"}
    assert [one.addr_spec for one in message["To"].addresses] == ["phb@example.invalid"]
    assert not any(sign in str(message["Subject"]) for sign in "\r\n\x00\x1b\u202e")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b@c",
        "a b@c",
        "a@b\r\nBcc: x@y",
        "a@b,c@d",
        "<a@b>",
        "王@例.tw",
        "a@b;",
        '"a"@b',
        "a@" + "b" * 300,
    ],
)
def test_an_address_that_is_none_leaves_the_recipient_open(address: str):
    assert not reachable(address)
    message = read(write(DRAFT._replace(to_email=address)))

    assert message["To"] is None
    assert message["Bcc"] is None


def test_a_body_cannot_bring_control_signs_along():
    body = read(write(DRAFT._replace(body="一\x00\x1b[31m\r\n二\u202e\ud800"))).get_body(("plain",))

    assert body is not None
    assert body.get_content().splitlines() == ["一[31m", "二"]
