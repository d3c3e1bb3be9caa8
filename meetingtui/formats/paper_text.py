"""A paper as plain text for screen and pager: lines of at most `width` display cells, tables drawn in ASCII."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from meetingtui.formats import paper_layout
from meetingtui.formats.paper_layout import Break, Gap, Grid, Line, Sheet
from meetingtui.papers.cells import fit
from meetingtui.papers.cells import width as cells_of
from meetingtui.papers.document import Cell, Document
from meetingtui.papers.line_breaking import longest_piece, wrapped

LEAST = 40
"""Fewer cells a line than this are not tried; a table of many columns may need more than a narrow screen has."""
SIGN = 2
"""Cells of a Han sign, in which indents are reckoned."""
NARROWEST = 4
LONGEST_WORD = 20
"""Cells of a word for which a column is made wider; a longer one, such as an address, is broken."""
LITTLE = 8
"""Cells that a column may lack and is given them before the widest texts are."""
LOOKED_AT = 500
"""Rows, and signs of a cell, that are looked at for the longest word."""


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
            yield from _grid(part, sheet, width)
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


def _grid(part: Grid, sheet: Sheet, width: int) -> Iterator[str]:
    columns = _columns(part, sheet, width)
    rule = "+" + "+".join("-" * (cells + 2) for cells in columns) + "+"
    yield rule
    for row in ([part.head] if part.head else []) + list(part.rows):
        yield from _row(row, columns)
        yield rule


def _columns(part: Grid, sheet: Sheet, width: int) -> list[int]:
    """Cells inside each column: by its share of the width, but wide enough for its words where others have room."""
    count = len(part.columns)
    room = max(count * NARROWEST, width - 3 * count - 1)
    shares = [room * wide / sheet.page.room for wide in part.columns]
    columns = [max(NARROWEST, int(share)) for share in shares]
    while sum(columns) > room:
        columns[columns.index(max(columns))] -= 1
    while sum(columns) < room:
        columns[min(range(count), key=lambda place: columns[place] - shares[place])] += 1
    needs = [_need(part, place) for place in range(count)]
    for place in sorted(range(count), key=lambda place: needs[place]):
        while columns[place] < needs[place]:
            giver = max(range(count), key=lambda other: columns[other] - needs[other])
            if columns[giver] <= needs[giver]:
                break
            columns[giver] -= 1
            columns[place] += 1
    return _handed_on(columns, [max(needs[place], _wanted(part, place)) for place in range(count)])


def _handed_on(columns: list[int], wanted: Sequence[int]) -> list[int]:
    """The columns, cells that one of them leaves empty given to those whose texts are broken."""
    spare = sum(max(0, wide - want) for wide, want in zip(columns, wanted, strict=True))
    kept = [min(wide, want) for wide, want in zip(columns, wanted, strict=True)]
    for place in sorted(range(len(kept)), key=lambda place: wanted[place] - kept[place]):
        lack = wanted[place] - kept[place]
        if 0 < lack <= min(spare, LITTLE):
            kept[place] += lack
            spare -= lack
    for _cell in range(spare):
        kept[max(range(len(kept)), key=lambda place: wanted[place] - kept[place])] += 1
    return kept


def _wanted(part: Grid, place: int) -> int:
    """Cells of the longest text in the rows of a column, or of its heading on two lines."""
    heading = cells_of(part.head[place].text) // 2 + 1 if part.head else 0
    return max(heading, *(cells_of(row[place].text[:LOOKED_AT]) for row in part.rows[:LOOKED_AT]), NARROWEST)


def _need(part: Grid, place: int) -> int:
    """Cells of the longest word in a column, such as a number, within reason."""
    looked_at = [row[place].text[:LOOKED_AT] for row in (*([part.head] if part.head else []), *part.rows[:LOOKED_AT])]
    longest = max(map(longest_piece, looked_at), default=0)
    return longest if longest <= LONGEST_WORD else NARROWEST


def _row(row: Sequence[Cell], columns: Sequence[int]) -> Iterator[str]:
    texts = [wrapped(cell.text, cells) for cell, cells in zip(row, columns, strict=True)]
    for number in range(max(map(len, texts))):
        yield (
            "|"
            + "|".join(
                f" {_placed(text[number] if number < len(text) else '', cell.align, cells)} "
                for text, cell, cells in zip(texts, row, columns, strict=True)
            )
            + "|"
        )


def _placed(text: str, align: str, cells: int) -> str:
    if align == "centred":
        text = " " * ((cells - cells_of(text)) // 2) + text
    return fit(text, cells, right=align == "right")
