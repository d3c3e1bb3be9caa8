"""文件 in the app: the paper as it will be printed, page count, masked or full, print and save."""

from __future__ import annotations

import os
import sys

import pytest

from meetingtui.services import agenda, papers, printing, sessions
from meetingtui.services.agenda_items import ItemForm
from meetingtui.tui.dialogs.paper_out import SavePaper
from meetingtui.tui.screens.papers import PapersPage
from tests.tui.sitting_parts_app import part_of, press_and_settle
from tests.tui.sittings_app import notes, screen_text, settle, type_text

NUMBER = "PIF-10-115-03"
WARNING = "遮罩本只隱去已知的姓名"


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


async def test_a_masked_paper_says_before_it_leaves_that_it_must_be_read_through(planned_office, choices):
    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        press = press_and_settle(pilot)
        assert WARNING not in screen_text(pilot.app)
        await press("M")
        assert WARNING in screen_text(pilot.app)
        await press("s")
        dialog = pilot.app.screen
        assert isinstance(dialog, SavePaper)
        assert dialog.query_one("#masked").display
        dialog.form.field("version").text = "全文"
        await settle(pilot)
        assert not dialog.query_one("#masked").display


async def test_what_no_font_can_draw_is_named_before_anything_is_printed(planned_office, choices):
    agenda.add(planned_office, NUMBER, ItemForm("discussion", "\ue123案"))

    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        await press_and_settle(pilot)("right")
        assert "U+E123" in screen_text(pilot.app)


async def test_the_notice_of_a_confidential_sitting_says_what_its_mail_cannot_hide(planned_office, choices):
    async with part_of(planned_office, "PIF-15-115-22", "f", choices) as pilot:
        assert "密件：郵件草稿附的是遮罩本" in screen_text(pilot.app)
    async with part_of(planned_office, NUMBER, "f", choices) as pilot:
        assert "密件：" not in screen_text(pilot.app)


@pytest.mark.parametrize(
    "name", ["CON.pdf", "-rf", "../../x", "~nobody-here/x.pdf", "nowhere/x.pdf", "a\tb.pdf", "x" * 300]
)
async def test_a_file_that_cannot_be_written_is_said_in_the_dialog(
    planned_office, choices, tmp_path, monkeypatch, name
):
    (tmp_path / "here" / "below").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here" / "below")

    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        press = press_and_settle(pilot)
        await press("s")
        dialog = pilot.app.screen
        assert isinstance(dialog, SavePaper)
        dialog.form.field("path").text = name
        await press("ctrl+s")
        assert pilot.app.screen is dialog
        said = str(dialog.query_one(".dialog--error").content)
        assert said.endswith("。")

    assert [file for file in tmp_path.rglob("*") if file.suffix in {".pdf", ""} and file.is_file()] == []


@pytest.fixture
def opener(tmp_path, monkeypatch):
    """A program in the place of xdg-open that notes what it is asked to open."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "xdg-open"
    program.write_text(
        f'#!/bin/sh\nprintf "%s" "$1" > "{tmp_path}/asked"\ntest "${{1%.odt}}" = "$1"\n', encoding="utf-8"
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


async def _saved_as(pilot, press, path, form="pdf"):
    await press("s")
    await type_text(pilot, form)
    await press("tab")
    pilot.app.screen.form.field("path").text = str(path)
    await press("ctrl+s")


@pytest.mark.skipif(sys.platform != "linux", reason="files are opened by xdg-open on Linux only")
@pytest.mark.usefixtures("opener")
async def test_a_file_that_was_saved_can_be_opened_where_there_is_a_screen(planned_office, choices, tmp_path):
    choices.has_display = True

    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        press = press_and_settle(pilot)
        assert "打開" not in screen_text(pilot.app)
        await _saved_as(pilot, press, tmp_path / "紀錄.pdf")
        assert "按 o 打開" in notes(pilot.app)
        assert "o 打開" in screen_text(pilot.app)
        await press("o")
        assert (tmp_path / "asked").read_text() == str(tmp_path / "紀錄.pdf")

        await _saved_as(pilot, press, tmp_path / "紀錄.odt", "odt")
        await press("o")
        assert "沒有程式能打開" in notes(pilot.app)


@pytest.mark.usefixtures("opener")
async def test_without_a_screen_the_place_of_the_file_is_told_and_nothing_offered(planned_office, choices, tmp_path):
    async with part_of(planned_office, NUMBER, "v", choices) as pilot:
        press = press_and_settle(pilot)
        await _saved_as(pilot, press, tmp_path / "紀錄.pdf")
        assert f"已存到 {tmp_path / '紀錄.pdf'}" in notes(pilot.app)
        await press("o")
        assert "打開" not in notes(pilot.app) + screen_text(pilot.app)

    assert not (tmp_path / "asked").exists()
