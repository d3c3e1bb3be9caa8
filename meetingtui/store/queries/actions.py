"""Reads of action items: one, a page of a list in any order, what it sums up to, and its groups."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from meetingtui.domain.actions import (
    STILL_OPEN,
    ActionFilter,
    ActionGroup,
    ActionKind,
    ActionStatus,
    ActionTotals,
    ActionView,
)
from meetingtui.domain.registry import Registry
from meetingtui.store.queries.action_conditions import LAST, OPEN, PASSED_OVER, condition
from meetingtui.store.reader import Reader, in_list

FROM = f"FROM action_item a JOIN session s ON s.id = a.session_id {LAST}"
SELECT = f"""
SELECT a.id, a.number, a.text, a.lead_agency_id, a.assists, a.due, a.status, a.kind, a.session_id, s.number,
       s.series_id, s.day, a.agenda_item_id, a.note, a.version, a.priority, a.labels, a.case_code, a.level, a.came_by,
       (SELECT o.number FROM action_item o WHERE o.id = a.came_from_id),
       (SELECT o.number FROM action_item o WHERE o.id = a.merged_into_id),
       l.number, l.day, {PASSED_OVER}, a.old_number,
       (SELECT r.text FROM action_report r WHERE r.action_item_id = a.id ORDER BY r.id DESC LIMIT 1),
       (SELECT COUNT(DISTINCT q.round_id) FROM action_request q WHERE q.action_item_id = a.id)
{FROM} WHERE """  # noqa: S608 - built from constants
NUMBERS = "SELECT number FROM action_item WHERE number LIKE :start ORDER BY number LIMIT :limit"
OF_CASES = """
SELECT a.number, a.case_code FROM action_item a
WHERE a.case_code <> '' OR EXISTS (
    SELECT 1 FROM agenda_item g WHERE (g.kind = 'case' OR g.case_code <> '') AND g.id IN (
        a.agenda_item_id, (SELECT o.agenda_item_id FROM action_item o WHERE o.id = a.came_from_id)))
"""
OF_SERIES = f"SELECT a.number, s.series_id, s.day {FROM} WHERE s.series_id IN "
LABELS = "SELECT DISTINCT labels FROM action_item WHERE labels <> '[]'"
STATUSES = {str(one): one for one in ActionStatus}
KINDS = {str(one): one for one in ActionKind}
AT_ONCE = 500
"""Ids that one question names."""
_DUE = "COALESCE(a.due, '9999-12-31')"
_LEFT = f"CASE WHEN {OPEN} THEN 0 ELSE 1 END"
_LATE = f"{OPEN} AND a.due < :today"
_GROUP = (
    f"CASE WHEN NOT {OPEN} THEN 5 WHEN a.due IS NULL THEN 4 WHEN a.due < :today THEN 0 WHEN a.due <= :week THEN 1"
    " WHEN a.due <= :month THEN 2 ELSE 3 END"
)
ORDERS: dict[str, tuple[str, ...]] = {
    "all": (_LEFT, f"CASE WHEN {OPEN} THEN {_DUE} ELSE '' END", "s.day DESC", "a.id"),
    "due": (_DUE, "s.day", "a.id"),
    "group": (_GROUP, _DUE, "s.day", "a.id"),
    "series": ("s.series_id", _LEFT, _DUE, "a.id"),
    "lead": ("COALESCE(a.lead_agency_id, 0)", _DUE, "a.id"),
    "number": ("s.series_id", "s.year", "COALESCE(s.track_id, 0)", "s.kind DESC", "s.ordinal", "a.ordinal", "a.id"),
    "day": ("s.day", "s.id", "a.ordinal"),
    "status": ("a.status", _DUE, "a.id"),
    "ruled": ("l.day", "a.id"),
}
"""The orders of a list; `ruled` begins with what has waited longest since its last ruling.

`part:7` is one more: what agency 7 leads, then what it assists in.
"""


def listed(reader: Reader, registry: Registry, asked: ActionFilter, today: str) -> list[ActionView]:
    """The action items that a filter lets through, by day and number; overdue as of the ISO day `today`."""
    where, params = condition(reader, asked, today)
    sql = f"{SELECT}{where} ORDER BY {_order(reader, 'day')}"
    return [_view(registry, row, today) for row in reader.rows(sql, params)]


def by_id(reader: Reader, registry: Registry, action_id: int, today: str) -> ActionView | None:
    """The action item of that id."""
    row = reader.row(f"{SELECT} a.id = :id", {"id": action_id})
    return _view(registry, row, today) if row else None


def by_number(reader: Reader, registry: Registry, number: str, today: str) -> ActionView | None:
    """The action item of that number."""
    row = reader.row(f"{SELECT} a.number = :number", {"number": number})
    return _view(registry, row, today) if row else None


def numbers_like(reader: Reader, number: str, limit: int = 300) -> list[str]:
    """Numbers that share the first letters of a mistyped one."""
    start = number[:6].replace("%", "").replace("_", "")
    return [row[0] for row in reader.rows(NUMBERS, {"start": start + "%", "limit": limit})]


def of_cases(reader: Reader) -> dict[str, str]:
    """The items of cases by number, each with the code of its case, empty where nobody has given one.

    Of a case is what bears a code, what was made of a case on an agenda, and what came of such an item.
    """
    return dict(reader.rows(OF_CASES))


def of_series(reader: Reader, series_ids: list[int]) -> list[tuple[str, int, str]]:
    """The items that sittings of those series made: number, series and ISO day (empty for none)."""
    marks, params = in_list("series", series_ids)
    return [(number, series, day or "") for number, series, day in reader.rows(OF_SERIES + marks, params)]


def ids(
    reader: Reader, asked: ActionFilter, today: str, *, order: str = "day", offset: int = 0, limit: int | None = None
) -> list[int]:
    """The ids of a list, or of a page of it; `order` is a key of ORDERS, with a leading `-` for descending."""
    where, params = condition(reader, asked, today)
    by = _order(reader, order)
    sql = f"SELECT a.id {FROM} WHERE {where} ORDER BY {by}"
    if limit is not None:
        sql += " LIMIT :limit OFFSET :offset"
        params |= {"limit": limit, "offset": offset}
    return [row[0] for row in reader.rows(sql, params | (_days(today) if ":today" in by else {}))]


def by_ids(reader: Reader, registry: Registry, chosen: list[int], today: str) -> list[ActionView]:
    """The items of those ids, in that order; what is seen is read after it is known which these are."""
    found: dict[int, ActionView] = {}
    for some in _chunks(chosen):
        marks, params = in_list("id", some)
        views = (_view(registry, row, today) for row in reader.rows(f"{SELECT}a.id IN {marks}", params))
        found.update((view.id, view) for view in views)
    return [found[one] for one in chosen if one in found]


def labels(reader: Reader) -> list[str]:
    """Every label that some item bears."""
    return sorted({label for (stored,) in reader.rows(LABELS) for label in json.loads(stored)})


def totals(reader: Reader, asked: ActionFilter, today: str) -> ActionTotals:
    """What a list sums up to."""
    where, params = condition(reader, asked, today)
    sql = (
        f"SELECT COUNT(*), COUNT(CASE WHEN {OPEN} THEN 1 END), COUNT(CASE WHEN {_LATE} THEN 1 END),"
        f" COUNT(CASE WHEN {OPEN} AND a.due IS NULL THEN 1 END) {FROM} WHERE {where}"
    )
    return ActionTotals(*reader.rows(sql, params | {"today": today})[0])


def by_series(reader: Reader, asked: ActionFilter, today: str) -> list[ActionGroup]:
    """How many items of a list each series has, in the order of `ids` by `series`."""
    return _groups(reader, asked, today, "s.series_id", {"today": today})


def by_due(reader: Reader, asked: ActionFilter, today: str) -> list[ActionGroup]:
    """How many items of a list each of DUE_GROUPS has, in the order of `ids` by `group`."""
    return _groups(reader, asked, today, _GROUP, _days(today))


def by_agency(reader: Reader, asked: ActionFilter, today: str) -> list[ActionGroup]:
    """How many items of a list each agency leads and assists in; None for what nobody leads. In no order."""
    where, params = condition(reader, asked, today)
    sql = (
        f"SELECT a.lead_agency_id, a.assists, COUNT(*), COUNT(CASE WHEN {_LATE} THEN 1 END) {FROM} WHERE {where}"
        " GROUP BY a.lead_agency_id, a.assists"
    )
    found: dict[int | None, list[int]] = {}
    for lead, assists, items, overdue in reader.rows(sql, params | {"today": today}):
        for place, agency in enumerate((lead, *json.loads(assists))):
            sums = found.setdefault(agency, [0, 0, 0])
            sums[2 if place else 0] += items
            sums[1] += 0 if place else overdue
    return [ActionGroup(agency, *sums) for agency, sums in found.items()]


def _groups(reader: Reader, asked: ActionFilter, today: str, by: str, days: dict[str, Any]) -> list[ActionGroup]:
    where, params = condition(reader, asked, today)
    sql = f"SELECT {by}, COUNT(*), COUNT(CASE WHEN {_LATE} THEN 1 END) {FROM} WHERE {where} GROUP BY 1 ORDER BY 1"
    return [ActionGroup(*row) for row in reader.rows(sql, params | days)]


def _days(today: str) -> dict[str, Any]:
    """Today, the coming Sunday and the last day of the month."""
    day = date.fromisoformat(today)
    month = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return {"today": today, "week": (day + timedelta(days=6 - day.weekday())).isoformat(), "month": month.isoformat()}


def _order(reader: Reader, order: str) -> str:
    """The columns of a key of ORDERS; sittings without a day come first on both engines."""
    name, _colon, agency = order.lstrip("-").partition(":")
    columns = (
        list(ORDERS[name])
        if not agency
        else [f"CASE WHEN a.lead_agency_id = {int(agency)} THEN 0 ELSE 1 END", *ORDERS["due"]]
    )
    if order.startswith("-"):
        columns = [one.removesuffix(" DESC") if one.endswith(" DESC") else one + " DESC" for one in columns]
    if reader.engine == "postgresql":
        columns = [f"{one} NULLS LAST" if one.endswith(" DESC") else f"{one} NULLS FIRST" for one in columns]
    return ", ".join(columns)


def _chunks(some: list[int]) -> Iterator[list[int]]:
    return (some[start : start + AT_ONCE] for start in range(0, len(some), AT_ONCE))


def _view(registry: Registry, row: tuple[Any, ...], today: str) -> ActionView:
    (
        action_id, number, text, lead_id, assists, due, status, kind, session_id, session_number, series_id, day,
        item_id, note, version, priority, labels, case_code, level, came_by, came_from, merged_into, ruled_in,
        ruled_day, passed_over, old_number, report, rounds,
    ) = row  # fmt: skip
    helpers = _list(assists)
    late = bool(due) and due < today and status in STILL_OPEN
    return ActionView(
        action_id, number, text, lead_id, registry.name("agency", lead_id), helpers,
        tuple([registry.name("agency", one) for one in helpers]) if helpers else (), due or "", STATUSES[status],
        KINDS[kind],
        (date.fromisoformat(today) - date.fromisoformat(due)).days if late else 0, session_id, session_number,
        registry.series[series_id].code, day or "", item_id, note, report or "", rounds, version,
        priority=priority, labels=_list(labels), case_code=case_code, level=level, came_by=came_by,
        came_from=came_from or "", merged_into=merged_into or "", ruled_in=ruled_in or "", ruled_day=ruled_day or "",
        passed_over=passed_over, old_number=old_number,
    )  # fmt: skip


def _list(stored: str) -> tuple[Any, ...]:
    """A JSON list; most are empty."""
    return () if stored == "[]" else tuple(json.loads(stored))
