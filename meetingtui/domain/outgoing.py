"""What must go out again for a sitting: a notice, an invitation, or the file that strikes it out."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_


class What(StrEnum):
    """A new notice on paper, an updated invitation, or the calendar file that strikes a sitting out."""

    NOTICE = "notice"
    INVITE = "invite"
    CANCEL = "cancel"


WHAT_WORDS = {What.NOTICE: N_("開會通知單"), What.INVITE: N_("行事曆邀請"), What.CANCEL: N_("行事曆取消檔")}


class Outgoing(NamedTuple):
    """One thing that must go out again for a sitting, and why."""

    session: SessionView
    what: What
    why: str
