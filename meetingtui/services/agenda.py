"""The agenda of a sitting: drafted, typed, put in order, postponed to the next one; and what waits for it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from meetingtui.domain.agenda import Agenda, AgendaItemView, Origin, numbered
from meetingtui.domain.errors import ChangedMeanwhile, NotFound, Refusal
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import Status, WrongTurn
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import agenda_drafting, agenda_items, drafts, finding
from meetingtui.services.agenda_items import ItemForm
from meetingtui.services.minutes_lock import require_open_minutes
from meetingtui.services.office import Office
from meetingtui.store.queries import agenda as rows

if TYPE_CHECKING:
    from meetingtui.store.tables import AgendaItem
    from meetingtui.store.unit_of_work import UnitOfWork

__all__ = [
    "ItemForm", "add", "draft", "duplicate", "edit", "form", "of", "postpone", "remove", "send_in", "shift", "take",
    "waiting",
]  # fmt: skip


class HasMinutes(Refusal):
    """A point that has minutes or action items, and so cannot vanish."""

    def __init__(self, matter: str) -> None:
        super().__init__(
            _("「{matter}」已有紀錄或列管事項，不能刪除。請先清空紀錄，或改為延至下次會議。"), matter=_short(matter)
        )


class AlreadyPostponed(Refusal):
    """A point that has been postponed already."""

    def __init__(self, matter: str) -> None:
        super().__init__(_("「{matter}」已延至下次會議。如要改回本次討論，請取回。"), matter=_short(matter))


class DraftedEachTime(Refusal):
    """A point that the draft of every sitting makes anew, and that would stand twice if it also waited."""

    def __init__(self, matter: str) -> None:
        text = _("「{matter}」由每次會議的議程草擬自動列入，不必延後。本次不列時請刪除，下次草擬會再列入。")
        super().__init__(text, matter=_short(matter))


def of(office: Office, name: str | int) -> Agenda:
    """The agenda of a sitting as it stands. Raises NotFound."""
    registry = office.registry()
    return _agenda(office, registry, finding.session_of(office, registry, name))


def form(office: Office, item_id: int) -> ItemForm:
    """A point as it is to be changed and handed to `edit`. Raises NotFound."""
    return agenda_items.form(office.registry(), _found(office, item_id))


def waiting(office: Office, series: str, track: str = "") -> list[AgendaItemView]:
    """What waits for the next sitting of a series; with a track, what its next sitting would take."""
    registry = office.registry()
    owner = finding.series_of(registry, series)
    place = finding.track_of(registry, owner, track) if track else None
    today = office.clock.today().isoformat()
    return [
        agenda_items.view(registry, row, today) for row in rows.waiting(office.reader, owner.id)
        if place is None or row.track_id in (None, place.id)
    ]  # fmt: skip


def draft(office: Office, name: str | int) -> Agenda:
    """Add what is open to an agenda: confirmation of the last minutes, follow-up, what waits, the series' template.

    What stands there already is neither doubled nor removed. Raises NotFound, WrongTurn or MinutesLocked.
    """
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    with office.begin() as work:
        _require_editable(work, sitting)
        if agenda_drafting.fill(office, registry, work, sitting):
            work.audit("drafted", sitting.number, "agenda")
            work.commit()
    return of(office, sitting.id)


def add(
    office: Office, name: str | int, wanted: ItemForm, *, position: int | None = None, typed_as: str = ""
) -> AgendaItemView:  # fmt: skip
    """Put a point on an agenda; `position` is its place among those of its kind from 1, the last one without.

    The draft `typed_as`, as which it was being typed, is forgotten with it. Raises NotFound, WrongTurn,
    MinutesLocked or Refusal.
    """
    from meetingtui.store.tables import AgendaItem

    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    values = agenda_items.values(registry, wanted)
    with office.begin() as work:
        _require_editable(work, sitting)
        row = AgendaItem(series_id=sitting.series_id, track_id=sitting.track_id, session_id=sitting.id, **values)
        _insert(work, row, position)
        if typed_as:
            drafts.forget(office, work, typed_as)
        work.audit("tabled", sitting.number, "agenda")
        work.commit()
    return _found(office, row.id or 0)


def edit(office: Office, item_id: int, wanted: ItemForm, *, base_version: int | None) -> AgendaItemView:
    """Change a point. Raises NotFound, ChangedMeanwhile, WrongTurn, MinutesLocked or Refusal."""
    registry = office.registry()
    values = agenda_items.values(registry, wanted)
    with office.begin() as work:
        row = _row(work, item_id, base_version)
        where = _where(office, registry, work, row)
        moved = row.kind != values["kind"]
        for field, value in values.items():
            if getattr(row, field) != value:
                setattr(row, field, value)
        if moved and row.session_id is not None:
            row.position = len(_alike(work, row)) + 1
        drafts.forget(office, work, drafts.agenda_object(item_id))
        work.audit("reworded", where)
        work.commit()
    return _found(office, item_id)


def remove(office: Office, item_id: int) -> None:
    """Take a point off, for good. Raises NotFound, WrongTurn, MinutesLocked or HasMinutes."""
    registry = office.registry()
    with office.begin() as work:
        row = _row(work, item_id, None)
        where = _where(office, registry, work, row)
        _drop_empty_minutes(work, row)
        work.delete(row)
        work.audit("struck", where, "agenda")
        work.commit()


def shift(office: Office, item_id: int, by: int) -> Agenda:
    """Move a point up (negative) or down among those of its kind, at most to the end. Raises as `edit` does."""
    registry = office.registry()
    with office.begin() as work:
        row = _row(work, item_id, None)
        where = _where(office, registry, work, row)
        if row.session_id is None:
            raise Refusal(_("「{matter}」尚未列入議程，沒有順序。請先列入議程。"), matter=_short(row.matter))
        alike = _alike(work, row)
        place = alike.index(row)
        alike.insert(max(0, min(len(alike) - 1, place + by)), alike.pop(place))
        if _renumber(alike):
            work.audit("reordered", where, "position")
            work.commit()
        session_id = row.session_id
    return of(office, session_id)


def postpone(office: Office, item_id: int) -> AgendaItemView:
    """Let a point wait for the next sitting, whose draft takes it; answers the point that waits.

    Before the sitting it leaves the agenda. Once it is held or its minutes are begun it stays there, marked, and a
    copy waits. Raises AlreadyPostponed, DraftedEachTime, or as `edit` does.
    """
    registry = office.registry()
    with office.begin() as work:
        row = _row(work, item_id, None)
        where = _where(office, registry, work, row)
        if row.postponed or row.session_id is None:
            raise AlreadyPostponed(row.matter)
        sitting = finding.session_of(office, registry, row.session_id)
        begun = sitting.status == Status.HELD or _has_minutes(work, sitting.id)
        if row.origin == Origin.TRACKING or (row.origin == Origin.CONFIRM and not begun):
            raise DraftedEachTime(row.matter)
        left = _copy(row)
        left.session_id, left.position = None, 0
        left.origin, left.origin_id = Origin.CARRIED, sitting.id
        if begun:
            row.postponed = True
            work.add(left)
        else:
            row.session_id, row.position, row.origin, row.origin_id = None, 0, left.origin, left.origin_id
            left = row
        work.audit("deferred", where, "agenda")
        work.commit()
    return _found(office, left.id or 0)


def take(office: Office, name: str | int, item_id: int) -> AgendaItemView:
    """Put a point that waits on the agenda of a sitting; one that was postponed from there takes its place again.

    Raises NotFound, WrongTurn, MinutesLocked, or Refusal for a point that does not wait or is another series'.
    """
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    with office.begin() as work:
        _require_editable(work, sitting)
        row = _row(work, item_id, None)
        if row.session_id is not None or row.series_id != sitting.series_id:
            raise Refusal(_("「{matter}」不是{number}可列入的待排議案。請由待排議案中選。"),
                          matter=_short(row.matter), number=sitting.number)  # fmt: skip
        kept = _left_behind(work, sitting, row)
        if kept is not None:
            kept.postponed = False
            work.delete(row)
            row = kept
        else:
            row.session_id, row.track_id = sitting.id, sitting.track_id
            _insert(work, row, None)
        work.audit("taken", sitting.number, "agenda")
        work.commit()
    return _found(office, row.id or 0)


def duplicate(office: Office, item_id: int) -> AgendaItemView:
    """Put the same point a second time, right behind it. Raises as `edit` does."""
    registry = office.registry()
    with office.begin() as work:
        row = _row(work, item_id, None)
        where = _where(office, registry, work, row)
        copy = _copy(row)
        copy.postponed = False
        if row.session_id is None:
            work.add(copy)
        else:
            copy.origin, copy.origin_id = "", None
            _insert(work, copy, _alike(work, row).index(row) + 2)
        work.audit("tabled", where, "agenda")
        work.commit()
    return _found(office, copy.id or 0)


def send_in(office: Office, series: str, wanted: ItemForm, track: str = "") -> AgendaItemView:
    """Keep what an agency sent in for the next sitting of a series (and track). Raises NotFound or Refusal."""
    from meetingtui.store.tables import AgendaItem

    registry = office.registry()
    owner = finding.series_of(registry, series)
    place = finding.track_of(registry, owner, track) if track.strip() else None
    values = agenda_items.values(registry, wanted)
    with office.begin() as work:
        row = work.add(
            AgendaItem(series_id=owner.id, track_id=place.id if place else None, origin=Origin.SENT_IN, **values)
        )
        work.audit("tabled", owner.code, "agenda")
        work.commit()
    return _found(office, row.id or 0)


def _agenda(office: Office, registry: Registry, sitting: SessionView) -> Agenda:
    on = sitting.day or f"{sitting.year}-01-01"
    items = numbered(agenda_items.view(registry, row, on) for row in rows.of_session(office.reader, sitting.id))
    return Agenda(
        sitting.id, sitting.number, items, sum(one.minutes or 0 for one in items if not one.postponed),
        _room(registry, sitting, on), len(agenda_drafting.waiting_for(office, sitting)),
    )  # fmt: skip


def _room(registry: Registry, sitting: SessionView, on: str) -> int:
    """The minutes that a sitting takes; of one without date what is usual."""
    if sitting.start and sitting.end:
        length = datetime.fromisoformat(sitting.end) - datetime.fromisoformat(sitting.start)
        return int(length.total_seconds()) // 60
    return registry.series[sitting.series_id].rule(on).minutes


def _found(office: Office, item_id: int) -> AgendaItemView:
    """The point of that id, numbered where it stands on an agenda."""
    row = rows.by_id(office.reader, item_id)
    if row is None:
        raise NotFound(_("議程項目"), str(item_id))
    if row.session_id is None:
        return agenda_items.view(office.registry(), row, office.clock.today().isoformat())
    return next(one for one in of(office, row.session_id).items if one.id == item_id)


def _row(work: UnitOfWork, item_id: int, base_version: int | None) -> AgendaItem:
    from meetingtui.store.tables import AgendaItem

    try:
        row = work.get(AgendaItem, item_id)
    except NotFound:
        raise NotFound(_("議程項目"), str(item_id)) from None
    if base_version is not None and row.version != base_version:
        raise ChangedMeanwhile(_("議程項目「{matter}」").format(matter=_short(row.matter)))
    return row


def _where(office: Office, registry: Registry, work: UnitOfWork, row: AgendaItem) -> str:
    """The number of the sitting (or code of the series) of a point that may be changed."""
    if row.session_id is None:
        return registry.series[row.series_id].code
    sitting = finding.session_of(office, registry, row.session_id)
    _require_editable(work, sitting)
    return sitting.number


def _require_editable(work: UnitOfWork, sitting: SessionView) -> None:
    if sitting.status in (Status.CANCELLED, Status.MERGED):
        raise WrongTurn(sitting.number, Status(sitting.status), N_("更動議程"), N_("請確認場次。"))
    require_open_minutes(work, sitting.id)


def _has_minutes(work: UnitOfWork, session_id: int) -> bool:
    from meetingtui.store.tables import Minutes

    return bool(work.all(Minutes, session_id=session_id))


def _alike(work: UnitOfWork, row: AgendaItem) -> list[AgendaItem]:
    """The points of the same sitting and kind in their order."""
    from meetingtui.store.tables import AgendaItem

    found = work.all(AgendaItem, session_id=row.session_id, kind=row.kind)
    return sorted(found, key=lambda one: (one.position, one.id or 0))


def _insert(work: UnitOfWork, row: AgendaItem, position: int | None) -> None:
    """Give a point its place among those of its kind, from 1; the last one without."""
    alike = [one for one in _alike(work, row) if one is not row]
    place = len(alike) if position is None else max(0, min(len(alike), position - 1))
    row.position = place + 1
    if row.id is None:
        work.add(row)
    _renumber([*alike[:place], row, *alike[place:]])


def _renumber(alike: list[AgendaItem]) -> bool:
    """Give points the places 1 and on in this order; whether any changed."""
    changed = [(one, place) for place, one in enumerate(alike, 1) if one.position != place]
    for one, place in changed:
        one.position = place
    return bool(changed)


def _copy(row: AgendaItem) -> AgendaItem:
    return type(row)(**row.model_dump(exclude={"id", "version", "written_on"}))


def _left_behind(work: UnitOfWork, sitting: SessionView, waits: AgendaItem) -> AgendaItem | None:
    """The marked point that stayed on the agenda when `waits` was postponed from this very sitting."""
    from meetingtui.store.tables import AgendaItem

    if waits.origin != Origin.CARRIED or waits.origin_id != sitting.id:
        return None
    stayed = work.all(AgendaItem, session_id=sitting.id, postponed=True, kind=waits.kind)
    return next((one for one in stayed if one.matter == waits.matter), None)


def _drop_empty_minutes(work: UnitOfWork, row: AgendaItem) -> None:
    """Remove the minutes of a point that nobody has written. Raises HasMinutes where there is something."""
    from meetingtui.store.tables import ActionItem, MinutesItem

    if work.all(ActionItem, agenda_item_id=row.id):
        raise HasMinutes(row.matter)
    for said in work.all(MinutesItem, agenda_item_id=row.id):
        if said.text.strip() or said.decision.strip():
            raise HasMinutes(row.matter)
        work.delete(said)


def _short(matter: str) -> str:
    return matter if len(matter) <= 20 else matter[:20] + "…"
