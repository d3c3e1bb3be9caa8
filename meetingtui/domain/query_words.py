"""The words of the query line: its fields and fixed values, by every name they may be typed with."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.domain.names import key
from meetingtui.language import current

# The first name is offered in Chinese, the second in English; all of them are understood in both.
FIELDS: dict[str, tuple[str, ...]] = {
    "series": ("會議", "series", "會議別", "meeting"),
    "status": ("狀態", "status"),
    "is": ("是", "is"),
    "chair": ("主席", "chair", "主持", "主持人"),
    "agency": ("機關", "agency", "單位", "網絡單位", "局處"),
    "track": ("分區", "track", "中心"),
    "year": ("年", "year", "年度"),
    "quarter": ("季", "quarter"),
    "month": ("月", "month", "月份"),
    "date": ("日期", "date", "日"),
    "kind": ("類型", "kind", "種類"),
    "level": ("層級", "level"),
    "number": ("編號", "number", "案號"),
    "room": ("地點", "room", "place"),
    "remarks": ("備註", "remarks", "note"),
    "host": ("主辦", "host", "lead"),
}

VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "status": {
        "planned": ("預定", "planned"),
        "noticed": ("已通知", "noticed", "通知"),
        "held": ("已召開", "held", "召開"),
        "postponed": ("延期", "postponed", "延期待定"),
        "cancelled": ("已取消", "cancelled", "取消", "canceled"),
        "merged": ("已併開", "merged", "併開"),
    },
    "is": {
        "overdue": ("逾期", "overdue"),
        "locked": ("鎖定", "locked"),
        "external": ("外部召開", "external", "外部"),
        "joint": ("聯合", "joint", "聯合會議"),
        "confidential": ("密", "confidential"),
    },
    "kind": {
        "ordinary": ("定期", "ordinary", "定期會議"),
        "extraordinary": ("臨時", "extraordinary", "臨時會"),
    },
    "level": {
        "statutory": ("法定", "statutory", "法定委員會"),
        "liaison": ("聯繫", "liaison", "聯繫會議", "聯繫會報"),
        "platform": ("平台", "platform", "社區平台"),
        "case": ("個案", "case", "個案會議"),
        "training": ("訓練", "training", "宣導", "訪視"),
    },
}
ALONE = {"overdue": ("is", "overdue"), "逾期": ("is", "overdue")}
"""Words that mean a field's value even without the field."""


class Vocabulary(NamedTuple):
    """The words of the query line of one kind of list.

    `fields` and `values` are what may be typed, with every name; `alone` are words that mean a value of a field
    without it; values of `days` are days and spans of them, and a day that is typed alone is one of `day`.
    """

    fields: dict[str, tuple[str, ...]]
    values: dict[str, dict[str, tuple[str, ...]]]
    alone: dict[str, tuple[str, str]]
    days: frozenset[str]
    day: str

    def field_of(self, name: str) -> str | None:
        """The field that `name` stands for, in either language; None for no field."""
        wanted = key(name)
        fields = self.fields.items()
        return next((field for field, names in fields if wanted == field or wanted in map(key, names)), None)

    def value_of(self, field: str, name: str) -> str | None:
        """The fixed value of `field` that `name` stands for; None when there is none."""
        wanted = key(name)
        values = self.values[field].items()
        return next((value for value, names in values if wanted == value or wanted in map(key, names)), None)


SITTINGS = Vocabulary(FIELDS, VALUES, ALONE, frozenset({"date"}), "date")


def offered(names: tuple[str, ...]) -> str:
    """Of several names the one to offer in the language in use."""
    return names[0] if current() == "zh_TW" else names[1]
