"""The journeys around one sitting, played in the real program in a real terminal, every key counted."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest

from meetingtui.services import (
    actions,
    adding,
    agenda,
    holding,
    minutes,
    minutes_lint,
    roll,
    sessions,
)
from meetingtui.services.adding import NewSitting
from meetingtui.services.agenda_items import ItemForm
from meetingtui.services.office import Office
from tests import builders
from tests.tui.journey import ANYHOW, ICS, WHY, assert_counted, chosen, said_by, typed, written
from tests.tui.real_terminal import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., Desk]:
    """A desk with a private copy of a database, on a day of one's own."""
    return partial(Desk.with_copy, tmp_path)


@pytest.fixture(scope="module")
def county_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Databases of other counties with the year 115 planned, each made once."""

    @cache
    def of(county: str) -> Path:
        made = tmp_path_factory.mktemp(county) / "county.db"
        office = builders.found_office(made, county)
        builders.plan_year(office)
        office.close()
        return made

    return of


def test_3_two_weeks_before_the_agenda_stands_half_written_and_notice_and_invitations_are_ready(desk, founded_file):
    """`1` shows "會議 -14". `Enter` `a` agenda is drafted … `n` adds an item. `o` notices and ICS."""
    notes = written("1", "Enter", "a", "n", "o") + typed("通報流程")
    mine = desk(founded_file)
    office = mine.office()
    last, number = (
        adding.add(office, NewSitting("PIF-10", builders.at(day), reason=WHY), despite=ANYHOW).number
        for day in ("2026-11-10", "2026-12-04")
    )
    holding.hold(office, last)
    actions.from_decision(office, last, item_id=None, text="建立聯繫窗口", lead="教育處", due="+30")
    agenda.send_in(office, "PIF-10", ItemForm("discussion", "機關提案"))

    with mine.open() as screen:
        screen.wait_for("115年11月22日", number)
        screen.press("enter").wait_for("受邀")
        screen.press("a").wait_for("確認115年第", "列管事項", "機關提案")
        screen.press("n").wait_for("新增議案").type("通報流程").press("ctrl+s").wait_for("已存入「通報流程」")
        screen.press("f").wait_for("受文者").press("o")
        screen.wait_until(lambda: any(mine.exports.glob("*/*.eml")), "a mail draft with the notice")
        screen.wait_for("已發文 115.11.22")

    assert {"機關提案", "通報流程"} <= {one.matter for one in agenda.of(office, number).items}
    assert sessions.show(office, number).status == "noticed"
    assert all(b"text/calendar" in one.read_bytes() for one in mine.exports.glob("*/*.eml"))
    assert_counted("3 two weeks before", notes, screen)


def test_7_at_the_sitting_who_came_is_ticked_and_a_ruling_becomes_an_action_item(desk, planned_file):
    """`4` `Enter` `t` sign-in: type 衛 → list, `Space`; `+` walk-in. `m` … `r` … `k` …: lead 教, assist 社 衛, due …"""
    ruling = "請教育處研議通報流程"
    notes = written("4", "Enter", "t") + len("衛") + written("Space", "+") + typed("社區大學") + written("m")
    notes += typed(ruling) + written("r", "k") + typed("教", "社 衛", "+30") + written("Ctrl+S")
    mine = desk(planned_file, "2026-11-24")
    number = "PIF-17-115-T2-11"
    agenda.add(mine.office(), number, ItemForm("report", "業務報告"))

    with mine.open() as screen:
        screen.wait_for("115年11月24日")
        screen.press("4").wait_for(number)
        screen.press("t").wait_for("應到").type("衛").wait_for("找：衛").press("space").wait_for("出席1")
        screen.press("+").wait_for("現場加入").type("社區大學").press("ctrl+s").wait_for("2人次")
        screen.press("w").wait_for("業務報告", "全部已存")
        screen.press("tab").type(ruling).wait_for(ruling).press("ctrl+r").wait_for("主席裁示")
        screen.press("ctrl+k").wait_for("新增列管事項", ruling).type("教").press("tab").type("社 衛").press("tab")
        screen.type("+30").wait_for("115年12月24日").press("ctrl+s").wait_for(f"{number}-01")
        screen.press("ctrl+s").wait_for("全部已存", "已儲存1案")
        screen.told_to_end(signal.SIGKILL).wait_end()

    office = mine.office()
    assert len([line for line in roll.of(office, number).lines if line.came]) == 2
    (point,) = minutes.of(office, number).items
    assert (point.decision, point.decision_kind) == (ruling, "ruling")
    (action,) = actions.of_session(office, number)
    assert (action.text, action.lead, len(action.assists), action.due) == (ruling, "教育處", 2, "2026-12-24")
    assert_counted("7 at the sitting", notes, screen)


def test_8_the_minutes_are_previewed_approved_sent_and_confirmed_at_the_next_sitting(desk, founded_file):
    """`1` shows "紀錄 D+5". `4` `m` `v` preview → `p` print full or masked → 核定 (chair, date) → 函送 … `v` 確認 …"""
    letter, corrected = "府社工字第1號", "出席名單增列勞青處"
    notes = written("1", "4", "m", "v", "p") + chosen("full or masked", "核定", "the chair", "the date", "函送", "速別")
    notes += typed(letter) + chosen("the next sitting") + written("v") + typed(corrected)
    mine = desk(founded_file)
    office = mine.office()
    first, second = (
        adding.add(office, NewSitting("PIF-10", builders.at(day), reason=WHY), despite=ANYHOW).number
        for day in ("2026-11-17", "2026-12-15")
    )
    _written_minutes(office, first)
    mine.environment["CUPS_SERVER"] = "localhost:1"  # no printer answers, whatever this machine has

    with mine.open() as screen:
        screen.wait_for("115年11月22日", "D+5")
        screen.press("w").wait_for("業務報告", "全部已存")
        screen.press("f11").wait_for("業務報告", "洽悉。", "A4共1頁")
        screen.press("p").wait_for("PDF").press("ctrl+s")
        screen.wait_until(lambda: any(mine.exports.glob("*.pdf")), "the paper as a file, where there is no printer")
        screen.wait_for("已存到")
        screen.press("w").wait_for("業務報告", "全部已存")
        screen.press("ctrl+g").wait_for("送核　會後")
        screen.press("ctrl+g").wait_for("核定者").press("ctrl+s").wait_for("115.11.22核定")
        screen.press("ctrl+g").wait_for("發文字號").type(letter).press("ctrl+s").wait_for(f"函送{letter}")
    mine.environment["MEETINGTUI_TODAY"] = "2026-12-15"
    agenda.draft(builders.open_office(mine.database, date(2026, 12, 15)), second)
    with mine.open() as later:
        later.wait_for("115年12月15日")
        later.press("4").wait_for(second, "2/2")
        later.press("w").wait_for("確認115年第", "全部已存")
        later.press("ctrl+g").wait_for("確認的場次").press("tab").type(corrected).press("ctrl+s").wait_for("：確認")

    found = minutes.of(office, first)
    assert (found.status, found.doc_no, found.confirmed_in, found.corrections) == (
        "confirmed", letter, second, corrected
    )  # fmt: skip
    assert next(mine.exports.glob("*.pdf")).read_bytes().startswith(b"%PDF")
    assert_counted("8 minutes final within N days", notes, screen, later)


def _written_minutes(office: Office, number: str) -> None:
    """A sitting that was held, with minutes in which nothing is missing."""
    holding.hold(office, number)
    point = agenda.add(office, number, ItemForm("report", "業務報告"))
    roll.mark_rest(office, number, "present")
    minutes.save_item(
        office, number, point.id, text="", decision_kind="decision", decision="洽悉。", base_version=0
    )  # fmt: skip
    head = minutes.of(office, number)
    minutes.save_head(office, number, minute_taker="王書記", adjourned="16:00", base_version=head.version)
    assert minutes_lint.findings(office, number) == []


def test_10_a_joint_sitting_counts_for_its_two_duties_and_a_case_conference_for_the_district(
    desk, planned_file, county_file
):
    """`n` session → series 兒少…暨少輔 … 高雄: a 個案研討 held by a centre, `b` 認列 → 區級會議 Q3 … reason."""
    notes = written("n") + typed("兒少暨少輔", "12/3")
    notes += written("b") + typed("區級會議", "旗山", "Q3") + chosen("the reason")
    pingtung, kaohsiung = desk(planned_file), desk(county_file("kaohsiung"), "2026-08-14")

    with pingtung.open() as joint:
        joint.wait_for("115年11月22日")
        joint.press("n").type("暨少").press("tab").type("12/3").wait_for("115年12月3日")
        joint.press("ctrl+s").wait_for("PIF-02-115-05")
    with kaohsiung.open() as credited:
        credited.wait_for("115年8月14日")
        credited.press("4").wait_for("KHH-05-115-08")
        credited.press("b").type("區級").press("tab").type("旗山").press("tab", "down", "enter", "ctrl+s")
        credited.wait_for("KHH-05-115-08 的認列")

    made = said_by(pingtung, "sessions", "show", "PIF-02-115-05")
    assert [one["series"] for one in made["credits"]] == ["PIF-02-A", "PIF-02-B"]
    assert said_by(pingtung, "counts", "115")["totals"]["sessions"] == 98
    kaohsiung.command("sessions", "hold", "KHH-05-115-08")
    quarters = said_by(kaohsiung, "counts", "115", "--by", "quarter")["rows"]
    assert [row["key"] for row in quarters if row["held"]] == ["KHH-05-Q3"]
    assert [(row["key"], row["credited"]) for row in quarters if row["credited"]] == [("KHH-02-Q3", 1)]
    reasons = [one["reason"] for one in said_by(kaohsiung, "sessions", "show", "KHH-05-115-08")["credits"]]
    assert reasons == ["與其他會議共同召開"]
    assert_counted("10 joint sitting counts for two", notes, joint, credited)


def test_12_an_extraordinary_case_conference_is_called_for_tomorrow(desk, planned_file):
    """`4` `n` `!` 臨時 → … guests by network `學 就 治`, room, time → ICS … in under a minute."""
    notes = written("4", "n", "!") + typed("高危", "11/23 9:30", "學 就 治", "302") + ICS
    mine = desk(planned_file)
    with mine.open() as screen:
        screen.wait_for("115年11月22日")
        screen.press("4").wait_for("PIF-17-115-T2-11")
        screen.press("n").type("高危").press("tab", "!").type("11/23 9:30").press("tab").type("學 就 治").press("tab")
        screen.type("302").press("ctrl+s").wait_for("PIF-15-115-X01")
        screen.press("i", "ctrl+s")
        screen.wait_until(lambda: any(mine.exports.glob("*.ics")), "the invite")

    made = said_by(mine, "sessions", "show", "PIF-15-115-X01")
    assert (made["kind"], made["start"], made["room"]) == ("extraordinary", "2026-11-23T09:30:00+08:00", "302")
    assert {"教育處", "勞青處", "警察局"} <= {one["name"] for one in made["attendance"]}
    invite = next(mine.exports.glob("*.ics")).read_text(encoding="utf-8")
    assert "METHOD:REQUEST" in invite
    assert "親密關係" not in invite
    assert_counted("12 extraordinary case conference tomorrow", notes, screen)


def test_15_a_sitting_of_an_outside_host_is_kept_with_our_delegate_and_not_counted(desk, county_file):
    """`4` `n` 外部召開 → 金三角會議, our delegate, our 2 items; result typed by delegate … not in our own count."""
    notes = written("4", "n") + chosen("外部召開") + typed("金三角會議", "11/19", "王督導", "通報流程、共訪", "12")
    mine = desk(county_file("yilan"))
    before = said_by(mine, "counts", "115")["totals"]
    with mine.open() as screen:
        screen.wait_for("115年11月22日")
        screen.press("4").wait_for("ILA-10-115-02")
        screen.press("n").type("金三角").press("tab").type("11/19").press("shift+tab", "shift+tab")
        screen.type("王督導:通報流程、共訪").wait_for("王督導:通報流程、共訪").press("ctrl+s").wait_for("ILA-17-115-05")
        screen.press("h").type("12").press("enter").wait_for("已召開")

    made = said_by(mine, "sessions", "show", "ILA-17-115-05")
    assert (made["status"], made["person_times"], made["note"]) == ("held", 12, "王督導:通報流程、共訪")
    counted = said_by(mine, "counts", "115")
    assert {**counted["totals"], "apart": 0} == {**before, "apart": 0}
    assert counted["totals"]["apart"] == before["apart"] + 1
    assert [row["held"] for row in counted["rows"] if row["key"] == "ILA-17"] == [1]
    assert_counted("15 sitting of an outside host", notes, screen)
