"""What all tables have in common: a number of their own, and a version where people edit them."""

from __future__ import annotations

from typing import Any

from sqlmodel import Field, SQLModel

ONCE = {"sqlite_autoincrement": True}
"""For the end of every `__table_args__`: SQLite never gives the number of a removed row to another one, which undo and
whoever remembers the number would take for it."""


class Row(SQLModel):
    """A row with a number of its own, that no other one gets after it."""

    __table_args__: Any = ONCE
    id: int | None = Field(default=None, primary_key=True)


class EditedRow(Row):
    """A row that people edit: a save over somebody's newer version is refused."""

    version: int = 1
