"""Action items as tasks for the calendars of agencies: what is due, and for a while what has left the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from meetingtui.dates.clock import unstamp
from meetingtui.dates.showing import show_date
from meetingtui.domain.actions import KIND_WORDS, STILL_OPEN, ActionFilter, ActionStatus, ActionView, Priority
from meetingtui.domain.registry import Agency, Registry
from meetingtui.domain.tasks import NoTasks, TaskEntry, TaskStatus
from meetingtui.services import finding, secrecy
from meetingtui.services.office import Office
from meetingtui.store.queries import action_tasks as task_rows
from meetingtui.store.queries import actions as rows

WORD = "列管待辦"
KEPT_DAYS = 90
"""Days for which a feed holds what has left the list, so that calendars see it completed."""
PRIORITIES = {Priority.URGENT: 1, Priority.HIGH: 3}
ORDINARY = 5


class Tasks(NamedTuple):
    """A file of tasks by its name, and the numbers of what is in it."""

    files: dict[str, bytes]
    items: tuple[str, ...]


def prepare(office: Office, asked: ActionFilter | None = None, *, agency: str = "") -> Tasks:
    """The items that have a day, of all or of one agency (lead or assisting), as one file of tasks.

    For KEPT_DAYS after the ruling what has left stands in it as completed (closed) or cancelled (others go on for it,
    the agency by itself, or it has no part any more); what has lost its day stays without one. Raises NotFound,
    Ambiguous or NoTasks.
    """
    registry = office.registry()
    bureau = finding.agency_of(registry, agency) if agency else None
    every = _listed(office, registry, asked or ActionFilter())
    return _written(office, registry, _of_agency(every, bureau) if bureau else every, bureau)


def each_agency(office: Office, asked: ActionFilter | None = None) -> Tasks:
    """A file of tasks for each agency in use that leads or assists in any, or did until lately. Raises NoTasks."""
    registry = office.registry()
    every = _listed(office, registry, asked or ActionFilter())
    files: dict[str, bytes] = {}
    for bureau in registry.agencies.values():
        own = _of_agency(every, bureau)
        if own and not bureau.retired_on:
            files |= _written(office, registry, own, bureau).files
    if not files:
        raise NoTasks
    return Tasks(files, tuple(one.item.number for one in every))


class _Listed(NamedTuple):
    """An item of a feed; `former` are agencies that had a part in it until a ruling of the last KEPT_DAYS."""

    item: ActionView
    former: frozenset[int]
    is_former: bool = False


def _of_agency(every: list[_Listed], bureau: Agency) -> list[_Listed]:
    own = []
    for one in every:
        if bureau.id in (one.item.lead_id, *one.item.assist_ids):
            own.append(one)
        elif bureau.id in one.former:
            own.append(one._replace(is_former=True))
    return own


def _listed(office: Office, registry: Registry, asked: ActionFilter) -> list[_Listed]:
    """What has, or had, a day and is open or left the list not long ago, by day."""
    today = office.clock.today()
    kept = today - timedelta(days=KEPT_DAYS)
    recent = task_rows.ruled_since(office.reader, f"{kept.isoformat()}T00:00:00Z")
    some = [
        one for one in rows.listed(office.reader, registry, asked, today.isoformat())
        if one.status in STILL_OPEN or one.ruled_day >= kept.isoformat() or one.id in recent
    ]  # fmt: skip
    past = task_rows.past(office.reader, [one.id for one in some])
    found = [
        _Listed(one, past[one.id].agencies if one.id in recent else frozenset())
        for one in some if one.due or past[one.id].dated
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.item.due or "9", one.item.number))


def _written(office: Office, registry: Registry, listed: list[_Listed], bureau: Agency | None) -> Tasks:
    from meetingtui.formats import ics_tasks
    from meetingtui.formats.files import safe_name

    if not listed:
        raise NoTasks
    items = [one.item for one in listed]
    facts = task_rows.facts(office.reader, [one.id for one in items])
    touched = task_rows.touched(office.reader, [one.number for one in items])
    secret = secrecy.of_items(office, registry, items)
    entries = []
    for one in listed:
        number = one.item.number
        entry = _entry(one.item, facts[one.item.id], touched.get(number, ""), confidential=number in secret)
        entries.append(replace(entry, status=TaskStatus.CALLED_OFF, completed_at=None) if one.is_former else entry)
    name = bureau.name if bureau else registry.county or office.county_name
    stem = f"{bureau.code}_{bureau.name}_{WORD}" if bureau else f"{name}_{WORD}"
    file = safe_name(stem, fallback=bureau.code if bureau else "tasks", suffix=".ics")
    return Tasks({file: ics_tasks.write(entries, name=f"{name}{WORD}")}, tuple(one.number for one in items))


def _entry(one: ActionView, facts: task_rows.TaskFacts, touched: str, *, confidential: bool) -> TaskEntry:
    changed = max(facts.ruled_at, facts.reported_at, touched)
    status = _status(one, facts)
    return TaskEntry(
        uid=f"{uuid5(NAMESPACE_URL, f'{facts.uid}/{one.number}')}@meetingtui.invalid", number=one.number,
        sequence=one.version - 1, changed_at=unstamp(changed), text=one.text,
        due=date.fromisoformat(one.due) if one.due else None,
        status=status, priority=PRIORITIES[Priority(one.priority)] if one.priority else ORDINARY,
        percent=facts.percent, completed_at=unstamp(facts.ruled_at) if status is TaskStatus.DONE else None,
        description=tuple(_description(one)), categories=(KIND_WORDS[one.kind], *one.labels),
        confidential=confidential,
    )  # fmt: skip


def _status(one: ActionView, facts: task_rows.TaskFacts) -> TaskStatus:
    if one.status in STILL_OPEN:
        return TaskStatus.UNDER_WAY if facts.reported_at > facts.ruled_at else TaskStatus.OPEN
    return TaskStatus.DONE if one.status is ActionStatus.CLOSED else TaskStatus.CALLED_OFF


def _description(one: ActionView) -> list[str]:
    """Lines in Chinese whatever the language of the program: they go to other agencies."""
    day = show_date(date.fromisoformat(one.day), language="zh_TW") if one.day else ""
    held = f"{one.session_number} {day}".rstrip()
    lines = [("主辦", one.lead or "未定"), ("協辦", "、".join(one.assists)), ("會議", held)]
    return [f"{name}：{value}" for name, value in lines if value]
