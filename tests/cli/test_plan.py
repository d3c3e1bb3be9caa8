from __future__ import annotations

import re
import sys
from datetime import date, datetime

import pytest

from meetingtui.domain.sessions import Rule
from meetingtui.services import scheduling
from meetingtui.services.office import Office
from tests import builders
from tests.cli.conftest import Command
from tests.cli.test_sessions import PROMISED


def test_a_proposal_has_the_promised_keys_and_saves_nothing(command: Command, planned_office: Office) -> None:
    document = command("plan", "116", "--json", "--seconds", "5").json

    assert list(document)[:7] == ["year", "status", "seconds", "sessions", "unplaced", "clashes", "warnings"]
    assert (document["year"], document["status"], document["applied"]) == (2027, "optimal", False)
    assert all([key for key in one if key in PROMISED] == PROMISED[1:] for one in document["sessions"])
    assert builders.sittings(planned_office, year=2027) == []


def test_an_applied_plan_gives_the_numbers_it_proposed(command: Command, planned_office: Office) -> None:
    proposed = command("plan", "116", "--json").json["sessions"]

    applied = command("plan", "116", "--apply", "--json").json

    assert applied["applied"]
    assert [one["number"] for one in applied["sessions"]] == [one["number"] for one in proposed]
    assert all(one["id"] for one in applied["sessions"])
    assert len(builders.sittings(planned_office, year=2027)) == len(proposed)
    assert command("plan", "116", "--json").json["sessions"] == []


def test_people_read_why_and_how_to_save(command: Command) -> None:
    out = command("plan", "116").out

    assert "理想日" in out
    assert "--apply" in out.splitlines()[-1]


def test_a_year_that_cannot_be_read_is_refused(command: Command) -> None:
    for year in ("abc", "0", "1000"):
        answer = command("plan", year)
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)


def test_a_plan_around_a_busy_chair_and_his_deputies_says_what_found_no_place(
    command: Command, planned_office: Office
) -> None:
    from meetingtui.store.tables import Blackout

    registry = planned_office.registry()
    series = next(one for one in registry.series.values() if one.code == "PIF-10")
    rule = series.rule("2027-01-01")
    with planned_office.begin() as work:
        for post_id in (*rule.chairs, *rule.deputies):
            work.add(Blackout(post_id=post_id, start_at="2026-12-31T16:00:00Z", end_at="2027-12-31T16:00:00Z"))
        work.audit("imported", "busy")
        work.commit()

    document = command("plan", "116", "--json").json

    assert document["status"] == "infeasible"
    assert "PIF-10" in {one["series"] for one in document["unplaced"]}
    assert all(one["reason"] for one in document["unplaced"])
    left = next(one for one in document["unplaced"] if one["series"] == "PIF-10")
    assert [one["series"] for one in left["together"]] == ["PIF-10"]
    assert all(way["words"] in left["reason"] for way in left["ways_out"])
    assert "未能排入：PIF-10" in command("plan", "116").out


MOVED = ("plan", "116", "--move", "pif-17-116-t1-01", "1/3")


def test_a_line_is_moved_before_the_plan_is_saved_and_keeps_its_time_of_day(
    command: Command, planned_office: Office
) -> None:
    answer = command("plan", "116", "--move", "PIF-17-116-T1-01", "116.1.4", "--apply", "--json").json

    assert {one["number"]: one["start"] for one in answer["sessions"]}[
        "PIF-17-116-T1-01"
    ] == "2027-01-04T14:00:00+08:00"
    assert len(builders.sittings(planned_office, year=2027)) == len(answer["sessions"])


def test_a_draft_that_nobody_has_proven_says_why(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "依指定未求證" in command("plan", "116", "--seconds", "0").out
    assert command("plan", "116", "--seconds", "0", "--json").json["unproven"] == "off"

    monkeypatch.setitem(sys.modules, "highspy", None)  # as if it were not installed

    assert "未安裝求解程式" in command("plan", "116").out.splitlines()[-2]
    assert command("plan", "116", "--json").json["unproven"] == "missing"


def test_a_moved_line_tells_what_it_costs_and_the_plan_what_it_cost_before(command: Command) -> None:
    words = ("plan", "116", "--seconds", "0")
    before = command(*words, "--json").json
    moved = command(*words, "--move", "PIF-17-116-T1-01", "116.1.4", "--json").json

    line = next(one for one in moved["sessions"] if one["number"] == "PIF-17-116-T1-01")
    assert line["cost"] == sum(one["points"] for one in line["costs"]) > 0
    out = command(*words, "--move", "PIF-17-116-T1-01", "116.1.4").out
    assert f"扣分{moved['cost']}分，原提案{before['cost']}分" in out


def test_a_moved_line_that_breaks_a_rule_is_told_before_anything_is_saved(command: Command) -> None:
    line = next(one for one in command(*MOVED, "--json").json["sessions"] if one["number"] == "PIF-17-116-T1-01")

    assert [one["rule"] for one in line["broken"]] == ["holiday"]
    assert line["reason"] == ""
    assert "是例假日，不上班" in command(*MOVED).out


def test_a_line_that_breaks_a_rule_is_saved_only_for_a_reason(command: Command, planned_office: Office) -> None:
    for words in ((), ("--despite", "window", "--reason", "縣長指示"), ("--despite", "holiday")):
        answer = command(*MOVED, *words, "--apply")
        assert (answer.code, answer.out) == (1, "")
        assert builders.sittings(planned_office, year=2027) == []

    kept = (*MOVED, "--despite", "holiday", "--reason", "縣長指示")
    assert "照排（縣長指示）" in command(*kept).out
    assert command(*kept, "--apply").code == 0

    shown = command("sessions", "show", "PIF-17-116-T1-01", "--json").json
    assert shown["reason"] == "縣長指示"
    assert [turn["reason"] for turn in shown["history"]] == ["縣長指示"]


def test_a_line_that_is_moved_onto_another_one_answers_for_the_clash(command: Command, planned_office: Office) -> None:
    other = next(
        one for one in command("plan", "116", "--json").json["sessions"] if one["number"] == "PIF-16-116-T1-01"
    )
    words = ("plan", "116", "--move", "PIF-17-116-T1-01", other["start"][:10], "14:00")
    assert command(*words, "--apply").code == 1

    saved = command(*words, "--apply", "--despite", "clash", "--reason", "兩會接續召開", "--json").json["sessions"]

    assert [one["number"] for one in saved if one["reason"]] == ["PIF-17-116-T1-01"]


def test_a_line_that_the_draft_does_not_have_and_a_date_that_is_none_are_refused(command: Command) -> None:
    assert "PIF-17-116-T1-1" in command("plan", "116", "--move", "PIF-17-116-T1-91", "1/3").err
    assert command("plan", "116", "--move", "PIF-17-116-T1-01", "116.2.30").code == 1
    assert "--move" in command("plan", "116", "--move", "PIF-17-116-T1-01").err


def test_in_the_middle_of_the_year_windows_that_are_over_are_one_line_for_each_series(
    command: Command, planned_office: Office
) -> None:
    from meetingtui.services import scheduling

    for number in ("PIF-15-115-01", "PIF-15-115-02", "PIF-10-115-01"):
        scheduling.cancel(planned_office, number, reason="未開")

    lost = [line for line in command("plan", "115").out.splitlines() if line.startswith("未能排入")]
    assert lost == [
        "未能排入：PIF-10 強化社會安全網跨網絡會議：已過期的時段1個未排；如已召開，請補登。",
        "未能排入：PIF-15 親密關係高危機網絡評估會議：已過期的時段2個未排；如已召開，請補登。",
    ]
    each = [line for line in command("plan", "115", "--past").out.splitlines() if line.startswith("未能排入")]
    assert len(each) == len(command("plan", "115", "--json").json["unplaced"]) == 3
    assert {one["past"] for one in command("plan", "115", "--json").json["unplaced"]} == {True}


def test_a_plan_says_what_each_line_costs_wish_by_wish(command: Command, planned_office: Office) -> None:
    sessions = command("plan", "116", "--json", "--seconds", "0").json["sessions"]

    assert all(one["cost"] == sum(part["points"] for part in one["costs"]) for one in sessions)
    assert any(part["wish"] == "near" and "離理想日" in part["words"] for one in sessions for part in one["costs"])


def test_what_found_no_place_is_printed_with_a_way_out_that_was_tried(command: Command, planned_office: Office) -> None:
    from meetingtui.store.tables import Blackout

    registry = planned_office.registry()
    posts = {post for one in registry.series.values() for post in one.rule("2027-01-01").deputies}
    posts |= {post for one in registry.series.values() for post in one.rule("2027-01-01").chairs}
    with planned_office.begin() as work:
        for post_id in posts:
            work.add(Blackout(post_id=post_id, start_at="2026-12-31T16:00:00Z", end_at="2027-03-31T16:00:00Z"))
        work.audit("imported", "busy")
        work.commit()

    printed = command("plan", "116", "--seconds", "0").out

    assert "未能排入：" in printed
    assert "可行：延後一週" in printed


def test_of_a_year_that_is_planned_already_nothing_is_offered_to_save(command: Command, planned_office: Office) -> None:
    builders.plan_year(planned_office, 2027, builders.TODAY)

    assert command("plan", "116").out.splitlines() == ["116年應開的場次都已排定，沒有要新增的。"]


def test_two_locked_sittings_that_clash_come_with_a_way_out(command: Command, planned_office: Office) -> None:
    one, other = [row for row in builders.sittings(planned_office) if row.chair == "副縣長"][-2:]
    start = datetime.fromisoformat(one.start).replace(tzinfo=None)
    scheduling.move(planned_office, other.number, start, reason="縣長指示", despite=frozenset(Rule))
    for row in (one, other):
        scheduling.lock(planned_office, row.id)

    assert "撞期的場次請改期、解除鎖定後改期" in command("plan", "115").out


def test_where_a_longest_gap_cannot_be_kept_it_is_said_which_points_are_for_it(
    command: Command, planned_office: Office
) -> None:
    from meetingtui.services import series_rules

    assert "超過間隔的天數" not in command("plan", "116", "--seconds", "0").out
    form = series_rules.form(planned_office, "PIF-02", None)
    series_rules.change(planned_office, "PIF-02", form._replace(max_gap_months=1), since=None)

    assert re.search(
        "排程扣分[0-9]{4,}分.*其中[0-9]{4,}分是超過間隔的天數。", command("plan", "116", "--seconds", "0").out
    )


def test_of_many_sittings_without_a_time_each_is_explained_when_that_is_asked_for(
    command: Command, planned_office: Office
) -> None:
    for post in ("衛生局科長", "衛生局副局長"):
        builders.busy(planned_office, post, date(2027, 1, 1), date(2028, 1, 1))

    def left(*words: str) -> list[tuple[bool, int]]:
        found = command("plan", "116", "--seconds", "0", "--json", *words).json["unplaced"]
        return [(one["alike"], len(one["ways_out"])) for one in found if one["series"] == "PIF-17"]

    assert [alike for alike, _ways in left()].count(True) == 21
    assert {alike for alike, _ways in left("--explain")} == {False}
    assert all(ways for _alike, ways in left("--explain"))


def test_a_year_that_is_over_has_nothing_to_save_and_no_points(command: Command) -> None:
    for words in ((), ("--apply",)):
        out = command("plan", "90", "--seconds", "0", *words).out
        assert out.splitlines()[-1] == "沒有可存入的場次：未能排入0場，已過期的時段111個未排。"
