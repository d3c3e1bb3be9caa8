"""Who presides, agencies, posts and contacts on their forms."""

from __future__ import annotations

from datetime import date

from meetingtui.services import agencies, contacts, holders, registry
from meetingtui.services.contacts import ContactForm
from meetingtui.tui.dialogs.appoint import Appoint
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.import_contacts import ImportContacts
from meetingtui.tui.screens.registry import Registry
from meetingtui.tui.screens.series import Series
from tests import builders
from tests.tui.registry_desk import desk, error_of, fill, notes, on, press, save, settle
from tests.tui.screen_picture import picture

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
        dialog.path.text = str(path)
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
            pilot.app.screen.path.text = str(tmp_path / name)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, ImportContacts)
            assert pilot.app.screen.query_one(".dialog--error").visual.plain
