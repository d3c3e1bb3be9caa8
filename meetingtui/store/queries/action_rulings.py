"""Reads of rulings on action items: all of an item, those of a sitting, and how items stood before a sitting."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from meetingtui.domain.actions import ActionStatus, Level
from meetingtui.domain.registry import Registry
from meetingtui.domain.rulings import Ruling, RulingView
from meetingtui.store.reader import Reader, in_list

AT_ONCE = 400
"""Ids of one statement: below the parameters that an old SQLite takes."""
LATEST = "9999"
"""Stands for the start of a sitting that has no date yet: after all others."""
SELECT = """
SELECT r.id, r.action_item_id, r.position, r.session_id, s.number, s.day, r.verb, r.status, r.lead_agency_id,
       r.assists, r.due, r.level, r.reason, o.number, r.doc_no, r.who, r.at,
       r.series_id
FROM action_ruling r JOIN session s ON s.id = r.session_id LEFT JOIN action_item o ON o.id = r.other_id WHERE
"""
PARTS = """
SELECT r.id, p.number FROM action_ruling r
JOIN action_item p ON p.came_from_id = r.action_item_id AND p.came_by = 'split' AND p.session_id = r.session_id
WHERE r.verb = 'split' AND r.id IN
"""
OWN_BODY = """(
    (h.series_id = s.series_id AND (h.track_id IS NULL OR s.track_id IS NULL OR h.track_id = s.track_id))
    OR EXISTS (SELECT 1 FROM credit d WHERE d.session_id = h.id AND d.series_id = s.series_id
               AND (d.track_id IS NULL OR s.track_id IS NULL OR d.track_id = s.track_id)))"""
"""Whether a sitting `h` must deal with an item of the sitting `s`: of its series and track, or credited to them."""
TOOK_PART = """(h.series_id = s.series_id
    OR (SELECT y.level FROM series y WHERE y.id = h.series_id) <> 'case'
    OR EXISTS (SELECT 1 FROM action_ruling z JOIN action_item b ON b.id = z.action_item_id
               JOIN session o ON o.id = b.session_id WHERE z.session_id = h.id AND o.series_id = s.series_id))"""
"""Whether a sitting `h` that said nothing of an item of `s` passed it over: a case conference that counts for another

series has nothing to do with its items, unless it has ruled on some of them.
"""
BODY = f"""({OWN_BODY}
    OR EXISTS (SELECT 1 FROM credit c WHERE c.session_id = s.id AND c.series_id = h.series_id
               AND (c.track_id IS NULL OR h.track_id IS NULL OR c.track_id = h.track_id)))"""  # noqa: S608 - a constant
"""Whether an item of the sitting `s` comes before a sitting `h`, also where `s` was credited to the series of `h`."""
BEFORE = (
    "(COALESCE({0}.start_at, '9999') < :start OR (COALESCE({0}.start_at, '9999') = :start AND {0}.id < :session_id))"
)
LAST_BEFORE = f"""(SELECT q.id FROM action_ruling q JOIN session x ON x.id = q.session_id
    WHERE q.action_item_id = a.id AND x.id <> :session_id AND {BEFORE.format("x")} ORDER BY q.position DESC LIMIT 1)"""  # noqa: S608 - a constant
IMPORTED_AT = "(SELECT m.at FROM action_ruling m WHERE m.action_item_id = a.id AND m.position = 1)"
"""When an item of her own list came in; whatever was held before knew nothing of it."""
CARRIED = f"""
SELECT a.id, r.id FROM session h JOIN session s ON {BODY} AND s.id <> h.id
JOIN action_item a ON a.session_id = s.id JOIN action_ruling r ON r.id = {LAST_BEFORE}
WHERE h.id = :session_id AND (a.came_by <> 'imported' OR :start > {IMPORTED_AT})
    AND (r.status IN ('open', 'proposed_close')
    OR EXISTS (SELECT 1 FROM action_ruling n WHERE n.action_item_id = a.id AND n.session_id = :session_id))
UNION
SELECT a.id, r.id FROM action_ruling n JOIN action_item a ON a.id = n.action_item_id AND a.session_id <> :session_id
JOIN action_ruling r ON r.id = {LAST_BEFORE} WHERE n.session_id = :session_id
"""  # noqa: S608 - a constant
PASSED_OVER = f"""
SELECT r.id, COUNT(*) FROM action_ruling r JOIN session l ON l.id = r.session_id
JOIN action_item a ON a.id = r.action_item_id JOIN session s ON s.id = a.session_id
JOIN session h ON h.status = 'held' AND h.start_at > l.start_at AND h.start_at < :start AND h.id <> :session_id
    AND (a.came_by <> 'imported' OR h.start_at > {IMPORTED_AT}) AND {OWN_BODY} AND {TOOK_PART}
WHERE r.id IN {{ids}} GROUP BY r.id
"""  # noqa: S608 - a constant
MADE = """
SELECT a.id, r.id FROM action_item a JOIN action_ruling r ON r.action_item_id = a.id AND r.position = (
    SELECT MAX(q.position) FROM action_ruling q WHERE q.action_item_id = a.id AND q.session_id = :session_id)
WHERE a.session_id = :session_id AND a.came_by <> 'imported' ORDER BY a.ordinal
"""
NEXT_DAY = """
SELECT n.day FROM session s JOIN session n ON n.series_id = s.series_id
    AND (s.track_id IS NULL OR n.track_id IS NULL OR n.track_id = s.track_id)
    AND n.status IN ('planned', 'noticed', 'held') AND n.start_at > s.start_at
WHERE s.id = :session_id ORDER BY n.start_at, n.id LIMIT 1
"""
OF_BODY = f"""
SELECT 1 FROM session h JOIN action_item a ON a.id = :action_id JOIN session s ON s.id = a.session_id
WHERE h.id = :session_id AND {BODY}
"""  # noqa: S608 - a constant
SINCE = f"""
SELECT h.id, COALESCE(m.status, '') FROM action_item a JOIN session s ON s.id = a.session_id
JOIN action_ruling r ON r.action_item_id = a.id
    AND r.position = (SELECT MAX(q.position) FROM action_ruling q WHERE q.action_item_id = a.id)
JOIN session l ON l.id = r.session_id
JOIN session h ON h.id <> s.id AND h.status IN ('planned', 'noticed', 'held') AND h.start_at IS NOT NULL
    AND (h.start_at > COALESCE(l.start_at, '9999') OR h.id = l.id)
    AND ({BODY} OR EXISTS (SELECT 1 FROM action_ruling u WHERE u.action_item_id = a.id AND u.series_id = h.series_id))
LEFT JOIN minutes m ON m.session_id = h.id
WHERE a.id = :action_id ORDER BY h.start_at, h.id
"""  # noqa: S608 - a constant
"""The sittings of an item's body from the one that ruled on it last, each with the state of its minutes."""
BODIES_WITH_OPEN = """
SELECT s.series_id FROM action_item a JOIN session s ON s.id = a.session_id
WHERE a.status IN ('open', 'proposed_close')
UNION
SELECT c.series_id FROM action_item a JOIN credit c ON c.session_id = a.session_id
WHERE a.status IN ('open', 'proposed_close')
"""
SENT_UP = "SELECT 1 FROM action_ruling WHERE action_item_id = :action_id AND series_id = :series_id"


class CarriedRow(NamedTuple):
    """An item that comes before a sitting, and the ruling that it stood by."""

    action_id: int
    ruling_id: int


def of_items(reader: Reader, registry: Registry, ids: Sequence[int]) -> dict[int, list[RulingView]]:
    """The rulings on items in their order, by item."""
    found: dict[int, list[RulingView]] = {}
    for one in _views(reader, registry, "r.action_item_id", ids):
        found.setdefault(one.action_id, []).append(one)
    return {item: sorted(some, key=lambda one: one.position) for item, some in found.items()}


def of_session(reader: Reader, registry: Registry, session_id: int) -> dict[int, list[RulingView]]:
    """What a sitting has ruled, by item, without the items that it made."""
    found: dict[int, list[RulingView]] = {}
    for one in sorted(_views(reader, registry, "r.session_id", [session_id]), key=lambda one: one.position):
        if one.verb is not Ruling.MADE:
            found.setdefault(one.action_id, []).append(one)
    return found


def by_ids(reader: Reader, registry: Registry, ids: Sequence[int]) -> dict[int, RulingView]:
    """Rulings by their id."""
    return {one.id: one for one in _views(reader, registry, "r.id", ids)}


def carried(reader: Reader, session_id: int) -> list[CarriedRow]:
    """What comes before a sitting: what was open of its body when it began, and whatever else it has ruled on."""
    start = reader.value("SELECT start_at FROM session WHERE id = :session_id", {"session_id": session_id})
    params = {"session_id": session_id, "start": start or LATEST}
    return [CarriedRow(*row) for row in reader.rows(CARRIED, params)]


def bodies_with_open(reader: Reader) -> set[int]:
    """The series that have something open, be it of a sitting that counts for them; no other one's sittings have."""
    return {row[0] for row in reader.rows(BODIES_WITH_OPEN)}


def made(reader: Reader, session_id: int) -> list[CarriedRow]:
    """The items that a sitting made, by number, each with the ruling by which it left it; not those of her own list."""
    return [CarriedRow(*row) for row in reader.rows(MADE, {"session_id": session_id})]


def passed_over(reader: Reader, session_id: int, ruling_ids: Sequence[int]) -> dict[int, int]:
    """By ruling: how many sittings of the item's body were held after it and before a sitting (0: until now)."""
    start = reader.value("SELECT start_at FROM session WHERE id = :session_id", {"session_id": session_id})
    found: dict[int, int] = {}
    for marks, params in _chunks("ruling", ruling_ids):
        known = params | {"session_id": session_id, "start": start or LATEST}
        found.update(reader.rows(PASSED_OVER.format(ids=marks), known))
    return found


def next_day(reader: Reader, session_id: int) -> str:
    """The day of the next sitting on the books after one of the same series (and track); empty for none."""
    return str(reader.value(NEXT_DAY, {"session_id": session_id}) or "")


def since(reader: Reader, action_id: int) -> list[tuple[int, str]]:
    """The sittings on the books that could rule on an item, earliest first: id, and the state of the minutes or ''."""
    return [(row[0], row[1]) for row in reader.rows(SINCE, {"action_id": action_id})]


def is_of_body(reader: Reader, session_id: int, action_id: int) -> bool:
    """Whether an item comes before a sitting as one of its body."""
    return reader.row(OF_BODY, {"session_id": session_id, "action_id": action_id}) is not None


def was_sent_up(reader: Reader, action_id: int, series_id: int) -> bool:
    """Whether an item was put before a series of a higher level."""
    return reader.row(SENT_UP, {"action_id": action_id, "series_id": series_id}) is not None


def _views(reader: Reader, registry: Registry, column: str, ids: Iterable[int]) -> list[RulingView]:
    found = []
    for marks, params in _chunks("id", list(ids)):
        found += [_view(registry, row) for row in reader.rows(f"{SELECT} {column} IN {marks}", params)]
    split = [one.id for one in found if one.verb is Ruling.SPLIT]
    parts: dict[int, list[str]] = {}
    for marks, params in _chunks("id", split):
        for ruling, number in reader.rows(f"{PARTS} {marks} ORDER BY p.ordinal", params):
            parts.setdefault(ruling, []).append(number)
    return [one._replace(other=tuple(parts[one.id])) if one.id in parts else one for one in found]


def _view(registry: Registry, row: tuple[Any, ...]) -> RulingView:
    (
        ruling_id, action_id, position, session_id, number, day, verb, status, lead, assists, due, level, reason,
        other, doc_no, who, at, sent_to,
    ) = row  # fmt: skip
    helpers = tuple(json.loads(assists))
    return RulingView(
        ruling_id, action_id, position, session_id, number, day or "", Ruling(verb), ActionStatus(status), lead,
        registry.name("agency", lead), helpers, tuple(registry.name("agency", one) for one in helpers), due or "",
        Level(level) if level else None, reason, (other,) if other else (), doc_no, who, at,
        registry.name("series", sent_to, day or "") if sent_to else "",
    )  # fmt: skip


def _chunks(name: str, ids: Sequence[int]) -> Iterator[tuple[str, dict[str, object]]]:
    for start in range(0, len(ids), AT_ONCE):
        yield in_list(name, ids[start : start + AT_ONCE])
