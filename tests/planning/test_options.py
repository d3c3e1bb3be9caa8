from __future__ import annotations

from datetime import date, time

from meetingtui.dates.office_calendar import Closure, OfficeCalendar
from meetingtui.planning.request import ChairPost, CouncilDays
from meetingtui.planning.weights import USUAL
from tests.planning.boards import DEPUTY, at, board, series, town

WEDNESDAY, THURSDAY = date(2027, 6, 30), date(2027, 7, 1)
POLICE = ChairPost(2, "警察局局長")


def test_times_come_cheapest_first_from_the_usual_hour_on_the_ideal_day():
    times = list(board(series("A")).options[0])

    assert times[0].start.time() == time(14)
    assert [one.cost for one in times] == sorted(one.cost for one in times)
    assert len(times) == len(set(times))


def test_another_weekday_another_hour_and_a_deputy_cost_what_the_weights_say():
    year = board(series("A", deputies=(POLICE,)))
    usual = at(year, 0, WEDNESDAY).cost
    acting = next(one for one in year.options[0].all() if one.post_id == POLICE.post_id and one.start.hour == 14)

    assert at(year, 0, THURSDAY).cost - USUAL.weekday in {usual - 1, usual + 1}
    assert at(year, 0, WEDNESDAY, hour=15).cost >= usual + USUAL.hour
    assert acting.cost >= USUAL.deputy


def test_days_off_and_weekends_are_no_times():
    days = {one.start.date() for one in board(series("A")).options[0].all()}

    assert all(day.weekday() < 5 for day in days)
    assert date(2027, 1, 1) not in days


def test_a_township_without_office_in_the_afternoon_has_mornings():
    closed = OfficeCalendar(closures=[Closure(WEDNESDAY, "pm", "甲鄉", "道路中斷")])
    year = board(series("A", tracks=town("T1", "甲鄉")), calendar=closed)

    hours = {one.start.hour for one in year.options[0].all() if one.start.date() == WEDNESDAY}
    assert hours == {9}


def test_the_day_before_a_long_holiday_costs_more():
    year = board(series("A", weekday=None), not_before=date(2027, 2, 22))
    eve = next(day for day in (date(2027, 2, 22), date(2027, 2, 26)) if OfficeCalendar().before_long_holiday(day))

    assert at(year, 0, eve).cost == abs((eve - date(2027, 7, 2)).days) + USUAL.eve


def test_days_of_the_council_cost_more_for_those_who_sit_there():
    council = (CouncilDays(WEDNESDAY, WEDNESDAY, (DEPUTY.post_id,)),)

    dear, usual = board(series("A"), council=council), board(series("A"))

    assert at(dear, 0, WEDNESDAY).cost == at(usual, 0, WEDNESDAY).cost + USUAL.council


def test_the_same_sitting_has_the_same_times_on_every_machine():
    assert list(board(series("A")).options[0]) == list(board(series("A")).options[0])
    assert len({one.tie for one in board(series("A")).options[0]}) > 100
