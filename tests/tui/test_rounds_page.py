"""會前調查 in the app: who was asked and has answered, reminders, answers typed in, worksheets merged."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from meetingtui import language
from meetingtui.domain.sessions import Rule
from meetingtui.domain.worksheets import Column
from meetingtui.services import actions, drafts, reports, rounds, scheduling, worksheets
from meetingtui.services.office import Office
from meetingtui.tui.dialogs.import_worksheets import ImportWorksheets
from meetingtui.tui.screens.rounds import RoundsPage
from tests import builders
from tests.services import sheet_desk
from tests.tui.screen_picture import assert_picture
from tests.tui.sitting_parts_app import part_of, press_and_settle
from tests.tui.sittings_app import notes, screen_text, type_text


@pytest.fixture
def asked(office: Office):
    """An office, a sitting of December, and what its two agencies were asked: 教育處 one item, 衛生局 all three."""
    return office, *sheet_desk.asked(office)


def answers(office: Office, session: str) -> dict[tuple[str, str], str]:
    """What has come, by the last digits of the item and the agency."""
    return {
        (one.action_number[-2:], one.agency): one.report.text
        for one in rounds.requests(office, session) if one.report
    }  # fmt: skip


async def board(pilot: Any) -> Any:
    """Go on from the rulings to the board."""
    press = press_and_settle(pilot)
    await press("e")
    assert isinstance(pilot.app.screen, RoundsPage)
    return press


async def test_each_agency_stands_with_how_much_it_owes_and_by_when(asked, choices):
    office, coming, items = asked
    reports.report(office, items[0].number, "教育處", "已完成。")
    async with part_of(office, coming.number, "k", choices) as pilot:
        await board(pilot)

        shown = screen_text(pilot.app)
        for words in ("回復期限115.12.10：2個機關，已回1，未回1", "1/1", "0/3", "已回", "未回"):
            assert words in shown


async def test_after_the_sitting_has_moved_the_day_that_was_told_stays_until_the_offered_one_is_taken(asked, choices):
    office, coming, _items = asked
    moved_to = builders.at("2026-12-22")
    scheduling.move(office, coming.number, moved_to, reason="改期", despite=frozenset(Rule))
    async with part_of(office, coming.number, "k", choices) as pilot:
        press = await board(pilot)
        assert "會議已改期，回復期限仍是115.12.10（按 o 改訂）" in screen_text(pilot.app)

        await press("o")
        assert "115.12.17" in screen_text(pilot.app)
        await press("ctrl+s")

    later = rounds.of(office, coming.number)
    assert later is not None
    assert (later.due_on, later.is_unfit) == ("2026-12-17", False)


async def test_the_pages_of_a_sitting_that_was_called_off_promise_neither_rulings_nor_a_round(asked, choices):
    office, coming, _items = asked
    scheduling.cancel(office, coming.number, reason="併入下季")
    async with part_of(office, coming.number, "k", choices) as pilot:
        shown = screen_text(pilot.app)
        assert "本場次已取消，不再裁示" in shown
        assert "會議當日起可裁示" not in shown
        press = await board(pilot)
        shown = screen_text(pilot.app)
        assert "已取消，不再調查或提醒" in shown
        assert "或已無列管事項" not in shown

        await press("o")
        assert isinstance(pilot.app.screen, RoundsPage)
    assert (" o 調查" in shown, " r 提醒" in shown, "w 彙整" in shown) == (False, False, True)


async def test_a_pasted_answer_is_stored_for_the_next_item_that_the_agency_owes(asked, choices):
    office, coming, _items = asked
    async with part_of(office, coming.number, "k", choices) as pilot:
        press = await board(pilot)
        for text in ("表單已送各單位", "流程研訂中"):
            if "衛生局" not in str(pilot.app.screen.board.current):
                await press("down")
            await press("e")
            await type_text(pilot, text)
            await press("ctrl+s")

    assert answers(office, coming.number) == {("01", "衛生局"): "表單已送各單位", ("02", "衛生局"): "流程研訂中"}


async def test_what_is_typed_of_an_answer_outlasts_a_power_cut_and_is_gone_once_stored(asked, choices):
    office, coming, _items = asked
    async with part_of(office, coming.number, "k", choices) as pilot:
        press = await board(pilot)
        await press("e")
        await type_text(pilot, "半句")
        await press("escape")
        (kept,) = drafts.pending(office)
        assert (kept.kind, kept.number, kept.texts["text"], kept.gone) == ("report", coming.number, "半句", False)
        await press("e", "ctrl+s")

    assert drafts.pending(office) == []
    assert "半句" in answers(office, coming.number).values()


async def test_a_wrong_percentage_is_said_at_its_field_and_nothing_is_stored(asked, choices):
    office, coming, _items = asked
    async with part_of(office, coming.number, "k", choices) as pilot:
        press = await board(pilot)
        await press("e", *"好", "tab", "tab", "tab", "tab", *"120", "ctrl+s")
        assert "百分比請填0至100的整數" in screen_text(pilot.app)

    assert answers(office, coming.number) == {}


async def test_a_reminder_is_shown_copied_on_purpose_and_saved(asked, choices):
    office, coming, _items = asked
    async with part_of(office, coming.number, "k", choices) as pilot:
        press = await board(pilot)
        await press("r")
        assert "尚有" in screen_text(pilot.app)
        await press("c", "s")
        copied = pilot.app.clipboard

        assert "115年12月10日" in copied
        [saved] = Path(choices.data_folder).glob("exports/*提醒.txt")
        assert saved.read_text(encoding="utf-8").strip() == copied


async def test_enter_shows_item_by_item_what_was_asked_and_answered(asked, choices):
    office, coming, items = asked
    reports.report(office, items[0].number, "教育處", "表單已修正並函送。")
    async with part_of(office, coming.number, "k", choices) as pilot:
        press = await board(pilot)
        await press("end", "enter")

        shown = screen_text(pilot.app)
        assert items[0].number in shown
        assert "表單已修正並函送。" in shown
        await press("enter")
        assert "辦理情形：教育處" in screen_text(pilot.app)


async def test_asking_writes_a_file_for_each_agency_and_asks_before_replacing_one(asked, choices):
    office, coming, _items = asked
    async with part_of(office, coming.number, "k", choices, size=(100, 30)) as pilot:
        press = await board(pilot)
        await press("o", "ctrl+s")
        files = sorted(one.name for one in Path(choices.data_folder).glob("exports/*/*.xlsx"))
        assert [name.split("_")[-1] for name in files] == ["教育處.xlsx", "衛生局.xlsx"]
        await press("o", "ctrl+s")
        assert "已有同名的檔案" in screen_text(pilot.app)
        await press("escape", "escape")
        await press("o", *"odt", "ctrl+s")
        assert len(list(Path(choices.data_folder).glob("exports/*/*.odt"))) == 2


async def test_who_came_in_later_is_asked_too(asked, choices):
    office, coming, items = asked
    actions.edit(office, items[1].number, assists="警察局")
    async with part_of(office, coming.number, "k", choices, size=(100, 30)) as pilot:
        press = await board(pilot)
        assert "另有1項未調查" in screen_text(pilot.app)
        await press("o", "ctrl+s")

    assert "警察局" in {one.agency for one in rounds.requests(office, coming.number)}


def returned(office: Office, session: str, folder: Path, typed: sheet_desk.Typed, **more: Any) -> Path:
    """A worksheet that 衛生局 has filled in and sent back."""
    name, data = sheet_desk.returned(sheet_desk.sheet(office, session), typed, **more)
    path = folder / name
    path.write_bytes(data)
    return path


async def paste(pilot: Any, text: str) -> None:
    """Paste a path as a terminal does."""
    from textual import events

    pilot.app.post_message(events.Paste(text))
    await press_and_settle(pilot)()
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_returned_worksheet_is_previewed_and_taken_over_row_by_row(asked, choices, tmp_path):
    office, coming, _items = asked
    path = returned(office, coming.number, tmp_path, {1: {Column.REPORT: "甲"}, 2: {Column.REPORT: "乙"}})
    async with part_of(office, coming.number, "k", choices, size=(100, 30)) as pilot:
        press = await board(pilot)
        await press("w")
        await paste(pilot, str(path))
        assert "可併入2項" in screen_text(pilot.app)
        assert answers(office, coming.number) == {}

        await press("space")
        assert answers(office, coming.number) == {("01", "衛生局"): "甲"}
        assert "已併入1項；可併入1項" in screen_text(pilot.app)
        await press("a")
        assert len(answers(office, coming.number)) == 2
        await press("u")
        assert len(answers(office, coming.number)) == 1


async def test_what_cannot_be_taken_over_is_told_by_file_row_and_column(asked, choices, tmp_path):
    office, coming, _items = asked
    path = returned(office, coming.number, tmp_path, {1: {Column.PERCENT: "十二"}, 2: {Column.TEXT: "改了"}}, without=3)
    async with part_of(office, coming.number, "k", choices, size=(120, 40)) as pilot:
        press = await board(pilot)
        await press("w")
        await paste(pilot, str(path))

        shown = screen_text(pilot.app)
        for words in ("不能併入1處", "缺列1列", "更動鎖定欄位1列", "! 缺列", "第2列"):
            assert words in shown
        await press("space")
        assert "沒有可併入的答復" in screen_text(pilot.app)


async def test_of_two_answers_to_one_item_the_one_under_the_cursor_is_chosen(asked, choices, tmp_path):
    office, coming, _items = asked
    for name, text in (("一.xlsx", "甲"), ("二.xlsx", "乙")):
        returned(office, coming.number, tmp_path, {1: {Column.REPORT: text}}, name=name)
    async with part_of(office, coming.number, "k", choices, size=(120, 40)) as pilot:
        press = await board(pilot)
        await press("w")
        await type_text(pilot, str(tmp_path))
        await press("enter")
        assert "待選定2項" in screen_text(pilot.app) or "待選定1項" in screen_text(pilot.app)
        await press("a")
        assert answers(office, coming.number) == {}
        await press("down", "space")

    assert answers(office, coming.number) == {("01", "衛生局"): "乙"}


async def test_in_a_folder_the_unreadable_is_named_and_what_must_be_chosen_stands_before_what_only_has_to_be_taken(
    asked, choices, tmp_path
):
    office, coming, _items = asked
    for name, text in (("一.xlsx", "甲"), ("二.xlsx", "乙")):
        returned(office, coming.number, tmp_path, {1: {Column.REPORT: text}, 2: {Column.REPORT: "丙"}}, name=name)
    (tmp_path / "壞.xlsx").write_bytes(b"PK\x03\x04 broken")
    async with part_of(office, coming.number, "k", choices, size=(120, 40)) as pilot:
        press = await board(pilot)
        await press("w")
        await type_text(pilot, str(tmp_path))
        await press("enter")

        shown = screen_text(pilot.app)
        assert "1個檔案讀不出；可併入1項，待選定1項" in shown
        places = [shown.index(words) for words in ("! 待選定", "! 讀不出", "新增", "重複")]
        assert places == sorted(places)
        assert "衛生局" in shown[shown.index("重複") :].split("\n")[0]
        await press("a", "space")

    assert answers(office, coming.number) == {("01", "衛生局"): "甲", ("02", "衛生局"): "丙"}


async def test_a_file_that_is_no_worksheet_is_refused_in_a_sentence(asked, choices, tmp_path):
    office, coming, _items = asked
    (tmp_path / "壞.xlsx").write_bytes(b"PK\x03\x04 broken")
    async with part_of(office, coming.number, "k", choices, size=(100, 30)) as pilot:
        press = await board(pilot)
        await press("w")
        await paste(pilot, str(tmp_path / "壞.xlsx"))

        assert "壞.xlsx" in screen_text(pilot.app)
        assert isinstance(pilot.app.screen, ImportWorksheets)
        assert pilot.app.screen.incoming is None


async def test_an_answer_after_the_sitting_has_begun_is_stamped(asked, choices, tmp_path):
    office, coming, _items = asked
    path = returned(office, coming.number, tmp_path, {1: {Column.REPORT: "甲"}})
    with builders.pretending(office, date(2026, 12, 20)):
        async with part_of(office, coming.number, "k", choices, size=(100, 30)) as pilot:
            press = await board(pilot)
            await press("w")
            await paste(pilot, str(path))
            assert "逾期補件" in screen_text(pilot.app)
            await press("space")

        assert [one.report.lateness for one in rounds.requests(office, coming.number) if one.report] == [
            "after_sitting"
        ]


@pytest.mark.parametrize("code", ["zh_TW", "en"])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (160, 45)])
async def test_the_board_looks_as_its_picture(asked, choices: Any, code, width, height):
    office, coming, items = asked
    reports.report(office, items[0].number, "教育處", "已完成。")
    language.use(code)
    choices.language = code
    async with part_of(office, coming.number, "k", choices, size=(width, height)) as pilot:
        await board(pilot)
        assert_picture(pilot.app, f"rounds-{code}-{width}")
        assert notes(pilot.app) == ""


def test_the_files_that_are_sent_are_the_ones_of_the_command_line(asked, tmp_path):
    from meetingtui.services import round_files

    office, coming, _items = asked
    sent = round_files.send(office, coming.number, "xlsx", tmp_path / "a")
    worksheets.export(office, coming.number, folder=tmp_path / "b")

    assert {one.name for one in (tmp_path / "a").iterdir()} == {one.name for one in (tmp_path / "b").iterdir()}
    assert sent.round.asked == 2
