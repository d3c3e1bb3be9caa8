"""The tables of sittings: their dates and states, what they count for, who was asked and who came."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from meetingtui.store.rows import ONCE, EditedRow, Row

OVERTAKEN = text("noticed_sequence < sequence OR invited_sequence < sequence")
"""Sittings that were touched after their notice or invitation went out: few, which 今日 looks for at every start."""


class Session(EditedRow, table=True):
    """One sitting. `day` is the Taipei date of `start_at`; both are empty while it is postponed without a date.

    `noticed_sequence` and `invited_sequence` are the `sequence` at which the notice and the calendar invitation which
    went out last were made, None while none has; `noticed_told` and `invited_told` what these said, as
    services.announced writes it.
    """

    __table_args__ = (
        Index(
            "ix_session_count",
            *("year", "series_id", "track_id", "status", "kind", "day", "postponed_times", "person_times"),
        ),
        Index("ix_session_day", "day", "start_at", "id"),
        Index("ix_session_held", "series_id", "status", "day", "track_id"),
        Index("ix_session_overtaken", "day", sqlite_where=OVERTAKEN, postgresql_where=OVERTAKEN),
        Index("ix_session_track", "track_id", "status", "day"),
        Index("ix_session_year", "year", "day", "start_at", "id"),
        ONCE,
    )
    series_id: int = Field(foreign_key="series.id")
    track_id: int | None = Field(default=None, foreign_key="track.id")
    number: str = Field(unique=True)
    year: int
    ordinal: int
    kind: str = "ordinary"
    status: str = "planned"
    day: str | None = None
    start_at: str | None = None
    end_at: str | None = None
    window_first: str | None = None
    window_last: str | None = None
    room: str = ""
    township: str = ""
    chair_post_id: int | None = Field(default=None, foreign_key="post.id")
    acting_post_id: int | None = Field(default=None, foreign_key="post.id")
    chair_person: str = ""
    host_agency_id: int | None = Field(default=None, foreign_key="agency.id")
    locked: bool = False
    reason: str = ""
    merged_into: int | None = Field(default=None, foreign_key="session.id")
    postponed_times: int = 0
    person_times: int | None = None
    person_times_about: bool = False
    note: str = ""
    uid: str = Field(unique=True)
    sequence: int = 0
    changed_at: str
    noticed_at: str | None = None
    noticed_sequence: int | None = None
    invited_sequence: int | None = None
    noticed_told: str | None = None
    invited_told: str | None = None


class Numbering(Row, table=True):
    """The last ordinal given in a series (or track) and year: numbers are never reused, not even after undo."""

    __table_args__ = (UniqueConstraint("series_id", "track_id", "year", "kind"), ONCE)
    series_id: int = Field(foreign_key="series.id")
    track_id: int = 0
    year: int
    kind: str
    last: int = 0


class SessionChange(Row, table=True):
    """A move, postponement, cancellation or other turn in the life of a sitting."""

    __tablename__ = "session_change"
    session_id: int = Field(foreign_key="session.id", index=True)
    at: str
    who: str
    verb: str
    before: str | None = None
    after: str | None = None
    reason: str = ""


class Credit(EditedRow, table=True):
    """A sitting that counts for another series (and track) too, with the reason."""

    __table_args__ = (Index("ix_credit_series", "series_id", "session_id"), ONCE)
    session_id: int = Field(foreign_key="session.id", index=True)
    series_id: int = Field(foreign_key="series.id")
    track_id: int | None = Field(default=None, foreign_key="track.id")
    reason: str = ""


class Attendance(EditedRow, table=True):
    """Who was asked to a sitting, what they answered to which sequence of it and when, and whether they came.

    `person` and `title` are who sat there for it (for a proxy: who came instead), `online` that they did so from afar,
    `walk_in` that nobody had asked them.
    """

    session_id: int = Field(foreign_key="session.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    name: str = ""
    email: str = ""
    role: str = "attendee"
    reply: str = ""
    reply_sequence: int = 0
    replied_at: str | None = None
    delegated_to: str = ""
    comment: str = ""
    presence: str = ""
    persons: int = 0
    member_id: int | None = Field(default=None, foreign_key="member.id")
    title: str = ""
    person: str = ""
    online: bool = False
    walk_in: bool = False
