"""What a further notice says of the change since the last one."""

from __future__ import annotations

from meetingtui.papers.notice_turns import NOTHING, Turn, told
from tests.builders import at

BEFORE, AFTER = at("2026-03-05", "09:30"), at("2026-03-12", "14:00")


def test_nothing_has_changed_and_nothing_is_said():
    assert told([], BEFORE, BEFORE, called_off=False) == NOTHING


def test_the_time_that_was_announced_is_the_one_that_is_taken_back():
    said = told([Turn("moved", "議會"), Turn("moved", "主席公出")], BEFORE, AFTER, called_off=False)

    assert said.turn == "改期"
    assert said.changed.startswith("原訂中華民國115年3月5日（星期四）上午9時30分召開之會議，因主席公出改期")


def test_a_reason_that_says_because_itself_does_not_say_it_twice():
    assert "，因颱風取消召開。" in told([Turn("cancelled", "因颱風。")], BEFORE, BEFORE, called_off=True).changed


def test_a_masked_notice_keeps_the_reason_to_itself():
    said = told([Turn("moved", "案主住院")], BEFORE, AFTER, called_off=False, with_reason=False)

    assert "案主" not in said.changed
    assert said.changed.endswith("召開之會議，改期，以本通知單所列時間為準。")


def test_postponed_without_a_day_merged_and_corrected_have_their_words():
    assert told([Turn("postponed", "x")], BEFORE, None, called_off=False).turn == "延期"
    assert told([Turn("postponed", "x")], BEFORE, AFTER, called_off=False).turn == "延期"
    assert "合併召開" in told([Turn("merged", "x")], BEFORE, BEFORE, called_off=True).changed
    assert told([Turn("arranged")], BEFORE, BEFORE, called_off=False).turn == "更正"
    assert told([Turn("moved"), Turn("moved")], BEFORE, BEFORE, called_off=False).turn == "更正"
