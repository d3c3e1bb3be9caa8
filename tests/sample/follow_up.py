"""How the sample's action items go on: who is asked before a sitting, what they answer, and what the sitting rules."""

from __future__ import annotations

from datetime import date, timedelta

from meetingtui.domain.actions import ActionFilter, ActionKind, ActionStatus, Level
from meetingtui.domain.reports import Incoming, Progress, Proposal, RequestLine, Role
from meetingtui.domain.rulings import Carried, Part, Ruling
from meetingtui.domain.sittings import SessionView
from meetingtui.services import actions, reports, rounds, rulings
from meetingtui.services.office import Office

ASKED = timedelta(days=10)
"""How long before a sitting its round begins."""
ANSWERED = (timedelta(days=8), timedelta(days=7), timedelta(days=6), timedelta(days=2))
"""How long before a sitting agencies answer; the last are late."""
UNASKED_EVERY, SILENT_EVERY, PASSED_EVERY = 13, 9, 8
SPLIT_EVERY, MERGED_EVERY, REOPENED_EVERY = 29, 19, 21
COUNTY_BODY = "PIF-10"
"""Where the recommendations of the centres go up to."""
DONE = (
    "已完成，成果並已函送各網絡單位。",
    "已於期限內辦竣，統計表如附件，差異均已說明。",
    "已召開研商會議，作業流程自下月起實施。",
)
ONGOING = (
    "辦理中，已邀集相關單位研商一次，流程草案預定於下月定案。",
    "表單已函請各單位表示意見，俟彙整後提報。",
    "目前完成約六成，餘因人員異動稍有延遲。",
)
NOT_DONE = ("因業務量增加，本期尚未辦理，將於下期優先處理。",)
OVERTAKEN = ("原承作計畫已停辦，情勢變更無法辦理，建議改列其他措施。",)
HELPING = ("已配合提供資料及聯絡窗口。", "已派員參加研商會議，無其他意見。", "資料蒐集中，將於會前提供主辦單位。")


def ask(office: Office, coming: list[SessionView]) -> None:
    """Begin the round before sittings that have something open before them; now and then it is forgotten."""
    for sitting in coming:
        if sitting.id % UNASKED_EVERY and any(one.item.lead_id for one in rulings.carried(office, sitting.id)):
            rounds.ask(office, sitting.id)


def answer(office: Office, day: date, coming: list[SessionView]) -> None:
    """Agencies answer on their days; some never do."""
    for sitting in coming:
        left = date.fromisoformat(sitting.day) - day
        if left not in ANSWERED or rounds.of(office, sitting.id) is None:
            continue
        turn = ANSWERED.index(left)
        still = {one.item.id for one in rulings.carried(office, sitting.id)}
        said = [
            _answer(one, sitting) for one in rounds.requests(office, sitting.id)
            if one.report is None and one.action_id in still and (one.agency_id + sitting.id) % len(ANSWERED) == turn
            and (one.agency_id * 5 + sitting.id) % SILENT_EVERY
        ]  # fmt: skip
        if said:
            reports.store(office, said)


def rule(office: Office, sitting: SessionView) -> None:
    """The sitting rules on what comes before it, and passes over an item now and then."""
    came = [one for one in rulings.carried(office, sitting.id) if one.item.lead_id]
    for place, one in enumerate(came):
        turn = one.item.id + sitting.id
        if turn % PASSED_EVERY == 0:
            continue
        if turn % MERGED_EVERY == 0 and place + 1 < len(came):
            into = came[place + 1].item.number
            rulings.rule(office, [one.item.number], Ruling.MERGE, at=sitting.id, into=into, reason="事項相同，併案管考")
        else:
            _rule_on(office, sitting, one, turn + place)
    if sitting.id % REOPENED_EVERY == 0:
        _reopen(office, sitting)


def _answer(one: RequestLine, sitting: SessionView) -> Incoming:
    turn = one.action_id * 7 + sitting.id + one.agency_id
    if one.role is Role.ASSIST:
        return Incoming(one.action_id, one.agency_id, HELPING[turn % len(HELPING)], round_id=one.round_id)
    progress, texts, proposal, percent = (
        (Progress.DONE, DONE, Proposal.CLOSE, 100), (Progress.DONE, DONE, Proposal.CLOSE, 100),
        (Progress.ONGOING, ONGOING, Proposal.CONTINUE, 60), (Progress.DONE, DONE, Proposal.CLOSE, None),
        (Progress.NOT_DONE, NOT_DONE, Proposal.CONTINUE, 0), (Progress.DONE, DONE, Proposal.CLOSE, 100),
        (Progress.ONGOING, ONGOING, Proposal.DELEGATE, 80), (Progress.OVERTAKEN, OVERTAKEN, Proposal.CLOSE, None),
    )[turn % 8]  # fmt: skip
    return Incoming(
        one.action_id, one.agency_id, texts[turn % len(texts)], str(progress), str(proposal), percent=percent,
        round_id=one.round_id,
    )  # fmt: skip


def _rule_on(office: Office, sitting: SessionView, one: Carried, turn: int) -> None:
    number, item = one.item.number, one.item
    if item.kind is ActionKind.POLICY and item.level != Level.CENTRAL and one.proposal:
        _raise(office, sitting, one)
    elif turn % SPLIT_EVERY == 0:
        parts = (
            Part("研訂作業流程及表單。", item.lead),
            Part("辦理第一線人員說明會。", item.assists[0] if item.assists else item.lead),
        )
        rulings.rule(office, [number], Ruling.SPLIT, at=sitting.id, parts=parts, reason="事項繁複，分別管考")
    elif item.status is ActionStatus.PROPOSED_CLOSE and turn % 7:
        rulings.rule(office, [number], Ruling.CLOSE, at=sitting.id)
    elif one.proposal == Proposal.DELEGATE:
        rulings.rule(office, [number], Ruling.DELEGATE, at=sitting.id, reason="列入該機關年度工作計畫自行管考")
    elif turn % 11 == 0 and item.assists:
        rulings.rule(
            office, [number], Ruling.LEAD, at=sitting.id, lead=item.assists[0],
            assists=[item.lead, *item.assists[1:]], reason="業務已移撥",
        )  # fmt: skip
    else:
        rulings.rule(office, [number], Ruling.CONTINUE, at=sitting.id, due="+60")


def _raise(office: Office, sitting: SessionView, one: Carried) -> None:
    """From a centre to the county's body, from the county to the ministry by letter."""
    if one.item.level == Level.DISTRICT:
        rulings.rule(
            office, [one.item.number], Ruling.RAISE, at=sitting.id, to=COUNTY_BODY, reason="非單一中心所能解決"
        )
        return
    letter = f"屏府社工字第{sitting.year - 1911}{sitting.id + 5000:07d}號"
    rulings.rule(office, [one.item.number], Ruling.RAISE, at=sitting.id, to="central", doc_no=letter)


def _reopen(office: Office, sitting: SessionView) -> None:
    """Something that was closed turns out not to be done; of what was split or merged nothing is left to reopen."""
    items = actions.listed(
        office, ActionFilter(
            series_ids=(sitting.series_id,), track_ids=(sitting.track_id,) if sitting.track_id else None,
            before=sitting.day,
        ),
    )  # fmt: skip
    gone = {one.came_from for one in items} | {one.number for one in items if one.merged_into}
    for one in reversed(items):
        if one.status is ActionStatus.CLOSED and one.number not in gone and one.ruled_in != sitting.number:
            rulings.rule(office, [one.number], Ruling.REOPEN, at=sitting.id, due="+30", reason="系統更新後原問題再現")
            return
