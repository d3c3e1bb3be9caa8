"""Words of lists of open items: what has left, what is proposed, kind, priority, no day, and as of when a list is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from meetingtui.dates.errors import DateError
from meetingtui.dates.roc import parse_date
from meetingtui.domain.actions import ActionKind, Priority
from meetingtui.domain.errors import NotFound
from meetingtui.domain.reports import proposal_of

_LEFT = re.compile(
    r"(?:由.{1,12}?)?(?:已經|已|業|經會議|同意|准予|予以|改為|改|列入){0,3}"
    r"(?:解除列管|解除|解列|結案|銷案|銷管|撤管|自行列管|自行追蹤|自管|closed|delegated)[0-9年月日./()\-]{0,20}"
)
_OPEN = frozenset({
    "", "列管", "列管中", "繼續列管", "持續列管", "辦理中", "持續辦理", "未解除", "未結", "未結案", "未完成", "進行中",
    "open", "否", "n", "no",
})  # fmt: skip
_YES = frozenset({"是", "v", "y", "yes", "o", "○", "✓", "✔", "●", "已", "true"})
_UNDATED = frozenset({
    "", "-", "--", "無", "無期限", "未定", "免", "n/a", "na", "持續", "持續辦理", "持續列管", "長期", "長期辦理",
    "經常性", "經常辦理", "例行性", "隨時", "賡續辦理",
})  # fmt: skip
_NEXT = frozenset({"下次會議", "下次", "下次會議前", "下次會前", "下次會議提報", "next"})
_NOTHING = frozenset({"", "-", "--", "無", "n/a", "na"})
_KINDS = {
    **dict.fromkeys(
        ("列管事項", "列管", "列管案", "列管案件", "決議", "決議事項", "一般", "一般列管", "tracked"),
        ActionKind.TRACKED,
    ),
    **dict.fromkeys(
        ("交辦事項", "交辦", "交辦案", "交辦案件", "裁示", "裁示事項", "主席裁示", "主席交辦", "首長交辦", "ruling"),
        ActionKind.RULING,
    ),
    **dict.fromkeys(("政策建議", "政策", "建議事項", "政策性建議", "policy"), ActionKind.POLICY),
}
_PRIORITIES = {
    **dict.fromkeys(
        ("急迫", "緊急", "急", "急件", "最急", "最急件", "特急", "特急件", "最速件", "最優先", "urgent"),
        Priority.URGENT,
    ),
    **dict.fromkeys(("重要", "高", "優先", "速件", "high"), Priority.HIGH),
    **dict.fromkeys(("普通", "一般", "普通件", "普通案件", "中", "低", "normal", "low", "medium"), ""),
}
_DAY = re.compile(r"(?:民國)?[0-9]{2,4}[年./-][0-9]{1,2}[月./-][0-9]{1,2}日?|(?<![0-9])[0-9]{7,8}(?![0-9])")
_AS_OF = re.compile("製表|列印|更新|統計|填報|截至|資料|彙整|列管至|迄")


def has_left(said: str, heading: str) -> bool:
    """Whether a state says that an item is no longer followed up; in a column 是否解列 a bare yes does."""
    word = _plain(said)
    return bool(_LEFT.fullmatch(word)) or ("是否" in heading and word in _YES)


def proposal(said: str, *, is_state: bool) -> str | None:
    """The value of Proposal that a cell means, empty for none; None for words that mean nothing known.

    A state is a proposal only where it says so (建議解除列管); else 列管中 and the like propose nothing.
    """
    word = _plain(said)
    if word in _OPEN and (is_state or not word):
        return ""
    if is_state and not word.startswith(("建議", "擬")):
        return None
    word = re.sub(r"^(?:建議|擬請?|擬予|請)+(?:同意|准予|予以)?", "", word)
    word = {"解列": "解除列管", "解除": "解除列管", "結案": "解除列管", "持續列管": "繼續列管", "列管": "繼續列管"}.get(
        word, word
    )
    try:
        return proposal_of(word)
    except NotFound:
        return None


def kind(said: str) -> str | None:
    """The value of ActionKind that a cell means, empty for none; None for words that mean none."""
    word = _plain(said)
    return "" if word in _NOTHING else _KINDS.get(word)


def priority(said: str) -> str | None:
    """The value of Priority that a cell means, empty for an ordinary item; None for words that mean none."""
    word = _plain(said)
    return "" if word in _NOTHING else _PRIORITIES.get(word)


def labels(said: str) -> tuple[str, ...]:
    """The labels of a cell, which stand apart by commas, blanks, semicolons, lines or #."""
    return () if _plain(said) in _NOTHING else tuple(one for one in re.split(r"[\s,，、;；/／#＃]+", said) if one)


def is_undated(said: str) -> bool:
    """Whether a due day says that there is none."""
    return _plain(said) in _UNDATED


def is_next_sitting(said: str) -> bool:
    """Whether a due day is that of the next sitting."""
    return _plain(said) in _NEXT


def as_of(heading: str, titles: Sequence[str], today: date) -> str:
    """The ISO day as of which a list stands: in the heading of its answers, else in a title; empty for none."""
    for text in (heading, *(one for one in titles if _AS_OF.search(one))):
        for found in _DAY.finditer(unicodedata.normalize("NFKC", text).replace(" ", "")):
            try:
                day = parse_date(found[0])
            except DateError:
                continue
            if day <= today:
                return day.isoformat()
    return ""


def _plain(said: str) -> str:
    return "".join(unicodedata.normalize("NFKC", said).split()).casefold().replace("—", "-").rstrip("。")
