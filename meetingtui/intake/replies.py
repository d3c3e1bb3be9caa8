"""Answers to an invite (METHOD:REPLY, RFC 5546 §3.2.3): who comes, who does not, who sends somebody else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from meetingtui.domain.invitations import Reply, is_address
from meetingtui.intake.calendar_files import read
from meetingtui.intake.reading import clean_text, refused
from meetingtui.language import _

if TYPE_CHECKING:
    from icalendar import Component

_ANSWERS = {
    "ACCEPTED": Reply.ACCEPTED,
    "DECLINED": Reply.DECLINED,
    "TENTATIVE": Reply.TENTATIVE,
    "DELEGATED": Reply.DELEGATED,
}
_LONGEST_UID = 255


@dataclass(frozen=True, slots=True)
class ReplyIn:
    """One answer as it came: match it by uid, sequence and email (lower case); nothing in it is proven.

    `delegated_to` and `delegated_from` are e-mails in lower case; `at` is the sender's time stamp (UTC), by
    which a later answer to the same sequence replaces an earlier one.
    """

    uid: str
    sequence: int
    email: str
    reply: Reply
    delegated_to: str = ""
    comment: str = ""
    delegated_from: str = ""
    at: datetime | None = None


def read_replies(data: bytes, *, filename: str = "") -> list[ReplyIn]:
    """All answers in a REPLY file. Raises WrongFile when it is none or an answer cannot be read."""
    file = read(data, filename=filename)
    if file.method != "REPLY":
        raise refused(filename, _("不是出席回覆檔（METHOD:REPLY）。請匯入與會者回信所附的 .ics 檔。"))
    answers = [answer for event in file.events for answer in _answers(event, filename)]
    if not answers:
        raise refused(filename, _("檔案裡沒有出席、請假或代理的回覆。請向對方確認回信內容。"))
    return answers


def _answers(event: Component, filename: str) -> list[ReplyIn]:
    uid = clean_text(str(event.get("UID", "")), _LONGEST_UID)
    if not uid:
        raise refused(filename, _("回覆沒有註明是哪一場會議（UID）。請對方從原邀請重新回覆。"))
    guests = event.get("ATTENDEE", [])
    found = []
    for guest in guests if isinstance(guests, list) else [guests]:
        reply = _ANSWERS.get(str(guest.params.get("PARTSTAT", "")).upper())
        email = _email(guest)
        if reply is None or not email:
            continue
        found.append(
            ReplyIn(
                uid=uid,
                sequence=_sequence(event, filename),
                email=email,
                reply=reply,
                delegated_to=_email(guest.params.get("DELEGATED-TO", "")),
                comment=_comment(event),
                delegated_from=_email(guest.params.get("DELEGATED-FROM", "")),
                at=_stamp(event),
            )
        )
    return found


def _email(address: object) -> str:
    """The address after `mailto:` (any case), or nothing when it is none."""
    if isinstance(address, list):
        address = address[0] if address else ""
    email = re.sub(r"^\s*mailto:", "", str(address), flags=re.IGNORECASE).strip().lower()
    return email if is_address(email) else ""


def _sequence(event: Component, filename: str) -> int:
    """The sequence answered to; none means the first (RFC 5545 §3.8.7.4)."""
    value = event.get("SEQUENCE", 0)
    if isinstance(value, int) and 0 <= value < 2**31:
        return int(value)
    raise refused(filename, _("回覆的版次（SEQUENCE）不是數字。請對方從原邀請重新回覆。"))


def _comment(event: Component) -> str:
    comments: Any = event.get("COMMENT", "")
    return clean_text(" ".join(map(str, comments)) if isinstance(comments, list) else str(comments))


def _stamp(event: Component) -> datetime | None:
    moment = getattr(event.get("DTSTAMP"), "dt", None)
    if not isinstance(moment, datetime):
        return None
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (OverflowError, ValueError):
        return None
