"""A new sitting: extraordinary, joint or of an outside host, with clashes said before it is saved."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual import events

from meetingtui.services import guests
from meetingtui.services.office import Office
from meetingtui.tui.dialogs.ask import AskDespite
from meetingtui.tui.dialogs.new_sitting import NewSittingDialog
from tests import builders
from tests.tui.sittings_app import SittingsApp, notes, place, screen_text, settle, type_text


@pytest.fixture
def app(planned_office: Office, choices: Any) -> SittingsApp:
    return SittingsApp(lambda: planned_office, choices)


def newest(office: Office) -> Any:
    return max(builders.sittings(office), key=lambda one: one.id)


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
