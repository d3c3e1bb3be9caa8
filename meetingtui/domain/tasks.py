"""What a calendar file says of an action item as a task, and what it must never say of a confidential one.

The words go to other agencies, so they stay Chinese in every language of the program.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from meetingtui.domain.errors import Refusal
from meetingtui.domain.invitations import NEUTRAL_TITLE
from meetingtui.language import _

SUMMARY_MOST = 80
"""Signs of an item's text in the line of a list."""


class TaskStatus(StrEnum):
    """Where a task stands (RFC 5545 §3.8.1.11)."""

    OPEN = "NEEDS-ACTION"
    UNDER_WAY = "IN-PROCESS"
    DONE = "COMPLETED"
    CALLED_OFF = "CANCELLED"


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """One item as a task. `uid` never changes and tells nothing, `sequence` rises with every change of the item.

    `changed_at` is the stored time of the last ruling or answer, `completed_at` that of the ruling that closed it;
    `percent` is 0 to 100, `priority` 1 (first) to 9.
    """

    uid: str
    number: str
    sequence: int
    changed_at: datetime
    due: date | None
    text: str
    status: TaskStatus = TaskStatus.OPEN
    priority: int = 5
    percent: int | None = None
    completed_at: datetime | None = None
    description: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    confidential: bool = False


class NoTasks(Refusal):
    """A selection without an item that has a day makes no file."""

    def __init__(self) -> None:
        super().__init__(_("沒有符合條件且訂有期限的列管事項，未匯出待辦檔。請放寬機關、會議別或年度等條件。"))


def neutral(entry: TaskEntry) -> TaskEntry:
    """`entry` as others may see it: of a confidential one only 網絡會議, its number, day and state."""
    if not entry.confidential:
        return entry
    return replace(entry, text="", description=(), categories=(NEUTRAL_TITLE,))


def summary(entry: TaskEntry) -> str:
    """The line that a list of tasks shows: number and text, or of a confidential one 網絡會議 and its number."""
    if entry.confidential:
        return f"{NEUTRAL_TITLE} {entry.number}"
    return f"{entry.number} {_first(entry.text)}".rstrip()


def description(entry: TaskEntry) -> list[str]:
    """What stands below it: the whole of a long text, then who does it; nothing of a confidential one."""
    shown = neutral(entry)
    whole = [shown.text] if _first(shown.text) != shown.text else []
    return [*whole, *shown.description]


def _first(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SUMMARY_MOST else f"{line[:SUMMARY_MOST]}……"
