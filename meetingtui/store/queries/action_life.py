"""Reads of what happened to one action item besides rulings and answers."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.store.queries.action_rulings import BODY, IMPORTED_AT, TOOK_PART
from meetingtui.store.reader import Reader

HELD = f"""
SELECT h.number, h.day, (
    SELECT q.status FROM action_ruling q JOIN session x ON x.id = q.session_id
    WHERE q.action_item_id = a.id AND x.start_at < h.start_at ORDER BY q.position DESC LIMIT 1)
FROM action_item a JOIN session s ON s.id = a.session_id
JOIN session h ON h.status = 'held' AND h.start_at > s.start_at AND {BODY} AND {TOOK_PART}
    AND (a.came_by <> 'imported' OR h.start_at > {IMPORTED_AT})
WHERE a.id = :action_id
  AND NOT EXISTS (SELECT 1 FROM action_ruling r WHERE r.action_item_id = a.id AND r.session_id = h.id)
ORDER BY h.start_at, h.id
"""  # noqa: S608 - a constant
ASKED = """
SELECT r.asked_on, r.due_on, h.number, q.agency_id
FROM action_request q JOIN action_round r ON r.id = q.round_id JOIN session h ON h.id = r.session_id
WHERE q.action_item_id = :action_id ORDER BY r.asked_on, r.id, q.role DESC, q.id
"""
EDITED = "SELECT at, who FROM audit WHERE object = :number AND verb = 'edited' ORDER BY id"
CAME_OF_IT = """
SELECT s.day, s.number, a.number FROM action_item a JOIN session s ON s.id = a.session_id
WHERE a.came_from_id = :action_id AND a.came_by = 'raised'
UNION ALL
SELECT s.day, s.number, a.number FROM action_item a JOIN session s ON s.id = a.ruled_in
WHERE a.merged_into_id = :action_id ORDER BY 1, 3
"""


class Asked(NamedTuple):
    """One agency asked: on which day, by when, for which sitting."""

    on: str
    due: str
    session: str
    agency_id: int


def passed_over(reader: Reader, action_id: int) -> list[tuple[str, str]]:
    """Number and day of each sitting of its body that was held while it was open and said nothing of it."""
    found = reader.rows(HELD, {"action_id": action_id})
    return [(number, day) for number, day, status in found if status in ("open", "proposed_close")]


def asked(reader: Reader, action_id: int) -> list[Asked]:
    """Who was asked about it, oldest first, the lead before those who assist."""
    return [Asked(*row) for row in reader.rows(ASKED, {"action_id": action_id})]


def edited(reader: Reader, number: str) -> list[tuple[str, str]]:
    """When (UTC stamps) and by whom it was edited."""
    return [(row[0], row[1]) for row in reader.rows(EDITED, {"number": number})]


def came_of_it(reader: Reader, action_id: int) -> list[tuple[str, str, str]]:
    """Items of a higher level made of it, and items merged into it: day and number of the sitting, their number."""
    return [(row[0] or "", row[1], row[2]) for row in reader.rows(CAME_OF_IT, {"action_id": action_id})]
