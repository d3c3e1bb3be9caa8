"""Editing series: added, renamed and given up with their history; a rule from a day on leaves old years alone."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.errors import ChangedMeanwhile, NotFound, Refusal
from meetingtui.domain.registry import BEGINNING
from meetingtui.services import adding, counts, history, holding, registry, series, series_rules, sessions
from meetingtui.services.adding import NewSitting
from meetingtui.services.codes import CodeTaken, WrongCode
from meetingtui.services.office import Office
from meetingtui.services.renaming import NameTaken
from meetingtui.services.series import SeriesForm
from meetingtui.services.series_rules import RuleForm
from meetingtui.services.standing import StillPlanned
from tests import builders

NEW = SeriesForm(code="PIF-31", name="脆弱家庭業務聯繫會報", level="statutory")
TWICE = RuleForm(rhythm="half", floor=2, host_agency="社會處", chairs=("副縣長",), chair_rule="fixed")


def test_a_new_series_is_found_planned_and_counted(each_office: Office) -> None:
    made = series.add(each_office, NEW, TWICE, aliases=("脆家會報",))

    assert made.series.code == "PIF-31"
    assert registry.series_show(each_office, "脆家會報").series.host == "屏東縣政府社會處"
    assert (made.series.computed, made.series.floor, made.series.target) == (2, 2, 2)
    assert len([one for one in builders.plan_year(each_office, 2027) if one.series == "PIF-31"]) == 2
    assert counts.year(each_office, 116)["PIF-31"].planned == 2


def test_a_series_on_demand_is_neither_planned_nor_counted_as_planned(office: Office) -> None:
    made = series.add(office, NEW)

    assert made.series.planned is False
    assert "PIF-31" not in counts.year(office, 116)
    assert not [one for one in builders.plan_year(office, 2027) if one.series == "PIF-31"]
    assert series.add(office, NEW._replace(code="PIF-32", name="另一會報", planned=True)).series.planned


def test_a_series_on_demand_is_planned_once_it_is_given_a_rhythm(office: Office) -> None:
    series.add(office, NEW)

    changed = series_rules.change(office, "PIF-31", TWICE)

    assert changed.series.planned
    assert len([one for one in builders.plan_year(office, 2027) if one.series == "PIF-31"]) == 2
    history.undo(office)
    history.undo(office)
    assert registry.series_show(office, "PIF-31").series.planned is False


def test_training_that_is_given_a_rhythm_stays_out_of_the_plan(office: Office) -> None:
    series.add(office, NEW._replace(level="training"))

    assert series_rules.change(office, "PIF-31", TWICE).series.planned is False


def test_a_duplicate_code_is_refused_with_the_nearest_free_one(office: Office) -> None:
    with pytest.raises(CodeTaken, match="PIF-31"):
        series.add(office, NEW._replace(code="pif-30"))


@pytest.mark.parametrize(
    "code", ["", "會議", "PIF 31", "-PIF", "PIF--1", "1PIF", "P" * 21, "PIF_1", "PIF-1\n2", "\x00"]
)
def test_a_code_that_cannot_stand_in_a_number_is_refused(office: Office, code: str) -> None:
    with pytest.raises(WrongCode, match="代碼"):
        series.add(office, NEW._replace(code=code))


def test_a_code_in_small_or_full_width_letters_is_the_same_code(office: Office) -> None:
    assert series.add(office, NEW._replace(code=" ｐｉｆ－３１ ")).series.code == "PIF-31"


def test_a_name_that_another_series_bears_is_refused(office: Office) -> None:
    with pytest.raises(NameTaken, match="PIF-02"):
        series.add(office, NEW._replace(name="少輔會"))


def test_a_name_with_markup_and_control_signs_is_kept_as_typed(office: Office) -> None:
    name = "詳[/附件][@click=app.quit]\x1b[31m\u202e"

    made = series.add(office, NEW._replace(name=name))

    assert made.series.name == name
    assert registry.series_show(office, name).series.code == "PIF-31"


def test_text_that_cannot_be_stored_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="無法儲存"):
        series.add(office, NEW._replace(name="會議\udc80"))
    with pytest.raises(Refusal, match="最多100個字"):
        series.add(office, NEW._replace(name="長" * 101))
    with pytest.raises(Refusal, match="不能空白"):
        series.add(office, NEW._replace(name="　"))


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (RuleForm(rhythm="month", per_period=0), "不能是0場"),
        (RuleForm(rhythm="month", per_period=-1), "不能是-1場"),
        (RuleForm(rhythm="month", per_period=99), "應是誤植"),
        (RuleForm(rhythm="fortnight"), "無法辨識"),
        (RuleForm(rhythm="year", windows=("13",)), "無法判讀"),
        (RuleForm(rhythm="year", windows=("02-30/03-01",)), "無法判讀"),
        (RuleForm(rhythm="year", windows=("06-20/06-10",)), "起日在迄日之後"),
        (RuleForm(stated=-1), "超出範圍"),
        (RuleForm(max_gap_months=0), "超出範圍"),
        (RuleForm(start_time="25:00"), "沒有「25:00」"),
        (RuleForm(start_time="23:00", minutes=120), "無法在當日開完"),
        (RuleForm(chair_rule="fixed", chairs=("MAG", "DMAG")), "固定主持只能有一個"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_one_sentence(office: Office, rule: RuleForm, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        series.add(office, NEW, rule)
    assert "\n" not in str(refused.value)
    with pytest.raises(NotFound):
        registry.series_show(office, "PIF-31")


def test_a_renamed_series_keeps_its_old_name_in_old_years_and_is_found_by_both(each_office: Office) -> None:
    office = each_office
    before = adding.add(office, NewSitting("PIF-10", builders.at("2025-03-05")), despite=ALL)
    after = adding.add(office, NewSitting("PIF-10", builders.at("2026-12-02")), despite=ALL)
    old = before.name

    series.rename(office, "PIF-10", "新的會議名稱", since=date(2026, 1, 1))

    assert sessions.show(office, before.id).name == old
    assert sessions.show(office, after.id).name == "新的會議名稱"
    assert registry.series_show(office, old).series.name == "新的會議名稱"
    assert next(one for one in registry.series_list(office, 2025) if one.code == "PIF-10").name == old


def test_a_rename_before_the_last_one_is_refused(office: Office) -> None:
    series.rename(office, "PIF-10", "甲會議", since=date(2026, 6, 1))

    with pytest.raises(Refusal, match="不能更早"):
        series.rename(office, "PIF-10", "乙會議", since=date(2026, 1, 1))

    shown = series.rename(office, "PIF-10", "乙會議", since=date(2026, 6, 1))
    assert [until for until, _name in shown.former] == ["2026-06-01"]
    assert registry.series_show(office, "甲會議").series.name == "乙會議"


def test_a_new_rule_from_a_day_leaves_old_years_with_the_old_one(each_office: Office) -> None:
    office = each_office
    wanted = series_rules.form(office, "PIF-15")._replace(rhythm="month", per_period=1, stated=12)

    series_rules.change(office, "PIF-15", wanted, since=date(2027, 1, 1))

    by_year = {year: registry.series_show(office, "PIF-15", year).series for year in (2026, 2027)}
    assert [(one.stated, one.computed) for one in by_year.values()] == [(24, 24), (12, 12)]
    assert by_year[2027].chairs == by_year[2026].chairs
    assert [rule.until for rule in registry.series_show(office, "PIF-15").rules] == ["2027-01-01", ""]
    assert len([one for one in builders.plan_year(office, 2027) if one.series == "PIF-15"]) == 12


def test_a_rule_is_corrected_in_place_without_a_day(office: Office) -> None:
    wanted = series_rules.form(office, "PIF-16")._replace(stated=6, target=None)

    changed = series_rules.change(office, "PIF-16", wanted)

    assert len(changed.rules) == 1
    assert (changed.series.stated, changed.series.discrepancy) == (6, "")


def test_a_rule_entered_by_mistake_can_be_dropped_but_not_the_first(office: Office) -> None:
    wanted = series_rules.form(office, "PIF-15")._replace(stated=12)
    series_rules.change(office, "PIF-15", wanted, since=date(2027, 1, 1))

    assert len(series_rules.drop(office, "PIF-15", date(2027, 1, 1)).rules) == 1
    with pytest.raises(Refusal, match="最初的規則"):
        series_rules.drop(office, "PIF-15", date.fromisoformat(BEGINNING))


def test_open_sittings_follow_a_new_chair_and_held_ones_do_not(planned_office: Office) -> None:
    office = planned_office
    held = next(one for one in builders.sittings(office, "PIF-02") if one.day < "2026-07-01")
    holding.hold(office, held.id)
    later = [one for one in builders.sittings(office, "PIF-02") if one.day >= "2026-07-01"]
    wanted = series_rules.form(office, "PIF-02")._replace(chairs=("縣長",))

    series_rules.change(office, "PIF-02", wanted, since=date(2026, 7, 1))

    assert sessions.show(office, held.id).chair == "副縣長"
    assert later
    for one in later:
        now = sessions.show(office, one.id)
        assert (now.chair, now.sequence) == ("縣長", one.sequence + 1)


def test_somebody_elses_newer_change_is_not_overwritten(office: Office) -> None:
    mine, theirs = series.form(office, "PIF-10"), series.form(office, "PIF-10")
    series.edit(office, "PIF-10", theirs._replace(note="先存"))
    with pytest.raises(ChangedMeanwhile):
        series.edit(office, "PIF-10", mine._replace(note="後存"))

    rule = series_rules.form(office, "PIF-10")
    series_rules.change(office, "PIF-10", rule._replace(room="第二會議室"))
    with pytest.raises(ChangedMeanwhile):
        series_rules.change(office, "PIF-10", rule._replace(room="第三會議室"))


def test_a_change_of_the_chairs_alone_is_seen_by_the_others_too(office: Office) -> None:
    rule = series_rules.form(office, "PIF-02")
    series_rules.change(office, "PIF-02", rule._replace(deputies=("PB-H",)))
    with pytest.raises(ChangedMeanwhile):
        series_rules.change(office, "PIF-02", rule._replace(deputies=("SAD-H",)))


def test_saving_without_a_change_is_refused_and_leaves_no_trace(office: Office) -> None:
    with pytest.raises(Refusal, match="沒有變更"):
        series.edit(office, "PIF-10", series.form(office, "PIF-10"))
    with pytest.raises(Refusal, match="沒有變更"):
        series_rules.change(office, "PIF-10", series_rules.form(office, "PIF-10"), since=date(2027, 1, 1))
    assert history.undoable(office) == []


def test_each_change_is_one_step_of_undo(each_office: Office) -> None:
    office = each_office
    before = registry.series_show(office, "PIF-10")
    rule = series_rules.form(office, "PIF-10")

    series.rename(office, "PIF-10", "新名稱", since=date(2026, 1, 1))
    series.alias(office, "PIF-10", "別的名字")
    series_rules.change(office, "PIF-10", rule._replace(deputies=("MAG",), stated=9), since=date(2027, 1, 1))
    series_rules.change(office, "PIF-10", rule._replace(chairs=("MAG",), deputies=()))
    series.retire(office, "PIF-10", date(2028, 1, 1))
    assert len(history.undoable(office)) == 5
    for _step in range(5):
        history.undo(office)

    after = registry.series_show(office, "PIF-10")
    assert after.series._replace(version=1) == before.series._replace(version=1)
    assert (after.chairs, after.former, len(after.rules)) == (before.chairs, (), 1)


def test_a_series_with_planned_sittings_is_given_up_only_together_with_them(planned_office: Office) -> None:
    office = planned_office
    with pytest.raises(StillPlanned, match="PIF-15-115-"):
        series.retire(office, "PIF-15", date(2026, 12, 1))

    series.retire(office, "PIF-15", date(2026, 12, 1), cancel=True, reason="計畫終止")

    left = [one for one in builders.sittings(office, "PIF-15") if one.status == "planned"]
    assert all(one.day < "2026-12-01" for one in left)
    assert "PIF-15" not in {one.code for one in registry.series_list(office, 2027)}
    assert "PIF-15" in {one.code for one in registry.series_list(office, 2026)}
    history.undo(office)
    assert registry.series_show(office, "PIF-15").series.retired_on is None


def test_the_duties_of_a_joint_series_end_and_return_with_it(office: Office) -> None:
    series.retire(office, "PIF-02", date(2027, 1, 1))
    assert registry.series_show(office, "PIF-02-A").series.retired_on == "2027-01-01"

    series.revive(office, "PIF-02")
    assert registry.series_show(office, "PIF-02-B").series.retired_on is None


def test_a_series_that_had_sittings_cannot_be_deleted_even_when_they_were_undone(office: Office) -> None:
    adding.add(office, NewSitting("PIF-10", builders.at("2026-12-02")), despite=ALL)
    history.undo(office)

    with pytest.raises(Refusal, match="請改為停用"):
        series.delete(office, "PIF-10")


def test_a_series_that_never_met_can_be_deleted_and_brought_back(each_office: Office) -> None:
    office = each_office
    before = registry.series_show(office, "PIF-02")

    series.delete(office, "PIF-02")
    assert not [one for one in registry.series_list(office) if one.code.startswith("PIF-02")]

    history.undo(office)
    after = registry.series_show(office, "PIF-02")
    assert after.series == before.series
    assert (after.duties, after.sources, after.figures) == (before.duties, before.sources, before.figures)


ALL = frozenset(adding.time_rules.Rule)
