"""The table of searched paragraphs: what is written elsewhere, line by line, as searches compare it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer
from sqlmodel import Field, SQLModel


class Paragraph(SQLModel, table=True):
    """A line of a text that is stored elsewhere (`source` table, `owner_id`, `place` column, `line` from 0).

    Derived by store.search_index in the transaction that writes the text: never edited, dumped or undone. `key` is
    domain.search_text.key of the line. `id` tells the order: that of the sitting's day, then of writing; what has
    none goes by the day on which it was written. `agencies` lists ids as `,3,12,`. Case codes may stand here, names of
    cases never.
    """

    __table_args__ = (
        Index("ix_paragraph_owner", "source", "owner_id"),
        Index("ix_paragraph_session", "session_id"),
    )
    id: int = Field(
        sa_column=Column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False)
    )
    source: str
    owner_id: int
    place: str
    line: int
    session_id: int | None = None
    series_id: int | None = None
    year: int | None = None
    agencies: str = ""
    key: str
