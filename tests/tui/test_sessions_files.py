"""Files of the sittings: invites and feeds go out, past sittings, answers and busy times come in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from meetingtui.domain.outgoing import What
from meetingtui.domain.sessions import Rule
from meetingtui.services import attendance, blackouts, outgoing, scheduling
from meetingtui.services.office import Office
from tests import builders
from tests.tui.sittings_app import SittingsApp, notes, place, screen_text, settle, type_text


@pytest.fixture
def app(planned_office: Office, choices: Any) -> SittingsApp:
    return SittingsApp(lambda: planned_office, choices)


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


async def test_each_agency_gets_a_feed_of_its_own_which_a_later_move_asks_for_again(
    app: SittingsApp, planned_office: Office, choices: Any
) -> None:
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

    last = builders.sittings(planned_office, "PIF-10")[-1]
    assert outgoing.pending(planned_office) == []
    scheduling.move(planned_office, last.number, builders.at("2026-12-23"), reason="場地", despite=frozenset(Rule))
    assert [(one.session.number, one.what) for one in outgoing.pending(planned_office)] == [(last.number, What.FEED)]


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
