"""Bars of what was held against what is asked, in display cells: Chinese labels stay in line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.strip import Strip

from meetingtui.language import N_, _
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.line_view import LOOKS, LineView


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: held so far, planned in all (held ones included), target; `style` is one of LOOKS or ''."""

    label: str
    held: int
    target: int | None = None
    planned: int = 0
    style: str = ""


class BarChart(LineView):
    """Horizontal bars on one scale: held filled, the rest of what is planned shaded, the target marked."""

    LEGEND: ClassVar[tuple[tuple[str, str], ...]] = (
        ("bar", N_("已召開")), ("rest", N_("預定")), ("target", N_("目標")),
    )  # fmt: skip

    def __init__(
        self,
        bars: Sequence[Bar] = (),
        *,
        empty: str = N_("沒有可以畫的數字。"),
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(empty=empty, top=0, id=id, classes=classes)
        self.show(bars)

    def show(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self.bars = tuple(bars)
        self._longest = max((cells.width(cells.plain(bar.label)) for bar in bars), default=0)
        self._scale = max((1, *(max(bar.held, bar.planned, bar.target or 0) for bar in bars)))
        if self.is_attached:
            self.restart(0)

    def on_mount(self) -> None:
        self.restart(0)

    @property
    def total(self) -> int:
        return len(self.bars)

    def as_rows(self) -> list[tuple[str, str, str, str]]:
        """The same as a table: label, held, planned, target."""
        return [(bar.label, str(bar.held), str(bar.planned), _number(bar.target)) for bar in self.bars]

    def headings(self) -> list[Strip]:
        return []

    def footer_line(self) -> str:
        narrow = cells.ascii_only(self)
        return " " + "  ".join(cells.sign(name, ascii_only=narrow) + _(word) for name, word in self.LEGEND)

    def body_line(self, index: int) -> Strip:
        bar = self.bars[index]
        label = min(self._longest, max(8, self.room // 3))
        here = index == self.cursor and self.has_focus
        text = cells.fit(cells.plain(bar.label), label) + " "
        numbers = f" {bar.held:>4}" + (f"/{bar.target}" if bar.target is not None else "")
        room = max(1, self.room - label - 1 - len(" 0000/0000"))
        look = bar.style if bar.style in LOOKS else "success" if _met(bar) else "accent"
        return self.parts([
            (text, self.look("cursor") if here else self.look("")),
            (self._drawn(bar, room), self.look(look)),
            (numbers, self.look(look if bar.style else "")),
        ])  # fmt: skip

    def _drawn(self, bar: Bar, room: int) -> str:
        narrow = cells.ascii_only(self)
        held, planned = (
            min(room, round(number * room / self._scale)) for number in (bar.held, max(bar.held, bar.planned))
        )
        held = max(held, 1 if bar.held else 0)
        line = cells.sign("bar", ascii_only=narrow) * held
        line += cells.sign("rest", ascii_only=narrow) * max(0, planned - held)
        line = line.ljust(room)
        if bar.target:
            at = max(0, min(room, round(bar.target * room / self._scale)) - 1)
            if at >= held:
                line = line[:at] + cells.sign("target", ascii_only=narrow) + line[at + 1 :]
        return line


def _met(bar: Bar) -> bool:
    return bar.target is not None and bar.held >= bar.target


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
