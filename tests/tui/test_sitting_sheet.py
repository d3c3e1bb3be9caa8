"""The sheet of a sitting asks to send again only what people hold that is no longer right."""

from __future__ import annotations

from meetingtui.domain.sessions import Rule
from meetingtui.services import history, notices, scheduling
from meetingtui.services.office import Office
from meetingtui.tui import sitting_sheet
from tests.builders import at
from tests.services import sitting_desk


def labels(office: Office, sitting_id: int) -> list[str]:
    """What stands on the left of the part about people."""
    return [label for label, _text in sitting_sheet.read(office, sitting_id).people]


def test_a_notice_is_to_be_sent_again_after_a_move_and_no_longer_once_that_is_taken_back(office: Office) -> None:
    made = sitting_desk.sitting(office, "2026-12-18")
    notices.issue(office, made.number)
    scheduling.move(office, made.number, at("2026-12-21"), reason="會議室", despite=frozenset(Rule))
    assert "開會通知" in labels(office, made.id)

    history.undo(office)

    assert "須再送出" not in labels(office, made.id)
