"""A database that is missing, empty, cut short, damaged, locked or not to be written: one sentence, nothing changed."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from meetingtui.domain.errors import Refusal
from meetingtui.services import database, holding, sessions
from meetingtui.services.office import Office
from meetingtui.store import engine, faults
from tests import builders

NUMBER = "PIF-10-115-01"


def test_a_missing_database_asks_for_init(tmp_path: Path) -> None:
    with pytest.raises(faults.DatabaseMissing, match="init"):
        builders.open_office(tmp_path / "nothing.db")

    assert not (tmp_path / "nothing.db").exists()


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda path: path.write_bytes(b""), "空的"),
        (lambda path: path.write_bytes(b"not a database at all " * 500), "不是 SQLite"),
        (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), "截斷"),
        (lambda path: path.write_bytes(path.read_bytes()[:50]), "截斷"),
        (lambda path: (path.unlink(), path.mkdir()), "資料夾"),
    ],
    ids=["empty", "foreign", "halved", "beheaded", "folder"],
)
def test_a_damaged_file_is_refused_with_the_reason(
    damage: Callable[[Path], object], why: str, planned_file: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(planned_file, tmp_path / "county.db"))
    damage(path)

    with pytest.raises(faults.DatabaseBroken, match=why):
        builders.open_office(path)


def test_a_foreign_sqlite_file_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.commit()
    connection.close()

    with pytest.raises(faults.DatabaseBroken, match="不是 meetingtui"):
        builders.open_office(tmp_path / "other.db")


def test_pages_full_of_rubbish_are_told_in_one_sentence(planned_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(planned_file, tmp_path / "county.db"))
    content = bytearray(path.read_bytes())
    content[4096 * 4 :] = os.urandom(len(content) - 4096 * 4)
    path.write_bytes(content)

    def use() -> None:
        office = builders.open_office(path)
        sessions.all_of(office, builders.SessionFilter())
        holding.arrange(office, NUMBER, note="改")

    with pytest.raises(Refusal, match=r"損壞|不是 meetingtui|找不到"):
        use()


def test_a_locked_database_is_waited_for_and_then_refused(
    planned_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(planned_office.location.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(faults.DatabaseLocked, match="稍後再試"):
        holding.arrange(planned_office, NUMBER, note="改")
    assert sessions.show(planned_office, NUMBER).note == ""

    other.execute("ROLLBACK")
    assert holding.arrange(planned_office, NUMBER, note="改").note == "改"


def test_a_full_disk_changes_nothing(planned_office: Office) -> None:
    from sqlalchemy import event

    def leave_no_room(connection: sqlite3.Connection, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(planned_office.engine(), "connect", leave_no_room)

    with pytest.raises(faults.DatabaseFull, match="已滿"):
        holding.arrange(planned_office, NUMBER, note="長" * 100_000)

    assert sessions.show(planned_office, NUMBER).note == ""
    assert database.check(str(planned_office.location.path)) == []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users of the machine can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_database_that_may_only_be_read_is_read_and_not_written(planned_file: Path, open_folder: Path) -> None:
    path = Path(shutil.copy(planned_file, open_folder / "county.db"))
    path.chmod(0o444)
    open_folder.chmod(0o555)
    builders.open_office(path).warm()

    assert _as_nobody(lambda: len(builders.sittings(builders.open_office(path)))) == 111
    assert _as_nobody(lambda: builders.open_office(path).read_only) is True
    assert _as_nobody(lambda: _refusal(lambda: holding.arrange(builders.open_office(path), NUMBER, note="改"))) == (
        "DatabaseReadOnly"
    )


@pytest.mark.postgres
def test_a_server_that_lets_nobody_in_is_told_without_the_password(postgres_address: str) -> None:
    nowhere = postgres_address.rsplit("/", 1)[0].replace("@", ":secret@") + "/meetingtui_no_such_database"

    with pytest.raises(Refusal) as refused:
        builders.open_office(nowhere)

    assert "secret" not in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_server_that_does_not_answer_is_told_in_one_sentence() -> None:
    with pytest.raises(faults.DatabaseUnreachable, match="連不上"):
        builders.open_office("postgresql://root:secret@127.0.0.1:1/test")


@pytest.mark.postgres
def test_a_connection_that_the_server_closed_is_opened_again(postgres_office: Office) -> None:
    import psycopg

    assert postgres_office.county_name == "屏東縣"
    with psycopg.connect(postgres_office.location.url.replace("+psycopg", ""), autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    with pytest.raises(faults.DatabaseUnreachable):
        postgres_office.registry()
    assert postgres_office.county_name == "屏東縣"


def test_a_power_cut_in_the_middle_of_a_save_loses_nothing_that_was_acknowledged(office: Office) -> None:
    code = f"""
import sys, time
from tests import builders
from meetingtui.store import tables
office = builders.open_office({str(office.location.path)!r})
for turn in range(3):
    with office.begin() as work:
        work.add(tables.Closure(day=f"2026-08-1{{turn}}", reason="acknowledged"))
        work.audit("closed", str(turn))
        work.commit()
    print(turn, flush=True)
work = office.begin().__enter__()
work.add_all([tables.Closure(day="2026-09-01", reason="x" * 1000) for _row in range(2000)])
work.audit("closed", "never")
print("in the middle", flush=True)
time.sleep(60)
"""
    desk = subprocess.Popen(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True
    )
    said = [desk.stdout.readline().strip() for _line in range(4)] if desk.stdout else []
    desk.send_signal(signal.SIGKILL)
    desk.wait()

    assert said == ["0", "1", "2", "in the middle"]
    after = builders.open_office(office.location.path)
    found = after.reader.rows("SELECT day, reason FROM closure ORDER BY id")
    assert found == [(f"2026-08-1{turn}", "acknowledged") for turn in range(3)]
    assert database.check(str(office.location.path)) == []
    after.close()


def _refusal(act: Callable[[], object]) -> str:
    try:
        act()
    except Refusal as refusal:
        return type(refusal).__name__
    return "done"


def _as_nobody(act: Callable[[], object]) -> object:
    """What `act` answers to somebody without rights; root may write everywhere, so it steps down first."""
    import json

    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            answer = json.dumps(act())
        except BaseException as error:
            answer = json.dumps(repr(error))
        os.write(writing, answer.encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as told:
        return json.load(told)
