"""統計: the table of a year's figures, its notes, signs and totals, and how it looks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from meetingtui.dates.clock import Clock
from meetingtui.services import counts, holding, scheduling, sessions
from meetingtui.tui import count_words
from meetingtui.tui.widgets.record_list import RecordList
from tests import builders
from tests.tui.counts_app import YOUTH, above, counts_of, line, lines, page, table, told, truth, words
from tests.tui.keyboard import press, settled
from tests.tui.screen_picture import assert_picture, picture


@pytest.fixture
def opened(sample_office, choices) -> Callable[..., Any]:
    """Opens the counts of the sample."""
    return partial(counts_of, sample_office, choices)


@pytest.mark.parametrize("key", ["7", "f8", "７"])
async def test_every_series_stands_with_its_figures(opened, sample_office, key):
    async with opened(size=(160, 45), key=key) as pilot:
        for code, row in truth(sample_office).items():
            shown = line(pilot, code)
            for figure in ("planned", "held", "credited", "cancelled", "postponed", "person_times"):
                assert shown[figure] == f"{getattr(row, figure):,}"
            for figure in ("stated", "computed", "floor", "target", "longest_gap_days", "shortfall"):
                value = getattr(row, figure)
                assert shown[figure] == ("" if value is None else f"{value:,}")


async def test_period_as_of_date_grouping_and_notes_are_always_in_sight(opened, sample_office):
    async with opened() as pilot:
        for key in ("v", "v", "v", "v"):
            assert above(pilot) == "115年，基準日115.11.22，依會議別"
            seen = picture(pilot.app).replace("\n", "").replace(" ", "")
            assert "單位：場次；人次另列，兩者不相加。" in seen
            assert "外部召開之會議列示但不計入合計。" in seen
            await press(pilot, key)


async def test_what_is_counted_apart_stands_below_under_why(opened, sample_office):
    apart = {row.key for row in truth(sample_office).values() if row.apart}

    async with opened(size=(160, 45)) as pilot:
        shown = lines(pilot)
        first = next(at for at, one in enumerate(shown) if "不計入合計" in one["key"])
        assert {one["key"] for one in shown[first:] if "不計入合計" not in one["key"]} == apart
        assert sum("不計入合計" in one["key"] for one in shown) == 3


async def test_the_totals_line_counts_each_sitting_once(opened, sample_office):
    totals = counts.count(sample_office, counts.year_span(2026)).totals

    async with opened() as pilot:
        footer = table(pilot).footer_line()

        assert footer.split() == [
            "合計",
            *(str(totals[one]) for one in ("sessions", "held", "credits", "person_times")),
        ]
        assert footer.rstrip() in picture(pilot.app)


async def test_the_least_important_figures_go_first_on_a_narrow_screen(opened):
    async with opened() as pilot:
        heading = picture(pilot.app).splitlines()[2]
        for stays in ("名稱", "應召開", "預定", "已召開", "認列", "尚缺", "已取消", "判定"):
            assert stays in heading
        for goes in ("代碼", "依頻率", "曾延期", "下次最遲"):
            assert goes not in heading
    async with opened(size=(160, 45)) as pilot:
        heading = picture(pilot.app).splitlines()[2]
        for all_of_them in ("代碼", "載明", "依頻率", "下限", "曾延期", "臨時會", "下次最遲"):
            assert all_of_them in heading


async def test_the_verdict_is_a_word_with_a_sign(planned_office, choices):
    planned_office.clock = Clock(date(2026, 11, 22))
    for one in builders.sittings(planned_office, "PIF-10"):
        holding.hold(planned_office, one.id)
    scheduling.cancel(planned_office, builders.sittings(planned_office, "PIF-07")[-1].id, reason="颱風")

    async with counts_of(planned_office, choices) as pilot:
        verdicts = {one["name"]: one["status"] for one in lines(pilot) if "status" in one}
        assert verdicts["強化社會安全網跨網絡會議"] == "✓ 符合"
        assert verdicts["社區照顧資源整合平台會議"] == "○ 缺28已排"
        assert verdicts["強迫入學委員會"] == "! 缺2"
        assert [row.style for row in map(table(pilot).row, range(3))].count("error") >= 1


async def test_a_shortfall_of_a_year_that_is_over_is_alarming_even_with_sittings_left_open(planned_office, choices):
    planned_office.clock = Clock(date(2027, 1, 5))

    async with counts_of(planned_office, choices) as pilot:
        await press(pilot, "left_square_bracket")
        assert next(one for one in lines(pilot) if one.get("name") == "治安會議")["status"] == "! 缺6"


async def test_signs_are_ascii_where_the_terminal_needs_it(opened):
    async with opened(ascii_only=True) as pilot:
        seen = picture(pilot.app)
        assert "* 符合" in seen
        assert not {"✓", "○"} & set(seen)


async def test_the_line_below_says_all_that_a_row_has(opened):
    async with opened(size=(160, 45)) as pilot:
        seen = words(pilot, "sentence")
        assert seen.startswith("兒少年權益保障暨少年輔導委員會：4/4，最長間隔97天：過長（115.5.12至115.8.17）")
        assert "下次最遲116.2.10" in seen


async def test_a_list_is_sorted_by_a_figure_within_what_is_counted_and_apart(opened):
    async with opened() as pilot:
        list_ = table(pilot)
        list_.post_message(RecordList.SortWanted(list_, "person_times", True))
        await settled(pilot)

        figures = [int(one["person_times"]) for one in lines(pilot) if one.get("person_times")]
        assert figures[0] == max(figures[:7])
        assert list(lines(pilot)[7].values()) == ["預設頻率（不計入合計）"]


async def test_a_figure_is_never_cut_however_large(opened, sample_office):
    one = sessions.show(sample_office, "PIF-14-115-T4-04")  # not entered as held yet
    holding.hold(sample_office, one.id, person_times=888_888)

    async with opened(size=(160, 45)) as pilot:
        await settled(pilot)

        whole = max(row.person_times for row in truth(sample_office).values())
        assert whole > 888_888
        assert f"{whole:,}" in picture(pilot.app)
        assert ".." not in table(pilot).footer_line()


async def test_a_change_elsewhere_is_counted_when_one_comes_back(opened, sample_office):
    async with opened() as pilot:
        open_one = next(one for one in builders.sittings(sample_office, "PIF-17") if one.status == "planned")
        before = int(line(pilot, "PIF-17")["planned"])
        await press(pilot, "1")
        scheduling.cancel(sample_office, open_one.id, reason="無討論案件")
        pilot.app.records_changed()
        await press(pilot, "7")

        assert int(line(pilot, "PIF-17")["planned"]) == before - 1


async def test_a_year_with_nothing_in_it_says_so(opened):
    async with opened() as pilot:
        await press(pilot, "h", "y", "1", "2", "0")
        assert "這段期間沒有應召開或已召開的場次" in picture(pilot.app)


async def test_a_database_that_cannot_be_read_says_so(opened, sample_office):
    with sqlite3.connect(sample_office.location.path) as connection:
        connection.execute("ALTER TABLE credit RENAME TO gone")
    connection.close()

    async with opened() as pilot:
        assert "資料讀不到，未能統計。" in picture(pilot.app)
        assert told(pilot)


async def test_hostile_names_show_as_typed(opened, sample_office):
    hostile = "詳[/附件]\x1b[31m[@click=app.quit]"
    row = next(iter(truth(sample_office).values()))._replace(name=hostile)

    async with opened(size=(160, 45)) as pilot:
        facts = page(pilot).facts
        found = facts.counts._replace(rows=(row, *facts.counts.rows[1:]))
        for key in ("t", "g", "c"):
            await press(pilot, key)
            page(pilot)._take(facts._replace(counts=found))
            await pilot.pause()
            seen = picture(pilot.app)
            assert "詳[/附件]␛[31m" in seen
            assert "\x1b" not in seen


def test_a_gap_shorter_than_the_longest_is_told_with_its_own_length(sample_office):
    row = truth(sample_office)[YOUTH]._replace(longest_gap_days=120)

    assert "（逾越者115.5.12至115.8.17，97天）" in count_words.sentence(row, coming=0)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
@pytest.mark.parametrize("view", ["table", "bars", "heat", "check"])
async def test_the_counts_look_as_kept(opened, size, view):
    async with opened(size=size) as pilot:
        page(pilot).action_view(view)
        await settled(pilot)

        assert_picture(pilot.app, f"counts-{view}-{size[0]}")
