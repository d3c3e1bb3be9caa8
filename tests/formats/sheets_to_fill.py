"""Worksheets as agencies get them, and the same after somebody has typed in them; all of it invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

from meetingtui.domain.returned import Returned
from meetingtui.domain.worksheets import Column, Filled, Line, Worksheet
from meetingtui.formats.worksheet_layout import COLUMNS
from meetingtui.formats.worksheets import to_xlsx
from meetingtui.formats.worksheets_ods import to_ods
from meetingtui.intake.worksheets import read_worksheet

TODAY = date(2026, 11, 22)
WRITERS: dict[str, Callable[[Worksheet], bytes]] = {"xlsx": to_xlsx, "ods": to_ods}
ORDER = "請衛生局會同警察局於1個月內研訂跨網絡共訪流程，並提下次會議報告。"
BLANK = Filled()
TOP = 2
"""Lines above the headings."""


def line(place: int, filled: Filled = BLANK, **more: str) -> Line:
    """An item of the second sitting of PIF-10."""
    facts = {"text": f"（{place}）{ORDER}", "part": "主辦", "due": "115.12.31", "last": "研議中。"} | more
    return Line(f"PIF-10-115-02-{place:02d}", filled=filled, **facts)


def worksheet(*lines: Line, agency: str = "A05", session: str = "PIF-10-115-03", mark: str = "") -> Worksheet:
    """What the health bureau gets before the third sitting; three items unless told."""
    above = ("屏東縣政府115年度第3次強化社會安全網跨網絡會議列管事項會前資料表", "機關：屏東縣政府衛生局")
    name = f"{session}_會前資料表_衛生局"
    return Worksheet(session, agency, name, above, lines or tuple(map(line, (1, 2, 3))), "2026-11-01", mark)


def at(column: Column, place: int) -> str:
    """The address of a column in the row of the item of that place (from 1)."""
    return f"{chr(ord('A') + COLUMNS.index(column))}{TOP + 1 + place}"


def read(data: bytes, filename: str = "衛生局.xlsx") -> Returned:
    """What the program reads of a file that came back."""
    return read_worksheet(data, filename, TODAY)


def changed(data: bytes, parts: Mapping[str, Callable[[str], str] | bytes | None]) -> bytes:
    """The file with some of its parts changed, replaced or (None) left out."""
    out = io.BytesIO()
    new = dict(parts)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for entry in old.infolist():
            change = new.pop(entry.filename, old.read(entry))
            if callable(change):
                change = change(old.read(entry).decode()).encode()
            if change is not None:
                package.writestr(entry, change)
        for name, content in new.items():
            assert isinstance(content, bytes), f"{name} is not in the file"
            package.writestr(name, content)
    return out.getvalue()
