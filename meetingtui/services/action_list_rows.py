"""Each row of her own list held against the books: what it becomes, which item it is already, or why it cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from meetingtui.domain.actions import ActionKind
from meetingtui.domain.errors import Ambiguous, Refusal
from meetingtui.domain.registry import Registry
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import action_words, written
from meetingtui.services.action_list_sittings import Found
from meetingtui.services.office import Office
from meetingtui.store.queries import action_lists as rows

if TYPE_CHECKING:
    from meetingtui.intake.action_lists import ActionRow, ActionRows
    from meetingtui.intake.spreadsheets import Problem

_RUNNING = 4
"""Figures of a number that only counts rows; a longer one, or one with other signs, names one item."""
_PARTIES = frozenset({"lead", "assists"})
"""Fields that may stand in one column."""
T = TypeVar("T")


class Listed(NamedTuple):
    """What one row becomes; days are ISO or empty. `known` is the number of the item that it is already.

    `fallback`: the sitting is not the one that the row names, which stands in the note. `report` is of the lead.
    `kind`, `priority` and `labels` are as they are stored.
    """

    row: int
    old_number: str
    text: str
    session_id: int
    session: str
    lead_id: int | None
    lead: str
    assist_ids: tuple[int, ...]
    assists: tuple[str, ...]
    due: str
    report: str
    report_day: str
    proposal: str
    note: str
    known: str = ""
    fallback: bool = False
    kind: str = ActionKind.TRACKED
    priority: str = ""
    labels: str = "[]"


class Unfit(Refusal):
    """A cell that cannot be taken over; `field` is the column's field."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__("{sentence}", sentence=sentence)


def listed(
    office: Office, registry: Registry, read: ActionRows, fallback: SessionView | None, as_of: str
) -> tuple[list[Listed], list[Problem]]:
    """What each row becomes, and each problem by row and column; `as_of` is the day of its answers."""
    from meetingtui.intake.spreadsheets import Problem

    desk = _Desk(office, registry, fallback, as_of)
    found: list[Listed] = []
    problems: list[Problem] = []
    seen: list[Listed] = []
    twice = _Same()
    for row in read.rows:
        try:
            one = desk.taken(row)
        except Unfit as unfit:
            column = read.mapping.get(unfit.field) or read.mapping.get("parties" if unfit.field in _PARTIES else "")
            problems.append(Problem(row.row, column.named if column else "", str(unfit), row.number))
            continue
        if before := twice.of(one.old_number, one.session_id, one.text):
            text = _("與第{row}列是同一項。請併成一列，其他機關寫在協辦欄。")
            problems.append(Problem(row.row, "", text.format(row=before), row.number))
            continue
        twice.add(str(row.row), one.old_number, one.session_id, one.text)
        seen.append(one)
    there = _Same()
    numbers = set()
    for item in rows.known(office.reader):
        numbers.add(item.number)
        there.add(item.number, item.old_number, item.session_id, item.text)
    for one in seen:
        known = one.old_number if one.old_number in numbers else there.of(one.old_number, one.session_id, one.text)
        found.append(one._replace(known=known))
    return found, problems


class _Same:
    """Items by what tells that two are the same: an old number that names one, or the same words at the same sitting.

    A number that only counts rows starts anew in every list: with it the words must be the same too.
    """

    def __init__(self) -> None:
        self._said: dict[tuple[object, ...], str] = {}

    def add(self, name: str, old_number: str, session_id: int, text: str) -> None:
        for key in self._keys(old_number, session_id, text):
            self._said.setdefault(key, name)

    def of(self, old_number: str, session_id: int, text: str) -> str:
        """The name of the one that is the same; empty for none."""
        return next((self._said[key] for key in self._keys(old_number, session_id, text) if key in self._said), "")

    def _keys(self, old_number: str, session_id: int, text: str) -> list[tuple[object, ...]]:
        words = "".join(text.split()).casefold()
        number = "".join(old_number.split()).casefold()
        keys: list[tuple[object, ...]] = [(session_id, words)]
        if number:
            keys.append((number, words) if number.isdecimal() and len(number) <= _RUNNING else (number,))
        return keys


class _Desk:
    """What cells mean; the same words are looked up once, however many rows there are."""

    def __init__(self, office: Office, registry: Registry, fallback: SessionView | None, as_of: str) -> None:
        self.office, self.registry, self.as_of = office, registry, as_of
        self.today = office.clock.today().isoformat()
        self.sittings = Found(office, registry, fallback)
        self._agencies: dict[str, list[int] | Unfit] = {}

    def taken(self, row: ActionRow) -> Listed:
        """What a row becomes. Raises Unfit."""
        from meetingtui.intake.action_lists import NEXT_SITTING

        field = "session" if row.session or not row.day else "date"
        sitting, replaced = _fit(field, lambda: self.sittings.of(row.session, row.day))
        lead, assists = self._parties(row)
        due = row.due
        if due == NEXT_SITTING:
            due = _fit("due", lambda: action_words.due_day(self.office, sitting, NEXT_SITTING)) or ""
        notes = [row.note]
        if replaced and (row.session or row.day):
            day = written.roc_iso(row.day) if row.day else ""
            notes.append(f"原會議：{' '.join(filter(None, (row.session, day)))}")
        report = row.report
        if lead is None and report:
            notes.append(f"辦理情形：{report}")
            report = ""
        return Listed(
            row.row, row.number, row.text, sitting.id, sitting.number, lead, self.registry.name("agency", lead),
            assists, tuple(self.registry.name("agency", one) for one in assists), due, report,
            max(self.as_of, sitting.day), row.proposal if lead else "", "\n".join(filter(None, notes)),
            fallback=replaced, kind=row.kind or str(ActionKind.TRACKED), priority=row.priority,
            labels=_fit("labels", lambda: action_words.labels_of(row.labels)),
        )  # fmt: skip

    def _parties(self, row: ActionRow) -> tuple[int | None, tuple[int, ...]]:
        """The lead and who assists; of several that lead the first does, the others assist."""
        leads: list[int] = []
        for name in row.leads:
            found = self._meant(name, "lead")
            if len(found) > 1 and not leads:
                known = self.registry.agencies
                raise Unfit("lead", str(Ambiguous(_("主辦單位"), name, [known[one].name for one in found])))
            leads += found
        assists = [one for name in row.assists for one in self._meant(name, "assists")]
        lead = leads[0] if leads else None
        return lead, tuple(one for one in dict.fromkeys([*leads[1:], *assists]) if one != lead)

    def _meant(self, name: str, field: str) -> list[int]:
        if name not in self._agencies:
            try:
                self._agencies[name] = self._found(name)
            except Unfit as unfit:
                self._agencies[name] = unfit
        found = self._agencies[name]
        if isinstance(found, Unfit):
            raise Unfit(field, str(found))
        return found

    def _found(self, name: str) -> list[int]:
        found = _fit("", lambda: action_words.agencies_of(self.registry, name, self.today))
        for one in found:
            agency = self.registry.agencies[one]
            if agency.retired_on and agency.retired_on <= self.today:
                raise Unfit("", _("{name}已停用。請改寫現在的機關，或先恢復使用。").format(name=agency.name))
        return found


def _fit(field: str, find: Callable[[], T]) -> T:
    """What is found. Raises Unfit."""
    try:
        return find()
    except Refusal as refused:
        raise Unfit(field, str(refused)) from refused


def headings_left(read: ActionRows) -> Sequence[str]:
    """The headings of columns that are not taken over."""
    used = {column.place for column in read.mapping.values()}
    return [column.heading for column in read.columns if column.heading and column.place not in used]
