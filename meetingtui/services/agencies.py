"""Network agencies: added, corrected, renamed, given up and taken up again; old years keep what they had."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry import Agency, Registry
from meetingtui.language import _
from meetingtui.services import codes, finding, renaming, written
from meetingtui.services.office import Office
from meetingtui.services.registry import AgencyDetail, agency_show
from meetingtui.services.renaming import Named


class AgencyForm(NamedTuple):
    """An agency as a form shows it; one bureau may hold several networks. `code` is fixed once it is saved."""

    code: str = ""
    name: str = ""
    name_en: str = ""
    short: str = ""
    kind: str = ""
    networks: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    note: str = ""
    version: int | None = None


NOTHING_BEFORE = AgencyForm()


class StillHosting(Refusal):
    """An agency is given up while series are held by it."""

    def __init__(self, name: str, series: list[str]) -> None:
        super().__init__(
            _("{name}仍是{series}的主辦機關。請先將主辦改為其他機關，再停用。"), name=name, series=written.few(series)
        )


def form(office: Office, name: str) -> AgencyForm:
    """An agency as it is now, to be changed and handed to `edit`. Raises NotFound or Ambiguous."""
    agency = finding.agency_of(office.registry(), name)
    return AgencyForm(**{field: getattr(agency, field) for field in AgencyForm._fields})


def add(office: Office, new: AgencyForm, *, aliases: tuple[str, ...] = ()) -> AgencyDetail:
    """Add an agency. Raises WrongCode, CodeTaken, NameTaken, or Refusal for what its fields cannot say."""
    from meetingtui.store import tables

    registry = office.registry()
    code = codes.checked(new.code)
    codes.refuse_taken(code, {one.code: one.name for one in registry.agencies.values()})
    columns = _columns(new)
    for name in (columns["name"], columns["short"], *aliases):
        if name:
            renaming.refuse_taken(registry, "agency", name)
    with office.begin() as work:
        row = work.add(tables.Agency(code=code, **columns))
        renaming.add_aliases(work, "agency", row.id or 0, [written.line(one, _("別名")) for one in aliases])
        work.audit("added", code)
        work.commit()
    return agency_show(office, code)


def edit(office: Office, name: str, wanted: AgencyForm, *, base_version: int | None = None) -> AgencyDetail:
    """Correct an agency; a corrected name leaves no former one (see `rename`). Raises ChangedMeanwhile or NameTaken."""
    from meetingtui.store import tables

    registry = office.registry()
    agency = finding.agency_of(registry, name)
    if wanted.code and codes.checked(wanted.code) != agency.code:
        raise Refusal(_("{code}的代碼不能更改。請另增機關，再停用這一筆。"), code=agency.code)
    columns = _columns(wanted, AgencyForm(email=agency.email, phone=agency.phone))
    renaming.refuse_taken(registry, "agency", columns["name"], but=agency.id)
    with office.begin() as work:
        row = work.get(tables.Agency, agency.id, base_version=base_version or wanted.version or agency.version)
        changed = [field for field, value in columns.items() if getattr(row, field) != value]
        if not changed:
            raise Refusal(_("{name}沒有變更。"), name=agency.name)
        for field in changed:
            setattr(row, field, columns[field])
        work.audit("edited", agency.code, *changed)
        work.commit()
    return agency_show(office, agency.code)


def rename(
    office: Office, name: str, new: str, *, since: date | None = None, name_en: str | None = None,
    base_version: int | None = None,
) -> AgencyDetail:  # fmt: skip
    """Give an agency a new name from a day on (default today); papers of days before it keep the old one."""
    registry = office.registry()
    agency = finding.agency_of(registry, name)
    renaming.rename(office, registry, _named(agency), new, since=since, name_en=name_en, base_version=base_version)
    return agency_show(office, agency.code)


def alias(office: Office, name: str, other: str, *, remove: bool = False) -> AgencyDetail:
    """Let an agency be found by another name, or no longer. Raises NameTaken or NotFound."""
    registry = office.registry()
    agency = finding.agency_of(registry, name)
    turn = renaming.remove_alias if remove else renaming.add_alias
    turn(office, registry, _named(agency), other)
    return agency_show(office, agency.code)


def retire(office: Office, name: str, on: date, *, base_version: int | None = None) -> AgencyDetail:
    """Give an agency up from a day on: it is asked to nothing any more, and its contacts end with it.

    Raises StillHosting when it hosts series on that day, or ChangedMeanwhile.
    """
    from meetingtui.store import tables

    registry = office.registry()
    agency = finding.agency_of(registry, name)
    day = on.isoformat()
    if agency.retired_on == day:
        raise Refusal(_("{name}已於該日停用。"), name=agency.name)
    if hosting := _hosted(registry, agency, day):
        raise StillHosting(agency.name, hosting)
    with office.begin() as work:
        work.get(tables.Agency, agency.id, base_version=base_version or agency.version).retired_on = day
        for member in work.all(tables.Member, agency_id=agency.id):
            if member.valid_to is None or member.valid_to > day:
                member.valid_to = day
        for contact in work.all(tables.Contact, agency_id=agency.id):
            contact.retired_on = contact.retired_on or day
        work.audit("retired", agency.code, "retired_on")
        work.commit()
    return agency_show(office, agency.code)


def revive(office: Office, name: str, *, base_version: int | None = None) -> AgencyDetail:
    """Take a retired agency up again, with the members and contacts that ended on the same day."""
    from meetingtui.store import tables

    registry = office.registry()
    agency = finding.agency_of(registry, name)
    if not agency.retired_on:
        raise Refusal(_("{name}並未停用。"), name=agency.name)
    with office.begin() as work:
        work.get(tables.Agency, agency.id, base_version=base_version or agency.version).retired_on = None
        for member in work.all(tables.Member, agency_id=agency.id, valid_to=agency.retired_on):
            member.valid_to = None
        for contact in work.all(tables.Contact, agency_id=agency.id, retired_on=agency.retired_on):
            contact.retired_on = None
        work.audit("revived", agency.code, "retired_on")
        work.commit()
    return agency_show(office, agency.code)


def _hosted(registry: Registry, agency: Agency, day: str) -> list[str]:
    return [
        series.code for series in registry.series.values()
        if series.rules and not (series.retired_on and series.retired_on <= day)
        and any(
            rule.host_agency_id == agency.id for rule in series.rules
            if rule.valid_from > day or rule == series.rule(day)
        )
    ]  # fmt: skip


def _columns(wanted: AgencyForm, before: AgencyForm = NOTHING_BEFORE) -> dict[str, Any]:
    networks = dict.fromkeys(written.line(one, _("網絡別"), most=20) for one in wanted.networks)
    return {
        "name": written.line(wanted.name, _("名稱"), required=True),
        "name_en": written.line(wanted.name_en, _("英文名稱"), most=200),
        "short": written.line(wanted.short, _("簡稱"), most=20),
        "kind": written.line(wanted.kind, _("機關類別"), most=40),
        "networks": json.dumps([one for one in networks if one], ensure_ascii=False),
        "email": written.email(wanted.email, stored=before.email),
        "phone": written.phone(wanted.phone, most=50, stored=before.phone),
        "note": written.line(wanted.note, _("備註"), most=written.TEXT_MOST),
    }


def _named(agency: Agency) -> Named:
    return Named("agency", agency.id, agency.code, agency.name, agency.version)
