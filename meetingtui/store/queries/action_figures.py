"""Counts of action items and of answers, by who leads them, by series or by year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from meetingtui.domain.action_figures import AGES
from meetingtui.store.queries.action_conditions import IS_PASSED_OVER, LAST, OPEN
from meetingtui.store.reader import Reader

KEYS = {"agency": "COALESCE(a.lead_agency_id, 0)", "series": "s.series_id", "year": "s.year"}
ASKED_KEYS = KEYS | {"agency": "q.agency_id"}
REOPENED = "FROM action_ruling o WHERE o.action_item_id = a.id AND o.verb = 'reopen'"
STOOD = """(
    SELECT i.id, i.session_id, i.came_by, r.lead_agency_id, r.status, r.due, r.session_id AS ruled_in
    FROM action_item i JOIN action_ruling r ON r.action_item_id = i.id AND r.position = (
        SELECT MAX(q.position) FROM action_ruling q JOIN session x ON x.id = q.session_id
        WHERE q.action_item_id = i.id AND x.day <= :today)
)"""
"""The items as the last ruling of a sitting up to that day left them; one made later is not there."""
UNTIL = (
    (REOPENED, REOPENED + " AND EXISTS (SELECT 1 FROM session x WHERE x.id = o.session_id AND x.day <= :today)"),  # noqa: S608 - as below
    ("h.status = 'held'", "h.status = 'held' AND h.day <= :today"),
    ("FROM action_item a", f"FROM {STOOD} a"),
)
"""What is asked otherwise as of a day that is over."""
ITEMS = f"""
SELECT key, COUNT(*), SUM(closed), SUM(delegated), SUM(moved), SUM(still),
       SUM(overdue), SUM(CASE WHEN still = 1 AND day >= :first THEN 1 ELSE 0 END),
       SUM(CASE WHEN still = 1 AND day >= :second AND day < :first THEN 1 ELSE 0 END),
       SUM(CASE WHEN still = 1 AND day >= :third AND day < :second THEN 1 ELSE 0 END),
       SUM(CASE WHEN still = 1 AND day < :third THEN 1 ELSE 0 END), SUM(reopened), SUM(passed),
       SUM(CASE WHEN closed = 1 THEN {{days}} ELSE 0 END)
FROM (
    SELECT {{key}} AS key, COALESCE(s.day, :today) AS day, COALESCE(l.day, s.day, :today) AS left_on,
           CASE WHEN a.status = 'closed' THEN 1 ELSE 0 END AS closed,
           CASE WHEN a.status = 'delegated' THEN 1 ELSE 0 END AS delegated,
           CASE WHEN a.status IN ('split', 'merged') THEN 1 ELSE 0 END AS moved,
           CASE WHEN {OPEN} THEN 1 ELSE 0 END AS still,
           CASE WHEN {OPEN} AND a.due < :today THEN 1 ELSE 0 END AS overdue,
           CASE WHEN EXISTS (SELECT 1 {REOPENED}) THEN 1 ELSE 0 END AS reopened,
           CASE WHEN {IS_PASSED_OVER} THEN 1 ELSE 0 END AS passed
    FROM action_item a JOIN session s ON s.id = a.session_id {LAST}
    WHERE {{where}}
) told GROUP BY key
"""  # noqa: S608 - constants
ANSWERS = """
SELECT {key}, COUNT(*), SUM(CASE WHEN came.best = '' THEN 1 ELSE 0 END),
       SUM(CASE WHEN came.best <> '' THEN 1 ELSE 0 END)
FROM action_request q JOIN action_round o ON o.id = q.round_id AND o.due_on < :today
JOIN action_item a ON a.id = q.action_item_id JOIN session s ON s.id = a.session_id
LEFT JOIN (
    SELECT round_id, action_item_id, agency_id, MIN(lateness) AS best FROM action_report
    WHERE round_id IS NOT NULL AND day <= :today
    GROUP BY round_id, action_item_id, agency_id
) came ON came.round_id = q.round_id AND came.action_item_id = q.action_item_id AND came.agency_id = q.agency_id
WHERE {where} GROUP BY 1
"""


class ItemFigures(NamedTuple):
    """Items of one agency (0: nobody leads), series or year: see domain.action_figures.FigureRow."""

    key: int
    made: int
    closed: int
    delegated: int
    moved: int
    open: int
    overdue: int
    ages: tuple[int, int, int, int]
    reopened: int
    passed_over: int
    days: int


class AnswerFigures(NamedTuple):
    """Answers asked of one agency, or about the items of a series or year, whose day has passed."""

    key: int
    asked: int
    on_time: int
    late: int


def items(
    reader: Reader, grouping: str, as_of: str, year: int | None, *, over: bool = False
) -> list[ItemFigures]:  # fmt: skip
    """The items made in a (Gregorian) year, or all, as they stand on the ISO day `as_of`, by a key of KEYS.

    `over`: that day is past, so that rulings of later sittings are not counted.
    """
    where, params = _of_year(year)
    sql = ITEMS
    for now, then in UNTIL if over else ():
        sql = sql.replace(now, then)
    sql = sql.format(key=KEYS[grouping], days=reader.days_between("day", "left_on"), where=where)
    day = date.fromisoformat(as_of)
    edges = (str(day - timedelta(days=age)) for age in AGES)
    found = []
    for row in reader.rows(
        sql, params | {"today": as_of} | dict(zip(("first", "second", "third"), edges, strict=True))
    ):
        key, made, closed, delegated, moved, still, overdue, young, older, old, oldest, reopened, passed, days = row
        ages = (young, older, old, oldest)
        found.append(
            ItemFigures(key, made, closed, delegated, moved, still, overdue, ages, reopened, passed, int(days))
        )
    return sorted(found)


def answers(reader: Reader, grouping: str, as_of: str, year: int | None) -> list[AnswerFigures]:
    """What was asked about those items by a day before `as_of`, and how much of it came in time."""
    where, params = _of_year(year)
    sql = ANSWERS.format(key=ASKED_KEYS[grouping], where=where)
    return sorted(AnswerFigures(*row) for row in reader.rows(sql, params | {"today": as_of}))


def _of_year(year: int | None) -> tuple[str, dict[str, object]]:
    return ("s.year = :year", {"year": year}) if year is not None else ("1 = 1", {})
