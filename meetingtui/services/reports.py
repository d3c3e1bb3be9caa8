"""辦理情形: what agencies answer on action items, typed or from returned worksheets; and reading it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from meetingtui.domain.actions import STATUS_WORDS, STILL_OPEN, ActionStatus
from meetingtui.domain.errors import NotFound, Refusal, WrongDate
from meetingtui.domain.registry import Registry
from meetingtui.domain.reports import (
    MOST_TEXT,
    Incoming,
    Lateness,
    NoPart,
    Proposal,
    ReportView,
    Role,
    lateness,
    progress_of,
    proposal_of,
)
from meetingtui.domain.sessions import Status
from meetingtui.language import _
from meetingtui.services import actions, finding, written
from meetingtui.services.office import Office
from meetingtui.store.queries import action_reports as rows
from meetingtui.store.storable import storable

if TYPE_CHECKING:
    from meetingtui.store.action_tables import ActionItem
    from meetingtui.store.unit_of_work import UnitOfWork

Key = tuple[int, int, int | None]
"""Item, agency and round of an answer."""
OFF = frozenset({Status.CANCELLED, Status.MERGED})
"""Sittings before which nobody answers any more."""
UNHELD = OFF | {Status.POSTPONED}
"""Sittings that take no place as things stand: what was answered before them counts for the next one."""


class NotCarried(Refusal):
    """An answer on an item that has left the list."""

    def __init__(self, number: str, status: ActionStatus) -> None:
        super().__init__(
            _("{number}現為「{status}」，不再登記辦理情形。如須續辦，請先由會議裁示重新列管。"),
            number=number, status=_(STATUS_WORDS[status]),
        )  # fmt: skip


class NoRound(Refusal):
    """An answer for a sitting before which nobody was asked."""

    def __init__(self, session: str) -> None:
        super().__init__(
            _("{session}會前尚未調查辦理情形。請先調查（actions ask {session}），或不指定場次。"), session=session
        )


def report(
    office: Office, item: str | int, agency: str, text: str, *, progress: str = "", proposal: str = "",
    proposed_due: date | str | None = None, percent: int | None = None, on: date | str | None = None,
    for_session: str | int | None = None,
) -> ReportView:  # fmt: skip
    """Store what an agency answers on an item; the same words again change nothing and give the answer there is.

    `on` is the day it was given (today). Without `for_session` it is for the round in which the agency is asked about
    the item, else between rounds. When the lead proposes to close, the item stands so until it says otherwise.
    Raises NotFound, Ambiguous, WrongDate, NoPart, NotCarried, NoRound or Refusal.
    """
    registry = office.registry()
    found = actions.show(office, item)
    bureau = finding.agency_of(registry, agency)
    answer = Incoming(
        found.id, bureau.id, text, progress_of(progress), proposal_of(proposal),
        _iso(office, proposed_due), percent, _iso(office, on),
        _round_of(office, registry, found.id, bureau.id, for_session),
    )  # fmt: skip
    store(office, [answer])
    key = (found.id, bureau.id, answer.round_id)
    return next(one for one in reversed(rows.of_item(office.reader, registry, found.id)) if _key(one) == key)


def store(office: Office, answers: Sequence[Incoming]) -> int:
    """Store many answers as one change, all or none; how many said something new.

    Raises as `report` does, at the first wrong one.
    """
    from meetingtui.store.tables import ActionReport

    registry = office.registry()
    with office.begin() as work:
        desk = _Desk(office, registry, work, answers)
        fresh = [row for answer in answers if (row := desk.taken(answer)) is not None]
        if not fresh:
            return 0
        work.insert(ActionReport, fresh)
        desk.follow()
        numbers = list(dict.fromkeys(desk.parts[one["action_item_id"]].number for one in fresh))
        work.audit("reported", written.few(numbers, 1), "report")
        work.commit()
    return len(fresh)


def of(office: Office, item: str | int) -> list[ReportView]:
    """Everything that agencies have answered on an item, oldest first. Raises NotFound."""
    return rows.of_item(office.reader, office.registry(), actions.show(office, item).id)


def for_sitting(office: Office, session_id: int, action_ids: Sequence[int]) -> dict[int, list[ReportView]]:
    """What a sitting has before it of those items, by id: of each agency its newest answer in the sitting's round.

    Whoever gave none there is heard with its newest answer since the ruling before, be it outside rounds or for a
    sitting that has not taken place. What came after the sitting had begun (逾期補件) does not change what it had
    before it.
    """
    from meetingtui.dates.clock import stamp

    registry, reader = office.registry(), office.reader
    sitting = finding.session_of(office, registry, session_id)
    wanted = set(action_ids)
    asked = next(iter(rows.rounds(reader, [session_id])), None)
    answered = rows.of_round(reader, registry, asked.id, in_time=True) if asked else []
    found = {(one.action_id, one.agency_id): one for one in answered if one.action_id in wanted}
    start = stamp(datetime.fromisoformat(sitting.start)) if sitting.start else rows.LAST
    for one in rows.unheard(reader, registry, list(wanted), sitting.id, sitting.day or rows.LAST, start):
        found.setdefault((one.action_id, one.agency_id), one)
    by_item: dict[int, list[ReportView]] = {}
    for one in sorted(found.values()):
        by_item.setdefault(one.action_id, []).append(one)
    return by_item


class _Desk:
    """What is known of the items, rounds and answers that a heap of new answers concerns."""

    def __init__(self, office: Office, registry: Registry, work: UnitOfWork, answers: Sequence[Incoming]) -> None:
        reader, items = office.reader, [one.action_id for one in answers]
        self.office, self.registry, self.work = office, registry, work
        self.today = office.clock.today().isoformat()
        self.parts = rows.parts(reader, items)
        self.requests = {(one.action_id, one.agency_id, one.round_id) for one in rows.requests_about(reader, items)}
        self.rounds = rows.rounds_by_id(reader, [one.round_id for one in answers if one.round_id is not None])
        newest = [one for one in rows.newest(reader, registry, items) if one.round_id is not None]
        self.said = {_key(one): one.said for one in [*newest, *rows.between(reader, registry, items)]}
        self._status: dict[int, ActionStatus] = {}
        self._days: set[str] = {""}

    def taken(self, answer: Incoming) -> dict[str, Any] | None:
        """The row of an answer; None when the agency has said the same before. Raises as `report` does."""
        item = self.parts.get(answer.action_id)
        if item is None:
            raise NotFound(_("列管編號"), str(answer.action_id))
        answer = self._checked(answer, item)
        key: Key = (answer.action_id, answer.agency_id, answer.round_id)
        if self.said.get(key) == answer.said:
            return None
        self.said[key] = answer.said
        if answer.agency_id == item.lead:
            closes = answer.proposal == Proposal.CLOSE
            self._status[item.id] = ActionStatus.PROPOSED_CLOSE if closes else ActionStatus.OPEN
        return {
            "action_item_id": item.id, "agency_id": answer.agency_id, "round_id": answer.round_id, "day": answer.day,
            "at": self.work.at, "who": self.work.who, "text": answer.text, "progress": answer.progress,
            "proposal": answer.proposal, "proposed_due": answer.proposed_due or None, "percent": answer.percent,
            "lateness": self._lateness(answer), "worksheet": answer.worksheet,
        }  # fmt: skip

    def follow(self) -> None:
        """Let the items stand as their leads propose.

        An answer on an item that is, or was, proposed to close raises its version, so that an earlier answer is not
        taken back by undo from under it.
        """
        from meetingtui.store.tables import ActionItem

        for item_id, status in self._status.items():
            if ActionStatus.PROPOSED_CLOSE in (status, self.parts[item_id].status):
                row: ActionItem = self.work.get(ActionItem, item_id)
                row.status = str(status)
                row.version += 1

    def _checked(self, answer: Incoming, item: rows.Parts) -> Incoming:
        if ActionStatus(item.status) not in STILL_OPEN:
            raise NotCarried(item.number, ActionStatus(item.status))
        self._require_part(answer, item)
        if answer.round_id is not None and answer.round_id not in self.rounds:
            raise NotFound(_("辦理情形調查"), str(answer.round_id))
        written.whole(answer.percent, _("完成百分比"), 0, 100)
        text = _text(item.number, answer.text)
        day = answer.day or self.today
        for one in {day, answer.proposed_due} - self._days:
            finding.day(self.office, one)
            self._days.add(one)
        if day > self.today:
            raise WrongDate(_("回復日期{day}還沒到。請更正日期。").format(day=written.roc_iso(day)))
        if item.day and day < item.day:
            early = _("回復日期{day}早於{number}的會議（{held}）。請更正日期。")
            raise WrongDate(early.format(day=written.roc_iso(day), number=item.number, held=written.roc_iso(item.day)))
        if item.day and "" < answer.proposed_due < item.day:
            early = _("建議期限{day}早於{number}的會議（{held}）。請更正期限。")
            due = written.roc_iso(answer.proposed_due)
            raise WrongDate(early.format(day=due, number=item.number, held=written.roc_iso(item.day)))
        checked = answer._replace(text=text, day=day)
        if checked.is_blank:
            raise Refusal(_("{number}的辦理情形空白。請輸入文字、進度、建議或百分比。"), number=item.number)
        return checked

    def _require_part(self, answer: Incoming, item: rows.Parts) -> None:
        if answer.agency_id in (item.lead, *item.assists):
            return
        if (answer.action_id, answer.agency_id, answer.round_id) in self.requests:
            return
        name = self.registry.name
        parts = [(Role.LEAD, name("agency", item.lead))] if item.lead else []
        parts += [(Role.ASSIST, name("agency", one)) for one in item.assists]
        raise NoPart(item.number, name("agency", answer.agency_id), parts)

    def _lateness(self, answer: Incoming) -> str:
        if answer.round_id is None:
            return ""
        return str(stamped(self.rounds[answer.round_id], answer.day, self.today, self.work.at) or "")


def stamped(asked: rows.RoundRow, day: str, today: str, at: str) -> Lateness | None:
    """How late an answer is that was given on an ISO day and is stored `at`; nothing is late for no sitting."""
    if asked.status in UNHELD:
        return None
    return lateness(day, asked.due_on, asked.day, began=day == today and began(asked, at))


def began(asked: rows.RoundRow, at: str) -> bool:
    """Whether the sitting of a round has begun at a stored moment."""
    return asked.status == Status.HELD or bool(asked.start_at and asked.start_at <= at)


def _round_of(
    office: Office, registry: Registry, item_id: int, agency_id: int, for_session: str | int | None
) -> int | None:
    """The round that an answer belongs to: the one asked for, else the next one in which the agency is asked.

    When the sitting of the last one has begun and it has not answered yet, it owes the answer there.
    """
    reader = office.reader
    if for_session is not None:
        sitting = finding.session_of(office, registry, for_session)
        asked = rows.rounds(reader, [sitting.id])
        if not asked:
            raise NoRound(sitting.number)
        return asked[0].id
    ids = [one.round_id for one in rows.requests_about(reader, [item_id]) if one.agency_id == agency_id]
    known = [one for one in rows.rounds_by_id(reader, ids).values() if one.status not in OFF]
    known.sort(key=lambda one: (one.day or "9", one.id))
    now = office.now()
    coming = [one for one in known if one.status != Status.HELD and (not one.start_at or one.start_at > now)]
    if coming:
        return coming[0].id
    answered = {one.round_id for one in rows.newest(reader, registry, [item_id]) if one.agency_id == agency_id}
    return known[-1].id if known and known[-1].id not in answered else None


def _key(one: ReportView) -> Key:
    return one.action_id, one.agency_id, one.round_id


def _text(number: str, text: str) -> str:
    lines = str(storable(text)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = "\n".join(line.rstrip() for line in lines).strip()
    if len(found) > MOST_TEXT:
        raise Refusal(
            _("{number}的辦理情形有{count}個字，最多{most}個字。請摘要，全文以附件另送。"),
            number=number, count=len(found), most=MOST_TEXT,
        )  # fmt: skip
    return found


def _iso(office: Office, day: date | str | None) -> str:
    if isinstance(day, date):
        return day.isoformat()
    return finding.day(office, day).isoformat() if day and day.strip() else ""
