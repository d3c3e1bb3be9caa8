"""The points with which every agenda of a series begins."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from meetingtui.domain import names
from meetingtui.domain.agenda import ItemKind, Origin
from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.language import _
from meetingtui.services import agenda, agenda_items, finding
from meetingtui.services.agenda_items import ItemForm
from meetingtui.services.office import Office
from meetingtui.store.queries import agenda as rows

FIELDS = ("kind", "matter", "explanation", "proposal", "agency_id", "minutes")
OWN = frozenset({"", str(Origin.TEMPLATE)})
"""Origins of points that belong to the series rather than to one sitting."""
ONCE = frozenset({ItemKind.CONFIRM, ItemKind.TRACKING, ItemKind.CASE})
"""Kinds that each draft makes anew."""


class TemplateView(NamedTuple):
    """A point of a template, with the name of the agency that proposes it."""

    id: int
    kind: ItemKind
    matter: str
    explanation: str
    proposal: str
    agency_id: int | None
    agency: str
    minutes: int | None
    position: int
    version: int


def of(office: Office, series: str) -> list[TemplateView]:
    """The template of a series in the order of the paper. Raises NotFound."""
    registry = office.registry()
    owner = finding.series_of(registry, series)
    today = office.clock.today().isoformat()
    found = [
        TemplateView(
            row.id, ItemKind(row.kind), row.matter, row.explanation, row.proposal, row.agency_id,
            registry.name("agency", row.agency_id, today), row.minutes, row.position, row.version,
        ) for row in rows.templates(office.reader, owner.id)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (list(ItemKind).index(one.kind), one.position, one.id))


def add(office: Office, series: str, wanted: ItemForm) -> list[TemplateView]:
    """Let every later draft of a series have this point too. Raises NotFound or Refusal."""
    from meetingtui.store.tables import AgendaTemplate

    registry = office.registry()
    owner = finding.series_of(registry, series)
    values = _values(agenda_items.values(registry, wanted))
    for text in map(str, values.values()):
        if field := re.search(r"\{[^{}\n]*\}", text):
            raise Refusal(_("議程範本照所寫列入議程，不代換「{field}」這樣的欄位。請改寫。"), field=field[0])
    with office.begin() as work:
        there = work.all(AgendaTemplate, series_id=owner.id)
        if any(_key(one.kind, one.matter) == _key(values["kind"], values["matter"]) for one in there):
            raise Refusal(_("{name}的議程範本已有「{matter}」。"), name=owner.name, matter=values["matter"])
        place = 1 + max((one.position for one in there), default=0)
        work.add(AgendaTemplate(series_id=owner.id, position=place, **values))
        work.audit("templated", owner.code, "agenda_template")
        work.commit()
    return of(office, owner.code)


def remove(office: Office, template_id: int) -> list[TemplateView]:
    """Take a point out of a template; agendas that have it keep it. Raises NotFound."""
    from meetingtui.store.tables import AgendaTemplate

    registry = office.registry()
    with office.begin() as work:
        try:
            row = work.get(AgendaTemplate, template_id)
        except NotFound:
            raise NotFound(_("範本項目"), str(template_id)) from None
        code = registry.series[row.series_id].code
        work.delete(row)
        work.audit("templated", code, "agenda_template")
        work.commit()
    return of(office, code)


def save_from(office: Office, name: str | int) -> list[TemplateView]:
    """Make an agenda's own points the template of its series, in place of what that was.

    Left out are confirmation, follow-up and cases, which every draft makes anew, and what was carried or sent in.
    Raises NotFound, or Refusal for an agenda without such points.
    """
    from meetingtui.store.tables import AgendaTemplate

    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    own = [one for one in agenda.of(office, sitting.id).items if one.origin in OWN and one.kind not in ONCE]
    if not own:
        raise Refusal(_("{number}的議程沒有可作為範本的項目。請先增列報告、討論等項目。"), number=sitting.number)
    with office.begin() as work:
        there = {_key(one.kind, one.matter): one for one in work.all(AgendaTemplate, series_id=sitting.series_id)}
        for place, item in enumerate(own, 1):
            row = there.pop(_key(item.kind, item.matter), None) or AgendaTemplate(series_id=sitting.series_id)
            wanted = {field: getattr(item, field) for field in FIELDS} | {"kind": str(item.kind), "position": place}
            for field, value in wanted.items():
                if getattr(row, field) != value:
                    setattr(row, field, value)
            if row.id is None:
                work.add(row)
        for gone in there.values():
            work.delete(gone)
        work.audit("templated", sitting.series, "agenda_template")
        work.commit()
    return of(office, sitting.series)


def _values(found: dict[str, Any]) -> dict[str, Any]:
    return {field: found[field] for field in FIELDS}


def _key(kind: str, matter: str) -> tuple[str, str]:
    return str(kind), names.key(matter)
