"""The words of the query line of action items: `是:列管中 主辦:衛生局 逾期 會議:PIF-10`."""

from __future__ import annotations

from enum import StrEnum

from meetingtui.domain.query_words import Vocabulary
from meetingtui.language import N_


class View(StrEnum):
    """The views of the list: what they keep, and how they are grouped."""

    ALL = "all"
    AGENCY = "agency"
    SERIES = "series"
    DUE = "due"
    OVERDUE = "overdue"
    PASSED = "passed"
    MINE = "mine"


VIEW_WORDS = {
    View.ALL: N_("全部"), View.AGENCY: N_("依機關"), View.SERIES: N_("依會議"), View.DUE: N_("依期限"),
    View.OVERDUE: N_("逾期"), View.PASSED: N_("未裁示"), View.MINE: N_("我的"),
}  # fmt: skip
GROUPED = frozenset({View.AGENCY, View.SERIES, View.DUE})

FIELDS: dict[str, tuple[str, ...]] = {
    "is": ("是", "is"),
    "lead": ("主辦", "lead", "主辦機關"),
    "assist": ("協辦", "assist", "協辦機關"),
    "agency": ("機關", "agency", "單位", "局處"),
    "due": ("期限", "due", "辦理期限"),
    "status": ("狀態", "status"),
    "series": ("會議", "series", "會議別", "meeting"),
    "session": ("場次", "session"),
    "progress": ("進度", "progress", "辦理進度"),
    "answer": ("回復", "answer", "回覆", "report"),
    "priority": ("優先", "priority"),
    "label": ("標籤", "label"),
    "case": ("案號", "case"),
    "kind": ("類別", "kind", "種類"),
    "number": ("編號", "number"),
    "level": ("層級", "level"),
    "year": ("年", "year", "年度"),
    "date": ("日期", "date", "日"),
}
VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "is": {
        "open": ("列管中", "open", "未結"),
        "overdue": ("逾期", "overdue"),
        "passed_over": ("未裁示", "passed-over", "passed"),
        "undated": ("無期限", "undated"),
        "unled": ("無主辦", "no-lead"),
        "reopened": ("重新列管", "reopened", "曾重新列管"),
        "mine": ("我的", "mine"),
        "confidential": ("密", "confidential"),
    },
    "status": {
        "open": ("繼續列管", "open", "列管"),
        "proposed_close": ("建議解除", "proposed_close", "建議解除列管", "proposed"),
        "closed": ("解除列管", "closed", "解除", "結案"),
        "delegated": ("自行列管", "delegated", "自行"),
        "split": ("已分案", "split", "分案", "分案列管"),
        "merged": ("已併案", "merged", "併案", "併案列管"),
    },
    "answer": {
        "answered": ("已回", "answered", "yes", "有"),
        "asked": ("未回", "missing", "no", "無"),
        "not_asked": ("未調查", "not-asked"),
    },
    "progress": {
        "done": ("已辦理", "done", "辦畢"),
        "ongoing": ("辦理中", "ongoing"),
        "not_done": ("未辦理", "not-done"),
        "overtaken": ("情勢變更無法辦理", "overtaken", "情勢變更", "無法辦理"),
    },
    "priority": {"urgent": ("急迫", "urgent"), "high": ("重要", "high")},
    "kind": {
        "tracked": ("列管事項", "tracked", "列管"),
        "ruling": ("交辦事項", "ruling", "交辦"),
        "policy": ("政策建議", "policy", "政策"),
    },
    "level": {
        "district": ("區級", "district"),
        "county": ("府級", "county"),
        "central": ("中央", "central"),
    },
}
ALONE = {
    name: (field, value)
    for field, value in (
        ("is", "open"), ("is", "overdue"), ("is", "passed_over"), ("is", "undated"), ("is", "unled"), ("is", "mine"),
        ("is", "reopened"), ("progress", "not_done"), ("progress", "overtaken"),
        ("status", "delegated"), ("status", "split"), ("status", "merged"), ("answer", "answered"), ("answer", "asked"),
        ("priority", "urgent"), ("priority", "high"), ("kind", "policy"),
    )
    for name in VALUES[field][value][:2]
    if name not in {"open", "high", "missing", "policy", "split", "merged"}
}  # fmt: skip
"""Words that mean a value without its field; English ones that are words of their own are left out."""
ACTIONS = Vocabulary(FIELDS, VALUES, ALONE, frozenset({"due", "date"}), "due")
