"""A mail draft as an .eml file: opened in a mail program it is ready to be sent; this program sends nothing.

The calendar file stands last in multipart/alternative, where Outlook and Gmail show it as an invitation, and is
attached once more for the others. The same draft gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple

from meetingtui.domain.invitations import is_address
from meetingtui.domain.roles import Method

_NEVER = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_KINDS = {
    "pdf": ("application", "pdf"),
    "odt": ("application", "vnd.oasis.opendocument.text"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
_NAME_MOST = 120


class Attachment(NamedTuple):
    """A file that goes with the mail; `kind` is its ending (pdf, odt, docx)."""

    name: str
    kind: str
    data: bytes


class Draft(NamedTuple):
    """A mail. An address that cannot be used is left out, so that the sender sees that it is missing."""

    sender: str
    sender_email: str
    to: str
    to_email: str
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()
    calendar: bytes = b""
    method: Method = Method.REQUEST
    calendar_name: str = "invite.ics"


def write(draft: Draft) -> bytes:
    """The draft as a file that mail programs open for editing (X-Unsent: 1)."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if reachable(draft.sender_email):
        message["From"] = _address(draft.sender, draft.sender_email)
    if reachable(draft.to_email):
        message["To"] = _address(draft.to, draft.to_email)
    message["Subject"] = _line(draft.subject)
    message.set_content(_text(draft.body), charset="utf-8", cte="base64")
    if draft.calendar:
        message.add_alternative(
            draft.calendar.decode(), subtype="calendar", charset="utf-8", cte="base64",
            params={"method": draft.method.value},
        )  # fmt: skip
    for one in draft.attachments:
        maintype, subtype = _KINDS[one.kind]
        message.add_attachment(one.data, maintype=maintype, subtype=subtype, filename=_line(one.name))
    if draft.calendar:
        message.add_attachment(
            draft.calendar, maintype="application", subtype="ics", filename=_line(draft.calendar_name)
        )
    return _same_bytes(message, draft)


def reachable(email: str) -> bool:
    """Whether a mail can be addressed to `email`."""
    return email.isascii() and is_address(email)


def _same_bytes(message: EmailMessage, draft: Draft) -> bytes:
    """The message with boundaries that follow from what stands in it, instead of from chance."""
    mark = hashlib.sha256(repr(draft).encode(errors="backslashreplace")).hexdigest()[:32]
    for place, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{mark}_{place}")
    return message.as_bytes()


def _address(name: str, email: str) -> Address:
    local, _at, host = email.rpartition("@")
    return Address(_line(name), local, host)


def _line(text: str) -> str:
    """A header's text: one line, nothing that could begin another header or turn the direction."""
    return " ".join(_NEVER.sub(" ", text).split())[:_NAME_MOST]


def _text(text: str) -> str:
    return "\n".join(_NEVER.sub("", line) for line in text.splitlines()) + "\n"
