"""What a plan is judged by: how much each broken wish costs, and the limits from which on it does."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.language import N_


class Weights(NamedTuple):
    """Points that a broken wish costs (0 to 1000; 0 does not count), and the limits (per chair, minutes) beside them.

    One day off the ideal day is the unit.
    """

    near: int = 1
    weekday: int = 7
    hour: int = 30
    eve: int = 5
    council: int = 20
    deputy: int = 60
    agency: int = 7
    chair_day: int = 20
    chair_day_most: int = 2
    chair_week: int = 10
    chair_week_most: int = 6
    travel_day: int = 2
    travel_minutes: int = 60

    @property
    def over_gap(self) -> int:
        """Points of each day beyond a longest gap that cannot be kept: more than all wishes of a sitting together."""
        limits = self.chair_day_most + self.chair_week_most + self.travel_minutes
        return sum(self) - limits + 1


USUAL = Weights()

WEIGHT_WORDS = {
    "near": N_("離理想日每一日"),
    "weekday": N_("不在平常的星期"),
    "hour": N_("不在平常的時間"),
    "eve": N_("連續假期前一日"),
    "council": N_("議會會期（可協調的議程）"),
    "deputy": N_("由代理人主持"),
    "agency": N_("同一機關同時有兩場"),
    "chair_day": N_("主持人一日超過上限，每場"),
    "chair_day_most": N_("主持人一日至多（場）"),
    "chair_week": N_("主持人一週超過上限，每場"),
    "chair_week_most": N_("主持人一週至多（場）"),
    "travel_day": N_("主持人每一個到外地的日子"),
    "travel_minutes": N_("鄉鎮之間的車程（分鐘）"),
}
"""What each field is called where it is shown or changed."""
