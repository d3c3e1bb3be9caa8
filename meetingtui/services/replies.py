"""Answers to invitations: who comes, who does not, who sends somebody else; looked at first, then recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.dates.clock import stamp
from meetingtui.domain.attendance import AttendeeView
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import attendees
from meetingtui.services.office import Office
from meetingtui.store.queries import attendance as rows
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.intake.replies import ReplyIn
    from meetingtui.store.unit_of_work import UnitOfWork

STATES = {
    "new": N_("將登記"),
    "same": N_("已登記相同回覆"),
    "older": N_("回覆的是改期前的版本，未採用；請重新發送邀請"),
    "newer": N_("回覆的版本比資料庫新，未採用；請確認資料庫是否為最新"),
    "earlier": N_("已有較晚的回覆，未採用"),
    "over": N_("場次已取消或併開，未採用"),
    "nobody": N_("寄件人不在這一場的邀請名單，未採用"),
    "unknown": N_("不是本資料庫的場次，未採用"),
}
"""What becomes of an answer, and the words for it."""


class Answer(NamedTuple):
    """One answer beside what is known: `before` is what was recorded so far, `state` a key of STATES."""

    state: str
    email: str
    reply: str
    number: str = ""
    name: str = ""
    before: str = ""
    delegated_to: str = ""
    comment: str = ""
    session_id: int | None = None
    sequence: int = 0
    at: str = ""
    guest: AttendeeView | None = None


class Preview(NamedTuple):
    """The answers of a file, in its order."""

    answers: tuple[Answer, ...]

    @property
    def changes(self) -> list[Answer]:
        """Those that would be recorded."""
        return [one for one in self.answers if one.state == "new"]


def preview(office: Office, data: bytes, *, filename: str = "") -> Preview:
    """What a REPLY file would change; nothing is saved. Raises WrongFile."""
    from meetingtui.intake import replies

    registry = office.registry()
    return Preview(
        tuple(_answer(office, registry, one) for one in _latest(replies.read_replies(data, filename=filename)))
    )


def accept(office: Office, found: Preview) -> list[Answer]:
    """Record the answers of a preview that change something, as one change; answers them.

    Raises ChangedMeanwhile when somebody recorded for the same guest in the meantime.
    """
    changes = found.changes
    if not changes:
        return []
    with office.begin() as work:
        for one in changes:
            _record(work, one)
        work.audit("replied", "、".join(dict.fromkeys(one.number for one in changes)), "reply")
        work.commit()
    return changes


def _latest(found: Iterable[ReplyIn]) -> list[ReplyIn]:
    """Of several answers by one guest to one sitting the last: by sequence, then by the sender's time stamp."""
    kept: dict[tuple[str, str], ReplyIn] = {}
    for one in found:
        known = kept.get((one.uid, one.email))
        if known is None or (one.sequence, _at(one)) >= (known.sequence, _at(known)):
            kept[one.uid, one.email] = one
    return list(kept.values())


def _at(one: ReplyIn) -> str:
    return stamp(one.at) if one.at is not None else ""


def _answer(office: Office, registry: Registry, one: ReplyIn) -> Answer:
    base = Answer(
        "unknown", one.email, one.reply.value, delegated_to=one.delegated_to, comment=one.comment,
        sequence=one.sequence, at=_at(one),
    )  # fmt: skip
    session_id = rows.session_of_uid(office.reader, one.uid)
    sitting = session_rows.by_id(office.reader, registry, session_id) if session_id is not None else None
    if sitting is None:
        return base
    guests = attendees.of_sittings(office, registry, [sitting])[sitting.id]
    guest = _guest(guests, one)
    base = base._replace(
        number=sitting.number, session_id=sitting.id, comment="" if sitting.confidential else one.comment
    )
    if guest is None:
        return base._replace(state="nobody")
    base = base._replace(name=guest.name, before=guest.reply, guest=guest)
    return base._replace(state=_state(sitting, guest, base))


def _guest(guests: list[AttendeeView], one: ReplyIn) -> AttendeeView | None:
    """Who answers: a guest by his e-mail, or whom a guest of the list sends."""
    for guest in guests:
        if guest.email.lower() == one.email:
            return guest
    sends = [guest for guest in guests if one.email in {guest.delegated_to.lower()} or _sent_by(guest, one)]
    if not sends:
        return None
    return AttendeeView(one.email, one.email, sends[0].role, group=False)


def _sent_by(guest: AttendeeView, one: ReplyIn) -> bool:
    return bool(one.delegated_from) and guest.email.lower() == one.delegated_from


def _state(sitting: SessionView, guest: AttendeeView, one: Answer) -> str:
    if sitting.status in (Status.CANCELLED, Status.MERGED):
        return "over"
    if one.sequence != sitting.sequence:
        return "older" if one.sequence < sitting.sequence else "newer"
    known = guest.reply and guest.reply_sequence == one.sequence
    if known and one.at and guest.replied_at > one.at:
        return "earlier"
    recorded = (guest.reply, guest.delegated_to, guest.comment)
    return "same" if known and recorded == (one.reply, one.delegated_to, one.comment) else "new"


def _record(work: UnitOfWork, one: Answer) -> None:
    from meetingtui.store.tables import Attendance

    guest = one.guest
    if guest is None:
        return
    if guest.row_id is not None:
        row = work.get(Attendance, guest.row_id, base_version=guest.version)
    else:
        row = Attendance(
            session_id=one.session_id or 0, agency_id=guest.agency_id, name=guest.name, email=guest.email,
            role=guest.role,
        )  # fmt: skip
        work.add(row)
    row.reply, row.reply_sequence, row.replied_at = one.reply, one.sequence, one.at or None
    row.delegated_to, row.comment = one.delegated_to, one.comment


def state_words(one: Answer) -> str:
    """What becomes of an answer, in words."""
    return _(STATES[one.state])
