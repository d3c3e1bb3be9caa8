"""Bringing a database to this program's structure; loaded only when it is made or has to change."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from meetingtui.language import _
from meetingtui.store import revision, search_index
from meetingtui.store.engine import make_engine
from meetingtui.store.faults import DatabaseBroken, told
from meetingtui.store.location import Location


def upgrade(location: Location, to: str = "head") -> None:
    """Migrate up to `to`, whole or not at all; what is searched is filed anew."""

    def migrate(config: Config) -> None:
        command.upgrade(config, to)
        _require_whole(config, location)
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
    engine = make_engine(location, foreign_keys=False)
    try:
        with told(location.shown), engine.begin() as connection:
            config.attributes["connection"] = connection
            action(config)
    finally:
        engine.dispose()


def _require_whole(config: Config, location: Location) -> None:
    """Raises DatabaseBroken where a row points at one that is not there."""
    connection = config.attributes["connection"]
    if location.path is not None and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise DatabaseBroken(location.shown, _("有資料指向不存在的資料"))
