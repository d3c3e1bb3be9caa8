"""Searching from anywhere: a key, some words, what holds them with the words marked, and Enter leads there."""

from __future__ import annotations

from typing import Any

import pytest

from meetingtui.services import agenda, minutes
from meetingtui.services.agenda_items import ItemForm
from meetingtui.services.office import Office
from meetingtui.store import tables
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.screens.agenda import AgendaPage
from meetingtui.tui.screens.minutes import MinutesPage
from meetingtui.tui.screens.search import PAUSE, SearchPage
from meetingtui.tui.screens.session import SessionPage
from meetingtui.tui.widgets.hit_list import HitList
from tests import builders
from tests.tui.screen_picture import picture
from tests.tui.sittings_app import SittingsApp, notes, settle, type_text


class SearchApp(SittingsApp):
    """The app with the places that a hit leads to."""

    PLACES = tuple(entry for entry in MeetingApp.PLACES if entry.mode in {"sessions", "series"})


@pytest.fixture
def app(planned_office: Office, choices: Any) -> MeetingApp:
    """The app over agendas of a committee and of a case conference."""
    committee = builders.sittings(planned_office, "PIF-10")
    case = builders.sittings(planned_office, "PIF-15")[0]
    with planned_office.begin() as work:
        for sitting in (committee[0], committee[-1], case):
            work.add(
                tables.AgendaItem(
                    series_id=sitting.series_id, session_id=sitting.id, kind="discussion", position=1,
                    matter="遷居[red]個案[/]115-IPV-0042之銜接", explanation="各單位依權責辦理。" * 4 + "遷居後請追蹤",
                )
            )  # fmt: skip
        work.add(tables.AgendaItem(series_id=committee[0].series_id, kind="report", matter="等候排入之遷移案"))
        work.audit("added", "議程")
        work.commit()
    return SearchApp(lambda: planned_office, choices)


async def _search(pilot: Any, text: str) -> None:
    await settle(pilot)
    await pilot.press("backslash")
    await settle(pilot)
    await type_text(pilot, text)
    await pilot.pause(PAUSE + 0.1)
    await settle(pilot)


@pytest.mark.parametrize("key", ["backslash", "ctrl+backslash", "fullwidth_reverse_solidus"])
async def test_the_search_opens_over_any_page_and_leads_back(app: MeetingApp, key: str) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        page = app.screen

        await pilot.press(key)
        await settle(pilot)
        assert isinstance(app.screen, SearchPage)
        await pilot.press("escape")

        assert app.screen is page


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_what_is_typed_is_found_with_the_words_marked(app: MeetingApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await _search(pilot, "遷居 ipv-0042")

        screen = picture(app)
        assert screen.count("【遷居】[red]個案[/]115-【IPV-0042】") >= 3
        assert "共3筆" in screen
        assert "PIF-15-115-01" in screen
        assert "密" in screen


async def test_a_word_far_into_a_line_is_seen_in_the_list(app: MeetingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await _search(pilot, "追蹤 遷居")

        assert "..依權責辦理。【遷居】後請【追蹤】" in picture(app)


async def test_a_point_is_shown_on_the_agenda_with_the_cursor_on_it(planned_office: Office, app: MeetingApp) -> None:
    sitting = builders.sittings(planned_office, "PIF-10")[0]
    with planned_office.begin() as work:
        for matter in ("先說這一案", "再說那一案"):
            work.add(tables.AgendaItem(series_id=sitting.series_id, session_id=sitting.id, matter=matter))
        work.audit("added", "議程")
        work.commit()
    async with app.run_test(size=(80, 24)) as pilot:
        await _search(pilot, "那一案")
        await pilot.press("enter", "enter")
        await settle(pilot)

        assert isinstance(app.screen, AgendaPage)
        assert app.screen.items.current is not None
        assert "再說那一案" in app.screen.items.current.cells


async def test_minutes_are_opened_at_the_word_that_was_found(planned_office: Office, app: MeetingApp) -> None:
    sitting = builders.sittings(planned_office, "PIF-10")[0]
    made = [agenda.add(planned_office, sitting.number, ItemForm("討論", one)) for one in ("第一案", "第二案")]
    minutes.save_item(
        planned_office, sitting.number, made[1].id, text="", decision_kind="resolution",
        decision="照案通過。\n請追蹤遷居。", base_version=0,
    )  # fmt: skip
    async with app.run_test(size=(80, 24)) as pilot:
        await _search(pilot, "遷居")
        await pilot.press("enter", "enter")
        await settle(pilot)

        page = app.screen
        assert isinstance(page, MinutesPage)
        assert page.current == made[1].id
        assert page.focused is page.editor("decision")
        assert page.editor("decision").selected_text == "遷居"


async def test_the_last_hit_brings_the_next_ones_and_their_number_is_told(
    planned_office: Office, app: MeetingApp
) -> None:
    with planned_office.begin() as work:
        sitting = builders.sittings(planned_office, "PIF-10")[0]
        work.add_all([
            tables.AgendaItem(series_id=sitting.series_id, session_id=sitting.id, matter="搬遷", position=place)
            for place in range(250)
        ])  # fmt: skip
        work.audit("added", "議程")
        work.commit()
    async with app.run_test(size=(80, 24)) as pilot:
        await _search(pilot, "搬遷")
        assert "共250筆；已列出200筆" in picture(app)
        await pilot.press("enter", "end")
        await settle(pilot)

        assert isinstance(app.focused, HitList)
        assert len(app.focused.hits) == 250
        assert app.focused.cursor == 199
        assert "共250筆" in picture(app)


async def test_every_word_is_seen_in_its_line_at_80_columns(planned_office: Office, app: MeetingApp) -> None:
    sitting = builders.sittings(planned_office, "PIF-10")[0]
    agenda.add(
        planned_office, sitting.number, ItemForm("討論", "甲乙丙丁戊己庚辛遷居" + "子" * 40 + "追蹤回報辰巳午未")
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await _search(pilot, "遷居 追蹤")

        line = next(line for line in picture(app).splitlines() if "PIF-10" in line)
        assert "【遷居】" in line
        assert "【追蹤】" in line


async def test_enter_goes_to_the_list_and_then_to_the_sitting_and_esc_leads_back(app: MeetingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await _search(pilot, "PIF-15-115-02")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.focused, HitList)
        hit = app.focused.current

        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, SessionPage)
        assert hit is not None
        assert hit.session_number in picture(app)
        await pilot.press("escape")
        await settle(pilot)

        assert isinstance(app.screen, SearchPage)
        assert "共1筆" in picture(app)


async def test_the_order_is_turned_to_newest_first(app: MeetingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await _search(pilot, "遷居")
        await pilot.press("enter", "o")
        await settle(pilot)

        hits = app.screen.query_one(HitList).hits
        days = [one.date for one in hits]
        assert days == sorted(days, reverse=True)
        assert "[最近的在前]" in picture(app)


async def test_a_line_is_narrowed_by_a_series_and_a_year(app: MeetingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await _search(pilot, "遷居 會議:PIF-15 年:115")

        assert {one.series for one in app.screen.query_one(HitList).hits} == {"PIF-15"}


async def test_nothing_found_says_what_to_try_and_a_wrong_name_why(app: MeetingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await _search(pilot, "颱風天")
        assert "可減少字數" in picture(app)

        await type_text(pilot, " 會議:沒有這個")
        await pilot.pause(PAUSE + 0.1)
        await settle(pilot)

        assert "找不到會議別「沒有這個」" in picture(app)


async def test_before_anything_is_typed_it_says_what_can_be(app: MeetingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await _search(pilot, "")
        assert "多個詞以空白分隔" in picture(app)


@pytest.mark.parametrize(("text", "note"), [("遷移案", "還沒有排入場次"), ("高危機 會議:PIF-15 類型:會議別", "")])
async def test_a_series_and_a_point_that_waits_lead_to_the_series(app: MeetingApp, text: str, note: str) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await _search(pilot, text)
        series = app.screen.query_one(HitList).hits[0].series

        await pilot.press("enter", "enter")
        await settle(pilot)

        assert app.current_mode == "series"
        assert series in picture(app)
        assert note in notes(app)


async def test_a_language_that_is_switched_leaves_what_was_typed_and_found(app: MeetingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await _search(pilot, "遷居")

        await app.use_language("en")
        await settle(pilot)

        assert app.screen.query_one("#search--field").value == "遷居"
        assert "2026-10-29 PIF-10-115-03" in picture(app)
