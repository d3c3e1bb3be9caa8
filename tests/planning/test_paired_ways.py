"""Sittings that no single concession gives a time: two at once are tried and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from meetingtui.planning.draft import draft
from meetingtui.planning.outcome import Unplaced
from meetingtui.planning.request import Busy, PlanRequest
from tests.planning.committees import CALENDAR, DEPUTY, MAGISTRATE, away, series, youth

COUNTY = series("縣務會報", "12", chairs=(MAGISTRATE,))
ABROAD = away("post:1", date(2026, 1, 20), date(2026, 5, 10), what="出國")
REBUILT = away("room:301會議室", date(2026, 3, 1), date(2026, 3, 31), what="整修")


def asked(*committees: object, busy: tuple[Busy, ...]) -> PlanRequest:
    return PlanRequest(2026, (*committees, COUNTY), CALENDAR, busy=busy)


def left_in(request: PlanRequest) -> Unplaced:
    (left,) = draft(request).unplaced
    return left


def test_a_deputy_and_another_room_are_told_in_one_sentence_and_give_the_year_back() -> None:
    request = asked(series("家防委員會", "03", room="301會議室"), busy=(*ABROAD, *REBUILT))

    left = left_in(request)

    assert "可行：由縣長代理主持並另借場地，排在115年3月18日（星期三）14:00至16:00" in left.reason
    assert {way.kind for way in left.ways_out} == {"pair"}
    for way in left.ways_out:
        (remedy,) = way.remedies
        assert len(remedy.concessions) == 2
        assert draft(replace(request, conceded=remedy.concessions)).unplaced == ()
        for alone in remedy.concessions:
            assert draft(replace(request, conceded=(alone,))).unplaced


def test_of_two_concessions_the_least_is_told_that_is_enough() -> None:
    absent = away("post:2", date(2026, 1, 20), date(2026, 4, 3), what="休假")
    request = asked(series("家防委員會", "03"), busy=(*ABROAD, *absent))

    (way,) = left_in(request).ways_out

    assert way.words == "延後一週並由縣長代理主持，改在115年4月7日（星期二）14:00至16:00（超出時段）"


def test_a_deputy_who_would_come_too_late_is_told_with_the_gap_that_must_give_way_too() -> None:
    away_till_may = away("post:1", date(2026, 1, 1), date(2026, 5, 25), what="出國")
    absent = away("post:2", date(2026, 1, 1), date(2026, 2, 1), what="休假")
    request = asked(youth(chairs=(DEPUTY,)), busy=(*away_till_may, *absent))

    (way,) = left_in(request).ways_out

    assert way.words == "少輔會的間隔放寬為4個月，同時由縣長代理主持，排在115年2月11日（星期三）14:00至16:00"
    assert way.remedies == ()  # a rule of the series: only she can change it


def test_where_two_concessions_are_not_enough_either_none_is_made_up() -> None:
    left = left_in(asked(series("家防委員會", "03", chairs=(DEPUTY,)), busy=(
        *away("post:1", date(2026, 1, 1), date(2026, 12, 31)), *away("post:2", date(2026, 1, 1), date(2026, 5, 31)),
    )))  # fmt: skip

    assert left.ways_out == ()
    assert "只調整一、兩項沒有找到辦法" in left.reason
