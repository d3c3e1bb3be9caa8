"""The tables of a sitting's papers: agenda, minutes and their versions, notice; and how papers look."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from meetingtui.store.rows import ONCE, EditedRow, Row


class AgendaItem(EditedRow, table=True):
    """A point of an agenda; without `session_id` it waits for the next sitting of its series (and track).

    `kind` is a value of domain.agenda.ItemKind, `origin` of domain.agenda.Origin with `origin_id` the template, or the
    sitting, it came from (a sitting: the one that is confirmed, or that carried it over). `position` is its place
    within its kind. `papers` is a JSON list of {"name", "note"}; `minutes` the planned time, None for not said.
    `written_on` is the ISO day on which it was written, None where that was not noted yet.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        Index("ix_agenda_item_session", "session_id", "position", "id"),
        Index("ix_agenda_item_series", "series_id", "session_id"),
        ONCE,
    )
    series_id: int = Field(foreign_key="series.id")
    track_id: int | None = Field(default=None, foreign_key="track.id")
    session_id: int | None = Field(default=None, foreign_key="session.id")
    position: int = 0
    kind: str = "report"
    matter: str = ""
    explanation: str = ""
    proposal: str = ""
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    papers: str = "[]"
    minutes: int | None = None
    case_code: str = ""
    origin: str = ""
    origin_id: int | None = None
    postponed: bool = False
    written_on: str | None = None


class AgendaTemplate(EditedRow, table=True):
    """A point that every agenda of a series begins with."""

    __tablename__ = "agenda_template"
    series_id: int = Field(foreign_key="series.id", index=True)
    position: int = 0
    kind: str = "report"
    matter: str = ""
    explanation: str = ""
    proposal: str = ""
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    minutes: int | None = None


class Minutes(EditedRow, table=True):
    """The minutes of a sitting and where they stand (`status`: domain.minutes.MinutesStatus).

    `remarks` are the chair's opening words; `adjourned_at` and the other moments are ISO UTC stamps, days ISO days.
    `hash` is that of the approved text, empty before.
    """

    session_id: int = Field(foreign_key="session.id", unique=True)
    status: str = "draft"
    minute_taker: str = ""
    remarks: str = ""
    declared_secret: bool = False
    opened_at: str | None = None
    adjourned_at: str | None = None
    submitted_at: str | None = None
    approved_on: str | None = None
    approved_by: str = ""
    sent_on: str | None = None
    doc_no: str = ""
    urgency: str = ""
    confirmed_in: int | None = Field(default=None, foreign_key="session.id")
    confirmed_on: str | None = None
    corrections: str = ""
    hash: str = ""


class MinutesItem(EditedRow, table=True):
    """What was said and decided on one point of the agenda; `seconds` is the time it took, 0 for not measured."""

    __tablename__ = "minutes_item"
    agenda_item_id: int = Field(foreign_key="agenda_item.id", unique=True)
    text: str = ""
    decision_kind: str = ""
    decision: str = ""
    seconds: int = 0


class MinutesVersion(Row, table=True):
    """The minutes as they stood when they were submitted, approved or reopened; never changed, never removed.

    `body` is the JSON text of services.minutes_versions, `hash` its SHA-256.
    """

    __tablename__ = "minutes_version"
    session_id: int = Field(foreign_key="session.id", index=True)
    at: str
    who: str
    verb: str
    reason: str = ""
    body: str
    hash: str


class Notice(EditedRow, table=True):
    """What stands on the notice of a sitting besides what the sitting itself says; empty texts: as usual here.

    `issued_doc_no` is the number under which it went out last; a further notice needs another.
    """

    session_id: int = Field(foreign_key="session.id", unique=True)
    doc_no: str = ""
    issued_doc_no: str = ""
    issued_on: str | None = None
    urgency: str = ""
    security: str = ""
    declassify: str = ""
    attachments: str = ""
    subject: str = ""
    remarks: str = ""
    contact: str = ""
    contact_phone: str = ""
    copies: str = ""


class PaperSetting(EditedRow, table=True):
    """How the papers of this office look and what stands on all of them, by the names of domain.paper_settings."""

    __tablename__ = "paper_setting"
    name: str = Field(unique=True)
    value: str
