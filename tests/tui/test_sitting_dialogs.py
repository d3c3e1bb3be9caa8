"""What happens to a sitting, in dialogs: moved, postponed, cancelled, held, credited, arranged, held together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from meetingtui.services import attendance, holding, scheduling, sessions
from meetingtui.services.office import Office
from meetingtui.tui.dialogs.ask import AskDespite, YesNo
from meetingtui.tui.dialogs.move_sitting import MoveSitting
from tests import builders
from tests.tui.sittings_app import SittingsApp, notes, place, put_cursor, screen_text, settle, type_text


@pytest.fixture
def app(planned_office: Office, choices: Any) -> SittingsApp:
    return SittingsApp(lambda: planned_office, choices)


# ----- moved, postponed, cancelled


async def test_a_sitting_is_moved_by_arrows_with_what_it_breaks_said_at_once(
    app: SittingsApp, planned_office: Office
) -> None:
    one = builders.sittings(planned_office, "PIF-15")[-1]
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, one.number)
        await pilot.press("m", "down", "down", "down", "down", "down")
        await settle(pilot)
        assert "應出席" not in screen_text(app)
        await pilot.press("pagedown")
        await settle(pilot)
        assert isinstance(app.screen, MoveSitting)
        assert app.screen.form.field("to").text == "115.12.12 14:00"
        assert "應召開的時段" in screen_text(app)
        await pilot.press("pageup")
        await settle(pilot)
        await pilot.press("tab", "down", "enter", "enter")
        await settle(pilot)

        if isinstance(app.screen, AskDespite):
            await pilot.press("enter")
            await settle(pilot)
        moved = sessions.show(planned_office, one.id)
        assert moved.day == "2026-12-19"
        assert moved.number == one.number
        assert moved.reason == "主席另有公務"


async def test_a_date_typed_takes_the_place_of_the_old_one(app: SittingsApp, planned_office: Office) -> None:
    one = builders.sittings(planned_office, "PIF-15")[-1]
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, one.number)
        await pilot.press("m")
        await type_text(pilot, "１２月３０日")
        await settle(pilot)
        assert "115年12月30日（星期三）下午2時" in screen_text(app)


async def test_a_reason_is_asked_for_at_its_field(app: SittingsApp, planned_office: Office) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        sitting = place(app).in_hand()
        await pilot.press("x", "enter")
        await settle(pilot)
        assert "請填寫事由。" in screen_text(app)

        await type_text(pilot, "颱風")
        await pilot.press("enter")
        await settle(pilot)
        assert sitting is not None
        assert sessions.show(planned_office, sitting).status == "cancelled"
        assert place(app).in_hand() == sitting


async def test_a_sitting_is_postponed_without_a_date(app: SittingsApp, planned_office: Office) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        sitting = place(app).in_hand()
        assert sitting is not None
        await pilot.press("o")
        await type_text(pilot, "場地整修")
        await pilot.press("enter", "enter")
        await settle(pilot)

        one = sessions.show(planned_office, sitting)
        assert (one.status, one.day, one.postponed_times) == ("postponed", "", 1)
        assert "日期待定" in notes(app)


async def test_both_sides_are_shown_when_somebody_else_saved_first(app: SittingsApp, planned_office: Office) -> None:
    one = builders.sittings(planned_office, "PIF-15")[-1]
    other = builders.open_office(planned_office.location.path or "", who="同事")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, one.number)
        await pilot.press("m")
        await type_text(pilot, "12/30")
        await pilot.press("tab")
        await type_text(pilot, "主席公出")
        holding.arrange(other, one.id, room="同事訂的[/會議室]")
        await pilot.press("enter")
        await settle(pilot)

        assert isinstance(app.screen, YesNo)
        shown = screen_text(app)
        assert "同事訂的[/會議室]" in shown
        assert "12/30" in shown
        await pilot.press("enter")
        await settle(pilot)

        moved = sessions.show(planned_office, one.id)
        assert (moved.day, moved.room) == ("2026-12-30", "同事訂的[/會議室]")
    other.close()


async def test_a_refusal_stays_in_the_dialog_with_what_was_typed(app: SittingsApp, planned_office: Office) -> None:
    one = builders.sittings(planned_office, "PIF-15")[-1]
    scheduling.lock(planned_office, one.number)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, one.number)
        await pilot.press("m")
        await type_text(pilot, "12/30")
        await pilot.press("tab")
        await type_text(pilot, "事由")
        await pilot.press("enter")
        await settle(pilot)

        assert isinstance(app.screen, MoveSitting)
        assert "已鎖定" in screen_text(app)
        assert app.screen.form.field("to").text == "12/30"


# ----- held, credited, arranged, chaired


async def test_a_sitting_is_held_with_about_seventeen_people(app: SittingsApp, planned_office: Office) -> None:
    one = [sitting for sitting in builders.sittings(planned_office, "PIF-15") if sitting.day < "2026-11-22"][-1]
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, one.number)
        await pilot.press("h")
        await type_text(pilot, "約17")
        await settle(pilot)
        assert "約17人次" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)

        held = sessions.show(planned_office, one.id)
        assert (held.status, held.person_times, held.person_times_about) == ("held", 17, True)

        await pilot.press("h")
        await type_text(pilot, "登記錯誤")
        await pilot.press("enter")
        await settle(pilot)
        assert sessions.show(planned_office, one.id).status == "planned"


async def test_a_sitting_of_tomorrow_is_not_held_yet(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("h", "enter")
        await settle(pilot)
        assert "尚未到期" in screen_text(app)


async def test_a_case_meeting_is_credited_to_a_track_and_the_credit_taken_back(
    app: SittingsApp, planned_office: Office
) -> None:
    async with app.run_test(size=(90, 30)) as pilot:
        await settle(pilot)
        sitting = place(app).in_hand()
        assert sitting is not None
        await pilot.press("b")
        await type_text(pilot, "PIF-14")
        await pilot.press("enter", "enter")
        await type_text(pilot, "T3")
        await pilot.press("tab")
        await type_text(pilot, "以個案研討召開")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [(one.series, one.track) for one in sessions.show(planned_office, sitting).credits] == [("PIF-14", "T3")]

        await pilot.press("b")
        await type_text(pilot, "PIF-14")
        await pilot.press("tab", "ctrl+d")
        await settle(pilot)
        assert not sessions.show(planned_office, sitting).credits


async def test_the_first_deputy_presides_by_two_keys(app: SittingsApp, planned_office: Office) -> None:
    one = builders.sittings(planned_office, "PIF-02")[-1]
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, one.number)
        await pilot.press("c")
        await settle(pilot)
        assert "第1順位　社會處處長" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        assert sessions.show(planned_office, one.id).acting == "社會處處長"
        assert "代理社會.." in screen_text(app)

        await pilot.press("c", "end", "enter")
        await settle(pilot)
        assert sessions.show(planned_office, one.id).acting == ""


async def test_room_and_note_are_arranged_for_one_sitting_only(app: SittingsApp, planned_office: Office) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        sitting = place(app).in_hand()
        assert sitting is not None
        await pilot.press("e")
        await type_text(pilot, "潮州鎮公所")
        await pilot.press("tab", "tab", "tab")
        await type_text(pilot, "備妥投影機")
        await pilot.press("ctrl+s")
        await settle(pilot)

        one = sessions.show(planned_office, sitting)
        assert (one.room, one.note) == ("潮州鎮公所", "備妥投影機")


async def test_other_networks_are_asked_to_a_sitting_on_the_books(app: SittingsApp, planned_office: Office) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        sitting = place(app).in_hand()
        assert sitting is not None
        await pilot.press("g")
        await type_text(pilot, "學 不存在")
        await pilot.press("enter")
        await settle(pilot)
        assert "找不到網絡或機關「不存在」" in screen_text(app)

        await pilot.press("ctrl+u")
        await type_text(pilot, "學 就")
        await pilot.press("enter")
        await settle(pilot)
        assert {"教育處", "勞青處"} <= {one.name for one in attendance.of(planned_office, sitting)}


# ----- held together


async def test_a_sitting_is_held_together_with_another_found_by_its_date(
    app: SittingsApp, planned_office: Office
) -> None:
    host = builders.sittings(planned_office, "PIF-05")[-1]
    day = date.fromisoformat(host.day)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, "PIF-10-115-03")
        await pilot.press("j")
        await type_text(pilot, f"{day.month}/{day.day}")
        await pilot.press("enter", "tab")
        await type_text(pilot, "議題相同")
        await pilot.press("ctrl+s")
        await settle(pilot)

        assert "PIF-10-115-03 已併開" in notes(app)
        assert place(app).in_hand() == sessions.show(planned_office, "PIF-10-115-03").id
    merged = sessions.show(planned_office, "PIF-10-115-03")
    assert (merged.status, merged.merged_into, merged.reason) == ("merged", host.id, "議題相同")
    assert "PIF-10" in {one.series for one in sessions.show(planned_office, host.id).credits}


async def test_what_stands_no_longer_is_not_merged_and_says_why(app: SittingsApp, planned_office: Office) -> None:
    scheduling.cancel(planned_office, "PIF-10-115-03", reason="取消")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, "PIF-10-115-03")
        await pilot.press("ctrl+n")
        await settle(pilot)

        assert len(app.screen_stack) == 1
        assert "不能併開" in notes(app)


async def test_a_merge_waits_for_a_choice_and_a_reason(app: SittingsApp, planned_office: Office) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, "PIF-10-115-03")
        await pilot.press("j", "ctrl+s")
        await settle(pilot)

        assert "併開：PIF-10-115-03" in screen_text(app)
    assert sessions.show(planned_office, "PIF-10-115-03").status == "planned"


@pytest.mark.parametrize("key", ["m", "o", "x", "c", "g", "j"])
async def test_what_was_held_refuses_a_change_at_once(app: SittingsApp, planned_office: Office, key: str) -> None:
    holding.hold(planned_office, "PIF-10-115-01", person_times=20)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, "PIF-10-115-01")
        await pilot.press(key)
        await settle(pilot)

        assert app.screen is place(app)
        assert "請先取消「已召開」的登記" in notes(app)
