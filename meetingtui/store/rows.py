"""What all tables have in common: a number of their own, and a version where people edit them."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Row(SQLModel):
    """A row with its own number."""

    id: int | None = Field(default=None, primary_key=True)


class EditedRow(Row):
    """A row that people edit: a save over somebody's newer version is refused."""

    version: int = 1
