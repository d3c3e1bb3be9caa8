from __future__ import annotations

from meetingtui.services.office import Office
from tests import builders
from tests.cli.conftest import Command
from tests.cli.test_sessions import PROMISED


def test_a_proposal_has_the_promised_keys_and_saves_nothing(command: Command, planned_office: Office) -> None:
    document = command("plan", "116", "--json", "--seconds", "5").json

    assert list(document)[:7] == ["year", "status", "seconds", "sessions", "unplaced", "clashes", "warnings"]
    assert (document["year"], document["status"], document["applied"]) == (2027, "feasible", False)
    assert all([key for key in one if key in PROMISED] == PROMISED[1:] for one in document["sessions"])
    assert builders.sittings(planned_office, year=2027) == []


def test_an_applied_plan_gives_the_numbers_it_proposed(command: Command, planned_office: Office) -> None:
    proposed = command("plan", "116", "--json").json["sessions"]

    applied = command("plan", "116", "--apply", "--json").json

    assert applied["applied"]
    assert [one["number"] for one in applied["sessions"]] == [one["number"] for one in proposed]
    assert all(one["id"] for one in applied["sessions"])
    assert len(builders.sittings(planned_office, year=2027)) == len(proposed)
    assert command("plan", "116", "--json").json["sessions"] == []


def test_people_read_why_and_how_to_save(command: Command) -> None:
    out = command("plan", "116").out

    assert "理想日" in out
    assert "--apply" in out.splitlines()[-1]


def test_a_year_that_cannot_be_read_is_refused(command: Command) -> None:
    for year in ("abc", "0", "1000"):
        answer = command("plan", year)
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)


def test_a_plan_around_a_busy_chair_says_what_found_no_place(command: Command, planned_office: Office) -> None:
    from meetingtui.store.tables import Blackout

    chair = next(one for one in planned_office.registry().posts.values() if one.name == "副縣長")
    with planned_office.begin() as work:
        work.add(Blackout(post_id=chair.id, start_at="2026-12-31T16:00:00Z", end_at="2027-12-31T16:00:00Z"))
        work.audit("imported", "busy")
        work.commit()

    document = command("plan", "116", "--json").json

    assert document["status"] == "infeasible"
    assert "PIF-10" in {one["series"] for one in document["unplaced"]}
    assert all(one["reason"] for one in document["unplaced"])
    assert "未能排入：PIF-10" in command("plan", "116").out
