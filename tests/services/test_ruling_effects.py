"""Splitting, merging and raising: what a ruling makes of other items, and how it is taken back."""

from __future__ import annotations

import pytest

from meetingtui.domain.actions import ActionStatus, Level
from meetingtui.domain.ruling_refusals import EffectStays, Followed, LeftThere, RulingUnclear, TakeBackFirst
from meetingtui.domain.rulings import Part
from meetingtui.services import action_views, actions, agenda, history, raising, rulings
from meetingtui.services.office import Office
from tests.services import sitting_desk
from tests.services.test_rulings import Desk, desk

__all__ = ["desk"]
PARTS = (Part("訂定流程", "警察局", "衛", "+30"), Part("辦理訓練"))


def stands(desk: Desk) -> tuple[str, list[str]]:
    """How the item stands, and the numbers of those that the second sitting made."""
    made = [one.number for one in actions.of_session(desk.office, desk.june.id)]
    return str(actions.show(desk.office, desk.item.id).status), made


UPPER = "PIF-09"
"""A series of the county's level that another one may send a recommendation of the district to."""


def policy(desk: Desk, level: str = "") -> str:
    """A policy recommendation of the first sitting."""
    return actions.from_decision(
        desk.office, desk.march.id, item_id=None, text="修正補助基準", kind="policy", lead="社會處", level=level
    ).number


def test_an_item_is_split_into_new_ones_numbered_after_the_sitting_that_split_it(desk):
    rulings.rule(desk.office, [desk.item.id], "split", at=desk.june.id, parts=PARTS)

    first, second = actions.of_session(desk.office, desk.june.id)
    assert [one.number for one in (first, second)] == [f"{desk.june.number}-01", f"{desk.june.number}-02"]
    assert (first.lead, first.assists, first.due) == ("警察局", ("衛生局",), "2026-07-11")
    assert (second.lead, second.due, second.came_from) == (desk.item.lead, desk.item.due, desk.item.number)
    assert actions.show(desk.office, desk.item.id).status == ActionStatus.SPLIT
    (came,) = rulings.carried(desk.office, desk.june.id)
    assert came.rulings[0].other == (first.number, second.number)
    assert [one.item.number for one in rulings.carried(desk.office, desk.september.id)] == [first.number, second.number]


def test_a_split_is_undone_or_taken_back_with_its_parts(desk):
    rulings.rule(desk.office, [desk.item.id], "split", at=desk.june.id, parts=PARTS)
    history.undo(desk.office)
    assert (actions.show(desk.office, desk.item.id).status, actions.of_session(desk.office, desk.june.id)) == (
        "open",
        [],
    )

    rulings.rule(desk.office, [desk.item.id], "split", at=desk.june.id, parts=PARTS)
    rulings.retract(desk.office, [desk.item.id], at=desk.june.id)
    assert (actions.show(desk.office, desk.item.id).status, actions.of_session(desk.office, desk.june.id)) == (
        "open",
        [],
    )
    history.undo(desk.office)
    assert [one.number[-2:] for one in actions.of_session(desk.office, desk.june.id)] == ["03", "04"]
    assert actions.show(desk.office, desk.item.id).status == ActionStatus.SPLIT


def test_splitting_again_is_refused_until_it_is_taken_back_and_the_same_again_changes_nothing(desk):
    rulings.rule(desk.office, [desk.item.id], "split", at=desk.june.id, parts=PARTS)
    rulings.rule(desk.office, [desk.item.id], "split", at=desk.june.id, parts=PARTS)
    made = [one.number for one in actions.of_session(desk.office, desk.june.id)]
    assert [one[-2:] for one in made] == ["01", "02"]
    again = [Part("甲"), Part("乙"), Part("丙")]

    with pytest.raises(TakeBackFirst, match="、".join(made)):
        rulings.rule(desk.office, [desk.item.id], "split", at=desk.june.id, parts=again)
    assert [one.number for one in actions.of_session(desk.office, desk.june.id)] == made

    assert [one.number for one in rulings.goes_with(desk.office, [desk.item.id], at=desk.june.id)] == made
    rulings.retract(desk.office, [desk.item.id], at=desk.june.id)
    rulings.rule(desk.office, [desk.item.id], "split", at=desk.june.id, parts=again)
    assert [one.text for one in actions.of_session(desk.office, desk.june.id)] == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("verb", "more"), [("close", {}), ("continue", {"due": "+30"}), ("delegate", {}), ("lead", {"lead": "警察局"})]
)
def test_no_other_ruling_takes_the_parts_of_a_split_away(desk, verb, more):
    rulings.rule(desk.office, [desk.item.id], "split", at=desk.june.id, parts=PARTS)
    part = actions.of_session(desk.office, desk.june.id)[0].number
    actions.edit(desk.office, part, text="已改寫文字")

    with pytest.raises(TakeBackFirst, match=part):
        rulings.rule(desk.office, [desk.item.id], verb, at=desk.june.id, **more)
    with pytest.raises(EffectStays, match=f"{part}之後已修改"):
        rulings.retract(desk.office, [desk.item.id], at=desk.june.id)

    assert actions.show(desk.office, part).text == "已改寫文字"
    assert actions.show(desk.office, desk.item.id).status == ActionStatus.SPLIT


def test_a_split_item_is_not_opened_again_beside_its_parts_at_the_same_sitting(desk):
    rulings.rule(desk.office, [desk.item.id], "split", at=desk.june.id, parts=PARTS)

    with pytest.raises(LeftThere, match="之後的會議"):
        rulings.rule(desk.office, [desk.item.id], "reopen", at=desk.june.id, reason="再議")

    assert actions.show(desk.office, desk.item.id).status == ActionStatus.SPLIT
    rulings.rule(desk.office, [desk.item.id], "reopen", at=desk.september.id, reason="再議")
    assert actions.show(desk.office, desk.item.id).status == ActionStatus.OPEN


def test_what_was_sent_up_is_sent_elsewhere_only_after_it_was_taken_back(desk):
    number = policy(desk, "區級")
    rulings.rule(desk.office, [number], "raise", at=desk.june.id, to=UPPER)

    with pytest.raises(TakeBackFirst):
        rulings.rule(desk.office, [number], "raise", at=desk.june.id, to="PIF-01")

    assert len(agenda.waiting(desk.office, UPPER)) == 1


@pytest.mark.parametrize(
    ("level", "to", "why"),
    [
        ("府級", "PIF-14", "不是上級"), ("府級", UPPER, "請提報中央"), ("區級", "PIF-14", "請改選府級會議"),
        ("區級", "PIF-15", "不受理"), ("府級", "PIF-19", "不受理"), ("區級", "PIF-22", "不受理"),
    ],
)  # fmt: skip
def test_a_recommendation_is_sent_neither_down_nor_sideways_nor_to_a_case_conference(desk, level, to, why):
    number = policy(desk, level)

    with pytest.raises(RulingUnclear, match=why):
        rulings.rule(desk.office, [number], "raise", at=desk.june.id, to=to)

    assert (agenda.waiting(desk.office, to), actions.show(desk.office, number).ruled_in) == ([], desk.march.number)


def test_only_series_of_a_higher_level_are_offered(desk):
    registry, day = desk.office.registry(), desk.office.clock.today()

    district = {one.code for one in raising.offered(registry, ["district"], day)}

    assert {"PIF-01", "PIF-09", "PIF-10"} <= district
    assert not {"PIF-14", "PIF-15", "PIF-22"} & district
    assert raising.offered(registry, ["district", "county"], day) == []


def test_a_split_stays_once_somebody_has_gone_on_with_a_part(desk):
    rulings.rule(desk.office, [desk.item.id], "split", at=desk.june.id, parts=PARTS)
    part = actions.of_session(desk.office, desk.june.id)[0]
    with pytest.raises(Followed):
        actions.remove(desk.office, part.number)
    rulings.rule(desk.office, [part.number], "continue", at=desk.september.id, due="+30")

    with pytest.raises(EffectStays, match=part.number):
        rulings.retract(desk.office, [desk.item.id], at=desk.june.id)
    with pytest.raises(TakeBackFirst):
        rulings.rule(desk.office, [desk.item.id], "continue", at=desk.june.id)
    assert len(actions.of_session(desk.office, desk.june.id)) == 2


def test_an_item_is_merged_into_another_that_goes_on(desk):
    other = actions.from_decision(desk.office, desk.march.id, item_id=None, text="併入此項")

    (gone,) = rulings.rule(desk.office, [desk.item.id], "merge", at=desk.june.id, into=other.number)

    assert (gone.status, gone.merged_into) == (ActionStatus.MERGED, other.number)
    assert [one.item.number for one in rulings.carried(desk.office, desk.september.id)] == [other.number]
    (again,) = rulings.rule(desk.office, [desk.item.id], "reopen", at=desk.september.id, reason="性質不同")
    assert (again.status, again.merged_into) == (ActionStatus.OPEN, "")


def test_what_was_split_or_merged_is_found_as_such_and_is_not_among_the_closed(desk):
    other, third = (
        actions.from_decision(desk.office, desk.march.id, item_id=None, text=text) for text in ("併入此項", "辦畢")
    )
    rulings.rule(desk.office, [desk.item.id], "split", at=desk.june.id, parts=PARTS)
    rulings.rule(desk.office, [other.id], "merge", at=desk.september.id, into=f"{desk.june.number}-01")
    rulings.rule(desk.office, [third.id], "close", at=desk.june.id)

    def found(text: str) -> list[str]:
        return [one.number for one in action_views.listed(desk.office, text)]

    for text in ("is:split", "是:已分案", "狀態:分案", "已分案"):
        assert found(text) == [desk.item.number]
    for text in ("is:merged", "是:已併案", "狀態:併案", "已併案"):
        assert found(text) == [other.number]
    assert found("狀態:解除") == [third.number]


def test_an_item_into_which_another_was_once_merged_stays_although_that_one_was_reopened(desk):
    other = actions.from_decision(desk.office, desk.march.id, item_id=None, text="併入此項")
    rulings.rule(desk.office, [desk.item.id], "merge", at=desk.june.id, into=other.number)
    rulings.rule(desk.office, [desk.item.id], "reopen", at=desk.september.id, reason="性質不同")

    with pytest.raises(Followed):
        actions.remove(desk.office, other.number)


def test_an_item_is_merged_neither_into_itself_nor_into_one_that_has_left(desk):
    other = actions.from_decision(desk.office, desk.march.id, item_id=None, text="已結")
    rulings.rule(desk.office, [other.id], "close", at=desk.june.id)

    for into in (desk.item.number, other.number):
        with pytest.raises(RulingUnclear):
            rulings.rule(desk.office, [desk.item.id], "merge", at=desk.june.id, into=into)


def test_a_recommendation_goes_from_the_district_to_the_county_and_to_the_central_government(desk):
    number = policy(desk, "區級")
    with pytest.raises(RulingUnclear, match="府級"):
        rulings.rule(desk.office, [number], "raise", at=desk.june.id, to="central")

    (raised,) = rulings.rule(desk.office, [number], "raise", at=desk.june.id, to=UPPER)

    assert (raised.status, raised.level) == (ActionStatus.OPEN, Level.COUNTY)
    (waits,) = agenda.waiting(desk.office, UPPER)
    assert (waits.matter, waits.origin, number in waits.explanation) == ("修正補助基準", "sent_up", True)
    upper = sitting_desk.sitting(desk.office, "2026-11-19", UPPER)
    agenda.take(desk.office, upper.number, waits.id)
    made = actions.from_decision(desk.office, upper.id, item_id=waits.id, text="函報中央", kind="policy")
    assert (made.came_by, made.came_from, made.level) == ("raised", number, Level.COUNTY)

    last = sitting_desk.sitting(desk.office, "2026-11-21", UPPER)
    (central,) = rulings.rule(desk.office, [made.number], "raise", at=last.id, to="中央", doc_no="府社工字第9號")
    assert (central.level, central.status) == (Level.CENTRAL, ActionStatus.OPEN)
    assert rulings.carried(desk.office, last.id)[0].rulings[0].doc_no == "府社工字第9號"
    rulings.rule(desk.office, [made.number], "raise", at=last.id, to="central", doc_no="府社工字第10號")
    assert [one.doc_no for one in rulings.carried(desk.office, last.id)[0].rulings] == ["府社工字第10號"]
    later = sitting_desk.sitting(desk.office, "2026-11-22", UPPER)
    with pytest.raises(RulingUnclear, match="中央"):
        rulings.rule(desk.office, [made.number], "raise", at=later.id, to="central")


def test_the_higher_level_may_rule_on_what_was_sent_up(desk):
    number = policy(desk, "區級")
    rulings.rule(desk.office, [number], "raise", at=desk.march.id, to=UPPER)
    upper = sitting_desk.sitting(desk.office, "2026-11-19", UPPER)

    (closed,) = rulings.rule(desk.office, [number], "close", at=upper.id)

    assert (closed.status, closed.ruled_in) == (ActionStatus.CLOSED, upper.number)
    assert [one.item.number for one in rulings.carried(desk.office, upper.id)] == [number]


def test_a_point_that_was_sent_up_goes_with_its_ruling_until_an_agenda_has_it(desk):
    number = policy(desk, "區級")
    rulings.rule(desk.office, [number], "raise", at=desk.june.id, to=UPPER)
    rulings.retract(desk.office, [number], at=desk.june.id)
    assert (agenda.waiting(desk.office, UPPER), actions.show(desk.office, number).level) == ([], Level.DISTRICT)

    rulings.rule(desk.office, [number], "raise", at=desk.june.id, to=UPPER)
    (waits,) = agenda.waiting(desk.office, UPPER)
    agenda.take(desk.office, sitting_desk.sitting(desk.office, "2026-12-19", UPPER).number, waits.id)

    with pytest.raises(EffectStays):
        rulings.retract(desk.office, [number], at=desk.june.id)


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("split", {"parts": [Part("只有一項")]}), ("split", {}), ("merge", {}), ("raise", {}),
        ("close", {"into": "PIF-10-115-01-01"}), ("continue", {"doc_no": "府社工字第9號"}),
        ("raise", {"to": UPPER}), ("raise", {"to": "PIF-10"}),
    ],
)  # fmt: skip
def test_what_does_not_belong_to_a_ruling_is_refused(desk, verb, more):
    with pytest.raises(RulingUnclear):
        rulings.rule(desk.office, [desk.item.id], verb, at=desk.june.id, **more)


def test_a_ruling_that_fails_half_way_leaves_nothing_behind(desk):
    with pytest.raises(RulingUnclear):
        rulings.rule(desk.office, [desk.item.id, policy(desk)], "raise", at=desk.june.id, to=UPPER)

    assert agenda.waiting(desk.office, UPPER) == []
    assert isinstance(desk.office, Office)
