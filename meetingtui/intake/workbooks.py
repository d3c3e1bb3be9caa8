"""XLSX workbooks, measured before the reader sees them: a small file can claim a sheet of 17 billion cells."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import IO, NamedTuple
from zipfile import BadZipFile, ZipFile

from meetingtui.domain.errors import WrongFile
from meetingtui.intake.reading import MOST_COLUMNS, MOST_ROWS, refused
from meetingtui.language import _

_MOST_UNPACKED = 200_000_000
_MOST_RATIO = 200
_SMALL = 1_000_000
_MOST_FILES = 2_000
_PIECE = 1 << 20
_MOST_CELLS = 3_000_000
_CELL = re.compile(rb"<(?:\w{1,10}:)?c\s+(?:[a-z]+=[\"'][^\"'<>]{0,20}[\"']\s+){0,4}r=[\"']([A-Za-z]+)([0-9]+)[\"']")
_BEGIN = re.compile(rb"<(?:\w{1,10}:)?c[\s/>]")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_MOST_MERGED = 100_000
_MERGED = re.compile(rb"<(?:\w{1,10}:)?mergeCell[\s/>]")
Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged block, each as row and column from 0."""
_OTHER_KINDS = {"content.xml", "xl/workbook.bin", "mimetype"}


class _Measured(NamedTuple):
    """How many cells, and how many merged blocks."""

    cells: int
    merged: int


def workbook_rows(data: bytes, filename: str) -> Iterator[tuple[int, list[str]]]:
    """Number and texts of each row of the first visible sheet that is not empty. Raises WrongFile."""
    _measure(data, filename)
    try:
        rows = _first_rows(data)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as broken:  # the reader is not written in Python; its panic is no Exception
        raise _broken(filename) from broken
    for number, cells in enumerate(rows, 1):
        yield number, [_text(cell) for cell in cells]


def _first_rows(data: bytes) -> list[list[object]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    for place, sheet in enumerate(book.sheets_metadata):
        if sheet.typ is not SheetTypeEnum.WorkSheet or sheet.visible is not SheetVisibleEnum.Visible:
            continue
        cells = book.get_sheet_by_index(place)
        rows: list[list[object]] = cells.to_python(skip_empty_area=False)  # type: ignore[assignment] # a list of narrower cells
        if any(cell != "" for row in rows for cell in row):
            _fill_down(rows, cells.merged_cell_ranges or [])
            return rows
    return []


def _fill_down(rows: list[list[object]], merged: Sequence[Range]) -> None:
    """Write the text of a cell that is merged over several rows into each of them that holds anything else.

    A figure stays where it stands: one that is written once over several rows is that of all of them together.
    """
    if sum(max(0, min(bottom, len(rows)) - top) for (top, _left), (bottom, _right) in merged) > _MOST_CELLS:
        raise ValueError(len(merged))
    for (top, column), (bottom, _right) in merged:
        if top >= len(rows) or column >= len(rows[top]):
            continue
        value = rows[top][column]
        if value == "" or isinstance(value, (bool, int, float)):
            continue
        for row in rows[top + 1 : bottom + 1]:
            if column < len(row) and row[column] == "" and any(cell != "" for cell in row):
                row[column] = value


def _text(cell: object) -> str:
    """A cell as people would type it: whole figures without point, dates as ISO."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _measure(data: bytes, filename: str) -> None:
    """Refuse what would unpack, or spread out, beyond the bounds; every byte is unpacked once on the way."""
    try:
        with ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            names = [entry.filename for entry in entries]
            if "xl/workbook.xml" not in names or not _OTHER_KINDS.isdisjoint(names):
                raise refused(filename, _("是壓縮檔或其他文件，不是 XLSX。請另存為 XLSX 或 CSV 後再匯入。"))
            unpacked = sum(entry.file_size for entry in entries)
            packed = sum(entry.compress_size for entry in entries)
            if (
                len(entries) > _MOST_FILES
                or len(set(names)) < len(names)
                or unpacked > _MOST_UNPACKED
                or (unpacked > _SMALL and unpacked > packed * _MOST_RATIO)
            ):
                raise refused(filename, _("解開後過大或結構異常。請只留需要的工作表，另存新檔後再匯入。"))
            cells = merged = 0
            for entry in entries:
                with package.open(entry) as part:
                    more = _measure_part(part, filename)
                    cells, merged = cells + more.cells, merged + more.merged
                    if cells > _MOST_CELLS:
                        raise refused(filename, _("超過{most}格。請分成幾個檔案匯入。"), most=_MOST_CELLS)
                    if merged > _MOST_MERGED:
                        raise refused(filename, _("超過{most}個合併儲存格。請取消合併後再匯入。"), most=_MOST_MERGED)
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError) as broken:
        raise _broken(filename) from broken


def _measure_part(part: IO[bytes], filename: str) -> _Measured:
    """How much a part holds; refused with a cell beyond the last row or column, or one without a place."""
    cells, merged, rest, begun = 0, 0, b"", False
    while piece := part.read(_PIECE):
        if not begun and piece.startswith(_WIDE):
            raise _broken(filename)
        begun = True
        text = rest + piece
        whole = text.rfind(b"<")
        whole = whole if whole > 0 else len(text)
        more = _measure_text(text[:whole], filename)
        cells, merged = cells + more.cells, merged + more.merged
        rest = text[whole:]
    more = _measure_text(rest, filename)
    return _Measured(cells + more.cells, merged + more.merged)


def _measure_text(text: bytes, filename: str) -> _Measured:
    places = _CELL.findall(text)
    if len(places) != len(_BEGIN.findall(text)):
        raise _broken(filename)
    for letters, row in places:
        if len(row) > 7 or int(row) > MOST_ROWS:
            raise refused(filename, _("超過{most}列。請分成幾個檔案匯入。"), most=MOST_ROWS)
        if len(letters) > 3 or _column(letters) > MOST_COLUMNS:
            raise refused(filename, _("第{row}列超過{most}欄。請刪除多餘的欄。"), row=int(row), most=MOST_COLUMNS)
    return _Measured(len(places), len(_MERGED.findall(text)))


def _broken(filename: str) -> WrongFile:
    return refused(filename, _("不是完好的 XLSX 活頁簿。請以試算表軟體開啟後另存為 XLSX 或 CSV。"))


def _column(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place
