"""What a ruling brings about besides the new state: parts of a split item, the point that goes up; and its removal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from meetingtui.domain.actions import LEVEL_WORDS, ActionKind, Level
from meetingtui.domain.actions import Origin as ItemOrigin
from meetingtui.domain.agenda import ItemKind, Origin
from meetingtui.domain.ruling_refusals import EffectStays, RulingUnclear, TakeBackFirst
from meetingtui.domain.rulings import Ruling, Standing, status_after
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import action_states, action_words, raising
from meetingtui.services.agenda_items import MATTER_MOST
from meetingtui.services.ruling_orders import NewItem, Order

if TYPE_CHECKING:
    from meetingtui.store.tables import ActionItem, ActionRuling, AgendaItem
    from meetingtui.store.unit_of_work import UnitOfWork

INHERITED = ("kind", "priority", "labels", "case_code", "level")
"""What the parts of an item have from it."""
FIRST_VERSION = 1
"""The version of a part that nobody has changed."""


def ruling(work: UnitOfWork, sitting: SessionView, row: ActionItem, order: Order, last: ActionRuling) -> ActionRuling:
    """The ruling on an item, with the state in which it leaves it. Raises RulingUnclear."""
    from meetingtui.store.tables import ActionRuling

    now = action_states.standing(last)
    lead = now.lead if order.lead is None else order.lead
    helpers = json.loads(now.assists) if order.assists is None else order.assists
    made = ActionRuling(
        action_item_id=row.id or 0, position=last.position + 1, session_id=sitting.id, verb=order.verb,
        status=status_after(order.verb), reason=order.reason, series_id=order.series_id, doc_no=order.doc_no,
        other_id=_target(row, order), who=work.who, at=work.at,
    )  # fmt: skip
    level = _level(row, now.level, order) if order.verb is Ruling.RAISE else now.level
    due = order.due if order.has_due else now.due
    action_states.stand(made, Standing(lead, action_words.as_stored(helpers, lead), due, level))
    return made


def bring_about(work: UnitOfWork, sitting: SessionView, row: ActionItem, order: Order) -> None:
    """Make the parts of a split item, or the point by which a recommendation goes up."""
    if order.verb is Ruling.SPLIT:
        for part in order.parts:
            _make_part(work, sitting, row, part)
    if order.verb is Ruling.RAISE and order.series_id is not None:
        work.add(_point(sitting, row, order.series_id))


def require_nothing_made(work: UnitOfWork, row: ActionItem, gone: ActionRuling) -> None:
    """Raises TakeBackFirst when parts or a point came of a ruling: they go only when that is what was asked for."""
    parts = _parts(work, row, gone)
    if parts or _points(work, row, gone):
        raise TakeBackFirst(row.number, [one.number for one in parts])


def take_back(work: UnitOfWork, row: ActionItem, gone: ActionRuling) -> None:
    """Remove what a ruling has brought about. Raises EffectStays when others have gone on with it."""
    for part in _parts(work, row, gone):
        if action_states.is_followed(work, part):
            raise EffectStays(
                _("{number}分出的{part}已有後續裁示、調查或辦理情形"), number=row.number, part=part.number
            )
        if part.version > FIRST_VERSION:
            raise EffectStays(_("{number}分出的{part}之後已修改"), number=row.number, part=part.number)
        action_states.take_out(work, part)
    for point in _points(work, row, gone):
        if point.session_id is not None:
            raise EffectStays(_("{number}提報的案由已列入上級會議的議程"), number=row.number)
        work.delete(point)


def is_same(work: UnitOfWork, row: ActionItem, order: Order, gone: Sequence[ActionRuling]) -> bool:
    """Whether what stands already is what the order would bring about."""
    there = [(one.text, action_states.standing(one)) for old in gone for one in _parts(work, row, old)]
    return there == [(part.text, _standing(row, part)) for part in order.parts]


def _target(row: ActionItem, order: Order) -> int | None:
    if order.into is not None and order.into.id == row.id:
        raise RulingUnclear(_("{number}不能併入自己。請改選另一項。"), number=row.number)
    return order.into.id if order.into else None


def _level(row: ActionItem, level: str, order: Order) -> str:
    """The level after a recommendation has gone up one: 區級 › 府級 › 中央."""
    if row.kind != ActionKind.POLICY:
        raise RulingUnclear(_("{number}不是政策建議，不能提報上級。請先將類別改為政策建議。"), number=row.number)
    if level == Level.CENTRAL:
        raise RulingUnclear(_("{number}已提報中央，不能再往上提報。請改為繼續列管。"), number=row.number)
    if order.series_id is None and level == Level.DISTRICT:
        raise RulingUnclear(_("{number}還在區級，請先提報府級會議（--to 會議別）。"), number=row.number)
    upper = order.upper or Level.CENTRAL
    if not raising.is_higher(upper, level):
        raise RulingUnclear(
            _("{number}是{own}的政策建議，所選會議是{upper}，不是上級，不能提報。{advice}"), number=row.number,
            own=_(LEVEL_WORDS[Level(level)]), upper=_(LEVEL_WORDS[upper]),
            advice=_("請提報中央（central）。") if level == Level.COUNTY else _("請改選府級會議。"),
        )  # fmt: skip
    return str(upper)


def _make_part(work: UnitOfWork, sitting: SessionView, row: ActionItem, part: NewItem) -> None:
    from meetingtui.store.tables import ActionItem, AgendaItem

    points = work.all(AgendaItem, session_id=sitting.id, kind=str(ItemKind.TRACKING))
    made = ActionItem(
        session_id=sitting.id, agenda_item_id=points[0].id if points else None, number="", ordinal=0, text=part.text,
        came_by=ItemOrigin.SPLIT, came_from_id=row.id, **{name: getattr(row, name) for name in INHERITED},
    )  # fmt: skip
    action_states.stand(made, _standing(row, part))
    action_states.make(work, sitting, made)


def _standing(row: ActionItem, part: NewItem) -> Standing:
    """Who does a part by when: as said, else as in the item that it came of."""
    lead = row.lead_agency_id if part.lead is None else part.lead
    helpers = json.loads(row.assists) if part.assists is None else part.assists
    return Standing(lead, action_words.as_stored(helpers, lead), part.due or row.due, row.level)


def _point(sitting: SessionView, row: ActionItem, series_id: int) -> AgendaItem:
    """What waits for the next sitting of the higher level; it goes on paper, so it is Chinese in every language."""
    from meetingtui.store.tables import AgendaItem

    matter = " ".join(row.text.split())
    return AgendaItem(
        series_id=series_id, kind=ItemKind.DISCUSSION, origin=Origin.SENT_UP, origin_id=row.id,
        matter=matter if len(matter) <= MATTER_MOST else matter[: MATTER_MOST - 1] + "…",
        explanation=f"本案由{sitting.name}提報（列管編號{row.number}）。\n{row.text}", agency_id=row.lead_agency_id,
    )  # fmt: skip


def _parts(work: UnitOfWork, row: ActionItem, gone: ActionRuling) -> list[ActionItem]:
    from meetingtui.store.tables import ActionItem

    if gone.verb != Ruling.SPLIT:
        return []
    found = work.all(ActionItem, came_from_id=row.id, came_by=str(ItemOrigin.SPLIT), session_id=gone.session_id)
    return sorted(found, key=lambda one: one.ordinal)


def _points(work: UnitOfWork, row: ActionItem, gone: ActionRuling) -> list[AgendaItem]:
    """The newest point by which a ruling has sent the item up, where it still is."""
    from meetingtui.store.tables import AgendaItem

    if gone.verb != Ruling.RAISE or gone.series_id is None:
        return []
    return work.all(AgendaItem, origin=str(Origin.SENT_UP), origin_id=row.id, series_id=gone.series_id)[-1:]
