"""The check everybody sees: the stated figure against cadence x tracks, the legal floor and the longest gap."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from meetingtui.domain.cadence import AT_LEAST, Cadence, Rhythm
from meetingtui.language import _


class Finding(StrEnum):
    """What a plan check found."""

    SAME = "same"
    TRACKS_MISSING = "tracks_missing"
    DIFFERS = "differs"
    BELOW_FLOOR = "below_floor"
    GAP_RULE = "gap_rule"
    REPORTED_DIFFERS = "reported_differs"
    NO_FIGURE = "no_figure"
    DEMAND = "demand"


_TO_CORRECT = frozenset({Finding.TRACKS_MISSING, Finding.DIFFERS, Finding.BELOW_FLOOR, Finding.REPORTED_DIFFERS})


_MOST_YEARS = 10
"""A report over more years than this is a slip of the pen."""


class PlanCheck(NamedTuple):
    """One series' figures side by side, with the sentence a secretary reads.

    `computed` is cadence x tracks without tracks that are only proposed; `planned` counts those too. `ok` is False
    where somebody must add a track, change the cadence or correct a figure. `propose_tracks` is how many tracks
    would explain the stated figure.
    """

    kind: Finding
    stated: int | None
    computed: int | None
    planned: int | None
    floor: int | None
    max_gap_months: int | None
    sentence: str
    ok: bool
    propose_tracks: int | None = None


class _Figures(NamedTuple):
    name: str
    stated: int | None
    cadence: Cadence | None
    tracks: int
    proposed: bool
    floor: int | None
    max_gap: int | None
    reported: int | None
    period: str

    @property
    def computed(self) -> int | None:
        return self.cadence.computed(1 if self.proposed else self.tracks) if self.cadence else None

    @property
    def planned(self) -> int | None:
        return self.cadence.computed(self.tracks) if self.cadence else None

    @property
    def years(self) -> int:
        """How many years the report's period names: 3 for 107-109年, 1 where it names none or an unlikely span."""
        span = re.search(r"(?<!\d)(\d{2,3})\s*年?\s*[-~－～至到]\s*(\d{2,3})(?!\d)", self.period)
        years = int(span[2]) - int(span[1]) + 1 if span else 1
        return years if 1 <= years <= _MOST_YEARS else 1

    @property
    def over_years(self) -> int | None:
        """What the cadence gives over all years of the report."""
        return None if self.computed is None else self.computed * self.years

    @property
    def rule(self) -> str:
        """The sum in words: 每季1場×7個分區＝28場."""
        if self.cadence is None:
            return ""
        count = 1 if self.proposed else max(self.tracks, 1)
        if count > 1:
            return _("{rhythm}×{tracks}個分區＝{computed}場").format(
                rhythm=self.cadence.text(), tracks=count, computed=self.computed
            )
        if self.cadence.rhythm is Rhythm.COUNT:
            return self.cadence.text()
        return _("{rhythm}，全年{computed}場").format(rhythm=self.cadence.text(), computed=self.computed)


def check(
    name: str,
    stated: int | None,
    cadence: Cadence | None,
    tracks: int = 0,
    floor: int | None = None,
    max_gap_months: int | None = None,
    reported: int | None = None,
    *,
    reported_period: str = "",
    tracks_proposed: bool = False,
) -> PlanCheck:
    """Compare one series' figures a year.

    stated: what the source prints; tracks: places it is held in (0 or 1: one); floor: sittings a year a law asks
    for; reported: sittings a report counts in `reported_period` (free text); tracks_proposed: the tracks are our
    proposal, the source names none.
    """
    figures = _Figures(
        name, stated, cadence, tracks, tracks_proposed and tracks > 1, floor, max_gap_months, reported, reported_period
    )
    kind, sentence, propose = _compare(figures)
    return PlanCheck(
        kind=kind, stated=stated, computed=figures.computed, planned=figures.planned, floor=floor,
        max_gap_months=max_gap_months, sentence=sentence, ok=kind not in _TO_CORRECT and not _without_rule(figures),
        propose_tracks=propose,
    )  # fmt: skip


def _without_rule(figures: _Figures) -> bool:
    """A figure is asked for, by a law or by the source, and no cadence answers it."""
    return figures.computed is None and bool(figures.floor or figures.stated or figures.max_gap)


def _compare(figures: _Figures) -> tuple[Finding, str, int | None]:
    computed, floor = figures.computed, figures.floor
    if computed is None:
        return _no_number(figures)
    if floor and (figures.planned or 0) < floor:
        sentence = _("{name}依頻率全年僅{planned}場，低於法定每年至少{floor}場，請增加頻率。")
        return Finding.BELOW_FLOOR, sentence.format(name=figures.name, planned=figures.planned, floor=floor), None
    if figures.stated is not None and not _agree(figures.stated, computed, figures):
        return _stated_differs(figures, figures.stated, computed)
    if figures.reported not in {None, computed, figures.over_years} and not _is_default(figures):
        return Finding.REPORTED_DIFFERS, _reported(figures, computed), None
    if figures.max_gap and _may_break_gap(figures):
        return Finding.GAP_RULE, _gap(figures), None
    return _fitting(figures)


def _fitting(figures: _Figures) -> tuple[Finding, str, int | None]:
    kind = Finding.SAME if figures.stated is not None else Finding.NO_FIGURE
    if figures.stated is None and _is_default(figures):
        sentence = _("{name}未載頻率與場數；暫以預設排定：{rule}，可修改。")
    elif figures.stated is None:
        sentence = _("{name}未載全年場數；依頻率：{rule}。")
    elif figures.cadence and figures.cadence.qualifier in AT_LEAST:
        sentence = _("{name}載明至少{stated}場，頻率達到：{rule}。")
    else:
        sentence = _("{name}載明{stated}場，與頻率相符：{rule}。")
    return kind, sentence.format(name=figures.name, stated=figures.stated, rule=figures.rule), None


def _is_default(figures: _Figures) -> bool:
    """Our own editable default: it says nothing about what was stated or reported."""
    return figures.cadence is not None and figures.cadence.provisional


def _agree(stated: int, computed: int, figures: _Figures) -> bool:
    at_least = figures.cadence is not None and figures.cadence.qualifier in AT_LEAST
    return computed >= stated if at_least else computed == stated


def _no_number(figures: _Figures) -> tuple[Finding, str, int | None]:
    on_demand = figures.cadence is not None and not figures.cadence.provisional
    kind = Finding.DEMAND if on_demand else Finding.NO_FIGURE
    if figures.floor:
        sentence = _("{name}未訂頻率，法定每年至少{floor}場，請設定召開頻率。")
    elif figures.max_gap:
        sentence = _("{name}未訂頻率，法定至少每{gap}個月召開一次，請設定召開頻率。")
    elif figures.stated is not None:
        sentence = _("{name}載明{stated}場，未訂頻率，請設定召開頻率。")
    elif on_demand:
        sentence = _("{name}視需要召開，不預定場數。")
    else:
        sentence = _("{name}未載頻率，也未載場數。")
    text = sentence.format(name=figures.name, floor=figures.floor, gap=figures.max_gap, stated=figures.stated)
    return kind, text, None


def _stated_differs(figures: _Figures, stated: int, computed: int) -> tuple[Finding, str, int | None]:
    facts = {"name": figures.name, "stated": stated, "computed": computed, "rule": figures.rule}
    if computed and stated > computed and stated % computed == 0:
        tracks = stated // computed * (1 if figures.proposed else max(figures.tracks, 1))
        if figures.proposed and figures.planned == stated:
            sentence = _(
                "{name}載明{stated}場，依頻率僅{computed}場（{rule}）；已暫分{tracks}個分區補足，請確認分區或更正場數。"
            )
        else:
            sentence = _(
                "{name}載明{stated}場，依頻率僅{computed}場（{rule}）；如分{tracks}個分區召開即相符，請新增分區或更正場數。"
            )
        return Finding.TRACKS_MISSING, sentence.format(tracks=tracks, **facts), tracks
    sentence = _("{name}載明{stated}場，依頻率為{computed}場（{rule}），兩者不符，請更正頻率或場數。")
    return Finding.DIFFERS, sentence.format(**facts), None


def _reported(figures: _Figures, computed: int) -> str:
    """How a report differs, read as one year or as all its years: as that to which it comes nearer."""
    reported, over_years = figures.reported or 0, computed * figures.years
    one_place = figures.proposed or figures.tracks < 2
    rule = figures.cadence.text() if figures.cadence and one_place else figures.rule
    facts = {
        "name": figures.name, "computed": computed, "rule": rule, "reported": reported,
        "period": figures.period or _("未載期間"),
    }  # fmt: skip
    if max(reported, over_years) * min(reported, computed) < max(reported, computed) * min(reported, over_years):
        sentence = _(
            "{name}依頻率每年應有{computed}場（{rule}）；報告載{reported}場（{period}），以{years}年計應有{over_years}場，"
            "{difference}，請確認報告的期間，或更正頻率。"
        )
        facts |= {"years": figures.years, "over_years": over_years}
        return sentence.format(difference=_difference(reported - over_years), **facts)
    sentence = _(
        "{name}依頻率每年應有{computed}場（{rule}）；報告載{reported}場（{period}），如為一年則{difference}，請確認期間。"
    )
    return sentence.format(difference=_difference(reported - computed), **facts)


def _difference(sittings: int) -> str:
    return (_("多{n}場") if sittings > 0 else _("少{n}場")).format(n=abs(sittings))


def _may_break_gap(figures: _Figures) -> bool:
    widest = figures.cadence.widest_gap_months() if figures.cadence else None
    return widest is None or widest > (figures.max_gap or 0)


def _gap(figures: _Figures) -> str:
    return _(
        "{name}法定至少每{gap}個月召開一次：僅依「{rhythm}」排定，相鄰兩次仍可能超過{gap}個月，排定時須逐次核對間隔。"
    ).format(name=figures.name, gap=figures.max_gap, rhythm=figures.cadence.text() if figures.cadence else "")
