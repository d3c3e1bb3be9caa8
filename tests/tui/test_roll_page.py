"""簽到 in the app: a piece of a name and the space bar."""

from __future__ import annotations

from meetingtui.services import roll, sessions
from tests.tui.sitting_parts_app import on_day, part_of, press_and_settle
from tests.tui.sittings_app import screen_text, settle, type_text

NUMBER = "PIF-10-115-03"


def came(office):
    return {line.name: line.presence for line in roll.of(office, NUMBER).lines if line.presence}


async def test_a_piece_of_a_name_and_space_tick_an_agency(planned_office, choices):
    office = on_day(planned_office, sessions.show(planned_office, NUMBER).day)

    async with part_of(office, NUMBER, "t", choices) as pilot:
        press = press_and_settle(pilot)
        await press("警")
        assert "找：警" in screen_text(pilot.app)
        await press("space")
        assert "找：警" not in screen_text(pilot.app)

    assert came(office) == {"警察局": "present"}


async def test_each_key_marks_the_line_under_the_cursor_and_space_takes_it_away(planned_office, choices):
    office = on_day(planned_office, sessions.show(planned_office, NUMBER).day)

    async with part_of(office, NUMBER, "t", choices) as pilot:
        press = press_and_settle(pilot)
        for sign, key in (("警", "l"), ("教", "x"), ("勞", "z")):
            await press(sign, key)
        marked = came(office)
        assert [marked[name] for name in ("警察局", "教育處", "勞青處")] == ["excused", "absent", "present"]
        await press("勞", "space")

    assert "勞青處" not in came(office)
    assert not any(line.online for line in roll.of(office, NUMBER).lines)


async def test_after_a_mark_the_next_key_marks_the_next_line_across_a_heading(planned_office, choices):
    office = on_day(planned_office, sessions.show(planned_office, NUMBER).day)
    lines = [line.name for line in roll.of(office, NUMBER).lines]

    async with part_of(office, NUMBER, "t", choices) as pilot:
        await press_and_settle(pilot)("l", "z")

    assert came(office) == {lines[0]: "excused", lines[1]: "present"}
    assert roll.of(office, NUMBER).lines[1].online


async def test_a_proxy_for_the_chair_is_told_where_a_deputy_is_noted(planned_office, choices):
    office = on_day(planned_office, sessions.show(planned_office, NUMBER).day)

    async with part_of(office, NUMBER, "t", choices) as pilot:
        await press_and_settle(pilot)("c")

        assert "請在場次以 c 登記代理主持" in screen_text(pilot.app)


async def test_a_proxy_a_walk_in_and_the_rest_are_recorded(planned_office, choices):
    office = on_day(planned_office, sessions.show(planned_office, NUMBER).day)

    async with part_of(office, NUMBER, "t", choices) as pilot:
        press = press_and_settle(pilot)
        await press("警", "c")
        await type_text(pilot, "林代理")
        await press("ctrl+s", "plus")
        await type_text(pilot, "社區大學")
        await press("ctrl+s", "r")
        text = screen_text(pilot.app)
        assert "林代理" in text

    found = roll.of(office, NUMBER)
    assert next(line for line in found.lines if line.name == "警察局").presence == "proxy"
    assert [line.name for line in found.lines if line.walk_in] == ["社區大學"]
    assert not [line for line in found.lines if not line.presence and line.role in ("attendee", "chair")]


async def test_esc_lists_all_again_and_a_mark_before_the_day_is_refused(planned_office, choices):
    async with part_of(planned_office, "PIF-15-115-24", "t", choices) as pilot:
        press = press_and_settle(pilot)
        await press("衛", "space")
        assert not [line for line in roll.of(planned_office, "PIF-15-115-24").lines if line.presence]
        await press("衛", "escape")

        assert "找：" not in screen_text(pilot.app)
        assert "簽到" in screen_text(pilot.app)


async def test_person_times_may_be_an_estimate(planned_office, choices):
    office = on_day(planned_office, sessions.show(planned_office, NUMBER).day)

    async with part_of(office, NUMBER, "t", choices) as pilot:
        press = press_and_settle(pilot)
        await press("s")
        await type_text(pilot, "約40")
        await press("ctrl+s")

        assert "約40人次" in screen_text(pilot.app)


async def test_a_piece_of_known_names_is_asked_about_before_a_walk_in_is_stored(planned_office, choices):
    office = on_day(planned_office, sessions.show(planned_office, NUMBER).day)

    async with part_of(office, NUMBER, "t", choices) as pilot:
        press = press_and_settle(pilot)
        await press("plus")
        await type_text(pilot, "婦")
        await press("ctrl+s")
        assert "「婦」是哪一個？" in screen_text(pilot.app)
        assert not [line for line in roll.of(office, NUMBER).lines if line.walk_in]
        await press("enter")

    assert [line.name for line in roll.of(office, NUMBER).lines if line.walk_in] == ["社會處婦幼科"]


async def test_a_walk_in_that_is_none_of_the_known_ones_is_stored_as_typed(planned_office, choices):
    office = on_day(planned_office, sessions.show(planned_office, NUMBER).day)

    async with part_of(office, NUMBER, "t", choices) as pilot:
        press = press_and_settle(pilot)
        await press("plus")
        await type_text(pilot, "婦")
        await press("ctrl+s", "end", "enter")

    assert [line.name for line in roll.of(office, NUMBER).lines if line.walk_in] == ["婦"]


async def test_thirty_people_are_ticked_by_two_keys_each(planned_office, choices):
    office = on_day(planned_office, sessions.show(planned_office, NUMBER).day)
    signs = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥鼠牛虎兔春夏秋冬"
    for sign in signs:
        roll.walk_in(office, NUMBER, agency=f"{sign}某基金會", person="某")

    async with part_of(office, NUMBER, "t", choices) as pilot:
        for sign in signs:
            await pilot.press(sign, "space")
        await settle(pilot)

    assert len(signs) == 30
    assert not [line for line in roll.of(office, NUMBER).lines if line.walk_in and line.presence]
