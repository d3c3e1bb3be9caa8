"""The line that says which part of which sitting a page shows; where it is short the name gives way, never the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from meetingtui.language import _
from meetingtui.tui import sitting_words
from meetingtui.tui.gate import shown_line
from meetingtui.tui.widgets import cells

if TYPE_CHECKING:
    from datetime import date

    from meetingtui.domain.sittings import SessionView


class SittingHead(Static):
    """Part, number, name, moment and state of a sitting in one line, whatever the width."""

    DEFAULT_CSS: ClassVar[str] = """
    SittingHead { height: 1; padding: 0 1; text-style: bold; color: $text-primary; background: $surface; }
    """

    _line: tuple[str, SessionView, date] | None = None

    def tell(self, part: str, sitting: SessionView, today: date) -> None:
        """Say this from now on; `part` is the word for it."""
        self._line = part, sitting, today
        self.refresh()

    def render(self) -> Content:
        return shown_line(heading(*self._line, self.content_size.width) if self._line else "")


def heading(part: str, sitting: SessionView, today: date, room: int) -> str:
    """The line in at most `room` cells: first the day is said shortly, then the name is cut."""
    name = cells.plain(" ".join(filter(None, (sitting.name, sitting.track_name))))
    state = sitting_words.status(sitting, today)
    for moment in (sitting_words.span(sitting), sitting_words.near_moment(sitting.start, today)):
        said = _line(part, sitting.number, name, moment, state)
        if cells.width(said) <= room:
            return said
    frame = cells.width(_line(part, sitting.number, "", moment, state))
    return cells.cut(_line(part, sitting.number, cells.cut(name, max(2, room - frame)), moment, state), room)


def _line(part: str, number: str, name: str, moment: str, state: str) -> str:
    return _("{part}　{number} {name}　{moment}　{state}").format(
        part=part, number=number, name=name, moment=moment, state=state
    )
