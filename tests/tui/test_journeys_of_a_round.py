"""The journeys of a follow-up round, played in the real program in a real terminal, every key counted."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from meetingtui.domain.actions import ActionStatus
from meetingtui.domain.worksheets import Column
from meetingtui.formats.worksheet_layout import COLUMNS
from meetingtui.services import (
    actions,
    adding,
    agenda,
    holding,
    minutes,
    minutes_life,
    notices,
    papers,
    rounds,
    rulings,
    worksheets,
)
from meetingtui.services.adding import NewSitting
from meetingtui.services.office import Office
from tests import builders
from tests.formats import office_desk
from tests.services import sheet_desk
from tests.tui.journey import ANYHOW, WHY, assert_counted, chosen, typed, written
from tests.tui.real_terminal import Desk

REPLY = "表單已修正，函送各網絡單位。"
FIRST_ANSWER = f"{chr(ord('A') + COLUMNS.index(Column.REPORT))}5"
"""The cell for the answer on the first item of a worksheet."""


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., Desk]:
    """A desk with a private copy of a database, on a day of one's own."""
    return partial(Desk.with_copy, tmp_path)


class Round(NamedTuple):
    """A desk, the sitting to come, and the numbers of the three items before it."""

    desk: Desk
    sitting: str
    items: list[str]


@pytest.fixture
def before_the_sitting(desk, founded_file) -> Round:
    """Three items of November: of 教育處 with 衛生局, of 衛生局, of 警察局; the next sitting is in December."""
    mine = desk(founded_file)
    office = mine.office()
    last, coming = (
        adding.add(office, NewSitting("PIF-10", builders.at(day), reason=WHY), despite=ANYHOW).number
        for day in ("2026-11-10", "2026-12-04")
    )
    holding.hold(office, last)
    items = [
        actions.from_decision(office, last, item_id=None, text=text, lead=lead, assists=assists, due="+20").number
        for text, lead, assists in (
            ("修正資訊交換表單", "教育處", "衛生局"), ("盤點值勤聯絡窗口", "衛生局", ""),
            ("提供通報統計", "警察局", ""),
        )
    ]  # fmt: skip
    minutes.open_for_typing(office, last)
    minutes_life.submit(office, last, despite_findings=True)
    minutes_life.approve(office, last)
    notices.issue(office, coming, doc_no="屏府社字第1150000001號")
    return Round(mine, coming, items)


def test_9_agencies_are_asked_their_answers_pasted_and_the_sitting_rules_on_what_comes_before_it(before_the_sitting):
    """`5` `/` series → `o` one page per agency … `e` paste 辦理情形. At the sitting `Space` … `c` 解除 or `k` 繼續 …"""
    mine, coming, items = before_the_sitting
    notes = written("5", "/") + typed("PIF-10") + written("o") + chosen("text or ODT")
    notes += written("e", "paste") + chosen("the end of what was pasted")
    notes += written("Space", "Space", "c") + written("Space", "k") + typed("+30")

    with mine.open() as asking:
        asking.wait_for("115年11月22日")
        asking.press("5").wait_for(items[0])
        asking.press("/").type("PIF-10").press("enter").wait_for("PIF-10", "共3筆")
        asking.press("o").wait_for("各機關一份", coming).press("ctrl+s")
        asking.wait_until(lambda: len(list(mine.exports.glob("*/*.xlsx"))) == 3, "a worksheet for each agency")
        asking.wait_for("已向3個機關調查")
        asking.press("e").wait_for("辦理情形：").paste(REPLY).wait_for(REPLY[:6]).press("ctrl+s").wait_for("已登記")
    office = mine.office()
    for agency, sent, saved in (("教育處", "xlsx", "ods"), ("警察局", "ods", "xlsx")):
        back = _returned(office, coming, agency, mine.home / "mail", sent, saved)
        assert f"{agency}已辦理。" in mine.command("worksheet", "import", str(back), "--accept")
    mine.environment["MEETINGTUI_TODAY"] = "2026-12-04"
    agenda.draft(mine.office(), coming)
    with mine.open() as sitting:
        sitting.wait_for("115年12月4日", "PIF-10")
        sitting.press("k").wait_for("列管3項，已裁示0，未裁示3")
        sitting.press("space", "space", "c").wait_for("已裁示2")
        sitting.press("k").wait_for("新期限").type("+30").wait_for("116年1月3日").press("enter").wait_for("未裁示0")

    office = mine.office()
    assert _answers(office, coming) == {"衛生局": REPLY, "教育處": "教育處已辦理。", "警察局": "警察局已辦理。"}
    found = [actions.show(office, one) for one in items]
    assert [one.status for one in found] == [ActionStatus.CLOSED, ActionStatus.CLOSED, ActionStatus.OPEN]
    assert found[2].due == "2027-01-03"
    paper = "\n".join(papers.text(papers.build(office, "minutes", coming), 160))
    assert "解除列管" in paper
    assert "繼續列管" in paper
    assert_counted("9 follow-up round", notes, asking, sitting)


def test_4_a_worksheet_comes_late_and_is_merged_after_the_sitting_has_begun(before_the_sitting):
    """`1` → "未回 2". `Enter` `r` … the reminder text. File arrives: `w` `m` merge, differences, `Space` accept."""
    mine, coming, _items = before_the_sitting
    notes = written("1", "Enter", "r") + written("w", "m") + chosen("the file") + written("Space")
    office = mine.office()
    rounds.ask(office, coming, due="11/23")
    late = _returned(office, coming, "教育處", mine.home / "mail", "xlsx", "ods")
    later = _returned(office, coming, "警察局", mine.home / "mail", "ods", "xlsx")
    mine.environment["MEETINGTUI_TODAY"] = "2026-11-24"

    with mine.open() as screen:
        screen.wait_for("115年11月24日", "3個未回")
        screen.press("enter").wait_for("回復期限", "逾期未回")
        screen.press("r").wait_for("您好").press("escape").wait_gone("您好")
        screen.press("w").wait_for("彙整回傳").paste(str(late)).wait_for("可併入1項", "逾期")
        screen.press("space").wait_for("已併入1項")
    assert _lateness(office, coming) == {"教育處": "late"}
    mine.environment["MEETINGTUI_TODAY"] = "2026-12-05"
    mine.command("worksheet", "import", str(later), "--accept")

    assert _lateness(office, coming) == {"教育處": "late", "警察局": "after_sitting"}
    assert rulings.carried(office, coming)[2].reports == ()
    assert_counted("4 a worksheet comes late", notes, screen)


def _returned(office: Office, session: str, agency: str, folder: Path, sent: str, saved: str) -> Path:
    """The worksheet of an agency as LibreOffice has filled it in and saved it; without LibreOffice, as it would."""
    folder.mkdir(exist_ok=True)
    text = f"{agency}已辦理。"
    if shutil.which("soffice") is None:
        _name, data = sheet_desk.returned(sheet_desk.sheet(office, session, agency), {1: {Column.REPORT: text}})
        made = folder / f"{agency}.xlsx"
        made.write_bytes(data)
        return made
    worksheets.export(office, session, format=sent, folder=folder / f"out-{agency}", agency=agency)
    [source] = (folder / f"out-{agency}").iterdir()
    return office_desk.filled(source, {FIRST_ANSWER: text}, folder / f"{agency}.{saved}")


def _answers(office: Office, session: str) -> dict[str, str]:
    found = rounds.requests(office, session)
    return {one.agency: one.report.text for one in found if one.report}


def _lateness(office: Office, session: str) -> dict[str, str]:
    found = rounds.requests(office, session)
    return {one.agency: str(one.report.lateness or "") for one in found if one.report}
