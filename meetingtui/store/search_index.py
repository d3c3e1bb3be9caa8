"""Keeps the searched paragraphs in step with what is written, in the transaction that writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, CursorResult, text

from meetingtui.domain import search_text
from meetingtui.store import search_sources
from meetingtui.store.reader import for_psycopg, in_list
from meetingtui.store.search_sources import AT_ONCE, DAY, PLACES_A_DAY, SOURCES, Written

UNDATED = 1
"""The day by which a point is ordered of which nobody knows when it was written: before all days."""
COLUMNS = ("id", "source", "owner_id", "place", "line", "session_id", "series_id", "year", "agencies", "key")
INSERT = f"INSERT INTO paragraph ({', '.join(COLUMNS)}) VALUES (:{', :'.join(COLUMNS)})"  # noqa: S608 - constants
UPDATE = "UPDATE paragraph SET " + ", ".join(f"{name} = :{name}" for name in COLUMNS[3:]) + " WHERE id = :id"  # noqa: S608 - constants
DELETE = "DELETE FROM paragraph WHERE id = :id"
UNFILE = "INSERT INTO paragraph_index (paragraph_index, rowid, tokens) VALUES ('delete', :id, :tokens)"
"""How a contentless index forgets a row on a SQLite as old as 3.40: by the very tokens it was filed under."""
FILE = "INSERT INTO paragraph_index (rowid, tokens) VALUES (:id, :tokens)"


class Line(NamedTuple):
    """A row of the table of paragraphs."""

    id: int
    source: str
    owner_id: int
    place: str
    line: int
    session_id: int | None
    series_id: int | None
    year: int | None
    agencies: str
    key: str


class _Changes(NamedTuple):
    """What has to be done to the table: rows that go, that come, and that say something else than before."""

    gone: list[Line]
    fresh: list[Line]
    changed: list[tuple[Line, Line]]


def refresh(connection: Connection, touched: Iterable[tuple[str, int]]) -> None:
    """Bring the paragraphs of the rows that were written, as (table, id), in step with what they say now.

    The same rows give the same paragraphs the same ids, in whatever order they come.
    """
    rows = sorted({one for one in touched if one[0] in SOURCES or one[0] in {"alias", "former_name"}})
    if not rows:
        return
    index = _Index(connection)
    for source, ids in search_sources.concerned(index.ask, rows).items():
        index.renew(source, ids)
    index.follow([number for table, number in rows if table == "session"])


def refill(connection: Connection) -> None:
    """Forget all paragraphs and file everything anew."""
    index = _Index(connection)
    connection.execute(text("DELETE FROM paragraph"))
    if index.files:
        connection.execute(text("INSERT INTO paragraph_index (paragraph_index) VALUES ('delete-all')"))
    for source in SOURCES:
        index.renew(source, search_sources.all_ids(index.ask, source))
    if index.files:
        connection.execute(text("INSERT INTO paragraph_index (paragraph_index) VALUES ('optimize')"))


class _Index:
    """The table of paragraphs, and on SQLite its index, over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.files = connection.dialect.name == "sqlite"
        self._last: dict[int, int] = {}

    def ask(self, sql: str, params: Mapping[str, object]) -> Sequence[Any]:
        """The rows that `sql` finds."""
        return self._run(sql, params).all()

    def _run(self, sql: str, params: Any) -> CursorResult[Any]:
        """Straight on the driver, which many thousand rows of paragraphs are written through twice as quickly."""
        return self.connection.exec_driver_sql(sql if self.files else for_psycopg(sql), params)

    def renew(self, source: str, ids: Sequence[int]) -> None:
        """Bring what those rows of a table say in step."""
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            now = {one.owner_id: one for one in search_sources.written(self.ask, source, some)}
            changes = _Changes([], [], [])
            for owner, stored in self._stored(source, some).items():
                self._compare(now.get(owner), stored, changes)
            self._write(changes)

    def follow(self, sessions: Sequence[int]) -> None:
        """Put what belongs to sittings that have moved in its new place in the order."""
        moved: dict[str, dict[int, None]] = {}
        for start in range(0, len(sessions), AT_ONCE):
            marks, params = in_list("id", sessions[start : start + AT_ONCE])
            sql = (
                f"SELECT p.source, p.owner_id, MIN(p.id), MAX(p.id), {DAY} FROM paragraph p"  # noqa: S608 - values are parameters
                " LEFT JOIN session s ON s.id = p.session_id"
                f" WHERE p.session_id IN {marks} GROUP BY p.source, p.owner_id, {DAY}"
            )
            for source, owner, first, last, day in self.ask(sql, params):
                if {first // PLACES_A_DAY, last // PLACES_A_DAY} != {_place(day)}:
                    moved.setdefault(source, {})[owner] = None
        for source, owners in moved.items():
            self.renew(source, list(owners))

    def _stored(self, source: str, ids: Sequence[int]) -> dict[int, list[Line]]:
        """The paragraphs of those rows, in their order, by row."""
        found: dict[int, list[Line]] = {owner: [] for owner in ids}
        marks, params = in_list("id", ids)
        sql = (
            f"SELECT {', '.join(COLUMNS)} FROM paragraph"  # noqa: S608 - constants, values are parameters
            f" WHERE source = :source AND owner_id IN {marks} ORDER BY owner_id, place, line, id"
        )
        for row in self.ask(sql, {**params, "source": source}):
            found[row[2]].append(Line(*row))
        return found

    def _compare(self, now: Written | None, stored: Sequence[Line], changes: _Changes) -> None:
        """Note what has to be done so that the paragraphs of one row say what it says now."""
        before: dict[str, list[Line]] = {}
        for one in stored:
            before.setdefault(one.place, []).append(one)
        after: dict[str, list[Line]] = {}
        for one in _wanted(now):
            after.setdefault(one.place, []).append(one)
        for place in dict.fromkeys([*before, *after]):
            self._compare_place(before.get(place, []), after.get(place, []), changes)

    def _compare_place(self, before: list[Line], after: list[Line], changes: _Changes) -> None:
        """The same for one column: lines before and behind the change keep their ids, so only the rest is filed."""
        if after and any(one.id // PLACES_A_DAY != after[0].id // PLACES_A_DAY for one in before):
            changes.gone.extend(before)
            before = []
        head = _common(before, after)
        tail = _common(before[head:][::-1], after[head:][::-1])
        old, new = before[head : len(before) - tail], after[head : len(after) - tail]
        pairs = [*zip(before[:head], after[:head], strict=True), *zip(old, new, strict=False)]
        if tail:
            pairs += zip(before[-tail:], after[-tail:], strict=True)
        for was, wanted in pairs:
            now = wanted._replace(id=was.id)
            if now != was:
                changes.changed.append((was, now))
        changes.gone.extend(old[len(new) :])
        changes.fresh.extend(one._replace(id=self._next(one.id)) for one in new[len(old) :])

    def _next(self, first: int) -> int:
        """A free id for a day, given the first one of it."""
        if first not in self._last:
            sql = "SELECT MAX(id) FROM paragraph WHERE id >= :first AND id < :behind"
            last = self.ask(sql, {"first": first, "behind": first + PLACES_A_DAY})[0][0]
            self._last[first] = last or first
        self._last[first] += 1
        return self._last[first]

    def _write(self, changes: _Changes) -> None:
        renamed = [(was, now) for was, now in changes.changed if was.key != now.key]
        if self.files:
            self._tell(UNFILE, [_filed(one) for one in sorted([*changes.gone, *(was for was, _now in renamed)])])
        self._tell(DELETE, [{"id": one.id} for one in changes.gone])
        self._tell(UPDATE, [_values(now) for _was, now in changes.changed])
        self._tell(INSERT, [one._asdict() for one in sorted(changes.fresh)])
        if self.files:
            self._tell(FILE, [_filed(one) for one in sorted([*changes.fresh, *(now for _was, now in renamed)])])

    def _tell(self, sql: str, rows: Sequence[Mapping[str, object]]) -> None:
        if rows:
            self._run(sql, list(rows))


def _wanted(now: Written | None) -> list[Line]:
    """The paragraphs of a row, each with the first id of its day; none for a row that is gone."""
    if now is None:
        return []
    first = _place(now.day) * PLACES_A_DAY
    agencies = f",{','.join(map(str, now.agencies))}," if now.agencies else ""
    found = [
        Line(
            first, now.source, now.owner_id, place, number, now.session_id, now.series_id, now.year, agencies,
            search_text.key(line),
        )
        for place, number, line in now.lines
    ]  # fmt: skip
    return [one for one in found if one.key]


def _place(day: str | None) -> int:
    """Where a day stands in the order."""
    if day is None:
        return UNDATED
    return date.fromisoformat(day).toordinal() if day else 0


def _common(before: Sequence[Line], after: Sequence[Line]) -> int:
    """How many lines are the same from the start on."""
    same = 0
    while same < min(len(before), len(after)) and before[same].key == after[same].key:
        same += 1
    return same


def _filed(line: Line) -> dict[str, object]:
    return {"id": line.id, "tokens": " ".join(search_text.pieces(line.key))}


def _values(line: Line) -> dict[str, object]:
    values = line._asdict()
    return {name: values[name] for name in ("id", *COLUMNS[3:])}
