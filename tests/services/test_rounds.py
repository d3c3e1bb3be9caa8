"""Rounds before a sitting: who is asked about what, by when, who answered, who is late, and what they are told."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.errors import NotFound, Refusal, WrongDate
from meetingtui.domain.reports import Answer, Role
from meetingtui.domain.sessions import Rule
from meetingtui.services import (
    actions,
    carrying,
    history,
    holding,
    paper_settings,
    papers,
    reports,
    round_days,
    rounds,
    rulings,
    scheduling,
    today,
    worksheets,
)
from meetingtui.services.office import Office
from tests import builders
from tests.services import sitting_desk


@pytest.fixture
def carried(each_office):
    """An office, the next sitting, and two open items of the one before it: of 教育處 with 衛生局 and of 警察局."""
    before = sitting_desk.sitting(each_office, "2026-11-20")
    coming = sitting_desk.sitting(each_office, "2026-12-18")
    first = actions.from_decision(each_office, before.number, item_id=None, text="甲", lead="教育處", assists="衛生局")
    second = actions.from_decision(each_office, before.number, item_id=None, text="乙", lead="警察局")
    return each_office, coming, first, second


def _board(office, session) -> dict[str, tuple[str, int, int]]:
    lines = rounds.board(office, session=session.number)
    return {one.agency: (str(one.state), one.leads + one.assists, one.answered) for one in lines}


def test_every_agency_is_asked_about_what_is_open_before_a_sitting(carried):
    office, coming, first, second = carried

    asked = rounds.ask(office, coming.number)

    assert (asked.session_number, asked.day, asked.asked, asked.answered, asked.late) == (
        coming.number, "2026-12-18", 3, 0, 0,
    )  # fmt: skip
    assert asked.asked_on == "2026-11-22"
    found = {(one.action_number, one.agency, one.role) for one in rounds.requests(office, coming.number)}
    assert found == {
        (first.number, "教育處", Role.LEAD), (first.number, "衛生局", Role.ASSIST),
        (second.number, "警察局", Role.LEAD),
    }  # fmt: skip
    assert rounds.of(office, coming.number) == asked
    assert actions.show(office, first.number).rounds == 1


def test_answers_are_due_three_working_days_before_unless_the_office_says_otherwise(carried):
    office, coming, _first, _second = carried
    assert rounds.ask(office, coming.number).due_on == "2026-12-15"
    history.undo(office)
    assert rounds.of(office, coming.number) is None

    paper_settings.change(office, {"answer_days": "5"})

    assert rounds.ask(office, coming.number).due_on == "2026-12-11"


@pytest.mark.parametrize(
    ("due", "day"), [("-3", "2026-12-15"), ("－１０日", "2026-12-04"), ("12/14", "2026-12-14"), ("-0", "2026-12-18"),
                     (date(2026, 12, 1), "2026-12-01")],
)  # fmt: skip
def test_the_day_of_answers_is_written_as_a_date_or_as_working_days_before(carried, due, day):
    office, coming, _first, _second = carried

    assert rounds.ask(office, coming.number, due=due).due_on == day


@pytest.mark.parametrize("due", ["-99", "-x", "2/30", "115.11.21", "115.12.19", "-40", ""])
def test_a_day_of_answers_that_cannot_be_is_refused(carried, due):
    office, coming, _first, _second = carried

    with pytest.raises(WrongDate):
        rounds.ask(office, coming.number, due=due)

    assert rounds.of(office, coming.number) is None


def test_the_usual_day_of_answers_is_never_over(carried):
    office, _coming, _first, _second = carried
    soon = sitting_desk.sitting(office, "2026-11-23")

    assert rounds.ask(office, soon.number).due_on == "2026-11-22"


def test_asking_again_adds_what_is_new_and_keeps_the_rest(carried):
    office, coming, first, _second = carried
    rounds.ask(office, coming.number, due="12/10")
    assert rounds.ask(office, coming.number).due_on == "2026-12-10"
    third = actions.from_decision(office, first.session_number, item_id=None, text="丙", lead="衛生局")
    changes = len(history.undoable(office))
    line = next(one for one in rounds.board(office, session=coming.number) if one.agency == "衛生局")
    assert (line.state, line.unasked) == (Answer.ASKED, 1)

    rounds.ask(office, coming.number)

    asked = [(one.action_number, one.agency) for one in rounds.requests(office, coming.number)]
    assert asked[-1] == (third.number, "衛生局")
    assert len(asked) == 4
    rounds.ask(office, coming.number)
    assert len(history.undoable(office)) == changes + 1


def test_asking_again_lets_go_who_has_no_part_any_more(carried):
    office, coming, first, second = carried
    rounds.ask(office, coming.number)
    reports.report(office, first.number, "衛生局", "已配合。")
    actions.edit(office, first.number, assists=[])
    actions.edit(office, second.number, lead="社會處")

    rounds.ask(office, coming.number)

    assert {one.agency for one in rounds.requests(office, coming.number)} == {"教育處", "衛生局", "屏東縣政府社會處"}


def test_of_an_item_that_an_earlier_sitting_has_closed_nobody_owes_an_answer(carried):
    office, coming, first, second = carried
    between = sitting_desk.sitting(office, "2026-11-21")
    rounds.ask(office, coming.number)
    reports.report(office, first.number, "衛生局", "已配合。")

    rulings.rule(office, [first.number, second.number], "close", at=between.number)

    assert _board(office, coming) == {"衛生局": ("answered", 1, 1)}
    assert [one.agency for one in rounds.requests(office, coming.number)] == ["衛生局"]


def test_a_board_tells_who_is_not_asked_asked_due_soon_late_and_done(carried):
    office, coming, first, _second = carried
    assert _board(office, coming) == dict.fromkeys(("教育處", "衛生局", "警察局"), ("not_asked", 0, 0))
    rounds.ask(office, coming.number)
    assert set(_board(office, coming).values()) == {("asked", 1, 0)}

    reports.report(office, first.number, "教育處", "修正中。")

    assert _board(office, coming)["教育處"] == ("answered", 1, 1)
    assert rounds.of(office, coming.number).answered == 1


def test_a_day_later_the_board_tells_who_is_due_soon_and_who_is_late(carried):
    office, coming, first, _second = carried
    rounds.ask(office, coming.number)
    reports.report(office, first.number, "教育處", "修正中。")

    office.clock.pretend = date(2026, 12, 14)
    assert [one.state for one in rounds.board(office)] == [Answer.DUE_SOON, Answer.DUE_SOON, Answer.ANSWERED]
    office.clock.pretend = date(2026, 12, 16)

    assert [one.state for one in rounds.board(office)] == [Answer.LATE, Answer.LATE, Answer.ANSWERED]
    assert rounds.listed(office)[0].late == 2
    assert [one.agency for one in rounds.board(office, agency="教育處")] == ["教育處"]
    office.clock.pretend = date(2026, 12, 30)
    assert rounds.board(office) == []
    assert len(rounds.board(office, every=True)) == 3


def test_nobody_is_asked_before_a_sitting_that_has_begun_is_off_or_has_no_date(carried):
    office, coming, first, _second = carried
    with pytest.raises(Refusal, match="已開會"):
        rounds.ask(office, first.session_number)
    scheduling.postpone(office, coming.number, reason="颱風")
    with pytest.raises(Refusal, match="尚未排定日期"):
        rounds.ask(office, coming.number)
    scheduling.cancel(office, coming.number, reason="併年終辦理")
    with pytest.raises(Refusal, match="取消"):
        rounds.ask(office, coming.number)


@pytest.mark.parametrize("off", ["cancel", "merge", "postpone"])
def test_what_was_answered_for_a_sitting_that_took_no_place_counts_for_the_next_one(carried, off):
    office, coming, first, _second = carried
    after = sitting_desk.sitting(office, "2026-12-30")
    rounds.ask(office, coming.number)
    reports.report(office, first.number, "教育處", "修正中。", progress="ongoing", proposal="continue")
    assert _heard(office, after) == {}

    if off == "merge":
        scheduling.merge(office, coming.number, after.number, reason="併開")
    else:
        getattr(scheduling, off)(office, coming.number, reason="颱風")
    reports.report(office, first.number, "衛生局", "已配合。", for_session=coming.number)
    rounds.ask(office, after.number)

    assert _heard(office, after) == {"教育處": "修正中。", "衛生局": "已配合。"}
    assert _board(office, after) == {
        "教育處": ("answered", 1, 1), "衛生局": ("answered", 1, 1), "警察局": ("asked", 1, 0)
    }  # fmt: skip
    assert [one.report.text for one in rounds.requests(office, after.number) if one.report] == ["修正中。", "已配合。"]
    with pytest.raises(Refusal, match="已全數回復"):
        rounds.reminder(office, after.number, "教育處")
    assert reports.of(office, first.number)[-1].lateness is None


def test_an_answer_for_a_sitting_that_was_off_is_superseded_in_the_next_round_and_ends_with_a_ruling(carried):
    office, coming, first, _second = carried
    after, last = (sitting_desk.sitting(office, day) for day in ("2026-12-30", "2027-01-20"))
    rounds.ask(office, coming.number)
    reports.report(office, first.number, "教育處", "修正中。")
    scheduling.cancel(office, coming.number, reason="颱風")
    rounds.ask(office, after.number)
    reports.report(office, first.number, "教育處", "已修正。")
    assert _heard(office, after) == {"教育處": "已修正。"}
    office.clock.pretend = date(2026, 12, 31)

    rulings.rule(office, [first.number], "continue", at=after.number)

    rounds.ask(office, last.number)
    assert _heard(office, last) == {}
    assert _board(office, last)["教育處"] == ("asked", 1, 0)
    assert _heard(office, after) == {"教育處": "已修正。"}


@pytest.mark.parametrize("off", ["cancel", "merge"])
def test_before_a_sitting_that_is_off_nobody_is_reminded_or_gets_a_sheet_and_the_next_one_is_named(
    carried, off, tmp_path
):
    office, coming, _first, _second = carried
    after = sitting_desk.sitting(office, "2026-12-30")
    rounds.ask(office, coming.number)
    if off == "merge":
        scheduling.merge(office, coming.number, after.number, reason="併開")
    else:
        scheduling.cancel(office, coming.number, reason="颱風")

    for refused in (
        lambda: rounds.reminder(office, coming.number, "教育處"),
        lambda: worksheets.export(office, coming.number, folder=tmp_path / "sheets"),
        lambda: papers.each_answer_sheet(office, coming.number, "pdf"),
        lambda: rounds.ask(office, coming.number),
    ):
        with pytest.raises(Refusal, match=rf"{coming.number}已.+請改向{after.number}調查"):
            refused()

    assert not (tmp_path / "sheets").exists()
    assert rounds.board(office, session=coming.number) == rounds.board(office, every=True) == []


def test_a_sitting_without_a_date_tells_no_day_for_answers_and_nobody_is_late_before_it(carried, tmp_path):
    office, coming, _first, _second = carried
    rounds.ask(office, coming.number)
    scheduling.postpone(office, coming.number, reason="颱風")
    office.clock.pretend = date(2026, 12, 17)

    with pytest.raises(Refusal, match=r"延期待定，原訂的回復期限115.12.15不再適用"):
        rounds.reminder(office, coming.number, "教育處")
    with pytest.raises(Refusal, match="不再適用"):
        worksheets.export(office, coming.number, folder=tmp_path / "sheets")

    assert {one.state for one in rounds.board(office, session=coming.number)} == {Answer.ASKED}


def test_a_new_date_for_a_postponed_sitting_leaves_the_answers_to_the_one_that_heard_them(carried):
    office, coming, first, _second = carried
    after = sitting_desk.sitting(office, "2026-12-30")
    rounds.ask(office, coming.number)
    reports.report(office, first.number, "教育處", "修正中。")
    scheduling.postpone(office, coming.number, reason="颱風")
    office.clock.pretend = date(2026, 12, 30)
    holding.hold(office, after.number)

    scheduling.move(office, coming.number, builders.at("2027-01-20"), reason="另訂", despite=frozenset(Rule))

    assert _heard(office, after) == {"教育處": "修正中。"}


def _heard(office, session) -> dict[str, str]:
    """What a sitting has before it, by agency."""
    return {said.agency: said.text for one in carrying.carried(office, session.number) for said in one.reports}


def test_where_nothing_is_open_or_nobody_leads_nobody_is_asked(each_office):
    office = each_office
    before = sitting_desk.sitting(office, "2026-11-20")
    coming = sitting_desk.sitting(office, "2026-12-18")
    with pytest.raises(Refusal, match="沒有尚在列管"):
        rounds.ask(office, coming.number)
    actions.from_decision(office, before.number, item_id=None, text="甲")

    with pytest.raises(Refusal, match="1項尚未指定主辦機關"):
        rounds.ask(office, coming.number)


def test_a_reminder_tells_how_many_answers_are_owed_and_nothing_of_what_they_are_about(carried):
    office, coming, first, _second = carried
    paper_settings.change(office, {"contact": "示範承辦", "phone": "08-7320415"})
    actions.from_decision(office, first.session_number, item_id=None, text="115-IPV-0042", assists="教育處")
    rounds.ask(office, coming.number)

    text = rounds.reminder(office, coming.number, "教育處")

    assert text == (
        "教育處您好：\n"
        f"{coming.name}訂於115年12月18日（星期五）召開，貴單位尚有2項列管事項（主辦1項、協辦1項）未回復辦理情形，"
        "請於115年12月15日（星期二）前回復。\n"
        "聯絡人：示範承辦　電話：08-7320415"
    )
    office.clock.pretend = date(2026, 12, 16)
    assert "回復期限115年12月15日（星期二）已過，請儘速回復。" in rounds.reminder(office, coming.number, "教育處")


def test_a_reminder_for_a_confidential_sitting_does_not_name_it(each_office):
    office = each_office
    before = sitting_desk.sitting(office, "2026-11-20", "PIF-15")
    coming = sitting_desk.sitting(office, "2026-12-18", "PIF-15")
    assert coming.confidential
    actions.from_decision(office, before.number, item_id=None, text="甲", lead="衛生局")
    rounds.ask(office, coming.number)

    text = rounds.reminder(office, coming.number, "衛生局")

    assert "網絡會議訂於" in text
    assert coming.name not in text
    assert coming.number not in text


def test_who_was_not_asked_or_owes_nothing_is_not_reminded(carried):
    office, coming, first, _second = carried
    with pytest.raises(Refusal, match="沒有向"):
        rounds.reminder(office, coming.number, "教育處")
    rounds.ask(office, coming.number)
    reports.report(office, first.number, "教育處", "辦妥。", progress="done")

    with pytest.raises(Refusal, match="已全數回復"):
        rounds.reminder(office, coming.number, "教育處")
    with pytest.raises(Refusal, match="沒有向"):
        rounds.reminder(office, coming.number, "社會處")
    with pytest.raises(NotFound):
        rounds.reminder(office, coming.number, "火星局")


def test_a_round_in_which_somebody_answered_is_not_taken_back(carried):
    office, coming, first, _second = carried
    rounds.ask(office, coming.number)
    colleague = Office.open(office.location, office.clock, "同事")
    reports.report(colleague, first.number, "教育處", "修正中。")
    colleague.close()

    with pytest.raises(Refusal):
        history.undo(office)

    assert rounds.of(office, coming.number).answered == 1


def test_a_sitting_that_comes_with_open_items_and_nobody_asked_is_told(carried):
    office, coming, first, _second = carried
    assert rounds.to_ask(office) == []
    office.clock.pretend = date(2026, 12, 4)

    one = rounds.to_ask(office)[0]

    assert (one.session_number, one.items, one.due_on, one.asked_before) == (coming.number, 2, "2026-12-15", False)
    rounds.ask(office, coming.number)
    assert rounds.to_ask(office) == []
    actions.from_decision(office, first.session_number, item_id=None, text="丙", lead="衛生局")
    assert [(one.items, one.asked_before) for one in rounds.to_ask(office)] == [(1, True)]


@pytest.mark.parametrize("joint", ["made", "coming"])
def test_a_sitting_is_told_also_where_only_a_credit_brings_it_open_items(each_office, joint):
    before = sitting_desk.sitting(each_office, "2026-11-20", "PIF-10" if joint == "made" else "PIF-04")
    coming = sitting_desk.sitting(each_office, "2026-12-04", "PIF-04" if joint == "made" else "PIF-10")
    actions.from_decision(each_office, before.number, item_id=None, text="甲", lead="教育處")
    assert rounds.to_ask(each_office) == []

    holding.credit(each_office, before.number if joint == "made" else coming.number, "PIF-04", reason="併同召開")

    assert [(one.session_number, one.items) for one in rounds.to_ask(each_office)] == [(coming.number, 1)]


def test_a_moved_sitting_leaves_the_day_that_agencies_were_told_and_says_so_until_another_is_set(carried):
    office, coming, _first, _second = carried
    asked = rounds.ask(office, coming.number)
    assert (asked.is_unfit, round_days.told(office, asked), _told_today(office)) == (False, "", [])

    scheduling.move(office, coming.number, builders.at("2026-12-24"), reason="改期", despite=frozenset(Rule))

    later = rounds.of(office, coming.number)
    assert (later.due_on, later.is_unfit) == ("2026-12-15", True)
    assert "115.12.18改到115.12.24" in round_days.told(office, later)
    assert "應為115.12.21" in round_days.told(office, later)
    assert _told_today(office) == [coming.number]
    assert rounds.ask(office, coming.number).is_unfit

    assert rounds.ask(office, coming.number, due="-3").due_on == "2026-12-21"
    assert _told_today(office) == []


def test_a_sitting_moved_before_the_day_for_answers_says_that_they_would_come_too_late(carried):
    office, coming, _first, _second = carried
    rounds.ask(office, coming.number)

    scheduling.move(office, coming.number, builders.at("2026-12-10"), reason="提前", despite=frozenset(Rule))

    assert "晚於開會日" in round_days.told(office, rounds.of(office, coming.number))


def test_the_old_day_may_be_kept_by_saying_it_again_and_a_move_taken_back_needs_nothing(carried):
    office, coming, _first, _second = carried
    rounds.ask(office, coming.number)
    scheduling.move(office, coming.number, builders.at("2026-12-24"), reason="改期", despite=frozenset(Rule))
    history.undo(office)
    assert not rounds.of(office, coming.number).is_unfit

    scheduling.move(office, coming.number, builders.at("2026-12-24"), reason="改期", despite=frozenset(Rule))
    kept = rounds.ask(office, coming.number, due="12/15")

    assert (kept.due_on, kept.is_unfit) == ("2026-12-15", False)


def _told_today(office: Office) -> list[str]:
    return [one.number for one in today.due(office) if one.kind == "round"]
