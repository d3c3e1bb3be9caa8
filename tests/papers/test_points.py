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
