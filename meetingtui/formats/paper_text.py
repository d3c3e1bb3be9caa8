"""A paper as plain text for screen and pager: lines of at most `width` display cells, tables drawn in ASCII."""

from __future__ import annotations

from collections.abc import Iterator

from meetingtui.formats import paper_layout, text_tables
from meetingtui.formats.paper_layout import Break, Gap, Grid, Line, Sheet
from meetingtui.papers.cells import fit
from meetingtui.papers.cells import width as cells_of
from meetingtui.papers.document import Document
from meetingtui.papers.line_breaking import wrapped

LEAST = 40
"""Fewer cells a line than this are not tried; a table of many columns may need more than a narrow screen has."""
SIGN = 2
"""Cells of a Han sign, in which indents are reckoned."""


def render(document: Document, width: int = 80) -> str:
    """All lines of `document`, its mark in the first; line breaks as Chinese asks for."""
    return "\n".join(lines(document, width)) + "\n"


def lines(document: Document, width: int = 80) -> list[str]:
    """The lines of `render`."""
    width = max(width, LEAST)
    sheet = paper_layout.laid_out(document)
    found: list[str] = []
    if sheet.page.mark:
        found += [f"【{sheet.page.mark}】"]
    for part in sheet.parts:
        found += _part(part, sheet, width)
    return found


def _part(part: paper_layout.Part, sheet: Sheet, width: int) -> Iterator[str]:
    match part:
        case Line():
            yield from _line(part, sheet, width)
        case Grid():
            yield from text_tables.drawn(part, sheet.page.room, width)
        case Gap(height):
            yield from [""] * round(height / sheet.page.body_pitch)
        case Break():
            yield ""


def _line(part: Line, sheet: Sheet, width: int) -> Iterator[str]:
    if part.kind in {"heading", "stamp"}:
        yield ""
    if part.align == "centre":
        for line in wrapped(part.text, width):
            yield (" " * ((width - cells_of(line)) // 2) + line).rstrip()
        if part.after:
            yield ""
        return
    if part.kind == "corner":
        start = max(0, width - round((sheet.page.room - part.start) / part.size * SIGN))
        yield from (" " * start + line for line in wrapped(part.text, width - start))
    else:
        yield from _hanging(part, round(part.start / part.size * SIGN), width)


def _hanging(part: Line, start: int, width: int) -> Iterator[str]:
    hang = round(part.hang / part.size * SIGN)
    deepest = width // 2
    start, hang = min(start, deepest // 2), min(hang, deepest)
    lead = part.lead
    text = lead + part.text if part.run_on else part.text
    room = width - start - hang
    if part.second:
        half = width // 2 - start - hang
        text = fit(part.text, half) + part.second if cells_of(part.text) < half else f"{part.text}　{part.second}"
    if part.run_on:
        first, *further = wrapped(text, room, first=width - start)
        yield " " * start + first
    else:
        first, *further = wrapped(text, room)
        yield (" " * start + fit(lead, max(hang, cells_of(lead))) + first).rstrip()
    for line in further:
        yield (" " * (start + hang) + line).rstrip()
