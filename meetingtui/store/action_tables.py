"""The tables of action items: what was ordered, every ruling on it, who was asked when, and what was answered."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from meetingtui.store.rows import ONCE, EditedRow, Row


class ActionItem(EditedRow, table=True):
    """Something a sitting has ruled that somebody must do; number, source and text stay with it.

    `lead_agency_id`, `assists` (a JSON list of agency ids), `due` and `status` (domain.actions.ActionStatus) are how it
    stands now: what the last ruling said, and whether the lead has proposed to close it since. `ruled_in` is the
    sitting of that ruling. `kind`, `priority` and `level` are values of domain.actions, `labels` a JSON list.

    `came_by` says how it came of `came_from_id` (domain.actions.Origin), `merged_into_id` which one goes on for it;
    `old_number` is what an imported one was called in the list it came from.
    """

    __tablename__ = "action_item"
    __table_args__ = (
        Index("ix_action_item_session", "session_id", "ordinal"),
        Index("ix_action_item_lead", "lead_agency_id", "status", "due"),
        Index("ix_action_item_status", "status", "due"),
        UniqueConstraint("session_id", "ordinal"),
        ONCE,
    )
    session_id: int = Field(foreign_key="session.id")
    agenda_item_id: int | None = Field(default=None, foreign_key="agenda_item.id", index=True)
    number: str = Field(unique=True)
    ordinal: int
    kind: str = "tracked"
    text: str
    lead_agency_id: int | None = Field(default=None, foreign_key="agency.id")
    assists: str = "[]"
    due: str | None = None
    status: str = "open"
    note: str = ""
    priority: str = ""
    labels: str = "[]"
    case_code: str = ""
    level: str = ""
    came_by: str = ""
    came_from_id: int | None = Field(default=None, foreign_key="action_item.id", index=True)
    merged_into_id: int | None = Field(default=None, foreign_key="action_item.id", index=True)
    ruled_in: int | None = Field(default=None, foreign_key="session.id")
    old_number: str = ""


class ActionRuling(Row, table=True):
    """What a sitting ruled on an action item, and how the item stood after it; added, never changed.

    `position` orders the rulings on one item; 1 is always `made`, the state in which its own sitting left it. `verb`
    is a value of domain.rulings.Ruling; `status`, `lead_agency_id`, `assists`, `due` and `level` are the state after
    it. `other_id` is the item into which it was merged, `reason` what was said. A recommendation is sent up to the
    series `series_id`, or by the letter `doc_no`.
    """

    __tablename__ = "action_ruling"
    __table_args__ = (
        UniqueConstraint("action_item_id", "position"),
        Index("ix_action_ruling_session", "session_id", "action_item_id"),
        ONCE,
    )
    action_item_id: int = Field(foreign_key="action_item.id")
    position: int
    session_id: int = Field(foreign_key="session.id")
    verb: str
    status: str
    lead_agency_id: int | None = Field(default=None, foreign_key="agency.id")
    assists: str = "[]"
    due: str | None = None
    level: str = ""
    reason: str = ""
    other_id: int | None = Field(default=None, foreign_key="action_item.id")
    series_id: int | None = Field(default=None, foreign_key="series.id")
    doc_no: str = ""
    who: str = ""
    at: str


class ActionRound(EditedRow, table=True):
    """The round before a sitting in which agencies are asked for 辦理情形, from `asked_on` to `due_on` (ISO days)."""

    __tablename__ = "action_round"
    session_id: int = Field(foreign_key="session.id", unique=True)
    asked_on: str
    due_on: str


class ActionRequest(Row, table=True):
    """One agency asked about one item in a round; `role` (lead or assist) is its part when it was asked."""

    __tablename__ = "action_request"
    __table_args__ = (
        UniqueConstraint("round_id", "action_item_id", "agency_id"),
        Index("ix_action_request_item", "action_item_id"),
        Index("ix_action_request_agency", "agency_id", "round_id"),
        ONCE,
    )
    round_id: int = Field(foreign_key="action_round.id")
    action_item_id: int = Field(foreign_key="action_item.id")
    agency_id: int = Field(foreign_key="agency.id")
    role: str


class ActionReport(Row, table=True):
    """辦理情形: what an agency says of an item; added, never changed, the newest of a round is its answer.

    Without `round_id` it came between rounds. `day` is when the agency answered (ISO), `at` when it was stored.
    `progress`, `proposal` and `lateness` are values of domain.reports, empty for nothing said; `percent` 0 to 100.
    `worksheet` is the SHA-256 of the returned file it stood in, empty for what was typed.
    """

    __tablename__ = "action_report"
    __table_args__ = (
        Index("ix_action_report_item", "action_item_id", "agency_id", "id"),
        Index("ix_action_report_round", "round_id"),
        ONCE,
    )
    action_item_id: int = Field(foreign_key="action_item.id")
    agency_id: int = Field(foreign_key="agency.id")
    round_id: int | None = Field(default=None, foreign_key="action_round.id")
    day: str
    at: str
    who: str = ""
    text: str = ""
    progress: str = ""
    proposal: str = ""
    proposed_due: str | None = None
    percent: int | None = None
    lateness: str = ""
    worksheet: str = ""
