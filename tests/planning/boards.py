"""Small boards to try: a few series of the deputy magistrate in 2027."""

from __future__ import annotations

from datetime import date, time

from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning.board import Board
from meetingtui.planning.draft import Drafting
from meetingtui.planning.options import Option
from meetingtui.planning.request import ChairPost, PlanRequest, SeriesPlan, TrackPlan

DEPUTY = ChairPost(1, "副縣長")


def series(code: str, rhythm: Rhythm = Rhythm.YEAR, **more: object) -> SeriesPlan:
    """One that the deputy magistrate chairs on Wednesdays at two, unless told otherwise."""
    usual = {"chairs": (DEPUTY,), "weekday": 2, "start": time(14), "minutes": 120}
    return SeriesPlan(sum(map(ord, code)), code, Cadence(rhythm), **(usual | more))


def town(code: str, place: str) -> tuple[TrackPlan, ...]:
    return (TrackPlan(1, code, (place,)),)


def board(*asked: SeriesPlan, **more: object) -> Board:
    """The empty board of a year."""
    calendar = more.pop("calendar", OfficeCalendar())
    return Drafting(PlanRequest(2027, asked, calendar, **more)).setting.board


def at(board: Board, task: int, day: date, hour: int = 14) -> Option:
    """The time of a task on that day."""
    return next(one for one in board.options[task].all() if one.start.date() == day and one.start.hour == hour)
