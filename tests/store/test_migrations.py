"""One history of the structure for both databases: up, down and up again, and nothing forgotten."""

from __future__ import annotations

import re
import sqlite3
import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from meetingtui.services import database, drafts
from meetingtui.services.office import Office
from meetingtui.store import migration, revision, tables
from meetingtui.store.engine import make_engine
from meetingtui.store.faults import DatabaseMissing, DatabaseNewer, DatabaseOlder
from meetingtui.store.location import Location
from meetingtui.store.queries import papers
from tests import builders


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """A new database of this program's structure without a row."""
    address = str(tmp_path / "new.db") if request.param == "sqlite" else request.getfixturevalue("postgres_address")
    location = Location.of(address)
    database.create(location)
    return location


def test_the_program_knows_its_newest_migration_without_asking_alembic() -> None:
    scripts = ScriptDirectory(str(revision.migrations_folder()))
    assert scripts.get_heads() == [revision.HEAD]


def test_the_migrations_make_exactly_the_tables_that_are_described(empty: Location) -> None:
    engine = make_engine(empty)
    with engine.begin() as connection:
        ours = {"include_name": lambda name, _kind, _parents: not (name or "").startswith(revision.INDEX)}
        context = MigrationContext.configure(connection, opts=ours)
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()
    assert tables.Session.__tablename__ in database.info(_address(empty)).tables


def test_on_a_file_no_id_is_given_twice_in_any_table_that_says_so(office: Office) -> None:
    sql = "SELECT name, sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE type = 'table'"
    made = {name: bool(found) for name, found in office.reader.rows(sql)}

    described = {
        name: bool(one.dialect_options["sqlite"]["autoincrement"]) for name, one in SQLModel.metadata.tables.items()
    }
    assert {name: made[name] for name in described} == described
    assert [name for name, once in described.items() if not once] == ["paragraph"]


def test_sittings_that_were_touched_after_they_were_told_are_found_by_an_index_of_their_own(office: Office) -> None:
    plan = office.reader.rows(f"EXPLAIN QUERY PLAN {papers.OVERTAKEN}", {"today": "2026-11-22"})

    used = {found[1] for row in plan if (found := re.search(r"USING INDEX (\w+)", row[3]))}
    assert used == {"ix_session_overtaken"}
    assert not any(row[3] == "SCAN session" for row in plan)


def test_a_structure_goes_up_and_down_and_up_again(empty: Location) -> None:
    first = _structure(empty)

    migration.downgrade(empty, "base")
    assert set(_structure(empty)) <= {"alembic_version"}
    migration.upgrade(empty)

    assert _structure(empty) == first
    assert database.info(_address(empty)).up_to_date


def test_what_was_typed_before_windows_had_drafts_of_their_own_is_offered_after_the_upgrade(empty: Location) -> None:
    migration.downgrade(empty, "0003")
    engine = make_engine(empty)
    with engine.begin() as connection:
        typed = "INSERT INTO draft (who, object, base_version, at, body) VALUES (:who, 'minutes:1:1', 0, '', '打字中')"
        connection.execute(text(typed), {"who": builders.WHO})
    engine.dispose()

    migration.upgrade(empty)

    office = builders.open_office(_address(empty))
    assert [one.texts["text"] for one in drafts.left_over(office)] == ["打字中"]
    office.close()


def test_an_older_database_is_named_and_upgraded_after_a_backup(office: Office) -> None:
    path = office.location.path
    office.close()
    migration.downgrade(office.location, "base")

    with pytest.raises(DatabaseOlder, match="db upgrade"):
        builders.open_office(path)
    found, kept = database.upgrade(str(path))

    assert found == revision.HEAD
    assert kept is not None
    assert kept.parent == path.parent
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert builders.open_office(path).registry().series == {}


def test_a_database_of_a_later_program_is_left_alone(office: Office) -> None:
    path = office.location.path
    office.close()
    _stamp(path, "9999")
    before = path.read_bytes()

    with pytest.raises(DatabaseNewer, match="9999"):
        builders.open_office(path)

    assert path.read_bytes() == before


@pytest.mark.postgres
def test_an_empty_database_on_a_server_asks_for_init(postgres_address: str) -> None:
    with pytest.raises(DatabaseMissing, match="init"):
        builders.open_office(postgres_address)


@pytest.mark.postgres
def test_a_county_is_not_founded_twice_on_a_server(postgres_office: Office) -> None:
    with pytest.raises(database.AlreadyThere):
        builders.found_office(postgres_office.location.url)

    assert postgres_office.county_name == "屏東縣"


def _address(location: Location) -> str:
    return location.url or str(location.path)


def _structure(location: Location) -> dict[str, object]:
    engine = make_engine(location)
    seen = inspect(engine)
    found = {
        name: (
            [(one["name"], str(one["type"]), one["nullable"]) for one in seen.get_columns(name)],
            sorted((str(one["name"]), tuple(one["column_names"])) for one in seen.get_indexes(name)),
            sorted(tuple(one["constrained_columns"]) for one in seen.get_foreign_keys(name)),
        )
        for name in seen.get_table_names()
    }
    engine.dispose()
    return found


def _stamp(path: Path, found: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = ?", (found,))
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
