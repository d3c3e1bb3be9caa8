"""Rows of a list and the window through which a list of any length is read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias

from meetingtui.domain.errors import Refusal
from meetingtui.tui.widgets import cells

PAGE = 128  # rows read at once
PAGES_KEPT = 64  # pages that stay in memory
BATCH = 5000  # rows read at once where only their ids are wanted
HEADING = "heading"  # style of a row that only names the rows below it


RowId: TypeAlias = int | str


class Row(NamedTuple):
    """One record: its id, its texts in the order of the columns, and one of LOOKS (line_view) or ''."""

    id: RowId
    cells: tuple[str, ...]
    style: str = ""


class Source(Protocol):
    """Where rows come from: a query of a service, or a list (`Rows`)."""

    def count(self) -> int:
        """How many rows there are."""
        ...

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Rows `offset` to `offset + limit` in the order shown; fewer at the end."""
        ...


class Rows:
    """A source over rows that are already in memory."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self.rows = rows

    @classmethod
    def of(cls, rows: Sequence[tuple[Any, ...]]) -> Rows:
        """A source over plain tuples (id, texts[, style])."""
        return cls([Row(*row) for row in rows])

    def count(self) -> int:
        return len(self.rows)

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        return self.rows[offset : offset + limit]

    def headings(self) -> list[int]:
        """Where the rows stand that only name those below them."""
        return [index for index, row in enumerate(self.rows) if row.style == HEADING]


class Grouped:
    """Records of a source under headings: `groups` says, each time it is read, each heading and how many follow it."""

    def __init__(self, source: Source, groups: Callable[[], Sequence[tuple[str, int]]]) -> None:
        self.source = source
        self.groups = groups
        self._headings: list[tuple[int, str]] = []

    def count(self) -> int:
        at, self._headings = 0, []
        for heading, records in self.groups():
            self._headings.append((at, heading))
            at += records + 1
        self.source.count()
        return at

    def headings(self) -> list[int]:
        """Where the rows stand that only name those below them."""
        return [at for at, _heading in self._headings]

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        before = bisect_left(self._headings, (offset, ""))
        named = dict(self._headings[before : bisect_left(self._headings, (offset + limit, ""))])
        records = iter(self.source.page(offset - before, limit - len(named)))
        rows: list[Row] = []
        for at in range(offset, offset + limit):
            row = Row(f"heading:{at}", (named[at],), HEADING) if at in named else next(records, None)
            if row is None:
                break
            rows.append(row)
        return rows


class Window:
    """The rows of a source, read in pages when somebody looks at them; their texts have passed the gate.

    A refusal of the source (a locked database) leaves its sentence in `trouble` and no rows.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.trouble = ""
        self._pages: dict[int, list[Row]] = {}
        try:
            self.total = source.count()
        except Refusal as refusal:
            self.total, self.trouble = 0, str(refusal)
        self._headings = source.headings() if isinstance(source, Rows | Grouped) and self.total else []

    @property
    def records(self) -> int:
        """How many rows are records, not headings."""
        return self.total - len(self._headings)

    def is_heading(self, index: int) -> bool:
        """Whether row `index` only names those below it."""
        return bisect_right(self._headings, index) != bisect_left(self._headings, index)

    def number(self, index: int) -> int:
        """Which record row `index` is, from 1; of a heading, that of the record above it, else the first."""
        return max(1, index + 1 - bisect_right(self._headings, index))

    def row(self, index: int) -> Row | None:
        """Row `index`; None outside the list."""
        if not 0 <= index < self.total:
            return None
        number, place = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._read(number)
        return page[place] if place < len(page) else None

    def find(self, row_id: RowId, *, around: int | None = None) -> int | None:
        """Where the record `row_id` stands; with `around`, only within a page of that index."""
        near = range(self.total) if around is None else range(max(0, around - PAGE), min(self.total, around + PAGE))
        return next((index for index in near if (row := self.row(index)) and row.id == row_id), None)

    def ids(self) -> set[RowId]:
        """Every record of the list, headings left out."""
        every: set[RowId] = set()
        try:
            for offset in range(0, self.total, BATCH):
                every.update(row[0] for row in self.source.page(offset, BATCH) if row[2] != HEADING)
        except Refusal as refusal:
            self.trouble = str(refusal)
        return every

    def _read(self, number: int) -> list[Row]:
        try:
            rows = self.source.page(number * PAGE, PAGE)
        except Refusal as refusal:
            self.trouble = str(refusal)
            rows = ()
        page = [Row(row[0], tuple(map(cells.plain, row[1])), row[2]) for row in rows]
        if len(self._pages) >= PAGES_KEPT:
            del self._pages[next(iter(self._pages))]
        self._pages[number] = page
        return page
