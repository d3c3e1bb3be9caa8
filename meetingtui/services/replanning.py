"""Making a year right again after something came between: proposed with its reasons, accepted in one go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from meetingtui.dates.office_calendar import Closure
from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import require_reason
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.planning.replanning import Change, repair
from meetingtui.services import outgoing, planning
from meetingtui.services.office import Office
from meetingtui.store.queries import calendar as calendar_rows
from meetingtui.store.queries import sessions as session_rows


class NewTime(NamedTuple):
    """A sitting that has to move (Taipei time without zone), why, and the post that presides then instead of the chair.

    `hit` says that the event itself stands in its way; otherwise it makes room for one that was hit.
    """

    sitting: SessionView
    start: datetime
    acting_post_id: int | None
    acting: str
    why: str
    hit: bool

    @property
    def keeps_its_time(self) -> bool:
        """Whether somebody else presides at the time that it has."""
        return datetime.fromisoformat(self.sitting.start).replace(tzinfo=None) == self.start


class Left(NamedTuple):
    """A sitting that should move and stays, and why."""

    sitting: SessionView
    why: str


class Proposed(NamedTuple):
    """What would make the year right again: the moves in order of time, and what cannot be helped."""

    moves: tuple[NewTime, ...]
    left: tuple[Left, ...]


class Overtaken(Refusal):
    """Something changed between the proposal and its acceptance."""

    def __init__(self) -> None:
        super().__init__(_("提案之後場次或行事曆又有更動，沒有任何變更。請重新產生提案。"))


def propose(
    office: Office, year: int, *, moving_noticed: bool = False, hit: Collection[int] = (),
    closures: Sequence[Closure] = (), deputies: bool = True,
) -> Proposed:  # fmt: skip
    """The fewest and nearest moves of the open, unlocked sittings of `year` (Gregorian) from tomorrow on.

    Whatever stands on a closed day, at a busy time of its chair or room, or beside another sitting of the same chair
    or room, finds another time; those with an id in `hit` in any case. `closures` are counted in beside the registered
    ones. Sittings whose notice is out stay unless `moving_noticed`; without `deputies` nobody else presides.
    """
    registry = office.registry()
    asked = planning.request(office, registry, year)
    if closures:
        asked = replace(asked, calendar=calendar_rows.load(office.reader, more=closures))
    found = repair(asked, today=office.clock.today(), moving_noticed=moving_noticed, hit=hit, deputies=deputies)
    ids = [*(one.id for one in found.changes), *(one.id for one in found.stuck)]
    sittings = {one.id: one for one in session_rows.by_ids(office.reader, registry, ids)}
    return Proposed(
        tuple(_new_time(registry, sittings[one.id], one) for one in found.changes),
        tuple(Left(sittings[one.id], one.why) for one in found.stuck),
    )


def accept(
    office: Office, year: int, moves: Sequence[NewTime], *, reason: str, moving_noticed: bool = False,
    deputies: bool = True,
) -> list[SessionView]:  # fmt: skip
    """Save the `moves` (some or all of what was proposed) as one change, which one undo takes back.

    Each move is noted with `reason`; the other choices are those of the proposal. Raises ReasonNeeded, and Overtaken
    when the proposal no longer holds.
    """
    from meetingtui.services.scheduling import set_time, turn
    from meetingtui.store.tables import Session

    require_reason(reason)
    known = {(one.sitting.id, one.sitting.version, one.start) for one in moves}
    now = propose(office, year, moving_noticed=moving_noticed, deputies=deputies)
    if not known <= {(one.sitting.id, one.sitting.version, one.start) for one in now.moves}:
        raise Overtaken
    with office.begin() as work:
        if len(moves) > 1:  # undo names the whole of it
            work.audit("replanned", _("{year}年：{moves}").format(year=year - 1911, moves=tally(moves)), "start_at")
        for one in moves:
            row: Session = work.get(Session, one.sitting.id, base_version=one.sitting.version)
            before = row.start_at
            set_time(row, one.start, one.start + _length(one.sitting))
            row.acting_post_id = one.acting_post_id or row.acting_post_id
            turn(work, row, "moved", before, row.start_at, reason)
        work.commit()
    return session_rows.by_ids(office.reader, office.registry(), [one.sitting.id for one in moves])


def tally(moves: Sequence[NewTime]) -> str:
    """How many get another date, and how many only another chair: 「改期3場、改由代理主持1場」."""
    stay = sum(one.keeps_its_time for one in moves)
    parts = [_("改期{count}場").format(count=len(moves) - stay)] if len(moves) > stay or not moves else []
    parts += [_("改由代理主持{count}場").format(count=stay)] if stay else []
    return _("、").join(parts)


def what_follows(office: Office, saved: Sequence[SessionView]) -> str:
    """A sentence on what must go out again for sittings that have been moved, or that nothing must."""
    count = sum(len(outgoing.of(office, one.id)) for one in saved)
    if count:
        return _("待補發的通知與行事曆檔{count}件，列在今日待辦。").format(count=count)
    return _("這些場次尚未發出通知、邀請或匯出行事曆檔，沒有要補發的。")


def _new_time(registry: Registry, sitting: SessionView, change: Change) -> NewTime:
    acting = change.acting_post_id if change.acting_post_id != sitting.presiding else None
    name = registry.name("post", acting, change.start.date().isoformat())
    return NewTime(sitting, change.start, acting, name, change.why, change.hit)


def _length(sitting: SessionView) -> timedelta:
    return datetime.fromisoformat(sitting.end) - datetime.fromisoformat(sitting.start)
