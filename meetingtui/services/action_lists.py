"""Her own list of open items (XLSX, ODS, CSV): what it becomes, and taking it over as one change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain.actions import KIND_WORDS, PRIORITY_WORDS, ActionKind, ActionStatus, ActionView, Origin, Priority
from meetingtui.domain.errors import ChangedMeanwhile, Refusal, WrongDate
from meetingtui.domain.registry_values import explained, meant
from meetingtui.domain.reports import Proposal
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import N_, _
from meetingtui.services import action_list_rows, action_words, carrying, exporting, finding, rulings, sessions, written
from meetingtui.services.action_list_rows import Listed
from meetingtui.services.office import Office

if TYPE_CHECKING:
    from meetingtui.intake.action_lists import ActionRows
    from meetingtui.intake.list_headings import Column
    from meetingtui.intake.spreadsheets import Problem
    from meetingtui.store.tables import ActionItem, ActionReport
    from meetingtui.store.unit_of_work import UnitOfWork

FIELD_WORDS = {
    "number": N_("編號"), "session": N_("會議"), "date": N_("日期"), "text": N_("事項"), "lead": N_("主辦單位"),
    "assists": N_("協辦"), "parties": N_("主協辦"), "due": N_("期限"), "report": N_("辦理情形"),
    "proposal": N_("列管建議"), "status": N_("狀態"), "kind": N_("類別"),
    "priority": N_("優先順序"), "labels": N_("標籤"), "note": N_("備註"),
}  # fmt: skip
"""What each field of a list is called."""
_OFFERED = 300


class Columns(NamedTuple):
    """What a form of the mapping shows: a sheet, letter and heading of its columns, and by field a guess (letters)."""

    sheet: str
    columns: tuple[tuple[str, str], ...]
    guess: dict[str, str]


class Preview(NamedTuple):
    """A list held against the books; with any problem it is taken over only without those rows.

    `mapping` is field to column; `unused` are headings that are no field; `closed` counts rows that have left the list
    already, `left` are rows that are no items. `as_of` is the ISO day that its answers are given.
    """

    new: tuple[Listed, ...]
    known: tuple[Listed, ...]
    problems: tuple[Problem, ...]
    left: tuple[Problem, ...]
    closed: int
    mapping: dict[str, Column]
    unused: tuple[str, ...]
    as_of: str
    fallback: str
    read: ActionRows


class ListHasProblems(Refusal):
    """A list with rows that cannot be taken over as they are; the first of them is named, as `first`."""

    def __init__(self, filename: str, problems: tuple[Problem, ...]) -> None:
        self.first = problems[0].sentence()
        super().__init__(
            _("「{file}」有{count}處問題，未匯入：{first}請更正後再匯入，或略過有問題的列（--skip-problems）。"),
            file=filename, count=len(problems), first=problems[0].sentence(),
        )  # fmt: skip


def columns(data: bytes, filename: str = "", sheet: str = "") -> Columns:
    """The columns of a list and which field each seems to be. Raises WrongFile."""
    from meetingtui.intake.action_lists import read_layout

    found = read_layout(data, filename, sheet)
    guess = {field: column.letter for field, column in found.mapping.items()}
    return Columns(found.grid.name, tuple((one.letter, one.heading) for one in found.columns), guess)


def sittings_to_offer(office: Office) -> list[SessionView]:
    """The sittings that have begun, the last one first: one of them stands for meetings that the books do not have."""
    off = (str(Status.CANCELLED), str(Status.MERGED), str(Status.POSTPONED))
    begun = SessionFilter(not_statuses=off, last=office.clock.today().isoformat())
    return sessions.listing(office, begun, order="-day").page(0, _OFFERED)


def preview(
    office: Office, data: bytes, filename: str = "", *, mapping: Mapping[str, str] | None = None, sheet: str = "",
    session: str | int | None = None, as_of: date | str | None = None,
) -> Preview:  # fmt: skip
    """What taking a list over would add. `mapping` (field to letter or heading, "" for none) changes the guess.

    `session` stands for every sitting that the books do not have; `as_of` is the day of the answers, where the list
    tells none (today). Raises WrongFile, NotFound, NotBegun or WrongDate.
    """
    from meetingtui.intake.action_lists import read_action_list

    today = office.clock.today()
    fallback = _fallback(office, session)
    read = read_action_list(data, filename, today, mapping=mapping, sheet=sheet)
    day = finding.day(office, as_of).isoformat() if isinstance(as_of, str) and as_of.strip() else as_of
    said = day.isoformat() if isinstance(day, date) else day or read.as_of or today.isoformat()
    if said > today.isoformat():
        raise WrongDate(_("清單的日期{day}還沒到。請更正日期。").format(day=written.roc_iso(said)))
    return _compare(office, read, fallback, said)


def accept(office: Office, incoming: Preview, *, skip_problems: bool = False) -> list[ActionView]:
    """Take a list over as one change that one undo takes back; the same list twice changes nothing.

    Each item is numbered after its sitting, in whose minutes and tables it does not stand. Raises ListHasProblems
    unless told to leave those rows out, and ChangedMeanwhile when the books are no longer those of the preview.
    """
    if incoming.problems and not skip_problems:
        raise ListHasProblems(incoming.read.filename, incoming.problems)
    fallback = _fallback(office, incoming.fallback or None)
    if _compare(office, incoming.read, fallback, incoming.as_of) != incoming:
        raise ChangedMeanwhile(_("列管事項"))
    if not incoming.new:
        return []
    registry = office.registry()
    sittings = {
        one: finding.session_of(office, registry, one) for one in {one.session_id for one in incoming.new}
    }  # fmt: skip
    with office.begin() as work:
        made = [_make(work, sittings[one.session_id], one) for one in incoming.new]
        work.add_all([
            report for item, one in zip(made, incoming.new, strict=True) for report in _answer(work, item, one)
        ])  # fmt: skip
        work.audit("imported", _("列管事項{count}項").format(count=len(made)))
        work.commit()
    return carrying.items(office, [item.id or 0 for item in made])


def field_of(said: str) -> str:
    """The field that a value or a word names. Raises Refusal with those there are."""
    found = meant(said, FIELD_WORDS)
    if found is None:
        raise Refusal(_("沒有「{text}」這種欄位，可用：{known}。"), text=said[:40], known=explained(FIELD_WORDS))
    return found


def save_report(office: Office, seen: Preview, path: str | Path, *, force: bool = False) -> exporting.Exported:
    """Write what becomes of each row, and why others cannot be read, as CSV. Raises CannotWrite."""
    from meetingtui.domain.tables import Column as TableColumn
    from meetingtui.domain.tables import Table
    from meetingtui.formats.tables import to_csv

    headings = {"row": _("列"), "column": _("欄"), "what": _("處理"), "number": _("原編號"), "text": _("說明")}
    table = Table(
        _("匯入報告：{file}").format(file=seen.read.filename),
        tuple(TableColumn(key, heading) for key, heading in headings.items()),
        tuple(tuple(line) for line in report_lines(seen)),
    )  # fmt: skip
    return exporting.write(office, path, to_csv(table), "action list report", force=force)


def report_lines(seen: Preview) -> list[tuple[int, str, str, str, str]]:
    """Row, column, what is done, old number and a sentence, in the order of the file."""
    lines = [(one.row, one.column, _("問題"), one.number, one.text) for one in seen.problems]
    for one in seen.new:
        text = _("歸入{session}：{text}").format(session=one.session, text=one.text)
        lines.append((one.row, "", _("新增"), one.old_number, text))
    lines += [(one.row, "", _("已有"), one.old_number, f"{one.known} {one.text}") for one in seen.known]
    lines += [(one.row, one.column, _("略過"), "", one.text) for one in seen.left]
    return sorted(lines, key=lambda line: line[0])


def summary(seen: Preview) -> str:
    """How many rows become what, in one sentence."""
    return _("新增{new}項、已有{known}項、已解除{closed}項（未匯入）、非事項{left}列、問題{problems}處。").format(
        new=len(seen.new), known=len(seen.known), closed=seen.closed, left=len(seen.left), problems=len(seen.problems)
    )


def more_of(one: Listed) -> str:
    """Kind, priority and labels of a row in words, where they are not the usual ones."""
    kind = _(KIND_WORDS[ActionKind(one.kind)]) if one.kind != ActionKind.TRACKED else ""
    priority = _(PRIORITY_WORDS[Priority(one.priority)]) if one.priority else ""
    return " ".join(filter(None, (kind, priority, *json.loads(one.labels))))


def unused(seen: Preview) -> str:
    """Which headings are taken over into no field, in one sentence; empty for none."""
    return _("未匯入的欄：{headings}。").format(headings=_("、").join(seen.unused)) if seen.unused else ""


def _fallback(office: Office, session: str | int | None) -> SessionView | None:
    if session is None or not str(session).strip():
        return None
    found = finding.session_of(office, office.registry(), session)
    rulings.require_begun(office, found)
    return found


def _compare(office: Office, read: ActionRows, fallback: SessionView | None, as_of: str) -> Preview:
    found, unfit = action_list_rows.listed(office, office.registry(), read, fallback, as_of)
    problems = sorted([*read.problems, *unfit], key=lambda problem: problem.row)
    return Preview(
        tuple(one for one in found if not one.known), tuple(one for one in found if one.known), tuple(problems),
        read.left, read.closed, read.mapping, tuple(action_list_rows.headings_left(read)), as_of,
        fallback.number if fallback else "", read,
    )  # fmt: skip


def _make(work: UnitOfWork, sitting: SessionView, one: Listed) -> ActionItem:
    from meetingtui.services import action_states
    from meetingtui.store.tables import ActionItem

    row = ActionItem(
        session_id=sitting.id, number="", ordinal=0, text=one.text, kind=one.kind, note=one.note, priority=one.priority,
        labels=one.labels, level=action_words.level_of("", ActionKind(one.kind), sitting),
        lead_agency_id=one.lead_id, assists=json.dumps(one.assist_ids, separators=(",", ":")), due=one.due or None,
        came_by=Origin.IMPORTED, old_number=one.old_number,
    )  # fmt: skip
    if one.proposal == Proposal.CLOSE:
        row.status = ActionStatus.PROPOSED_CLOSE
    action_states.make(work, sitting, row)
    return row


def _answer(work: UnitOfWork, item: ActionItem, one: Listed) -> list[ActionReport]:
    """What the list says was done, as the lead's answer between rounds."""
    from meetingtui.store.tables import ActionReport

    if one.lead_id is None or not (one.report or one.proposal):
        return []
    return [
        ActionReport(
            action_item_id=item.id or 0, agency_id=one.lead_id, day=one.report_day, at=work.at, who=work.who,
            text=one.report, proposal=one.proposal,
        )
    ]  # fmt: skip
