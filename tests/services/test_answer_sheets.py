"""辦理情形調查表: each agency's page before a sitting, with what it leads and assists in apart and room to answer."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui.papers.document import Document, PageBreak, Table, words
from meetingtui.services import actions, holding, papers, reports, rounds
from meetingtui.services.office import Office
from meetingtui.services.worksheet_pages import NothingToFill
from tests import builders
from tests.services import sheet_desk, sitting_desk


def tables(paper: Document) -> dict[str, list[list[str]]]:
    """The rows of each table by its caption."""
    return {
        block.caption: [[cell.text for cell in row] for row in block.rows]
        for block in paper.blocks if isinstance(block, Table)
    }  # fmt: skip


def test_an_agency_is_asked_apart_what_it_leads_and_what_it_assists_in(office: Office):
    coming, items = sheet_desk.asked(office)

    paper = papers.build(office, "actions", coming.number, agency="衛生局")

    found = tables(paper)
    assert {caption: [row[0] for row in rows] for caption, rows in found.items()} == {
        "主辦事項（2項）": [items[1].number, items[2].number], "協辦事項（1項）": [items[0].number],
    }  # fmt: skip
    said = list(words(paper))
    assert "回復期限：115年12月10日（星期四）" in next(one for one in said if "機關" in one) + "".join(said)
    assert "修正資訊交換表單。（主辦教育處）" in said


def test_the_cell_for_the_answer_is_empty_and_the_last_answer_stands_beside_it(office: Office):
    coming, items = sheet_desk.asked(office)
    reports.report(office, items[1].number, "衛生局", "已研訂草案", on=builders.TODAY)

    row = tables(papers.build(office, "actions", coming.number, agency="衛生局"))["主辦事項（2項）"][0]

    assert row[3:5] == ["已研訂草案", ""]
    assert "□已辦理" in row[5]
    assert "□解除" in row[6]


def test_every_agency_has_a_page_or_a_file_of_its_own(office: Office):
    coming, _items = sheet_desk.asked(office)

    paper = papers.build(office, "actions", coming.number, each_agency=True)
    files = papers.each_answer_sheet(office, coming.number, "odt")

    assert sum(isinstance(block, PageBreak) for block in paper.blocks) == 1
    assert sorted(files) == [f"{coming.number}_辦理情形調查表_{code}.odt" for code in ("EDU", "PHB")]


@pytest.mark.parametrize("form", papers.FORMATS)
def test_a_page_comes_in_every_format(office: Office, form: str):
    coming, _items = sheet_desk.asked(office)

    (first, *_others) = papers.each_answer_sheet(office, coming.number, form).values()

    assert len(first) > 500


def test_the_page_of_a_confidential_sitting_is_marked_and_its_masked_one_neutral(office: Office):
    coming, _items = sheet_desk.asked(office, series="PIF-15")

    full = papers.build(office, "actions", coming.number, each_agency=True)
    masked = papers.build(office, "actions", coming.number, each_agency=True, masked=True)

    assert (full.mark, masked.mark) == ("密", "遮罩本")
    assert "高危機" not in full.name
    assert not any("高危機" in one for one in (*words(masked), masked.running, masked.name))


def test_once_the_sitting_was_held_the_page_tells_what_it_ruled(office: Office):
    coming, _items = sheet_desk.asked(office)
    with builders.pretending(office, date(2026, 12, 19)):
        holding.hold(office, coming.number)

        paper = papers.build(office, "actions", coming.number, agency="衛生局")

    assert "列管事項一覽表" in paper.name


def test_an_agency_that_is_not_asked_is_refused_by_name(office: Office):
    coming, _items = sheet_desk.asked(office)

    with pytest.raises(NothingToFill, match="警察局"):
        papers.build(office, "actions", coming.number, agency="警察局")


def test_before_anybody_is_asked_the_page_is_of_the_table(office: Office):
    before, coming = sitting_desk.sitting(office, "2026-11-20"), sitting_desk.sitting(office, "2026-12-18")
    actions.from_decision(office, before.number, item_id=None, text="甲", lead="教育處")
    assert rounds.of(office, coming.id) is None

    assert "列管事項一覽表" in papers.build(office, "actions", coming.number, agency="教育處").name
