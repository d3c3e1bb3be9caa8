"""Action items as tasks in calendars: read back by another library, stable over changes, neutral where confidential."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from meetingtui.domain.rulings import Part
from meetingtui.domain.tasks import NoTasks
from meetingtui.services import actions, history, minutes, reports, rulings, tasks
from meetingtui.services.office import Office
from tests import builders, tracked_items
from tests.services import sitting_desk


def read(made: tasks.Tasks) -> dict[str, Any]:
    """The tasks of the only file by their numbers."""
    (data,) = made.files.values()
    calendar = icalendar.Calendar.from_ical(data)
    return {next(word for word in str(one["SUMMARY"]).split() if "-" in word): one for one in calendar.walk("VTODO")}


@pytest.fixture
def march(each_office: Office) -> Office:
    """An item of March that 教育處 leads with 衛生局."""
    sitting = sitting_desk.sitting(each_office, "2026-09-10")
    actions.from_decision(
        each_office, sitting.number, item_id=None, text="研議通報流程；逗號,分號;", lead="教育處", assists="衛生局",
        due="2026-12-10", priority="urgent", labels=["表單"],
    )  # fmt: skip
    return each_office


def test_what_an_agency_has_to_do_is_a_task_with_day_state_and_priority(march):
    for agency in ("教育處", "衛生局", ""):
        (task,) = read(tasks.prepare(march, agency=agency)).values()

        assert task["SUMMARY"] == "PIF-10-115-01-01 研議通報流程；逗號,分號;"
        assert task["DUE"].dt == date(2026, 12, 10)
        assert (task["STATUS"], task["PRIORITY"], task["CLASS"]) == ("NEEDS-ACTION", 1, "PUBLIC")
        assert "主辦：教育處\n協辦：衛生局" in task["DESCRIPTION"]
        assert task["CATEGORIES"].cats == ["交辦事項", "表單"]


def test_an_agency_without_a_part_has_no_tasks(march):
    with pytest.raises(NoTasks):
        tasks.prepare(march, agency="警察局")


def test_a_task_keeps_its_uid_and_raises_its_sequence_with_every_change(march):
    november = sitting_desk.sitting(march, "2026-11-12")
    (before,) = read(tasks.prepare(march)).values()

    rulings.rule(march, ["PIF-10-115-01-01"], "continue", at=november.number, due="2027-01-31")
    (after,) = read(tasks.prepare(march)).values()
    history.undo(march)
    (undone,) = read(tasks.prepare(march)).values()

    assert before["UID"] == after["UID"] == undone["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"] < undone["SEQUENCE"]
    assert (after["DUE"].dt, undone["DUE"].dt) == (date(2027, 1, 31), date(2026, 12, 10))


def test_a_task_never_looks_older_than_the_one_sent_before(march):
    november = sitting_desk.sitting(march, "2026-11-12")
    with builders.pretending(march, date(2026, 11, 13)):
        rulings.rule(march, ["PIF-10-115-01-01"], "continue", at=november.number, due="2027-01-31")
    (ruled,) = read(tasks.prepare(march)).values()
    with builders.pretending(march, date(2026, 11, 20)):
        actions.edit(march, "PIF-10-115-01-01", priority="high")
    (edited,) = read(tasks.prepare(march)).values()
    history.undo(march)
    (undone,) = read(tasks.prepare(march)).values()

    assert ruled["DTSTAMP"].dt < edited["DTSTAMP"].dt < undone["DTSTAMP"].dt
    assert ruled["SEQUENCE"] < edited["SEQUENCE"] < undone["SEQUENCE"]


def test_whoever_has_no_part_any_more_sees_the_task_called_off(march):
    november = sitting_desk.sitting(march, "2026-11-12")
    (before,) = read(tasks.prepare(march, agency="教育處")).values()
    rulings.rule(march, ["PIF-10-115-01-01"], "lead", at=november.number, lead="警察局")

    (old,) = read(tasks.prepare(march, agency="教育處")).values()
    (new,) = read(tasks.prepare(march, agency="警察局")).values()

    assert (old["UID"], old["STATUS"], new["STATUS"]) == (before["UID"], "CANCELLED", "NEEDS-ACTION")
    assert old["SEQUENCE"] > before["SEQUENCE"]
    assert any("教育處" in name for name in tasks.each_agency(march).files)


def test_what_was_ruled_long_ago_and_typed_now_is_completed_too_and_a_day_taken_away_leaves_the_task(march):
    old = sitting_desk.sitting(march, "2026-09-24")
    with builders.pretending(march, date(2027, 3, 1)):
        rulings.rule(march, ["PIF-10-115-01-01"], "continue", at=old.number, due="")
        (undated,) = read(tasks.prepare(march)).values()
        rulings.rule(march, ["PIF-10-115-01-01"], "close", at=old.number)
        (closed,) = read(tasks.prepare(march)).values()

    assert ("DUE" in undated, undated["STATUS"], closed["STATUS"]) == (False, "NEEDS-ACTION", "COMPLETED")


def test_the_leads_answer_is_seen_as_progress(march):
    with builders.pretending(march, date(2026, 11, 23)):
        reports.report(march, "PIF-10-115-01-01", "教育處", "辦理中", percent=60)
        (task,) = read(tasks.prepare(march)).values()

    assert (task["STATUS"], task["PERCENT-COMPLETE"]) == ("IN-PROCESS", 60)


def test_what_is_still_open_is_never_all_done_in_a_calendar(march):
    with builders.pretending(march, date(2026, 11, 23)):
        reports.report(march, "PIF-10-115-01-01", "教育處", "已辦理", percent=100)
        (task,) = read(tasks.prepare(march)).values()

    assert task["STATUS"] != "COMPLETED"
    assert task["PERCENT-COMPLETE"] == 99


def test_a_closed_item_is_completed_until_the_feed_lets_it_go(march):
    november = sitting_desk.sitting(march, "2026-11-12")
    rulings.rule(march, ["PIF-10-115-01-01"], "close", at=november.number)

    (task,) = read(tasks.prepare(march)).values()

    assert (task["STATUS"], task["PERCENT-COMPLETE"]) == ("COMPLETED", 100)
    assert task["COMPLETED"].dt
    with builders.pretending(march, builders.TODAY + timedelta(days=tasks.KEPT_DAYS + 1)), pytest.raises(NoTasks):
        tasks.prepare(march)


def test_an_item_that_others_go_on_for_is_called_off(march):
    november = sitting_desk.sitting(march, "2026-11-12")
    parts = [Part("一", "教育處", "", "2026-12-31"), Part("二", "警察局", "", "2026-12-31")]
    rulings.rule(march, ["PIF-10-115-01-01"], "split", at=november.number, parts=parts)

    states = {number: str(one["STATUS"]) for number, one in read(tasks.prepare(march)).items()}

    assert states.pop("PIF-10-115-01-01") == "CANCELLED"
    assert set(states.values()) == {"NEEDS-ACTION"}
    assert len(states) == 2


def test_of_a_confidential_item_only_the_number_leaves_the_house(office: Office):
    items = tracked_items.some(office)

    made = tasks.prepare(office)

    (data,) = made.files.values()
    secret, case = (read(made)[items[name].number] for name in ("secret", "month"))
    assert (secret["SUMMARY"], secret["CLASS"]) == (f"網絡會議 {items['secret'].number}", "CONFIDENTIAL")
    assert "DESCRIPTION" not in secret
    assert case["SUMMARY"] == f"網絡會議 {items['month'].number}"
    for word in ("共訪", "115-IPV-0042", "高危機"):
        assert word not in data.decode().replace("\r\n ", "")


def test_items_without_a_day_are_no_tasks(office: Office):
    items = tracked_items.some(office)

    assert items["undated"].number not in tasks.prepare(office).items


def test_each_agency_has_a_file_of_what_it_leads_or_assists_in(office: Office):
    items = tracked_items.some(office)

    made = tasks.each_agency(office)

    (file,) = [data for name, data in made.files.items() if "教育處" in name]
    assert items["late"].number in file.decode().replace("\r\n ", "")
    assert items["secret"].number not in file.decode().replace("\r\n ", "")
    assert sorted(name.split("_")[0] for name in made.files) == ["EDU", "PB", "PHB", "SAD"]


def test_the_same_items_give_the_same_lines_which_are_folded_and_end_in_crlf(march):
    sitting = sitting_desk.of(march, "PIF-10-115-01")
    minutes.open_for_typing(march, sitting.number)
    actions.from_decision(
        march, sitting.number, item_id=None, text="長" * 5000 + "\x00\u202e", lead="教育處", due="2026-12-10"
    )
    (first,), (second,) = (tasks.prepare(march).files.values() for _turn in range(2))

    assert first == second
    assert first.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, first.split(b"\r\n"))) <= 75
    assert "\u202e" not in first.decode()
