"""Each thing that is missing or wrong is found, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from meetingtui.domain.agenda import AgendaItemView, ItemKind
from meetingtui.domain.minutes import DecisionKind, MinutesItemView, MinutesStatus, MinutesView
from meetingtui.domain.minutes_lint import ActionFacts, Confirmation, Facts, findings, misspelt

POINT = MinutesItemView(
    AgendaItemView(7, ItemKind.REPORT, "一、", "通報統計"), "社會處報告。", DecisionKind.DECISION, "洽悉。"
)
FINE = MinutesView(
    1, "PIF-10-115-01", MinutesStatus.DRAFT, (POINT,), minute_taker="王小明", adjourned_at="2026-11-20T16:00:00+08:00"
)
KNOWN = Facts(held=True, came=3, confidential=False)


def kinds(view: MinutesView = FINE, **known: Any) -> list[str]:
    """The kinds of what is found."""
    return [one.kind for one in findings(view, KNOWN._replace(**known))]


def point(**changed: Any) -> MinutesView:
    """Minutes in which the one point is otherwise."""
    return FINE._replace(items=(POINT._replace(**changed),))


def test_complete_minutes_have_no_findings() -> None:
    assert kinds() == []


@pytest.mark.parametrize(
    ("view", "known", "kind"),
    [
        (FINE, {"held": False}, "unheld"),
        (FINE, {"came": 0}, "no_attendance"),
        (FINE, {"quorum": "應到9席，已到3席。"}, "no_quorum"),
        (FINE._replace(items=()), {}, "no_agenda"),
        (FINE, {"carried": 3}, "no_tracking"),
        (FINE._replace(minute_taker=" "), {}, "no_taker"),
        (FINE._replace(adjourned_at=""), {}, "not_adjourned"),
        (FINE._replace(opened_at="2026-11-20T16:30:00+08:00"), {}, "ended_before"),
        (FINE, {"starts": "2026-11-20T16:00:00+08:00"}, "ended_before"),
        (FINE, {"confidential": True}, "undeclared"),
        (FINE._replace(days_since=8), {}, "late"),
        (point(decision=" "), {}, "no_decision"),
        (point(decision_kind="resolution"), {}, "wrong_kind"),
        (point(text="案主A123456789"), {}, "personal"),
        (point(decision="請洽0912345678"), {}, "personal"),
        (point(text="列入會議記錄。"), {}, "word"),
        (FINE._replace(remarks="住中正路5號"), {}, "personal"),
        (FINE, {"actions": (ActionFacts("-01", "辦理", "", "2026-12-01", 7),)}, "no_lead"),
        (FINE, {"actions": (ActionFacts("-01", "辦理", "社會處", "", 7),)}, "no_due"),
    ],
)  # fmt: skip
def test_each_fault_is_found_alone(view: MinutesView, known: dict[str, Any], kind: str) -> None:
    assert kinds(view, **known) == [kind]


def test_a_point_that_was_postponed_needs_no_decision() -> None:
    assert kinds(point(item=POINT.item._replace(postponed=True), decision="")) == []


def test_a_finding_tells_where_it_stands_and_hides_what_it_found() -> None:
    (one,) = findings(point(text="案主A123456789。"), KNOWN)

    assert (one.item_id, one.place, one.start, one.end) == (7, "text", 2, 12)
    assert "A123456789" not in one.sentence


@pytest.mark.parametrize(
    "text", ["會議記錄", "請參閱訪視記錄表。", "詳如處遇記錄，", "記錄：王小明", "上次記錄確認", "作成記錄"]
)
def test_the_noun_is_written_otherwise(text: str) -> None:
    assert len(misspelt(text)) == 1


@pytest.mark.parametrize(
    "text", ["請詳實記錄。", "應記錄於個案系統", "由承辦人記錄。", "會議紀錄", "逐一記錄，並回報", ""]
)
def test_the_verb_may_be_written_so(text: str) -> None:
    assert misspelt(text) == []


@pytest.mark.parametrize(
    ("decision", "waits", "corrections", "found"),
    [
        ("紀錄確認。", True, "", ["confirmation"]),
        ("紀錄俟核定後，於下次會議確認。", True, "", []),
        ("紀錄確認。", False, "第2案主辦更正為教育處。", ["confirmation"]),
        ("修正後確認：第2案主辦更正為教育處。", False, "第2案主辦更正為教育處。", []),
        ("紀錄確認。", False, "", []),
    ],
)
def test_minutes_say_of_the_last_ones_what_is_stored_of_them(
    decision: str, waits: bool, corrections: str, found: list[str]
) -> None:
    assert kinds(point(decision=decision), confirmations=(Confirmation(7, "-01", waits, corrections),)) == found


@pytest.mark.parametrize(
    ("text", "hits"),
    [("請依記錄辦理。", 1), ("訪視記錄辦理後，將記錄送社會處。", 2), ("社工員將記錄於系統。", 0), ("請詳實記錄。", 0)],
)
def test_the_noun_is_told_from_the_verb(text: str, hits: int) -> None:
    assert len(misspelt(text)) == hits
