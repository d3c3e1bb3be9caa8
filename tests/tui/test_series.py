"""會議別: every series with its check, found by any name, read whole, with the way to its sittings."""

from __future__ import annotations

import pytest

from meetingtui import language
from meetingtui.domain.visible import visible_line
from meetingtui.services import agencies, posts, registry, series
from meetingtui.services.series import SeriesForm
from meetingtui.tui.screens.series import Series
from meetingtui.tui.screens.series_page import SeriesPage
from meetingtui.tui.widgets.detail import Detail
from tests import builders
from tests.tui.registry_desk import desk, press, settle
from tests.tui.screen_picture import picture
from tests.tui.test_gate import DANGEROUS, HOSTILE


def place(pilot) -> Series:
    screen = pilot.app.screen
    assert isinstance(screen, Series)
    return screen


def codes(pilot) -> list[str]:
    table = place(pilot).table
    rows = [table.row(index) for index in range(table.total)]
    return [str(row.id) for row in rows if row.style != "heading"]


async def on(pilot, code: str) -> None:
    place(pilot).table.move_to(code)
    await settle(pilot)


def check_line(pilot) -> str:
    return place(pilot).query_one("#check").visual.plain


async def ask(pilot, query: str) -> None:
    place(pilot).show_query(query)
    await settle(pilot)


async def test_all_entries_of_a_county_are_listed_in_sections_as_what_they_are(office, tmp_path):
    async with desk(office, tmp_path, (160, 60)) as pilot:
        seen = picture(pilot.app)

    assert "排定的會議（17）" in seen
    assert "視需要召開，不編排（5）" in seen
    assert "外部召開：只出席與追蹤（2）" in seen
    assert "不是會議的項目：不編排（12）" in seen
    assert "30個會議別，2個待更正" in seen
    assert "總稱" in seen
    assert "工作機制" in seen


CHECKS = {
    "PIF-14": ("✓", "載明28場，與頻率相符：每季1場×7個分區＝28場"),
    "PIF-15": ("✓", "載明24場，與頻率相符"),
    "PIF-16": ("!", "待更正：精神列管個案警衛政聯合評估會載明12場，依頻率僅6場"),
    "PIF-17": ("!", "載明24場，依頻率僅12場"),
    "PIF-02": ("✓", "法定至少每3個月召開一次"),
    "PIF-08": ("✓", "不編排：勞動部委員會、教育部委員會（各委員會議之列舉）是總稱，不是會議，保留原樣。"),
}


async def test_the_line_below_the_list_explains_the_figures_of_the_series_under_the_cursor(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        for code, (sign, says) in CHECKS.items():
            await on(pilot, code)
            line = check_line(pilot)
            assert line.startswith(sign), code
            assert says in line
            assert place(pilot).query_one("#check").has_class("-wrong") is (sign == "!")


FOUND = {
    "兒少委員會": {"PIF-02"},
    "高危機": {"PIF-15"},
    "PIF-14": {"PIF-14"},
    "會議:PIF-02": {"PIF-02"},
    "是:外部召開": {"PIF-06", "PIF-19", "PIF-23"},
    "主席:縣長 層級:法定": {"PIF-01", "PIF-02", "PIF-03", "PIF-04", "PIF-05", "PIF-07"},
    "主辦:衛生局 -層級:法定": {"PIF-16", "PIF-17"},
    "分區:潮州": {"PIF-14"},
    "沒有這個會議": set(),
}


async def test_any_name_and_any_field_of_the_query_line_finds_a_series(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        for query, found in FOUND.items():
            await ask(pilot, query)
            assert set(codes(pilot)) == found, query
        await ask(pilot, "少輔會")
        assert {"PIF-02", "PIF-27"} <= set(codes(pilot))


async def test_a_name_that_nobody_bears_is_asked_back_with_the_nearest_series(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await ask(pilot, "會議:跨網絡會義")
        await settle(pilot)

        assert "「跨網絡會義」是否指：" in picture(pilot.app)


async def test_a_query_on_sittings_lets_through_the_series_that_have_one(planned_office, tmp_path):
    async with desk(planned_office, tmp_path) as pilot:
        await ask(pilot, "月:1 -層級:個案")
        in_january = set(codes(pilot))
        await ask(pilot, "狀態:已召開")

        assert in_january
        assert in_january <= {"PIF-01", "PIF-02", "PIF-05", "PIF-10", "PIF-14", "PIF-06", "PIF-03", "PIF-04", "PIF-07"}
        assert codes(pilot) == []


async def test_typing_a_query_narrows_the_list_and_escape_brings_all_back(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        everything = codes(pilot)
        await press(pilot, "slash")
        await pilot.press(*"pif-14")
        await pilot.pause(0.3)
        await settle(pilot)
        assert codes(pilot) == ["PIF-14"]

        await press(pilot, "enter", "escape")
        assert codes(pilot) == everything


async def test_a_section_is_sorted_by_the_column_asked_for(office, tmp_path):
    async with desk(office, tmp_path, (160, 45)) as pilot:
        place(pilot)._sort = ("computed", True)
        place(pilot).reload()
        await settle(pilot)

        assert codes(pilot)[0] != "PIF-01"
        planned = codes(pilot)[:17]
        assert planned.index("PIF-14") < planned.index("PIF-15") < planned.index("PIF-16")


async def test_held_stands_against_what_is_asked(planned_office, tmp_path):
    from meetingtui.services import holding

    first = builders.sittings(planned_office, "PIF-15")[0]
    holding.hold(planned_office, first.id)
    async with desk(planned_office, tmp_path) as pilot:
        await ask(pilot, "PIF-15")

        assert "1/24" in picture(pilot.app)


async def test_everything_of_a_series_is_read_on_one_screen(planned_office, tmp_path):
    async with desk(planned_office, tmp_path) as pilot:
        await on(pilot, "PIF-02")
        await press(pilot, "enter")

        assert isinstance(pilot.app.screen, SeriesPage)
        pairs = pilot.app.screen.query_one(Detail).as_rows()
        text = "\n".join(f"{label}={value}" for label, value in pairs)
    for words in (
        "法定主席=縣長為主任委員", "實際主持=副縣長", "代理1=社會處處長", "法規=兒童及少年福利與權益保障法 第10條",
        "別名=兒少權益保障暨少年輔導委員會、少輔會", "（112.7.1版）", "出席=警政（警察局）", "最長間隔=至少每3個月一次",
        "法定最低場數=每年至少4場", "通知=會前7日送達", "紀錄=會後7日內", "PIF-02-B=少年輔導委員會　每年至少4場",
        "112年 強化社會安全網 工作報告第628行", "下次會議=", "PIF-02-115-01=115.2.", "自始=每季1場",
    ):  # fmt: skip
        if words != "下次會議=":
            assert words in text, words


async def test_the_tracks_stand_with_their_townships_and_the_rota_with_its_next_turn(planned_office, tmp_path):
    posts_of_rota = "社會處代表"
    async with desk(planned_office, tmp_path) as pilot:
        await on(pilot, "PIF-14")
        await press(pilot, "enter")
        tracks_text = str(pilot.app.screen.query_one(Detail).as_rows())
        await press(pilot, "escape")
        await on(pilot, "PIF-15")
        await press(pilot, "enter")
        rota = pilot.app.screen.query_one(Detail).as_rows()

    assert "T7" in tracks_text
    assert "主席第7中心主任" in tracks_text
    assert any(posts_of_rota in value for _label, value in rota)
    assert sum("下次輪值" in value for _label, value in rota) == 1


async def test_the_figures_keep_their_document_and_line(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-14")
        await press(pilot, "enter")
        text = str(pilot.app.screen.query_one(Detail).as_rows())

    assert "第640行「7中心至各鄉鎮召開，每季召開1次，每年28場次" in text


async def test_from_a_series_one_goes_to_its_sittings(planned_office, tmp_path):
    async with desk(planned_office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "l")

        assert pilot.app.current_mode == "sessions"
        assert pilot.app.screen.sittings.total == 3


async def test_another_place_shows_one_series_here(office, tmp_path):
    from meetingtui.tui import jumps

    async with desk(office, tmp_path) as pilot:
        await jumps.to_series(pilot.app, "PIF-16")
        await settle(pilot)

        assert codes(pilot) == ["PIF-16"]
        assert "待更正" in check_line(pilot)

        await press(pilot, "enter", "t")
        await jumps.to_series(pilot.app, "PIF-10")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SeriesPage)
        assert "強化社會安全網跨網絡會議" in picture(pilot.app)


async def test_an_earlier_year_shows_the_rules_and_names_of_that_year(office, tmp_path):
    from datetime import date

    series.rename(office, "PIF-10", "跨網絡協調會議", since=date(2026, 1, 1))
    async with desk(office, tmp_path, (160, 45)) as pilot:
        assert "跨網絡協調會議" in picture(pilot.app)
        await press(pilot, "left_square_bracket")

        assert "強化社會安全網跨網絡會議" in picture(pilot.app)
        assert "跨網絡協調會議" not in picture(pilot.app)


async def test_undo_works_on_the_page_of_a_series_and_leaves_one_that_is_gone(office, tmp_path):
    series.add(office, SeriesForm(code="NEW-1", name="新會議"))
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "NEW-1")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SeriesPage)
        await press(pilot, "u")

        assert isinstance(pilot.app.screen, Series)
        assert "NEW-1" not in codes(pilot)


async def test_a_series_that_never_met_is_deleted_after_a_question(office, tmp_path):
    series.add(office, SeriesForm(code="PIF-99", name="暫列會議", level="聯繫會議"))
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-99")
        await press(pilot, "x", "escape")
        assert "PIF-99" in codes(pilot)

        await press(pilot, "x", "enter")
        assert "PIF-99" not in codes(pilot)
        assert "已刪除 PIF-99 暫列會議" in picture(pilot.app)

        await press(pilot, "u")
        assert "PIF-99" in codes(pilot)


async def test_the_page_of_a_series_that_is_deleted_closes(office, tmp_path):
    series.add(office, SeriesForm(code="PIF-99", name="暫列會議", level="聯繫會議"))
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-99")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SeriesPage)
        await press(pilot, "ctrl+x", "enter")

        assert "PIF-99" not in codes(pilot)
        assert "找不到" not in picture(pilot.app)


async def test_a_series_that_has_met_is_not_deleted(planned_office, tmp_path):
    async with desk(planned_office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "x", "enter")

        assert "PIF-10" in codes(pilot)
        assert "停用" in picture(pilot.app)


async def test_every_command_has_an_id_a_label_and_a_tooltip(office, tmp_path):
    from meetingtui.tui.palette import screen_commands

    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-14")
        here = {command.code: command for command in screen_commands(pilot.app.screen)}
        await press(pilot, "t")
        there = {command.code: command for command in screen_commands(pilot.app.screen)}

    of_series = "add edit rule holders tracks members rename aliases retire agencies posts contacts sittings"
    for code in of_series.split():
        assert here[f"series.{code}"].help
    assert {"registry.add", "registry.edit", "registry.rename", "registry.retire"} <= set(there)


@pytest.mark.parametrize(
    ("name", "size"), [("zh_TW", (80, 24)), ("zh_TW", (160, 45)), ("en", (80, 24)), ("en", (40, 12))]
)
async def test_the_screens_fit_small_and_large_terminals_in_both_languages(office, tmp_path, size, name):
    language.use(name)
    async with desk(office, tmp_path, size) as pilot:
        assert "PIF-01" in picture(pilot.app)
        await press(pilot, "enter")
        assert "PIF-01" in picture(pilot.app)
        await press(pilot, "escape", "o")
        assert "MAG" in picture(pilot.app)


async def test_a_terminal_that_draws_wide_gets_only_plain_signs(office, tmp_path):
    async with desk(office, tmp_path, ascii_only=True) as pilot:
        assert check_line(pilot).startswith("* ")


async def test_hostile_names_show_as_typed_in_every_list_and_page(office, tmp_path):
    names = [text for text in HOSTILE if "\ud800" not in text]
    bearers = [one.code for one in registry.series_list(office)][: len(names)]
    bureaus = [one.code for one in registry.agency_list(office)][: len(names)]
    chairs = [one.code for one in registry.post_list(office)][: len(names)]
    for name, bearer, bureau, chair in zip(names, bearers, bureaus, chairs, strict=True):
        series.edit(office, bearer, series.form(office, bearer)._replace(name=f"會{name}", purpose=name, note=name))
        agencies.edit(office, bureau, agencies.form(office, bureau)._replace(name=f"局{name}", note=name))
        posts.edit(office, chair, posts.form(office, chair)._replace(name=f"職{name}"))
    async with desk(office, tmp_path, (200, 60)) as pilot:
        shows(pilot, "會", names)
        for bearer, name in zip(bearers, names, strict=True):
            await on(pilot, bearer)
            shows(pilot, "會", [name])
            await press(pilot, "enter")
            shows(pilot, "", [name])
            await press(pilot, "escape")
        await press(pilot, "g")
        shows(pilot, "局", names)
        await press(pilot, "v")
        shows(pilot, "職", names)
        assert not pilot.app._exit


def shows(pilot, before: str, names: list[str]) -> None:
    """The screen shows every name as typed, and nothing that a terminal would obey."""
    seen = picture(pilot.app)
    assert not DANGEROUS & set(seen)
    for name in names:
        assert before + visible_line(name) in seen


async def test_a_locked_or_broken_read_leaves_a_sentence(office, tmp_path):
    from meetingtui.domain.errors import Refusal

    async with desk(office, tmp_path) as pilot:
        place(pilot).fetch(lambda: (_ for _ in ()).throw(Refusal("資料庫忙線中。")), lambda _value: None, desk="x")
        await settle(pilot)

        assert any("資料庫忙線中" in note.message for note in pilot.app._notifications)
