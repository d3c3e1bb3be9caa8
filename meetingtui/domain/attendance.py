"""Who is asked to a sitting in whatever part, what they answered, and whether they came."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.language import N_

PRESENCE_WORDS = {
    "present": N_("已出席"),
    "excused": N_("請假"),
    "absent": N_("缺席"),
    "proxy": N_("代理出席"),
}
"""What came of an invitation: 出席, 請假, 缺席, 代理."""
MOST_PERSONS = 1_000_000
"""人次 of one sitting above which a figure is taken for a slip of the hand."""


class AttendeeView(NamedTuple):
    """One who is asked to a sitting; `role` is a value of invitations.Role, `reply` and `presence` empty until known.

    `reply_sequence` is the sequence of the sitting that was answered; `row_id` and `version` are those of what is
    recorded, None while nothing is. `group` is an agency, otherwise a person; `walk_in` came without being asked.
    """

    name: str
    email: str
    role: str
    agency_id: int | None = None
    group: bool = True
    reply: str = ""
    reply_sequence: int = 0
    replied_at: str = ""
    delegated_to: str = ""
    comment: str = ""
    presence: str = ""
    persons: int = 0
    row_id: int | None = None
    version: int | None = None
    walk_in: bool = False
