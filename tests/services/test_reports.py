"""辦理情形: what agencies answer, when it counts as late, and what it does to the item."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.actions import ActionStatus
from meetingtui.domain.errors import NotFound, Refusal, WrongDate
from meetingtui.domain.reports import MOST_TEXT, Incoming, Lateness, NoPart, Progress, Proposal
from meetingtui.services import actions, carrying, history, reports, rounds, scheduling, search
from meetingtui.services.office import Office
from meetingtui.services.reports import NoRound, NotCarried
from tests.services import sitting_desk


@pytest.fixture
def asked(each_office):
    """An office, an item led by 教育處 and helped by 衛生局, and the next sitting, before which they were asked."""
    before = sitting_desk.sitting(each_office, "2026-11-20")
    coming = sitting_desk.sitting(each_office, "2026-12-18")
    item = actions.from_decision(each_office, before.number, item_id=None, text="甲", lead="教育處", assists="衛生局")
    rounds.ask(each_office, coming.number)
    return each_office, item, coming


def _status(office, item) -> ActionStatus:
    return actions.show(office, item.id).status


def test_an_answer_says_who_when_how_far_and_what_is_proposed(asked):
    office, item, coming = asked

    one = reports.report(
        office, item.number, "教", "表單已修正。\r\n12月函送。  ", progress="辦理中", proposal="繼續",
        proposed_due="116.1.31", percent=80, on="11/21",
    )  # fmt: skip

    assert (one.action_number, one.agency, one.round, one.day) == (item.number, "教育處", coming.number, "2026-11-21")
    assert one.text == "表單已修正。\n12月函送。"
    assert (one.progress, one.proposal, one.proposed_due, one.percent, one.lateness) == (
        Progress.ONGOING, Proposal.CONTINUE, "2027-01-31", 80, None,
    )  # fmt: skip
    assert (one.who, one.from_worksheet) == (office.who, False)
    assert reports.of(office, item.number) == [one]
    assert actions.show(office, item.number).report == one.text


def test_what_circumstances_overtook_is_told_from_what_was_not_done(asked):
    office, item, _coming = asked

    reports.report(office, item.number, "教育處", "法規已廢止。", progress="情勢變更無法辦理")
    reports.report(office, item.number, "衛生局", "人力不足。", progress="未辦理")

    assert [one.progress for one in reports.of(office, item.id)] == [Progress.OVERTAKEN, Progress.NOT_DONE]


def test_the_same_words_again_change_nothing(asked):
    office, item, _coming = asked
    first = reports.report(office, item.number, "教育處", "修正中。", percent=50)
    changes = len(history.undoable(office))

    again = reports.report(office, item.number, "教育處", "修正中。\n", percent=50)

    assert again == first
    assert len(history.undoable(office)) == changes
    assert reports.report(office, item.number, "教育處", "修正中。", percent=60).id != first.id


def test_lead_and_assisting_agency_answer_apart_and_only_the_lead_proposes_to_close(asked):
    office, item, coming = asked

    reports.report(office, item.number, "衛生局", "已配合。", proposal="close")
    assert _status(office, item) is ActionStatus.OPEN
    reports.report(office, item.number, "教育處", "辦妥。", proposal="close")
    assert _status(office, item) is ActionStatus.PROPOSED_CLOSE
    reports.report(office, item.number, "衛生局", "尚有一案。", proposal="continue")
    assert _status(office, item) is ActionStatus.PROPOSED_CLOSE
    reports.report(office, item.number, "教育處", "還要一個月。", proposal="continue")
    assert _status(office, item) is ActionStatus.OPEN

    carried = carrying.carried(office, coming.id)[0]
    assert {one.agency: one.text for one in carried.reports} == {"教育處": "還要一個月。", "衛生局": "尚有一案。"}
    assert carried.proposal is Proposal.CONTINUE


def test_what_comes_after_the_sitting_has_begun_does_not_change_what_it_had_before_it(asked):
    office, item, coming = asked
    reports.report(office, item.number, "教育處", "修正中。")
    before = carrying.carried(office, coming.id)
    office.clock.pretend = date(2026, 12, 21)

    reports.report(office, item.number, "教育處", "辦妥。", proposal="close", for_session=coming.number)
    reports.report(office, item.number, "衛生局", "補送。")

    assert [one.reports for one in carrying.carried(office, coming.id)] == [one.reports for one in before]
    assert _status(office, item) is ActionStatus.PROPOSED_CLOSE


def test_an_answer_is_taken_back_with_what_it_did(asked):
    office, item, _coming = asked
    reports.report(office, item.number, "教育處", "辦妥。", proposal="close")

    history.undo(office)

    assert reports.of(office, item.number) == []
    assert _status(office, item) is ActionStatus.OPEN


def test_an_answer_is_not_taken_back_from_under_a_colleagues_newer_one(asked):
    office, item, _coming = asked
    reports.report(office, item.number, "教育處", "辦妥。", proposal="close")
    colleague = Office.open(office.location, office.clock, "同事")
    reports.report(colleague, item.number, "教育處", "辦妥，附照片。", proposal="close")
    colleague.close()

    with pytest.raises(Refusal):
        history.undo(office)

    assert _status(office, item) is ActionStatus.PROPOSED_CLOSE


def test_an_answer_after_its_day_is_late_and_after_the_sitting_began_it_comes_after(asked):
    office, item, coming = asked
    office.clock.pretend = date(2026, 12, 16)
    late = reports.report(office, item.number, "教育處", "修正中。")
    in_time = reports.report(office, item.number, "衛生局", "電話回復。", on="12/15")
    assert (late.lateness, in_time.lateness) == (Lateness.LATE, None)

    office.clock.pretend = date(2026, 12, 21)
    after = reports.report(office, item.number, "教育處", "已函送。", for_session=coming.number)

    assert (after.lateness, after.round) == (Lateness.AFTER_SITTING, coming.number)
    line = next(one for one in rounds.board(office, session=coming.number) if one.agency == "教育處")
    assert (line.answered, line.last, line.late_answers) == (1, "2026-12-21", 1)


def test_who_owes_an_answer_after_the_sitting_gives_it_for_that_round_and_then_between_rounds(asked):
    office, item, coming = asked
    reports.report(office, item.number, "教育處", "修正中。")
    office.clock.pretend = date(2026, 12, 21)

    between = reports.report(office, item.number, "教育處", "已函送。")
    owed = reports.report(office, item.number, "衛生局", "補送。")

    assert (between.round_id, between.lateness) == (None, None)
    assert (owed.round, owed.lateness) == (coming.number, Lateness.AFTER_SITTING)


def test_an_answer_between_rounds_is_before_the_next_sitting_until_its_round_is_answered(each_office):
    office = each_office
    before = sitting_desk.sitting(office, "2026-11-20")
    coming = sitting_desk.sitting(office, "2026-12-18")
    item = actions.from_decision(office, before.number, item_id=None, text="甲", lead="教育處")
    reports.report(office, item.number, "教育處", "會後已先函請各校。")

    assert [one.text for one in reports.for_sitting(office, coming.id, [item.id])[item.id]] == ["會後已先函請各校。"]
    rounds.ask(office, coming.number)
    reports.report(office, item.number, "教育處", "各校已回復。")
    assert [one.text for one in reports.for_sitting(office, coming.id, [item.id])[item.id]] == ["各校已回復。"]
    assert reports.for_sitting(office, before.id, [item.id]) == {}


def test_an_agency_without_a_part_is_refused_and_told_who_has_one(asked):
    office, item, _coming = asked

    with pytest.raises(NoPart, match=r"警察局不是.*主辦教育處、協辦衛生局"):
        reports.report(office, item.number, "警察局", "已辦理。")
    with pytest.raises(NotFound):
        reports.report(office, item.number, "火星局", "已辦理。")
    nobodys = actions.from_decision(office, item.session_number, item_id=None, text="乙")
    with pytest.raises(NoPart, match="尚未指定"):
        reports.report(office, nobodys.number, "警察局", "已辦理。")

    assert reports.of(office, item.number) == []


def test_who_was_asked_before_the_lead_changed_may_still_answer(asked):
    office, item, coming = asked
    actions.edit(office, item.number, lead="警察局", assists=[])

    assert reports.report(office, item.number, "教育處", "已移交警察局。").round == coming.number


@pytest.mark.parametrize("days", [{"on": "2/30"}, {"on": "115.11.23"}, {"on": "115.11.19"}, {"proposed_due": "13/1"}])
def test_impossible_days_are_refused(asked, days):
    office, item, _coming = asked

    with pytest.raises(WrongDate):
        reports.report(office, item.number, "教育處", "修正中。", **days)


@pytest.mark.parametrize(
    "said",
    [{"percent": 101}, {"percent": -1}, {"progress": "差不多"}, {"proposal": "不知道"}, {"text": " \n"},
     {"text": "字" * 10_001}],
)  # fmt: skip
def test_what_cannot_be_said_is_refused(asked, said):
    office, item, _coming = asked

    with pytest.raises(Refusal):
        reports.report(office, item.number, "教育處", **{"text": "修正中。" if "text" not in said else ""} | said)

    assert reports.of(office, item.number) == []


def test_a_typed_answer_may_be_as_long_as_one_of_a_worksheet_and_no_longer(asked):
    office, item, _coming = asked

    with pytest.raises(Refusal, match="40000個字，最多10000個字"):
        reports.report(office, item.number, "教育處", "字" * 40_000)

    assert reports.report(office, item.number, "教育處", "字" * MOST_TEXT).text == "字" * MOST_TEXT


def test_a_proposed_due_day_before_the_sitting_that_made_the_item_is_refused(asked):
    office, item, _coming = asked

    with pytest.raises(WrongDate, match=r"早於.*的會議"):
        reports.report(office, item.number, "教育處", "修正中。", proposal="繼續", proposed_due="110.1.1")

    assert reports.of(office, item.number) == []


def test_an_answer_of_odd_signs_is_kept(asked):
    office, item, _coming = asked
    odd = reports.report(office, item.number, "衛生局", "=1+1\t\x1b[31m[/]𡈽\x00\ud800")
    again = reports.report(office, item.number, "衛生局", "=1+1\t\x1b[31m[/]𡈽\x00\ud800")

    assert odd.text.startswith("=1+1\t\x1b[31m[/]𡈽")
    assert again == odd


def test_nothing_is_said_any_more_of_an_item_that_has_left(asked):
    office, item, _coming = asked
    with office.begin() as work:
        from meetingtui.store.tables import ActionItem

        work.get(ActionItem, item.id).status = "closed"
        work.audit("edited", item.number)
        work.commit()

    with pytest.raises(NotCarried, match=r"解除列管.*重新列管"):
        reports.report(office, item.number, "教育處", "補充。")


def test_an_answer_for_a_sitting_before_which_nobody_was_asked_is_refused(asked):
    office, item, _coming = asked
    later = sitting_desk.sitting(office, "2026-12-28")

    with pytest.raises(NoRound):
        reports.report(office, item.number, "教育處", "修正中。", for_session=later.number)


def test_an_answer_does_not_belong_to_a_sitting_that_was_cancelled(asked):
    office, item, coming = asked
    scheduling.cancel(office, coming.number, reason="颱風")

    assert reports.report(office, item.number, "教育處", "修正中。").round_id is None


def test_many_answers_are_one_change_or_none(asked):
    office, item, coming = asked
    education, health = item.lead_id, item.assist_ids[0]
    round_id = rounds.of(office, coming.number).id
    answers = [
        Incoming(item.id, education, "修正中。", "ongoing", round_id=round_id, worksheet="0" * 64),
        Incoming(item.id, health, "已配合。", round_id=round_id, worksheet="1" * 64),
    ]

    with pytest.raises(Refusal):
        reports.store(office, [*answers, Incoming(item.id, health, "", percent=500)])
    assert reports.of(office, item.number) == []

    assert reports.store(office, answers) == 2
    assert all(one.from_worksheet for one in reports.of(office, item.number))
    assert reports.store(office, answers) == 0
    history.undo(office)
    assert reports.of(office, item.number) == []


def test_what_an_agency_answered_is_found_and_leads_to_its_item(asked):
    office, item, coming = asked
    reports.report(office, item.number, "教育處", "已函請各校配合。\n社區大學另案辦理。")

    [hit] = search.find(office, "社區大學").hits

    assert (hit.kind, hit.item_id, hit.session_number, hit.where) == ("action", item.id, coming.number, "辦理情形")
    assert search.find(office, "社區大學", agency="衛生局").hits == ()
    history.undo(office)
    assert search.find(office, "社區大學").hits == ()
