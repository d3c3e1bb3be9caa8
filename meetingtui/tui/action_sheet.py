"""Everything about one action item as pairs to read: what was ordered, how it stands, where it came from."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from meetingtui.dates.showing import show_date
from meetingtui.domain.action_life import HAPPENING_WORDS, Life, LifeEvent, said
from meetingtui.domain.actions import KIND_WORDS, LEVEL_WORDS, STATUS_WORDS, ActionView, Level
from meetingtui.domain.reports import LATENESS_WORDS
from meetingtui.language import _
from meetingtui.services import action_life
from meetingtui.services.office import Office
from meetingtui.tui import action_words

Pairs = list[tuple[str, str | None]]


class Sheet(NamedTuple):
    """What a page on one action item shows."""

    item: ActionView
    facts: Pairs
    life: Pairs


def read(office: Office, action_id: int) -> Sheet:
    """Read everything about an item. Raises NotFound."""
    life = action_life.of(office, action_id)
    return Sheet(life.item, _facts(office, life.item), _life(life))


def _facts(office: Office, one: ActionView) -> Pairs:
    registry = office.registry()
    state = _(STATUS_WORDS[one.status])
    if one.overdue_days:
        state = _("{late}（{state}）").format(late=action_words.state(one), state=state)
    passed = ""
    if one.passed_over:
        passed = _("{sitting}後已開會{count}場，都沒有裁示").format(sitting=one.ruled_in, count=one.passed_over)
    series = next((each for each in registry.series.values() if each.code == one.series), None)
    pairs: Pairs = [
        (_("列管事項"), None),
        (_("編號"), one.number),
        (_("內容"), one.text),
        (_("種類"), _(KIND_WORDS[one.kind])),
        (_("優先"), action_words.priority(one)),
        (_("案號"), one.case_code),
        (_("標籤"), _("、").join(one.labels)),
        (_("備註"), one.note),
        (_("現況"), None),
        (_("狀態"), state),
        (_("列管主辦"), action_words.lead(one)),
        (_("協辦"), action_words.assists(one)),
        (_("辦理期限"), action_words.due(one, "long")),
        (_("層級"), _(LEVEL_WORDS[Level(one.level)]) if one.level else ""),
        (_("未裁示"), passed),
        (_("併入"), one.merged_into),
        (_("來源"), None),
        (_("場次"), _("{number}　{day}").format(number=one.session_number, day=_day(one.day))),
        (_("會議別"), f"{series.code} {registry.name('series', series.id, one.day or None)}" if series else one.series),
        (_("由來"), action_words.origin(one)),
        (_("原編號"), one.old_number if one.came_from else ""),
        (_("最近裁示"), _("{number}　{day}").format(number=one.ruled_in, day=_day(one.ruled_day))),
    ]
    return [(label, value) for label, value in pairs if value != ""]


def _life(life: Life) -> Pairs:
    """What happened, oldest first; days that follow each other unchanged are said once."""
    pairs: Pairs = [(_("歷程"), None)]
    before = ""
    for one in life.events:
        day = show_date(date.fromisoformat(one.day), "dot") if one.day else ""
        pairs.append((day if day != before else "", _event(one)))
        before = day
    return pairs


def _event(one: LifeEvent) -> str:
    what = _(HAPPENING_WORDS[one.what])
    if one.report is not None and one.report.lateness:
        what += _("（{late}）").format(late=_(LATENESS_WORDS[one.report.lateness]))
    text = "　".join(part for part in (what, one.session, _("、").join(one.agencies)) if part)
    if told := said(one):
        text = _("{name}：{value}").format(name=text, value=told)
    return f"{text}　（{one.who}）" if one.who else text


def _day(day: str) -> str:
    return show_date(date.fromisoformat(day)) if day else ""
