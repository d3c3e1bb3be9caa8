"""Backups, restores and dumps: the whole of the books, kept private, and nothing half done."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from meetingtui.domain.errors import Refusal, WrongFile
from meetingtui.services import database, holding, members, sessions
from meetingtui.services.members import MemberForm
from meetingtui.services.office import Office
from meetingtui.store import backup, tables
from meetingtui.store.faults import DatabaseBroken, DatabaseLocked, DatabaseNewer
from tests import builders

NUMBER = "PIF-10-115-01"


def test_a_new_database_is_for_its_owner_only(office: Office) -> None:
    assert _mode(builders.found_office(office.location.path.with_name("mine.db")).location.path) == 0o600


def test_a_backup_during_work_holds_everything_saved_and_nothing_unsaved(
    planned_office: Office, tmp_path: Path
) -> None:
    holding.arrange(planned_office, NUMBER, note="已存")

    with planned_office.begin() as work:
        work.add(tables.Closure(day="2026-08-11", reason="未存"))
        kept = database.back_up(str(planned_office.location.path), tmp_path / "kept.db")

    copy = builders.open_office(kept)
    assert sessions.show(copy, NUMBER).note == "已存"
    assert copy.reader.value("SELECT COUNT(*) FROM closure") == 0
    assert _mode(kept) == 0o600
    assert database.check(str(kept)) == []
    copy.close()


def test_a_backup_never_overwrites_unless_told_to(planned_office: Office, tmp_path: Path) -> None:
    address, target = str(planned_office.location.path), tmp_path / "kept.db"
    target.write_text("something dear", encoding="utf-8")

    with pytest.raises(backup.CannotBackUp, match="--force"):
        database.back_up(address, target)
    assert target.read_text(encoding="utf-8") == "something dear"

    database.back_up(address, target, force=True)
    assert database.check(str(target)) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_backup_onto_a_full_disk_names_that_disk_and_leaves_nothing(planned_office: Office, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small]
    mounted = subprocess.run(words, capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        with pytest.raises(backup.CannotBackUp, match=f"無法備份到 {small}/kept.db：磁碟已滿"):
            database.back_up(str(planned_office.location.path), small / "kept.db")
        assert list(small.iterdir()) == []
    finally:
        subprocess.run(["umount", small], check=True)


def test_a_restore_brings_the_old_books_back_and_keeps_the_newer_ones(planned_office: Office, tmp_path: Path) -> None:
    address = str(planned_office.location.path)
    kept = database.back_up(address, tmp_path / "kept.db")
    holding.arrange(planned_office, NUMBER, note="後來")
    planned_office.close()

    newer = database.restore(address, kept, force=True)

    back = builders.open_office(address)
    assert sessions.show(back, NUMBER).note == ""
    assert newer is not None
    beside = builders.open_office(newer)
    assert sessions.show(beside, NUMBER).note == "後來"
    back.close()
    beside.close()


def test_what_is_saved_by_an_app_that_is_open_while_books_are_restored_is_saved_in_the_restored_ones(
    planned_office: Office, tmp_path: Path
) -> None:
    address = str(planned_office.location.path)
    kept = database.back_up(address, tmp_path / "kept.db")
    holding.arrange(planned_office, NUMBER, note="後來")

    database.restore(address, kept, force=True)

    assert sessions.show(planned_office, NUMBER).note == ""
    holding.arrange(planned_office, NUMBER, note="還原之後")
    planned_office.close()
    again = builders.open_office(address)
    assert sessions.show(again, NUMBER).note == "還原之後"
    again.close()
    assert database.check(address) == []


def test_a_restore_waits_for_nobody_who_is_writing_and_changes_nothing_then(
    planned_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "BUSY_SECONDS", 0.1)
    address = str(planned_office.location.path)
    kept = database.back_up(address, tmp_path / "kept.db")
    with planned_office.begin() as work:
        work.add(tables.Closure(day="2026-08-11", reason="正在存"))
        with pytest.raises(DatabaseLocked):
            database.restore(address, kept, force=True)
        work.audit("closed", "2026-08-11")
        work.commit()

    assert planned_office.reader.value("SELECT COUNT(*) FROM closure") == 1
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".tmp-")] == []


def test_books_that_are_damaged_are_kept_aside_when_a_backup_takes_their_place(
    planned_office: Office, tmp_path: Path
) -> None:
    address = str(planned_office.location.path)
    kept = database.back_up(address, tmp_path / "kept.db")
    planned_office.close()
    Path(address).write_bytes(b"rubbish" * 1000)
    Path(f"{address}-wal").write_bytes(b"what was not written back yet")

    aside = database.restore(address, kept, force=True)

    assert database.check(address) == []
    assert aside is not None
    assert aside.read_bytes() == b"rubbish" * 1000
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"what was not written back yet"


def test_a_backup_of_a_later_program_is_not_restored(planned_office: Office, tmp_path: Path) -> None:
    address = str(planned_office.location.path)
    later = database.back_up(address, tmp_path / "later.db")
    with sqlite3.connect(later) as changed:
        changed.execute("UPDATE alembic_version SET version_num = '9999'")
    changed.close()

    with pytest.raises(DatabaseNewer):
        database.restore(address, later, force=True)

    assert len(builders.sittings(planned_office)) == 111


def test_a_backup_with_pages_of_another_size_is_restored(planned_office: Office, tmp_path: Path) -> None:
    address = str(planned_office.location.path)
    kept = database.back_up(address, tmp_path / "kept.db")
    with sqlite3.connect(kept, isolation_level=None) as changed:
        changed.execute("PRAGMA page_size=8192")
        changed.execute("VACUUM")
    changed.close()
    holding.arrange(planned_office, NUMBER, note="後來")

    database.restore(address, kept, force=True)

    assert sessions.show(planned_office, NUMBER).note == ""
    assert database.check(address) == []


def test_a_backup_that_would_act_by_itself_is_told_and_not_restored(planned_office: Office, tmp_path: Path) -> None:
    address = str(planned_office.location.path)
    acting = database.back_up(address, tmp_path / "acting.db")
    with sqlite3.connect(acting) as changed:
        changed.execute("CREATE TRIGGER wipe AFTER INSERT ON audit BEGIN DELETE FROM session; END")
    changed.close()

    with pytest.raises(DatabaseBroken, match="trigger wipe"):
        database.restore(address, acting, force=True)

    assert database.check(str(acting)) == ["不是本程式所建：trigger wipe"]
    assert len(builders.sittings(planned_office)) == 111


def test_a_backup_leaves_a_file_of_somebody_else_beside_it_alone(planned_office: Office, tmp_path: Path) -> None:
    (tmp_path / "kept.db.new").write_text("something dear", encoding="utf-8")

    database.back_up(str(planned_office.location.path), tmp_path / "kept.db")

    assert (tmp_path / "kept.db.new").read_text(encoding="utf-8") == "something dear"


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0 but not really", b"\0" * 5000])
def test_a_broken_backup_is_not_restored(content: bytes, planned_office: Office, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(content)
    address = str(planned_office.location.path)

    with pytest.raises(DatabaseBroken):
        database.restore(address, tmp_path / "broken.db", force=True)

    assert len(builders.sittings(planned_office)) == 111


def test_a_dump_is_one_open_document_that_loads_to_the_same(planned_office: Office, tmp_path: Path) -> None:
    holding.arrange(planned_office, NUMBER, note="詳[/附件] \x1b[31m 台北\u202e")
    first = database.dump(str(planned_office.location.path))
    document = json.loads(json.dumps(first, ensure_ascii=False))

    database.load(str(tmp_path / "loaded.db"), document)

    assert database.dump(str(tmp_path / "loaded.db")) == first
    assert database.check(str(tmp_path / "loaded.db")) == []
    assert _mode(tmp_path / "loaded.db") == 0o600
    assert first["session"][0]["locked"] is False


def test_what_nobody_has_said_of_a_seat_is_not_said_by_a_dump_either(planned_office: Office, tmp_path: Path) -> None:
    for label, delegable in (("甲委員", None), ("乙委員", True), ("丙委員", False)):
        form = MemberForm(label=label, seat="official", delegable=delegable)
        members.add(planned_office, "PIF-02", form)

    target = tmp_path / "loaded.db"
    database.load(str(target), database.dump(str(planned_office.location.path)))

    loaded = builders.open_office(target)
    kept = [members.seat_of(loaded, "PIF-02", label).delegable for label in ("甲委員", "乙委員", "丙委員")]
    loaded.close()
    assert kept == [None, True, False]


def test_a_dump_is_not_loaded_over_books_that_stand(planned_office: Office) -> None:
    document = database.dump(str(planned_office.location.path))

    with pytest.raises(database.AlreadyThere):
        database.load(str(planned_office.location.path), document)

    assert len(builders.sittings(planned_office)) == 111


SPOILED: dict[str, Callable[[dict[str, Any]], object]] = {
    "another structure": lambda document: document["meetingtui"].update(revision="9999"),
    "an unknown table": lambda document: document.update(sqlite_master=[]),
    "an unknown column": lambda document: document["session"][0].update(rootpage=1),
    "a missing column": lambda document: document["session"][0].pop("uid"),
    "no list": lambda document: document.update(session={}),
    "no row": lambda document: document["session"].append("PIF"),
    "text for a number": lambda document: document["session"][0].update(year="many"),
    "a number for text": lambda document: document["session"][0].update(number=7),
    "a list for text": lambda document: document["session"][0].update(note=["a"]),
    "a number for a truth": lambda document: document["session"][0].update(locked=1),
    "nothing where something must be": lambda document: document["session"][0].update(uid=None),
    "a number beyond all columns": lambda document: document["session"][0].update(ordinal=2**63),
    "an id twice": lambda document: document["session"].append(document["session"][0]),
    "a reference to nothing": lambda document: document["session"][0].update(series_id=4711),
    "no document": lambda document: document.clear(),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_spoiled_dump_is_refused_and_nothing_is_left_behind(
    spoil: Callable[[dict[str, Any]], object], planned_office: Office, tmp_path: Path
) -> None:
    document = database.dump(str(planned_office.location.path))
    spoil(document)

    with pytest.raises(WrongFile):
        database.load(str(tmp_path / "loaded.db"), document)

    assert not (tmp_path / "loaded.db").exists()


@pytest.mark.postgres
@pytest.mark.parametrize("spoil", ["an id twice", "a reference to nothing"])
def test_a_spoiled_dump_leaves_a_server_empty(spoil: str, planned_office: Office, postgres_address: str) -> None:
    document = database.dump(str(planned_office.location.path))
    SPOILED[spoil](document)

    with pytest.raises(WrongFile):
        database.load(postgres_address, document)

    with pytest.raises(Refusal):
        builders.open_office(postgres_address)


@pytest.mark.postgres
def test_a_server_is_backed_up_by_its_keeper(postgres_office: Office, tmp_path: Path) -> None:
    with pytest.raises(backup.FileOnly, match="pg_dump"):
        database.back_up(postgres_office.location.url, tmp_path / "kept.db")


def _mode(path: Path | None) -> int:
    assert path is not None
    return stat.S_IMODE(path.stat().st_mode)
