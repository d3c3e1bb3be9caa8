"""Action items as commands print them: a list, one with all it says, and the keys for programs."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from meetingtui.cli import printing
from meetingtui.domain.actions import (
    GOES_ON,
    KIND_WORDS,
    LEVEL_WORDS,
    PRIORITY_WORDS,
    STATUS_WORDS,
    STILL_OPEN,
    ActionStatus,
    ActionView,
    Level,
    Priority,
)
from meetingtui.language import N_, _


def as_dict(one: ActionView) -> dict[str, Any]:
    """The keys that the command line promises, then those it adds."""
    return {
        "id": one.id, "number": one.number, "text": one.text, "lead": one.lead or None, "assists": list(one.assists),
        "due": one.due or None, "status": one.status, "overdue_days": one.overdue_days,
        "source_session": one.session_number, "last_report": one.report or None, "rounds": one.rounds,
        "kind": one.kind, "series": one.series, "day": one.day or None, "agenda_item_id": one.agenda_item_id,
        "note": one.note, "version": one.version, "priority": one.priority or None, "labels": list(one.labels),
        "case_code": one.case_code or None, "level": one.level or None, "came_by": one.came_by or None,
        "came_from": one.came_from or None, "merged_into": one.merged_into or None, "ruled_in": one.ruled_in or None,
        "passed_over": one.passed_over, "old_number": one.old_number,
    }  # fmt: skip


def day(due: str, form: str = "long") -> str:
    """A due day as people read it; empty stays empty."""
    from datetime import date

    from meetingtui.dates.showing import show_date

    return show_date(date.fromisoformat(due), form) if due else ""


def print_list(found: Sequence[ActionView], options: argparse.Namespace) -> None:
    if options.json:
        printing.as_json([as_dict(one) for one in found])
        return
    if not found:
        printing.line(_("沒有符合條件的列管事項。"))
        return
    printing.table(
        [_("編號"), _("事項"), _("列管主辦"), _("協辦"), _("期限"), _("狀態"), _("逾期天數")],
        [
            [
                one.number, one.text, one.lead, _("、").join(one.assists), day(one.due, "dot"),
                _(STATUS_WORDS[one.status]), one.overdue_days or "",
            ]
            for one in found
        ],
        right=frozenset({6}),
    )  # fmt: skip
    printing.line(sums(found))


def sums(found: Sequence[ActionView]) -> str:
    """How many items a list has, and where some have left, how many by what; counted as in the figures."""
    still = [one for one in found if one.status in STILL_OPEN]
    if len(still) == len(found):
        return _("共{count}項。").format(count=len(found))
    counts = (
        (N_("未結{count}"), len(still)), (N_("解除{count}"), _count(found, ActionStatus.CLOSED)),
        (N_("自行列管{count}"), _count(found, ActionStatus.DELEGATED)), (N_("分併案{count}"), _count(found, *GOES_ON)),
    )  # fmt: skip
    parts = _("、").join(_(word).format(count=count) for word, count in counts if count)
    return _("共{count}項：{parts}。").format(count=len(found), parts=parts)


def _count(found: Sequence[ActionView], *statuses: ActionStatus) -> int:
    return sum(one.status in statuses for one in found)


def print_one(one: ActionView, options: argparse.Namespace) -> None:
    if options.json:
        printing.as_json(as_dict(one))
        return
    for name, value in (
        (_("編號"), one.number), (_("類別"), _(KIND_WORDS[one.kind])), (_("事項"), one.text), (_("列管主辦"), one.lead),
        (_("協辦"), _("、").join(one.assists)), (_("期限"), day(one.due)), (_("狀態"), _(STATUS_WORDS[one.status])),
        (_("逾期天數"), one.overdue_days), (_("場次"), one.session_number), (_("備註"), one.note),
        (_("優先順序"), _(PRIORITY_WORDS[Priority(one.priority)]) if one.priority else ""),
        (_("標籤"), _("、").join(one.labels)), (_("案號"), one.case_code),
        (_("層級"), _(LEVEL_WORDS[Level(one.level)]) if one.level else ""),
        (_("未裁示次數"), one.passed_over), (_("併入"), one.merged_into), (_("來源"), one.came_from),
        (_("原編號"), one.old_number),
    ):  # fmt: skip
        if value:
            printing.line(_("{name}：{value}").format(name=name, value=value))
