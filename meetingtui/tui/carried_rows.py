"""What comes before a sitting as rows to rule on: how each item stands, what agencies answered, what was ruled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from meetingtui.dates.showing import show_date
from meetingtui.domain.actions import STILL_OPEN, ActionFilter, ActionStatus, ActionView
from meetingtui.domain.registry import Registry
from meetingtui.domain.reports import LATENESS_WORDS, PROGRESS_WORDS, PROPOSAL_WORDS, ReportView
from meetingtui.domain.rulings import LEAVING, OUTCOMES, RULING_WORDS, Carried, Ruling, RulingView
from meetingtui.domain.sessions import STATUS_WORDS, Status
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import actions, carrying, sessions
from meetingtui.services.office import Office
from meetingtui.services.reports import OFF
from meetingtui.tui import action_words, sitting_words
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, Row

COLUMNS = (
    ListColumn("number", N_("編號"), 19, importance=7),
    ListColumn("text", N_("列管事項"), 14, importance=10, grow=6),
    ListColumn("lead", N_("列管主辦"), 8, importance=8, grow=1),
    ListColumn("assists", N_("協辦"), 8, importance=2, grow=1),
    ListColumn("due", N_("辦理期限"), 10, importance=4),
    ListColumn("late", N_("逾期"), 9, importance=6),
    ListColumn("proposal", N_("建議"), 8, importance=8),
    ListColumn("passed", N_("未裁示"), 6, importance=3),
    ListColumn("ruled", N_("本次裁示"), 14, importance=9),
)
IN_A_LIST = {
    Ruling.CONTINUE: N_("繼續"), Ruling.CLOSE: N_("解除"), Ruling.DELEGATE: N_("自行"), Ruling.SPLIT: N_("分案"),
    Ruling.MERGE: N_("併案"), Ruling.LEAD: N_("改主辦"), Ruling.RAISE: N_("提報"), Ruling.REOPEN: N_("重列"),
}  # fmt: skip
"""Rulings as the keys say them, where a column has no room for their names."""
LEFT = frozenset(str(one) for one in ActionStatus if one not in STILL_OPEN)
Pairs = list[tuple[str, str | None]]


class Seen(NamedTuple):
    """What one read answers: what comes before the sitting, and with `left` what had left the list before."""

    sitting: SessionView
    carried: list[Carried]
    left: list[Carried]

    @property
    def ruled(self) -> int:
        """Of how many items the sitting has said something."""
        return sum(one.ruled is not None for one in self.carried)


def read(office: Office, sitting_id: int, *, left: bool) -> Seen:
    """What comes before a sitting, and on demand what had left the list before. Raises NotFound."""
    sitting = sessions.show(office, sitting_id)
    carried = carrying.carried(office, sitting_id)
    return Seen(sitting, carried, _left(office, sitting, {one.item.id for one in carried}) if left else [])


def _left(office: Office, sitting: SessionView, but: set[int]) -> list[Carried]:
    asked = ActionFilter(
        series_ids=(sitting.series_id,), statuses=tuple(sorted(LEFT)), credited=True, before=sitting.day,
        track_ids=None if sitting.track_id is None else (sitting.track_id,),
    )  # fmt: skip
    found = actions.listed(office, asked)
    return [Carried(one) for one in reversed(found) if one.id not in but and one.session_id != sitting.id]


def rows(seen: Seen, registry: Registry) -> list[Row]:
    """Every item as a line; those that had left before under a heading of their own."""
    found = [_row(one, registry) for one in seen.carried]
    if seen.left:
        found.append(Row("left", (_("已不在列管的{count}項").format(count=len(seen.left)),), HEADING))
        found += [_row(one, registry) for one in seen.left]
    return found


def _row(one: Carried, registry: Registry) -> Row:
    item = one.item
    late = action_words.state(item) if item.overdue_days or item.status not in STILL_OPEN else ""
    lead, *assists = (_short(registry, agency) for agency in (item.lead_id, *item.assist_ids))
    texts = (
        item.number, " ".join(item.text.split()), lead or action_words.lead(item), _("、").join(assists),
        action_words.due(item), late, proposal(one), action_words.passed_over(item), ruled(one, registry),
    )  # fmt: skip
    return Row(item.id, texts, "success" if one.rulings else action_words.look(item))


def _short(registry: Registry, agency_id: int | None) -> str:
    agency = registry.agencies.get(agency_id or 0)
    return (agency.short or agency.name) if agency else ""


def proposal(one: Carried) -> str:
    """What the lead proposes, as its key is called; empty for nothing."""
    return _(IN_A_LIST[Ruling(str(one.proposal))]) if one.proposal else ""


def ruled(one: Carried, registry: Registry) -> str:
    """What the sitting has said of it so far, what decides first, each with what is new by it; empty for nothing."""
    said = sorted(one.rulings, key=lambda each: each.verb not in OUTCOMES)
    return _("、").join(dict.fromkeys(_in_a_list(each, registry) for each in said))


def _in_a_list(one: RulingView, registry: Registry) -> str:
    """A ruling with what is new by it: the day, the lead, or whereto it went up."""
    new = {Ruling.LEAD: _short(registry, one.lead_id), Ruling.RAISE: one.sent_to or _("中央")}.get(one.verb)
    return _ruling(one, IN_A_LIST) if new is None else f"{_(IN_A_LIST[one.verb])} {new}".rstrip()


def _ruling(one: RulingView, words: Mapping[Ruling, str] = RULING_WORDS) -> str:
    word = _(words[one.verb])
    if one.verb in LEAVING or not one.due:
        return word
    return f"{word} {sitting_words.near_day(date.fromisoformat(one.due), date.fromisoformat(one.day or one.due))}"


def count_sentence(seen: Seen, today: date) -> str:
    """How many items were ruled on, how many not; whether the sitting cannot rule yet, or never will."""
    count = len(seen.carried)
    if not count:
        return _("沒有列管至本次會議的事項。")
    parts = [_("列管{count}項").format(count=count), _("已裁示{count}").format(count=seen.ruled)]
    parts.append(_("未裁示{count}").format(count=count - seen.ruled))
    late = sum(one.item.overdue_days > 0 for one in seen.carried)
    if late:
        parts.append(_("逾期{count}").format(count=late))
    if seen.sitting.status in OFF:
        parts.append(_("本場次{status}，不再裁示").format(status=_(STATUS_WORDS[Status(seen.sitting.status)])))
    elif not seen.sitting.day or seen.sitting.day > today.isoformat():
        parts.append(_("會議當日起可裁示"))
    return _("，").join(parts)


def pairs(one: Carried) -> Pairs:
    """Everything that the sitting has before it of one item, and what it said."""
    item = one.item
    passed = _("已有{count}場未裁示").format(count=one.passed_over) if one.passed_over else ""
    due = _("{day}（{late}）") if item.overdue_days else "{day}"
    found: Pairs = [
        (item.number, None),
        (_("內容"), item.text),
        *[(_("本次裁示"), each) for each in map(_told, one.rulings)],
        (_("列管主辦"), action_words.lead(item)),
        (_("協辦"), action_words.assists(item)),
        (_("辦理期限"), due.format(day=action_words.due(item, "long"), late=action_words.state(item))),
        (_("未裁示"), passed),
    ]
    if one.reports:
        found.append((_("辦理情形"), None))
        found += [(each.agency, answer(each)) for each in one.reports]
    else:
        found.append((_("辦理情形"), _("（尚無機關回復）")))
    return [(label, value) for label, value in found if value != ""]


def _told(one: RulingView) -> str:
    """A ruling with who does it now and why."""
    parts = [_ruling(one), *one.other, one.sent_to, one.doc_no]
    if one.verb == "lead":
        parts += [one.lead, *one.assists]
    return "　".join(part for part in [*parts, one.reason] if part)


def answer(one: ReportView) -> str:
    """An answer: how far it is, what it proposes, when it came; then its words."""
    return "\n".join(part for part in (_("，").join(_facts(one)), one.text) if part)


def _facts(one: ReportView) -> Iterator[str]:
    if one.progress:
        yield _(PROGRESS_WORDS[one.progress])
    if one.percent is not None:
        yield f"{one.percent}%"
    if one.proposal:
        yield _(PROPOSAL_WORDS[one.proposal])
    if one.proposed_due:
        yield _("擬延至{day}").format(day=show_date(date.fromisoformat(one.proposed_due), "dot"))
    yield _("{day}回復").format(day=show_date(date.fromisoformat(one.day), "dot"))
    if one.lateness:
        yield _(LATENESS_WORDS[one.lateness])


def open_items(seen: Seen) -> list[ActionView]:
    """The items that are still open after what the sitting has said."""
    return [one.item for one in seen.carried if not any(each.verb in LEAVING for each in one.rulings)]
