"""The head of the pages on a sitting: short lines cost the name, never number, day and state."""

from __future__ import annotations

from datetime import date

from meetingtui.services import sessions
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.sitting_head import heading

TODAY = date(2026, 11, 22)


def test_a_long_name_gives_way_to_the_day_and_the_state_at_80_columns(planned_office):
    sitting = sessions.show(planned_office, "PIF-10-115-03")._replace(
        name="跨網絡" * 30, start="2026-11-24T14:00", day="2026-11-24"
    )

    said = heading("會議紀錄", sitting, TODAY, 78)

    assert cells.width(said) <= 78
    assert "PIF-10-115-03 跨網絡" in said
    assert said.endswith("..　11.24（二）14:00　預定")


def test_where_there_is_room_the_whole_name_and_day_are_told(planned_office):
    sitting = sessions.show(planned_office, "PIF-10-115-03")

    said = heading("議程", sitting, TODAY, 158)

    assert sitting.name in said
    assert "（星期" in said


def test_a_sitting_without_a_date_says_so(planned_office):
    sitting = sessions.show(planned_office, "PIF-10-115-03")._replace(name="會" * 80, start="", end="", day="")

    assert heading("議程", sitting, TODAY, 78).endswith("日期待定　預定")
