"""Every turn in the life of one sitting, by keys: added, moved, postponed, cancelled, held, credited, arranged."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual import events

from meetingtui.services import attendance, guests, holding, scheduling, sessions
from meetingtui.services.office import Office
from meetingtui.tui.dialogs.ask import AskDespite, YesNo
from meetingtui.tui.dialogs.move_sitting import MoveSitting
from meetingtui.tui.dialogs.new_sitting import NewSittingDialog
from tests import builders
from tests.tui.sittings_app import SittingsApp, notes, place, put_cursor, screen_text, settle, type_text


@pytest.fixture
def app(planned_office: Office, choices: Any) -> SittingsApp:
    return SittingsApp(lambda: planned_office, choices)


def newest(office: Office) -> Any:
    return max(builders.sittings(office), key=lambda one: one.id)


# ----- a new sitting


async def test_an_extraordinary_case_conference_with_guests_by_network(
    app: SittingsApp, planned_office: Office
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n", "exclamation_mark")
        await type_text(pilot, "高危機")
        await pilot.press("enter", "enter")
        await type_text(pilot, "12/2 10:00")
        await pilot.press("tab")
        await type_text(pilot, "學 就 治")
        await settle(pilot)
        assert "教育處、勞青處、警察局" in screen_text(app)
        await pilot.press("ctrl+s")
        await settle(pilot)

        one = newest(planned_office)
        assert (one.number, one.start) == ("PIF-15-115-X01", "2026-12-02T10:00:00+08:00")
        registry = planned_office.registry()
        assert [two.name for two in guests.asked_this_time(planned_office, registry, one)] == ["勞青處"]
        assert place(app).in_hand() == one.id
        assert "已新增 PIF-15-115-X01" in notes(app)


async def test_a_full_width_exclamation_mark_over_a_filled_field_brings_its_text_back(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await type_text(pilot, "PIF-05")
        await settle(pilot)
        dialog = app.screen
        assert isinstance(dialog, NewSittingDialog)
        dialog.set_focus(dialog.form.field("room").entry)
        await settle(pilot)
        dialog.form.field("room").entry.post_message(events.Key("fullwidth_exclamation_mark", "！"))
        await settle(pilot)

        assert dialog.form.field("room").text == "屏東縣政府第一會議室"
        assert dialog.form.field("kind").text == "臨時"


async def test_an_exclamation_mark_in_a_note_is_text(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 30)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        dialog = app.screen
        assert isinstance(dialog, NewSittingDialog)
        dialog.set_focus(dialog.form.field("note").entry)
        await pilot.press("exclamation_mark")
        await settle(pilot)

        assert dialog.form.field("note").text == "!"
        assert dialog.form.field("kind").text == "定期"


async def test_a_joint_sitting_counts_for_both_duties(app: SittingsApp, planned_office: Office) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await type_text(pilot, "兒少委員會")
        await settle(pilot)
        assert "兒少權益保障1、少年輔導委員會1、場次1" in screen_text(app)
        await pilot.press("enter", "enter")
        await type_text(pilot, "12/14")
        await pilot.press("ctrl+s")
        await settle(pilot)

        one = newest(planned_office)
        assert one.series == "PIF-02"
        assert [credit.series for credit in one.credits] == ["PIF-02-A", "PIF-02-B"]


async def test_a_meeting_of_an_outside_host_needs_no_notice(app: SittingsApp, planned_office: Office) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await type_text(pilot, "外部召開")
        await settle(pilot)
        await pilot.press("down", "up", "enter", "enter")
        await type_text(pilot, "12/3")
        await settle(pilot)
        assert "不計入本府場次" in screen_text(app)
        dialog = app.screen
        assert isinstance(dialog, NewSittingDialog)
        dialog.form.field("note").text = "我方代表：社工科"
        await pilot.press("ctrl+s")
        await settle(pilot)

        one = newest(planned_office)
        assert one.external
        assert one.note == "我方代表：社工科"


async def test_the_track_is_asked_for_only_where_there_are_tracks(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 30)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        dialog = app.screen
        assert isinstance(dialog, NewSittingDialog)
        track = dialog.form.field("track")
        assert not track.display
        await type_text(pilot, "PIF-14")
        await settle(pilot)
        assert track.display
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert track.error


async def test_a_clash_is_said_before_saving_and_overruled_with_a_reason(
    app: SittingsApp, planned_office: Office
) -> None:
    there = builders.sittings(planned_office, "PIF-05")[-1]
    day = date.fromisoformat(there.day)
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await type_text(pilot, "PIF-01")
        await pilot.press("tab")
        await type_text(pilot, f"{day.month}/{day.day} 14:00")
        await settle(pilot)
        assert "副縣長" in screen_text(app)
        assert "治安會議" in screen_text(app)

        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, AskDespite)
        await type_text(pilot, "縣長指示")
        await pilot.press("enter")
        await settle(pilot)

        one = newest(planned_office)
        assert (one.series, one.day, one.reason) == ("PIF-01", there.day, "縣長指示")


async def test_what_was_typed_comes_back_after_leaving(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await type_text(pilot, "治安會議")
        await pilot.press("tab")
        await type_text(pilot, "12/9")
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is place(app)
        assert app.unsaved == 1

        await pilot.press("n")
        await settle(pilot)
        dialog = app.screen
        assert isinstance(dialog, NewSittingDialog)
        assert dialog.form.field("start").text == "12/9"
        assert app.unsaved == 0

        await pilot.press("ctrl+n")
        await settle(pilot)
        assert dialog.form.field("start").text == ""


async def test_pasted_lines_become_one_and_are_understood(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        assert app.focused is not None
        app.focused.post_message(events.Paste("治安\n會議"))
        await settle(pilot)
        dialog = app.screen
        assert isinstance(dialog, NewSittingDialog)
        assert dialog.series is not None
        assert dialog.series.code == "PIF-05"


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


async def test_starting_over_begins_a_new_sitting_anew(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        empty = screen_text(app)
        for _time in range(2):
            await type_text(pilot, "PIF-05")
            await pilot.press("enter", "enter")
            await type_text(pilot, "12/9")
            await settle(pilot)
            dialog = app.screen
            assert isinstance(dialog, NewSittingDialog)
            assert dialog.form.field("minutes").text == "120"
            assert dialog.form.field("room").text == "屏東縣政府第一會議室"
            assert "治安會議" in screen_text(app)

            await pilot.press("ctrl+n")
            await settle(pilot)
            assert not any(text for key, text in dialog.form.texts.items() if key != "kind")
            assert app.focused is dialog.form.field("series").entry
            assert screen_text(app).splitlines()[:-1] == empty.splitlines()[:-1]


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


async def test_the_key_that_takes_an_offer_of_the_query_stands_beside_it(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        await type_text(pilot, "狀態:預")
        await pilot.pause()
        assert "預定  Tab" in screen_text(app)

        await pilot.press("tab")
        await pilot.pause()
        assert "狀態:預定" in screen_text(app)


async def test_a_note_goes_with_the_next_key_once_it_could_be_seen(app: SittingsApp, monkeypatch: Any) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.told("已登記。")
        await pilot.press("down")
        assert "已登記" in notes(app)

        monkeypatch.setattr("meetingtui.tui.shell.SEEN", 0)
        await pilot.press("down")
        assert notes(app) == ""
