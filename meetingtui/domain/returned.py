"""Returned worksheets held against what is stored: what they change, what they lack, and what cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from meetingtui.dates.showing import show_date
from meetingtui.domain.reports import Lateness
from meetingtui.domain.worksheets import HEADINGS, Column, Filled, Mark, digest_of
from meetingtui.language import N_, _

Key = tuple[str, str, str]
"""Number of the sitting, code of the agency, number of the item."""


class Why(StrEnum):
    """Why an answer is not taken, or not without asking."""

    CELL = "cell"
    UNKNOWN = "unknown"
    MOVED = "moved"
    OTHERS = "others"
    ELSEWHERE = "elsewhere"
    NOT_ASKED = "not_asked"
    CLOSED = "closed"
    TWO = "two"
    EARLIER = "earlier"
    NEWER = "newer"


WHY_WORDS = {
    Why.UNKNOWN: N_("識別碼空白或已被更動，無法認定是哪一項。請填在原檔的原列。"),
    Why.MOVED: N_("編號與識別碼不符，可能排序或貼上時錯了列。請填在原檔的原列。"),
    Why.OTHERS: N_("是其他機關的列。請由該機關以自己的檔案回復。"),
    Why.ELSEWHERE: N_("是另一場次的列，或檔案的識別資料已被更動。請填在本場次原檔的原列。"),
    Why.NOT_ASKED: N_("本場次沒有向這個機關調查這一項。請確認檔案與場次。"),
    Why.CLOSED: N_("已不在列管中，不再登記辦理情形。如要重新列管，請於會議裁示。"),
    Why.TWO: N_("同一項有兩種以上不同的答復。請選定一種。"),
    Why.EARLIER: N_("與先前已更正的答復相同，可能是舊檔。確定要改回才併入。"),
    Why.NEWER: N_("匯出之後已另行登記答復。確定要改用檔案的內容才併入。"),
}
"""What is said of each; a cell that cannot be read says it itself."""


class WrongCell(NamedTuple):
    """A cell whose content cannot be taken, and one sentence about it."""

    column: Column
    text: str


class Row(NamedTuple):
    """A row of a returned file: its number there, and what stands in it. `mark` is None where it cannot be read."""

    row: int
    number: str
    mark: Mark | None
    filled: Filled
    changed: tuple[Column, ...] = ()
    wrong: tuple[WrongCell, ...] = ()


class Returned(NamedTuple):
    """A returned file. `session` and `agency` are whose it was when it was sent, `sent` the items that stood in it.

    Without its hidden sheet all three are empty. `sha` is the digest of the file.
    """

    filename: str
    sha: str
    session: str
    agency: str
    sent: tuple[str, ...]
    rows: tuple[Row, ...]


class Known(NamedTuple):
    """What is stored of an item that an agency was asked about for a sitting.

    `answer` is its newest one in that round; `typed` whether a person wrote it down, not a file; `earlier` those it
    gave before; `files` the digests of the files that were taken; `lateness` what an answer of now is stamped; `made`
    the ISO day of the sitting that made the item; `agency` what people call the agency.
    """

    action_id: int
    agency_id: int
    round_id: int
    is_open: bool
    answer: Filled | None = None
    typed: bool = False
    earlier: tuple[Filled, ...] = ()
    files: frozenset[str] = frozenset()
    lateness: Lateness | None = None
    made: str = ""
    agency: str = ""


class Change(NamedTuple):
    """An answer that a file brings; `key` (file and row, `1:7`) names it among all that are previewed."""

    key: str
    filename: str
    sha: str
    row: int
    session: str
    agency: str
    number: str
    filled: Filled
    known: Known


class Conflict(NamedTuple):
    """Answers of which a person must choose one, or none: `why` is TWO, EARLIER or NEWER."""

    why: Why
    choices: tuple[Change, ...]

    def sentence(self) -> str:
        """Places and reason, for people."""
        first = self.choices[0]
        text = _at(first.filename, first.row, first.number, self.why)
        keys = _("、").join(one.key for one in self.choices)
        return _("{text}（可選：{keys}）").format(text=text, keys=keys)


class Missing(NamedTuple):
    """A row that was sent and has not come back."""

    filename: str
    number: str

    def sentence(self) -> str:
        """What is wrong, for people."""
        return _("「{file}」缺少{number}這一列。").format(file=self.filename, number=self.number)


class Touched(NamedTuple):
    """A row in which locked cells were changed; what stands in them is not taken."""

    filename: str
    row: int
    number: str
    columns: tuple[Column, ...]

    def sentence(self) -> str:
        """What is wrong, for people."""
        columns = _("、").join(HEADINGS[column] for column in self.columns)
        return _("「{file}」第{row}列（{number}）更動了鎖定的「{columns}」，不予採用。").format(
            file=self.filename, row=self.row, number=self.number, columns=columns
        )


class Refused(NamedTuple):
    """An answer that is not taken; `column` and `text` tell of a cell, else `why` does."""

    filename: str
    row: int
    number: str
    why: Why
    column: Column | None = None
    text: str = ""

    def sentence(self) -> str:
        """Place and reason, for people."""
        if self.column:
            return _("「{file}」第{row}列「{column}」：{text}").format(
                file=self.filename, row=self.row, column=HEADINGS[self.column], text=self.text
            )
        return _at(self.filename, self.row, self.number, self.why)


class Place(NamedTuple):
    """A row of a file."""

    filename: str
    row: int
    number: str


class Comparison(NamedTuple):
    """Everything that is to be said of returned files before any of it is stored.

    `same` are rows whose answer is stored already or was not touched, `blank` rows without any, `repeated` rows that
    say again what another row says.
    """

    changes: tuple[Change, ...]
    same: tuple[Place, ...]
    blank: tuple[Place, ...]
    missing: tuple[Missing, ...]
    touched: tuple[Touched, ...]
    repeated: tuple[Place, ...]
    conflicts: tuple[Conflict, ...]
    refused: tuple[Refused, ...]


def keys(files: Iterable[Returned]) -> set[Key]:
    """What must be known of the store to compare those files."""
    return {_key(row.mark) for file in files for row in file.rows if row.mark}


def compare(files: Sequence[Returned], known: Mapping[Key, Known]) -> Comparison:
    """What those files bring, held against what is `known` of the items that agencies were asked about."""
    found = _Found()
    for place, file in enumerate(files, 1):
        found.missing += _missing(file)
        for row in file.rows:
            _sort_out(place, file, row, known, found)
    changes: list[Change] = []
    for offered in found.offered.values():
        _settle(offered, changes, found)
    return Comparison(
        tuple(changes), tuple(found.same), tuple(found.blank), tuple(found.missing), tuple(found.touched),
        tuple(found.repeated), tuple(found.conflicts), tuple(found.refused),
    )  # fmt: skip


class _Found:
    """What has been sorted out so far; `offered` are the answers that say something new, by what they answer.

    `stored` are what rows of these files answer as it is stored already.
    """

    def __init__(self) -> None:
        self.offered: dict[Key, list[tuple[Change, Mark]]] = {}
        self.stored: set[Key] = set()
        self.same: list[Place] = []
        self.blank: list[Place] = []
        self.missing: list[Missing] = []
        self.touched: list[Touched] = []
        self.repeated: list[Place] = []
        self.conflicts: list[Conflict] = []
        self.refused: list[Refused] = []


def _sort_out(place: int, file: Returned, row: Row, known: Mapping[Key, Known], found: _Found) -> None:
    at = Place(file.filename, row.row, row.mark.number if row.mark else row.number)
    if row.changed:
        found.touched.append(Touched(*at, row.changed))
    if row.wrong:
        found.refused += [Refused(*at, Why.CELL, one.column, one.text) for one in row.wrong]
        return
    if row.filled.is_blank:
        found.blank.append(at)
        return
    mark = row.mark
    why = _why_not(file, row)
    if mark is None or why:
        found.refused.append(Refused(*at, why or Why.UNKNOWN))
        return
    item = known.get(_key(mark))
    if item is None:
        found.refused.append(Refused(*at, Why.NOT_ASKED))
    elif _is_stored(file, row, mark, item):
        found.same.append(at)
        if item.answer is not None and row.filled.plain == item.answer.plain:
            found.stored.add(_key(mark))
    elif not item.is_open:
        found.refused.append(Refused(*at, Why.CLOSED))
    elif "" < row.filled.proposed_due < item.made:
        early = _("早於作成這一項的會議（{held}）。請更正建議期限。").format(
            held=show_date(date.fromisoformat(item.made))
        )
        found.refused.append(Refused(*at, Why.CELL, Column.PROPOSED_DUE, early))
    else:
        change = Change(
            f"{place}:{row.row}", file.filename, file.sha, row.row, mark.session, mark.agency, mark.number,
            row.filled, item,
        )  # fmt: skip
        found.offered.setdefault(_key(mark), []).append((change, mark))


def _why_not(file: Returned, row: Row) -> Why | None:
    if row.mark is None:
        return Why.UNKNOWN
    if row.number != row.mark.number:
        return Why.MOVED
    if file.agency and row.mark.agency != file.agency:
        return Why.OTHERS
    return Why.ELSEWHERE if file.agency and row.mark.session != file.session else None


def _is_stored(file: Returned, row: Row, mark: Mark, item: Known) -> bool:
    """Whether an answer brings nothing: it is stored, the file was taken before, or it is what was sent along."""
    if file.sha in item.files or digest_of(row.filled) == mark.answer:
        return True
    return item.answer is not None and row.filled.plain == item.answer.plain


def _settle(offered: list[tuple[Change, Mark]], changes: list[Change], found: _Found) -> None:
    """What becomes of all new answers to one item by one agency: a change, or something to be chosen."""
    change, mark = offered[0]
    choices: tuple[Change, ...] = (change,)
    if len(offered) > 1:
        different: dict[Filled, Change] = {}
        for one, _mark in offered:
            if different.setdefault(one.filled.plain, one) is not one:
                found.repeated.append(Place(one.filename, one.row, one.number))
        choices = tuple(different.values())
    item = change.known
    if len(choices) > 1 or _key(mark) in found.stored:
        found.conflicts.append(Conflict(Why.TWO, choices))
    elif item.earlier and change.filled.plain in {one.plain for one in item.earlier}:
        found.conflicts.append(Conflict(Why.EARLIER, choices))
    elif item.typed and item.answer is not None and digest_of(item.answer) != mark.answer:
        found.conflicts.append(Conflict(Why.NEWER, choices))
    else:
        changes.append(change)


def _at(filename: str, row: int, number: str, why: Why) -> str:
    return _("「{file}」第{row}列（{number}）：{why}").format(
        file=filename, row=row, number=number or _("無編號"), why=_(WHY_WORDS[why])
    )


def _missing(file: Returned) -> list[Missing]:
    there = {row.mark.number for row in file.rows if row.mark} | {row.number for row in file.rows}
    return [Missing(file.filename, number) for number in file.sent if number not in there]


def _key(mark: Mark) -> Key:
    return mark.session, mark.agency, mark.number
