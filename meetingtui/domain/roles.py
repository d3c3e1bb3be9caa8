"""What a calendar file asks for, in which part somebody is asked, and what he answers."""

from __future__ import annotations

from enum import StrEnum


class Method(StrEnum):
    """What the receiver shall do with the file (RFC 5546): subscribe, reply, or strike out."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Role(StrEnum):
    """How a guest takes part: 主席, 出席, 得出席 (may attend), 列席."""

    CHAIR = "chair"
    ATTENDEE = "attendee"
    MAY = "may"
    OBSERVER = "observer"


class Reply(StrEnum):
    """What a guest has answered so far."""

    NONE = "none"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    DELEGATED = "delegated"
