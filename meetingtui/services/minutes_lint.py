"""Looks through the minutes of a sitting before they are handed in; the rules stand in domain.minutes_lint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from meetingtui.domain import minutes_lint
from meetingtui.domain.agenda import AgendaItemView, Origin
from meetingtui.domain.minutes import TURNS, MinutesStatus
from meetingtui.domain.minutes_lint import ActionFacts, Confirmation, Facts, Finding
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionView
from meetingtui.services import carrying, finding, minutes, roll
from meetingtui.services.office import Office
from meetingtui.store.queries import contacts as contact_rows
from meetingtui.store.queries import minutes as minutes_rows

__all__ = ["Finding", "findings"]


def findings(office: Office, name: str | int) -> list[Finding]:
    """What should be mended in the minutes of a sitting before 送核; empty where nothing is. Raises NotFound."""
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    items = tuple(
        ActionFacts(one.number, one.text, one.lead, one.due, one.agenda_item_id)
        for one in carrying.made_at(office, sitting.id)
    )
    phones = [agency.phone for agency in registry.agencies.values()] + [
        one.phone for one in contact_rows.every(office.reader)
    ]
    present, written = roll.of(office, sitting.id), minutes.of(office, sitting.id)
    facts = Facts(
        held=sitting.status == Status.HELD, came=sum(line.came for line in present.lines),
        quorum="" if present.quorum.reached else present.quorum.sentence,
        confidential=sitting.confidential, actions=items,
        phones=frozenset("".join(sign for sign in one if sign.isdecimal()) for one in phones if one),
        starts=sitting.start, confirmations=tuple(_confirmations(office, sitting, (one.item for one in written.items))),
        carried=sum(one.item.number.startswith(f"{sitting.series}-") for one in carrying.carried(office, sitting.id)),
    )  # fmt: skip
    return minutes_lint.findings(written, facts)


def _confirmations(office: Office, sitting: SessionView, points: Iterable[AgendaItemView]) -> Iterator[Confirmation]:
    """What is stored of the minutes that the points confirm."""
    for point in points:
        earlier = point.origin_id if point.origin == Origin.CONFIRM else None
        head = minutes_rows.head(office.reader, earlier) if earlier else None
        if earlier and head:
            number = finding.session_of(office, office.registry(), earlier).number
            waits = MinutesStatus(head.status) in TURNS[MinutesStatus.CONFIRMED]
            noted = head.corrections if head.confirmed_in == sitting.id else ""
            yield Confirmation(point.id, number, waits, noted)
