"""The database as a thing to keep: make, inspect, upgrade, check, back up, restore, dump and load."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.language import _
from meetingtui.services import office
from meetingtui.store import revision
from meetingtui.store.location import Location
from meetingtui.store.reader import SQLITE_VERSION, Reader, check_file

KEPT_BESIDE = ("-wal", "-shm", "-journal")


class AlreadyThere(Refusal):
    """A database asked to be made where one stands."""

    def __init__(self, where: str) -> None:
        super().__init__(_("{where} 已有資料庫，不會覆寫。請改用其他檔名，或先將原檔移走。"), where=where)


class StandsThere(Refusal):
    """A backup asked to replace a database without saying so on purpose."""

    def __init__(self, where: str) -> None:
        super().__init__(_("{where} 已有資料庫。確定要以備份取代時請加上 --force，原檔會另外留存。"), where=where)


class DatabaseInfo(NamedTuple):
    """The state of a database; `tables` gives the rows of each."""

    engine: str
    revision: str
    head: str
    up_to_date: bool
    tables: dict[str, int]
    encrypted: bool
    path: str


def sqlite_version() -> str:
    """The version of the embedded engine."""
    return SQLITE_VERSION


def create(location: Location) -> None:
    """Make an empty database of this program's structure. Raises AlreadyThere, or why the place cannot be used."""
    from meetingtui.store import migration
    from meetingtui.store.engine import create_private_file

    if location.path is None:
        _require_empty_server(location)
        migration.upgrade(location)
        return
    try:
        create_private_file(location)
    except FileExistsError as error:
        raise AlreadyThere(str(location.path)) from error
    except OSError as error:
        sentence = _("無法在 {where} 建立資料庫：{why}。請改用可寫入的資料夾。")
        raise Refusal(sentence, where=str(location.path), why=error.strerror or type(error).__name__) from error
    try:
        migration.upgrade(location)
    except BaseException:
        discard(location)
        raise


def discard(location: Location) -> None:
    """Remove a database that could not be made whole."""
    if location.path is not None:
        for ending in ("", *KEPT_BESIDE):
            location.path.with_name(location.path.name + ending).unlink(missing_ok=True)
        return
    from meetingtui.store import migration

    migration.downgrade(location, "base")


def info(address: str) -> DatabaseInfo:
    """What a database is and holds. Raises a refusal when it cannot be opened."""
    location = Location.of(address)
    reader = Reader(location)
    found = revision.of(reader)
    names = _tables(reader)
    tables = {name: reader.value(f'SELECT COUNT(*) FROM "{name}"') for name in names}  # noqa: S608 - names from the schema itself
    return DatabaseInfo(
        location.engine, found, revision.HEAD, found == revision.HEAD, tables, encrypted=False, path=location.shown
    )


def shown(address: str) -> str:
    """The address as people may see it: never a password."""
    return Location.of(address).shown


def is_read_only(address: str) -> bool:
    """Whether changes are refused because the file or its folder cannot be written."""
    return office.is_read_only(Location.of(address))


def upgrade(address: str) -> tuple[str, Path | None]:
    """Bring a database to this program's structure, after a backup beside it; (revision, backup or None)."""
    from meetingtui.store import backup, migration

    location = Location.of(address)
    reader = Reader(location)
    before = revision.of(reader)
    reader.close()
    if before == revision.HEAD:
        return before, None
    kept = None
    if location.path is not None:
        kept = backup.back_up(location, _free_name(location.path, before))
    migration.upgrade(location)
    return revision.HEAD, kept


def check(address: str) -> list[str]:
    """What is wrong with a database, in the engine's words, its audit chain, and minutes that are approved.

    Nothing when it is whole.
    """
    from meetingtui.store import audit, backup, sealed_check

    location = Location.of(address)
    if location.path:
        check_file(location.path)
    reader = Reader(location)
    problems = backup.check(location.path) if location.path else []
    previous = ""
    for at, who, verb, thing, fields, found in reader.rows(
        "SELECT at, who, verb, object, fields, hash FROM audit ORDER BY id"
    ):
        entry = audit.Entry(at, who, verb, thing, fields)
        if audit.link(previous, entry) != found:
            problems.append(_("稽核軌跡在{at}「{thing}」處中斷").format(at=at, thing=thing))
        previous = found
    if revision.of(reader) == revision.HEAD:
        problems += sealed_check.problems(reader)
    return problems


def check_search(address: str) -> str:
    """Where what is searched says something else than what is written, in one sentence; empty where it does not."""
    from meetingtui.store import search_check

    reader = Reader(Location.of(address))
    if revision.of(reader) != revision.HEAD:
        return ""
    amiss = search_check.compare(reader)
    if not any(amiss):
        return ""
    told = _(
        "搜尋索引與內容不符：未編入{missing}行、多出{stale}行、查不到{unindexed}行。請執行 meetingtui db reindex。"
    )
    return told.format(**amiss._asdict())


def reindex(address: str) -> int:
    """Forget what is searched and file it anew from what is written; how many lines that are."""
    from meetingtui.store import migration

    location = Location.of(address)
    revision.require_head(Reader(location))
    migration.refill(location)
    return int(Reader(location).value("SELECT COUNT(*) FROM paragraph"))


def back_up(address: str, target: Path, *, force: bool = False) -> Path:
    """Copy the database into a private file while it is in use."""
    from meetingtui.services import leftovers
    from meetingtui.store import backup

    leftovers.sweep([target.parent])
    return backup.back_up(Location.of(address), target, force=force)


def restore(address: str, source: Path, *, force: bool = False) -> Path | None:
    """Put a backup in place of the database, keeping the one that stood there; answers where it is kept.

    A whole database is written over in one transaction, so that whoever has it open reads and saves what was restored.
    Raises a refusal when the backup is no whole database that this program can open, or one stands there and `force`
    is not given.
    """
    from meetingtui.store import backup

    location = Location.of(address)
    if location.path is None:
        raise backup.FileOnly
    check_file(source)
    revision.require_known(Reader(Location.of(source)))
    backup.require_own(source)
    kept = None
    if location.path.exists():
        if not force:
            raise StandsThere(str(location.path))
        kept = _put_aside(location, location.path)
    backup.put_back(Location.of(source), location.path)
    return kept


def _put_aside(location: Location, path: Path) -> Path:
    """Keep the database that a backup replaces: copied whole, or moved as it is where it is damaged."""
    from meetingtui.store import backup
    from meetingtui.store.faults import DatabaseBroken

    aside = _free_name(path, "before-restore")
    try:
        return backup.back_up(location, aside)
    except DatabaseBroken:
        for ending in KEPT_BESIDE:
            with suppress(FileNotFoundError):
                path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
        return path.rename(aside)


def dump(address: str) -> dict[str, Any]:
    """Everything in one document: table name to list of rows, the audit trail under `audit`."""
    reader = Reader(Location.of(address))
    revision.require_head(reader)
    document: dict[str, Any] = {"meetingtui": {"revision": revision.HEAD}}
    with reader.snapshot():
        for name in _tables(reader):
            if name in revision.DERIVED:
                continue
            document[name] = _rows(reader, name)
    return document


def load(address: str, document: object) -> dict[str, int]:
    """Put a dumped document into an empty new database; the rows of each table. Raises a refusal, nothing half done."""
    from meetingtui.store import loading

    location = Location.of(address)
    rows = loading.checked(document)
    create(location)
    try:
        return loading.fill(location, rows)
    except BaseException:
        discard(location)
        raise


def _tables(reader: Reader) -> list[str]:
    if reader.engine == "sqlite":
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    else:
        sql = (
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY table_name"
        )
    names = [row[0] for row in reader.rows(sql)]
    return [name for name in names if name != "alembic_version" and not name.startswith(revision.INDEX)]


def _rows(reader: Reader, table: str) -> list[dict[str, Any]]:
    """All rows of a table by column, flags as truths (or unsaid) on either engine."""
    kinds = _columns(reader, table)
    listed = ", ".join(f'"{column}"' for column in kinds)
    order = "id" if "id" in kinds else next(iter(kinds))
    truths = {column for column, kind in kinds.items() if kind.upper() == "BOOLEAN"}
    found = reader.rows(f'SELECT {listed} FROM "{table}" ORDER BY {order}')  # noqa: S608 - names from the schema itself
    return [
        {
            key: bool(value) if key in truths and value is not None else value
            for key, value in zip(kinds, row, strict=True)
        }
        for row in found
    ]


def _columns(reader: Reader, table: str) -> dict[str, str]:
    """The columns of a table in order, each with its type."""
    if reader.engine == "sqlite":
        return dict(reader.rows("SELECT name, type FROM pragma_table_info(:name)", {"name": table}))
    sql = (
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND table_name = :name ORDER BY ordinal_position"
    )
    return dict(reader.rows(sql, {"name": table}))


def _require_empty_server(location: Location) -> None:
    if "county" in _tables(Reader(location)):
        raise AlreadyThere(location.shown)


def _free_name(path: Path, mark: str) -> Path:
    for number in range(1, 1000):
        candidate = path.with_name(f"{path.stem}-{mark}-{number}{path.suffix}.bak")
        if not candidate.exists():
            return candidate
    raise AlreadyThere(str(path))
