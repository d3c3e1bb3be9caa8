"""Follow-up reports (辦理情形): rounds before a sitting, what agencies answer, and how each stands in a round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.language import N_, _

MOST_TEXT = 10_000
"""Characters of one answer, typed or returned, as of an action item: both stand in one cell of a table."""
SOON_DAYS = 2
"""Days before the day of answers from which on they are due soon."""


class Progress(StrEnum):
    """How far an agency says it is; what circumstances overtook is told from what was not done (SafeLives)."""

    DONE = "done"
    ONGOING = "ongoing"
    NOT_DONE = "not_done"
    OVERTAKEN = "overtaken"


PROGRESS_WORDS = {
    Progress.DONE: N_("已辦理"),
    Progress.ONGOING: N_("辦理中"),
    Progress.NOT_DONE: N_("未辦理"),
    Progress.OVERTAKEN: N_("情勢變更無法辦理"),
}


class Proposal(StrEnum):
    """What an agency proposes that the sitting rule (列管建議)."""

    CLOSE = "close"
    CONTINUE = "continue"
    DELEGATE = "delegate"


PROPOSAL_WORDS = {
    Proposal.CLOSE: N_("建議解除列管"),
    Proposal.CONTINUE: N_("建議繼續列管"),
    Proposal.DELEGATE: N_("建議自行列管"),
}


class Role(StrEnum):
    """An agency's part in an item."""

    LEAD = "lead"
    ASSIST = "assist"


ROLE_WORDS = {Role.LEAD: "主辦", Role.ASSIST: "協辦"}
"""What worksheets call a part, Chinese in every language."""
PART_WORDS = {Role.LEAD: N_("主辦{agency}"), Role.ASSIST: N_("協辦{agency}")}


class Lateness(StrEnum):
    """When an answer came: after the day it was asked for by, or after the sitting had begun (逾期補件)."""

    LATE = "late"
    AFTER_SITTING = "after_sitting"


LATENESS_WORDS = {Lateness.LATE: N_("逾期"), Lateness.AFTER_SITTING: N_("逾期補件")}


class Answer(StrEnum):
    """How an agency stands with what it is asked in a round."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    DUE_SOON = "due_soon"
    LATE = "late"
    ANSWERED = "answered"


ANSWER_WORDS = {
    Answer.NOT_ASKED: N_("未調查"),
    Answer.ASKED: N_("未回"),
    Answer.DUE_SOON: N_("即將到期"),
    Answer.LATE: N_("逾期未回"),
    Answer.ANSWERED: N_("已回"),
}


class NoPart(Refusal):
    """An answer of an agency that neither leads nor assists an item, nor was asked about it."""

    def __init__(self, number: str, agency: str, parts: Sequence[tuple[Role, str]]) -> None:
        if not parts:
            super().__init__(
                _("{number}尚未指定主辦及協辦機關，不能登記{agency}的辦理情形。請先指定主辦機關。"),
                number=number, agency=agency,
            )  # fmt: skip
            return
        said = _("、").join(_(PART_WORDS[role]).format(agency=name) for role, name in parts)
        super().__init__(
            _("{agency}不是{number}的主辦或協辦機關（{parts}）。請確認編號或機關。"),
            agency=agency, number=number, parts=said,
        )  # fmt: skip


class Incoming(NamedTuple):
    """An answer on its way in: whose (ids of item and agency), in which round (None: between rounds), and what it says.

    `progress`, `proposal` are values of Progress and Proposal or empty, `proposed_due` and `day` ISO days or empty
    (`day`: when it was given, today where nothing is said). `worksheet` is the SHA-256 of the returned file in which
    it stood, empty for what was typed.
    """

    action_id: int
    agency_id: int
    text: str
    progress: str = ""
    proposal: str = ""
    proposed_due: str = ""
    percent: int | None = None
    day: str = ""
    round_id: int | None = None
    worksheet: str = ""

    @property
    def said(self) -> tuple[str, str, str, str, int | None]:
        """What it says, to tell whether another one says the same."""
        return self.text, self.progress, self.proposal, self.proposed_due, self.percent

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing at all."""
        return self.percent is None and not any(self.said)


class ReportView(NamedTuple):
    """One answer. `day` is when the agency gave it and `at` when it was stored; `round` is the sitting it was for.

    `percent` is 0 to 100, None for not said; `proposed_due` an ISO day or empty.
    """

    id: int
    action_id: int
    action_number: str
    agency_id: int
    agency: str
    round_id: int | None
    round: str
    day: str
    at: str
    who: str
    text: str
    progress: Progress | None = None
    proposal: Proposal | None = None
    proposed_due: str = ""
    percent: int | None = None
    lateness: Lateness | None = None
    from_worksheet: bool = False

    @property
    def said(self) -> tuple[str, str, str, str, int | None]:
        """What it says, to tell whether another one says the same."""
        return self.text, self.progress or "", self.proposal or "", self.proposed_due, self.percent


class RoundView(NamedTuple):
    """The round before a sitting: asked on and due on are ISO days; how many agencies were asked and have answered.

    An agency has answered when each item it was asked about has its answer; `late` are those of the others whose day
    has passed. `set_for` is the day of the sitting when `due_on` was set last, empty where that is not known.
    """

    id: int
    session_id: int
    session_number: str
    name: str
    day: str
    asked_on: str
    due_on: str
    asked: int
    answered: int
    late: int
    confidential: bool = False
    set_for: str = ""

    @property
    def is_unfit(self) -> bool:
        """Whether the sitting has moved to another day since the day for answers was set."""
        return bool(self.day and self.set_for) and self.day != self.set_for


class RequestLine(NamedTuple):
    """One agency asked about one item in a round, its answer (the newest in that round), and how it stands."""

    round_id: int
    action_id: int
    action_number: str
    agency_id: int
    agency: str
    role: Role
    state: Answer
    report: ReportView | None = None


class BoardLine(NamedTuple):
    """One agency in one round: of how many items it was asked, as lead and assisting, and answered; and how it stands.

    `last` is the ISO day of its newest answer, empty for none; `unasked` are items in which it has a part and which
    the round has not asked it about. Before anybody was asked `round_id` is 0.
    """

    round_id: int
    session_number: str
    agency_id: int
    agency: str
    leads: int
    assists: int
    answered: int
    state: Answer
    last: str
    late_answers: int = 0
    unasked: int = 0


class ToAsk(NamedTuple):
    """A sitting that comes and open items of which nobody has been asked yet; days are ISO, `due_on` the usual one."""

    session_id: int
    session_number: str
    name: str
    day: str
    due_on: str
    items: int
    asked_before: bool = False


def lateness(day: str, due_on: str, sitting_day: str, *, began: bool) -> Lateness | None:
    """How late an answer of that ISO day is; `began`: it came today, and the sitting of today has begun."""
    if sitting_day and (day > sitting_day or (day == sitting_day and began)):
        return Lateness.AFTER_SITTING
    return Lateness.LATE if day > due_on else None


def standing(asked: int, answered: int, due_on: str, today: str, soon: str) -> Answer:
    """How an agency stands that answered `answered` of `asked` items; days that end by `soon` are due soon."""
    if not asked:
        return Answer.NOT_ASKED
    if answered >= asked:
        return Answer.ANSWERED
    if today > due_on:
        return Answer.LATE
    return Answer.DUE_SOON if due_on <= soon else Answer.ASKED


def progress_of(word: str) -> str:
    """The value of Progress that a word means, empty for none. Raises NotFound with those there are."""
    return _value(word, PROGRESS_WORDS, N_("辦理進度"))


def proposal_of(word: str) -> str:
    """The value of Proposal that a word means, also without 建議; empty for none. Raises NotFound."""
    from meetingtui.domain.registry_values import meant

    return meant("建議" + word, PROPOSAL_WORDS) or _value(word, PROPOSAL_WORDS, N_("列管建議"))


def _value(word: str, words: Mapping[Any, str], what: str) -> str:
    from meetingtui.domain.registry_values import meant

    if not word.strip():
        return ""
    found = meant(word, words)
    if found is None:
        raise NotFound(_(what), word[:40], [_(one) for one in words.values()])
    return found
