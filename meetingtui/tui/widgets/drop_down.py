"""The list that opens below a field while one types; the keys stay with the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from meetingtui.tui.gate import shown_line
from meetingtui.tui.widgets import cells

WIDEST = 60  # cells


class DropDown(OptionList, can_focus=False, inherit_bindings=False):
    """Offers over the screen below its field; closed while there is nothing to offer. Stored text passes the gate."""

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    DropDown {
        overlay: screen;
        constrain: none inside;
        display: none;
        width: auto;
        height: auto;
        max-height: 10;
        padding: 0 1;
        border: none;
        background: $panel;
        color: $foreground;
        scrollbar-size-vertical: 1;
        &.-open { display: block; }
        & > .option-list--option-highlighted {
            color: $block-cursor-foreground; background: $block-cursor-background;
        }
    }
    """

    offered: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def offer(self, texts: Sequence[str], *, highlight: int | None = None, key: str = "") -> None:
        """Open with `texts`, or close when there are none; `key` takes the first and stands beside it."""
        if self.is_open:
            self.screen.refresh()  # drawing only what it covered would halve a Han character at its right edge
        self.offered = tuple(texts)
        self.clear_options()
        lines = [cells.cut(cells.plain(text), WIDEST) for text in texts]
        if key and lines:
            lines[0] += f"  {key}"
        self.add_options(Option(shown_line(line)) for line in lines)
        self.set_class(bool(texts), "-open")
        self.highlighted = highlight if texts else None

    def close(self) -> None:
        """Nothing is offered any more."""
        if self.is_open or self.offered:
            self.offer(())

    def step(self, lines: int) -> None:
        """Move the highlight; from none it goes to the first or last offer."""
        if not self.offered:
            return
        if self.highlighted is None:
            self.highlighted = 0 if lines > 0 else len(self.offered) - 1
        else:
            self.highlighted = max(0, min(self.highlighted + lines, len(self.offered) - 1))
