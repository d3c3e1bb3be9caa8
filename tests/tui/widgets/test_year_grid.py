"""The year as series x months."""

from __future__ import annotations

from meetingtui.tui.widgets.year_grid import GridRow, Mark, YearGrid

MARCH = ((), (), (Mark(5, "held"), Mark(19)), *((),) * 9)
FULL = (tuple(Mark(day) for day in range(1, 8)), (Mark(0, "problem"),), (Mark(3, "cancelled"),), *((),) * 9)
ROWS = (
    GridRow("h", "法定委員會", style="heading"),
    GridRow("PIF-10", "高危機個案網絡會議", MARCH, held=1, target=2),
    GridRow("PIF-14", "社區平台", FULL, held=0, target=None),
)


async def test_a_cell_shows_its_sittings_by_sign(stage, size):
    grid = YearGrid(ROWS)

    async with stage(grid, size=size) as on:
        assert "3月" in on.lines[0]
        assert "12月" in on.lines[0]
        assert "●○" in on.lines[2]
        assert "1/2" in on.lines[2]
        assert "!" in on.lines[3]
        assert "×" in on.lines[3]


async def test_seven_sittings_in_a_narrow_month_are_counted(stage):
    async with stage(YearGrid(ROWS)) as on:
        assert "7○" in on.lines[3]


async def test_d_shows_days_instead_of_signs(stage):
    async with stage(YearGrid(ROWS), size=(160, 45)) as on:
        await on.press("d")

        assert "5● 19" in on.lines[2]
        assert "3×" in on.lines[3]


async def test_arrows_walk_the_cells_and_enter_chooses_one(stage):
    grid = YearGrid(ROWS)

    async with stage(grid) as on:
        await on.press("right", "right")
        assert "5日已召開、19日預定" in on.lines[-1]
        await on.press("enter", "end", "right", "enter", "home", "left")

        assert [(m.row_id, m.month) for m in on.of(YearGrid.CellChosen)] == [("PIF-10", 3), ("PIF-10", 12)]
        assert grid.month == 1


async def test_the_cursor_never_stands_on_a_heading(stage):
    grid = YearGrid((*ROWS, GridRow("p", "社區平台", style="heading"), GridRow("PIF-15", "高危機")))

    async with stage(grid) as on:
        await on.press("up", "down", "down", "up", "ctrl+home")
        await on.pilot.click(YearGrid, offset=(2, 4))

        assert [m.row_id for m in on.of(YearGrid.CellHighlighted)] == ["PIF-10", "PIF-14", "PIF-15", "PIF-14", "PIF-10"]
        assert on.of(YearGrid.CellChosen) == []


async def test_a_click_goes_to_the_cell_and_another_opens_it(stage):
    grid = YearGrid(ROWS)

    async with stage(grid) as on:
        x = on.lines[0].encode("big5").index("3月".encode("big5"))
        await on.pilot.click(YearGrid, offset=(x, 2))
        assert (grid.cursor, grid.month) == (1, 3)
        await on.pilot.click(YearGrid, offset=(x, 2))
        await on.pilot.pause()
        assert [(m.row_id, m.month) for m in on.of(YearGrid.CellChosen)] == [("PIF-10", 3)]


async def test_another_year_keeps_the_cursor_on_its_series(stage):
    grid = YearGrid(ROWS)

    async with stage(grid) as on:
        await on.press("end", "down", "down")
        grid.show(tuple(reversed(ROWS)), this_month=3)
        await on.pilot.pause()

        assert grid.current.id == "PIF-14"
        assert grid.month == 12


async def test_the_table_twin_says_the_same_in_words():
    assert YearGrid(ROWS).as_rows()[0][3] == "5日已召開、19日預定"


async def test_an_empty_year_says_so(stage):
    async with stage(YearGrid()) as on:
        await on.press("down", "enter", "d")

        assert "這一年還沒有會議別。" in on.text


async def test_hostile_names_are_shown_as_typed(stage, size, hostile):
    async with stage(YearGrid([GridRow(i, name, MARCH) for i, name in enumerate(hostile)]), size=size) as on:
        await on.press("down", "d")

        assert on.harmless()
        assert "詳[/附件]" in on.text
        assert "[@click=app.qui" in on.text


async def test_a_terminal_that_draws_wide_gets_plain_signs(stage):
    async with stage(YearGrid(ROWS), ascii_only=True, size=(160, 45)) as on:
        assert not set(on.text) & set("●○×→█░│")
        assert "*o" in on.lines[2]
