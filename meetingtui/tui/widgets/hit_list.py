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
CUT = ".."
SHORTENED = ((6, 400), (6, 6), (3, 3), (1, 1), (0, 0))
"""Characters before the first marked word and between two of them, tried one after the other until all words fit."""
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
    class AtEnd(Message):
        """The cursor has reached the last hit."""

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

    def go_on(self, hits: Sequence[Hit], told: str) -> None:
        """Show these behind the ones that are shown already."""
        self.hits = [*self.hits, *hits]
        self.told = cells.plain(told)
        self.restart(self.cursor)

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
        room = self.room - cells.width(head)
        parts = marked_parts(hit, self.look(""), self.look("accent"), room=room)
        if index == self.cursor:
            return self.strip(head + "".join(text for text, _style in parts), self.cursor_look)
        return self.parts([(head, self.look("")), *parts])

    def _row(self, *texts: str) -> str:
        sizes = (DAY, NUMBER, SECRET, FULL_KIND if self.room >= WIDE else KIND)
        return " ".join([*(cells.fit(cells.plain(one), size) for one, size in zip(texts, sizes, strict=True)), ""])

    def moved(self) -> None:
        self.post_message(self.Moved(self.current))
        if self.hits and self.cursor == len(self.hits) - 1:
            self.post_message(self.AtEnd())

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
    """The day of its sitting as lists show it, or why it has none."""
    from meetingtui.dates.showing import show_date

    return show_date(date.fromisoformat(hit.date), "dot") if hit.date else _(hit.undated) if hit.undated else ""


def marked_parts(hit: Hit, plain: Style, marked: Style, *, room: int) -> list[tuple[str, Style]]:
    """The snippet in pieces, its words between signs; where not all fit into `room` cells, less stands between."""
    for before, between in SHORTENED:
        parts = _pieces(hit, before, between)
        if sum(cells.width(text) for text, _is_word in parts[:-1]) <= room:
            break
    return [(text, marked if is_word else plain) for text, is_word in parts if text]


def _pieces(hit: Hit, before: int, between: int) -> list[tuple[str, bool]]:
    """The snippet as texts, each with whether it is a word that was asked for.

    At most `before` characters stand before the first of them, and `between` on each side of what is left out later.
    """
    parts: list[tuple[str, bool]] = []
    last = 0
    for start, end in hit.marks:
        text = hit.snippet[last:start]
        if not last and len(text) > before:
            text = CUT + text[len(text) - before :]
        elif last and len(text) > 2 * between + len(CUT):
            text = text[:between] + CUT + text[len(text) - between :]
        parts += [(cells.plain(text), False), (OPEN + cells.plain(hit.snippet[start:end]) + CLOSE, True)]
        last = end
    return [*parts, (cells.plain(hit.snippet[last:]), False)]
