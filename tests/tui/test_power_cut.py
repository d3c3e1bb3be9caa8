"""The real program killed in mid-typing, and two real programs on one database: no word that was kept is lost."""

from __future__ import annotations

import signal
from contextlib import closing
from pathlib import Path

import pytest

from meetingtui.services import agenda, drafts, minutes
from meetingtui.services.agenda_items import ItemForm
from tests.tui.real_terminal import Desk, RealTerminal

NUMBER = "PIF-17-115-T2-11"
"""The sitting on which the cursor stands when 場次 is opened."""
TODAY = "2026-11-24"
SPOKEN = "社會處報告高風險家庭訪視情形，衛生局補充精神照護資源，教育處說明中輟通報與輔導銜接。"


@pytest.fixture
def desk(planned_file: Path, tmp_path: Path) -> Desk:
    """A desk on the day of a sitting that has two points."""
    made = Desk.with_copy(tmp_path, planned_file, TODAY)
    office = made.office()
    for matter in ("業務報告", "通報流程"):
        agenda.add(office, NUMBER, ItemForm("report", matter))
    office.close()
    return made


def at_the_minutes(terminal: RealTerminal) -> RealTerminal:
    terminal.wait_for("115年11月24日")
    terminal.press("4").wait_for(NUMBER)
    return terminal.press("w").wait_for("業務報告", "全部已存")


def stored_text(desk: Desk) -> str:
    with closing(desk.office()) as office:
        return minutes.of(office, NUMBER).items[0].text


def kept_text(desk: Desk) -> str:
    with closing(desk.office()) as office:
        return "".join(one.texts["text"] for one in drafts.typed(office))


@pytest.mark.parametrize("cut", range(5))
def test_a_power_cut_in_mid_typing_costs_nothing_that_was_kept_by_itself(desk: Desk, cut: int):
    said = ""
    with desk.open() as screen:
        at_the_minutes(screen)
        for piece in range(cut + 1):
            said += SPOKEN[8 * piece : 8 * piece + 8]
            screen.type(said[-8:]).wait_until(lambda said=said: kept_text(desk) == said, "what was typed as a draft")
        screen.type("未及留存")
        screen.told_to_end(signal.SIGKILL).wait_end()

    assert kept_text(desk).startswith(said)
    assert not stored_text(desk)

    with desk.open() as again:
        again.wait_for("尚未儲存的輸入", said[:8])
        again.press("enter").wait_for("業務報告", said[:8], "未存1案")
        again.press("ctrl+s").wait_for("全部已存")
        assert stored_text(desk).startswith(said)
        assert not kept_text(desk)


def test_what_was_saved_stays_saved_whenever_the_program_is_killed(desk: Desk):
    with desk.open() as screen:
        at_the_minutes(screen)
        screen.type("第一段").press("ctrl+s").wait_for("全部已存", "第一段")
        screen.wait_until(lambda: stored_text(desk) == "第一段", "the text in the database")
        screen.type("第二段")
        screen.told_to_end(signal.SIGKILL).wait_end()

    assert stored_text(desk) == "第一段"
    assert kept_text(desk) in {"", "第一段第", "第一段第二", "第一段第二段"}


def test_a_draft_can_be_compared_and_dropped_at_the_next_start(desk: Desk):
    with desk.open() as screen:
        at_the_minutes(screen)
        screen.type("不要的話").wait_for("輸入已留存")
        screen.told_to_end(signal.SIGKILL).wait_end()

    with desk.open() as again:
        again.wait_for("尚未儲存的輸入")
        again.press("c").wait_for("+ 不要的話")
        again.press("delete").wait_for("捨棄後無法復原")
        again.press("y").wait_gone("尚未儲存的輸入")
        again.wait_until(lambda: not kept_text(desk), "no draft")


def kept_matters(desk: Desk) -> list[str]:
    with closing(desk.office()) as office:
        return [one.texts["matter"] for one in drafts.typed(office)]


def stored_matters(desk: Desk) -> list[str]:
    with closing(desk.office()) as office:
        return [one.matter for one in agenda.of(office, NUMBER).items]


@pytest.mark.parametrize("key", ["n", "enter"])
def test_a_point_that_was_being_typed_when_the_power_went_is_offered_at_the_next_start(desk: Desk, key: str):
    with desk.open() as screen:
        screen.wait_for("115年11月24日")
        screen.press("4").wait_for(NUMBER)
        screen.press("a").wait_for("業務報告")
        screen.press(key).wait_for("案由", "擬辦")
        screen.type("共訪機制").wait_until(lambda: kept_matters(desk) == ["共訪機制"], "a draft")
        screen.told_to_end(signal.SIGKILL).wait_end()

    with desk.open() as again:
        again.wait_for("尚未儲存的輸入", "共訪機制")
        again.press("enter").wait_for("已放回上次未存的內容", "共訪機制")
        again.press("ctrl+s").wait_until(lambda: "共訪機制" in stored_matters(desk), "the point saved")
        assert not kept_matters(desk)


def test_two_windows_of_one_login_on_one_point_are_killed_and_both_texts_are_offered(desk: Desk):
    with desk.open() as one, desk.open() as other:
        at_the_minutes(one)
        at_the_minutes(other)
        other.type("乙窗的一段").wait_for("輸入已留存")
        one.type("甲窗的一段").wait_for("輸入已留存")
        for window in (one, other):
            window.told_to_end(signal.SIGKILL).wait_end()

    with desk.open() as again:
        again.wait_for("尚未儲存的輸入：2份", "乙窗的一段")
        again.press("down").wait_for("甲窗的一段")
        again.press("enter").wait_for("業務報告", "甲窗的一段", "未存1案")
        again.press("ctrl+s").wait_until(lambda: stored_text(desk) == "甲窗的一段", "the text of one window saved")
        again.press("escape", "escape").wait_for("尚未儲存的輸入：1份", "乙窗的一段")
        again.press("enter").wait_for("未存1案", "乙窗的一段")
        again.press("ctrl+s").wait_for("甲窗的一段", "乙窗的一段")


def test_saving_in_one_window_leaves_what_is_typed_in_another_of_the_same_login(desk: Desk):
    with desk.open() as one, desk.open() as other:
        at_the_minutes(one)
        one.type("甲先打").wait_for("輸入已留存")
        at_the_minutes(other)
        other.type("乙後打").wait_for("輸入已留存")
        assert "甲先打" not in other.text
        one.press("ctrl+s").wait_until(lambda: stored_text(desk) == "甲先打", "the text of one window saved")
        other.told_to_end(signal.SIGKILL).wait_end()

    with desk.open() as again:
        again.wait_for("尚未儲存的輸入：1份", "乙後打", "已被他人更新")


def test_two_people_on_one_point_both_keep_their_words(desk: Desk):
    with desk.open() as hers, desk.open() as his:
        at_the_minutes(hers)
        at_the_minutes(his)
        hers.type("她的話").wait_for("輸入已留存")
        his.type("他的話").wait_for("輸入已留存")
        hers.press("ctrl+s").wait_until(lambda: stored_text(desk) == "她的話", "her text saved")
        his.press("ctrl+s").wait_for("編輯時已被他人修改", "她的話", "他的話")
        his.press("b").wait_for("他的話", "她的話")
        his.press("ctrl+s").wait_until(lambda: "她的話" in stored_text(desk) and "他的話" in stored_text(desk), "both")


def test_a_paste_of_two_million_characters_is_refused_in_a_sentence_and_the_text_stays(desk: Desk):
    with desk.open() as screen:
        at_the_minutes(screen)
        screen.type("原文").wait_for("輸入已留存")
        screen.paste("字" * 2_000_000).wait_for("2,000,000字")
        screen.press("ctrl+s").wait_until(lambda: stored_text(desk) == "原文", "the text alone")


def test_full_width_punctuation_and_plane_two_signs_are_typed_as_they_are(desk: Desk):
    with desk.open() as screen:
        at_the_minutes(screen)
        screen.type("𡈽峯，堃：（洽悉）。").wait_for("輸入已留存")
        screen.press("ctrl+s").wait_until(lambda: stored_text(desk) == "𡈽峯，堃：（洽悉）。", "the text")
