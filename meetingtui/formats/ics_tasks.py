"""Action items as tasks in a calendar file (VTODO, RFC 5545 §3.6.2), written as the sittings are."""

from __future__ import annotations

from collections.abc import Sequence

from ics import Todo
from ics.grammar.parse import Container

from meetingtui.domain.invitations import Method
from meetingtui.domain.tasks import TaskEntry, TaskStatus, description, neutral, summary
from meetingtui.formats.ics_components import CalendarFile, InOrder
from meetingtui.formats.ics_text import clean, clean_line, escape, fold, utc_time


def write(entries: Sequence[TaskEntry], *, name: str) -> bytes:
    """One file of tasks; `name` is what it is called in the reader's list of calendars."""
    text: str = CalendarFile([_Task(entry) for entry in entries], Method.PUBLISH, name, zoned=False).serialize()
    return fold(text)


class _TaskLines(InOrder):
    def serialize_1identity(task: _Task, container: Container) -> None:  # noqa: N805 - the package's own form
        entry = task.entry
        changed = utc_time(entry.changed_at)
        container += [
            f"UID:{clean_line(task.uid)}",
            f"DTSTAMP:{changed}",
            f"LAST-MODIFIED:{changed}",
            f"SEQUENCE:{entry.sequence}",
        ]
        if entry.due:
            container.append(f"DUE;VALUE=DATE:{entry.due:%Y%m%d}")

    def serialize_2text(task: _Task, container: Container) -> None:  # noqa: N805 - the package's own form
        entry = task.entry
        container.append(f"SUMMARY:{escape(clean_line(task.name))}")
        said = "\n".join(description(entry))
        if said:
            container.append(f"DESCRIPTION:{escape(clean(said))}")
        categories = [escape(clean_line(name)) for name in entry.categories if name]
        if categories:
            container.append(f"CATEGORIES:{','.join(categories)}")

    def serialize_3state(task: _Task, container: Container) -> None:  # noqa: N805 - the package's own form
        entry = task.entry
        container += [f"STATUS:{entry.status}", f"PRIORITY:{entry.priority}"]
        if entry.status is TaskStatus.DONE:
            container += [f"COMPLETED:{utc_time(entry.completed_at or entry.changed_at)}", "PERCENT-COMPLETE:100"]
        elif entry.percent is not None:
            # Many calendars show 100 as done, whatever the status says.
            container.append(f"PERCENT-COMPLETE:{min(entry.percent, 99)}")
        container.append(f"CLASS:{'CONFIDENTIAL' if entry.confidential else 'PUBLIC'}")


class _Task(Todo):  # type: ignore[misc] # the package ships no types
    """The only way from an entry to bytes: what is confidential is made neutral here, before anything else."""

    class Meta(Todo.Meta):  # type: ignore[misc] # the package ships no types
        serializer = _TaskLines

    def __init__(self, entry: TaskEntry) -> None:
        super().__init__(uid=entry.uid, name=summary(entry), dtstamp=entry.changed_at)
        self.entry = neutral(entry)
