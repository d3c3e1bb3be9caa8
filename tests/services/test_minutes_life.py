"""From 草稿 to 確認: each turn with what it asks for, what it locks, and the way back."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.domain.minutes import (
    AlreadyConfirmed,
    MinutesLocked,
    MinutesStatus,
    NotHeldYet,
    SealStays,
    Unfinished,
    WrittenOn,
    WrongConfirmation,
    WrongLifeDay,
    WrongStep,
)
from meetingtui.domain.sessions import ReasonNeeded
from meetingtui.services import (
    actions,
    agenda,
    attendance,
    history,
    holding,
    minutes,
    minutes_life,
    minutes_lint,
    minutes_versions,
)
from meetingtui.services.agenda import ItemForm
from meetingtui.services.office import Office
from tests import builders
from tests.services import sitting_desk

NUMBER = "PIF-10-115-01"


@pytest.fixture
def desk(each_office: Office) -> Office:
    """An office with a sitting of 115.11.18, held, with complete minutes."""
    sitting_desk.complete(each_office, "2026-11-18")
    return each_office


def status(office: Office) -> str:
    """Where the minutes stand."""
    return minutes.of(office, NUMBER).status


def approved(office: Office) -> None:
    """Take the minutes to 核定."""
    minutes_life.submit(office, NUMBER)
    minutes_life.approve(office, NUMBER)


def test_minutes_go_from_draft_to_confirmed(desk):
    later = sitting_desk.sitting(desk, "2026-11-20")

    assert minutes_life.submit(desk, NUMBER).status == MinutesStatus.SUBMITTED
    found = minutes_life.approve(desk, NUMBER, chair="周縣長", on=date(2026, 11, 19))
    assert (found.status, found.approved_by, found.approved_on) == ("approved", "周縣長", "2026-11-19")
    found = minutes_life.send(desk, NUMBER, doc_no="屏府社工字第1150012345號", urgency="速件")
    assert (found.status, found.doc_no, found.urgency, found.sent_on) == (
        "sent", "屏府社工字第1150012345號", "速件", "2026-11-22",
    )  # fmt: skip
    found = minutes_life.confirm(desk, NUMBER, at=later.number, corrections="第2案主辦更正為教育處。")
    assert (found.status, found.confirmed_in, found.confirmed_on) == ("confirmed", later.number, "2026-11-20")
    assert found.corrections == "第2案主辦更正為教育處。"


def test_the_person_who_presided_approves_unless_somebody_else_is_named(desk):
    sitting = sitting_desk.of(desk, NUMBER)
    approved(desk)

    assert minutes.of(desk, NUMBER).approved_by == f"{sitting.chair} {sitting.chair_person}".strip()


@pytest.mark.parametrize(
    "step",
    [
        lambda office: minutes_life.approve(office, NUMBER),
        lambda office: minutes_life.send(office, NUMBER, doc_no="第1號"),
        lambda office: minutes_life.confirm(office, NUMBER, at="PIF-10-115-02"),
    ],
)
def test_no_step_can_be_left_out(desk, step):
    sitting_desk.sitting(desk, "2026-11-20")

    with pytest.raises(WrongStep):
        step(desk)

    assert status(desk) == "draft"


def test_minutes_are_not_handed_in_twice_nor_of_a_sitting_that_nobody_recorded_as_held(each_office):
    session = sitting_desk.sitting(each_office, "2026-11-18")
    with pytest.raises(NotHeldYet):
        minutes_life.submit(each_office, session.number)

    sitting_desk.complete(each_office, "2026-11-19")
    minutes_life.submit(each_office, "PIF-10-115-02")

    with pytest.raises(WrongStep, match="目前為「送核」，不必再送核"):
        minutes_life.submit(each_office, "PIF-10-115-02")


def test_what_is_missing_stops_the_handing_in_unless_the_user_wants_it(each_office):
    session = sitting_desk.sitting(each_office, "2026-11-18")
    sitting_desk.points(each_office, session)
    holding.hold(each_office, session.number)

    with pytest.raises(Unfinished) as met:
        minutes_life.submit(each_office, session.number)
    assert len(met.value.sentences) == 8
    assert "另有5項，以 minutes lint PIF-10-115-" in str(met.value)
    assert status(each_office) == "draft"

    assert minutes_life.submit(each_office, session.number, despite_findings=True).status == "submitted"


@pytest.mark.parametrize("day", [date(2026, 11, 17), date(2026, 11, 23)])
def test_an_approval_lies_between_the_sitting_and_today(desk, day):
    minutes_life.submit(desk, NUMBER)

    with pytest.raises(WrongLifeDay):
        minutes_life.approve(desk, NUMBER, on=day)

    assert status(desk) == "submitted"


def test_a_letter_has_a_number_and_a_known_urgency_and_can_be_corrected(desk):
    approved(desk)
    for words in ({"doc_no": " "}, {"doc_no": "第1號", "urgency": "飛快"}):
        with pytest.raises(Refusal):
            minutes_life.send(desk, NUMBER, **words)
    minutes_life.send(desk, NUMBER, doc_no="第1號")

    assert minutes_life.send(desk, NUMBER, doc_no="第2號", urgency="普通件").doc_no == "第2號"


def test_approved_minutes_refuse_every_change(desk):
    view = minutes.of(desk, NUMBER)
    point = view.items[1]
    action = actions.from_decision(desk, NUMBER, item_id=point.item.id, text="辦理", lead="社會處", due="+30")
    approved(desk)
    words = {"text": "改", "decision_kind": "", "decision": "", "base_version": point.version}

    for change in (
        lambda: minutes.save_item(desk, NUMBER, point.item.id, **words),
        lambda: minutes.save_head(desk, NUMBER, remarks="改", base_version=view.version),
        lambda: actions.from_decision(desk, NUMBER, item_id=None, text="另案"),
        lambda: actions.edit(desk, action.number, text="改"),
        lambda: actions.remove(desk, action.number),
        lambda: agenda.add(desk, NUMBER, ItemForm("report", "另案")),
        lambda: agenda.remove(desk, point.item.id),
        lambda: attendance.attend(desk, NUMBER, "教育處", presence="excused"),
        lambda: holding.unhold(desk, NUMBER, reason="誤登"),
    ):
        with pytest.raises(MinutesLocked):
            change()

    assert minutes.of(desk, NUMBER).items == tuple(
        one._replace(actions=(action.number,)) if one.item.id == point.item.id else one for one in view.items
    )


def test_neither_an_approval_nor_what_was_approved_can_be_undone(desk):
    approved(desk)

    with pytest.raises(MinutesLocked):
        history.undo(desk)

    assert status(desk) == "approved"


def test_a_change_of_approved_minutes_made_before_cannot_be_undone_by_its_author(desk):
    point = minutes.of(desk, NUMBER).items[1]
    mine = desk.who
    minutes.save_item(
        desk, NUMBER, point.item.id, text="改過", decision_kind="", decision="洽悉。", base_version=point.version
    )
    desk.who = "chair"
    approved(desk)
    desk.who = mine

    with pytest.raises(MinutesLocked):
        history.undo(desk)

    assert minutes.of(desk, NUMBER).items[1].text == "改過"


def test_a_handing_in_can_be_undone(desk):
    minutes_life.submit(desk, NUMBER)

    history.undo(desk)

    assert status(desk) == "draft"


def test_reopening_asks_for_a_reason_keeps_both_versions_and_is_not_undone(desk):
    approved(desk)
    sealed = minutes.of(desk, NUMBER).hash
    with pytest.raises(ReasonNeeded):
        minutes_life.reopen(desk, NUMBER, reason=" ")

    found = minutes_life.reopen(desk, NUMBER, reason="漏列第三案主辦")

    assert (found.status, found.hash, found.approved_on) == ("draft", "", "")
    versions = minutes_versions.all_of(desk, NUMBER)
    assert [(one.verb, one.reason) for one in versions] == [
        ("submitted", ""), ("approved", ""), ("unsealed", "漏列第三案主辦"),
    ]  # fmt: skip
    assert versions[1].hash == sealed
    assert all(one.intact and one.current for one in versions)
    with pytest.raises(SealStays):
        history.undo(desk)

    point = found.items[1]
    minutes.save_item(
        desk, NUMBER, point.item.id, text="補列", decision_kind="", decision="洽悉。", base_version=point.version
    )
    approved(desk)
    assert [one.current for one in minutes_versions.all_of(desk, NUMBER)] == [False, False, False, True, True]


def test_minutes_that_a_later_sitting_confirmed_are_not_reopened_until_that_is_taken_back(desk):
    sitting_desk.sitting(desk, "2026-11-20")
    approved(desk)
    minutes_life.confirm(desk, NUMBER, at="PIF-10-115-02")

    with pytest.raises(AlreadyConfirmed):
        minutes_life.reopen(desk, NUMBER, reason="改")

    assert minutes_life.unconfirm(desk, NUMBER, reason="誤登").status == "approved"
    assert minutes_life.reopen(desk, NUMBER, reason="改").status == "draft"


def test_a_draft_is_not_reopened(desk):
    with pytest.raises(Refusal):
        minutes_life.reopen(desk, NUMBER, reason="改")


@pytest.mark.parametrize(
    ("day", "series"), [("2026-11-17", "PIF-10"), ("2026-11-20", "PIF-15"), ("2026-12-18", "PIF-10")]
)
def test_only_a_later_sitting_of_the_same_body_that_took_place_confirms(desk, day, series):
    other = sitting_desk.sitting(desk, day, series)
    approved(desk)

    with pytest.raises(WrongConfirmation):
        minutes_life.confirm(desk, NUMBER, at=other.number)

    assert status(desk) == "approved"


def test_the_trail_names_the_hash_of_what_was_approved_and_never_a_word_of_it(desk):
    approved(desk)

    lines = desk.reader.rows("SELECT verb, object, fields FROM audit ORDER BY id")

    assert ("approved", NUMBER, f"status,approved_on,approved_by,sha256:{minutes.of(desk, NUMBER).hash}") in lines
    assert not any("洽悉" in str(line) or "感謝" in str(line) for line in lines)


def test_a_sitting_whose_minutes_were_only_opened_can_be_taken_back(each_office):
    made = sitting_desk.sitting(each_office, "2026-11-20")
    minutes.open_for_typing(each_office, made.number)

    history.undo(each_office)

    with pytest.raises(NotFound):
        minutes.of(each_office, made.number)


def test_a_sitting_or_a_point_that_somebody_has_written_on_is_not_taken_back(each_office):
    made = sitting_desk.sitting(each_office, "2026-11-20")
    each_office.who = "other"
    point = agenda.add(each_office, made.number, ItemForm("report", "他人提案"))
    each_office.who = builders.WHO
    with pytest.raises(WrittenOn):
        history.undo(each_office)

    minutes.save_item(each_office, made.number, point.id, text="討論", decision_kind="", decision="", base_version=0)
    each_office.who = "other"
    with pytest.raises(WrittenOn):
        history.undo(each_office)

    assert minutes.of(each_office, made.number).items[0].text == "討論"


def test_the_sitting_that_confirms_with_corrections_says_so_in_its_own_minutes(desk):
    approved(desk)
    minutes_life.send(desk, NUMBER, doc_no="第1號")
    later = sitting_desk.sitting(desk, "2026-11-20")
    agenda.draft(desk, later.number)
    minutes.open_for_typing(desk, later.number)

    minutes_life.confirm(desk, NUMBER, at=later.number, corrections="第2案主辦更正為教育處。")

    assert confirmation_of(desk, later.number) == ("decision", "修正後確認：第2案主辦更正為教育處。")


def test_what_a_sitting_has_written_of_its_confirmation_stays_and_is_told_where_it_differs(desk):
    approved(desk)
    later = sitting_desk.sitting(desk, "2026-11-20")
    agenda.draft(desk, later.number)
    point = next(one.item for one in minutes.open_for_typing(desk, later.number).items if one.item.kind == "confirm")
    written = "上次紀錄確認。"
    minutes.save_item(desk, later.number, point.id, text="", decision_kind="", decision=written, base_version=0)
    assert "confirmation" in [one.kind for one in minutes_lint.findings(desk, later.number)]

    minutes_life.confirm(desk, NUMBER, at=later.number, corrections="第2案主辦更正為教育處。")

    assert confirmation_of(desk, later.number) == ("decision", written)
    told = [one.sentence for one in minutes_lint.findings(desk, later.number) if one.kind == "confirmation"]
    assert len(told) == 1
    assert "沒有載明更正" in told[0]


def test_a_confirmation_that_is_noted_anew_with_corrections_takes_the_place_of_the_plain_one(desk):
    approved(desk)
    later = sitting_desk.sitting(desk, "2026-11-20")
    agenda.draft(desk, later.number)
    minutes.open_for_typing(desk, later.number)
    minutes_life.confirm(desk, NUMBER, at=later.number)
    assert confirmation_of(desk, later.number) == ("decision", "紀錄確認。")
    minutes_life.unconfirm(desk, NUMBER, reason="漏記更正")

    minutes_life.confirm(desk, NUMBER, at=later.number, corrections="第2案主辦更正為教育處。")

    assert confirmation_of(desk, later.number) == ("decision", "修正後確認：第2案主辦更正為教育處。")


def confirmation_of(office: Office, number: str) -> tuple[str, str]:
    """Kind and text of what a sitting decided on the minutes of the one before."""
    point = next(one for one in minutes.of(office, number).items if one.item.kind == "confirm")
    return point.decision_kind, point.decision


def test_what_was_changed_after_handing_in_is_looked_through_before_approval(desk):
    minutes_life.submit(desk, NUMBER)
    one = minutes.of(desk, NUMBER).items[1]
    minutes.save_item(
        desk, NUMBER, one.item.id, text="案主A123456789", decision_kind="", decision="洽悉。", base_version=one.version
    )

    with pytest.raises(Unfinished, match="身分證"):
        minutes_life.approve(desk, NUMBER)

    assert status(desk) == "submitted"
    assert minutes_life.approve(desk, NUMBER, despite_findings=True).status == "approved"


def test_what_was_handed_in_in_spite_of_its_faults_is_approved_as_it_is(desk):
    one = minutes.of(desk, NUMBER).items[1]
    minutes.save_item(
        desk, NUMBER, one.item.id, text="列入會議記錄。", decision_kind="", decision="洽悉。", base_version=one.version
    )
    minutes_life.submit(desk, NUMBER, despite_findings=True)

    assert minutes_life.approve(desk, NUMBER).status == "approved"
