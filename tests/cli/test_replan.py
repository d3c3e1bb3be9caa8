"""`replan`: what must move, why, and all of it in one go."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from meetingtui.services import blackouts, notices
from meetingtui.services.office import Office
from tests import builders
from tests.cli.conftest import Command

NEXT = builders.YEAR + 1


@pytest.fixture
def away(planned_office: Office) -> str:
    """The number of a sitting whose chair is away."""
    builders.plan_year(planned_office, NEXT)
    one = next(one for one in builders.sittings(planned_office, year=NEXT) if one.chair == "副縣長")
    day = date.fromisoformat(one.day)
    event = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", "BEGIN:VEVENT", "UID:1@example.invalid",
        "DTSTAMP:20260101T000000Z", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}", "SUMMARY:away", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    blackouts.accept(planned_office, blackouts.preview(planned_office, "\r\n".join(event).encode(), chair="副縣長"))
    return one.number


def test_what_must_move_is_told_with_the_reason_and_nothing_is_saved(command: Command, away: str) -> None:
    answer = command("replan", "116")

    assert away in answer.out
    assert "副縣長" in answer.out
    assert "--apply" in answer.out.splitlines()[-1]
    assert command("replan", "116").out == answer.out


def test_the_moves_are_saved_with_a_reason_only(command: Command, away: str) -> None:
    assert command("replan", "116", "--apply").code == 1

    saved = command("replan", "116", "--apply", "--reason", "副縣長出國", "--json").json

    assert [one["number"] for one in saved["moves"]] == [away]
    assert command("replan", "116", "--json").json["moves"] == []


def test_after_the_moves_it_says_what_must_go_out_again_only_where_something_must(
    command: Command, away: str, planned_office: Office
) -> None:
    told = command("replan", "116", "--apply", "--reason", "副縣長出國").out
    assert "已改期1場。這些場次尚未發出通知、邀請或匯出行事曆檔，沒有要補發的" in told
    assert command("outgoing", "list").out == "沒有待補發的項目。\n"

    assert command("undo").code == 0
    notices.issue(planned_office, away)
    told = command("replan", "116", "--apply", "--moving-noticed", "--reason", "副縣長出國").out
    assert "已改期1場。待補發的通知與行事曆檔1件，列在今日待辦。" in told
    assert away in command("outgoing", "list").out


def test_a_year_in_which_nothing_came_between_says_so(command: Command, planned_office: Office) -> None:
    assert command("replan").out == "115年沒有須更動的場次。\n"


def test_who_wants_no_deputy_gets_other_times_only(command: Command, planned_office: Office) -> None:
    builders.plan_year(planned_office, NEXT)
    one = next(one for one in builders.sittings(planned_office, year=NEXT) if one.chair == "副縣長")
    day = date.fromisoformat(one.day)
    builders.busy(planned_office, "副縣長", day - timedelta(days=42), day + timedelta(days=42))

    assert any(move["acting"] for move in command("replan", "116", "--json").json["moves"])

    answer = command("replan", "116", "--no-deputies", "--apply", "--reason", "副縣長出國", "--json").json

    assert answer["moves"]
    assert not any(move["acting"] for move in answer["moves"])
