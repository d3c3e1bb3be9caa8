"""What must go out again: sittings that changed after their notice or invitation, until that is seen to."""

from __future__ import annotations

from meetingtui.domain.errors import Refusal
from meetingtui.domain.outgoing import WHAT_WORDS, Outgoing, What
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import finding
from meetingtui.services.office import Office
from meetingtui.store.queries import papers as rows
from meetingtui.store.queries import sessions as session_rows

WHY = {
    Status.CANCELLED: N_("已取消"), Status.MERGED: N_("已併開"), Status.POSTPONED: N_("延期待定"),
}  # fmt: skip
OFF = frozenset(WHY)
"""States in which a sitting does not take place at its time."""


def pending(office: Office) -> list[Outgoing]:
    """What must go out again, by date; sittings of the past are left alone."""
    registry = office.registry()
    found = []
    ids = rows.outdated(office.reader, office.clock.today().isoformat())
    for one in session_rows.by_ids(office.reader, registry, ids):
        found += [Outgoing(one, what, _why(one)) for what in _kinds(office, one)]
    return found


def of(office: Office, name: str | int) -> list[Outgoing]:
    """What must go out again for one sitting. Raises NotFound."""
    one = finding.session_of(office, office.registry(), name)
    return [Outgoing(one, what, _why(one)) for what in _kinds(office, one)]


def done(office: Office, name: str | int, what: str) -> list[Outgoing]:
    """Note that it has gone out (or need not); answers what is still to go. Raises NotFound or Refusal."""
    registry = office.registry()
    one = finding.session_of(office, registry, name)
    kinds = _kinds(office, one)
    if what not in kinds:
        text = _("{number}沒有待補發的{what}。")
        known = {str(kind): word for kind, word in WHAT_WORDS.items()}
        raise Refusal(text, number=one.number, what=_(known.get(what, N_("項目"))))
    with office.begin() as work:
        from meetingtui.store.tables import Session

        row = work.get(Session, one.id, base_version=one.version)
        column = "noticed_sequence" if what == What.NOTICE else "invited_sequence"
        setattr(row, column, row.sequence)
        work.audit("sent_again", f"{one.number} {what}", column)
        work.commit()
    return of(office, one.id)


def _kinds(office: Office, one: SessionView) -> list[What]:
    told = rows.told(office.reader, one.id)
    if one.status == Status.HELD:
        return []
    off = one.status in OFF and not (one.status == Status.POSTPONED and one.start)
    kinds = [What.NOTICE] if told.noticed is not None and told.noticed < one.sequence else []
    if told.invited is not None and told.invited < one.sequence:
        kinds.append(What.CANCEL if off else What.INVITE)
    return kinds


def _why(one: SessionView) -> str:
    """In a word what has become of the sitting, with the reason that was given."""
    said = _(WHY[Status(one.status)]) if one.status in OFF else _("時間、地點或邀請對象已更動")
    return _("{what}：{reason}").format(what=said, reason=one.reason) if one.reason else said
