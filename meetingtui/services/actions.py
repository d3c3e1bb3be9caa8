"""Action items: made of a decision with one lead and any number of assisting agencies, numbered after their sitting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from meetingtui.domain.actions import ActionFilter, ActionKind, ActionView, Origin
from meetingtui.domain.errors import NotFound
from meetingtui.domain.ruling_refusals import Followed, RuledSince
from meetingtui.domain.sessions import Status, WrongTurn
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import action_words as words
from meetingtui.services import finding, written
from meetingtui.services.action_words import ActionText, due_day
from meetingtui.services.minutes_lock import require_open_minutes
from meetingtui.services.office import Office
from meetingtui.store.queries import actions as rows

if TYPE_CHECKING:
    from meetingtui.store.tables import ActionItem, AgendaItem
    from meetingtui.store.unit_of_work import UnitOfWork

__all__ = [
    "ActionText", "due_day", "edit", "from_decision", "listed", "of_session", "remove", "show",
]  # fmt: skip


def from_decision(
    office: Office, name: str | int, *, item_id: int | None, text: str, lead: str = "",
    assists: str | Iterable[str] = (), due: date | str | None = None, kind: str = ActionKind.RULING, note: str = "",
    priority: str = "", labels: str | Iterable[str] = (), case_code: str = "", level: str = "",
) -> ActionView:  # fmt: skip
    """Make an action item of what a sitting has decided on one of its points (None: on no single one).

    Its number is the sitting's with an ordinal that is never given twice. `lead` and `assists` are agencies by any
    name, or networks (`社 衛`); `due` is a day in any form, `+30` for days after the sitting, or 下次會議. A policy
    recommendation stands at a `level`; one made of a point that was sent up stays linked to where it came from. What is
    decided on a case bears the code of the case, also where none is given.
    Raises NotFound, Ambiguous, WrongDate, MinutesLocked, WrongTurn and ActionText.
    """
    from meetingtui.services import action_states
    from meetingtui.store.tables import ActionItem

    registry = office.registry()
    sitting = finding.session_of(office, registry, name)
    if sitting.status in (Status.CANCELLED, Status.MERGED, Status.POSTPONED):
        raise WrongTurn(sitting.number, Status(sitting.status), N_("新增列管事項"), N_("請確認場次。"))
    row = ActionItem(session_id=sitting.id, agenda_item_id=item_id, number="", ordinal=0, text=words.text(text))
    row.kind, row.note = words.kind_of(kind), note
    row.lead_agency_id = words.lead_of(office, registry, sitting, lead)
    row.assists = words.assists_of(office, registry, sitting, assists, row.lead_agency_id)
    row.due = due_day(office, sitting, due)
    row.priority, row.labels = words.priority_of(priority), words.labels_of(labels)
    row.case_code = written.line(case_code, _("案號"), most=40)
    row.level = words.level_of(level, ActionKind(row.kind), sitting)
    with office.begin() as work:
        require_open_minutes(work, sitting.id)
        if item_id is not None:
            row.case_code = row.case_code or _point(work, sitting, item_id).case_code
        action_states.make(work, sitting, row)
        work.audit("added", row.number)
        work.commit()
    return show(office, row.id or 0)


def edit(
    office: Office, name: str | int, *, text: str | None = None, lead: str | None = None,
    assists: str | Iterable[str] | None = None, due: date | str | None = None, kind: str | None = None,
    note: str | None = None, priority: str | None = None, labels: str | Iterable[str] | None = None,
    case_code: str | None = None, level: str | None = None, base_version: int | None = None,
) -> ActionView:  # fmt: skip
    """Change an action item while the minutes it stands in are open; None leaves a field, an empty text empties it.

    Priority, labels and case code do not stand in minutes and can always be changed. Once another sitting has ruled on
    it, who does it, by when and at which level are for sittings to say. Raises as from_decision, ChangedMeanwhile and
    RuledSince.
    """
    from meetingtui.services import action_states
    from meetingtui.store.tables import ActionItem

    registry = office.registry()
    found = show(office, name)
    sitting = finding.session_of(office, registry, found.session_id)
    with office.begin() as work:
        row = work.get(ActionItem, found.id, base_version=found.version if base_version is None else base_version)
        before, stood = action_states.standing(row), (row.text, row.kind, row.note)
        if text is not None:
            row.text = words.text(text)
        if lead is not None:
            row.lead_agency_id = words.lead_of(office, registry, sitting, lead)
        if assists is not None or lead is not None:
            asked = assists if assists is not None else [registry.agencies[one].code for one in found.assist_ids]
            row.assists = words.assists_of(office, registry, sitting, asked, row.lead_agency_id)
        if due is not None and due != found.due:
            row.due = due_day(office, sitting, due)
        row.kind = row.kind if kind is None else words.kind_of(kind)
        row.note = row.note if note is None else note
        row.priority = row.priority if priority is None else words.priority_of(priority)
        row.labels = row.labels if labels is None else words.labels_of(labels)
        row.case_code = row.case_code if case_code is None else written.line(case_code, _("案號"), most=40)
        row.level = words.level_of(row.level if level is None else level, ActionKind(row.kind), sitting)
        if (row.text, row.kind, row.note) != stood or action_states.standing(row) != before:
            require_open_minutes(work, _shown_in(found))
        if action_states.standing(row) != before:
            _make_anew(work, row)
        work.audit("edited", row.number)
        work.commit()
    return show(office, found.id)


def remove(office: Office, name: str | int) -> ActionView:
    """Take an action item out while the minutes it stands in are open; its number is not given again.

    Raises NotFound, MinutesLocked, and Followed when anybody has ruled on it, asked about it or answered since.
    """
    from meetingtui.services import action_states
    from meetingtui.store.tables import ActionItem

    found = show(office, name)
    with office.begin() as work:
        require_open_minutes(work, _shown_in(found))
        row = work.get(ActionItem, found.id, base_version=found.version)
        if row.came_by == Origin.SPLIT or action_states.is_followed(work, row):
            raise Followed(found.number)
        action_states.take_out(work, row)
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


def _shown_in(item: ActionView) -> int | None:
    """The sitting whose minutes show an item; None for one of her own list, which stands in none."""
    return None if item.came_by == Origin.IMPORTED else item.session_id


def _make_anew(work: UnitOfWork, row: ActionItem) -> None:
    """Let the first ruling say how the item stands now; what the same sitting said of it after that stays said."""
    from meetingtui.services import action_states
    from meetingtui.store.tables import Session

    said = action_states.rulings(work, row)
    elsewhere = [one for one in said if one.session_id != row.session_id]
    if elsewhere:
        raise RuledSince(row.number, work.get(Session, elsewhere[-1].session_id).number)
    action_states.rebase(said, action_states.standing(row))
    action_states.settle(work, row)


def _point(work: UnitOfWork, sitting: SessionView, item_id: int) -> AgendaItem:
    from meetingtui.store.tables import AgendaItem

    found = work.all(AgendaItem, id=item_id, session_id=sitting.id)
    if not found:
        raise NotFound(_("{number}的議案").format(number=sitting.number), str(item_id))
    return found[0]
