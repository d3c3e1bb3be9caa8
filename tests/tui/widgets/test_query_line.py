"""The query line above every list."""

from __future__ import annotations

from datetime import date

from meetingtui.domain.query import Query, Term
from meetingtui.tui.widgets.query_line import QueryLine

SERIES = ["高危機個案網絡會議", "詳[/附件]", "\x1b[31m[@click=app.quit]\u202e", "高 風險"]


def line(text: str = "") -> QueryLine:
    return QueryLine(
        text,
        complete=lambda field, prefix: [name for name in SERIES if prefix in name] if field == "series" else [],
        year=2026,
        near=date(2026, 11, 22),
    )


async def test_enter_hands_over_the_parsed_query(stage, size):
    async with stage(line(), size=size) as on:
        await on.press(*"颱風 3月", "enter")

        assert on.of(QueryLine.Submitted)[-1].query == Query((Term("month", "3"),), ("颱風",))
        assert on.of(QueryLine.Changed)[-1].query == Query((Term("month", "3"),), ("颱風",))


async def test_the_list_is_filtered_a_moment_after_the_last_key(stage):
    query = line()

    async with stage(query) as on:
        await on.press(*"3月")
        assert on.of(QueryLine.Changed) == []
        await on.pilot.pause(0.4)
        assert [m.query for m in on.of(QueryLine.Changed)] == [Query((Term("month", "3"),))]


async def test_fields_and_values_are_offered_and_taken(stage):
    query = line()

    async with stage(query) as on:
        await on.press("會")
        assert query.drop.offered == ("會議:",)
        await on.press("tab")
        assert query.value == "會議:"
        assert len(query.drop.offered) == 4
        await on.press("高", "down", "down", "enter")
        assert query.value == '會議:"高 風險" '
        await on.press("enter")
        assert on.of(QueryLine.Submitted)[-1].query == Query((Term("series", "高 風險"),))


async def test_an_unknown_field_is_explained_in_a_sentence(stage):
    query = line()

    async with stage(query) as on:
        await on.press(*"甲乙:1", "enter")

        assert "沒有「甲乙」這個查詢欄位" in on.text
        assert on.of(QueryLine.Submitted) == []
        await on.press("escape", "escape")
        assert query.error == ""


async def test_a_value_still_being_typed_is_no_error(stage):
    query = line()

    async with stage(query) as on:
        await on.press(*"狀態:預")
        await on.pilot.pause(0.4)

        assert query.error == ""
        assert query.drop.offered == ("預定",)


async def test_escape_closes_the_offers_then_clears_then_leaves(stage):
    query = line()

    async with stage(query) as on:
        await on.press("會", "escape")
        assert (query.drop.is_open, query.value) == (False, "會")
        await on.press("escape")
        assert query.value == ""
        assert on.of(QueryLine.Left) == []
        await on.press("escape")
        assert len(on.of(QueryLine.Left)) == 1


async def test_a_line_set_by_the_screen_is_read_without_offers(stage):
    query = line("狀態:預定")

    async with stage(query) as on:
        await on.pilot.pause()

        assert not query.drop.is_open
        assert on.of(QueryLine.Changed)[-1].query == Query((Term("status", "planned"),))


async def test_hostile_values_are_shown_as_typed(stage, size, hostile):
    query = line()

    async with stage(query, size=size) as on:
        await on.press(*"會議:")
        assert "詳[/附件]" in on.text
        assert "␛[31m[@click=app.quit]‹202E›" in on.text
        await on.press("down", "down", "down", "enter")
        assert on.harmless()
        for text in hostile:
            query.value = f"{text}:{text}"
            await on.press("enter")
            assert on.harmless()
