"""A table as CSV, JSON or text; period, as-of date and footnotes stand on each of them (XLSX: `workbooks.py`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetingtui.domain.tables import Cell, Table
from meetingtui.domain.visible import visible_line
from meetingtui.formats.workbooks import NOT_TEXT, to_xlsx
from meetingtui.language import _
from meetingtui.papers.cells import fit
from meetingtui.papers.cells import width as cells_of

__all__ = ["footnotes", "to_csv", "to_json", "to_text", "to_xlsx"]

_FORMULA = re.compile("[\\s\ufeff\u200b-\u200f]*[=+\\-@＝＋－＠]|[\t\r]")
_LEAST_CELLS = 4
_GAP = "  "


def footnotes(table: Table) -> list[str]:
    """Period, as-of date and notes, one sentence each."""
    lines = []
    if table.period:
        lines.append(_("統計期間：{period}").format(period=table.period))
    if table.as_of:
        lines.append(_("統計基準日：{date}").format(date=table.as_of))
    return lines + [_("註：{note}").format(note=note) for note in table.notes]


def to_csv(table: Table) -> bytes:
    """UTF-8 with BOM (Excel asks for it), headings first, footnotes after an empty line.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_csv_cell(column.heading) for column in table.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.all_rows())
    notes = footnotes(table)
    if notes:
        writer.writerow([])
        writer.writerows([_csv_cell(note)] for note in notes)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    text = NOT_TEXT.sub("", cell)
    return f"'{text}" if _FORMULA.match(cell) or _FORMULA.match(text) else text


def to_json(table: Table) -> bytes:
    """One object: title, period, as_of, columns, rows (key to cell), totals, notes."""
    import json

    keys = [column.key for column in table.columns]

    def by_key(row: Sequence[Cell]) -> dict[str, Cell]:
        return dict(zip(keys, row, strict=True))

    document = {
        "title": table.title,
        "period": table.period,
        "as_of": table.as_of,
        "columns": [{"key": column.key, "heading": column.heading} for column in table.columns],
        "rows": [by_key(row) for row in table.rows],
        "totals": None if table.totals is None else by_key(table.totals),
        "notes": list(table.notes),
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return (text.encode(errors="backslashreplace") if _lone(text) else text.encode()) + b"\n"


def _lone(text: str) -> bool:
    """Whether a lone surrogate stands in `text`; its backslash form is what JSON writes for it."""
    return any("\ud800" <= sign <= "\udfff" for sign in text)


def to_text(table: Table, width: int | None = None) -> str:
    """Aligned by display cells; in at most `width` cells the widest text columns are cut first."""
    headings = [visible_line(column.heading) for column in table.columns]
    rows = [[_text_cell(cell) for cell in row] for row in table.rows]
    totals = [] if table.totals is None else [[_text_cell(cell) for cell in table.totals]]
    widths = [max(map(cells_of, cells)) for cells in zip(headings, *rows, *totals, strict=True)]
    if width is not None:
        _narrow(widths, width - len(_GAP) * (len(widths) - 1), [not column.numeric for column in table.columns])
    rule = "-" * (sum(widths) + len(_GAP) * (len(widths) - 1))

    def line(cells: Sequence[str]) -> str:
        fitted = (
            fit(cell, room, right=column.numeric)
            for cell, room, column in zip(cells, widths, table.columns, strict=True)
        )
        return _GAP.join(fitted).rstrip()

    lines = [visible_line(table.title), line(headings), rule, *map(line, rows)]
    if totals:
        lines += [rule, *map(line, totals)]
    return "\n".join([*lines, *map(visible_line, footnotes(table))]) + "\n"


def _text_cell(cell: Cell) -> str:
    return "" if cell is None else visible_line(str(cell))


def _narrow(widths: list[int], room: int, may_shrink: list[bool]) -> None:
    """Take cells from the widest column that may shrink until all fit into `room`, or none can give more."""
    while (too_much := sum(widths) - room) > 0:
        order = sorted((cells, place) for place, cells in enumerate(widths) if may_shrink[place])
        if not order or order[-1][0] <= _LEAST_CELLS:
            return
        widest, place = order[-1]
        next_widest = order[-2][0] if len(order) > 1 else _LEAST_CELLS
        widths[place] = max(_LEAST_CELLS, widest - too_much, min(next_widest, widest - 1))
