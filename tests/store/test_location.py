"""Where a database is: every name of a file is that file and no other, and no address tells a password."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from meetingtui.services import database, holding, sessions
from meetingtui.store.location import Location, WrongLocation
from tests import builders

NUMBER = "PIF-10-115-01"


@pytest.mark.parametrize("name", ["a%20b.db", "a?mode=rwc.db", "a#b.db", "100%.db", "測試 檔.db"])
def test_a_file_is_read_written_and_backed_up_under_whatever_name_it_has(
    name: str, planned_file: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(planned_file, tmp_path / name))
    office = builders.open_office(file)
    holding.arrange(office, NUMBER, note="已存")
    office.close()
    assert database.check(str(file)) == []

    kept = database.back_up(str(file), tmp_path / "kept.db")

    copy = builders.open_office(kept)
    assert sessions.show(copy, NUMBER).note == "已存"
    copy.close()
    beside = {file.name, "kept.db", f"{file.name}-wal", f"{file.name}-shm", "kept.db-wal", "kept.db-shm"}
    assert {one.name for one in tmp_path.iterdir()} <= beside


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://root:s3cret@127.0.0.1/county", "postgresql+psycopg://root@127.0.0.1/county"),
        ("postgresql://root:s3c@ret@127.0.0.1/county", "postgresql+psycopg://root@127.0.0.1/county"),
        ("postgresql://127.0.0.1:5432/county?user=root&password=s3cret", "postgresql+psycopg://127.0.0.1:5432/county"),
        ("postgresql://h/county?user=r@t&password=s3@cret", "postgresql+psycopg://h/county"),
        ("postgresql://root:s3c?ret@h/county", "postgresql+psycopg://root"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    assert Location.of(address).shown == shown


def test_an_address_of_an_unknown_kind_is_refused_without_its_password() -> None:
    with pytest.raises(WrongLocation) as refused:
        Location.of("mysql://root:s3cret@127.0.0.1/county")

    assert "mysql" in str(refused.value)
    assert "s3cret" not in str(refused.value)


def test_a_password_with_an_at_sign_is_not_told_as_the_name_of_a_host() -> None:
    from meetingtui.store.faults import DatabaseUnreachable

    with pytest.raises(DatabaseUnreachable) as refused:
        database.info("postgresql://root:s3c@ret.invalid@nowhere.invalid:1/county")

    assert "ret.invalid" not in str(refused.value)
    assert "%40" in str(refused.value)
