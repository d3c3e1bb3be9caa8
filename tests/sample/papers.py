"""What the sittings of the sample deal with: agendas from templates and pools of invented matters, and who came."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from meetingtui.domain.agenda import ItemKind, PaperNote
from meetingtui.domain.roll import Roll, RollLine
from meetingtui.domain.sittings import SessionView
from meetingtui.services import agenda, agenda_templates, holding, members, roll, series_rules
from meetingtui.services.agenda import ItemForm
from meetingtui.services.members import MemberForm, SeatForm
from meetingtui.services.office import Office
from tests.sample import cast


class Body(NamedTuple):
    """A committee: its quorum, its official seats, and who sits there as a person or for a body from which day."""

    quorum: str
    officials: tuple[str, ...]
    persons: tuple[tuple[int, str, str, str], ...]


BODIES = {
    "PIF-01": Body(
        ">1/2", ("警政", "衛政", "教育", "社政"),
        ((110, "expert", "副教授（社會工作）", ""), (111, "civic", "婦女團體理事長", ""), (112, "expert", "律師", "")),
    ),
    "PIF-02": Body(
        ">1/2", ("警政", "衛政", "教育", "社政"),
        (
            (113, "expert", "教授（犯罪防治）", ""), (114, "civic", "兒少團體執行長", ""),
            (115, "youth", "兒少代表", ""), (116, "expert", "心理師", "2026-06-01"),
        ),
    ),
    "PIF-03": Body(
        "1/2", ("警政", "衛政", "教育", "社政"),
        ((117, "expert", "精神科醫師", ""), (118, "family", "家屬團體代表", ""), (119, "family", "病友代表", "")),
    ),
    "PIF-04": Body(
        ">1/2", ("警政", "衛政", "教育", "社政"),
        ((120, "expert", "藥師", ""), (121, "civic", "戒癮團體主任", "")),
    ),
    "PIF-07": Body("1/2", ("教育", "民政", "警政", "社政"), ()),
}  # fmt: skip
"""Quorum and seats are invented: the county's document states neither."""
TEMPLATES = {
    "statutory": (
        ("report", "各工作小組業務推動情形報告", "由各工作小組就前次會議後辦理情形擇要報告。", 20),
        ("discussion", "下期工作重點及分工", "", 15),
    ),
    "liaison": (
        ("report", "各網絡單位業務聯繫報告", "請各網絡單位就通報、轉介及共案情形報告。", 25),
        ("report", "社會安全網督導機制執行情形", "", 10),
    ),
    "platform": (("report", "轄內社區資源盤點及異動", "含據點、物資及志工人力。", 15),),
    "case": (("report", "上次個案追蹤情形彙整", "依列管清冊逐案說明，姓名一律以案號代之。", 10),),
}
"""Points with which the agendas of a level begin: kind, matter, explanation, minutes."""
REPORTS = (
    ("上期通報案件統計及趨勢", "通報件數較上期增加，以夜間及假日為多；重複通報之家庭另列清冊。", "衛政"),
    ("脆弱家庭服務開案及結案情形", "平均在案天數為182日，逾一年未結案者由督導逐案檢視。", "社政"),
    ("中輟及時輟學生協尋復學情形", "復學率持續提升，惟復學後三個月內再輟者仍應列管。", "教育"),
    ("自殺通報個案關懷訪視情形", "首次訪視均於三日內完成，失聯者轉請派出所協尋。", "衛政"),
    ("家庭暴力高危機案件列管情形", "依危險評估量表達門檻者均於24小時內派案。", "警政"),
    ("精神疾病合併多重議題個案共案情形", "共案服務計有心理衛生社工與保護社工兩類分工。", "衛政"),
)  # fmt: skip
DISCUSSIONS = (
    ("重複通報案件之派案窗口", "同一家庭於三個月內由不同單位通報者，現行由各單位各自派案，致訪視重複。",
     "由社會處單一窗口彙整後派案，並於3日內回復通報單位。", "社政"),
    ("夜間緊急安置之接手流程", "夜間由警察局通報後，安置處所及陪同人力之銜接尚待明定。",
     "請警察局與社會處共同訂定交接紀錄表，自下月起試辦。", "警政"),
    ("校園輔導資源與社區心理衛生中心之轉介", "學校三級輔導個案轉介社區心理衛生中心之等待期平均為21日。",
     "請教育處與衛生局訂定優先順位及轉介表單。", "教育"),
    ("跨網絡共同訪視之出勤分工", "共同訪視之召集單位、紀錄單位及車輛調度宜有明文。",
     "由主責單位召集，會後由召集單位於7日內分送訪視紀錄。", "衛政"),
    ("出監精神疾病個案之社區銜接", "出監前轉銜會議之召開時程不一。",
     "請監所於出監前二個月提供名冊，由衛生局排定銜接。", "衛政"),
    ("個案資料交換之保密約定", "各網絡單位以電子郵件傳送清冊，未一律加密。",
     "一律以密碼保護，密碼另以電話告知，並於會後銷毀紙本。", "社政"),
)  # fmt: skip
CASES = (
    ("安全計畫之檢視", "三個月內再通報一次，被害人意願已有變動。", "維持列管，安全計畫於二週內更新。"),
    ("精神醫療就醫之協調", "規則就醫中斷，家屬照顧負荷沉重。", "由衛生局安排居家治療評估。"),
    ("就學穩定與家庭支持", "出席率回升，主要照顧者工作不穩定。", "學校與社福中心共同訪視一次後再評估。"),
    ("共案結案之評估", "服務目標達成，追蹤三個月無新事件。", "建議結案並轉一般關懷。"),
    ("緊急短期安置後之返家準備", "親職教育已完成八成時數。", "返家前召開家庭會議。"),
)  # fmt: skip
MOTIONS = (
    ("下次會議改於衛生局召開", "會議室整修期間，借用衛生局三樓會議室。", ""),
    ("年終聯合訓練之辦理日期", "各單位訓練時數未足者，併同辦理。", "請社會處調查後排定。"),
)
PAPERS = (
    (PaperNote("附件1_業務統計.ods", "統計至上月底"),),
    (PaperNote("附件2_流程圖.odt", "草案"), PaperNote("附件3_表單.odt", "")),
    (),
    (PaperNote("附件4_簡報.odp", "會中投影"),),
)
ONLINE_EVERY, WALK_IN_EVERY, POSTPONED_EVERY, SENT_IN_EVERY, MOTION_EVERY = 11, 4, 9, 6, 5


def lay_down(office: Office) -> None:
    """Give every series its template, and the statutory committees their seats and quorum."""
    for series in list(office.registry().series.values()):
        for kind, matter, explanation, minutes in TEMPLATES.get(series.level, ()) if not series.is_duty else ():
            agenda_templates.add(office, series.code, ItemForm(kind, matter, explanation, minutes=minutes))
    for code, body in BODIES.items():
        series_rules.change(office, code, series_rules.form(office, code)._replace(quorum=body.quorum))
        for label in body.officials:
            members.set_seat(office, code, label, SeatForm("official"))
        for number, seat, title, since in body.persons:
            new = MemberForm(label=cast.person(number), seat=seat, title=title)
            members.add(office, code, new, since=date.fromisoformat(since) if since else None)


def prepare(office: Office, sitting: SessionView) -> None:
    """The agenda of a sitting: drafted, with points of its own; now and then one is sent in or put off."""
    turn = sitting.id
    if turn % SENT_IN_EVERY == 0 and not sitting.external:
        matter, explanation, proposal, network = DISCUSSIONS[(turn + 3) % len(DISCUSSIONS)]
        form = ItemForm("discussion", matter, explanation, proposal, _agency(office, sitting, network))
        agenda.send_in(office, sitting.series, form, sitting.track)
    agenda.draft(office, sitting.id)
    points = _of_cases(sitting) if sitting.level == "case" else _of_business(office, sitting)
    known = {one.matter for one in agenda.of(office, sitting.id).items}
    made = [agenda.add(office, sitting.id, one) for one in points if one.matter not in known]
    if turn % POSTPONED_EVERY == 0 and len(made) > 1:
        agenda.postpone(office, made[-1].id)


def tick(office: Office, sitting: SessionView) -> Roll:
    """Who came: most themselves, some by a proxy, a few excused, absent or from afar; and who walked in."""
    found = roll.of(office, sitting.id)
    for place, line in enumerate(found.lines):
        turn = (sitting.id * 7 + place * 3) % 19
        if line.agency_id is not None or (turn < 5 and line.key != "chair"):
            _tick_one(office, sitting, line, place, turn)
    found = roll.mark_rest(office, sitting.id, "present")
    for line in found.lines:
        if found.quorum.reached:
            break
        if line.counts and not line.came:
            found = roll.mark(office, sitting.id, line.key, "present")
    if sitting.id % WALK_IN_EVERY == 0:
        found = roll.walk_in(
            office, sitting.id, agency="示範社會福利基金會", person=cast.person(130 + sitting.id % 8), title="督導",
            persons=1 + sitting.id % 2,
        )  # fmt: skip
    return found


def close(office: Office, sitting: SessionView, *, entered: bool) -> None:
    """Mark a sitting as held unless nobody has `entered` it yet, with a motion from the floor now and then."""
    if sitting.id % MOTION_EVERY == 0:
        matter, explanation, proposal = MOTIONS[sitting.id % len(MOTIONS)]
        agenda.add(office, sitting.id, ItemForm("motion", matter, explanation, proposal))
    if not entered:
        return
    holding.hold(office, sitting.id)
    if sitting.id % 23 == 0:
        roll.set_persons(office, sitting.id, 5 * round(roll.of(office, sitting.id).persons / 5), about=True)


def _of_business(office: Office, sitting: SessionView) -> list[ItemForm]:
    """One report and one or two discussions, in turn from the pools."""
    turn = sitting.id
    matter, explanation, network = REPORTS[turn % len(REPORTS)]
    papers = PAPERS[turn % len(PAPERS)]
    found = [ItemForm("report", matter, explanation, "", _agency(office, sitting, network), papers, 10)]
    for place in range(1 + turn % 2):
        matter, explanation, proposal, network = DISCUSSIONS[(turn + place) % len(DISCUSSIONS)]
        papers = PAPERS[(turn + place + 1) % len(PAPERS)]
        agency = _agency(office, sitting, network)
        found.append(ItemForm("discussion", matter, explanation, proposal, agency, papers, 15))
    return found


def _of_cases(sitting: SessionView) -> list[ItemForm]:
    """Two or three cases by their codes."""
    found = []
    for place in range(2 + sitting.id % 2):
        code = f"{sitting.year - 1911}-{(sitting.id * 3 + place) % 400 + 1:03d}"
        matter, explanation, proposal = CASES[(sitting.id + place) % len(CASES)]
        found.append(ItemForm(ItemKind.CASE, matter, explanation, proposal, minutes=25, case_code=code))
    return found


def _tick_one(office: Office, sitting: SessionView, line: RollLine, place: int, turn: int) -> None:
    presence = "excused" if turn == 0 else "absent" if turn == 1 else "proxy" if turn < 5 else "present"
    if presence == "proxy" and not line.delegable:
        presence = "excused"
    if presence in {"excused", "absent"}:
        roll.mark(office, sitting.id, line.key, presence)
        return
    himself = presence == "present" and line.agency_id is None
    roll.mark(
        office, sitting.id, line.key, presence, person="" if himself else cast.person(20 + (sitting.id + place) % 40),
        title=("股長", "科員", "專員")[place % 3] if presence == "proxy" else line.title or "",
        persons=1 + turn % 3 if line.agency_id else None, online=turn % ONLINE_EVERY == 7,
    )  # fmt: skip


def _agency(office: Office, sitting: SessionView, network: str) -> str:
    """An agency that holds a network and is asked to the sitting, or none."""
    registry = office.registry()
    asked = {line.agency_id for line in roll.of(office, sitting.id).lines}
    found = [one for one in registry.agencies_of_network(network, sitting.day) if one.id in asked]
    return found[0].code if found else ""
