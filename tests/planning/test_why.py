"""Why a sitting lies where it lies: the sentence names what really decided, day by day and hour by hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning.draft import draft
from meetingtui.planning.request import Busy, CouncilDays, PlanRequest, SeriesPlan
from meetingtui.planning.weights import USUAL
from tests import builders
from tests.planning.boards import DEPUTY, series

TUESDAY = 1


def why(*asked: SeriesPlan, **more: object) -> list[str]:
    found = draft(PlanRequest(2027, asked, OfficeCalendar(), **more))
    return [one.why for one in found.sittings if one.code == asked[0].code]


def within(window: str, **more: object) -> SeriesPlan:
    """Once a year in a written window."""
    return replace(series("A", Rhythm.YEAR, **more), cadence=Cadence(Rhythm.YEAR, 1, (window,)))


def test_a_day_is_passed_over_because_it_is_not_the_usual_weekday() -> None:
    assert why(within("03-01/03-09", weekday=TUESDAY)) == [
        "3/1至3/9：離理想日（116年3月5日（星期五））更近的上班日中，3日不是星期二。"
    ]


def test_an_ideal_day_says_so() -> None:
    assert why(within("03-02/03-02", weekday=TUESDAY)) == ["3/2至3/2：理想日，平常時間。"]


def test_days_of_a_council_session_are_named() -> None:
    session = CouncilDays(date(2027, 3, 1), date(2027, 3, 16), (DEPUTY.post_id,))

    assert why(within("03-01/03-31", weekday=None), council=(session,)) == [
        "3/1至3/31：離理想日（116年3月16日（星期二））更近的上班日中，1日在議會會期。"
    ]


def test_a_day_on_which_the_chair_is_taken_is_named_with_what_takes_it() -> None:
    away = Busy(
        f"post:{DEPUTY.post_id}", builders.at("2027-03-16", "00:00"), builders.at("2027-03-17", "00:00"), "議會"
    )

    (said,) = why(within("03-01/03-31", weekday=None), busy=(away,))

    assert "更近的上班日中，1日副縣長已有「議會」" in said


def test_the_longest_gap_is_named_where_it_decided() -> None:
    asked = series("A", Rhythm.QUARTER, weekday=None, max_gap_months=3, last_held=date(2026, 11, 2))

    assert any("超過間隔" in said for said in why(asked)[1:])


def test_an_hour_without_points_is_not_called_closed() -> None:
    told = why(series("A", Rhythm.MONTH, weekday=None), weights=USUAL._replace(hour=0, near=0))

    assert not any("未上班" in said for said in told)


def test_an_hour_that_is_taken_says_by_whom() -> None:
    days = [date(2027, 3, n) for n in range(1, 32)]
    busy = tuple(
        Busy(f"post:{DEPUTY.post_id}", builders.at(day, "14:00"), builders.at(day, "18:00"), "院會") for day in days
    )

    (said,) = why(within("03-01/03-31", weekday=None, start=time(14)), busy=busy)

    assert said == "3/1至3/31：理想日；平常時間（14:00）副縣長已有「院會」，改用其他時間。"
