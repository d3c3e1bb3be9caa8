"""What was said and decided in the sample: minutes of every sitting, approved of each one held, and action items."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from meetingtui.domain.actions import ActionKind, Priority
from meetingtui.domain.agenda import AgendaItemView, ItemKind
from meetingtui.domain.minutes import DecisionKind, MinutesItemView, MinutesStatus
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.services import actions, minutes, minutes_life, roll, sessions
from meetingtui.services.office import Office
from tests.sample import cast

SUBMITTED, APPROVED, APPROVED_LATE, SENT = (timedelta(days=days) for days in (2, 4, 9, 6))
"""How long after a sitting its minutes are handed in, approved (now and then late) and sent."""
LATE_EVERY, UNSENT_EVERY, CORRECTED_EVERY, REOPENED_EVERY = 8, 9, 6, 29
FRIDAY = 4
REMARKS = (
    "感謝各網絡單位撥冗出席。本次會議請就跨單位尚待協調的事項充分討論，凡能當場決定者即予決定，並請紀錄載明主辦及期限。",
    "社會安全網的成效在於各單位補位而非分工的界線，請各單位就個案所需提出做法，共案服務應有單一主責。",
    "近期通報量仍高，第一線人力吃緊，請各主管單位留意同仁負荷，並妥善運用督導及諮詢資源。",
    "上次會議決議多已辦理，尚未完成者請於本次說明困難，需要協助時由本府統籌。",
    "跨網絡的資訊交換須兼顧時效與個人資料保護，請各單位依分工及表單辦理，並留意傳遞方式。",
    "寒暑假期間為兒少案件通報高峰，請教育與社政單位提前盤點資源，並確認緊急聯繫窗口。",
    "請各單位就本期成效及待解決事項擇要報告，書面資料已附者不必逐項說明，以保留討論時間。",
)
TALK = (
    "{agency}：業務數據已更新至上月底，重複通報的家庭已建立清冊，並逐案確認主責單位。",
    "{agency}：建議比照前次決議，由單一窗口彙整後分送，避免各單位重複訪視。",
    "{agency}：人力自本季起補足，惟新進人員訓練尚未完成，請各單位於轉介時載明聯繫經過。",
    "{agency}：同意配合，所需表單由本單位研擬，於會後二週內送各單位表示意見。",
    "{agency}：實務上最常遇到的困難是夜間及假日的聯繫，請提供輪值名單。",
    "{agency}：已依上次決議辦理，共訪紀錄均於七日內分送，尚有二案待補。",
)
PRIORITIES = {3: Priority.HIGH, 7: Priority.URGENT}
LABELS = ((), ("派案",), ("人力",), ("資訊系統",), (), ("教育訓練", "人力"))
LONGEST_SUBJECT = 24
CORRECTIONS = tuple(f"更正{what}之誤植。" for what in ("出席單位名稱", "出席人員職稱", "發言單位"))
PUT_OFF = "因時間因素未及討論，延至下次會議。"


class Ruling(NamedTuple):
    """A decision of a kind, and what it asks somebody to do: text, network that leads, networks that assist, days.

    What is recommended to those above is of kind `policy`.
    """

    kind: DecisionKind
    text: str
    asked: str = ""
    lead: str = ""
    assists: str = ""
    days: int = 30
    asks: ActionKind = ActionKind.TRACKED


RULINGS = {
    ItemKind.TRACKING: (
        Ruling(DecisionKind.RULING, "已完成者解除列管，其餘續行列管，並請於下次會議前提報辦理情形。"),
        Ruling(DecisionKind.CONCLUSION, "洽悉，未完成事項請主辦單位於期限內辦理。"),
        Ruling(DecisionKind.DECISION, "准予備查，續行列管。"),
    ),
    ItemKind.REPORT: (
        Ruling(DecisionKind.DECISION, "洽悉。"),
        Ruling(
            DecisionKind.DECISION, "准予備查，並請於下次會議提供分區統計。",
            "提供各分區通報統計及趨勢分析。", "社政", "衛政", 60,
        ),
        Ruling(
            DecisionKind.RULING, "洽悉，數據請與通報系統核對後再行公布。",
            "與通報系統核對業務數據，差異逐筆說明。", "衛政", asks=ActionKind.RULING,
        ),
    ),
    ItemKind.CASE: (
        Ruling(
            DecisionKind.CONCLUSION, "維持列管，各單位依分工續處，下次會議提報追蹤情形。",
            "依分工續處並於下次會議提報追蹤情形。", "社政", "衛政",
        ),
        Ruling(DecisionKind.RESOLUTION, "同意結案，轉一般關懷服務。"),
        Ruling(
            DecisionKind.CONCLUSION, "由主責單位於二週內召開共訪協調，更新安全計畫。",
            "召開共訪協調並更新安全計畫。", "衛政", "警政", 14,
        ),
        Ruling(DecisionKind.RECOMMENDATION, "建議中央主管機關檢討跨縣市轉介之資料交換規定。"),
    ),
    ItemKind.DISCUSSION: (
        Ruling(
            DecisionKind.RESOLUTION, "照案通過。",
            "依通過之做法訂定作業流程，函知各網絡單位。", "社政", "衛政 警政",
        ),
        Ruling(
            DecisionKind.RESOLUTION, "修正通過：試辦三個月，期滿提報成效。",
            "試辦三個月並提報成效。", "警政", "社政", 90,
        ),
        Ruling(
            DecisionKind.CONCLUSION, "由主辦單位邀集相關單位研商，於下次會議提出具體做法。",
            "邀集相關單位研商並提出具體做法。", "勞政", "教育",
        ),
        Ruling(
            DecisionKind.RULING, "請各單位指定聯絡窗口，名單於一週內送秘書單位彙整。",
            "指定聯絡窗口並彙整名單。", "原民", "教育 警政", 7, ActionKind.RULING,
        ),
        Ruling(
            DecisionKind.RECOMMENDATION, "涉及中央法規部分，由本府彙整後建議衛生福利部研議。",
            "彙整現行規定之執行疑義，提出條文修正建議。", "社政", "衛政", 60, ActionKind.POLICY,
        ),
    ),
    ItemKind.MOTION: (
        Ruling(DecisionKind.RESOLUTION, "照案通過。"),
        Ruling(DecisionKind.RULING, "原則同意，細節由秘書單位另行通知。"),
    ),
}  # fmt: skip
NOT_YET = Ruling(DecisionKind.DECISION, "紀錄俟核定後，於下次會議確認。")


def begin(office: Office, sitting: SessionView) -> None:
    """Open the minutes when the sitting opens."""
    minutes.open_for_typing(office, sitting.id)


def write(office: Office, sitting: SessionView) -> None:
    """What was said and decided on each point, the action items, the head; and what this sitting confirmed."""
    there = roll.of(office, sitting.id).lines
    came = list(dict.fromkeys(line.agency for line in there if line.came and line.agency)) or ["業務單位"]
    if sessions.show(office, sitting.id).status == Status.HELD:
        _confirm_the_last(office, sitting)
    for place, one in enumerate(minutes.of(office, sitting.id).items):
        _take_down(office, sitting, one, place, came)
    now = minutes.of(office, sitting.id)
    end = datetime.fromisoformat(sitting.end) - timedelta(minutes=sitting.id % 4 * 5)
    minutes.save_head(
        office, sitting.id, remarks=REMARKS[sitting.id % len(REMARKS)], minute_taker=cast.person(61),
        opened=f"{datetime.fromisoformat(sitting.start):%H:%M}",
        adjourned=f"{end:%H:%M}", declared_secret=sitting.confidential or None, base_version=now.version,
    )  # fmt: skip


def follow(office: Office, day: date) -> None:
    """Take the minutes of earlier days one step on, where it is time for it; offices rest on Saturday and Sunday."""
    for sitting in _due(office, day, SUBMITTED):
        minutes_life.submit(office, sitting.id, despite_findings=True)
    for wait, late in ((APPROVED, False), (APPROVED_LATE, True)):
        for sitting in _due(office, day, wait):
            if (sitting.id % LATE_EVERY == 0) is late:
                _approve(office, sitting)
    for sitting in [*_due(office, day, SENT), *_due(office, day, APPROVED_LATE + timedelta(days=1))]:
        approved = minutes.of(office, sitting.id).status == MinutesStatus.APPROVED
        if approved and sitting.id % UNSENT_EVERY and not sitting.external:
            number = f"屏府社工字第{sitting.year - 1911}{sitting.id:07d}號"
            minutes_life.send(office, sitting.id, doc_no=number, urgency="普通件" if sitting.id % 5 else "速件")


def _approve(office: Office, sitting: SessionView) -> None:
    """Approve, now and then once more after a word was mended."""
    if minutes.of(office, sitting.id).status != MinutesStatus.SUBMITTED:
        return
    minutes_life.approve(office, sitting.id)
    if sitting.id % REOPENED_EVERY:
        return
    minutes_life.reopen(office, sitting.id, reason="主席指示補充第一案討論情形")
    one = next(iter(minutes.of(office, sitting.id).items))
    minutes.save_item(
        office, sitting.id, one.item.id, text=one.text + "\n主席：請補充統計期間。", decision_kind=one.decision_kind,
        decision=one.decision, base_version=one.version,
    )  # fmt: skip
    minutes_life.submit(office, sitting.id, despite_findings=True)
    minutes_life.approve(office, sitting.id)


def _take_down(office: Office, sitting: SessionView, point: MinutesItemView, place: int, came: list[str]) -> None:
    turn, item = sitting.id + place, point.item
    if item.postponed:
        ruling, talk = None, PUT_OFF
    else:
        ruling = _ruling(item.kind, turn)
        if point.decision:  # what confirms the last minutes says so by itself
            ruling = Ruling(DecisionKind(point.decision_kind), point.decision)
        talk = "" if item.kind is ItemKind.CONFIRM else _talk(turn, came)
    minutes.save_item(
        office, sitting.id, item.id, text=talk, decision_kind=ruling.kind if ruling else "",
        decision=ruling.text if ruling else "", base_version=point.version, seconds=240 + turn * 37 % 900,
    )  # fmt: skip
    if ruling and ruling.asked:
        actions.from_decision(
            office, sitting.id, item_id=item.id, text=_asked_on(item, ruling.asked),
            lead=_agency(office, sitting, ruling.lead),
            assists=[_agency(office, sitting, one) for one in ruling.assists.split()], due=f"+{ruling.days}",
            kind=ruling.asks, priority=PRIORITIES.get(turn % 12, ""), labels=LABELS[turn % len(LABELS)],
            case_code=item.case_code,
        )  # fmt: skip


def _asked_on(item: AgendaItemView, asked: str) -> str:
    """What is to be done, with what it is about before it where that is short."""
    subject = item.matter.partition("：")[0].rstrip("。")
    return f"{subject}：{asked}" if len(subject) <= LONGEST_SUBJECT else asked


def _ruling(kind: ItemKind, turn: int) -> Ruling:
    if kind is ItemKind.CONFIRM:
        return NOT_YET
    return RULINGS[kind][turn % len(RULINGS[kind])]


def _talk(turn: int, came: list[str]) -> str:
    """Two or three agencies speak."""
    return "\n".join(
        TALK[(turn + place) % len(TALK)].format(agency=came[(turn * 3 + place) % len(came)])
        for place in range(2 + turn % 2)
    )


def _confirm_the_last(office: Office, sitting: SessionView) -> None:
    """Confirm the minutes of the sitting before, where they are approved; corrections are noted now and then."""
    wanted = SessionFilter(
        series_ids=(sitting.series_id,), track_ids=(sitting.track_id,) if sitting.track_id else None,
        statuses=("held",), last=sitting.day,
    )  # fmt: skip
    earlier = [one for one in sessions.all_of(office, wanted, order="-day") if one.start < sitting.start]
    if not earlier or minutes.of(office, earlier[0].id).status not in (MinutesStatus.APPROVED, MinutesStatus.SENT):
        return
    noted = CORRECTIONS[sitting.id // CORRECTED_EVERY % len(CORRECTIONS)] if sitting.id % CORRECTED_EVERY == 0 else ""
    minutes_life.confirm(office, earlier[0].id, at=sitting.id, corrections=noted)


def _due(office: Office, day: date, wait: timedelta) -> list[SessionView]:
    """The sittings whose step is due today: on the day itself, or on Monday where that was a day of rest."""
    if day.weekday() > FRIDAY:
        return []
    since = day - timedelta(days=2) if day.weekday() == 0 else day
    return sessions.all_of(
        office, SessionFilter(first=(since - wait).isoformat(), last=(day - wait).isoformat(), statuses=("held",))
    )


def _agency(office: Office, sitting: SessionView, network: str) -> str:
    """The code of a bureau of a network; the host's where nobody holds it."""
    from meetingtui.domain.guests import of_network

    registry = office.registry()
    found = of_network(registry, network, sitting.day)
    return found[0].code if found else next(iter(registry.agencies.values())).code
