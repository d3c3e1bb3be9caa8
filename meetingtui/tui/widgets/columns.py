"""Columns of a list: which of them fit, how wide each becomes, and a row drawn into them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from meetingtui.tui.widgets import cells

GAP = 1  # blank cells between two columns
NARROWEST = 4  # cells that the last column left keeps on the smallest terminal


class ListColumn(NamedTuple):
    """One column of a list.

    `heading` is marked with `N_` and translated when drawn; `width` is the least number of cells it is
    readable in; of the columns the one with the lowest `importance` goes first on a narrow terminal;
    `grow` is its share of the cells left over (0: it stays as it is).
    """

    key: str
    heading: str
    width: int
    importance: int = 5
    numeric: bool = False
    grow: int = 0


class Spot(NamedTuple):
    """A column as laid out: it starts at cell `x` and is `width` cells wide; `column` is its spot in the row."""

    column: int
    x: int
    width: int


def lay_out(columns: Sequence[ListColumn], room: int) -> list[Spot]:
    """Places of the columns that fit into `room` cells, in their order; at least one always stays."""
    kept = list(range(len(columns)))

    def needed() -> int:
        return sum(columns[i].width for i in kept) + GAP * (len(kept) - 1)

    while len(kept) > 1 and needed() > room:
        # of equals the rightmost goes first
        kept.remove(min(kept, key=lambda i: (columns[i].importance, -i)))
    if not kept:
        return []
    widths = {i: columns[i].width for i in kept}
    spare = room - needed()
    if spare < 0:
        widths[kept[0]] = max(NARROWEST, room)
    growing = [i for i in kept if columns[i].grow]
    shares = sum(columns[i].grow for i in growing)
    for i in growing if spare > 0 else ():
        part = spare * columns[i].grow // shares
        widths[i] += part
        spare -= part
        shares -= columns[i].grow
    spots, x = [], 0
    for i in kept:
        spots.append(Spot(i, x, widths[i]))
        x += widths[i] + GAP
    return spots


def draw(columns: Sequence[ListColumn], spots: Sequence[Spot], texts: Sequence[str]) -> str:
    """One line: the texts cut and filled into their spots; a text that is missing leaves a blank."""
    parts = []
    for spot in spots:
        text = texts[spot.column] if spot.column < len(texts) else ""
        parts.append(cells.fit(text, spot.width, "right" if columns[spot.column].numeric else "left"))
    return (" " * GAP).join(parts)
