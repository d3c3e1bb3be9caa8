"""Pre-meeting worksheets (會前資料表): what an agency fills in before a sitting, and how its rows are known again.

The words of a worksheet go to other agencies, so they are Chinese whatever language the program speaks.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from meetingtui.domain.reports import PROGRESS_WORDS, PROPOSAL_WORDS, Progress, Proposal, Role

SIGNATURE = "meetingtui worksheet"
"""What the hidden sheet of a worksheet begins with."""
_DIGEST = 10
_MARK = re.compile(
    r"([A-Z0-9-]{1,60})\|([A-Z0-9-]{1,20})\|([A-Z0-9-]{1,70})\|((?:[0-9a-f]{10}\.){3}[0-9a-f]{10})\|([0-9a-f]{10})\|([0-9a-f]{10})"
)


class Column(StrEnum):
    """A column of a worksheet; agencies fill in those of FILLED, the rest is locked."""

    NUMBER = "number"
    TEXT = "text"
    PART = "part"
    DUE = "due"
    LAST = "last"
    REPORT = "report"
    PROGRESS = "progress"
    PERCENT = "percent"
    PROPOSAL = "proposal"
    PROPOSED_DUE = "proposed_due"
    MARK = "mark"


HEADINGS = {
    Column.NUMBER: "編號", Column.TEXT: "決議（裁示）事項", Column.PART: "主（協）辦", Column.DUE: "期限",
    Column.LAST: "前次辦理情形", Column.REPORT: "本次辦理情形", Column.PROGRESS: "進度", Column.PERCENT: "完成百分比",
    Column.PROPOSAL: "列管建議", Column.PROPOSED_DUE: "建議期限", Column.MARK: "識別碼",
}  # fmt: skip
LOCKED = (Column.TEXT, Column.PART, Column.DUE, Column.LAST)
FILLED = (Column.REPORT, Column.PROGRESS, Column.PERCENT, Column.PROPOSAL, Column.PROPOSED_DUE)
CHOICES = {Column.PROGRESS: tuple(PROGRESS_WORDS.values()), Column.PROPOSAL: tuple(PROPOSAL_WORDS.values())}
"""The columns with a drop-down and what it offers."""


class Filled(NamedTuple):
    """What stands in the answer cells of a row. `proposed_due` is an ISO day or empty, `percent` 0 to 100 or None.

    `progress` and `proposal` are values of Progress and Proposal, or empty.
    """

    text: str = ""
    progress: str = ""
    proposal: str = ""
    proposed_due: str = ""
    percent: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been filled in."""
        return self.percent is None and not any(self[:4])

    @property
    def plain(self) -> Filled:
        """The same with blanks and line breaks as one blank each: programs for spreadsheets change them."""
        return self._replace(text=" ".join(self.text.split()))


class Line(NamedTuple):
    """One item on a worksheet, as texts: `due` as papers write a day, `last` the report before this round."""

    number: str
    text: str
    part: str
    due: str
    last: str
    filled: Filled = Filled()
    role: Role = Role.LEAD

    @property
    def locked(self) -> tuple[str, ...]:
        """The texts that the agency is not to change, in the order of LOCKED."""
        return self.text, self.part, self.due, self.last


class Worksheet(NamedTuple):
    """What one agency gets before one sitting. `session` and `agency` are number and code, `made_on` an ISO day.

    `above` are the lines over the table, the first of them the title; `name` is neutral and stands in the names of
    file and sheet; `mark` is a word on every page (密).
    """

    session: str
    agency: str
    name: str
    above: tuple[str, ...]
    lines: tuple[Line, ...]
    made_on: str
    mark: str = ""
    font: str = "標楷體"


class Mark(NamedTuple):
    """What the hidden cell of a row says: whose answer to which item for which sitting, and digests of its texts."""

    session: str
    agency: str
    number: str
    locked: tuple[str, ...]
    answer: str

    def changed(self, locked: tuple[str, ...]) -> tuple[Column, ...]:
        """The locked columns whose texts are no longer those that were sent."""
        pairs = zip(LOCKED, self.locked, locked, strict=True)
        return tuple(column for column, sent, text in pairs if digest(text) != sent)


def mark_of(sheet: Worksheet, line: Line) -> str:
    """The hidden text by which a row is known again."""
    locked = ".".join(map(digest, line.locked))
    said = "|".join((sheet.session, sheet.agency, line.number, locked, digest_of(line.filled)))
    return f"{said}|{digest(said)}"


def read_mark(text: str) -> Mark | None:
    """What `mark_of` has written; None for anything else, also where a single sign of it was changed."""
    found = _MARK.fullmatch(text.strip())
    if not found or digest(text.strip().rpartition("|")[0]) != found[6]:
        return None
    return Mark(found[1], found[2], found[3], tuple(found[4].split(".")), found[5])


def digest(text: str) -> str:
    """A short digest of a text, blind for blanks and line breaks: programs for spreadsheets change them."""
    from hashlib import sha256

    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def digest_of(filled: Filled) -> str:
    """A short digest of an answer."""
    return digest("\x1f".join("" if one is None else str(one) for one in filled))


def shown(filled: Filled) -> dict[Column, str]:
    """An answer as the cells of a worksheet show it."""
    from datetime import date

    from meetingtui.dates.showing import show_date

    due = filled.proposed_due
    return {
        Column.REPORT: filled.text,
        Column.PROGRESS: PROGRESS_WORDS[Progress(filled.progress)] if filled.progress else "",
        Column.PERCENT: "" if filled.percent is None else f"{filled.percent}%",
        Column.PROPOSAL: PROPOSAL_WORDS[Proposal(filled.proposal)] if filled.proposal else "",
        Column.PROPOSED_DUE: show_date(date.fromisoformat(due), "dot", language="zh_TW") if due else "",
    }
