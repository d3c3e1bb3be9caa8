"""What is decided on a case goes out as its code, whatever the sitting that decided it is otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.rulings import Part
from meetingtui.papers.document import Document
from meetingtui.services import (
    actions,
    agenda,
    holding,
    papers,
    reports,
    rounds,
    rulings,
    series_rules,
    tasks,
    worksheet_pages,
)
from meetingtui.services.agenda_items import ItemForm
from meetingtui.services.office import Office
from tests import builders
from tests.services import sitting_desk

CODE = "115-IPV-0042"
TOLD = ("安置於庇護所", "已搬遷", "案主拒絕", "備註住處")


def words(document: Document) -> str:
    """Everything that a paper says, on lines too long to break a word."""
    return "\n".join(papers.text(document, 600)) + document.name + document.running


def decided_on_a_case(office: Office, *, code: str = CODE, series: str = "PIF-10") -> str:
    """The number of an item that a sitting of an ordinary series has made of a case, with what was said of it since."""
    made = sitting_desk.sitting(office, "2026-11-12", series)
    point = agenda.add(office, made.number, ItemForm(kind="case", matter="某案", case_code=code))
    holding.hold(office, made.number)
    item = actions.from_decision(
        office, made.number, item_id=point.id, text="安置於庇護所", lead="衛生局", due="2026-12-31", note="備註住處"
    )
    coming = sitting_desk.sitting(office, "2026-12-10", series)
    rounds.ask(office, coming.number)
    reports.report(office, item.number, "衛生局", "已搬遷")
    with builders.pretending(office, date(2026, 12, 11)):
        rulings.rule(office, [item.number], "continue", at=coming.number, due="2027-01-31", reason="案主拒絕")
    return item.number


def test_a_task_of_a_case_of_an_ordinary_series_says_its_number_only(office: Office):
    number = decided_on_a_case(office)

    (data,) = tasks.prepare(office).files.values()

    text = data.decode().replace("\r\n ", "")
    assert f"SUMMARY:網絡會議 {number}" in text
    assert "CLASS:CONFIDENTIAL" in text
    assert not any(one in text for one in (*TOLD, CODE))


def test_what_is_decided_on_a_case_bears_its_code(office: Office):
    assert actions.show(office, decided_on_a_case(office)).case_code == CODE


@pytest.mark.parametrize("code", [CODE, ""])
def test_a_masked_paper_says_of_an_item_of_a_case_its_code_only(office: Office, code: str):
    number = decided_on_a_case(office, code=code)
    made, coming = "PIF-10-115-01", "PIF-10-115-02"

    for paper, of in (
        ("actions", made), ("actions", coming), ("agenda", coming), ("minutes", coming), ("minutes", made),
        ("actions", "115"), ("life", number),
    ):  # fmt: skip
        full, masked = (words(papers.build(office, paper, of, masked=hidden)) for hidden in (False, True))
        assert not any(one in masked for one in TOLD), (paper, of)
        if "安置於庇護所" in full:
            assert (code or "個案事項") in masked, (paper, of)


def test_a_masked_page_to_answer_on_says_of_an_item_of_a_case_its_code_only(office: Office):
    decided_on_a_case(office)

    full, masked = (
        words(papers.build(office, "actions", "PIF-10-115-02", each_agency=True, masked=hidden))
        for hidden in (False, True)
    )

    assert "安置於庇護所" in full
    assert not any(one in masked for one in TOLD)


def test_the_parts_of_an_item_of_a_case_without_a_code_are_as_secret(office: Office):
    number = decided_on_a_case(office, code="")
    later = sitting_desk.sitting(office, "2026-12-17")
    parts = [Part("安置於庇護所一", "衛生局", "", "2027-01-31"), Part("安置於庇護所二", "警察局", "", "2027-01-31")]
    with builders.pretending(office, date(2026, 12, 18)):
        rulings.rule(office, [number], "split", at=later.number, parts=parts)

        (data,) = tasks.prepare(office).files.values()

    assert "庇護所" not in data.decode().replace("\r\n ", "")


def test_what_a_series_decided_while_it_was_confidential_stays_so_when_it_is_public(office: Office):
    rule = series_rules.form(office, "PIF-10")
    series_rules.change(office, "PIF-10", rule._replace(confidential=True), since=date(2026, 1, 1))
    made = sitting_desk.sitting(office, "2026-11-12")
    actions.from_decision(office, made.number, item_id=None, text="安置於庇護所", lead="衛生局", due="2026-12-31")
    series_rules.change(office, "PIF-10", rule, since=date(2026, 11, 20))

    (data,) = tasks.prepare(office).files.values()

    assert "庇護所" not in data.decode().replace("\r\n ", "")
    assert papers.build(office, "actions", "115").mark == "密"
    assert papers.build(office, "life", f"{made.number}-01").mark == "密"


@pytest.fixture
def joint(office: Office) -> Office:
    """A confidential sitting that counts for an ordinary series too, whose next sitting gets what it ordered."""
    secret = sitting_desk.sitting(office, "2026-11-12", "PIF-15")
    actions.from_decision(
        office, secret.number, item_id=None, text="安置於庇護所", lead="衛生局", assists="警察局", due="2026-12-31"
    )
    holding.hold(office, secret.number)
    holding.credit(office, secret.number, "PIF-10", reason="合併召開")
    coming = sitting_desk.sitting(office, "2026-12-10")
    rounds.ask(office, coming.number)
    return office


@pytest.mark.parametrize("paper", ["agenda", "actions", "minutes"])
def test_a_paper_of_an_ordinary_sitting_that_tells_of_secret_items_is_marked(joint: Office, paper: str):
    sitting_desk.points(joint, sitting_desk.of(joint, "PIF-10-115-01"), ("tracking", "列管事項辦理情形"))

    full, masked = (papers.build(joint, paper, "PIF-10-115-01", masked=hidden) for hidden in (False, True))

    assert "安置於庇護所" in words(full)
    assert "密" in full.mark.split("　")
    assert "安置於庇護所" not in words(masked)


def test_what_an_agency_is_asked_of_secret_items_by_an_ordinary_sitting_is_marked_and_neutral(joint: Office):
    sheets = worksheet_pages.each(joint, "PIF-10-115-01")

    assert {sheet.mark for sheet in sheets} == {"密"}
    assert not any("衛生局" in sheet.name or "警察局" in sheet.name for sheet in sheets)
    assert papers.build(joint, "actions", "PIF-10-115-01", each_agency=True).mark == "密"


def test_a_paper_of_an_ordinary_sitting_without_secret_items_bears_no_mark(joint: Office):
    other = sitting_desk.sitting(joint, "2026-12-11", "PIF-05")
    actions.from_decision(joint, other.number, item_id=None, text="函送各單位", lead="衛生局")

    assert papers.build(joint, "actions", other.number).mark == ""
