"""Bars, heat map and the panel of one record."""

from __future__ import annotations

from rich.cells import cell_len

from meetingtui.tui.widgets.bar_chart import Bar, BarChart
from meetingtui.tui.widgets.detail import Detail
from meetingtui.tui.widgets.heat_map import HeatMap, HeatRow

BARS = (Bar("高危機", 12, 24, 20), Bar("社區平台", 28, 28, 28), Bar("外部", 3), Bar("未開", 0, 4, 0))
MONTHS = tuple(f"{month}月" for month in range(1, 13))


async def test_a_bar_shows_held_planned_and_target_on_one_scale(stage, size):
    async with stage(BarChart(BARS), size=size) as on:
        first, second, third, fourth = on.lines[:4]
        assert "12/24" in first
        assert 0.4 < first.count("█") / second.count("█") < 0.46
        assert "░" in first
        assert "│" in first
        assert "│" not in second
        assert third.endswith("3")
        assert "█" not in fourth
        assert "已召開" in on.lines[-1]


async def test_bars_begin_in_one_line_under_chinese_labels(stage):
    async with stage(BarChart(BARS)) as on:
        starts = {cell_len(line[: line.index("█")]) for line in on.lines[:3]}
        assert len(starts) == 1


async def test_the_table_twins_say_the_same_in_figures(stage):
    assert BarChart(BARS).as_rows() == [
        ("高危機", "12", "20", "24"),
        ("社區平台", "28", "28", "28"),
        ("外部", "3", "0", ""),
        ("未開", "0", "0", "4"),
    ]
    heat = HeatMap()
    heat.show(MONTHS, [HeatRow("甲", tuple(range(12)))])
    assert heat.as_rows()[0] == ("會議別", *MONTHS, "合計")
    assert heat.as_rows()[1] == ("甲", *map(str, range(12)), "66")


async def test_a_heat_map_writes_the_figure_into_every_cell(stage, size):
    heat = HeatMap()

    async with stage(heat, size=size) as on:
        heat.show(MONTHS, [HeatRow("甲", tuple(range(12)))])
        await on.pilot.pause()

        assert on.lines[1].split() == ["甲", ".", *map(str, range(1, 12)), "66"]


async def test_a_heat_map_of_weeks_fits_a_narrow_terminal(stage):
    heat = HeatMap()

    async with stage(heat, size=(80, 24)) as on:
        heat.show([str(week) for week in range(1, 54)], [HeatRow("甲", (3,) * 53)])
        await on.pilot.pause()

        assert on.lines[1].count("3") == 53
        assert "未顯示" not in on.lines[-1]


async def test_figures_that_find_no_room_are_told(stage):
    heat = HeatMap()

    async with stage(heat, size=(40, 24)) as on:
        heat.show([str(week) for week in range(1, 54)], [HeatRow("甲", (3,) * 53)])
        await on.pilot.pause()

        assert "還有26欄" in on.lines[-1]


async def test_a_detail_wraps_long_texts_beside_their_label(stage, size):
    detail = Detail([("基本資料", None), ("會議別", "高危機個案網絡會議"), ("備註", "很長的說明" * 30 + "\n第二段")])

    async with stage(detail, size=size) as on:
        assert on.lines[0] == "基本資料"
        assert on.lines[1].split() == ["會議別", "高危機個案網絡會議"]
        assert any(line.strip() == "第二段" for line in on.lines)
        assert len({len(line) - len(line.lstrip()) for line in on.lines[3:6] if line}) == 1


async def test_a_long_detail_scrolls_with_the_arrows(stage):
    detail = Detail([(f"欄{number}", str(number)) for number in range(100)])

    async with stage(detail) as on:
        await on.press("down", "down", "pagedown")
        assert on.lines[0].startswith("欄26")
        await on.press("end")
        assert on.lines[-1].startswith("欄99")


async def test_hostile_texts_are_shown_as_typed(stage, size, hostile):
    heat = HeatMap()
    detail = Detail([(text, text) for text in hostile])

    async with stage(BarChart([Bar(text, 1, 2) for text in hostile]), heat, detail, size=size) as on:
        heat.show(hostile, [HeatRow(text, (1,) * len(hostile)) for text in hostile])
        await on.pilot.pause()

        assert on.harmless()
        assert on.text.count("詳[/附件]") >= 3


async def test_nothing_to_draw_is_said(stage):
    async with stage(BarChart(), HeatMap(), Detail()) as on:
        assert on.text.count("沒有可以畫的數字。") == 2
        assert "沒有選取任何一筆。" in on.text


async def test_a_terminal_that_draws_wide_gets_plain_signs(stage):
    async with stage(BarChart(BARS), ascii_only=True) as on:
        assert not set(on.text) & set("●○×→█░│")
        assert "#" in on.lines[0]
