"""What the time of a sitting costs, wish by wish, in words."""

from __future__ import annotations

from datetime import date

from meetingtui.dates.showing import weekday_name
from meetingtui.language import _
from meetingtui.planning.board import Board
from meetingtui.planning.options import Option, Task
from meetingtui.planning.outcome import Cost
from meetingtui.planning.setting import Setting
from meetingtui.planning.weights import Weights

_TOGETHER = ("chair_day", "chair_week", "travel_day", "agency")
"""The wishes that a time breaks together with other sittings."""


def costs(setting: Setting, task: int) -> tuple[Cost, ...]:
    """The wishes that the time of `task` breaks, with their points; they add up to what the board says it pays."""
    option, one = setting.board.chosen[task], setting.tasks[task]
    if option is None:
        return ()
    over = setting.board.over(task, option)
    parts = {**_alone(setting, one, option), **_together(setting.board, task, over), "over_gap": over}
    found = [Cost(wish, points, _words(wish, points, one, option, setting.weights)) for wish, points in parts.items()]
    rest = setting.board.paid(task) - sum(parts.values())
    if rest:
        found.append(Cost("other", rest, _("其他{points}分").format(points=rest)))
    return tuple(one for one in found if one.points)


def _alone(setting: Setting, task: Task, option: Option) -> dict[str, int]:
    weights, due, day = setting.weights, task.due, date.fromordinal(option.day)
    other_day = due.series.weekday is not None and day.weekday() != due.series.weekday
    acting = due.chair is not None and option.post_id != due.chair.post_id
    eve = setting.request.calendar.before_long_holiday(day)
    found = {
        "near": abs((day - task.aim).days) * weights.near,
        "weekday": task.weekday_cost if other_day else 0,
        "eve": weights.eve if eve else 0,
        "council": weights.council if setting.times.council_sits(option.chair, option.day) else 0,
        "deputy": weights.deputy if acting else 0,
    }
    if option.start.time() != due.series.start:
        found["hour"] = option.cost - sum(found.values())
    return found


def _together(board: Board, task: int, over: int) -> dict[str, int]:
    """Each wish asked alone, with all others at no cost; `over` is what its gaps cost."""
    weights, nothing = board.weights, Weights(**dict.fromkeys(Weights._fields, 0))
    option = board.take(task)
    found: dict[str, int] = {}
    if option is None:
        return found
    limits = {"chair_day_most": weights.chair_day_most, "chair_week_most": weights.chair_week_most}
    for wish in _TOGETHER:
        board.weights = nothing._replace(**limits, **{wish: getattr(weights, wish)})
        found[wish] = board.points(task, option) - option.cost - over
    board.weights = weights
    board.put(task, option)
    return found


def _words(wish: str, points: int, task: Task, option: Option, weights: Weights) -> str:
    texts = {
        "near": _("離理想日{days}日{points}分"),
        "weekday": _("非{weekday}{points}分"),
        "hour": _("非平常時間{points}分"),
        "eve": _("連續假期前一日{points}分"),
        "council": _("議會會期{points}分"),
        "deputy": _("由代理人主持{points}分"),
        "chair_day": _("主持人當日超過{day_most}場{points}分"),
        "chair_week": _("主持人當週超過{week_most}場{points}分"),
        "travel_day": _("主持人到外地{points}分"),
        "agency": _("同一機關同時有兩場{points}分"),
        "over_gap": _("超過間隔{points}分"),
    }
    usual = task.due.series.weekday
    monday = date(2024, 1, 1).toordinal()
    return texts[wish].format(
        points=points, days=abs(option.day - task.aim.toordinal()),
        weekday=weekday_name(date.fromordinal(monday + usual)) if usual is not None else "",
        day_most=weights.chair_day_most, week_most=weights.chair_week_most,
    )  # fmt: skip
