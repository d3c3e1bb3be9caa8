"""Runs the migrations on whichever database the program points at; a failed one rolls back whole."""

from alembic import context
from sqlmodel import SQLModel

import meetingtui.store.tables  # noqa: F401 - registers the tables
from meetingtui.store.engine import make_engine
from meetingtui.store.location import Location
from meetingtui.store.revision import INDEX


def run() -> None:
    """Migrate over the connection handed in, or over the database named by `-x db=…`."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        _migrate(connection)
        return
    engine = make_engine(Location.of(context.get_x_argument(as_dictionary=True)["db"]), foreign_keys=False)
    with engine.begin() as opened:
        _migrate(opened)


def _migrate(connection) -> None:  # type: ignore[no-untyped-def] # Alembic hands in its own connection
    context.configure(
        connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True, render_item=_plain_text,
        include_name=_is_described,
    )  # fmt: skip
    with context.begin_transaction():
        context.run_migrations()


def _is_described(name, _kind, _parents):  # type: ignore[no-untyped-def] # Alembic's hook
    """Leave the search index alone, which no table of ours describes."""
    return not (name or "").startswith(INDEX)


def _plain_text(kind, column, _context):  # type: ignore[no-untyped-def] # Alembic's hook
    """Write SQLModel's own text type as the plain one, so that migrations need no SQLModel."""
    return "sa.String()" if kind == "type" and type(column).__name__ == "AutoString" else False


run()
