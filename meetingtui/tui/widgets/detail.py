"""A record to read: labels at the left, what they stand for at the right, on as many lines as it takes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Offset
from textual.strip import Strip

from meetingtui.language import N_, _
from meetingtui.tui.gate import shown
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.line_view import LineView

LABEL_AT_MOST = 18  # cells


class Detail(LineView):
    """Read-only pairs of label and value; a pair without value is a heading. It scrolls with the arrows.

    Labels are texts in the language in use; stored values pass the gate here. The scroll bar has its column even
    while there is none, as the lines are broken before it comes.
    """

    DEFAULT_CSS = """
    Detail { scrollbar-gutter: stable; }
    """

    def __init__(
        self,
        pairs: Sequence[tuple[str, str | None]] = (),
        *,
        empty: str = N_("沒有選取任何一筆。"),
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(empty=empty, top=0, bottom=0, id=id, classes=classes)
        self.pairs = tuple(pairs)
        self._lines: list[tuple[str, str, str]] = []
        self._laid_for = -1

    def show(self, pairs: Sequence[tuple[str, str | None]]) -> None:
        """Show another record, from its first line."""
        self.pairs = tuple(pairs)
        if self.is_attached:
            self._lay_out()
            self.restart(0)

    def on_mount(self) -> None:
        self.show(self.pairs)

    def on_resize(self) -> None:
        if self.room != self._laid_for:
            self._lay_out()
            self.restart(self.cursor)

    @property
    def total(self) -> int:
        return len(self._lines)

    def as_rows(self) -> list[tuple[str, str]]:
        """The same as plain pairs."""
        return [(label, value or "") for label, value in self.pairs]

    def action_step(self, lines: int) -> None:
        """Arrows move the text, not a cursor: nothing can be chosen here."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def action_leap(self, pages: int) -> None:
        self.action_step(pages * self.body)

    def action_first(self) -> None:
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        self.scroll_to(y=self.total, animate=False)

    def _lay_out(self) -> None:
        self._laid_for = self.room
        labels = [cells.plain(label) for label, value in self.pairs if value is not None]
        side = min(LABEL_AT_MOST, max((cells.width(label) for label in labels), default=0)) + 2
        self._lines = []
        for label, value in self.pairs:
            if value is None:
                self._lines.append(("heading", cells.plain(label), ""))
                continue
            wrapped = [line.plain.rstrip() for line in shown(value).wrap(max(4, self.room - side))] or [""]
            first = cells.fit(cells.plain(label), side - 1) + " "
            self._lines += [("", first if not number else " " * side, line) for number, line in enumerate(wrapped)]

    def headings(self) -> list[Strip]:
        return []

    def footer_line(self) -> str:
        return ""

    def body_line(self, index: int) -> Strip:
        look, label, value = self._lines[index]
        return self.parts([(label, self.look(look or "muted")), (value, self.look(""))])

    def keep_in_view(self) -> None:
        """There is no cursor line."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """The hardware cursor stands at the first line that is seen."""
        return self.content_region.offset


def yes_or_no(value: bool) -> str:
    """是 or 否, for a detail of a switch."""
    return _("是") if value else _("否")
