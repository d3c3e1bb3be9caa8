"""Action items: made of a decision with one lead and any number of assisting agencies, numbered after their sitting."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from meetingtui.domain.actions import (
    KIND_WORDS,
    STILL_OPEN,
    ActionFilter,
    ActionKind,
    ActionView,
)
from meetingtui.domain.errors import Ambiguous, NotFound, Refusal, WrongDate
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import Status, WrongTurn
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import finding
from meetingtui.services.minutes_lock import require_open_minutes
from meetingtui.services.office import Office
from meetingtui.store.queries import actions as rows

if TYPE_CHECKING:
    from meetingtui.store.unit_of_work import UnitOfWork

MOST_TEXT = 10_000
"""Characters of an action item: it stands in one cell of a table."""
MOST_DAYS = 3660
"""Days ahead that may be asked for with `+30`."""


class ActionText(Refusal):
    """An action item without text, or with more than a table can hold."""


def from_decision(
    office: Office, name: str | int, *, item_id: int | None, text: str, lead: str = "",
    assists: str | Iterable[str] = (), due: date | str | None = None, kind: str = ActionKind.RULING, note: str = "",
) -> ActionView:  # fmt: skip
    """Make an action item of what a sitting has decided on one of its points (None: on no single one).

    Its number is the sitting's with an ordinal that is never given twice. `lead` and `assists` are agencies by any
    name, or networks (`社 衛`); `due` is a day in any form, or `+30` for days after the sitting. Raises NotFound,
    Ambiguous, WrongDate, MinutesLocked, WrongTurn and ActionText.
    """
    from meetingtui.store.tables import ActionItem

    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    if sitting.status in (Status.CANCELLED, Status.MERGED, Status.POSTPONED):
        raise WrongTurn(sitting.number, Status(sitting.status), N_("新增列管事項"), N_("請確認場次。"))
    row = ActionItem(session_id=sitting.id, agenda_item_id=item_id, number="", ordinal=0, text=_text(text), note=note)
    row.kind = kind_of(kind)
    row.lead_agency_id = _lead(office, registry, sitting, lead)
    row.assists = _assists(office, registry, sitting, assists, row.lead_agency_id)
    row.due = due_day(office, sitting, due)
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        if item_id is not None:
            _require_point(work, sitting, item_id)
        row.ordinal = _next_ordinal(work, sitting)
        row.number = f"{sitting.number}-{row.ordinal:02d}"
        work.add(row)
        work.audit("added", row.number)
        work.commit()
    return show(office, row.id or 0)


def edit(
    office: Office, name: str | int, *, text: str | None = None, lead: str | None = None,
    assists: str | Iterable[str] | None = None, due: date | str | None = None, kind: str | None = None,
    note: str | None = None, base_version: int | None = None,
) -> ActionView:  # fmt: skip
    """Change an action item while the minutes it stands in are open; None leaves a field, an empty text empties it.

    Raises as from_decision, and ChangedMeanwhile.
    """
    from meetingtui.store.tables import ActionItem

    registry = office.registry()
    found = show(office, name)
    sitting = finding.session_of(office, registry, found.session_id)
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        row = work.get(ActionItem, found.id, base_version=found.version if base_version is None else base_version)
        if text is not None:
            row.text = _text(text)
        if lead is not None:
            row.lead_agency_id = _lead(office, registry, sitting, lead)
        if assists is not None or lead is not None:
            asked = assists if assists is not None else [registry.agencies[one].code for one in found.assist_ids]
            row.assists = _assists(office, registry, sitting, asked, row.lead_agency_id)
        if due is not None:
            row.due = due_day(office, sitting, due)
        row.kind = row.kind if kind is None else kind_of(kind)
        row.note = row.note if note is None else note
        work.audit("edited", row.number)
        work.commit()
    return show(office, found.id)


def remove(office: Office, name: str | int) -> ActionView:
    """Take an action item out while the minutes it stands in are open; its number is not given again.

    Raises NotFound and MinutesLocked.
    """
    from meetingtui.store.tables import ActionItem

    found = show(office, name)
    with office.begin() as work:
        require_open_minutes(work, found.session_id)
        work.delete(work.get(ActionItem, found.id, base_version=found.version))
        work.audit("deleted", found.number)
        work.commit()
    return found


def show(office: Office, name: str | int) -> ActionView:
    """The action item of that number or id. Raises NotFound with the nearest numbers."""
    registry, today = office.registry(), office.clock.today().isoformat()
    text = str(name).strip().upper()
    if text.isdecimal():
        found = rows.by_id(office.reader, registry, int(text), today) if len(text) < 16 else None
    else:
        found = rows.by_number(office.reader, registry, text, today)
    if found is None:
        from meetingtui.domain.names import nearest

        raise NotFound(_("列管編號"), str(name), nearest(text, rows.numbers_like(office.reader, text)))
    return found


def of_session(office: Office, name: str | int) -> list[ActionView]:
    """The action items that came of a sitting, by number."""
    sitting = finding.session_of(office, office.registry(), name)
    return listed(office, ActionFilter(session_ids=(sitting.id,)))


def listed(office: Office, asked: ActionFilter) -> list[ActionView]:
    """The action items that a filter lets through, by day of the sitting and number."""
    return rows.listed(office.reader, office.registry(), asked, office.clock.today().isoformat())


def open_for(office: Office, name: str | int) -> list[ActionView]:
    """What is still open of a series, and of the sittings that were credited to it; oldest first.

    `name` is a series, or a sitting (by id or number): then what its series, and its track, brought before its day.
    """
    registry = office.registry()
    asked = ActionFilter(statuses=tuple(str(one) for one in STILL_OPEN), credited=True)
    try:
        sitting = finding.session_of(office, registry, name)
    except NotFound:
        if isinstance(name, int):
            raise
        return listed(office, asked._replace(series_ids=(finding.series_of(registry, name).id,)))
    asked = asked._replace(series_ids=(sitting.series_id,), before=sitting.day)
    if sitting.track_id is not None:
        asked = asked._replace(track_ids=(sitting.track_id,))
    return [one for one in listed(office, asked) if one.session_id != sitting.id]


def kind_of(text: str) -> ActionKind:
    """The kind that a value or a word names. Raises NotFound with those there are."""
    from meetingtui.domain.registry_values import meant

    found = meant(text, KIND_WORDS)
    if found is None:
        raise NotFound(_("列管類別"), text, [_(word) for word in KIND_WORDS.values()])
    return ActionKind(found)


def due_day(office: Office, sitting: SessionView, due: date | str | None) -> str | None:
    """The ISO day that `due` writes; `+30` counts from the sitting's day. Raises WrongDate."""
    if due is None or isinstance(due, date):
        return due.isoformat() if due else None
    text = due.strip().replace("＋", "+")
    if not text:
        return None
    begin = date.fromisoformat(sitting.day) if sitting.day else office.clock.today()
    if text.startswith("+"):
        days = text.removeprefix("+").strip().removesuffix("日").removesuffix("天").strip()
        if not (days.isdecimal() and len(days) < 6 and int(days) <= MOST_DAYS):
            raise WrongDate(_("期限「{text}」無法辨識。請寫成日期，或 +30 表示會後30日。").format(text=text[:20]))
        return (begin + timedelta(days=int(days))).isoformat()
    return finding.day(office, text).isoformat()


def _text(text: str) -> str:
    found = text.strip()
    if not found:
        raise ActionText(_("列管事項不能空白。請輸入事項內容。"))
    if len(found) > MOST_TEXT:
        raise ActionText(
            _("列管事項有{count}個字，最多{most}個字。請摘要，全文留在會議紀錄。"), count=len(found), most=MOST_TEXT
        )
    return found


def _agencies(office: Office, registry: Registry, sitting: SessionView, text: str) -> list[int]:
    """The agencies that one name, or words for networks, mean. Raises NotFound or Ambiguous."""
    from meetingtui.domain.guests import meant

    try:
        return [finding.agency_of(registry, text).id]
    except (NotFound, Ambiguous) as refusal:
        try:
            return [one.id for one in meant(registry, text, sitting.day or office.clock.today().isoformat())]
        except Refusal:
            raise refusal from None


def _lead(office: Office, registry: Registry, sitting: SessionView, text: str) -> int | None:
    if not text.strip():
        return None
    found = _agencies(office, registry, sitting, text)
    if len(found) > 1:
        raise Ambiguous(
            _("主辦機關"), text, [f"{registry.agencies[one].code} {registry.agencies[one].name}" for one in found]
        )
    return found[0]


def _assists(
    office: Office, registry: Registry, sitting: SessionView, asked: str | Iterable[str], lead: int | None
) -> str:
    """The ids of the assisting agencies as they are stored; whoever leads does not assist."""
    words = [asked] if isinstance(asked, str) else asked
    found = [one for word in words if word.strip() for one in _agencies(office, registry, sitting, word)]
    return json.dumps([one for one in dict.fromkeys(found) if one != lead], separators=(",", ":"))


def _require_point(work: UnitOfWork, sitting: SessionView, item_id: int) -> None:
    from meetingtui.store.tables import AgendaItem

    if not work.all(AgendaItem, id=item_id, session_id=sitting.id):
        raise NotFound(_("{number}的議案").format(number=sitting.number), str(item_id))


def _next_ordinal(work: UnitOfWork, sitting: SessionView) -> int:
    """The next ordinal of a sitting's items; the counter is never turned back, not even by undo."""
    from meetingtui.store.tables import Numbering

    kind = f"action:{sitting.id}"
    found = work.all(Numbering, series_id=sitting.series_id, year=sitting.year, kind=kind)
    counter = found[0] if found else Numbering(series_id=sitting.series_id, year=sitting.year, kind=kind)
    counter.last += 1
    work.session.add(counter)
    return counter.last
