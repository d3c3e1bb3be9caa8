"""Files of the calendar: feeds for agencies go out, a new office calendar comes in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from meetingtui.dates import official
from meetingtui.services import calendar
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.export_year import ExportYear
from meetingtui.tui.screens.calendar import Calendar
from meetingtui.tui.widgets.progress_line import ProgressLine
from tests import builders
from tests.tui.calendar_app import STORM, calendar_on, page
from tests.tui.keyboard import press
from tests.tui.screen_picture import picture


@pytest.fixture
def opened(planned_office, choices) -> Callable[..., Any]:
    """Opens the calendar of the planned office on a day."""
    return partial(calendar_on, planned_office, choices)


# ----- calendar files


async def test_two_keys_write_one_feed_for_each_agency(opened, choices):
    async with opened() as pilot:
        await press(pilot, "i", "a")
        assert isinstance(pilot.app.screen, Calendar)

        files = list((choices.data_folder / "exports").iterdir())
        assert len(files) > 5
        assert all(b"METHOD:PUBLISH" in path.read_bytes() and path.name.endswith("_115.ics") for path in files)
        names = {path.name for path in files}
        assert any("警察局" in name for name in names)

        await press(pilot, "i", "enter")
        assert isinstance(pilot.app.screen, YesNo)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Calendar)


class Impatient(ExportYear):
    """The dialog under somebody who presses Esc when the third file is due."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.progress = Watched(self.feel)

    def feel(self, done: int, total: int) -> None:
        self.seen = (done, total)
        if done == 2:
            self.action_give_up()


class Watched(ProgressLine):
    """A line that somebody looks at."""

    def __init__(self, feel) -> None:
        super().__init__()
        self.feel = feel

    def going_on(self, done: int, total: int) -> bool:
        self.app.call_from_thread(self.feel, done, total)
        return super().going_on(done, total)


async def test_writing_the_feeds_is_stopped_between_two_files_and_those_written_stay(opened, planned_office, choices):
    async with opened() as pilot:
        ids = [one.id for one in builders.sittings(planned_office)]
        dialog = Impatient(pilot.app.screen, builders.YEAR, ids)
        pilot.app.push_screen(dialog)
        await press(pilot, "a")

        assert isinstance(pilot.app.screen, Calendar)
        assert dialog.seen == (2, 13)
        assert "已停止" in "".join(str(note.message) for note in pilot.app._notifications)
    assert len(list((choices.data_folder / "exports").iterdir())) == 2


async def test_how_many_feeds_are_written_is_shown_and_nothing_else_is_begun_meanwhile(opened):
    async with opened() as pilot:
        await press(pilot, "i")
        dialog = pilot.app.screen
        dialog.progress.begin()
        dialog.progress.going_on(3, 13)
        await pilot.pause()
        assert " 3/13" in picture(pilot.app)


async def test_other_sets_of_calendar_files_are_one_key_away(opened):
    async with opened() as pilot:
        await press(pilot, "i", "o")

        assert type(pilot.app.screen).__name__ == "ExportIcs"


async def test_a_year_without_sittings_has_no_calendar_files(opened):
    async with opened() as pilot:
        await press(pilot, *"y117", "i")

        assert isinstance(pilot.app.screen, Calendar)


# ----- an official calendar


def official_file(folder: Path, *more_off: date) -> Path:
    """The official CSV of 115 with more days off."""
    year = official.shipped(2026)
    lines = ["西元日期,星期,是否放假,備註"]
    for day, (off, label) in sorted(year.days.items()):
        holiday = off or day in more_off
        lines.append(f"{day:%Y%m%d},{'一二三四五六日'[day.weekday()]},{2 if holiday else 0},{label}")
    path = folder / "115年辦公日曆.csv"
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    return path


async def test_an_official_calendar_is_previewed_and_then_stored(opened, planned_office, tmp_path):
    path = official_file(tmp_path, STORM)

    async with opened(date(2026, 1, 5)) as pilot:
        await press(pilot, "I")
        pilot.app.screen.path.text = str(path)
        await press(pilot, "enter")
        text = picture(pilot.app)
        assert "變更1日，影響2場" in text
        assert calendar.load(planned_office).is_working(STORM)

        await press(pilot, "enter")
        assert not calendar.load(planned_office).is_working(STORM)
        hit = {one.id for one in builders.sittings(planned_office) if one.day == STORM.isoformat()}
        assert hit <= page(pilot).facts.problems.keys()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\n", "西元日期,星期\r\n".encode()])
async def test_a_file_that_is_no_official_calendar_is_refused_in_words(opened, tmp_path, content):
    path = tmp_path / "壞檔[b].csv"
    path.write_bytes(content)

    async with opened() as pilot:
        await press(pilot, "I")
        pilot.app.screen.path.text = str(path)
        await press(pilot, "enter")

        assert pilot.app.screen.incoming is None
        assert "請" in picture(pilot.app)


async def test_a_file_that_is_not_there_is_said_too(opened):
    async with opened() as pilot:
        await press(pilot, "I", *"no.csv", "enter")

        assert "找不到檔案" in picture(pilot.app)
