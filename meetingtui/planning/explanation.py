"""The sentences of a plan on what found no time: how many days were refused for what reason, and what would help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from meetingtui.dates.showing import show_date
from meetingtui.language import _
from meetingtui.planning.clashes import named
from meetingtui.planning.due import Due
from meetingtui.planning.outcome import Unplaced
from meetingtui.planning.placing import Refusals


def why_nowhere(
    due: Due, refusals: Refusals, names: Mapping[str, str], gap: str = "", *, not_before: date | None = None
) -> str:
    """Why a sitting found no time in its window, with the counts of reasons; `gap` is what its longest gap leaves."""
    facts = {
        "window": due.window.label,
        "first": show_date(due.window.first, "slash"), "last": show_date(due.window.last, "slash"),
    }  # fmt: skip
    if not_before is not None and due.window.last < not_before:
        return _("{window}排不進：時段（{first}至{last}）已過。").format(**facts)
    head = _("{window}排不進：").format(**facts) + gap
    if not refusals.days:
        return head + _("{first}至{last}沒有可排的上班日。").format(**facts)
    reasons = refused_words(refusals, names)
    text = _("{first}至{last}有{days}個上班日，平常時間{reasons}，其他時間也沒有空檔。")
    if due.series.deputies:
        text = _("{first}至{last}有{days}個上班日，平常時間{reasons}，其他時間與代理人也沒有空檔。")
    return head + text.format(days=refusals.days, reasons=_("、").join(reasons), **facts)


def refused_words(refusals: Refusals, names: Mapping[str, str]) -> list[str]:
    """The counts of reasons, the most frequent first."""
    reasons = [
        _taken(named(key, names), n, refusals.what.get(key, ""))
        for key, n in sorted(refusals.taken.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    if refusals.closed:
        reasons.append(_("{n}日停止上班").format(n=refusals.closed))
    return reasons


def _taken(who: str, days: int, what: str) -> str:
    if what:
        return _("{who}有{n}日已有「{what}」").format(who=who, n=days, what=what)
    return _("{who}有{n}日已排他會").format(who=who, n=days)


def alike_sentence(name: str, lost: Sequence[Unplaced]) -> str:
    """That more sittings of a series find no time for the same cause, and what would help."""
    windows = list(dict.fromkeys(one.window for one in lost))
    facts = {"name": name, "count": len(lost), "first": windows[0], "last": windows[-1]}
    text = _("{name}另有{count}場（{first}至{last}）也排不進，緣故與上列各場相同。")
    if len(windows) == 1:
        text = _("{name}另有{count}場（{first}）也排不進，緣故與上列各場相同。")
    return text.format(**facts) + _("可行：減少分區或場次、增列代理人或場地、放寬時段。")


def ways_sentence(ways: Sequence[str]) -> str:
    """What would help, in one sentence."""
    if not ways:
        return _("前後一個月、換人主持或另借場地，只調整一、兩項沒有找到辦法；請調整更多項、放寬時段或減少場次。")
    any_ = _("{subject}{verb}").format(subject=_("任一場"), verb="")
    shared = any_ if all(one.startswith(any_) for one in ways) else ""
    return _("可行：{ways}。").format(ways=shared + _("，或").join(one.removeprefix(shared) for one in ways))
