"""A paper as PDF, by typst: tagged, its text can be copied, and the same paper gives the same bytes.

The template is ours alone; what people wrote reaches it as JSON and is set as text, so it can be no command of typst.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from meetingtui.formats import fonts, paper_layout
from meetingtui.formats.paper_layout import Break, Gap, Grid, Line, Page, Sheet
from meetingtui.papers.document import Cell, Document

if TYPE_CHECKING:
    import typst

EPOCH = 1_000_000_000
"""Seconds; every PDF says that it was made then, as the papers themselves bear the dates that count."""
WIDEST_SIGN = 0.6
"""Width of a letter or figure as a multiple of its size, with some to spare."""
LONG_TEXT = 20_000
"""Signs in one text beyond which lines are broken one by one instead of weighing the paragraph as a whole."""


def render(document: Document) -> bytes:
    """The PDF of `document`. Raises NoFonts."""
    chosen = fonts.find(document.look.font)
    sheet = paper_layout.laid_out(document)
    paper = json.dumps(_paper(sheet, chosen.families), ensure_ascii=False)
    return cast(
        bytes, _compiler(chosen).compile(_template(), format="pdf", sys_inputs={"paper": paper}, timestamp=EPOCH)
    )


def pages(made: bytes) -> int:
    """How many pages a PDF has that was made here; 0 for any other."""
    found = re.search(rb"/Type/Pages/Count (\d+)", made)
    return int(found[1]) if found else 0


@cache
def _root() -> Path:
    """An empty folder, which is all that the compiler may read; it goes when the program ends."""
    import atexit
    import tempfile

    folder = tempfile.TemporaryDirectory(prefix="meetingtui-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


@cache
def _template() -> bytes:
    return Path(__file__).with_name("typst").joinpath("paper.typ").read_bytes()


@cache
def _compiler(chosen: fonts.Fonts) -> typst.Compiler:
    """The compiler with its fonts loaded, kept for the next paper."""
    import typst

    return typst.Compiler(
        root=_root(),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=list(chosen.folders)
        ),
        package_path=_root(),
        package_cache_path=_root(),
    )


def _paper(sheet: Sheet, families: list[str]) -> dict[str, Any]:
    """All that the template sets, in points."""
    page = sheet.page
    texts = [part.text for part in sheet.parts if isinstance(part, Line)]
    return {
        "page": page._asdict(),
        "fonts": families,
        "small": paper_layout.SMALL,
        "linebreaks": "simple" if any(len(text) > LONG_TEXT for text in texts) else "optimized",
        "binding": {
            "at": paper_layout.BINDING_AT,
            "from": paper_layout.BINDING_ENDS[0] * page.height,
            "to": paper_layout.BINDING_ENDS[1] * page.height,
            "letters": [{"text": text, "at": at * page.height} for text, at in paper_layout.BINDING_LETTERS],
        },
        "parts": [_part(part, page) for part in sheet.parts],
    }


def _part(part: paper_layout.Part, page: Page) -> dict[str, Any]:
    match part:
        case Line():
            return part._asdict() | {"text": _lines(part.text, page.room - part.start - part.hang, part.size)}
        case Grid():
            return _grid(part, page)
        case Gap():
            return {"kind": "gap", **part._asdict()}
        case Break():
            return {"kind": "break"}


def _grid(part: Grid, page: Page) -> dict[str, Any]:
    return {
        "kind": "grid",
        "columns": part.columns,
        "size": part.size,
        "pitch": part.pitch,
        "tall": part.tall,
        "after": part.after,
        "head": _cells(part.head, part),
        "repeat": part.repeats(page),
        "room": page.high - 1.3 * part.height_of(part.head),
        "rows": [{"long": part.height_of(row) > page.high / 3, "cells": _cells(row, part)} for row in part.rows],
    }


def _cells(row: tuple[Cell, ...], part: Grid) -> list[dict[str, Any]]:
    return [
        {"text": _lines(cell.text, wide - 2 * paper_layout.PADDING, part.size), "align": cell.align}
        for cell, wide in zip(row, part.columns, strict=False)
    ]


def _lines(text: str, room: float, size: float) -> list[list[str]]:
    """The lines of a text, each in pieces between which it may be broken: signs where a word is wider than `room`."""
    longest = max(2, int(room / size / WIDEST_SIGN))
    if len(text) <= longest:
        return [[line] for line in text.split("\n")]
    return [_pieces(line, longest) for line in text.split("\n")]


def _pieces(line: str, longest: int) -> list[str]:
    pieces: list[str] = []
    end = 0
    for word in re.finditer(rf"[^\s\u2e80-\U0010ffff]{{{longest},}}", line):
        pieces += [line[end : word.start()], *word[0]]
        end = word.end()
    return [piece for piece in (*pieces, line[end:]) if piece] or [""]
