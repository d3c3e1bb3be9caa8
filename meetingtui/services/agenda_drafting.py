"""What an agenda is drafted from: the last minutes, open action items, what waits, and the series' template."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from meetingtui.dates.clock import stamp
from meetingtui.dates.showing import show_date
from meetingtui.domain import names
from meetingtui.domain.agenda import ItemKind, Origin
from meetingtui.domain.numbers import ROC_OFFSET
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import OPEN, Kind
from meetingtui.domain.sittings import SessionView
from meetingtui.services import carrying
from meetingtui.services.office import Office
from meetingtui.store.queries import agenda as rows
from meetingtui.store.queries.agenda import ItemRow, LastHeld

if TYPE_CHECKING:
    from meetingtui.store.tables import AgendaItem
    from meetingtui.store.unit_of_work import UnitOfWork

SOMETIME = "9999"
"""Stands for the start of a sitting that has no date yet: after all others."""


def fill(office: Office, registry: Registry, work: UnitOfWork, sitting: SessionView) -> bool:
    """Add what an agenda lacks, inside the transaction of its draft; whether anything was changed."""
    from meetingtui.store.tables import AgendaItem

    there = work.all(AgendaItem, session_id=sitting.id)
    changed = _confirmation(office, registry, sitting, there)
    if not any(one.kind == ItemKind.TRACKING for one in there) and carrying.carried(office, sitting.id):
        changed.append(_tracking(sitting))
    if _is_next(office, sitting):
        for waits in waiting_for(office, sitting):
            row = work.get(AgendaItem, waits.id)
            row.session_id, row.track_id = sitting.id, sitting.track_id
            changed.append(row)
    changed += _from_template(office, work, sitting, [*there, *changed])
    for row in changed:
        if all(row is not one for one in there):
            row.position = 1 + max((one.position for one in there if one.kind == row.kind), default=0)
            there.append(row)
            if row.id is None:
                work.add(row)
    return bool(changed)


def add_tracking(work: UnitOfWork, sitting: SessionView) -> None:
    """Give an agenda that has none the point of its action items: under it the minutes show what was ruled."""
    from meetingtui.store.tables import AgendaItem

    if not work.all(AgendaItem, session_id=sitting.id, kind=str(ItemKind.TRACKING)):
        row = _tracking(sitting)
        row.position = 1
        work.add(row)


def waiting_for(office: Office, sitting: SessionView) -> list[ItemRow]:
    """What waits for a sitting of this series (and track), but for what it, or a later one, has postponed."""
    if sitting.status not in OPEN:
        return []
    start = _start(sitting)
    return [
        row for row in rows.waiting(office.reader, sitting.series_id)
        if row.track_id in (None, sitting.track_id)
        and not (row.origin == Origin.CARRIED and (row.origin_id == sitting.id or (row.came_at or "") > start))
    ]  # fmt: skip


def confirmation_words(last: LastHeld) -> str:
    """The matter of confirming the minutes of a sitting; it goes on paper, so it is Chinese in every language."""
    day = show_date(date.fromisoformat(last.day), "dot", language="zh_TW")
    kind = "臨時會" if last.kind == Kind.EXTRAORDINARY else "會議"
    return f"確認{last.year - ROC_OFFSET}年第{last.ordinal}次{kind}（{day}）紀錄"


def _confirmation(
    office: Office, registry: Registry, sitting: SessionView, there: list[AgendaItem]
) -> list[AgendaItem]:
    """The point that confirms the last minutes; one drafted for an older sitting is corrected instead."""
    if registry.series[sitting.series_id].external:
        return []
    last = rows.last_held(office.reader, sitting.series_id, sitting.track_id or 0, _start(sitting))
    if last is None or last.confirmed_in not in (None, sitting.id):
        return []
    points = [one for one in there if one.kind == ItemKind.CONFIRM]
    if any(one.origin != Origin.CONFIRM or one.origin_id == last.id for one in points):
        return []
    matter = confirmation_words(last)
    if points:
        points[0].matter, points[0].origin_id = matter, last.id
        return points[:1]
    return [_new(sitting, ItemKind.CONFIRM, matter, Origin.CONFIRM, last.id)]


def _is_next(office: Office, sitting: SessionView) -> bool:
    """Whether this is to come, and no other sitting of the series (and track) before it."""
    today = office.clock.today().isoformat()
    if sitting.day and sitting.day < today:
        return False
    return not rows.earlier_open(office.reader, sitting.series_id, sitting.track_id or 0, today, _start(sitting))


def _from_template(
    office: Office, work: UnitOfWork, sitting: SessionView, there: list[AgendaItem]
) -> Iterator[AgendaItem]:
    """The points of the template that the agenda has not, and that were not postponed from it."""
    from meetingtui.store.tables import AgendaItem

    left = work.all(AgendaItem, session_id=None, origin=str(Origin.CARRIED), origin_id=sitting.id)
    known = {(one.kind, names.key(one.matter)) for one in [*there, *left]}
    drafted = {one.origin_id for one in there if one.origin == Origin.TEMPLATE}
    for row in rows.templates(office.reader, sitting.series_id):
        if row.id in drafted or (row.kind, names.key(row.matter)) in known:
            continue
        made = _new(sitting, ItemKind(row.kind), row.matter, Origin.TEMPLATE, row.id)
        made.explanation, made.proposal = row.explanation, row.proposal
        made.agency_id, made.minutes = row.agency_id, row.minutes
        yield made


def _tracking(sitting: SessionView) -> AgendaItem:
    return _new(sitting, ItemKind.TRACKING, "列管事項辦理情形", Origin.TRACKING)


def _new(sitting: SessionView, kind: ItemKind, matter: str, origin: Origin, origin_id: int | None = None) -> AgendaItem:
    from meetingtui.store.tables import AgendaItem

    return AgendaItem(
        series_id=sitting.series_id, track_id=sitting.track_id, session_id=sitting.id, kind=kind, matter=matter,
        origin=origin, origin_id=origin_id,
    )  # fmt: skip


def _start(sitting: SessionView) -> str:
    """The start of a sitting as a stamp to compare by."""
    from datetime import datetime

    return stamp(datetime.fromisoformat(sitting.start)) if sitting.start else SOMETIME
