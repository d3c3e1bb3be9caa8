"""`db`, `undo`, `today`, `doctor`, the app without a terminal, and databases that are not what they should be."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from meetingtui.dates.clock import iso_taipei
from meetingtui.services.office import Office
from meetingtui.store import revision
from tests import builders
from tests.cli.conftest import Command

READING = [
    ["counts", "115", "--json"], ["sessions", "list"], ["today"], ["ics", "export", "-o", "x.ics"], ["plan", "116"], [],
]  # fmt: skip
WRITING = [["sessions", "hold", "PIF-10-115-01"], ["plan", "116", "--apply"], ["undo"], ["counts", "115", "--freeze"]]


def test_info_has_the_promised_keys(command: Command, planned_office: Office) -> None:
    info = command("db", "info", "--json").json

    assert list(info) == ["engine", "revision", "head", "up_to_date", "tables", "encrypted", "path"]
    assert (info["engine"], info["up_to_date"], info["path"]) == ("sqlite", True, planned_office.location.file)
    assert info["tables"]["session"] == 111
    assert "已是最新" in command("db", "info").out


def test_a_whole_database_passes_and_a_changed_trail_does_not(command: Command, planned_office: Office) -> None:
    assert command("db", "check", "--json").json == {"whole": True, "problems": []}

    with sqlite3.connect(planned_office.location.file) as connection:
        connection.execute("UPDATE audit SET who = 'somebody' WHERE id = 1")
    connection.close()

    answer = command("db", "check")
    assert answer.code == 1
    assert "中斷" in answer.out


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM paragraph WHERE id = (SELECT MAX(id) FROM paragraph)",
        "UPDATE paragraph SET key = 'x' WHERE id = (SELECT MAX(id) FROM paragraph)",
        "INSERT INTO paragraph_index (paragraph_index) VALUES ('delete-all')",
    ],
)
def test_a_search_index_that_says_something_else_is_told_and_made_anew(
    command: Command, planned_office: Office, harm: str
) -> None:
    with sqlite3.connect(planned_office.location.file) as connection:
        connection.execute(harm)
    connection.close()

    answer = command("db", "check")
    assert answer.code == 1
    assert "db reindex" in answer.err
    assert not command("db", "check", "--json").json["whole"]
    assert command("db", "reindex").code == 0
    assert command("db", "check").code == 0


def test_backup_and_restore(command: Command, planned_office: Office, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    assert command("db", "backup", copy).code == 0
    assert command("db", "backup", copy).code == 1
    command("sessions", "cancel", "PIF-10-115-01", "--reason", "取消")

    assert "--force" in command("db", "restore", copy).err
    answer = command("db", "restore", copy, "--force", "--json").json

    assert command("sessions", "show", "PIF-10-115-01", "--json").json["status"] == "planned"
    assert builders.open_office(answer["kept"]).reader.value("SELECT COUNT(*) FROM session") == 111


def test_a_backup_takes_the_place_of_a_damaged_database(
    command: Command, planned_office: Office, tmp_path: Path
) -> None:
    copy = str(tmp_path / "copy.db")
    command("db", "backup", copy)
    planned_office.close()
    Path(planned_office.location.file).write_bytes(b"")

    answer = command("db", "restore", copy, "--force")

    assert (answer.code, answer.err) == (0, "")
    assert command("sessions", "list", "--json").json != []


def test_a_dump_is_loaded_into_an_empty_place_and_is_the_same(
    command: Command, anywhere: Command, tmp_path: Path
) -> None:
    file, fresh = str(tmp_path / "all.json"), str(tmp_path / "fresh.db")
    assert command("db", "dump", file).code == 0
    assert "已存在" in command("db", "dump", file).err
    assert os.stat(file).st_mode & 0o777 == 0o600

    assert anywhere("db", "load", file, "--db", fresh).code == 0

    assert anywhere("db", "dump", "-", "--db", fresh).json == json.loads(Path(file).read_text())
    assert anywhere("db", "load", file, "--db", fresh).code == 1


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"meetingtui": {"revision": "9999"}}', "[" * 100_000, '{"meetingtui": {}}']
)
def test_what_is_no_dump_is_refused_and_nothing_is_made(text: str, anywhere: Command, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text)

    answer = anywhere("db", "load", str(tmp_path / "x.json"), "--db", str(tmp_path / "fresh.db"))

    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert not (tmp_path / "fresh.db").exists()


def test_undo_takes_the_last_change_back_and_lists_the_rest(command: Command) -> None:
    command("sessions", "hold", "PIF-10-115-01")
    command("sessions", "cancel", "PIF-10-115-02", "--reason", "取消")

    listed = command("undo", "--list", "--json").json
    assert [(one["verb"], one["object"]) for one in listed[:2]] == [
        ("cancelled", "PIF-10-115-02"), ("held", "PIF-10-115-01"),
    ]  # fmt: skip
    assert "取消 PIF-10-115-02" in command("undo").out
    assert command("undo", "--json").json["undone"]["verb"] == "held"
    command("undo")
    assert command("undo").code == 1
    assert "沒有可復原的異動" in command("undo", "--list").out


def test_today_says_what_is_due_and_what_comes(command: Command) -> None:
    document = command("today", "--json").json

    assert (document["today"], len(document["next"])) == ("2026-11-22", 10)
    assert {"kind", "sentence", "day", "session_id", "series_id"} <= set(document["due"][0])
    out = command("today").out
    assert "尚未登記召開" in out
    assert "接下來的場次" in out


def test_doctor_reports_on_machine_database_and_terminal(command: Command, anywhere: Command, tmp_path: Path) -> None:
    rows = command("doctor", "--json").json
    assert all(set(row) == {"what", "value", "advice"} for row in rows)
    assert {"Python", "SQLite", "資料庫", "終端機"} <= {row["what"] for row in rows}

    answer = anywhere("doctor", "--db", str(tmp_path / "none.db"))
    assert answer.code == 0
    assert "init" in answer.out


def test_without_a_terminal_the_app_tells_counts_and_next_sittings_and_writes_the_feed(
    command: Command, home: Path
) -> None:
    answer = command()

    assert answer.code == 0
    assert "屏東縣115年會議場次統計" in answer.out
    assert "PIF-15-115-24" in answer.out or "接下來的場次" in answer.out
    [feed] = (home / ".local/share/meetingtui").glob("*.ics")
    assert str(feed) in answer.out


def test_without_terminal_and_database_it_asks_for_init(anywhere: Command) -> None:
    answer = anywhere()

    assert answer.code == 1
    assert "init" in answer.err


def test_the_demo_without_a_terminal_leaves_the_sample_alone(anywhere: Command, tmp_path: Path) -> None:
    from meetingtui import config

    before = Path(config.sample_file()).read_bytes()

    answer = anywhere("demo", "--json")

    assert (answer.code, answer.json["county"]) == (0, "屏東縣")
    assert Path(answer.json["feed"]).read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert Path(config.sample_file()).read_bytes() == before
    shutil.rmtree(Path(answer.json["feed"]).parent)


@pytest.mark.parametrize("words", [*READING, *WRITING, ["db", "info"], ["db", "check"], ["db", "backup", "b.db"]])
@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"hello, world\n" * 100),
        lambda path: path.write_bytes(path.read_bytes()[:9000]),
        lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xaa" * (path.stat().st_size - 4096)),
        lambda path: _set_revision(path, "9999"),
    ],
    ids=["missing", "empty", "foreign", "truncated", "rubbish", "newer"],
)
def test_a_database_that_is_not_what_it_should_be_is_told_in_one_sentence(
    damage: Callable[[Path], object], words: list[str], anywhere: Command, planned_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "county.db"
    shutil.copy(planned_file, path)
    damage(path)
    before = path.read_bytes() if path.exists() else None

    answer = anywhere(*words, "--db", str(path))

    if words[:1] == ["db"] and before is not None and _revision(path) == "9999":
        return  # a later program's database may be looked at and copied
    assert answer.code == 1
    assert "Traceback" not in answer.err
    assert words[:2] == ["db", "check"] or (answer.err.count("\n"), answer.out) == (1, "")
    assert (path.read_bytes() if path.exists() else None) == before


NOW = revision.HEAD
NEXT = f"{int(NOW) + 1:04}"
"""The migration that this program has, and one that only these tests know."""


@pytest.fixture
def older(planned_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file from before a migration that only this test knows."""
    folder = tmp_path / "migrations"
    shutil.copytree(revision.migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{NEXT}_more.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\n\nrevision = '{NEXT}'\ndown_revision = '{NOW}'\n"
        "branch_labels = None\ndepends_on = None\n\n"
        "def upgrade():\n    op.add_column('county', sa.Column('motto', sa.String()))\n\n"
        "def downgrade():\n    op.drop_column('county', 'motto')\n"
    )
    monkeypatch.setattr(revision, "HEAD", NEXT)
    monkeypatch.setattr(revision, "migrations_folder", lambda: folder)
    return Path(shutil.copy(planned_file, tmp_path / "county.db"))


@pytest.mark.parametrize("words", READING[:-1])
def test_a_command_that_reads_leaves_an_older_database_as_it_is(
    words: list[str], older: Path, anywhere: Command
) -> None:
    before = older.read_bytes()

    answer = anywhere(*words, "--db", str(older))

    assert answer.code == 1
    assert "db upgrade" in answer.err
    assert older.read_bytes() == before


def test_a_command_that_writes_brings_an_older_database_up_to_date_after_a_backup(
    older: Path, anywhere: Command
) -> None:
    answer = anywhere("sessions", "hold", "PIF-10-115-01", "--json", "--db", str(older))

    assert (answer.code, answer.json["status"]) == (0, "held")
    [kept] = older.parent.glob(f"county-{NOW}-*.bak")
    assert str(kept) in answer.err
    assert (_revision(older), _revision(kept)) == (NEXT, NOW)


def test_an_older_database_is_upgraded_on_request(older: Path, anywhere: Command) -> None:
    info = anywhere("db", "info", "--json", "--db", str(older)).json
    assert (info["revision"], info["head"], info["up_to_date"]) == (NOW, NEXT, False)

    done = anywhere("db", "upgrade", "--json", "--db", str(older)).json

    assert done["revision"] == NEXT
    assert Path(done["backup"]).exists()
    assert anywhere("db", "upgrade", "--json", "--db", str(older)).json["backup"] is None


@pytest.mark.parametrize("words", WRITING)
def test_a_locked_database_is_left_alone(
    words: list[str], command: Command, planned_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from meetingtui.store import engine

    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    command("sessions", "lock", "PIF-10-115-02")
    before = builders.sittings(planned_office)
    other = sqlite3.connect(planned_office.location.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        answer = command(*words)
    finally:
        other.execute("ROLLBACK")
        other.close()

    assert answer.code == 1
    assert "正由其他程式寫入" in answer.err
    assert builders.sittings(planned_office) == before


def _set_revision(path: Path, found: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (found,))
    connection.close()


def _revision(path: Path) -> str:
    try:
        connection = sqlite3.connect(path)
        try:
            return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return ""


def test_what_is_done_on_a_pretended_day_says_so_in_the_trail_and_cannot_be_made_to_look_otherwise(
    command: Command, planned_office: Office
) -> None:
    done = command("calendar", "close", "2026-12-02", "--reason", "颱風")
    assert done.code == 0

    at, fields = planned_office.reader.row("SELECT at, fields FROM audit ORDER BY id DESC LIMIT 1") or ("", "")
    day, clock = re.findall(r"today:(\S+?),clock:(\S+)", fields)[0]
    real = datetime.now(UTC).date()
    assert day == builders.TODAY.isoformat()
    assert real - datetime.fromisoformat(clock).date() <= timedelta(days=1)
    assert command("undo", "--list", "--json").json[0]["clock"] == iso_taipei(clock)
    assert "實際" in command("undo", "--list").out

    assert command("db", "check").code == 0
    with sqlite3.connect(planned_office.location.file) as books:
        books.execute("UPDATE audit SET fields = replace(fields, ?, '') WHERE at = ?", (f",clock:{clock}", at))
    assert command("db", "check").code == 1


def test_an_export_on_a_pretended_day_says_so_in_the_trail(command: Command, planned_office: Office, tmp_path: Path):
    assert command("ics", "export", "--year", "115", "-o", str(tmp_path / "a.ics")).code == 0

    last = planned_office.reader.row("SELECT verb, fields FROM audit ORDER BY id DESC LIMIT 1") or ("", "")
    assert last[0] == "exported"
    assert f"today:{builders.TODAY}" in last[1]


def test_doctor_says_that_a_password_in_the_command_is_seen_by_others(anywhere: Command) -> None:
    address = "postgresql+psycopg://office:secret@127.0.0.1:1/none"

    answer = anywhere("doctor", "--json", "--db", address)

    assert "secret" not in answer.out
    assert "MEETINGTUI_DATABASE" in next(row["advice"] for row in answer.json if row["what"] == "資料庫密碼")
    without = anywhere("doctor", "--json", "--db", address.replace(":secret", ""))
    assert "資料庫密碼" not in [row["what"] for row in without.json]
