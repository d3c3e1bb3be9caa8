"""Approved minutes that were changed past the program, and an audit trail that was cut short, are told by the check."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from meetingtui.services import database, minutes, minutes_life
from meetingtui.services.office import Office
from tests import builders
from tests.services import sitting_desk

LAST_APPROVAL = "(SELECT MAX(id) FROM audit WHERE verb = 'approved')"


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """The sample, with the minutes of a year approved."""
    return Path(shutil.copy(builders.SAMPLE, tmp_path / "county.db"))


def test_minutes_that_are_what_was_approved_are_whole(books: Path) -> None:
    assert database.check(str(books)) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE minutes_item SET text = '改過' WHERE agenda_item_id = {item}",
        "UPDATE minutes_item SET decision = '改過' WHERE agenda_item_id = {item}",
        "UPDATE agenda_item SET matter = '改過' WHERE id = {item}",
        "UPDATE minutes SET remarks = '改過' WHERE session_id = {session}",
        "UPDATE minutes SET hash = 'ab' WHERE session_id = {session}",
        "UPDATE minutes_version SET body = REPLACE(body, '會', '曾') WHERE session_id = {session}",
        "DELETE FROM minutes_version WHERE session_id = {session}",
        "DELETE FROM minutes_item WHERE agenda_item_id = {item}",
    ],
)
def test_minutes_that_were_changed_past_the_program_are_told(books: Path, change: str) -> None:
    with sqlite3.connect(books) as changed:
        session, number, item = changed.execute(
            "SELECT s.id, s.number, a.id FROM minutes m JOIN session s ON s.id = m.session_id"
            " JOIN agenda_item a ON a.session_id = s.id JOIN minutes_item i ON i.agenda_item_id = a.id"
            " WHERE m.status = 'confirmed' AND i.decision <> '' AND i.text <> '' LIMIT 1"
        ).fetchone()
        changed.execute(change.format(session=session, item=item))
    changed.close()

    assert database.check(str(books)) == [f"{number}的紀錄與核定時的內容不符"]


def test_a_trail_whose_end_was_cut_off_is_told_by_the_minutes_that_it_approved(books: Path) -> None:
    with sqlite3.connect(books) as changed:
        number = changed.execute(f"SELECT object FROM audit WHERE id = {LAST_APPROVAL}").fetchone()[0]  # noqa: S608 - a constant
        changed.execute(f"DELETE FROM audit WHERE id >= {LAST_APPROVAL}")  # noqa: S608 - a constant
    changed.close()

    found = database.check(str(books))

    assert found == [f"稽核軌跡沒有{number}現有紀錄的核定，可能有一段遭刪除"]


def test_minutes_that_were_reopened_corrected_and_approved_again_are_whole(each_office: Office) -> None:
    one = sitting_desk.complete(each_office)
    minutes_life.submit(each_office, one.number)
    minutes_life.approve(each_office, one.number)
    minutes_life.reopen(each_office, one.number, reason="更正")
    view = minutes.of(each_office, one.number)
    item = view.items[1]
    minutes.save_item(
        each_office, one.number, item.item.id, text="更正後的說明", decision_kind="", decision="洽悉。",
        base_version=item.version,
    )  # fmt: skip
    address = each_office.location.url or each_office.location.file
    assert database.check(address) == []

    minutes_life.submit(each_office, one.number)
    minutes_life.approve(each_office, one.number)

    assert database.check(address) == []
