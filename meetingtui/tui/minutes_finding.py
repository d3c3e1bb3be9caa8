"""Find and replace over all points of the minutes, beginning where the caret is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from meetingtui.language import _
from meetingtui.tui.minutes_turning import TurnsPoints
from meetingtui.tui.widgets.find_bar import FindBar
from meetingtui.tui.widgets.minutes_text import MinutesText

if TYPE_CHECKING:
    from meetingtui.tui.minutes_points import Point


class FindsInMinutes(TurnsPoints):
    """A page of points with two editors and a find bar."""

    _found_in = "text"

    def action_find(self) -> None:
        """Open the bar with what is selected."""
        focused = self.focused
        if isinstance(focused, MinutesText) and focused.id:
            self._found_in = focused.id
        self.query_one(FindBar).open(self.editor(self._found_in).selected_text.partition("\n")[0])

    @on(FindBar.Closed)
    def _bar_closed(self, event: FindBar.Closed) -> None:
        event.stop()
        self.editor(self._found_in).focus()

    @on(FindBar.Wanted)
    def _wanted(self, event: FindBar.Wanted) -> None:
        event.stop()
        if not event.text:
            event.bar.tell(_("請輸入要找的字。"))
        elif event.every and event.by is not None:
            count = sum(self.editor(name).replace_all(event.text, event.by) for name in ("text", "decision"))
            event.bar.tell(_("已取代{count}處").format(count=count))
        else:
            if event.by is not None:
                self.editor(self._found_in).replace_found(event.text, event.by)
            event.bar.tell("" if self._find_on(event.text) else _("找不到"))

    def _find_on(self, wanted: str) -> bool:
        """Select the next place: in this editor, then in those that follow, then from the top."""
        if self.editor(self._found_in).select_found(wanted, wrap=False):
            return True
        self.collect()
        places = [(key, name) for key, one in self.points.items() for name in _fields(one)]
        here = places.index((self.current, self._found_in))
        for key, name in [*places[here + 1 :], *places[: here + 1]]:
            state = self.points[key].text if name == "text" else self.points[key].decision
            if wanted not in state.text:
                continue
            if key != self.current:
                self._go(key)
            self._found_in = name
            self.editor(name).action_to_start()
            return self.editor(name).select_found(wanted)
        return False


def _fields(one: Point) -> tuple[str, ...]:
    return ("text",) if one.item is None else ("text", "decision")
