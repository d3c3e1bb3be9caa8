"""Bringing a database to this program's structure; loaded only when it is made or has to change."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from meetingtui.store import revision, search_index
from meetingtui.store.engine import make_engine
from meetingtui.store.faults import told
from meetingtui.store.location import Location


def upgrade(location: Location, to: str = "head") -> None:
    """Migrate up to `to`, whole or not at all; what is searched is filed anew."""

    def migrate(config: Config) -> None:
        command.upgrade(config, to)
        if to in {"head", revision.HEAD}:
            search_index.refill(config.attributes["connection"])

    _run(location, migrate)


def refill(location: Location) -> None:
    """File anew what is searched, whole or not at all."""
    _run(location, lambda config: search_index.refill(config.attributes["connection"]))


def downgrade(location: Location, to: str) -> None:
    """Migrate down to `to`, whole or not at all."""
    _run(location, lambda config: command.downgrade(config, to))


def _run(location: Location, action) -> None:  # type: ignore[no-untyped-def] # Alembic's commands, each with its own words
    config = Config()
    config.set_main_option("script_location", str(revision.migrations_folder()).replace("%", "%%"))
    engine = make_engine(location)
    try:
        with told(location.shown), engine.begin() as connection:
            config.attributes["connection"] = connection
            action(config)
    finally:
        engine.dispose()
