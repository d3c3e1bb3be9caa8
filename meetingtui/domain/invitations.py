"""What a calendar file says of a sitting, and what it must never say of a confidential one.

The words here are written into files that go to other agencies, so they stay Chinese in every language of
the program: the same data gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from meetingtui.domain.errors import Refusal
from meetingtui.domain.roles import Method, Reply, Role
from meetingtui.language import _

__all__ = [
    "CANCELLED_PREFIX", "NEUTRAL_TITLE", "CalendarEntry", "Guest", "Method", "NothingToExport",
    "OneSittingEach", "Reply", "Role", "WrongMethod", "calendar_name", "file_stem", "is_address", "location",
    "neutral", "refuse_unfit", "summary", "without_address",
]  # fmt: skip

NEUTRAL_TITLE = "網絡會議"
CANCELLED_PREFIX = "【取消】"
_NEVER_IN_ADDRESS = frozenset(' ,;:"<>()[]\\')


@dataclass(frozen=True, slots=True)
class Guest:
    """One line of the guest list; `group` is an agency, otherwise a person. `delegated_to` is an e-mail."""

    name: str
    email: str
    role: Role = Role.ATTENDEE
    group: bool = True
    reply: Reply = Reply.NONE
    delegated_to: str = ""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One sitting as a calendar shows it.

    `uid` never changes and tells nothing; `sequence` rises on every change of time, place or state;
    `changed_at` is the stored time of the last change (UTC), never now. `start` and `end` are aware.
    `cancelled` is also a sitting postponed without a new date.
    """

    uid: str
    number: str
    sequence: int
    changed_at: datetime
    start: datetime
    end: datetime
    title: str
    room: str = ""
    township: str = ""
    description: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    organizer: str = ""
    organizer_email: str = ""
    guests: tuple[Guest, ...] = ()
    alarm_minutes: int | None = None
    confidential: bool = False
    cancelled: bool = False
    tentative: bool = False


class NothingToExport(Refusal):
    """A selection without a single sitting makes no calendar file."""

    def __init__(self) -> None:
        super().__init__(_("沒有符合條件的場次，未匯出行事曆檔。請放寬年度、會議別或機關等條件。"))


class OneSittingEach(Refusal):
    """Calendars take only the first sitting of an invite or a cancel (Outlook reads one UID)."""

    def __init__(self, count: int) -> None:
        super().__init__(
            _("邀請檔與取消檔每檔只能有一場會議，這裡選了{count}場。請改匯出到資料夾（每場一檔），或改用訂閱檔。"),
            count=count,
        )


class WrongMethod(Refusal):
    """An invite to a cancelled sitting, or the cancel of one that still takes place."""

    def __init__(self, number: str, *, cancelled: bool) -> None:
        if cancelled:
            text = _("{number}已取消，不能再發邀請。請改匯出取消檔（--method cancel）。")
        else:
            text = _("{number}仍在行程上，不能匯出取消檔。請先取消該場會議，或改匯出邀請檔（--method request）。")
        super().__init__(text, number=number)


def neutral(entry: CalendarEntry) -> CalendarEntry:
    """`entry` as others may see it: of a confidential one only 網絡會議, its number, times, addresses and room.

    Names of guests and organizer go too, as a centre's name tells the kind of case. Doing it twice changes
    nothing; an entry that is not confidential is returned as it is.
    """
    if not entry.confidential:
        return entry
    return replace(
        entry,
        title=NEUTRAL_TITLE,
        township="",
        description=(),
        categories=(NEUTRAL_TITLE,),
        organizer="",
        guests=tuple(replace(guest, name="") for guest in entry.guests),
    )


def summary(entry: CalendarEntry, method: Method) -> str:
    """The line a calendar shows: number and title, marked 【取消】 as many calendars ignore METHOD and STATUS."""
    shown = neutral(entry)
    called_off = method is Method.CANCEL or entry.cancelled
    return f"{CANCELLED_PREFIX if called_off else ''}{shown.title} {shown.number}".rstrip()


def location(entry: CalendarEntry) -> str:
    """Room, with the township before it unless the room names it already."""
    shown = neutral(entry)
    return shown.room if shown.room.startswith(shown.township) else f"{shown.township}{shown.room}"


def calendar_name(entries: Iterable[CalendarEntry], wanted: str) -> str:
    """The name of a feed: `wanted`, or 網絡會議 when a sitting in it is confidential.

    The name of such a series tells the kind of case.
    """
    return NEUTRAL_TITLE if any(entry.confidential for entry in entries) else wanted


def file_stem(entry: CalendarEntry, method: Method) -> str:
    """A file name (without ending) for one sitting: number, title, and what to do with it."""
    mark = {Method.CANCEL: "取消_", Method.REQUEST: "", Method.PUBLISH: ""}[method]
    return f"{mark}{entry.number}_{neutral(entry).title}"


def without_address(guests: Collection[Guest]) -> list[Guest]:
    """Guests that a calendar file cannot name because there is no usable e-mail; they still get paper."""
    return [guest for guest in guests if not is_address(guest.email)]


def is_address(email: str) -> bool:
    """Whether `email` can stand after `mailto:`: one @ between two parts, no blanks, quotes or brackets."""
    name, at, host = email.partition("@")
    if not (name and at and host) or "@" in host or len(email) > 254:
        return False
    return email.isprintable() and _NEVER_IN_ADDRESS.isdisjoint(email)


def refuse_unfit(entries: Sequence[CalendarEntry], method: Method) -> None:
    """Raise NothingToExport, OneSittingEach or WrongMethod when `entries` make no file of this method."""
    if not entries:
        raise NothingToExport
    if method is Method.PUBLISH:
        return
    if len(entries) > 1:
        raise OneSittingEach(len(entries))
    cancelled = entries[0].cancelled
    if cancelled is not (method is Method.CANCEL):
        raise WrongMethod(entries[0].number, cancelled=cancelled)
