"""Views of the action items of ten years, each against the best raw SQL for the same lines, sums and groups."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from meetingtui.domain.action_words import GROUPED, View
from meetingtui.services import action_views
from meetingtui.services.office import Office
from tests import builders
from tests.bench.databases import TODAY, Workshop
from tests.bench.measure import Ratio, cpu_of, in_turns

PAGE = 128
STATES = ("closed",) * 8 + ("delegated", "open", "closed", "closed", "proposed_close", "closed", "open", "closed")
"""Three in sixteen are still open: after ten years some thousands."""
OPEN = "a.status IN ('open', 'proposed_close')"
LATE = f"{OPEN} AND a.due < :today"
LAST = "JOIN session l ON l.id = a.ruled_in"
SINCE = "h.status = 'held' AND h.day >= l.day AND h.start_at > l.start_at"
BODY = "(h.track_id IS NULL OR s.track_id IS NULL OR h.track_id = s.track_id)"
CREDITED = "(c.track_id IS NULL OR s.track_id IS NULL OR c.track_id = s.track_id)"
OWN = f"FROM session h WHERE h.series_id = s.series_id AND {BODY} AND {SINCE}"
OTHERS = (
    f"FROM credit c JOIN session h ON h.id = c.session_id WHERE c.series_id = s.series_id AND {CREDITED} AND {SINCE}"
)
LINES = f"""
SELECT a.*, s.number, s.series_id, s.day, l.number, l.day,
       CASE WHEN {OPEN} THEN (SELECT COUNT(*) {OWN}) + (SELECT COUNT(*) {OTHERS}) ELSE 0 END
FROM action_item a JOIN session s ON s.id = a.session_id {LAST}
WHERE a.id IN (SELECT a.id FROM action_item a JOIN session s ON s.id = a.session_id {LAST}
               WHERE {{where}} ORDER BY {{order}} LIMIT 128)
ORDER BY {{order}}
"""  # noqa: S608 - constants of this file
SUMS = f"""
SELECT COUNT(*), SUM({OPEN}), SUM({LATE}), SUM({OPEN} AND a.due IS NULL)
FROM action_item a JOIN session s ON s.id = a.session_id {LAST} WHERE {{where}}
"""  # noqa: S608 - as above
GROUPS = f"""
SELECT {{by}}, COUNT(*), SUM({LATE}) FROM action_item a JOIN session s ON s.id = a.session_id
WHERE {{where}} GROUP BY {{by}}
"""  # noqa: S608 - as above
DUE = "COALESCE(a.due, '9999-12-31')"
SPAN = (
    f"CASE WHEN NOT {OPEN} THEN 5 WHEN a.due IS NULL THEN 4 WHEN a.due < :today THEN 0 WHEN a.due <= :week THEN 1"
    " WHEN a.due <= :month THEN 2 ELSE 3 END"
)
MINE = OPEN + " AND EXISTS (SELECT 1 FROM action_ruling r WHERE r.action_item_id = a.id AND r.who = :who)"  # noqa: S608 - as above
PASSED = f"{OPEN} AND (EXISTS (SELECT 1 {OWN}) OR EXISTS (SELECT 1 {OTHERS}))"
USUAL = f"NOT {OPEN}, CASE WHEN {OPEN} THEN {DUE} ELSE '' END, s.day DESC, a.id"
RAW: dict[View, tuple[str, str, str]] = {
    View.ALL: ("1 = 1", USUAL, ""),
    View.AGENCY: (OPEN, f"{DUE}, s.day, a.id", "a.lead_agency_id, a.assists"),
    View.SERIES: (OPEN, f"s.series_id, {DUE}, a.id", "s.series_id"),
    View.DUE: (OPEN, f"{SPAN}, {DUE}, s.day, a.id", SPAN),
    View.OVERDUE: (LATE, f"{DUE}, s.day, a.id", ""),
    View.PASSED: (PASSED, "l.day, a.id", ""),
    View.MINE: (MINE, USUAL, ""),
}
"""What each view lets through, its order, and by what it is grouped."""
NARROWED = LATE + (  # noqa: S608 - as above
    " AND a.lead_agency_id = :lead AND (s.series_id = :series OR a.session_id IN"
    " (SELECT session_id FROM credit WHERE series_id = :series))"
)
LINE = "是:列管中 主辦:衛生局 逾期 會議:PIF-10"


def views(workshop: Workshop) -> list[Ratio]:
    """The first page of each view with its sums and groups, and of a query line."""
    path = workshop.actions(workshop.sizes.actions)
    office = builders.open_office(path)
    raw = sqlite3.connect(path)
    health = raw.execute("SELECT id FROM agency WHERE name = '衛生局'").fetchone()[0]
    series = raw.execute("SELECT id FROM series WHERE code = 'PIF-10'").fetchone()[0]
    asked = {"today": TODAY, "week": "2026-11-22", "month": "2026-11-30", "who": office.who}
    asked |= {"lead": health, "series": series}
    found = [(f"列管 by view {view}", "", view, *RAW[view]) for view in View]
    found.append((f"列管 by {LINE}", LINE, View.ALL, NARROWED, USUAL, ""))
    lines = []
    for what, text, view, where, order, by in found:
        ours = partial(_ours, office, text, view)
        other = partial(_raw, raw, asked, where, order, by)
        sides = in_turns(workshop.sizes.rounds, partial(cpu_of, ours), partial(cpu_of, other))
        lines.append(Ratio(f"{what}, {workshop.sizes.actions:,} items", "raw SQL", sides[0], sides[1], 2.0))
    office.close()
    raw.close()
    return lines


def _ours(office: Office, text: str, view: View) -> None:
    listing = action_views.listing(office, text, view=view)
    listing.totals()
    if view in GROUPED:
        groups = listing.groups(view)
    if view is View.AGENCY:
        for one in groups[:5]:
            listing.of_agency(one.group.key).page(0, PAGE)
    else:
        listing.page(0, PAGE)


def _raw(raw: sqlite3.Connection, asked: dict[str, object], where: str, order: str, by: str) -> None:
    raw.execute(SUMS.format(where=where), asked).fetchall()
    if by:
        groups = raw.execute(GROUPS.format(where=where, by=by), asked).fetchall()
    if by != "a.lead_agency_id, a.assists":
        raw.execute(LINES.format(where=where, order=order), asked).fetchall()
        return
    led: dict[int, int] = {}
    for lead, assists, items, _late in groups:
        led[lead] = led.get(lead, 0) + items
        for one in json.loads(assists):
            led.setdefault(one, 0)
    for agency in sorted(led, key=lambda one: -led[one])[:5]:
        own = f"{where} AND (a.lead_agency_id = :agency OR ',' || substr(a.assists, 2, length(a.assists) - 2) || ','" \
            " LIKE :assist)"  # fmt: skip
        part = f"a.lead_agency_id <> :agency, {order}"
        more = {"agency": agency, "assist": f"%,{agency},%"}
        raw.execute(LINES.format(where=own, order=part), asked | more).fetchall()


def fill(path: Path, count: int) -> None:
    """Put `count` action items with their rulings behind the sittings of a county that has `count / 8`."""
    connection = sqlite3.connect(path)
    agencies = [one for (one,) in connection.execute("SELECT id FROM agency ORDER BY id LIMIT 12")]
    sittings = connection.execute(
        "SELECT id, number, day, series_id FROM session WHERE day < ? ORDER BY day, id", (TODAY,)
    ).fetchall()
    later: dict[int, list[int]] = {}
    for session_id, _number, _day, series_id in sittings:
        later.setdefault(series_id, []).append(session_id)
    with connection:
        connection.executemany(ITEM, _items(count, sittings, later, agencies))
        connection.execute(RULINGS)
    connection.close()


ITEM = """
INSERT INTO action_item (version, session_id, number, ordinal, kind, text, lead_agency_id, assists, due, status, note,
    priority, labels, case_code, level, came_by, ruled_in, old_number)
VALUES (1, ?, ?, ?, 'ruling', ?, ?, ?, ?, ?, '', ?, '[]', '', '', '', ?, '')
"""
RULINGS = f"""
INSERT INTO action_ruling (action_item_id, position, session_id, verb, status, lead_agency_id, assists, due, level,
    reason, doc_no, who, at)
SELECT a.id, 1, a.session_id, 'made', a.status, a.lead_agency_id, a.assists, a.due, '', '', '',
       CASE a.id % 5 WHEN 0 THEN '{builders.WHO}' ELSE '同仁' END, s.changed_at
FROM action_item a JOIN session s ON s.id = a.session_id
"""  # noqa: S608 - a constant of the tests


def _items(
    count: int, sittings: list[tuple[int, str, str, int]], later: dict[int, list[int]], agencies: list[int]
) -> Iterator[tuple[object, ...]]:
    for index in range(count):
        session_id, number, day, series_id = sittings[index * len(sittings) // count]
        status = STATES[index % 16]
        lead, *assists = (agencies[(index + step) % len(agencies)] for step in (0, 5, 7)[: 1 + index % 3])
        due = (
            None if index % 23 == 0 else f"{int(day[:4]) + (index % 4 == 0)}-{1 + index % 12:02d}-{1 + index % 28:02d}"
        )
        line = later[series_id]
        ruled = line[min(len(line) - 1, line.index(session_id) + index % 3)]
        yield (
            session_id, f"{number}-{index:06d}", index, f"{index} 修正跨網絡資訊交換表單，函送各網絡單位參辦。", lead,
            json.dumps(assists, separators=(",", ":")), due, status, "urgent" if index % 40 == 0 else "", ruled,
        )  # fmt: skip
