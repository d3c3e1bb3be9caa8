"""The seven places: where each stands, which keys lead there, and when its screen is imported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding, BindingType
from textual.screen import Screen

from meetingtui.language import N_


class PlaceEntry(NamedTuple):
    """A place: its mode, its digit, its function key, its label, and where its screen is found."""

    mode: str
    digit: str
    function_key: str
    label: str
    path: str


PLACES = (
    PlaceEntry("today", "1", "f2", N_("今日"), "meetingtui.tui.screens.today:Today"),
    PlaceEntry("calendar", "2", "f3", N_("行事曆"), "meetingtui.tui.screens.calendar:Calendar"),
    PlaceEntry("series", "3", "f4", N_("會議別"), "meetingtui.tui.screens.series:Series"),
    PlaceEntry("sessions", "4", "f5", N_("場次"), "meetingtui.tui.screens.sessions:Sessions"),
    PlaceEntry("actions", "5", "f6", N_("列管"), "meetingtui.tui.screens.actions:Actions"),
    PlaceEntry("counts", "7", "f8", N_("統計"), "meetingtui.tui.screens.counts:Counts"),
)


def place_class(entry: PlaceEntry) -> type[Screen[None]]:
    """The screen class of a place, imported at its first visit."""
    from importlib import import_module

    module, _colon, name = entry.path.partition(":")
    found: type[Screen[None]] = getattr(import_module(module), name)
    return found


def place_keys(places: Iterable[PlaceEntry]) -> list[BindingType]:
    """The keys that lead to `places`; the title bar shows them, so the key bar need not."""
    return [
        Binding(
            f"{place.digit},{place.function_key}", f"app.go('{place.mode}')", place.label,
            show=False, id=f"go.{place.mode}",
        )
        for place in places
    ]  # fmt: skip
