"""行事曆: four views of a year, its holidays and closures, a day of typhoon, a new office calendar."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from meetingtui.dates import official
from meetingtui.dates.clock import Clock
from meetingtui.domain.sessions import Rule
from meetingtui.services import calendar, holding, scheduling
from meetingtui.tui import calendar_rows
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.closure import ClosureDialog
from meetingtui.tui.dialogs.export_year import ExportYear
from meetingtui.tui.screens.calendar import Calendar, DayList
from meetingtui.tui.widgets.month_grid import MonthGrid
from meetingtui.tui.widgets.record_list import RecordList
from meetingtui.tui.widgets.year_grid import YearGrid
from tests import builders
from tests.services.test_replanning import busy
from tests.tui.screen_picture import assert_picture, picture

STORM = date(2026, 2, 24)
EVE = date(2026, 2, 23)
"""A day of the planned year with one sitting in the morning and one in the afternoon."""


class CalendarApp(MeetingApp):
    """The real app, beginning in the calendar."""

    DEFAULT_MODE = "calendar"


@pytest.fixture
def opened(planned_office, choices) -> Callable[..., Any]:
    """Opens the calendar of the planned office on a day."""

    @asynccontextmanager
    async def open_on(today: date = builders.TODAY, size: tuple[int, int] = (80, 24), **options: Any):
        planned_office.clock = Clock(today)
        app = CalendarApp(lambda: planned_office, choices, **options)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            yield pilot

    return open_on


async def settled(pilot) -> None:
    """Wait until what was asked in threads is shown."""
    for _round in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot, *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def page(pilot) -> Calendar:
    screen = pilot.app.screen
    assert isinstance(screen, Calendar)
    return screen


# ----- the year


async def test_the_year_shows_each_series_by_month_with_held_against_target(opened, planned_office):
    first = builders.sittings(planned_office, "PIF-17")[0]
    holding.hold(planned_office, first.id)

    async with opened() as pilot:
        rows = {row.label: row for row in page(pilot).query_one(YearGrid).rows}
        shown = rows["心衛社工多元議題共案結案評估會"]

        assert (shown.held, shown.target) == (1, 24)
        assert [mark.state for mark in shown.months[0]] == ["held", "problem"]
        assert [mark.state for mark in shown.months[11]] == ["planned", "planned"]
        assert "法定委員會" in rows


async def test_sittings_of_the_past_that_nobody_recorded_are_marked_as_a_problem(opened):
    async with opened() as pilot:
        assert "有問題" in picture(pilot.app)
    async with opened(date(2025, 12, 1)) as pilot:
        await press(pilot, "right_square_bracket")
        assert page(pilot).facts.problems == {}


@pytest.mark.parametrize("view", ["a", "m", "w", "l"])
async def test_a_sitting_whose_chair_is_away_is_marked_in_every_view_once_the_year_is_checked(
    opened, planned_office, view
):
    one = next(one for one in builders.sittings(planned_office) if one.chair == "副縣長")
    day = date.fromisoformat(one.day)
    busy(planned_office, "副縣長", day, day + timedelta(days=1))

    async with opened(date(2025, 12, 1), size=(160, 45)) as pilot:
        await press(pilot, *"y115", view)
        facts = page(pilot).facts
        page(pilot).day = day
        await press(pilot, view)

        assert facts.problems == {one.id: "忙碌時段"}
        assert "1場有問題" in picture(pilot.app)
        assert ("忙碌時段" if view in "wl" else "!") in picture(pilot.app).partition("\n")[2]


async def test_marking_what_is_broken_leaves_the_cursor_of_the_list_where_it_is(opened, planned_office):
    one = next(one for one in builders.sittings(planned_office) if one.chair == "副縣長")
    async with opened(date(2025, 12, 1)) as pilot:
        await press(pilot, *"y115", "l", "home", "down", "down", "down")
        before = page(pilot).query_one("#agenda", DayList).cursor

        page(pilot)._found({one.id: "忙碌時段"})

        assert page(pilot).query_one("#agenda", DayList).cursor == before


async def test_a_postponed_sitting_without_date_stands_in_the_month_of_its_window(opened, planned_office):
    sitting = builders.sittings(planned_office, "PIF-02")[3]
    scheduling.postpone(planned_office, sitting.id, reason="主席另有公務")

    async with opened() as pilot:
        row = next(row for row in page(pilot).query_one(YearGrid).rows if "少年輔導委員會" in row.label)
        assert [(mark.day, mark.state) for mark in row.months[11]] == [(0, "moved")]

        await press(pilot, "l", "home")
        assert "日期未定（1場）" in picture(pilot.app)


async def test_a_year_with_nothing_on_its_books_says_what_to_do(opened):
    async with opened() as pilot:
        await press(pilot, *"y117")

        note = picture(pilot.app)
        assert "117年尚未編排：按 g 編排全年。" in note
        assert "117年尚無官方辦公日曆" in note


async def test_brackets_turn_the_year(opened):
    async with opened() as pilot:
        await press(pilot, "left_square_bracket")
        assert page(pilot).facts.year == 2025
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert page(pilot).facts.year == 2027


async def test_a_cell_leads_to_its_sittings(opened):
    async with opened() as pilot:
        await press(pilot, "end", "pagedown", "pagedown", "enter")

        assert pilot.app.current_mode == "sessions"
        assert pilot.app.screen.line.value == "會議:PIF-17 月:12"
        assert pilot.app.screen.sittings.total == 2


# ----- month, week, list


@pytest.mark.parametrize("key", ["v", "tab"])
async def test_the_views_follow_each_other_and_keep_the_day(opened, key):
    async with opened() as pilot:
        seen = []
        for _view in range(5):
            seen.append(page(pilot).view)
            await press(pilot, key)

        assert seen == ["year", "month", "week", "agenda", "year"]


async def test_a_click_on_a_view_shows_it(opened):
    async with opened() as pilot:
        await pilot.click("#views", offset=(7, 0))
        await settled(pilot)

        assert page(pilot).view == "month"


async def test_a_month_names_its_holidays_and_today(opened):
    async with opened(EVE, size=(160, 45)) as pilot:
        await press(pilot, "m")

        text = picture(pilot.app)
        assert "115年2月" in text
        assert "23今" in text
        assert "農曆除夕" in text
        assert "09:30 社區照顧" in text


async def test_arrows_beyond_the_month_and_the_year_go_on(opened):
    async with opened(date(2026, 12, 30)) as pilot:
        await press(pilot, "m", "right", "right")

        assert pilot.app.year == 2027
        assert page(pilot).query_one(MonthGrid).day == date(2027, 1, 1)
        await press(pilot, "pageup")
        assert pilot.app.year == 2026
        await press(pilot, "t")
        assert page(pilot).day == date(2026, 12, 30)


async def test_a_week_shows_every_day_and_arrows_change_it(opened):
    async with opened() as pilot:
        await press(pilot, "w")
        assert "115年11月28日（星期六） 例假日" in picture(pilot.app)

        await press(pilot, "right")
        assert "115年12月5日（星期六） 例假日" in picture(pilot.app)
        await press(pilot, "m")
        assert page(pilot).query_one(MonthGrid).day == date(2026, 11, 29)


async def test_the_list_begins_at_the_day_and_holds_the_whole_year(opened):
    async with opened() as pilot:
        await press(pilot, "l")

        table = page(pilot).query_one("#agenda", DayList)
        assert table.current.cells[2] == "PIF-17-115-T2-11"
        await press(pilot, "home")
        assert "115年1月" in table.current.cells[0]


async def test_a_sitting_of_a_day_opens_on_its_page_and_escape_leads_back(opened):
    async with opened(STORM) as pilot:
        await press(pilot, "w", "enter")
        assert type(pilot.app.screen).__name__ == "SessionPage"

        await press(pilot, "escape")
        assert page(pilot).view == "week"


async def test_a_day_with_several_sittings_leads_to_their_list(opened):
    async with opened(STORM) as pilot:
        await press(pilot, "m", "enter")

        assert pilot.app.current_mode == "sessions"
        assert pilot.app.screen.line.value == "日期:115/2/24"
        assert pilot.app.screen.sittings.total == 2


async def test_a_new_sitting_begins_on_the_day_under_the_cursor(opened):
    async with opened(STORM) as pilot:
        await press(pilot, "m", "right", "f9")

        assert pilot.app.screen.form.field("start").value == builders.at("2026-02-25")


# ----- a day of typhoon


async def test_a_typhoon_day_is_settled_with_a_few_keys(opened, planned_office):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x")
        dialog = pilot.app.screen
        assert isinstance(dialog, ClosureDialog)
        assert len(dialog.proposed) == 2

        await press(pilot, "right", "right")
        assert len(dialog.proposed) == 1
        await press(pilot, "enter")

        assert page(pilot).view == "month"
    closed = calendar.closures(planned_office, 2026)
    assert [(one.day, one.half, one.place, one.reason) for one in closed] == [
        ("2026-02-24", "pm", "", "天然災害停止上班")
    ]
    postponed = [one for one in builders.sittings(planned_office) if one.postponed_times]
    assert [(one.number, one.status) for one in postponed] == [("PIF-17-115-T2-02", "planned")]


async def test_enter_at_once_waits_for_the_proposals(opened, planned_office):
    async with opened(EVE) as pilot:
        await pilot.press("v")
        await settled(pilot)
        await pilot.press("right", "x", "enter")
        await settled(pilot)

        assert isinstance(pilot.app.screen, Calendar)
    assert sum(one.postponed_times for one in builders.sittings(planned_office)) == 2


async def test_only_the_ticked_townships_are_closed(opened, planned_office):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x", "tab", "end", "space")
        dialog = pilot.app.screen
        assert dialog.places == ("牡丹鄉",)
        assert dialog.proposed == []

        await press(pilot, "enter")
    assert [one.place for one in calendar.closures(planned_office, 2026)] == ["牡丹鄉"]


async def test_new_dates_are_shifted_and_what_they_break_is_said(opened):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x", "tab", "tab", "tab", "tab", "left", "left")
        dialog = pilot.app.screen

        assert any("放假" in sentence for _rule, sentence in dialog.proposed[0].broken)
        assert "假日" in picture(pilot.app)
        await press(pilot, "space")
        assert dialog.proposed[0].start is None
        await press(pilot, "space", "shift+right")
        assert dialog.proposed[0].start.date() == date(2026, 3, 3)


async def test_from_the_year_the_day_is_typed_first(opened):
    async with opened(EVE) as pilot:
        await press(pilot, "x", "up")

        assert pilot.app.screen._day.value == STORM
        assert len(pilot.app.screen.proposed) == 2


async def test_a_wrong_day_or_no_reason_is_said_at_the_field(opened, planned_office):
    async with opened(EVE) as pilot:
        await press(pilot, "x", *["backspace"] * 12, *"115.2.30", "enter")

        assert pilot.app.screen._day.error
        await press(pilot, "escape")
    assert calendar.closures(planned_office, 2026) == []


async def test_a_closure_is_taken_back_after_a_question(opened, planned_office):
    calendar.close(planned_office, STORM, reason="颱風")

    async with opened(STORM) as pilot:
        await press(pilot, "m")
        assert "停班：颱風" in pilot.app.screen.query_one(MonthGrid).days[STORM].name
        await press(pilot, "delete", "enter")

        assert calendar.closures(planned_office, 2026) == []
        await press(pilot, "delete")
        assert isinstance(pilot.app.screen, Calendar)


async def test_a_closure_of_a_day_that_is_none_says_so_and_shows_no_sittings(opened):
    async with opened(EVE) as pilot:
        await press(pilot, "x")
        pilot.app.screen._day.entry.value = "x"
        await settled(pilot)

        text = picture(pilot.app)
        assert "只登記停班" not in text
        assert "停班日還看不懂" in text
        assert pilot.app.screen.proposed == []


async def test_one_undo_takes_a_typhoon_day_back(opened, planned_office):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x", "enter", "u")

    assert calendar.closures(planned_office, 2026) == []
    assert sum(one.postponed_times for one in builders.sittings(planned_office)) == 0


async def test_enter_on_a_typhoon_day_writes_the_renewed_invites(opened, choices):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x", "enter")

    files = sorted(path.name for path in (choices.data_folder / "exports").iterdir())
    assert [name.partition("_")[0] for name in files] == ["PIF-14-115-T5-01", "PIF-17-115-T2-02"]
    text = (choices.data_folder / "exports" / files[0]).read_bytes()
    assert b"METHOD:REQUEST" in text
    assert b"SEQUENCE:1" in text


async def test_the_files_of_a_typhoon_day_may_be_left_out(opened, choices):
    async with opened(EVE) as pilot:
        await press(pilot, "v", "right", "x", "tab", "tab", "tab", "right", "enter")

    assert not (choices.data_folder / "exports").exists()


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

    def going_on(self, done: int, total: int) -> bool:
        self.app.call_from_thread(self.feel, done, total)
        return super().going_on(done, total)

    def feel(self, done: int, total: int) -> None:
        self.seen = (done, total)
        if done == 2:
            self.action_give_up()


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
        dialog.going_on(3, 13)
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
        pilot.app.screen._path.text = str(path)
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
        pilot.app.screen._path.text = str(path)
        await press(pilot, "enter")

        assert pilot.app.screen.incoming is None
        assert "請" in picture(pilot.app)


async def test_a_file_that_is_not_there_is_said_too(opened):
    async with opened() as pilot:
        await press(pilot, "I", *"no.csv", "enter")

        assert "找不到檔案" in picture(pilot.app)


# ----- what every screen promises


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_hostile_name_shows_as_typed_in_every_view(opened, planned_office, size):
    hostile = "詳[/附件]\x1b[31m[@click=app.quit]"
    with planned_office.begin() as work:
        from meetingtui.store.tables import Series

        row = work.all(Series, code="PIF-17")[0]
        row.name = hostile
        work.audit("renamed", "PIF-17")
        work.commit()

    async with opened(size=size) as pilot:
        for view in ("a", "w", "l", "m"):
            await press(pilot, view)
            text = picture(pilot.app)
            assert "\x1b" not in text
            assert "詳[" in text


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
@pytest.mark.parametrize("view", ["a", "m"])
async def test_the_calendar_looks_like_its_picture(opened, choices, language, size, view):
    async with opened(size=size) as pilot:
        await pilot.app.use_language(language)
        await press(pilot, view)

        assert_picture(pilot.app, f"calendar-{view}-{language}-{size[0]}")


async def test_only_ascii_is_drawn_where_the_terminal_needs_it(opened):
    async with opened(ascii_only=True) as pilot:
        for view in ("a", "w", "l", "m"):
            await press(pilot, view)
            assert not set("●○×→│█░╭▲▼✓") & set(picture(pilot.app))


async def test_every_command_of_the_calendar_is_reached_by_the_menu(opened):
    async with opened() as pilot:
        await press(pilot, "f10")

        codes = {command.code for command in pilot.app.screen._commands}
        assert {"calendar.plan", "calendar.close", "calendar.import", "calendar.view", "calendar.reopen"} <= codes


async def test_an_empty_list_of_hits_still_registers_the_closure(opened, planned_office):
    async with opened(date(2026, 2, 14)) as pilot:
        await press(pilot, "m", "x")
        assert pilot.app.screen.query_one("#hits", RecordList).total == 0
        await press(pilot, "enter")

    assert [one.day for one in calendar.closures(planned_office, 2026)] == ["2026-02-14"]


async def test_a_day_typed_over_the_closure_is_the_day_that_is_closed_and_its_heading_says_so(opened, planned_office):
    async with opened(EVE) as pilot:
        await press(pilot, "m", "x")
        assert "停班與改期：115.2.23（一），全縣市" in picture(pilot.app)

        await press(pilot, *"2/24")
        assert "停班與改期：115.2.24（二），全縣市" in picture(pilot.app)
        await press(pilot, "enter")

    assert [one.day for one in calendar.closures(planned_office, 2026)] == ["2026-02-24"]


async def test_the_heading_of_a_closure_names_the_townships_and_the_half_of_the_day(opened):
    async with opened(EVE) as pilot:
        await press(pilot, "m", "x", "right", "tab", "space")

        heading = picture(pilot.app).split("停班與改期：")[1].splitlines()[0]
        assert heading.startswith("115.2.23（一）上午，")
        assert "全縣" not in heading


async def test_a_sitting_that_has_its_new_date_is_no_longer_shown_as_waiting_for_one(opened, planned_office):
    moved = next(one for one in builders.sittings(planned_office) if one.start)
    to = datetime.fromisoformat("2026-12-28T14:00")
    scheduling.postpone(planned_office, moved.number, to=to, reason="颱風", despite=frozenset({Rule.WINDOW}))
    async with opened() as pilot:
        facts = pilot.app.screen.facts
        found = next(one for one in facts.sittings if one.id == moved.id)

        assert (found.postponed_times, calendar_rows.state(facts, found)) == (1, "problem")
        assert facts.problems[found.id] == "超出時段"


async def test_the_year_counts_the_same_set_as_the_counts_and_says_what_stands_apart(opened):
    async with opened(size=(120, 40)) as pilot:
        totals = pilot.app.screen.facts.counts.totals
        words = pilot.app.screen.query_one("#views").words

        assert f"在案{totals['sessions']}場，已召開{totals['held']}場，另計{totals['apart']}場" in words
