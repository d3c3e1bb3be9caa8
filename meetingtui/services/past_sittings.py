"""Past sittings out of a secretary's own list (CSV, XLSX): what they become, and taking all of them over at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.dates.clock import stamp
from meetingtui.domain.errors import ChangedMeanwhile, Refusal
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import Kind, Status
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import past_rows
from meetingtui.services.office import Office
from meetingtui.services.past_rows import Listed
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.intake.past_sessions import PastRow
    from meetingtui.intake.spreadsheets import Problem, Sheet
    from meetingtui.store.tables import Session
    from meetingtui.store.unit_of_work import UnitOfWork

FIELD_WORDS = {
    "series": N_("會議別"), "date": N_("日期"), "time": N_("時間"), "place": N_("地點"), "chair": N_("主席"),
    "status": N_("狀態"), "persons": N_("人次"), "ordinal": N_("會次"), "track": N_("分區"), "note": N_("備註"),
}  # fmt: skip
"""What each field of a list is called."""


class Columns(NamedTuple):
    """What a form of the mapping shows: each field with its words, the headings there are, and a first guess."""

    fields: tuple[tuple[str, str], ...]
    needed: tuple[str, ...]
    headings: tuple[str, ...]
    guess: dict[str, str]


class Preview(NamedTuple):
    """A list held against the books: rows that become sittings, those that stand already, and problems by row."""

    mapping: dict[str, str]
    new: tuple[Listed, ...]
    duplicates: tuple[Listed, ...]
    problems: tuple[Problem, ...]
    read: tuple[PastRow, ...]
    misread: tuple[Problem, ...]


class ListHasProblems(Refusal):
    """A list of which a row cannot be taken over: then none is."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(
            _("清單有{count}處問題，全部未匯入：{first}請更正後再匯入。"),
            count=len(problems), first=problems[0].sentence(),
        )  # fmt: skip


def columns(data: bytes, filename: str = "") -> Columns:
    """The headings of a list and which field each seems to be. Raises WrongFile."""
    from meetingtui.intake.past_sessions import NEEDED, guess_mapping

    sheet = _sheet(data, filename)
    fields = tuple((field, _(word)) for field, word in FIELD_WORDS.items())
    return Columns(fields, NEEDED, sheet.headings, guess_mapping(sheet.headings))


def preview(
    office: Office, data: bytes, filename: str = "", *, mapping: Mapping[str, str] | None = None,
    year: int | None = None,
) -> Preview:  # fmt: skip
    """What taking a list over would add. `mapping` (field to heading) changes the guess; "" leaves a field out.

    `year` (Gregorian) goes with dates like 4/19. Raises WrongFile when series or date have no column.
    """
    from meetingtui.intake.past_sessions import guess_mapping, read_past_sessions

    sheet = _sheet(data, filename)
    chosen = dict(mapping or {})
    used = set(chosen.values())
    guessed = {field: heading for field, heading in guess_mapping(sheet.headings).items() if heading not in used}
    chosen = {field: heading for field, heading in (guessed | chosen).items() if heading}
    read = read_past_sessions(sheet, chosen, year=year)
    return _compare(office, chosen, read.rows, read.problems)


def accept(office: Office, incoming: Preview) -> list[SessionView]:
    """Take all new rows over, numbered in the order of their dates, as one change that one undo takes back.

    Raises ListHasProblems when a single row cannot be taken, ChangedMeanwhile when the books are no longer those of
    the preview. A list that stands on the books already adds nothing.
    """
    if incoming.problems:
        raise ListHasProblems(incoming.problems)
    if _compare(office, incoming.mapping, incoming.read, incoming.misread) != incoming:
        raise ChangedMeanwhile(_("場次"))
    if not incoming.new:
        return []
    registry = office.registry()
    ordered = sorted(incoming.new, key=lambda one: (one.start, one.row))
    with office.begin() as work:
        rows = _numbered(office, work, registry, ordered)
        _trail(work, registry, list(zip(rows, ordered, strict=True)))
        work.audit("imported", _("過去場次{count}場").format(count=len(rows)))
        work.commit()
    return session_rows.by_ids(office.reader, registry, [row.id or 0 for row in rows])


def _sheet(data: bytes, filename: str) -> Sheet:
    from meetingtui.intake.spreadsheets import read_rows

    return read_rows(data, filename)


def _compare(
    office: Office, mapping: dict[str, str], read: tuple[PastRow, ...], misread: tuple[Problem, ...]
) -> Preview:
    found, unfit = past_rows.listed(office.registry(), read, mapping, office.clock.today())
    found = past_rows.with_duplicates(office.reader, found, read)
    problems = sorted([*misread, *unfit], key=lambda problem: problem.row)
    return Preview(
        mapping=mapping, new=tuple(one for one in found if not one.duplicate),
        duplicates=tuple(one for one in found if one.duplicate), problems=tuple(problems), read=read, misread=misread,
    )  # fmt: skip


def _numbered(office: Office, work: UnitOfWork, registry: Registry, ordered: list[Listed]) -> list[Session]:
    from meetingtui.services.numbering import Numbers

    numbers = Numbers(work)
    rows = []
    for one in ordered:
        row = _row(office, registry, one)
        track = registry.tracks.get(one.track_id or 0)
        numbers.give(registry.series[one.series_id], track, row)
        if one.ordinal is not None and one.ordinal != row.ordinal:
            row.note = "；".join(filter(None, (row.note, _("原列第{n}次").format(n=one.ordinal))))
        rows.append(row)
    work.add_all(rows)
    return rows


def _row(office: Office, registry: Registry, one: Listed) -> Session:
    from meetingtui.services import windows
    from meetingtui.store.tables import Session

    series = registry.series[one.series_id]
    track = registry.tracks.get(one.track_id or 0)
    day = one.start.date()
    first, last = windows.around(series.rule(day.isoformat()), day) if one.kind == Kind.ORDINARY else (None, None)
    undated = one.status == Status.POSTPONED
    held = one.status == Status.HELD
    return Session(
        series_id=one.series_id, track_id=one.track_id, number="", uid="", year=day.year, ordinal=0, kind=one.kind,
        status=one.status, day=None if undated else day.isoformat(), start_at=None if undated else stamp(one.start),
        end_at=None if undated else stamp(one.end), window_first=first, window_last=last, room=one.room,
        township=track.townships[0] if track and track.townships else "", chair_post_id=one.chair_post_id,
        acting_post_id=one.acting_post_id, chair_person=one.person if held else "",
        reason="" if held else one.note, postponed_times=1 if undated else 0, person_times=one.persons,
        person_times_about=one.about, note=one.note, changed_at=office.now(),
    )  # fmt: skip


def _trail(work: UnitOfWork, registry: Registry, pairs: list[tuple[Session, Listed]]) -> None:
    """The credits that joint sittings bring with them, and the first turn in the life of each sitting."""
    from meetingtui.store.tables import Credit, SessionChange

    work.add_all([
        Credit(session_id=row.id or 0, series_id=duty.id, reason=_("聯合會議"))
        for row, one in pairs for duty in registry.duties_of(one.series_id)
    ])  # fmt: skip
    verbs = {Status.POSTPONED: "postponed", Status.CANCELLED: "cancelled"}
    work.add_all([
        SessionChange(
            session_id=row.id or 0, at=work.at, who=work.who, verb=verbs.get(Status(row.status), "imported"),
            before=stamp(one.start), after=row.start_at, reason=row.reason,
        )
        for row, one in pairs
    ])  # fmt: skip
