"""What minutes, agenda and action table say of the items that come before a sitting, and that they never change."""

from __future__ import annotations

from datetime import date

from meetingtui.domain.rulings import Part
from meetingtui.papers.document import Document, Table, words
from meetingtui.services import (
    actions,
    agenda,
    history,
    holding,
    lapsed_days,
    minutes_versions,
    papers,
    reports,
    rounds,
    rulings,
)
from meetingtui.services.office import Office
from tests.builders import pretending
from tests.services.test_rulings import Desk, approve, desk

__all__ = ["desk"]


def follow_up(office: Office, paper: str, session: str) -> list[list[str]]:
    """The rows of the table of what came before a sitting."""
    found = papers.build(office, paper, session)
    tables = [block for block in found.blocks if isinstance(block, Table)]
    return [[cell.text for cell in row] for row in tables[0].rows] if tables else []


def said(document: Document) -> str:
    return "\n".join(words(document))


def draft(desk: Desk) -> None:
    """Agendas with the point of follow-up for the second and third sitting."""
    for session in (desk.june, desk.september):
        agenda.draft(desk.office, session.number)


def test_before_a_sitting_the_table_says_what_each_agency_answers_and_what_the_lead_proposes(desk):
    office = desk.office
    with pretending(office, date(2026, 6, 1)):
        rounds.ask(office, desk.june.number, due="6/9")
        reports.report(
            office, desk.item.number, "教育處", "流程已函頒。", progress="done", proposal="close", percent=100
        )
        reports.report(office, desk.item.number, "衛生局", "配合辦理。")
        draft(desk)
        (row,) = follow_up(office, "agenda", desk.june.number)

    assert row[3] == "教育處（已辦理，100%）：流程已函頒。\n衛生局：配合辦理。"
    assert row[4:] == ["115.5.11", "建議解除列管"]


def test_after_it_the_minutes_say_what_it_ruled_with_the_new_day(desk):
    rulings.rule(desk.office, [desk.item.id], "continue", at=desk.june.id, due="+30")
    rulings.rule(desk.office, [desk.item.id], "lead", at=desk.june.id, lead="警察局")
    draft(desk)

    (june,) = follow_up(desk.office, "minutes", desk.june.number)
    (september,) = follow_up(desk.office, "minutes", desk.september.number)

    assert (june[2].split("\n")[0], june[4:]) == ("教育處", ["115.7.11\n原115.5.11", "繼續列管\n改由警察局主辦"])
    assert (september[2].split("\n")[0], september[4]) == ("警察局", "115.7.11")


def test_minutes_of_a_held_sitting_never_let_a_proposal_read_as_its_ruling(desk):
    office = desk.office
    with pretending(office, date(2026, 6, 1)):
        rounds.ask(office, desk.june.number, due="6/9")
        reports.report(office, desk.item.number, "教育處", "流程已函頒。", proposal="close")
    draft(desk)
    assert follow_up(office, "minutes", desk.june.number)[0][5] == "建議解除列管"

    holding.hold(office, desk.june.number)
    holding.hold(office, desk.september.number)

    assert follow_up(office, "minutes", desk.june.number)[0][5] == "未裁示（機關建議解除列管）"
    assert follow_up(office, "minutes", desk.september.number)[0][5] == "未裁示\n（前1次會議未裁示）"
    rulings.rule(office, [desk.item.id], "continue", at=desk.june.id, due="下次會議")
    assert follow_up(office, "minutes", desk.june.number)[0][5] == "繼續列管"


def test_what_goes_on_without_a_new_day_never_looks_as_if_it_were_in_time(desk):
    (kept,) = rulings.rule(desk.office, [desk.item.id], "continue", at=desk.june.id)

    assert (kept.due, kept.overdue_days > 0) == ("2026-05-11", True)
    assert f"{kept.number}未另訂期限，原期限115.5.11已屆" in lapsed_days.told(desk.office, desk.june.id, [kept])
    assert follow_up(desk.office, "minutes", desk.june.number)[0][4] == "115.5.11\n（已屆期）"

    (given,) = rulings.rule(desk.office, [desk.item.id], "continue", at=desk.june.id, due="下次會議")
    assert (given.due, lapsed_days.told(desk.office, desk.june.id, [given])) == ("2026-09-10", "")
    (again,) = rulings.rule(desk.office, [desk.item.id], "continue", at=desk.september.id)
    assert "115.9.10已屆" in lapsed_days.told(desk.office, desk.september.id, [again])

    (closed,) = rulings.rule(desk.office, [desk.item.id], "close", at=desk.september.id)
    assert lapsed_days.told(desk.office, desk.september.id, [closed]) == ""
    assert follow_up(desk.office, "minutes", desk.september.number)[0][4] == "115.9.10"


def test_parts_of_a_split_item_without_a_day_of_their_own_are_told_too(desk):
    split = rulings.rule(
        desk.office, [desk.item.id], "split", at=desk.june.id, parts=[Part("一", due="+30"), Part("二")]
    )

    assert f"{desk.june.number}-02未另訂期限" in lapsed_days.told(desk.office, desk.june.id, split)


def test_what_was_ruled_stands_in_minutes_whose_agenda_was_never_drafted(desk):
    rulings.rule(desk.office, [desk.item.id], "close", at=desk.june.id)

    (june,) = follow_up(desk.office, "minutes", desk.june.number)
    assert june[5] == "解除列管"

    history.undo(desk.office)
    assert follow_up(desk.office, "minutes", desk.june.number) == []


def test_an_item_that_was_passed_over_says_so(desk):
    holding.hold(desk.office, desk.june.number)
    draft(desk)

    assert follow_up(desk.office, "agenda", desk.september.number)[0][5] == "（前1次會議未裁示）"


def test_a_later_ruling_report_or_merge_changes_no_earlier_paper(desk):
    office = desk.office
    other = actions.from_decision(office, desk.march.id, item_id=None, text="乙案", lead="衛生局")
    rulings.rule(office, [desk.item.id], "continue", at=desk.june.id, due="+30")
    draft(desk)
    march, june = (papers.build(office, "minutes", one.number) for one in (desk.march, desk.june))
    table = papers.build(office, "actions", desk.june.number)

    reports.report(office, desk.item.number, "教育處", "之後才回復。", proposal="close")
    rulings.rule(office, [desk.item.id], "merge", at=desk.september.id, into=other.number)
    rulings.rule(office, [other.id], "lead", at=desk.september.id, lead="警察局")

    assert papers.build(office, "minutes", desk.march.number) == march
    assert papers.build(office, "minutes", desk.june.number) == june
    assert papers.build(office, "actions", desk.june.number) == table
    merged = follow_up(office, "minutes", desk.september.number)
    assert [row[5] for row in merged] == [f"併入{other.number}", "改由警察局主辦"]


def test_approved_minutes_keep_their_table_also_when_an_item_is_renamed(desk):
    rulings.rule(desk.office, [desk.item.id], "close", at=desk.june.id, reason="已函頒")
    draft(desk)
    approve(desk.office, desk.june)
    sealed = papers.build(desk.office, "actions", desk.june.number)

    actions.edit(desk.office, desk.item.number, text="改寫後的事項")

    assert papers.build(desk.office, "actions", desk.june.number) == sealed
    assert "解除列管\n（已函頒）" in said(sealed)


def test_what_was_ruled_is_part_of_the_version_that_is_hashed(desk):
    approve(desk.office, desk.march)
    assert "rulings" not in minutes_versions.content(desk.office, desk.march.number)
    rulings.rule(desk.office, [desk.item.id], "lead", at=desk.june.id, lead="警察局")

    (one,) = minutes_versions.content(desk.office, desk.june.number)["rulings"]

    assert (one["number"], one["ruling"], one["lead"]) == (desk.item.number, "lead", "警察局")
    approve(desk.office, desk.june)
    assert minutes_versions.all_of(desk.office, desk.june.number)[-1].current
    rulings.rule(desk.office, [desk.item.id], "close", at=desk.september.id)
    assert minutes_versions.all_of(desk.office, desk.june.number)[-1].current


def test_a_split_and_a_raise_name_what_came_of_them(desk):
    office = desk.office
    policy = actions.from_decision(
        office, desk.march.id, item_id=None, text="修正補助基準", kind="policy", level="區級"
    )
    rulings.rule(office, [desk.item.id], "split", at=desk.june.id, parts=[Part("甲"), Part("乙")])
    rulings.rule(office, [policy.id], "raise", at=desk.june.id, to="PIF-09")
    draft(desk)

    split, raised = (row[5] for row in follow_up(office, "minutes", desk.june.number))

    assert split == "分案列管（本次會議第1、2項）"
    assert raised.startswith("提報")
