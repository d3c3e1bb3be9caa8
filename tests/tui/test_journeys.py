"""The journeys of a secretary's year, played in the real program in a real terminal, every key counted.

Ours: each key that is struck is one stroke, the characters of what is typed, Tab, Enter and Ctrl+S included.

The notes' count of a journey is computed from the line that describes it (quoted in each test):
- a key that the line writes is one stroke (`written`);
- a text that the line spells or names (a year after `y`, a date, a person, a room, a township) is its characters
  and the one stroke that ends it (`typed`), unless the line writes the key that follows it;
- a choice that the line names without a key (half a day, a red line, a deputy, by quarter) is one stroke (`chosen`);
- calendar files that the line names without a key are two, as in journey 1: the key and what is to be written.
Nothing is added for opening, closing or saving. What stands in brackets in the issue (notices, the case, the phone
list) counts on neither side. CONTRIBUTING.md lists what is played here; the tests hold the two together.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from meetingtui.domain.sessions import Kind, Rule
from meetingtui.services import (
    actions,
    adding,
    agenda,
    calendar,
    counts,
    holders,
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
from tests.tui.real_terminal import ROOT, Desk, RealTerminal

ANYHOW = frozenset(Rule)
ICS = 2
WHY = "應業務需要"
TODAY = builders.TODAY.isoformat()


def written(*keys: str) -> int:
    """Keys that the notes write."""
    return len(keys)


def typed(*texts: str) -> int:
    """Texts that the notes spell or name, each with the stroke that ends it."""
    return sum(len(text) + 1 for text in texts)


def chosen(*things: str) -> int:
    """Choices that the notes name."""
    return len(things)


# ----- desks


@pytest.fixture(scope="session")
def county_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Databases of other counties with the year 115 planned, each made once."""
    made: dict[str, Path] = {}

    def of(county: str) -> Path:
        if county not in made:
            made[county] = tmp_path_factory.mktemp(county) / "county.db"
            office = builders.found_office(made[county], county)
            builders.plan_year(office)
            office.close()
        return made[county]

    return of


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., Desk]:
    """A desk with a private copy of a database, on a day of one's own."""

    def make(source: Path, today: str = TODAY) -> Desk:
        made = Desk(tmp_path / f"home-{source.stem}", today)
        shutil.copyfile(source, made.database)
        made.database.chmod(0o600)
        return made

    return make


def office_of(desk: Desk) -> Office:
    """What stands in the database of a desk, and the services over it."""
    return builders.open_office(desk.database, date.fromisoformat(desk.today))


def said_by(desk: Desk, *words: str) -> Any:
    """What a command answers, as JSON."""
    return json.loads(desk.command(*words, "--json"))


# ----- the table


def keys_in_words(*played: RealTerminal) -> str:
    """The keys as CONTRIBUTING.md writes them: `keys` and 「texts」."""
    names = {"right": "→", "down": "↓", "shift+tab": "Shift+Tab", "ctrl+s": "Ctrl+S",
             "ctrl+r": "Ctrl+R", "ctrl+k": "Ctrl+K", "ctrl+g": "Ctrl+G"}  # fmt: skip
    parts = []
    for key, text in (one for terminal in played for one in terminal.played):
        parts.append(f"「{key}」" if text else f"`{names.get(key, key.capitalize() if len(key) > 1 else key)}`")
    return " ".join(parts)


def assert_counted(journey: str, notes: int, *played: RealTerminal) -> None:
    """No more strokes than the notes write, and the table says what was played."""
    strokes = sum(terminal.strokes for terminal in played)
    assert strokes <= notes
    row = f"| {journey} | {keys_in_words(*played)} | {strokes} | {notes} |"
    assert row in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), f"the table lacks:\n{row}"


# ----- the journeys


def test_1_next_year_is_planned_and_each_agency_gets_its_calendar_file(desk, planned_file):
    """`2` `y` 116 `g` … Arrow to a red line, `→` one week later, `Space` accept all, `s` save. `i` `a` one ICS each."""
    notes = written("2", "y") + len("116") + written("g") + chosen("a red line") + written("→", "Space", "s", "i", "a")
    mine = desk(planned_file)
    office = office_of(mine)
    taken = builders.at("2027-01-12")
    adding.add(office, NewSitting("PIF-17", taken, track="T1", kind=Kind.EXTRAORDINARY, reason=WHY), despite=ANYHOW)

    with mine.open() as screen:
        screen.wait_for("115年11月22日")
        screen.press("2", "y").type("116").press("g").wait_for("1/5（二）")
        screen.press("right").wait_for("! 1/12（二）")
        screen.press("right").wait_for("> 1/19（二）")
        screen.press("space", "s").wait_for("在案98場", "另計14場")
        screen.press("i", "a").wait_until(lambda: len(list(mine.exports.glob("*.ics"))) > 10, "a file for each agency")
        screen.wait_for("exports")

    planned = builders.sittings(office, year=2027)
    assert len(planned) == 112
    assert "2027-01-19" in {one.day for one in planned if one.number == "PIF-17-116-T1-01"}
    files = {path.name: path.read_bytes() for path in mine.exports.iterdir()}
    assert len(files) == 13
    assert all(text.startswith(b"BEGIN:VCALENDAR\r\n") and b"METHOD:PUBLISH" in text for text in files.values())
    assert_counted("1 plan next year", notes, screen)


def test_2_the_statutory_check_leads_to_the_two_sittings_that_lie_too_far_apart(desk):
    """`7` `c` → series with stated, planned, held, floor, longest gap. … `Enter` jumps to the pair of dates."""
    notes = written("7", "c", "Enter")
    mine = desk(ROOT / "sample.db")
    with mine.open() as screen:
        screen.wait_for("115年11月22日")
        screen.press("7", "c").wait_for("最長間隔97天", "115.5.12至")
        screen.press("enter").wait_for("PIF-02-115-02", "PIF-02-115-03")
        screen.wait_for("共2筆")

    assert_counted("2 statutory check", notes, screen)


def test_3_two_weeks_before_the_agenda_stands_half_written_and_notice_and_invitations_are_ready(desk, founded_file):
    """`1` shows "會議 -14". `Enter` `a` agenda is drafted … `n` adds an item. `o` notices and ICS."""
    notes = written("1", "Enter", "a", "n", "o") + typed("通報流程")
    mine = desk(founded_file)
    office = office_of(mine)
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


def test_5_a_typhoon_morning_in_one_township_moves_its_three_sittings(desk, planned_file):
    """`2`, day, `x` → choose half day and townships → list of 3 sessions with a reason filled in … → `Enter`."""
    notes = written("2") + typed("11/27") + written("x") + chosen("half a day") + typed("林邊鄉") + written("Enter")
    mine = desk(planned_file)
    office = office_of(mine)
    for series in ("PIF-10", "PIF-15"):
        new = NewSitting(series, builders.at("2026-11-27", "09:00"), township="林邊鄉", room="公所", reason=WHY)
        adding.add(office, new, despite=ANYHOW)
    hit = {one.id: one for one in calendar.hit(office, date(2026, 11, 27), half="am", places=("林邊鄉",))}

    with mine.open() as screen:
        screen.wait_for("115年11月22日")
        screen.press("2", "x").type("11/27").wait_for("林邊鄉")
        screen.press("tab", "right", "tab", "space").wait_for("✓ 林邊鄉")
        screen.press("enter").wait_until(lambda: len(list(mine.exports.glob("*.ics"))) == 3, "three renewed invites")

    assert len(hit) == 3
    assert [(one.half, one.place, one.reason) for one in calendar.closures(office, 2026)] == [
        ("am", "林邊鄉", "天然災害停止上班")
    ]
    for one in builders.sittings(office):
        if one.id in hit:
            before = hit[one.id]
            assert one.number == before.number
            assert one.day != before.day
            assert (one.postponed_times, one.sequence) == (1, before.sequence + 1)
    row = next(row for row in said_by(mine, "counts", "115")["rows"] if row["key"] == "PIF-14")
    assert (row["planned"], row["held"], row["postponed"]) == (28, 0, 1)
    assert_counted("5 typhoon", notes, screen)


def test_6_a_new_chair_presides_from_her_day_on_and_a_deputy_for_one_sitting(desk, planned_file):
    """`3` series `h` holders: 副縣長 from 115-12-25 → all later sessions follow … For one: session `c`, choose 代理."""
    notes = written("3") + chosen("series") + written("h") + typed("林小華", "115-12-25")
    notes += chosen("session") + written("c") + chosen("代理")
    mine = desk(planned_file)
    office = office_of(mine)
    holders.appoint(office, "副縣長", "陳前任", date(2026, 1, 1))
    adding.add(office, NewSitting("PIF-05", builders.at("2027-01-20"), reason=WHY), despite=ANYHOW)
    security = {one.number: one for one in builders.sittings(office, "PIF-05") if one.day < TODAY}
    held = holding.hold(office, min(security))

    with mine.open() as screen:
        screen.wait_for("115年11月22日")
        screen.press("3").wait_for("PIF-01")
        screen.press("h").type("林小華").press("enter").type("12/25").wait_for("115年12月25日")
        screen.press("ctrl+s").wait_until(lambda: any(mine.exports.glob("PIF-05-116-01*.ics")), "the renewed invite")
        screen.press("4").wait_for("PIF-17-115-T2-11")
        screen.press("c").wait_for("衛生局副局長")
        screen.press("enter").wait_gone("第1順位")

    later = builders.sittings(office, "PIF-05", 2027)
    assert [(one.chair_person, one.sequence) for one in later] == [("林小華", 1)]
    now = {one.number: one for one in builders.sittings(office)}
    assert now[held.number].chair_person == "陳前任"
    assert now["PIF-05-115-06"].chair_person == "陳前任"
    assert now["PIF-17-115-T2-11"].acting == "衛生局副局長"
    assert_counted("6 the chair is replaced", notes, screen)


def test_7_at_the_sitting_who_came_is_ticked_and_a_ruling_becomes_an_action_item(desk, planned_file):
    """`4` `Enter` `t` sign-in: type 衛 → list, `Space`; `+` walk-in. `m` … `r` … `k` …: lead 教, assist 社 衛, due …"""
    ruling = "請教育處研議通報流程"
    notes = written("4", "Enter", "t") + len("衛") + written("Space", "+") + typed("社區大學") + written("m")
    notes += typed(ruling) + written("r", "k") + typed("教", "社 衛", "+30") + written("Ctrl+S")
    mine = desk(planned_file, "2026-11-24")
    number = "PIF-17-115-T2-11"
    agenda.add(office_of(mine), number, ItemForm("report", "業務報告"))

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

    office = office_of(mine)
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
    office = office_of(mine)
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


def test_13_the_yearly_counts_are_saved_and_a_frozen_copy_is_what_a_re_run_is_held_against(desk):
    """`7` `y` 115 → series x (planned, held, cancelled, joint, person-times), by quarter and centre → `p`, CSV."""
    notes = written("7", "y") + len("115") + chosen("quarter", "centre") + written("p")
    mine = desk(ROOT / "sample.db", "2027-01-10")
    with mine.open() as screen:
        screen.wait_for("116年1月10日")
        screen.press("7", "y").type("115").wait_for("民國115年", "兒少年權益保障")
        screen.press("b").wait_for("第1中心")
        screen.press("b").wait_for("第1季")
        screen.press("p").wait_until(lambda: any(mine.exports.glob("*.csv")), "the CSV file")

    counted = said_by(mine, "counts", "115", "--by", "quarter")
    rows = list(csv.reader(io.StringIO(next(mine.exports.glob("*.csv")).read_text(encoding="utf-8-sig"))))
    held = rows[0].index("已召開")
    assert {row[0]: row[held] for row in rows[1:] if row and "-Q" in row[0]} == {
        row["key"]: str(row["held"]) for row in counted["rows"]
    }
    footnotes = "".join("".join(row) for row in rows)
    assert "基準日" in footnotes
    assert "人次" in footnotes
    frozen = said_by(mine, "counts", "115", "--freeze")
    assert said_by(mine, "counts", "115")["frozen"]["same"] is True
    office = office_of(mine)
    late = next(one for one in builders.sittings(office) if one.status == "planned")
    holding.hold(office, late.number)
    assert said_by(mine, "counts", "115")["frozen"]["same"] is False
    assert counts.count(office, counts.year_span(2026)).totals["held"] == frozen["totals"]["held"] + 1
    assert_counted("13 yearly counts", notes, screen)


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
