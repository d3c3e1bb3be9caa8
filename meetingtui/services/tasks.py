"""Action items as tasks for the calendars of agencies: what is due, and for a while what has left the list."""

from __future__ import annotations

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

    Those that left the list stand in it as completed (closed) or cancelled (others go on for it, or the agency by
    itself) for KEPT_DAYS. Raises NotFound, Ambiguous or NoTasks.
    """
    registry = office.registry()
    wanted = asked or ActionFilter()
    bureau = finding.agency_of(registry, agency) if agency else None
    if bureau is not None:
        wanted = wanted._replace(also=(*wanted.also, ActionFilter(agency_ids=(bureau.id,))))
    return _written(office, registry, _listed(office, registry, wanted), bureau)


def each_agency(office: Office, asked: ActionFilter | None = None) -> Tasks:
    """A file of tasks for each agency in use that leads or assists in any. Raises NoTasks."""
    registry = office.registry()
    every = _listed(office, registry, asked or ActionFilter())
    files: dict[str, bytes] = {}
    for bureau in registry.agencies.values():
        own = [one for one in every if bureau.id in (one.lead_id, *one.assist_ids)]
        if own and not bureau.retired_on:
            files |= _written(office, registry, own, bureau).files
    if not files:
        raise NoTasks
    return Tasks(files, tuple(one.number for one in every))


def _listed(office: Office, registry: Registry, asked: ActionFilter) -> list[ActionView]:
    """What has a day and is open or left the list not long ago, by day."""
    today = office.clock.today()
    kept = (today - timedelta(days=KEPT_DAYS)).isoformat()
    found = rows.listed(office.reader, registry, asked, today.isoformat())
    dated = [one for one in found if one.due and (one.status in STILL_OPEN or one.ruled_day >= kept)]
    return sorted(dated, key=lambda one: (one.due, one.number))


def _written(office: Office, registry: Registry, listed: list[ActionView], bureau: Agency | None) -> Tasks:
    from meetingtui.formats import ics_tasks
    from meetingtui.formats.files import safe_name

    if not listed:
        raise NoTasks
    facts = task_rows.facts(office.reader, [one.id for one in listed])
    secret = secrecy.of_items(office, registry, listed)
    entries = [_entry(one, facts[one.id], confidential=one.number in secret) for one in listed]
    name = bureau.name if bureau else registry.county or office.county_name
    stem = f"{bureau.code}_{bureau.name}_{WORD}" if bureau else f"{name}_{WORD}"
    file = safe_name(stem, fallback=bureau.code if bureau else "tasks", suffix=".ics")
    return Tasks({file: ics_tasks.write(entries, name=f"{name}{WORD}")}, tuple(one.number for one in listed))


def _entry(one: ActionView, facts: task_rows.TaskFacts, *, confidential: bool) -> TaskEntry:
    changed = max(facts.ruled_at, facts.reported_at)
    status = _status(one, facts)
    return TaskEntry(
        uid=f"{uuid5(NAMESPACE_URL, f'{facts.uid}/{one.number}')}@meetingtui.invalid", number=one.number,
        sequence=one.version - 1, changed_at=unstamp(changed), due=date.fromisoformat(one.due), text=one.text,
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
