"""What the fixed values of the registry are called, and which of them somebody means, by its code or in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meetingtui.domain import names
from meetingtui.domain.cadence import Rhythm
from meetingtui.language import N_, _

Words = Mapping[Any, str]
"""Fixed values, each with what it is called (marked with `N_`)."""
NATURE_WORDS = {
    "meeting": N_("會議"), "platform": N_("平台"), "training": N_("訓練宣導"), "visit": N_("訪視"),
    "mechanism": N_("工作機制"), "report": N_("報告場合"), "plan": N_("計畫"), "umbrella": N_("總稱"),
}  # fmt: skip
RHYTHM_WORDS = {
    Rhythm.MONTH: N_("每月"), Rhythm.BIMONTH: N_("每2個月"), Rhythm.QUARTER: N_("每季"), Rhythm.THIRD: N_("每4個月"),
    Rhythm.HALF: N_("每半年"), Rhythm.YEAR: N_("每年"), Rhythm.COUNT: N_("全年場數"), Rhythm.DEMAND: N_("視需要召開"),
}  # fmt: skip
QUALIFIER_WORDS = {
    "exact": N_("恰為此數"), "at_least": N_("至少"), "more_than": N_("多於"), "at_least_per_case": N_("每案至少"),
}  # fmt: skip
YEAR_BASIS_WORDS = {"calendar": N_("曆年"), "school_year": N_("學年度")}
BASIS_WORDS = {"law": N_("法規"), "plan": N_("計畫"), "ad_hoc": N_("任務需要"), "not_stated": N_("未載明")}
CHAIR_RULE_WORDS = {
    "fixed": N_("固定主持"), "rotating": N_("輪流主持"), "by_track": N_("各分區主持"), "not_stated": N_("未載明"),
}  # fmt: skip


def meant(word: str, words: Words) -> str | None:
    """The value of `words` (value to what it is called) that `word` means: itself, its name, or how one name begins.

    None where it means none of them, or several.
    """
    wanted = names.key(word)
    called = {str(value): {names.key(shown), names.key(_(shown))} for value, shown in words.items()}
    for value, shown in called.items():
        if wanted in {names.key(value), *shown}:
            return value
    begun = [value for value, shown in called.items() if wanted and any(one.startswith(wanted) for one in shown)]
    return begun[0] if len(begun) == 1 else None


def explained(words: Words) -> str:
    """Every value with what it is called, in one line: month 每月、quarter 每季."""
    return _("、").join(f"{value} {_(shown)}" for value, shown in words.items())
