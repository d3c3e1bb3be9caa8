"""The office calendar: what a year holds, an updated issue, a day of typhoon; and what each of them hits."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.dates.office_calendar import Closure, DayChange, OfficeCalendar
from meetingtui.dates.official import OfficialYear
from meetingtui.dates.showing import show_date
from meetingtui.domain import names
from meetingtui.domain.errors import Ambiguous, NotFound, Refusal
from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.services.office import Office
from meetingtui.store.queries import calendar as calendar_rows
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.store.unit_of_work import UnitOfWork


class DayView(NamedTuple):
    """One day of the year as the calendar shows it; `layer` says which source spoke last."""

    day: date
    off: bool
    label: str
    layer: str
    closures: tuple[Closure, ...]


class Import(NamedTuple):
    """An issue of the official calendar on its way in: what it changes and which open sittings it hits."""

    issue: OfficialYear
    changes: list[DayChange]
    hit: list[SessionView]


class ClosureView(NamedTuple):
    """A stored closure: `half` is am, pm or "", `place` a township or ""."""

    id: int
    day: str
    half: str
    place: str
    reason: str
    who: str


class ClosedAlready(Refusal):
    """A closure of the same day, half and townships is stored."""

    def __init__(self, day: date, half: str, places: tuple[str, ...]) -> None:
        hours = {"am": _("上午"), "pm": _("下午"), "": _("全日")}[half]
        where = _("、").join(places) or _("各地")
        super().__init__(
            _("{day}{half}{where}的停班已經登記過，未重複登記。"), day=show_date(day), half=hours, where=where
        )


class UnknownTownship(NotFound):
    """A township that resembles none of those that the registry knows."""

    def __init__(self, place: str, known: list[str]) -> None:
        if not known:
            sentence = _("各會議別尚未登記鄉鎮市區。請登記為全縣市停班，或先在分區登記鄉鎮市區。")
        else:
            sentence = _("找不到鄉鎮市區「{name}」。可用：{known}。")
        Refusal.__init__(self, sentence, name=place, known=_("、").join(known))


def load(office: Office) -> OfficeCalendar:
    """The calendar in force: shipped, imported and local layers."""
    return calendar_rows.load(office.reader)


def show(office: Office, year: int) -> list[DayView]:
    """Every day of a (Gregorian) year that is not a plain working day or weekend."""
    calendar = load(office)
    found = []
    day = date(year, 1, 1)
    while day.year == year:
        status = calendar.day(day)
        closures = calendar.closures(day)
        if status.label or closures or (status.off and day.weekday() < 5) or (not status.off and day.weekday() > 4):
            found.append(DayView(day, status.off, status.label, status.layer, closures))
        if day == date.max:
            break
        day = date.fromordinal(day.toordinal() + 1)
    return found


def closures(office: Office, year: int) -> list[ClosureView]:
    """The local closures of a year."""
    return [ClosureView(*row) for row in calendar_rows.closures(office.reader, f"{year}-01-01", f"{year}-12-31")]


def preview(office: Office, data: bytes, filename: str = "", *, issued: date | None = None) -> Import:
    """What importing an official CSV would change, and which open sittings it hits. Raises WrongFile."""
    from meetingtui.intake import office_calendar

    read = office_calendar.read(data, filename)
    issue = OfficialYear(read.year, issued, read.days)
    changes = load(office).changes(issue)
    off = [change.day.isoformat() for change in changes if change.now.off]
    return Import(issue, changes, _open_on(office, off))


def accept(office: Office, incoming: Import) -> None:
    """Store an imported year over the one before; one undo takes it back."""
    import json

    from meetingtui.store.tables import OfficeYear

    issue = incoming.issue
    days = {day.isoformat(): [off, label] for day, (off, label) in sorted(issue.days.items())}
    with office.begin() as work:
        found = work.all(OfficeYear, year=issue.year)
        row = found[0] if found else OfficeYear(year=issue.year)
        row.issued = issue.issued.isoformat() if issue.issued else None
        row.days = json.dumps(days, ensure_ascii=False)
        work.session.add(row)
        work.audit("imported", _("{year}年辦公日曆").format(year=issue.year - 1911))
        work.commit()


def close(office: Office, day: date, *, reason: str, half: str = "", places: tuple[str, ...] = ()) -> list[SessionView]:
    """Close offices on a day, or half of it, everywhere or in some townships; answers the open sittings it hits.

    天然災害停止上班及上課作業辦法: closures are per township and per half day. `half` is am, pm or "".
    """
    if half not in {"", "am", "pm"}:
        raise Refusal(_("停班時段「{half}」無法辨識。請用 am（上午）、pm（下午），或不填（全日）。"), half=half)
    if not reason.strip():
        raise Refusal(_("停班登記須註明原因。請輸入原因（--reason）。"))
    places = township_names(office, day, places)
    fresh = not_yet_closed(office, day, half, places)
    if not fresh:
        raise ClosedAlready(day, half, places)
    with office.begin() as work:
        _add_closures(work, day, half, fresh, reason.strip())
        work.audit("closed", f"{day.isoformat()} {half}{'、'.join(fresh)}".strip())
        work.commit()
    return hit(office, day, half=half, places=places)


def reopen(office: Office, closure_id: int) -> None:
    """Take a closure back. Raises NotFound."""
    from meetingtui.store.tables import Closure as ClosureRow

    with office.begin() as work:
        row = work.get(ClosureRow, closure_id)
        work.audit("reopened", f"{row.day} {row.half}{row.place}".strip())
        work.delete(row)
        work.commit()


def hit(office: Office, day: date, *, half: str = "", places: tuple[str, ...] = ()) -> list[SessionView]:
    """The open sittings that a closure of that day, half and those townships would hit."""
    closures = [Closure(day, half or None, place, "") for place in places] or [Closure(day, half or None, None, "")]  # type: ignore[arg-type] # half is checked
    found = []
    for one in _open_on(office, [day.isoformat()]):
        start, end = datetime.fromisoformat(one.start), datetime.fromisoformat(one.end)
        where = f"{one.township}{one.room}"
        if not one.external and any(closure.meets(start.time(), end.time(), where) for closure in closures):
            found.append(one)
    return found


def townships(office: Office, day: date | None = None) -> list[str]:
    """Every township that a track of the registry serves, in order of appearance.

    With a `day` also those of its sittings, and where one meets that day comes first.
    """
    registry = office.registry()
    places = list(dict.fromkeys(place for track in registry.tracks.values() for place in track.townships))
    if day is not None:
        meeting = hit(office, day)
        places = list(dict.fromkeys((*places, *(one.township for one in meeting if one.township))))
        rooms = [f"{one.township}{one.room}" for one in meeting]
        closed = {place: Closure(day, None, place, "") for place in places}
        places.sort(key=lambda place: not any(closed[place].meets(time.min, time.max, room) for room in rooms))
    return places


def township_names(office: Office, day: date, places: tuple[str, ...]) -> tuple[str, ...]:
    """The full names of townships, which may come without 鄉, 鎮, 市 or 區 (旗山 for 旗山區), each once.

    Raises NotFound for one that the registry does not know, Ambiguous where two bear the name.
    """
    known = townships(office, day) if places else []
    return tuple(dict.fromkeys(_township(place, known) for place in places))


def not_yet_closed(office: Office, day: date, half: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `places` ("" is everywhere, as are none) of which no closure of that day and half is stored."""
    stored = {(one.day, one.half, one.place) for one in closures(office, day.year)}
    return tuple(place for place in places or ("",) if (day.isoformat(), half, place) not in stored)


def _township(place: str, known: list[str]) -> str:
    wanted = names.key(place)
    bearers = [one for one in known if wanted == names.key(one)]
    bearers = bearers or [one for one in known if wanted == names.key(one[:-1]) and one[-1] in "鄉鎮市區"]
    if len(bearers) == 1:
        return bearers[0]
    what = _("鄉鎮市區")
    if bearers:
        raise Ambiguous(what, place, bearers)
    if near := names.nearest(place, known):
        raise NotFound(what, place, near)
    raise UnknownTownship(place, known)


def _add_closures(work: UnitOfWork, day: date, half: str, places: tuple[str, ...], reason: str) -> None:
    from meetingtui.store.tables import Closure as ClosureRow

    work.add_all([
        ClosureRow(day=day.isoformat(), half=half, place=place, reason=reason, who=work.who)
        for place in places
    ])  # fmt: skip


def _open_on(office: Office, days: list[str]) -> list[SessionView]:
    registry = office.registry()
    open_ones = tuple(str(status) for status in OPEN)
    return [
        one for day in days
        for one in session_rows.page(office.reader, registry, SessionFilter(first=day, last=day, statuses=open_ones))
    ]  # fmt: skip
