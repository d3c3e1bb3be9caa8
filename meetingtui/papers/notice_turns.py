"""What a further notice says of the change since the one before: 改期, 延期, 更正, 取消."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from meetingtui.papers import wording


class Turn(NamedTuple):
    """A change of a sitting; `verb` is that of its history."""

    verb: str
    reason: str = ""


class Told(NamedTuple):
    """The word before 開會事由 and the sentence that stands first among the remarks."""

    turn: str = ""
    changed: str = ""


NOTHING = Told()


def told(
    turns: Sequence[Turn], before: datetime | None, start: datetime | None, *, called_off: bool,
    with_reason: bool = True,
) -> Told:  # fmt: skip
    """What is to be told after `turns`, of a sitting that was announced for `before` and is now at `start`.

    None is no time; `called_off` says that it does not take place.
    Without `with_reason` the reasons stay unsaid, as a confidential one may tell of a case.
    """
    if not turns:
        return NOTHING
    last = next((one for one in reversed(turns) if one.verb != "arranged"), None)
    first = f"原訂{wording.moment(before)}召開之會議" if before else "本次會議"
    if last is None or (start is not None and start == before and not called_off):
        return Told("更正", "本次會議前經通知在案，開會地點等事項如有更動，以本通知單所列為準。")
    reason = wording.line(last.reason).rstrip("。") if with_reason else ""
    why = f"，因{reason.removeprefix('因')}" if reason else "，"
    if called_off:
        how = "改與其他會議合併召開，不另召開。" if last.verb == "merged" else "取消召開。"
        return Told("取消", f"{first}{why}{how}")
    if start is None:
        return Told("延期", f"{first}{why}延期召開，日期另行通知。")
    word = "延期" if any(one.verb == "postponed" for one in turns) else "改期"
    return Told(word, f"{first}{why}{word}，以本通知單所列時間為準。")
