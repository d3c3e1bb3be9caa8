"""What is written, table by table: which columns are searched, and whose sitting, series and agencies they concern."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from meetingtui.store.reader import in_list

Ask = Callable[[str, Mapping[str, object]], Sequence[Any]]
"""Answers `:name`-style SQL with its rows: the reader's `rows`, or the connection of a writer."""
PLACES_A_DAY = 1 << 31
"""Ids of paragraphs from one day of sittings to the next: id // PLACES_A_DAY tells the day."""
AT_ONCE = 400
"""Rows read in one statement: below the parameters that an old SQLite takes."""


DAY = "COALESCE(s.day, substr(s.changed_at, 1, 10))"
"""SQL for the day by which what belongs to a sitting is ordered: while it has none, that of its last change."""


class Source(NamedTuple):
    """One table. `select` gives id, sitting, series, year, day, agency and a JSON list of more agencies, then `places`.

    `{day}` in it stands for DAY. `more` are further lines of a place: SQL that gives (id, text) in order.
    """

    select: str
    places: tuple[str, ...]
    more: tuple[tuple[str, str], ...] = ()


class Written(NamedTuple):
    """What one row says, line by line: (place, number of the line, text), blank lines left out.

    `day` is that of the sitting (DAY), for a point that waits for one the day on which it was written, None where
    nobody noted that, empty for what can belong to no sitting.
    """

    source: str
    owner_id: int
    session_id: int | None
    series_id: int | None
    year: int | None
    day: str | None
    agencies: tuple[int, ...]
    lines: tuple[tuple[str, int, str], ...]


SOURCES = {
    "series": Source(
        "SELECT x.id, NULL, x.id, NULL, '', NULL, '[]', x.code || ' ' || x.name, x.purpose, x.note FROM series x",
        ("name", "purpose", "note"),
        (
            ("name", "SELECT id, name_en FROM series WHERE id IN {ids} ORDER BY id"),
            ("name", "SELECT owner_id, name FROM alias WHERE kind = 'series' AND owner_id IN {ids} ORDER BY id"),
            ("name", "SELECT owner_id, name FROM former_name WHERE kind = 'series' AND owner_id IN {ids} ORDER BY id"),
        ),
    ),
    "session": Source(
        "SELECT x.id, x.id, x.series_id, x.year, COALESCE(x.day, substr(x.changed_at, 1, 10)),"
        " x.host_agency_id, '[]', x.number, x.note, x.reason FROM session x",
        ("number", "note", "reason"),
        (("reason", "SELECT session_id, reason FROM session_change WHERE session_id IN {ids} ORDER BY id DESC"),),
    ),
    "notice": Source(
        "SELECT x.id, s.id, s.series_id, s.year, {day}, NULL, '[]', x.doc_no, x.subject, x.remarks, x.attachments"
        " FROM notice x JOIN session s ON s.id = x.session_id",
        ("doc_no", "subject", "remarks", "attachments"),
    ),
    "agenda_item": Source(
        "SELECT x.id, x.session_id, x.series_id, s.year, COALESCE({day}, x.written_on), x.agency_id, '[]', x.matter,"
        " x.explanation, x.proposal, x.papers, x.case_code"
        " FROM agenda_item x LEFT JOIN session s ON s.id = x.session_id",
        ("matter", "explanation", "proposal", "papers", "case_code"),
    ),
    "minutes": Source(
        "SELECT x.id, s.id, s.series_id, s.year, {day}, NULL, '[]', x.remarks, x.corrections, x.doc_no"
        " FROM minutes x JOIN session s ON s.id = x.session_id",
        ("remarks", "corrections", "doc_no"),
    ),
    "minutes_item": Source(
        "SELECT x.id, s.id, s.series_id, s.year, {day}, a.agency_id, '[]', x.text, x.decision FROM minutes_item x"
        " JOIN agenda_item a ON a.id = x.agenda_item_id JOIN session s ON s.id = a.session_id",
        ("text", "decision"),
    ),
    "action_item": Source(
        "SELECT x.id, s.id, s.series_id, s.year, {day}, x.lead_agency_id, x.assists, x.number, x.text, x.note,"
        " x.old_number FROM action_item x JOIN session s ON s.id = x.session_id",
        ("number", "text", "note", "old_number"),
    ),
    "action_ruling": Source(
        "SELECT x.id, s.id, s.series_id, s.year, {day}, x.lead_agency_id, x.assists, x.reason, x.doc_no"
        " FROM action_ruling x JOIN session s ON s.id = x.session_id",
        ("reason", "doc_no"),
    ),
    "action_report": Source(
        "SELECT x.id, s.id, s.series_id, s.year, {day}, x.agency_id, '[]', x.text FROM action_report x"
        " JOIN action_item a ON a.id = x.action_item_id LEFT JOIN action_round o ON o.id = x.round_id"
        " JOIN session s ON s.id = COALESCE(o.session_id, a.session_id)",
        ("report",),
    ),
}  # fmt: skip
"""Every table that is searched. Case names and other identities stand in none of them."""


def written(ask: Ask, source: str, ids: Sequence[int]) -> Iterator[Written]:
    """What the rows of those ids say; nothing for a row that is gone."""
    table = SOURCES[source]
    for start in range(0, len(ids), AT_ONCE):
        marks, params = in_list("id", ids[start : start + AT_ONCE])
        more: dict[int, list[tuple[str, str]]] = {}
        for place, sql in table.more:
            for owner, text in ask(sql.format(ids=marks), params):
                more.setdefault(owner, []).append((place, text))
        for row in ask(f"{table.select.format(day=DAY)} WHERE x.id IN {marks} ORDER BY x.id", params):
            owner, session_id, series_id, year, day, agency, assists, *texts = row
            agencies = ([agency] if agency else []) + (json.loads(assists) if assists != "[]" else [])
            parts = zip(table.places, texts, strict=True)
            lines = tuple(_more_lines([*parts, *more[owner]]) if owner in more else _lines(parts))
            yield Written(source, owner, session_id, series_id, year, day, tuple(agencies), lines)


def all_ids(ask: Ask, source: str) -> list[int]:
    """The ids of all rows of a table."""
    return [row[0] for row in ask(f"SELECT id FROM {source} ORDER BY id", {})]  # noqa: S608 - a key of SOURCES


def concerned(ask: Ask, touched: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Which rows have to be read again once those (table, id) have been written, by table."""
    rows: dict[str, dict[int, None]] = {}
    for table, number in touched:
        rows.setdefault(table, {})[number] = None
    found = {source: list(rows[source]) for source in SOURCES if source in rows}
    if "alias" in rows or "former_name" in rows:
        found["series"] = all_ids(ask, "series")
    items = list(rows.get("agenda_item", ()))
    for start in range(0, len(items), AT_ONCE):
        marks, params = in_list("id", items[start : start + AT_ONCE])
        spoken = ask(f"SELECT id FROM minutes_item WHERE agenda_item_id IN {marks}", params)  # noqa: S608 - values are parameters
        found["minutes_item"] = list(dict.fromkeys([*found.get("minutes_item", ()), *(row[0] for row in spoken)]))
    return found


def _lines(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int, str]]:
    """The lines of each place, numbered."""
    for place, text in parts:
        for number, line in enumerate(_said(place, text)):
            if line.strip():
                yield place, number, line


def _more_lines(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int, str]]:
    """The same where places come again; what was said there before is not repeated where lines were added."""
    count: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    for place, text in parts:
        added = place in count
        for line in _said(place, text):
            number = count.get(place, 0)
            count[place] = number + 1
            if line.strip() and not (added and (place, line) in seen):
                yield place, number, line
            seen.add((place, line))
        count.setdefault(place, 0)


def _said(place: str, text: str) -> list[str]:
    """The lines of a text, or of the names and notes of papers."""
    if place != "papers":
        return text.splitlines()
    if text == "[]":
        return []
    return "\n".join(f"{one.get('name', '')} {one.get('note', '')}" for one in json.loads(text)).splitlines()
