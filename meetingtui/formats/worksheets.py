"""A pre-meeting worksheet as XLSX: everything locked but the answer cells, drop-downs, the ids of its rows hidden."""

from __future__ import annotations

from typing import Any

from meetingtui.domain.worksheets import CHOICES, FILLED, Column, Worksheet
from meetingtui.formats.workbooks import describe
from meetingtui.formats.worksheet_layout import (
    CENTRED,
    COLUMNS,
    GREY,
    HEADING_GREY,
    HIDDEN_TAB,
    HINTS,
    MARGIN,
    SIZE,
    TAB,
    TITLE_SIZE,
    WIDTHS,
    cells,
    headings,
    height,
    signature,
)

_A4 = 9
_INCH = 25.4
_SIGN = 1.9
"""Width of a figure in mm, in which XLSX measures columns."""
_CHOOSE = "請由選單選取"


def to_xlsx(sheet: Worksheet) -> bytes:
    """The workbook; the same worksheet gives the same bytes."""
    import io

    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    describe(book, sheet.name)
    page = book.add_worksheet(TAB)
    styles = _Styles(book, sheet.font)
    top = len(sheet.above)
    for row, text in enumerate(sheet.above):
        page.merge_range(row, 0, row, len(COLUMNS) - 2, "", styles.above(title=row == 0))
        page.write_string(row, 0, text, styles.above(title=row == 0))
    for place, heading in enumerate(headings()):
        page.write_string(top, place, heading, styles.heading)
    by_column = [styles.cell(column) for column in COLUMNS]
    for row, line in enumerate(sheet.lines, top + 1):
        texts = cells(sheet, line)
        page.set_row(row, height(texts))
        for place, text in enumerate(texts):
            if text:
                page.write_string(row, place, text, by_column[place])
            else:
                page.write_blank(row, place, None, by_column[place])
    _offer(page, top + 1, top + len(sheet.lines))
    _lay_out(page, sheet, top)
    _sign(book.add_worksheet(HIDDEN_TAB), sheet)
    book.close()
    return _with_growing_rows(out.getvalue())


def _with_growing_rows(data: bytes) -> bytes:
    """The workbook with heights of rows that are only a first guess: a longer answer makes its row higher."""
    import io
    from zipfile import ZIP_DEFLATED, ZipFile

    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as made, ZipFile(out, "w", ZIP_DEFLATED) as grown:
        for entry in made.infolist():
            part = made.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                part = part.replace(b' customHeight="1"', b"")
            grown.writestr(entry, part)
    return out.getvalue()


class _Styles:
    """The formats of cells, each made once."""

    def __init__(self, book: Any, font: str) -> None:
        self._book = book
        self._usual = {"font_name": font, "font_size": SIZE, "font_family": 4, "text_wrap": True, "valign": "top"}
        framed = {"border": 1, "bold": True, "align": "center", "valign": "vcenter", "bg_color": HEADING_GREY}
        self.heading = self._made(**framed)
        self._title = self._made(bold=True, font_size=TITLE_SIZE, align="center", valign="vcenter", text_wrap=False)
        self._above = self._made(valign="vcenter", text_wrap=False, num_format="@")

    def above(self, *, title: bool) -> Any:
        """Of a line above the table."""
        return self._title if title else self._above

    def cell(self, column: Column) -> Any:
        """Of a cell in the table. All are texts, so that no program makes a formula or a date of what is typed."""
        if column is Column.MARK:
            return self._above
        more: dict[str, Any] = {"align": "center"} if column in CENTRED else {}
        more |= {"locked": False} if column in FILLED else {"bg_color": GREY}
        return self._made(border=1, num_format="@", **more)

    def _made(self, **more: Any) -> Any:
        return self._book.add_format(self._usual | more)


def _offer(page: Any, first: int, last: int) -> None:
    """Drop-downs and hints for the rows from `first` to `last`."""
    if last < first:
        return
    for column, words in CHOICES.items():
        place = COLUMNS.index(column)
        asked = {
            "validate": "list", "source": list(words), "error_title": _CHOOSE, "error_message": "、".join(words),
        }  # fmt: skip
        page.data_validation(first, place, last, place, asked)
    for column, hint in HINTS.items():
        place = COLUMNS.index(column)
        page.data_validation(first, place, last, place, {"validate": "any", "input_message": hint})


def _lay_out(page: Any, sheet: Worksheet, top: int) -> None:
    for place, column in enumerate(COLUMNS):
        hidden = {"hidden": True} if column is Column.MARK else {}
        page.set_column(place, place, WIDTHS[column] / _SIGN, None, hidden)
    page.set_row(0, TITLE_SIZE * 1.8)
    page.set_row(top, SIZE * 2)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(*[MARGIN / _INCH] * 2, (MARGIN + 5) / _INCH, (MARGIN + 5) / _INCH)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.freeze_panes(top + 1, 1)
    page.set_footer(f'&C&"{sheet.font}"第 &P 頁，共 &N 頁')
    if sheet.mark:
        page.set_header(f'&R&"{sheet.font}"&14{sheet.mark}')
    page.protect("", {"format_columns": True, "format_rows": True})


def _sign(page: Any, sheet: Worksheet) -> None:
    for row, facts in enumerate(signature(sheet)):
        for place, text in enumerate(facts):
            page.write_string(row, place, text)
    page.protect()
    page.very_hidden()
