"""A count in words: whether a series meets what is asked, why not, and what stands around the figures."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from meetingtui.dates.showing import show_date
from meetingtui.domain.counts import CountRow, Counts
from meetingtui.language import N_, _
from meetingtui.services.count_reports import frozen_words
from meetingtui.services.frozen_counts import Frozen
from meetingtui.tui.count_facts import GROUPS, CountFacts
from meetingtui.tui.widgets import cells

APART_WORDS = {
    "provisional": N_("預設頻率（不計入合計）"), "external": N_("外部召開（不計入合計）"),
    "training": N_("訓練宣導（不計入合計）"), "duty": N_("聯合會議之任務（依認列，不計入合計）"),
}  # fmt: skip
DIFFERENCES = 3
"""Differences from the frozen copy that the line below the figures names."""


class Verdict(NamedTuple):
    """Whether what is asked was met: the name of a sign, words, and how the row looks."""

    sign: str
    words: str
    look: str

    def text(self, *, ascii_only: bool) -> str:
        """Sign and words; '' where nothing is asked."""
        return f"{cells.sign(self.sign, ascii_only=ascii_only)} {self.words}" if self.words else ""


def met(row: CountRow) -> int:
    """Sittings that count for a row: its own, and those credited to it."""
    return row.held + row.credited


def verdict(row: CountRow, *, coming: int) -> Verdict:
    """Short, too long a gap, or met; what sittings still `coming` will make good does not alarm."""
    lacking = shortage(row, coming=coming)
    if row.gap_broken or coming < (row.shortfall or 0):
        words = [_("間隔過長")] if row.gap_broken else []
        return Verdict("problem", _("、").join([*words, *filter(None, [lacking])]), "error")
    if lacking:
        return Verdict("planned", lacking, "")
    asked = row.shortfall is not None or (row.max_gap_months is not None and row.longest_gap_days is not None)
    return Verdict("mark", _("符合") if asked else "", "")


def shortage(row: CountRow, *, coming: int) -> str:
    """How many sittings are missing, and whether they are on the books already; '' for none."""
    if not row.shortfall:
        return ""
    text = _("缺{count}已排") if coming >= row.shortfall else _("缺{count}")
    return text.format(count=row.shortfall)


def finding(row: CountRow, *, coming: int) -> str:
    """What was held against the floor (or else the target), and the longest gap: 4/4，最長間隔97天：過長."""
    asked = row.floor if row.floor is not None and row.series_id is not None else row.target
    parts = [f"{met(row)}/{asked}" if asked is not None else _("已召開{count}場").format(count=met(row))]
    parts += filter(None, [shortage(row, coming=coming)])
    if row.longest_gap_days is not None:
        if row.gap_broken:
            gap = _("最長間隔{days}天：過長")
        elif row.max_gap_months is not None:
            gap = _("最長間隔{days}天：未逾{months}個月")
        else:
            gap = _("最長間隔{days}天")
        parts.append(gap.format(days=row.longest_gap_days, months=row.max_gap_months))
    return _("，").join(parts)


def sentence(row: CountRow, *, coming: int) -> str:
    """All that a row says, also what no column has room for."""
    parts = [_("{name}：{more}").format(name=row.name, more=finding(row, coming=coming) + _pair(row))]
    if row.credited:
        parts.append(_("含認列{count}場").format(count=row.credited))
    if row.due_by:
        parts.append(_("下次最遲{day}").format(day=_dot(row.due_by)))
    if row.series_id is not None and row.stated != row.computed and None not in (row.stated, row.computed):
        parts.append(_("載明{stated}場，依頻率{computed}場").format(stated=row.stated, computed=row.computed))
    return _("；").join(parts)


def _pair(row: CountRow) -> str:
    """The two dates between which the gap is; with its length where a longer one is within its months."""
    if row.gap_broken is None:
        return ""
    first, last = (date.fromisoformat(day) for day in row.gap_broken)
    pair = _("{first}至{last}").format(first=show_date(first, "dot"), last=show_date(last, "dot"))
    days = (last - first).days
    if days != row.longest_gap_days:
        pair = _("逾越者{pair}，{days}天").format(pair=pair, days=days)
    return _("（{text}）").format(text=pair)


def heading(facts: CountFacts) -> str:
    """Period, as-of date and grouping in one line."""
    found = facts.counts
    return _("{period}，基準日{day}，依{group}").format(
        period=found.period, day=_dot(found.as_of), group=_(GROUPS[found.by])
    )


def notes(found: Counts, *, months: bool) -> str:
    """The notes of a report, without the period and the day, which stand above."""
    texts = list(found.notes[1:])
    if months:
        texts.insert(0, _("格內為在案場次（取消與併開不計）。"))
    return together(texts)


def compared(frozen: Frozen | None) -> str:
    """Whether what is shown equals the reported copy; '' where there is none."""
    said = frozen_words(frozen)
    if frozen is None or frozen.same:
        return together(said)
    more = len(said) - 1 - DIFFERENCES
    text = said[0] + _("；").join(said[1 : 1 + DIFFERENCES])
    return text + (_("等。按 f 看全部。") if more > 0 else "")


def together(sentences: list[str]) -> str:
    """Sentences in a row; those that end in a full-width stop need no blank between."""
    return "".join(one if one.endswith("。") else f"{one} " for one in sentences).rstrip()


def _dot(iso: str) -> str:
    return show_date(date.fromisoformat(iso), "dot")
