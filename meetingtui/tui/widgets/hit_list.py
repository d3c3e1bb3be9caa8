"""What a search has found, a line each, with the words asked for in the accent colour and between signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from meetingtui.language import N_, _
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from meetingtui.domain.search import Hit

OPEN, CLOSE = "【", "】"
DAY, NUMBER, SECRET, KIND, FULL_KIND = 10, 17, 2, 10, 19
"""Cells of the columns before the text; the kind has room for its column too where lines are long."""
BEFORE = 6
"""Characters of a snippet that a line shows before the first marked word."""
WIDE = 110


class HitList(LineView):
    """Hits in the order they come in; Enter or a second click opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("開啟"), id="hits.open", tooltip=N_("到寫著這一段的場次或會議別")),
    ]

    @dataclass
    class Opened(Message):
        """Somebody wants to see where it stands."""

        hit: Hit

    @dataclass
    class Moved(Message):
        """The cursor stands on another hit, or on none."""

        hit: Hit | None

    def __init__(self, *, empty: str, id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self.hits: Sequence[Hit] = ()
        self.told = ""

    def show(self, hits: Sequence[Hit], told: str) -> None:
        """Show these hits; `told` is the line below them."""
        self.hits = hits
        self.told = cells.plain(told)
        self.restart(0)

    @property
    def current(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.hits else None

    @property
    def total(self) -> int:
        return len(self.hits)

    def headings(self) -> list[Strip]:
        text = self._row(_("日期"), _("場次"), "", _("種類"))
        return [self.strip(text + _("內容"), self.look("header"))]

    def footer_line(self) -> str:
        return self.told

    def body_line(self, index: int) -> Strip:
        hit = self.hits[index]
        kind = kind_words(hit) if self.room >= WIDE else kind_word(hit)
        secret = _("密") if hit.confidential else ""
        head = self._row(day_of(hit), hit.session_number or hit.series, secret, kind)
        parts = marked_parts(hit, self.look(""), self.look("accent"), before=BEFORE)
        if index == self.cursor:
            return self.strip(head + "".join(text for text, _style in parts), self.cursor_look)
        return self.parts([(head, self.look("")), *parts])

    def _row(self, *texts: str) -> str:
        sizes = (DAY, NUMBER, SECRET, FULL_KIND if self.room >= WIDE else KIND)
        return " ".join([*(cells.fit(cells.plain(one), size) for one, size in zip(texts, sizes, strict=True)), ""])

    def moved(self) -> None:
        self.post_message(self.Moved(self.current))

    def action_open(self) -> None:
        """Go to the hit under the cursor."""
        if self.current is not None:
            self.post_message(self.Opened(self.current))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor; on the cursor line it opens."""
        index = self.line_at(event.y)
        if index is None:
            return
        if index == self.cursor:
            self.action_open()
        self.cursor = index


def kind_word(hit: Hit) -> str:
    """What kind of text a hit stands in."""
    from meetingtui.domain.search import KIND_WORDS

    return _(KIND_WORDS[hit.kind])


def kind_words(hit: Hit) -> str:
    """The same with the column in which it stands."""
    return kind_word(hit) + " " + _(hit.where)


def day_of(hit: Hit) -> str:
    """The day of its sitting as lists show it; empty without one."""
    from meetingtui.dates.showing import show_date

    return show_date(date.fromisoformat(hit.date), "dot") if hit.date else ""


def marked_parts(hit: Hit, plain: Style, marked: Style, *, before: int) -> list[tuple[str, Style]]:
    """The snippet in pieces from `before` characters before its first marked word on, its words between signs."""
    last = max(0, hit.marks[0][0] - before) if hit.marks else 0
    parts: list[tuple[str, Style]] = [("..", plain)] if last else []
    for start, end in hit.marks:
        parts.append((cells.plain(hit.snippet[last:start]), plain))
        parts.append((OPEN + cells.plain(hit.snippet[start:end]) + CLOSE, marked))
        last = end
    parts.append((cells.plain(hit.snippet[last:]), plain))
    return [part for part in parts if part[0]]
