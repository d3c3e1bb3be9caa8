"""Figures of the action items of ten years, each grouping against the raw SQL for the same sums."""

from __future__ import annotations

import sqlite3
from functools import partial

from meetingtui.domain.action_figures import GROUPINGS
from meetingtui.services import action_figures
from tests import builders
from tests.bench.bench_actions import LAST, LATE, OPEN, PASSED
from tests.bench.databases import TODAY, Workshop
from tests.bench.measure import Ratio, cpu_of, in_turns

BY = {"agency": "a.lead_agency_id", "series": "s.series_id", "year": "s.year"}
SUMS = f"""
SELECT {{by}}, COUNT(*), SUM(a.status = 'closed'), SUM(a.status = 'delegated'),
       SUM(a.status IN ('split', 'merged')), SUM({OPEN}), SUM({LATE}), SUM({PASSED}),
       SUM({OPEN} AND s.day >= date(:today, '-30 days')),
       SUM({OPEN} AND s.day < date(:today, '-30 days') AND s.day >= date(:today, '-90 days')),
       SUM({OPEN} AND s.day < date(:today, '-90 days') AND s.day >= date(:today, '-180 days')),
       SUM({OPEN} AND s.day < date(:today, '-180 days')),
       SUM(CASE WHEN a.status = 'closed' THEN julianday(l.day) - julianday(s.day) END),
       SUM(EXISTS (SELECT 1 FROM action_ruling o WHERE o.action_item_id = a.id AND o.verb = 'reopen'))
FROM action_item a JOIN session s ON s.id = a.session_id {LAST}
GROUP BY {{by}}
"""  # noqa: S608 - constants of this file
ANSWERS = f"""
SELECT {{by}}, COUNT(*) FROM action_request q JOIN action_round o ON o.id = q.round_id
JOIN action_item a ON a.id = q.action_item_id JOIN session s ON s.id = a.session_id
WHERE o.due_on < '{TODAY}' GROUP BY {{by}}
"""  # noqa: S608 - as above


def groupings(workshop: Workshop) -> list[Ratio]:
    """The figures of all years by agency, series and year."""
    count = workshop.sizes.actions
    path = workshop.actions(count)
    office = builders.open_office(path)
    raw = sqlite3.connect(path)
    lines = []
    for by in GROUPINGS:
        ours = partial(cpu_of, partial(action_figures.count, office, by=by))
        sides = in_turns(workshop.sizes.rounds, ours, partial(cpu_of, partial(_raw, raw, BY[by])))
        lines.append(Ratio(f"列管 figures by {by}, {count:,} items", "raw SQL", sides[0], sides[1], 2.0))
    office.close()
    raw.close()
    return lines


def _raw(raw: sqlite3.Connection, by: str) -> None:
    raw.execute(SUMS.format(by=by), {"today": TODAY}).fetchall()
    raw.execute(ANSWERS.format(by=by)).fetchall()
