from __future__ import annotations

from meetingtui.services import calendar
from meetingtui.services.office import Office
from tests import builders
from tests.cli.conftest import Command


def test_a_year_in_which_nothing_is_wrong_ends_with_0(command: Command) -> None:
    assert command("plan", "116", "--apply", "--seconds", "0").code == 0

    answer = command("plan", "116", "--check", "--json")

    assert (answer.code, answer.err) == (0, "")
    assert list(answer.json) == [
        "year", "sittings", "hard", "wishes", "points", "findings", "by_month", "by_series", "notes",
    ]  # fmt: skip
    assert (answer.json["hard"], answer.json["wishes"]) == (0, len(answer.json["findings"]))
    assert "違反規定0處" in command("plan", "116", "--check").out.splitlines()[-1]


def test_a_broken_rule_is_shown_with_its_place_and_ends_with_1(command: Command, planned_office: Office) -> None:
    from datetime import date

    one = next(one for one in builders.sittings(planned_office) if one.day > "2026-12-01" and not one.external)
    calendar.close(planned_office, date.fromisoformat(one.day), reason="颱風")

    answer = command("plan", "115", "--check", "--json")

    assert answer.code == 1
    assert answer.err.count("\n") == 1
    [found] = [line for line in answer.json["findings"] if (line["number"], line["rule"]) == (one.number, "holiday")]
    assert list(found) == [
        "rule", "hard", "points", "number", "other", "series", "name", "track", "date", "start", "message", "reason",
        "kept",
    ]  # fmt: skip
    assert (found["hard"], found["points"], found["date"]) == (True, None, one.day)
    assert one.number in command("plan", "115", "--check").out


def test_each_wish_is_listed_on_request(command: Command) -> None:
    few, each = command("plan", "115", "--check").out, command("plan", "115", "--check", "--wishes").out

    assert "離理想日 " in few
    assert "每一" not in few
    assert len(each.splitlines()) > len(few.splitlines())


def test_checking_saves_nothing_and_goes_with_no_saving(command: Command, planned_office: Office) -> None:
    before = planned_office.reader.value("SELECT COUNT(*) FROM audit")

    assert command("plan", "116", "--check").code in {0, 1}
    assert command("plan", "116", "--check", "--apply").code == 2
    assert command("plan", "x", "--check").code == 1
    assert planned_office.reader.value("SELECT COUNT(*) FROM audit") == before


def test_a_year_without_an_official_calendar_says_so_when_it_is_checked(command: Command) -> None:
    answer = command("plan", "118", "--check")

    assert answer.code == 0
    assert "118年尚無官方辦公日曆" in answer.out
