"""Searching: the paragraphs that hold every word asked for, and what they say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from meetingtui.domain import search_text
from meetingtui.domain.search import Scope
from meetingtui.store import search_sources
from meetingtui.store.reader import Reader, in_list

COLUMNS = "p.id, p.source, p.owner_id, p.place, p.line, p.session_id, p.series_id, p.key"
INDEXED = "paragraph_index JOIN paragraph p ON p.id = paragraph_index.rowid"
MATCHED = "paragraph_index MATCH :phrases AND paragraph_index.rowid < :last"
AMONG = "p.id IN (SELECT value FROM json_each(:ids))"
BEFORE_ALL = 1 << 62
"""More than any id."""
MOST_PROBED = 6
"""Sieves that are compared with each other, of the longest words."""
PROBED = 10
"""Paragraphs by which they are."""
SIFTED = (100, 300)
"""How many paragraphs that the rarest sieve lets through are read first, and how many then, until the index is asked
for all words at once: that costs far more where one of them is rare, far less where two common ones seldom meet."""
OWNERS = {
    "minutes_item": "SELECT id, agenda_item_id FROM minutes_item WHERE id IN ",
    "action_ruling": "SELECT id, action_item_id FROM action_ruling WHERE id IN ",
    "action_report": "SELECT id, action_item_id FROM action_report WHERE id IN ",
}
"""Tables whose rows are about a point of an agenda or about an action item, and which."""


class ParagraphRow(NamedTuple):
    """A paragraph as it is filed."""

    id: int
    source: str
    owner_id: int
    place: str
    line: int
    session_id: int | None
    series_id: int | None
    key: str

    @property
    def day(self) -> int:
        """Where the day of its sitting stands in the order of days."""
        return self.id // search_sources.PLACES_A_DAY


def holding(reader: Reader, terms: Sequence[str], scope: Scope, limit: int) -> list[ParagraphRow]:
    """Paragraphs whose keys hold all `terms` (keys themselves), the newest first."""
    asked = _Asked(reader, terms, scope)
    if reader.engine == "postgresql":
        pieces = [pair for term in terms for pair in search_text.pairs(term)]
        return asked.holding("paragraph p", "paragraph_pieces(p.key) @> CAST(:pieces AS text[])", limit, pieces=pieces)
    phrases = [phrase for term in terms if (phrase := search_text.phrase(term))]
    if not phrases:
        return asked.holding("paragraph p", "1 = 1", limit)
    whole = " AND ".join(phrases)
    sieves = [sieve for term in sorted(terms, key=len, reverse=True) for sieve in search_text.sieves(term)]
    if sieves == [whole]:
        return asked.holding(INDEXED, MATCHED, limit, phrases=whole, last=BEFORE_ALL)
    rarest = _rarest(reader, sieves[:MOST_PROBED])
    found: list[ParagraphRow] = []
    last = BEFORE_ALL
    for size in SIFTED:
        ids = _let_through(reader, rarest, last, size)
        found += asked.holding("paragraph p", AMONG, limit - len(found), ids=json.dumps(ids))
        if len(ids) < size or len(found) == limit:
            return found
        last = ids[-1]
    return found + asked.holding(INDEXED, MATCHED, limit - len(found), phrases=whole, last=last)


def of_no_sitting(reader: Reader, terms: Sequence[str], scope: Scope, limit: int) -> list[ParagraphRow]:
    """The same of what can belong to no sitting: names and tasks of series."""
    asked = _Asked(reader, terms, scope)
    return asked.holding("paragraph p", "p.id < :last", limit, last=search_sources.PLACES_A_DAY)


class _Asked:
    """What paragraphs have to hold and to what they are narrowed, as clauses of SQL with their parameters."""

    def __init__(self, reader: Reader, terms: Sequence[str], scope: Scope) -> None:
        self._reader = reader
        self._clauses = [reader.holds("p.key", f"t{place}") for place in range(len(terms))]
        self._params: dict[str, Any] = {f"t{place}": term for place, term in enumerate(terms)}
        self._joined = _narrow(scope, self._clauses, self._params)

    def holding(self, tables: str, clause: str, limit: int, **params: object) -> list[ParagraphRow]:
        """The newest of the paragraphs of `tables` that a clause lets through and that hold what is asked."""
        where = " AND ".join([clause, *self._clauses])
        sql = f"SELECT {COLUMNS} FROM {tables}{self._joined} WHERE {where} ORDER BY {_newest(tables)} LIMIT :limit"  # noqa: S608 - built from constants, values are parameters
        return [ParagraphRow(*row) for row in self._reader.rows(sql, {**self._params, **params, "limit": limit})]


def _rarest(reader: Reader, sieves: Sequence[str]) -> str:
    """The sieve that lets the fewest through, going by how far the newest few of each reach back."""
    reach = {}
    for sieve in dict.fromkeys(sieves):
        ids = _let_through(reader, sieve, BEFORE_ALL, PROBED)
        reach[sieve] = (ids[-1] if len(ids) == PROBED else 0, len(ids))
    return min(reach, key=lambda sieve: reach[sieve])


def _let_through(reader: Reader, sieve: str, last: int, size: int) -> list[int]:
    """The newest `size` ids before `last` that a sieve lets through."""
    sql = f"SELECT rowid FROM paragraph_index WHERE {MATCHED} ORDER BY rowid DESC LIMIT :size"  # noqa: S608 - a constant
    return [row[0] for row in reader.rows(sql, {"phrases": sieve, "last": last, "size": size})]


def texts(reader: Reader, found: Sequence[ParagraphRow]) -> dict[tuple[str, int, str, int], str]:
    """The lines as they are written, by table, row, column and number of the line."""
    owners: dict[str, dict[int, None]] = {}
    for one in found:
        owners.setdefault(one.source, {})[one.owner_id] = None
    return {
        (source, row.owner_id, place, line): text
        for source, ids in owners.items()
        for row in search_sources.written(reader.rows, source, list(ids))
        for place, line, text in row.lines
    }


class Sitting(NamedTuple):
    """What is shown of the sitting that a hit belongs to; `day` is empty without one."""

    number: str
    series_id: int
    year: int
    day: str


def sittings(reader: Reader, found: Sequence[ParagraphRow]) -> dict[int, Sitting]:
    """The sittings of what was found, by id."""
    marks, params = in_list("id", list({one.session_id for one in found if one.session_id is not None}))
    sql = f"SELECT id, number, series_id, year, COALESCE(day, '') FROM session WHERE id IN {marks}"  # noqa: S608 - values are parameters
    rows = reader.rows(sql, params)
    return {row[0]: Sitting(*row[1:]) for row in rows}


def owners(reader: Reader, found: Sequence[ParagraphRow]) -> dict[tuple[str, int], int]:
    """The points of agendas and the action items that rows of other tables are about, by table and id."""
    known: dict[tuple[str, int], int] = {}
    for source, sql in OWNERS.items():
        ids = list(dict.fromkeys(one.owner_id for one in found if one.source == source))
        if ids:
            marks, params = in_list("id", ids)
            known |= {(source, row): owner for row, owner in reader.rows(sql + marks, params)}
    return known


def _newest(tables: str) -> str:
    """The order by id; that of the index itself, where one is asked, which then stops at the last row wanted."""
    return "paragraph_index.rowid DESC" if tables == INDEXED else "p.id DESC"


def _narrow(scope: Scope, clauses: list[str], params: dict[str, Any]) -> str:
    """Add what a search is narrowed to; answers the join that it takes."""
    for column, values in (("source", scope.sources), ("series_id", scope.series_ids)):
        if values:
            marks, more = in_list(column, values)
            clauses.append(f"p.{column} IN {marks}")
            params |= more
    if scope.year is not None:
        clauses.append("p.year = :year")
        params["year"] = scope.year
    if scope.agency_id is None:
        return ""
    marks, more = in_list("hosted", scope.hosted)
    clauses.append(
        "(p.agencies LIKE :agency OR s.host_agency_id = :agency_id"
        f" OR (s.host_agency_id IS NULL AND p.series_id IN {marks}))"
    )
    params |= more | {"agency": f"%,{scope.agency_id},%", "agency_id": scope.agency_id}
    return " LEFT JOIN session s ON s.id = p.session_id"
