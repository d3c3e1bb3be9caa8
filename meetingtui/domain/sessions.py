"""The life of a sitting: its kinds and states, and which turns each state allows."""

from __future__ import annotations

from enum import StrEnum

from meetingtui.domain.errors import Overruled, Refusal
from meetingtui.language import N_, _


class Kind(StrEnum):
    """定期會議 or 臨時會."""

    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"


class Status(StrEnum):
    """Where a sitting stands."""

    PLANNED = "planned"
    NOTICED = "noticed"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    MERGED = "merged"


STATUS_WORDS = {
    Status.PLANNED: N_("預定"),
    Status.NOTICED: N_("已通知"),
    Status.HELD: N_("已召開"),
    Status.POSTPONED: N_("延期待定"),
    Status.CANCELLED: N_("已取消"),
    Status.MERGED: N_("已併開"),
}
KIND_WORDS = {Kind.ORDINARY: N_("定期"), Kind.EXTRAORDINARY: N_("臨時")}
STANDING = frozenset({Status.PLANNED, Status.NOTICED, Status.HELD, Status.POSTPONED})
"""States of a sitting that is on the books."""
OPEN = frozenset({Status.PLANNED, Status.NOTICED, Status.POSTPONED})
"""States of a sitting that is still to be held."""


class Rule(StrEnum):
    """The rules that a user may overrule by name, with a reason."""

    CLASH = "clash"
    HOLIDAY = "holiday"
    WINDOW = "window"
    NOTICE = "notice"


RULE_WORDS = {
    Rule.CLASH: N_("撞期"),
    Rule.HOLIDAY: N_("假日"),
    Rule.WINDOW: N_("超出時段"),
    Rule.NOTICE: N_("通知天數不足"),
}
KEPT = {rule: f"kept_{rule}" for rule in Rule}
"""By which verb the history of a sitting tells that its time breaks a rule for a reason."""


class WrongTurn(Refusal):
    """A change that the state of a sitting does not allow."""

    def __init__(self, number: str, status: Status, verb: str, advice: str) -> None:
        super().__init__(
            _("{number} 目前為「{status}」，不能{verb}。{advice}"),
            number=number,
            status=_(STATUS_WORDS[status]),
            verb=_(verb),
            advice=_(advice),
        )


class LockedSitting(Refusal):
    """A change of time asked of a sitting that somebody locked."""

    def __init__(self, number: str) -> None:
        super().__init__(_("{number} 已鎖定，日期不變。請先解除鎖定再異動。"), number=number)


class ReasonNeeded(Refusal):
    """A change that is not made without a reason."""

    def __init__(self) -> None:
        super().__init__(_("此項異動須註明事由。請輸入事由（--reason）。"))


class RulesBroken(Overruled):
    """A time that breaks rules which the user has not overruled: all of them, so that one answer settles it."""

    def __init__(self, broken: list[tuple[Rule, str]]) -> None:
        self.broken = broken
        names = ",".join(dict.fromkeys(rule.value for rule, _sentence in broken))
        super().__init__(
            _("{reasons}請改其他時間，或註明仍要排入（--despite {rules} --reason 事由）。"),
            reasons="".join(sentence for _rule, sentence in broken),
            rules=names,
        )


def require_open(number: str, status: str, verb: str) -> None:
    """Raises WrongTurn when a sitting in `status` can no longer be moved, postponed, cancelled or held."""
    state = Status(status)
    if state in OPEN:
        return
    advice = {
        Status.HELD: N_("請先取消「已召開」的登記。"),
        Status.CANCELLED: N_("如要恢復，請復原該次取消，或另增一場。"),
        Status.MERGED: N_("請改動其併入的場次。"),
    }[state]
    raise WrongTurn(number, state, verb, advice)


def require_reason(reason: str) -> str:
    """The reason without blanks around it; raises ReasonNeeded for an empty one."""
    if not reason.strip():
        raise ReasonNeeded
    return reason.strip()
