"""Printing from the app, through a real CUPS to printers that listen on a socket."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from meetingtui.tui.dialogs.paper_out import PrintPaper, SavePaper
from tests.services.cups_desk import Cups, Paper, free_port, needs_cupsd, running
from tests.tui.sitting_parts_app import part_of, press_and_settle
from tests.tui.sittings_app import notes, screen_text, type_text
from tests.tui.test_notice_page import until_told

pytestmark = needs_cupsd
NUMBER = "PIF-10-115-03"


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    """A printing system without any printer in it."""
    with running() as system:
        monkeypatch.setenv("CUPS_SERVER", system.address)
        yield system


@pytest.fixture
def paper(cups: Cups) -> Iterator[Paper]:
    """The printer `Office`, which keeps what it is sent."""
    listener = Paper()
    cups.queue("Office", listener.port)
    yield listener
    listener.close()


async def test_two_keys_print_and_the_app_says_when_it_is_on_paper(planned_office, choices, paper):
    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        await press_and_settle(pilot)("p", "ctrl+s")
        await until_told(pilot, "已送交印表機")
        assert "「Office」：已送交印表機。" in notes(pilot.app)

    assert [one[:5] for one in paper.received] == [b"%PDF-"]


async def test_copies_and_both_sides_reach_the_printer(planned_office, choices, cups, paper):
    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        press = press_and_settle(pilot)
        await press("p", "tab")
        await type_text(pilot, "2")
        await press("tab")
        await type_text(pilot, "雙")
        await press("tab", "ctrl+s")
        await until_told(pilot, "已送交印表機")

    assert b"two-sided-long-edge" in cups.jobs()[-1]
    assert b"".join(paper.received).count(b"%PDF-") == 2


async def test_among_several_without_a_default_the_user_chooses(planned_office, choices, cups, paper):
    cups.queue("Cellar", free_port())

    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        press = press_and_settle(pilot)
        await press("p", "ctrl+s")
        assert isinstance(pilot.app.screen, PrintPaper)
        await type_text(pilot, "off")
        await press("tab", "ctrl+s")
        await until_told(pilot, "已送交印表機")

    assert len(paper.received) == 1


async def test_a_printer_that_is_off_is_told_with_the_way_to_take_the_job_back(planned_office, choices, cups):
    cups.queue("Cellar", free_port())

    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        await press_and_settle(pilot)("p", "ctrl+s")
        await until_told(pilot, "等待中")
        assert "沒有開機" in notes(pilot.app)
        assert "cancel Cellar-" in notes(pilot.app)


async def test_a_paused_printer_says_so_in_the_dialog_and_nothing_is_printed(planned_office, choices, cups, paper):
    cups.command("cupsdisable", "-r", "out of paper", "Office")

    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        await press_and_settle(pilot)("p", "ctrl+s")
        assert isinstance(pilot.app.screen, PrintPaper)
        assert "請先恢復，或改選其他印表機" in screen_text(pilot.app)

    assert cups.jobs() == []


async def test_a_printer_that_goes_while_the_dialog_is_open_is_named(planned_office, choices, cups, paper):
    cups.queue("Second", paper.port)

    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        press = press_and_settle(pilot)
        await press("p")
        await type_text(pilot, "office")
        await press("tab")
        cups.command("lpadmin", "-x", "Office")
        await press("ctrl+s")
        assert "沒有印表機「Office」" in screen_text(pilot.app)


async def test_what_was_chosen_for_printing_is_not_kept_as_something_unsaved(planned_office, choices, cups, paper):
    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        press = press_and_settle(pilot)
        await press("p", "tab")
        await type_text(pilot, "7")
        await press("escape")
        assert pilot.app.unsaved == 0
        await press("p")
        assert pilot.app.screen.form.field("copies").text == "1"


async def test_a_service_that_is_down_is_named_and_the_file_offered(planned_office, choices, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{free_port()}")

    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        await press_and_settle(pilot)("p")
        assert isinstance(pilot.app.screen, SavePaper)
        assert "列印服務（CUPS）沒有啟動" in notes(pilot.app)
