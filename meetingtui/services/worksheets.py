"""Pre-meeting worksheets (會前資料表): out to each agency that is asked before a sitting, and back in, all or some."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from meetingtui.domain.actions import STILL_OPEN
from meetingtui.domain.errors import ChangedMeanwhile, NotFound, Refusal, WrongFile
from meetingtui.domain.reports import Incoming, Lateness
from meetingtui.domain.returned import Change, Comparison, Key, Known, Returned, compare, keys
from meetingtui.domain.worksheets import Filled
from meetingtui.language import _
from meetingtui.services import exporting, files, finding, reports, worksheet_pages
from meetingtui.services.exporting import Exported
from meetingtui.services.office import Office
from meetingtui.services.worksheet_pages import WORD
from meetingtui.store.queries import action_reports
from meetingtui.store.queries import worksheets as rows

FORMATS = ("xlsx", "ods")


class Sheets(NamedTuple):
    """What was exported: where, and the names of the files, one for each agency."""

    exported: Exported
    files: tuple[str, ...]


Brought = tuple[str, bytes | WrongFile]
"""A file that came back: its name, and its bytes or why they cannot be read."""


class Preview(NamedTuple):
    """Returned files held against what is stored, with nothing changed yet; `state` tells whether more is by now.

    `unread` says of each file that cannot be read why not.
    """

    files: tuple[Returned, ...]
    state: tuple[int | None, ...]
    known: Mapping[Key, Known]
    found: Comparison
    unread: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """What cannot be taken over without a word of the user, a sentence each."""
        refused = [one.sentence() for one in self.found.refused]
        return (*self.unread, *refused, *(one.sentence() for one in self.found.conflicts))

    def agencies(self) -> dict[str, str]:
        """What people call the agency whose each file is, by its name, where that is known."""
        called = {code: one.agency for (_session, code, _number), one in self.known.items()}
        return {one.filename: called.get(one.agency, "") for one in self.files}


class SheetsHaveProblems(Refusal):
    """Files of which something cannot be taken over as it is: then nothing is, unless the user says which."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(
            _(
                "有{count}處不能併入，全部未併入：{first}請更正或請機關補正；"
                "或只併入其餘（--skip-problems），或逐項選定（--only）。"
            ),
            count=len(problems), first=problems[0],
        )  # fmt: skip


def export(
    office: Office, session: str | int, *, format: str = "xlsx", folder: str | Path, agency: str = "",
    force: bool = False,
) -> Sheets:  # fmt: skip
    """Write a worksheet for each agency that is asked before a sitting, or only for `agency`, into a folder.

    Raises NotFound, Ambiguous, NothingToFill (also while nobody has been asked yet), RoundOff, Refusal for another
    format, or CannotWrite.
    """
    made = files_of(office, session, format=format, agency=agency)
    number = finding.session_of(office, office.registry(), session).number
    done = exporting.write_folder(office, folder, made, f"{number} {WORD}", force=force)
    return Sheets(done, tuple(made))


def files_of(
    office: Office, session: str | int, *, format: str = "xlsx", agency: str = "",
    before_each: Callable[[], None] = lambda: None,
) -> dict[str, bytes]:  # fmt: skip
    """The worksheets by name of file, which tells nothing of a confidential series. Raises as `export` does.

    `before_each` is called before each is written.
    """
    from meetingtui.formats.files import safe_name

    if format == "xlsx":
        from meetingtui.formats.worksheets import to_xlsx as written
    elif format == "ods":
        from meetingtui.formats.worksheets_ods import to_ods as written
    else:
        raise Refusal(_("沒有「{form}」這種格式，可用：{known}。"), form=format[:20], known="、".join(FORMATS))
    made: dict[str, bytes] = {}
    for sheet in worksheet_pages.each(office, session, agency=agency):
        before_each()
        name = safe_name(sheet.name, fallback=f"{sheet.session}_{sheet.agency}", suffix=f".{format}")
        made[name] = written(sheet)
    return made


def preview(office: Office, came: Sequence[Brought], *, before_each: Callable[[], None] = lambda: None) -> Preview:
    """What returned files would change. Raises the WrongFile of the first where not a single one can be read.

    `before_each` is called before each is read.
    """
    from meetingtui.intake.worksheets import read_worksheet

    today = office.clock.today()
    read: list[Returned] = []
    unread: list[WrongFile] = []
    for filename, data in came:
        before_each()
        try:
            if isinstance(data, WrongFile):
                raise data
            read.append(read_worksheet(data, filename, today))
        except WrongFile as error:
            unread.append(error)
    if unread and not read:
        raise unread[0]
    state = rows.state(office.reader)
    known = _known(office, read)
    return Preview(tuple(read), state, known, compare(read, known), tuple(map(str, unread)))


def brought(path: str | Path) -> Brought:
    """A file that a user names, whether it can be read or not."""
    name = files.name_of(str(path))
    try:
        return name, files.read(path)
    except WrongFile as error:
        return name, error


def accept(office: Office, incoming: Preview, *, only: Sequence[str] | None = None, skip_problems: bool = False) -> int:
    """Store all changes of a preview, or `only` some, as one change that one undo takes back; how many there were.

    `only` names items, or rows by their key (`1:7`), also one of those that must be chosen from. The same files twice
    change nothing. Raises SheetsHaveProblems when anything is refused, unread or must be chosen and neither `only` nor
    `skip_problems` says what to do, NotFound, Refusal, or ChangedMeanwhile when more is stored than at the preview.
    """
    if rows.state(office.reader) != incoming.state and _known(office, incoming.files) != incoming.known:
        raise ChangedMeanwhile(_("辦理情形"))
    found = incoming.found
    if only is None and not skip_problems and incoming.problems:
        raise SheetsHaveProblems(incoming.problems)
    chosen = list(found.changes) if only is None else _chosen(found, only)
    return reports.store(office, [_incoming(one) for one in chosen]) if chosen else 0


def _chosen(found: Comparison, only: Sequence[str]) -> list[Change]:
    offered = [*found.changes, *(one for conflict in found.conflicts for one in conflict.choices)]
    chosen: dict[Key, Change] = {}
    for name in only:
        wanted = name.strip().upper()
        hits = [one for one in offered if wanted in (one.key, one.number)]
        if not hits:
            raise NotFound(_("可併入的列"), name, [one.key for one in offered][:5])
        for one in hits:
            key = (one.session, one.agency, one.number)
            if chosen.setdefault(key, one) != one:
                text = _("{number}有兩種以上的答復：{keys}。請以其中一個代號指明。")
                same = [other.key for other in offered if (other.session, other.agency, other.number) == key]
                raise Refusal(text, number=one.number, keys=_("、").join(same))
    return list(chosen.values())


def _incoming(one: Change) -> Incoming:
    return Incoming(
        one.known.action_id, one.known.agency_id, *one.filled, round_id=one.known.round_id, worksheet=one.sha
    )


def _known(office: Office, files: Sequence[Returned]) -> Mapping[Key, Known]:
    """What is stored of everything that those files answer."""
    wanted = keys(files)
    numbers = sorted({session for session, _agency, _number in wanted})
    registry = office.registry()
    codes = {one.id: one.code for one in registry.agencies.values()}
    asked = [
        one for one in rows.asked(office.reader, numbers) if (one.session, codes[one.agency_id], one.number) in wanted
    ]
    late = _late(office, sorted({one.round_id for one in asked}))
    given: dict[tuple[int, int, int], list[rows.AnswerRow]] = {}
    for answer in rows.answers(office.reader, numbers):
        given.setdefault((answer.action_id, answer.agency_id, answer.round_id), []).append(answer)
    return {
        (one.session, codes[one.agency_id], one.number): _one_known(
            one, given.get((one.action_id, one.agency_id, one.round_id), []), late[one.round_id]
        )._replace(agency=registry.name("agency", one.agency_id))
        for one in asked
    }


def _one_known(one: rows.AskedRow, given: list[rows.AnswerRow], late: Lateness | None) -> Known:
    known = Known(
        one.action_id, one.agency_id, one.round_id, one.status in STILL_OPEN, lateness=late, made=one.made or ""
    )
    if not given:
        return known
    *earlier, answer = (
        Filled(said.text, said.progress, said.proposal, said.proposed_due, said.percent) for said in given
    )
    return known._replace(
        answer=answer, typed=not given[-1].worksheet, earlier=tuple(earlier),
        files=frozenset(said.worksheet for said in given if said.worksheet),
    )  # fmt: skip


def _late(office: Office, round_ids: Sequence[int]) -> dict[int, Lateness | None]:
    """How an answer that comes now is stamped, by round."""
    today, now = office.clock.today().isoformat(), office.now()
    return {
        number: reports.stamped(one, today, today, now)
        for number, one in action_reports.rounds_by_id(office.reader, round_ids).items()
    }
