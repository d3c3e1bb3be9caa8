"""Which structure a database has, and which this program writes; known without loading the migration tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetingtui.store.faults import DatabaseMissing, DatabaseNewer, DatabaseOlder
from meetingtui.store.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "0004"
"""The newest migration of this program; a test holds it against the migrations folder."""

DERIVED = frozenset({"paragraph"})
"""Tables that are made from the others: no dump holds them, a load makes them anew."""
INDEX = "paragraph_index"
"""What the names of the search index begin with, which only the migrations describe: SQLite's own tables for it, and
PostgreSQL's index."""


def migrations_folder() -> Path:
    """The migrations: inside the installed package, or beside it in a checkout."""
    from pathlib import Path

    package = Path(__file__).parents[1]
    inside = package / "migrations"
    return inside if inside.is_dir() else package.parent / "migrations"


def of(reader: Reader) -> str:
    """The revision that a database is at. Raises DatabaseBroken for a file that is not ours,

    DatabaseMissing for a server's database without our tables.
    """
    if reader.engine == "postgresql" and reader.value("SELECT to_regclass('alembic_version')") is None:
        raise DatabaseMissing(reader.location.shown)
    return str(reader.value("SELECT version_num FROM alembic_version") or "")


def require_head(reader: Reader) -> None:
    """Raises DatabaseOlder or DatabaseNewer unless the database has this program's structure."""
    if require_known(reader) != HEAD:
        raise DatabaseOlder(reader.location.shown, server=reader.engine == "postgresql")


def require_known(reader: Reader) -> str:
    """The revision that a database is at, this program's or an older one. Raises DatabaseNewer, or as `of` does."""
    found = of(reader)
    if not found or found == HEAD:
        return found
    if found not in {file.name.split("_")[0] for file in (migrations_folder() / "versions").glob("*.py")}:
        raise DatabaseNewer(reader.location.shown, found)
    return found
