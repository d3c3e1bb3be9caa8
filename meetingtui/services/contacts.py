"""People whom notices and invitations reach: listed by agency, added, corrected, given up."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from meetingtui.domain import names
from meetingtui.domain.errors import Ambiguous, NotFound, Refusal
from meetingtui.domain.registry import Registry
from meetingtui.language import _
from meetingtui.services import finding, written
from meetingtui.services.office import Office
from meetingtui.store.queries import contacts as contact_rows
from meetingtui.store.queries.contacts import ContactRow

TITLE_MOST = 200
"""As long as an imported list may have it."""


class ContactView(NamedTuple):
    """A person; `agency` and `posts` are codes, `posts` those held today, `retired_on` an ISO day or None."""

    id: int
    agency: str
    agency_name: str
    title: str
    name: str
    email: str
    phone: str
    note: str
    posts: tuple[str, ...]
    retired_on: str | None
    version: int


class ContactForm(NamedTuple):
    """A person as a form shows it; the agency by any of its names. Name or title must be there."""

    agency: str = ""
    title: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""
    version: int | None = None


NOBODY = ContactForm()


def listing(office: Office, agency: str = "", *, retired: bool = False) -> list[ContactView]:
    """The contacts of one agency (any of its names) or of all; with `retired`, those given up too."""
    registry = office.registry()
    wanted = finding.agency_of(registry, agency).id if agency.strip() else None
    today = office.clock.today().isoformat()
    held = contact_rows.posts_held(office.reader, today)
    order = {one: place for place, one in enumerate(registry.agencies)}
    rows = [
        row for row in contact_rows.every(office.reader)
        if (wanted is None or row.agency_id == wanted) and (retired or not (row.retired_on and row.retired_on <= today))
    ]  # fmt: skip
    rows.sort(key=lambda row: (order.get(row.agency_id or 0, -1), row.id))
    return [_view(registry, row, held.get(row.id, []), today) for row in rows]


def show(office: Office, who: str | int) -> ContactView:
    """The contact of that id, name or e-mail. Raises NotFound or Ambiguous."""
    everybody = listing(office, retired=True)
    text = str(who).strip()
    wanted = names.key(text)
    hits = [one for one in everybody if text == str(one.id)]
    hits = hits or [one for one in everybody if wanted and wanted in {names.key(one.name), names.key(one.email)}]
    if len(hits) > 1:
        hits = [one for one in hits if not one.retired_on] or hits
    if len(hits) > 1:
        raise Ambiguous(_("聯絡人"), text, [f"{one.id} {one.agency_name} {one.name}" for one in hits])
    if not hits:
        near = names.nearest(text, (one.name for one in everybody if one.name))
        raise NotFound(_("聯絡人"), text, near)
    return hits[0]


def form(office: Office, who: str | int) -> ContactForm:
    """A contact as it is now, to be changed and handed to `edit`."""
    one = show(office, who)
    return ContactForm(one.agency, one.title, one.name, one.email, one.phone, one.note, one.version)


def add(office: Office, new: ContactForm) -> ContactView:
    """Add a person. Raises NotFound for the agency, or Refusal when that person is known there."""
    from meetingtui.store import tables

    registry = office.registry()
    columns = _columns(registry, new)
    for row in contact_rows.every(office.reader):
        if not row.retired_on and row.agency_id == columns["agency_id"] and _same_card(row, columns):
            raise Refusal(_("{name}已在該機關的聯絡人中。請修改原有資料。"), name=row.name or row.title)
    with office.begin() as work:
        row_id = work.add(tables.Contact(**columns)).id or 0
        work.audit("added", contact_label(row_id))
        work.commit()
    return show(office, row_id)


def edit(office: Office, who: str | int, wanted: ContactForm, *, base_version: int | None = None) -> ContactView:
    """Correct a person's card; papers already written keep what they said. Raises ChangedMeanwhile."""
    from meetingtui.store import tables

    registry = office.registry()
    contact = show(office, who)
    columns = _columns(registry, wanted, ContactForm(email=contact.email, phone=contact.phone))
    with office.begin() as work:
        row = work.get(tables.Contact, contact.id, base_version=base_version or wanted.version or contact.version)
        changed = [field for field, value in columns.items() if getattr(row, field) != value]
        if not changed:
            raise Refusal(_("{name}沒有變更。"), name=contact.name or contact.title)
        for field in changed:
            setattr(row, field, columns[field])
        work.audit("edited", contact_label(contact.id), *changed)
        work.commit()
    return show(office, contact.id)


def retire(office: Office, who: str | int, on: date, *, base_version: int | None = None) -> ContactView:
    """Let a person be reached no longer from a day on. Raises Refusal while that person holds a post then."""
    from meetingtui.store import tables

    registry = office.registry()
    contact = show(office, who)
    day = on.isoformat()
    if held := contact_rows.posts_held(office.reader, day).get(contact.id):
        posts = _("、").join(registry.posts[post].name for post in held)
        raise Refusal(_("{name}仍任{posts}。請先登記新任或出缺，再停用。"), name=contact.name, posts=posts)
    with office.begin() as work:
        row = work.get(tables.Contact, contact.id, base_version=base_version or contact.version)
        row.retired_on = day
        work.audit("retired", contact_label(contact.id), "retired_on")
        work.commit()
    return show(office, contact.id)


def revive(office: Office, who: str | int) -> ContactView:
    """Let a person be reached again. Raises Refusal when that person was never given up."""
    from meetingtui.store import tables

    contact = show(office, who)
    if not contact.retired_on:
        raise Refusal(_("{name}並未停用。"), name=contact.name or contact.title)
    with office.begin() as work:
        work.get(tables.Contact, contact.id, base_version=contact.version).retired_on = None
        work.audit("revived", contact_label(contact.id), "retired_on")
        work.commit()
    return show(office, contact.id)


def contact_label(contact_id: int) -> str:
    """What the trail calls a person: never by name."""
    return _("聯絡人{id}").format(id=contact_id)


def _columns(registry: Registry, wanted: ContactForm, before: ContactForm = NOBODY) -> dict[str, Any]:
    name = written.line(wanted.name, _("姓名"), most=TITLE_MOST)
    title = written.line(wanted.title, _("職稱"), most=TITLE_MOST)
    if not name and not title:
        raise Refusal(_("姓名與職稱至少要有一項。請輸入其中之一。"))
    return {
        "agency_id": finding.agency_of(registry, wanted.agency).id if wanted.agency.strip() else None,
        "title": title, "name": name, "email": written.email(wanted.email, stored=before.email),
        "phone": written.phone(wanted.phone, most=TITLE_MOST, stored=before.phone),
        "note": written.line(wanted.note, _("備註"), most=written.TEXT_MOST),
    }  # fmt: skip


def _same_card(row: ContactRow, columns: dict[str, Any]) -> bool:
    return names.key(row.name) == names.key(columns["name"]) and names.key(row.title) == names.key(columns["title"])


def _view(registry: Registry, row: ContactRow, held: list[int], today: str) -> ContactView:
    agency = registry.agencies.get(row.agency_id or 0)
    return ContactView(
        row.id, agency.code if agency else "", registry.name("agency", row.agency_id, today), row.title, row.name,
        row.email, row.phone, row.note, tuple(registry.posts[post].code for post in held), row.retired_on, row.version,
    )  # fmt: skip
