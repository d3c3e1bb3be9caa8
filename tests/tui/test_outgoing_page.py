"""待補發 in the app: what a change has overtaken, written and noted with one key, reached from 今日."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.sessions import Rule
from meetingtui.services import exporting, history, notices, outgoing, scheduling, sessions
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.screens.outgoing import OutgoingPage
from meetingtui.tui.screens.today import Today
from meetingtui.tui.widgets.record_list import RecordList
from tests.builders import at, pretending
from tests.tui.screen_picture import assert_picture
from tests.tui.sittings_app import notes, screen_text, settle
from tests.tui.test_notice_page import until_told

MOVED, OFF = "PIF-10-115-01", "PIF-01-115-01"


class TodayApp(MeetingApp):
    """The app with one place, so that tests do not wait for the others."""

    PLACES = tuple(entry for entry in MeetingApp.PLACES if entry.mode == "today")


@pytest.fixture
def changed(planned_office):
    """Two sittings were noticed and invited to; then one was moved, the other called off."""
    with pretending(planned_office, date(2026, 1, 5)):
        for number in (MOVED, OFF):
            notices.issue(planned_office, number)
            exporting.note(planned_office, "行事曆檔", [sessions.show(planned_office, number)])
        despite = {Rule.NOTICE, Rule.WINDOW}
        scheduling.move(planned_office, MOVED, at("2026-02-11", "10:00"), reason="主席另有公務", despite=despite)
        scheduling.cancel(planned_office, OFF, reason="無討論案件")
        yield planned_office


async def opened(pilot, *keys: str) -> None:
    await settle(pilot)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def app_on(office, choices) -> TodayApp:
    return TodayApp(lambda: office, choices, ascii_only=False)


async def test_enter_on_a_notice_to_be_sent_again_leads_to_its_line(changed, choices):
    async with app_on(changed, choices).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        page = pilot.app.screen
        assert isinstance(page, Today)
        due = page.query_one("#due", RecordList)
        place = next(number for number, one in enumerate(page.seen.dues) if one.number == OFF)
        due.move_to(f"due:{place}")
        await opened(pilot, "enter")

        page = pilot.app.screen
        assert isinstance(page, OutgoingPage)
        assert page.table.current.id == sessions.show(changed, OFF).id
        assert "已取消：無討論案件" in screen_text(pilot.app)


async def test_one_key_writes_what_goes_out_again_for_all_that_is_ticked(changed, choices):
    async with app_on(changed, choices).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "r", "ctrl+a")
        await pilot.press("o")
        await until_told(pilot, "已寫出")
        assert "沒有待補發的項目" in screen_text(pilot.app)

    assert outgoing.pending(changed) == []
    exports = choices.data_folder / "exports"
    methods = {
        number: next(exports.glob(f"{number}_*/*.ics")).read_bytes().count(b"METHOD:CANCEL") for number in (MOVED, OFF)
    }
    assert methods == {MOVED: 0, OFF: 1}
    assert list(exports.glob(f"{MOVED}_*/*.pdf"))


async def test_what_one_key_has_written_for_several_sittings_is_noted_as_one_change(changed, choices):
    async with app_on(changed, choices).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "r", "ctrl+a")
        await pilot.press("o")
        await until_told(pilot, "已寫出")
        assert "已登記發文" in notes(pilot.app)
        assert "發文字號待補" in notes(pilot.app)

    history.undo(changed)
    left = {(one.session.number, str(one.what)) for one in outgoing.pending(changed)}
    assert left == {(OFF, "notice"), (MOVED, "notice")}


async def test_what_was_sent_by_other_means_is_only_noted_after_a_question(changed, choices):
    async with app_on(changed, choices).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "r", "d")
        assert len(outgoing.pending(changed)) == 4
        await opened(pilot, "y")
        assert "已登記1場" in notes(pilot.app)

    assert len({one.session.number for one in outgoing.pending(changed)}) == 1
    assert not (choices.data_folder / "exports").exists()


async def test_all_that_one_key_notes_is_taken_back_by_one_undo(changed, choices):
    async with app_on(changed, choices).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "r", "ctrl+a", "d", "y")
        assert outgoing.pending(changed) == []

    history.undo(changed)
    assert len(outgoing.pending(changed)) == 4


async def test_enter_shows_the_notice_of_the_line(changed, choices):
    async with app_on(changed, choices).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "r", "enter")

        assert "開會通知" in screen_text(pilot.app)
        assert "尚未補發" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_page_looks_as_it_did(changed, choices, size):
    async with app_on(changed, choices).run_test(size=size) as pilot:
        await opened(pilot, "r")

        assert_picture(pilot.app, f"outgoing-{size[0]}")
