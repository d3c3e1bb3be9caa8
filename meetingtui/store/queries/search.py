"""Searching: the paragraphs that hold every word asked for, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from meetingtui.domain import search_text
from meetingtui.domain.search import Scope
from meetingtui.store import search_sources
from meetingtui.store.reader import Reader, in_list

COLUMNS = "p.id, p.source, p.owner_id, p.place, p.line, p.session_id, p.series_id, p.key"
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
    tables, clauses, params = _looked_up(reader, terms)
    for place, term in enumerate(terms):
        clauses.append(reader.holds("p.key", f"t{place}"))
        params[f"t{place}"] = term
    tables += _narrow(scope, clauses, params)
    sql = f"SELECT {COLUMNS} FROM {tables} WHERE {' AND '.join(clauses)} ORDER BY {_newest(tables)} LIMIT :limit"  # noqa: S608 - built from constants, values are parameters
    return [ParagraphRow(*row) for row in reader.rows(sql, {**params, "limit": limit})]


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


def owners(reader: Reader, found: Sequence[ParagraphRow]) -> dict[tuple[str, int], int]:
    """The points of agendas and the action items that rows of other tables are about, by table and id."""
    known: dict[tuple[str, int], int] = {}
    for source, sql in OWNERS.items():
        ids = list(dict.fromkeys(one.owner_id for one in found if one.source == source))
        if ids:
            marks, params = in_list("id", ids)
            known |= {(source, row): owner for row, owner in reader.rows(sql + marks, params)}
    return known


def _looked_up(reader: Reader, terms: Sequence[str]) -> tuple[str, list[str], dict[str, Any]]:
    """Where to look: the index where it knows a piece of the terms, else every paragraph."""
    if reader.engine == "postgresql":
        pieces = [pair for term in terms for pair in search_text.pairs(term)]
        return "paragraph p", ["paragraph_pieces(p.key) @> CAST(:pieces AS text[])"], {"pieces": pieces}
    phrases = " AND ".join(phrase for term in terms if (phrase := search_text.phrase(term)))
    if not phrases:
        return "paragraph p", [], {}
    tables = "paragraph_index JOIN paragraph p ON p.id = paragraph_index.rowid"
    return tables, ["paragraph_index MATCH :phrases"], {"phrases": phrases}


def _newest(tables: str) -> str:
    """The order by id; that of the index itself, where one is asked, which then stops at the last row wanted."""
    return "paragraph_index.rowid DESC" if "paragraph_index" in tables else "p.id DESC"


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
