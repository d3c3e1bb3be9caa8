"""Worksheets that agencies have sent back (XLSX, ODS): their rows, and a sentence for each cell that is not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from meetingtui.dates.roc import DateError, gregorian
from meetingtui.domain.registry_values import meant
from meetingtui.domain.reports import MOST_TEXT, PROGRESS_WORDS, PROPOSAL_WORDS
from meetingtui.domain.returned import Returned, Row, WrongCell
from meetingtui.domain.worksheets import (
    FILLED,
    HEADINGS,
    LOCKED,
    SIGNATURE,
    Column,
    Filled,
    read_mark,
)
from meetingtui.intake.cells import day_of, lines_of
from meetingtui.intake.grids import Grid, text_of
from meetingtui.intake.reading import refused, short, within
from meetingtui.intake.spreadsheets import MOST_OCTETS, plain_heading
from meetingtui.language import _

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADING_ROWS = 60
"""Rows in which the headings are looked for."""
_LAST_ROC_YEAR = 200
"""No answer is due later."""
_PERCENT = re.compile(r"(?:約)?(\d{1,3})(?:\.0+)?(%)?(?:左右)?")


_AS_FILLED = (Column.REPORT, Column.PROGRESS, Column.PROPOSAL, Column.PROPOSED_DUE)
"""The texts of an answer in the order of Filled."""


class _Layout(NamedTuple):
    """Where the columns stand on a sheet; `top` is the row of the headings, both from 0."""

    grid: Grid
    top: int
    columns: dict[Column, int]


class _Wrong(Exception):  # noqa: N818 - it carries a sentence about a cell, and never leaves this module
    """A cell that cannot be taken."""


def read_worksheet(data: bytes, filename: str, today: date) -> Returned:
    """The rows of a worksheet that came back; days without a year are the nearest to `today`. Raises WrongFile."""
    from hashlib import sha256

    grids = _grids(data, filename)
    layout = _layout(grids, filename)
    session, agency, sent = _sent(grids)
    rows = [
        _row(layout, number, cells, today)
        for number, cells in enumerate(layout.grid.rows[layout.top + 1 :], layout.top + 1)
        if _says_anything(layout, number, cells)
    ]
    if not rows and not sent:
        raise refused(filename, _("會前資料表沒有任何一列。請確認是填好的檔案。"))
    return Returned(filename, sha256(data).hexdigest(), session, agency, sent, tuple(rows))


def _grids(data: bytes, filename: str) -> list[Grid]:
    within(data, MOST_OCTETS, filename)
    if data.startswith(_OLD_OFFICE):
        raise refused(filename, _("是舊版 XLS 或設有密碼的檔案。請取消密碼，另存為 XLSX 或 ODS 後再匯入。"))
    if not data.startswith(b"PK"):
        raise refused(filename, _("不是 XLSX 或 ODS。請匯入機關回傳的會前資料表。"))
    from meetingtui.intake.opendocument import is_open_document, open_document_grids

    if is_open_document(data):
        return open_document_grids(data, filename)
    from meetingtui.intake.workbooks import workbook_grids

    return workbook_grids(data, filename)


def _layout(grids: Sequence[Grid], filename: str) -> _Layout:
    """The one sheet with the headings of a worksheet, wherever it stands now and whatever it is called."""
    found: list[_Layout] = []
    unmarked = False
    for grid in grids:
        for top, cells in enumerate(grid.rows[:_HEADING_ROWS]):
            columns = _columns(cells)
            if {Column.NUMBER, Column.REPORT} <= columns.keys():
                unmarked = unmarked or Column.MARK not in columns
                found += [_Layout(grid, top, columns)] if Column.MARK in columns else []
                break
    if len(found) == 1:
        return found[0]
    if found:
        raise refused(
            filename, _("有{count}個工作表都是會前資料表。請只留填好的一個，另存後再匯入。"), count=len(found)
        )
    if unmarked:
        raise refused(filename, _("少了隱藏的識別碼欄，無法認定各列是哪一項。請填在原來寄發的檔案。"))
    raise refused(filename, _("不是本程式匯出的會前資料表。請匯入機關以原檔填寫回傳的檔案。"))


_HEADINGS = {plain_heading(heading): column for column, heading in HEADINGS.items()}


def _columns(cells: Sequence[object]) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for place, cell in enumerate(cells):
        column = _HEADINGS.get(plain_heading(cell)) if isinstance(cell, str) else None
        if column is not None:
            found.setdefault(column, place)
    return found


def _sent(grids: Sequence[Grid]) -> tuple[str, str, tuple[str, ...]]:
    """What the hidden sheet says: number of the sitting, code of the agency, the items that were sent."""
    for grid in grids:
        if grid.rows and grid.rows[0] and grid.rows[0][0] == SIGNATURE:
            facts = [(text_of(row[0]), text_of(row[1])) for row in grid.rows[1:] if len(row) > 1]
            said = dict(facts[:2])
            items = tuple(value for name, value in facts[2:] if name == "item")
            return said.get("session", ""), said.get("agency", ""), items
    return "", "", ()


def _cell(layout: _Layout, cells: Sequence[object], column: Column) -> object:
    place = layout.columns.get(column)
    return cells[place] if place is not None and place < len(cells) else ""


def _says_anything(layout: _Layout, number: int, cells: Sequence[object]) -> bool:
    """Whether a row is one of the table: it bears a mark, or somebody has filled in an answer."""
    return any(
        _cell(layout, cells, column) != "" or (number, layout.columns.get(column, -1)) in layout.grid.formulas
        for column in (Column.MARK, *FILLED)
    )


def _row(layout: _Layout, number: int, cells: Sequence[object], today: date) -> Row:
    wrong: list[WrongCell] = []
    taken: dict[Column, object] = {}
    for column in FILLED:
        try:
            taken[column] = _taken(layout, number, cells, column, today)
        except _Wrong as problem:
            wrong.append(WrongCell(column, str(problem)))
    filled = _filled(taken)
    mark = read_mark(text_of(_cell(layout, cells, Column.MARK)))
    locked = tuple(lines_of(text_of(_cell(layout, cells, column))) for column in LOCKED)
    return Row(
        number + 1, lines_of(text_of(_cell(layout, cells, Column.NUMBER))).strip(), mark, filled,
        mark.changed(locked) if mark else (), tuple(wrong),
    )  # fmt: skip


def _filled(taken: dict[Column, object]) -> Filled:
    text, progress, proposal, due = (str(taken.get(column) or "") for column in _AS_FILLED)
    percent = taken.get(Column.PERCENT)
    return Filled(text, progress, proposal, due, percent if isinstance(percent, int) else None)


def _taken(layout: _Layout, number: int, cells: Sequence[object], column: Column, today: date) -> object:
    """What an answer cell says. Raises _Wrong."""
    cell = _cell(layout, cells, column)
    if (number, layout.columns.get(column, -1)) in layout.grid.formulas:
        shown = short(text_of(cell))
        raise _Wrong(_("是公式（結果為「{result}」），不是文字。請改成文字後再傳回。").format(result=shown))
    if cell == "" or (isinstance(cell, str) and not cell.strip()):
        return None
    return _READERS[column](cell, today)


def _answer(cell: object, _today: date) -> str:
    text = lines_of(text_of(cell)).strip()
    if len(text) > MOST_TEXT:
        raise _Wrong(
            _("有{count}個字，最多{most}個字。請摘要後再傳回，全文另附。").format(count=len(text), most=MOST_TEXT)
        )
    return text


def _choice(words: dict[str, str], begins: str = "") -> Callable[[object, date], str]:
    """Reads one of `words`, which the form on paper says without how they begin: 建議解除列管 is □解除 there."""

    def read(cell: object, _today: date) -> str:
        found = meant(text_of(cell), words) or meant(begins + text_of(cell).strip(), words)
        if found is None:
            offered = _("、").join(_(word) for word in words.values())
            raise _Wrong(
                _("「{text}」不在選項之中。請由選單選取：{offered}。").format(
                    text=short(text_of(cell)), offered=offered
                )
            )
        return found

    return read


def _percent(cell: object, _today: date) -> int:
    """A whole figure; of a cell in the form of per cents, 0.8 is 80."""
    text = text_of(cell)
    if isinstance(cell, float) and 0 < cell < 1:
        text = f"{cell * 100:.0f}"
    import unicodedata

    found = _PERCENT.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if not found or int(found[1]) > 100:
        raise _Wrong(_("「{text}」不是0到100的整數。請寫成例如 80%。").format(text=short(text)))
    if isinstance(cell, float) and cell == 1:
        raise _Wrong(_("「1」可能是1%或100%。請寫明 1% 或 100%。"))
    return int(found[1])


def _due(cell: object, today: date) -> str:
    try:
        day = day_of(cell, today)
    except DateError as refusal:
        raise _Wrong(str(refusal)) from None
    if not gregorian(100) <= day.year <= gregorian(_LAST_ROC_YEAR):
        raise _Wrong(_("「{text}」不是合理的期限。請寫成例如 115.12.31。").format(text=short(text_of(cell))))
    return day.isoformat()


_READERS: dict[Column, Callable[[object, date], object]] = {
    Column.REPORT: _answer,
    Column.PROGRESS: _choice({str(value): word for value, word in PROGRESS_WORDS.items()}),
    Column.PROPOSAL: _choice({str(value): word for value, word in PROPOSAL_WORDS.items()}, "建議"),
    Column.PERCENT: _percent,
    Column.PROPOSED_DUE: _due,
}
