"""The whole life of an action item: made, asked about, answered, ruled on, passed over, edited, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from meetingtui.dates.clock import iso_taipei
from meetingtui.domain.action_life import Happening, Life, LifeEvent
from meetingtui.domain.actions import ActionView
from meetingtui.domain.registry import Registry
from meetingtui.domain.rulings import Ruling
from meetingtui.services import actions, reports
from meetingtui.services.office import Office
from meetingtui.store.queries import action_life as rows
from meetingtui.store.queries import action_rulings as ruling_rows


def of(office: Office, item: str | int) -> Life:
    """Everything that happened to an item, oldest first. Raises NotFound."""
    found = actions.show(office, item)
    order = {what: place for place, what in enumerate(Happening)}
    events = sorted(_events(office, office.registry(), found), key=lambda one: (one.day, order[one.what]))
    return Life(found, tuple(events))


def _events(office: Office, registry: Registry, item: ActionView) -> Iterator[LifeEvent]:
    """What happened, each kind in its own order."""
    yield from _rulings(office, registry, item)
    for at, who in rows.edited(office.reader, item.number):
        yield LifeEvent(iso_taipei(at)[:10], Happening.EDITED, who=who)
    yield from _questions(office, registry, item)
    for report in reports.of(office, item.id):
        yield LifeEvent(
            report.day, Happening.REPORTED, report.round, (report.agency,), who=report.who, report=report
        )  # fmt: skip
    for number, day in rows.passed_over(office.reader, item.id):
        yield LifeEvent(day, Happening.PASSED_OVER, number)
    for day, session, other in rows.came_of_it(office.reader, item.id):
        yield LifeEvent(day, Happening.LINKED, session, others=(other,))


def _rulings(office: Office, registry: Registry, item: ActionView) -> Iterator[LifeEvent]:
    for one in ruling_rows.of_items(office.reader, registry, [item.id])[item.id]:
        made = one.verb is Ruling.MADE
        others = (item.came_from,) if made and item.came_from else one.other
        yield LifeEvent(
            one.day, Happening.MADE if made else Happening.RULED, one.session_number,
            tuple(name for name in (one.lead, *one.assists) if name), others=others, who=one.who, ruling=one,
        )  # fmt: skip


def _questions(office: Office, registry: Registry, item: ActionView) -> Iterator[LifeEvent]:
    """Who was asked, one event a round."""
    by_round: dict[tuple[str, str, str], list[str]] = {}
    for one in rows.asked(office.reader, item.id):
        by_round.setdefault((one.on, one.due, one.session), []).append(registry.name("agency", one.agency_id))
    for (day, due, session), agencies in by_round.items():
        yield LifeEvent(day, Happening.ASKED, session, tuple(agencies), due)
