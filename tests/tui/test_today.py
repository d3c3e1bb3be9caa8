"""今日: what is due, what comes next, and from each line to its sitting or series."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any

import pytest

from meetingtui.dates.clock import Clock
from meetingtui.services import actions, holders, holding, notices, scheduling
from meetingtui.services import today as service
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.screens.calendar import Calendar
from meetingtui.tui.screens.today import Today
from meetingtui.tui.widgets.record_list import HEADING, RecordList
from tests import builders
from tests.tui.keyboard import press, settled
from tests.tui.screen_picture import assert_picture, picture

MONDAY = date(2026, 11, 23)
NEXT = builders.YEAR + 1


@pytest.fixture
def caught_up(planned_office):
    """The planned office with every sitting of the past recorded as held."""
    for one in builders.sittings(planned_office):
        if one.day < builders.TODAY.isoformat():
            holding.hold(planned_office, one.id)
    return planned_office


@pytest.fixture
def opened(choices) -> Callable[..., Any]:
    """Opens the app on an office and a day."""

    @asynccontextmanager
    async def open_on(office: Any, today: date = builders.TODAY, size: tuple[int, int] = (80, 24), **options: Any):
        office.clock = Clock(today)
        app = MeetingApp(lambda: office, choices, **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            yield pilot

    return open_on


def table(pilot, name: str) -> RecordList:
    assert isinstance(pilot.app.screen, Today)
    return pilot.app.screen.query_one(f"#{name}", RecordList)


def lines(pilot, name: str) -> list[Any]:
    found = table(pilot, name)
    return [found.row(number) for number in range(found.total)]


async def test_what_is_due_stands_under_its_kind_with_how_many_there_are(caught_up, opened):
    async with opened(caught_up) as pilot:
        headings = [row.cells[0] for row in lines(pilot, "due") if row.style == HEADING]
        dues = service.due(caught_up)

        assert f"七日內會議（{sum(due.kind == 'week' for due in dues)}）" in headings
        assert f"應發開會通知（{sum(due.kind == 'notice' for due in dues)}）" in headings
        assert f"{len(dues)}項該辦" in picture(pilot.app)


async def test_a_sitting_that_nobody_recorded_is_overdue_until_it_is_recorded(planned_office, opened):
    async with opened(planned_office, date(2026, 1, 7)) as pilot:
        first = lines(pilot, "due")[1]
        assert first.style == "error"
        assert first.cells[1:3] == ("1.6（二）14:00", "逾期1天（1.6）")

        await press(pilot, "h", "ctrl+s")

        left = [row.cells[2] for row in lines(pilot, "due") if "PIF-17-115-T1-01" in row.cells]
        assert left == ["D+1（1.13止）"]  # its minutes


async def test_the_next_sixty_sittings_are_listed_and_those_of_today_stand_out(planned_office, opened):
    async with opened(planned_office, date(2026, 1, 6)) as pilot:
        rows = lines(pilot, "next")

        assert len(rows) == 60
        assert (rows[0].cells[0], rows[0].style) == ("1.6（二）14:00", "accent")
        assert rows[1].style == ""


async def test_what_is_due_is_read_on_a_small_screen_without_being_cut(caught_up, opened):
    async with opened(caught_up) as pilot:
        line = next(line for line in picture(pilot.app).splitlines() if "逾期" in line)

        assert line.split()[:4] == ["心衛社工多元議題共案結案評估會", "第二組", "11.24（二）14:00", "逾期5天（11.17）"]


async def test_a_gap_that_runs_out_says_when_the_next_sitting_is(planned_office, opened):
    first, second, *_later = builders.sittings(planned_office, "PIF-02")
    holding.hold(planned_office, first.id)
    last = date.fromisoformat(first.day)

    async with opened(planned_office, last + timedelta(days=80)) as pilot:
        row = next(row for row in lines(pilot, "due") if "PIF-02-B" in row.cells)
        month, day = (int(part) for part in second.day.split("-")[1:])
        assert row.cells[0] == "少年輔導委員會"
        assert row.cells[1].startswith(f"已排{month}.{day}（")
        assert row.cells[2].endswith("）")


async def test_a_series_behind_says_by_how_much(planned_office, opened):
    async with opened(planned_office, date(2026, 8, 1)) as pilot:
        row = next(row for row in lines(pilot, "due") if "PIF-14" in row.cells)

        assert row.cells[2] == "落後14場"


async def test_enter_opens_the_sitting_and_escape_leads_back(caught_up, opened):
    async with opened(caught_up) as pilot:
        await press(pilot, "enter")
        assert type(pilot.app.screen).__name__ == "SessionPage"

        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Today)


async def test_enter_on_the_next_list_opens_its_sitting_too(caught_up, opened):
    async with opened(caught_up) as pilot:
        await press(pilot, "tab", "enter")

        assert type(pilot.app.screen).__name__ == "SessionPage"


@pytest.mark.parametrize("language", ["zh_TW", "en"])
async def test_overdue_items_stand_in_one_line_for_each_lead_and_lead_to_them(caught_up, opened, language):
    first = builders.sittings(caught_up, "PIF-10")[0]
    actions.from_decision(caught_up, first.number, item_id=None, text="函送表單", lead="教育處", due="115.11.1")
    actions.from_decision(caught_up, first.number, item_id=None, text="修正表單", due="115.11.1")
    async with opened(caught_up) as pilot:
        await pilot.app.use_language(language)
        await settled(pilot)
        due = table(pilot, "due")
        told = [row.cells[2] if len(row.cells) > 2 else "" for row in lines(pilot, "due")]
        nobodys, whose = (n for n, text in enumerate(told) if text in {"1項，最久21天", "1, up to 21d"})
        due.cursor = whose
        await press(pilot, "enter")

        assert pilot.app.current_mode == "actions"
        assert "函送表單" in picture(pilot.app)
        assert "修正表單" not in picture(pilot.app)
        await press(pilot, "1")
        due.cursor = nobodys
        await press(pilot, "enter")
        assert "修正表單" in picture(pilot.app)
        assert "函送表單" not in picture(pilot.app)


async def test_a_notice_without_a_number_leads_to_where_it_is_filled_in(caught_up, opened):
    number = next(one.number for one in service.due(caught_up) if one.kind == "notice")
    notices.issue(caught_up, number, on=date(2026, 11, 20))
    async with opened(caught_up) as pilot:
        rows = lines(pilot, "due")
        place = next(at for at, row in enumerate(rows) if row.cells[0].startswith("發文字號待補")) + 1
        assert rows[place].cells[2].endswith("發文")
        table(pilot, "due").move_to(rows[place].id)
        await press(pilot, "enter")

        assert type(pilot.app.screen).__name__ == "NoticePage"
        assert "發文字號待補（e 填寫）" in picture(pilot.app)


async def test_a_sitting_whose_agencies_are_to_be_asked_is_told(caught_up, opened):
    first = builders.sittings(caught_up, "PIF-15")[0]
    actions.from_decision(caught_up, first.number, item_id=None, text="函送表單", lead="教育處")
    async with opened(caught_up) as pilot:
        assert any("應調查辦理情形" in str(row.cells[0]) for row in lines(pilot, "due"))


async def test_a_year_that_is_not_planned_leads_to_the_calendar_of_that_year(caught_up, opened):
    async with opened(caught_up) as pilot:
        due = table(pilot, "due")
        at = next(n for n, row in enumerate(lines(pilot, "due")) if "尚未編排" in row.cells)
        due.cursor = at
        await press(pilot, "enter")

        assert pilot.app.current_mode == "calendar"
        assert pilot.app.year == 2027


async def test_an_empty_database_says_what_to_do_first(office, opened):
    async with opened(office, date(2026, 2, 2)) as pilot:
        text = picture(pilot.app)

        assert "今後沒有排定的場次" in text
        assert "編排" in text


async def test_the_keys_of_sittings_act_on_the_line_under_the_cursor(caught_up, opened):
    async with opened(caught_up) as pilot:
        await press(pilot, "tab", "l")

        first = next(row for row in lines(pilot, "next") if row.style != HEADING)
        assert [one.locked for one in builders.sittings(caught_up) if one.id == first.id] == [True]


async def test_a_postponed_sitting_without_date_is_due(caught_up, opened):
    last = builders.sittings(caught_up, "PIF-05")[-1]
    scheduling.postpone(caught_up, last.id, reason="主席另有公務")

    async with opened(caught_up) as pilot:
        assert any(last.number in row.cells for row in lines(pilot, "due"))
        assert not any(row.id == last.id for row in lines(pilot, "next"))


async def test_a_long_sentence_stands_whole_below_the_list(caught_up, opened):
    async with opened(caught_up) as pilot:
        sentence = service.due(caught_up)[0].sentence

        assert sentence[:30] in picture(pilot.app)
        assert sentence[-6:] in picture(pilot.app).replace("\n ", "")


async def test_a_hostile_name_shows_as_typed(caught_up, opened):
    with caught_up.begin() as work:
        from meetingtui.store.tables import Series

        row = work.all(Series, code="PIF-15")[0]
        row.name = "詳[/附件]\x1b[31m[@click=app.quit]"
        work.audit("renamed", "PIF-15")
        work.commit()

    async with opened(caught_up, size=(160, 45)) as pilot:
        text = picture(pilot.app)
        assert "詳[/附件]" in text
        assert "\x1b" not in text


async def test_only_ascii_is_drawn_where_the_terminal_needs_it(caught_up, opened):
    async with opened(caught_up, size=(160, 45), ascii_only=True) as pilot:
        assert not set("●○×→│█░╭▲▼✓─") & set(picture(pilot.app))


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_today_looks_like_its_picture(caught_up, opened, language, size):
    async with opened(caught_up, size=size) as pilot:
        await pilot.app.use_language(language)
        await settled(pilot)

        assert_picture(pilot.app, f"today-{language}-{size[0]}")


async def test_a_vacant_post_is_named_with_the_sittings_it_is_to_preside_and_leads_to_their_year(caught_up, opened):
    builders.plan_year(caught_up, NEXT)
    holders.appoint(caught_up, "副縣長", "示範甲", date(NEXT, 1, 1))
    holders.vacate(caught_up, "副縣長", date(NEXT, 3, 1))
    async with opened(caught_up, size=(160, 45)) as pilot:
        row = next(one for one in lines(pilot, "due") if one.cells[0] == "副縣長")
        count = next(one.short for one in service.due(caught_up) if one.kind == "vacant")
        assert f"主持{count}場" in row.cells

        table(pilot, "due").move_to(row.id)
        await settled(pilot)
        assert f"有{count}場會議由其主持；請登記新任職者" in picture(pilot.app)
        await press(pilot, "enter")

        assert isinstance(pilot.app.screen, Calendar)
        assert pilot.app.screen.facts.year == NEXT
