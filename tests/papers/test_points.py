"""A point of an agenda as papers print it."""

from __future__ import annotations

import pytest

from meetingtui.domain.agenda import AgendaItemView, ItemKind
from meetingtui.papers.masking import OPEN
from meetingtui.papers.points import point


def case(matter: str) -> AgendaItemView:
    return AgendaItemView(
        id=1, kind=ItemKind.CASE, number="一、", matter=matter, explanation="", proposal="", agency_id=None, agency="",
        papers=(), minutes=None, case_code="115-370", origin="", origin_id=None, postponed=False, position=1, version=1,
    )  # fmt: skip


@pytest.mark.parametrize(("matter", "printed"), [
    ("案號115-370：再犯風險評估", "再犯風險評估"), ("115-370 再犯風險評估", "再犯風險評估"),
    ("案號：115-370，共案結案", "共案結案"), ("再犯風險評估", "再犯風險評估"), ("案號115-370", "案號115-370"),
    ("115-3701案之後續", "115-3701案之後續"),
])  # fmt: skip
def test_the_number_of_a_case_is_printed_once(matter: str, printed: str):
    said = list(point(case(matter), OPEN))

    assert [(one.label, one.text) for one in said] == [("案號：", "115-370"), ("案由：", printed)]


def test_the_lines_of_a_report_hang_behind_its_number_however_long_the_name_of_its_agency_is():
    report = case("115年第8期業務報告")._replace(
        kind=ItemKind.REPORT, case_code="", agency="屏東地方法院（少年家事庭）"
    )

    line, *_further = point(report, OPEN)

    assert (line.number, line.label, line.text) == ("一、", "", "屏東地方法院（少年家事庭）：115年第8期業務報告")
