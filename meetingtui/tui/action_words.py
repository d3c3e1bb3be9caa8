"""An action item in words: how its day, state, agencies and origin are written wherever items are shown."""

from __future__ import annotations

from datetime import date

from meetingtui.dates.showing import show_date
from meetingtui.domain.actions import (
    ORIGIN_WORDS,
    PRIORITY_WORDS,
    STATUS_WORDS,
    STILL_OPEN,
    ActionTotals,
    ActionView,
    Origin,
    Priority,
)
from meetingtui.language import _


def due(one: ActionView, form: str = "dot") -> str:
    """The day until which it is to be done; empty without one."""
    return show_date(date.fromisoformat(one.due), form) if one.due else ""


def state(one: ActionView) -> str:
    """Where it stands in one word: how late it is comes first."""
    if one.overdue_days:
        return _("逾期{days}天").format(days=one.overdue_days)
    return _(STATUS_WORDS[one.status])


def look(one: ActionView) -> str:
    """How its line looks: late ones warn, those that have left stand back."""
    if one.status not in STILL_OPEN:
        return "muted"
    return "warning" if one.overdue_days else ""


def lead(one: ActionView) -> str:
    """Who leads, or that nobody does yet."""
    return one.lead or _("（未定）")


def assists(one: ActionView) -> str:
    """Who assists."""
    return _("、").join(one.assists)


def passed_over(one: ActionView) -> str:
    """How often a sitting of its body has said nothing of it; empty for never."""
    return _("{count}次").format(count=one.passed_over) if one.passed_over else ""


def priority(one: ActionView) -> str:
    """How pressing it is; empty for an ordinary one."""
    return _(PRIORITY_WORDS[Priority(one.priority)]) if one.priority else ""


def origin(one: ActionView) -> str:
    """Which item it came of, and how; empty for one that a sitting made."""
    return f"{_(ORIGIN_WORDS[Origin(one.came_by)])} {one.came_from or one.old_number}".rstrip() if one.came_by else ""


def sentence(one: ActionView) -> str:
    """All that a list may have no room for, in one line."""
    told = [" ".join(part for part in (one.number, priority(one), " ".join(one.text.split())) if part), state(one)]
    if one.passed_over:
        told.append(_("{sitting}後已有{count}場未裁示").format(sitting=one.ruled_in, count=one.passed_over))
    told.append(_("主辦：{lead}").format(lead=lead(one)))
    if one.assists:
        told.append(_("協辦：{assists}").format(assists=assists(one)))
    return _("；").join(told)


def summary(totals: ActionTotals) -> str:
    """What stands below a list: how many are open, late, and without a day."""
    parts = [_("列管中{count}").format(count=f"{totals.open:,}"), _("逾期{count}").format(count=f"{totals.overdue:,}")]
    if totals.undated:
        parts.append(_("無期限{count}").format(count=f"{totals.undated:,}"))
    return _("，").join(parts)
