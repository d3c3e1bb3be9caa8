"""A table as an XLSX workbook: texts stay texts, never formulas or links, and nothing is cut without a word."""

from __future__ import annotations

import re
from typing import Any

from meetingtui.domain.errors import Refusal
from meetingtui.domain.tables import Cell, Table
from meetingtui.language import _
from meetingtui.papers.cells import width

MOST_SIGNS = 32_767
MOST_ROWS = 1_048_576
NOT_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Signs that a cell is written without: they act, end a line or turn the direction of what is read."""
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


class TooMuchForASheet(Refusal):
    """A cell or a table beyond what a worksheet holds."""


def to_xlsx(table: Table) -> bytes:
    """One worksheet: title and period above, frozen headings with a filter, notes below; A4 landscape.

    Raises TooMuchForASheet for a cell over 32,767 signs or more rows than a worksheet has.
    """
    import io

    from xlsxwriter import Workbook

    if len(table.rows) + len(table.notes) + 10 > MOST_ROWS:
        raise TooMuchForASheet(_("試算表放不下{count}列。請縮短期間，或改存 CSV。"), count=len(table.rows))
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    describe(book)
    sheet = book.add_worksheet(_sheet_name(table.title))
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"}),
        "total": book.add_format({"bold": True, "top": 1}),
    }
    above = _above(table)
    for row, text in enumerate(above):
        sheet.write_string(row, 0, _plain(text, row, ""), styles["title"] if row == 0 else None)
    top = len(above)
    bottom = _fill(sheet, table, top, styles)
    for row, note in enumerate(table.notes, bottom + 1):
        text = _("註：{note}").format(note=note)
        sheet.write_string(row, 0, _plain(text, row, ""))
    _lay_out(sheet, table, top)
    book.close()
    return out.getvalue()


def _above(table: Table) -> list[str]:
    lines = [table.title]
    if table.period:
        lines.append(_("統計期間：{period}").format(period=table.period))
    if table.as_of:
        lines.append(_("統計基準日：{date}").format(date=table.as_of))
    return lines


def _fill(sheet: Any, table: Table, top: int, styles: dict[str, Any]) -> int:
    """Write headings and rows from row `top` on; the first free row after them."""
    for place, column in enumerate(table.columns):
        sheet.write_string(top, place, _plain(column.heading, top, column.heading), styles["heading"])
    last = len(table.rows)
    for number, cells in enumerate(table.all_rows()):
        style = styles["total"] if number == last else None
        for place, cell in enumerate(cells):
            _put(sheet, (top + 1 + number, place), cell, table.columns[place].heading, style)
    return top + 1 + len(table.all_rows())


def _put(sheet: Any, at: tuple[int, int], cell: Cell, heading: str, style: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(*at, _plain(cell, at[0], heading), style)
    elif cell is not None and cell == cell and abs(cell) != float("inf"):  # noqa: PLR0124 - not a number
        sheet.write_number(*at, cell, style)
    else:
        sheet.write_blank(*at, None, style)


def _plain(text: str, row: int, heading: str) -> str:
    """`text` without control signs; the sheet counts UTF-16 units."""
    text = NOT_TEXT.sub("", text)
    if len(text) * 2 > MOST_SIGNS and len(text.encode("utf-16-le")) // 2 > MOST_SIGNS:
        raise TooMuchForASheet(
            _("第{row}列「{column}」超過試算表一格可放的{most}字。請縮短內容，或改存 CSV。"),
            row=row + 1,
            column=heading,
            most=MOST_SIGNS,
        )
    return text


def _sheet_name(title: str) -> str:
    name = _NOT_IN_SHEET_NAME.sub("_", NOT_TEXT.sub("", title)).replace("\n", " ").replace("\t", " ")
    name = name.encode("utf-16-le")[:62].decode("utf-16-le", "ignore").strip("' ")
    return name if name and name.casefold() != "history" else _("統計表")


def describe(book: Any, title: str = "") -> None:
    """A fixed date in the file's own data, and perhaps a title: the same content gives the same bytes."""
    from datetime import UTC, datetime

    about = {"title": title} if title else {}
    book.set_properties(about | {"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})


def _lay_out(sheet: Any, table: Table, top: int) -> None:
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.all_rows()[:1000]]
        widest = max((width(str(cell)) for cell in cells if cell is not None), default=0)
        sheet.set_column(place, place, min(60, max(8, widest + 2, width(column.heading) + 3)))
    sheet.freeze_panes(top + 1, 0)
    if table.columns:
        sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
