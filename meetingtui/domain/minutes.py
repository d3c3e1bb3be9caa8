"""The minutes of a sitting: their states, the kinds of decisions, and which kind fits which point."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from meetingtui.domain.agenda import AgendaItemView, ItemKind
from meetingtui.domain.errors import ChangedMeanwhile, Overruled, Refusal
from meetingtui.language import N_, _, sentences

TOLD = 3
"""Findings that a refusal tells in full."""


class MinutesStatus(StrEnum):
    """草稿 › 送核 › 核定 › 函送 › 確認."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SENT = "sent"
    CONFIRMED = "confirmed"


STATUS_WORDS = {
    MinutesStatus.DRAFT: N_("草稿"),
    MinutesStatus.SUBMITTED: N_("送核"),
    MinutesStatus.APPROVED: N_("核定"),
    MinutesStatus.SENT: N_("函送"),
    MinutesStatus.CONFIRMED: N_("確認"),
}
LOCKED = frozenset({MinutesStatus.APPROVED, MinutesStatus.SENT, MinutesStatus.CONFIRMED})
"""States in which the text can no longer be changed."""
TURNS = {
    MinutesStatus.SUBMITTED: frozenset({MinutesStatus.DRAFT}),
    MinutesStatus.APPROVED: frozenset({MinutesStatus.SUBMITTED}),
    MinutesStatus.SENT: frozenset({MinutesStatus.APPROVED}),
    MinutesStatus.CONFIRMED: frozenset({MinutesStatus.APPROVED, MinutesStatus.SENT}),
}
"""From which states each state can be reached."""


URGENCIES = (N_("最速件"), N_("速件"), N_("普通件"))
"""速別 of a letter, the quickest first; stored in Chinese, as it stands on paper."""


class DecisionKind(StrEnum):
    """決議 is a body's vote or agreement, 決定 a ruling on a report, 結論 the outcome of a coordination,

    裁示 the chair's word, 建議 advice to somebody above (公文撰作解析).
    """

    RESOLUTION = "resolution"
    DECISION = "decision"
    CONCLUSION = "conclusion"
    RULING = "ruling"
    RECOMMENDATION = "recommendation"


DECISION_WORDS = {
    DecisionKind.RESOLUTION: N_("決議"),
    DecisionKind.DECISION: N_("決定"),
    DecisionKind.CONCLUSION: N_("結論"),
    DecisionKind.RULING: N_("主席裁示"),
    DecisionKind.RECOMMENDATION: N_("建議"),
}
USUAL = {
    ItemKind.CONFIRM: DecisionKind.DECISION,
    ItemKind.TRACKING: DecisionKind.RULING,
    ItemKind.REPORT: DecisionKind.DECISION,
    ItemKind.CASE: DecisionKind.CONCLUSION,
    ItemKind.DISCUSSION: DecisionKind.RESOLUTION,
    ItemKind.MOTION: DecisionKind.RESOLUTION,
}
"""The kind of decision that a point takes unless another is chosen."""
FITTING = {
    ItemKind.CONFIRM: frozenset({DecisionKind.DECISION}),
    ItemKind.TRACKING: frozenset({DecisionKind.RULING, DecisionKind.DECISION, DecisionKind.CONCLUSION}),
    ItemKind.REPORT: frozenset({DecisionKind.DECISION, DecisionKind.RULING}),
    ItemKind.CASE: frozenset(DecisionKind),
    ItemKind.DISCUSSION: frozenset(
        {DecisionKind.RESOLUTION, DecisionKind.CONCLUSION, DecisionKind.RULING, DecisionKind.RECOMMENDATION}
    ),
    ItemKind.MOTION: frozenset(
        {DecisionKind.RESOLUTION, DecisionKind.CONCLUSION, DecisionKind.RULING, DecisionKind.RECOMMENDATION}
    ),
}
"""The kinds that a point can take without being flagged: a report is decided, not resolved."""


MOST_TEXT = 500_000
"""Characters of one text of the minutes; nobody reads a longer one, and screens would not keep up."""


class Written(NamedTuple):
    """What is written on one point: the discussion, the kind of decision (may be empty) and the decision."""

    text: str = ""
    decision_kind: str = ""
    decision: str = ""


class MinutesItemView(NamedTuple):
    """A point of the agenda with what was said (`text`) and decided on it.

    `decision_kind` is a value of DecisionKind, empty where nothing is written; `version` is that of the stored text,
    0 while there is none; `actions` the numbers of the action items that came of it.
    """

    item: AgendaItemView
    text: str = ""
    decision_kind: str = ""
    decision: str = ""
    seconds: int = 0
    version: int = 0
    actions: tuple[str, ...] = ()


class MinutesView(NamedTuple):
    """The minutes of a sitting. Moments are Taipei ISO texts, days ISO days, empty where there is none.

    `version` is 0 while nothing has been written; `days_since` counts from the sitting, `days_allowed` is the series'.
    """

    session_id: int
    number: str
    status: MinutesStatus
    items: tuple[MinutesItemView, ...]
    minute_taker: str = ""
    remarks: str = ""
    declared_secret: bool = False
    opened_at: str = ""
    adjourned_at: str = ""
    submitted_at: str = ""
    approved_on: str = ""
    approved_by: str = ""
    sent_on: str = ""
    doc_no: str = ""
    urgency: str = ""
    confirmed_in: str = ""
    confirmed_on: str = ""
    corrections: str = ""
    hash: str = ""
    version: int = 0
    days_since: int = 0
    days_allowed: int = 7

    @property
    def locked(self) -> bool:
        """Whether the text can no longer be changed."""
        return self.status in LOCKED


class MinutesLocked(Refusal):
    """A change of minutes that are approved."""

    def __init__(self, number: str, status: MinutesStatus) -> None:
        super().__init__(
            _("{number}的紀錄已{status}，內容不能更動。請先敘明理由重啟，或於下次會議確認時註明更正。"),
            number=number, status=_(STATUS_WORDS[status]),
        )  # fmt: skip


class EditedMeanwhile(ChangedMeanwhile):
    """Somebody saved another text first: `mine`, `theirs` and the `base` both began with (None: no longer known).

    `version` is that of `theirs`: whoever has compared them saves over it. `who` saved it, empty where unknown. Of a
    head of minutes only `text` is set: what was typed into its fields, one a line.
    """

    def __init__(
        self, what: str, mine: Written, theirs: Written, base: Written | None, *, version: int, who: str = ""
    ) -> None:
        super().__init__(what)
        self.mine = mine
        self.theirs = theirs
        self.base = base
        self.version = version
        self.who = who


class TextTooLong(Refusal):
    """A text beyond MOST_TEXT characters."""

    def __init__(self, count: int) -> None:
        super().__init__(
            _("此段文字有{count}個字，最多{most}個字，尚未儲存。請刪減，或改列為附件。"), count=count, most=MOST_TEXT
        )


class WrongStep(Refusal):
    """A state that cannot be reached from where the minutes stand."""

    def __init__(self, number: str, now: MinutesStatus, wanted: MinutesStatus) -> None:
        before = _("或").join(_(STATUS_WORDS[one]) for one in MinutesStatus if one in TURNS.get(wanted, ()))
        text = _("{number}的紀錄目前為「{now}」，不能直接{wanted}。請先完成「{before}」。")
        order = list(MinutesStatus)
        if order.index(now) >= order.index(wanted):
            text = _("{number}的紀錄目前為「{now}」，不必再{wanted}。如要更正，請先敘明理由重啟。")
        super().__init__(text, number=number, now=_(STATUS_WORDS[now]), wanted=_(STATUS_WORDS[wanted]), before=before)


def usual(kind: ItemKind) -> DecisionKind:
    """The kind of decision that a point of this kind takes unless another is chosen."""
    return USUAL[kind]


def fits(item: ItemKind, decision: DecisionKind) -> bool:
    """Whether a kind of decision is right for a kind of point."""
    return decision in FITTING[item]


class Unfinished(Overruled):
    """Minutes in which something is to be mended; the user may hand them in, or let them be approved, nevertheless."""

    rule = "findings"

    def __init__(self, number: str, found: Sequence[str]) -> None:
        self.sentences = tuple(found)
        told = list(self.sentences[:TOLD])
        if len(self.sentences) > TOLD:
            rest = _("另有{rest}項，以 minutes lint {number} 或紀錄畫面的「檢查」逐項查看。")
            told.append(rest.format(rest=len(self.sentences) - TOLD, number=number))
        super().__init__(
            _("{number}的紀錄有{count}項待補正：{some}請補正，或註明仍要進行（--despite findings）。"),
            number=number, count=len(self.sentences), some=sentences(told),
        )  # fmt: skip


class NotHeldYet(Refusal):
    """Minutes handed in of a sitting that nobody has recorded as held."""

    def __init__(self, number: str) -> None:
        super().__init__(_("{number}尚未登記召開，紀錄不能送核。請先登記召開。"), number=number)


class AlreadyConfirmed(Refusal):
    """Minutes to be reopened that a later sitting has confirmed."""

    def __init__(self, number: str, confirmed_in: str) -> None:
        super().__init__(
            _("{number}的紀錄已於{later}確認，不能重啟。請於下次會議註明更正；確認登記有誤時，請先撤回確認。"),
            number=number, later=confirmed_in,
        )  # fmt: skip


class SealStays(Refusal):
    """A reopening that somebody wants to take back by undo."""

    def __init__(self, number: str) -> None:
        super().__init__(_("{number}的紀錄不能以復原回到核定。請重新送核、核定。"), number=number)


class WrittenOn(Refusal):
    """A sitting or a point that somebody wants to take back by undo, and on which something has been written since."""

    def __init__(self) -> None:
        super().__init__(_("之後已有議程、紀錄、列管事項或辦理情形，不能以復原刪除。請改為取消場次，或先刪除其內容。"))


class WrongConfirmation(Refusal):
    """A sitting that cannot confirm these minutes: an earlier one, of another series, or not held yet."""


class WrongLifeDay(Refusal):
    """A day of approval or of sending that lies before what it follows, or ahead."""
