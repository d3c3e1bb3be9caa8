"""What is stored: the one description of every table, imported only by writers and migrations.

Days are ISO dates and moments ISO UTC stamps, both as text, so that SQLite and PostgreSQL answer the same
plain SQL with the same values. `version` rises with every change of a row that people edit.
"""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from meetingtui.store.action_tables import ActionItem, ActionReport, ActionRequest, ActionRound, ActionRuling
from meetingtui.store.calendar_tables import Blackout, Closure, CouncilSession, OfficeYear, PlanWeight
from meetingtui.store.rows import ONCE, EditedRow, Row
from meetingtui.store.search_tables import Paragraph
from meetingtui.store.session_tables import Attendance, Credit, Numbering, Session, SessionChange
from meetingtui.store.sitting_tables import (
    AgendaItem,
    AgendaTemplate,
    Minutes,
    MinutesItem,
    MinutesVersion,
    Notice,
    PaperSetting,
)

__all__ = [
    "ActionItem", "ActionReport", "ActionRequest", "ActionRound", "ActionRuling", "Agency", "AgendaItem",
    "AgendaTemplate", "Alias", "Attendance", "Audit", "Blackout", "Closure", "Contact", "CouncilSession", "County",
    "Credit", "Draft", "Figure", "FormerName", "FrozenCount", "Holder", "Member", "Minutes", "MinutesItem",
    "MinutesVersion", "Notice", "Numbering", "OfficeYear", "PaperSetting", "Paragraph", "PlanWeight", "Post",
    "RuleChair", "Series", "SeriesRule", "Session", "SessionChange", "Source", "Track", "Undo",
]  # fmt: skip


class County(Row, table=True):
    """The county whose registry this is; one row."""

    code: str
    name: str
    document: str = ""
    office_uid: str
    organizer: str = ""
    organizer_email: str = ""
    is_demo: bool = False


class Agency(EditedRow, table=True):
    """A network agency: bureau, centre, court, hospital or association."""

    code: str = Field(unique=True)
    name: str
    name_en: str = ""
    short: str = ""
    kind: str = ""
    networks: str = "[]"
    email: str = ""
    phone: str = ""
    note: str = ""
    retired_on: str | None = None


class Alias(Row, table=True):
    """Another name by which an agency, series, post or track is found (`key`: names.key of it)."""

    __table_args__ = (Index("ix_alias_key", "kind", "key"), UniqueConstraint("kind", "owner_id", "name"), ONCE)
    kind: str
    owner_id: int
    name: str
    key: str


class FormerName(Row, table=True):
    """A name that was in force before `until`: old years keep it."""

    __tablename__ = "former_name"
    kind: str
    owner_id: int
    name: str
    until: str


class Contact(EditedRow, table=True):
    """A person at an agency whom notices and invitations reach."""

    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    title: str = ""
    name: str
    email: str = ""
    phone: str = ""
    note: str = ""
    retired_on: str | None = None


class Post(EditedRow, table=True):
    """An office that may chair: the person follows from its holders."""

    code: str = Field(unique=True)
    name: str
    name_en: str = ""
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    retired_on: str | None = None


class Holder(EditedRow, table=True):
    """Who holds a post from a day on, until a day (exclusive) or until now."""

    post_id: int = Field(foreign_key="post.id", index=True)
    contact_id: int = Field(foreign_key="contact.id")
    valid_from: str
    valid_to: str | None = None


class Series(EditedRow, table=True):
    """A series of meetings; `joint_id` is set on the duties of a joint series, which are never planned."""

    code: str = Field(unique=True)
    name: str
    name_en: str = ""
    level: str
    kind: str = ""
    nature: str = "meeting"
    planned: bool = True
    external: bool = False
    joint_id: int | None = Field(default=None, foreign_key="series.id")
    purpose: str = ""
    papers: str = "{}"
    note: str = ""
    retired_on: str | None = None


class SeriesRule(EditedRow, table=True):
    """How a series meets from a day on: cadence, chair, host, floor, class. Old years keep the old row.

    `quorum` is a number of seats such as "5", a share of them such as "1/2", or ">1/2" for more than that share;
    empty where none is asked.
    """

    __tablename__ = "series_rule"
    __table_args__ = (UniqueConstraint("series_id", "valid_from"), ONCE)
    series_id: int = Field(foreign_key="series.id", index=True)
    valid_from: str
    basis_type: str = "not_stated"
    basis: str = ""
    laws: str = "[]"
    host_agency_id: int | None = Field(default=None, foreign_key="agency.id")
    host: str = ""
    chair_rule: str = "not_stated"
    chair: str = ""
    legal_chair: str = ""
    rhythm: str = "demand"
    per_period: int = 1
    windows: str = "[]"
    qualifier: str = "exact"
    year_basis: str = "calendar"
    cadence: str = ""
    provisional: bool = False
    stated: int | None = None
    target: int | None = None
    floor: int | None = None
    floor_note: str = ""
    max_gap_months: int | None = None
    confidential: bool = False
    notice_days: int = 7
    minutes_days: int = 7
    weekday: int | None = None
    start_time: str = "14:00"
    minutes: int = 120
    room: str = ""
    quorum: str = ""


class RuleChair(Row, table=True):
    """A post that chairs under a rule (several in turn when the rule rotates), or deputises."""

    __tablename__ = "rule_chair"
    rule_id: int = Field(foreign_key="series_rule.id", index=True)
    post_id: int = Field(foreign_key="post.id")
    role: str = "chair"
    position: int = 0


class Member(EditedRow, table=True):
    """Who is asked to a series: an agency, a network or a person, as attendee or only as observer.

    `seat` is a value of domain.seats.Seat, empty for an agency's ordinary seat; `delegable` says whether somebody may
    come in place of its holder, None for what is usual for that seat.
    """

    series_id: int = Field(foreign_key="series.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    network: str = ""
    label: str
    role: str = "attendee"
    valid_from: str | None = None
    valid_to: str | None = None
    seat: str = ""
    title: str = ""
    delegable: bool | None = None


class Track(EditedRow, table=True):
    """One of the places in which a series is held, with the townships it serves."""

    __table_args__ = (UniqueConstraint("series_id", "code"), ONCE)
    series_id: int = Field(foreign_key="series.id", index=True)
    code: str
    name: str
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    chair_post_id: int | None = Field(default=None, foreign_key="post.id")
    townships: str = "[]"
    proposed: bool = False
    valid_from: str | None = None
    valid_to: str | None = None


class Source(Row, table=True):
    """The document line on which a registry entry or one of its figures stands."""

    kind: str
    owner_id: int = Field(index=True)
    field: str = ""
    document: str
    line: int
    text: str


class Figure(Row, table=True):
    """A figure that a document states: a yearly count, a result, a target."""

    series_id: int | None = Field(default=None, foreign_key="series.id", index=True)
    kind: str
    indicator: str
    value: str
    unit: str = ""
    period: str = ""
    target: str = ""
    document: str = ""
    line: int = 0
    text: str = ""


class FrozenCount(Row, table=True):
    """The counts of a year as they were reported, to hold a later run against."""

    __tablename__ = "frozen_count"
    year: int = Field(index=True)
    grouping: str = "series"
    as_of: str
    at: str
    who: str
    body: str


class Audit(Row, table=True):
    """Who did what to which object when, with the names of the fields; never values. `hash` chains the rows."""

    at: str
    who: str
    verb: str
    object: str
    fields: str = ""
    hash: str


class Undo(Row, table=True):
    """What it takes to reverse one service call: the rows it touched as they were before."""

    at: str
    who: str
    verb: str
    object: str
    rows: str
    undone_at: str | None = None


class Draft(Row, table=True):
    """A text somebody is typing, kept until it is saved or discarded.

    `typed_in` names the window (store.windows): of two that one person types in, each has a draft of its own.
    """

    __table_args__ = (UniqueConstraint("who", "object", "typed_in"), ONCE)
    who: str
    object: str
    typed_in: str = ""
    base_version: int = 0
    at: str
    body: str
