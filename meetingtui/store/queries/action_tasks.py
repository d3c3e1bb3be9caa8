"""Reads of what a task file says of action items besides what lists show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from meetingtui.store.reader import Reader, in_list

AT_ONCE = 400
"""Ids of one statement: below the parameters that an old SQLite takes."""
FACTS = """
SELECT a.id, s.uid, r.at, p.at, p.percent
FROM action_item a JOIN session s ON s.id = a.session_id
LEFT JOIN action_ruling r ON r.action_item_id = a.id
    AND r.position = (SELECT MAX(q.position) FROM action_ruling q WHERE q.action_item_id = a.id)
LEFT JOIN action_report p ON p.id = (
    SELECT MAX(n.id) FROM action_report n WHERE n.action_item_id = a.id AND n.agency_id = a.lead_agency_id)
WHERE a.id IN {ids}
"""


class TaskFacts(NamedTuple):
    """Of an item: the UID of its sitting, the last ruling and when it was stored, and the lead's newest answer.

    `ruled_at` and `reported_at` are stored moments (UTC), empty for none; `percent` 0 to 100 or None.
    """

    id: int
    uid: str
    ruled_at: str
    reported_at: str
    percent: int | None


def facts(reader: Reader, ids: Sequence[int]) -> dict[int, TaskFacts]:
    """Those of items, by id."""
    found = {}
    for start in range(0, len(ids), AT_ONCE):
        marks, params = in_list("id", ids[start : start + AT_ONCE])
        for item, uid, ruled, reported, percent in reader.rows(FACTS.format(ids=marks), params):
            found[item] = TaskFacts(item, uid, ruled or "", reported or "", percent)
    return found
