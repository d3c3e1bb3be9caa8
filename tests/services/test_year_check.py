from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from meetingtui.domain.sessions import Kind, Rule
from meetingtui.domain.sittings import SessionView
from meetingtui.services import (
    adding,
    blackouts,
    calendar,
    council,
    holding,
    plan_weights,
    planning,
    scheduling,
    year_check,
)
from meetingtui.services.adding import NewSitting
from meetingtui.services.council import NewPhase
from meetingtui.services.office import Office
from meetingtui.services.year_check import CheckLine
from tests import builders
from tests.builders import at

EVERY = frozenset(Rule)
COUNTIES = ("pingtung", "nantou", "changhua", "kaohsiung", "yilan")


@pytest.fixture
def office(planned_office: Office) -> Office:
    """屏東縣 with the years 115 and 116 planned."""
    builders.plan_year(planned_office, 2027, builders.TODAY)
    return planned_office


def hard(office: Office, year: int = 2027) -> list[CheckLine]:
    """What breaks a rule that must be kept."""
    return list(year_check.check(office, year).hard)


def moved(office: Office, one: SessionView, day: str, time: str = "", **more: str) -> SessionView:
    """A sitting moved by hand, whatever it breaks."""
    to = at(day, time or one.start[11:16])
    return scheduling.move(office, one.number, to, reason="縣長指示", despite=EVERY, **more)  # type: ignore[arg-type] # keywords are passed on as they are


def added(office: Office, series: str, start: datetime, chair: str, **more: Any) -> SessionView:
    """An extraordinary sitting put on the books by hand, whatever it breaks."""
    new = NewSitting(series, start, kind=Kind.EXTRAORDINARY, chair=chair, reason="急")
    return adding.add(office, new._replace(**more), despite=EVERY)


def first(office: Office, series: str, year: int = 2027) -> SessionView:
    return builders.sittings(office, series, year)[0]


@pytest.mark.parametrize("county", COUNTIES)
def test_a_fresh_year_of_every_county_breaks_no_rule_and_costs_what_the_planner_said(
    county: str, tmp_path: Path
) -> None:
    fresh = builders.found_office(tmp_path / "fresh.db", county)
    draft = planning.propose(fresh, 2027)
    planning.apply(fresh, draft)

    found = year_check.check(fresh, 2027)

    assert found.hard == ()
    assert (found.sittings, found.points) == (len(draft.sittings), draft.cost)
    fresh.close()


def test_the_calendar_marks_the_sittings_that_the_check_finds_and_no_others(office: Office) -> None:
    one, *_rest = builders.sittings(office, "PIF-10", 2027)
    added(office, "PIF-11", at(one.day, one.start[11:16]), one.chair, room="他處")
    late = moved(office, first(office, "PIF-02"), "2027-11-30")

    marked = year_check.problems(office, 2027)

    assert set(marked) == {line.session_id for line in hard(office)} - {None}
    assert marked[late.id] == "超出時段"


def test_two_sittings_of_one_chair_at_once_are_found_with_both_numbers(office: Office) -> None:
    one, *_rest = builders.sittings(office, "PIF-10", 2027)
    other = added(office, "PIF-11", at(one.day, one.start[11:16]), one.chair, room="他處")

    found = [line for line in hard(office) if line.rule == "chair"]

    assert [{line.number, line.other} for line in found] == [{one.number, other.number}]
    assert found[0].day == one.day
    assert "撞期" in found[0].message


def test_two_sittings_in_one_room_at_once_are_found(office: Office) -> None:
    one = first(office, "PIF-10")
    where = {"room": one.room, "township": one.township}
    added(office, "PIF-16", at(one.day, one.start[11:16]), "社會處社工科科長", track="T1", **where)

    assert [line.rule for line in hard(office)] == ["room"]


def test_two_locked_sittings_that_clash_say_that_one_must_be_unlocked(office: Office) -> None:
    one = first(office, "PIF-10")
    other = added(office, "PIF-11", at(one.day, one.start[11:16]), one.chair, room="他處")
    for number in (one.number, other.number):
        scheduling.lock(office, number)

    [found] = hard(office)
    assert found.rule == "locked"
    assert "解除" in found.message


def test_a_chair_who_cannot_come_from_one_township_to_the_next_is_found(office: Office) -> None:
    one = first(office, "PIF-10")
    ends = at(one.day, one.end[11:16]) + timedelta(minutes=30)
    added(office, "PIF-14", ends, one.chair, track="T7", minutes=30, township="恆春鎮")

    assert [line.rule for line in hard(office)] == ["travel"]
    plan_weights.change(office, {"travel_minutes": 20})
    assert hard(office) == []


def test_a_closed_day_and_a_holiday_are_found(office: Office) -> None:
    one, other = builders.sittings(office, "PIF-10", 2027)[:2]
    calendar.close(office, date.fromisoformat(one.day), reason="颱風")
    moved(office, other, "2027-02-28")

    assert {(line.number, line.rule) for line in hard(office) if line.rule == "holiday"} >= {
        (one.number, "holiday"), (other.number, "holiday"),
    }  # fmt: skip


def test_a_sitting_outside_its_window_is_found_with_the_reason_noted_for_it(office: Office) -> None:
    one = first(office, "PIF-10")
    after = date.fromisoformat(one.window_last) + timedelta(days=10)
    while not calendar.load(office).is_offered(after):
        after += timedelta(days=1)
    moved(office, one, after.isoformat(), "08:00", room="他處")

    [found] = [line for line in hard(office) if line.rule == "window"]
    assert (found.number, found.reason) == (one.number, "縣長指示")


def test_a_busy_chair_and_one_who_must_sit_in_the_council_are_found_and_told_apart(office: Office) -> None:
    one, other = builders.sittings(office, "PIF-10", 2027)[:2]
    rows = f"日期,起,迄\n{one.day},,\n".encode()
    blackouts.accept(office, blackouts.preview(office, rows, chair=one.chair, filename="行程.csv"))
    day = date.fromisoformat(other.day)
    council.add(office, NewPhase("第20屆第9次定期會", "總質詢", day, day, required=True))

    found = {(line.number, line.rule): line.message for line in hard(office)}

    assert "另有行程" in found[one.number, "busy"]
    assert "須列席議會（第20屆第9次定期會總質詢）" in found[other.number, "council"]


def test_a_gap_longer_than_the_law_allows_is_found_also_at_the_end_of_the_year(office: Office) -> None:
    second, last = builders.sittings(office, "PIF-02", 2027)[1::2]
    scheduling.cancel(office, second.number, reason="未開")
    scheduling.cancel(office, last.number, reason="未開")

    found = [line for line in hard(office) if line.rule == "gap"]

    assert [line.series for line in found] == ["PIF-02", "PIF-02"]
    assert "相隔超過3個月" in found[0].message
    assert "之後到116年底沒有下一場" in found[1].message


def test_a_notice_that_can_only_be_late_is_found(planned_office: Office) -> None:
    late = [line for line in hard(planned_office, 2026) if line.rule == "notice"]

    assert late
    assert all("2026-11-22" <= line.day < "2026-11-29" for line in late)


def test_what_is_held_or_over_is_a_fact_that_no_check_complains_of(planned_office: Office) -> None:
    with builders.pretending(planned_office, date(2027, 1, 5)):
        for one in builders.sittings(planned_office):
            holding.hold(planned_office, one.number)
        found = year_check.check(planned_office, 2026)

    assert {line.rule for line in found.lines} <= {"gap"}


def test_broken_wishes_are_told_with_their_points_and_counted_by_month_and_series(office: Office) -> None:
    before = year_check.check(office, 2027)
    one = first(office, "PIF-15")
    day = date.fromisoformat(one.day) + timedelta(days=1)
    after = moved(office, one, day.isoformat(), "09:00")

    found = year_check.check(office, 2027)
    mine = {line.rule: line for line in found.wishes if line.number == after.number}

    assert {"weekday", "hour"} & set(mine)
    assert all(line.points and line.message for line in mine.values())
    assert found.points > before.points
    assert sum(one.points for one in found.by_month()) == sum(one.points for one in found.by_series()) == found.points
    assert {one.key for one in found.by_month()} <= {str(month) for month in range(1, 13)}
    plan_weights.change(office, dict.fromkeys(("near", "weekday", "hour", "eve", "travel_day", "chair_day"), 0))
    assert year_check.check(office, 2027).wishes == ()


def test_a_wish_for_weeks_without_council_is_told(office: Office) -> None:
    one = first(office, "PIF-10")
    day = date.fromisoformat(one.day)
    council.add(office, NewPhase("第20屆第9次定期會", "審查預算", day, day, required=False))

    assert [line.number for line in year_check.check(office, 2027).wishes if line.rule == "council"] == [one.number]


def test_a_deputy_and_too_full_a_day_are_wishes(office: Office) -> None:
    one = first(office, "PIF-10")
    holding.arrange(office, one.number, acting="縣長")
    for hour in ("08:00", "16:30"):
        added(office, "PIF-11", at(one.day, hour), "縣長", minutes=30)

    rules = {line.rule for line in year_check.check(office, 2027).wishes if line.day == one.day}
    assert {"deputy", "chair_day"} <= rules


def test_a_year_without_sittings_has_nothing_to_find(office: Office) -> None:
    found = year_check.check(office, 2041)

    assert (found.sittings, found.lines, found.by_month()) == (0, (), [])


@pytest.mark.parametrize("county", COUNTIES)
def test_a_running_year_planned_late_breaks_no_rule(tmp_path: Path, county: str) -> None:
    office = builders.found_office(tmp_path / "late.db", county, date(2026, 11, 22))

    planning.apply(office, planning.propose(office, 2026))

    assert [one.message for one in year_check.check(office, 2026).hard] == []
    office.close()


def test_the_sittings_that_are_still_ahead_count_for_the_gap_into_the_next_year(tmp_path: Path) -> None:
    office = builders.found_office(tmp_path / "ahead.db", today=date(2026, 7, 1))
    held = adding.add(office, NewSitting("PIF-02", at(date(2026, 8, 20))))
    adding.add(office, NewSitting("PIF-02", at(date(2026, 12, 1))), despite=EVERY)

    with builders.pretending(office, date(2026, 11, 22)) as later:
        holding.hold(later, held.id)
        found = planning.propose(later, 2027)

    assert [one.message for one in found.warnings if one.kind == "gap"] == []
    assert next(one for one in found.sittings if one.code == "PIF-02").start.month == 2
    office.close()


def test_a_day_credited_from_another_series_counts_for_the_gap_of_a_draft(tmp_path: Path) -> None:
    office = builders.found_office(tmp_path / "credited.db", today=date(2026, 1, 5))
    other = adding.add(office, NewSitting("PIF-10", at(date(2026, 5, 20))), despite=EVERY)
    adding.add(office, NewSitting("PIF-02", at(date(2026, 2, 25))), despite=EVERY)
    holding.credit(office, other.id, "PIF-02", reason="併案討論")

    asked = planning.request(office, office.registry(), 2026)

    assert {one.code: one.credited for one in asked.series if one.credited} == {"PIF-02": (date(2026, 5, 20),)}
    office.close()


def test_a_clash_that_was_kept_for_a_reason_stands_at_the_sitting_that_carries_it(office: Office) -> None:
    one = first(office, "PIF-10")
    other = next(
        later for later in builders.sittings(office, year=2027)
        if later.chair == one.chair and later.series != one.series and later.day > one.day
    )  # fmt: skip
    moved(office, other, one.day, one.start[11:16])

    found = year_check.check(office, 2027)

    clash = next(line for line in found.hard if line.rule == "chair")
    assert (clash.number, clash.other, clash.reason, clash.kept) == (other.number, one.number, "縣長指示", True)
    assert found.amiss == ()
    assert {other.id} == set(year_check.problems(office, 2027))


def test_an_agency_that_must_be_at_two_sittings_at_once_is_named_with_both(office: Office) -> None:
    there, other = first(office, "PIF-10"), first(office, "PIF-01")
    moved(office, other, there.day, there.start[11:16])

    told = [line.message for line in year_check.check(office, 2027).wishes if line.rule == "agency"]

    assert len(told) == len(set(told)) > 1
    assert all(there.number in one and other.number in one for one in told)
    assert any(one.startswith("衛生局須同時派員出席") for one in told)
