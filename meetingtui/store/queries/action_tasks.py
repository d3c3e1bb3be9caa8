"""Reads of what a task file says of action items besides what lists show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
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


PAST = """
SELECT r.action_item_id, r.lead_agency_id, r.assists, r.due FROM action_ruling r WHERE r.action_item_id IN {ids}
"""
RULED_SINCE = "SELECT DISTINCT action_item_id FROM action_ruling WHERE at >= :since"
TOUCHED = """
SELECT object, MAX(at) FROM audit WHERE verb IN ('edited', 'retracted', 'undone') GROUP BY object
"""
"""Changes of items of which no ruling and no answer tells the moment."""


class Past(NamedTuple):
    """What an item was by any of its rulings: which agencies had a part in it, and whether it ever had a day."""

    agencies: frozenset[int]
    dated: bool


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


def past(reader: Reader, ids: Sequence[int]) -> dict[int, Past]:
    """What items were by all of their rulings, by id."""
    found: dict[int, Past] = {}
    for start in range(0, len(ids), AT_ONCE):
        marks, params = in_list("id", ids[start : start + AT_ONCE])
        for item, lead, assists, due in reader.rows(PAST.format(ids=marks), params):
            before = found.get(item, Past(frozenset(), dated=False))
            parts = before.agencies | {one for one in (lead, *json.loads(assists)) if one is not None}
            found[item] = Past(parts, before.dated or bool(due))
    return found


def ruled_since(reader: Reader, since: str) -> set[int]:
    """The items on which a ruling was stored at or after a UTC stamp, by whichever sitting."""
    return {row[0] for row in reader.rows(RULED_SINCE, {"since": since})}


def touched(reader: Reader, numbers: Iterable[str]) -> dict[str, str]:
    """When (UTC stamp) those items were last edited, or a ruling or an answer on them was taken back; by number."""
    wanted = set(numbers)
    found: dict[str, str] = {}
    for thing, at in reader.rows(TOUCHED):
        for number in wanted.intersection(str(thing).split()):
            found[number] = max(at, found.get(number, ""))
    return found
