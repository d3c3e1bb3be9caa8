"""The place of the action items: found by one query line, shown in views, opened on one screen."""

from __future__ import annotations

from typing import Any

import pytest

from meetingtui import language
from meetingtui.domain.actions import ActionView
from meetingtui.services import actions, rulings
from meetingtui.services.office import Office
from meetingtui.tui import jumps
from meetingtui.tui.palette import screen_commands
from meetingtui.tui.screens.action import ActionPage
from meetingtui.tui.screens.minutes import MinutesPage
from meetingtui.tui.screens.rulings import RulingsPage
from tests import tracked_items
from tests.services import sitting_desk
from tests.tui.actions_app import ActionsApp, listed, place, screen_text
from tests.tui.keyboard import press, settled
from tests.tui.screen_picture import assert_picture
from tests.tui.sittings_app import notes

HOSTILE = "詳[/附件][@click=app.quit]\x1b[31m紅\u202e"


@pytest.fixture
def items(office: Office) -> dict[str, ActionView]:
    return tracked_items.some(office)


@pytest.fixture
def app(office: Office, items: dict[str, ActionView], choices: Any) -> ActionsApp:
    return ActionsApp(lambda: office, choices)


@pytest.mark.parametrize("code", ["zh_TW", "en"])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (160, 45)])
async def test_the_place_looks_as_its_picture(
    app: ActionsApp, choices: Any, code: str, width: int, height: int
) -> None:
    language.use(code)
    choices.language = code
    async with app.run_test(size=(width, height)) as pilot:
        await settled(pilot)

        assert_picture(app, f"actions-{code}-{width}")


async def test_what_is_open_stands_first_with_how_late_it_is_in_words(app: ActionsApp, items: Any) -> None:
    async with app.run_test(size=(160, 45)) as pilot:
        await settled(pilot)

        assert listed(app)[0] == items["late"].number
        assert listed(app)[-1] == items["closed"].number
        shown = screen_text(app)
        assert "逾期43天" in shown
        assert "共8筆，列管中7，逾期2，無期限1" in shown
        assert "急迫" in shown


async def test_one_query_line_narrows_the_list_and_the_count(app: ActionsApp, items: Any) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "slash", *"主辦:衛生局 期限:本月 ")
        await pilot.pause(0.3)
        await press(pilot, "enter")

        assert listed(app) == [items["today"].number, items["month"].number]
        assert app.focused is place(app).items
        assert "共2筆，列管中2，逾期0" in screen_text(app)

        await press(pilot, "escape")
        assert len(listed(app)) == 8


async def test_fields_of_items_are_offered_and_not_those_of_sittings(app: ActionsApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "slash", "主")
        assert place(app).line.drop.offered == ("主辦:",)
        await press(pilot, "tab", "衛")
        assert "衛生局" in place(app).line.drop.offered


async def test_the_first_heading_is_seen_where_a_grouped_view_follows_the_columns(app: ActionsApp) -> None:
    async with app.run_test(size=(80, 12)) as pilot:
        await settled(pilot)
        await press(pilot, "v")
        await press(pilot, "v")

        assert place(app).items.scroll_offset.y == 0
        assert listed(app)[0].split("　")[0] in screen_text(app)


async def test_views_are_switched_by_one_key_and_grouped_ones_have_headings(app: ActionsApp, items: Any) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "d")
        assert listed(app)[:3] == ["逾期　2項，逾期2", items["late"].number, items["secret"].number]
        assert place(app).in_hand() == items["late"].id
        assert "共7筆" in screen_text(app)

        await press(pilot, "v")
        assert listed(app) == [items["late"].number, items["secret"].number]
        await press(pilot, "v")
        assert listed(app) == [items["late"].number, items["passed"].number]
        await press(pilot, "V", "V", "V")
        assert listed(app)[0].startswith("PIF-10 ")


@pytest.mark.parametrize("code", ["zh_TW", "en"])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (160, 45)])
async def test_columns_look_as_kept(app: ActionsApp, choices: Any, code: str, width: int, height: int) -> None:
    language.use(code)
    choices.language = code
    async with app.run_test(size=(width, height)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "right", "down")

        assert_picture(app, f"actions-agency-{code}-{width}")


async def test_each_agency_is_a_column_of_what_it_leads_and_assists_in(app: ActionsApp, items: Any) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "g")
        assert app.focused is place(app).board
        assert place(app).in_hand() == items["today"].id
        assert "衛生局 2項 協辦2" in screen_text(app)

        await press(pilot, "end")
        assert place(app).in_hand() == items["secret"].id
        await press(pilot, "right")
        assert place(app).in_hand() == items["undated"].id
        assert "2項 逾期1" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, ActionPage)
        await press(pilot, "escape")
        assert place(app).in_hand() == items["undated"].id

        await press(pilot, "ctrl+right")
        assert place(app).in_hand() == items["unled"].id
        await press(pilot, "right", "v")
        assert app.focused is place(app).items


async def test_an_empty_view_says_what_would_fill_it(app: ActionsApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        place(app).show_query("主辦:火星局")
        await settled(pilot)
        assert "沒有符合查詢的列管事項" in screen_text(app)

        place(app).show_query("主辦:衛升局")
        await settled(pilot)
        assert "「衛升局」是否指：衛生局" in screen_text(app)


async def test_a_new_office_says_where_items_come_from(office: Office, choices: Any) -> None:
    empty = ActionsApp(lambda: office, choices)
    async with empty.run_test(size=(100, 30)) as pilot:
        await settled(pilot)

        assert "還沒有列管事項。在一場的會議紀錄" in screen_text(empty)


async def test_the_line_below_the_list_tells_all_of_the_item_under_the_cursor(app: ActionsApp, items: Any) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        text = "".join(screen_text(app).split())
        assert "協辦：屏東縣政府社會處、衛生局" in text
        assert f"{items['late'].session_number}後已有1場未裁示" in text


async def test_enter_shows_everything_about_an_item_and_w_its_minutes(app: ActionsApp, items: Any) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "enter")

        assert isinstance(app.screen, ActionPage)
        shown = screen_text(app)
        for words in (items["late"].number, "逾期43天（繼續列管）", "急迫", "教育處", "115年10月10日", "都沒有裁示"):
            assert words in shown

        for words in ("歷程", "決議列管", f"未裁示　{items['today'].session_number}"):
            assert words in shown

        await press(pilot, "w")
        assert isinstance(app.screen, MinutesPage)
        await press(pilot, "escape")
        await press(pilot, "escape")
        await press(pilot, "escape")
        assert app.screen is place(app)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (160, 45)])
async def test_the_page_of_an_item_looks_as_its_picture(app: ActionsApp, width: int, height: int) -> None:
    async with app.run_test(size=(width, height)) as pilot:
        await settled(pilot)
        await press(pilot, "enter")

        assert_picture(app, f"action-{width}")


async def test_the_life_of_an_item_is_saved_where_no_printer_answers(
    app: ActionsApp, items: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "p")
        assert f"另存：列管事項辦理歷程　{items['late'].number}" in screen_text(app)

        await press(pilot, "ctrl+s")
        await settled(pilot)
        assert [one.name for one in tmp_path.rglob("*.pdf")] == [f"{items['late'].number}_列管事項辦理歷程.pdf"]


async def test_an_item_is_changed_from_the_list_and_taken_back(app: ActionsApp, office: Office, items: Any) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "e")
        await press(pilot, "ctrl+a", "delete", *"衛生局", "enter", "ctrl+s")
        assert actions.show(office, items["late"].id).lead == "衛生局"
        assert place(app).in_hand() == items["late"].id

        await press(pilot, "u")
        assert actions.show(office, items["late"].id).lead == "教育處"


async def test_priority_labels_case_code_and_the_next_sitting_are_typed_in_the_form(
    app: ActionsApp, office: Office, items: Any
) -> None:
    async with app.run_test(size=(100, 45)) as pilot:
        await settled(pilot)
        place(app).items.move_to(items["undated"].id)
        await press(pilot, "e", "tab", "tab", *"+30", "tab", "tab", "tab", *"重要", "tab")
        await press(pilot, *"表單 長期", "tab", *"115-A-1", "ctrl+s")
        one = actions.show(office, items["undated"].id)
        assert (one.priority, one.labels, one.case_code, one.due) == ("high", ("表單", "長期"), "115-A-1", "2026-12-05")


async def test_an_item_is_ruled_on_from_the_list_at_a_sitting_that_is_named_and_may_be_another(
    app: ActionsApp, office: Office, items: Any
) -> None:
    later = sitting_desk.sitting(office, "2026-11-20")
    held = items["today"].session_number
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c")
        shown = screen_text(app)
        assert f"{later.number}　115.11.20（五）" in shown
        assert "解除列管" in shown
        await press(pilot, *"成效良好", "ctrl+s")
        assert actions.show(office, items["late"].id).status == "closed"
        [said] = rulings.carried(office, later.number)[0].rulings
        assert (said.verb, said.reason) == ("close", "成效良好")

        await press(pilot, "u")
        assert actions.show(office, items["late"].id).status == "open"
        place(app).items.move_to(items["late"].id)
        await press(pilot, "k", *"12/25", "shift+tab", "shift+tab", *held, "tab", "ctrl+s")
        one = actions.show(office, items["late"].id)
        assert (one.ruled_in, one.due) == (held, "2026-12-25")


async def test_ticked_items_are_ruled_on_at_once_and_those_of_two_bodies_not(
    app: ActionsApp, office: Office, items: Any
) -> None:
    later = sitting_desk.sitting(office, "2026-11-20")
    sitting_desk.sitting(office, "2026-11-21", "PIF-15")
    both = [items["late"].id, items["undated"].id]
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        for one in both:
            place(app).items.move_to(one)
            await press(pilot, "space")
        await press(pilot, "c", "ctrl+s")
        assert [actions.show(office, one).ruled_in for one in both] == [later.number, later.number]
        await press(pilot, "u")
        place(app).items.move_to(items["secret"].id)
        await press(pilot, "space", "c")

        assert "不屬於同一場會議" in notes(app)
    assert [actions.show(office, one).status for one in both] == ["open", "open"]


async def test_where_no_sitting_can_rule_yet_one_sentence_says_which_one_will(
    app: ActionsApp, office: Office, items: Any
) -> None:
    coming = sitting_desk.sitting(office, "2026-12-10")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        place(app).items.move_to(items["undated"].id)
        await press(pilot, "k")

        assert f"下次會議{coming.number}（115.12.10）當日起可裁示" in notes(app)


async def test_the_other_rulings_are_a_key_away_on_the_page_of_the_sitting(
    app: ActionsApp, office: Office, items: Any
) -> None:
    sitting_desk.sitting(office, "2026-11-20")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        place(app).items.move_to(items["undated"].id)
        await press(pilot, "c", "ctrl+o")

        assert isinstance(app.screen, RulingsPage)
        assert app.screen.items.current.id == items["undated"].id


async def test_a_hit_of_the_search_leads_to_the_page_of_the_item(app: ActionsApp, office: Office, items: Any) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        jumps.open_search(app)
        await settled(pilot)
        await press(pilot, *"盤點寒假", "enter")
        await pilot.pause(0.3)
        await press(pilot, "enter")

        assert isinstance(app.screen, ActionPage)
        assert items["passed"].number in screen_text(app)


async def test_hostile_words_stand_as_typed(app: ActionsApp, office: Office, items: Any) -> None:
    actions.edit(office, items["late"].id, text=HOSTILE, note=HOSTILE)
    async with app.run_test(size=(160, 45)) as pilot:
        await settled(pilot)
        for keys in ((), ("enter",), ("e",)):
            await press(pilot, *keys)
            shown = screen_text(app)
            assert "詳[/附件][@click=app.quit]" in shown
            assert not any(sign in shown for sign in "\x1b\u202e")


async def test_every_command_is_in_the_menu_with_an_explanation(app: ActionsApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        commands = {command.code: command for command in screen_commands(app.screen)}

    codes = {"find", "view", "all", "agency", "series", "due", "overdue", "passed", "mine"}
    assert {f"actions.{one}" for one in codes} | {"action.edit", "action.minutes"} <= set(commands)
    assert all(one.help for code, one in commands.items() if code.startswith("action"))
    assert "place.year" not in commands
