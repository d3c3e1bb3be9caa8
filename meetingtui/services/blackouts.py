"""Busy times of a chair or a room, out of other people's calendars and lists: looked at first, then kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.dates.clock import stamp, to_taipei, unstamp
from meetingtui.domain import names
from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.planning.request import room_key
from meetingtui.services import finding
from meetingtui.services.office import Office
from meetingtui.store.queries import blackouts as rows
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.intake.busy import Skipped

LARGEST_ID = 2**63
YEARS_AHEAD = 3
"""Busy times are taken from today on, for so many years."""


class WhoseTimes(Refusal):
    """Busy times without saying whose, or of two at once."""

    def __init__(self) -> None:
        super().__init__(_("這是忙碌時段的行事曆檔，須指明屬於誰：主席用 --chair 職務，場地用 --room 名稱，擇一。"))


class UnknownRoom(NotFound):
    """A room that no rule, sitting or taken time names, and that resembles none: its times would change nothing."""

    def __init__(self, room: str) -> None:
        text = _("沒有會議別或場次使用場地「{name}」，登記了也不影響編排。請檢查名稱，或先在會議別登記場地。")
        Refusal.__init__(self, text, name=room)


class BlackoutView(NamedTuple):
    """A time that is taken: `who` is the post or the room, start and end are ISO with +08:00."""

    id: int
    who: str
    start: str
    end: str
    source: str


class Preview(NamedTuple):
    """What a calendar would change: times (Taipei) to add, how many are known, which stored ones go, what was skipped.

    `hit` are open sittings of that chair or room that the added times run into.
    """

    who: str
    post_id: int | None
    room: str
    source: str
    added: tuple[tuple[datetime, datetime], ...]
    known: int
    removed: tuple[BlackoutView, ...]
    skipped: tuple[Skipped, ...]
    hit: tuple[SessionView, ...]


def preview(
    office: Office, data: bytes, *, chair: str = "", room: str = "", filename: str = "", replace: bool = False,
    tentative: bool = False,
) -> Preview:  # fmt: skip
    """What a foreign calendar, or a list (CSV, XLSX), says of a chair (post or holder) or a room from today on.

    Nothing is saved. With `replace` the stored times of that chair or room that the file does not hold are to go. Our
    own sittings in it are left out, and tentative entries unless they are asked for. Raises WhoseTimes, NotFound
    (UnknownRoom) or WrongFile.
    """
    from meetingtui.intake.busy import read_busy
    from meetingtui.intake.busy_lists import is_list, read_busy_list

    if bool(chair.strip()) == bool(room.strip()):
        raise WhoseTimes
    registry = office.registry()
    today = office.clock.today()
    post = finding.chair_of(registry, chair, today.isoformat()) if chair.strip() else None
    room = _known_room(office, registry, room.strip()) if room.strip() else ""
    last = date(min(today.year + YEARS_AHEAD, date.max.year), 12, 31)
    if is_list(filename):
        found = read_busy_list(data, today, last, filename=filename)
    else:
        ours = rows.uids(office.reader)
        found = read_busy(data, today, last, filename=filename, without=ours, tentative=tentative)
    stored = rows.of_owner(office.reader, post.id if post else None, room, _midnight(today))
    times = {(stamp(one.start), stamp(one.end)): (one.start, one.end) for one in found.busy}
    known = {(row.start_at, row.end_at) for row in stored}
    added = tuple(span for key, span in times.items() if key not in known)
    gone = [row for row in stored if replace and (row.start_at, row.end_at) not in times]
    return Preview(
        registry.name("post", post.id) if post else room, post.id if post else None, room,
        _source(filename), added, len(times) - len(added), tuple(_view(registry, row) for row in gone),
        found.skipped, tuple(_hit(office, registry, post.id if post else None, room, added)),
    )  # fmt: skip


def accept(office: Office, found: Preview) -> int:
    """Keep the times of a preview, as one change; answers how many rows changed."""
    from meetingtui.store.tables import Blackout

    if not found.added and not found.removed:
        return 0
    with office.begin() as work:
        for gone in found.removed:
            work.delete(work.get(Blackout, gone.id))
        work.add_all([
            Blackout(
                post_id=found.post_id, room=found.room, start_at=stamp(start), end_at=stamp(end), source=found.source
            )
            for start, end in found.added
        ])  # fmt: skip
        work.audit("imported", _("{who}忙碌時段").format(who=found.who), "blackout")
        work.commit()
    return len(found.added) + len(found.removed)


def listing(office: Office) -> list[BlackoutView]:
    """Every time from today on at which a chair or a room is taken."""
    registry = office.registry()
    return [_view(registry, row) for row in rows.every(office.reader, _midnight(office.clock.today()))]


def remove(office: Office, blackout_id: int) -> None:
    """Free a time again. Raises NotFound."""
    from meetingtui.store.tables import Blackout

    if not 0 < blackout_id < LARGEST_ID:
        raise NotFound(_("忙碌時段"), str(blackout_id))
    with office.begin() as work:
        row = work.get(Blackout, blackout_id)
        work.delete(row)
        work.audit("edited", _("忙碌時段{number}").format(number=blackout_id), "blackout")
        work.commit()


def _known_room(office: Office, registry: Registry, room: str) -> str:
    """The room as rules, sittings and taken times call it. Raises NotFound with the nearest names, or UnknownRoom."""
    named = (rule.room for one in registry.series.values() for rule in one.rules if rule.room)
    known = list(dict.fromkeys([*named, *rows.rooms(office.reader)]))
    same = next((one for one in known if names.key(one) == names.key(room)), None)
    if same is not None:
        return same
    if near := names.nearest(room, known):
        raise NotFound(_("場地"), room, near)
    raise UnknownRoom(room)


def _hit(
    office: Office, registry: Registry, post_id: int | None, room: str, added: tuple[tuple[datetime, datetime], ...]
) -> list[SessionView]:
    if not added:
        return []
    first, last = added[0][0].date().isoformat(), max(end for _start, end in added).date().isoformat()
    wanted = SessionFilter(
        first=first, last=last, statuses=tuple(str(status) for status in OPEN),
        chair_post_ids=None if post_id is None else tuple(_same_person(registry, post_id, first)),
    )  # fmt: skip
    found = []
    for one in session_rows.page(office.reader, registry, wanted):
        start, end = datetime.fromisoformat(one.start), datetime.fromisoformat(one.end)
        mine = post_id is not None or room_key(one.room, one.township) == room_key(room)
        if mine and any(begins < end and start < ends for begins, ends in added):
            found.append(one)
    return found


def _same_person(registry: Registry, post_id: int, on: str) -> list[int]:
    """The posts that the holder of a post holds: a person is busy in all of them."""
    key = registry.person_key(post_id, on)
    return [one for one in registry.posts if registry.person_key(one, on) == key]


def _view(registry: Registry, row: rows.BlackoutRow) -> BlackoutView:
    who = registry.name("post", row.post_id) if row.post_id else row.room
    start, end = (to_taipei(unstamp(text)).isoformat() for text in (row.start_at, row.end_at))
    return BlackoutView(row.id, who, start, end, row.source)


def _source(filename: str) -> str:
    """The file's own name, without control signs, as where the times come from."""
    from meetingtui.domain.visible import visible_line

    return visible_line(filename.replace("\\", "/").rpartition("/")[2])[:80]


def _midnight(day: date) -> str:
    return stamp(datetime.combine(day, datetime.min.time())) if day > date.min + timedelta(days=1) else ""
