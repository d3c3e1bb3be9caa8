"""統計: the figures of a year in four views, its statutory check, its files and its frozen copy."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import meetingtui
from meetingtui.dates.clock import Clock
from meetingtui.domain.counts import CountRow
from meetingtui.services import counts, frozen_counts, holding, scheduling, sessions
from meetingtui.services.office import Office
from meetingtui.tui import count_words
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.period import PeriodDialog
from meetingtui.tui.dialogs.save_counts import SaveCounts
from meetingtui.tui.screens.counts import Counts
from meetingtui.tui.widgets.bar_chart import BarChart
from meetingtui.tui.widgets.heat_map import HeatMap
from meetingtui.tui.widgets.record_list import RecordList
from meetingtui.tui.widgets.view_bar import ViewBar
from tests import builders
from tests.tui.screen_picture import assert_picture, picture

SAMPLE = Path(meetingtui.__file__).parents[1] / "sample.db"
YOUTH = "PIF-02-B"
"""少年輔導委員會: a duty with a floor of four and a gap of three months."""


@pytest.fixture
def sample_office(tmp_path: Path) -> Iterator[Office]:
    """屏東縣 with 115 planned whole and held until 115年11月20日, in a file of its own."""
    path = tmp_path / "county.db"
    shutil.copyfile(SAMPLE, path)
    path.chmod(0o600)
    office = builders.open_office(path)
    yield office
    office.close()


@pytest.fixture
def opened(sample_office, choices) -> Callable[..., Any]:
    """Opens the app on an office and goes to the counts by their key."""

    @asynccontextmanager
    async def open_on(office: Office | None = None, size: tuple[int, int] = (80, 24), key: str = "7", **options: Any):
        app = MeetingApp(lambda: office or sample_office, choices, **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            await press(pilot, key)
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


def page(pilot) -> Counts:
    screen = pilot.app.screen
    assert isinstance(screen, Counts)
    return screen


def table(pilot) -> RecordList:
    return page(pilot).query_one(RecordList)


def lines(pilot) -> list[dict[str, str]]:
    """The lines of the list by the keys of their columns; headings have only a name."""
    shown = table(pilot)
    keys = [column.key for column in shown.columns]
    return [dict(zip(keys, shown.row(at).cells, strict=False)) for at in range(shown.total)]


def line(pilot, code: str) -> dict[str, str]:
    return next(one for one in lines(pilot) if one.get("key") == code)


def above(pilot) -> str:
    return page(pilot).query_one(ViewBar).words


def words(pilot, part: str) -> str:
    """What one of the lines below the figures says."""
    return str(page(pilot).query_one(f"#counts--{part}").render())


def told(pilot) -> str:
    """The note that is shown."""
    return "".join(one.message for one in pilot.app._notifications)


def query(pilot) -> str:
    return pilot.app.screen.query_one("#query").value


def truth(office: Office, year: int = 2026) -> dict[str, CountRow]:
    return counts.year(office, year)


# ----- the table


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


async def test_the_verdict_is_a_word_with_a_sign(opened, planned_office):
    planned_office.clock = Clock(date(2026, 11, 22))
    for one in builders.sittings(planned_office, "PIF-10"):
        holding.hold(planned_office, one.id)
    scheduling.cancel(planned_office, builders.sittings(planned_office, "PIF-07")[-1].id, reason="颱風")

    async with opened(planned_office) as pilot:
        verdicts = {one["name"]: one["status"] for one in lines(pilot) if "status" in one}
        assert verdicts["強化社會安全網跨網絡會議"] == "✓ 符合"
        assert verdicts["社區照顧資源整合平台會議"] == "○ 缺28已排"
        assert verdicts["強迫入學委員會"] == "! 缺2"
        assert [row.style for row in map(table(pilot).row, range(3))].count("error") >= 1


async def test_a_shortfall_of_a_year_that_is_over_is_alarming_even_with_sittings_left_open(opened, planned_office):
    planned_office.clock = Clock(date(2027, 1, 5))

    async with opened(planned_office) as pilot:
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
    one = sessions.show(sample_office, "PIF-14-115-T4-04")  # its minutes are still a draft
    holding.unhold(sample_office, one.id, reason="更正")
    holding.hold(sample_office, one.id, person_times=888_888)

    async with opened(size=(160, 45)) as pilot:
        await settled(pilot)

        whole = max(row.person_times for row in truth(sample_office).values())
        assert whole > 888_888
        assert f"{whole:,}" in picture(pilot.app)
        assert ".." not in table(pilot).footer_line()


# ----- year, period, grouping


async def test_another_year_is_counted_by_typing_it(opened, sample_office):
    async with opened() as pilot:
        await press(pilot, "y", "1", "1", "6")

        assert above(pilot).startswith("116年")
        assert line(pilot, "PIF-10")["planned"] == str(truth(sample_office, 2027)["PIF-10"].planned)


async def test_b_turns_through_the_five_groupings(opened, sample_office):
    async with opened(size=(160, 45)) as pilot:
        seen = []
        for _turn in range(5):
            await press(pilot, "b")
            seen.append(above(pilot).rpartition("，")[2])
        assert seen == ["依分區", "依季", "依層級", "依主辦機關", "依會議別"]


async def test_tracks_and_quarters_have_a_column_of_their_own(opened):
    async with opened() as pilot:
        await press(pilot, "b")
        assert line(pilot, "PIF-14-T3")["part"] == "第3中心（內埔區）"
        assert line(pilot, "PIF-14-T3")["name"] == "社區照顧資源整合平台會議"

        await press(pilot, "b")
        assert line(pilot, "PIF-14-Q4")["part"] == "第4季"
        assert "代碼" not in picture(pilot.app).splitlines()[2] or "第4季" not in line(pilot, "PIF-14-Q4")["name"]


async def test_levels_are_named_in_words_not_by_code(opened):
    async with opened() as pilot:
        await press(pilot, "b", "b", "b")
        assert "statutory" not in picture(pilot.app)
        assert {"法定委員會", "聯繫會議", "社區平台", "個案會議"} <= {one.get("name") for one in lines(pilot)}


PERIODS = {
    "several years": (["right", "tab", "1", "1", "4"], "114年至115年"),
    "school year": (["right", "right", "tab", "1", "1", "4"], "114學年度"),
    "phase": (["right", "right", "right", "tab", "第", "二", "tab"], "第二期"),
    "two days": (["right", "right", "right", "right", "tab", *"115.3.1", "tab", *"115.5.31"], "115.3.1-115.5.31"),
    "a year": (["tab", "2", "0", "2", "5"], "114年"),
}


@pytest.mark.parametrize(("keys", "words"), PERIODS.values(), ids=PERIODS.keys())
async def test_any_period_is_chosen_and_stands_above(opened, keys, words):
    async with opened() as pilot:
        await press(pilot, "d")
        await typed(pilot, keys)
        await press(pilot, "enter")

        assert above(pilot).startswith(f"{words}，基準日115.11.22")


async def typed(pilot, keys) -> None:
    """Type into the dialog; a field that is entered is emptied first."""
    for key in keys:
        await pilot.press(key)
        if key == "tab":
            await pilot.press("ctrl+a", "delete")
    await settled(pilot)


async def test_an_as_of_date_shows_what_was_known_on_that_day(opened, sample_office):
    async with opened() as pilot:
        await press(pilot, "d", "tab", "tab", *"115.6.30", "enter")

        assert above(pilot) == "115年，基準日115.6.30，依會議別"
        known = counts.count(sample_office, counts.year_span(2026), as_of=date(2026, 6, 30))
        assert line(pilot, "PIF-15")["held"] == str({row.key: row for row in known.rows}["PIF-15"].held)


async def test_a_period_that_is_none_is_refused_at_its_place(opened):
    async with opened() as pilot:
        await press(pilot, "d", "right")
        await typed(pilot, ["tab", *"116", "tab", *"115"])
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PeriodDialog)
        assert "統計迄年不能早於起年" in picture(pilot.app)

        await press(pilot, *"abc", "enter")
        assert "看不出是哪一年" in picture(pilot.app)


async def test_what_was_typed_into_the_period_is_there_again_after_escape(opened):
    async with opened() as pilot:
        await press(pilot, "d", "right", "right")
        await typed(pilot, ["tab", *"113"])
        await press(pilot, "escape", "d")

        assert "113.8.1至114.7.31" in picture(pilot.app)


@pytest.mark.parametrize("back", [["escape"], ["y", "1", "1", "5"], ["left_square_bracket", "right_square_bracket"]])
async def test_a_year_ends_the_period_that_was_chosen(opened, back):
    async with opened() as pilot:
        await press(pilot, "d", "right", "right", "enter")
        assert above(pilot).startswith("115學年度")

        await press(pilot, *back)
        assert above(pilot) == "115年，基準日115.11.22，依會議別"


# ----- charts


async def test_bars_show_what_counts_against_the_target(opened, sample_office):
    truths = truth(sample_office)
    async with opened() as pilot:
        await press(pilot, "g")

        bars = {bar.label: bar for bar in page(pilot).query_one(BarChart).bars}
        assert bars["社區照顧資源整合平台會議"].target == truths["PIF-14"].target
        assert bars["社區照顧資源整合平台會議"].held == truths["PIF-14"].held
        assert bars["強化社會安全網跨網絡會議"].held == truths["PIF-10"].held + truths["PIF-10"].credited
        assert bars["金三角會議（外部）"].target is None


async def test_the_heat_map_shows_the_months_of_the_year(opened, sample_office):
    on_books = [one for one in builders.sittings(sample_office, "PIF-14") if one.status not in {"cancelled", "merged"}]

    async with opened() as pilot:
        await press(pilot, "h")

        heat = page(pilot).query_one(HeatMap)
        row = next(one for one in heat.rows if one.label == "社區照顧資源整合平台會議")
        assert heat.columns[:12] == tuple(f"{month}月" for month in range(1, 13))
        assert list(row.values[:12]) == [
            sum(one.day[5:7] == f"{month:02}" for one in on_books) for month in range(1, 13)
        ]
        assert "格內為在案場次" in picture(pilot.app)


async def test_the_heat_map_of_a_school_year_begins_in_august(opened):
    async with opened() as pilot:
        await press(pilot, "h", "d", "right", "right", "enter")

        assert page(pilot).query_one(HeatMap).columns[:2] == ("8月", "9月")


async def test_a_sitting_that_waits_for_a_date_has_a_column_in_the_heat_map(opened, planned_office):
    scheduling.postpone(planned_office, builders.sittings(planned_office, "PIF-07")[0].id, reason="颱風")

    async with opened(planned_office) as pilot:
        await press(pilot, "h")

        heat = page(pilot).query_one(HeatMap)
        assert heat.columns[-1] == "未定"
        assert next(one for one in heat.rows if one.label == "強迫入學委員會").values[-1] == 1


async def test_views_are_turned_to_by_key_tab_and_mouse(opened):
    async with opened() as pilot:
        seen = []
        for key in ("v", "tab", "v", "tab"):
            await press(pilot, key)
            seen.append(page(pilot).view)
        assert seen == ["bars", "heat", "check", "table"]

        await pilot.click(ViewBar, offset=(12, 0))
        await settled(pilot)
        assert page(pilot).view == "bars"


# ----- the statutory check


async def test_the_statutory_check_takes_two_keys_and_enter_shows_the_pair_of_dates(opened):
    """Journey 2: `7` `c`, then `Enter`."""
    async with opened() as pilot:
        await press(pilot, "c")
        assert line(pilot, YOUTH)["finding"] == "! 4/4，最長間隔97天：過長"

        await press(pilot, "enter")
        assert pilot.app.current_mode == "sessions"
        assert query(pilot) == "會議:PIF-02 日期:115/5/12..115/8/17"
        days = [pilot.app.screen.sittings.row(at).cells[1] for at in range(pilot.app.screen.sittings.total)]
        assert days == ["115.5.12（二）", "115.8.17（一）"]


async def test_the_check_has_those_first_that_do_not_meet_what_is_asked(opened):
    async with opened() as pilot:
        await press(pilot, "c")

        looks = [table(pilot).row(at).style for at in range(table(pilot).total)]
        assert looks == sorted(looks, key=lambda look: look != "error")
        assert looks.count("error") == 2
        heading = picture(pilot.app).splitlines()[2]
        for asked in ("載明", "預定", "已召開", "下限", "最長間隔", "判定"):
            assert asked in heading


async def test_a_duty_leads_to_the_sittings_of_its_joint_series(opened):
    async with opened() as pilot:
        await press(pilot, "c", "down", "enter")
        assert query(pilot) == "會議:PIF-02 日期:115/5/12..115/8/17"


async def test_a_duty_is_not_alarming_while_its_joint_sittings_are_still_to_come(opened, planned_office):
    planned_office.clock = Clock(date(2026, 1, 2))

    async with opened(planned_office) as pilot:
        await press(pilot, "c")
        assert line(pilot, YOUTH)["finding"].startswith("○ 0/4，缺4已排")
        assert not any(table(pilot).row(at).style for at in range(table(pilot).total))


async def test_a_gap_that_a_credited_sitting_ends_leads_to_both_series(opened, planned_office):
    planned_office.clock = Clock(date(2026, 11, 22))
    own = builders.sittings(planned_office, "PIF-02")[0]
    other = next(one for one in builders.sittings(planned_office, "PIF-10") if one.day > "2026-09-01")
    holding.hold(planned_office, own.id)
    holding.hold(planned_office, other.id)
    holding.credit(planned_office, other.id, "PIF-02", reason="合併討論")

    async with opened(planned_office) as pilot:
        await press(pilot, "c", "enter")
        assert query(pilot).startswith("會議:PIF-02,PIF-10 日期:")


# ----- what lies behind a figure


JUMPS = {
    "series": (0, "PIF-10", "會議:PIF-10 年:115"),
    "track": (1, "PIF-14-T3", "會議:PIF-14 分區:第3中心（內埔區） 年:115"),
    "quarter": (2, "PIF-15-Q2", "會議:PIF-15 季:2 年:115"),
}


@pytest.mark.parametrize(("turns", "code", "wanted"), JUMPS.values(), ids=JUMPS.keys())
async def test_enter_on_a_row_shows_the_sittings_it_counts(opened, turns, code, wanted):
    async with opened() as pilot:
        await press(pilot, *"b" * turns)
        figure = int(line(pilot, code)["planned"])
        table(pilot).move_to(f"{code}/")
        await press(pilot, "enter")

        assert query(pilot) == wanted
        open_ones = [row for row in rows_of(pilot) if "取消" not in " ".join(row)]
        assert len(open_ones) == figure


def rows_of(pilot) -> list[tuple[str, ...]]:
    list_ = pilot.app.screen.sittings
    return [list_.row(at).cells for at in range(list_.total)]


@pytest.mark.parametrize(("turns", "wanted"), [(3, "層級:法定 年:115"), (4, "主辦:屏東縣政府社會處 年:115")])
async def test_a_level_or_host_leads_to_its_sittings(opened, turns, wanted):
    async with opened() as pilot:
        await press(pilot, *"b" * turns)
        await press(pilot, "enter")

        assert query(pilot) == wanted
        assert pilot.app.screen.sittings.total > 0


async def test_a_bar_is_opened_by_enter_and_by_a_second_click(opened):
    async with opened() as pilot:
        await press(pilot, "g", "down", "enter")
        assert query(pilot) == "會議:PIF-07 年:115"

        await press(pilot, "7")
        await pilot.click(BarChart, offset=(30, 2))
        await settled(pilot)
        assert page(pilot).query_one(BarChart).cursor == 2
        await pilot.click(BarChart, offset=(30, 2))
        await settled(pilot)
        assert query(pilot) == "會議:PIF-10 年:115"


async def test_a_period_of_days_goes_along_to_the_sittings(opened):
    async with opened() as pilot:
        await press(pilot, "d", "right", "right", "enter", "enter")
        assert query(pilot) == "會議:PIF-02 日期:115/8/1..116/7/31"


async def test_in_english_the_query_is_english_and_understood(opened, choices):
    async with opened() as pilot:
        await pilot.app.use_language("en")
        await settled(pilot)
        await press(pilot, "c", "enter")

        assert query(pilot) == "series:PIF-02 date:2026-05-12..2026-08-17"
        assert pilot.app.screen.sittings.total == 2


# ----- files


def exports(choices) -> list[Path]:
    return sorted((choices.data_folder / "exports").glob("*"))


async def test_the_year_is_saved_as_csv_by_one_key(opened, choices, sample_office):
    """Journey 13: `7` `y` 115 `p`."""
    async with opened() as pilot:
        await press(pilot, "y", "1", "1", "5", "p")

        (made,) = exports(choices)
        assert made.name == "屏東縣115年會議場次統計-會議別-1151122.csv"
        assert made.stat().st_mode & 0o777 == 0o600
        assert "已存到" in picture(pilot.app)
        rows = {row[0]: row for row in csv.reader(made.read_text(encoding="utf-8-sig").splitlines()) if row}
        assert rows["PIF-10"][1] == "強化社會安全網跨網絡會議"
        audit = sample_office.reader.row("SELECT verb, object FROM audit ORDER BY id DESC LIMIT 1")
        assert tuple(audit) == ("exported", "115年場次統計")


async def test_each_grouping_has_a_file_of_its_own(opened, choices):
    async with opened() as pilot:
        await press(pilot, "p", "b", "p", "b", "p")

        assert len(exports(choices)) == 3


async def test_the_same_count_again_leaves_the_file_and_another_one_asks(opened, choices, sample_office):
    async with opened() as pilot:
        await press(pilot, "p", "p")
        assert isinstance(pilot.app.screen, Counts)
        (made,) = exports(choices)
        before = made.read_bytes()

        open_one = builders.sittings(sample_office, "PIF-15")[-1]
        scheduling.cancel(sample_office, open_one.id, reason="無討論案件")
        pilot.app.records_changed()
        await settled(pilot)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, YesNo)
        assert made.read_bytes() == before

        await press(pilot, "enter")
        assert made.read_bytes() != before


@pytest.mark.parametrize(("turns", "ending"), [(0, "csv"), (1, "xlsx"), (2, "json"), (3, "txt")])
async def test_any_form_is_chosen_with_the_place_shown_and_editable(opened, choices, tmp_path, turns, ending):
    async with opened() as pilot:
        await press(pilot, "x", *["right"] * turns)
        assert f"-1151122.{ending}" in pilot.app.screen._path.text
        pilot.app.screen._path.text = f"{tmp_path}/"
        await press(pilot, "enter")

        (made,) = tmp_path.glob(f"*.{ending}")
        assert str(made) in told(pilot)
        if ending == "json":
            assert json.loads(made.read_text(encoding="utf-8"))["totals"]["sessions"] == 97


@pytest.mark.parametrize(("turns", "ending"), [(4, "pdf"), (5, "odt"), (6, "docx")])
async def test_a_count_becomes_a_paper_of_its_period_whatever_it_is_grouped_by(opened, tmp_path, turns, ending):
    async with opened() as pilot:
        await press(pilot, "b", "x", *["right"] * turns)
        pilot.app.screen._path.text = f"{tmp_path}/"
        await press(pilot, "enter")

        (made,) = tmp_path.glob(f"*.{ending}")
        assert str(made) in told(pilot)
        assert "115年度社會安全網會議場次統計表" in words_of(made)
        assert "親密關係高危機網絡評估會議" in words_of(made)


def words_of(path: Path) -> str:
    """All that a paper says, without blanks."""
    import re
    import zipfile

    import pypdf

    if path.suffix == ".pdf":
        found = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    else:
        inner = {".odt": "content.xml", ".docx": "word/document.xml"}[path.suffix]
        found = re.sub("<[^>]*>", "", zipfile.ZipFile(path).read(inner).decode())
    return "".join(found.split())


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/no/such/place/x.csv", "資料夾不存在"),
        ("x.doc", "不知道「x.doc」要存成什麼格式"),
        ("~nobody-here/x.csv", "無法寫入"),
    ],
)
async def test_a_file_that_cannot_be_written_says_why_and_keeps_what_was_typed(opened, path, words):
    async with opened(size=(160, 45)) as pilot:
        await press(pilot, "x")
        pilot.app.screen._path.text = path
        await press(pilot, "enter")

        assert isinstance(pilot.app.screen, SaveCounts)
        assert words in picture(pilot.app)
        assert pilot.app.screen._path.text == path


# ----- the frozen copy


async def test_a_year_is_frozen_and_later_counts_say_how_they_differ(opened, sample_office):
    async with opened(size=(120, 30)) as pilot:
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, YesNo)
        await press(pilot, "enter")
        assert "凍結之統計（基準日115.11.22）相同" in picture(pilot.app)

        open_one = builders.sittings(sample_office, "PIF-15")[-1]
        scheduling.cancel(sample_office, open_one.id, reason="無討論案件")
        pilot.app.records_changed()
        await settled(pilot)
        assert "有2處不同" in picture(pilot.app)
        assert "親密關係高危機網絡評估會議（PIF-15）預定：凍結時24，現為23" in words(pilot, "frozen")

        await press(pilot, "f", "escape")
        assert len(frozen_counts.compare(sample_office, page(pilot).facts.counts).differences) == 2
        await press(pilot, "f", "enter")
        assert "相同" in picture(pilot.app)


async def test_only_a_year_can_be_frozen(opened):
    async with opened() as pilot:
        await press(pilot, "d", "right", "right", "enter", "f")

        assert "只有單一年度的統計可以凍結" in picture(pilot.app)


# ----- around it


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
