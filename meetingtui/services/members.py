"""Who is asked to a series, 出席 or only 列席, from a day on; who was asked in old years stays as it was."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from meetingtui.domain import names
from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry import Member, Registry, Series
from meetingtui.domain.registry_values import explained, meant
from meetingtui.domain.seats import DELEGABLE, SEAT_WORDS
from meetingtui.language import _
from meetingtui.services import finding, written
from meetingtui.services.office import Office
from meetingtui.services.registry import series_show
from meetingtui.services.series_views import ROLE_WORDS, MemberView

ROLES = ("attendee", "may", "observer")


class MemberForm(NamedTuple):
    """Somebody to ask: an agency by any of its names, or a network (whoever holds it), or just a label.

    `role` is a value of ROLES or its Chinese word; without a label the agency's or network's name is shown. The rest
    is as in SeatForm.
    """

    agency: str = ""
    network: str = ""
    label: str = ""
    role: str = "attendee"
    seat: str = ""
    title: str = ""
    delegable: bool | None = None


class SeatForm(NamedTuple):
    """A seat: `seat` a value of seats.Seat, its word, or empty for an ordinary one; `title` such as 局長.

    `delegable` says whether somebody may come for its holder, None for what is usual for that seat.
    """

    seat: str = ""
    title: str = ""
    delegable: bool | None = None


def add(office: Office, series: str, new: MemberForm, *, since: date | None = None) -> list[MemberView]:
    """Ask somebody to a series, in all years unless `since` says from when. Raises NotFound, or when asked already."""
    from meetingtui.store import tables

    registry = office.registry()
    owner = finding.series_of(registry, series)
    agency = finding.agency_of(registry, new.agency) if new.agency.strip() else None
    network = written.line(new.network, _("網絡別"), most=20)
    label = written.line(new.label or network or (agency.name if agency else ""), _("出席單位"), required=True)
    seat = _seat(SeatForm(new.seat, new.title, new.delegable))
    on = (since or office.clock.today()).isoformat()
    for one in registry.members_of(owner.id, on):
        same = agency is not None and one.agency_id == agency.id and (not network or one.network == network)
        same = (same and seat["seat"] in DELEGABLE) or names.key(one.label) == names.key(label)
        if same and not (one.title and seat["title"] and names.key(one.title) != names.key(seat["title"])):
            raise Refusal(_("{who}已在{name}的名單中。如要改為出席或列席，請修改身分。"), who=label, name=owner.name)
    with office.begin() as work:
        work.add(
            tables.Member(
                series_id=owner.id, agency_id=agency.id if agency else None, network=network, label=label,
                role=role_of(new.role), valid_from=since.isoformat() if since else None, **seat,
            )
        )  # fmt: skip
        work.audit("edited", owner.code, "members")
        work.commit()
    return _now(office, owner)


def remove(office: Office, series: str, who: str | int, *, on: date | None = None) -> list[MemberView]:
    """Ask somebody no longer, from a day on (default today). `who` is a label, agency, network or the member's id."""
    from meetingtui.store import tables

    registry = office.registry()
    owner = finding.series_of(registry, series)
    day = (on or office.clock.today()).isoformat()
    member = _of(registry, owner, who, day)
    with office.begin() as work:
        work.get(tables.Member, member.id, base_version=member.version).valid_to = day
        work.audit("edited", owner.code, "members")
        work.commit()
    return _now(office, owner)


def set_role(office: Office, series: str, who: str | int, role: str, *, on: date | None = None) -> list[MemberView]:
    """Let somebody attend, or only observe, from a day on (without one: since ever). Raises NotFound."""
    registry = office.registry()
    owner = finding.series_of(registry, series)
    member = _of(registry, owner, who, (on or office.clock.today()).isoformat())
    wanted = role_of(role)
    if member.role == wanted:
        raise Refusal(_("{who}本來就是{role}。"), who=member.label, role=_(ROLE_WORDS[wanted]))
    return _change(office, owner, member, {"role": wanted}, on)


def edit(
    office: Office, series: str, who: str | int, role: str, seat: SeatForm, *, on: date | None = None
) -> list[MemberView]:
    """Change the role and the seat of a member at once, from a day on (without one: since ever).

    Raises NotFound or Refusal.
    """
    registry = office.registry()
    owner = finding.series_of(registry, series)
    member = _of(registry, owner, who, (on or office.clock.today()).isoformat())
    wanted = {"role": role_of(role)} | _seat(seat)
    if all(getattr(member, field) == value for field, value in wanted.items()):
        raise Refusal(_("{who}的身分與席次沒有更動。請修改後再存，或取消。"), who=member.label)
    return _change(office, owner, member, wanted, on)


def seat_of(office: Office, series: str, who: str | int) -> SeatForm:
    """The seat of a member as it is to be changed and handed to `set_seat`. Raises NotFound."""
    registry = office.registry()
    member = _of(registry, finding.series_of(registry, series), who, office.clock.today().isoformat())
    return SeatForm(member.seat, member.title, member.delegable)


def set_seat(
    office: Office, series: str, who: str | int, wanted: SeatForm, *, on: date | None = None
) -> list[MemberView]:
    """Give somebody another seat or title, or let others come for it, from a day on (without one: since ever).

    Raises NotFound or Refusal.
    """
    registry = office.registry()
    owner = finding.series_of(registry, series)
    member = _of(registry, owner, who, (on or office.clock.today()).isoformat())
    return _change(office, owner, member, _seat(wanted), on)


def role_of(text: str) -> str:
    """The role that `text` names in either language. Raises Refusal with those there are."""
    wanted = text.strip()
    for role in ROLES:
        if wanted in {role, ROLE_WORDS[role], _(ROLE_WORDS[role])}:
            return role
    known = _("、").join(_("{name}（{mark}）").format(name=role, mark=_(ROLE_WORDS[role])) for role in ROLES)
    raise Refusal(_("身分「{role}」無法辨識。可用：{known}。"), role=wanted[:40], known=known)


def seat_named(text: str) -> str:
    """The seat that `text` names in either language, empty for an ordinary one. Raises Refusal with those there are."""
    if text.strip() in {"", "none", "無"}:
        return ""
    found = meant(text, SEAT_WORDS)
    if found is None:
        raise Refusal(_("席次「{seat}」無法辨識。可用：{known}。"), seat=text.strip()[:40], known=explained(SEAT_WORDS))
    return found


def _seat(wanted: SeatForm) -> dict[str, Any]:
    return {
        "seat": seat_named(wanted.seat), "title": written.line(wanted.title, _("職稱")), "delegable": wanted.delegable,
    }  # fmt: skip


def _change(
    office: Office, owner: Series, member: Member, values: dict[str, Any], on: date | None
) -> list[MemberView]:  # fmt: skip
    """Correct a member, or let the change hold from a day on and the old row until it."""
    from meetingtui.store import tables

    with office.begin() as work:
        row = work.get(tables.Member, member.id, base_version=member.version)
        if on is None or member.valid_from == on.isoformat():
            for field, value in values.items():
                if getattr(row, field) != value:
                    setattr(row, field, value)
        else:
            kept = row.model_dump(exclude={"id", "version", "valid_from"})
            row.valid_to = on.isoformat()
            work.add(tables.Member(**kept | values, valid_from=on.isoformat()))
        work.audit("edited", owner.code, "members")
        work.commit()
    return _now(office, owner)


def _of(registry: Registry, series: Series, who: str | int, on: str) -> Member:
    there = registry.members_of(series.id, on)
    text = str(who).strip()
    for one in there:
        if text == str(one.id):
            return one
    entries = []
    for one in there:
        agency = registry.agencies.get(one.agency_id or 0)
        known = (agency.code, *registry.names("agency", agency.id, agency.name, agency.short)) if agency else ()
        entries.append((str(one.id), (one.label, one.network, *known)))
    code = names.resolve(text, entries, _("出席單位"))
    return next(one for one in there if str(one.id) == code)


def _now(office: Office, series: Series) -> list[MemberView]:
    return list(series_show(office, series.code).series.members)
