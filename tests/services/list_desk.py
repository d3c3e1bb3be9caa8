"""Her own list of open items as the files she has: titles above, headings over two rows, merged cells, Excel dates."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

HEADINGS = (
    "編號",
    "會議名稱",
    "會議日期",
    "裁示事項",
    "主（協）辦單位",
    "辦理期限",
    "辦理情形",
    "列管建議",
    "狀態",
    "備註",
)


def workbook(*sheets: tuple[str, Sequence[Sequence[object]]], merged: Sequence[str] = ()) -> bytes:
    """An XLSX of some sheets; a date is a date of Excel. `merged` are blocks (A3:A4) of the first one."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    as_day = book.add_format({"num_format": "yyyy/mm/dd"})
    for place, (name, rows) in enumerate(sheets):
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number, column, cell, as_day)
                elif cell != "":
                    page.write(number, column, cell)
        for block in merged if not place else ():
            first = block.partition(":")[0]
            cell = rows[int(first[1:]) - 1][ord(first[0]) - 65]
            page.merge_range(block, cell, as_day if isinstance(cell, date) else None)
    book.close()
    return out.getvalue()


def csv(*rows: Sequence[object], encoding: str = "utf-8-sig") -> bytes:
    """The same as CSV."""
    import csv as writing

    out = io.StringIO(newline="")
    writing.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)
