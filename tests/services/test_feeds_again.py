"""Calendar files that were exported: a sitting that changes after them asks to be exported anew until it is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest

from meetingtui.domain.invitations import Method
from meetingtui.domain.outgoing import What
from meetingtui.domain.sessions import Rule
from meetingtui.domain.sittings import SessionView
from meetingtui.services import (
    calendar_sets,
    dispatching,
    exporting,
    history,
    invitations,
    notices,
    outgoing,
    replanning,
    scheduling,
    sessions,
    today,
)  # fmt: skip
from meetingtui.services.office import Office
from tests import builders
from tests.builders import at, pretending

NUMBER = "PIF-10-115-01"


@pytest.fixture
def winter(planned_office: Office):
    """The planned office in January."""
    with pretending(planned_office, date(2026, 1, 5)):
        yield planned_office


def year_of(office: Office) -> list[int]:
    return [one.id for one in builders.sittings(office)]


def export_all(office: Office, folder: Path, **more: object) -> None:
    calendar_sets.each_agency(office, builders.YEAR, year_of(office), folder, force=True, **more)


def export_for(office: Office, agency: str) -> None:
    made = invitations.prepare(office, year_of(office), Method.PUBLISH, agency=agency)
    exporting.note(office, "行事曆檔", fed=[exporting.Fed(one, made.agency) for one in made.fed])


def invite(office: Office) -> None:
    exporting.note(office, "邀請", [sessions.show(office, NUMBER)])


def move(office: Office, day: str = "2026-02-11") -> SessionView:
    return scheduling.move(office, NUMBER, at(day), reason="主席另有公務", despite=frozenset(Rule))


def waiting(office: Office) -> list[tuple[str, What]]:
    return [(one.session.number, one.what) for one in outgoing.pending(office)]


def test_a_sitting_that_is_moved_after_the_files_of_the_year_asks_until_they_are_exported_anew(winter, tmp_path):
    export_all(winter, tmp_path)
    assert waiting(winter) == []

    move(winter)
    assert waiting(winter) == [(NUMBER, What.FEED)]
    (due,) = [one for one in today.due(winter) if one.kind == "feed"]
    assert "匯出行事曆檔後有異動" in due.sentence

    export_all(winter, tmp_path)
    assert waiting(winter) == []


def test_the_file_of_one_agency_alone_does_not_set_right_those_of_the_others(winter, tmp_path):
    export_all(winter, tmp_path)
    move(winter)

    export_for(winter, "衛生局")

    assert waiting(winter) == [(NUMBER, What.FEED)]


def test_two_agencies_with_a_file_of_their_own_both_need_it_anew(winter, tmp_path):
    export_for(winter, "衛生局")
    export_for(winter, "社會處")
    move(winter)
    export_for(winter, "衛生局")
    assert waiting(winter) == [(NUMBER, What.FEED)]

    export_all(winter, tmp_path)
    assert waiting(winter) == []


def test_who_alone_has_a_file_is_served_by_it_alone(winter):
    export_for(winter, "衛生局")
    move(winter)

    export_for(winter, "衛生局")

    assert waiting(winter) == []


def test_work_that_was_stopped_before_all_agencies_had_their_file_is_still_to_be_done(winter, tmp_path):
    export_all(winter, tmp_path)
    move(winter)

    export_all(winter, tmp_path, going_on=lambda done, _of: done < 3)

    assert waiting(winter) == [(NUMBER, What.FEED)]


def test_an_invitation_that_was_overtaken_is_not_made_good_by_a_feed(winter, tmp_path):
    invite(winter)
    move(winter)

    export_all(winter, tmp_path)

    assert waiting(winter) == [(NUMBER, What.INVITE)]


def test_a_new_invitation_reaches_whoever_holds_the_feed(winter, tmp_path):
    export_all(winter, tmp_path)
    move(winter)

    invite(winter)
    assert waiting(winter) == []
    move(winter, "2026-02-12")
    assert waiting(winter) == [(NUMBER, What.INVITE)]


def test_a_move_that_is_taken_back_leaves_the_files_right(winter, tmp_path):
    export_all(winter, tmp_path)
    move(winter)

    history.undo(winter)

    assert waiting(winter) == []


def test_one_key_writes_the_sitting_as_it_is_now_under_the_same_uid_with_a_higher_sequence(winter, tmp_path):
    export_all(winter, tmp_path / "year")
    moved = move(winter)

    done = dispatching.again(winter, NUMBER, tmp_path / "again")

    calendar = icalendar.Calendar.from_ical((done.where / done.files[0]).read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert (str(calendar["METHOD"]), str(event["UID"]), event["SEQUENCE"]) == ("PUBLISH", moved.uid, moved.sequence)
    assert event.decoded("DTSTART").date() == date(2026, 2, 11)
    assert waiting(winter) == []


def test_a_sitting_that_was_called_off_is_struck_out_of_the_calendars_that_hold_it(winter, tmp_path):
    export_all(winter, tmp_path / "year")
    scheduling.cancel(winter, NUMBER, reason="停辦")

    done = dispatching.again(winter, NUMBER, tmp_path / "again")

    assert b"STATUS:CANCELLED" in (done.where / done.files[0]).read_bytes()
    assert waiting(winter) == []


def test_notice_and_feed_of_a_moved_sitting_are_settled_together(winter, tmp_path):
    export_all(winter, tmp_path / "year")
    notices.issue(winter, NUMBER)
    move(winter)
    assert waiting(winter) == [(NUMBER, What.NOTICE), (NUMBER, What.FEED)]

    dispatching.again(winter, NUMBER, tmp_path / "again")

    assert waiting(winter) == []


def test_what_was_handed_over_by_other_means_is_noted_and_can_be_taken_back(winter, tmp_path):
    export_all(winter, tmp_path)
    move(winter)

    outgoing.done(winter, NUMBER, "feed")
    assert waiting(winter) == []
    history.undo(winter)
    assert waiting(winter) == [(NUMBER, What.FEED)]


def test_a_replan_after_an_export_names_what_must_go_out_again(winter, tmp_path):
    export_all(winter, tmp_path)
    one = sessions.show(winter, NUMBER)
    day = date.fromisoformat(one.day)
    builders.busy(winter, "副縣長", day, day + timedelta(days=1))

    moves = replanning.propose(winter, builders.YEAR).moves
    saved = replanning.accept(winter, builders.YEAR, moves, reason="副縣長出國")

    assert "待補發的通知與行事曆檔1件" in replanning.what_follows(winter, saved)
