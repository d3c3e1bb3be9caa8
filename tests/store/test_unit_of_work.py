"""A change is whole or not at all, is told to the audit trail, and never buries a newer one."""

from __future__ import annotations

import pytest

from meetingtui.domain.errors import ChangedMeanwhile, NotFound
from meetingtui.services import database, holding, scheduling, sessions
from meetingtui.services.office import Office
from meetingtui.store import tables, unit_of_work
from tests import builders
from tests.builders import at


def test_leaving_without_a_commit_changes_nothing(each_office: Office) -> None:
    before = _dump(each_office)

    with each_office.begin() as work:
        work.add(tables.Closure(day="2026-08-11", reason="颱風"))
        work.audit("closed", "2026-08-11")

    assert _dump(each_office) == before


def test_a_fault_in_the_middle_changes_nothing(each_office: Office) -> None:
    before = _dump(each_office)

    def stumble() -> None:
        with each_office.begin() as work:
            work.add(tables.Closure(day="2026-08-11", reason="颱風"))
            work.audit("closed", str(1 / 0))
            work.commit()

    with pytest.raises(ZeroDivisionError):
        stumble()

    assert _dump(each_office) == before


def test_a_change_that_nobody_is_told_of_is_refused(each_office: Office) -> None:
    before = _dump(each_office)

    def change_quietly() -> None:
        with each_office.begin() as work:
            work.add(tables.Closure(day="2026-08-11", reason="颱風"))
            work.commit()

    with pytest.raises(unit_of_work.UnauditedError):
        change_quietly()

    assert _dump(each_office) == before


def test_a_save_over_somebodys_newer_change_is_refused(each_office: Office) -> None:
    builders.plan_year(each_office)
    seen = sessions.show(each_office, "PIF-10-115-01")
    colleague = builders.open_office(each_office.location.url or each_office.location.path, who="colleague")
    holding.arrange(colleague, seen.number, note="同事先改")

    with pytest.raises(ChangedMeanwhile, match="他人修改"):
        holding.arrange(each_office, seen.number, note="我後改", base_version=seen.version)

    assert sessions.show(each_office, seen.number).note == "同事先改"
    colleague.close()


def test_a_row_that_is_gone_is_not_found(each_office: Office) -> None:
    with pytest.raises(NotFound), each_office.begin() as work:
        work.get(tables.Session, 4711)


def test_every_change_raises_the_version_of_its_row(each_office: Office) -> None:
    builders.plan_year(each_office)
    first = sessions.show(each_office, "PIF-10-115-01")

    second = holding.arrange(each_office, first.number, note="一")
    third = holding.arrange(each_office, first.number, note="二")

    assert (second.version, third.version) == (first.version + 1, first.version + 2)


def test_the_trail_names_who_did_what_to_which_fields_but_no_values(each_office: Office) -> None:
    builders.plan_year(each_office)

    scheduling.move(each_office, "PIF-10-115-01", at("2026-12-02", "09:30"), reason="機密事由", despite=_all_rules())

    row = _dump(each_office)["audit"][-1]
    assert (row["who"], row["verb"], row["object"]) == ("tester", "moved", "PIF-10-115-01")
    assert "start_at" in row["fields"]
    assert "機密事由" not in str(row)


def test_without_named_fields_the_trail_names_the_columns_that_changed(each_office: Office) -> None:
    with each_office.begin() as work:
        work.get(tables.Agency, 1).phone = "08-000-0000"
        work.audit("edited", "GOV")
        work.commit()

    assert _dump(each_office)["audit"][-1]["fields"] == "phone"


def test_a_changed_trail_is_noticed(office: Office) -> None:
    from meetingtui.store.engine import make_engine

    builders.plan_year(office)
    assert database.check(str(office.location.path)) == []

    engine = make_engine(office.location)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET who = 'somebody else' WHERE id = 1")
    engine.dispose()

    assert "稽核軌跡" in database.check(str(office.location.path))[0]


@pytest.mark.postgres
def test_two_secretaries_who_add_at_the_same_moment_get_two_numbers(postgres_office: Office) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from meetingtui.services import adding
    from meetingtui.services.adding import NewSitting

    def add(day: int) -> str:
        desk = builders.open_office(postgres_office.location.url, who=f"desk {day}")
        new = NewSitting("PIF-10", at(f"2026-12-{day:02d}", "09:30"), reason="加開")
        number = adding.add(desk, new, despite=_all_rules()).number
        desk.close()
        return number

    with ThreadPoolExecutor(8) as desks:
        numbers = list(desks.map(add, range(1, 17)))

    assert sorted(numbers) == [f"PIF-10-115-{ordinal:02d}" for ordinal in range(1, 17)]
    assert database.check(postgres_office.location.url) == []


def _dump(office: Office) -> dict[str, list[dict[str, object]]]:
    return database.dump(office.location.url or str(office.location.path))


def _all_rules() -> frozenset[object]:
    from meetingtui.domain.sessions import Rule

    return frozenset(Rule)
