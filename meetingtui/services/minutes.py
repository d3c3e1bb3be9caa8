"""The minutes while they are written: what was said and decided on each point, and the head above them.

A save is `(point, base version, text)`: over somebody's newer text it is refused with all three texts in hand. What is
typed between two saves is kept by services.drafts.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from meetingtui.dates.clock import iso_taipei, stamp
from meetingtui.domain.agenda import ItemKind
from meetingtui.domain.errors import NotFound, WrongDate
from meetingtui.domain.minutes import (
    DECISION_WORDS,
    MOST_TEXT,
    DecisionKind,
    MinutesItemView,
    MinutesStatus,
    MinutesView,
    TextTooLong,
    Written,
    usual,
)
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import Status, WrongTurn
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import agenda, drafts, finding
from meetingtui.services import minutes_meanwhile as meanwhile
from meetingtui.services.minutes_lock import require_open_minutes
from meetingtui.services.office import Office
from meetingtui.store.queries import minutes as rows

DATE_SIGNS = frozenset("./-年月 　")
"""Signs of which one stands in a moment that is written with its date."""

if TYPE_CHECKING:
    from meetingtui.store.tables import AgendaItem, Minutes, MinutesItem
    from meetingtui.store.unit_of_work import UnitOfWork


def of(office: Office, name: str | int) -> MinutesView:
    """The minutes of a sitting, also before anything is written. Raises NotFound."""
    registry = office.registry()
    return _view(office, registry, finding.session_of(office, registry, name))


def open_for_typing(office: Office, name: str | int) -> MinutesView:
    """The minutes of a sitting, begun where they are not yet; opened now when this is its day.

    Raises WrongTurn for a sitting that does not take place.
    """
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    if rows.head(office.reader, sitting.id) is None:
        _require_taking_place(sitting)
        with office.begin() as work:
            head = head_of(office, work, sitting)
            if sitting.day == office.clock.today().isoformat() and head.opened_at is None:
                head.opened_at = work.at
            work.audit("minuted", sitting.number, "status", undoable=False)
            work.commit()
    return _view(office, registry, sitting)


def save_item(
    office: Office, name: str | int, item_id: int, *, text: str, decision_kind: str, decision: str, base_version: int,
    seconds: int | None = None,
) -> MinutesItemView:  # fmt: skip
    """Save what was said and decided on one point; its draft goes with the same transaction.

    `base_version` is the version of MinutesItemView that was typed upon. A decision without a kind gets the usual one
    of its point; `seconds` (the time it took) stays as it is without one. Raises EditedMeanwhile with all three texts,
    MinutesLocked, TextTooLong, WrongTurn and NotFound.
    """
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    _require_taking_place(sitting)
    mine = Written(body_text(text), _kind_of(decision_kind), body_text(decision))
    thing = f"{sitting.number} {item_id}"
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        point = _point(work, sitting, item_id)
        if mine.decision.strip() and not mine.decision_kind:
            mine = mine._replace(decision_kind=usual(ItemKind(point.kind)))
        row = _row_of_item(work, item_id)
        if row is None or row.version != base_version:
            meanwhile.refuse_item(office, thing, mine, _written(row), row.version if row else 0, base_version)
        before, fresh = _written(row), row is None
        row = row or _new_row(office, thing, item_id)
        row.text, row.decision_kind, row.decision = mine
        row.seconds = row.seconds if seconds is None else max(0, seconds)
        if fresh:
            work.add(row)
        begun = rows.head(office.reader, sitting.id) is not None
        head_of(office, work, sitting)
        drafts.forget(office, work, drafts.minutes_object(sitting.id, item_id))
        if fresh or not begun or before != mine or seconds is not None:
            work.audit("minuted", thing)
        work.commit()
    return next(one for one in of(office, sitting.id).items if one.item.id == item_id)


def decide(
    office: Office, work: UnitOfWork, sitting: SessionView, point: AgendaItem, decision: str, *, instead_of: str = ""
) -> None:  # fmt: skip
    """Write the decision on a point on which none is written yet, or just `instead_of`; another written one stays."""
    row = _row_of_item(work, point.id or 0)
    if row is not None and row.decision.strip() not in {"", instead_of}:
        return
    if row is None:
        row = work.add(_new_row(office, f"{sitting.number} {point.id}", point.id or 0))
    row.decision_kind, row.decision = usual(ItemKind(point.kind)), decision


def save_head(
    office: Office, name: str | int, *, remarks: str | None = None, minute_taker: str | None = None,
    opened: str | datetime | None = None, adjourned: str | datetime | None = None,
    declared_secret: bool | None = None, base_version: int,
) -> MinutesView:  # fmt: skip
    """Save what stands above and below the points; None leaves a field as it is, an empty text empties it.

    `opened` and `adjourned` are Taipei time: a moment, or a text such as `16:35` on the sitting's day. Raises as
    save_item, and WrongDate, also for minutes that would end before they began.
    """
    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    _require_taking_place(sitting)
    wanted = _head_values(
        office, sitting, remarks=remarks, minute_taker=minute_taker, opened_at=opened, adjourned_at=adjourned,
        declared_secret=declared_secret,
    )  # fmt: skip
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        begun = work.all(_table(), session_id=sitting.id)
        row = head_of(office, work, sitting)
        if base_version != (row.version if begun else 0):
            meanwhile.refuse_head(office, sitting.number, row, wanted, base_version)
        changed = [field for field, value in wanted.items() if getattr(row, field) != value]
        for field in changed:
            setattr(row, field, wanted[field])
        if {"opened_at", "adjourned_at"} & set(changed):
            _require_order(row)
        if remarks is not None:
            drafts.forget(office, work, drafts.remarks_object(sitting.id))
        if changed or not begun:
            work.audit("minuted", sitting.number)
        work.commit()
    return _view(office, registry, sitting)


def head_of(office: Office, work: UnitOfWork, sitting: SessionView) -> Minutes:
    """The stored head of a sitting's minutes, begun where there is none."""
    found = work.all(_table(), session_id=sitting.id)
    if found:
        return found[0]
    taker = rows.usual_taker(office.reader, sitting.series_id)
    return work.add(_table()(session_id=sitting.id, minute_taker=taker))


def body_text(text: str) -> str:
    """A text of the minutes as it is stored: line ends as one sign. Raises TextTooLong."""
    found = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(found) > MOST_TEXT:
        raise TextTooLong(len(found))
    return found


def _table() -> type[Minutes]:
    from meetingtui.store.tables import Minutes

    return Minutes


def _require_taking_place(sitting: SessionView) -> None:
    status = Status(sitting.status)
    if status in (Status.CANCELLED, Status.MERGED, Status.POSTPONED):
        raise WrongTurn(sitting.number, status, N_("撰寫紀錄"), N_("請確認場次。"))


def _point(work: UnitOfWork, sitting: SessionView, item_id: int) -> AgendaItem:
    from meetingtui.store.tables import AgendaItem

    for found in work.all(AgendaItem, id=item_id, session_id=sitting.id):
        return found
    raise NotFound(_("{number}的議案").format(number=sitting.number), str(item_id))


def _row_of_item(work: UnitOfWork, item_id: int) -> MinutesItem | None:
    from meetingtui.store.tables import MinutesItem

    return next(iter(work.all(MinutesItem, agenda_item_id=item_id)), None)


def _new_row(office: Office, thing: str, item_id: int) -> MinutesItem:
    """A row whose version is above any that this point ever had, also one that an undo has taken away."""
    from meetingtui.store.tables import MinutesItem

    return MinutesItem(agenda_item_id=item_id, version=meanwhile.last_version(office, thing, "minutes_item") + 1)


def _kind_of(text: str) -> str:
    """The stored kind of a decision, named by its value or its word; empty stays empty. Raises NotFound."""
    from meetingtui.domain.registry_values import meant

    if not text.strip():
        return ""
    found = meant(text, DECISION_WORDS | {DecisionKind.RULING: N_("主席裁示")})
    if found is None:
        raise NotFound(_("決議類別"), text, [_(word) for word in DECISION_WORDS.values()])
    return found


def _written(row: MinutesItem | None) -> Written:
    return Written() if row is None else Written(row.text, row.decision_kind, row.decision)


def _head_values(office: Office, sitting: SessionView, **given: Any) -> dict[str, Any]:
    """The fields to save, as they are stored."""
    from meetingtui.services import written

    wanted = {field: value for field, value in given.items() if value is not None}
    for field, value in wanted.items():
        if field == "remarks":
            wanted[field] = body_text(value)
        elif field == "minute_taker":
            wanted[field] = written.line(value, _("紀錄人員"))
        elif field.endswith("_at"):
            wanted[field] = _moment(office, sitting, value)
    return wanted


def _require_order(row: Minutes) -> None:
    if row.opened_at and row.adjourned_at and row.adjourned_at <= row.opened_at:
        began, ended = (f"{datetime.fromisoformat(iso_taipei(one)):%H:%M}" for one in (row.opened_at, row.adjourned_at))
        raise WrongDate(
            _("散會時間{ended}不在開會時間{began}之後。請更正；跨日的會議請連同日期填寫，例如 115.3.6 00:20。"),
            ended=ended, began=began,
        )  # fmt: skip


def _moment(office: Office, sitting: SessionView, value: str | datetime) -> str | None:
    """A stored stamp of a moment, or of a time of the sitting's day. Raises WrongDate."""
    if isinstance(value, datetime):
        return stamp(value)
    if not value.strip():
        return None
    from meetingtui.dates.errors import DateError
    from meetingtui.dates.times import parse_time

    if sitting.day:
        try:
            return stamp(datetime.combine(date.fromisoformat(sitting.day), parse_time(value)))
        except DateError as error:
            if not any(sign in value for sign in DATE_SIGNS):
                raise WrongDate(str(error)) from error
    return stamp(finding.moment(office, value, sitting.year))


def _view(office: Office, registry: Registry, sitting: SessionView) -> MinutesView:
    series = registry.series[sitting.series_id]
    day = sitting.day or f"{sitting.year}-01-01"
    written = rows.written(office.reader, sitting.id)
    numbers = rows.action_numbers(office.reader, sitting.id)
    items = tuple(
        MinutesItemView(
            item, *written.get(item.id, ("", "", "", 0, 0)),
            actions=tuple(numbers.get(item.id, ())),
        )
        for item in agenda.of(office, sitting.id).items
    )  # fmt: skip
    view = MinutesView(
        sitting.id, sitting.number, MinutesStatus.DRAFT, items, days_allowed=series.rule(day).minutes_days,
        days_since=_days_since(office, sitting),
    )  # fmt: skip
    head = rows.head(office.reader, sitting.id)
    return view if head is None else _headed(view, head)


def _headed(view: MinutesView, head: rows.Head) -> MinutesView:
    return view._replace(
        status=MinutesStatus(head.status), minute_taker=head.minute_taker, remarks=head.remarks,
        declared_secret=bool(head.declared_secret), opened_at=_taipei(head.opened_at),
        adjourned_at=_taipei(head.adjourned_at), submitted_at=_taipei(head.submitted_at),
        approved_on=head.approved_on or "", approved_by=head.approved_by, sent_on=head.sent_on or "",
        doc_no=head.doc_no, urgency=head.urgency, confirmed_in=head.confirmed_number or "",
        confirmed_on=head.confirmed_on or "", corrections=head.corrections, hash=head.hash, version=head.version,
    )  # fmt: skip


def _taipei(stored: str | None) -> str:
    return iso_taipei(stored) if stored else ""


def _days_since(office: Office, sitting: SessionView) -> int:
    """Whole days since the sitting; 0 before it and on its day."""
    if not sitting.day:
        return 0
    return max(0, (office.clock.today() - date.fromisoformat(sitting.day)).days)
