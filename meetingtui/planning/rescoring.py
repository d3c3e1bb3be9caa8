"""What a draft costs after somebody has shifted sittings by hand: by the same figures as when it was proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from meetingtui.dates.showing import show_moment
from meetingtui.language import _
from meetingtui.planning.cost_words import costs
from meetingtui.planning.options import Option, Task
from meetingtui.planning.outcome import Draft, DraftSitting
from meetingtui.planning.placing import starts
from meetingtui.planning.seats import total
from meetingtui.planning.setting import Setting
from meetingtui.planning.spacing import over_points


def rescored(setting: Setting, proposed: Draft, original: Draft) -> Draft:
    """`proposed` with what each sitting costs where it is now; those that left their time in `original` say what more.

    The board of `setting` is left alone.
    """
    gaps = setting.board.gaps
    own = setting.aside(link for number in range(len(gaps.chains)) for link in gaps.links(number))
    tasks = {task.label: number for number, task in enumerate(own.tasks)}
    placed = [tasks.get(one.label) for one in proposed.sittings]
    for one, task in zip(proposed.sittings, placed, strict=True):
        if task is not None:
            own.board.put(task, _option(own, own.tasks[task], one))
    found = [
        one if task is None else _told(replace(one, cost=own.board.paid(task), costs=costs(own, task)), before)
        for one, task, before in zip(proposed.sittings, placed, original.sittings, strict=True)
    ]
    return replace(proposed, sittings=tuple(found), cost=total(own.board), over_gap=over_points(own))


def _option(setting: Setting, task: Task, one: DraftSitting) -> Option:
    """The time of a sitting as the board knows times, whatever rule it breaks."""
    due, weights, day = task.due, setting.weights, one.start.date()
    begin = one.start.hour * 60 + one.start.minute
    end = begin + round((one.end - one.start).total_seconds() / 60)
    chair = setting.bookings.chair(one.presiding, day) if one.presiding is not None else ""
    cost = abs((day - task.aim).days) * weights.near + _hour(setting, task, one.start)
    if due.series.weekday is not None and day.weekday() != due.series.weekday:
        cost += task.weekday_cost
    if setting.request.calendar.before_long_holiday(day):
        cost += weights.eve
    if setting.times.council_sits(chair, day.toordinal()):
        cost += weights.council
    if due.chair is not None and one.presiding != due.chair.post_id:
        cost += weights.deputy
    hard = tuple(setting.bookings.hard(due, day, one.presiding))
    return Option(cost, 0, day.toordinal(), begin, end, hard, chair, one.presiding)


def _hour(setting: Setting, task: Task, start: datetime) -> int:
    """What the hour costs; the nearest other hours of the day are the better ones."""
    usual, *others = starts(task.due.series.start, task.due.series.minutes)
    if start.time() == usual:
        return 0
    return setting.weights.hour + (others.index(start.time()) if start.time() in others else len(others))


def _told(one: DraftSitting, before: DraftSitting) -> DraftSitting:
    """A sitting with why it is where it is: shifted by hand, from where, and what that costs."""
    if one.start == before.start:
        return replace(one, why=before.why, broken=before.broken)
    more, was = one.cost - before.cost, show_moment(before.start, "dot")
    if more > 0:
        why = _("手動調整：原排在{was}，多扣{points}分。").format(was=was, points=more)
    elif more < 0:
        why = _("手動調整：原排在{was}，少扣{points}分。").format(was=was, points=-more)
    else:
        why = _("手動調整：原排在{was}，扣分不變。").format(was=was)
    return replace(one, why=why)
