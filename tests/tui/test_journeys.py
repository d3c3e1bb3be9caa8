"""The journeys of a secretary's year, played in the real program in a real terminal, every key counted."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from meetingtui.domain.sessions import Kind
from meetingtui.services import (
    adding,
    calendar,
    counts,
    holders,
    holding,
)
from meetingtui.services.adding import NewSitting
from tests import builders
from tests.tui.journey import ANYHOW, WHY, assert_counted, chosen, said_by, typed, written
from tests.tui.real_terminal import ROOT, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., Desk]:
    """A desk with a private copy of a database, on a day of one's own."""
    return partial(Desk.with_copy, tmp_path)


def test_1_next_year_is_planned_and_each_agency_gets_its_calendar_file(desk, planned_file):
    """`2` `y` 116 `g` … Arrow to a red line, `→` one week later, `Space` accept all, `s` save. `i` `a` one ICS each."""
    notes = written("2", "y") + len("116") + written("g") + chosen("a red line") + written("→", "Space", "s", "i", "a")
    mine = desk(planned_file)
    office = mine.office()
    taken = builders.at("2027-01-12")
    adding.add(office, NewSitting("PIF-17", taken, track="T1", kind=Kind.EXTRAORDINARY, reason=WHY), despite=ANYHOW)

    with mine.open() as screen:
        screen.wait_for("115年11月22日")
        screen.press("2", "y").type("116").press("g").wait_for("1/5（二）")
        screen.press("right").wait_for("! 1/12（二）")
        screen.press("right").wait_for("> 1/19（二）")
        screen.press("space", "s").wait_for("在案98場", "另計14場")
        screen.press("i", "a").wait_until(lambda: len(list(mine.exports.glob("*.ics"))) > 10, "a file for each agency")
        screen.wait_for("exports")

    planned = builders.sittings(office, year=2027)
    assert len(planned) == 112
    assert "2027-01-19" in {one.day for one in planned if one.number == "PIF-17-116-T1-01"}
    files = {path.name: path.read_bytes() for path in mine.exports.iterdir()}
    assert len(files) == 13
    assert all(text.startswith(b"BEGIN:VCALENDAR\r\n") and b"METHOD:PUBLISH" in text for text in files.values())
    assert_counted("1 plan next year", notes, screen)


def test_2_the_statutory_check_leads_to_the_two_sittings_that_lie_too_far_apart(desk):
    """`7` `c` → series with stated, planned, held, floor, longest gap. … `Enter` jumps to the pair of dates."""
    notes = written("7", "c", "Enter")
    mine = desk(ROOT / "sample.db")
    with mine.open() as screen:
        screen.wait_for("115年11月22日")
        screen.press("7", "c").wait_for("最長間隔97天", "115.5.12至")
        screen.press("enter").wait_for("PIF-02-115-02", "PIF-02-115-03")
        screen.wait_for("共2筆")

    assert_counted("2 statutory check", notes, screen)


def test_5_a_typhoon_morning_in_one_township_moves_its_three_sittings(desk, planned_file):
    """`2`, day, `x` → choose half day and townships → list of 3 sessions with a reason filled in … → `Enter`."""
    notes = written("2") + typed("11/27") + written("x") + chosen("half a day") + typed("林邊鄉") + written("Enter")
    mine = desk(planned_file)
    office = mine.office()
    for series in ("PIF-10", "PIF-15"):
        new = NewSitting(series, builders.at("2026-11-27", "09:00"), township="林邊鄉", room="公所", reason=WHY)
        adding.add(office, new, despite=ANYHOW)
    hit = {one.id: one for one in calendar.hit(office, date(2026, 11, 27), half="am", places=("林邊鄉",))}

    with mine.open() as screen:
        screen.wait_for("115年11月22日")
        screen.press("2", "x").type("11/27").wait_for("林邊鄉")
        screen.press("tab", "right", "tab", "space").wait_for("✓ 林邊鄉")
        screen.press("enter").wait_until(lambda: len(list(mine.exports.glob("*.ics"))) == 3, "three renewed invites")

    assert len(hit) == 3
    assert [(one.half, one.place, one.reason) for one in calendar.closures(office, 2026)] == [
        ("am", "林邊鄉", "天然災害停止上班")
    ]
    for one in builders.sittings(office):
        if one.id in hit:
            before = hit[one.id]
            assert one.number == before.number
            assert one.day != before.day
            assert (one.postponed_times, one.sequence) == (1, before.sequence + 1)
    row = next(row for row in said_by(mine, "counts", "115")["rows"] if row["key"] == "PIF-14")
    assert (row["planned"], row["held"], row["postponed"]) == (28, 0, 1)
    assert_counted("5 typhoon", notes, screen)


def test_6_a_new_chair_presides_from_her_day_on_and_a_deputy_for_one_sitting(desk, planned_file):
    """`3` series `h` holders: 副縣長 from 115-12-25 → all later sessions follow … For one: session `c`, choose 代理."""
    notes = written("3") + chosen("series") + written("h") + typed("林小華", "115-12-25")
    notes += chosen("session") + written("c") + chosen("代理")
    mine = desk(planned_file)
    office = mine.office()
    holders.appoint(office, "副縣長", "陳前任", date(2026, 1, 1))
    adding.add(office, NewSitting("PIF-05", builders.at("2027-01-20"), reason=WHY), despite=ANYHOW)
    security = {one.number: one for one in builders.sittings(office, "PIF-05") if one.day < builders.TODAY.isoformat()}
    held = holding.hold(office, min(security))

    with mine.open() as screen:
        screen.wait_for("115年11月22日")
        screen.press("3").wait_for("PIF-01")
        screen.press("h").type("林小華").press("enter").type("12/25").wait_for("115年12月25日")
        screen.press("ctrl+s").wait_until(lambda: any(mine.exports.glob("PIF-05-116-01*.ics")), "the renewed invite")
        screen.press("4").wait_for("PIF-17-115-T2-11")
        screen.press("c").wait_for("衛生局副局長")
        screen.press("enter").wait_gone("第1順位")

    later = builders.sittings(office, "PIF-05", 2027)
    assert [(one.chair_person, one.sequence) for one in later] == [("林小華", 1)]
    now = {one.number: one for one in builders.sittings(office)}
    assert now[held.number].chair_person == "陳前任"
    assert now["PIF-05-115-06"].chair_person == "陳前任"
    assert now["PIF-17-115-T2-11"].acting == "衛生局副局長"
    assert_counted("6 the chair is replaced", notes, screen)


def test_13_the_yearly_counts_are_saved_and_a_frozen_copy_is_what_a_re_run_is_held_against(desk):
    """`7` `y` 115 → series x (planned, held, cancelled, joint, person-times), by quarter and centre → `p`, CSV."""
    notes = written("7", "y") + len("115") + chosen("quarter", "centre") + written("p")
    mine = desk(ROOT / "sample.db", "2027-01-10")
    with mine.open() as screen:
        screen.wait_for("116年1月10日")
        screen.press("7", "y").type("115").wait_for("民國115年", "兒少年權益保障")
        screen.press("b").wait_for("第1中心")
        screen.press("b").wait_for("第1季")
        screen.press("p").wait_until(lambda: any(mine.exports.glob("*.csv")), "the CSV file")

    counted = said_by(mine, "counts", "115", "--by", "quarter")
    rows = list(csv.reader(io.StringIO(next(mine.exports.glob("*.csv")).read_text(encoding="utf-8-sig"))))
    held = rows[0].index("已召開")
    assert {row[0]: row[held] for row in rows[1:] if row and "-Q" in row[0]} == {
        row["key"]: str(row["held"]) for row in counted["rows"]
    }
    footnotes = "".join("".join(row) for row in rows)
    assert "基準日" in footnotes
    assert "人次" in footnotes
    frozen = said_by(mine, "counts", "115", "--freeze")
    assert said_by(mine, "counts", "115")["frozen"]["same"] is True
    office = mine.office()
    late = next(one for one in builders.sittings(office) if one.status == "planned")
    holding.hold(office, late.number)
    assert said_by(mine, "counts", "115")["frozen"]["same"] is False
    assert counts.count(office, counts.year_span(2026)).totals["held"] == frozen["totals"]["held"] + 1
    assert_counted("13 yearly counts", notes, screen)
