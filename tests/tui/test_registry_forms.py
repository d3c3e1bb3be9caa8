"""Editing the registry from the screen: refusals at their field, history kept, both sides of a conflict shown."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

from meetingtui.services import agencies, contacts, holders, registry, series, series_rules, tracks
from meetingtui.services.contacts import ContactForm
from meetingtui.tui.dialogs.appoint import Appoint
from meetingtui.tui.dialogs.ask import AskText, YesNo
from meetingtui.tui.dialogs.edit_rule import EditRule
from meetingtui.tui.dialogs.edit_series import EditSeries, NewSeries
from meetingtui.tui.dialogs.import_contacts import ImportContacts
from meetingtui.tui.screens.registry import Registry
from meetingtui.tui.screens.series import Series
from tests import builders
from tests.tui.registry_desk import desk, error_of, fill, notes, press, save, settle
from tests.tui.screen_picture import picture


async def on(pilot, code: str) -> None:
    """Put the cursor on an entry of the list that is shown."""
    assert pilot.app.screen.table.move_to(code)
    await settle(pilot)


# ----- series


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


# ----- who presides


async def test_the_chair_is_replaced_and_all_later_sittings_follow(planned_office, tmp_path):
    """Journey 6: series, holders, name and day."""
    office = planned_office
    holders.appoint(office, "DMAG", "王舊任", date(2024, 1, 1))
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-05")
        await press(pilot, "h")
        dialog = pilot.app.screen
        assert isinstance(dialog, Appoint)
        assert dialog.form.field("post").text == "副縣長"
        assert dialog.form.field("person").entry.has_focus
        assert "王舊任（113.1.1起）" in picture(pilot.app)

        await pilot.press(*"Chen")
        await press(pilot, "enter")
        await pilot.press(*"115.11.23")
        await settle(pilot)
        assert "場待召開" in picture(pilot.app)
        await save(pilot)

        assert isinstance(pilot.app.screen, Series)
        assert "行事曆邀請須再送出" in notes(pilot)
    for sitting in builders.sittings(office, "PIF-05"):
        assert sitting.chair_person == ("Chen" if sitting.day >= "2026-11-23" else "王舊任")


async def test_a_post_may_be_vacant_from_a_day_on(planned_office, tmp_path):
    office = planned_office
    holders.appoint(office, "DMAG", "王舊任", date(2024, 1, 1))
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-05")
        await press(pilot, "h")
        await press(pilot, "ctrl+d")
        assert error_of(pilot, "since")
        await fill(pilot, since="115.12.1")
        await press(pilot, "ctrl+d")
        assert "已登記任職異動" in notes(pilot)
    assert registry.post_show(office, "DMAG").holders[0].valid_to == "2026-12-01"


async def test_the_same_person_is_not_appointed_twice(office, tmp_path):
    holders.appoint(office, "DMAG", "王舊任", date(2024, 1, 1))
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-05")
        await press(pilot, "h")
        await fill(pilot, person="王舊任", since="115.12.1", email="不是信箱")
        await save(pilot)
        assert "不是電子郵件地址" in error_of(pilot, "email")
        await fill(pilot, email="")
        await save(pilot)
        assert "不必再登記" in error_of(pilot, "person")


# ----- agencies, posts, contacts


async def test_an_agency_holds_two_networks_and_is_found_by_its_alias(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await press(pilot, "g", "n")
        await fill(pilot, code="cab", name="民政處", networks="民政、戶政", aliases="民政單位")
        await save(pilot)
        assert isinstance(pilot.app.screen, Registry)
        await press(pilot, "slash")
        await pilot.press(*"CAB")
        await settle(pilot)
        assert "民政、戶政" in picture(pilot.app)
    added = registry.agency_show(office, "民政單位").agency
    assert (added.code, added.networks) == ("CAB", ("民政", "戶政"))


async def test_an_agency_that_hosts_is_not_given_up(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await press(pilot, "g")
        await on(pilot, "PB")
        await press(pilot, "r")
        await save(pilot)
        assert "仍是" in picture(pilot.app)
    assert registry.agency_show(office, "PB").agency.retired_on is None


async def test_an_agency_is_renamed_given_up_and_taken_up_again(office, tmp_path):
    agencies.add(office, agencies.AgencyForm(code="OLD", name="舊機關"))
    async with desk(office, tmp_path) as pilot:
        await press(pilot, "g")
        await on(pilot, "OLD")
        await press(pilot, "R")
        await fill(pilot, name="新機關", since="115.11.1")
        await save(pilot)
        await press(pilot, "r")
        await save(pilot)
        assert "115.11.22停用" in picture(pilot.app)
        await on(pilot, "OLD")
        await press(pilot, "r", "enter")
        await settle(pilot)
        assert "已恢復使用" in notes(pilot)
    found = registry.agency_show(office, "OLD")
    assert (found.agency.name, found.agency.retired_on, found.former) == ("新機關", None, (("2026-11-01", "舊機關"),))


async def test_a_post_shows_its_holders_through_the_years(office, tmp_path):
    holders.appoint(office, "DMAG", "王舊任", date(2024, 1, 1))
    async with desk(office, tmp_path) as pilot:
        await press(pilot, "o")
        await on(pilot, "DMAG")
        await press(pilot, "h")
        await fill(pilot, person="陳新任", since="115.12.25")
        await save(pilot)
        seen = picture(pilot.app)
        assert "王舊任" in seen
        assert "陳新任" in seen
        assert "自115年12月25日（星期五）起任副縣長" in notes(pilot)

        await press(pilot, "n")
        await fill(pilot, code="SEC", name="秘書長", agency="屏東縣政府")
        await save(pilot)
    assert registry.post_show(office, "秘書長").post.agency == "GOV"


async def test_a_contact_is_added_corrected_and_given_up(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await press(pilot, "c", "n")
        await fill(pilot, agency="警察局", name="林小明", title="承辦人", email="lin example")
        await save(pilot)
        assert "不是電子郵件地址" in error_of(pilot, "email")
        await fill(pilot, email="lin@example.gov.tw")
        await save(pilot)
        assert "林小明" in picture(pilot.app)
        await press(pilot, "e")
        await fill(pilot, phone="08-7320415")
        await save(pilot)
        await press(pilot, "r")
        await save(pilot)
        assert "停用" in picture(pilot.app)
    one = contacts.show(office, "林小明")
    assert (one.agency, one.phone, one.retired_on) == ("PB", "08-7320415", "2026-11-22")


async def test_contacts_are_imported_from_a_list_with_a_preview(office, tmp_path):
    contacts.add(office, ContactForm("PB", "承辦人", "林小明", phone="08-1"))
    path = tmp_path / "名單.csv"
    path.write_text(
        "單位,職稱,姓名,電子郵件,電話\n警察局,承辦人,林小明,lin@example.gov.tw,\n衛生局,科員,[b]張三,,08-1\n火星局,x,y,,\n",
        encoding="utf-8",
    )
    async with desk(office, tmp_path) as pilot:
        await press(pilot, "c", "I")
        dialog = pilot.app.screen
        assert isinstance(dialog, ImportContacts)
        dialog._path.text = str(path)
        await press(pilot, "enter")
        seen = picture(pilot.app)
        assert "新增1人，更新1人，相同0人，問題1處" in seen
        assert "[b]張三" in seen
        assert "火星局" in seen
        assert len(contacts.listing(office)) == 1

        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, YesNo)
        await press(pilot, "enter")
        assert "已匯入：新增1人，更新1人" in notes(pilot)
        assert {(one.name, one.email) for one in contacts.listing(office)} == {
            ("林小明", "lin@example.gov.tw"), ("[b]張三", ""),
        }  # fmt: skip
        await press(pilot, "u")
    assert [one.email for one in contacts.listing(office)] == [""]


async def test_a_file_that_is_no_list_is_refused_in_the_dialog(office, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04broken")
    async with desk(office, tmp_path) as pilot:
        await press(pilot, "c", "I")
        for name in ("nowhere.csv", "x.xlsx"):
            pilot.app.screen._path.text = str(tmp_path / name)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, ImportContacts)
            assert pilot.app.screen.query_one(".dialog--error").visual.plain


# ----- tracks, members, rules


async def test_proposed_tracks_are_accepted_and_the_check_agrees(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-16")
        await press(pilot, "t")
        assert "待確認" in picture(pilot.app)
        await press(pilot, "A")
        assert "已確認2個分區" in notes(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen.query_one("#check").visual.plain.startswith("✓")
    assert all(not track.proposed for track in registry.track_list(office, "PIF-16"))


async def test_a_track_is_opened_corrected_and_closed(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-14")
        await press(pilot, "t", "n")
        await fill(pilot, name="第8中心", agency="家庭中心", townships="三地門鄉，霧臺鄉", since="116.1.1")
        await save(pilot)
        await on(pilot, "T8")
        await press(pilot, "e")
        await fill(pilot, chair="第7中心主任")
        await save(pilot)
        await on(pilot, "T7")
        await press(pilot, "r")
        await fill(pilot, on="116.1.1")
        await save(pilot)
    found = {track.code: track for track in registry.track_list(office, "PIF-14")}
    assert found["T8"].townships == ("三地門鄉", "霧臺鄉")
    assert (found["T8"].chair, found["T8"].valid_from) == ("FAM-7", "2027-01-01")
    assert found["T7"].valid_to == "2027-01-01"


async def test_a_name_that_another_track_bears_is_refused_at_the_field(office, tmp_path):
    taken = tracks.form(office, "PIF-14", "T1").name
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-14")
        await press(pilot, "t", "n")
        await fill(pilot, name=taken)
        await save(pilot)
        assert "這個名稱已由" in error_of(pilot, "name")


async def test_members_are_asked_change_their_role_and_leave(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "m", "n")
        await fill(pilot, agency="屏東地方法院", role="列席")
        await save(pilot)
        assert "名單中" in error_of(pilot, "agency")
        await fill(pilot, agency="長照中心")
        await save(pilot)
        added = member(office, "LTC")
        assert added.role == "observer"

        await on(pilot, added.id)
        await press(pilot, "e")
        await fill(pilot, role="出席", since="")
        await save(pilot)
        assert member(office, "LTC").role == "attendee"
        await on(pilot, added.id)
        await press(pilot, "r")
        await save(pilot)
    assert member(office, "LTC", 2027) is None


async def test_a_member_gets_a_seat_and_a_rule_its_quorum(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "k")
        await fill(pilot, since="", quorum="過半數")
        await save(pilot)
        await press(pilot, "m", "e")
        await fill(pilot, since="", seat="機關代表", title="處長", delegable="須親自出席")
        await save(pilot)
        assert "機關代表" in picture(pilot.app)
    detail = registry.series_show(office, "PIF-10")
    assert detail.rules[0].quorum == ">1/2"
    [seat] = [one for one in detail.series.members if one.seat]
    assert (seat.seat, seat.title, seat.delegable, seat.role) == ("official", "處長", False, "attendee")


def member(office, agency, year=None):
    there = registry.series_show(office, "PIF-10", year).series.members
    return next((one for one in there if one.agency == agency), None)


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
