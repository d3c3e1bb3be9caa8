"""A secretary's own list of people (CSV, XLSX): what it would change, and taking it over as one change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain import names
from meetingtui.domain.errors import Ambiguous, ChangedMeanwhile, NotFound, Refusal
from meetingtui.domain.registry import Registry
from meetingtui.language import _
from meetingtui.services import finding
from meetingtui.services.office import Office
from meetingtui.store.queries import contacts as contact_rows
from meetingtui.store.queries.contacts import ContactRow

if TYPE_CHECKING:
    from meetingtui.intake.contacts import ContactRow as ListedRow
    from meetingtui.intake.contacts import ContactRows
    from meetingtui.intake.spreadsheets import Problem

FIELDS = ("title", "name", "email", "phone")


class Listed(NamedTuple):
    """One row of the list with what it becomes: `fields` are those that change, `before` the contact it is.

    An empty cell leaves what is known; `contact_id` is None for somebody new.
    """

    row: int
    agency: str
    agency_name: str
    title: str
    name: str
    email: str
    phone: str
    contact_id: int | None = None
    version: int | None = None
    fields: tuple[str, ...] = ()
    before: ContactRow | None = None


class Preview(NamedTuple):
    """A list held against the contacts there are; with any problem it is taken over only without those rows."""

    new: tuple[Listed, ...]
    changed: tuple[Listed, ...]
    same: tuple[Listed, ...]
    problems: tuple[Problem, ...]
    read: ContactRows


class Accepted(NamedTuple):
    """How many people were added and how many changed."""

    new: int
    changed: int


class ListHasProblems(Refusal):
    """A list with rows that cannot be taken over as they are; the first of them is named."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(
            _("清單有{count}處問題，未匯入：{first}請更正後再匯入，或略過有問題的列（--skip-problems）。"),
            count=len(problems), first=problems[0].sentence(),
        )  # fmt: skip


def preview(office: Office, data: bytes, filename: str = "") -> Preview:
    """What taking over a CSV or XLSX list would change. Raises WrongFile."""
    from meetingtui.intake.contacts import read_contacts
    from meetingtui.intake.spreadsheets import read_rows

    return _compare(office, read_contacts(read_rows(data, filename)))


def accept(office: Office, incoming: Preview, *, skip_problems: bool = False) -> Accepted:
    """Take a list over as one change that one undo takes back; the same list twice changes nothing.

    Raises ListHasProblems unless told to leave those rows out, and ChangedMeanwhile when the contacts are no
    longer those of the preview.
    """
    if incoming.problems and not skip_problems:
        raise ListHasProblems(incoming.problems)
    if _compare(office, incoming.read) != incoming:
        raise ChangedMeanwhile(_("聯絡人"))
    if not incoming.new and not incoming.changed:
        return Accepted(0, 0)
    from meetingtui.store import tables

    registry = office.registry()
    ids = {agency.code: agency.id for agency in registry.agencies.values()}
    with office.begin() as work:
        work.add_all([
            tables.Contact(agency_id=ids[one.agency], title=one.title, name=one.name, email=one.email, phone=one.phone)
            for one in incoming.new
        ])  # fmt: skip
        for one in incoming.changed:
            row = work.get(tables.Contact, one.contact_id, base_version=one.version)
            for field in one.fields:
                setattr(row, field, None if field == "retired_on" else getattr(one, field))
        changed = {field for one in incoming.changed for field in one.fields}
        work.audit("imported", _("聯絡人{count}筆").format(count=len(incoming.new) + len(incoming.changed)), *changed)
        work.commit()
    return Accepted(len(incoming.new), len(incoming.changed))


def _compare(office: Office, read: ContactRows) -> Preview:
    registry = office.registry()
    known = sorted(contact_rows.every(office.reader), key=lambda row: bool(row.retired_on))
    problems = list(read.problems)
    wrong = {problem.row for problem in problems}
    rows: list[tuple[ListedRow, int]] = []
    for row in read.rows:
        agency = _agency(office, registry, row, problems) if row.agency else None
        if agency is not None and row.row not in wrong:
            rows.append((row, agency))
    pairs = _matched(rows, known, problems)
    new: list[Listed] = []
    changed: list[Listed] = []
    same: list[Listed] = []
    for row, agency, contact in pairs:
        listed = _listed(registry, row, agency, contact)
        shelf = new if contact is None else changed if listed.fields else same
        shelf.append(listed)
    problems.sort(key=lambda problem: problem.row)
    return Preview(tuple(new), tuple(changed), tuple(same), tuple(problems), read)


def _agency(office: Office, registry: Registry, row: ListedRow, problems: list[Problem]) -> int | None:
    from meetingtui.intake.spreadsheets import Problem

    try:
        agency = finding.agency_of(registry, row.agency)
    except (NotFound, Ambiguous) as refused:
        problems.append(Problem(row.row, _("機關"), str(refused)))
        return None
    if agency.retired_on and agency.retired_on <= office.clock.today().isoformat():
        problems.append(Problem(row.row, _("機關"), _("{name}已停用。請先恢復使用。").format(name=agency.name)))
        return None
    return agency.id


def _matched(
    rows: list[tuple[ListedRow, int]], known: list[ContactRow], problems: list[Problem]
) -> list[tuple[ListedRow, int, ContactRow | None]]:
    """Each row with the contact it is: first those that say the same, then by name and title, then by name alone."""
    from meetingtui.intake.spreadsheets import Problem

    free: dict[tuple[int | None, str], list[ContactRow]] = {}
    for contact in known:
        free.setdefault((contact.agency_id, names.key(contact.name)), []).append(contact)
    found: dict[int, ContactRow | None] = {}
    for closeness in (_says_the_same, _same_title):
        for row, agency in rows:
            there = free.get((agency, names.key(row.person)), [])
            hit = next((contact for contact in there if closeness(row, contact)), None)
            if row.row not in found and hit is not None:
                found[row.row] = hit
                there.remove(hit)
    for row, agency in rows:
        there = free.get((agency, names.key(row.person)), []) if row.person else []
        if row.row in found:
            continue
        if len(there) > 1:
            text = _("該機關有{count}位{name}，職稱都不同，無法判定。請在職稱欄寫明。")
            problems.append(Problem(row.row, _("姓名"), text.format(count=len(there), name=row.person)))
            continue
        found[row.row] = there.pop() if there else None
    return [(row, agency, found[row.row]) for row, agency in rows if row.row in found]


def _says_the_same(row: ListedRow, contact: ContactRow) -> bool:
    said = ((row.post, contact.title), (row.email, contact.email), (row.phone, contact.phone))
    return not contact.retired_on and all(not new or new == old for new, old in said)


def _same_title(row: ListedRow, contact: ContactRow) -> bool:
    return names.key(row.post) == names.key(contact.title)


def _listed(registry: Registry, row: ListedRow, agency: int, contact: ContactRow | None) -> Listed:
    code, name = registry.agencies[agency].code, registry.agencies[agency].name
    if contact is None:
        return Listed(row.row, code, name, row.post, row.person, row.email, row.phone)
    known = (contact.title, contact.name, contact.email, contact.phone)
    said = [new or old for new, old in zip((row.post, row.person, row.email, row.phone), known, strict=True)]
    fields = [field for field, new, old in zip(FIELDS, said, known, strict=True) if new != old]
    fields += ["retired_on"] if contact.retired_on else []
    title, person, email, phone = said
    return Listed(row.row, code, name, title, person, email, phone, contact.id, contact.version, tuple(fields), contact)
