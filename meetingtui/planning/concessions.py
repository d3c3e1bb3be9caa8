"""Sittings for which something is given way: a longer window, one more deputy, another room, somebody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from meetingtui.planning.options import Task
from meetingtui.planning.request import ChairPost, Concession


def conceded(task: Task, concessions: Iterable[Concession]) -> Task:
    """The task with what is given way for it."""
    for one in concessions:
        if one.label == task.label:
            task = _KINDS[one.kind](task, one) or task
    return task


def longer(task: Task, days: int) -> Task:
    """With a window that begins (negative) or ends so many days beyond its own."""
    by = timedelta(days=days)
    return task._replace(first=task.first + by) if days < 0 else task._replace(last=task.last + by)


def deputised(task: Task, post: ChairPost) -> Task | None:
    """With one more deputy; None where nobody presides."""
    series = task.due.series
    if task.due.chair is None:
        return None
    return task._replace(due=replace(task.due, series=replace(series, deputies=(*series.deputies, post))))


def in_room(task: Task, room: str) -> Task | None:
    """In another room ("" for one that nobody else uses); None for a sitting that needs none."""
    if not task.due.series.room:
        return None
    return task._replace(due=replace(task.due, series=replace(task.due.series, room=room)))


def elsewhere(task: Task, chair: ChairPost | None = None) -> Task:
    """In a track of its own: with that chair (None: still to be named) and a room that nobody else uses."""
    series = replace(task.due.series, room="", deputies=())
    return task._replace(due=replace(task.due, series=series, chair=chair))


_KINDS: dict[str, Callable[[Task, Concession], Task | None]] = {
    "week": lambda task, one: longer(task, one.days),
    "deputy": lambda task, one: deputised(task, one.post) if one.post else None,
    "room": lambda task, one: in_room(task, one.room),
    "track": lambda task, _one: elsewhere(task),
}
