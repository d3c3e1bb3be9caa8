"""The papers of one sitting: agenda, sign-in sheet, minutes, and the table of its action items."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from meetingtui.domain.paper_settings import PaperSettings
from meetingtui.domain.registry import Registry
from meetingtui.domain.roll import RollLine
from meetingtui.domain.sessions import OPEN as STILL_TO_COME
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionView
from meetingtui.papers import agenda as agenda_paper
from meetingtui.papers import answer_sheets as answer_paper
from meetingtui.papers import minutes as minutes_paper
from meetingtui.papers import signin as signin_paper
from meetingtui.papers.actions import Entry
from meetingtui.papers.document import Document
from meetingtui.papers.masking import OPEN, Masking
from meetingtui.papers.settings import look_of
from meetingtui.papers.sitting import Sitting
from meetingtui.services import (
    action_entries,
    agenda,
    finding,
    minutes,
    paper_facts,
    paper_settings,
    roll,
    rounds,
    sealed_minutes,
    secrecy,
    worksheet_pages,
)
from meetingtui.services.office import Office
from meetingtui.services.paper_people import attendee, is_person, whose
from meetingtui.store.queries import actions as stored_actions
from meetingtui.store.queries import contacts as contact_rows


class Ground(NamedTuple):
    """What every paper of a sitting is made on."""

    registry: Registry
    settings: PaperSettings
    session: SessionView
    sitting: Sitting


def ground(office: Office, of: str | int, *, masked: bool, tried: PaperSettings | None = None) -> Ground:
    """The sitting and the settings of the office, or those that are `tried`. Raises NotFound."""
    registry, settings = office.registry(), tried or paper_settings.of(office)
    one = finding.session_of(office, registry, of)
    found = paper_facts.sitting(registry, settings, one, masked=masked)
    instead = finding.session_of(office, registry, one.merged_into).number if one.merged_into else ""
    unheld = Status(one.status) in STILL_TO_COME and (not one.day or one.day > office.clock.today().isoformat())
    return Ground(registry, settings, one, found._replace(instead=instead, unheld=unheld))


def signin_sheet(
    office: Office, of: str | int, *, masked: bool = False, tried: PaperSettings | None = None
) -> Document:
    """簽到表 of everybody who is expected. Raises NotFound."""
    on = ground(office, of, masked=masked, tried=tried)
    expected = tuple(_expected(on.session, line) for line in roll.of(office, on.session.id).lines if not line.walk_in)
    return signin_paper.document(on.sitting, expected, look_of(on.settings), blank_rows=on.settings.blank_rows)


def agenda_sheet(
    office: Office, of: str | int, *, masked: bool = False, tried: PaperSettings | None = None
) -> Document:
    """議程 with the action items that come before the sitting, and what is proposed. Raises NotFound."""
    on = ground(office, of, masked=masked, tried=tried)
    found = agenda.of(office, on.session.id)
    before = action_entries.before(office, on.session.id)
    return agenda_paper.document(
        classed(office, on, before), found.items, before, look_of(on.settings), masking(office, on, masked=masked)
    )


def minutes_sheet(
    office: Office, of: str | int, *, masked: bool = False, tried: PaperSettings | None = None
) -> Document:
    """會議紀錄 as far as it is written; approved ones as they stood at approval. Raises NotFound."""
    on = ground(office, of, masked=masked, tried=tried)
    view, mask = minutes.of(office, on.session.id), masking(office, on, masked=masked)
    sealed = sealed_minutes.of(office, on.session, view.status)
    if sealed is not None:
        titled = on.sitting._replace(agency=sealed.agency, front=sealed.front, back=sealed.back)
        seen = on._replace(sitting=on.sitting if tried else titled)
        return minutes_paper.document(
            classed(office, seen, sealed.before, sealed.made), sealed.said(view), sealed.people, sealed.before,
            sealed.made, look_of(on.settings), mask,
        )  # fmt: skip
    attendees = tuple(attendee(line) for line in roll.of(office, on.session.id).lines)
    before, made = action_entries.before(office, on.session.id), action_entries.made(office, on.session.id)
    return minutes_paper.document(
        classed(office, on, before, made), view, attendees, before, made, look_of(on.settings), mask
    )


def classed(office: Office, on: Ground, *tables: Iterable[Entry]) -> Sitting:
    """The sitting as its papers see it; one that tells of secret action items is 密, whatever the sitting is."""
    if on.session.confidential:
        return on.sitting
    secret = secrecy.numbers(office, on.registry)
    found = any(one.number in secret for table in tables for one in table)
    return on.sitting._replace(confidential=True) if found else on.sitting


def action_rows(office: Office, session: SessionView) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """What a sitting has made and what came before it; of approved minutes as it stood at approval."""
    sealed = sealed_minutes.of(office, session, minutes.of(office, session.id).status)
    if sealed is not None:
        return sealed.made, sealed.before
    return action_entries.made(office, session.id), action_entries.before(office, session.id)


def is_asked(office: Office, session: SessionView) -> bool:
    """Whether agencies are asked for answers before a sitting that is still to come."""
    return Status(session.status) in STILL_TO_COME and rounds.of(office, session.id) is not None


def asked_agencies(office: Office, on: Ground) -> list[str]:
    """The codes of the agencies that are asked before a sitting. Raises NothingToFill."""
    _session, _due, found = worksheet_pages.asked_of(office, on.session.id)
    return [on.registry.agencies[one.agency_id].code for one in found]


def answer_sheets(office: Office, on: Ground, *, agency: str = "") -> Document:
    """What each agency (or one) is asked before a sitting, with room to answer. Raises NotFound or NothingToFill."""
    settings, today = on.settings, office.clock.today().isoformat()
    _session, due, found = worksheet_pages.asked_of(office, on.session.id, agency=agency)
    asking = answer_paper.Round(
        on.sitting.title, on.session.number, due, "" if on.sitting.masked else settings.contact,
        "" if on.sitting.masked else settings.phone,
        on.session.confidential or any(worksheet_pages.is_secret(office, on.registry, one.lines) for one in found),
    )  # fmt: skip
    bureaus = [(on.registry.agencies[one.agency_id], one.lines) for one in found]
    pages = [
        answer_paper.Asked(paper_facts.full_name(on.registry, settings, bureau, today), bureau.code, lines)
        for bureau, lines in bureaus
    ]
    return answer_paper.document(asking, pages, look_of(settings), masking(office, on, masked=on.sitting.masked))


def masking(office: Office, on: Ground, *, masked: bool) -> Masking:
    """What hides the names of everybody the office knows: contacts, holders of posts, who is on the roll."""
    if not masked:
        return OPEN
    lines = roll.of(office, on.session.id).lines
    known = known_names(office, on.registry) | {
        name for line in lines for name in (line.person, line.holder, line.stands_in_for)
    }
    known |= {line.name for line in lines if is_person(line)}
    known |= {on.session.chair_person, minutes.of(office, on.session.id).minute_taker}
    return Masking(
        known - {line.agency for line in lines}, cases=_cases(office, on.registry, on.session),
        confidential=on.session.confidential,
    )  # fmt: skip


def masked_throughout(office: Office, registry: Registry) -> Masking:
    """What hides the names of the registry in a paper of many sittings, and what action items of cases say."""
    return Masking(known_names(office, registry), cases=_cases(office, registry))


def _cases(office: Office, registry: Registry, session: SessionView | None = None) -> dict[str, str]:
    """The items of which a masked paper tells the code only: of cases, and unless the sitting is 密, of such series."""
    cases = stored_actions.of_cases(office.reader)
    if session is not None and session.confidential:
        return cases
    return dict.fromkeys(secrecy.of_series(office, registry), "") | cases


def known_names(office: Office, registry: Registry) -> set[str]:
    """The names of all people of the registry: contacts and holders of posts."""
    holders = {holder.person for held in registry.holders.values() for holder in held}
    return holders | {one.name for one in contact_rows.every(office.reader)}


def _expected(session: SessionView, line: RollLine) -> signin_paper.Expected:
    if line.role == "chair":
        return signin_paper.Expected("chair", "", session.acting or session.chair, session.chair_person)
    agency, person = whose(line)
    return signin_paper.Expected(line.role, agency, line.title, person or line.holder)
