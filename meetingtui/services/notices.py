"""The notice of a sitting: one draft, one paper for each 受文者, and that it has gone out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain.attendance import AttendeeView
from meetingtui.domain.errors import Ambiguous, NotFound, Refusal
from meetingtui.domain.notices import (
    FORM_WORDS,
    NoNotice,
    NotAsked,
    NothingToSay,
    NoticeForm,
    NoticeView,
    NumberUsed,
    Recipient,
)
from meetingtui.domain.paper_settings import SECURITY, URGENCIES, PaperSettings, filled, require_known_fields
from meetingtui.domain.registry import Agency, Registry
from meetingtui.domain.sessions import Status, WrongTurn
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.papers import notice as paper
from meetingtui.papers import notice_turns, wording
from meetingtui.papers.document import Document
from meetingtui.papers.masking import OPEN, Masking
from meetingtui.papers.settings import look_of
from meetingtui.services import announced, attendees, finding, paper_facts, paper_settings, sitting_papers, written
from meetingtui.services.office import Office
from meetingtui.store.queries import papers as rows

if TYPE_CHECKING:
    from meetingtui.store.queries.papers import NoticeRow, Told
    from meetingtui.store.unit_of_work import UnitOfWork

CALLED_OFF = frozenset({Status.CANCELLED, Status.MERGED})

MOST = {"remarks": 2000, "copies": 500}


class Issue(NamedTuple):
    """A notice that goes out: of which sitting, under which number and on which day, and what it tells."""

    session: SessionView
    doc_no: str
    on: date
    told: str


def of(office: Office, name: str | int) -> NoticeView:
    """The notice of a sitting as it stands. Raises NotFound, NoNotice or UnknownField."""
    registry = office.registry()
    one = finding.session_of(office, registry, name)
    return _view(office, registry, paper_settings.of(office), one, masked=False)


def edit(office: Office, name: str | int, form: NoticeForm, base_version: int | None = None) -> NoticeView:
    """Keep what the notice of a sitting says.

    Raises NoNotice, UnknownField, Refusal, ChangedMeanwhile, or NumberUsed on a notice that must go out again.
    """
    registry = office.registry()
    one = _own(office, registry, name)
    checked, before = _checked(form), of(office, one.id)
    if before.last_doc_no and checked.doc_no == before.last_doc_no:
        raise NumberUsed(one.number, checked.doc_no)
    with office.begin() as work:
        from meetingtui.domain.errors import ChangedMeanwhile
        from meetingtui.store.tables import Notice

        row = next(iter(work.all(Notice, session_id=one.id)), None)
        if base_version is not None and base_version != (row.version if row else 0):
            raise ChangedMeanwhile(one.number)
        row = row or work.add(Notice(session_id=one.id))
        for field, text in checked._asdict().items():
            setattr(row, field, text)
        if not before.stale and before.issued_on:
            row.issued_doc_no = row.doc_no
        work.audit("edited", one.number, "notice")
        work.commit()
    return of(office, one.id)


def issue(office: Office, name: str | int, *, doc_no: str = "", on: date | None = None) -> NoticeView:
    """Note that the notice has gone out: the sitting counts as noticed, with what it says now as told.

    `on` is the day of issue, today unless said; without `doc_no` it bears the number that was written on it.
    Raises NoNotice, NothingToSay, or WrongTurn once it has been held.
    """
    issued = prepared(office, name, doc_no=doc_no, on=on)
    with office.begin() as work:
        note(work, issued)
        work.commit()
    return of(office, issued.session.id)


def prepared(office: Office, name: str | int, *, doc_no: str = "", on: date | None = None) -> Issue:
    """What `issue` notes. Raises what it raises."""
    one = require_issue(office, name)
    number = written.line(doc_no, _("發文字號")) or of(office, one.id).shown.doc_no
    told = rows.told(office.reader, one.id).noticed_told
    said = announced.after(announced.now(office, office.registry(), [one])[one.id], told)
    return Issue(one, number, on or office.clock.today(), said)


def note(work: UnitOfWork, issued: Issue, *, anew: bool = True) -> None:
    """`issue` within a change that notes more; unless `anew` or under a new number, the one that went out stands."""
    from meetingtui.store.tables import Notice, Session, SessionChange

    one = issued.session
    sitting = work.get(Session, one.id, base_version=one.version)
    row = next(iter(work.all(Notice, session_id=one.id)), None) or work.add(Notice(session_id=one.id))
    if anew or issued.doc_no:
        row.issued_on, row.doc_no, row.issued_doc_no = issued.on.isoformat(), issued.doc_no, issued.doc_no
    if sitting.status == Status.PLANNED:
        sitting.status = Status.NOTICED
    sitting.noticed_at, sitting.noticed_sequence, sitting.noticed_told = work.at, sitting.sequence, issued.told
    change = SessionChange(
        session_id=one.id, at=work.at, who=work.who, verb="noticed", before=sitting.start_at, after=sitting.start_at
    )
    work.session.add(change)
    work.audit("noticed", one.number, "noticed_sequence", "issued_on", "doc_no")


def require_issue(office: Office, name: str | int) -> SessionView:
    """The sitting, if a notice of it may go out. Raises NoNotice, NothingToSay, or WrongTurn once it has been held."""
    one = _own(office, office.registry(), name)
    if one.status == Status.HELD:
        raise WrongTurn(one.number, Status.HELD, N_("發開會通知單"), N_("會議已召開。"))
    told = rows.told(office.reader, one.id)
    if told.noticed is None and (not one.start or Status(one.status) in CALLED_OFF):
        raise NothingToSay(one.number)
    return one


def recipients(office: Office, name: str | int) -> list[Recipient]:
    """Everybody who gets a notice of a sitting, each once: chair, attendees, observers, copies. Raises NotFound."""
    registry = office.registry()
    one = finding.session_of(office, registry, name)
    settings = paper_settings.of(office)
    copies = (rows.notice(office.reader, one.id).copies or settings.copies) if not one.external else ""
    return _recipients(office, registry, settings, one, copies)


def recipient(office: Office, name: str | int, agency: str) -> Recipient:
    """The recipient that `agency` means. Raises NotFound or NotAsked."""
    registry = office.registry()
    one = finding.session_of(office, registry, name)
    return _meant(registry, one, recipients(office, one.id), agency)


def document(
    office: Office, name: str | int, *, agency: str = "", masked: bool = False, tried: PaperSettings | None = None,
    issued: date | None = None,
) -> Document:  # fmt: skip
    """The notice as a paper for one recipient, or without `agency` as the copy for the file.

    `tried` are settings to try it with; `issued` is the day that a notice bears of which no issue is noted yet. Raises
    NotFound, NotAsked, NoNotice or UnknownField.
    """
    registry, settings = office.registry(), tried or paper_settings.of(office)
    one = _own(office, registry, name)
    view = _view(office, registry, settings, one, masked=masked)
    everybody = _recipients(office, registry, settings, one, view.shown.copies)
    to = _meant(registry, one, everybody, agency) if agency else None
    postal_code, address = _address(office, registry, to)
    sitting = paper_facts.sitting(registry, settings, one, masked=masked)
    shown = view.shown
    masking = Masking(sitting_papers.known_names(office, registry)) if masked else OPEN
    facts = paper.NoticeFacts(
        recipient=to.agency if to else "", postal_code=postal_code, address=address,
        own_address=f"{settings.postal_code}{settings.address}", issued=paper_facts.day(view.issued_on) or issued,
        doc_no=shown.doc_no, urgency=shown.urgency, security="" if masked else shown.security,
        declassify="" if masked else shown.declassify, attachments="" if masked else shown.attachments,
        subject=view.form.subject, contact=contact_line(shown),
        attendees=_listed(registry, settings, one, everybody, {"attendee", "may"}),
        observers=_listed(registry, settings, one, everybody, {"observer"}),
        copies=_listed(registry, settings, one, everybody, {"copy"}),
        remarks=tuple(masking.text(shown.remarks).splitlines()), file_no=settings.file_no, retention=settings.retention,
        stamp=settings.stamp, turn=view.turn, changed=view.changed,
    )  # fmt: skip
    return paper.document(sitting, facts, look_of(settings))


def contact_line(shown: NoticeForm) -> str:
    """聯絡人及電話 in one line."""
    gap = "" if shown.contact_phone.startswith(("（", "(")) or not shown.contact else "　"
    return f"{shown.contact}{gap}{shown.contact_phone}"


def _own(office: Office, registry: Registry, name: str | int) -> SessionView:
    one = finding.session_of(office, registry, name)
    if one.external:
        raise NoNotice(one.number, one.host)
    return one


def _view(office: Office, registry: Registry, settings: PaperSettings, one: SessionView, *, masked: bool) -> NoticeView:
    if one.external:
        raise NoNotice(one.number, one.host)
    row, told = rows.notice(office.reader, one.id), rows.told(office.reader, one.id)
    form = NoticeForm(*(getattr(row, field) for field in NoticeForm._fields))
    sitting = paper_facts.sitting(registry, settings, one, masked=masked)
    said = announced.now(office, registry, [one])[one.id] if told.noticed is not None else ""
    stale = bool(said and announced.differences(told.noticed_told, said))
    form = _numbered(form, row, told, stale=stale)
    change = _change(one, told, said, stale=stale, masked=masked)
    return NoticeView(
        one.id, one.number, sitting.title, form, _shown(registry, settings, one, form, masked=masked),
        _issued(row, told, stale=stale), stale, change.turn, change.changed, row.version,
        row.issued_doc_no if stale else "",
    )  # fmt: skip


def _issued(row: NoticeRow, told: Told, *, stale: bool) -> str:
    """The day of issue; a notice that must go out again has none yet."""
    return "" if stale or told.noticed is None else row.issued_on or ""


def _numbered(form: NoticeForm, row: NoticeRow, told: Told, *, stale: bool) -> NoticeForm:
    """The form with the number of the notice that stands: of one that must go out again not that of the one before."""
    if stale:
        return form._replace(doc_no="") if form.doc_no == row.issued_doc_no else form
    return form._replace(doc_no=form.doc_no or row.issued_doc_no) if told.noticed is not None else form


def _shown(
    registry: Registry, settings: PaperSettings, one: SessionView, form: NoticeForm, *, masked: bool
) -> NoticeForm:
    """The form with what is usual where it says nothing, and templates filled."""
    sitting = paper_facts.sitting(registry, settings, one, masked=masked)
    host = registry.agencies.get(
        one.host_agency_id or registry.series[one.series_id].rule(_on(one)).host_agency_id or 0
    )
    contact = form.contact or settings.contact
    phone = form.contact_phone or settings.phone or (host.phone if host else "")
    template = form.remarks or settings.remarks
    remarks = filled(template, paper_facts.fields(sitting, one, template, contact, phone))
    return form._replace(
        urgency=form.urgency or settings.urgency, attachments=form.attachments or settings.attachments,
        security=form.security or ("密" if one.confidential else ""),
        subject=form.subject or sitting.title, remarks=remarks, contact=contact, contact_phone=phone,
        copies=form.copies or settings.copies,
    )  # fmt: skip


def _change(one: SessionView, told: Told, said: str, *, stale: bool, masked: bool) -> notice_turns.Told:
    """What the notice tells of a change: since the last one, or once that has told all, since the one before it.

    `said` is what the sitting says now.
    """
    kept = announced.read(told.noticed_told)
    since, before = (announced.read(said), kept) if stale else (kept, kept.get("before"))
    if not before:
        return notice_turns.NOTHING
    first, start = paper_facts.moment(before["start"]), paper_facts.moment(since["start"])
    verb = str(since["state"]) or ("moved" if start != first else "arranged")
    if not since["state"] and (start is None or since["postponed"] > before["postponed"]):
        verb = "postponed"
    turn = notice_turns.Turn(verb, since["reason"])
    called_off = Status(one.status) in CALLED_OFF
    return notice_turns.told([turn], first, start, called_off=called_off, with_reason=not masked)


def _recipients(
    office: Office, registry: Registry, settings: PaperSettings, one: SessionView, copies: str
) -> list[Recipient]:
    found: dict[str, Recipient] = {}
    guests = attendees.of_sittings(office, registry, [one])[one.id]
    for to in (*_asked(registry, settings, one, guests), *_copied(registry, settings, one, copies)):
        found.setdefault(to.agency, to)
    return list(found.values())


def _asked(
    registry: Registry, settings: PaperSettings, one: SessionView, guests: Sequence[AttendeeView]
) -> Iterator[Recipient]:
    for guest in guests:
        if guest.walk_in:
            continue
        agency = registry.agencies.get(guest.agency_id or 0)
        if guest.role == "chair" and agency is None:
            yield Recipient(paper_facts.chair(one), "chair", guest.email)
        elif agency is not None:
            yield _to(registry, settings, one, agency, guest.role, guest.email)
        else:
            yield Recipient(wording.line(guest.name), guest.role, guest.email)


def _copied(registry: Registry, settings: PaperSettings, one: SessionView, copies: str) -> Iterator[Recipient]:
    for name in copies.replace("，", "、").replace(",", "、").split("、"):
        if not name.strip():
            continue
        try:
            agency = finding.agency_of(registry, name.strip())
        except (NotFound, Ambiguous):
            yield Recipient(wording.line(name), "copy")
            continue
        yield _to(registry, settings, one, agency, "copy", agency.email)


def _to(
    registry: Registry, settings: PaperSettings, one: SessionView, agency: Agency, role: str, email: str
) -> Recipient:
    """An agency as recipient; one of the central government is always an observer, never an attendee."""
    part = "observer" if role in {"attendee", "may"} and paper_facts.is_above(registry, agency.id) else role
    name = paper_facts.full_name(registry, settings, agency, _on(one))
    return Recipient(name, part, email or agency.email, agency.id, agency.code)


def _listed(
    registry: Registry, settings: PaperSettings, one: SessionView, everybody: list[Recipient], roles: set[str]
) -> tuple[str, ...]:
    """The recipients of some part as a list on the paper names them."""
    names = []
    for to in everybody:
        if to.as_role in roles:
            agency = registry.agencies.get(to.agency_id or 0)
            names.append(paper_facts.own_name(registry, settings, agency, _on(one)) if agency else to.agency)
    return tuple(names)


def _meant(registry: Registry, one: SessionView, everybody: list[Recipient], name: str) -> Recipient:
    """The recipient that `name` means: an agency by any of its names, or a person as listed."""
    exact = [to for to in everybody if to.agency == name.strip()]
    if exact:
        return exact[0]
    agency = finding.agency_of(registry, name)
    found = next((to for to in everybody if to.agency_id == agency.id), None)
    if found is None:
        raise NotAsked(one.number, agency.name)
    return found


def _address(office: Office, registry: Registry, to: Recipient | None) -> tuple[str, str]:
    agency = registry.agencies.get(to.agency_id or 0) if to else None
    return paper_settings.address_of(office, registry, agency) if agency else ("", "")


def _checked(form: NoticeForm) -> NoticeForm:
    """The form as it may be stored. Raises Refusal or UnknownField."""
    texts = {
        field: written.line(text, _(FORM_WORDS[field]), most=MOST.get(field, 200))
        for field, text in form._asdict().items()
    }
    made = NoticeForm(**texts)
    require_known_fields(made.remarks)
    if made.urgency not in {"", *URGENCIES}:
        text = _("速別「{value}」不能使用，請填{known}，或留空。")
        raise Refusal(text, value=made.urgency, known="、".join(URGENCIES))
    if made.security not in {"", *SECURITY}:
        text = _("密等「{value}」不能使用，請填{known}；非密件請留空。")
        raise Refusal(text, value=made.security, known="、".join(SECURITY))
    return made


def _on(one: SessionView) -> str:
    return one.day or f"{one.year}-01-01"
