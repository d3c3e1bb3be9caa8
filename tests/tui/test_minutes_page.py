"""會議紀錄 in the app: typed point by point, kept while it is typed, saved, decided, made into action items."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest

from meetingtui.domain.minutes import MinutesStatus
from meetingtui.services import actions, agenda, drafts, holding, minutes, minutes_life, minutes_lint, phrases, sessions
from meetingtui.services.agenda_items import ItemForm
from meetingtui.tui import minutes_points
from meetingtui.tui.dialogs.conflict import Conflict
from meetingtui.tui.dialogs.findings import Findings
from meetingtui.tui.dialogs.pending_drafts import PendingDrafts
from meetingtui.tui.screens.minutes import MinutesPage
from tests.builders import open_office, pretending
from tests.tui.keyboard import strike, until
from tests.tui.sitting_parts_app import part_of, press_and_settle
from tests.tui.sittings_app import SittingsApp, notes, screen_text, settle, type_text

NUMBER = "PIF-10-115-03"


@pytest.fixture
def tabled(planned_office):
    """A sitting that was held, with a report and two points to discuss."""
    for kind, matter in (("report", "業務報告"), ("discussion", "通報流程"), ("discussion", "共訪機制")):
        agenda.add(planned_office, NUMBER, ItemForm(kind, matter))
    holding.hold(planned_office, NUMBER)
    return planned_office


def written(office):
    return {one.item.matter: (one.text, one.decision_kind, one.decision) for one in minutes.of(office, NUMBER).items}


def left_over(office, thing, text):
    """What was typed in a window that has ended."""
    window = open_office(office.location.file)
    drafts.keep(window, thing, drafts.packed(text=text), 0)
    window.close()


def page(pilot: Any) -> MinutesPage:
    found = pilot.app.screen
    assert isinstance(found, MinutesPage)
    return found


async def kept(pilot: Any) -> None:
    """Until what was typed is kept."""
    for _turn in range(40):
        await pilot.pause(0.1)
        await settle(pilot)
        if not page(pilot)._touched and not page(pilot)._at_store:
            return


async def test_text_and_decision_are_typed_and_saved_with_the_usual_kind(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await type_text(pilot, "社會處報告辦理情形")
        await press("tab")
        await type_text(pilot, "洽悉")
        await press("ctrl+s")

        assert "已儲存1案" in notes(pilot.app)

    assert written(tabled)["業務報告"] == ("社會處報告辦理情形", "decision", "洽悉")


async def test_what_is_typed_while_the_minutes_are_still_being_read_stands_in_them(tabled, choices, monkeypatch):
    may_read = threading.Event()

    def read_late(office, sitting_id):
        may_read.wait(10)
        return minutes_points.read(office, sitting_id)

    monkeypatch.setattr(MinutesPage, "READ", staticmethod(read_late))
    app = SittingsApp(lambda: tabled, choices, ascii_only=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.sittings.move_to(sessions.show(tabled, NUMBER).id)
        strike(app, "w", *"社會處")
        await until(pilot, lambda: isinstance(app.screen, MinutesPage))
        strike(app, *"報告", "tab", *"洽悉", "ctrl+s")
        await pilot.pause(0.2)
        may_read.set()
        await until(pilot, lambda: "已儲存1案" in notes(app))

    assert written(tabled)["業務報告"] == ("社會處報告", "decision", "洽悉")


async def test_tab_and_ctrl_arrows_lead_through_the_points_and_one_save_stores_all(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await press("甲", "tab", "乙", "tab", "丙", "ctrl+down", "丁", "ctrl+s")

    assert [one[0] for one in written(tabled).values()] == ["甲", "丙", "丁"]
    assert written(tabled)["業務報告"][2] == "乙"


async def test_a_kind_that_does_not_fit_is_flagged(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await press("tab", "可", "ctrl+r")
        assert "! " not in screen_text(pilot.app)
        await press("ctrl+r")
        assert "! 決議：報告事項通常用「決定」" in screen_text(pilot.app)
        await press("ctrl+s")

    assert written(tabled)["業務報告"][1] == "resolution"


async def test_one_key_makes_an_action_item_of_the_paragraph_under_the_caret(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await press("ctrl+down", "tab")
        await type_text(pilot, "請教育處研議")
        await press("ctrl+k")
        await type_text(pilot, "教")
        await press("tab")
        await type_text(pilot, "社 衛")
        await press("tab")
        await type_text(pilot, "+30")
        await press("ctrl+s")
        assert f"{NUMBER}-01" in screen_text(pilot.app)

    (one,) = actions.of_session(tabled, NUMBER)
    assert (one.text, one.lead, set(one.assists)) == ("請教育處研議", "教育處", {"屏東縣政府社會處", "衛生局"})
    assert one.due > sessions.show(tabled, NUMBER).day


async def test_a_phrase_is_put_in_with_two_keys(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await press("tab", "ctrl+t", "1", "ctrl+s")

    assert written(tabled)["業務報告"][2] == "照案通過。"


async def test_the_phrases_of_the_office_are_edited_where_they_are_used(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await press("tab", "ctrl+t", "e", "ctrl+a")
        await type_text(pilot, "請依限辦理")
        await press("ctrl+s")
        assert "照案通過" not in screen_text(pilot.app)
        await press("2", "1", "ctrl+s")

    assert written(tabled)["業務報告"][2] == "請依限辦理"
    assert phrases.of(tabled) == ("請依限辦理",)


async def test_what_is_typed_is_kept_without_saving_and_found_again(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        await type_text(pilot, "未存的話")
        await kept(pilot)
        assert [one.texts["text"] for one in drafts.pending(tabled)] == ["未存的話"]

    assert written(tabled)["業務報告"] == ("", "", "")
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        assert "未存的話" in screen_text(pilot.app)
        assert "未存1案" in screen_text(pilot.app)
        await press_and_settle(pilot)("ctrl+s")

    assert written(tabled)["業務報告"][0] == "未存的話"
    assert drafts.pending(tabled) == []


async def test_leaving_at_once_keeps_the_last_word(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        await pilot.press("末", "escape", "escape")
        await settle(pilot)

    assert [one.texts["text"] for one in drafts.pending(tabled)] == ["末"]


async def test_the_start_offers_what_was_not_saved(tabled, choices):
    item = agenda.of(tabled, NUMBER).items[1]
    session = sessions.show(tabled, NUMBER)
    left_over(tabled, drafts.minutes_object(session.id, item.id), "斷電前")
    app = SittingsApp(lambda: tabled, choices, ascii_only=False)

    async with app.run_test(size=(80, 24)) as pilot:
        for _turn in range(40):
            await pilot.pause(0.1)
            if isinstance(app.screen, PendingDrafts):
                break
        await settle(pilot)
        assert "斷電前" in screen_text(app)
        await press_and_settle(pilot)("c")
        assert "+ 斷電前" in screen_text(app)
        await press_and_settle(pilot)("enter")
        assert page(pilot).current == item.id
        assert "斷電前" in screen_text(app)


async def test_a_draft_is_dropped_only_after_a_question(tabled, choices):
    session = sessions.show(tabled, NUMBER)
    left_over(tabled, drafts.remarks_object(session.id), "不要了")
    app = SittingsApp(lambda: tabled, choices, ascii_only=False)

    async with app.run_test(size=(80, 24)) as pilot:
        app.offer_drafts()
        await settle(pilot)
        await press_and_settle(pilot)("delete")
        assert drafts.pending(tabled)
        await press_and_settle(pilot)("y")

        assert drafts.pending(tabled) == []


async def test_of_two_texts_left_over_on_one_point_the_second_is_asked_about_after_the_first(tabled, choices):
    item = agenda.of(tabled, NUMBER).items[0]
    thing = drafts.minutes_object(sessions.show(tabled, NUMBER).id, item.id)
    for text in ("甲窗的話", "乙窗的話"):
        left_over(tabled, thing, text)
    app = SittingsApp(lambda: tabled, choices, ascii_only=False)

    async with app.run_test(size=(80, 24)) as pilot:
        press = press_and_settle(pilot)
        await until(pilot, lambda: isinstance(app.screen, PendingDrafts))
        await press("enter")
        assert "甲窗的話" in screen_text(app)
        await press("ctrl+s", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, PendingDrafts))
        assert "乙窗的話" in screen_text(app)
        await press("enter", "ctrl+s")
        assert isinstance(app.screen, Conflict)
        await press("escape")

        assert written(tabled)["業務報告"][0] == "甲窗的話"
        assert [one.texts["text"] for one in drafts.pending(tabled)] == ["乙窗的話"]


async def test_what_is_being_typed_in_another_window_is_not_offered(tabled, choices):
    item = agenda.of(tabled, NUMBER).items[0]
    window = open_office(tabled.location.file)
    drafts.keep(window, drafts.minutes_object(sessions.show(tabled, NUMBER).id, item.id), "另一窗", 0)
    app = SittingsApp(lambda: tabled, choices, ascii_only=False)

    async with app.run_test(size=(80, 24)) as pilot:
        app.offer_drafts()
        await settle(pilot)
        assert not isinstance(app.screen, PendingDrafts)
        window.close()
        app.offer_drafts()
        await settle(pilot)
        assert isinstance(app.screen, PendingDrafts)


async def test_two_people_on_one_point_see_both_texts_and_choose(tabled, choices):
    item = agenda.of(tabled, NUMBER).items[0]
    minutes.save_item(tabled, NUMBER, item.id, text="原來", decision_kind="", decision="", base_version=0)
    base = minutes.of(tabled, NUMBER).items[0].version

    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await type_text(pilot, "加我的")
        minutes.save_item(tabled, NUMBER, item.id, text="他的", decision_kind="", decision="", base_version=base)
        await press("ctrl+s")
        assert isinstance(pilot.app.screen, Conflict)
        text = screen_text(pilot.app)
        assert "原來加我的" in text
        assert "他的" in text
        await press("b")
        assert "他的" in page(pilot).editor("text").text
        await press("ctrl+z")
        assert page(pilot).editor("text").text == "原來加我的"
        await press("ctrl+y", "ctrl+s")

    assert written(tabled)["業務報告"][0] == "原來加我的\n\n他的"


async def test_somebody_elses_save_does_not_move_the_version_that_was_typed_upon(tabled, choices):
    item = agenda.of(tabled, NUMBER).items[0]

    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await type_text(pilot, "我的")
        minutes.save_item(tabled, NUMBER, item.id, text="他的", decision_kind="", decision="", base_version=0)
        pilot.app.records_changed()
        await settle(pilot)
        await press("ctrl+s")
        assert isinstance(pilot.app.screen, Conflict)
        await press("m")

    assert written(tabled)["業務報告"][0] == "我的"


async def test_find_goes_on_in_the_next_point_and_replaces(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await type_text(pilot, "會議記錄")
        await press("ctrl+down")
        await type_text(pilot, "記錄如下")
        await press("ctrl+f")
        await type_text(pilot, "記錄")
        await press("enter")
        assert page(pilot).point.item.matter == "業務報告"
        await press("enter")
        assert page(pilot).point.item.matter == "通報流程"
        await press("enter")
        await press("tab")
        await type_text(pilot, "紀錄")
        await press("ctrl+r", "escape", "ctrl+s")

    assert written(tabled)["業務報告"][0] == "會議紀錄"
    assert written(tabled)["通報流程"][0] == "記錄如下"


async def test_undo_goes_on_where_a_point_was_left(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await press("甲", "ctrl+down", "乙", "ctrl+up", "ctrl+z")

        assert page(pilot).editor("text").text == ""
        await press("ctrl+down")
        assert page(pilot).editor("text").text == "乙"


async def test_undo_goes_on_after_the_minutes_were_saved_and_left(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await press("甲", "ctrl+s", "escape", "escape", "w")
        assert page(pilot).editor("text").text == "甲"
        await press("ctrl+up" if page(pilot).point.item.matter != "業務報告" else "left", "ctrl+z")

        assert page(pilot).editor("text").text == ""


async def test_handing_in_lists_what_is_missing_and_leads_there(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await press("ctrl+g")
        assert isinstance(pilot.app.screen, Findings)
        await press("g")

    assert minutes.of(tabled, NUMBER).status == MinutesStatus.SUBMITTED


async def test_findings_lead_to_the_action_item_to_the_form_of_holding_and_to_the_other_pages(planned_office, choices):
    point = agenda.add(planned_office, NUMBER, ItemForm("discussion", "通報流程"))
    made = actions.from_decision(planned_office, NUMBER, item_id=point.id, text="修正流程", due="2026-12-31")

    async def follow(press: Any, kind: str) -> None:
        found = [one.kind for one in minutes_lint.findings(planned_office, NUMBER)]
        await press("d", "home", *["down"] * found.index(kind), "enter")

    async with part_of(planned_office, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await press("escape")
        await follow(press, "no_lead")
        await type_text(pilot, "教育處")
        await press("ctrl+s")
        assert actions.show(planned_office, made.number).lead == "教育處"

        await follow(press, "not_adjourned")
        assert "散會時間" in screen_text(pilot.app)
        await press("escape")
        await follow(press, "unheld")
        await press("enter")
        assert sessions.show(planned_office, NUMBER).status == "held"

        await follow(press, "no_attendance")
        assert "簽到" in screen_text(pilot.app).splitlines()[1]


async def test_the_steps_from_handed_in_to_confirmed_take_what_is_usual(tabled, choices):
    minutes_life.submit(tabled, NUMBER, despite_findings=True)

    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await press("escape", "g", "ctrl+s")
        assert minutes.of(tabled, NUMBER).status == MinutesStatus.APPROVED
        assert page(pilot).editor("text").read_only
        await press("g")
        await type_text(pilot, "府社工字第1號")
        await press("ctrl+s")
        assert minutes.of(tabled, NUMBER).doc_no == "府社工字第1號"
        await press("h", "enter")
        assert "+ 府社工字第1號" in screen_text(pilot.app)
        await press("escape", "x")
        await type_text(pilot, "更正出席名單")
        await press("enter")

    assert minutes.of(tabled, NUMBER).status == MinutesStatus.DRAFT


async def test_the_end_of_the_sitting_is_noted(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await press("ctrl+b")
        await press("ctrl+a")
        await type_text(pilot, "16:35")
        await press("ctrl+s")
        assert "散會 16:35" in screen_text(pilot.app)


async def test_a_motion_is_added_while_the_sitting_goes_on(tabled, choices):
    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        press = press_and_settle(pilot)
        await press("甲", "f9")
        await type_text(pilot, "臨時提案")
        await press("ctrl+s")
        await press("乙", "ctrl+s")

    assert written(tabled)["臨時提案"][0] == "乙"
    assert written(tabled)["業務報告"][0] == "甲"


async def test_no_days_are_counted_since_a_sitting_that_is_still_to_come(planned_office, choices):
    with pretending(planned_office, date(2026, 1, 5)):
        async with part_of(planned_office, NUMBER, "w", choices) as pilot:
            assert "草稿" in screen_text(pilot.app)
            assert "會後第" not in screen_text(pilot.app)


async def test_minutes_without_an_agenda_say_where_it_is_drafted_and_remarks_take_no_kind(planned_office, choices):
    async with part_of(planned_office, NUMBER, "w", choices) as pilot:
        assert "議程尚未草擬" in screen_text(pilot.app)
        await press_and_settle(pilot)("ctrl+r")
        assert "主席致詞沒有決議種類" in notes(pilot.app)


async def test_minutes_that_no_sitting_can_confirm_yet_say_so(tabled, choices):
    minutes_life.submit(tabled, NUMBER, despite_findings=True)
    minutes_life.approve(tabled, NUMBER)
    minutes_life.send(tabled, NUMBER, doc_no="屏府社工字第1150000888號")

    async with part_of(tabled, NUMBER, "w", choices) as pilot:
        assert "屏府社工字第1150000888號" in screen_text(pilot.app)
        assert "散會" not in screen_text(pilot.app).splitlines()[-1]
        await press_and_settle(pilot)("ctrl+g")
        assert "下次會議還沒到" in notes(pilot.app)
