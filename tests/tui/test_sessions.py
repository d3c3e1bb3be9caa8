"""The place of the sittings: found by one query line, opened on one screen, the same keys everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from meetingtui.services import adding, attendance, blackouts, scheduling, sessions
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


async def test_a_query_that_lets_nothing_through_says_what_to_do(app: SittingsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        place(app).show_query("會議:不存在的會")
        await settle(pilot)

        assert "沒有符合查詢的場次" in screen_text(app)


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


async def test_past_sittings_of_a_list_are_seen_before_they_are_taken_over(
    app: SittingsApp, planned_office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "過去.csv"
    file.write_text(
        "會議名稱,開會日期,時間,人數\n治安會議,114.3.5,14:00,約17\n治安會報,114.6.4,14:00,20\n", encoding="utf-8"
    )
    async with app.run_test(size=(110, 40)) as pilot:
        await settle(pilot)
        await pilot.press("I")
        await type_text(pilot, str(file))
        await pilot.press("enter")
        await settle(pilot)
        assert "新增2場，已有0場，問題0處" in screen_text(app)

        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [one.person_times for one in builders.sittings(planned_office, "PIF-05", 2025)] == [17, 20]


async def test_a_list_with_a_problem_is_not_taken_over(
    app: SittingsApp, planned_office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "past.csv"
    file.write_text("會議名稱,開會日期\n治安會議,114.3.5\n[/沒有這個會],114.6.4\n", encoding="utf-8")
    async with app.run_test(size=(110, 40)) as pilot:
        await settle(pilot)
        await pilot.press("I")
        await type_text(pilot, str(file))
        await pilot.press("enter")
        await settle(pilot)
        assert "問題1處" in screen_text(app)
        assert "[/沒有這個會]" in screen_text(app)

        await pilot.press("ctrl+s")
        await settle(pilot)
        assert not builders.sittings(planned_office, "PIF-05", 2025)
        assert "全部未匯入" in screen_text(app)


# ----- calendar files


async def test_ticked_sittings_go_out_as_invites_and_cancels(
    app: SittingsApp, planned_office: Office, choices: Any
) -> None:
    one, two, three = builders.sittings(planned_office, "PIF-10")
    scheduling.cancel(planned_office, two.number, reason="颱風停班")
    choices.data_folder.mkdir(exist_ok=True)
    async with app.run_test(size=(90, 30)) as pilot:
        await settle(pilot)
        place(app).sittings.marked |= {one.id, two.id, three.id}
        await pilot.press("i")
        await settle(pilot)
        assert "將匯出3個檔案，共3場" in screen_text(app)
        await pilot.press("ctrl+s")
        await settle(pilot)

        folder = choices.data_folder / "exports"
        methods = sorted(
            line for file in folder.glob("*.ics") for line in file.read_text().splitlines() if line.startswith("METHOD")
        )
        assert methods == ["METHOD:CANCEL", "METHOD:REQUEST", "METHOD:REQUEST"]
        assert str(folder) in notes(app)


async def test_the_usual_folder_is_made_with_all_above_it_also_for_one_file(app: SittingsApp, choices: Any) -> None:
    choices.data_folder = choices.data_folder / "not" / "yet"
    folder = choices.data_folder / "exports"
    async with app.run_test(size=(90, 30)) as pilot:
        await settle(pilot)
        await pilot.press("i", "shift+tab")
        await type_text(pilot, str(folder / "一場.ics"))
        await pilot.press("ctrl+s")
        await settle(pilot)

    assert [file.name for file in folder.iterdir()] == ["一場.ics"]


@pytest.mark.parametrize(("where", "says"), [("~nobody-of-that-name/x", "使用者資料夾不存在"), ("x" * 300, "太長")])
async def test_a_place_where_nothing_can_be_written_is_refused_in_the_dialog(
    app: SittingsApp, where: str, says: str
) -> None:
    async with app.run_test(size=(90, 30)) as pilot:
        await settle(pilot)
        await pilot.press("i", "shift+tab")
        await type_text(pilot, where)
        await pilot.press("ctrl+s")
        await settle(pilot)

        assert says in screen_text(app)


async def test_files_are_not_replaced_without_asking(app: SittingsApp, choices: Any) -> None:
    choices.data_folder.mkdir(exist_ok=True)
    async with app.run_test(size=(90, 30)) as pilot:
        await settle(pilot)
        for _time in range(2):
            await pilot.press("i")
            await settle(pilot)
            await pilot.press("ctrl+s")
            await settle(pilot)
        assert "要以新的內容覆寫嗎" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is place(app)
        assert "已匯出1個檔案" in notes(app)


async def test_one_feed_of_all_that_is_ticked_goes_into_one_file(app: SittingsApp, tmp_path: Path) -> None:
    target = tmp_path / "feed.ics"
    async with app.run_test(size=(90, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+a", "i")
        await settle(pilot)
        await type_text(pilot, "訂閱")
        await pilot.press("tab", "tab")
        await type_text(pilot, str(target))
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)

        assert target.read_text().count("BEGIN:VEVENT") == 111


async def test_each_agency_gets_a_feed_of_its_own(app: SittingsApp, choices: Any) -> None:
    choices.data_folder.mkdir(exist_ok=True)
    async with app.run_test(size=(90, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+a", "i")
        await settle(pilot)
        await type_text(pilot, "各機關")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)

        names = {file.name for file in (choices.data_folder / "exports").glob("*.ics")}
        assert {"PHB_衛生局_網絡會議_115.ics", "EDU_教育處_網絡會議_115.ics"} <= names


def reply(uid: str, sequence: int, email: str) -> str:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nSEQUENCE:{sequence}\r\nDTSTAMP:20261120T000000Z\r\nDTSTART:20261201T060000Z\r\n"
        f"ATTENDEE;PARTSTAT=DECLINED:mailto:{email}\r\nCOMMENT:[/出差]\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


async def test_an_answer_is_seen_before_it_is_recorded(
    app: SittingsApp, planned_office: Office, tmp_path: Path
) -> None:
    one = builders.sittings(planned_office, "PIF-10")[-1]
    with planned_office.begin() as work:
        from meetingtui.store.tables import Agency

        next(row for row in work.all(Agency) if row.code == "PHB").email = "phb@example.tw"
        work.audit("edited", "PHB")
        work.commit()
    file = tmp_path / "reply.ics"
    file.write_text(reply(one.uid, one.sequence, "phb@example.tw"), encoding="utf-8", newline="")
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("I")
        await type_text(pilot, str(file))
        await pilot.press("enter")
        await settle(pilot)
        assert "將登記1則回覆" in screen_text(app)
        assert "[/出差]" in screen_text(app)
        await pilot.press("ctrl+s")
        await settle(pilot)

    assert {a.name: a.reply for a in attendance.of(planned_office, one.id)}["衛生局"] == "declined"


async def test_busy_times_of_a_chair_are_seen_with_the_sittings_they_hit(
    app: SittingsApp, planned_office: Office, tmp_path: Path
) -> None:
    one = builders.sittings(planned_office, "PIF-05")[-1]
    day = one.day.replace("-", "")
    file = tmp_path / "busy.ics"
    file.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//\r\nBEGIN:VEVENT\r\nUID:a@b\r\nDTSTAMP:20261120T000000Z\r\n"
        f"DTSTART:{day}T060000Z\r\nDTEND:{day}T070000Z\r\nSUMMARY:私事\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        encoding="utf-8", newline="",
    )  # fmt: skip
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("I")
        await type_text(pilot, str(file))
        await pilot.press("enter")
        await settle(pilot)
        await type_text(pilot, "副縣長")
        await settle(pilot)
        assert one.number in screen_text(app)
        assert "私事" not in screen_text(app)
        await pilot.press("ctrl+s")
        await settle(pilot)

    assert [busy.who for busy in blackouts.listing(planned_office)] == ["副縣長"]


async def test_the_path_of_a_file_is_completed(app: SittingsApp, tmp_path: Path) -> None:
    (tmp_path / "資料").mkdir()
    (tmp_path / "資料" / "過去場次.csv").write_text("會議,日期\n", encoding="utf-8")
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("I")
        await type_text(pilot, f"{tmp_path}/資")
        await pilot.press("tab", "tab")
        await settle(pilot)
        field = app.screen.form.field("path")  # type: ignore[attr-defined] # a dialog with a form
        assert field.value == f"{tmp_path}/資料/過去場次.csv"


async def test_a_file_that_is_not_there_is_refused_in_the_dialog(app: SittingsApp) -> None:
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("I")
        await type_text(pilot, "/nowhere/x.csv")
        await pilot.press("enter")
        await settle(pilot)
        assert "找不到檔案" in screen_text(app)


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
