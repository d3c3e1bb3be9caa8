"""The whole life of an item: in one list, in order of time, and on paper."""

from __future__ import annotations

from datetime import date

from meetingtui.papers.document import Table, words
from meetingtui.services import action_life, actions, holding, papers, reports, rounds, rulings
from tests.builders import pretending
from tests.services.test_rulings import Desk, desk

__all__ = ["desk"]


def lived(desk: Desk) -> None:
    """Made in March, asked about and answered, extended in June, passed over in September, merged in November."""
    office = desk.office
    with pretending(office, date(2026, 6, 1)):
        rounds.ask(office, desk.june.number, due="6/9")
        reports.report(office, desk.item.number, "教育處", "流程研議中。", progress="ongoing", percent=60)
    holding.hold(office, desk.june.number)
    rulings.rule(office, [desk.item.id], "continue", at=desk.june.id, due="+30")
    holding.hold(office, desk.september.number)
    actions.edit(office, desk.item.number, note="府社工字第1號")


def test_a_life_tells_everything_in_order_of_time(desk):
    lived(desk)

    life = action_life.of(desk.office, desk.item.number)

    assert [(one.what, one.session) for one in life.events] == [
        ("made", desk.march.number), ("asked", desk.june.number), ("reported", desk.june.number),
        ("ruled", desk.june.number), ("passed_over", desk.september.number), ("edited", ""),
    ]  # fmt: skip
    assert life.events[1].agencies[0] == "教育處"
    assert [one.report.percent for one in life.events if one.report] == [60]
    assert life.item.due == "2026-07-11"


def test_a_life_names_what_came_of_it_and_what_was_merged_into_it(desk):
    office = desk.office
    other = actions.from_decision(office, desk.march.id, item_id=None, text="乙案")
    rulings.rule(office, [other.id], "merge", at=desk.june.id, into=desk.item.number)

    assert action_life.of(office, desk.item.id).events[-1].others == (other.number,)
    assert action_life.of(office, other.id).events[-1].others == (desk.item.number,)


def test_a_life_is_printed_on_one_table(desk):
    lived(desk)

    paper = papers.build(desk.office, "life", desk.item.number)

    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    rows = [[cell.text for cell in row] for row in table.rows]
    assert [row[2] for row in rows] == ["決議列管", "調查辦理情形", "辦理情形", "裁示", "未裁示", "內容修改"]
    assert (rows[2][4], rows[3][4]) == ("流程研議中。（辦理中，60%）", "繼續列管，期限115.7.11")
    assert desk.item.number in "".join(words(paper))
    for form in papers.FORMATS:
        assert len(papers.render(paper, form).bytes) > 500
