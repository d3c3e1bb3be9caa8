"""A paper as PDF, by typst: tagged, its text can be copied, and the same paper gives the same bytes.

The template is ours alone; what people wrote reaches it as JSON and is set as text, so it can be no command of typst.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from meetingtui.domain.errors import Refusal
from meetingtui.domain.visible import visible_line
from meetingtui.formats import fonts, paper_layout
from meetingtui.formats.column_widths import PADDING, broken, ink
from meetingtui.formats.paper_layout import Break, Gap, Grid, Line, Page, Sheet
from meetingtui.language import _
from meetingtui.papers import line_breaking
from meetingtui.papers.document import Cell, Document

if TYPE_CHECKING:
    import typst

EPOCH = 1_000_000_000
"""Seconds; every PDF says that it was made then, as the papers themselves bear the dates that count."""
_WORD = re.compile(r"[^\s\u2e80-\U0010ffff]{2,}")
CHUNK = 2_000
"""Signs after which a longer paragraph is set as another one, at the end of a clause: typst takes long ones badly."""
_ONE_AT_A_TIME = Lock()
"""The kept compiler refuses a second thread while it works: whoever turns pages quickly asks from several."""
MOST_TAGGED = 2_000
"""Cells of all tables beyond which a PDF is not tagged: the time that typst takes for tags grows with their square."""


class CannotSet(Refusal):
    """A paper that the engine does not take, for example in a font file that is broken."""

    def __init__(self, why: str) -> None:
        super().__init__(_("無法排成 PDF：{why}。請改存 ODT 或 DOCX。"), why=visible_line(why)[:200])


def render(document: Document) -> bytes:
    """The PDF of `document`. Raises NoFonts or CannotSet."""
    chosen = fonts.find(document.look.font)
    sheet = paper_layout.laid_out(document)
    cells = sum(len(part.rows) * len(part.columns) for part in sheet.parts if isinstance(part, Grid))
    return compiled(chosen, _paper(sheet, chosen.families), tagged=cells <= MOST_TAGGED)


def compiled(chosen: fonts.Fonts, paper: dict[str, Any], *, tagged: bool = True) -> bytes:
    """The PDF of what the template asks for. Raises CannotSet."""
    import typst

    given = {"paper": json.dumps(paper, ensure_ascii=False)}
    try:
        with _ONE_AT_A_TIME:
            made = _compiler(chosen).compile(
                _template(), format="pdf", sys_inputs=given, timestamp=EPOCH, pdf_tags=tagged
            )
    except typst.TypstError as refused:
        raise CannotSet(refused.message) from refused
    return cast(bytes, made)


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
    return {
        "page": page._asdict(),
        "fonts": families,
        "small": paper_layout.SMALL,
        "together": line_breaking.TOGETHER,
        "binding": {
            "at": paper_layout.BINDING_AT,
            "from": paper_layout.BINDING_ENDS[0] * page.height,
            "to": paper_layout.BINDING_ENDS[1] * page.height,
            "letters": [{"text": text, "at": at * page.height} for text, at in paper_layout.BINDING_LETTERS],
        },
        "parts": [made for part in sheet.parts for made in _part(part, page)],
    }


def _part(part: paper_layout.Part, page: Page) -> Iterator[dict[str, Any]]:
    match part:
        case Line():
            yield from _line(part, page)
        case Grid():
            yield _grid(part, page)
        case Gap():
            yield {"kind": "gap", **part._asdict()}
        case Break():
            yield {"kind": "break"}


def _line(line: Line, page: Page) -> Iterator[dict[str, Any]]:
    """A paragraph, or several when it has lines of its own or is very long: the further ones begin where it hangs."""
    room = page.room - line.start - line.hang
    first, *further = _paragraphs(line.text, room, line.size)
    yield line._asdict() | {"text": first, "after": 0 if further else line.after}
    for number, text in enumerate(further, 1):
        last = number == len(further)
        yield line._replace(lead="", second="", start=line.start + line.hang, hang=0, before=0)._asdict() | {
            "text": text, "after": line.after if last else 0, "kind": "text", "keep": line.keep and last,
        }  # fmt: skip


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
        "rows": [
            {
                "splits": part.splits(row, page),
                "heads": place in part.groups,
                "cells": _cells(row, part),
            }
            for place, row in enumerate(part.rows)
        ],
    }


def _cells(row: tuple[Cell, ...], part: Grid) -> list[dict[str, Any]]:
    return [
        {"text": _paragraphs(cell.text, wide - 2 * PADDING, part.size), "align": cell.align}
        for cell, wide in zip(row, part.columns, strict=False)
    ]


def _paragraphs(text: str, room: float, size: float) -> list[list[str]]:
    """The lines of a text, each in pieces between which it may be broken where a word is wider than `room`."""
    return [
        [chunk] if len(chunk) * size <= room else _pieces(chunk, room / size)
        for line in text.split("\n")
        for chunk in (
            [line] if len(line) <= CHUNK else re.findall(rf".{{{CHUNK}}}[^，。；、！？]{{0,200}}.?|.+$", line)
        )
    ]


def _pieces(line: str, room: float) -> list[str]:
    """A line with its words that are wider than `room` (in sizes of the type) in pieces, a code at its hyphens."""
    pieces: list[str] = []
    end = 0
    for word in _WORD.finditer(line):
        if ink(word[0]) <= room:
            continue
        pieces += [line[end : word.start()], *broken(word[0], room)]
        end = word.end()
    return [piece for piece in (*pieces, line[end:]) if piece] or [""]
