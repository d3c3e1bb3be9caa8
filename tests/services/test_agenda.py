"""The agenda of a sitting: drafted from what is open, typed, put in order, postponed and taken again."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui import language
from meetingtui.domain.actions import ActionView
from meetingtui.domain.agenda import ItemKind, Origin, PaperNote
from meetingtui.domain.errors import ChangedMeanwhile, NotFound, Refusal
from meetingtui.domain.minutes import MinutesLocked
from meetingtui.domain.sessions import WrongTurn
from meetingtui.services import actions, agenda, agenda_templates, history, holding, rulings, scheduling
from meetingtui.services.agenda import AlreadyPostponed, DraftedEachTime, HasMinutes, ItemForm
from meetingtui.services.office import Office
from meetingtui.store import tables
from tests import builders
from tests.services import sitting_desk

PAST, COMING, LATER = "PIF-15-115-21", "PIF-15-115-22", "PIF-15-115-23"
"""Sittings of one series: held before today, and the two that follow."""


def matters(office: Office, number: str) -> list[str]:
    return [one.matter for one in agenda.of(office, number).items]


def store(office: Office, *rows: object) -> None:
    """Write rows that a later part of the program makes."""
    with office.begin() as work:
        work.add_all(list(rows))
        work.audit("imported", "test")
        work.commit()


def ruled(office: Office, number: str) -> ActionView:
    """An action item that a sitting has left behind."""
    return actions.from_decision(office, number, item_id=None, text="請衛生局提報")


def test_a_point_is_typed_shown_and_taken_back(planned_office: Office) -> None:
    office = planned_office
    paper = PaperNote("/home/lin/資料/../附件一.pdf", "現況統計")

    made = agenda.add(
        office, COMING,
        ItemForm("討論", "跨網絡\n通報流程", "說明一\r\n說明二", "擬請同意", "衛生局", (paper,), 20),
    )  # fmt: skip

    assert (made.kind, made.matter, made.explanation) == (ItemKind.DISCUSSION, "跨網絡 通報流程", "說明一\n說明二")
    assert (made.agency, made.papers, made.minutes) == ("衛生局", (PaperNote("附件一.pdf", "現況統計"),), 20)
    history.undo(office)
    assert matters(office, COMING) == []


def test_points_stand_by_kind_and_are_numbered_where_there_are_several(planned_office: Office) -> None:
    office = planned_office
    for kind, matter in (("討論", "甲案"), ("報告", "業務報告"), ("討論", "乙案"), ("動議", "臨時")):
        agenda.add(office, COMING, ItemForm(kind if kind != "動議" else "motion", matter))

    assert [(one.number, one.matter) for one in agenda.of(office, COMING).items] == [
        ("", "業務報告"), ("一、", "甲案"), ("二、", "乙案"), ("", "臨時"),
    ]  # fmt: skip


def test_points_move_among_their_kind_and_stop_at_its_ends(planned_office: Office) -> None:
    office = planned_office
    ids = [agenda.add(office, COMING, ItemForm("report", word)).id for word in "甲乙丙"]
    agenda.add(office, COMING, ItemForm("report", "首", minutes=5), position=1)

    agenda.shift(office, ids[2], -1)
    assert matters(office, COMING) == ["首", "甲", "丙", "乙"]
    agenda.shift(office, ids[0], 99)
    assert matters(office, COMING) == ["首", "丙", "乙", "甲"]
    history.undo(office)
    assert matters(office, COMING) == ["首", "甲", "丙", "乙"]


def test_the_planned_minutes_are_held_against_the_length_of_the_sitting(planned_office: Office) -> None:
    office = planned_office
    agenda.add(office, COMING, ItemForm("report", "甲", minutes=100))
    last = agenda.add(office, COMING, ItemForm("report", "乙", minutes=50))

    found = agenda.of(office, COMING)
    assert (found.planned, found.room, found.over) == (150, 120, 30)
    agenda.postpone(office, last.id)
    assert agenda.of(office, COMING).over == 0


def test_a_draft_is_chinese_in_every_language_as_it_goes_on_paper(planned_office: Office) -> None:
    holding.hold(planned_office, PAST)
    language.use("en")

    matters = [one.matter for one in agenda.draft(planned_office, COMING).items]

    assert matters[0].startswith("確認115年第21次會議（115.")


def test_a_draft_holds_the_last_minutes_and_what_is_open_and_never_doubles(planned_office: Office) -> None:
    office = planned_office
    holding.hold(office, PAST)
    ruled(office, PAST)
    agenda_templates.add(office, "PIF-15", ItemForm("report", "各網絡業務報告", minutes=30))
    agenda.send_in(office, "PIF-15", ItemForm("discussion", "警察局提案", agency="警察局"))
    agenda.add(office, COMING, ItemForm("report", "自訂"))

    found = agenda.draft(office, COMING)

    assert [(str(one.kind), one.origin) for one in found.items] == [
        ("confirm", "confirm"), ("tracking", "tracking"), ("report", ""), ("report", "template"),
        ("discussion", "sent_in"),
    ]  # fmt: skip
    assert found.items[0].matter.startswith("確認115年第21次會議（115.")
    assert agenda.draft(office, COMING) == found
    history.undo(office)
    assert matters(office, COMING) == ["自訂"]
    assert [one.matter for one in agenda.waiting(office, "PIF-15")] == ["警察局提案"]


def test_follow_up_stands_on_an_agenda_only_while_something_is_open(planned_office: Office) -> None:
    office = planned_office
    closing = sitting_desk.sitting(office, "2026-11-21", "PIF-15")
    rulings.rule(office, [ruled(office, PAST).number], "close", at=closing.id)

    assert agenda.draft(office, COMING).items == ()


def test_what_another_series_ruled_is_followed_up_where_it_is_credited(planned_office: Office) -> None:
    office = planned_office
    ruled(office, PAST)
    holding.credit(office, PAST, "PIF-05", reason="合併召開")
    coming = next(one for one in builders.sittings(office, "PIF-05") if one.day > "2026-11-22")

    assert [one.kind for one in agenda.draft(office, coming.id).items] == [ItemKind.TRACKING]


def test_confirmation_follows_to_the_sitting_that_was_held_meanwhile(planned_office: Office) -> None:
    office = planned_office
    holding.hold(office, "PIF-15-115-20")
    first = agenda.draft(office, COMING).items[0]
    holding.hold(office, PAST)

    [again] = agenda.draft(office, COMING).items

    assert "第20次" in first.matter
    assert "第21次" in again.matter
    assert again.id == first.id


def test_minutes_confirmed_elsewhere_are_not_confirmed_again(planned_office: Office) -> None:
    office = planned_office
    held = holding.hold(office, PAST)
    other = agenda.of(office, COMING).session_id
    store(office, tables.Minutes(session_id=held.id, status="confirmed", confirmed_in=other))

    assert agenda.draft(office, LATER).items == ()


def test_a_postponed_point_leaves_and_returns_at_the_next_sitting_only(planned_office: Office) -> None:
    office = planned_office
    point = agenda.add(office, COMING, ItemForm("discussion", "甲案"))

    waits = agenda.postpone(office, point.id)

    assert (waits.origin, waits.id) == (Origin.CARRIED, point.id)
    assert agenda.draft(office, COMING).items == ()
    with builders.pretending(office, date(2026, 11, 27)):
        assert agenda.of(office, LATER).waiting == 1
        assert [one.matter for one in agenda.draft(office, LATER).items] == ["甲案"]
    assert agenda.waiting(office, "PIF-15") == []


def test_what_waits_goes_to_the_next_sitting_not_to_one_after_it(planned_office: Office) -> None:
    office = planned_office
    agenda.send_in(office, "PIF-15", ItemForm("report", "機關報告"))

    assert agenda.draft(office, LATER).items == ()
    assert [one.matter for one in agenda.draft(office, COMING).items] == ["機關報告"]


def test_a_point_postponed_while_minutes_are_typed_stays_marked_and_a_copy_waits(planned_office: Office) -> None:
    office = planned_office
    point = agenda.add(office, COMING, ItemForm("discussion", "甲案"))
    store(office, tables.Minutes(session_id=agenda.of(office, COMING).session_id))

    copy = agenda.postpone(office, point.id)

    [stays] = agenda.of(office, COMING).items
    assert (stays.id, stays.postponed, stays.number) == (point.id, True, "")
    assert [one.id for one in agenda.waiting(office, "PIF-15")] == [copy.id]
    with pytest.raises(AlreadyPostponed):
        agenda.postpone(office, point.id)
    assert agenda.take(office, COMING, copy.id).id == point.id
    assert agenda.waiting(office, "PIF-15") == []
    assert not agenda.of(office, COMING).items[0].postponed


def test_a_duplicate_stands_right_behind_its_original(planned_office: Office) -> None:
    office = planned_office
    first = agenda.add(office, COMING, ItemForm("report", "甲", "說明", papers=(PaperNote("a.pdf"),)))
    agenda.add(office, COMING, ItemForm("report", "乙"))

    copy = agenda.duplicate(office, first.id)

    assert matters(office, COMING) == ["甲", "甲", "乙"]
    assert (copy.explanation, copy.papers) == ("說明", (PaperNote("a.pdf"),))


def test_a_point_with_minutes_cannot_vanish_one_without_can(planned_office: Office) -> None:
    office = planned_office
    point = agenda.add(office, COMING, ItemForm("report", "甲"))
    store(office, said := tables.MinutesItem(agenda_item_id=point.id, decision="洽悉"))
    with pytest.raises(HasMinutes):
        agenda.remove(office, point.id)

    with office.begin() as work:
        work.get(tables.MinutesItem, said.id).decision = ""
        work.audit("edited", "test")
        work.commit()
    agenda.remove(office, point.id)
    assert matters(office, COMING) == []
    history.undo(office)
    assert matters(office, COMING) == ["甲"]


def test_a_save_over_somebody_elses_change_is_refused(planned_office: Office) -> None:
    office = planned_office
    point = agenda.add(office, COMING, ItemForm("report", "甲"))
    agenda.edit(office, point.id, agenda.form(office, point.id)._replace(matter="乙"), base_version=point.version)

    with pytest.raises(ChangedMeanwhile, match="乙"):
        agenda.edit(office, point.id, ItemForm("report", "丙"), base_version=point.version)
    assert matters(office, COMING) == ["乙"]


def test_an_edit_that_changes_the_kind_puts_the_point_last_of_it(planned_office: Office) -> None:
    office = planned_office
    point = agenda.add(office, COMING, ItemForm("report", "甲"))
    agenda.add(office, COMING, ItemForm("discussion", "乙"))

    agenda.edit(office, point.id, agenda.form(office, point.id)._replace(kind="討論"), base_version=None)

    assert matters(office, COMING) == ["乙", "甲"]


@pytest.mark.parametrize("status", ["approved", "sent", "confirmed"])
def test_approved_minutes_lock_the_agenda(planned_office: Office, status: str) -> None:
    office = planned_office
    point = agenda.add(office, COMING, ItemForm("report", "甲"))
    store(office, tables.Minutes(session_id=agenda.of(office, COMING).session_id, status=status))

    for change in (
        lambda: agenda.draft(office, COMING), lambda: agenda.remove(office, point.id),
        lambda: agenda.edit(office, point.id, ItemForm("report", "乙"), base_version=None),
        lambda: agenda.postpone(office, point.id), lambda: agenda.add(office, COMING, ItemForm("report", "乙")),
    ):  # fmt: skip
        with pytest.raises(MinutesLocked):
            change()


def test_a_cancelled_sitting_has_no_agenda_to_change(planned_office: Office) -> None:
    scheduling.cancel(planned_office, COMING, reason="取消")
    with pytest.raises(WrongTurn):
        agenda.draft(planned_office, COMING)


def test_what_is_sent_in_for_a_track_waits_for_that_track(office: Office) -> None:
    [first, second, *_rest] = tracks_of = [one.code for one in office.registry().tracks_of(_series(office, "PIF-14"))]
    assert len(tracks_of) > 2
    agenda.send_in(office, "PIF-14", ItemForm("report", "甲"), track=first)
    agenda.send_in(office, "PIF-14", ItemForm("report", "乙"))

    assert [one.matter for one in agenda.waiting(office, "PIF-14", second)] == ["乙"]
    assert [one.matter for one in agenda.waiting(office, "PIF-14", first)] == ["甲", "乙"]


def test_an_agendas_own_points_become_the_template_of_its_series(planned_office: Office) -> None:
    office = planned_office
    holding.hold(office, PAST)
    agenda_templates.add(office, "PIF-15", ItemForm("report", "舊範本"))
    agenda.add(office, COMING, ItemForm("report", "業務報告", minutes=20))
    agenda.add(office, COMING, ItemForm("個案", "個案甲", case_code="C-1"))
    agenda.draft(office, COMING)
    old = agenda_templates.of(office, "PIF-15")[0]
    agenda.remove(office, next(one.id for one in agenda.of(office, COMING).items if one.matter == "舊範本"))

    kept = agenda_templates.save_from(office, COMING)

    assert [(one.matter, one.minutes) for one in kept] == [("業務報告", 20)]
    assert matters(office, LATER) == []
    agenda.draft(office, LATER)
    assert matters(office, LATER)[-1] == "業務報告"
    with pytest.raises(NotFound):
        agenda_templates.remove(office, old.id)
    assert agenda_templates.remove(office, kept[0].id) == []


def test_texts_that_cannot_be_kept_are_refused_in_a_sentence_and_others_kept_as_typed(each_office: Office) -> None:
    office = each_office
    builders.plan_year(office)
    hostile = "=HYPERLINK()\x1b[31m[bold]甲[/]\u202e𡈽峯"
    made = agenda.add(office, COMING, ItemForm("report", hostile, "一\x00二", papers=(PaperNote("../../x"),)))
    assert (made.matter, made.explanation, made.papers[0].name) == (hostile, "一␀二", "x")

    for form in (
        ItemForm("report", "甲" * 2_000_000), ItemForm("report", "甲", "乙" * 2_000_000), ItemForm("report", " \n "),
        ItemForm("謎", "甲"), ItemForm("report", "甲\ud800"), ItemForm("report", "甲", minutes=0),
        ItemForm("report", "甲", papers=(PaperNote("/"),)), ItemForm("report", "甲", papers=(PaperNote("a"),) * 51),
        ItemForm("report", "甲", agency="沒有這個機關"),
    ):  # fmt: skip
        with pytest.raises(Refusal):
            agenda.add(office, COMING, form)
    assert len(agenda.of(office, COMING).items) == 1


def test_drafting_works_alike_on_both_databases(each_office: Office) -> None:
    office = each_office
    builders.plan_year(office)
    holding.hold(office, PAST)
    ruled(office, PAST)
    agenda.postpone(office, agenda.add(office, PAST, ItemForm("discussion", "甲案")).id)

    assert [one.origin for one in agenda.draft(office, COMING).items] == ["confirm", "tracking", "carried"]
    history.undo(office)
    assert len(agenda.waiting(office, "PIF-15")) == 1


def test_an_unknown_point_is_named_in_the_refusal(planned_office: Office) -> None:
    with pytest.raises(NotFound, match="99999"):
        agenda.postpone(planned_office, 99999)


def _series(office: Office, code: str) -> int:
    return next(one.id for one in office.registry().series.values() if one.code == code)


def test_a_template_with_a_field_that_nobody_fills_is_refused(office):
    with pytest.raises(Refusal, match="會次"):
        agenda_templates.add(office, "PIF-15", ItemForm("report", "第{會次}次報告"))

    assert agenda_templates.of(office, "PIF-15") == []


def test_a_point_that_every_draft_makes_anew_cannot_be_postponed_and_come_back_twice(planned_office: Office) -> None:
    office = planned_office
    with builders.pretending(office, date(2026, 11, 5)):
        ruled(office, PAST)
        holding.hold(office, PAST)
    drafted = agenda.draft(office, COMING).items
    assert [one.origin for one in drafted] == [Origin.CONFIRM, Origin.TRACKING]

    for one in drafted:
        with pytest.raises(DraftedEachTime, match="不必延後"):
            agenda.postpone(office, one.id)

    assert agenda.waiting(office, "PIF-15") == []
