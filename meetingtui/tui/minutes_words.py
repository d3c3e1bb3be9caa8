"""Where minutes stand, in a line above and one below."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from meetingtui.dates.showing import show_date
from meetingtui.domain.minutes import STATUS_WORDS, MinutesStatus, MinutesView
from meetingtui.domain.sessions import STATUS_WORDS as SITTING_WORDS
from meetingtui.domain.sessions import Status
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.domain.sittings import SessionView
    from meetingtui.tui.minutes_points import Point

BEFORE_SENT = frozenset({MinutesStatus.DRAFT, MinutesStatus.SUBMITTED})


def state(view: MinutesView, sitting: SessionView) -> str:
    """草稿　會後5日／限7日."""
    parts = [_(STATUS_WORDS[view.status])]
    if view.approved_on and view.sent_on:  # the number under which they were sent needs the room
        parts.append(_("{day}核定").format(day=_day(view.approved_on)))
    elif view.approved_on:
        parts.append(_("{day}核定（{who}）").format(day=_day(view.approved_on), who=view.approved_by))
    if view.sent_on:
        parts.append(_("{day}函送{number}").format(day=_day(view.sent_on), number=view.doc_no))
    if view.confirmed_in:
        parts.append(_("{number}確認").format(number=view.confirmed_in))
    if view.status in BEFORE_SENT and (sitting.status == "held" or view.days_since):
        parts.append(_("會後第{days}日，限{allowed}日").format(days=view.days_since, allowed=view.days_allowed))
    if is_late(view):
        parts.append(_("逾期"))
    if view.minute_taker:
        parts.append(_("紀錄：{who}").format(who=view.minute_taker))
    if view.adjourned_at:
        parts.append(_("散會 {time}").format(time=view.adjourned_at[11:16]))
    if sitting.confidential:
        parts.append(_("密"))
    return "　".join(parts)


def why_locked(view: MinutesView, sitting: SessionView, key: str) -> str:
    """Why nothing can be typed, and what to do; `key` leads to reopening."""
    if view.locked:
        said = _("紀錄已{status}，文字不能更動；按{key}敘明理由退回草稿後再改。")
        return said.format(status=_(STATUS_WORDS[view.status]), key=key)
    return _("這一場{status}，沒有紀錄可記。").format(status=_(SITTING_WORDS[Status(sitting.status)]))


def is_late(view: MinutesView) -> bool:
    """Whether the minutes should be approved already."""
    return view.status in BEFORE_SENT and view.days_since > view.days_allowed


def foot(point: Point, counted: tuple[int, int], unsaved: int, *, timing: bool, kept: bool) -> str:
    """本案123字　全文4,567字　03:25　全部已存; `kept` says that every typed word would outlast a power cut."""
    here, whole = counted
    parts = [_("本案{here}字，全文{whole}字").format(here=f"{here:,}", whole=f"{whole:,}")]
    if timing or point.seconds >= 1:
        minutes, seconds = divmod(int(point.seconds), 60)
        planned = point.item.minutes if point.item else None
        spent = f"{minutes}:{seconds:02d}"
        text = _("計時 {spent}／{planned}分").format(spent=spent, planned=planned) if planned else _(
            "計時 {spent}"
        ).format(spent=spent)  # fmt: skip
        parts.append(text if timing else _("{text}（停）").format(text=text))
    if not kept:
        parts.append(_("輸入中…"))
    else:
        parts.append(_("未存{count}案，輸入已留存").format(count=unsaved) if unsaved else _("全部已存"))
    return "　".join(parts)


def _day(iso: str) -> str:
    return show_date(date.fromisoformat(iso), "dot")
