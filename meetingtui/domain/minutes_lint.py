"""What is wrong with minutes before they are handed in: what is missing, and what must not stand in a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from meetingtui.domain.agenda import ItemKind
from meetingtui.domain.minutes import DECISION_WORDS, DecisionKind, MinutesItemView, MinutesView, fits, usual
from meetingtui.domain.personal import Personal, personal
from meetingtui.language import N_, _

KIND_WORDS = {
    "unheld": N_("未登記召開"), "no_attendance": N_("未登記出席"), "no_quorum": N_("未達法定人數"),
    "no_agenda": N_("沒有議程"), "no_tracking": N_("缺列管事項"),
    "no_decision": N_("缺決議"), "wrong_kind": N_("類別不合"), "no_lead": N_("缺主辦"),
    "no_due": N_("缺期限"), "confirmation": N_("確認不符"), "no_taker": N_("缺紀錄人員"),
    "not_adjourned": N_("缺散會時間"), "ended_before": N_("時間不合"), "undeclared": N_("缺保密宣告"),
    "personal": N_("個人資料"), "word": N_("用字"), "late": N_("逾期"),
}  # fmt: skip
"""The kinds of findings in the order in which they are told, and their names."""
FIELD_WORDS = {
    "text": N_("討論情形"), "decision": N_("決議"), "matter": N_("案由"), "explanation": N_("說明"),
    "proposal": N_("擬辦"), "remarks": N_("主席致詞"), "action": N_("列管事項"),
}  # fmt: skip
PERSONAL_WORDS = {
    Personal.ID: N_("身分證統一編號"), Personal.PHONE: N_("電話號碼"), Personal.ADDRESS: N_("地址"),
    Personal.NAME: N_("姓名"),
}  # fmt: skip
NOUN_BEFORE = (
    "會議", "訪視", "通話", "工作", "處遇", "服務", "個案", "書面", "完整", "上次", "本次", "前次", "歷次", "討論",
    "輔導", "相關", "之", "的", "作成", "製作", "列入", "留有", "留下", "無", "有", "查閱", "調閱", "訪談", "電話",
    "案件", "通報", "依", "依據", "依照", "按", "檢附", "檢送", "函送", "寄送", "提供", "保存", "填寫", "撰寫", "整理",
    "核閱", "參閱", "前開", "該次", "各次",
)  # fmt: skip
NOUN_BEHIND = ("表", "單", "簿", "冊", "檔", "人", "者", "確認", "在案", "內容", "摘要")
SENT_BEHIND = ("送", "函", "提", "交", "寄", "上傳", "陳", "歸", "列")
"""What follows on 將紀錄…: behind 將 the word may be the verb as well."""
CORRECTED = ("更正", "修正", "訂正", "改為", "改列")
"""Words of which one stands in a decision that confirms minutes with corrections."""
VERB_BEFORE = ("請", "應", "並", "詳實", "逐一", "予以", "加以", "須", "據實", "不得", "未", "已", "可", "需", "能")


class Finding(NamedTuple):
    """One thing to mend. `item_id` is the point it stands in (None: the whole), `place` the field (FIELD_WORDS).

    `start` and `end` are the signs of that field which it is about, both 0 where it is about all of it; `action` is the
    number of the action item that it is about.
    """

    kind: str
    sentence: str
    item_id: int | None = None
    place: str = ""
    start: int = 0
    end: int = 0
    action: str = ""


class ActionFacts(NamedTuple):
    """What is looked at of an action item."""

    number: str
    text: str
    lead: str
    due: str
    item_id: int | None


class Confirmation(NamedTuple):
    """What is stored of the earlier minutes that a point confirms: whether they wait for it, and what was corrected.

    `waits` is true while they are approved and no sitting is stored as having confirmed them.
    """

    item_id: int
    number: str
    waits: bool
    corrections: str = ""


class Facts(NamedTuple):
    """What is known beside the minutes: whether the sitting is recorded as held, who came, what must be kept quiet.

    `starts` is when it was to begin, ISO in Taipei or empty; `quorum` is the sentence that tells of a quorum that was
    not reached, empty where none is asked or it was reached; `phones` are numbers of offices, which may stand in
    minutes. `carried` counts the items of its own series that come before it.
    """

    held: bool
    came: int
    confidential: bool
    quorum: str = ""
    actions: tuple[ActionFacts, ...] = ()
    phones: frozenset[str] = frozenset()
    starts: str = ""
    confirmations: tuple[Confirmation, ...] = ()
    carried: int = 0


def findings(view: MinutesView, facts: Facts) -> list[Finding]:
    """Everything that should be mended, by kind (KIND_WORDS), then in the order of the paper."""
    found = [
        *_of_sitting(view, facts), *_of_items(view), *_of_actions(facts.actions), *_of_texts(view, facts),
        *_of_confirmations(view, facts.confirmations), *_of_time(view),
    ]  # fmt: skip
    rank = {kind: place for place, kind in enumerate(KIND_WORDS)}
    return sorted(found, key=lambda one: rank[one.kind])


def label(one: MinutesItemView) -> str:
    """What a point is called in a sentence: its number and the beginning of its matter."""
    matter = one.item.matter if len(one.item.matter) <= 16 else one.item.matter[:15] + "…"
    return f"{one.item.number}{matter}" if one.item.number else matter


def _of_sitting(view: MinutesView, facts: Facts) -> Iterator[Finding]:
    if not facts.held:
        yield Finding("unheld", _("尚未登記召開。請先登記召開。"))
    if not facts.came:
        yield Finding("no_attendance", _("尚未登記任何人出席。請先登記出席情形。"))
    if facts.quorum:
        yield Finding("no_quorum", facts.quorum)
    if not view.items:
        yield Finding("no_agenda", _("沒有任何議案。請先編列議程。"))
    if facts.carried and all(one.item.kind != ItemKind.TRACKING for one in view.items):
        text = _("列管至本次會議的{count}項沒有列入議程，紀錄不會有列管事項表。請編列議程（agenda draft）或作成裁示。")
        yield Finding("no_tracking", text.format(count=facts.carried))
    if not view.minute_taker.strip():
        yield Finding("no_taker", _("沒有填紀錄人員。"))
    if not view.adjourned_at:
        yield Finding("not_adjourned", _("沒有填散會時間。"))
    elif view.adjourned_at <= (view.opened_at or facts.starts):
        yield Finding("ended_before", _("散會時間不在開會時間之後。請更正；跨日的會議請連同日期填寫。"))
    if facts.confidential and not view.declared_secret:
        yield Finding("undeclared", _("應保密之會議尚未登記保密宣告。"))


def _of_items(view: MinutesView) -> Iterator[Finding]:
    for one in view.items:
        if one.item.postponed:
            continue
        if not one.decision.strip():
            text = _("「{item}」沒有{kind}。")
            yield Finding(
                "no_decision", text.format(item=label(one), kind=_(DECISION_WORDS[usual(one.item.kind)])), one.item.id,
                "decision",
            )  # fmt: skip
        elif one.decision_kind and not fits(one.item.kind, DecisionKind(one.decision_kind)):
            text = _("「{item}」用了「{kind}」，此類議案通常用「{usual}」。")
            yield Finding(
                "wrong_kind",
                text.format(
                    item=label(one), kind=_(DECISION_WORDS[DecisionKind(one.decision_kind)]),
                    usual=_(DECISION_WORDS[usual(one.item.kind)]),
                ),
                one.item.id, "decision",
            )  # fmt: skip


def _of_actions(found: Sequence[ActionFacts]) -> Iterator[Finding]:
    for one in found:
        if not one.lead:
            yield Finding(
                "no_lead", _("列管事項{number}沒有主辦機關。").format(number=one.number), one.item_id, "action",
                action=one.number,
            )  # fmt: skip
        if not one.due:
            yield Finding(
                "no_due", _("列管事項{number}沒有辦理期限。").format(number=one.number), one.item_id, "action",
                action=one.number,
            )  # fmt: skip


def _of_confirmations(view: MinutesView, known: Sequence[Confirmation]) -> Iterator[Finding]:
    decided = {one.item.id: (label(one), one.decision) for one in view.items}
    for one in known:
        item, decision = decided[one.item_id]
        if one.waits and confirms(decision):
            text = _("「{item}」已決定確認，{number}的紀錄卻尚未登記確認。請登記確認，或更正決定。")
        elif one.corrections.strip() and decision.strip() and not any(word in decision for word in CORRECTED):
            text = _("{number}的紀錄登記為更正後確認，「{item}」的決定卻沒有載明更正。請補上更正的內容。")
        else:
            continue
        yield Finding("confirmation", text.format(item=item, number=one.number), one.item_id, "decision")


def confirms(decision: str) -> bool:
    """Whether a decision says that the last minutes are confirmed, and not that they will be another time."""
    return "確認" in decision and not any(word in decision for word in ("下次", "俟", "暫緩", "不予"))


def _of_texts(view: MinutesView, facts: Facts) -> Iterator[Finding]:
    texts: list[tuple[int | None, str, str, str]] = [(None, "remarks", view.remarks, "")]
    for one in view.items:
        for field in ("matter", "explanation", "proposal"):
            texts.append((one.item.id, field, getattr(one.item, field), label(one)))
        texts += [(one.item.id, "text", one.text, label(one)), (one.item.id, "decision", one.decision, label(one))]
    texts += [(one.item_id, "action", one.text, one.number) for one in facts.actions]
    for item_id, field, text, where in texts:
        action = where if field == "action" else ""
        stands = (
            _("「{item}」的{field}").format(item=where, field=_(FIELD_WORDS[field])) if where else _(FIELD_WORDS[field])
        )
        for what, start, end in personal(text, facts.phones):
            yield Finding(
                "personal",
                _("{where}出現{what}「{text}」。請改以代號或刪去。").format(
                    where=stands, what=_(PERSONAL_WORDS[what]), text=_masked(text[start:end])
                ),
                item_id, field, start, end, action,
            )  # fmt: skip
        for start in misspelt(text):
            yield Finding(
                "word",
                _("{where}的「記錄」作名詞時應為「紀錄」。").format(where=stands),
                item_id,
                field,
                start,
                start + 2,
                action,
            )


def misspelt(text: str) -> list[int]:
    """Where 記錄 stands for the noun 紀錄: 紀錄 is the noun, 記錄 the verb (公文撰作解析)."""
    found = []
    for hit in re.finditer("記錄", text):
        before, behind = text[: hit.start()], text[hit.end() :]
        if before.endswith(VERB_BEFORE) or re.search("由[^，。；\n]{1,12}$", before):
            continue
        handed_on = before.endswith("將") and behind.startswith(SENT_BEHIND)
        ends = not behind or behind[0] in "，。、；：）」』\n"
        if ends or handed_on or before.endswith(NOUN_BEFORE) or behind.startswith(NOUN_BEHIND):
            found.append(hit.start())
    return found


def _of_time(view: MinutesView) -> Iterator[Finding]:
    if not view.locked and view.days_since > view.days_allowed:
        text = _("會後已{days}日，逾本會議{allowed}日內完成紀錄的期限。")
        yield Finding("late", text.format(days=view.days_since, allowed=view.days_allowed))


def _masked(text: str) -> str:
    """A found piece with its middle hidden: a list of findings may be printed."""
    return text if len(text) < 4 else text[:2] + "○" * (len(text) - 3) + text[-1]
