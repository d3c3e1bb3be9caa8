"""Rulings: what sittings say of the items that come before them, and how each sitting's table stays as it was."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from meetingtui.domain.actions import ActionStatus, ActionView
from meetingtui.domain.errors import NotFound, WrongDate
from meetingtui.domain.minutes import MinutesLocked, WrittenOn
from meetingtui.domain.ruling_refusals import (
    CannotFollow,
    Followed,
    HasRulings,
    LeftThere,
    MadeThere,
    NoSittingForAll,
    NoSittingRules,
    NotBegun,
    NotItsSitting,
    NotRuled,
    OrderOfRulings,
    RuledBefore,
    RuledSince,
    RulingUnclear,
)
from meetingtui.domain.rulings import Ruling
from meetingtui.domain.sessions import ReasonNeeded, Rule
from meetingtui.domain.sittings import SessionView
from meetingtui.services import (
    action_life,
    action_views,
    actions,
    carrying,
    due_at_sitting,
    history,
    holding,
    minutes,
    minutes_life,
    reports,
    ruling_sittings,
    rulings,
    scheduling,
)
from meetingtui.services.office import Office
from tests.builders import at
from tests.services import sitting_desk


class Desk(NamedTuple):
    """An office with three sittings of one series, of which the last is to come, and an item of the first."""

    office: Office
    march: SessionView
    june: SessionView
    september: SessionView
    coming: SessionView
    item: ActionView


@pytest.fixture
def desk(each_office: Office) -> Desk:
    days = ("2026-03-12", "2026-06-11", "2026-09-10", "2026-12-10")
    sittings = [sitting_desk.sitting(each_office, day) for day in days]
    item = actions.from_decision(
        each_office, sittings[0].id, item_id=None, text="研議通報流程", lead="教", assists="社 衛", due="+60"
    )
    return Desk(each_office, *sittings, item)


def carried(desk: Desk, session: SessionView) -> list[tuple[str, str, str, str | None, int]]:
    """What comes before a sitting: last digits, who leads, by when, what it ruled, how often it was passed over."""
    return [
        (one.item.number[-2:], one.item.lead, one.item.due, one.ruled, one.passed_over)
        for one in rulings.carried(desk.office, session.id)
    ]


def approve(office: Office, session: SessionView) -> None:
    """Hold a sitting and approve its minutes."""
    holding.hold(office, session.number)
    minutes.open_for_typing(office, session.number)
    minutes_life.submit(office, session.number, despite_findings=True)
    minutes_life.approve(office, session.number)


def test_a_ruling_extends_an_item_and_a_later_one_closes_it(desk):
    (extended,) = rulings.rule(desk.office, [desk.item.number], "continue", at=desk.june.number, due="+30")
    (closed,) = rulings.rule(desk.office, [desk.item.number], "解除列管", at=desk.september.number)

    assert (extended.due, extended.status) == ("2026-07-11", ActionStatus.OPEN)
    assert (closed.status, closed.ruled_in) == (ActionStatus.CLOSED, desk.september.number)
    assert carried(desk, desk.june) == [("01", "教育處", "2026-05-11", Ruling.CONTINUE, 0)]
    assert carried(desk, desk.september) == [("01", "教育處", "2026-07-11", Ruling.CLOSE, 0)]
    assert carried(desk, desk.coming) == []


def test_many_items_are_ruled_on_in_one_change_and_undone_in_one(desk):
    second = actions.from_decision(desk.office, desk.march.id, item_id=None, text="乙案")

    rulings.rule(desk.office, [desk.item.number, second.number], Ruling.CLOSE, at=desk.june.id)
    history.undo(desk.office)

    assert [actions.show(desk.office, one).status for one in (desk.item.id, second.id)] == ["open", "open"]
    assert [one[3] for one in carried(desk, desk.june)] == [None, None]


def test_one_wrong_item_among_many_leaves_all_as_they_were(desk):
    other = sitting_desk.sitting(desk.office, "2026-04-01", "PIF-15")
    strange = actions.from_decision(desk.office, other.id, item_id=None, text="別的會議")

    with pytest.raises(NotItsSitting):
        rulings.rule(desk.office, [desk.item.number, strange.number], "close", at=desk.june.id)

    assert actions.show(desk.office, desk.item.id).status == ActionStatus.OPEN


def test_an_item_that_nothing_was_said_of_returns_by_itself_and_is_shown_as_passed_over(desk):
    holding.hold(desk.office, desk.june.number)
    holding.hold(desk.office, desk.september.number)

    assert carried(desk, desk.june)[0][4] == 0
    assert carried(desk, desk.september)[0][4] == 1
    assert carried(desk, desk.coming) == [("01", "教育處", "2026-05-11", None, 2)]
    assert actions.show(desk.office, desk.item.id).passed_over == 2


def test_ruling_again_at_the_same_sitting_corrects(desk):
    rulings.rule(desk.office, [desk.item.id], "close", at=desk.june.id)
    rulings.rule(desk.office, [desk.item.id], "continue", at=desk.june.id, due="7/31")

    assert actions.show(desk.office, desk.item.id).status == ActionStatus.OPEN
    (one,) = rulings.carried(desk.office, desk.june.id)
    assert [(each.verb, each.due) for each in one.rulings] == [("continue", "2026-07-31")]


def test_a_new_lead_stands_beside_what_else_was_ruled(desk):
    rulings.rule(desk.office, [desk.item.id], "lead", at=desk.june.id, lead="警察局")
    rulings.rule(desk.office, [desk.item.id], "continue", at=desk.june.id, due="+10")
    (once_more,) = rulings.rule(desk.office, [desk.item.id], "lead", at=desk.june.id, lead="衛生局")

    assert (once_more.lead, once_more.assists, once_more.due) == ("衛生局", ("屏東縣政府社會處",), "2026-06-21")
    (one,) = rulings.carried(desk.office, desk.june.id)
    assert [each.verb for each in one.rulings] == ["continue", "lead"]
    (closed,) = rulings.rule(desk.office, [desk.item.id], "close", at=desk.june.id)
    assert (closed.lead, closed.status) == ("衛生局", ActionStatus.CLOSED)
    (one,) = rulings.carried(desk.office, desk.june.id)
    assert (one.item.lead, [each.verb for each in one.rulings]) == ("教育處", ["lead", "close"])


@pytest.mark.parametrize("verb", ["close", "delegate", "merge"])
@pytest.mark.parametrize("then", [{"verb": "lead", "lead": "衛生局"}, {"verb": "reopen", "reason": "再議"}])
def test_what_the_sitting_has_let_go_is_opened_again_only_by_taking_that_back(desk, verb, then):
    other = actions.from_decision(desk.office, desk.march.id, item_id=None, text="乙案")
    rulings.rule(desk.office, [desk.item.id], verb, at=desk.june.id, into=other.id if verb == "merge" else None)
    stood = actions.show(desk.office, desk.item.id).status

    with pytest.raises(LeftThere, match="撤回"):
        rulings.rule(desk.office, [desk.item.id], at=desk.june.id, **then)

    assert actions.show(desk.office, desk.item.id).status == stood
    assert carried(desk, desk.june)[0][3] == verb
    rulings.retract(desk.office, [desk.item.id], at=desk.june.id)
    assert actions.show(desk.office, desk.item.id).status == ActionStatus.OPEN


def test_saying_the_same_again_changes_nothing(desk):
    rulings.rule(desk.office, [desk.item.id], "continue", at=desk.june.id, due="+30")
    before = len(history.undoable(desk.office))

    rulings.rule(desk.office, [desk.item.id], "continue", at=desk.june.id, due="+30")

    assert len(history.undoable(desk.office)) == before


def test_an_item_left_to_the_agency_leaves_the_list(desk):
    (left,) = rulings.rule(desk.office, [desk.item.id], "自行列管", at=desk.june.id, due="12/31")

    assert (left.status, left.due) == (ActionStatus.DELEGATED, "2026-12-31")
    assert carried(desk, desk.september) == []


def test_only_what_has_left_is_reopened_and_with_a_reason(desk):
    with pytest.raises(CannotFollow, match="不必重新列管"):
        rulings.rule(desk.office, [desk.item.id], "reopen", at=desk.june.id, reason="再議")
    rulings.rule(desk.office, [desk.item.id], "close", at=desk.june.id)
    with pytest.raises(CannotFollow, match="不能再繼續列管"):
        rulings.rule(desk.office, [desk.item.id], "continue", at=desk.september.id)
    with pytest.raises(ReasonNeeded):
        rulings.rule(desk.office, [desk.item.id], "reopen", at=desk.september.id)

    (again,) = rulings.rule(desk.office, [desk.item.id], "reopen", at=desk.september.id, reason="案件再發生", due="+90")

    assert (again.status, again.due) == (ActionStatus.OPEN, "2026-12-09")
    assert carried(desk, desk.september)[0][3] == Ruling.REOPEN
    assert carried(desk, desk.coming)[0][2] == "2026-12-09"


def test_a_sitting_rules_only_once_it_has_begun(desk):
    with pytest.raises(NotBegun):
        rulings.rule(desk.office, [desk.item.id], "close", at=desk.coming.id)


def test_the_sitting_that_made_an_item_edits_it_instead(desk):
    with pytest.raises(MadeThere):
        rulings.rule(desk.office, [desk.item.id], "close", at=desk.march.id)


def test_a_sitting_does_not_rule_on_what_a_later_one_has_ruled_on(desk):
    rulings.rule(desk.office, [desk.item.id], "continue", at=desk.september.id, due="+30")

    with pytest.raises(RuledSince, match=desk.september.number):
        rulings.rule(desk.office, [desk.item.id], "close", at=desk.june.id)
    with pytest.raises(RuledSince):
        actions.edit(desk.office, desk.item.id, due="12/31")
    with pytest.raises(Followed):
        actions.remove(desk.office, desk.item.id)
    assert actions.edit(desk.office, desk.item.id, text="研議通報流程（修正）").due == "2026-10-10"


def test_a_sitting_that_counts_for_the_series_may_rule_too(desk):
    other = sitting_desk.sitting(desk.office, "2026-07-02", "PIF-15")
    with pytest.raises(NotItsSitting):
        rulings.rule(desk.office, [desk.item.id], "close", at=other.id)

    holding.credit(desk.office, other.number, "PIF-10", reason="併同召開")

    assert rulings.rule(desk.office, [desk.item.id], "close", at=other.id)[0].status == ActionStatus.CLOSED


def test_a_case_conference_that_counts_for_the_series_passes_over_only_where_it_ruled(desk):
    case = sitting_desk.sitting(desk.office, "2026-07-02", "PIF-15")
    holding.credit(desk.office, case.number, "PIF-10", reason="併同召開")
    other = actions.from_decision(desk.office, desk.march.id, item_id=None, text="乙案", lead="衛生局")
    holding.hold(desk.office, case.number)

    def passed() -> tuple[int, int, list[str], int]:
        now = next(one for one in rulings.carried(desk.office, desk.september.id) if one.item.id == desk.item.id)
        listed = [one.number for one in action_views.listed(desk.office, "未裁示")]
        life = [one for one in action_life.of(desk.office, desk.item.id).events if one.session == case.number]
        return now.passed_over, actions.show(desk.office, desk.item.id).passed_over, listed, len(life)

    assert passed() == (0, 0, [], 0)
    rulings.rule(desk.office, [other.id], "close", at=case.id)
    assert passed() == (1, 1, [desk.item.number], 1)


def test_a_due_day_more_than_ten_years_ahead_is_taken_for_a_slip(desk):
    for due in ("999.2.1", "200.1.1"):
        with pytest.raises(WrongDate, match="十年以後"):
            rulings.rule(desk.office, [desk.item.id], "continue", at=desk.june.id, due=due)


def test_a_due_day_on_that_of_a_sitting_that_moves_stays_and_is_told(desk):
    (one,) = rulings.rule(desk.office, [desk.item.id], "continue", at=desk.september.id, due="下次會議")

    later = scheduling.move(desk.office, desk.coming.number, at("2026-12-17"), reason="改", despite=frozenset(Rule))

    assert f"{one.number}的期限是原開會日115.12.10" in due_at_sitting.told(desk.office, later)
    assert actions.show(desk.office, desk.item.id).due == "2026-12-10"
    sooner = scheduling.move(desk.office, desk.coming.number, at("2026-12-08"), reason="改", despite=frozenset(Rule))
    assert due_at_sitting.told(desk.office, sooner) == ""


@pytest.mark.parametrize(
    ("verb", "more"),
    [("close", {"due": "+30"}), ("continue", {"lead": "衛生局"}), ("lead", {}), ("lead", {"lead": " "})],
)
def test_a_ruling_that_is_unclear_is_refused(desk, verb, more):
    with pytest.raises(RulingUnclear):
        rulings.rule(desk.office, [desk.item.id], verb, at=desk.june.id, **more)


def test_an_unknown_ruling_is_refused_with_those_there_are(desk):
    with pytest.raises(NotFound, match="繼續列管"):
        rulings.rule(desk.office, [desk.item.id], "made", at=desk.june.id)


def test_approved_minutes_take_no_ruling_and_give_none_back(desk):
    rulings.rule(desk.office, [desk.item.id], "continue", at=desk.june.id, due="+30")
    approve(desk.office, desk.june)

    with pytest.raises(MinutesLocked):
        rulings.rule(desk.office, [desk.item.id], "close", at=desk.june.id)
    with pytest.raises(MinutesLocked):
        rulings.retract(desk.office, [desk.item.id], at=desk.june.id)


def test_a_ruling_is_undone_although_the_minutes_that_made_the_item_are_approved(desk):
    approve(desk.office, desk.march)
    rulings.rule(desk.office, [desk.item.id], "close", at=desk.june.id)

    history.undo(desk.office)

    assert actions.show(desk.office, desk.item.id).status == ActionStatus.OPEN


def test_priority_labels_and_case_code_are_typed_and_undone_whatever_minutes_are_approved(desk):
    approve(desk.office, desk.march)
    one = desk.item

    marked = actions.edit(
        desk.office, one.id, text=one.text, lead=one.lead, due=one.due, kind=one.kind, priority="急迫", labels="表單",
        case_code="115-A-1",
    )  # fmt: skip
    assert (marked.priority, marked.labels, marked.case_code) == ("urgent", ("表單",), "115-A-1")
    with pytest.raises(MinutesLocked):
        actions.edit(desk.office, one.id, text="另一件事")
    with pytest.raises(MinutesLocked):
        actions.edit(desk.office, one.id, due="+90")

    history.undo(desk.office)
    assert actions.show(desk.office, one.id).labels == ()


def test_a_ruling_is_not_undone_once_its_own_minutes_are_approved(desk):
    office = desk.office
    holding.hold(office, desk.june.number)
    minutes.open_for_typing(office, desk.june.number)
    rulings.rule(office, [desk.item.id], "close", at=desk.june.id)
    other = Office.open(office.location, office.clock, "主任")
    minutes_life.submit(other, desk.june.number, despite_findings=True)
    minutes_life.approve(other, desk.june.number)
    other.close()

    with pytest.raises(MinutesLocked):
        history.undo(office)


def test_a_ruling_is_retracted_while_the_minutes_are_open(desk):
    rulings.rule(desk.office, [desk.item.id], "lead", at=desk.june.id, lead="警察局")
    rulings.rule(desk.office, [desk.item.id], "close", at=desk.june.id)

    [back] = rulings.retract(desk.office, [desk.item.id], at=desk.june.id)

    assert (back.status, back.lead, back.ruled_in) == (ActionStatus.OPEN, "教育處", desk.march.number)
    with pytest.raises(NotRuled):
        rulings.retract(desk.office, [desk.item.id], at=desk.june.id)
    history.undo(desk.office)
    assert actions.show(desk.office, desk.item.id).lead == "警察局"
    assert len(rulings.carried(desk.office, desk.june.id)[0].rulings) == 2


def test_what_a_sitting_ruled_on_several_items_is_taken_back_and_undone_in_one_change(desk):
    other = actions.from_decision(desk.office, desk.march.id, item_id=None, text="盤點窗口", due="+30")
    both = [desk.item.id, other.id]
    rulings.rule(desk.office, both, "close", at=desk.june.id)

    rulings.retract(desk.office, both, at=desk.june.id)
    assert [ruled for *_rest, ruled, _over in carried(desk, desk.june)] == [None, None]
    history.undo(desk.office)
    assert [ruled for *_rest, ruled, _over in carried(desk, desk.june)] == ["close", "close"]


def test_one_item_without_a_ruling_among_those_to_be_taken_back_leaves_all(desk):
    other = actions.from_decision(desk.office, desk.march.id, item_id=None, text="盤點窗口")
    rulings.rule(desk.office, [desk.item.id], "close", at=desk.june.id)

    with pytest.raises(NotRuled):
        rulings.retract(desk.office, [desk.item.id, other.id], at=desk.june.id)
    assert actions.show(desk.office, desk.item.id).status == ActionStatus.CLOSED


def test_each_item_goes_on_until_the_day_that_its_own_lead_proposes(desk):
    other = actions.from_decision(desk.office, desk.march.id, item_id=None, text="盤點窗口", lead="衛", due="+30")
    third = actions.from_decision(desk.office, desk.march.id, item_id=None, text="提供統計", lead="警", due="+30")
    for item, agency, day in (
        (desk.item, "教", "2026-08-01"), (other, "衛", "2026-09-01"), (third, "警", "2026-06-01"),
    ):  # fmt: skip
        reports.report(desk.office, item.id, agency, "辦理中。", proposal="continue", proposed_due=day, on="2026-06-05")

    rulings.rule(desk.office, [desk.item.id, other.id, third.id], "continue", at=desk.june.id, due="各依建議")
    assert [actions.show(desk.office, one.id).due for one in (desk.item, other, third)] == [
        "2026-08-01",
        "2026-09-01",
        third.due,
    ]
    history.undo(desk.office)
    assert [ruled for *_rest, ruled, _over in carried(desk, desk.june)] == [None, None, None]


def test_an_item_can_be_ruled_on_at_the_sittings_since_its_last_ruling_that_have_begun(desk):
    assert ready(desk) == [desk.september.number, desk.june.number]
    rulings.rule(desk.office, [desk.item.id], "continue", at=desk.september.id)

    assert ready(desk) == [desk.september.number]


def test_where_no_sitting_can_rule_the_next_one_is_named(desk):
    for one in (desk.june, desk.september):
        holding.hold(desk.office, one.id)
        minutes.open_for_typing(desk.office, one.id)
        minutes_life.submit(desk.office, one.id, despite_findings=True)
        minutes_life.approve(desk.office, one.id)

    with pytest.raises(NoSittingRules, match=f"{desk.september.number}的紀錄已核定.*{desk.coming.number}"):
        ready(desk)
    scheduling.cancel(desk.office, desk.coming.id, reason="併入下年度")
    with pytest.raises(NoSittingRules, match="還沒有排定"):
        ready(desk)


def test_what_has_left_is_ruled_on_only_where_its_ruling_can_give_way(desk):
    rulings.rule(desk.office, [desk.item.id], "close", at=desk.june.id)
    assert ready(desk) == [desk.june.number]

    holding.hold(desk.office, desk.june.id)
    minutes.open_for_typing(desk.office, desk.june.id)
    minutes_life.submit(desk.office, desk.june.id, despite_findings=True)
    minutes_life.approve(desk.office, desk.june.id)
    with pytest.raises(CannotFollow):
        ready(desk)


def test_items_of_two_bodies_are_not_ruled_on_at_one_sitting(desk):
    elsewhere = sitting_desk.sitting(desk.office, "2026-03-20", "PIF-03")
    sitting_desk.sitting(desk.office, "2026-06-20", "PIF-03")
    other = actions.from_decision(desk.office, elsewhere.id, item_id=None, text="盤點窗口")

    with pytest.raises(NoSittingForAll):
        ready(desk, other.id)


def ready(desk: Desk, *more: int) -> list[str]:
    """The sittings that can rule on the item, and on more of them."""
    return [one.number for one in ruling_sittings.ready(desk.office, [desk.item.id, *more], Ruling.CLOSE)]


def test_a_sittings_own_items_stay_in_its_minutes_as_it_made_them(desk):
    rulings.rule(desk.office, [desk.item.id], "lead", at=desk.june.id, lead="警察局")
    rulings.rule(desk.office, [desk.item.id], "continue", at=desk.september.id, due="12/31")

    (made,) = carrying.made_at(desk.office, desk.march.id)

    assert (made.lead, made.due, made.status) == ("教育處", "2026-05-11", ActionStatus.OPEN)


def test_a_due_day_may_be_the_next_sitting(desk):
    (one,) = rulings.rule(desk.office, [desk.item.id], "continue", at=desk.june.id, due="下次會議")

    assert one.due == desk.september.day
    made = actions.from_decision(desk.office, desk.september.id, item_id=None, text="辦理", due="下次會議")
    assert made.due == desk.coming.day


def test_there_may_be_no_next_sitting(desk):
    with pytest.raises(WrongDate, match="還沒有排定的會議"):
        actions.from_decision(desk.office, desk.coming.id, item_id=None, text="辦理", due="下次會議")


def test_a_sitting_that_has_ruled_is_neither_called_off_nor_moved_past_another_ruling(desk):
    office = desk.office
    rulings.rule(office, [desk.item.id], "continue", at=desk.june.id, due="+30")
    rulings.rule(office, [desk.item.id], "continue", at=desk.september.id, due="+30")
    everything = frozenset(Rule)

    for refused in (
        lambda: scheduling.cancel(office, desk.june.number, reason="x"),
        lambda: scheduling.postpone(office, desk.june.number, reason="x"),
        lambda: scheduling.merge(office, desk.june.number, desk.september.number, reason="x"),
    ):
        with pytest.raises(HasRulings):
            refused()
    with pytest.raises(OrderOfRulings):
        scheduling.move(office, desk.june.number, at("2026-10-01"), reason="x", despite=everything)
    moved = scheduling.move(office, desk.june.number, at("2026-06-18"), reason="x", despite=everything)

    assert moved.day == "2026-06-18"
    assert [one[3] for one in carried(desk, desk.june)] == [Ruling.CONTINUE]


def test_a_sitting_that_has_ruled_or_made_items_is_not_moved_to_a_day_that_has_not_come(desk):
    office, everything = desk.office, frozenset(Rule)

    def refused(session: SessionView) -> None:
        for turn in (scheduling.move, scheduling.postpone):
            with pytest.raises(RuledBefore, match=r"115年12月31日"):
                turn(office, session.number, to=at("2026-12-31"), reason="改", despite=everything)

    refused(desk.march)
    rulings.rule(office, [desk.item.id], "close", at=desk.september.id)
    refused(desk.september)

    assert carried(desk, desk.september)[0][3] == Ruling.CLOSE
    assert scheduling.move(office, desk.september.number, at("2026-11-22"), reason="更正", despite=everything)


def test_what_was_written_down_for_a_sitting_to_come_moves_with_it(desk):
    actions.from_decision(desk.office, desk.coming.id, item_id=None, text="預擬")

    moved = scheduling.move(desk.office, desk.coming.number, at("2026-12-17"), reason="改", despite=frozenset(Rule))

    assert moved.day == "2026-12-17"


def test_a_corrected_day_is_not_undone_back_to_a_day_to_come_once_something_was_ruled(desk):
    office = desk.office
    scheduling.move(office, desk.coming.number, at("2026-11-20"), reason="更正", despite=frozenset(Rule))
    other = Office.open(office.location, office.clock, "同事")
    rulings.rule(other, [desk.item.id], "close", at=desk.coming.id)
    other.close()

    with pytest.raises(RuledBefore):
        history.undo(office)


def test_a_move_is_not_undone_past_what_was_ruled_since(desk):
    office = desk.office
    scheduling.move(office, desk.coming.number, at("2026-08-06"), reason="x", despite=frozenset(Rule))
    other = Office.open(office.location, office.clock, "同事")
    rulings.rule(other, [desk.item.id], "continue", at=desk.coming.id, due="+30")
    rulings.rule(other, [desk.item.id], "close", at=desk.september.id)
    other.close()

    with pytest.raises(OrderOfRulings):
        history.undo(office)


def test_what_is_answered_or_ruled_on_an_item_keeps_it_from_being_undone_away(desk):
    office = desk.office
    made = actions.from_decision(office, desk.march.id, item_id=None, text="丙案", lead="衛生局")
    other = Office.open(office.location, office.clock, "同事")
    reports.report(other, made.number, "衛生局", "辦理中。")
    other.close()

    with pytest.raises(WrittenOn):
        history.undo(office)
