"""The place of the sittings: found by one query line, opened on one screen, the same keys everywhere."""

from __future__ import annotations

from typing import Any

import pytest

from meetingtui.services import adding, scheduling, sessions
from meetingtui.services.adding import NewSitting
from meetingtui.services.office import Office
from meetingtui.tui.palette import screen_commands
from meetingtui.tui.screens.session import SessionPage
from meetingtui.tui.widgets.detail import Detail
from tests import builders
from tests.tui.screen_picture import assert_picture
from tests.tui.sittings_app import SittingsApp, notes, place, put_cursor, screen_text, settle, type_text

HOSTILE = ("詳[/附件]", "[@click=app.quit]離開", "\x1b[31m紅", "甲\x00乙", "丙\u202e丁")


@pytest.fixture
def app(planned_office: Office, choices: Any) -> SittingsApp:
    return SittingsApp(lambda: planned_office, choices)


async def test_the_year_is_listed_with_the_cursor_on_the_next_sitting(app: SittingsApp, planned_office: Office) -> None:
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)

        row = place(app).sittings.current
        assert row is not None
        assert row.cells[1] == "115.11.24（二）"
        assert place(app).sittings.total == len(builders.sittings(planned_office))
        assert "預定 逾期" in screen_text(app)


async def test_one_query_line_narrows_the_list(app: SittingsApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        await type_text(pilot, "主席:副縣長 11月 ")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await settle(pilot)

        names = {place(app).sittings.row(at).cells[3] for at in range(place(app).sittings.total)}  # type: ignore[union-attr] # rows of the list
        assert names == {"兒少年權益保障暨少年輔導委員會", "治安會議"}
        assert app.focused is place(app).sittings

        await pilot.press("escape")
        await settle(pilot)
        assert place(app).sittings.total == 111


async def test_what_was_found_stays_at_hand_when_the_query_is_cleared(app: SittingsApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        upcoming = place(app).in_hand()
        place(app).show_query("PIF-10-115-01")
        await settle(pilot)
        found = place(app).in_hand()
        assert found not in (None, upcoming)
        place(app).table.focus()

        await pilot.press("escape")
        await settle(pilot)

        assert place(app).sittings.total == 111
        assert place(app).in_hand() == found


async def test_a_query_that_lets_nothing_through_says_what_to_do(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        place(app).show_query("會議:不存在的會")
        await settle(pilot)

        assert "沒有符合查詢的場" in screen_text(app)


async def test_a_name_that_nobody_bears_is_asked_back_with_the_nearest_ones(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        place(app).show_query("會議:高危雞")
        await settle(pilot)

        assert "「高危雞」是否指：親密關係高危機網絡評估會議" in screen_text(app)

        place(app).show_query("")
        await settle(pilot)
        assert "是否指" not in screen_text(app)


async def test_enter_shows_everything_about_a_sitting(app: SittingsApp, planned_office: Office) -> None:
    number = builders.sittings(planned_office, "PIF-10")[0].number
    scheduling.cancel(planned_office, number, reason="颱風停班")
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, number)
        await pilot.press("enter")
        await settle(pilot)

        assert isinstance(app.screen, SessionPage)
        shown = screen_text(app)
        for words in (number, "強化社會安全網跨網絡會議", "應召開時段", "取消", "颱風停班", "衛生局", "列席"):
            assert words in shown

        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is place(app)


async def test_on_a_small_terminal_the_page_of_a_sitting_is_one_column(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

        assert not app.screen.query_one("#people", Detail).display
        labels = [label for label, _value in app.screen.query_one("#facts", Detail).as_rows()]
        assert {"編號", "受邀", "召開頻率"} <= set(labels)


async def test_the_date_of_a_sitting_is_locked_and_freed_by_one_key(app: SittingsApp, planned_office: Office) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        sitting = place(app).in_hand()
        assert sitting is not None
        await pilot.press("l")
        await settle(pilot)
        assert sessions.show(planned_office, sitting).locked
        assert place(app).in_hand() == sitting

        await pilot.press("l")
        await settle(pilot)
        assert not sessions.show(planned_office, sitting).locked


async def test_sorting_goes_through_every_column(app: SittingsApp) -> None:
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        seen = []
        for _press in range(9):
            await pilot.press("s")
            await settle(pilot)
            seen.append(place(app).sittings.sort)

        assert seen == [
            (one, False)
            for one in ("start", "series", "track", "chair", "room", "status", "credits", "locked", "number")
        ]


async def test_ticks_stay_while_somebody_else_changes_a_sitting(app: SittingsApp, planned_office: Office) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("space", "space")
        marked = set(place(app).sittings.marked)
        scheduling.lock(planned_office, builders.sittings(planned_office)[0].number)
        app.records_changed()
        await settle(pilot)

        assert place(app).sittings.marked == marked
        assert len(marked) == 2


async def test_every_command_of_the_place_is_in_the_menu_with_an_explanation(app: SittingsApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        commands = {command.code: command for command in screen_commands(app.screen)}

    wanted = {"add", "find", "import"}
    verbs = {"arrange", "move", "postpone", "cancel", "hold", "deputy", "credit", "lock", "invite", "ics"}
    codes = {f"sessions.{one}" for one in wanted} | {f"sitting.{one}" for one in verbs}
    assert codes <= set(commands)
    assert all(commands[code].help for code in codes)


async def test_hostile_names_stand_as_typed_in_list_page_and_dialogs(app: SittingsApp, planned_office: Office) -> None:
    sitting = builders.sittings(planned_office, "PIF-05")[-1]
    with planned_office.begin() as work:
        from meetingtui.store.tables import Series, Session, Track

        work.get(Series, sitting.series_id).name = HOSTILE[0] + HOSTILE[1]
        row = work.get(Session, sitting.id)
        row.room, row.note, row.reason = HOSTILE[2], "".join(HOSTILE), HOSTILE[4]
        work.all(Track)[0].name = HOSTILE[1]
        work.audit("edited", "x")
        work.commit()
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, sitting.number)
        await settle(pilot)
        assert "詳[/附件][@click=app.quit]" in screen_text(app)
        for keys in (("enter",), ("m",), ("e",), ("c",), ("b",), ("g",), ("x",), ("o",), ("h",), ("n",)):
            await pilot.press(*keys)
            await settle(pilot)
            shown = screen_text(app)
            assert not any(sign in shown for sign in "\x1b\x00\u202e")
            await pilot.press("escape")
            await settle(pilot)
        assert app.is_running


async def test_a_hundred_thousand_sittings_open_like_a_hundred(planned_office: Office, choices: Any) -> None:
    template = builders.sittings(planned_office)[0]
    with planned_office.begin() as work:
        from sqlalchemy import text

        work.session.execute(
            text(
                "INSERT INTO session (series_id, number, year, ordinal, kind, status, day, start_at, end_at, room,"
                " township, chair_person, locked, reason, postponed_times, person_times_about, note, uid, sequence,"
                " changed_at, version) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
                " SELECT :series, 'BIG-' || i, 2026, 1000 + i, 'ordinary', 'planned', '2026-12-20',"
                " '2026-12-20T06:00:00Z', '2026-12-20T08:00:00Z', '', '', '', 0, '', 0, 0, '', 'big-' || i, 0,"
                " '2026-11-20T00:00:00Z', 1 FROM n"
            ),
            {"series": template.series_id},
        )
        work.audit("imported", "BIG")
        work.commit()
    app = SittingsApp(lambda: planned_office, choices)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert place(app).sittings.total == 100_111
        await pilot.press("end")
        await settle(pilot)
        assert place(app).sittings.current is not None


async def test_another_place_can_turn_the_list_to_a_sitting(app: SittingsApp, planned_office: Office) -> None:
    wanted = builders.sittings(planned_office, "PIF-15")[3]
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        place(app).show_query("會議:PIF-15", wanted.id)
        await settle(pilot)

        assert place(app).in_hand() == wanted.id


async def test_a_change_is_taken_back_from_the_list_and_from_the_page(app: SittingsApp, planned_office: Office) -> None:
    new = NewSitting("PIF-05", builders.at("2026-12-01"))
    added = adding.add(planned_office, new)
    scheduling.lock(planned_office, added.number)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await put_cursor(pilot, planned_office, added.number)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert not sessions.show(planned_office, added.id).locked

        await pilot.press("u")
        await settle(pilot)
        assert app.screen is place(app)
        assert "已復原" in notes(app)


async def test_the_list_is_there_in_another_language_too(app: SittingsApp) -> None:
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await app.use_language("en")
        await settle(pilot)
        assert place(app).sittings.total == 111
        assert "2026-11-24 Tue" in screen_text(app)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (160, 45)])
async def test_the_place_and_the_page_of_a_sitting_look_as_kept(
    planned_office: Office, choices: Any, width: int, height: int
) -> None:
    app = SittingsApp(lambda: planned_office, choices)
    async with app.run_test(size=(width, height)) as pilot:
        await settle(pilot)
        assert_picture(app, f"sessions-{width}")
        await pilot.press("enter")
        await settle(pilot)
        assert_picture(app, f"session-{width}")
        await pilot.press("m", "pageup")
        await settle(pilot)
        assert_picture(app, f"move-{width}")


async def test_the_key_that_takes_an_offer_of_the_query_stands_beside_it(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        await type_text(pilot, "狀態:預")
        await pilot.pause()
        assert "預定  Tab" in screen_text(app)

        await pilot.press("tab")
        await pilot.pause()
        assert "狀態:預定" in screen_text(app)


async def test_a_note_goes_with_the_next_key_once_it_could_be_seen(app: SittingsApp, monkeypatch: Any) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.told("已登記。")
        await pilot.press("down")
        assert "已登記" in notes(app)

        monkeypatch.setattr("meetingtui.tui.shell.SEEN", 0)
        await pilot.press("down")
        assert notes(app) == ""
