"""The list of records, short and long."""

from __future__ import annotations

import pytest

from meetingtui.domain.errors import Refusal
from meetingtui.tui.widgets.agenda_list import AgendaDay, AgendaList
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, RecordList, Row, Rows

COLUMNS = (
    ListColumn("number", "編號", 16, 9),
    ListColumn("date", "日期", 18, 8),
    ListColumn("series", "會議別", 20, 7, grow=1),
    ListColumn("chair", "主席", 10, 4),
    ListColumn("room", "地點", 14, 2),
    ListColumn("persons", "人次", 6, 3, numeric=True),
)


class Query:
    """A source that counts what is asked of it."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.asked: list[tuple[int, int]] = []

    def count(self) -> int:
        return self.total

    def page(self, offset: int, limit: int) -> list[Row]:
        self.asked.append((offset, limit))
        end = min(self.total, offset + limit)
        return [
            Row(i, (f"PIF-10-{i}", "115年3月5日", "高危機個案網絡會議", "副縣長", "三樓", str(i)))
            for i in range(offset, end)
        ]


def sittings(count: int) -> Rows:
    return Rows(Query(count).page(0, count))


async def test_a_list_of_any_length_reads_only_the_page_that_is_seen(stage, size):
    query = Query(100_000)
    records = RecordList(COLUMNS, query)

    async with stage(records, size=size) as on:
        assert query.asked == [(0, 128)]
        await on.press("end")

        assert len(query.asked) <= 3
        assert records.current.id == 99_999
        assert "PIF-10-99999" in on.lines[-2]
        assert "共100,000筆" in on.lines[-1]


async def test_the_least_important_columns_go_first_on_a_narrow_terminal(stage):
    records = RecordList(COLUMNS, sittings(3))

    async with stage(records, size=(80, 24)) as on:
        assert all(word in on.lines[0] for word in ("編號", "日期", "會議別", "主席"))
        assert "地點" not in on.lines[0]
    records = RecordList(COLUMNS, sittings(3))
    async with stage(records, size=(160, 45)) as on:
        assert all(word in on.lines[0] for word in ("編號", "日期", "會議別", "主席", "地點", "人次"))


async def test_arrows_and_pages_move_the_cursor_and_tell_the_record(stage):
    records = RecordList(COLUMNS, sittings(100))

    async with stage(records) as on:
        await on.press("down", "down", "up", "pagedown")

        assert records.cursor == 1 + 22
        assert [message.id for message in on.of(RecordList.Highlighted)] == [0, 1, 2, 1, 23]
        assert "PIF-10-23" in on.text
        await on.press("home", "pageup", "up")
        assert records.cursor == 0


async def test_enter_opens_the_record_under_the_cursor(stage):
    async with stage(RecordList(COLUMNS, sittings(5))) as on:
        await on.press("down", "enter")

        assert [message.id for message in on.of(RecordList.Opened)] == [1]


async def test_space_ticks_a_record_and_goes_on(stage):
    records = RecordList(COLUMNS, sittings(5))

    async with stage(records) as on:
        assert records.chosen() == [0]
        await on.press("space", "down", "space")

        assert records.marked == {0, 2}
        assert records.chosen() == [0, 2]
        assert "✓" in on.lines[1]
        assert "已勾2筆" in on.lines[-1]


async def test_all_records_are_ticked_at_once_also_those_never_read(stage):
    records = RecordList(COLUMNS, Query(12_345))

    async with stage(records) as on:
        await on.press("ctrl+a")
        assert len(records.marked) == 12_345
        await on.press("ctrl+a")
        assert not records.marked


async def test_a_click_on_a_heading_asks_for_that_order_and_again_for_the_reverse(stage):
    records = RecordList(COLUMNS, sittings(5))

    async with stage(records) as on:
        await on.pilot.click(RecordList, offset=(20, 0))
        records.show(sittings(5), sort=("date", False))
        await on.pilot.click(RecordList, offset=(20, 0))
        await on.pilot.pause()

        assert [(m.key, m.descending) for m in on.of(RecordList.SortWanted)] == [("date", False), ("date", True)]
        assert "日期▲" in on.lines[0]


async def test_s_sorts_by_the_next_column_and_shift_s_reverses(stage):
    records = RecordList(COLUMNS, sittings(5))

    async with stage(records) as on:
        records.show(sittings(5), sort=("number", False))
        await on.press("s", "S")

        assert [(m.key, m.descending) for m in on.of(RecordList.SortWanted)] == [("date", False), ("number", True)]


async def test_the_mouse_moves_the_cursor_opens_and_ticks(stage):
    records = RecordList(COLUMNS, sittings(50))

    async with stage(records) as on:
        await on.pilot.click(RecordList, offset=(20, 3))
        assert records.cursor == 2
        await on.pilot.click(RecordList, offset=(20, 3))
        await on.pilot.pause()
        assert [message.id for message in on.of(RecordList.Opened)] == [2]
        await on.pilot.click(RecordList, offset=(0, 5))
        assert records.marked == {4}


async def test_a_capped_count_is_not_shown_as_a_total(stage):
    records = RecordList(COLUMNS)

    async with stage(records) as on:
        records.show(sittings(50), capped=True, summary="合計 50 場")
        await on.pilot.pause()

        assert "先列出50筆，後面還有" in on.lines[-1]
        assert "共50筆" not in on.text
        assert "合計 50 場" in on.lines[-1]


async def test_an_empty_list_says_what_would_fill_it(stage):
    async with stage(RecordList(COLUMNS, empty="還沒有場次。按 n 新增。")) as on:
        await on.press("enter", "space", "end", "pagedown", "ctrl+a")

        assert "還沒有場次。按 n 新增。" in on.text
        assert on.of(RecordList.Opened) == []


async def test_reading_again_keeps_cursor_and_ticks_with_their_records(stage):
    source = sittings(10)
    records = RecordList(COLUMNS, source)

    async with stage(records) as on:
        await on.press("down", "down", "space")
        source.rows = [Row("new", ("新",)), *source.rows]
        records.reload()
        await on.pilot.pause()

        assert records.current.id == 3
        assert records.marked == {2}
        source.rows = source.rows[:2]
        records.reload()
        assert records.cursor == 1


async def test_a_source_that_refuses_shows_its_sentence(stage):
    class Locked(Query):
        def page(self, offset: int, limit: int) -> list[Row]:
            raise Refusal("資料庫被鎖住了。請稍候再試。")

    async with stage(RecordList(COLUMNS, Locked(9))) as on:
        await on.press("down", "ctrl+a")

        assert "資料庫被鎖住了。請稍候再試。" in on.text


async def test_keys_that_a_list_does_not_offer_go_on_to_the_screen(stage):
    async with stage(RecordList(COLUMNS, sittings(3), markable=False, sortable=False)) as on:
        heard = []
        on.app.bind("s,space", "bell")
        on.app.bell = lambda: heard.append("bell")
        await on.press("s", "space")

        assert len(heard) == 2


async def test_hostile_texts_are_shown_as_typed(stage, size, hostile):
    rows = Rows([Row(i, (text,) * 6, "error") for i, text in enumerate(hostile)])
    records = RecordList(COLUMNS, rows)

    async with stage(records, size=size) as on:
        records.show(rows, summary=hostile[0])
        await on.press("down", "enter")

        assert on.harmless()
        assert "詳[/附件]" in on.text
        assert "[@click=app.q" in on.text
        assert "␛[31m紅" in on.text


@pytest.mark.parametrize("ascii_only", [False, True])
async def test_every_line_is_as_wide_as_the_terminal(stage, size, ascii_only, hostile):
    from rich.cells import cell_len

    rows = Rows([Row(i, (text * 9,) * 6) for i, text in enumerate(hostile)])
    async with stage(RecordList(COLUMNS, rows), size=size, ascii_only=ascii_only) as on:
        assert {cell_len(line) for line in on.text.splitlines()} == {size[0]}


async def test_a_terminal_that_draws_wide_gets_no_ambiguous_sign(stage):
    records = RecordList(COLUMNS)

    async with stage(records, ascii_only=True) as on:
        records.show(sittings(3), sort=("number", True))
        await on.press("space")

        assert not set(on.text) & set("✓▲▼●○×█░│")
        assert "編號v" in on.lines[0]


async def test_the_hardware_cursor_follows_the_cursor_line(stage):
    async with stage(RecordList(COLUMNS, sittings(100))) as on:
        await on.press("down", "down")
        assert on.app.cursor_position == (0, 3)
        await on.press("end")
        assert on.app.cursor_position == (0, 22)


async def test_headings_are_not_counted_as_records(stage):
    rows = [Row("kind:a", ("法定",), HEADING), *sittings(2).rows, Row("kind:b", ("平台",), HEADING), Row("x", ("末",))]
    records = RecordList(COLUMNS, Rows(rows))

    async with stage(records) as on:
        assert on.lines[-1].split() == ["共3筆", "1/3"]
        await on.press("down", "ctrl+a")
        assert on.lines[-1].split() == ["共3筆，已勾3筆", "2/3"]
        await on.press("end")
        assert on.lines[-1].split() == ["共3筆，已勾3筆", "3/3"]


def under_headings(groups: int, size: int) -> Rows:
    """Groups of `size` records, each under its heading; the ids of the records count from 0."""
    return Rows([
        row
        for group in range(groups)
        for row in (
            Row(f"kind:{group}", (f"第{group}類",), HEADING),
            *(Row(group * size + place, (f"記錄{group * size + place}",)) for place in range(size)),
        )
    ])  # fmt: skip


async def test_the_cursor_never_stands_on_a_heading(stage):
    records = RecordList(COLUMNS, under_headings(groups=9, size=3))

    async with stage(records) as on:
        assert records.current.id == 0
        told = []
        for key in ("down", "down", "down", "up", "end", "home", "up", "pagedown", "pageup", "space", "space"):
            await on.press(key)
            told.append(records.current.id)
        assert told == [1, 2, 3, 2, 26, 0, 0, 17, 0, 1, 2]
        assert records.marked == {0, 1}
        assert None not in [message.id for message in on.of(RecordList.Highlighted)]

        records.cursor = 8
        assert records.current.id == 6
        records.cursor = 4
        assert records.current.id == 2


async def test_the_heading_above_the_cursor_is_seen_with_it(stage):
    records = RecordList(COLUMNS, under_headings(groups=9, size=3))

    async with stage(records) as on:
        await on.press("end", *["up"] * 17)
        assert records.current.id == 9
        assert on.lines[1].strip() == "第3類"
        await on.press("home")
        assert on.lines[1].strip() == "第0類"


async def test_a_click_on_a_heading_leaves_the_cursor_where_it_is(stage):
    records = RecordList(COLUMNS, under_headings(groups=3, size=3))

    async with stage(records) as on:
        await on.press("down")
        for x in (0, 4):
            await on.pilot.click(RecordList, offset=(x, 5))
        assert (records.current.id, records.marked) == (1, set())
        assert not on.of(RecordList.Opened)
        await on.pilot.click(RecordList, offset=(4, 6))
        assert records.current.id == 3


async def test_an_agenda_heads_its_sittings_by_day(stage):
    agenda = AgendaList(COLUMNS)

    async with stage(agenda) as on:
        agenda.show_days(
            [
                AgendaDay("2026-03-05", "115年3月5日（星期四）", sittings(2).rows, "颱風停班[/]"),
                AgendaDay("2026-03-06", "115年3月6日（星期五）", (Row("x", ("最後",)),)),
            ]
        )
        await on.pilot.pause()
        assert agenda.current.id == 0
        assert on.lines[1] == "115年3月5日（星期四） 颱風停班[/]"
        await on.press("down", "down", "enter")

        assert [message.id for message in on.of(RecordList.Opened)] == ["x"]


async def test_a_day_without_sittings_can_be_chosen_to_add_one(stage):
    agenda = AgendaList(COLUMNS)

    async with stage(agenda) as on:
        agenda.show_days([
            AgendaDay("2026-03-05", "115年3月5日", sittings(1).rows), AgendaDay("2026-03-06", "115年3月6日"),
            AgendaDay("2026-03-07", "115年3月7日", (Row("x", ("最後",)),)), AgendaDay("2026-03-08", "115年3月8日"),
        ])  # fmt: skip
        told = [agenda.current.id]
        for _turn in range(4):
            await on.press("down")
            told.append(agenda.current.id)
        assert told == [0, "day:2026-03-06", "x", "day:2026-03-08", "day:2026-03-08"]
