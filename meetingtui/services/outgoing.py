"""What must go out again: sittings that changed after their notice or calendar file, until that is seen to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from meetingtui.domain.errors import Refusal
from meetingtui.domain.outgoing import WHAT_WORDS, Outgoing, What
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import announced, finding
from meetingtui.services.office import Office
from meetingtui.store.queries import papers as rows
from meetingtui.store.queries import sessions as session_rows
from meetingtui.store.queries.papers import Told

WHY = {
    Status.CANCELLED: N_("已取消"), Status.MERGED: N_("已併開"), Status.POSTPONED: N_("延期待定"),
}  # fmt: skip
OFF = frozenset(WHY)
"""States in which a sitting does not take place at its time."""
AT_ONCE = 100
"""Sittings that are looked at together."""


def pending(office: Office) -> list[Outgoing]:
    """What must go out again, by date; sittings of the past are left alone."""
    return list(each(office, office.registry()))


def each(office: Office, registry: Registry) -> Iterator[Outgoing]:
    """What must go out again, by date, looked up as far as it is asked for."""
    touched = rows.overtaken(office.reader, office.clock.today().isoformat())
    ids = list(touched)
    for start in range(0, len(ids), AT_ONCE):
        some = session_rows.by_ids(office.reader, registry, ids[start : start + AT_ONCE])
        said = announced.now(office, registry, some)
        for one in some:
            yield from _overtaken(one, touched[one.id], said[one.id])


def of(office: Office, name: str | int) -> list[Outgoing]:
    """What must go out again for one sitting. Raises NotFound."""
    registry = office.registry()
    one = finding.session_of(office, registry, name)
    told = rows.told(office.reader, one.id)
    return list(_overtaken(one, told, announced.now(office, registry, [one])[one.id]))


def done(office: Office, name: str | int, what: str) -> list[Outgoing]:
    """`all_done` of one thing; answers what is still to go for that sitting."""
    all_done(office, [(name, what)])
    return of(office, name)


def all_done(office: Office, chosen: Sequence[tuple[str | int, str]]) -> None:
    """Note, of sittings, what has gone out (or need not) as one change. Raises NotFound or Refusal.

    A notice counts as issued today, as it stands, if a new number was written on it; else the one that went out keeps
    its day and number.
    """
    from meetingtui.services import notices

    registry = office.registry()
    some = [(finding.session_of(office, registry, name), what) for name, what in chosen]
    for one, what in some:
        _require_pending(office, one, what)
    issues = [notices.prepared(office, one.id) for one, what in some if what == What.NOTICE]
    invited = [(one, what) for one, what in some if what != What.NOTICE]
    said = announced.now(office, registry, [one for one, _what in invited])
    with office.begin() as work:
        from meetingtui.store.tables import Session

        for one, what in invited:  # first, so that undo takes the whole change for one of invitations
            row = work.get(Session, one.id, base_version=one.version)
            told = said[one.id] if what != What.FEED else announced.in_feed(said[one.id], "", row.invited_told)
            row.invited_sequence, row.invited_told = row.sequence, told
            work.audit("sent_again", f"{one.number} {what}", "invited_sequence")
        for issued in issues:
            notices.note(work, issued, anew=False)
        work.commit()


def _require_pending(office: Office, one: SessionView, what: str) -> None:
    if what not in [found.what for found in of(office, one.id)]:
        text = _("{number}沒有待補發的{what}。")
        known = {str(kind): word for kind, word in WHAT_WORDS.items()}
        raise Refusal(text, number=one.number, what=_(known.get(what, N_("項目"))))


def _overtaken(one: SessionView, told: Told, said: str) -> Iterator[Outgoing]:
    """What of a sitting says something else by now than `told`; `said` is what it says now."""
    if one.status == Status.HELD:
        return
    off = one.status in OFF and not (one.status == Status.POSTPONED and one.start)
    file = What.FEED if announced.by_feed(told.invited_told) else What.CANCEL if off else What.INVITE
    for what, sequence, before in (
        (What.NOTICE, told.noticed, told.noticed_told), (file, told.invited, told.invited_told),
    ):  # fmt: skip
        changed = announced.differences(before, said) if sequence is not None else ()
        if what == What.FEED:
            changed = tuple(name for name in changed if name not in announced.ON_PAPER_ONLY)
        if changed:
            yield Outgoing(one, what, _why(one, changed))


def _why(one: SessionView, changed: tuple[str, ...]) -> str:
    """In a word what has become of the sitting, with the reason that was given if it is one for that."""
    facts = dict.fromkeys(_(announced.FACT_WORDS[name]) for name in changed)
    said = _(WHY[Status(one.status)]) if one.status in OFF else _("{facts}已更動").format(facts=_("、").join(facts))
    turned = one.reason and not announced.OF_A_TURN.isdisjoint(changed)
    return _("{what}：{reason}").format(what=said, reason=one.reason) if turned else said
