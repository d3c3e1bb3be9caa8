"""Tables as plain text: columns of display cells drawn in ASCII, and long texts given room on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from meetingtui.formats.paper_layout import Grid
from meetingtui.papers.cells import fit
from meetingtui.papers.cells import width as cells_of
from meetingtui.papers.document import Cell
from meetingtui.papers.line_breaking import longest_piece, wrapped

NARROWEST = 4
LONGEST_WORD = 20
"""Cells of a word for which a column is made wider; a longer one, such as an address, is broken."""
LITTLE = 8
"""Cells that a column may lack and is given them before the widest texts are."""
LOOKED_AT = 500
"""Rows, and signs of a cell, that are looked at for the longest word."""
SLIM, HIGH = 18, 4
"""Cells below which a column is slim for a text, and lines above which a text in it is high."""
LONG = 30
"""Cells of a text that is long: it stands below the short ones where the columns are slim."""


def drawn(part: Grid, paper: float, width: int) -> Iterator[str]:
    """The lines of a table, whose column widths are shares of `paper`, in `width` cells.

    Where long texts would stand as towers, each row is drawn in two storeys: what is short, and below it the texts.
    """
    columns = _columns(part, paper, width)
    places = [tuple(range(len(columns)))]
    if any(_is_tower(part, place, cells) for place, cells in enumerate(columns)):
        places = _storeys(part) or places
    storeys = [(some, _columns(_only(part, some), paper, width)) for some in places]
    rules = [_rule(columns) for _some, columns in storeys]
    yield rules[0]
    for row in ([part.head] if part.head else []) + list(part.rows):
        for some, columns in storeys:
            yield from _row([row[place] for place in some], columns)
        yield rules[0] if row is not part.rows[-1] or len(rules) == 1 else rules[-1]


def _rule(columns: Sequence[int]) -> str:
    return "+" + "+".join("-" * (cells + 2) for cells in columns) + "+"


def _is_tower(part: Grid, place: int, cells: int) -> bool:
    """Whether a text of that column would be much higher than wide."""
    texts = [row[place].text[:LOOKED_AT] for row in part.rows[:LOOKED_AT]]
    return cells < SLIM and any(cells_of(text) > HIGH * cells for text in texts)


def _storeys(part: Grid) -> list[tuple[int, ...]]:
    """The columns of short texts and those of long ones, or of room to write into; empty where there are none."""
    below = [
        place for place in range(len(part.columns))
        if _widest(part, place) > LONG or _is_to_be_filled(part, place)
    ]  # fmt: skip
    above = [place for place in range(len(part.columns)) if place not in below]
    return [tuple(above), tuple(below)] if above and below else []


def _is_to_be_filled(part: Grid, place: int) -> bool:
    """Whether that column is room to write into."""
    return bool(part.tall) and not any(row[place].text for row in part.rows)


def _widest(part: Grid, place: int) -> int:
    """Cells of the longest line of a text in that column."""
    return max(
        (cells_of(line) for row in part.rows[:LOOKED_AT] for line in row[place].text[:LOOKED_AT].split("\n")), default=0
    )


def _only(part: Grid, places: Sequence[int]) -> Grid:
    """The table with some of its columns only, which share the paper among them."""
    share = sum(part.columns) / sum(part.columns[place] for place in places)
    return part._replace(
        columns=tuple(part.columns[place] * share for place in places),
        head=tuple(part.head[place] for place in places) if part.head else (),
        rows=tuple(tuple(row[place] for place in places) for row in part.rows),
    )  # fmt: skip


def _columns(part: Grid, paper: float, width: int) -> list[int]:
    """Cells inside each column: by its share of the width, but wide enough for its words where others have room."""
    count = len(part.columns)
    room = max(count * NARROWEST, width - 3 * count - 1)
    shares = [room * wide / paper for wide in part.columns]
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
    if _is_to_be_filled(part, place):
        return LONG
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
