"""The tables of days: when offices are closed, chairs and rooms taken, the council sits; and what wishes weigh."""

from __future__ import annotations

from sqlmodel import Field

from meetingtui.store.rows import EditedRow


class Closure(EditedRow, table=True):
    """Offices closed on a day, or half of it, everywhere or in one township."""

    day: str = Field(index=True)
    half: str = ""
    place: str = ""
    reason: str
    who: str = ""


class OfficeYear(EditedRow, table=True):
    """A year of the official office calendar that a user imported, over the one that is shipped."""

    __tablename__ = "office_year"
    year: int = Field(unique=True)
    issued: str | None = None
    days: str = "{}"


class Blackout(EditedRow, table=True):
    """A time at which a chair or a room is taken; never what for."""

    post_id: int | None = Field(default=None, foreign_key="post.id")
    room: str = ""
    start_at: str = Field(index=True)
    end_at: str
    source: str = ""


class CouncilSession(EditedRow, table=True):
    """A phase of a county council's session, from one ISO day to another, both in it.

    Where it is `required` the posts must sit in the council; else its days are to be avoided if possible. `posts` are
    codes of posts, none for the usual ones (domain.council).
    """

    __tablename__ = "council_session"
    name: str
    phase: str = ""
    first_day: str = Field(index=True)
    last_day: str
    required: bool = False
    posts: str = "[]"


class PlanWeight(EditedRow, table=True):
    """What a broken wish costs in this office, by the name of its field in planning.weights; no row: as usual."""

    __tablename__ = "plan_weight"
    name: str = Field(unique=True)
    value: int
