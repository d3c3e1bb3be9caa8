"""Series on their forms: refusals at their field, both sides of a conflict shown, nothing typed is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from meetingtui.services import registry, series
from meetingtui.tui.dialogs.ask import AskText, YesNo
from meetingtui.tui.dialogs.edit_series import EditSeries, NewSeries
from meetingtui.tui.screens.series import Series
from tests import builders
from tests.tui.registry_desk import desk, error_of, fill, notes, on, press, save, settle
from tests.tui.screen_picture import picture


async def test_a_series_is_added_with_its_rhythm_chair_and_aliases(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, NewSeries)
        await fill(
            pilot, name="遊民輔導聯繫會報", aliases="遊民會報、街友會報", level="聯繫", rhythm="每季", per_period="1",
            chairs="社會處處長", host_agency="社會處",
        )  # fmt: skip
        await save(pilot)

        assert isinstance(pilot.app.screen, Series)
        assert pilot.app.screen.in_hand() == "PIF-31"
        assert "已新增 PIF-31 遊民輔導聯繫會報" in notes(pilot)
    added = registry.series_show(office, "街友會報").series
    assert (added.level, added.computed, added.chairs, added.host_code) == ("liaison", 4, ("SAD-H",), "SAD")


REFUSED = (
    ("code", "PIF-14", "代碼「PIF-14」已由"),
    ("code", "會議", "不合格式"),
    ("name", "少輔會", "這個名稱已由"),
    ("name", "", "請填寫名稱"),
    ("aliases", "三方會談、毒品防制會報", "這個名稱已由"),
    ("chairs", "國王", "找不到「國王」"),
    ("chairs", "主任", "可能是"),
    ("per_period", "三", "不是整數"),
    ("level", "國會", "找不到「國會」"),
)


async def test_what_is_refused_stands_at_its_field_and_nothing_typed_is_lost(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await press(pilot, "n")
        dialog = pilot.app.screen
        assert isinstance(dialog, NewSeries)
        await fill(pilot, name="新會議", rhythm="每月")
        for field, typed, says in REFUSED:
            before = dialog.form.field(field).text
            await fill(pilot, **{field: typed})
            await save(pilot)
            assert pilot.app.screen is dialog
            assert says in error_of(pilot, field), typed
            assert dialog.form.field(field).entry.has_focus
            assert dialog.form.field(field).text == typed
            await fill(pilot, **{field: before})

        await fill(pilot, per_period="400")
        await save(pilot)
        assert "應是誤植" in picture(pilot.app)
    assert len(registry.series_list(office)) == 36


async def test_a_new_series_is_planned_as_soon_as_it_has_a_rhythm_unless_somebody_says_no(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await press(pilot, "n")
        planned = pilot.app.screen.form.field("planned")
        assert planned.text == "否"
        await fill(pilot, rhythm="每月")
        assert planned.text == "是"
        await fill(pilot, rhythm="視需要召開")
        assert planned.text == "否"
        await fill(pilot, code="PIF-31", name="新會議", planned="是", rhythm="視需要召開")
        await save(pilot)
    assert registry.series_show(office, "PIF-31").series.planned


async def test_a_series_is_corrected(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "e")
        await fill(pilot, note="已核對", external="是")
        await save(pilot)

        assert "PIF-10 強化社會安全網跨網絡會議 已修改" in notes(pilot)
    form = series.form(office, "PIF-10")
    assert (form.note, form.external) == ("已核對", True)


async def test_a_conflict_shows_both_and_keeps_what_the_other_wrote_elsewhere(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, EditSeries)
        await fill(pilot, note="我的備註")
        other = builders.open_office(office.location.path, who="other")
        series.edit(other, "PIF-10", series.form(other, "PIF-10")._replace(purpose="他的目的", note="他的備註"))
        await save(pilot)

        assert isinstance(pilot.app.screen, YesNo)
        seen = picture(pilot.app)
        assert "他的備註" in seen
        assert "他的目的" in seen
        assert "我的備註" in seen
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Series)
    form = series.form(office, "PIF-10")
    assert (form.note, form.purpose) == ("我的備註", "他的目的")


async def test_a_series_is_renamed_from_a_day_on(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "R")
        await fill(pilot, name="跨網絡協調會議", since="116.1.1")
        await save(pilot)
        assert "PIF-10 已更名" in notes(pilot)
    assert registry.series_show(office, "跨網絡協調會議", 2026).series.name == "強化社會安全網跨網絡會議"
    assert registry.series_show(office, "強化社會安全網跨網絡會議", 2027).series.name == "跨網絡協調會議"


async def test_an_alias_is_added_found_and_taken_away(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "a")
        await fill(pilot, alias="三方會談")
        await save(pilot)
        pilot.app.screen.show_query("三方會談")
        await settle(pilot)
        assert pilot.app.screen.in_hand() == "PIF-10"

        await press(pilot, "a")
        await fill(pilot, alias="少輔會")
        await save(pilot)
        assert "這個名稱已由" in error_of(pilot, "alias")
        await fill(pilot, alias="三方會談")
        await press(pilot, "ctrl+d")
    assert "三方會談" not in registry.series_show(office, "PIF-10").series.aliases


async def test_a_series_with_sittings_still_planned_is_given_up_only_with_a_reason(planned_office, tmp_path):
    office = planned_office
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-15")
        await press(pilot, "r")
        await fill(pilot, on="115.12.1")
        await save(pilot)
        assert isinstance(pilot.app.screen, AskText)
        assert "尚有" in picture(pilot.app)
        await press(pilot, "escape")
        assert registry.series_show(office, "PIF-15").series.retired_on is None

        await save(pilot)
        await pilot.press(*"stopped")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Series)
        assert "已登記停用" in notes(pilot)

        await on(pilot, "PIF-15")
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, YesNo)
        await press(pilot, "enter")
    assert registry.series_show(office, "PIF-15").series.retired_on is None
    december = [one for one in builders.sittings(office, "PIF-15") if one.day >= "2026-12-01"]
    assert {one.status for one in december} == {"cancelled"}


async def test_what_was_typed_in_a_form_that_is_left_comes_back(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "e")
        await fill(pilot, note="打到一半")
        await press(pilot, "escape", "e")

        assert pilot.app.screen.form.field("note").text == "打到一半"


async def test_typing_in_the_line_above_narrows_and_escape_leads_back_step_by_step(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await press(pilot, "g")
        await press(pilot, "slash")
        await pilot.press(*"PHB")
        await settle(pilot)
        assert pilot.app.screen.table.total < 21
        await press(pilot, "enter", "enter")
        assert pilot.app.screen.has_class("-reading")
        await press(pilot, "escape", "escape")
        assert pilot.app.screen.table.total == 21
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Series)


async def test_a_locked_database_refuses_at_saving_and_keeps_what_was_typed(office, tmp_path, monkeypatch):
    monkeypatch.setattr("meetingtui.store.engine.BUSY_SECONDS", 0.1)
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "e")
        await fill(pilot, note="存不了")
        with closing(sqlite3.connect(office.location.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await save(pilot)
        assert isinstance(pilot.app.screen, EditSeries)
        assert pilot.app.screen.form.field("note").text == "存不了"
        assert pilot.app.screen.query_one(".dialog--error").visual.plain

        await save(pilot)
        assert isinstance(pilot.app.screen, Series)
