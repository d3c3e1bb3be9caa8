"""Open items out of a secretary's own list (XLSX, ODS, CSV): what each row says, and each problem by row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from meetingtui.dates.errors import DateError
from meetingtui.dates.months import days_in_month
from meetingtui.dates.roc import gregorian, parse_date, parse_moment, parse_year
from meetingtui.domain.actions import KIND_WORDS, MOST_TEXT, PRIORITY_WORDS
from meetingtui.intake import agency_cells, list_words
from meetingtui.intake.cells import day_of, lines_of
from meetingtui.intake.grids import Grid, fill_down, text_of
from meetingtui.intake.list_headings import Column, Layout, is_heading, layout, mapped
from meetingtui.intake.reading import MOST_COLUMNS, MOST_ROWS, clean_text, refused, short, within
from meetingtui.intake.spreadsheets import MOST_OCTETS, Problem
from meetingtui.language import N_, _

PRIORITIES: dict[str, str] = {**{str(one): word for one, word in PRIORITY_WORDS.items()}, "": N_("普通")}
NEXT_SITTING = "next"
"""Stands for a due day that says 下次會議."""
MOST_ITEMS = 10_000
"""Rows of one list."""
_MOST_LINE = 300
_MOST_NUMBER = 60
_MOST_NOTE = 1_500
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SERIAL_FROM, _SERIAL_TO = 25_569, 80_000
"""What a day of 1970 to 2119 is as a bare figure of Excel."""
_EXCEL_BEGINS = date(1899, 12, 30)
_FIRST_ROC_YEAR, _LAST_ROC_YEAR = 60, 200
_END_OF_MONTH = re.compile(r"(.*[0-9])[年./-]([0-9]{1,2})月?底")
_BEFORE = re.compile(r"(?:以前|之前|前|止|為止)$")
T = TypeVar("T")


class ActionRow(NamedTuple):
    """An item of the list; sitting and agencies are names still to be found, days ISO or empty.

    `due` may be NEXT_SITTING. `proposal` is a value of domain.reports.Proposal or empty, `kind` and `priority` are
    values of domain.actions or empty; `note` holds also what the row says and has no field for: it goes on paper, so
    it is Chinese in every language.
    """

    row: int
    number: str
    session: str
    day: str
    text: str
    leads: tuple[str, ...]
    assists: tuple[str, ...]
    due: str
    report: str
    proposal: str
    note: str
    kind: str = ""
    priority: str = ""
    labels: tuple[str, ...] = ()


class ActionRows(NamedTuple):
    """What was read of one sheet by which columns, and what is wrong; `left` are rows that are no items.

    `closed` counts those that have left the list already; `as_of` is the ISO day of the list where it tells one.
    """

    filename: str
    sheet: str
    sheets: tuple[str, ...]
    columns: tuple[Column, ...]
    mapping: dict[str, Column]
    rows: tuple[ActionRow, ...]
    problems: tuple[Problem, ...]
    left: tuple[Problem, ...]
    closed: int
    as_of: str


def read_action_list(
    data: bytes, filename: str, today: date, *, mapping: Mapping[str, str] | None = None, sheet: str = ""
) -> ActionRows:
    """The items of a list; `mapping` (field to letter or heading, "" for none) changes what the columns seem to be.

    Days without a year are the nearest to `today`. Raises WrongFile.
    """
    grids = _grids(data, filename)
    found = _sheet(grids, sheet, filename)
    columns = mapped(found, mapping or {}, filename)
    reading = _Reading(found, columns, today)
    reading.read()
    if not reading.rows and not reading.problems and not reading.closed:
        raise refused(filename, _("工作表「{sheet}」只有標題，沒有列管事項。請補上資料再匯入。"), sheet=found.grid.name)
    if len(reading.rows) > MOST_ITEMS:
        raise refused(filename, _("超過{most}項。請分成幾個檔案匯入。"), most=MOST_ITEMS)
    return ActionRows(
        filename, found.grid.name, tuple(one.name for one in grids if one.rows), found.columns, columns,
        tuple(reading.rows), tuple(reading.problems), tuple(reading.left), reading.closed,
        list_words.as_of(columns["report"].heading if "report" in columns else "", found.titles, today),
    )  # fmt: skip


def read_layout(data: bytes, filename: str, sheet: str = "") -> Layout:
    """Where the columns of a list stand and what they seem to be, before it is read. Raises WrongFile."""
    return _sheet(_grids(data, filename), sheet, filename)


def _grids(data: bytes, filename: str) -> list[Grid]:
    within(data, MOST_OCTETS, filename)
    if data.startswith(_OLD_OFFICE):
        raise refused(filename, _("是舊版 XLS 或設有密碼的檔案。請取消密碼，另存為 XLSX、ODS 或 CSV 後再匯入。"))
    if data.startswith(b"%PDF"):
        raise refused(filename, _("是 PDF。請匯入 XLSX、ODS 或 CSV。"))
    if not data.startswith(b"PK"):
        return [_csv_grid(data, filename)]
    from meetingtui.intake.opendocument import is_open_document, open_document_grids
    from meetingtui.intake.workbooks import workbook_grids

    grids = (open_document_grids if is_open_document(data) else workbook_grids)(data, filename)
    for grid in grids:
        try:
            fill_down(grid.rows, grid.merged)
        except ValueError:
            raise refused(
                filename, _("工作表「{sheet}」合併的儲存格太多。請取消合併後再匯入。"), sheet=grid.name
            ) from None
    return grids


def _csv_grid(data: bytes, filename: str) -> Grid:
    """A CSV as a sheet; a cell that begins with = is a formula to every spreadsheet program."""
    from meetingtui.intake.spreadsheets import csv_rows

    rows: list[list[object]] = []
    for _line, cells in csv_rows(data, filename):
        if len(rows) >= MOST_ROWS:
            raise refused(filename, _("超過{most}列。請分成幾個檔案匯入。"), most=MOST_ROWS)
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise refused(filename, _("第{row}列超過{most}欄。請刪除多餘的欄。"), row=len(rows) + 1, most=MOST_COLUMNS)
        rows.append(list(cells))
    formulas = frozenset(
        (row, place) for row, cells in enumerate(rows) for place, cell in enumerate(cells) if str(cell).startswith("=")
    )
    return Grid("CSV", rows, formulas)


def _sheet(grids: Sequence[Grid], asked: str, filename: str) -> Layout:
    """The sheet that is asked for, else the one in which a column of items is found."""
    filled = [grid for grid in grids if any(cell != "" for cells in grid.rows for cell in cells)]
    if not filled:
        raise refused(filename, _("檔案裡沒有資料。請確認選對檔案。"))
    offered = _("、").join(short(grid.name) for grid in filled[:20]).replace("{", "{{").replace("}", "}}")
    if asked.strip():
        for grid in filled:
            if grid.name.strip() == asked.strip():
                return layout(grid)
        raise refused(filename, _("沒有「{sheet}」這個工作表。請改用：") + offered, sheet=asked)
    if len(filled) == 1:
        return layout(filled[0])
    found = [one for one in map(layout, filled) if "text" in one.mapping]
    if len(found) == 1:
        return found[0]
    raise refused(filename, _("有{count}個工作表，請指定哪一個是列管清單（--sheet）：") + offered, count=len(filled))


class _Reading:
    """The rows below the headings, one after the other."""

    def __init__(self, found: Layout, columns: Mapping[str, Column], today: date) -> None:
        self.found, self.columns, self.today = found, columns, today
        self.rows: list[ActionRow] = []
        self.problems: list[Problem] = []
        self.left: list[Problem] = []
        self.closed = 0
        self._row = 0
        self._cells: Sequence[object] = ()

    def read(self) -> None:
        """Read all of them."""
        below = self.found.grid.rows[self.found.top + 1 :]
        for row, cells in enumerate(below, self.found.top + 2):
            self._row, self._cells = row, cells
            filled = [place for place, cell in enumerate(self._cells) if _said(cell)]
            if not filled or is_heading(self._cells):
                continue
            if len(filled) == 1 and filled[0] != self.columns["text"].place:
                said = short(lines_of(text_of(self._cells[filled[0]])).strip())
                self.left.append(Problem(self._row, "", _("只有一格「{text}」，視為分段標題。").format(text=said)))
            elif self._has_left():
                self.closed += 1
            else:
                self._item()

    def _item(self) -> None:
        before = len(self.problems)
        notes: list[str] = []
        leads, assists = self._agencies(notes)
        row = ActionRow(
            self._row, self._line("number", _MOST_NUMBER), self._line("session", _MOST_LINE),
            self._value("date", self._day) or "", self._long("text", MOST_TEXT), leads, assists,
            self._due(notes), self._long("report", MOST_TEXT), self._proposal(notes), "",
            self._known("kind", list_words.kind, KIND_WORDS), self._known("priority", list_words.priority, PRIORITIES),
            list_words.labels(self._long("labels", _MOST_LINE)),
        )  # fmt: skip
        note = "\n".join(filter(None, [self._long("note", _MOST_NOTE), *notes]))
        if not row.text and len(self.problems) == before:
            self._problem("text", _("沒有寫列管的事項。請補上，或刪去這一列。"))
        if len(self.problems) == before:
            self.rows.append(row._replace(note=note))

    def _agencies(self, notes: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if "parties" in self.columns:
            return agency_cells.parties(self._long("parties", _MOST_LINE))
        lead = self._long("lead", _MOST_LINE)
        leads = agency_cells.names(lead)
        if unit := agency_cells.unit(lead):
            leads = (unit.agency,)
            notes.append(f"主辦：{' '.join(lead.split())}")
        return leads, agency_cells.names(self._long("assists", _MOST_LINE))

    def _has_left(self) -> bool:
        if "status" not in self.columns or self._is_formula("status"):
            return False
        return list_words.has_left(text_of(self._cell("status")), self.columns["status"].heading)

    def _proposal(self, notes: list[str]) -> str:
        """What is proposed, in its own column or as the state; words that mean nothing known go to the notes."""
        proposal = ""
        for field in ("status", "proposal"):
            said = self._line(field, _MOST_LINE)
            found = list_words.proposal(said, is_state=field == "status")
            if found is None:
                notes.append(f"{self.columns[field].named}：{said}")
            proposal = found or proposal
        return proposal

    def _known(self, field: str, read: Callable[[str], str | None], words: Mapping[Any, str]) -> str:
        """The fixed value that a cell means; words that mean none are noted."""
        said = self._line(field, _MOST_LINE)
        found = read(said)
        if found is None:
            text = _("沒有「{text}」這種值，可用：{known}。這一欄如是別的意思，請改指定或不匯入這一欄。")
            known = _("、").join(_(word) for word in words.values())
            self._problem(field, text.format(text=short(said), known=known))
        return found or ""

    def _due(self, notes: list[str]) -> str:
        said = clean_text(text_of(self._cell("due")), _MOST_LINE)
        if self._is_formula("due") or not (list_words.is_undated(said) or list_words.is_next_sitting(said)):
            return self._value("due", self._day) or ""
        if list_words.is_next_sitting(said):
            return NEXT_SITTING
        if re.search(r"\w", said):
            notes.append(f"{self.columns['due'].named}：{said}")
        return ""

    def _day(self, cell: object) -> str:
        """The ISO day of a cell. Raises DateError."""
        if isinstance(cell, float) and _SERIAL_FROM <= cell < _SERIAL_TO:
            cell = _EXCEL_BEGINS + timedelta(days=int(cell))
        if isinstance(cell, str):
            found = _day_in_words(_BEFORE.sub("", lines_of(cell).strip()), self.today)
        else:
            found = day_of(cell, self.today)
        if not gregorian(_FIRST_ROC_YEAR) <= found.year <= gregorian(_LAST_ROC_YEAR):
            text = _("「{text}」不是合理的日期。請寫成例如 115.12.31。")
            raise DateError(text.format(text=short(text_of(cell))))
        return found.isoformat()

    # ----- cells

    def _cell(self, field: str) -> object:
        column = self.columns.get(field)
        return self._cells[column.place] if column is not None and column.place < len(self._cells) else ""

    def _is_formula(self, field: str) -> bool:
        column = self.columns.get(field)
        return column is not None and (self._row - 1, column.place) in self.found.grid.formulas

    def _value(self, field: str, read: Callable[[object], T]) -> T | None:
        """What `read` makes of a cell; None for an empty one, and for one that cannot be read, which is noted."""
        cell = self._cell(field)
        if self._is_formula(field):
            shown = short(text_of(cell))
            text = _("是公式（結果為「{result}」），不是內容。請改成文字（選擇性貼上「值」）再匯入。")
            self._problem(field, text.format(result=shown))
            return None
        if not _said(cell):
            return None
        try:
            return read(cell)
        except DateError as wrong:
            self._problem(field, str(wrong))
            return None

    def _long(self, field: str, most: int) -> str:
        """A text of several lines."""
        text = self._value(field, lambda cell: lines_of(text_of(cell)).strip()) or ""
        if len(text) > most:
            self._problem(
                field, _("有{count}個字，最多{most}個字。請摘要後再匯入。").format(count=len(text), most=most)
            )
            return ""
        return text

    def _line(self, field: str, most: int) -> str:
        """A text on one line; a date as ISO."""
        return clean_text(self._long(field, most), most)

    def _problem(self, field: str, text: str) -> None:
        column = self.columns.get(field)
        number = short(clean_text(text_of(self._cell("number")), _MOST_LINE))
        self.problems.append(Problem(self._row, column.named if column else "", text, number))


def _said(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _day_in_words(text: str, today: date) -> date:
    """The day of a text: in every ROC form, with a time behind it, or the end of a month. Raises DateError."""
    if end := _END_OF_MONTH.fullmatch("".join(text.split())):
        year, month = parse_year(end[1]), int(end[2])
        if 1 <= month <= 12:
            return date(year, month, days_in_month(year, month))
    try:
        return parse_date(text, near=today)
    except DateError as wrong:
        try:
            return parse_moment(text, near=today).date()
        except DateError:
            raise wrong from None
