"""What must go out again for a sitting: a notice, an invitation, the file that strikes it out, or a feed."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_


class What(StrEnum):
    """A new notice on paper, an updated invitation, the calendar file that strikes a sitting out, or a feed anew."""

    NOTICE = "notice"
    INVITE = "invite"
    CANCEL = "cancel"
    FEED = "feed"


WHAT_WORDS = {
    What.NOTICE: N_("開會通知單"), What.INVITE: N_("行事曆邀請"), What.CANCEL: N_("行事曆取消檔"),
    What.FEED: N_("行事曆訂閱檔"),
}  # fmt: skip


class Outgoing(NamedTuple):
    """One thing that must go out again for a sitting, and why."""

    session: SessionView
    what: What
    why: str
