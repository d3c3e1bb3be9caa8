from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor

from meetingtui.services import adding
from meetingtui.services.adding import NewSitting
from meetingtui.services.office import Office
from tests.builders import at


def rename(office: Office, name: str) -> None:
    """Change the registry as another program would."""
    connection = sqlite3.connect(office.location.file)
    with connection:
        connection.execute("UPDATE series SET name = ? WHERE code = 'PIF-10'", (name,))
    connection.close()


def named(office: Office) -> str:
    return next(one.name for one in office.registry().series.values() if one.code == "PIF-10")


def test_the_registry_is_read_once_while_nobody_changes_anything(office: Office) -> None:
    assert office.registry() is office.registry()


def test_what_another_program_changed_is_seen_at_once(office: Office) -> None:
    before = named(office)
    rename(office, "甲會議")
    first = named(office)
    rename(office, "乙會議")

    assert (first, named(office)) == ("甲會議", "乙會議")
    assert before not in {"甲會議", "乙會議"}


def test_what_was_changed_between_two_connections_is_seen(office: Office) -> None:
    office.registry()
    office.reader.close()
    rename(office, "甲會議")

    assert named(office) == "甲會議"


def test_what_this_program_saved_is_seen_in_every_thread(each_office: Office) -> None:
    office = each_office
    with ThreadPoolExecutor(1) as beside:
        before = beside.submit(office.registry).result()
        adding.add(office, NewSitting("PIF-10", at("2026-03-05")))
        after = beside.submit(office.registry).result()
        beside.submit(office.reader.close).result()

    assert after is not before
