"""XLSX workbooks, measured before the reader sees them: a small file can claim a sheet of 17 billion cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import IO, NamedTuple, TypeVar
from zipfile import ZipFile

from meetingtui.domain.errors import WrongFile
from meetingtui.intake.grids import Grid, Range, fill_down, text_of
from meetingtui.intake.packages import MOST_CELLS, PIECE, package
from meetingtui.intake.reading import MOST_COLUMNS, MOST_ROWS, refused
from meetingtui.language import _

_CELL = re.compile(rb"<(?:\w{1,10}:)?c\s+(?:[a-z]+=[\"'][^\"'<>]{0,20}[\"']\s+){0,4}r=[\"']([A-Za-z]+)([0-9]+)[\"']")
_BEGIN = re.compile(rb"<(?:\w{1,10}:)?c[\s/>]")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_MOST_MERGED = 100_000
_MERGED = re.compile(rb"<(?:\w{1,10}:)?mergeCell[\s/>]")
_FORMULA_BEGINS = re.compile(rb"<(?:\w{1,10}:)?f[\s/>]")
_FORMULA = re.compile(rb"<(?:\w{1,10}:)?c\s[^<>]*?\br=[\"']([A-Za-z]+)([0-9]+)[\"'][^<>]*>\s*<(?:\w{1,10}:)?f[\s/>]")
_SHEET = re.compile(rb"<(?:\w{1,10}:)?sheet\s([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w{1,10}:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*([\"'])(.*?)\2", re.DOTALL)
T = TypeVar("T")
_OTHER_KINDS = {"content.xml", "xl/workbook.bin", "mimetype"}


class _Measured(NamedTuple):
    """How many cells, and how many merged blocks."""

    cells: int
    merged: int


def workbook_rows(data: bytes, filename: str) -> Iterator[tuple[int, list[str]]]:
    """Number and texts of each row of the first visible sheet that is not empty. Raises WrongFile."""
    _measure(data, filename)
    for number, cells in enumerate(_read(_first_rows, data, filename), 1):
        yield number, [text_of(cell) for cell in cells]


def workbook_grids(data: bytes, filename: str) -> list[Grid]:
    """All sheets, hidden ones too, each with the places of its formulas. Raises WrongFile."""
    _measure(data, filename)
    sheets = _read(_all_rows, data, filename)
    with package(data, filename, _broken(filename)) as opened:
        formulas = _formulas(opened)
    return [Grid(name, rows, formulas.get(name, frozenset()), merged) for name, rows, merged in sheets]


def _read(how: Callable[[bytes], T], data: bytes, filename: str) -> T:
    try:
        return how(data)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as broken:  # the reader is not written in Python; its panic is no Exception
        raise _broken(filename) from broken


def _all_rows(data: bytes) -> list[tuple[str, list[list[object]], tuple[Range, ...]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    found: list[tuple[str, list[list[object]], tuple[Range, ...]]] = []
    for place, about in enumerate(book.sheets_metadata):
        if about.typ is SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_index(place)
            rows: list[list[object]] = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment] # a list of narrower cells
            found.append((about.name, rows, tuple(sheet.merged_cell_ranges or ())))
    return found


def _formulas(opened: ZipFile) -> dict[str, frozenset[tuple[int, int]]]:
    """Where formulas stand, by name of the sheet."""
    import html
    from posixpath import basename

    parts = {}
    for entry in opened.namelist():
        if entry.startswith("xl/worksheets/"):
            text = opened.read(entry)
            if _FORMULA_BEGINS.search(text):
                parts[basename(entry)] = frozenset(
                    (int(row) - 1, _column(letters) - 1) for letters, row in _FORMULA.findall(text)
                )
    if not parts:
        return {}
    targets = {}
    for tag in _RELATION.findall(opened.read("xl/_rels/workbook.xml.rels")):
        facts = _attributes(tag)
        targets[facts.get("Id", "")] = basename(facts.get("Target", ""))
    found = {}
    for tag in _SHEET.findall(opened.read("xl/workbook.xml")):
        facts = _attributes(tag)
        relation = next((value for name, value in facts.items() if name.endswith(":id")), "")
        found[html.unescape(facts.get("name", ""))] = parts.get(targets.get(relation, ""), frozenset())
    return found


def _attributes(tag: bytes) -> dict[str, str]:
    return {name.decode(): value.decode() for name, _mark, value in _ATTRIBUTE.findall(tag)}


def _first_rows(data: bytes) -> list[list[object]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    for place, sheet in enumerate(book.sheets_metadata):
        if sheet.typ is not SheetTypeEnum.WorkSheet or sheet.visible is not SheetVisibleEnum.Visible:
            continue
        cells = book.get_sheet_by_index(place)
        rows: list[list[object]] = cells.to_python(skip_empty_area=False)  # type: ignore[assignment] # a list of narrower cells
        if any(cell != "" for row in rows for cell in row):
            fill_down(rows, cells.merged_cell_ranges or [])
            return rows
    return []


def _measure(data: bytes, filename: str) -> None:
    """Refuse what would unpack, or spread out, beyond the bounds; every byte is unpacked once on the way."""
    with package(data, filename, _broken(filename)) as opened:
        names = opened.namelist()
        if "xl/workbook.xml" not in names or not _OTHER_KINDS.isdisjoint(names):
            raise refused(filename, _("是壓縮檔或其他文件，不是試算表。請以試算表軟體另存為 XLSX 後再匯入。"))
        cells = merged = 0
        for entry in opened.infolist():
            with opened.open(entry) as part:
                more = _measure_part(part, filename)
            cells, merged = cells + more.cells, merged + more.merged
            if cells > MOST_CELLS:
                raise refused(filename, _("超過{most}格。請分成幾個檔案匯入。"), most=MOST_CELLS)
            if merged > _MOST_MERGED:
                raise refused(filename, _("超過{most}個合併儲存格。請取消合併後再匯入。"), most=_MOST_MERGED)


def _measure_part(part: IO[bytes], filename: str) -> _Measured:
    """How much a part holds; refused with a cell beyond the last row or column, or one without a place."""
    cells, merged, rest, begun = 0, 0, b"", False
    while piece := part.read(PIECE):
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
    return refused(filename, _("不是完好的 XLSX 活頁簿。請以試算表軟體開啟後另存為 XLSX。"))


def _column(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place
