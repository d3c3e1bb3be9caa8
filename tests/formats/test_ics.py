from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.domain.invitations import CalendarEntry, Guest, OneSittingEach, Reply, Role
from meetingtui.formats.ics import Method, write, write_each
from meetingtui.formats.ics_text import clean, clean_line, fold
from tests.formats.handwritten import invites

START = datetime(2026, 3, 5, 6, 0, tzinfo=UTC)
GUESTS = (
    Guest("屏東縣政府衛生局", "health@pthg.example"),
    Guest("屏東縣政府教育處", "edu@pthg.example", Role.MAY, reply=Reply.ACCEPTED),
    Guest("王小明", "wang@pthg.example", Role.OBSERVER, group=False),
)
ENTRY = CalendarEntry(
    uid="a1b2@meetingtui.example",
    number="PIF-10-115-03",
    sequence=2,
    changed_at=datetime(2026, 2, 1, 1, 2, 3, tzinfo=UTC),
    start=START,
    end=START + timedelta(hours=2),
    title="社會安全網跨網絡聯繫會議",
    room="多功能會議室",
    township="潮州鎮",
    description=("請攜帶資料；逗號,分號;反斜線\\", "主持人：副縣長"),
    categories=("聯繫會議", "甲,乙"),
    organizer="屏東縣政府社會處",
    organizer_email="org@pthg.example",
    guests=GUESTS,
    alarm_minutes=30,
)


def only_event(data: bytes) -> icalendar.Event:
    [event] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return event


def text_of(data: bytes) -> str:
    return data.decode().replace("\r\n ", "")


def test_an_invite_holds_time_zone_sequence_guests_and_alarm():
    data = write([ENTRY], Method.REQUEST)
    calendar = icalendar.Calendar.from_ical(data)
    event = only_event(data)

    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == ENTRY.uid
    assert event["SEQUENCE"] == 2
    assert event.start == START
    assert event["DTSTART"].params["TZID"] == "Asia/Taipei"
    assert event.end == ENTRY.end
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == ENTRY.changed_at
    assert event["SUMMARY"] == "社會安全網跨網絡聯繫會議 PIF-10-115-03"
    assert event["LOCATION"] == "潮州鎮多功能會議室"
    assert event["DESCRIPTION"] == "\n".join(ENTRY.description)
    assert event["CATEGORIES"].cats == list(ENTRY.categories)
    assert event["ORGANIZER"] == "mailto:org@pthg.example"
    assert [(str(guest), guest.params["ROLE"], guest.params["CUTYPE"]) for guest in event["ATTENDEE"]] == [
        ("mailto:health@pthg.example", "REQ-PARTICIPANT", "GROUP"),
        ("mailto:edu@pthg.example", "OPT-PARTICIPANT", "GROUP"),
        ("mailto:wang@pthg.example", "NON-PARTICIPANT", "INDIVIDUAL"),
    ]
    assert [guest.params["PARTSTAT"] for guest in event["ATTENDEE"]] == ["NEEDS-ACTION", "ACCEPTED", "NEEDS-ACTION"]
    [alarm] = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(minutes=-30)
    assert alarm["DESCRIPTION"] == "會議提醒"


def test_every_line_ends_with_crlf_and_the_zone_stands_before_the_sittings():
    data = write([ENTRY], Method.REQUEST)

    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert data.index(b"PRODID") < data.index(b"BEGIN:VTIMEZONE") < data.index(b"BEGIN:VEVENT")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_the_writer_and_a_file_joined_by_hand_agree_to_the_byte():
    plain = replace(ENTRY, description=("請攜帶資料",))

    assert write([plain], Method.REQUEST) == invites([plain])


def test_a_feed_has_a_name_and_a_refresh_interval_but_no_guests():
    data = write([ENTRY, replace(ENTRY, uid="other@x.example", cancelled=True)], Method.PUBLISH, name="115年度會議")
    calendar = icalendar.Calendar.from_ical(data)

    assert calendar["X-WR-CALNAME"] == "115年度會議"
    assert calendar["REFRESH-INTERVAL"].to_ical() == b"PT12H"
    assert b"ATTENDEE" not in data
    shown, off = calendar.walk("VEVENT")
    assert (shown["STATUS"], off["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert off["SUMMARY"].startswith("【取消】")
    assert off["TRANSP"] == "TRANSPARENT"


def test_a_cancel_keeps_the_uid_and_asks_nobody_to_answer():
    data = write([replace(ENTRY, sequence=3, cancelled=True)], Method.CANCEL)
    event = only_event(data)

    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (ENTRY.uid, 3, "CANCELLED")
    assert event["SUMMARY"].startswith("【取消】")
    assert len(event["ATTENDEE"]) == 3
    assert "RSVP" not in text_of(data)
    assert "VALARM" not in text_of(data)


def test_several_invites_go_into_several_files():
    second = replace(ENTRY, uid="b@x.example", number="PIF-10-115-04")
    with pytest.raises(OneSittingEach):
        write([ENTRY, second], Method.REQUEST)

    files = write_each([ENTRY, second], Method.REQUEST)

    assert list(files) == [
        "PIF-10-115-03_社會安全網跨網絡聯繫會議.ics",
        "PIF-10-115-04_社會安全網跨網絡聯繫會議.ics",
    ]
    assert only_event(files["PIF-10-115-04_社會安全網跨網絡聯繫會議.ics"])["UID"] == "b@x.example"


@pytest.mark.parametrize("method", list(Method))
def test_nothing_of_a_confidential_sitting_gets_out_by_any_method(method):
    secret = replace(
        ENTRY,
        title="家暴高危機個案會議",
        confidential=True,
        cancelled=method is Method.CANCEL,
        description=("案號115-IPV-0042",),
        categories=("家暴",),
        organizer="家暴中心",
        guests=(Guest("家暴中心", "center@pthg.example"),),
    )

    text = text_of(write([secret], method, name="家暴高危機個案會議"))
    [file] = write_each([secret], method)

    assert "網絡會議 PIF-10-115-03" in text
    assert "CLASS:CONFIDENTIAL" in text
    for word in ("家暴", "高危機", "個案", "IPV", "密", "潮州"):
        assert word not in text
        assert word not in file


def test_guests_keep_their_order_and_the_bytes_do_not_depend_on_the_hash_seed(tmp_path):
    code = (
        "import sys; from tests.formats.test_ics import ENTRY; from meetingtui.formats.ics import write, Method;"
        "sys.stdout.buffer.write(write([ENTRY], Method.REQUEST))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert runs == {write([ENTRY], Method.REQUEST)}


def test_names_with_signs_that_readers_cut_at_are_turned_full_width():
    data = write([replace(ENTRY, guests=(Guest('甲;乙,丙:丁"戊^己\r\nX:1', "a@b.example"),))], Method.REQUEST)

    assert 'CN="甲；乙，丙：丁”戊＾己 X：1"' in text_of(data)


def test_an_address_that_would_break_the_line_is_left_out():
    bad = Guest("甲", "a@b.example\r\nATTACH:http://x.example")

    assert "ATTENDEE" not in text_of(write([replace(ENTRY, guests=(bad,))], Method.REQUEST))


@pytest.mark.parametrize(
    ("minutes", "trigger"), [(0, "-PT0M"), (30, "-PT30M"), (1440, "-P1D"), (11520, "-P8D"), (1500, "-PT1500M")]
)
def test_alarms_of_any_length_are_valid(minutes, trigger):
    data = write([replace(ENTRY, alarm_minutes=minutes)], Method.REQUEST)

    assert f"TRIGGER:{trigger}\r\n" in text_of(data)
    [alarm] = only_event(data).walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(minutes=-minutes)


def test_the_calendar_package_is_loaded_at_the_first_file_only():
    code = "import sys, meetingtui.formats.ics; sys.exit('ics' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@settings(max_examples=150, deadline=None)
@given(*[st.text()] * 5)
def test_any_text_in_any_field_makes_a_sound_file(title, room, name, line, number):
    entry = replace(
        ENTRY,
        uid=f"u{line}@x.example",
        title=title,
        number=number,
        room=room,
        description=(line, title),
        categories=(name, room),
        organizer=name,
        guests=(Guest(name, "a@b.example"), Guest(title, f"{name}@b.example", delegated_to=f"{room}@b.example")),
    )
    data = write([entry], Method.REQUEST)
    event = only_event(data)

    assert all(len(physical) <= 75 for physical in data.split(b"\r\n"))
    assert str(event["SUMMARY"]) == clean_line(f"{title} {number}".rstrip())
    assert str(event["DESCRIPTION"]) == clean(f"{line}\n{title}")
    assert event["SEQUENCE"] == ENTRY.sequence
    assert not event.errors


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
def test_folding_and_unfolding_gives_the_line_back(line):
    data = fold(line)

    assert all(len(physical) <= 75 for physical in data.split(b"\r\n"))
    assert data.decode().replace("\r\n ", "") == line + "\r\n"
