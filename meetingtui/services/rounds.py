"""The round before a sitting: who is asked for 辦理情形 on what is open, by when, who has answered, who is late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from meetingtui.domain.actions import STILL_OPEN
from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.domain.registry import Registry
from meetingtui.domain.reports import (
    SOON_DAYS,
    Answer,
    BoardLine,
    ReportView,
    RequestLine,
    Role,
    RoundView,
    ToAsk,
    standing,
)
from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.services import finding, paper_settings, round_days, rounds_off
from meetingtui.services.office import Office
from meetingtui.services.reports import OFF
from meetingtui.store.queries import action_reports as rows
from meetingtui.store.queries import action_rulings as ruling_rows
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.store.action_tables import ActionRequest
    from meetingtui.store.unit_of_work import UnitOfWork

ASK_AHEAD = 14
"""Days before a sitting from which on it is told that nobody was asked yet."""
PRESSING = {Answer.LATE: 0, Answer.DUE_SOON: 1, Answer.ASKED: 2, Answer.NOT_ASKED: 3, Answer.ANSWERED: 4}
"""The states in which an agency may be, who owes most urgently first."""

Asked = tuple[int, int]
"""Item and agency of a request."""


class NothingToAsk(Refusal):
    """A sitting that has no open item of anybody before it."""

    def __init__(self, session: str, *, unled: int) -> None:
        text = (
            _("{session}之前的{unled}項尚未指定主辦機關，無從調查辦理情形。請先指定主辦機關。") if unled
            else _("{session}之前沒有尚在列管的事項，不必調查辦理情形。")
        )  # fmt: skip
        super().__init__(text, session=session, unled=unled)


def ask(office: Office, session: str | int, *, due: date | str | None = None) -> RoundView:
    """Ask every agency for 辦理情形 on the open items that come before a sitting, as one change.

    `due` is a day in any form or `-3` (working days before the sitting); without it the setting counts, never a day
    that is over. Asked again, it adds what is new, lets go who has no part any more and has not answered, and keeps
    the rest, also the day when the sitting has moved (`RoundView.is_unfit`), since agencies were told it. Raises
    NotFound, WrongDate, NothingToAsk or Refusal for a sitting that has begun or takes no place.
    """
    from meetingtui.store.tables import ActionRound

    registry = office.registry()
    sitting = finding.session_of(office, registry, session)
    _require_coming(office, sitting)
    until = round_days.day_for(office, sitting, due)
    wanted = _wanted(office, sitting)
    with office.begin() as work:
        stored = next(iter(work.all(ActionRound, session_id=sitting.id)), None)
        is_set = stored is None or due is not None
        if stored is None:
            _require_something(office, sitting, wanted)
            stored = work.add(
                ActionRound(session_id=sitting.id, asked_on=office.clock.today().isoformat(), due_on=until)
            )
        elif due is not None and (stored.due_on != until or _round(office, registry, sitting.id).is_unfit):
            stored.due_on = until
        elif not _would_change(work, stored.id or 0, wanted):
            return _round(office, registry, sitting.id)
        _request(work, stored.id or 0, wanted)
        if is_set:
            round_days.note(work, sitting)
        work.audit("asked", sitting.number, "due_on")
        work.commit()
    return _round(office, registry, sitting.id)


def of(office: Office, session: str | int) -> RoundView | None:
    """The round before a sitting; None while nobody was asked. Raises NotFound."""
    registry = office.registry()
    sitting = finding.session_of(office, registry, session)
    return next(iter(_views(office, registry, rows.rounds(office.reader, [sitting.id]))), None)


def listed(office: Office, *, every: bool = False) -> list[RoundView]:
    """The rounds before sittings that are still to come, or every one there was; by day of the sitting."""
    today = office.clock.today().isoformat()
    return _views(office, office.registry(), rows.current_rounds(office.reader, today, every))


def board(
    office: Office, *, session: str | int | None = None, agency: str | None = None, every: bool = False
) -> list[BoardLine]:  # fmt: skip
    """已回, 未回, 逾期: one line for each agency and round, those who owe most urgently first within a round.

    Of one sitting, or of all rounds before sittings to come (`every`: of all there were). Of one sitting it also has
    agencies that have a part in an open item and were not asked about it; of one that was called off or merged it has
    nobody. Raises NotFound or Ambiguous.
    """
    registry, today = office.registry(), office.clock.today()
    only = finding.agency_of(registry, agency).id if agency else None
    lines: list[BoardLine] = []
    if session is None:
        found = rows.current_rounds(office.reader, today.isoformat(), every)
    else:
        sitting = finding.session_of(office, registry, session)
        found = rows.rounds(office.reader, [sitting.id])
        if is_coming(office, sitting):
            return [one for one in _with_unasked(office, registry, sitting, found) if only in (None, one.agency_id)]
    lines = _lines(office, registry, [one for one in found if one.status not in OFF])
    return [one for one in lines if only in (None, one.agency_id)]


def requests(office: Office, session: str | int, *, agency: str | None = None) -> list[RequestLine]:
    """Item by item who was asked before a sitting and what it answered; who owes nothing any more is left out.

    Raises NotFound or Ambiguous.
    """
    registry, today = office.registry(), office.clock.today()
    sitting = finding.session_of(office, registry, session)
    only = finding.agency_of(registry, agency).id if agency else None
    found = []
    for one in rows.rounds(office.reader, [sitting.id]):
        answers = _answers(office, registry, one.id)
        for row in rows.requests(office.reader, [one.id]):
            if only not in (None, row.agency_id):
                continue
            said = answers.get((row.action_id, row.agency_id))
            if row.gone and said is None:
                continue
            state = standing(1, int(said is not None), _until(one), today.isoformat(), _soon(today))
            name = registry.name("agency", row.agency_id)
            found.append(
                RequestLine(one.id, row.action_id, row.action_number, row.agency_id, name, row.role, state, said)
            )
    return found


def _answers(office: Office, registry: Registry, round_id: int) -> dict[Asked, ReportView]:
    """The newest answer to each question of a round, also one that was given for a sitting that took no place."""
    said = {(one.action_id, one.agency_id): one for one in rows.of_round(office.reader, registry, round_id)}
    more = {one.report_id: one for one in rows.elsewhere(office.reader, [round_id])}
    found = rows.reports_by_id(office.reader, registry, list(more))
    return said | {(one.action_id, one.agency_id): found[number] for number, one in more.items()}


def reminder(office: Office, session: str | int, agency: str) -> str:
    """The text by which an agency is reminded of the answers that it owes before a sitting; nothing confidential in it.

    Raises NotFound, Ambiguous, RoundOff, or Refusal for an agency that was not asked or owes nothing.
    """
    from meetingtui.papers import reminders

    registry = office.registry()
    sitting = finding.session_of(office, registry, session)
    rounds_off.require_on(office, sitting)
    bureau = finding.agency_of(registry, agency)
    asked = next(iter(rows.rounds(office.reader, [sitting.id])), None)
    lines = [one for one in requests(office, sitting.id) if one.agency_id == bureau.id]
    if asked is None or not lines:
        raise Refusal(
            _("{session}會前沒有向{agency}調查辦理情形。請先調查（actions ask {session}）。"),
            session=sitting.number, agency=bureau.name,
        )  # fmt: skip
    owed = [one for one in lines if one.report is None]
    if not owed:
        raise Refusal(_("{agency}已全數回復，不必提醒。"), agency=bureau.name)
    settings = paper_settings.of(office)
    leads = sum(one.role is Role.LEAD for one in owed)
    return reminders.text(
        reminders.Reminder(
            registry.name("agency", bureau.id), f"{sitting.name}{sitting.track_name}", sitting.confidential,
            date.fromisoformat(sitting.day), date.fromisoformat(asked.due_on), leads,
            len(owed) - leads, owed[0].state is Answer.LATE, settings.contact, settings.phone,
        )
    )  # fmt: skip


def to_ask(office: Office, *, ahead: int = ASK_AHEAD) -> list[ToAsk]:
    """Sittings of the coming days with open items about which an agency has not been asked yet, by day."""
    registry, today = office.registry(), office.clock.today()
    first, last = today.isoformat(), (today + timedelta(days=min(ahead, (date.max - today).days))).isoformat()
    bodies = ruling_rows.bodies_with_open(office.reader)
    if not bodies:
        return []
    wanted = SessionFilter(first=first, last=last, statuses=tuple(str(one) for one in OPEN))
    coming = [
        one for one in session_rows.page(office.reader, registry, wanted)
        if not bodies.isdisjoint((one.series_id, *(credit.series_id for credit in one.credits)))
    ]  # fmt: skip
    asked = {one.session_id: one.id for one in rows.rounds(office.reader, [one.id for one in coming])}
    known: dict[int, set[Asked]] = {}
    for row in rows.requests(office.reader, list(asked.values())):
        known.setdefault(row.round_id, set()).add((row.action_id, row.agency_id))
    found = []
    for sitting in coming:
        if not is_coming(office, sitting):
            continue
        before = known.get(asked.get(sitting.id, 0), set())
        items = {item for item, agency in _wanted(office, sitting) if (item, agency) not in before}
        if items:
            until = round_days.day_for(office, sitting, None)
            name = f"{sitting.name} {sitting.track_name}".rstrip()
            found.append(ToAsk(sitting.id, sitting.number, name, sitting.day, until, len(items), sitting.id in asked))
    return found


def _require_coming(office: Office, sitting: SessionView) -> None:
    if sitting.status in OFF:
        rounds_off.require_on(office, sitting)
    if not sitting.day:
        raise Refusal(_("{session}尚未排定日期，無法訂定回復期限。請先排定日期。"), session=sitting.number)
    if not is_coming(office, sitting):
        raise Refusal(_("{session}已開會，不能再調查會前辦理情形。請改選下次會議。"), session=sitting.number)


def is_coming(office: Office, sitting: SessionView) -> bool:
    """Whether a sitting has a day and has not begun."""
    from meetingtui.dates.clock import to_taipei

    if sitting.status not in OPEN or not sitting.day:
        return False
    return sitting.start > to_taipei(office.clock.now()).isoformat()


def _wanted(office: Office, sitting: SessionView) -> dict[Asked, Role]:
    """Who is to be asked about which open item before a sitting, oldest items first."""
    wanted: dict[Asked, Role] = {}
    for one in _open_before(office, sitting):
        if one.lead:
            wanted[one.id, one.lead] = Role.LEAD
        wanted |= {(one.id, agency): Role.ASSIST for agency in one.assists}
    return wanted


def _open_before(office: Office, sitting: SessionView) -> list[rows.Parts]:
    """The items that come before a sitting and are open now: only what asking needs of them."""
    carried = [one.action_id for one in ruling_rows.carried(office.reader, sitting.id)]
    found = rows.parts(office.reader, carried).values()
    return sorted((one for one in found if one.status in STILL_OPEN), key=lambda one: (one.day, one.id))


def _require_something(office: Office, sitting: SessionView, wanted: dict[Asked, Role]) -> None:
    if not wanted:
        raise NothingToAsk(sitting.number, unled=len(_open_before(office, sitting)))


def _would_change(work: UnitOfWork, round_id: int, wanted: dict[Asked, Role]) -> bool:
    there = _stored(work, round_id)
    return bool(set(wanted) - set(there)) or bool(_let_go(work, round_id, there, wanted))


def _request(work: UnitOfWork, round_id: int, wanted: dict[Asked, Role]) -> None:
    """Ask whom nobody has asked, and let go of whom has no part any more."""
    from meetingtui.store.tables import ActionRequest

    there = _stored(work, round_id)
    for row in _let_go(work, round_id, there, wanted):
        work.delete(row)
    work.add_all([
        ActionRequest(round_id=round_id, action_item_id=item, agency_id=agency, role=str(role))
        for (item, agency), role in wanted.items() if (item, agency) not in there
    ])  # fmt: skip


def _stored(work: UnitOfWork, round_id: int) -> dict[Asked, ActionRequest]:
    from meetingtui.store.tables import ActionRequest

    return {(one.action_item_id, one.agency_id): one for one in work.all(ActionRequest, round_id=round_id)}


def _let_go(
    work: UnitOfWork, round_id: int, there: dict[Asked, ActionRequest], wanted: dict[Asked, Role]
) -> list[ActionRequest]:
    """Requests of those who have no part in an open item any more, unless they have answered."""
    from meetingtui.store.tables import ActionReport

    loose = {asked: row for asked, row in there.items() if asked not in wanted}
    if not loose:
        return []
    answered = {(one.action_item_id, one.agency_id) for one in work.all(ActionReport, round_id=round_id)}
    return [row for asked, row in loose.items() if asked not in answered]


def _round(office: Office, registry: Registry, session_id: int) -> RoundView:
    found = _views(office, registry, rows.rounds(office.reader, [session_id]))
    if not found:
        raise NotFound(_("辦理情形調查"), str(session_id))
    return found[0]


def _views(office: Office, registry: Registry, found: Sequence[rows.RoundRow]) -> list[RoundView]:
    lines: dict[int, list[BoardLine]] = {}
    for line in _lines(office, registry, found):
        lines.setdefault(line.round_id, []).append(line)
    ids = [one.session_id for one in found]
    sittings = {one.id: one for one in session_rows.by_ids(office.reader, registry, ids)}
    set_for = round_days.set_for(office, ids)
    views = []
    for one in found:
        sitting, mine = sittings[one.session_id], lines.get(one.id, [])
        views.append(
            RoundView(
                one.id, one.session_id, one.session_number, f"{sitting.name} {sitting.track_name}".rstrip(), one.day,
                one.asked_on, one.due_on, len(mine), sum(line.state is Answer.ANSWERED for line in mine),
                sum(line.state is Answer.LATE for line in mine), sitting.confidential, set_for.get(one.session_id, ""),
            )
        )  # fmt: skip
    return views


def _lines(office: Office, registry: Registry, found: Sequence[rows.RoundRow]) -> list[BoardLine]:
    """The lines of those rounds, round by round, who owes most urgently first."""
    today = office.clock.today()
    by_round: dict[int, list[BoardLine]] = {one.id: [] for one in found}
    rounds = {one.id: one for one in found}
    before: dict[Asked, list[str]] = {}
    for given in rows.elsewhere(office.reader, list(rounds)):
        before.setdefault((given.round_id, given.agency_id), []).append(given.day)
    for row in rows.board(office.reader, list(rounds)):
        asked, days = rounds[row.round_id], before.get((row.round_id, row.agency_id), [])
        answered = row.answered + len(days)
        state = standing(row.leads + row.assists, answered, _until(asked), today.isoformat(), _soon(today))
        by_round[row.round_id].append(
            BoardLine(
                row.round_id, asked.session_number, row.agency_id, registry.name("agency", row.agency_id), row.leads,
                row.assists, answered, state, max([row.last, *days]), row.late_answers,
            )
        )  # fmt: skip
    return [line for lines in by_round.values() for line in _ordered(registry, lines)]


def _with_unasked(
    office: Office, registry: Registry, sitting: SessionView, found: Sequence[rows.RoundRow]
) -> list[BoardLine]:
    """The lines of a sitting's round, with what has come to be open since somebody was asked."""
    asked = {(one.action_id, one.agency_id) for one in rows.requests(office.reader, [one.id for one in found])}
    missing: dict[int, int] = {}
    for item, agency in _wanted(office, sitting):
        if (item, agency) not in asked:
            missing[agency] = missing.get(agency, 0) + 1
    lines = [line._replace(unasked=missing.pop(line.agency_id, 0)) for line in _lines(office, registry, found)]
    round_id = found[0].id if found else 0
    lines += [
        BoardLine(
            round_id, sitting.number, agency, registry.name("agency", agency), 0, 0, 0, Answer.NOT_ASKED, "",
            unasked=count,
        )
        for agency, count in missing.items()
    ]  # fmt: skip
    return _ordered(registry, lines)


def _ordered(registry: Registry, lines: list[BoardLine]) -> list[BoardLine]:
    places = {agency: place for place, agency in enumerate(registry.agencies)}
    return sorted(lines, key=lambda one: (PRESSING[one.state], places.get(one.agency_id, 0)))


def _until(asked: rows.RoundRow) -> str:
    """The ISO day from which on an agency is late; never while the sitting has no date."""
    return asked.due_on if asked.day else rows.LAST


def _soon(today: date) -> str:
    return (today + timedelta(days=min(SOON_DAYS, (date.max - today).days))).isoformat()
