"""The agenda of a sitting: kinds of points, their order, and the numbers they carry in every paper and on screen."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from meetingtui.domain import numbering
from meetingtui.language import N_


class ItemKind(StrEnum):
    """What a point of an agenda is; the order here is that of the paper (檢察官會議實施辦法第9條)."""

    CONFIRM = "confirm"
    TRACKING = "tracking"
    REPORT = "report"
    CASE = "case"
    DISCUSSION = "discussion"
    MOTION = "motion"


KIND_WORDS = {
    ItemKind.CONFIRM: N_("確認上次紀錄"),
    ItemKind.TRACKING: N_("列管事項"),
    ItemKind.REPORT: N_("報告事項"),
    ItemKind.CASE: N_("個案討論"),
    ItemKind.DISCUSSION: N_("討論事項"),
    ItemKind.MOTION: N_("臨時動議"),
}
HEADINGS = {
    ItemKind.CONFIRM: N_("確認上次會議紀錄"),
    ItemKind.TRACKING: N_("上次會議決議（列管）事項辦理情形"),
    ItemKind.REPORT: N_("報告事項"),
    ItemKind.CASE: N_("個案討論"),
    ItemKind.DISCUSSION: N_("討論事項"),
    ItemKind.MOTION: N_("臨時動議"),
}
"""The headings under which points stand on paper."""


class Origin(StrEnum):
    """Where a point came from; empty text for one that was typed in."""

    CONFIRM = "confirm"
    TRACKING = "tracking"
    TEMPLATE = "template"
    CARRIED = "carried"
    SENT_IN = "sent_in"
    SENT_UP = "sent_up"


ORIGIN_WORDS = {
    Origin.CONFIRM: N_("上次紀錄"),
    Origin.TRACKING: N_("列管"),
    Origin.TEMPLATE: N_("範本"),
    Origin.CARRIED: N_("上次延至本次"),
    Origin.SENT_IN: N_("機關提案"),
    Origin.SENT_UP: N_("下級會議提報"),
}


class PaperNote(NamedTuple):
    """A paper that belongs to a point: the name of the file and a word on it; the file itself stays where it is."""

    name: str
    note: str = ""


class AgendaItemView(NamedTuple):
    """A point as it stands: `number` is its written one within its heading (「一、」, or empty for a single one).

    `minutes` is the planned time, None for not said; `agency` the name of who proposes it; `version` for saving.
    `origin_id` is the template, the sitting (of confirmation and of what was carried), or the action item that was sent
    up, that it came from.
    `postponed` points stay on the agenda of a sitting that is under way, while a copy waits for the next one.
    """

    id: int
    kind: ItemKind
    number: str
    matter: str
    explanation: str = ""
    proposal: str = ""
    agency_id: int | None = None
    agency: str = ""
    papers: tuple[PaperNote, ...] = ()
    minutes: int | None = None
    case_code: str = ""
    origin: str = ""
    origin_id: int | None = None
    postponed: bool = False
    position: int = 0
    version: int = 1


class Agenda(NamedTuple):
    """The agenda of a sitting in its order. `planned` is the sum of the planned minutes, `room` the sitting's length.

    `waiting` is how many points wait for the next sitting of the series (and track); drafting takes them where this
    is the next. `planned` leaves out what was postponed.
    """

    session_id: int
    number: str
    items: tuple[AgendaItemView, ...]
    planned: int
    room: int
    waiting: int = 0

    @property
    def over(self) -> int:
        """Minutes by which the points take longer than the sitting; 0 where they fit."""
        return max(0, self.planned - self.room)


def in_order(items: Iterable[AgendaItemView]) -> list[AgendaItemView]:
    """Points by kind in the order of the paper, then as they were arranged."""
    rank = {kind: place for place, kind in enumerate(ItemKind)}
    return sorted(items, key=lambda one: (rank[one.kind], one.position, one.id))


def numbered(items: Iterable[AgendaItemView]) -> tuple[AgendaItemView, ...]:
    """Points in their order with their written numbers: 一、 and so on within each kind, none for a single one."""
    arranged = in_order(items)
    found = []
    for kind in ItemKind:
        alike = [one for one in arranged if one.kind == kind]
        if len(alike) == 1:
            found.append(alike[0] if not alike[0].number else alike[0]._replace(number=""))
            continue
        found += [one._replace(number=numbering.number(1, place)) for place, one in enumerate(alike, 1)]
    return tuple(found)
