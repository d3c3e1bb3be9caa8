from __future__ import annotations

import os
from pathlib import Path

import icalendar
import pytest

from meetingtui.services import sessions
from meetingtui.services.office import Office
from tests import builders, tracked_items
from tests.cli.conftest import Command
from tests.services.test_blackouts import BUSY
from tests.services.test_replies import reply

LIAISON = "PIF-10-115-03"


def count_of(path: Path) -> int:
    return len(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_a_feed_of_the_year_is_one_file(command: Command, tmp_path: Path) -> None:
    answer = command("ics", "export", "--year", "115", "-o", str(tmp_path / "feed.ics"), "--json")

    assert answer.code == 0
    assert answer.json["file"] == str(tmp_path / "feed.ics")
    assert len(answer.json["sessions"]) == count_of(tmp_path / "feed.ics") == 111


def test_invites_go_into_a_folder_one_file_each(command: Command, tmp_path: Path) -> None:
    answer = command("ics", "export", "--series", "PIF-10", "--method", "request", "-o", str(tmp_path / "out"))

    assert answer.code == 0
    assert sorted(os.listdir(tmp_path / "out")) == [f"PIF-10-115-0{n}_強化社會安全網跨網絡會議.ics" for n in (1, 2, 3)]
    assert "沒有電子郵件" in answer.err
    assert (
        "已存在"
        in command("ics", "export", "--series", "PIF-10", "--method", "request", "-o", str(tmp_path / "out")).err
    )


def test_invites_of_a_confidential_series_list_nobody_and_say_how_to_invite_by_name(
    command: Command, planned_office: Office, tmp_path: Path
) -> None:
    builders.give_addresses(planned_office)

    answer = command("ics", "export", "--series", "PIF-15", "--method", "request", "-o", str(tmp_path / "out"))

    made = [path.read_bytes() for path in (tmp_path / "out").iterdir()]
    assert answer.code == 0
    assert len(made) > 10
    assert not [data for data in made if b"ATTENDEE" in data]
    assert "notice mail" in answer.err


def test_each_agency_gets_a_feed_of_its_own_sittings(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    words = ("ics", "export", "--each-agency", "--year", "115", "-o", str(folder))
    answer = command(*words, "--json").json

    assert sorted(os.listdir(folder)) == sorted(answer["files"])
    assert {"PB_警察局_115.ics", "EDU_教育處_115.ics"} <= set(answer["files"])
    assert 0 < count_of(folder / "EDU_教育處_115.ics") < len(answer["sessions"])

    again = command(*words)
    assert (again.code, again.out) == (1, "")
    assert "--force" in again.err
    assert "13個機關" in command(*words, "--force").out


@pytest.mark.parametrize("words", [["--agency", "警察局"], ["--session", LIAISON], ["--method", "request"]])
def test_feeds_of_each_agency_go_with_no_narrower_set(words: list[str], command: Command, tmp_path: Path) -> None:
    answer = command("ics", "export", "--each-agency", *words, "-o", str(tmp_path / "out"))

    assert (answer.code, answer.out) == (1, "")
    assert "--each-agency" in answer.err
    assert not (tmp_path / "out").exists()


def test_one_invite_is_one_file_or_stands_on_stdout(command: Command, tmp_path: Path) -> None:
    words = ("ics", "export", "--session", LIAISON, "--method", "request")
    assert command(*words, "-o", str(tmp_path / "one.ics")).code == 0
    assert count_of(tmp_path / "one.ics") == 1

    printed = command(*words, "-o", "-").out
    assert printed.splitlines() == (tmp_path / "one.ics").read_text(encoding="utf-8").splitlines()
    assert command("ics", "export", "--series", "PIF-10", "--method", "request", "-o", "-").code == 1


def test_the_sittings_of_an_agency_and_of_a_query(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "q"
    folder.mkdir()
    answer = command("ics", "export", "--agency", "衛生局", "--query", "3月", "-o", str(folder), "--json").json

    assert Path(answer["file"]).parent == folder
    series = {number[:6] for number in answer["sessions"]}
    assert "PIF-15" in series
    assert "PIF-07" not in series


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--session", "PIF-10-115-09"], "PIF-10-115-03"),
        (["--year", "120"], "沒有符合條件"),
        (["--session", LIAISON, "--method", "cancel"], "--method request"),
        (["--agency", "衛升局"], "衛生局"),
    ],
)
def test_a_refused_export_writes_nothing(words: list[str], sentence: str, command: Command, tmp_path: Path) -> None:
    answer = command("ics", "export", *words, "-o", str(tmp_path / "x.ics"))

    assert answer.code == 1
    assert sentence in answer.err
    assert not (tmp_path / "x.ics").exists()


def test_a_reply_is_previewed_and_then_taken(command: Command, planned_office: Office, tmp_path: Path) -> None:
    builders.give_addresses(planned_office)
    (tmp_path / "reply.ics").write_bytes(reply(planned_office, "DECLINED", comment="公出\x1b[2J"))
    words = ("ics", "import", str(tmp_path / "reply.ics"))

    preview = command(*words, "--json").json
    assert (preview["kind"], preview["accepted"], preview["changes"]) == ("reply", False, 1)
    assert [one["state"] for one in preview["answers"]] == ["new"]
    assert "\x1b" not in command(*words).out
    guests = command("sessions", "show", LIAISON, "--json").json["attendance"]
    assert all(guest["reply"] is None for guest in guests)

    assert "已採用1項變更" in command(*words, "--accept").out
    guests = command("sessions", "show", LIAISON, "--json").json["attendance"]
    assert [guest["name"] for guest in guests if guest["reply"] == "declined"] == ["衛生局"]
    assert command(*words, "--accept", "--json").json["changes"] == 0


def test_busy_times_are_previewed_taken_listed_and_freed(command: Command, tmp_path: Path) -> None:
    (tmp_path / "busy.ics").write_bytes(BUSY)
    words = ("ics", "import", str(tmp_path / "busy.ics"))

    assert "--chair" in command(*words).err
    assert "尚未儲存" in command(*words, "--chair", "副縣長").out
    assert command(*words, "--chair", "副縣長", "--accept", "--json").json["changes"] == 2
    assert "沒有需要變更" in command(*words, "--chair", "副縣長", "--accept").out

    listed = command("ics", "busy", "--json").json
    assert [one["who"] for one in listed] == ["副縣長", "副縣長"]
    assert len(command("ics", "busy", "--remove", str(listed[0]["id"]), "--json").json) == 1


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n", b"\x00" * 6_000_000]
)
def test_a_broken_or_huge_calendar_is_refused(data: bytes, command: Command, tmp_path: Path) -> None:
    (tmp_path / "x.ics").write_bytes(data)

    answer = command("ics", "import", str(tmp_path / "x.ics"), "--chair", "副縣長", "--accept")

    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert command("ics", "import", str(tmp_path / "none.ics")).code == 1
    assert command("ics", "import", str(tmp_path)).code == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("x.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "沒有行程"),
        ("x.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026\r\n", "檔案不完整"),
        ("x.csv", "機關,電話\n衛生局,1\n".encode(), "找不到「起」或「日期」欄"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_before_it_is_asked_whose_it_is(
    name: str, data: bytes, sentence: str, command: Command, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)

    answer = command("ics", "import", str(tmp_path / name))

    assert answer.code == 1
    assert sentence in answer.err
    assert "--chair" not in answer.err


def test_an_export_leaves_a_line_in_the_trail(command: Command, planned_office: Office, tmp_path: Path) -> None:
    command("ics", "export", "--series", "PIF-10", "-o", str(tmp_path / "f.ics"))

    last = planned_office.reader.row("SELECT verb, object FROM audit ORDER BY id DESC LIMIT 1")
    assert last == ("exported", "行事曆檔PUBLISH 3場")
    assert sessions.show(planned_office, LIAISON).sequence == 0


def test_whole_days_are_told_as_dates_and_tentative_ones_wait_for_their_switch(
    command: Command, tmp_path: Path
) -> None:
    event = "BEGIN:VEVENT\r\nUID:x\r\n{}\r\nEND:VEVENT\r\n"
    days = event.format("DTSTART;VALUE=DATE:20270301\r\nDTEND;VALUE=DATE:20270303")
    unsure = event.replace("x", "y").format("DTSTART;VALUE=DATE:20270305\r\nSTATUS:TENTATIVE")
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{days}{unsure}END:VCALENDAR\r\n"
    (tmp_path / "days.ics").write_bytes(text.encode())
    words = ("calendar", "busy", "import", str(tmp_path / "days.ics"), "--chair", "副縣長", "--accept")

    out = command(*words).out
    assert "新增：116.3.1至116.3.2\n" in out
    assert "略過：第2筆（2027-03-05）（暫定，未計入）" in out
    assert "新增：116.3.5\n" in command(*words, "--tentative").out
    assert "00:00" not in command("calendar", "busy", "list").out


def test_due_items_go_out_as_tasks(command: Command, tmp_path: Path, planned_office: Office) -> None:
    items = tracked_items.some(planned_office)
    file, folder = tmp_path / "t.ics", tmp_path / "out"

    told = command("ics", "export", "--tasks", "--agency", "教育處", "-o", str(file), "--json").json
    each = command("ics", "export", "--tasks", "--each-agency", "-o", str(folder), "--json").json
    overdue = command("ics", "export", "--tasks", "--query", "逾期", "-o", str(tmp_path / "late.ics"), "--json").json

    tasks = icalendar.Calendar.from_ical(file.read_bytes()).walk("VTODO")
    assert told["items"] == [items["late"].number] == [str(one["SUMMARY"]).split()[0] for one in tasks]
    assert sorted(each["files"]) == sorted(os.listdir(folder))
    assert set(overdue["items"]) == {items["late"].number, items["secret"].number}
    assert "--tasks" in command("ics", "export", "--tasks", "--method", "request", "-o", str(file)).err


def test_after_a_move_the_feed_of_the_year_is_to_be_exported_anew(command: Command, tmp_path: Path) -> None:
    feed = str(tmp_path / "feed.ics")
    assert command("ics", "export", "--year", "115", "-o", feed).code == 0
    moved = command(
        "sessions", "move", LIAISON, "--to", "115.12.23 10:00", "--reason", "場地", "--despite", "window,clash"
    )
    assert moved.code == 0

    listed = command("outgoing", "list", "--json").json
    assert [(one["session"]["number"], one["what"]) for one in listed] == [(LIAISON, "feed")]
    assert "行事曆訂閱檔" in command("outgoing", "list").out

    assert command("ics", "export", "--year", "115", "-o", feed, "--force").code == 0
    assert command("outgoing", "list", "--json").json == []
