"""The rules of a series on their form: from a day on, with history kept."""

from __future__ import annotations

from datetime import date

from meetingtui.services import registry, series_rules
from meetingtui.tui.dialogs.edit_rule import EditRule
from tests.tui.registry_desk import desk, error_of, fill, notes, on, press, save, settle


async def test_a_series_gets_another_rule_from_a_day_on_and_old_years_keep_theirs(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "k")
        assert isinstance(pilot.app.screen, EditRule)
        await fill(pilot, since="116.1.1", rhythm="每季", stated="4", chairs="縣長、副縣長", chair_rule="輪流")
        await save(pilot)
        assert "規則已更新" in notes(pilot)

        await press(pilot, "right_square_bracket")
        assert pilot.app.year == 2027
    detail = registry.series_show(office, "PIF-10", 2027)
    assert [(rule.valid_from, rule.cadence.freq) for rule in detail.rules] == [
        ("1912-01-01", "third"), ("2027-01-01", "quarter"),
    ]  # fmt: skip
    assert detail.series.chairs == ("MAG", "DMAG")
    assert registry.series_show(office, "PIF-10", 2026).series.stated == 3


async def test_a_default_rhythm_that_somebody_chooses_is_no_default_any_more(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-01")
        await press(pilot, "k")
        assert pilot.app.screen.form.field("provisional").text == "是"
        await fill(pilot, rhythm="每季")
        assert pilot.app.screen.form.field("provisional").text == "否"
        await fill(pilot, since="")
        await save(pilot)
    assert [rule.provisional for rule in registry.series_show(office, "PIF-01").rules] == [False]


REFUSED_RULES = (
    ("windows", "五月", "無法判讀"),
    ("floor", "-1", "不是整數"),
    ("max_gap_months", "999", "超出範圍"),
    ("start_time", "25:00", "25"),
    ("quorum", "五成", "無法判讀"),
    ("since", "115.2.30", "2月"),
    ("laws", "少年事件處理法第86條（112.13.1）", "月"),
    ("deputies", "處長", "可能是"),
)


async def test_a_rule_that_cannot_be_is_refused_at_its_field(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "k")
        dialog = pilot.app.screen
        assert isinstance(dialog, EditRule)
        for field, typed, says in REFUSED_RULES:
            before = dialog.form.field(field).text
            await fill(pilot, **{field: typed})
            await save(pilot)
            assert pilot.app.screen is dialog
            assert says in error_of(pilot, field), typed
            await fill(pilot, **{field: before})
    assert len(registry.series_show(office, "PIF-10").rules) == 1


async def test_laws_are_typed_with_article_and_version_and_keep_their_notes(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-02")
        await press(pilot, "k")
        text = pilot.app.screen.form.field("laws").text
        assert "少年輔導委員會設置及輔導實施辦法第2條至第5條、第16條（112.7.1）" in text
        await fill(pilot, since="", laws=text + "；學生輔導法第5條（113.12.18）")
        await save(pilot)
    laws = registry.series_show(office, "PIF-02").rules[0].laws
    assert laws[-1] == {"law": "學生輔導法", "article": "第5條", "version_date": "2024-12-18", "note": ""}
    assert laws[0]["note"] == "縣市首長為召集人；未定次數"


async def test_a_rule_that_begins_later_is_taken_back(office, tmp_path):
    series_rules.change(
        office, "PIF-10", series_rules.form(office, "PIF-10")._replace(stated=9), since=date(2027, 1, 1)
    )
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "t", "v", "v")
        await on(pilot, "2027-01-01")
        await press(pilot, "r", "enter")
        await settle(pilot)
        assert len(registry.series_show(office, "PIF-10").rules) == 1
        await press(pilot, "r", "enter")
        await settle(pilot)
        assert "最初的規則也不能刪除" in notes(pilot)
