"""The same work on a file and on a server leaves the same books, word for word."""

from __future__ import annotations

from datetime import date
from queue import Queue
from threading import Thread
from typing import Any

import pytest

from meetingtui.domain.sessions import Kind, Rule
from meetingtui.services import (
    adding,
    attendance,
    calendar,
    counts,
    database,
    exporting,
    history,
    holding,
    planning,
    scheduling,
    sessions,
)
from meetingtui.services.adding import NewSitting
from meetingtui.services.office import Office
from meetingtui.store import trail
from tests import builders
from tests.builders import at
from tests.sample.build import SampleClock


@pytest.mark.postgres
def test_a_year_of_work_leaves_the_same_books_on_a_file_and_on_a_server(office: Office, postgres_address: str) -> None:
    database.load(postgres_address, database.dump(str(office.location.path)))
    server = builders.open_office(postgres_address)

    here, there = _work(office), _work(server)

    assert there == here
    assert database.dump(postgres_address) == database.dump(str(office.location.path))
    assert database.check(postgres_address) == database.check(str(office.location.path)) == []
    server.close()


@pytest.mark.postgres
def test_books_travel_from_a_file_to_a_server_and_back_without_a_loss(
    planned_office: Office, postgres_address: str, tmp_path: Any
) -> None:
    first = database.dump(str(planned_office.location.path))

    database.load(postgres_address, first)
    database.load(str(tmp_path / "back.db"), database.dump(postgres_address))

    assert database.dump(str(tmp_path / "back.db")) == first


def test_after_a_load_new_sittings_get_the_next_numbers(each_office: Office) -> None:
    builders.plan_year(each_office)
    taken = {one.number for one in builders.sittings(each_office)}

    new = adding.add(
        each_office, NewSitting("PIF-10", at("2026-12-16", "09:30"), reason="加開"), despite=frozenset(Rule)
    )

    assert new.number == "PIF-10-115-04"
    assert new.number not in taken


@pytest.mark.parametrize(
    "text", ["\0前", "前\0後", "\ud800", "\x1b[31m紅", "\u202e反", "[@click=app.quit]", "詳[/附件]", "𠀀"]
)
def test_any_text_can_be_stored_and_looks_as_it_was_typed(each_office: Office, text: str) -> None:
    from meetingtui.domain.visible import visible

    builders.plan_year(each_office)
    number = "PIF-10-115-01"

    holding.arrange(each_office, number, note=text, room=f"室{text}", reason=text)

    found = sessions.show(each_office, number)
    assert visible(found.note) == visible(text.strip())
    assert visible(found.room) == visible(f"室{text}".strip())
    address = each_office.location.url or str(each_office.location.path)
    assert database.check(address) == []
    history.undo(each_office)
    assert sessions.show(each_office, number).note == ""


def test_asking_for_a_number_that_no_database_can_hold_is_refused_in_one_sentence(each_office: Office) -> None:
    from meetingtui.domain.errors import NotFound

    with pytest.raises(NotFound):
        sessions.show(each_office, "PIF\0-10")


def _work(office: Office) -> list[Any]:
    """A few months at the desk, with every kind of change; answers what was seen on the way."""
    office.clock = clock = SampleClock(at("2025-11-20", "09:00"))
    office.who = "tester"
    seen: list[Any] = [planning.apply(office, planning.propose(office, 2026))]
    clock.moment = at("2026-03-02", "09:00")
    extra = NewSitting("PIF-05", at("2026-03-20", "10:00"), kind=Kind.EXTRAORDINARY, reason="緊急")
    seen.append(adding.add(office, extra, despite=frozenset({Rule.CLASH})))
    held = [one.number for one in builders.sittings(office) if one.day <= "2026-02-28"]
    for number in held[:6]:
        attendance.attend(office, number, "SAD", presence="present", persons=3)
        seen.append(holding.hold(office, number, person_times=3))
    seen.append(holding.credit(office, held[0], "PIF-10", reason="共同召開"))
    later = [one for one in builders.sittings(office, "PIF-14") if one.day > "2026-03-10"]
    seen.append(scheduling.move(office, later[0].id, at("2026-03-19", "09:30"), reason="改", despite=frozenset(Rule)))
    seen.append(scheduling.postpone(office, later[1].id, reason="延"))
    seen.append(scheduling.cancel(office, later[2].id, reason="停"))
    seen.append(scheduling.merge(office, later[3].id, later[4].id, reason="併"))
    seen.append(scheduling.lock(office, later[5].id))
    seen.append(calendar.close(office, date(2026, 8, 11), reason="颱風", half="pm", places=("屏東市",)))
    seen.extend([history.undo(office)._replace(id=0) for _time in range(3)])
    seen.append(history.undoable(office))
    seen.append(builders.sittings(office))
    seen.extend(counts.count(office, counts.year_span(2026), by=by) for by in counts.GROUPINGS)
    return seen


@pytest.mark.postgres
def test_an_export_waits_for_somebody_who_is_writing_on_a_server_no_longer_than_on_a_file(
    postgres_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "LOCK_TIMEOUT", "-c lock_timeout=100")
    answers: Queue[bool] = Queue()

    with postgres_office.begin():
        exporting_beside = Thread(target=lambda: answers.put(exporting.note(postgres_office, "行事曆檔")), daemon=True)
        exporting_beside.start()
        assert answers.get(timeout=60) is False

    assert exporting.note(postgres_office, "行事曆檔") is True
