"""Action items (列管事項): what a sitting has ruled that an agency must do, by when, and where it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from meetingtui.language import N_


class ActionStatus(StrEnum):
    """Where an action item stands."""

    OPEN = "open"
    PROPOSED_CLOSE = "proposed_close"
    CLOSED = "closed"
    DELEGATED = "delegated"


STATUS_WORDS = {
    ActionStatus.OPEN: N_("繼續列管"),
    ActionStatus.PROPOSED_CLOSE: N_("建議解除列管"),
    ActionStatus.CLOSED: N_("解除列管"),
    ActionStatus.DELEGATED: N_("自行列管"),
}


class ActionKind(StrEnum):
    """An order to an agency, or a recommendation that goes up a level."""

    RULING = "ruling"
    POLICY = "policy"


STILL_OPEN = frozenset({ActionStatus.OPEN, ActionStatus.PROPOSED_CLOSE})
"""States in which an item comes back at the next sitting and can be overdue."""
KIND_WORDS = {ActionKind.RULING: N_("交辦事項"), ActionKind.POLICY: N_("政策建議")}


class ActionView(NamedTuple):
    """An action item as lists show it. `due` is an ISO day or empty; `overdue_days` 0 unless it is open and late.

    `lead_id` and `assist_ids` are agencies, `lead` and `assists` their names; `report` is the newest 辦理情形.
    """

    id: int
    number: str
    text: str
    lead_id: int | None
    lead: str
    assist_ids: tuple[int, ...]
    assists: tuple[str, ...]
    due: str
    status: ActionStatus
    kind: ActionKind
    overdue_days: int
    session_id: int
    session_number: str
    series: str
    day: str
    agenda_item_id: int | None = None
    note: str = ""
    report: str = ""
    rounds: int = 0
    version: int = 1


class ActionFilter(NamedTuple):
    """What a list of action items is narrowed to; an empty field narrows nothing, an empty tuple matches nothing.

    `agency_ids` lead or assist; `overdue` keeps open ones whose day has passed; `first` and `last` are due days (ISO,
    inclusive), `before` keeps items of sittings before that ISO day; `text` stands in number or text.
    """

    session_ids: tuple[int, ...] | None = None
    series_ids: tuple[int, ...] | None = None
    track_ids: tuple[int, ...] | None = None
    agency_ids: tuple[int, ...] | None = None
    item_ids: tuple[int, ...] | None = None
    statuses: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    overdue: bool = False
    first: str = ""
    last: str = ""
    before: str = ""
    text: str = ""
    credited: bool = False
    """Whether items of sittings that are credited to `series_ids` (and `track_ids`) count as theirs."""
