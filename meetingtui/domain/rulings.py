"""Rulings on action items: what a sitting may say of one, and how the item stands after it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from meetingtui.domain.actions import STILL_OPEN, ActionStatus, ActionView, Level
from meetingtui.domain.reports import Proposal, ReportView
from meetingtui.language import N_


class Ruling(StrEnum):
    """What a sitting does with an item; `made` is its birth, the first of every item's rulings."""

    MADE = "made"
    CONTINUE = "continue"
    CLOSE = "close"
    DELEGATE = "delegate"
    SPLIT = "split"
    MERGE = "merge"
    LEAD = "lead"
    RAISE = "raise"
    REOPEN = "reopen"


RULING_WORDS = {
    Ruling.MADE: N_("決議列管"),
    Ruling.CONTINUE: N_("繼續列管"),
    Ruling.CLOSE: N_("解除列管"),
    Ruling.DELEGATE: N_("自行列管"),
    Ruling.SPLIT: N_("分案列管"),
    Ruling.MERGE: N_("併案列管"),
    Ruling.LEAD: N_("改列主辦"),
    Ruling.RAISE: N_("提報上級"),
    Ruling.REOPEN: N_("重新列管"),
}
LEAVING = {
    Ruling.CLOSE: ActionStatus.CLOSED,
    Ruling.DELEGATE: ActionStatus.DELEGATED,
    Ruling.SPLIT: ActionStatus.SPLIT,
    Ruling.MERGE: ActionStatus.MERGED,
}
"""The rulings by which an item leaves the list, and the state in which it is then; all others leave it open."""


OUTCOMES = frozenset({Ruling.CONTINUE, *LEAVING})
"""Rulings of which a sitting says at most one on an item; a new lead, a way up or a reopening stands beside it."""

AS_PROPOSED = frozenset({"各依建議", "依建議", "as proposed", "proposed"})
"""Said instead of a day: each item goes on until the day that its lead proposes."""


class Standing(NamedTuple):
    """Who does an item by when, and at which level, as it is stored: `assists` a JSON list of agencies, `due` an ISO

    day or nothing.
    """

    lead: int | None
    assists: str
    due: str | None
    level: str = ""


class RulingView(NamedTuple):
    """One ruling of an item: by which sitting, what it said, and how the item stood after it.

    `due` is an ISO day or empty, `day` that of the sitting. `other` is the number of the item it was merged into, or,
    for a split, those that came of it; `sent_to` the name of the series that it was sent up to.
    """

    id: int
    action_id: int
    position: int
    session_id: int
    session_number: str
    day: str
    verb: Ruling
    status: ActionStatus
    lead_id: int | None
    lead: str
    assist_ids: tuple[int, ...]
    assists: tuple[str, ...]
    due: str
    level: Level | None = None
    reason: str = ""
    other: tuple[str, ...] = ()
    doc_no: str = ""
    who: str = ""
    at: str = ""
    sent_to: str = ""


def status_after(verb: Ruling) -> ActionStatus:
    """How an item stands once a sitting has said `verb`."""
    return LEAVING.get(verb, ActionStatus.OPEN)


def may_follow(status: ActionStatus, verb: Ruling) -> bool:
    """Whether a sitting can say `verb` of an item in that state: only one that has left is reopened."""
    return (verb is Ruling.REOPEN) != (status in STILL_OPEN) and verb is not Ruling.MADE


def gives_way(old: Ruling, new: Ruling) -> bool:
    """Whether what a sitting has said of an item no longer holds once it says `new`."""
    return old is new or {old, new} <= OUTCOMES


def is_lapsed(item: ActionView, day: str) -> bool:
    """Whether an item that a sitting of the ISO `day` left open has no day after it: it is overdue from the next on."""
    return item.status in STILL_OPEN and bool(item.due) and item.due <= day


def rebased(was: Standing, before: Standing, now: Standing) -> Standing:
    """What follows on `now`, where `was` followed on `before`: what that ruling itself said stays said."""
    kept = [name for name in Standing._fields if getattr(was, name) != getattr(before, name)]
    return now._replace(**{name: getattr(was, name) for name in kept})


class Part(NamedTuple):
    """One of the items into which another is split; what is left empty is as in the one that it came of."""

    text: str
    lead: str = ""
    assists: str | tuple[str, ...] = ()
    due: str = ""


class Carried(NamedTuple):
    """An item that comes before a sitting, as it stood then, and what the sitting has ruled on it so far.

    `reports` hold of each agency the answer that the sitting has before it; `passed_over` counts the sittings of its
    body that were held since the last ruling without a word of it.
    """

    item: ActionView
    reports: tuple[ReportView, ...] = ()
    passed_over: int = 0
    rulings: tuple[RulingView, ...] = ()

    @property
    def ruled(self) -> Ruling | None:
        """What the sitting has said last; None while it has said nothing."""
        return self.rulings[-1].verb if self.rulings else None

    @property
    def proposal(self) -> Proposal | None:
        """What the lead proposes."""
        return next((one.proposal for one in self.reports if one.agency_id == self.item.lead_id), None)

    def proposed_until(self, day: str) -> str:
        """The ISO day until which the lead proposes to go on; empty for none, or for one before the ISO `day`."""
        found = next((one.proposed_due for one in self.reports if one.agency_id == self.item.lead_id), "")
        return found if found >= day else ""
