"""A month in weeks."""

from __future__ import annotations

from datetime import date

from meetingtui.tui.widgets.month_grid import DaySitting, MonthDay, MonthGrid

DAYS = {
    date(2026, 3, 5): MonthDay(tuple(DaySitting(f"{hour}:00第{hour}場", "held") for hour in range(5, 17))),
    date(2026, 3, 12): MonthDay((DaySitting("14:00會議", "cancelled"),), True, "颱風停班"),
    date(2026, 4, 3): MonthDay((), True, "補假"),
}


def march(grid: MonthGrid, **more) -> MonthGrid:
    grid.show(2026, 3, DAYS, title="115年3月", today=date(2026, 3, 10), **more)
    return grid


async def test_a_day_lists_its_sittings_and_says_how_many_more_there_are(stage, size):
    async with stage(march(MonthGrid()), size=size) as on:
        assert "115年3月" in on.lines[0]
        assert "●5:00第5" in on.text
        assert "還有" in on.text
        assert "×14:00" in on.text


async def test_closures_are_named_and_today_is_marked(stage):
    async with stage(march(MonthGrid()), size=(160, 45)) as on:
        assert "12 颱風停班" in on.text
        assert "10今" in on.text


async def test_arrows_move_by_day_and_week_and_enter_chooses(stage):
    grid = march(MonthGrid())

    async with stage(grid) as on:
        on.app.set_focus(grid)
        await on.press("left", "down", "enter")

        assert [m.day for m in on.of(MonthGrid.DayHighlighted)] == [date(2026, 3, 9), date(2026, 3, 16)]
        assert [m.day for m in on.of(MonthGrid.DayChosen)] == [date(2026, 3, 16)]
        await on.press("home")
        assert grid.day == date(2026, 3, 1)
        await on.press("end")
        assert grid.day == date(2026, 3, 31)


async def test_leaving_the_month_asks_for_the_other_one(stage):
    grid = march(MonthGrid(), cursor=date(2026, 3, 31))

    async with stage(grid) as on:
        on.app.set_focus(grid)
        await on.press("right", "pagedown", "pageup", "down")

        assert [m.day for m in on.of(MonthGrid.MonthWanted)] == [
            date(2026, 4, 1),
            date(2026, 4, 30),
            date(2026, 2, 28),
            date(2026, 4, 7),
        ]
        assert grid.day == date(2026, 3, 31)


async def test_a_click_goes_to_the_day_and_another_opens_it(stage):
    grid = march(MonthGrid())

    async with stage(grid) as on:
        await on.pilot.click(MonthGrid, offset=(40, 7))
        day = grid.day
        await on.pilot.click(MonthGrid, offset=(40, 7))
        await on.pilot.pause()

        assert day.month == 3
        assert day.weekday() == 2
        assert [m.day for m in on.of(MonthGrid.DayChosen)] == [day]


async def test_a_very_low_terminal_still_shows_the_days(stage):
    async with stage(march(MonthGrid()), size=(80, 7)) as on:
        assert "31" in on.text
        assert "12場" in on.text


async def test_the_table_twin_lists_days_with_something():
    assert march(MonthGrid()).as_rows()[1] == ("2026-03-12", "颱風停班", "14:00會議")


async def test_nothing_shown_yet_is_an_empty_page(stage):
    async with stage(MonthGrid()) as on:
        assert on.harmless()


async def test_hostile_texts_are_shown_as_typed(stage, size, hostile):
    grid = MonthGrid()

    async with stage(grid, size=size) as on:
        days = {date(2026, 3, n): MonthDay((DaySitting(t, "problem"),), True, t) for n, t in enumerate(hostile, 1)}
        grid.show(2026, 3, days, title=hostile[1], today=date(2026, 3, 1))
        await on.press("right", "enter")

        assert on.harmless()
        assert "詳[/附" in on.text


async def test_a_terminal_that_draws_wide_gets_plain_signs(stage):
    async with stage(march(MonthGrid()), ascii_only=True) as on:
        assert not set(on.text) & set("●○×→█░│")
