"""Council sessions and busy times: listed, added, taken over from files, removed and brought back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest

from meetingtui.domain.council import sits_in_council
from meetingtui.services import blackouts, council
from meetingtui.services.council import NewPhase
from meetingtui.services.office import Office
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.screens.calendar import Calendar
from meetingtui.tui.screens.taken_days import TakenDays
from tests import builders
from tests.tui.calendar_app import CalendarApp
from tests.tui.registry_desk import fill, notes, press, save
from tests.tui.screen_picture import picture

LIST = "會期,議程,起,迄\n第20屆第9次定期會,總質詢,5/3,5/28\n第20屆第9次定期會,審查預算,6/1,6/11\n"
BUSY = "起,迄\n2026-12-08 09:00,2026-12-08 12:00\n"
QUESTIONS = NewPhase("第20屆第8次定期會", "總質詢", date(2026, 11, 30), date(2026, 12, 11), required=True)


@pytest.fixture
def opened(planned_office: Office, choices: Any) -> Callable[..., Any]:
    """Opens the calendar and one of the lists."""

    @asynccontextmanager
    async def there(*keys: str, size: tuple[int, int] = (80, 24)) -> Any:
        app = CalendarApp(lambda: planned_office, choices)
        async with app.run_test(size=size, notifications=True) as pilot:
            await press(pilot, *keys)
            yield pilot

    return there


def phases(office: Office, year: int) -> list[str]:
    return [one.title for one in council.of_year(office, office.registry(), year)]


async def test_a_session_is_added_with_the_sittings_it_hits_and_undone(opened, planned_office):
    one = next(
        one for one in builders.sittings(planned_office) if one.day > "2026-11-23" and sits_in_council(one.chair)
    )  # fmt: skip
    async with opened("c", "n") as pilot:
        await fill(pilot, name="第20屆第8次定期會", phase="總質詢", first=one.day)
        await save(pilot)

        assert "撞期" in notes(pilot)
        assert phases(planned_office, 2026) == ["第20屆第8次定期會總質詢"]
        assert "須列席" in picture(pilot.app)
        assert one.number in picture(pilot.app)

        await press(pilot, "u")
        assert phases(planned_office, 2026) == []
        assert "這一年沒有登記議會會期" in picture(pilot.app)


async def test_an_unsound_session_is_refused_in_the_dialog(opened, planned_office):
    async with opened("c", "n") as pilot:
        await fill(pilot, name="第20屆第8次定期會", first="12/11", last="12/1")
        await save(pilot)

        assert "迄日不能早於起日" in picture(pilot.app)
        assert phases(planned_office, 2026) == []


async def test_a_list_of_the_year_in_view_is_seen_before_it_is_stored(opened, planned_office, tmp_path):
    file = tmp_path / "議會.csv"
    file.write_text(LIST)
    async with opened("c", "right_square_bracket", "I") as pilot:
        await fill(pilot, path=str(file))
        await press(pilot, "enter")
        assert "新增2段" in picture(pilot.app)
        assert phases(planned_office, 2027) == []

        await press(pilot, "enter")

        assert "已匯入2段會期" in notes(pilot)
        assert "審查預算" in picture(pilot.app)
    assert len(phases(planned_office, 2027)) == 2


async def test_a_list_with_a_problem_is_refused_as_a_whole_with_the_row(opened, planned_office, tmp_path):
    file = tmp_path / "議會.csv"
    file.write_text(LIST + "第20屆第10次臨時會,,8/3,8/1\n")
    async with opened("c", "right_square_bracket", "I") as pilot:
        await fill(pilot, path=str(file))
        await press(pilot, "enter", "enter")

        assert "問題" in picture(pilot.app)
        assert "全部未匯入" in picture(pilot.app)
    assert phases(planned_office, 2027) == []


async def test_a_session_is_removed_after_a_question(opened, planned_office):
    council.add(planned_office, QUESTIONS)
    async with opened("c", "x") as pilot:
        assert isinstance(pilot.app.screen, YesNo)
        await press(pilot, "escape")
        assert phases(planned_office, 2026) == [QUESTIONS.title]

        await press(pilot, "x", "enter")
        assert phases(planned_office, 2026) == []
        await press(pilot, "u")
    assert phases(planned_office, 2026) == [QUESTIONS.title]


async def test_busy_times_of_a_chair_are_seen_then_stored_and_removed(opened, planned_office, tmp_path):
    file = tmp_path / "副縣長.csv"
    file.write_text(BUSY)
    async with opened("b", "I") as pilot:
        await fill(pilot, path=str(file))
        await save(pilot)
        assert "擇一" in picture(pilot.app)

        await fill(pilot, chair="副縣長")
        await save(pilot)
        assert "新增1筆" in picture(pilot.app)
        assert blackouts.listing(planned_office) == []
        await press(pilot, "enter")

        assert [one.who for one in blackouts.listing(planned_office)] == ["副縣長"]
        assert "副縣長.csv" in picture(pilot.app)
        await press(pilot, "x", "enter")
        assert blackouts.listing(planned_office) == []
        await press(pilot, "u")
    assert len(blackouts.listing(planned_office)) == 1


async def test_a_newer_file_takes_the_place_of_the_older_one_when_that_is_wanted(opened, planned_office, tmp_path):
    older = BUSY.replace("12-08", "12-09").encode()
    blackouts.accept(planned_office, blackouts.preview(planned_office, older, chair="副縣長", filename="舊.csv"))
    file = tmp_path / "新.csv"
    file.write_text(BUSY)
    async with opened("b", "I") as pilot:
        await fill(pilot, path=str(file), chair="副縣長", replace="是")
        await save(pilot)
        assert "移除1筆" in picture(pilot.app)
        await press(pilot, "enter")

    assert [one.start[:10] for one in blackouts.listing(planned_office)] == ["2026-12-08"]


async def test_the_lists_are_found_in_the_command_menu_and_left_for_the_calendar(opened):
    async with opened("f10") as pilot:
        words = {command.code for command in pilot.app.screen._commands}
        assert {"calendar.council", "calendar.busy"} <= words

        await press(pilot, "escape", "c", "v")
        assert isinstance(pilot.app.screen, TakenDays)
        assert "今天起沒有登記忙碌時段" in picture(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Calendar)


async def test_a_phase_for_everybody_says_that_it_is_for_the_heads(opened, planned_office):
    council.add(planned_office, QUESTIONS)
    async with opened("c", size=(160, 45)) as pilot:
        assert "115.11.30" in picture(pilot.app)
        assert "首長" in picture(pilot.app)
