"""What a sitting says of action items: a ruling with what belongs to it, read from what was typed and checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from meetingtui.domain.actions import STILL_OPEN, ActionView, Level
from meetingtui.domain.errors import NotFound
from meetingtui.domain.registry import Registry
from meetingtui.domain.registry_values import meant
from meetingtui.domain.ruling_refusals import RulingUnclear
from meetingtui.domain.rulings import AS_PROPOSED, LEAVING, RULING_WORDS, Part, Ruling
from meetingtui.domain.sessions import require_reason
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import action_words, actions, finding, raising, written
from meetingtui.services.office import Office

CENTRAL = "central"
"""Said instead of a series: a recommendation goes up to the central government."""
_CENTRAL = frozenset({CENTRAL, "中央"})
FEWEST_PARTS = 2
MOST_PARTS = 50


class Said(NamedTuple):
    """What is typed of a ruling, in any form; None and empty for nothing."""

    due: date | str | None = None
    lead: str | None = None
    assists: str | Iterable[str] | None = None
    reason: str = ""
    into: str | int | None = None
    parts: Sequence[Part] = ()
    to: str = ""
    doc_no: str = ""


class NewItem(NamedTuple):
    """A part of a split item, as it will be stored; None where it is as in the one that it came of."""

    text: str
    lead: int | None
    assists: list[int] | None
    due: str | None


class Order(NamedTuple):
    """What a sitting says, of as many items as it likes; None leaves who does it by when as it is.

    `series_id` is that of the higher level and `upper` its level, None for the central government; `as_proposed` lets
    each item go on until the day that its own lead proposes.
    """

    verb: Ruling
    due: str | None = None
    has_due: bool = False
    lead: int | None = None
    assists: list[int] | None = None
    reason: str = ""
    into: ActionView | None = None
    parts: tuple[NewItem, ...] = ()
    series_id: int | None = None
    doc_no: str = ""
    as_proposed: bool = False
    upper: Level | None = None


def until(order: Order, proposed: str | None) -> Order:
    """The order for an item whose lead proposes an ISO day; only one that takes what is proposed changes by it."""
    return order._replace(due=proposed, has_due=True) if order.as_proposed and proposed else order


def read(office: Office, registry: Registry, sitting: SessionView, verb: Ruling, said: Said) -> Order:
    """The ruling that was typed. Raises RulingUnclear, ReasonNeeded, NotFound, Ambiguous or WrongDate."""
    _require_fitting(verb, said)
    reason = require_reason(said.reason) if verb is Ruling.REOPEN else said.reason
    lead = None if said.lead is None else action_words.lead_of(office, registry, sitting, said.lead)
    if said.lead is not None and lead is None:
        raise RulingUnclear(_("請指定改由哪個機關主辦（--lead）。"))
    series = finding.series_of(registry, said.to) if verb is Ruling.RAISE and said.to not in _CENTRAL else None
    if series and series.id == sitting.series_id:
        raise RulingUnclear(_("{name}就是本次會議，不能提報給自己。請改選上級會議，或 central。"), name=series.name)
    upper = raising.upper_of(registry, series, office.clock.today()) if series else None
    proposed = isinstance(said.due, str) and said.due.strip() in AS_PROPOSED
    due = None if proposed else said.due
    return Order(
        verb, action_words.due_day(office, sitting, due), due is not None, lead,
        _helpers(office, registry, sitting, said.assists),
        written.line(reason, _("理由"), most=written.TEXT_MOST), _target(office, said.into),
        tuple(_part(office, registry, sitting, one) for one in said.parts), series.id if series else None,
        written.line(said.doc_no, _("發文字號")), proposed, upper,
    )  # fmt: skip


def verb_of(said: str | Ruling) -> Ruling:
    """The ruling that a value or a word names. Raises NotFound with those there are."""
    words = {one: word for one, word in RULING_WORDS.items() if one is not Ruling.MADE}
    found = meant(str(said), words)
    if found is None:
        raise NotFound(_("裁示"), str(said)[:40], [f"{one} {_(word)}" for one, word in words.items()])
    return Ruling(found)


def _require_fitting(verb: Ruling, said: Said) -> None:
    """Raises RulingUnclear where something is missing, or does not belong to that ruling."""
    named = _(RULING_WORDS[verb])
    if verb in LEAVING and verb is not Ruling.DELEGATE and said.due is not None:
        raise RulingUnclear(_("「{verb}」後不再有期限。請刪除期限，或改為繼續列管。"), verb=named)
    changes_who = said.lead is not None or said.assists is not None
    if verb is Ruling.LEAD and not changes_who:
        raise RulingUnclear(_("請指定改由哪個機關主辦（--lead）。"))
    if verb not in (Ruling.LEAD, Ruling.REOPEN) and changes_who:
        raise RulingUnclear(_("「{verb}」不改主辦或協辦。請另以「改列主辦」（lead）裁示，可同時並存。"), verb=named)
    for wanted, given, text in (
        (Ruling.MERGE, said.into is not None, _("請指定併入哪一項（--into 編號）。")),
        (Ruling.SPLIT, bool(said.parts), _("請寫出分成哪幾項，至少兩項（--part 事項）。")),
        (Ruling.RAISE, bool(said.to), _("請指定提報到哪個上級會議，或中央（--to 會議別|central）。")),
    ):
        if verb is wanted and not given:
            raise RulingUnclear(text)
        if verb is not wanted and given:
            unfit = _("「{verb}」與所附的內容不符：那是「{other}」用的。請更正。")
            raise RulingUnclear(unfit, verb=named, other=_(RULING_WORDS[wanted]))
    if verb is Ruling.SPLIT and not FEWEST_PARTS <= len(said.parts) <= MOST_PARTS:
        raise RulingUnclear(
            _("分案要分成{least}到{most}項，這裡有{count}項。請補齊或刪減。"),
            least=FEWEST_PARTS, most=MOST_PARTS, count=len(said.parts),
        )  # fmt: skip
    if said.doc_no and verb is not Ruling.RAISE:
        raise RulingUnclear(_("發文字號只用於「{verb}」。請刪除。"), verb=_(RULING_WORDS[Ruling.RAISE]))


def _target(office: Office, into: str | int | None) -> ActionView | None:
    """The item that goes on for those merged into it. Raises NotFound and RulingUnclear."""
    if into is None:
        return None
    found = actions.show(office, into)
    if found.status not in STILL_OPEN:
        raise RulingUnclear(_("{number}已不在列管，不能併入。請改選尚在列管的事項。"), number=found.number)
    return found


def _part(office: Office, registry: Registry, sitting: SessionView, part: Part) -> NewItem:
    lead = action_words.lead_of(office, registry, sitting, part.lead)
    helpers = _helpers(office, registry, sitting, part.assists) if part.assists else None
    return NewItem(action_words.text(part.text), lead, helpers, action_words.due_day(office, sitting, part.due))


def _helpers(
    office: Office, registry: Registry, sitting: SessionView, said: str | Iterable[str] | None
) -> list[int] | None:
    if said is None:
        return None
    found: list[int] = json.loads(action_words.assists_of(office, registry, sitting, said, None))
    return found
