"""文件 in the app: the paper as it will be printed, page count, masked or full, print and save."""

from __future__ import annotations

from meetingtui.services import agenda, papers, printing, sessions
from meetingtui.services.agenda_items import ItemForm
from meetingtui.tui.dialogs.paper_out import SavePaper
from meetingtui.tui.screens.papers import PapersPage
from tests.tui.sitting_parts_app import part_of, press_and_settle
from tests.tui.sittings_app import notes, screen_text, settle, type_text

NUMBER = "PIF-10-115-03"


async def test_the_preview_shows_every_line_of_the_paper(planned_office, choices):
    agenda.add(planned_office, NUMBER, ItemForm("discussion", "通報流程"))

    async with part_of(planned_office, NUMBER, "v", choices, size=(100, 60)) as pilot:
        text = screen_text(pilot.app)
        shown = papers.text(papers.build(planned_office, "minutes", NUMBER), 96)

        assert all(line.strip() in text for line in shown if line.strip())


async def test_left_and_right_turn_to_the_other_papers_and_each_says_its_pages(planned_office, choices):
    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        press = press_and_settle(pilot)
        seen = []
        for _turn in range(5):
            page = pilot.app.screen
            assert isinstance(page, PapersPage)
            seen.append(page.paper)
            assert "A4共" in screen_text(pilot.app)
            await press("right")

        assert set(seen) == {"minutes", "agenda", "notice", "signin", "actions"}


async def test_a_paper_is_saved_in_a_format_of_choice_and_another_file_only_after_a_question(
    planned_office, choices, tmp_path
):
    target = tmp_path / "紀錄.odt"
    target.write_bytes(b"mine")

    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        press = press_and_settle(pilot)
        await press("s")
        await type_text(pilot, "odt")
        await press("tab", "tab", "ctrl+u")
        dialog = pilot.app.screen
        assert isinstance(dialog, SavePaper)
        dialog.form.field("path").text = str(target)
        await press("ctrl+s")
        assert target.read_bytes() == b"mine"
        await press("y")
        assert "已存到" in notes(pilot.app)

    assert target.read_bytes().startswith(b"PK")


async def test_without_a_printer_it_says_why_and_offers_the_file(planned_office, choices):
    try:
        printing.printers()
    except printing.CannotPrint:
        pass
    else:  # a machine with a printer: nothing to say here
        return

    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        await press_and_settle(pilot)("p")

        assert isinstance(pilot.app.screen, SavePaper)
        assert notes(pilot.app)


async def test_notices_are_laid_ready_for_mail_and_the_sitting_counts_as_noticed(planned_office, choices):
    number = "PIF-15-115-22"

    async with part_of(planned_office, number, "f", choices) as pilot:
        await press_and_settle(pilot)("o")
        for _turn in range(50):
            await pilot.pause(0.1)
            if notes(pilot.app):
                break
        await settle(pilot)

    assert sessions.show(planned_office, number).status == "noticed"
    made = list((choices.data_folder / "exports" / number).glob("*.eml"))
    assert made
    assert all(b"text/calendar" in one.read_bytes() for one in made)
