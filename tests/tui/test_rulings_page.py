"""裁示 in the app: what comes before a sitting, ruled on by one key, alone or many at once."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest

from meetingtui import language
from meetingtui.domain.actions import ActionStatus
from meetingtui.domain.rulings import Part
from meetingtui.services import actions, agenda, holding, minutes, minutes_life, papers, reports, rounds, rulings
from meetingtui.services.office import Office
from tests import builders
from tests.services import sitting_desk
from tests.tui.screen_picture import assert_picture
from tests.tui.sitting_parts_app import part_of, press_and_settle
from tests.tui.sittings_app import notes, screen_text, type_text


class Table(NamedTuple):
    """An office, the number of the sitting of today, and the numbers of what comes before it."""

    office: Office
    sitting: str
    items: list[str]


@pytest.fixture
def table(office: Office) -> Table:
    """Four items of September; 教育處 has answered on the first and proposes a new day."""
    first = sitting_desk.sitting(office, "2026-09-10")
    today = sitting_desk.sitting(office, "2026-11-22")
    made = [
        actions.from_decision(office, first.id, item_id=None, text=text, lead=lead, assists=assists, due=due, kind=kind)
        for text, lead, assists, due, kind in (
            ("修正資訊交換表單並函送各網絡單位", "教育處", "社 衛", "2026-10-10", "ruling"),
            ("盤點寒假值勤聯絡窗口", "社會處", "", "2026-12-31", "ruling"),
            ("函請各分區提供通報統計", "衛生局", "", "", "ruling"),
            ("建議增置社工人力", "社會處", "", "", "policy"),
        )
    ]
    holding.hold(office, first.number)
    numbers = [one.number for one in made]
    with builders.pretending(office, date(2026, 11, 18)):
        rounds.ask(office, today.number, due="11/20")
        reports.report(office, numbers[0], "教育處", "表單已修正，函文簽辦中。", progress="辦理中", percent=80,
                       proposal="continue", proposed_due="2026-12-20")  # fmt: skip
        reports.report(office, numbers[2], "衛生局", "已全部提供。", progress="已辦理", proposal="close")
    return Table(office, today.number, numbers)


def ruled(table: Table) -> dict[str, str]:
    """What the sitting has said, by the last digits of the item, with the day."""
    found = rulings.carried(table.office, table.sitting)
    return {one.item.number[-2:]: " ".join(f"{each.verb} {each.due}" for each in one.rulings) for one in found}


async def test_each_item_stands_with_answers_lateness_and_how_many_are_not_ruled_on(table, choices):
    async with part_of(table.office, table.sitting, "k", choices, size=(160, 45)) as pilot:
        shown = screen_text(pilot.app)

        for words in (
            "列管4項，已裁示0，未裁示4，逾期1",
            "逾期43天",
            "表單已修正，函文簽辦中。",
            "擬延至115.12.20",
            "建議繼續列管",
        ):
            assert words in shown


async def test_what_lets_an_item_go_is_read_at_80_columns_although_it_has_a_new_lead_too(table, choices):
    rulings.rule(table.office, [table.items[0]], "lead", at=table.sitting, lead="衛生局")
    rulings.rule(table.office, [table.items[0]], "close", at=table.sitting)

    async with part_of(table.office, table.sitting, "k", choices, size=(80, 24)) as pilot:
        assert "解除、改主" in screen_text(pilot.app)


async def test_one_key_closes_and_enter_takes_the_day_that_the_lead_proposes(table, choices):
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        press = press_and_settle(pilot)
        await press("k")
        assert "115.12.20" in screen_text(pilot.app)
        await press("enter")
        assert ruled(table)["01"] == "continue 2026-12-20"
        await press("d", "c")

        assert ruled(table) == {
            "01": "continue 2026-12-20", "02": "delegate 2026-12-31", "03": "close ", "04": ""
        }  # fmt: skip
        shown = screen_text(pilot.app)
        assert "已裁示3，未裁示1" in shown
        assert "繼續 12.20" in shown


async def test_ticked_items_are_ruled_on_in_one_change_and_one_undo_takes_it_back(table, choices):
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        press = press_and_settle(pilot)
        await press("space", "space", "k")
        await type_text(pilot, "+30")
        await press("enter")
        assert [ruled(table)[one] for one in ("01", "02", "03")] == ["continue 2026-12-22"] * 2 + [""]
        assert "2項已裁示「繼續列管」" in notes(pilot.app)

        await press("u")
        assert set(ruled(table).values()) == {""}


async def test_several_items_take_each_the_day_that_its_lead_proposes_unless_one_is_typed(table, choices):
    with builders.pretending(table.office, date(2026, 11, 18)):
        reports.report(
            table.office, table.items[1], "社會處", "延後辦理。", proposal="continue", proposed_due="2027-01-31"
        )
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        press = press_and_settle(pilot)
        await press("space", "space", "space", "k")
        shown = screen_text(pilot.app)
        assert "各依建議" in shown
        assert "2項依建議，1項不變" in shown
        await press("enter")
        assert [ruled(table)[one] for one in ("01", "02", "03")] == [
            "continue 2026-12-20", "continue 2027-01-31", "continue "
        ]  # fmt: skip

        await press("u", "home", "space", "space", "space", "k", "backspace")
        assert "3項期限都不變" in screen_text(pilot.app)
        await press("enter")
        assert [ruled(table)[one] for one in ("01", "02", "03")] == [
            "continue 2026-10-10", "continue 2026-12-31", "continue "
        ]  # fmt: skip


async def test_the_chairs_words_are_added_by_tab_or_m_and_stand_on_paper(table, choices):
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        press = press_and_settle(pilot)
        await press("k", "tab")
        await type_text(pilot, "請於年底前完成")
        await press("enter")
        assert ruled(table)["01"] == "continue 2026-12-20"
        await press("m")
        await type_text(pilot, "+30")
        await press("tab")
        await type_text(pilot, "併同寒假專案辦理")
        await press("ctrl+s")
        assert ruled(table)["02"] == "continue 2026-12-22"
        await press("home", "m", "tab")
        assert "請於年底前完成" in screen_text(pilot.app)

    paper = "\n".join(papers.text(papers.build(table.office, "actions", table.sitting), 400))
    assert "（請於年底前完成）" in paper
    words = [each.reason for one in rulings.carried(table.office, table.sitting) for each in one.rulings]
    assert words == ["請於年底前完成", "併同寒假專案辦理"]


async def test_what_several_ticked_items_were_given_is_taken_back_in_one_change(table, choices):
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        press = press_and_settle(pilot)
        await press("space", "space", "c", "home", "space", "space", "space", "x")
        assert "2項的本次裁示已撤回" in notes(pilot.app)
        assert set(ruled(table).values()) == {""}

        await press("u")
        assert [ruled(table)[one] for one in ("01", "02", "03")] == ["close 2026-10-10", "close 2026-12-31", ""]


async def test_an_item_is_split_into_as_many_as_are_written_and_what_was_typed_stays(table, choices):
    texts = [f"第{number}部分" for number in range(1, 10)]
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        press = press_and_settle(pilot)
        await press("s")
        for text in texts[:4]:
            await type_text(pilot, text)
            await press("tab", "tab", "tab", "tab")
        await press("escape", "s")
        assert "第4部分" in screen_text(pilot.app)
        for _field in range(16):
            await press("tab")
        for text in texts[4:]:
            await type_text(pilot, text)
            await press("tab", "tab", "tab", "tab")
        await press("shift+tab", "shift+tab", "shift+tab")
        await type_text(pilot, "衛")
        await press("ctrl+s")

    made = actions.of_session(table.office, table.sitting)
    assert [one.text for one in made] == texts
    assert [one.lead for one in made] == ["教育處"] * 8 + ["衛生局"]


async def test_only_one_item_is_split_at_a_time(table, choices):
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        await press_and_settle(pilot)("space", "space", "s")

        assert "一次分一項" in notes(pilot.app)


async def test_letters_typed_for_a_day_are_no_rulings_and_escape_says_nothing(table, choices):
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        press = press_and_settle(pilot)
        await press("k")
        await type_text(pilot, "cdx")
        await press("enter")
        assert "請寫成 115.3.5" in screen_text(pilot.app)
        await press("ctrl+d", "escape")

        assert set(ruled(table).values()) == {""}


async def test_a_ruling_is_corrected_by_another_and_taken_back_by_x(table, choices):
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        press = press_and_settle(pilot)
        await press("c", "up", "d")
        assert ruled(table)["01"] == "delegate 2026-10-10"
        await press("up", "x")
        assert ruled(table)["01"] == ""


async def test_an_item_is_split_merged_given_to_another_lead_and_sent_up(table, choices):
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        press = press_and_settle(pilot)
        await press("s")
        await type_text(pilot, "表單")
        for _field in range(4):
            await press("tab")
        await type_text(pilot, "函送")
        await press("ctrl+s")
        made = [one.text for one in actions.of_session(table.office, table.sitting)]
        assert made == ["表單", "函送"]

        await press("home", "down", "j")
        await type_text(pilot, "通報統計")
        await press("tab", "ctrl+s")
        assert actions.show(table.office, table.items[1]).merged_into == table.items[2]

        await press("home", "down", "down", "l")
        await type_text(pilot, "警察局")
        await press("ctrl+s")
        assert actions.show(table.office, table.items[2]).lead == "警察局"
        assert "改主辦 警察局" in screen_text(pilot.app)

        await press("end", "r")
        await type_text(pilot, "中央")
        await press("tab")
        await type_text(pilot, "府社字第1號")
        await press("ctrl+s")
        assert ruled(table)["04"].startswith("raise")
        assert "提報 中央" in screen_text(pilot.app)


async def test_the_parts_of_a_split_go_only_after_a_question_that_names_them(table, choices):
    rulings.rule(table.office, [table.items[0]], "split", at=table.sitting, parts=[Part("甲"), Part("乙")])
    made = [one.number for one in actions.of_session(table.office, table.sitting)]
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        press = press_and_settle(pilot)
        await press("home", "c")
        assert "請先撤回分案" in notes(pilot.app)

        await press("x")
        assert all(one in screen_text(pilot.app) for one in made)
        await press("escape")
        assert len(actions.of_session(table.office, table.sitting)) == 2
        await press("x", "enter")
        assert actions.of_session(table.office, table.sitting) == []


async def test_what_has_left_is_listed_on_demand_and_comes_back_for_a_reason(table, choices):
    between = sitting_desk.sitting(table.office, "2026-10-20")
    rulings.rule(table.office, [table.items[1]], "close", at=between.number)
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        press = press_and_settle(pilot)
        assert table.items[1] not in screen_text(pilot.app)
        await press("o")
        assert "不必重新列管" in notes(pilot.app)
        await press("h", "end", "o")
        assert "請填寫理由" not in screen_text(pilot.app)
        await press("ctrl+s")
        assert "請填寫理由" in screen_text(pilot.app)
        await type_text(pilot, "尚未辦妥")
        await press("ctrl+s")

    assert actions.show(table.office, table.items[1]).status == ActionStatus.OPEN


async def test_rulings_stand_in_the_minutes_without_being_typed_again(table, choices):
    agenda.draft(table.office, table.sitting)
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        press = press_and_settle(pilot)
        await press("c", "k", "enter")
        await press("w", "escape", "c")
        assert "已裁示2，未裁示2" in screen_text(pilot.app)

    paper = "\n".join(papers.text(papers.build(table.office, "minutes", table.sitting), 160))
    assert "解除列管" in paper
    assert "繼續列管" in paper


async def test_after_approval_nothing_is_ruled_any_more(table, choices):
    holding.hold(table.office, table.sitting)
    minutes.open_for_typing(table.office, table.sitting)
    minutes_life.submit(table.office, table.sitting, despite_findings=True)
    minutes_life.approve(table.office, table.sitting)
    async with part_of(table.office, table.sitting, "k", choices) as pilot:
        await press_and_settle(pilot)("c")

        assert "核定" in notes(pilot.app)
    assert set(ruled(table).values()) == {""}


@pytest.mark.parametrize("code", ["zh_TW", "en"])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (160, 45)])
async def test_the_page_looks_as_its_picture(table, choices: Any, code, width, height):
    rulings.rule(table.office, table.items[1:2], "continue", at=table.sitting, due="+30")
    language.use(code)
    choices.language = code
    async with part_of(table.office, table.sitting, "k", choices, size=(width, height)) as pilot:
        assert_picture(pilot.app, f"rulings-{code}-{width}")
