"""Sheets of an ODS, read straight from its XML within bounds: one tag may claim to repeat a row a million times."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from meetingtui.domain.errors import WrongFile
from meetingtui.intake.grids import Grid, Range
from meetingtui.intake.packages import MOST_CELLS, PIECE, package
from meetingtui.intake.reading import MOST_COLUMNS, MOST_ROWS, refused
from meetingtui.language import _

TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_SHORT = {f"{_SPACE}{name}:1.0": name for name in ("office", "table", "text", "drawing")}
_ASIDE = frozenset({"office annotation", "text ruby-text", "text note"})
"""What stands in a cell beside its text."""
_BREAK = re.compile("[\r\n]+[ \t]*")
"""A line break of the XML is a blank; several blanks are several, as LibreOffice Calc writes them."""
_MOST_SPACES = 10_000
_DEEPEST = 100
_LONGEST_NUMBER = 7
"""Digits of a count that is believed."""


def is_open_document(data: bytes) -> bool:
    """Whether a package says by its first entry that it is an ODS."""
    return TYPE in data[:200]


def open_document_grids(data: bytes, filename: str) -> list[Grid]:
    """All sheets, hidden ones too, each with the places of its formulas and merged cells. Raises WrongFile."""
    broken = _broken(filename)
    with package(data, filename, broken) as opened:
        names = opened.namelist()
        manifest = opened.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if b"encryption-data" in manifest or "encrypted-package" in names:
            raise refused(filename, _("設有密碼。請取消密碼，另存新檔後再匯入。"))
        reading = _Reading(filename)
        parser = ParserCreate(namespace_separator="|")
        parser.buffer_text = True
        parser.StartElementHandler = reading.start
        parser.EndElementHandler = reading.end
        parser.CharacterDataHandler = reading.text
        parser.StartDoctypeDeclHandler = reading.refuse_doctype
        try:
            with opened.open("content.xml") as part:
                while piece := part.read(PIECE):
                    parser.Parse(piece)
            parser.Parse(b"", True)
        except ExpatError as wrong:
            raise broken from wrong
    return reading.sheets


def _broken(filename: str) -> WrongFile:
    return refused(filename, _("不是完好的 ODS 試算表。請以試算表軟體開啟後另存為 ODS 或 XLSX。"))


class _Reading:
    """What expat reports, as sheets; empty rows and cells count only when something stands behind them."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        self.sheets: list[Grid] = []
        self._inside: list[str] = []
        self._cells = 0
        self._aside = 0
        self._within = False
        self._rows: list[list[object]] = []
        self._row: list[object] = []
        self._formulas: set[tuple[int, int]] = set()
        self._reckoned: list[int] = []
        self._merged: list[Range] = []
        self._empty_rows = self._empty_cells = 0
        self._repeat = self._row_repeat = 1
        self._facts: dict[str, str] = {}
        self._said: list[str] = []
        self._name = ""

    def refuse_doctype(self, *_about: Any) -> None:
        """No office program writes one; entities of it could unfold without end."""
        raise _broken(self.filename)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        space, _bar, own = tag.rpartition("|")
        name = f"{_SHORT.get(space, '')} {own}"
        self._inside.append(name)
        if len(self._inside) > _DEEPEST:
            raise _broken(self.filename)
        if self._aside or name in _ASIDE or name.startswith("drawing "):
            self._aside += 1
        elif name in ("table table-cell", "table covered-table-cell"):
            self._facts = {key.rpartition("|")[2]: value for key, value in attributes.items()}
            self._repeat = self._count(self._facts.get("number-columns-repeated", "1"))
            self._said = []
        elif name == "text p":
            self._said += ["\n"] if self._said else [""]
            self._within = True
        elif name == "table table-row":
            repeated = attributes.get(f"{_SPACE}table:1.0|number-rows-repeated", "1")
            self._row, self._empty_cells, self._row_repeat = [], 0, self._count(repeated)
            self._reckoned = []
        elif name == "table table" and self._inside[-2:-1] == ["office spreadsheet"]:
            self._name = attributes.get(f"{_SPACE}table:1.0|name", "")
            self._rows, self._empty_rows, self._formulas, self._merged = [], 0, set(), []
        else:
            self._sign(name, attributes)

    def end(self, _tag: str) -> None:
        """An element ends."""
        name = self._inside.pop()
        if self._aside:
            self._aside -= 1
        elif name == "text p":
            self._within = False
        elif name == "table table-cell":
            self._end_cell()
        elif name == "table covered-table-cell":
            self._empty_cells += self._repeat
        elif name == "table table-row":
            self._end_row()
        elif name == "table table" and self._inside[-1:] == ["office spreadsheet"]:
            self.sheets.append(Grid(self._name, self._rows, frozenset(self._formulas), tuple(self._merged)))

    def text(self, said: str) -> None:
        """Signs, which count inside a paragraph of a cell."""
        if self._within and not self._aside:
            self._said.append(_BREAK.sub(" ", said))

    def _sign(self, name: str, attributes: dict[str, str]) -> None:
        if name == "text s":
            self._said.append(" " * min(_MOST_SPACES, self._count(attributes.get(f"{_SPACE}text:1.0|c", "1"))))
        elif name == "text tab":
            self._said.append("\t")
        elif name == "text line-break":
            self._said.append("\n")

    def _count(self, text: str) -> int:
        if not (text.isascii() and text.isdigit()) or len(text) > _LONGEST_NUMBER:
            raise _broken(self.filename)
        return int(text)

    def _end_cell(self) -> None:
        value = _value(self._facts, "".join(self._said))
        formula = "formula" in self._facts
        self._said = []
        if value == "" and not formula:
            self._empty_cells += self._repeat
            return
        columns = len(self._row) + self._empty_cells + self._repeat
        if columns > MOST_COLUMNS:
            row = len(self._rows) + self._empty_rows + 1
            raise refused(self.filename, _("第{row}列超過{most}欄。請刪除多餘的欄。"), row=row, most=MOST_COLUMNS)
        self._row += [""] * self._empty_cells
        self._empty_cells = 0
        if formula:
            self._reckoned += range(len(self._row), len(self._row) + self._repeat)
        if down := self._count(self._facts.get("number-rows-spanned", "1")) - 1:
            place = len(self._rows) + self._empty_rows, len(self._row)
            self._merged.append((place, (place[0] + down, place[1])))
        self._row += [value] * self._repeat

    def _end_row(self) -> None:
        if not self._row:
            self._empty_rows += self._row_repeat
            return
        if len(self._rows) + self._empty_rows + self._row_repeat > MOST_ROWS:
            raise refused(self.filename, _("超過{most}列。請分成幾個檔案匯入。"), most=MOST_ROWS)
        self._cells += len(self._row) * self._row_repeat + self._empty_rows
        if self._cells > MOST_CELLS:
            raise refused(self.filename, _("超過{most}格。請分成幾個檔案匯入。"), most=MOST_CELLS)
        self._rows += [[] for _row in range(self._empty_rows)]
        self._empty_rows = 0
        rows = range(len(self._rows), len(self._rows) + self._row_repeat)
        self._formulas |= {(row, column) for row in rows for column in self._reckoned}
        self._rows += [self._row] * self._row_repeat


def _value(facts: dict[str, str], said: str) -> object:
    """The value of a cell; where it is none that can be kept, the text that it shows."""
    kind = facts.get("value-type", "")
    try:
        if kind in ("float", "currency"):
            return float(facts["value"])
        if kind == "percentage":
            return f"{float(facts['value']) * 100:g}%"
        if kind == "date":
            written = facts["date-value"]
            return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
    except (KeyError, ValueError):
        return said
    return said or facts.get("string-value", "")
