from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.errors import NotFound, WrongFile
from meetingtui.domain.invitations import Method
from meetingtui.domain.sessions import RulesBroken
from meetingtui.services import adding, blackouts, history, invitations, planning, sessions
from meetingtui.services.adding import NewSitting
from meetingtui.services.blackouts import Preview, UnknownRoom, WhoseTimes
from meetingtui.services.office import Office
from tests import builders
from tests.builders import at


def calendar(*events: str) -> bytes:
    """A foreign calendar; each event is `start end` as UTC stamps, with more lines behind a bar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Other//EN"]
    for number, event in enumerate(events):
        times, *more = event.split("|")
        start, end = times.split()
        lines += ["BEGIN:VEVENT", f"UID:foreign-{number}", f"DTSTART:{start}", f"DTEND:{end}", "SUMMARY:看診", *more]
        lines.append("END:VEVENT")
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


BUSY = calendar("20261208T010000Z 20261208T040000Z", "20261210T060000Z 20261210T070000Z")


def take(office: Office, data: bytes, **whose: str | bool) -> Preview:
    found = blackouts.preview(office, data, **({"chair": "副縣長"} | whose))  # type: ignore[arg-type] # keywords are passed on as they are
    blackouts.accept(office, found)
    return found


def test_busy_times_are_shown_first_and_kept_when_accepted(office: Office) -> None:
    found = blackouts.preview(office, BUSY, chair="副縣長", filename="../我的行事曆.ics")
    assert (found.who, len(found.added), found.known) == ("副縣長", 2, 0)
    assert blackouts.listing(office) == []

    assert blackouts.accept(office, found) == 2

    first, second = blackouts.listing(office)
    assert (first.who, first.start, first.source) == ("副縣長", "2026-12-08T09:00:00+08:00", "我的行事曆.ics")
    assert second.end == "2026-12-10T15:00:00+08:00"
    assert "看診" not in str(office.reader.rows("SELECT * FROM blackout"))


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    take(office, BUSY)
    trail = office.reader.value("SELECT COUNT(*) FROM audit")

    again = take(office, BUSY)

    assert (again.added, again.known) == ((), 2)
    assert office.reader.value("SELECT COUNT(*) FROM audit") == trail


def test_a_busy_chair_is_kept_clear_by_moves_and_by_the_planner(office: Office) -> None:
    take(office, calendar("20260101T000000Z 20270101T000000Z"))
    with pytest.raises(RulesBroken, match="另有行程"):
        adding.add(office, NewSitting("PIF-10", at("2026-12-08", "09:30")))

    with builders.pretending(office, date(2025, 11, 20)):
        draft = planning.propose(office, 2026)
    assert any(one.series == "PIF-10" for one in draft.unplaced) or all(
        one.code != "PIF-10" or one.start.date() < date(2026, 11, 22) for one in draft.sittings
    )


def test_open_sittings_that_the_times_run_into_are_named(planned_office: Office) -> None:
    coming = next(one for one in builders.sittings(planned_office, "PIF-05") if one.day > "2026-11-22")
    day = coming.day.replace("-", "")

    found = blackouts.preview(planned_office, calendar(f"{day}T000000Z {day}T100000Z"), chair=coming.chair)

    assert coming.number in {one.number for one in found.hit}


def test_a_room_is_blocked_by_its_own_calendar(office: Office) -> None:
    take(office, BUSY, chair="", room="屏東縣政府第一會議室")

    with pytest.raises(RulesBroken, match="屏東縣政府第一會議室"):
        adding.add(office, NewSitting("PIF-10", at("2026-12-08", "09:30")))
    assert adding.add(office, NewSitting("PIF-10", at("2026-12-08", "09:30"), room="地下室"))


def test_our_own_invitations_in_a_foreign_calendar_block_nobody(planned_office: Office) -> None:
    number = "PIF-15-115-24"
    [data] = invitations.export(
        planned_office, [sessions.show(planned_office, number).id], Method.REQUEST
    ).values()  # fmt: skip

    assert take(planned_office, data).added == ()


def test_times_that_are_over_and_free_or_cancelled_ones_are_left_out(office: Office) -> None:
    data = calendar(
        "20260301T010000Z 20260301T020000Z", "20261208T010000Z 20261208T020000Z|TRANSP:TRANSPARENT",
        "20261208T030000Z 20261208T040000Z|STATUS:CANCELLED", "20261209T030000Z 20261209T040000Z",
    )  # fmt: skip

    assert [start.day for start, _end in take(office, data).added] == [9]


def test_a_new_export_replaces_the_old_one_on_request(office: Office) -> None:
    take(office, BUSY)
    fresh = calendar("20261210T060000Z 20261210T070000Z", "20261211T060000Z 20261211T070000Z")

    kept = blackouts.preview(office, fresh, chair="副縣長")
    assert (len(kept.added), kept.removed) == (1, ())
    replaced = take(office, fresh, replace=True)

    assert [one.start[:10] for one in replaced.removed] == ["2026-12-08"]
    assert [one.start[:10] for one in blackouts.listing(office)] == ["2026-12-10", "2026-12-11"]
    history.undo(office)
    assert [one.start[:10] for one in blackouts.listing(office)] == ["2026-12-08", "2026-12-10"]


def test_a_single_time_can_be_freed(office: Office) -> None:
    take(office, BUSY)

    blackouts.remove(office, blackouts.listing(office)[0].id)

    assert [one.start[:10] for one in blackouts.listing(office)] == ["2026-12-10"]
    with pytest.raises(NotFound):
        blackouts.remove(office, 999)


def test_one_must_say_whose_times_they_are(office: Office) -> None:
    for whose in ({"chair": "", "room": ""}, {"chair": "副縣長", "room": "地下室"}):
        with pytest.raises(WhoseTimes):
            blackouts.preview(office, BUSY, **whose)
    with pytest.raises(NotFound):
        blackouts.preview(office, BUSY, chair="無此人")


def test_a_hostile_calendar_is_refused(office: Office) -> None:
    for data in (b"", b"x" * 100, BUSY[:80], b"BEGIN:VCALENDAR\r\n" + b"X" * 5_000_001):
        with pytest.raises(WrongFile):
            blackouts.preview(office, data, chair="副縣長")


def test_a_room_that_nobody_uses_is_refused_and_the_nearest_ones_are_named(office: Office) -> None:
    with pytest.raises(NotFound, match="屏東縣政府第一會議室"):
        blackouts.preview(office, BUSY, room="第一會議室 ")
    with pytest.raises(UnknownRoom):
        blackouts.preview(office, BUSY, room="Zz9")

    assert blackouts.preview(office, BUSY, room=" 屏東縣政府第一會議室").room == "屏東縣政府第一會議室"
