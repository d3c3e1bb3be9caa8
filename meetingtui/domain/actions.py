"""Action items (列管事項): what a sitting has ruled that an agency must do, by when, and where it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from meetingtui.language import N_

MOST_TEXT = 10_000
"""Characters of an action item: it stands in one cell of a table."""


class ActionStatus(StrEnum):
    """Where an action item stands; other items go on for one that was split or merged, so it is not closed."""

    OPEN = "open"
    PROPOSED_CLOSE = "proposed_close"
    CLOSED = "closed"
    DELEGATED = "delegated"
    SPLIT = "split"
    MERGED = "merged"


STATUS_WORDS = {
    ActionStatus.OPEN: N_("繼續列管"),
    ActionStatus.PROPOSED_CLOSE: N_("建議解除列管"),
    ActionStatus.CLOSED: N_("解除列管"),
    ActionStatus.DELEGATED: N_("自行列管"),
    ActionStatus.SPLIT: N_("已分案"),
    ActionStatus.MERGED: N_("已併案"),
}


class ActionKind(StrEnum):
    """What is kept track of until a sitting rules, an order to an agency, or a recommendation that goes up a level."""

    TRACKED = "tracked"
    RULING = "ruling"
    POLICY = "policy"


class Priority(StrEnum):
    """How pressing an item is; an ordinary one has none."""

    HIGH = "high"
    URGENT = "urgent"


PRIORITY_WORDS = {Priority.HIGH: N_("重要"), Priority.URGENT: N_("急迫")}


class Level(StrEnum):
    """Where a policy recommendation stands, from the centre's district to the central government."""

    DISTRICT = "district"
    COUNTY = "county"
    CENTRAL = "central"


LEVEL_WORDS = {Level.DISTRICT: N_("區級"), Level.COUNTY: N_("府級"), Level.CENTRAL: N_("中央")}


class Origin(StrEnum):
    """How an item came of another one, or of her old list."""

    SPLIT = "split"
    RAISED = "raised"
    IMPORTED = "imported"


ORIGIN_WORDS = {Origin.SPLIT: N_("分案自"), Origin.RAISED: N_("提報自"), Origin.IMPORTED: N_("匯入")}


STILL_OPEN = frozenset({ActionStatus.OPEN, ActionStatus.PROPOSED_CLOSE})
"""States in which an item comes back at the next sitting and can be overdue."""
GOES_ON = frozenset({ActionStatus.SPLIT, ActionStatus.MERGED})
"""States in which other items go on for it: counted apart from what was closed."""
KIND_WORDS = {
    ActionKind.TRACKED: N_("列管事項"),
    ActionKind.RULING: N_("交辦事項"),
    ActionKind.POLICY: N_("政策建議"),
}


class ActionView(NamedTuple):
    """An action item as lists show it. `due` is an ISO day or empty; `overdue_days` 0 unless it is open and late.

    `lead_id` and `assist_ids` are agencies, `lead` and `assists` their names; `report` is the newest 辦理情形.
    `priority`, `level` and `came_by` are values of Priority, Level and Origin or empty; `came_from` and `merged_into`
    are numbers of other items. `ruled_in` is the number of the sitting that ruled last, `ruled_day` its ISO day, and
    `passed_over` how many sittings of its body have been held since without a word of it (0 unless it is open).
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
    priority: str = ""
    labels: tuple[str, ...] = ()
    case_code: str = ""
    level: str = ""
    came_by: str = ""
    came_from: str = ""
    merged_into: str = ""
    ruled_in: str = ""
    ruled_day: str = ""
    passed_over: int = 0
    old_number: str = ""


class ActionFilter(NamedTuple):
    """What a list of action items is narrowed to; an empty field narrows nothing, an empty tuple matches nothing.

    `agency_ids` lead or assist, `lead_ids` lead, `assist_ids` assist; `overdue` keeps open ones whose day has passed,
    `undated` those without one; `first` and `last` are due days, `held_first` and `held_last` days of the sitting (ISO,
    inclusive), `before` keeps items of sittings before that ISO day. `text` stands in number or text, `number` and
    `session_number` begin so, `case_code` holds it, `labels` are any of these. `passed_over` keeps open ones of which
    a later sitting of their body has said nothing; `answer` is a value of domain.reports.Answer: NOT_ASKED since the
    last ruling, ASKED with somebody's answer missing, or ANSWERED by all; `progress` are values of Progress, as the
    lead said last, `reopened` keeps those that had left and came back; `mine` is who typed the making or the last
    ruling. A word stands in number, text, note or case code, or (as ids) in the name of its series or lead.
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
    lead_ids: tuple[int, ...] | None = None
    assist_ids: tuple[int, ...] | None = None
    no_lead: bool = False
    kinds: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    number: str = ""
    session_number: str = ""
    case_code: str = ""
    undated: bool = False
    held_first: str = ""
    held_last: str = ""
    passed_over: bool = False
    answer: str = ""
    progress: tuple[str, ...] = ()
    reopened: bool = False
    mine: str = ""
    words: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...] = ()
    """Each with the series and the agencies that bear it."""
    also: tuple[ActionFilter, ...] = ()
    """All of these must let an item through too."""
    excluded: tuple[ActionFilter, ...] = ()
    """None of these may."""
    nothing: bool = False


class ActionTotals(NamedTuple):
    """Of a list: how many items, how many are still open, and how many of those are overdue or have no day."""

    items: int
    open: int
    overdue: int
    undated: int


class ActionGroup(NamedTuple):
    """Items that belong together in a view: the id of an agency or a series, or a place in DUE_GROUPS.

    None is for what has no agency. `assisting` counts the items in which the agency only assists.
    """

    key: int | None
    items: int
    overdue: int
    assisting: int = 0


DUE_GROUPS = (N_("逾期"), N_("本週"), N_("本月"), N_("之後"), N_("無期限"), N_("已結"))
"""The groups of a list by due day: past, to the coming Sunday, to the end of the month, later, none; and has left."""
